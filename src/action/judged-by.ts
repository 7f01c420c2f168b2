/** By what the step judges: the policy, the baseline, the lock and the base that its inputs and its event name. */
import { join, relative, resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { isThere } from "../files/inside.ts";
import type { FileOfBase, HeldLock } from "../model.ts";
import { isElsewhere } from "../policy/address.ts";
import { USUAL_LOCK } from "../policy/policy.ts";
import { readBaselineFile, readBaselineOfBase } from "../policy-source/baseline.ts";
import {
  filesOfBase,
  findPolicy,
  readPolicyFile,
  readPolicyOfBase,
  readProposal,
  refuseUnseen,
} from "../policy-source/index.ts";
import type { PullRequest } from "../pull-request.ts";
import { pullRequestOf } from "../record/workflow.ts";
import type { Job } from "../run.ts";
import type { Settings } from "../settings.ts";
import type { World } from "../world.ts";
import { inWorkspace } from "./files.ts";
import type { Inputs } from "./inputs.ts";

/** An audit records what is merged, and has somebody to ask. */
export function refuseAudit({ inspector }: Settings, pull: PullRequest | undefined): void {
  if (pull !== undefined) {
    throw new ConfigurationError(
      `mode: the event ${pull.event} is a change that is not merged, and an audit records what is: run it on schedule, push or workflow_dispatch, or write mode: \${{ github.event_name == 'schedule' && 'audit' || 'check' }}.`,
    );
  }
  if (inspector === "none") {
    throw new ConfigurationError(
      "mode: an audit records what registries say: set inspector: wave or registry; none asks nobody.",
    );
  }
}

/** What all folders are judged by: the policy and the baseline that count, and what a pull request makes of them. */
export interface JudgedBy extends Pick<Job, "policy" | "proposal" | "baseline" | "baselineChange"> {
  /** The files of the base, where the policy is the base's; `folder` is what is checked, below the workspace. */
  readonly baseOf?: (folder: string) => Promise<FileOfBase | undefined>;
}

export async function policyOf(
  inputs: Inputs,
  folders: readonly string[],
  workspace: string,
  env: World["env"],
): Promise<JudgedBy> {
  const { policy, policyFrom, githubToken } = inputs;
  const pull = pullRequestOf(env);
  if (pull !== undefined) for (const folder of folders) await refuseUnseen(resolve(workspace, folder), pull, env);
  const isPath = policy !== undefined && !isElsewhere(policy);
  const baseline = inputs.baseline && relative(workspace, inWorkspace(workspace, "baseline", inputs.baseline));
  const file = isPath ? relative(workspace, inWorkspace(workspace, "policy", policy)) : policy;
  if (pull !== undefined && policyFrom === "base") {
    const ofBase = await readPolicyOfBase(workspace, file, pull, env, githubToken);
    const proposal = await readProposal(workspace, file, ofBase, env, githubToken);
    const known = await readBaselineOfBase(workspace, ofBase, baseline, { pull, env, token: githubToken });
    return { policy: ofBase, proposal, ...known, baseOf: (folder) => filesOfBase(workspace, folder, pull, env) };
  }
  const found =
    file === undefined ? findPolicy(workspace, env, githubToken) : readPolicyFile(workspace, file, env, githubToken);
  const here = await found;
  return { policy: here, baseline: await readBaselineFile(workspace, here, baseline) };
}

/** The lock of the checkout: a pull request may change it, and what it says has to be what registries say. */
export async function lockOf(
  inputs: Inputs,
  { workspace, within }: { readonly workspace: string; readonly within: string },
  { policy, base }: Pick<Job, "policy" | "base">,
): Promise<HeldLock | undefined> {
  const given = inputs.lock && relative(workspace, inWorkspace(workspace, "lock", inputs.lock));
  const name = given ?? join(within, USUAL_LOCK);
  const isOfBase = typeof base?.(name) === "string";
  if (given === undefined && policy.lock === undefined && !isOfBase && !isThere(join(workspace, name)))
    return undefined;
  const { holdLock } = await import("../lock/held.ts");
  return holdLock({ root: workspace, name, isNamed: given !== undefined, isOfBase }, policy);
}

/** What the change is held against, where only what it causes counts. */
export async function onlyOf(
  { only, githubToken }: Inputs,
  folder: string,
  workspace: string,
  env: World["env"],
): Promise<Job["only"]> {
  if (only === "all") return undefined;
  const pull = pullRequestOf(env);
  const { GITHUB_EVENT_NAME: event = "", GITHUB_API_URL: api = "https://api.github.com" } = env;
  if (pull === undefined) return { nothing: `the event ${event} is no pull request` };
  const [{ baseOfChange }, { GitHub }] = await Promise.all([
    import("../base/index.ts"),
    import("../github/contents.ts"),
  ]);
  const base = await baseOfChange(resolve(workspace, folder), pull, env, new GitHub(githubToken, api));
  return base ?? { nothing: "the checkout is of another repository than the pull request" };
}
