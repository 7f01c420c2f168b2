/** Text in lines of a width. */
import { widthOf } from "./cells.ts";

/** Broken between words where it is wider; a word that is wider itself is left whole. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > columns) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Where nobody knows how wide the screen is, and no wider where somebody does: long lines are hard to read. Columns. */
const [USUAL, WIDEST, NARROWEST] = [100, 140, 40];

/** How wide text for reading is on a screen of so many columns. */
export function readingWidth(columns: number = USUAL): number {
  return Math.max(NARROWEST, Math.min(columns, WIDEST));
}

/** Wrapped, with something in front of the first line and of the others. */
export function indented(
  text: string,
  { first, rest = first, width }: { readonly first: string; readonly rest?: string; readonly width: number },
): readonly string[] {
  return wrapped(text, width - rest.length).map((line, index) => `${index === 0 ? first : rest}${line}`);
}
