/** What FROM can see: the arguments that the builder sets, and each ARG before the first FROM. */
import { formatPlatform } from "../../image/platform.ts";
import type { Platform, Reference, Unresolved } from "../../model.ts";
import { short } from "../../text/quote.ts";
import { type Expansion, expandWord } from "./expand.ts";
import { type Fragments, type Origin, rename } from "./fragments.ts";
import type { Fault } from "./fault.ts";
import type { Instruction } from "./instructions.ts";
import type { Range } from "../../text/lines.ts";
import { rangeOf, slice, type Text } from "./text.ts";
import { splitQuoted } from "./words.ts";
import type { Work } from "./work.ts";

/** A value of which only a run can know what it is, where a build is defined with it. */
export interface Unknown {
  readonly unresolved: Unresolved;
  readonly reference: Reference;
}

export interface Variable {
  /** Undefined: declared, without a value that is known. */
  readonly value: Fragments | undefined;
  readonly unknown?: Unknown;
  /** Why its default has no value. */
  readonly error?: string;
  /** Another build could give it another value: the default of an ARG, or a matter of the platform. */
  readonly isOpen: boolean;
  /** Names that its own default looked at. */
  readonly dependsOn: readonly string[];
}

/** The arguments that a build is given, by their names. */
export type GivenArguments = ReadonlyMap<string, Variable>;

/** By their names, and what work is left for them. */
export class Variables extends Map<string, Variable> {
  readonly work: Work;

  constructor(work: Work, entries: Iterable<readonly [string, Variable]> = []) {
    super(entries);
    this.work = work;
  }
}

const SIDES = ["BUILD", "TARGET"] as const;
const PARTS = ["PLATFORM", "OS", "OSVERSION", "ARCH", "VARIANT"] as const;

/** Arguments that the builder sets without any ARG. */
export const PREDEFINED: ReadonlySet<string> = new Set([
  ...SIDES.flatMap((side) => PARTS.map((part) => side + part)),
  "TARGETSTAGE",
]);

/** The machine that builds, and what is built for it, as far as nobody says. */
const COMMON: Platform = { os: "linux", architecture: "amd64" };

/** A platform as the builder hands it on; one that the build is not given is another on another machine. */
function platformVariables(side: (typeof SIDES)[number], given: Platform | undefined): [string, Variable][] {
  const platform = given ?? COMMON;
  const texts = {
    PLATFORM: formatPlatform(platform),
    OS: platform.os,
    OSVERSION: "",
    ARCH: platform.architecture,
    VARIANT: platform.variant ?? "",
  };
  return PARTS.map((part) => {
    const name = side + part;
    const origin: Origin = { kind: given === undefined ? "platform" : "given", name };
    return [name, { value: fragment(texts[part], origin), isOpen: given === undefined, dependsOn: [] }];
  });
}

export interface Expanded {
  readonly result: Expansion;
  /** What it depends on: then the result says nothing. */
  readonly unknown: Unknown | undefined;
  /** Names that were looked up, in order. */
  readonly used: ReadonlySet<string>;
}

/** The stage that is built, as TARGETSTAGE says it. */
export function targetVariable(target: string | Unknown): Variable {
  const about = { isOpen: true, dependsOn: [] };
  if (typeof target !== "string") return { value: undefined, unknown: target, ...about };
  return { value: fragment(target, { kind: "platform", name: "TARGETSTAGE" }), ...about };
}

/** Evaluates the global arguments in order, as `buildMetaArgs` does. `stage` is TARGETSTAGE. */
export function globalVariables(
  instructions: readonly Instruction[],
  escape: string,
  { args, platform }: { readonly args: GivenArguments; readonly platform?: Platform | undefined },
  stage: Variable,
  { work, faults }: { readonly work: Work; readonly faults: Fault[] },
): Variables {
  const variables = new Variables(work, [
    ...platformVariables("BUILD", undefined),
    ...platformVariables("TARGET", platform),
    ["TARGETSTAGE", stage],
  ]);
  for (const name of variables.keys()) variables.set(name, args.get(name) ?? variables.get(name)!);
  return withArguments(variables, instructions, escape, args, faults);
}

