/** What a Wave answer leaves out: null, "", [], {}, and the entries of a map that have an empty text. */

export type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that Wave would show, in the order given. */
export function present<T extends object>(fields: T): Present<T> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) if (!isEmpty(value)) kept[name] = value;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a subset of the fields is what the type says
  return kept as Present<T>;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (typeof value !== "object") return false;
  return Object.keys(value).length === 0;
}

/** A map without the entries that have an empty text. */
export const filled = (map: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(map).filter(([, value]) => value !== ""));
