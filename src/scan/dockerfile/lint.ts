/**
 * The checks of BuildKit that tell by the text alone, for files that make them errors (`# check=error=true`). The others,
 * which need the images or the context, and a `# check=` above a single instruction are left to BuildKit.
 */
import { parsePlatform } from "../../image/platform.ts";
import { quote } from "../../text/quote.ts";
import type { Build } from "./build.ts";
import { readFlag } from "./check.ts";
import { readCheckOptions } from "./directives.ts";
import { pair } from "./environment.ts";
import type { Fault } from "./fault.ts";
import { plain } from "./fragments.ts";
import type { Instruction } from "./instructions.ts";
import type { Node, Stage } from "./stages.ts";
import { EMPTY } from "./text.ts";
import { expand, type Variables } from "./variables.ts";
import { splitBlanks, splitQuoted } from "./words.ts";

interface Warning extends Fault {
  readonly rule: string;
}

/** Warnings that fail the build; none where the file does not ask for that. */
export function lintFaults(
  source: string,
  instructions: readonly Instruction[],
  stages: readonly Stage[],
  build: Build,
  escape: string,
  variables: Variables,
): readonly Fault[] {
  const options = readCheckOptions(source);
  if (!options.failsOnWarning || options.skips.has("all")) return [];
  const warnings = [
    ...casing(stages),
    ...stageNames(stages),
    ...stages.flatMap((stage) => fromWarnings(stage, escape, variables)),
    ...instructions
      .filter(({ hasGap }) => hasGap)
      .map(warn("NoEmptyContinuation", "an empty line is in the instruction")),
    ...stepWarnings(build.reached, escape),
    ...stages.flatMap(({ commands }) =>
      commands.filter(isNamed("MAINTAINER")).map(warn("MaintainerDeprecated", "MAINTAINER is deprecated")),
    ),
  ];
  return warnings
    .filter(({ rule }) => !options.skips.has(rule))
    .map(({ rule, offset, message }) => ({
      offset,
      message: `${message} (${rule}, which "# check=error=true" makes an error)`,
    }));
}

function warn(rule: string, message: string): (instruction: Instruction) => Warning {
  return ({ start }) => ({ rule, message, offset: start });
}

function isNamed(keyword: string): (instruction: Instruction) => boolean {
  return (instruction) => instruction.keyword === keyword;
}

/** The keyword as it is written. */
function written({ whole }: Instruction): string {
  const [{ value } = EMPTY] = splitBlanks(whole);
  return value;
}

const isLower = (word: string): boolean => word === word.toLowerCase();
const isUpper = (word: string): boolean => word === word.toUpperCase();

function casing(stages: readonly Stage[]): readonly Warning[] {
  const all = stages.flatMap(({ from, commands }) => [from, ...commands]);
  const words = all.map(written);
  const mostAreLower = words.filter(isLower).length > words.filter(isUpper).length;
  const odd = all.filter((instruction) => !(mostAreLower ? isLower : isUpper)(written(instruction)));
  const warnings = odd.map(warn("ConsistentInstructionCasing", "the keyword is not in the case of the others"));
  for (const { from } of stages) {
    const [, as = "", name = ""] = splitBlanks(from.rest).map(({ value }) => value);
    const keyword = written(from);
    const isOdd = isLower(keyword) ? !isLower(as) : isUpper(keyword) && !isUpper(as);
    if (isOdd) warnings.push(warn("FromAsCasing", "AS is not in the case of FROM")(from));
    if (!isLower(name)) warnings.push(warn("StageNameCasing", "the name of the stage is not in lower case")(from));
  }
  return warnings;
}

function stageNames(stages: readonly Stage[]): readonly Warning[] {
  const seen = new Set<string>();
  return stages.flatMap(({ name, from }) => {
    if (name === undefined) return [];
    const isKnown = seen.size === seen.add(name).size;
    const warnings = isKnown ? [warn("DuplicateStageName", `there are two stages ${quote(name)}`)(from)] : [];
    const isReserved = name === "scratch" || name === "context";
    return isReserved ? [...warnings, warn("ReservedStageName", `${name} is not a name for a stage`)(from)] : warnings;
  });
}

/** Variables of FROM that nobody declares, and platforms that say too little or too much. */
function fromWarnings({ from, base, name = "" }: Stage, escape: string, variables: Variables): readonly Warning[] {
  const platform = from.flags.map(readFlag).find((flag) => flag.name === "platform")?.value?.value ?? "";
  const asked = expand(platform, escape, variables);
  const used = [...expand(base.value, escape, variables).used, ...asked.used];
  const unknown = used.find((variable) => !variables.has(variable));
  const warnings =
    unknown === undefined ? [] : [warn("UndefinedArgInFrom", `there is no ARG ${quote(unknown)} before FROM`)(from)];
  if (platform === "" || "error" in asked.result) return warnings;
  const value = plain(asked.result.fragments);
  const [only, ...more] = asked.used;
  if (only === undefined) {
    const parsed = parsePlatform(value);
    const isNamed =
      "platform" in parsed && (name.includes(parsed.platform.os) || name.includes(parsed.platform.architecture));
    if (!isNamed) warnings.push(warn("FromPlatformFlagConstDisallowed", "the platform of FROM is a constant")(from));
  } else if (only === "TARGETPLATFORM" && more.length === 0) {
    const whole = variables.get(only)?.value;
    if (whole !== undefined && plain(whole) === value)
      warnings.push(warn("RedundantTargetPlatform", "$TARGETPLATFORM is the platform of FROM anyway")(from));
  }
  return warnings;
}

const SECRET = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const NO_SECRET = /(?:_|^)(?:public|file|version)(?:_|$)/i;

function stepWarnings(reached: Build["reached"], escape: string): readonly Warning[] {
  /** Stages with a shell of their own, or of the stage below. */
  const withShell = new Set<Node>();
  return reached.flatMap(({ node, steps }) => {
    const instructions = steps.map(({ instruction }) => instruction);
    const isInherited = node.base !== undefined && withShell.has(node.base);
    if (isInherited || instructions.some(isNamed("SHELL"))) withShell.add(node);
    return warningsOf(instructions, escape, isInherited);
  });
}

function warningsOf(instructions: readonly Instruction[], escape: string, isShellSet: boolean): readonly Warning[] {
  const warnings: Warning[] = [];
  const last = new Map<string, Instruction>();
  let hasShell = isShellSet;
  for (const instruction of instructions) {
    const { keyword, json, rest } = instruction;
    if (keyword === "SHELL") hasShell = true;
    if (keyword === "CMD" || keyword === "ENTRYPOINT") {
      if (!hasShell && !Array.isArray(json))
        warnings.push(warn("JSONArgsRecommended", `${keyword} is not a JSON array`)(instruction));
      const before = last.get(keyword);
      if (before !== undefined)
        warnings.push(warn("MultipleInstructionsDisallowed", `only the last ${keyword} counts`)(before));
      last.set(keyword, instruction);
    }
    const names =
      keyword === "ARG" || keyword === "ENV" ? splitQuoted(rest, escape).map(({ value }) => pair(value)[0]) : [];
    if (names.some((name) => SECRET.test(name) && !NO_SECRET.test(name))) {
      warnings.push(warn("SecretsUsedInArgOrEnv", `${keyword} has the name of a secret`)(instruction));
    }
    const isPairs = keyword === "ENV" || keyword === "LABEL";
    if (isPairs && splitQuoted(rest, escape)[0]?.value.includes("=") === false) {
      warnings.push(warn("LegacyKeyValueFormat", `${keyword} is not of the form NAME=VALUE`)(instruction));
    }
  }
  return warnings;
}
