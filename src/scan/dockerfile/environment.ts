/** The variables inside a stage: its own ARG and ENV, and those of the stages below it. */
import { short } from "../../text/quote.ts";
import { expandWord } from "./expand.ts";
import { type Fragments, plain, WORD } from "./fragments.ts";
import type { Instruction } from "./instructions.ts";
import type { Scope } from "./lexer.ts";
import type { Work } from "./work.ts";
import type { Text } from "./text.ts";
import { argumentsOf, fragment, type GivenArguments, type Variables } from "./variables.ts";
import { splitQuoted } from "./words.ts";

/** Stages that are asked for a variable, one below the other. */
const DEEPEST = 64;

/** What all stages of a build share. */
export interface BuildInputs {
  readonly escape: string;
  readonly globals: Variables;
  readonly args: GivenArguments;
}

/** Expands the words of one stage as far as the file can tell: what the image below all of it sets is not known here. */
export class Environment implements Scope {
  /** A working directory other than that of the base image is set. */
  hasDirectory: boolean;

  /** Undefined: set, to what cannot be known here. */
  readonly #values = new Map<string, Fragments | undefined>();
  readonly #around: BuildInputs;
  readonly #below: Environment | undefined;
  /** Nothing is set beyond what the file sets. */
  readonly #isClosed: boolean;
  #isCertain = true;
  /** It goes by something that is set, to what cannot be known here. */
  #isBlind = false;

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
    if (value === undefined || value === "blind") this.#isCertain = false;
    if (value !== "blind") return value ?? undefined;
    this.#isBlind = true;
    return undefined;
  }

  /** Null where nobody sets it, undefined where the base image may, "blind" where it is set to what cannot be known. */
  #find(name: string, depth: number): Fragments | "blind" | null | undefined {
    if (this.#values.has(name)) return this.#values.get(name) ?? "blind";
    if (this.#isClosed && name !== "PATH") return null;
    const below = this.#below;
    return below === undefined || depth === DEEPEST ? undefined : below.#find(name, depth + 1);
  }

  /** The value of a word; undefined where it depends on what the base image sets. */
  expand(word: string): { readonly value: string | undefined } | { readonly error: string } {
    this.#isCertain = true;
    this.#isBlind = false;
    const result = expandWord(word, this.#around.escape, this);
    if ("error" in result && this.#isBlind) return { value: undefined };
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
    const { escape, globals, args } = this.#around;
    for (const { name, value } of argumentsOf(instruction, escape)) {
      const given = args.get(name);
      if (given !== undefined) {
        this.#values.set(name, given.value);
      } else if (value !== undefined) {
        const expanded = this.expand(value.value);
        if ("error" in expanded) return expanded.error;
        this.#set(name, expanded.value);
      } else {
        const global = globals.get(name);
        if (global?.value !== undefined || global?.unknown !== undefined) this.#values.set(name, global.value);
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
    this.#values.set(name, value === undefined ? undefined : fragment(value, WORD));
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
