/** Edits as whole lines that take the place of whole lines: nothing smaller can be suggested. */
import { applyEdits, type TextEdit } from "../fix/edits.ts";
import type { Lines } from "../text/lines.ts";
import type { LineRange } from "./diff.ts";

interface Text {
  readonly text: string;
  readonly lines: Lines;
}

/** The lines that have to be replaced so that edits are made. */
export function linesOf(edits: readonly TextEdit[], { text, lines }: Text): LineRange {
  const ranges = edits.map((edit): LineRange => {
    const [start, end] = [lines.at(edit.start), lines.at(edit.end)];
    // One that takes lines with their end leaves the next one alone.
    const isWhole = edit.start < edit.end && end.column === 1;
    const endsLine = edit.replacement.endsWith("\n") || (edit.replacement === "" && start.column === 1);
    return [start.line, isWhole && endsLine ? end.line - 1 : end.line];
  });
  // Behind the last line end there is no line: what is put in there goes to the one before.
  const last = lines.at(text.length).line - (text.endsWith("\n") ? 1 : 0);
  return [Math.min(last, ...ranges.map(([first]) => first)), Math.min(last, Math.max(...ranges.map(([, end]) => end)))];
}

/** What stands in a range of lines, with their ends. */
export function textOf([first, last]: LineRange, { text, lines }: Text): string {
  return text.slice(lines.offset(first, 1), lines.offset(last + 1, 1));
}

/** What is to stand there, a text a line; each has its carriage return, where the file has them, and no line feed. */
export function replacementOf(range: LineRange, edits: readonly TextEdit[], of: Text): readonly string[] {
  const from = of.lines.offset(range[0], 1) ?? 0;
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
  const text = applyEdits(textOf(range, of), moved);
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
