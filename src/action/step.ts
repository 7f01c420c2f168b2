/** The step of the action: inputs in, a run, its outputs and files out. */
import { statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import * as core from "@actions/core";
import { Cancellation, Cancelled } from "../cancellation.ts";
import { ConfigurationError, firstLines, internalError } from "../errors.ts";
import type { HeldLock, Report } from "../model.ts";
import { USUAL_LOCK } from "../policy/policy.ts";
import { isThere } from "../files/inside.ts";
import { isElsewhere } from "../policy/address.ts";
import { recordOf } from "../record/index.ts";
import type { PullRequest } from "../pull-request.ts";
import { pullRequestOf } from "../record/workflow.ts";
import {
  filesOfBase,
  findPolicy,
  readPolicyFile,
  readPolicyOfBase,
  readProposal,
  refuseUnseen,
} from "../policy-source/index.ts";
import { readBaselineFile, readBaselineOfBase } from "../policy-source/baseline.ts";
import { exitCode } from "../exit-code.ts";
import type { Elsewhere } from "../report/elsewhere.ts";
import { annotations, errorCommand } from "../report/annotations.ts";
import { coverageSentence, shareJudged, toDecide } from "../report/coverage.ts";
import { html } from "../report/html/index.ts";
import { checkJson } from "../report/json.ts";
import { logLine } from "../text/plain.ts";
import { sarif } from "../report/sarif.ts";
import { summary } from "../report/summary.ts";
import { verdictSentence } from "../report/text.ts";
import { type Job, run } from "../run.ts";
import { Redactor } from "../text/redactor.ts";
import { type Settings, settle } from "../settings.ts";
import type { Audited, Checked } from "./audit.ts";
import type { World } from "../world.ts";
import type { KeepEvidence, Run as EvidenceRun } from "./evidence.ts";
import { inWorkspace, writeReport } from "./files.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { setOutputs } from "./outputs.ts";
import { wayFrom, workspaceOf } from "../files/workspace.ts";
import { appendWhole } from "../files/write.ts";

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
    world.out(annotations(report, elsewhere(inputs, world.env)));
    const evidence = keep && attempt(`evidence ${folder}`, world, () => keep(report));
    const written = { ...writeFiles(inputs, workspace, report, world), evidence: evidence ?? "" };
    const audited = await audit(inputs, workspace, checked, world, redactor);
    const outputs = { ...outputsOf(report, written), "audit-dir": audited.directory, issue: audited.issue };
    attempt("the outputs", world, () => setOutputs(world.env["GITHUB_OUTPUT"], outputs));
    world.out(`${logLine(verdictSentence(report))}\n`);
    for (const sentence of toDecide(report)) world.out(`${logLine(`To decide: ${sentence}`)}\n`);
    return exitCode(report.outcome);
  } catch (error) {
    if (error instanceof Cancelled) {
      world.out(errorCommand(error.message));
      attempt("the outputs", world, () => setOutputs(world.env["GITHUB_OUTPUT"], { verdict: "undecided" }));
      return exitCode("undecided");
    }
    const messages = error instanceof ConfigurationError ? firstLines(error.message) : [internalError(error)];
    for (const message of messages) world.out(errorCommand(redactor.redact(message)));
    return exitCode("fault");
  }
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

/** Tries to write something. What cannot be written is a warning, once: no surface changes the verdict. */
function attempt<T>(what: string, { out }: Pick<World, "out">, write: () => T): T | undefined {
  try {
    return write();
  } catch (error) {
    out(`${logLine(`Warning: ${what} could not be written. ${String(error)}`)}\n`);
    return undefined;
  }
}

interface Whole extends Checked {
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
    ...(isRecorded && { record: { lock: old, alone: false } }),
    settings,
    now,
    cancellation,
    redactor,
    inspect,
    provenanceOf: (scan) => recordOf(workspace, scan, env),
    toolUrl: ownUrl(env),
  }).finally(() => log.end());
  const judging = { policy, lock: lock?.lock };
  return { report, policy, lock, inspect, evidence, keep: keep && ((whole) => keep(whole, judging)) };
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

