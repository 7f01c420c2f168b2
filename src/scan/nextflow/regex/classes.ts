/** The classes of characters that `java.util.regex` knows by name, and how sets are put together. */
import type { CharacterTest } from "./tree.ts";

const code = (character: string): number => character.charCodeAt(0);

export function range(from: number, to: number): CharacterTest {
  return (unit) => unit >= from && unit <= to;
}

export function any(...tests: readonly CharacterTest[]): CharacterTest {
  return (unit) => tests.some((test) => test(unit));
}

export function both(left: CharacterTest, right: CharacterTest): CharacterTest {
  return (unit) => left(unit) && right(unit);
}

export function not(test: CharacterTest): CharacterTest {
  return (unit) => !test(unit);
}

export function one(unit: number): CharacterTest {
  return (other) => other === unit;
}

/** As Java does it without UNICODE_CASE: ASCII letters only. */
export function foldCase(test: CharacterTest): CharacterTest {
  return (unit) => test(unit) || (isLetter(unit) && test(unit ^ 0x20));
}

/** Asks once for each character: sets stand within sets, and each letter may be looked for in both of its cases. */
export function remembered(test: CharacterTest): CharacterTest {
  const answers = new Map<number, boolean>();
  return (unit) => {
    let answer = answers.get(unit);
    if (answer === undefined) answers.set(unit, (answer = test(unit)));
    return answer;
  };
}

const lower = range(code("a"), code("z"));
const upper = range(code("A"), code("Z"));
const isLetter = any(lower, upper);
export const digit = range(code("0"), code("9"));
export const word = any(isLetter, digit, one(code("_")));
export const space: CharacterTest = (unit) => unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
export const lineEnd: CharacterTest = (unit) =>
  unit === 0x0a || unit === 0x0d || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
const horizontal: CharacterTest = (unit) =>
  unit === 0x20 ||
  unit === 0x09 ||
  /[\u00a0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]/.test(String.fromCharCode(unit));
const vertical: CharacterTest = (unit) =>
  (unit >= 0x0a && unit <= 0x0d) || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
const graph = range(0x21, 0x7e);
const alphanumeric = any(isLetter, digit);

/** `\d`, `\W`, `\h` and so on. */
export const shorthands: ReadonlyMap<string, CharacterTest> = new Map([
  ["d", digit],
  ["D", not(digit)],
  ["w", word],
  ["W", not(word)],
  ["s", space],
  ["S", not(space)],
  ["h", horizontal],
  ["H", not(horizontal)],
  ["v", vertical],
  ["V", not(vertical)],
]);

const named: ReadonlyMap<string, CharacterTest> = new Map([
  ["Lower", lower],
  ["Upper", upper],
  ["ASCII", range(0, 0x7f)],
  ["Alpha", isLetter],
  ["Digit", digit],
  ["Alnum", alphanumeric],
  ["Punct", both(graph, not(alphanumeric))],
  ["Graph", graph],
  ["Print", range(0x20, 0x7e)],
  ["Blank", (unit: number) => unit === 0x20 || unit === 0x09],
  ["Cntrl", any(range(0, 0x1f), one(0x7f))],
  ["XDigit", any(digit, range(code("a"), code("f")), range(code("A"), code("F")))],
  ["Space", space],
  ["javaWhitespace", space],
]);

/** Properties with an expression of their own, which is made for those that ask: one takes a tenth of a millisecond. */
const binary: ReadonlyMap<string, string> = new Map([
  ["javaLowerCase", "Lowercase"],
  ["javaUpperCase", "Uppercase"],
  ...["Alphabetic", "Hex_Digit", "Ideographic", "Lowercase", "Uppercase", "White_Space"].map(
    (property) => [`Is${property}`, property] as const,
  ),
]);

/** `\p{name}`; undefined for a name that Java or this reader (blocks, Java's own names for properties) does not know. */
export function property(name: string): CharacterTest | undefined {
  const category = /^(?:Is|gc=|general_category=)?([A-Z][a-z]?)$/.exec(name)?.[1];
  const script = /^(?:Is|sc=|script=)([A-Z][A-Za-z_]+)$/.exec(name)?.[1];
  return named.get(name) ?? unicode(binary.get(name) ?? category ?? `Script=${script}`);
}

const known = new Map<string, CharacterTest>();

function unicode(name: string): CharacterTest | undefined {
  const before = known.get(name);
  if (before !== undefined) return before;
  try {
    const expression = new RegExp(`^\\p{${name}}$`, "u");
    const test: CharacterTest = (unit) => expression.test(String.fromCharCode(unit));
    known.set(name, test);
    return test;
  } catch {
    return undefined;
  }
}
