/** Texts from texts: what people write, and what would keep a scanner busy. */

/** Numbers from 0 up to, and without, a limit: the same for the same seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** mulberry32. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("there is nothing to choose from");
    return item;
  }
}

/** What opens something in one language or another, and what closes it. */
const PAIRS = [
  ["[", "]"],
  ["{", "}"],
  ["(", ")"],
  ["${", "}"],
  ["${A:-", "}"],
  ["~{", "}"],
  ["%{", "}"],
  ["{{", "}}"],
  ["${{", "}}"],
  ["$[[", "]]"],
  ['"', '"'],
  ["'", "'"],
  ['"""', '"""'],
  ["/*", "*/"],
  ["{a: ", "}"],
  ["- ", ""],
  ["? ", ""],
  ["<<E\n", "\nE\n"],
  ["if a then ", ' else "b"'],
  ["select_first([", "])"],
  ["format('{0}{0}', ", ")"],
  ["include { A } from './", "'\n"],
] as const;

const WORDS = [
  ...PAIRS.flat(),
  "\n",
  "\r\n",
  "\\",
  "\\\n",
  "#",
  "//",
  ":",
  ": ",
  ",",
  "=",
  "$A",
  "$A$A",
  "&a ",
  "*a",
  "<<: *a",
  "!reference [a, b]",
  "---\n",
  "\t",
  "    ",
  "\0",
  "\uFEFF",
  "\u2028",
  "é",
  "😀",
  "\uD800",
  "--mount=",
  "--from=",
  "FROM a\n",
  "ONBUILD ",
  "image: a\n",
  "container: ",
  "wave-inspect: ignore pin -- x",
];

/** Characters of a mutated text. */
const LONGEST = 400_000;

/** A text with some mutations, of which others of its kind may be a part. */
export function mutate(text: string, others: readonly string[], random: Random): string {
  let mutated = text;
  for (let count = 1 + random.below(5); count > 0; count--) {
    mutated = once(mutated, others, random).slice(0, LONGEST);
  }
  return mutated;
}

function once(text: string, others: readonly string[], random: Random): string {
  const [from, to] = stretch(text, random);
  const [before, inner, behind] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (random.below(9)) {
    case 0:
      return before + behind;
    case 1:
      return before + random.of(WORDS) + inner + behind;
    case 2:
      return before + repeated(inner, 2 ** random.below(14)) + behind;
    case 3:
      return before + repeated(random.of(WORDS), 2 ** random.below(16)) + behind;
    case 4: {
      const [open, close] = random.of(PAIRS);
      const depth = 2 ** random.below(14);
      return before + open.repeat(depth) + inner + close.repeat(depth) + behind;
    }
    case 5: {
      const other = random.of(others);
      const [start, end] = stretch(other, random);
      return before + other.slice(start, end) + behind;
    }
    case 6:
      return before + numbered(inner, 2 ** random.below(10)) + behind;
    case 7:
      return (before + inner).split("\n").toSorted().join("\n") + behind;
    default:
      return before + inner.toUpperCase() + random.of(WORDS) + behind;
  }
}

function repeated(text: string, count: number): string {
  return text.repeat(Math.min(count, Math.floor(LONGEST / Math.max(1, text.length))));
}

/** The same again and again with other numbers in it, each after the one before: chains, and what doubles. */
function numbered(text: string, count: number): string {
  const copies: string[] = [];
  let length = 0;
  for (let number = 0; number < count && length < LONGEST; number++) {
    const copy = text.replace(/\d{1,4}/g, (digits) => String(Number(digits) + number));
    copies.push(copy);
    length += copy.length;
  }
  return copies.join("");
}

/** Short ones as often as long ones; whole lines half of the time. */
function stretch(text: string, random: Random): readonly [number, number] {
  const length = random.below(2) === 0 ? random.below(20) : random.below(text.length + 1);
  const start = random.below(text.length + 1);
  const end = Math.min(text.length, start + length);
  if (random.below(2) === 0) return [start, end];
  const line = text.indexOf("\n", end);
  return [text.lastIndexOf("\n", start) + 1, line === -1 ? text.length : line + 1];
}
