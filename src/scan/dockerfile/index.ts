/**
 * Reads a Dockerfile as BuildKit does and says which images its build pulls, from which places of the file.
 * Where BuildKit stops, this names the problem and reads on.
 */
import { canonicalOf, parseImageName } from "../../image/name.ts";
import type { Problem, Pull, Reference, Scenario, ScanOptions, Unresolved } from "../../model.ts";
import { type Build, resolveBuild, type Use } from "./build.ts";
import { checkInstruction } from "./check.ts";
import { checkOptionsFault, findSyntax } from "./directives.ts";
import { epochFault } from "./epoch.ts";
import { plain } from "./fragments.ts";
import type { Fault } from "./fault.ts";
import { type Instruction, parseInstructions } from "./instructions.ts";
import { askedPlatform } from "./platform.ts";
import { type Places, places } from "./places.ts";
import { readStages, type Stage } from "./stages.ts";
import { stepFaults } from "./steps.ts";
import { isTemplateLine } from "./template.ts";
import { globalVariables, isOpen, type Variables } from "./variables.ts";

/** BuildKit stops at the first; more than these help nobody. */
const MOST_PROBLEMS = 20;

export interface DockerfileScan {
  readonly references: readonly Reference[];
  readonly pulls: readonly Pull[];
  readonly problems: readonly Problem[];
}

/** Scans one file. `text` without a byte-order mark; one that is there does not count as a column. Never throws. */
export function scanDockerfile(file: string, text: string, options: ScanOptions["dockerfile"]): DockerfileScan {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const { instructions, escape, faults: parserFaults } = parseInstructions(source);
  const faults: Fault[] = [];
  const stages = readStages(instructions);
  const firstFrom = stages[0]?.from.start ?? Infinity;
  const head = instructions.filter((instruction) => instruction.start < firstFrom);
  checkAll(instructions, head, stages, escape, faults);

  const targetStage = options.target ?? (stages.at(-1)?.name || "default");
  const globals = head.filter((instruction) => instruction.keyword === "ARG");
  const variables = globalVariables(globals, escape, options.buildArgs, targetStage, faults);
  const build = resolveBuild(stages, escape, variables, options.target);
  for (const fault of [checkOptionsFault(source), epochFault(stages, globals, escape, variables, options.buildArgs)]) {
    if (fault !== undefined) faults.push(fault);
  }

  const at = places(file, source);
  const scenario = scenarioOf(options);
  const pulls = [
    ...syntaxPull(source, options, scenario, at),
    ...imagePulls(build, stages, escape, variables, scenario, at, faults),
  ];
  const later = stepFaults(build, source, escape, variables, options.buildArgs);
  const all = [...parserFaults, ...faults, ...build.faults, ...later];
  return { references: at.references(), pulls, problems: problemsOf(instructions, build, all, at) };
}

function checkAll(
  instructions: readonly Instruction[],
  head: readonly Instruction[],
  stages: readonly Stage[],
  escape: string,
  faults: Fault[],
): void {
  for (const instruction of instructions) {
    const message = checkInstruction(instruction, escape);
    if (message !== undefined) faults.push({ offset: instruction.start, message });
  }
  for (const { keyword, start } of head) {
    if (keyword !== "ARG")
      faults.push({ offset: start, message: `${keyword.slice(0, 40)} stands before the first FROM` });
  }
  const last = instructions.at(-1);
  if (stages.length === 0 && last !== undefined) faults.push({ offset: last.start, message: "the file has no FROM" });
}

function scenarioOf({ target, buildArgs }: ScanOptions["dockerfile"]): Scenario | null {
  const given = Object.entries(buildArgs).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]);
  const words = [...(target === undefined ? [] : ["--target", target]), ...given];
  return words.length === 0 ? null : { profiles: [], arguments: words };
}

function stageName(stage: Stage): string {
  return stage.name ?? `stage-${stage.index}`;
}

