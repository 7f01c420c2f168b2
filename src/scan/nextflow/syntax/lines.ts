import type { Span } from "../../../model.ts";
import type { Node } from "./tree.ts";

/** Turns offsets of one text into lines and columns (1-based, UTF-16 units). */
export interface Lines {
  /** Line and column of an offset; offsets outside of the text are moved to its nearest end. */
  readonly at: (offset: number) => { readonly line: number; readonly column: number };
  readonly span: (node: Node) => Span;
}

/** A line ends at `\n`; a `\r` before it is the last column of its line. Linear to build, logarithmic to ask. */
export function indexLines(text: string): Lines {
  const starts = [0];
  for (let next = text.indexOf("\n"); next !== -1; next = text.indexOf("\n", next + 1)) {
    starts.push(next + 1);
  }
  const at = (offset: number): { line: number; column: number } => {
    const position = Math.min(Math.max(offset, 0), text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: position - starts[low]! + 1 };
  };
  return {
    at,
    span(node) {
      const start = at(node.start);
      const end = at(node.end);
      return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
    },
  };
}
