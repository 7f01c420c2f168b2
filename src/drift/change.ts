/** From causes, one a platform, to changes in words and graded. */
import type { DriftCause, DriftChange, DriftField } from "../model.ts";
import { short } from "../text/quote.ts";
import { causes, driftGrades, rankOf } from "./causes.ts";

/** A cause as it is found: of one platform, or of the image as a whole. */
export interface Cause {
  readonly cause: DriftCause;
  readonly platform?: string;
  /** Empty where there was nothing. */
  readonly before: string;
  readonly after: string;
  readonly fields: readonly DriftField[];
}

/** Of a text of an image, no more is told. */
const LONGEST = 500;

export function cause(name: DriftCause, fields: readonly DriftField[], before = "", after = ""): Cause {
  return { cause: name, fields, before: short(before, LONGEST), after: short(after, LONGEST) };
}

/**
 * Worst first; what is the same of several platforms is one change.
 *
 * @param isTask A process of Nextflow pulls it.
 */
export function changesOf(found: readonly Cause[], isTask: boolean): readonly DriftChange[] {
  const alike = Map.groupBy(found, ({ cause: name, before, after }) => JSON.stringify([name, before, after]));
  return [...alike.values()]
    .flatMap((those) => those.slice(0, 1).map((first) => changeOf(first, those, isTask)))
    .sort((a, b) => weight(a) - weight(b) || (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** By grade, then by the table. */
function weight({ grade, cause: name }: DriftChange): number {
  return driftGrades.indexOf(grade) * 1_000 + rankOf(name);
}

function placeOf({ platforms, message }: DriftChange): string {
  return JSON.stringify([platforms, message]);
}

function changeOf({ cause: name, before, after }: Cause, those: readonly Cause[], isTask: boolean): DriftChange {
  const { grade, ofTasks = false, words } = causes[name];
  const platforms = those.flatMap(({ platform }) => platform ?? []);
  return {
    cause: name,
    grade: ofTasks && !isTask ? "visible" : grade,
    ...(platforms.length > 0 && { platforms }),
    message: words({ before, after }),
    ...(before !== "" && { before }),
    ...(after !== "" && { after }),
    fields: those.flatMap(({ fields }) => fields),
  };
}
