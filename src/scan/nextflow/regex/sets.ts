/** Sets of characters as a pattern writes them: `[a-z&&[^b]]`, `\p{Alpha}`, `\x41`. */
import { any, both, foldCase, not, one, property, range, remembered, shorthands } from "./classes.ts";
import { DEEPEST, PatternProblem, type Reader } from "./reader.ts";
import type { CharacterTest, Flags } from "./tree.ts";

const NUMERIC: ReadonlyMap<string, RegExp> = new Map([
  ["x", /^(?:\{([0-9a-fA-F]{1,4})\}|([0-9a-fA-F]{2}))/],
  ["u", /^([0-9a-fA-F]{4})/],
]);
const CONTROLS: ReadonlyMap<string, number> = new Map([
  ["t", 9],
  ["n", 10],
  ["r", 13],
  ["f", 12],
  ["a", 7],
  ["e", 27],
]);

/** What stands behind a backslash where one character is meant; the reader is on the letter. */
export function parseEscapedSet(reader: Reader, flags: Flags): CharacterTest {
  const letter = reader.source[reader.at++]!;
  const shorthand = shorthands.get(letter);
  if (shorthand !== undefined) return shorthand;
  return letter === "p" || letter === "P"
    ? parseProperty(reader, letter, flags)
    : one(parseEscapedUnit(reader, letter));
}

/** The one character that an escape stands for; the reader is behind the letter. */
function parseEscapedUnit(reader: Reader, letter: string): number {
  const numeric = NUMERIC.get(letter);
  const rest = reader.ahead(60);
  if (numeric !== undefined) {
    const found = numeric.exec(rest);
    if (found === null) throw new PatternProblem(`illegal \`\\${letter}\``);
    reader.at += found[0].length;
    return Number.parseInt(found[1] ?? found[2]!, 16);
  }
  if (letter === "0") {
    const found = /^(?:[0-3][0-7]{2}|[0-7]{1,2})/.exec(rest);
    if (found === null) throw new PatternProblem("illegal `\\0`");
    reader.at += found[0].length;
    return Number.parseInt(found[0], 8);
  }
  if (letter === "c" && rest !== "") {
    reader.at += 1;
    return rest.charCodeAt(0) ^ 64;
  }
  const control = CONTROLS.get(letter);
  if (control !== undefined) return control;
  if (/[A-Za-z]/.test(letter)) throw new PatternProblem(`unknown escape \`\\${letter}\``);
  return letter.charCodeAt(0);
}

/** The `{name}` of `\p{name}`; `\P` is all but these. */
function parseProperty(reader: Reader, letter: "p" | "P", flags: Flags): CharacterTest {
  const found = /^(?:\{[^}]+\}|[A-Za-z])/.exec(reader.ahead(60))?.[0] ?? "";
  const test = property(found.replace(/^\{|\}$/g, ""));
  if (test === undefined) throw new PatternProblem(`unknown property \`\\${letter}${found}\``);
  reader.at += found.length;
  const folded = flags.ignoreCase ? foldCase(test) : test;
  return letter === "P" ? not(folded) : folded;
}

/** A class in brackets, the reader behind the opening one: unions, ranges, `&&`, nested classes. */
export function parseSet(reader: Reader, flags: Flags, depth: number): CharacterTest {
  if (depth > DEEPEST) throw new PatternProblem("too many classes inside each other");
  const negated = reader.take("^");
  const sides: CharacterTest[][] = [[]];
  for (let first = true; first || !reader.take("]"); first = false) {
    const { next } = reader;
    if (next === undefined) throw new PatternProblem("unclosed character class");
    if (flags.comments && /[\s#]/.test(next))
      throw new PatternProblem("a blank or comment in a class is not supported");
    if (reader.take("[")) sides.at(-1)!.push(parseSet(reader, flags, depth + 1));
    else if (reader.take("&&")) sides.push([]);
    else sides.at(-1)!.push(parseMember(reader, next, flags));
  }
  // Java overlooks a side of `&&` that is empty.
  const unions = sides.filter((tests) => tests.length > 0).map((tests) => any(...tests));
  if (unions.length === 0) throw new PatternProblem("an empty character class");
  const set = unions.map((union) => (flags.ignoreCase ? foldCase(union) : union)).reduce((a, b) => both(a, b));
  return remembered(negated ? not(set) : set);
}

/** A character, a range or an escape in a class. */
function parseMember(reader: Reader, next: string, flags: Flags): CharacterTest {
  reader.at += 1;
  if (next !== "\\") return parseRange(reader, next.charCodeAt(0));
  const letter = reader.next;
  if (letter === undefined || shorthands.has(letter) || letter === "p" || letter === "P") {
    return parseEscapedSet(reader, flags);
  }
  reader.at += 1;
  return parseRange(reader, parseEscapedUnit(reader, letter));
}

/** `from-to`, or `from` alone where no range follows. */
function parseRange(reader: Reader, from: number): CharacterTest {
  const following = reader.source[reader.at + 1];
  if (!reader.startsWith("-") || following === undefined || following === "]" || following === "[") return one(from);
  reader.at += 2;
  const to = following === "\\" ? parseRangeEnd(reader) : following.charCodeAt(0);
  if (to < from) throw new PatternProblem("illegal character range");
  return range(from, to);
}

/** An escape behind the dash of a range. */
function parseRangeEnd(reader: Reader): number {
  const letter = reader.source[reader.at++];
  if (letter === undefined) throw new PatternProblem("unclosed character class");
  if (shorthands.has(letter) || letter === "p" || letter === "P") throw new PatternProblem("illegal character range");
  return parseEscapedUnit(reader, letter);
}
