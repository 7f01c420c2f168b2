import type { FailOn, Finding, Severity, Verdict } from "../model.ts";

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
  readonly waived: number;
  readonly undecided: number;
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 2, warning: 1, notice: 0 };

/**
 * The one place that decides: a violation that reaches `failOn` fails the run; where there is none, something undecided
 * that reaches it leaves the run undecided. Waived findings count for nothing but their own number.
 */
export function decide(
  findings: readonly Finding[],
  failOn: FailOn,
): { readonly verdict: Verdict; readonly counts: FindingCounts } {
  const open = findings.filter((finding) => finding.waived === undefined);
  const violations = open.filter((finding) => finding.undecided !== true);
  const undecided = open.filter((finding) => finding.undecided === true);
  const reaches = ({ severity }: Finding): boolean => failOn !== "never" && WEIGHT[severity] >= WEIGHT[failOn];
  const count = (severity: Severity): number => violations.filter((finding) => finding.severity === severity).length;
  return {
    verdict: violations.some(reaches) ? "fail" : undecided.some(reaches) ? "undecided" : "pass",
    counts: {
      errors: count("error"),
      warnings: count("warning"),
      notices: count("notice"),
      waived: findings.length - open.length,
      undecided: undecided.length,
    },
  };
}
