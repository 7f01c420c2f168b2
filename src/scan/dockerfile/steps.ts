/**
 * What stops a build when it comes to the steps of its stages (dockerfile2llb: dispatch). Only stages that the target
 * needs are built, so only they are looked at. What depends on the environment of a base image cannot be known here.
 */
import type { Build, Step } from "./build.ts";
import { copyWords, readFlag } from "./check.ts";
import { expandWord, expansionError } from "./expand.ts";
import type { Lookup } from "./lexer.ts";
import { type Fragments, plain, WORD } from "./fragments.ts";
import { readHeredoc } from "./heredoc.ts";
import type { Fault } from "./fault.ts";
import type { Instruction } from "./instructions.ts";
import { type MountField, mountFault } from "./mount.ts";
import type { Node } from "./stages.ts";
import type { Text } from "./text.ts";
import { argumentsOf, type Variables } from "./variables.ts";
import { splitBlanks, splitFields, splitQuoted } from "./words.ts";

/** `source` is the text of the file, for the bodies of here-documents. */
export function stepFaults(
  build: Build,
  source: string,
  escape: string,
  globals: Variables,
  buildArgs: Readonly<Record<string, string>>,
): readonly Fault[] {
  const faults: Fault[] = [];
  const stages = new Map<Node, StageWords>();
  for (const { node, steps } of build.reached) {
    const base = node.base === undefined ? undefined : stages.get(node.base);
    const words = new StageWords(escape, globals, buildArgs, base);
    stages.set(node, words);
    for (const step of steps) {
      const message = stepFault(step, node, words, source);
      if (message !== undefined) faults.push({ offset: step.instruction.start, message });
    }
  }
  return faults;
}

function stepFault(step: Step, node: Node, words: StageWords, source: string): string | undefined {
  const { instruction } = step;
  switch (instruction.keyword) {
    case "ARG":
      return words.declare(instruction);
    case "ENV":
    case "LABEL":
      return words.assign(instruction);
    case "COPY":
    case "ADD":
      return laterStage(step, node) ?? copyFault(instruction, words, source);
    case "RUN":
      return runFault(step, node, words);
    case "EXPOSE":
      return exposeFault(instruction, words);
    case "STOPSIGNAL":
      return words.check(instruction.rest.value, (signal) => (isSignal(signal) ? undefined : `${signal} is no signal`));
    case "WORKDIR":
      words.hasDirectory = true;
      return words.check(instruction.rest.value, () => undefined);
    case "USER":
      return words.check(instruction.rest.value, () => undefined);
    case "VOLUME":
      return first(copyWords(instruction), (word) => words.check(word, () => undefined));
    default:
      return undefined;
  }
}

/** Expands the words of one stage. Its ARG and ENV are known; what the base sets is not. */
class StageWords {
  /** A working directory other than that of the base image is set. */
  hasDirectory: boolean;
  readonly #values = new Map<string, Fragments>();
  readonly #escape: string;
  readonly #globals: Variables;
  readonly #buildArgs: Readonly<Record<string, string>>;
  readonly #hasBaseStage: boolean;
  #isCertain = true;

  constructor(
    escape: string,
    globals: Variables,
    buildArgs: Readonly<Record<string, string>>,
    base: StageWords | undefined,
  ) {
    this.#escape = escape;
    this.#globals = globals;
    this.#buildArgs = buildArgs;
    this.#hasBaseStage = base !== undefined;
    this.hasDirectory = base?.hasDirectory ?? false;
  }

  readonly lookup: Lookup = (name) => {
    const value = this.#values.get(name);
    if (value === undefined) this.#isCertain = false;
    return value;
  };

