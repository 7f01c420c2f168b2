/** Which of the fixes that are proven can be suggested on lines of a pull request, and which of them together. */
import { relative, sep } from "node:path";
import { Edits } from "../fix/edits.ts";
import type { Original } from "../fix/files.ts";
import { allEdits, type Offer, type Placed } from "../fix/offers.ts";
import type { Diff, LineRange } from "./diff.ts";
import { linesOf, replacementOf, textOf } from "./whole-lines.ts";

/** Lines of the head that are to be others. */
export interface Suggestion {
  /** From the root of the repository on. */
  readonly path: string;
  readonly lines: LineRange;
  /** What stands there then: see `replacementOf`. */
  readonly replacement: readonly string[];
  /** What it makes: several fixes that change the same lines are one suggestion. */
  readonly offers: readonly Offer[];
}

export interface Plan {
  readonly suggestions: readonly Suggestion[];
  /** Those that cannot be suggested, and why: a clause that follows "it". */
  readonly others: readonly { readonly offer: Offer; readonly why: string }[];
}

/**
 * @param placed Fixes that can be made together.
 * @param root Real path of the root of the repository.
 */
export function planSuggestions(placed: readonly Placed[], diff: Diff, root: string): Plan {
  const others: { readonly offer: Offer; readonly why: string }[] = [];
  let drafts: readonly Draft[] = [];
  for (const one of placed) {
    const draft = draftOf(one, diff, root);
    if ("why" in draft) others.push({ offer: one.offer, why: draft.why });
    else drafts = withDraft(drafts, draft);
  }
  const suggestions = drafts.map(({ path, original, lines, edits, offers }) => ({
    path,
    lines,
    replacement: replacementOf(lines, edits.sorted(), original),
    offers,
  }));
  return { suggestions, others };
}

/** A suggestion that may still grow. */
interface Draft {
  readonly path: string;
  readonly original: Original;
  readonly lines: LineRange;
  readonly edits: Edits;
  readonly offers: readonly Offer[];
}

function draftOf(placed: Placed, diff: Diff, root: string): Draft | { readonly why: string } {
  const all = allEdits(placed);
  const [original, ...more] = new Set(all.map((one) => one.original));
  if (original === undefined || more.length > 0) return { why: "changes several files" };
  const edits = new Edits();
  for (const { edit } of all) edits.add(edit);
  const path = relative(root, original.real).split(sep).join("/");
  const lines = linesOf(edits.sorted(), original);
  if (diff.hunkOf(path, lines) === undefined)
    return { why: "changes lines that are not in the diff of the pull request" };
  if (!diff.isAsHere(path, original.bytes)) return { why: "changes a file that is another one at the head" };
  const hasMark = lines[0] === 1 && original.bytes.toString("latin1", 0, 3) === "\xef\xbb\xbf";
  if (hasMark || /\uFFFD|\r(?!\n|$)/.test(textOf(lines, original)))
    return { why: "changes lines with characters that a suggestion cannot keep" };
  return { path, original, lines, edits, offers: [placed.offer] };
}

/** Lines that meet those of others are suggested with them, in the place of the first. */
function withDraft(drafts: readonly Draft[], draft: Draft): readonly Draft[] {
  const met = drafts.filter(({ path, lines }) => path === draft.path && meet(lines, draft.lines));
  const [first, ...rest] = met;
  if (first === undefined) return [...drafts, draft];
  const all = [...met, draft];
  const edits = new Edits();
  for (const edit of all.flatMap((one) => one.edits.sorted())) edits.add(edit);
  const whole: Draft = {
    ...first,
    lines: [Math.min(...all.map(({ lines }) => lines[0])), Math.max(...all.map(({ lines }) => lines[1]))],
    edits,
    offers: all.flatMap(({ offers }) => offers),
  };
  return drafts.flatMap((one) => (one === first ? whole : rest.includes(one) ? [] : one));
}

function meet([first, last]: LineRange, [otherFirst, otherLast]: LineRange): boolean {
  return first <= otherLast && otherFirst <= last;
}
