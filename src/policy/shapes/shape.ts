/**
 * Shapes: one definition of a setting drives the strict reader, the JSON Schema and the documentation.
 * A reader never stops at the first problem; it notes each with its place and gives undefined for what it cannot use.
 */
import { suggestion } from "../../text/nearest.ts";
import type { MapTree, Problems, Tree } from "./tree.ts";
import { short } from "../../text/quote.ts";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Where a reader is: the dotted path of the setting, for messages. */
export interface Reading {
  readonly problems: Problems;
  readonly path: string;
}

export interface Shape<T> {
  /** The kind of value in words, for messages and tables: `a list of name patterns`. */
  readonly words: string;
  /** Made when it is asked for: a run that reads a policy needs none. */
  readonly schema: JsonSchema;
  read(tree: Tree, reading: Reading): T | undefined;
  /** A value as one would write it, for schemas and tables; where absent, as it is. */
  write?(value: T): unknown;
}

/** One of a closed set of words. */
export function choice<const T extends string>(words: readonly T[]): Shape<T> {
  return {
    words: words.map((word) => `\`${word}\``).join(", "),
    schema: { enum: words },
    read(tree, reading) {
      const text = tree.kind === "scalar" ? tree.text : undefined;
      const found = words.find((word) => word === text);
      if (found !== undefined) return found;
      if (text === undefined) return wrongKind(tree, reading, `one of ${words.join(", ")}`);
      return reading.problems.add(
        tree.at,
        () => `${reading.path}: "${short(text)}" is not known here${suggestion(text, words)}`,
      );
    },
  };
}

/** The JSON Schema of a text that may be written without quotes: a number and a boolean are one, too. */
export function textSchema(constraints: JsonSchema = {}): JsonSchema {
  return { type: ["string", "number", "boolean"], minLength: 1, ...constraints };
}

/** A non-empty text. Numbers and dates count as the text that was written. */
export const text: Shape<string> = {
  words: "a text",
  schema: textSchema(),
  read(tree, reading) {
    if (tree.kind === "scalar" && tree.value !== null && tree.text !== "") return tree.text;
    return wrongKind(tree, reading, "a text");
  },
};

export const flag: Shape<boolean> = {
  words: "`true` or `false`",
  schema: { type: "boolean" },
  read(tree, reading) {
    if (tree.kind === "scalar" && typeof tree.value === "boolean") return tree.value;
    return wrongKind(tree, reading, "true or false");
  },
};

/** A text that `parse` turns into a value, or into `{ error }`: a sentence that says what to write instead. */
export function parsed<T>(
  words: string,
  schema: JsonSchema,
  parse: (text: string) => { readonly value: T } | { readonly error: string },
  write?: (value: T) => unknown,
): Shape<T> {
  return {
    words,
    schema,
    ...(write !== undefined && { write }),
    read(tree, reading) {
      const written = text.read(tree, reading);
      if (written === undefined) return undefined;
      const result = parse(written);
      if ("value" in result) return result.value;
      return reading.problems.add(tree.at, `${reading.path}: ${result.error}`);
    },
  };
}

/** A list; what cannot be used is left out and noted. */
export function list<T>(
  item: Shape<T>,
  words: string,
  limits: { readonly atLeast?: number } = {},
): Shape<readonly T[]> {
  const atLeast = limits.atLeast ?? 0;
  const write = item.write?.bind(item);
  return {
    words,
    get schema() {
      return { type: "array", items: item.schema, ...(atLeast > 0 && { minItems: atLeast }) };
    },
    read(tree, reading) {
      if (tree.kind !== "list") return wrongKind(tree, reading, `${words}; write [ … ] or one "- " line each`);
      if (tree.items.length < atLeast)
        return reading.problems.add(tree.at, `${reading.path}: the list is empty; give ${words}`);
      return tree.items.flatMap((entry, index) => {
        const value = item.read(entry, { ...reading, path: `${reading.path}[${index}]` });
        return value === undefined ? [] : [value];
      });
    },
    ...(write !== undefined && { write: (values: readonly T[]) => values.map((value) => write(value)) }),
  };
}

