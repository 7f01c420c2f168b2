/** Random changes of a policy: what a person, or another tool, may have done to it. */
import * as fc from "fast-check";

/** A scalar as it stands in a file: quoted or not. */
class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Scalar = Raw | string | number | boolean | null;
export type Value = Scalar | readonly Value[] | { readonly [key: string]: Value };
type List = readonly Value[];
type Map = Readonly<Record<string, Value>>;

/** As a flow value of YAML, in which a text of JSON is one. */
export function written(value: Value): string {
  if (value instanceof Raw) return value.text;
  if (isList(value)) return `[${value.map(written).join(", ")}]`;
  if (!isMap(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${written(one)}`);
  return `{ ${entries.join(", ")} }`;
}

function isList(value: Value): value is List {
  return Array.isArray(value);
}

function isMap(value: Value): value is Map {
  return typeof value === "object" && value !== null && !isList(value) && !(value instanceof Raw);
}

/** Scalars of every kind that YAML knows, and those that policies use, as they stand in a file. */
const SCALARS =
  `~ null true false on off yes 0 1 -1 1.0 3.10 0x1 0o7 1e3 .inf .nan '' '1' "true" 386 386.0 '386' "\\t" "\\u00e4" "\\u200b"
2027 2027-03-31 2027-02-29 2028-02-29 '2027-03-31' 2027-13-01 0000-01-01 14d 14 1.5w 1_0d 99999999999999d 2.1234567y 500MB 5mb 1e3B
linux/amd64 LINUX/aarch64 arm64 linux darwin macos linux/amd46 solaris/arm/v7 linux/arm64/v8/x windows(10.0.17763)/amd64 x86-64
/amd64 linux/ linux// quay.io quay.io/ quay.io//a '**/x' a/**/b a**/b https://x/* oras://quay.io/A/b gs://x docker://X alpine:3
'alpine:' a@sha256:* a@ a@b@c a@SHA x:y/z ghcr.io:443/a:1 '[::1]:5000/x' '*' '**' error warning fatal digest build floating deny
allow refuse docker buildkit nextflow cwl v1 auto registry none never pin tag '*-rc*' 'a/b'`
    .split(/\s/)
    .concat("' '", "'14 d'", "' linux/amd64 '", "'a b'")
    .map((text) => new Raw(text));

const KEYS =
  "version extends files nextflow dockerfile inspector platform fail-on rules overrides waivers images sources engines processes reason owner ticket expires severity enforce-from at-least at-most allow deny require match use-instead params build-args kinds exclude profiles arguments registry pin tag age waivers policy final x".split(
    " ",
  );

const VALUES: readonly Value[] = [
  [],
  {},
  [[]],
  [{}],
  { x: [] },
  ["quay.io/**"],
  ["linux/arm64", "arm64"],
  { "docker.io": "ghcr.io/a" },
];

/** One change: at which node, how, and with what. The numbers choose among what is there. */
export interface Change {
  readonly at: number;
  readonly how: keyof typeof WAYS;
  readonly what: number;
  readonly character: string;
}

type Way = (value: Value, change: Change) => Value;

const WAYS = {
  scalar: (_, { what }) => pick(SCALARS, what),
  value: (_, { what }) => pick(VALUES, what),
  drop(value, { what }) {
    if (isList(value)) return value.slice(1);
    if (!isMap(value)) return null;
    return Object.fromEntries(Object.entries(value).filter((_, at, all) => at !== what % all.length));
  },
  add(value, { what }) {
    if (isList(value)) return [...value, pick(SCALARS, what)];
    return isMap(value) ? { ...value, [pick(KEYS, what)]: pick([...SCALARS, ...VALUES], what) } : value;
  },
  rename(value, { what }) {
    if (!isMap(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one], at, all) => [at === what % all.length ? pick(KEYS, what) : key, one]),
    );
  },
  edit(value, { what, character }) {
    if (isList(value) || isMap(value)) return value;
    const text = value instanceof Raw ? value.text : String(value);
    const at = what % (text.length + 1);
    return text.slice(0, at) + character + text.slice(at + (what % 3));
  },
  /** Without its quotes, where that is YAML. */
  unquote: (value) => (typeof value === "string" && /^\w[\w./-]*(?::[\w./-]+)*$/.test(value) ? new Raw(value) : value),
} satisfies Record<string, Way>;

const CHARACTERS = "* ? / : @ . - , ~ % + [ ] \\ A Z a z 0 9 \u00e4 ** :// \u{1f600}".split(" ").concat(" ", "\n");

export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    at: fc.nat(10_000),
    how: fc.constantFrom(...(["scalar", "value", "drop", "add", "rename", "edit", "edit", "unquote"] as const)),
    what: fc.nat(10_000),
    character: fc.constantFrom(...CHARACTERS),
  }),
  { minLength: 1, maxLength: 3 },
);

export function pick<T>(from: readonly T[], at: number): T {
  return from[at % from.length]!;
}

/** The value with one of its nodes, counted in the order of a file, changed. */
export function changed(root: Value, change: Change): Value {
  const target = change.at % sizeOf(root);
  let count = 0;
  const walk = (value: Value): Value => {
    if (count++ === target) return WAYS[change.how](value, change);
    if (isList(value)) return value.map(walk);
    if (!isMap(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one)]));
  };
  return walk(root);
}

function sizeOf(value: Value): number {
  const below = isList(value) ? value : isMap(value) ? Object.values(value) : [];
  return below.reduce<number>((sum, one) => sum + sizeOf(one), 1);
}

/** Numbers that JSON does not have. */
export function hasNoJson(value: unknown): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  return typeof value === "object" && value !== null && Object.values(value).some(hasNoJson);
}
