/** A file as its path and its text; its lines are counted when somebody asks for a place in it. */
import { indexLines, type Lines } from "./lines.ts";

export interface SourceText {
  readonly path: string;
  readonly text: string;
  lines(): Lines;
}

export function sourceText(path: string, text: string): SourceText {
  let lines: Lines | undefined;
  return { path, text, lines: () => (lines ??= indexLines(text)) };
}
