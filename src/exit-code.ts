/** What the command line and the step of the action exit with; no other place knows a number. */
import type { Verdict } from "./model.ts";

/** `fault`: it came to no verdict, because the configuration is unusable or the program has an error. */
export type Outcome = Verdict | "fault";

const CODES = { pass: 0, fail: 1, fault: 2, undecided: 3 } as const satisfies Readonly<Record<Outcome, number>>;

export function exitCode(outcome: Outcome): 0 | 1 | 2 | 3 {
  return CODES[outcome];
}
