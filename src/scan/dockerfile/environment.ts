/** The variables inside a stage: its own ARG and ENV, and those of the stages below it. */
import { short } from "../../text/quote.ts";
import { expandWord } from "./expand.ts";
import { type Fragments, plain, WORD } from "./fragments.ts";
import type { Instruction } from "./instructions.ts";
import type { Scope } from "./lexer.ts";
import type { Work } from "./work.ts";
import type { Text } from "./text.ts";
import { argumentsOf, type Variables } from "./variables.ts";
import { splitQuoted } from "./words.ts";

/** Stages that are asked for a variable, one below the other. */
const DEEPEST = 64;

/** What all stages of a build share. */
export interface BuildInputs {
  readonly escape: string;
  readonly globals: Variables;
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** Expands the words of one stage as far as the file can tell: what the image below all of it sets is not known here. */
export class Environment implements Scope {
  /** A working directory other than that of the base image is set. */
  hasDirectory: boolean;

  readonly #values = new Map<string, Fragments>();
  readonly #around: BuildInputs;
  readonly #below: Environment | undefined;
  /** Nothing is set beyond what the file sets. */
  readonly #isClosed: boolean;
  #isCertain = true;

  /** `below`: the stage that it is based on; `fromScratch`: it is based on nothing. */
  constructor(around: BuildInputs, below: Environment | undefined, fromScratch: boolean) {
    this.#around = around;
    this.#below = below;
    this.#isClosed = fromScratch;
    this.hasDirectory = below?.hasDirectory ?? false;
  }

  get work(): Work {
    return this.#around.globals.work;
  }

  lookup(name: string): Fragments | undefined {
    const value = this.#find(name, 0);
    if (value === undefined) this.#isCertain = false;
    return value ?? undefined;
  }

  /** Null where nobody sets it, undefined where the base image may. */
  #find(name: string, depth: number): Fragments | null | undefined {
    const value = this.#values.get(name);
    if (value !== undefined) return value;
    if (this.#isClosed && name !== "PATH") return null;
    const below = this.#below;
    return below === undefined || depth === DEEPEST ? undefined : below.#find(name, depth + 1);
  }

  /** The value of a word; undefined where it depends on what the base image sets. */
  expand(word: string): { readonly value: string | undefined } | { readonly error: string } {
    this.#isCertain = true;
    const result = expandWord(word, this.#around.escape, this);
    if ("error" in result) return { error: `${short(word)}: ${result.error}` };
    return { value: this.#isCertain ? plain(result.fragments) : undefined };
  }

  /** The fault of a word: that of its expansion, or what `judge` says of its value where that is known. */
  check(word: string, judge: (value: string) => string | undefined = () => undefined): string | undefined {
    const expanded = this.expand(word);
    if ("error" in expanded) return expanded.error;
    return expanded.value === undefined ? undefined : judge(expanded.value);
  }

  /** `ARG`, one name after the other. */
  declare(instruction: Instruction): string | undefined {
    const { escape, globals, buildArgs } = this.#around;
    for (const { name, value } of argumentsOf(instruction, escape)) {
      const given = Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
      if (given !== undefined) {
        this.#set(name, given);
      } else if (value !== undefined) {
        const expanded = this.expand(value.value);
        if ("error" in expanded) return expanded.error;
        this.#set(name, expanded.value);
      } else {
        const global = globals.get(name)?.value;
        if (global !== undefined) this.#values.set(name, global);
      }
    }
    return undefined;
  }

  /** `ENV` and `LABEL`. All of their words are expanded before the first value is set. */
  assign({ keyword, rest }: Instruction): string | undefined {
    const words = splitQuoted(rest, this.#around.escape);
    const isOldForm = words[0]?.value.includes("=") === false;
    const pairs = isOldForm ? [oldPair(rest)] : words.map((word) => pair(word.value));
    const values: (readonly [name: string, value: string | undefined])[] = [];
    for (const [name, value = ""] of pairs) {
      const key = this.expand(name);
      if ("error" in key) return key.error;
      const expanded = this.expand(value);
      if ("error" in expanded) return expanded.error;
      values.push([key.value ?? name, expanded.value]);
    }
    if (keyword === "ENV") for (const [name, value] of values) this.#set(name, value);
    return undefined;
  }

  #set(name: string, value: string | undefined): void {
    if (value === undefined) this.#values.delete(name);
    else this.#values.set(name, value === "" ? [] : [{ text: value, origin: WORD }]);
  }
}

export function pair(word: string): readonly [name: string, value: string | undefined] {
  const equals = word.indexOf("=");
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** `ENV NAME VALUE`: all behind the first blank is the value. */
function oldPair(rest: Text): readonly [name: string, value: string] {
  const [, name = "", value = ""] = /^([^\t\v\f\r ]+)[\t\v\f\r ]+([^]*)$/.exec(rest.value) ?? [];
  return [name, value];
}
