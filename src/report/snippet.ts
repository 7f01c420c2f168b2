/** A place of a file as compilers show it: the line, and carets under the name. */
import type { Span } from "../text/lines.ts";
import { type Cell, cellsOf } from "../text/cells.ts";
import type { Paint, Style } from "./paint.ts";

/** The text of a line, without its end; undefined where nobody knows it. */
export type LineOf = (line: number) => string | undefined;

export interface SnippetOptions {
  readonly paint: Paint;
  /** Of the carets. */
  readonly style: Style;
  /** Columns of the screen. */
  readonly columns: number;
  /** Digits of the largest number of a line that is shown beside it. */
  readonly digits: number;
}

/** A span of more lines is shown by its first ones and its last. */
const MOST_LINES = 4;
/** No screen is taken to be narrower: there is always room for a name. */
const NARROWEST = 40;
/** Stands where a long line is cut. */
const CUT: Omit<Cell, "at"> = { text: "…", width: 1 };

/** The rows of a place; none where its first line is not known. */
export function snippet(span: Span, lineOf: LineOf, options: SnippetOptions): string[] {
  const first = lineOf(span.line);
  if (first === undefined) return [];
  const numbers = linesOf(span);
  return numbers.flatMap((number) => {
    if (number === undefined) return [gutter("...", options).trimEnd()];
    const text = lineOf(number) ?? "";
    return rowsOf(number, text, markedIn(text, number, span), options);
  });
}

/** The numbers of the lines that are shown; undefined for those between that are not. */
function linesOf({ line, endLine, endColumn }: Span): readonly (number | undefined)[] {
  // What ends in front of a line has nothing in it.
  const last = Math.max(line, endColumn <= 1 ? endLine - 1 : endLine);
  const count = last - line + 1;
  if (count <= MOST_LINES) return Array.from({ length: count }, (_, index) => line + index);
  return [...Array.from({ length: MOST_LINES - 1 }, (_, index) => line + index), undefined, last];
}

/** A stretch of a line: UTF-16 code units from its beginning on, the end exclusive. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What of a line belongs to a span: between the first and the last line, from its first character on. */
function markedIn(text: string, number: number, { line, column, endLine, endColumn }: Span): Stretch {
  const indent = text.length - text.trimStart().length;
  const from = number === line ? column - 1 : indent;
  return { from, to: number === endLine ? endColumn - 1 : Math.max(from, text.trimEnd().length) };
}

function rowsOf(number: number, text: string, marked: Stretch, options: SnippetOptions): string[] {
  const shown = fitting(text, marked, Math.max(NARROWEST, options.columns - options.digits - 3));
  const isMarked = ({ at }: Cell): boolean => at >= marked.from && at < marked.to;
  const length = sum(shown.filter(isMarked));
  const indent = sum(shown.slice(0, indexFrom(shown, marked.from)));
  const carets = options.paint(options.style, "^".repeat(Math.max(1, length)));
  return [
    `${gutter(String(number), options)}${textOf(shown)}`.trimEnd(),
    `${gutter("", options)}${" ".repeat(indent)}${carets}`,
  ];
}

/** `12 | `: what stands to the left of a row. */
export function gutter(text: string, { paint, digits }: Pick<SnippetOptions, "paint" | "digits">): string {
  return `${paint("gutter", `${text.padStart(digits)} |`)} `;
}

/** A line that stands in place of another: cut around what is new of it. */
export function replacementRow(number: number, text: string, fresh: Stretch, options: SnippetOptions): string {
  const shown = fitting(text, fresh, Math.max(NARROWEST, options.columns - options.digits - 3));
  const isFresh = ({ at }: Cell): boolean => at >= fresh.from && at < fresh.to;
  const first = shown.findIndex(isFresh);
  const last = shown.findLastIndex(isFresh);
  const cells =
    first < 0 ? [shown, [], []] : [shown.slice(0, first), shown.slice(first, last + 1), shown.slice(last + 1)];
  const [before = "", middle = "", after = ""] = cells.map(textOf);
  const sign = options.paint("gutter", `${String(number).padStart(options.digits)} `) + options.paint("pass", "+");
  return `${sign} ${before}${middle === "" ? "" : options.paint("pass", middle)}${after}`.trimEnd();
}

/** The cells of a line, or of a long one those around the marked ones, as many as there is room for. */
function fitting(text: string, { from, to }: Stretch, room: number): readonly Cell[] {
  // A character takes no more than a few code units: what is further away is not shown.
  const start = Math.max(0, from - 4 * room);
  const end = Math.min(text.length, Math.max(to, from) + 4 * room, from + 8 * room);
  const cells = cellsOf(text.slice(start, end), start);
  if (start === 0 && end === text.length && sum(cells) <= room) return cells;
  const first = indexFrom(cells, from);
  const last = Math.max(first, indexFrom(cells, to));
  const window = windowOf(cells, { from: first, to: last }, room - 2 * CUT.width);
  const isWhole = window.to === cells.length && end === text.length;
  return [
    ...(window.from === 0 && start === 0 ? [] : [{ ...CUT, at: -1 }]),
    ...cells.slice(window.from, window.to),
    ...(isWhole ? [] : [{ ...CUT, at: text.length }]),
  ];
}

/** The first cell that stands there or behind. */
function indexFrom(cells: readonly Cell[], place: number): number {
  const found = cells.findIndex(({ at }) => at >= place);
  return found < 0 ? cells.length : found;
}

/** Indices of the cells that fit around marked ones: a third of what is left over in front of them, the rest behind. */
function windowOf(cells: readonly Cell[], { from, to }: Stretch, room: number): Stretch {
  const marked = fill(cells, from, to, room);
  const left = room - sum(cells.slice(from, marked));
  if (marked < to) return { from, to: marked };
  const before = fillBack(cells, from, Math.floor(left / 3));
  const end = fill(cells, to, cells.length, left - sum(cells.slice(before, from)));
  return { from: fillBack(cells, from, left - sum(cells.slice(to, end))), to: end };
}

/** The end of those from an index on that fit into so many columns. */
function fill(cells: readonly Cell[], from: number, to: number, room: number): number {
  let [end, width] = [from, 0];
  for (; end < to; end++) {
    width += cells[end]?.width ?? 0;
    if (width > room) break;
  }
  return end;
}

/** The first of those in front of an index that fit into so many columns. */
function fillBack(cells: readonly Cell[], to: number, room: number): number {
  let [start, width] = [to, 0];
  for (; start > 0; start--) {
    width += cells[start - 1]?.width ?? 0;
    if (width > room) break;
  }
  return start;
}

function sum(cells: readonly Cell[]): number {
  return cells.reduce((total, { width }) => total + width, 0);
}

function textOf(cells: readonly Cell[]): string {
  return cells.map(({ text }) => text).join("");
}
