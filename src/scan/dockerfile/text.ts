/** Text that remembers where in its file every character stands, however it was put together. */
import type { Range } from "../../text/lines.ts";

/** From one index of a text on, its characters follow one another in the file as well. */
interface Piece {
  readonly index: number;
  /** In the file, of the character at `index`. */
  readonly offset: number;
}

/** A part of a file. The first piece begins at index 0, and each goes up to the next. */
export interface Text {
  readonly value: string;
  readonly pieces: readonly Piece[];
}

export const EMPTY: Text = { value: "", pieces: [] };

export function textAt(file: string, start: number, end: number): Text {
  return { value: file.slice(start, end), pieces: [{ index: 0, offset: start }] };
}

/** Where a character of the text stands in the file. */
export function offsetAt(text: Text, index: number): number {
  let offset = index;
  let low = 0;
  let high = text.pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = text.pieces[middle];
    if (piece !== undefined && piece.index <= index) {
      offset = piece.offset + index - piece.index;
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return offset;
}

/** From the first character to the last, with whatever lies between (a continuation, an escape). */
export function rangeOf(text: Text): Range {
  return { start: offsetAt(text, 0), end: offsetAt(text, text.value.length - 1) + 1 };
}

export function slice(text: Text, start: number, end: number = text.value.length): Text {
  const value = text.value.slice(start, end);
  if (value === "") return EMPTY;
  const pieces = [{ index: 0, offset: offsetAt(text, start) }];
  for (const { index, offset } of text.pieces) {
    if (index > start && index < end) pieces.push({ index: index - start, offset });
  }
  return { value, pieces };
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
    for (const [at, { index, offset }] of text.pieces.entries()) {
      this.add(text.value.slice(index, text.pieces[at + 1]?.index), offset);
    }
  }

  /** The text so far; begins another. */
  take(): Text {
    const text = { value: this.#value, pieces: this.#pieces };
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
