/**
 * What makes BuildKit refuse an instruction before it builds anything (frontend/dockerfile/instructions): unknown
 * keywords and flags, missing or superfluous arguments. Whether the stage is built does not matter here.
 */
import { quote, short } from "../../text/quote.ts";
import { BOOLEAN } from "./fault.ts";
import { readHeredoc } from "./heredoc.ts";
import type { Instruction } from "./instructions.ts";
import { slice, type Text } from "./text.ts";
import { jsonStrings, splitBlanks, splitFields, splitQuoted } from "./words.ts";

type FlagKind = "boolean" | "text" | "list";

const FLAGS: Readonly<Record<string, Readonly<Record<string, FlagKind>>>> = {
  ADD: {
    chown: "text",
    chmod: "text",
    link: "boolean",
    "keep-git-dir": "boolean",
    checksum: "text",
    unpack: "boolean",
    exclude: "list",
  },
  COPY: { chown: "text", from: "text", chmod: "text", link: "boolean", exclude: "list", parents: "boolean" },
  FROM: { platform: "text" },
  RUN: { mount: "list", network: "text", security: "text", device: "list" },
  HEALTHCHECK: { interval: "text", timeout: "text", "start-period": "text", "start-interval": "text", retries: "text" },
};

/** Instructions whose flags BuildKit cuts off and forgets, or (HEALTHCHECK) looks at only now and then. */
const FLAGS_IN_CHECK: ReadonlySet<string> = new Set(["ARG", "STOPSIGNAL", "HEALTHCHECK"]);

const STAGE_NAME = /^[a-z][a-z0-9\-_.]*$/;

export interface Flag {
  readonly name: string;
  /** Undefined where no `=` is written. */
  readonly value: Text | undefined;
}

export function readFlag(flag: Text): Flag {
  const equals = flag.value.indexOf("=");
  if (equals < 0) return { name: flag.value.slice(2), value: undefined };
  return { name: flag.value.slice(2, equals), value: slice(flag, equals + 1) };
}

/** Says in one clause why BuildKit refuses the instruction, or undefined. */
export function checkInstruction(instruction: Instruction, escape: string): string | undefined {
  const { keyword } = instruction;
  const check = Object.hasOwn(CHECKS, keyword) ? CHECKS[keyword] : undefined;
  if (check === undefined) return `${quote(keyword)} is not an instruction`;
  return check(instruction, escape) ?? (FLAGS_IN_CHECK.has(keyword) ? undefined : checkFlags(instruction));
}

/** The part of it that BuildKit's parser does, which a trigger of `ONBUILD` meets even if it is never fired. */
function checkSyntax(instruction: Instruction, escape: string): string | undefined {
  const { keyword, rest } = instruction;
  if ((keyword !== "ENV" && keyword !== "LABEL") || rest.value === "") return undefined;
  return checkPairs(instruction, escape);
}

function checkFlags({ keyword, flags }: Instruction): string | undefined {
  const known = FLAGS[keyword] ?? {};
  const seen = new Set<string>();
  for (const written of flags) {
    const { name, value } = readFlag(written);
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) return `${keyword} has no flag --${short(name)}`;
    if (seen.has(name) && kind !== "list") return `the flag --${name} is given twice`;
    seen.add(name);
    if (kind === "boolean") {
      const word = value?.value.toLowerCase();
      if (word !== undefined && word !== "true" && word !== "false")
        return `the flag --${name} is either true or false`;
    } else if (value === undefined) {
      return `the flag --${name} has no value: write --${name}=VALUE`;
    }
  }
  return undefined;
}

type Check = (instruction: Instruction, escape: string) => string | undefined;

const CHECKS: Readonly<Record<string, Check>> = {
  ADD: checkCopy,
  ARG: checkArguments,
  CMD: () => undefined,
  COPY: checkCopy,
  ENTRYPOINT: () => undefined,
  ENV: checkPairs,
  EXPOSE: checkSome,
  FROM: checkFrom,
  HEALTHCHECK: checkHealth,
  LABEL: checkPairs,
  MAINTAINER: checkSome,
  ONBUILD: checkTrigger,
  RUN: checkRun,
  SHELL: ({ json }) => (Array.isArray(json) && json.length > 0 ? undefined : "SHELL needs a JSON array of strings"),
  STOPSIGNAL: checkSome,
  USER: checkSome,
  VOLUME: checkVolumes,
  WORKDIR: checkSome,
};

function checkSome({ keyword, rest }: Instruction): string | undefined {
  return rest.value === "" ? `${keyword} needs an argument` : undefined;
}

function checkVolumes({ json, rest }: Instruction): string | undefined {
  if (Array.isArray(json) ? json.length === 0 : rest.value === "") return "VOLUME needs an argument";
  return Array.isArray(json) && json.some((path) => path.trim() === "") ? "a path of VOLUME is empty" : undefined;
}

function checkFrom({ rest }: Instruction): string | undefined {
  const [, as, name, ...more] = splitBlanks(rest);
  if (rest.value === "") return "FROM needs an image";
  if (as === undefined) return undefined;
  if (as.value.startsWith("#")) return "a comment cannot follow on the line of FROM: put it on a line of its own";
  if (name === undefined || more.length > 0 || as.value.toLowerCase() !== "as") {
    return "FROM takes one image, and AS with one name behind it";
  }
  return STAGE_NAME.test(name.value.toLowerCase()) ? undefined : `${quote(name.value)} cannot be the name of a stage`;
}

/** Words of COPY and ADD, the destination last. */
export function copyWords({ json, rest }: Instruction): readonly string[] {
  return Array.isArray(json) ? json : splitBlanks(rest).map((word) => word.value);
}

