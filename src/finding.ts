/** What every place that reads findings asks of them. */
import type { Finding, Fix, Severity } from "./model.ts";

/** Whether it counts: nobody waives it, and it was not there before. */
export function isOpen({ waived, known }: Finding): boolean {
  return waived === undefined && known === undefined;
}

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
  readonly waived: number;
  readonly known: number;
  readonly undecided: number;
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

/** The fix that is meant where nobody chooses: a safe one where there is one. */
export function fixOf({ fixes = [] }: Finding): Fix | undefined {
  return fixes.find(({ safe }) => safe) ?? fixes[0];
}
