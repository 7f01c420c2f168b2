/** What is put on record of a run beside what it found: which repository and commit, who had it run, which program. */
import { isBelow, realOf } from "../files/inside.ts";
import type { Provenance, ScanResult } from "../model.ts";
import { checkoutOf } from "./checkout.ts";
import { toolDigest } from "./tool-digest.ts";
import { serverOf, workflowRunOf } from "./workflow.ts";

export interface RunRecord {
  readonly provenance: Provenance;
  /** Of the program: see `Report.tool`. */
  readonly toolSha256?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * In a step of a workflow as the runner tells it; otherwise, and for another repository that a step checked out, as git's
 * files have it.
 *
 * @param root Where the report's paths start.
 * @param step The environment of the step; undefined outside of a workflow.
 * @param program The folder of the running program.
 */
export function recordOf(
  root: string,
  scan: ScanResult,
  step: Environment | undefined,
  program = import.meta.dirname,
): RunRecord {
  const { repository: origin, checkout } = checkoutOf(root, scan);
  const digest = toolDigest(program);
  const [server, run] = step === undefined ? [] : [serverOf(step), workflowRunOf(step)];
  const { GITHUB_REPOSITORY: own = "", GITHUB_SHA: sha = "" } = step ?? {};
  const isOwn = own !== "" && (origin === undefined || isSame(origin, own, server));
  const repository = isOwn ? own : origin;
  const commit = isOwn && sha !== "" ? sha : checkout?.commit;
  return {
    provenance: {
      ...(repository !== undefined && { repository }),
      ...(commit !== undefined && { commit }),
      ...(server !== undefined && isOwn && { server }),
      ...(run !== undefined && { run }),
      ...(checkout !== undefined && { checkout }),
    },
    ...(digest !== undefined && { toolSha256: digest }),
  };
}

/** The environment, where the folder is one of a step's workspace. */
export function stepAround(root: string, env: Environment): Environment | undefined {
  const { GITHUB_ACTIONS: is, GITHUB_WORKSPACE: workspace = "" } = env;
  return is === "true" && workspace !== "" && isBelow(realOf(workspace), realOf(root)) ? env : undefined;
}

/** GitHub does not tell capitals in names apart. */
function isSame(origin: string, own: string, server: string | undefined): boolean {
  const named = server === undefined ? own : `${new URL(server).host}/${own}`;
  return origin.toLowerCase() === named.toLowerCase();
}