function checkCopy(instruction: Instruction): string | undefined {
  const words = copyWords(instruction);
  const { keyword } = instruction;
  const destination = words.at(-1);
  if (destination === undefined || words.length < 2) return `${keyword} needs a source and a destination`;
  return readHeredoc(destination) === undefined ? undefined : `the destination of ${keyword} cannot be a here-document`;
}

function checkArguments({ rest }: Instruction, escape: string): string | undefined {
  const words = splitQuoted(rest, escape);
  if (words.length === 0) return "ARG needs a name";
  return words.some((word) => word.value.startsWith("="))
    ? "an ARG has no name: no blanks may stand around its ="
    : undefined;
}

/** `ENV` and `LABEL`: `NAME=VALUE …`, or the old `NAME VALUE`. */
function checkPairs({ keyword, rest }: Instruction, escape: string): string | undefined {
  const words = splitQuoted(rest, escape);
  const [first] = words;
  if (first === undefined) return `${keyword} needs an argument`;
  if (!first.value.includes("=")) {
    return splitBlanks(rest).length < 2 ? `${keyword} needs a name and a value` : undefined;
  }
  const odd = words.find((word) => !word.value.includes("="));
  if (odd !== undefined) return `${keyword} takes NAME=VALUE, and ${quote(odd.value)} has no =`;
  return words.some((word) => word.value.startsWith("=")) ? `a name of ${keyword} is empty` : undefined;
}

function checkTrigger({ trigger }: Instruction, escape: string): string | undefined {
  if (trigger === undefined) return "ONBUILD needs an instruction";
  if (trigger.keyword === "ONBUILD") return "ONBUILD cannot follow ONBUILD";
  if (trigger.keyword === "FROM" || trigger.keyword === "MAINTAINER") return `${trigger.keyword} cannot follow ONBUILD`;
  return checkSyntax(trigger, escape);
}

function checkHealth(instruction: Instruction): string | undefined {
  const [, type = "", command = ""] = /^(\S+)\s*([^]*)$/.exec(instruction.rest.value) ?? [];
  if (type === "") return "HEALTHCHECK needs NONE or CMD";
  // BuildKit looks at the flags of CMD only.
  if (type.toUpperCase() === "NONE") return command === "" ? undefined : "HEALTHCHECK NONE takes no arguments";
  if (type.toUpperCase() !== "CMD") return `${quote(type)} is not a HEALTHCHECK: write NONE or CMD`;
  const json = jsonStrings(slice(instruction.rest, instruction.rest.value.length - command.length));
  if (json === null) return "the JSON array of HEALTHCHECK may hold strings only";
  if (command === "" || json?.length === 0) return "HEALTHCHECK CMD needs a command";
  for (const written of instruction.flags) {
    const { name, value } = readFlag(written);
    const text = value?.value ?? "";
    const isRight = name === "retries" ? /^\+?\d{1,9}$/.test(text) : isDuration(text);
    if (text !== "" && !isRight) return `${quote(text)} is not a value of --${name}`;
  }
  return checkFlags(instruction);
}

/** In seconds. */
const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  m: 60,
  h: 3600,
};

/** A duration of Go that is nothing, or a millisecond at least. */
function isDuration(text: string): boolean {
  const unsigned = text.replace(/^[+-]/, "");
  if (unsigned === "0") return true;
  if (!/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[nuµμm]?s|m|h))+$/.test(unsigned)) return false;
  let seconds = 0;
  for (const [, number = "", unit = ""] of unsigned.matchAll(/([\d.]+)([a-zµμ]+)/g)) {
    seconds += Number(number) * (UNITS[unit] ?? 1);
  }
  return seconds < 1e-9 || (!text.startsWith("-") && seconds >= 1e-3);
}

function checkRun({ flags }: Instruction): string | undefined {
  for (const written of flags) {
    const { name, value } = readFlag(written);
    if (value === undefined) continue;
    if (name === "mount") {
      const fault = checkMount(value);
      if (fault !== undefined) return fault;
    } else if (name === "network" && !["default", "none", "host"].includes(value.value)) {
      return `${quote(value.value)} is not a network mode`;
    } else if (name === "security" && !["insecure", "sandbox"].includes(value.value)) {
      return `${quote(value.value)} is not a security mode`;
    } else if (name === "device") {
      const fault = checkDevice(value);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

/** `NAME`, `name=NAME`, `required`, `required=true`. */
function checkDevice(value: Text): string | undefined {
  const fields = splitFields(value);
  if (fields === undefined) return "the fields of --device are not separated as they should be";
  let name = "";
  for (const { value: field } of fields) {
    const [key = "", text] = field.split(/=([^]*)/, 2);
    if (key.toLowerCase() === "required") {
      if (text !== undefined && !BOOLEAN.test(text)) return "required= of a device is true or false";
    } else if (name === "") {
      name = key.toLowerCase() === "name" && text !== undefined ? text : field;
    } else {
      return `a device has one name, and ${quote(field)} is another`;
    }
  }
  return undefined;
}

/** What is checked of a mount before anything is expanded. */
function checkMount(value: Text): string | undefined {
  const fields = splitFields(value);
  if (fields === undefined) return "the fields of --mount are not separated as they should be";
  for (const field of fields) {
    const [, from] = /^from=([^]*)$/i.exec(field.value) ?? [];
    const dollar = from?.indexOf("$") ?? -1;
    if (from !== undefined && dollar >= 0 && dollar < from.length - 1) {
      return "from= of a mount takes no variables: name a stage with FROM, and mount from that";
    }
  }
  return undefined;
}
