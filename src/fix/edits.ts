/** Edits of one text, by offsets: which go together, what comes of them, and where everything else is then. */
import type { Range } from "../text/lines.ts";

/** A stretch of a text and what is to stand there; one without any length is where text is put in. */
export interface TextEdit extends Range {
  readonly replacement: string;
}

/** Edits of one text, none of which takes what another one takes. In the order in which they were added where they put in at one place. */
export class Edits {
  readonly #edits: TextEdit[] = [];

  /** Whether an edit can be added: the very same one can, and is made once. */
  takes(edit: TextEdit): boolean {
    return this.#edits.every((other) => isSame(edit, other) || !overlap(edit, other));
  }

  add(edit: TextEdit): void {
    if (!this.#edits.some((other) => isSame(edit, other))) this.#edits.push(edit);
  }

  /** By place. */
  sorted(): readonly TextEdit[] {
    return this.#edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  }
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.replacement === b.replacement;
}

/** Two that put in at one place do not overlap, nor do neighbours. */
function overlap(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}

/** @param edits Sorted. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, replacement } of edits) {
    parts.push(text.slice(at, start), replacement);
    at = end;
  }
  return parts.join("") + text.slice(at);
}

/** The same edit without what it takes and puts back at its ends: what stands there is not changed by it. */
export function trimmed(text: string, { start, end, replacement }: TextEdit): TextEdit {
  const most = Math.min(end - start, replacement.length);
  let [before, behind] = [0, 0];
  while (before < most && text[start + before] === replacement[before]) before++;
  while (behind < most - before && text[end - 1 - behind] === replacement.at(-1 - behind)) behind++;
  return {
    start: start + before,
    end: end - behind,
    replacement: replacement.slice(before, replacement.length - behind),
  };
}

/** Whether an edit changes what stands in a stretch: within it, over its ends, or written on at one of them without a blank. */
export function touches(edit: TextEdit, { start, end }: Range): boolean {
  if (edit.start < edit.end) return edit.start < end && start < edit.end;
  if (edit.start === start && start < end) return leadsOn(edit);
  return start < edit.start && (edit.start < end || (edit.start === end && goesOn(edit)));
}

/** Text put in that goes on what stands before it, as a digest does, and not a comment or a line of its own. */
function goesOn({ replacement }: TextEdit): boolean {
  return /^\S/.test(replacement);
}

/** The same of what stands behind it, as a registry does. */
function leadsOn({ replacement }: TextEdit): boolean {
  return /\S$/.test(replacement);
}

/** Where a stretch of the old text is in the new one. Text put in at its ends is part of it where it is written on to it. */
export function moved({ start, end }: Range, edits: readonly TextEdit[]): Range {
  return { start: movedTo(start, edits, "start"), end: movedTo(end, edits, "end") };
}

function movedTo(offset: number, edits: readonly TextEdit[], side: "start" | "end"): number {
  let shift = 0;
  for (const edit of edits) {
    const { start, end, replacement } = edit;
    const isPutIn = start === end && start === offset;
    const isBehind = isPutIn && (side === "start" ? leadsOn(edit) : !goesOn(edit));
    if (start > offset || isBehind) break;
    if (start < offset && offset < end) return start + shift + (side === "start" ? 0 : replacement.length);
    if (end <= offset) shift += replacement.length - (end - start);
  }
  return offset + shift;
}

/** Where the replacements stand in the new text, in the order of the edits. */
export function stretchesOf(edits: readonly TextEdit[]): readonly Range[] {
  let shift = 0;
  return edits.map(({ start, end, replacement }) => {
    const from = start + shift;
    shift += replacement.length - (end - start);
    return { start: from, end: from + replacement.length };
  });
}
