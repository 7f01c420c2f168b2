/** Lines and columns of a text, and the offsets behind them. */

/** A range of a text. Lines and columns are 1-based, columns count UTF-16 code units, the end is exclusive. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A stretch of a text: 0-based offsets (UTF-16 code units), the end is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Turns offsets of one text into lines and columns, and back. */
export interface Lines {
  /** Line and column of an offset; offsets outside of the text are moved to its nearest end. */
  readonly at: (offset: number) => { readonly line: number; readonly column: number };
  /** The offset of a line and column; undefined for a line that the text does not have. */
  readonly offset: (line: number, column: number) => number | undefined;
  readonly span: (range: Range) => Span;
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
    offset(line, column) {
      const start = starts[line - 1];
      return start === undefined ? undefined : start + column - 1;
    },
    span(range) {
      const start = at(range.start);
      const end = at(range.end);
      return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
    },
  };
}
