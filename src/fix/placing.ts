/** Where places of the scanned files are in the edited ones, and which of them the edits change. */
import type { Location, Written } from "../model.ts";
import { indexLines, type Lines, type Range, type Span } from "../text/lines.ts";
import { moved, stretchesOf, touches } from "./edits.ts";
import type { EditedFile } from "./files.ts";

interface Placed {
  readonly edited: EditedFile;
  readonly lines: Lines;
  readonly stretches: readonly Range[];
}

/** What may stand behind a name in what an edit writes: a comment, after a blank or the quote that ends the name. */
const BEHIND = /^(?:\s*|["']?\s+(?:#|\/\/)[^\n]*)$/;

export class Placing {
  readonly #editedAt: (file: string) => EditedFile | undefined;
  readonly #placed = new Map<EditedFile, Placed>();

  /** @param editedAt The edited file that is read under a name, if it is one. */
  constructor(editedAt: (file: string) => EditedFile | undefined) {
    this.#editedAt = editedAt;
  }

  /** Where it is once the files are edited. */
  moved(location: Location): Location {
    const { file, line, column, endLine, endColumn } = location;
    const placed = this.#at(file);
    if (placed === undefined) return { file, line, column, endLine, endColumn };
    const { edited, lines } = placed;
    return { file, ...lines.span(moved(rangeOf(location, edited.original.lines), edited.edits)) };
  }

  /** Whether an edit changes what stands there. */
  isTouched(location: Location): boolean {
    const placed = this.#at(location.file);
    if (placed === undefined) return false;
    const range = rangeOf(location, placed.edited.original.lines);
    return placed.edited.edits.some((edit) => touches(edit, range));
  }

  /** Whether an edit changes the line of a place: what was wrong there may be mended by it. */
  isOnEditedLine({ file, line }: Pick<Location, "file" | "line">): boolean {
    const placed = this.#at(file);
    if (placed === undefined) return false;
    const { original, edits } = placed.edited;
    return edits.some((edit) => isAmong(line, original.lines.span(edit)));
  }

  /** Whether something is what the edits write where something else was; with what they write behind it left out. */
  writes(now: Written, before: Location): boolean {
    const placed = this.#at(before.file);
    const place = this.moved(before);
    if (placed === undefined || now.line !== place.line || now.column !== place.column) return false;
    const { start, end } = rangeOf(place, placed.lines);
    const text = placed.edited.text.slice(start, end);
    return now.text !== "" && text.startsWith(now.text) && BEHIND.test(text.slice(now.text.length));
  }

  /** Whether something stands in what an edit writes. */
  isWritten(now: Location): boolean {
    const placed = this.#at(now.file);
    if (placed === undefined) return false;
    const { start, end } = rangeOf(now, placed.lines);
    return placed.stretches.some((stretch) => stretch.start <= start && end <= stretch.end);
  }

  #at(file: string): Placed | undefined {
    const edited = this.#editedAt(file);
    if (edited === undefined) return undefined;
    const known = this.#placed.get(edited) ?? {
      edited,
      lines: indexLines(edited.text),
      stretches: stretchesOf(edited.edits),
    };
    this.#placed.set(edited, known);
    return known;
  }
}

function isAmong(line: number, span: Span): boolean {
  return span.line <= line && line <= span.endLine;
}

function rangeOf({ line, column, endLine, endColumn }: Location, lines: Lines): Range {
  const start = lines.offset(line, column) ?? 0;
  return { start, end: Math.max(start, lines.offset(endLine, endColumn) ?? start) };
}
