/** What every evaluation within one `nextflow run` starts with. */
import type { Run } from "../evaluate/model.ts";
import { startRun } from "../evaluate/scope.ts";

/** The parser, the environment, the names of the parameters that somebody gives (no defaults), and the budget of the scan. */
export type RunStart = Pick<Run, "dialect" | "env" | "given" | "budget">;

/** An evaluation in which no open condition holds. */
export function startPlain(start: RunStart): Run {
  return startRun({ ...start, decide: () => false });
}
