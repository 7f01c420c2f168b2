/** Fields of JSON: picked out of what a stranger wrote, where one of another type than expected counts as absent; and made. */

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const object = (value: unknown): Json | undefined => (isObject(value) ? value : undefined);
export const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
export const flag = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);

/** A count of bytes or a version: whole, not negative, exact in a double. */
export const count = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

export const texts = (value: unknown): readonly string[] => list(value).filter((item) => typeof item === "string");

/** Text values by name; others are left out. Safe for a key such as `__proto__`. */
export const textMap = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(object(value) ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );

/** Fields without those that are undefined, as JSON has them. */
export type Defined<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

export function defined<T extends object>(fields: T): Defined<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is undefined is gone
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