/** An audit records what is merged, and has somebody to ask. */
function refuseAudit({ inspector }: Settings, pull: PullRequest | undefined): void {
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

/** The policy and the baseline that count, and what a pull request makes of them. */
async function policyOf(
  inputs: Inputs,
  workspace: string,
  env: World["env"],
): Promise<Pick<Job, "policy" | "proposal" | "base" | "baseline" | "baselineChange">> {
  const { policy, policyFrom, githubToken } = inputs;
  const pull = pullRequestOf(env);
  if (pull !== undefined) await refuseUnseen(resolve(workspace, inputs.path), pull, env);
  const isPath = policy !== undefined && !isElsewhere(policy);
  const baseline = inputs.baseline && relative(workspace, inWorkspace(workspace, "baseline", inputs.baseline));
  const file = isPath ? relative(workspace, inWorkspace(workspace, "policy", policy)) : policy;
  if (pull !== undefined && policyFrom === "base") {
    const ofBase = await readPolicyOfBase(workspace, file, pull, env, githubToken);
    const proposal = await readProposal(workspace, file, ofBase, env, githubToken);
    const base = await filesOfBase(workspace, inputs.path, pull, env);
    const known = await readBaselineOfBase(workspace, ofBase, baseline, { pull, env, token: githubToken });
    return { policy: ofBase, proposal, base, ...known };
  }
  const found =
    file === undefined ? findPolicy(workspace, env, githubToken) : readPolicyFile(workspace, file, env, githubToken);
  const here = await found;
  return { policy: here, baseline: await readBaselineFile(workspace, here, baseline) };
}

/** The lock of the checkout: a pull request may change it, and what it says has to be what registries say. */
async function lockOf(
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
async function onlyOf({ only, path, githubToken }: Inputs, workspace: string, env: World["env"]): Promise<Job["only"]> {
  if (only === "all") return undefined;
  const pull = pullRequestOf(env);
  const { GITHUB_EVENT_NAME: event = "", GITHUB_API_URL: api = "https://api.github.com" } = env;
  if (pull === undefined) return { nothing: `the event ${event} is no pull request` };
  const [{ baseOfChange }, { GitHub }] = await Promise.all([
    import("../base/index.ts"),
    import("../github/contents.ts"),
  ]);
  const base = await baseOfChange(resolve(workspace, path), pull, env, new GitHub(githubToken, api));
  return base ?? { nothing: "the checkout is of another repository than the pull request" };
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

/**
 * The directory of the input `path`, from the workspace on, "/" between folders: where it really is, since files are
 * listed there. A typo must not turn a gate green with nothing checked, and neither must a link.
 */
function folderWithin(workspace: string, path: string): string {
  const absolute = inWorkspace(workspace, "path", path);
  if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ConfigurationError(`path: ${path} is not a directory of the workspace; is the repository checked out?`);
  }
  const way = wayFrom(workspace, absolute) ?? "";
  return way === "." ? "" : way;
}

/** What this step writes beside its annotations. */
function elsewhere({ jsonFile, sarifFile, htmlFile, summary: isWanted }: Inputs, env: World["env"]): Elsewhere {
  const hasSummary = isWanted && (env["GITHUB_STEP_SUMMARY"] ?? "") !== "";
  return {
    json: jsonFile !== undefined,
    sarif: sarifFile !== undefined,
    html: htmlFile !== undefined,
    summary: hasSummary,
  };
}

interface Written {
  readonly jsonFile: string;
  readonly sarifFile: string;
  readonly evidence: string;
  readonly htmlFile: string;
}

/** Summary and files: of each the path, or nothing where it could not be written. */
function writeFiles(inputs: Inputs, workspace: string, report: Report, world: ActionWorld): Omit<Written, "evidence"> {
  const { env } = world;
  const summaryFile = env["GITHUB_STEP_SUMMARY"];
  const server = env["GITHUB_SERVER_URL"] ?? "https://github.com";
  if (inputs.summary && summaryFile !== undefined && summaryFile !== "") {
    attempt("the job summary", world, () => {
      appendWhole(summaryFile, summary(report, { server, elsewhere: elsewhere(inputs, env) }));
    });
  }
  const write = (input: string, path: string | undefined, text: (report: Report) => string): string => {
    if (path === undefined) return "";
    return attempt(`${input} ${path}`, world, () => writeReport(workspace, path, text(report))) ?? "";
  };
  return {
    jsonFile: write("json-file", inputs.jsonFile, checkJson),
    sarifFile: write("sarif-file", inputs.sarifFile, (whole) => sarif(whole, { server })),
    htmlFile: write("html-file", inputs.htmlFile, (whole) => html(whole, { server })),
  };
}

function outputsOf(report: Report, written: Written): Readonly<Record<string, string | number>> {
  const { errors, warnings, notices, known, images } = report.counts;
  return {
    verdict: report.verdict,
    errors,
    warnings,
    notices,
    known,
    images,
    coverage: shareJudged(report),
    "json-file": written.jsonFile,
    "sarif-file": written.sarifFile,
    evidence: written.evidence,
    "html-file": written.htmlFile,
  };
}
