/** Text that remembers where in its file every character stands, however it was put together. */
import type { Range } from "../../text/lines.ts";

/** From one index of a text on, its characters follow one another in the file as well. */
interface Piece {
  readonly index: number;
  /** In the file, of the character at `index`. */
  readonly offset: number;
}

/**
 * A part of a file. The pieces are those of the text that it was cut from, each up to the next, so that a text of many
 * pieces can be cut into many parts.
 */
export interface Text {
  readonly value: string;
  readonly pieces: readonly Piece[];
  /** Where the value begins in the text that the pieces are of. */
  readonly from: number;
}

export const EMPTY: Text = { value: "", pieces: [], from: 0 };

export function textAt(file: string, start: number, end: number): Text {
  return { value: file.slice(start, end), pieces: [{ index: 0, offset: start }], from: 0 };
}

/** Where a character of the text stands in the file. */
export function offsetAt(text: Text, index: number): number {
  const at = text.from + index;
  const piece = text.pieces[pieceAt(text, at)];
  return piece === undefined ? at : piece.offset + at - piece.index;
}

/** The number of the piece that holds an index of the text that the pieces are of; -1 before the first. */
function pieceAt({ pieces }: Text, index: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece !== undefined && piece.index <= index) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** From the first character to the last, with whatever lies between (a continuation, an escape). */
export function rangeOf(text: Text): Range {
  return { start: offsetAt(text, 0), end: offsetAt(text, text.value.length - 1) + 1 };
}

export function slice(text: Text, start: number, end: number = text.value.length): Text {
  const value = text.value.slice(start, end);
  return value === "" ? EMPTY : { value, pieces: text.pieces, from: text.from + Math.max(0, start) };
}

/** Puts a text together from parts of others. */
export class TextBuilder {
  #value = "";
  #pieces: Piece[] = [];
  /** In the file, behind the last character. */
  #next = -1;

  add(part: string, offset: number): void {
    if (part === "") return;
    if (offset !== this.#next) this.#pieces.push({ index: this.#value.length, offset });
    this.#value += part;
    this.#next = offset + part.length;
  }

  append(text: Text): void {
    const { value, pieces, from } = text;
    let number = pieceAt(text, from);
    for (let at = 0; at < value.length; number++) {
      const next = pieces[number + 1];
      const end = next === undefined ? value.length : Math.min(value.length, next.index - from);
      this.add(value.slice(at, end), offsetAt(text, at));
      at = end;
    }
  }

  /** The text so far; begins another. */
  take(): Text {
    const text = { value: this.#value, pieces: this.#pieces, from: 0 };
    this.#value = "";
    this.#pieces = [];
    this.#next = -1;
    return text;
  }
}

/** What Go's `unicode.IsSpace` says, for one UTF-16 unit. */
export function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return (
    unit === 0x85 ||
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** Where the first character is, from an index on, that is no blank (Unicode's); `end` where there is none. */
export function skipSpace(value: string, from: number, end = value.length): number {
  let at = from;
  while (at < end && isSpace(value.charCodeAt(at))) at++;
  return at;
}

/** The text without blanks (Unicode's) at either end. */
export function trim(text: Text): Text {
  const { value } = text;
  const start = skipSpace(value, 0);
  let end = value.length;
  while (end > start && isSpace(value.charCodeAt(end - 1))) end--;
  return start === 0 && end === value.length ? text : slice(text, start, end);
}
