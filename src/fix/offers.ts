/** Fixes with the findings that they mend, and the places of their edits. */
import type { Finding, Fix, Location, Reference } from "../model.ts";
import { editBytes } from "./bytes.ts";
import { Edits, type TextEdit, touches } from "./edits.ts";
import { isNotEditable, type Original, type Originals, textEditOf } from "./files.ts";
import { tagComment } from "./tag-comment.ts";

/** A fix and the findings that it mends. */
export interface Offer {
  readonly fix: Fix;
  readonly findings: readonly [Finding, ...Finding[]];
}

/** A fix that is not made, and why: a sentence. */
export interface Refused {
  readonly offer: Offer;
  readonly why: string;
}

/** One edit of one file. */
export interface FileEdit {
  readonly original: Original;
  readonly edit: TextEdit;
}

export interface Placed {
  readonly offer: Offer;
  readonly edits: readonly FileEdit[];
  /** What it puts in beside them: it is left out where that does something. */
  readonly comments: readonly FileEdit[];
}

export function placedIn(originals: Originals, offer: Offer): Placed | { readonly why: string } {
  const edits: FileEdit[] = [];
  for (const edit of offer.fix.edits) {
    const { file, line } = edit.location;
    const original = originals.at(file);
    if (isNotEditable(original)) return { why: `${file} ${original.why}.` };
    const placed = textEditOf(edit, original);
    if (placed === undefined) return { why: `${file} has no such place any more: line ${line}.` };
    const alias = aliasElsewhere(original.text, placed);
    if (alias !== undefined) return { why: `It stands as well where ${file} has ${alias}, which is no image there.` };
    const bytes = editBytes(original.bytes, original.text, [placed]);
    if ("why" in bytes) return { why: `${file} ${bytes.why}.` };
    edits.push({ original, edit: placed });
  }
  const source = offer.findings[0].pulls[0]?.source;
  const comments = edits.flatMap(({ original, edit }) => {
    const comment = source && tagComment(original, edit, source);
    return comment === undefined ? [] : { original, edit: comment };
  });
  return { offer, edits, comments };
}

/** The alias of a YAML value behind an anchor, where it stands for something that no scan looks at. */
function aliasElsewhere(text: string, { start }: TextEdit): string | undefined {
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const [, anchor] = /(?:^|[\s:[{,-])&([\w.-]+)[ \t]+["']?$/.exec(line) ?? [];
  if (anchor === undefined) return undefined;
  const isElsewhere = [...text.matchAll(/(?<=[\s:[{,-])\*([\w.-]+)/g)].some(
    ({ 1: name, index }) => name === anchor && !/\bimage["']?:\s*$/.test(text.slice(Math.max(0, index - 100), index)),
  );
  return isElsewhere ? `*${anchor}` : undefined;
}

/** All edits of an offer, comments among them. */
export function allEdits({ edits, comments }: Placed): readonly FileEdit[] {
  return [...edits, ...comments];
}

/** Those that can be made beside what is made already, the first of two that want one place. */
export function apart(
  open: readonly Placed[],
  made: readonly Placed[],
): { readonly together: readonly Placed[]; readonly others: readonly Placed[] } {
  const byFile = new EditsByFile(made);
  const { together = [], others = [] } = Object.groupBy(open, (placed) => {
    if (!allEdits(placed).every((one) => byFile.takes(one))) return "others";
    byFile.add(placed);
    return "together";
  });
  return { together, others };
}

/** The edits of many offers, a file each. */
export class EditsByFile {
  readonly #files = new Map<Original, Edits>();

  constructor(placed: readonly Placed[]) {
    for (const one of placed) this.add(one);
  }

  takes({ original, edit }: FileEdit): boolean {
    return this.#files.get(original)?.takes(edit) ?? true;
  }

  add(placed: Placed): void {
    for (const { original, edit } of allEdits(placed)) {
      const edits = this.#files.get(original) ?? new Edits();
      this.#files.set(original, edits);
      edits.add(edit);
    }
  }

  /** Each file with its edits, sorted. */
  entries(): readonly (readonly [Original, readonly TextEdit[]])[] {
    return [...this.#files].map(([original, edits]) => [original, edits.sorted()]);
  }
}

/** Whether one of its edits changes a reference; without any, one of its files. */
export function isOf({ edits }: Placed, file: string, references: readonly Reference[]): boolean {
  if (references.length === 0) return edits.some(({ original }) => original.file === file);
  return edits.some(({ original, edit }) =>
    references.some((reference) => reference.file === original.file && touches(edit, rangeIn(original, reference))),
  );
}

function rangeIn({ lines }: Original, { line, column, endLine, endColumn }: Location): { start: number; end: number } {
  return { start: lines.offset(line, column) ?? 0, end: lines.offset(endLine, endColumn) ?? 0 };
}
