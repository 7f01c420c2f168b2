/** A scan of a base under the names that its files, and what is in them, have now. */
import type { Pull, Reference, ReferenceContext, ScanResult } from "../model.ts";
import { placeKey } from "../reference.ts";
import type { ChangedLines } from "./lines.ts";

/**
 * So that a finding of a file or a process that was renamed is the same one: what is written on a line that the change
 * leaves alone is where it is written now.
 */
export function renamed(base: ScanResult, head: ScanResult, lines: ChangedLines): ScanResult {
  const names = lines.renamed();
  const moved = <T extends { readonly file: string }>(place: T): T => {
    const file = names.get(place.file);
    return file === undefined ? place : { ...place, file };
  };
  const contextOf = contexts(head, lines);
  const references = new Map<Reference, Reference>();
  const referenceOf = (reference: Reference): Reference => {
    const known = references.get(reference) ?? contextOf(moved(reference));
    references.set(reference, known);
    return known;
  };
  return {
    ...base,
    references: base.references.map(referenceOf),
    pulls: base.pulls.map((pull): Pull => ({ ...pull, references: pull.references.map(referenceOf) })),
    problems: base.problems.map(moved),
    ignores: base.ignores.map(moved),
    files: base.files.map(moved),
  };
}

/** Gives a reference of the base, in its file's name of now, the context that its text has now. */
function contexts({ references }: ScanResult, lines: ChangedLines): (reference: Reference) => Reference {
  const now = new Map(references.map((reference) => [keyOf(reference), reference.context]));
  return (reference) => {
    const here = now.get(keyOf(reference));
    if (here !== undefined && isSame(here, reference.context)) return reference;
    const shift = lines.shiftOf(reference);
    const { line, endLine } = reference;
    const context =
      shift === undefined ? undefined : now.get(keyOf({ ...reference, line: line + shift, endLine: endLine + shift }));
    return context === undefined ? reference : { ...reference, context };
  };
}

function keyOf(reference: Reference): string {
  return `${placeKey(reference)} ${reference.kind} ${reference.text}`;
}

function isSame(one: ReferenceContext, other: ReferenceContext): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
