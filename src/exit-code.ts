/** What the command line and the step of the action exit with; no other place knows a number. */
import { isOpen } from "./finding.ts";
import type { FailOn, Finding, Verdict } from "./model.ts";
import { reaches } from "./order.ts";

/** `fault`: it came to no verdict, because the configuration is unusable or the program has an error. */
export type Outcome = Verdict | "fault";

const CODES = { pass: 0, fail: 1, fault: 2, undecided: 3 } as const satisfies Readonly<Record<Outcome, number>>;

export function exitCode(outcome: Outcome): 0 | 1 | 2 | 3 {
  return CODES[outcome];
}

/**
 * What a run exits with, by its findings alone: a violation that reaches `failOn` fails it; where there is none, something
 * undecided that reaches it leaves the run undecided, and so does what nobody was asked because of us, however grave: a
 * run that did not get through is not clean. What is waived or known counts for nothing.
 *
 * @param isCut Whether the run was ended before it was done.
 */
export function outcomeOf(
  findings: readonly Finding[],
  failOn: FailOn,
  { isCut = false }: { readonly isCut?: boolean } = {},
): Verdict {
  const open = findings.filter(isOpen);
  const counts = ({ severity }: Finding): boolean => reaches(severity, failOn);
  const leavesOpen = (finding: Finding): boolean =>
    finding.undecided === true && (counts(finding) || (finding.exhausted === true && failOn !== "never"));
  if (open.some((finding) => finding.undecided !== true && counts(finding))) return "fail";
  return (isCut && failOn !== "never") || open.some(leavesOpen) ? "undecided" : "pass";
}
