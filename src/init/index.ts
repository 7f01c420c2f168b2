/** Sets a repository up: a policy that passes today, what is known to be wrong, and a workflow that checks both. */
import { join } from "node:path";
import { Cancelled } from "../cancellation.ts";
import { isThere } from "../files/inside.ts";
import type { Report } from "../model.ts";
import { loadPolicy, type ReadPolicy } from "../policy/file/load.ts";
import { readPreset } from "../policy/presets/index.ts";
import type { Policy } from "../policy/policy.ts";
import { findRule, generalRules } from "../policy/judge/active-rules.ts";
import { registry } from "../policy/rules/registry.ts";
import { readBaselineFile, readTypedBaseline } from "../policy-source/baseline.ts";
import { findPolicy } from "../policy-source/index.ts";
import { type Job, run } from "../run.ts";
import { type InspectorName, settle } from "../settings.ts";
import type { Present } from "./files.ts";
import { answersOf, firstBaseline } from "./known.ts";
import { BASELINE, POLICY, WORKFLOW } from "./paths.ts";
import { policyText, type Setup } from "./policy-text.ts";
import type { Questions } from "./questions.ts";
import { placeChoices, type RunChoice, runChoices } from "./survey.ts";
import { workflowText } from "./workflow-text.ts";

/** What a run needs beside its policy and settings. */
export interface Means extends Pick<
  Job,
  "root" | "inspect" | "now" | "cancellation" | "redactor" | "scanned" | "baseline"
> {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Who is asked about images now; nobody where nobody was named. */
  readonly inspector: InspectorName;
}

/** What is to be written, by its path, and how the repository then does. */
export interface Plan {
  readonly files: ReadonlyMap<string, string>;
  readonly report: Report;
  /** Engines and profiles that were found and are not among the runs that the policy names. */
  readonly others: readonly RunChoice[];
  /** Checks will ask about images, and this one did not. */
  readonly asksLater: boolean;
}

/**
 * What is to be written. Everything is asked and judged first: who stops half way has changed nothing.
 *
 * @throws Cancelled
 */
export async function planSetup(present: Present, questions: Questions, means: Means): Promise<Plan> {
  const plan = await (present.policy === undefined ? planOwn(present, questions, means) : planBeside(means));
  return present.workflow === undefined ? { ...plan, files: new Map([...plan.files, [WORKFLOW, workflowText]]) } : plan;
}

/** A policy by the answers, and a baseline where it needs one; the policy last, so that it never names what is not there. */
async function planOwn(present: Present, questions: Questions, means: Means): Promise<Plan> {
  const { scan, ...setup } = await ask(questions, means);
  const first = await drafted(setup, { ...means, scanned: scan });
  const told = { others: setup.others, asksLater: asksLater(setup, means) };
  const planned = { ...told, report: first.report, files: new Map([[POLICY, first.text]]) };
  if (first.report.outcome === "pass" && !present.baseline) return planned;
  const there = present.baseline ? await readTypedBaseline(join(means.root, BASELINE)) : undefined;
  const { baseline, text } = there === undefined ? firstBaseline(first.report, BASELINE) : { baseline: there };
  if (baseline.findings.length === 0 && !present.baseline) return planned;
  const again = { ...means, scanned: scan, inspect: answersOf(first.report), baseline };
  const named = await drafted({ ...setup, hasBaseline: true }, again);
  const files = new Map([...(text === undefined ? [] : [[BASELINE, text] as const]), [POLICY, named.text] as const]);
  return { ...told, report: named.report, files };
}

/** What is missing beside a policy that is there: the baseline that it names. */
async function planBeside(means: Means): Promise<Plan> {
  const policy = await findPolicy(means.root, means.env);
  const told = { others: [], asksLater: asksLater(policy, means) };
  const { file, own } = policy.baseline ?? { file: "", own: false };
  if (!own || isThere(join(means.root, file))) {
    const baseline = await readBaselineFile(means.root, policy);
    return { ...told, files: new Map(), report: await check(policy, { ...means, baseline }) };
  }
  const first = await check(policy, means);
  const { text, baseline } = firstBaseline(first, file);
  const again = { ...means, scanned: first.scan, inspect: answersOf(first), baseline };
  return { ...told, files: new Map([[file, text]]), report: await check(policy, again) };
}

