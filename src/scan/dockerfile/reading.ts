/** Everything that one Dockerfile says: its instructions and stages, and for each build what they mean and what stops it. */
import { short } from "../../text/quote.ts";
import { formatPlatform } from "../../image/platform.ts";
import { type Build, resolveBuild } from "./build.ts";
import { checkInstruction } from "./check.ts";
import { readCheckOptions } from "./directives.ts";
import { epochFault } from "./epoch.ts";
import type { Fault } from "./fault.ts";
import type { Given } from "./given.ts";
import { type Instruction, parseInstructions } from "./instructions.ts";
import { lintFaults } from "./lint.ts";
import { askedPlatform } from "./platform.ts";
import { readStages, type Stage } from "./stages.ts";
import { stepFaults } from "./steps.ts";
import { argumentsOf, globalVariables, PREDEFINED, targetVariable, type Variables } from "./variables.ts";
import { Work } from "./work.ts";

/** The file as it stands, whatever its builds are given. */
export interface Dockerfile {
  /** Its text, without a byte-order mark. */
  readonly source: string;
  readonly instructions: readonly Instruction[];
  readonly escape: string;
  readonly stages: readonly Stage[];
  /** The arguments before the first FROM. */
  readonly globals: readonly Instruction[];
  /** Names of arguments that can make a difference. */
  readonly argumentNames: ReadonlySet<string>;
  /** What is left for all of its builds. */
  readonly work: Work;
  /** Not in order. */
  readonly faults: readonly Fault[];
}

/** What one build of it makes of the file. */
export interface Reading {
  readonly given: Given;
  /** What each stage asks for, normalised; null where that is a matter of the builder. */
  readonly platforms: readonly (string | null)[];
  readonly variables: Variables;
  readonly build: Build;
  /** Those of this build, not in order. */
  readonly faults: readonly Fault[];
}

/** Arguments that need no ARG to count. */
const UNDECLARED = ["BUILDKIT_SYNTAX", "SOURCE_DATE_EPOCH"];

const isArgument = ({ keyword }: Instruction): boolean => keyword === "ARG";

export function readDockerfile(source: string): Dockerfile {
  const { instructions, escape, faults: syntaxFaults } = parseInstructions(source);
  const stages = readStages(instructions);
  const firstFrom = stages[0]?.from.start ?? Infinity;
  const head = instructions.filter(({ start }) => start < firstFrom);
  const declared = instructions.filter(isArgument).flatMap((each) => argumentsOf(each, escape));

  const faults = [...syntaxFaults, ...headFaults(head, stages)];
  for (const instruction of instructions) {
    const message = checkInstruction(instruction, escape);
    if (message !== undefined) faults.push({ offset: instruction.start, message });
  }
  const { fault } = readCheckOptions(source);
  if (fault !== undefined) faults.push(fault);
  return {
    source,
    instructions,
    escape,
    stages,
    globals: head.filter(isArgument),
    argumentNames: new Set([...PREDEFINED, ...UNDECLARED, ...declared.map(({ name }) => name)]),
    work: new Work(),
    faults,
  };
}

export function readBuild(dockerfile: Dockerfile, given: Given): Reading {
  const { source, instructions, escape, stages, globals, work } = dockerfile;
  const faults: Fault[] = [];
  const stage = targetVariable(given.target ?? (stages.at(-1)?.name || "default"));
  const variables = globalVariables(globals, escape, given, stage, { work, faults });
  const ofBuild = given.platform === undefined ? null : formatPlatform(given.platform);
  const platforms = stages.map(({ from }) => {
    const { platform, fault } = askedPlatform(from, escape, variables, ofBuild);
    if (fault !== undefined) faults.push({ offset: from.start, message: fault });
    return platform;
  });
  const epoch = epochFault(stages, globals, escape, variables, given);
  if (epoch !== undefined) faults.push(epoch);

  const build = resolveBuild(stages, escape, variables, given);
  const later = stepFaults(build, source, { escape, globals: variables, args: given.args });
  const lint = lintFaults(source, instructions, stages, build, escape, variables);
  return { given, platforms, variables, build, faults: [...faults, ...build.faults, ...later, ...lint] };
}

/** What may not stand before the first FROM, and that there has to be one. */
function headFaults(head: readonly Instruction[], stages: readonly Stage[]): readonly Fault[] {
  const last = head.at(-1);
  if (stages.length === 0 && last !== undefined) return [{ offset: last.start, message: "the file has no FROM" }];
  return head
    .filter(({ keyword }) => keyword !== "ARG")
    .map(({ keyword, start }) => ({ offset: start, message: `${short(keyword)} stands before the first FROM` }));
}
