/** The runs of the step: one of each folder, and what they come to together. */
import { join } from "node:path";
import * as core from "@actions/core";
import { Cancellation } from "../cancellation.ts";
import { ConfigurationError } from "../errors.ts";
import type { InspectOptions } from "../inspect/index.ts";
import type { HeldLock, Report } from "../model.ts";
import { passedWithin } from "../policy-source/index.ts";
import { recordOf } from "../record/index.ts";
import { noticeCommand } from "../report/annotations.ts";
import { pullRequestOf } from "../record/workflow.ts";
import { type Asked, type Job, run } from "../run.ts";
import { type Settings, settle } from "../settings.ts";
import { logLine } from "../text/plain.ts";
import type { Redactor } from "../text/redactor.ts";
import type { World } from "../world.ts";
import type { Checked } from "./audit.ts";
import type { KeepEvidence, Run as EvidenceRun } from "./evidence.ts";
import { foldersOf } from "./folders.ts";
import type { Inputs } from "./inputs.ts";
import type { Scanned } from "./patch.ts";
import { type JudgedBy, lockOf, onlyOf, policyOf, refuseAudit } from "./judged-by.ts";

type ActionWorld = Pick<World, "env" | "now" | "out" | "cancellable">;

/** The run of one folder. */
export interface FolderCheck extends Checked, Scanned {
  /** Writes the evidence of it, where that is wanted; gives its folder. */
  readonly keep: ((report: Report) => string) | undefined;
  /** Where it is to be written. */
  readonly evidence: string | undefined;
}

export interface Checks {
  /** Of all folders. */
  readonly report: Report;
  /** Each, as far as they were come to. */
  readonly checks: readonly FolderCheck[];
}

/** Runs on the folder of the input `path`, or on each of `paths`: all that they are judged by is read before the first. */
export async function check(
  inputs: Inputs,
  workspace: string,
  world: ActionWorld,
  redactor: Redactor,
): Promise<Checks> {
  const { env } = world;
  const cancellation = world.cancellable?.() ?? new Cancellation();
  const addSecret = (secret: string): void => {
    redactor.add(secret);
    core.setSecret(secret);
  };
  for (const secret of [inputs.seqera.token, inputs.githubToken]) if (secret !== undefined) addSecret(secret);
  const folders = foldersOf(inputs, workspace);
  const reading = policyOf(inputs, folders, workspace, env);
  const judgedBy = await cancellation.race(reading, "its policy was read");
  const settings = settle(inputs.flags, judgedBy.policy);
  for (const sentence of passedWithin(workspace, folders, judgedBy.policy.source?.file ?? null))
    world.out(noticeCommand(`policy: ${sentence}`));
  if (inputs.audit !== undefined) refuseAudit(settings, pullRequestOf(env));
  const step = { inputs, workspace, world, redactor, cancellation, addSecret, judgedBy, settings, asked: new Map() };
  const plans: Plan[] = [];
  for (const folder of folders) plans.push(await planOf(step, folder));
  const checks: FolderCheck[] = [];
  for (const plan of plans) {
    checks.push(await checkFolder(step, plan));
    if (cancellation.reason !== undefined) break;
  }
  if (inputs.paths === undefined) return { report: checks[0]!.report, checks };
  const { together } = await import("../together.ts");
  const reports = checks.map(({ report, within }) => ({ ...report, folder: nameOf(within) }));
  return { report: together(reports, folders.slice(reports.length).map(nameOf)), checks };
}

/** The inputs as one of several folders has them: what is written of each goes to a folder of its own. */
export function ofFolder(inputs: Inputs, folder: string | undefined): Inputs {
  const { audit, evidence } = inputs;
  if (folder === undefined) return inputs;
  return {
    ...inputs,
    path: folder,
    evidence: evidence && join(evidence, folder),
    audit: audit && { ...audit, directory: join(audit.directory, folder) },
  };
}

/** What all folders share. */
interface Step {
  readonly inputs: Inputs;
  readonly workspace: string;
  readonly world: ActionWorld;
  readonly redactor: Redactor;
  readonly cancellation: Cancellation;
  readonly addSecret: (secret: string) => void;
  readonly judgedBy: JudgedBy;
  readonly settings: Settings;
  readonly asked: Asked;
}

/** What is known of the run of a folder before the first run. */
interface Plan extends Pick<Job, "lock" | "only" | "base"> {
  readonly within: string;
  readonly lock: HeldLock | undefined;
  readonly keep: KeepEvidence | undefined;
  readonly evidence: string | undefined;
}

