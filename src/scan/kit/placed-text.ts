/** A value that knows where each of its characters is written, however it was put together. */
import type { Range } from "../../text/lines.ts";
import type { SourceText } from "../../text/source-text.ts";

/** A value and where it is written: quotes, block headers and the like left out. */
export interface PlacedText extends Range {
  readonly value: string;
  /** The file, where it is not the one that is scanned. */
  readonly file?: SourceText | undefined;
  /**
   * The offset in the file of a character of the value; undefined where escapes or folding moved it. One that several
   * characters of the file stand for is where the first of them is, or, asked for as the `last` of a range, the last.
   */
  offsetOf(index: number, last?: boolean): number | undefined;
}

/** A text that stands in the file as it is. */
export function literalText(file: string, start: number, end: number): PlacedText {
  return { value: file.slice(start, end), start, end, offsetOf: (index) => start + index };
}

/** A part of a value (indices into it). Where its own place cannot be told, it has that of the whole. */
export function subtext(text: PlacedText, from: number, to = text.value.length): PlacedText {
  const start = text.offsetOf(from);
  const last = to > from ? text.offsetOf(to - 1, true) : start;
  const isPlaced = start !== undefined && last !== undefined;
  return {
    value: text.value.slice(from, to),
    start: isPlaced ? start : text.start,
    end: isPlaced ? last + (to > from ? 1 : 0) : text.end,
    offsetOf: (index, isLast) => text.offsetOf(from + index, isLast),
    ...(text.file !== undefined && { file: text.file }),
  };
}

/** The pieces between separators, blanks around them left out, empty ones too. */
export function splitText(text: PlacedText, separator: RegExp): PlacedText[] {
  const pieces: PlacedText[] = [];
  let from = 0;
  const add = (to: number): void => {
    const piece = text.value.slice(from, to);
    const lead = piece.length - piece.trimStart().length;
    if (piece.trim() !== "") pieces.push(subtext(text, from + lead, from + piece.trimEnd().length));
  };
  for (const found of text.value.matchAll(separator)) {
    add(found.index);
    from = found.index + found[0].length;
  }
  add(text.value.length);
  return pieces;
}

/** A part of a value (indices) that stands for something else. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

/** The value with parts replaced, in order. What takes the place of a part stands where all of it stood. */
export function replaceParts(text: PlacedText, replacements: readonly Replacement[]): PlacedText {
  if (replacements.length === 0) return text;
  // Where each piece begins in the new value, and what it is in the old one.
  const pieces: { readonly at: number; readonly from: number; readonly to: number; readonly isNew: boolean }[] = [];
  const values: string[] = [];
  let at = 0;
  const add = (value: string, from: number, to: number, isNew: boolean): void => {
    if (value === "") return;
    pieces.push({ at, from, to, isNew });
    values.push(value);
    at += value.length;
  };
  let copied = 0;
  for (const { from, to, value } of replacements) {
    add(text.value.slice(copied, from), copied, from, false);
    add(value, from, to, true);
    copied = to;
  }
  add(text.value.slice(copied), copied, text.value.length, false);
  const offsetOf = (index: number, isLast = false): number | undefined => {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pieces[middle]!.at <= index) low = middle + 1;
      else high = middle;
    }
    const piece = pieces[low - 1];
    if (piece === undefined) return undefined;
    if (!piece.isNew) return text.offsetOf(piece.from + index - piece.at, isLast);
    return text.offsetOf(isLast ? piece.to - 1 : piece.from, isLast);
  };
  return { ...text, value: values.join(""), offsetOf };
}
