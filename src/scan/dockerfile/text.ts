/** Text that remembers where in its file every character stands, however it was put together. */

/**
 * A piece of a file. `pieces` holds pairs: an index into `value`, and the offset in the file of the character there;
 * up to the next pair the characters follow one another in the file as well.
 */
export interface Text {
  readonly value: string;
  readonly pieces: readonly number[];
}

export const EMPTY: Text = { value: "", pieces: [] };

/** A range of the file, end exclusive. */
export type Range = readonly [start: number, end: number];

export function textAt(file: string, start: number, end: number): Text {
  return start === end ? EMPTY : { value: file.slice(start, end), pieces: [0, start] };
}

/** Where a character of the text stands in the file. */
export function offsetAt(text: Text, index: number): number {
  const { pieces } = text;
  let low = 0;
  let high = pieces.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[2 * middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return (pieces[2 * low + 1] ?? 0) + index - (pieces[2 * low] ?? 0);
}

/** From the first character to the last, with whatever lies between (a continuation, an escape). */
export function rangeOf(text: Text): Range | undefined {
  return text.value === "" ? undefined : [offsetAt(text, 0), offsetAt(text, text.value.length - 1) + 1];
}

export function slice(text: Text, start: number, end: number = text.value.length): Text {
  const value = text.value.slice(start, end);
  if (value === "") return EMPTY;
  if (text.pieces.length === 2) return { value, pieces: [0, (text.pieces[1] ?? 0) + start] };
  const pieces = [0, offsetAt(text, start)];
  for (let piece = 0; piece < text.pieces.length; piece += 2) {
    const index = text.pieces[piece] ?? 0;
    if (index > start && index < end) pieces.push(index - start, text.pieces[piece + 1] ?? 0);
  }
  return { value, pieces };
}

/** Puts a text together from parts of others. */
export interface TextBuilder {
  add(value: string, offset: number): void;
  append(text: Text): void;
  take(): Text;
}

export function textBuilder(): TextBuilder {
  let value = "";
  let pieces: number[] = [];
  let next = -1;
  const add = (part: string, offset: number): void => {
    if (part === "") return;
    if (offset !== next) pieces.push(value.length, offset);
    value += part;
    next = offset + part.length;
  };
  return {
    add,
    append(text) {
      for (let piece = 0; piece < text.pieces.length; piece += 2) {
        const start = text.pieces[piece] ?? 0;
        add(text.value.slice(start, text.pieces[piece + 2] ?? text.value.length), text.pieces[piece + 1] ?? 0);
      }
    },
    take() {
      const text = { value, pieces };
      value = "";
      pieces = [];
      next = -1;
      return text;
    },
  };
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

/** The text without blanks (Unicode's) at either end. */
export function trim(text: Text): Text {
  const { value } = text;
  let start = 0;
  let end = value.length;
  while (start < end && isSpace(value.charCodeAt(start))) start++;
  while (end > start && isSpace(value.charCodeAt(end - 1))) end--;
  return start === 0 && end === value.length ? text : slice(text, start, end);
}
