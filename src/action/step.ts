/** The step of the action: inputs in, a run, its outputs and files out. */
import { join } from "node:path";
import * as core from "@actions/core";
import { Cancellation, Cancelled } from "../cancellation.ts";
import { ConfigurationError, firstLines, internalError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import { workspaceOf } from "../files/workspace.ts";
import type { Report } from "../model.ts";
import { recordOf } from "../record/index.ts";
import { pullRequestOf } from "../record/workflow.ts";
import { annotations, errorCommand } from "../report/annotations.ts";
import { coverageSentence, toDecide } from "../report/coverage.ts";
import { verdictSentence } from "../report/text.ts";
import { run } from "../run.ts";
import { settle } from "../settings.ts";
import { logLine } from "../text/plain.ts";
import { Redactor } from "../text/redactor.ts";
import type { World } from "../world.ts";
import type { Audited, Checked } from "./audit.ts";
import { changedPlaces } from "./changed-places.ts";
import type { KeepEvidence, Run as EvidenceRun } from "./evidence.ts";
import { type Inputs, readInputs, readSurfaces } from "./inputs.ts";
import { folderWithin, lockOf, onlyOf, policyOf, refuseAudit } from "./judged-by.ts";
import { setOutputs } from "./outputs.ts";
import { attempt, elsewhere, outputsOf, writeFiles } from "./written.ts";
import type { Told } from "./surfaces.ts";
import { type Scanned, writePatch } from "./patch.ts";

type ActionWorld = Pick<World, "env" | "now" | "out" | "cancellable">;

/** The step, from the runner's environment to its exit code. */
export async function runAction(world: ActionWorld): Promise<number> {
  const redactor = new Redactor();
  try {
    const inputs = readInputs();
    const workspace = workspaceOf(world.env);
    const checked = await check(inputs, workspace, world, redactor);
    const { report, keep, evidence: folder } = checked;
    world.out(`${logLine(`${coverageSentence(report)}.`)}\n`);
    const isChanged = await changedPlaces(report, inputs, world.env);
    world.out(annotations(report, elsewhere(inputs, world.env), undefined, isChanged));
    const evidence = keep && attempt(`evidence ${folder}`, world, () => keep(report));
    const patch = await writePatch(inputs.patchFile, workspace, checked, world.out);
    const written = { ...writeFiles(inputs, workspace, report, world), evidence: evidence ?? "", patch };
    const audited = await audit(inputs, workspace, checked, world, redactor);
    const outputs = { ...outputsOf(report, written), "audit-dir": audited.directory, issue: audited.issue };
    attempt("the outputs", world, () => setOutputs(world.env["GITHUB_OUTPUT"], outputs));
    world.out(`${logLine(verdictSentence(report))}\n`);
    for (const sentence of toDecide(report)) world.out(`${logLine(`To decide: ${sentence}`)}\n`);
    if (inputs.suggest) {
      const { suggestFixes } = await import("./suggest.ts");
      await suggestFixes({ inputs, workspace, redactor, ...checked, ...world });
    }
    await show({ report, elsewhere: elsewhere(inputs, world.env) }, world, redactor);
    return exitCode(report.outcome);
  } catch (error) {
    if (error instanceof Cancelled) {
      world.out(errorCommand(error.message));
      attempt("the outputs", world, () => setOutputs(world.env["GITHUB_OUTPUT"], { verdict: "undecided" }));
      await show({ messages: [error.message], isCut: true }, world, redactor);
      return exitCode("undecided");
    }
    const messages = error instanceof ConfigurationError ? firstLines(error.message) : [internalError(error)];
    for (const message of messages) world.out(errorCommand(redactor.redact(message)));
    await show({ messages: messages.map((message) => redactor.redact(message)) }, world, redactor);
    return exitCode("fault");
  }
}

/** Tells GitHub of it, beside the step: after all that counts is known, and changing none of it. */
async function show(told: Told, world: ActionWorld, redactor: Redactor): Promise<void> {
  const asked = readSurfaces();
  if (!asked.checkRun && !asked.comment) return;
  const { showOnGitHub } = await import("./surfaces.ts");
  const outputs = await showOnGitHub(told, asked, world, redactor);
  attempt("the outputs", world, () => setOutputs(world.env["GITHUB_OUTPUT"], outputs));
}

/** What an audit writes beyond a check. */
async function audit(
  inputs: Inputs,
  workspace: string,
  checked: Checked,
  world: ActionWorld,
  redactor: Redactor,
): Promise<Audited> {
  if (inputs.audit === undefined) return { directory: "", issue: "" };
  const { writeAudit } = await import("./audit.ts");
  const { env, out } = world;
  return writeAudit({ inputs, audit: inputs.audit, workspace, env, out, redactor, ...checked });
}

interface Whole extends Checked, Scanned {
  /** Writes the evidence of it, where that is wanted; gives its folder. */
  readonly keep: ((report: Report) => string) | undefined;
  /** Where it is to be written. */
  readonly evidence: string | undefined;
}

async function check(inputs: Inputs, workspace: string, world: ActionWorld, redactor: Redactor): Promise<Whole> {
  const { env, now, out } = world;
  const cancellation = world.cancellable?.() ?? new Cancellation();
  const log = groupedLog("Inspection", out);
  const addSecret = (secret: string): void => {
    redactor.add(secret);
    core.setSecret(secret);
  };
  for (const secret of [inputs.seqera.token, inputs.githubToken]) if (secret !== undefined) addSecret(secret);
  const judgedBy = await cancellation.race(policyOf(inputs, workspace, env), "its policy was read");
  const { policy } = judgedBy;
  const settings = settle(inputs.flags, policy);
  if (inputs.audit !== undefined) refuseAudit(settings, pullRequestOf(env));
  const within = folderWithin(workspace, inputs.path);
  const lock = await lockOf(inputs, { workspace, within }, judgedBy);
  const only = await cancellation.race(onlyOf(inputs, workspace, env), "its base was found");
  const inspect = {
    env,
    now,
    insecureRegistries: inputs.insecureRegistries,
    log: ({ message }: { readonly message: string }) => log.say(redactor.redact(message)),
    addSecret,
    addToken: (token: string) => redactor.addToken(token),
    waveEndpoint: inputs.waveEndpoint,
    seqera: inputs.seqera,
    githubToken: inputs.githubToken,
    actionsCache: inputs.cache,
  };
  const evidence = inputs.evidence ?? (inputs.audit && join(inputs.audit.directory, "evidence"));
  const keep = await evidenceOf(inputs, evidence, { workspace, within, settings }, world);
  // Of evidence all is asked anew: what a lock of the change says is none.
  const old = (keep === undefined ? lock?.lock : undefined) ?? { images: new Map() };
  const isRecorded = keep !== undefined || inputs.audit !== undefined;
  const report = await run({
    root: workspace,
    within,
    ...judgedBy,
    lock,
    only,
    ...(isRecorded && { record: { lock: old, alone: false, old: inputs.audit && lock?.lock } }),
    asksDigests: inputs.patchFile !== undefined || inputs.suggest,
    settings,
    now,
    cancellation,
    redactor,
    inspect,
    provenanceOf: (scan) => recordOf(workspace, scan, env),
    toolUrl: ownUrl(env),
  }).finally(() => log.end());
  const judging = { policy, lock: lock?.lock };
  const ways = { lock, inspect, evidence, within, settings, cancellation };
  return { report, policy, ...ways, keep: keep && ((whole) => keep(whole, judging)) };
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
