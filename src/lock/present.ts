/** Fields without those that are undefined. */
export type Present<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

export function present<T extends object>(fields: T): Present<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is undefined is gone
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