function imagePulls(
  build: Build,
  stages: readonly Stage[],
  escape: string,
  variables: Variables,
  scenario: Scenario | null,
  at: Places,
  faults: Fault[],
): Pull[] {
  const platforms = stages.map((stage) => {
    const asked = askedPlatform(stage.from, escape, variables);
    if (asked.fault !== undefined) faults.push({ offset: stage.from.start, message: asked.fault });
    return asked.platform;
  });
  return build.uses.flatMap((use) => {
    const { named, stage } = use;
    const references = at.of(use, stageName(stage));
    if (references === undefined) return [];
    const pull = {
      source: "dockerfile",
      engine: "buildkit",
      scenario,
      stage: stageName(stage),
      reachable: use.isReachable,
      // Only FROM can ask for another platform than that of the build; copies and mounts never do.
      platform: use.kind === "from" ? (platforms[stage.index] ?? null) : null,
      references,
    } as const;
    return [
      named.canonical === undefined || named.name === undefined
        ? { ...pull, image: null, written: use.written.value, confidence: "unresolved", ...unresolvedOf(use) }
        : {
            ...pull,
            image: plain(named.name),
            canonical: named.canonical,
            written: plain(named.name),
            confidence: confidenceOf(use, variables),
          },
    ];
  });
}

function unresolvedOf({ named }: Use): { unresolved?: Unresolved } {
  return named.unresolved === undefined ? {} : { unresolved: named.unresolved };
}

function confidenceOf({ named }: Use, variables: Variables): "exact" | "default" {
  return isOpen(named.used, variables) ? "default" : "exact";
}

/** The frontend image, which the builder pulls before it reads anything else. */
function syntaxPull(
  source: string,
  { buildArgs }: ScanOptions["dockerfile"],
  scenario: Scenario | null,
  at: Places,
): Pull[] {
  const written = findSyntax(source);
  if (written === undefined) return [];
  const given = buildArgs["BUILDKIT_SYNTAX"]?.trim().split(" ")[0];
  const image = given || written.value;
  // The name of the frontend that is built in.
  if (image === "dockerfile.v0") return [];
  const canonical = canonicalOf(image);
  const read = parseImageName(image);
  const unresolved: Unresolved | undefined =
    "error" in read ? { reason: "invalid-name", detail: read.error } : undefined;
  const pull = {
    written: image,
    source: "dockerfile",
    engine: "buildkit",
    scenario,
    reachable: true,
    platform: null,
    references: [at.reference(written, "syntax", {}, unresolved)],
  } as const;
  if (canonical !== undefined) return [{ ...pull, image, canonical, confidence: "exact" }];
  return [{ ...pull, image: null, confidence: "unresolved", ...(unresolved === undefined ? {} : { unresolved }) }];
}

/** In file order, each said once. A template is one problem: whatever else is odd in it is none of the builder's. */
function problemsOf(
  instructions: readonly Instruction[],
  build: Build,
  faults: readonly Fault[],
  at: Places,
): Problem[] {
  const template =
    instructions.find((instruction) => isTemplateLine(instruction.whole.value))?.start ??
    build.uses.find((use) => use.named.unresolved?.reason === "template")?.instruction.start;
  if (template !== undefined) {
    return [at.problem(template, "dialect", "this is a template: another tool makes the Dockerfile from it")];
  }
  const seen = new Set<string>();
  const told = faults
    .toSorted((a, b) => a.offset - b.offset)
    .filter(({ offset, message }) => seen.size < seen.add(`${offset} ${message}`).size)
    .map(({ offset, message }) => at.problem(offset, "syntax", message));
  const [next] = told.slice(MOST_PROBLEMS);
  if (next === undefined) return told;
  const rest = `${told.length - MOST_PROBLEMS} more problems follow: is this a Dockerfile?`;
  return [...told.slice(0, MOST_PROBLEMS), { ...next, message: rest }];
}
