/** From findings and coverage to the word about a run. */
import { isOpen } from "../finding.ts";
import type { Coverage, Finding, Severity, Verdict } from "../model.ts";

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
  readonly waived: number;
  readonly known: number;
  readonly undecided: number;
}

/**
 * The one place that decides: a run that fails or is undecided by its findings is that; one that they let through is a
 * pass only where every image was judged and every file read, or what was not is excused, and the run was not ended before
 * it was done.
 *
 * @param outcome What the run exits with.
 */
export function verdictOf(
  outcome: Verdict,
  { notJudged, unread }: Pick<Coverage, "notJudged" | "unread">,
  { isCut = false }: { readonly isCut?: boolean } = {},
): Verdict {
  if (outcome !== "pass") return outcome;
  return isCut || [...notJudged, ...unread].some(({ accepted }) => accepted !== true) ? "undecided" : "pass";
}

/** Each finding once: a waived or known one as such, one that is undecided as such, any other by its severity. */
export function countFindings(findings: readonly Finding[]): FindingCounts {
  const open = findings.filter(isOpen);
  const violations = open.filter((finding) => finding.undecided !== true);
  const count = (severity: Severity): number => violations.filter((finding) => finding.severity === severity).length;
  return {
    errors: count("error"),
    warnings: count("warning"),
    notices: count("notice"),
    waived: findings.filter(({ waived }) => waived !== undefined).length,
    known: findings.filter(({ waived, known }) => waived === undefined && known !== undefined).length,
    undecided: open.length - violations.length,
  };
}
