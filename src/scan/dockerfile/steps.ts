/**
 * What stops a build when it comes to the steps of its stages (dockerfile2llb: dispatch). Only stages that the target
 * needs are built, so only they are looked at. What depends on the environment of a base image cannot be known here.
 */
import { quote, short } from "../../text/quote.ts";
import { isDigest } from "../../image/grammar.ts";
import type { Build, Step } from "./build.ts";
import { copyWords, readFlag } from "./check.ts";
import { Environment, pair, type BuildInputs } from "./environment.ts";
import { expansionError } from "./expand.ts";
import type { Fault } from "./fault.ts";
import { type Heredoc, readHeredoc } from "./heredoc.ts";
import type { Instruction } from "./instructions.ts";
import { type MountField, mountFault } from "./mount.ts";
import { isPort } from "./port.ts";
import { isSignal } from "./signal.ts";
import type { Node } from "./stages.ts";
import { splitBlanks, splitFields } from "./words.ts";

/** `source` is the text of the file, for the bodies of here-documents. */
export function stepFaults(build: Build, source: string, around: BuildInputs): readonly Fault[] {
  const faults: Fault[] = [];
  const environments = new Map<Node, Environment>();
  for (const { node, steps } of build.reached) {
    const below = node.base === undefined ? undefined : environments.get(node.base);
    const environment = new Environment(around, below, node.isEmpty);
    environments.set(node, environment);
    for (const step of steps) {
      const message = stepFault(step, node, environment, source);
      if (message !== undefined) faults.push({ offset: step.instruction.start, message });
    }
  }
  return faults;
}

function stepFault(step: Step, node: Node, environment: Environment, source: string): string | undefined {
  const { instruction } = step;
  switch (instruction.keyword) {
    case "ARG":
      return environment.declare(instruction);
    case "ENV":
    case "LABEL":
      return environment.assign(instruction);
    case "COPY":
    case "ADD":
      return laterStage(step, node) ?? copyFault(instruction, environment, source);
    case "RUN":
      return runFault(step, node, environment);
    case "EXPOSE":
      return exposeFault(instruction, environment);
    case "STOPSIGNAL":
      return environment.check(instruction.rest.value, (signal) =>
        isSignal(signal) ? undefined : `${quote(signal)} is not a signal`,
      );
    case "WORKDIR":
      environment.hasDirectory = true;
      return environment.check(instruction.rest.value);
    case "USER":
      return environment.check(instruction.rest.value);
    case "VOLUME":
      return first(copyWords(instruction), (word) =>
        environment.check(word, (path) => (path === "" ? `the path ${short(word)} of VOLUME is empty` : undefined)),
      );
    default:
      return undefined;
  }
}

/** A stage can only be copied or mounted from below it. */
function laterStage({ instruction, sources }: Step, node: Node): string | undefined {
  return first(sources, ({ source, meaning }) => {
    const stage = meaning.node?.isReplaced === true ? undefined : meaning.node?.stage;
    const isUsed = source.name.value !== "" || source.type === "cache";
    if (stage === undefined || stage.index <= node.stage.index || !isUsed) return undefined;
    const name = stage.name ?? `number ${stage.index}`;
    return `${instruction.keyword} needs the stage ${short(name)}, which comes later: move it above this one`;
  });
}

const MODE = /^[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*$/;

/** Whether ADD fetches a source from elsewhere. */
export function isRemote(source: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@/.test(source);
}

function copyFault(instruction: Instruction, environment: Environment, source: string): string | undefined {
  const { keyword, flags, heredocs } = instruction;
  const paths = copyWords(instruction);
  const values: (string | undefined)[] = [];
  for (const path of paths.slice(0, -1)) {
    if (readHeredoc(path) !== undefined) continue;
    const expanded = environment.expand(path);
    if ("error" in expanded) return expanded.error;
    if (keyword === "COPY" && expanded.value !== undefined && isRemote(expanded.value))
      return "COPY takes no URL: write ADD";
    values.push(expanded.value);
  }
  const isLinked = flags.some((flag) => /^--link(?:=true)?$/i.test(flag.value));
  const judges: Readonly<Record<string, (value: string) => string | undefined>> = {
    chmod: (mode) => (isMode(mode) ? undefined : `${quote(mode)} is not a mode of files`),
    chown: (owner) =>
      isLinked && /[^\d:]/.test(owner) ? `--link takes no names in --chown=${quote(owner)}: write numbers` : undefined,
    checksum: (sum) => checksumFault(sum, values),
  };
  return (
    environment.check(paths.at(-1) ?? "") ??
    first(flags.map(readFlag), ({ name, value }) => {
      const judge = Object.hasOwn(judges, name) ? judges[name] : undefined;
      return judge === undefined || value === undefined
        ? undefined
        : environment.check(value.value, (text) => (text === "" ? undefined : judge(text)));
    }) ??
    first(heredocsNamed(paths), (named) => {
      const body = heredocs.findLast(({ heredoc }) => heredoc.name === named.name);
      if (named.isQuoted || body === undefined) return undefined;
      const fault = expansionError(source.slice(body.start, body.end), environment);
      return fault === undefined ? undefined : `in the here-document ${quote(named.name)}: ${fault}`;
    })
  );
}

/** The here-documents among the sources, each once: all but the last path are sources. */
function heredocsNamed(paths: readonly string[]): Iterable<Heredoc> {
  const named = paths.slice(0, -1).flatMap((path) => readHeredoc(path) ?? []);
  return new Map(named.map((heredoc) => [`${heredoc.isQuoted} ${heredoc.name}`, heredoc])).values();
}

function isMode(text: string): boolean {
  return /^0*[0-7]{1,4}$/.test(text) || MODE.test(text);
}

/** What is wrong with `--checksum=` for the sources of an ADD, of which undefined ones are unknown. */
export function checksumFault(sum: string, sources: readonly (string | undefined)[]): string | undefined {
  const [source] = sources;
  if (sources.length !== 1) return "--checksum is for one source";
  if (source === undefined) return undefined;
  if (!isRemote(source) && !source.startsWith("github.com/")) return "--checksum is for a source behind a URL";
  const isFile = /^https?:\/\//.test(source) && !/\.git(?:[#?]|$)/.test(source);
  return isFile && !isDigest(sum) ? `${quote(sum)} is not a checksum: write sha256: and 64 hex digits` : undefined;
}

function runFault(step: Step, node: Node, environment: Environment): string | undefined {
  return (
    first(step.instruction.flags.map(readFlag), ({ name, value }) => {
      if (name !== "mount" || value === undefined) return undefined;
      const fields: MountField[] = [];
      for (const field of splitFields(value) ?? []) {
        const [key, text] = pair(field.value);
        const expanded = text === undefined ? { value: undefined } : environment.expand(text);
        if ("error" in expanded) return expanded.error;
        const isKnown = text === undefined || expanded.value !== undefined;
        fields.push({ key: key.toLowerCase(), value: expanded.value, isKnown });
      }
      return mountFault(fields, environment.hasDirectory);
    }) ?? laterStage(step, node)
  );
}

function exposeFault(instruction: Instruction, environment: Environment): string | undefined {
  return first(splitBlanks(instruction.rest), (port) =>
    environment.check(port.value, (value) =>
      first(value.split(/\s+/), (word) => (word === "" || isPort(word) ? undefined : `${quote(word)} is not a port`)),
    ),
  );
}

/** What `judge` says of the first item that it has something to say of. */
function first<Item>(items: Iterable<Item>, judge: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const said = judge(item);
    if (said !== undefined) return said;
  }
  return undefined;
}
