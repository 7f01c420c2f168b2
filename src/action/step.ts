/** The step of the action: inputs in, a run, its outputs and files out. */
import { join, resolve } from "node:path";
import { Cancelled } from "../cancellation.ts";
import { ConfigurationError, firstLines, internalError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import { workspaceOf } from "../files/workspace.ts";
import { annotations, errorCommand } from "../report/annotations.ts";
import { coverageSentence, toDecide } from "../report/coverage.ts";
import { folderLines, verdictSentence } from "../report/text.ts";
import { logLine } from "../text/plain.ts";
import { Redactor } from "../text/redactor.ts";
import type { World } from "../world.ts";
import type { Audited } from "./audit.ts";
import { changedPlaces } from "./changed-places.ts";
import { check, type FolderCheck, ofFolder } from "./check.ts";
import { type Inputs, readInputs, readSurfaces } from "./inputs.ts";
import { setOutputs } from "./outputs.ts";
import { attempt, elsewhere, outputsOf, writeFiles } from "./written.ts";
import type { Told } from "./surfaces.ts";
import { Fixes, writePatch } from "./patch.ts";

type ActionWorld = Pick<World, "env" | "now" | "out" | "cancellable">;

/** The step, from the runner's environment to its exit code. */
export async function runAction(world: ActionWorld): Promise<number> {
  const redactor = new Redactor();
  try {
    const inputs = readInputs();
    const workspace = workspaceOf(world.env);
    const { report, checks } = await check(inputs, workspace, world, redactor);
    world.out(`${logLine(`${coverageSentence(report)}.`)}\n`);
    const isChanged = await changedPlaces(report, inputs, world.env);
    world.out(annotations(report, elsewhere(inputs, world.env), undefined, isChanged));
    const evidence = keepEvidence(inputs, workspace, checks, world);
    const fixes = new Fixes(workspace, checks);
    const patch = await writePatch(inputs.patchFile, workspace, fixes, world.out);
    const written = { ...writeFiles(inputs, workspace, report, world), evidence, patch };
    const audited = await audit(inputs, workspace, checks, world, redactor);
    const outputs = { ...outputsOf(report, written), "audit-dir": audited.directory, issue: audited.issue };
    attempt("the outputs", world, () => setOutputs(world.env["GITHUB_OUTPUT"], outputs));
    for (const line of folderLines(report)) world.out(`${logLine(line)}\n`);
    world.out(`${logLine(verdictSentence(report))}\n`);
    for (const sentence of toDecide(report)) world.out(`${logLine(`To decide: ${sentence}`)}\n`);
    if (inputs.suggest) {
      const { suggestFixes } = await import("./suggest.ts");
      await suggestFixes({ inputs, workspace, redactor, report, fixes, runs: checks, ...world });
    }
    await show({ report, elsewhere: elsewhere(inputs, world.env), isChanged }, world, redactor);
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

/** Of each folder in a folder of its own. Gives the one around all that was written, empty where nothing was. */
function keepEvidence(
  { evidence: asked, audit: ofAudit, paths }: Inputs,
  workspace: string,
  checks: readonly FolderCheck[],
  world: ActionWorld,
): string {
  const kept = checks.map(
    ({ keep, evidence, report }) => keep && attempt(`evidence ${evidence}`, world, () => keep(report)),
  );
  // Of several folders each has its own part of the audit, and the evidence in there.
  const around = asked ?? (ofAudit && join(ofAudit.directory, paths === undefined ? "evidence" : ""));
  return around === undefined || kept.every((place) => place === undefined) ? "" : resolve(workspace, around);
}

/** What an audit writes beyond a check: of each folder a folder, and an issue. */
async function audit(
  inputs: Inputs,
  workspace: string,
  checks: readonly FolderCheck[],
  world: ActionWorld,
  redactor: Redactor,
): Promise<Audited> {
  if (inputs.audit === undefined) return { directory: "", issue: "" };
  const { writeAudit } = await import("./audit.ts");
  const { env, out } = world;
  const written: Audited[] = [];
  for (const checked of checks) {
    const own = ofFolder(inputs, checked.report.folder);
    if (own.audit !== undefined)
      written.push(await writeAudit({ inputs: own, audit: own.audit, workspace, env, out, redactor, ...checked }));
  }
  const isAny = written.some(({ directory }) => directory !== "");
  return {
    directory: isAny ? resolve(workspace, inputs.audit.directory) : "",
    issue: written.flatMap(({ issue }) => (issue === "" ? [] : issue)).join(" "),
  };
}
