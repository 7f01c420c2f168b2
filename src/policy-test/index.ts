/** Runs the cases that are kept beside a policy: the stream of a check, with what is stated in place of files and network. */
import { dirname } from "node:path";
import { Cancellation } from "../cancellation.ts";
import { ConfigurationError } from "../errors.ts";
import type { InspectionRequest, SourceTree } from "../model.ts";
import type { Policy } from "../policy/policy.ts";
import { readAddition, readTypedPolicy } from "../policy-source/index.ts";
import { ruleOf } from "../policy/rules/index.ts";
import { run } from "../run.ts";
import { settle } from "../settings.ts";
import { Redactor } from "../text/redactor.ts";
import type { World } from "../world.ts";
import { StatedAnswers } from "./answers.ts";
import { differences } from "./compare.ts";
import type { CaseFile, PolicyCase } from "./definition.ts";
import { caseFilesIn, readCaseFile } from "./read.ts";

/** What became of one case. */
export interface CaseResult {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  /** `error`: it could not be judged, since it does not state what rules ask about. */
  readonly outcome: "ok" | "not ok" | "error";
  /** What is not as expected, or what to state; a line each. */
  readonly lines: readonly string[];
}

/**
 * The results of all cases of a directory or a file, in the order in which they are written.
 *
 * @throws ConfigurationError where a file of cases or its policy cannot be used.
 */
export async function testPolicy(path: string, world: World): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const file of caseFilesIn(path)) {
    const given = readCaseFile(file);
    const policy = await readTypedPolicy(process.cwd(), dirname(file), given.policy, world.env);
    for (const one of given.cases) {
      const { line } = one.at;
      const outcome =
        one.adds === undefined ? await runCase(one, given, policy, world) : await runAddition(one, given, file, world);
      results.push({ file, line, name: one.name, ...outcome });
    }
  }
  return results;
}

type Outcome = Pick<CaseResult, "outcome" | "lines">;

/** A case about a policy that builds on the one of the file: of what both say together, or that they cannot be used so. */
async function runAddition(one: PolicyCase, given: CaseFile, file: string, world: World): Promise<Outcome> {
  const { adds = "", refused } = one;
  let policy: Policy;
  try {
    policy = await readAddition(process.cwd(), dirname(file), { policy: given.policy, adds }, world.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const lines = error.message.split("\n");
    if (refused === undefined) return { outcome: "error", lines };
    if (error.message.includes(refused)) return { outcome: "ok", lines: [] };
    return { outcome: "not ok", lines: [`missing: an error that says "${refused}"`, ...lines.map(notExpected)] };
  }
  if (refused === undefined) return runCase(one, given, policy, world);
  return { outcome: "not ok", lines: [`missing: an error that says "${refused}"; the policy can be used`] };
}

function notExpected(line: string): string {
  return `not expected: ${line}`;
}

async function runCase(
  one: PolicyCase,
  { registry = {}, today }: CaseFile,
  policy: Policy,
  world: World,
): Promise<Outcome> {
  const day = one.today ?? today;
  const now = day === undefined ? world.now() : new Date(`${day}T00:00:00Z`);
  const answers = new StatedAnswers([registry, one.registry ?? {}], now);
  const report = await run({
    root: process.cwd(),
    tree: treeOf(one.files ?? pipelineOf(one)),
    policy,
    // The pipeline that is made of images has no profiles that a policy could name.
    settings: settle({ platform: one.platform, ...(one.files === undefined && { profiles: [""] }) }, policy),
    inspect: (request: InspectionRequest) => answers.answer(request),
    now: () => now,
    cancellation: new Cancellation(),
    redactor: new Redactor(),
  });
  const gaps = [...answers.gaps].map(([image, keys]) => gapInWords(image, keys));
  if (gaps.length > 0) return { outcome: "error", lines: gaps };
  const lines = differences(one, report, (rule) => isOn(rule, policy));
  return { outcome: lines.length === 0 ? "ok" : "not ok", lines };
}

/** Whether a rule says anything, of some image at least. */
function isOn(id: string, { rules, overrides }: Policy): boolean {
  const rule = ruleOf(id);
  const named = [rules, ...overrides.map((override) => override.rules)].flatMap((all) => all.get(id) ?? []);
  const isBuiltIn = rule !== undefined && "builtIn" in rule;
  return named.some(({ level }) => level?.value !== "off") || (isBuiltIn && !rules.has(id));
}

function treeOf(files: Readonly<Record<string, string>>): SourceTree {
  const texts = new Map(Object.entries(files));
  return { files: [...texts.keys()].sort(), read: (path) => texts.get(path) };
}

/** A pipeline that calls a process for each image. */
function pipelineOf({ images = [], engine = "docker" }: PolicyCase): Readonly<Record<string, string>> {
  const processes = images.map((image, index) => {
    const written = image.replaceAll(/[\\']/g, String.raw`\$&`);
    return `process IMAGE_${index + 1} {\n  container '${written}'\n  script:\n  'true'\n}\n`;
  });
  const calls = images.map((_, index) => `  IMAGE_${index + 1}()\n`);
  return {
    "main.nf": `${processes.join("\n")}\nworkflow {\n${calls.join("")}}\n`,
    "nextflow.config": `${CONFIG_SCOPES[engine] ?? engine}.enabled = true\n`,
  };
}

/** Scopes of nextflow.config that are not called as their engine is. */
const CONFIG_SCOPES: Readonly<Record<string, string>> = { "apple-container": "appleContainer" };

/** With the line that states it, the values as an example. */
function gapInWords(image: string, keys: ReadonlySet<string>): string {
  const stated = [...keys].map((key) => EXAMPLES[key]).join(", ");
  return `rules ask about ${image}, and registry does not say it; state "${image}": ${stated === "" ? "{}" : `{ ${stated} }`}, or absent`;
}

const EXAMPLES: Readonly<Record<string, string>> = {
  digest: "digest: sha256:…",
  platforms: "platforms: [linux/amd64]",
  config: "config: {}",
  attested: "attested: []",
};