function asksLater(policy: Pick<Policy, "inspector">, { inspector }: Means): boolean {
  return inspector === "none" && policy.inspector !== "none";
}

const BARE: Setup = { preset: "standard", others: [], inspector: "wave", off: [], isEmpty: false };

/** What the policy is to say, by the answers, and what was found by it. */
async function ask(questions: Questions, means: Means): Promise<Setup & Pick<Report, "scan">> {
  const offline: Means = { ...means, inspector: "none" };
  const preset = await questions.preset(isOfNfCore(means.root) ? "nf-core" : "standard");
  // Nothing is approved, so that the rule about places names every one of them.
  const bare: Setup = { ...BARE, preset, allow: [] };
  const first = await drafted(bare, offline);
  const runs = await askForRuns(questions, { bare, first: first.report, offline });
  const allow = await askForPlaces(questions, bare, runs.report, means.now());
  const inspector = await questions.inspector();
  const unasked = runs.report.coverage.notJudged.filter(({ reason }) => reason === "not-asked");
  return {
    preset,
    scenarios: runs.scenarios,
    others: runs.others,
    allow,
    inspector,
    off: inspector === "none" ? [...new Set(unasked.flatMap(({ rules }) => rules))] : [],
    isEmpty: runs.report.scan.references.length === 0,
    scan: runs.report.scan,
  };
}

interface Runs extends Pick<Setup, "scenarios" | "others"> {
  readonly report: Report;
}

/** The runs that count. Those that are looked at unasked are named only where each pipeline of the repository has them. */
async function askForRuns(
  questions: Questions,
  { bare, first, offline }: { readonly bare: Setup; readonly first: Report; readonly offline: Means },
): Promise<Runs> {
  const choices = runChoices(first.scan);
  const chosen = await questions.runs(choices);
  if (choices.length === 0) return { others: [], report: first };
  const others = choices.filter((choice) => !chosen.includes(choice));
  const scenarios = chosen.flatMap((choice) => choice.scenarios);
  const { report } = await drafted({ ...bare, scenarios }, offline);
  const isUsual = choices.every((choice) => choice.isUsual === chosen.includes(choice));
  return isUsual && !findsTheSame(report, first) ? { others, report: first } : { scenarios, others, report };
}

function findsTheSame(one: Report, other: Report): boolean {
  return foundIn(one) === foundIn(other);
}

/** What is pulled by which engine, and how much was not read, as one text. */
function foundIn({ scan, findings }: Report): string {
  const pulled = new Set(scan.pulls.map(({ image, written, engine }) => `${engine} ${image ?? written}`));
  return JSON.stringify([[...pulled].sort(), findings.filter(({ rule }) => rule === "readable").length]);
}

/** Where images may come from; undefined: the preset says the same, or there is no image. */
async function askForPlaces(questions: Questions, setup: Setup, report: Report, now: Date): Promise<Setup["allow"]> {
  const bare = await loadPolicy(policyText({ ...BARE, preset: setup.preset }), POLICY, readFromPreset);
  const approved = findRule(generalRules(bare, now), registry)?.options.allow;
  const texts = approved?.map(({ text }) => text) ?? [];
  const allowed = await questions.places(placeChoices(report.findings, approved ?? []));
  const isSame = allowed?.length === texts.length && texts.every((text) => allowed.includes(text));
  return approved !== undefined && isSame ? undefined : allowed;
}

/** The files by which nf-core's own tools know a repository of theirs. */
function isOfNfCore(root: string): boolean {
  return ["modules.json", ".nf-core.yml"].some((file) => isThere(join(root, file)));
}

/** A policy as it would be written, and how the repository does by it. */
async function drafted(setup: Setup, means: Means): Promise<{ readonly text: string; readonly report: Report }> {
  const text = policyText(setup);
  return { text, report: await check(await loadPolicy(text, POLICY, readFromPreset), means) };
}

const readFromPreset: ReadPolicy = ({ path }) => readPreset(path);

async function check(policy: Policy, means: Means): Promise<Report> {
  const report = await run({ ...means, policy, settings: settle({ inspector: means.inspector }, policy) });
  if (report.cancelled === undefined) return report;
  throw new Cancelled(`The run was cancelled (${report.cancelled}) before anything was written.`);
}
