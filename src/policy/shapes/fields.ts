/** Maps with known keys: each setting with its shape, what it means and what holds where nobody gives it. */
import { join, type JsonSchema, type Shape, unknownKey, wrongKind } from "./shape.ts";

/** A setting of a map. `fallback` is its value where nobody gave one. */
export interface Field<T, D = T | undefined> {
  readonly shape: Shape<T>;
  /** One sentence fragment for tables and editors. */
  readonly summary: string;
  readonly fallback: D;
  readonly required: boolean;
}

export interface RequiredField<T> extends Field<T, undefined> {
  readonly required: true;
}

export type Fields = Readonly<Record<string, Field<unknown, unknown>>>;

/** What a map gave, key by key: undefined where it said nothing. */
export type Given<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends RequiredField<infer T>
    ? T
    : F[K] extends Field<infer T, infer _>
      ? T | undefined
      : never;
};

/** What holds in the end: given values over fallbacks. */
export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T, infer D> ? (undefined extends D ? T | undefined : T) : never;
};

export function withDefault<T>(shape: Shape<T>, fallback: T, summary: string): Field<T, T> {
  return { shape, summary, fallback, required: false };
}

export function optional<T>(shape: Shape<T>, summary: string): Field<T, undefined> {
  return { shape, summary, fallback: undefined, required: false };
}

export function required<T>(shape: Shape<T>, summary: string): RequiredField<T> {
  return { shape, summary, fallback: undefined, required: true };
}

export function withFallbacks<F extends Fields>(fields: F, given: Partial<Given<F>>): Values<F> {
  const values = Object.entries(fields).map(([key, field]) => [key, given[key] ?? field.fallback]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built key by key from the same fields
  return Object.fromEntries(values) as Values<F>;
}

/**
 * A map with known keys. Unknown ones are problems that name the nearest known one.
 *
 * @param refused Keys that people may expect here, with the sentence that says why not.
 */
export function object<const F extends Fields>(
  fields: F,
  words: string,
  refused: Readonly<Record<string, string>> = {},
): Shape<Given<F>> {
  const needed = Object.entries<Fields[string]>(fields).filter(([, field]) => field.required);
  return {
    words,
    get schema() {
      return objectSchema(fields);
    },
    read(tree, reading) {
      if (tree.kind !== "map") return wrongKind(tree, reading, words);
      const given: Record<string, unknown> = {};
      for (const { key, at, value } of tree.entries) {
        const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
        if (field !== undefined) given[key] = field.shape.read(value, { ...reading, path: join(reading.path, key) });
        else reading.problems.add(at, () => unknownKey(key, reading.path, Object.keys(fields), refused));
      }
      for (const [key, { summary }] of needed) {
        if (tree.entries.some((entry) => entry.key === key)) continue;
        reading.problems.add(
          tree.at,
          `${reading.path === "" ? "" : `${reading.path}: `}"${key}" is missing: ${summary}`,
        );
      }
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built key by key by the fields' own shapes
      return needed.some(([key]) => given[key] === undefined) ? undefined : (given as Given<F>);
    },
  };
}

/** The JSON Schema of a map with these fields and no others. */
export function objectSchema(fields: Fields): JsonSchema {
  const needed = Object.keys(fields).filter((key) => fields[key]?.required === true);
  return {
    type: "object",
    additionalProperties: false,
    ...(needed.length > 0 && { required: needed }),
    properties: Object.fromEntries(
      Object.entries(fields).map(([key, field]) => [
        key,
        {
          ...field.shape.schema,
          description: field.summary,
          ...(field.fallback !== undefined && { default: written(field) }),
        },
      ]),
    ),
  };
}

/** The fallback of a field as one would write it. */
export function written({ shape, fallback }: Field<unknown, unknown>): unknown {
  return shape.write === undefined || fallback === undefined ? fallback : shape.write(fallback);
}
