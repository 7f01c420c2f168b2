import type { Range } from "./file-scan.ts";

/** A value and where it is written: quotes, block headers and the like left out. */
export interface PlacedText extends Range {
  readonly value: string;
  /** The offset in the file of a character of the value; undefined where escapes or folding moved it. */
  offsetOf(index: number): number | undefined;
}

/** A text that stands in the file as it is. */
export function literalText(file: string, start: number, end: number): PlacedText {
  return { value: file.slice(start, end), start, end, offsetOf: (index) => start + index };
}

/** A part of a value (indices into it). Where its own place cannot be told, it has that of the whole. */
export function subtext(text: PlacedText, from: number, to = text.value.length): PlacedText {
  const start = text.offsetOf(from);
  const last = to > from ? text.offsetOf(to - 1) : start;
  const isPlaced = start !== undefined && last !== undefined;
  return {
    value: text.value.slice(from, to),
    start: isPlaced ? start : text.start,
    end: isPlaced ? last + (to > from ? 1 : 0) : text.end,
    offsetOf: (index) => text.offsetOf(from + index),
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
