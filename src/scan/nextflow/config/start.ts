/** What every evaluation within one `nextflow run` starts with. */
import type { Run } from "../evaluate/model.ts";
import { startRun } from "../evaluate/scope.ts";

/** The parser, the environment, and the names of the parameters that somebody gives: no defaults. */
export type RunStart = Pick<Run, "dialect" | "env" | "given">;

/** An evaluation in which no open condition holds. */
export function startPlain(start: RunStart): Run {
  return startRun({ ...start, decide: () => false });
}
