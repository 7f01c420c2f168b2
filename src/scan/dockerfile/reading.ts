/** Everything that one Dockerfile says, worked out once: instructions, variables, stages, and what stops the build. */
import { short } from "../../text/quote.ts";
import type { ScanOptions } from "../../model.ts";
import { type Build, resolveBuild } from "./build.ts";
import { checkInstruction } from "./check.ts";
import { readCheckOptions } from "./directives.ts";
import { epochFault } from "./epoch.ts";
import type { Fault } from "./fault.ts";
import { type Instruction, parseInstructions } from "./instructions.ts";
import { lintFaults } from "./lint.ts";
import { askedPlatform } from "./platform.ts";
import { readStages, type Stage } from "./stages.ts";
import { stepFaults } from "./steps.ts";
import { globalVariables, type Variables } from "./variables.ts";

export interface Reading {
  /** The text of the file, without a byte-order mark. */
  readonly source: string;
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
  /** What each stage asks for, normalised; null where that is a matter of the build. */
  readonly platforms: readonly (string | null)[];
  readonly variables: Variables;
  readonly build: Build;
  /** Not in order. */
  readonly faults: readonly Fault[];
}

export function readDockerfile(source: string, { buildArgs, target }: ScanOptions["dockerfile"]): Reading {
  const { instructions, escape, faults: syntaxFaults } = parseInstructions(source);
  const stages = readStages(instructions);
  const firstFrom = stages[0]?.from.start ?? Infinity;
  const head = instructions.filter(({ start }) => start < firstFrom);
  const globals = head.filter(({ keyword }) => keyword === "ARG");

  const faults = [...headFaults(head, stages)];
  const note = (offset: number, message: string | undefined): void => {
    if (message !== undefined) faults.push({ offset, message });
  };
  for (const instruction of instructions) note(instruction.start, checkInstruction(instruction, escape));

  const targetStage = target ?? (stages.at(-1)?.name || "default");
  const variables = globalVariables(globals, escape, buildArgs, targetStage, faults);
  const platforms = stages.map(({ from }) => {
    const { platform, fault } = askedPlatform(from, escape, variables);
    note(from.start, fault);
    return platform;
  });
  for (const fault of [readCheckOptions(source).fault, epochFault(stages, globals, escape, variables, buildArgs)]) {
    if (fault !== undefined) faults.push(fault);
  }

  const build = resolveBuild(stages, escape, variables, target);
  const later = stepFaults(build, source, { escape, globals: variables, buildArgs });
  const lint = lintFaults(source, instructions, stages, build, escape, variables);
  const all = [...syntaxFaults, ...faults, ...build.faults, ...later, ...lint];
  return { source, instructions, stages, platforms, variables, build, faults: all };
}

/** What may not stand before the first FROM, and that there has to be one. */
function headFaults(head: readonly Instruction[], stages: readonly Stage[]): readonly Fault[] {
  const last = head.at(-1);
  if (stages.length === 0 && last !== undefined) return [{ offset: last.start, message: "the file has no FROM" }];
  return head
    .filter(({ keyword }) => keyword !== "ARG")
    .map(({ keyword, start }) => ({ offset: start, message: `${short(keyword)} stands before the first FROM` }));
}