async function planOf(step: Step, within: string): Promise<Plan> {
  const { workspace, world, cancellation, judgedBy, settings } = step;
  const { env } = world;
  const inputs = step.inputs.paths === undefined ? step.inputs : ofFolder(step.inputs, nameOf(within));
  const base = await judgedBy.baseOf?.(within);
  const lock = await lockOf(inputs, { workspace, within }, { policy: judgedBy.policy, base });
  const only = await cancellation.race(onlyOf(inputs, within, workspace, env), "its base was found");
  const evidence = inputs.evidence ?? (inputs.audit && join(inputs.audit.directory, "evidence"));
  const keep = await evidenceOf(inputs, evidence, { workspace, within, settings }, world);
  return { within, lock, only, base, keep, evidence };
}

async function checkFolder(step: Step, { within, lock, only, base, keep, evidence }: Plan): Promise<FolderCheck> {
  const { inputs, workspace, world, redactor, cancellation, judgedBy, settings } = step;
  const { policy } = judgedBy;
  const { env, now, out } = world;
  const isSeveral = inputs.paths !== undefined;
  const log = groupedLog(isSeveral ? `Inspection of ${nameOf(within)}` : "Inspection", out);
  const inspect = inspectOptions(step, log);
  // Of evidence all is asked anew: what a lock of the change says is none.
  const old = (keep === undefined ? lock?.lock : undefined) ?? { images: new Map() };
  const isRecorded = keep !== undefined || inputs.audit !== undefined;
  const { baseOf: _, ...judged } = judgedBy;
  const report = await run({
    root: workspace,
    within,
    ...judged,
    base,
    lock,
    only,
    ...(isRecorded && { record: { lock: old, alone: false, old: inputs.audit && lock?.lock } }),
    asksDigests: inputs.patchFile !== undefined || inputs.suggest,
    settings,
    now,
    cancellation,
    redactor,
    inspect,
    asked: step.asked,
    provenanceOf: (scan) => recordOf(workspace, scan, env),
    toolUrl: ownUrl(env),
  }).finally(() => log.end());
  const judging = { policy, lock: lock?.lock };
  return {
    report: isSeveral ? { ...report, folder: nameOf(within) } : report,
    policy,
    lock,
    inspect,
    within,
    settings,
    cancellation,
    evidence,
    keep: keep && ((whole) => keep(whole, judging)),
  };
}

/** The workspace itself is `.`, as it is written. */
function nameOf(within: string): string {
  return within === "" ? "." : within;
}

function inspectOptions(
  { inputs, world: { env, now }, redactor, addSecret }: Step,
  log: { say(message: string): void },
): Omit<InspectOptions, "via" | "userAgent"> {
  return {
    env,
    now,
    insecureRegistries: inputs.insecureRegistries,
    log: ({ message }) => log.say(redactor.redact(message)),
    addSecret,
    addToken: (token) => redactor.addToken(token),
    waveEndpoint: inputs.waveEndpoint,
    seqera: inputs.seqera,
    githubToken: inputs.githubToken,
    actionsCache: inputs.cache,
  };
}

/** Loaded only where somebody wants it. An audit has it as far as it can be had: a checkout without git has no time. */
async function evidenceOf(
  { evidence: asked, only }: Inputs,
  folder: string | undefined,
  about: Omit<EvidenceRun, "only">,
  { env, out }: ActionWorld,
): Promise<KeepEvidence | undefined> {
  if (folder === undefined) return undefined;
  const { openEvidence } = await import("./evidence.ts");
  try {
    return openEvidence(folder, { ...about, only }, env);
  } catch (error) {
    if (asked !== undefined || !(error instanceof ConfigurationError)) throw error;
    out(`${logLine(`The audit has no evidence. ${error.message}`)}\n`);
    return undefined;
  }
}

/** Progress, retries and warnings of a run under one heading, which GitHub shows folded; none where there is nothing to say. */
function groupedLog(title: string, out: World["out"]): { say(message: string): void; end(): void } {
  let isOpen = false;
  return {
    say(message) {
      if (!isOpen) out(`::group::${title}\n`);
      isOpen = true;
      out(`${logLine(message)}\n`);
    },
    end() {
      if (isOpen) out("::endgroup::\n");
    },
  };
}

/** The copy of the action that this workflow uses; nothing for `uses: ./`, where the runner names none. */
function ownUrl(env: World["env"]): string | undefined {
  const { GITHUB_ACTION_REPOSITORY: repository = "", GITHUB_ACTION_REF: ref = "", GITHUB_SERVER_URL: server } = env;
  return repository === "" || ref === "" ? undefined : `${server ?? "https://github.com"}/${repository}/blob/${ref}`;
}
