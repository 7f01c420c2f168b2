/** What makes BuildKit refuse a mount when its stage is built (instructions/commands_runmount.go). */
import { posix } from "node:path";
import { quote } from "../../text/quote.ts";
import { BOOLEAN } from "./fault.ts";

const TYPES: ReadonlySet<string> = new Set(["bind", "cache", "tmpfs", "secret", "ssh"]);
const KEYS: ReadonlySet<string> = new Set(
  "type from source target readonly id sharing required size mode uid gid src dst destination ro rw readwrite env".split(
    " ",
  ),
);

const ALIASES: Readonly<Record<string, string>> = { src: "source", dst: "target", destination: "target" };

/** `KEY=VALUE`, or a key alone. Keys are in lower case, and take no variables. */
export interface MountField {
  readonly key: string;
  /** Expanded; undefined where there is none, or none that can be known. */
  readonly value: string | undefined;
  readonly isKnown: boolean;
}

/** `hasDirectory`: the stage has a working directory of its own, which is where a mount without a target goes. */
export function mountFault(fields: readonly MountField[], hasDirectory: boolean): string | undefined {
  const values = new Map<string, string | undefined>();
  for (const { key, value, isKnown } of fields) {
    const type = values.get("type") ?? "bind";
    const fault = isKnown ? fieldFault(key, value, type) : keyFault(key, type);
    if (fault !== undefined) return fault;
    values.set(ALIASES[key] ?? key, key === "type" ? value?.toLowerCase() : value);
  }
  const isPartial = fields.some((field) => !field.isKnown);
  return wholeFault(values, isPartial) ?? targetFault(values, hasDirectory || isPartial);
}

function keyFault(key: string, type: string): string | undefined {
  if (!KEYS.has(key)) return `a mount has no ${quote(key)}`;
  if (key === "required" && type !== "secret" && type !== "ssh") return `a mount of type ${type} has no "required"`;
  return key === "size" && type !== "tmpfs" ? `a mount of type ${type} has no "size"` : undefined;
}

function fieldFault(key: string, value: string | undefined, type: string): string | undefined {
  if (value === undefined) {
    if (["readonly", "ro", "readwrite", "rw"].includes(key)) return undefined;
    if (key !== "required") return `a mount takes KEY=VALUE, and ${quote(key)} has no =`;
  }
  const fault = keyFault(key, type);
  if (fault !== undefined) return fault;
  const text = value ?? "";
  switch (key) {
    case "type":
      return TYPES.has(text.toLowerCase()) ? undefined : `there is no mount of type ${quote(text)}`;
    case "readonly":
    case "ro":
    case "readwrite":
    case "rw":
      return BOOLEAN.test(text) ? undefined : `${key}= of a mount is true or false`;
    case "required":
      return value === undefined || BOOLEAN.test(text) ? undefined : `${key}= of a mount is true or false`;
    case "size":
      return /^(?:\d+\.?\d*|\.\d+) ?(?:b|[kmgtp](?:i?b)?)?$/i.test(text) ? undefined : `${quote(text)} is not a size`;
    case "sharing":
      return /^(?:shared|private|locked)$/i.test(text) ? undefined : `sharing= of a mount is shared, private or locked`;
    case "mode":
      return /^[0-7]+$/.test(text) && isShort(text, 8) ? undefined : `mode= of a mount is an octal number`;
    case "uid":
    case "gid":
      return /^\d+$/.test(text) && isShort(text, 10) ? undefined : `${key}= of a mount is a number`;
    default:
      return undefined;
  }
}

/** Whether a number has no more than 32 bits. */
function isShort(text: string, base: number): boolean {
  return Number.parseInt(text, base) < 2 ** 32;
}

/** `isPartial`: some field is unknown, so that what seems to be missing may be there. */
function wholeFault(values: ReadonlyMap<string, string | undefined>, isPartial: boolean): string | undefined {
  const type = values.get("type") ?? "bind";
  const source = values.get("source");
  if ((type === "bind" || type === "tmpfs") && ["mode", "uid", "gid"].some((key) => values.has(key))) {
    return `a mount of type ${type} has no mode, uid or gid`;
  }
  if (values.has("sharing") && type !== "cache") return `a mount of type ${type} has no "sharing"`;
  if (type === "ssh" && source) return "a mount of type ssh has no source";
  if (type !== "secret") return undefined;
  if (values.get("from")) return "a mount of type secret has no from";
  if (source && values.get("id")) return "a mount of type secret takes source or id, not both";
  const named = source || values.get("id") || values.get("target");
  return named || isPartial ? undefined : "a mount of type secret needs an id or a target";
}

function targetFault(values: ReadonlyMap<string, string | undefined>, hasDirectory: boolean): string | undefined {
  const type = values.get("type") ?? "bind";
  const target = values.get("target") ?? "";
  if (type === "secret" || type === "ssh") return undefined;
  if (target === "/") return "a mount cannot cover the whole file system";
  if (hasDirectory || target.startsWith("/") || posix.join("/", target) !== "/") return undefined;
  return "a mount needs a target, unless the base image sets a working directory: write target=/PATH";
}
