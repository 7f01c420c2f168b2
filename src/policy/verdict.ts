/** From findings to the verdict of a run. */
import type { FailOn, Finding, Severity, Verdict } from "../model.ts";
import { reaches } from "../order.ts";

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
  readonly waived: number;
  readonly undecided: number;
}

/**
 * The one place that decides: a violation that reaches `failOn` fails the run; where there is none, something undecided
 * that reaches it leaves the run undecided, and so does what nobody was asked because of us, however grave: a run that
 * did not get through is no pass. Waived findings count for nothing but their own number.
 *
 * @param isCut Whether the run was ended before it was done.
 */
export function decide(
  findings: readonly Finding[],
  failOn: FailOn,
  { isCut = false }: { readonly isCut?: boolean } = {},
): { readonly verdict: Verdict; readonly counts: FindingCounts } {
  const open = findings.filter((finding) => finding.waived === undefined);
  const violations = open.filter((finding) => finding.undecided !== true);
  const undecided = open.filter((finding) => finding.undecided === true);
  const counts = ({ severity }: Finding): boolean => reaches(severity, failOn);
  const leavesOpen = (finding: Finding): boolean =>
    counts(finding) || (finding.exhausted === true && failOn !== "never");
  const isOpen = (isCut && failOn !== "never") || undecided.some(leavesOpen);
  const count = (severity: Severity): number => violations.filter((finding) => finding.severity === severity).length;
  return {
    verdict: violations.some(counts) ? "fail" : isOpen ? "undecided" : "pass",
    counts: {
      errors: count("error"),
      warnings: count("warning"),
      notices: count("notice"),
      waived: findings.length - open.length,
      undecided: undecided.length,
    },
  };
}