/** A map with free keys. `keys` says what is wrong with one, and what a schema can say of it. */
export function record<T>(
  value: Shape<T>,
  words: string,
  keys?: { readonly schema: JsonSchema; fault(key: string): string | undefined },
): Shape<Readonly<Record<string, T>>> {
  const write = value.write?.bind(value);
  return {
    words,
    get schema() {
      return { type: "object", ...(keys && { propertyNames: keys.schema }), additionalProperties: value.schema };
    },
    read(tree, reading) {
      if (tree.kind !== "map") return wrongKind(tree, reading, words);
      const entries = tree.entries.flatMap((entry) => {
        const fault = keys?.fault(entry.key);
        if (fault !== undefined) reading.problems.add(entry.at, `${reading.path}: ${fault}`);
        const read = value.read(entry.value, { ...reading, path: join(reading.path, entry.key) });
        return read === undefined ? [] : [[entry.key, read] as const];
      });
      return Object.fromEntries(entries);
    },
    ...(write !== undefined && {
      write: (values: Readonly<Record<string, T>>) =>
        Object.fromEntries(Object.entries(values).map(([key, one]) => [key, write(one)])),
    }),
  };
}

/** A map whose keys are of a closed set. */
export function closedRecord<const K extends string, T>(
  keys: readonly K[],
  value: Shape<T>,
  words: string,
): Shape<Readonly<Partial<Record<K, T>>>> {
  const free = record(value, words);
  return {
    words,
    get schema() {
      const properties = Object.fromEntries(keys.map((key) => [key, value.schema]));
      return { type: "object", additionalProperties: false, properties };
    },
    read(tree, reading) {
      if (tree.kind !== "map") return wrongKind(tree, reading, words);
      for (const { key, at } of tree.entries) {
        if (!keys.some((known) => known === key)) reading.problems.add(at, () => unknownKey(key, reading.path, keys));
      }
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- other keys are problems, and a policy with problems is not used
      return free.read(tree, reading) as Partial<Record<K, T>> | undefined;
    },
  };
}

/** Any value, as YAML has it. */
export const anything: Shape<unknown> = { words: "any value", schema: {}, read: (tree) => plain(tree) };

/** The message for a key that nobody knows here. */
export function unknownKey(
  key: string,
  path: string,
  known: readonly string[],
  refused: Readonly<Record<string, string>> = {},
): string {
  const reason = Object.hasOwn(refused, key) ? refused[key] : undefined;
  if (key === "<<")
    return `merge keys ("<<") are not of YAML 1.2${path === "" ? "" : ` (in ${path})`}; write the keys out`;
  if (reason !== undefined) return `"${short(key)}" does not belong in a policy: ${reason}`;
  return `unknown key "${short(key)}"${path === "" ? "" : ` in ${path}`}${suggestion(key, known)}`;
}

/** Notes that a value is of another kind than `wanted`. An absent value (`key:` and nothing) is said to be so. */
export function wrongKind(tree: Tree, reading: Reading, wanted: string): undefined {
  const what = reading.path === "" ? `the ${reading.problems.what}` : reading.path;
  return reading.problems.add(tree.at, `${what} must be ${wanted.replaceAll("`", "")}, not ${kindOf(tree)}`);
}

export function join(path: string, key: string): string {
  return path === "" ? short(key) : `${path}.${short(key)}`;
}

function kindOf(tree: Tree): string {
  if (tree.kind === "map") return "a map";
  if (tree.kind === "list") return "a list";
  if (tree.value === null || tree.text === "") return "empty";
  return typeof tree.value === "string" ? `the text "${short(tree.text)}"` : short(tree.text);
}

function plain(tree: Tree): unknown {
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.items.map(plain);
  return Object.fromEntries((tree satisfies MapTree).entries.map((entry) => [entry.key, plain(entry.value)]));
}