  /** The value of a word; undefined where it depends on what the base sets. */
  expand(word: string): { readonly value: string | undefined } | { readonly error: string } {
    this.#isCertain = true;
    const result = expandWord(word, this.#escape, this.lookup);
    if (!("error" in result)) return { value: this.#isCertain ? plain(result.fragments) : undefined };
    // `${X:?}` fails if nobody sets X: a base stage may, and a base image can.
    return !this.#isCertain && this.#hasBaseStage ? { value: undefined } : result;
  }

  /** The fault of a word: that of its expansion, or what `judge` says of its value where that is known. */
  check(word: string, judge: (value: string) => string | undefined): string | undefined {
    const expanded = this.expand(word);
    if ("error" in expanded) return `${word.slice(0, 80)}: ${expanded.error}`;
    return expanded.value === undefined ? undefined : judge(expanded.value);
  }

  declare(instruction: Instruction): string | undefined {
    return first(argumentsOf(instruction, this.#escape), ({ name, value }) => {
      const given = Object.hasOwn(this.#buildArgs, name) ? this.#buildArgs[name] : undefined;
      if (given !== undefined) this.#set(name, given);
      else if (value !== undefined) return this.#assign(name, value.value);
      else {
        const global = this.#globals.get(name)?.value;
        if (global !== undefined) this.#values.set(name, global);
      }
      return undefined;
    });
  }

  assign({ keyword, rest }: Instruction): string | undefined {
    const words = splitQuoted(rest, this.#escape);
    const pairs = words[0]?.value.includes("=") === false ? oldPair(rest) : words.map((word) => pair(word.value));
    return first(pairs, ([name, value = ""]) => {
      const expanded = this.expand(name);
      if ("error" in expanded) return `${name}: ${expanded.error}`;
      return keyword === "LABEL" ? this.check(value, () => undefined) : this.#assign(expanded.value ?? name, value);
    });
  }

  #assign(name: string, word: string): string | undefined {
    const expanded = this.expand(word);
    if ("error" in expanded) return `${word.slice(0, 80)}: ${expanded.error}`;
    if (expanded.value === undefined) this.#values.delete(name);
    else this.#set(name, expanded.value);
    return undefined;
  }

  #set(name: string, value: string): void {
    this.#values.set(name, value === "" ? [] : [{ text: value, origin: WORD }]);
  }
}

function pair(word: string): readonly [name: string, value: string | undefined] {
  const equals = word.indexOf("=");
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** `ENV NAME VALUE`: all behind the first blank is the value. */
function oldPair(rest: Text): readonly (readonly [name: string, value: string])[] {
  const found = /^([^\t\v\f\r ]+)[\t\v\f\r ]+([^]*)$/.exec(rest.value);
  return found === null ? [] : [[found[1] ?? "", found[2] ?? ""]];
}

/** A stage can only be copied or mounted from below it. */
function laterStage({ instruction, sources }: Step, node: Node): string | undefined {
  const own = node.stage?.index ?? 0;
  return first(sources, ({ source, meaning }) => {
    const stage = meaning.node?.stage;
    const isUsed = source.name.value !== "" || source.type === "cache";
    if (stage === undefined || stage.index <= own || !isUsed) return undefined;
    const name = stage.name ?? `number ${stage.index}`;
    return `${instruction.keyword} needs the stage ${name}, which comes later: move it above this one`;
  });
}

const MODE = /^[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*$/;

/** Whether ADD fetches a source from elsewhere. */
export function isRemote(source: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@/.test(source);
}

function copyFault(instruction: Instruction, words: StageWords, source: string): string | undefined {
  const { keyword, flags, heredocs } = instruction;
  const paths = copyWords(instruction);
  const values: (string | undefined)[] = [];
  for (const path of paths.slice(0, -1)) {
    if (readHeredoc(path) !== undefined) continue;
    const expanded = words.expand(path);
    if ("error" in expanded) return `${path.slice(0, 80)}: ${expanded.error}`;
    if (keyword === "COPY" && expanded.value !== undefined && isRemote(expanded.value))
      return "COPY takes no URL: write ADD";
    values.push(expanded.value);
  }
  const isLocal = !values.includes(undefined) && !(values.length === 1 && isRemote(values[0] ?? ""));
  return (
    words.check(paths.at(-1) ?? "", () => undefined) ??
    first(flags.map(readFlag), ({ name, value }) => {
      if (value === undefined || (name !== "chmod" && name !== "chown" && name !== "checksum")) return undefined;
      return words.check(value.value, (text) => {
        if (text === "" || name === "chown") return undefined;
        if (name === "checksum") return isLocal ? "--checksum is for one source behind a URL" : undefined;
        return /^0*[0-7]{1,4}$/.test(text) || MODE.test(text) ? undefined : `${text.slice(0, 80)} is no mode of files`;
      });
    }) ??
    first(heredocs, ({ heredoc, start, end }) => {
      const fault = heredoc.isQuoted ? undefined : expansionError(source.slice(start, end), words.lookup);
      return fault === undefined ? undefined : `in the here-document ${JSON.stringify(heredoc.name)}: ${fault}`;
    })
  );
}

function runFault(step: Step, node: Node, words: StageWords): string | undefined {
  return (
    first(step.instruction.flags.map(readFlag), ({ name, value }) => {
      if (name !== "mount" || value === undefined) return undefined;
      const fields: MountField[] = [];
      for (const field of splitFields(value) ?? []) {
        const [key, text] = pair(field.value);
        const expanded = text === undefined ? { value: undefined } : words.expand(text);
        if ("error" in expanded) return `${field.value.slice(0, 80)}: ${expanded.error}`;
        fields.push({
          key: key.toLowerCase(),
          value: expanded.value,
          isKnown: text === undefined || expanded.value !== undefined,
        });
      }
      return mountFault(fields, words.hasDirectory);
    }) ?? laterStage(step, node)
  );
}

function exposeFault(instruction: Instruction, words: StageWords): string | undefined {
  return first(splitBlanks(instruction.rest), (port) =>
    words.check(port.value, (value) =>
      first(value.split(/\s+/), (word) => (isPort(word) ? undefined : `${word} is no port`)),
    ),
  );
}

/** `[[IP:]HOST:]PORT[-PORT][/tcp|udp|sctp]` */
function isPort(word: string): boolean {
  if (word === "") return true;
  const [ports = "", protocol = "", ...more] = (word.split(":").at(-1) ?? "").split("/");
  if (more.length > 0 || !/^(?:|tcp|udp|sctp)$/i.test(protocol)) return false;
  const range = ports.split("-").map((port) => (/^\+?\d{1,9}$/.test(port) ? Number(port) : Number.NaN));
  const [start = Number.NaN, end = start] = range;
  return range.length <= 2 && start <= 65_535 && end <= 65_535 && start <= end;
}

const SIGNALS: ReadonlySet<string> = new Set(
  (
    "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP " +
    "TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX"
  ).split(" "),
);

function isSignal(text: string): boolean {
  if (/^\d+$/.test(text)) return Number(text) > 0;
  const name = text.toUpperCase().replace(/^SIG/, "");
  const real = /^RT(?:MIN\+(\d+)|MAX-(\d+))$/.exec(name);
  return SIGNALS.has(name) || (real !== null && Number(real[1] ?? real[2]) <= 15);
}

/** What `judge` says of the first item that it has something to say of. */
function first<Item>(items: Iterable<Item>, judge: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const said = judge(item);
    if (said !== undefined) return said;
  }
  return undefined;
}
