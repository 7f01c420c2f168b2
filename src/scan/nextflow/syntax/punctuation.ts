/** How operators and separators are written. */
import { Kind } from "./tokens.ts";

/** How an operator is written, and what must follow it, if anything must. */
interface Spelling {
  readonly text: string;
  readonly kind: Kind;
  readonly followedBy?: string;
}

const spelled = (kind: Kind, ...texts: readonly string[]): Spelling[] => texts.map((text) => ({ text, kind }));

const SPELLINGS: readonly Spelling[] = [
  ...spelled(Kind.comma, ","),
  ...spelled(Kind.semicolon, ";"),
  ...spelled(Kind.colon, ":"),
  ...spelled(Kind.doubleColon, "::"),
  ...spelled(Kind.arrow, "->"),
  ...spelled(Kind.at, "@"),
  ...spelled(Kind.dot, "."),
  ...spelled(Kind.safeDot, "?."),
  ...spelled(Kind.spreadDot, "*."),
  ...spelled(Kind.attribute, ".@"),
  ...spelled(Kind.methodPointer, ".&"),
  ...spelled(Kind.range, ".."),
  ...spelled(Kind.rangeRight, "..<"),
  ...spelled(Kind.rangeLeft, "<.."),
  ...spelled(Kind.rangeBoth, "<..<"),
  ...spelled(Kind.question, "?"),
  ...spelled(Kind.elvis, "?:"),
  ...spelled(Kind.assign, "="),
  ...spelled(Kind.compoundAssign, "+=", "-=", "*=", "/=", "%=", "**=", "&=", "|=", "^=", "<<=", ">>=", ">>>=", "?="),
  ...spelled(Kind.increment, "++"),
  ...spelled(Kind.decrement, "--"),
  ...spelled(Kind.not, "!"),
  ...spelled(Kind.tilde, "~"),
  ...spelled(Kind.or, "||"),
  ...spelled(Kind.and, "&&"),
  ...spelled(Kind.bitOr, "|"),
  ...spelled(Kind.xor, "^"),
  ...spelled(Kind.bitAnd, "&"),
  ...spelled(Kind.find, "=~"),
  ...spelled(Kind.match, "==~"),
  ...spelled(Kind.equal, "=="),
  ...spelled(Kind.notEqual, "!="),
  ...spelled(Kind.identical, "==="),
  ...spelled(Kind.notIdentical, "!=="),
  ...spelled(Kind.spaceship, "<=>"),
  ...spelled(Kind.less, "<"),
  ...spelled(Kind.lessEqual, "<="),
  ...spelled(Kind.greater, ">"),
  ...spelled(Kind.greaterEqual, ">="),
  // `!internal` is the negation of a name.
  { text: "!in", kind: Kind.notIn, followedBy: " \t\r\n[({" },
  { text: "!instanceof", kind: Kind.notInstanceof, followedBy: " \t\r\n" },
  ...spelled(Kind.plus, "+"),
  ...spelled(Kind.minus, "-"),
  ...spelled(Kind.star, "*"),
  ...spelled(Kind.slash, "/"),
  ...spelled(Kind.percent, "%"),
  ...spelled(Kind.power, "**"),
];

/** By the code of the first character; the longest come first. */
const TABLE: readonly (readonly Spelling[] | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const candidates = SPELLINGS.filter(({ text }) => text.charCodeAt(0) === code);
  return candidates.length === 0 ? undefined : candidates.sort((a, b) => b.text.length - a.text.length);
});

/** The longest operator or separator that stands at `at`. */
export function punctuationAt(text: string, at: number): Spelling | undefined {
  const candidates = TABLE[text.charCodeAt(at)];
  if (candidates === undefined) return undefined;
  for (const candidate of candidates) {
    const { text: spelling, followedBy } = candidate;
    if (spelling.length > 1 && !text.startsWith(spelling, at)) continue;
    if (followedBy === undefined) return candidate;
    const next = text.charAt(at + spelling.length);
    if (next !== "" && followedBy.includes(next)) return candidate;
  }
  return undefined;
}
