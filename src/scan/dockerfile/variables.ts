/** What FROM can see: the arguments that the builder sets, and each ARG before the first FROM. */
import { short } from "../../text/quote.ts";
import { type Expansion, expandWord } from "./expand.ts";
import { type Fragments, type Origin, rename } from "./fragments.ts";
import type { Fault } from "./fault.ts";
import type { Instruction } from "./instructions.ts";
import type { Range } from "../../text/lines.ts";
import { rangeOf, slice, type Text } from "./text.ts";
import { splitQuoted } from "./words.ts";
import { Work } from "./work.ts";

export interface Variable {
  /** Undefined: declared, without a value. */
  readonly value: Fragments | undefined;
  /** Why its default has no value. */
  readonly error?: string;
  /** Another build could give it another value: the default of an ARG, or a matter of the platform. */
  readonly isOpen: boolean;
  /** Names that its own default looked at. */
  readonly dependsOn: readonly string[];
}

/** By their names, and what work is left for them. */
export class Variables extends Map<string, Variable> {
  readonly work: Work;

  constructor(work: Work, entries: Iterable<readonly [string, Variable]> = []) {
    super(entries);
    this.work = work;
  }
}

/** Arguments that the builder sets without any ARG. Values of a plain build on a common machine. */
const PREDEFINED: readonly (readonly [name: string, value: string])[] = ["BUILD", "TARGET"].flatMap((side) => [
  [`${side}PLATFORM`, "linux/amd64"] as const,
  [`${side}OS`, "linux"] as const,
  [`${side}OSVERSION`, ""] as const,
  [`${side}ARCH`, "amd64"] as const,
  [`${side}VARIANT`, ""] as const,
]);

export interface Expanded {
  readonly result: Expansion;
  /** Names that were looked up, in order. */
  readonly used: ReadonlySet<string>;
}

/** Evaluates the global arguments in order, as `buildMetaArgs` does. `target` is what TARGETSTAGE says. */
export function globalVariables(
  instructions: readonly Instruction[],
  escape: string,
  buildArgs: Readonly<Record<string, string>>,
  target: string,
  faults: Fault[],
): Variables {
  const variables = new Variables(new Work());
  for (const [name, text] of [...PREDEFINED, ["TARGETSTAGE", target] as const]) {
    const value = fragment(text, { kind: "platform", name });
    variables.set(name, given(name, buildArgs) ?? { value, isOpen: true, dependsOn: [] });
  }
  return withArguments(variables, instructions, escape, buildArgs, faults);
}

/** The variables after some `ARG`. */
export function withArguments(
  before: Variables,
  instructions: readonly Instruction[],
  escape: string,
  buildArgs: Readonly<Record<string, string>>,
  faults: Fault[],
): Variables {
  const variables = new Variables(before.work, before);
  for (const instruction of instructions) {
    for (const { name, value } of argumentsOf(instruction, escape)) {
      const known = given(name, buildArgs);
      if (known !== undefined) {
        variables.set(name, known);
      } else if (value !== undefined) {
        const { result, used } = expand(value.value, escape, variables);
        const about = { isOpen: true, dependsOn: [...used] };
        if ("error" in result) {
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

function given(name: string, buildArgs: Readonly<Record<string, string>>): Variable | undefined {
  const text = Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
  return text === undefined
    ? undefined
    : { value: fragment(text, { kind: "given", name }), isOpen: false, dependsOn: [] };
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
  const lookup = (name: string): Fragments | undefined => {
    used.add(name);
    return variables.get(name)?.value;
  };
  const result = expandWord(word, escape, { lookup, work: variables.work });
  return { result, used };
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

function fragment(text: string, origin: Origin): Fragments {
  return text === "" ? [] : [{ text, origin }];
}
