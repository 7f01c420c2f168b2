/** Tokens: their kinds, and the list that a text is cut into. */

/**
 * Kinds of tokens. Numbers, since there is a token for every few characters of text. Words that can never be a name have
 * kinds of their own, from `as` on; words with a meaning only in some places (`process`, `input`, `from`) are `word`.
 */
const KINDS = {
  end: 0,
  /** One or more line breaks and comments. */
  newline: 1,
  /** A block comment with more text behind it on its line: a line break for v2, nothing for v1. */
  comment: 2,
  semicolon: 3,
  comma: 4,
  colon: 5,
  arrow: 6,
  at: 7,
  /** A character that starts no token. */
  unexpected: 8,
  /** A closing bracket that closes nothing. */
  stray: 9,

  openParen: 10,
  openBracket: 11,
  openBrace: 12,
  /** `${` in a string; its match is a `closeBrace`. */
  openInterpolation: 13,
  closeParen: 14,
  closeBracket: 15,
  closeBrace: 16,

  number: 20,
  /** A whole string without interpolation. */
  string: 21,
  /** The opening quote of a string with interpolation; its match is `gstringEnd`. */
  gstringBegin: 22,
  text: 23,
  /** `$a.b` in a string. */
  path: 24,
  gstringEnd: 25,

  dot: 30,
  safeDot: 31,
  spreadDot: 32,
  attribute: 33,
  methodPointer: 34,
  doubleColon: 35,

  question: 38,
  elvis: 39,
  assign: 40,
  /** `+=`, `?=` and the like. */
  compoundAssign: 41,

  increment: 43,
  decrement: 44,
  not: 45,
  tilde: 46,

  // Binary operators, loosest first; `in` and the like follow among the words.
  or: 50,
  and: 51,
  bitOr: 52,
  xor: 53,
  bitAnd: 54,
  find: 55,
  match: 56,
  equal: 57,
  notEqual: 58,
  identical: 59,
  notIdentical: 60,
  spaceship: 61,
  less: 62,
  lessEqual: 63,
  greater: 64,
  greaterEqual: 65,
  notIn: 66,
  notInstanceof: 67,
  range: 68,
  rangeRight: 69,
  rangeLeft: 70,
  rangeBoth: 71,
  plus: 72,
  minus: 73,
  star: 74,
  slash: 75,
  percent: 76,
  power: 77,

  word: 80,
  as: 81,
  in: 82,
  instanceof: 83,
  def: 84,
  /** `int`, `boolean`, … */
  primitive: 85,
  true: 86,
  false: 87,
  null: 88,
  new: 89,
  assert: 90,
  if: 91,
  else: 92,
  try: 93,
  catch: 94,
  return: 95,
  throw: 96,
  import: 97,
} as const;

/** Plain numbers to the compiler, which would otherwise take the current token for the same after a step. */
export const Kind: Readonly<Record<keyof typeof KINDS, number>> = KINDS;

export type Kind = number;

/** Reserved words by the code of their first letter. */
const RESERVED: readonly (readonly (readonly [word: string, kind: Kind])[] | undefined)[] = byFirstLetter([
  ["as", Kind.as],
  ["in", Kind.in],
  ["instanceof", Kind.instanceof],
  ["def", Kind.def],
  ["true", Kind.true],
  ["false", Kind.false],
  ["null", Kind.null],
  ["new", Kind.new],
  ["assert", Kind.assert],
  ["if", Kind.if],
  ["else", Kind.else],
  ["try", Kind.try],
  ["catch", Kind.catch],
  ["return", Kind.return],
  ["throw", Kind.throw],
  ["import", Kind.import],
  ...["boolean", "char", "byte", "short", "int", "long", "float", "double"].map((word): [string, Kind] => [
    word,
    Kind.primitive,
  ]),
]);

function byFirstLetter(words: readonly (readonly [string, Kind])[]): (typeof words | undefined)[] {
  const table: [string, Kind][][] = [];
  for (const [word, kind] of words) (table[word.charCodeAt(0)] ??= []).push([word, kind]);
  return table;
}

export function wordKind(text: string, start: number, end: number): Kind {
  const words = RESERVED[text.charCodeAt(start)];
  if (words === undefined) return Kind.word;
  for (const [word, kind] of words) {
    if (end - start === word.length && text.startsWith(word, start)) return kind;
  }
  return Kind.word;
}

/** Words of Groovy that v2 has no use for and refuses as names; `_` is kept for later. */
export const REFUSED_NAMES: ReadonlySet<string> = new Set(
  (
    "_ abstract break case class const continue default do extends final finally for goto implements interface native " +
    "package private protected public static super switch synchronized this throws transient void volatile while"
  ).split(" "),
);

/** Any word, reserved or not: what may stand behind a dot or before the colon of a map entry. */
export function isWord(kind: number): boolean {
  return kind >= Kind.word;
}

/**
 * A growing list of tokens, one number a field: no objects, so that a large file costs little. `partners` pairs the opening
 * and closing brackets (-1: without a partner).
 */
export class Tokens {
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  partners: Int32Array;
  count = 0;

  constructor(capacity: number) {
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.partners = new Int32Array(capacity);
  }

  push(kind: Kind, start: number, end: number): number {
    const index = this.count++;
    if (index === this.kinds.length) this.#grow();
    this.kinds[index] = kind;
    this.starts[index] = start;
    this.ends[index] = end;
    this.partners[index] = -1;
    return index;
  }

  #grow(): void {
    const capacity = this.kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    kinds.set(this.kinds);
    this.kinds = kinds;
    const copy = (from: Int32Array): Int32Array<ArrayBuffer> => {
      const to = new Int32Array(capacity);
      to.set(from);
      return to;
    };
    this.starts = copy(this.starts);
    this.ends = copy(this.ends);
    this.partners = copy(this.partners);
  }
}