/** The variables after some `ARG`. */
export function withArguments(
  before: Variables,
  instructions: readonly Instruction[],
  escape: string,
  args: GivenArguments,
  faults: Fault[],
): Variables {
  const variables = new Variables(before.work, before);
  for (const instruction of instructions) {
    for (const { name, value } of argumentsOf(instruction, escape)) {
      const known = args.get(name);
      if (known !== undefined) {
        variables.set(name, known);
      } else if (value !== undefined) {
        const { result, used, unknown } = expand(value.value, escape, variables);
        const about = { isOpen: true, dependsOn: [...used] };
        if (unknown !== undefined) variables.set(name, { value: undefined, unknown, ...about });
        else if ("error" in result) {
          const message = `ARG ${short(name)}: ${result.error}`;
          faults.push({ offset: instruction.start, message });
          variables.set(name, { value: undefined, error: message, ...about });
        } else {
          const own: Origin = { kind: "default", name, value };
          variables.set(name, { value: rename(result.fragments, own), ...about });
        }
      } else if (!variables.has(name)) {
        variables.set(name, { value: undefined, isOpen: true, dependsOn: [] });
      }
    }
  }
  return variables;
}

/** The names of one `ARG`, each with its default as written. */
export function argumentsOf(instruction: Instruction, escape: string): { name: string; value: Text | undefined }[] {
  return splitQuoted(instruction.rest, escape).map((word) => {
    const equals = word.value.indexOf("=");
    if (equals < 0) return { name: word.value, value: undefined };
    return { name: word.value.slice(0, equals), value: slice(word, equals + 1) };
  });
}

/** Expands a word with the global arguments. */
export function expand(word: string, escape: string, variables: Variables): Expanded {
  const used = new Set<string>();
  let unknown: Unknown | undefined;
  const lookup = (name: string): Fragments | undefined => {
    used.add(name);
    const variable = variables.get(name);
    unknown ??= variable?.unknown;
    return variable?.value;
  };
  const result = expandWord(word, escape, { lookup, work: variables.work });
  return { result, used, unknown };
}

/** Whether another build, of the same file, could give another result. */
export function isOpen(used: ReadonlySet<string>, variables: Variables): boolean {
  return [...used].some((name) => variables.get(name)?.isOpen === true);
}

/** As many variables as are looked at for the one that is missing. */
const MOST_ASKED = 100;

/** Which of the variables, or of those in their defaults, has no value, and where to give it one; undefined: all have. */
export function missing(used: ReadonlySet<string>, variables: Variables): string | undefined {
  const asked = new Set(used);
  for (const name of asked) {
    const variable = variables.get(name);
    const shown = short(name);
    if (variable === undefined) return `${shown} has no value here: declare ARG ${shown}=… before the first FROM`;
    if (variable.error !== undefined) return variable.error;
    if (variable.value === undefined)
      return `ARG ${shown} has no default: write one, or build with --build-arg ${shown}=…`;
    if (variable.dependsOn.length === 0 && variable.value.length === 0 && variable.isOpen) {
      return `${shown} is empty: write a default, or build with --build-arg ${shown}=…`;
    }
    if (asked.size < MOST_ASKED) for (const other of variable.dependsOn) asked.add(other);
  }
  return undefined;
}

/** The default without the quotes around it, as a person would edit it. */
export function editableRange(value: Text): Range {
  const quote = value.value.charAt(0);
  const isQuoted = (quote === '"' || quote === "'") && value.value.indexOf(quote, 1) === value.value.length - 1;
  return rangeOf(isQuoted ? slice(value, 1, value.value.length - 1) : value);
}

export function fragment(text: string, origin: Origin): Fragments {
  return text === "" ? [] : [{ text, origin }];
}
