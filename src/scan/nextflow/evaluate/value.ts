/** Values: how they are made, shown and tested. */
import type { UnresolvedReason } from "../../../model.ts";
import type { Meter } from "../budget/meter.ts";
import { parseDecimal, showDecimal, type Decimal } from "./decimal.ts";
import { showQuantity } from "./quantity-text.ts";
import type {
  Value,
  Origin,
  StringValue,
  NumberValue,
  ListValue,
  MapValue,
  UnknownValue,
  FailureValue,
} from "./model.ts";

/** Longer texts and lists are not followed: no image needs them, and hostile files make them. */
export const LONGEST = 100_000;
/** Digits of a number that is not written in tens: no more are calculated with. */
const MOST_BASED = 2_000;
/** More places than this help nobody. */
export const MOST_ORIGINS = 50;

export const nothing: Value = { kind: "null" };

export function text(value: string, from: readonly Origin[] = [], interpolated = false): StringValue {
  return { kind: "string", value, interpolated, from };
}

/** The same value; a null knows the parameter (`a.b` of `params.a.b`) that it is the value of, unless it is another one's. */
export function asParameter(value: Value, name: string | undefined): Value {
  if (name === undefined || value.kind !== "null" || value.from !== undefined) return value;
  return { kind: "null", from: [{ file: "", start: 0, end: 0, undefinedParameter: name }] };
}

export function truth(value: boolean, from: readonly Origin[] = []): Value {
  return { kind: "boolean", value, from };
}

export function whole(value: number, from: readonly Origin[] = []): NumberValue {
  return { kind: "number", value, scale: undefined, from };
}

export function list(items: Value[], from: readonly Origin[] = []): ListValue {
  return { kind: "list", items, from };
}

export function map(entries: Iterable<readonly [string, Value]> = []): MapValue {
  return { kind: "map", entries: new Map(entries) };
}

export function unknown(reason: UnresolvedReason, detail: string, words: string): UnknownValue {
  return { kind: "unknown", words, unresolved: { reason, detail } };
}

export function unsupported(expression: string): UnknownValue {
  return unknown("unsupported-expression", `\`${expression}\` is not understood.`, expression);
}

export function failure(message: string): FailureValue {
  return { kind: "failure", message };
}

/** What an expression comes to whose part is open: it fails as the part does, or is unknown for the same reason. */
export function openAs(part: UnknownValue, words: string): UnknownValue;
export function openAs(part: UnknownValue | FailureValue, words: string): UnknownValue | FailureValue;
export function openAs(part: UnknownValue | FailureValue, words: string): UnknownValue | FailureValue {
  return part.kind === "failure" ? part : { ...part, words };
}

/** Whether a text may be looked for in another one: the worst that takes is one times the other. */
export function affordsSearch(text: string, wanted: string, meter: Meter): boolean {
  return meter.read(text.length + (text.length * Math.min(wanted.length, text.length)) / 16);
}

/** Nothing more can be computed from it. */
export function isOpen(value: Value): value is UnknownValue | FailureValue {
  return value.kind === "unknown" || value.kind === "failure";
}

/** Where the text of a value comes from. */
export function originsOf(value: Value): readonly Origin[] {
  return ("from" in value && value.from) || [];
}

/** Where the text of several values comes from: the first is the one that a person would edit. */
export function originsOfAll(values: readonly Value[]): readonly Origin[] {
  const origins: Origin[] = [];
  for (const value of values) {
    if (origins.length >= MOST_ORIGINS) break;
    origins.push(...originsOf(value));
  }
  return origins.slice(0, MOST_ORIGINS);
}

/** The parameters without a value that a text shows as `null`. */
export function undefinedIn(shownText: string, from: readonly Origin[]): readonly string[] {
  if (!shownText.includes("null")) return [];
  return [...new Set(from.flatMap(({ undefinedParameter: name }) => name ?? []))];
}

/** The same value, its origins passed through `change`. */
export function withOrigins(value: Value, change: (from: readonly Origin[]) => readonly Origin[]): Value {
  return "from" in value ? { ...value, from: change(originsOf(value)) } : value;
}

/** A JSON or YAML value as Nextflow's own readers would give it. */
export function fromData(data: unknown, from: readonly Origin[]): Value {
  if (data === null || data === undefined) return nothing;
  if (typeof data === "string") return text(data, from);
  if (typeof data === "boolean") return truth(data, from);
  if (typeof data === "number") return numberOf(String(data), from);
  if (typeof data === "bigint") return numberOf(String(data), from);
  if (Array.isArray(data))
    return list(
      data.map((item) => fromData(item, from)),
      from,
    );
  return map(Object.entries(data).map(([key, item]) => [key, fromData(item, from)]));
}

/** A number as it stands in code, where a zero in front makes it octal. */
export function numberLiteral(written: string, from: readonly Origin[]): NumberValue {
  const [, sign = "", digits] = /^(-?)0([0-7_]+)[lLiIgG]?$/.exec(written) ?? [];
  return digits === undefined || digits.length > MOST_BASED
    ? numberOf(written, from)
    : literal(BigInt(`0o${digits.replaceAll("_", "")}`), sign, written, from);
}

/** A number as Groovy writes it (`1.10`, `0x1F`, `1_000`, `5L`, `1e3`), or a plain decimal. */
export function numberOf(written: string, from: readonly Origin[] = []): NumberValue {
  const digits = written.replaceAll("_", "");
  const [, sign = "", prefix, based = ""] = /^([+-]?)0([xXbB])([\da-fA-F]+)/.exec(digits) ?? [];
  if (prefix !== undefined && based.length <= MOST_BASED) {
    return literal(BigInt(`0${prefix}${based}`), sign, digits, from);
  }
  const bare = digits.replace(/[lLiIgGdDfF]$/, "");
  if (/[dD]$/.test(digits)) return { kind: "number", value: Number(bare), scale: 1, double: true, from };
  if (/[fF]$/.test(digits)) {
    const value = Number(bare);
    return { kind: "number", value: Math.fround(value), scale: 1, double: true, written: showDouble(value), from };
  }
  const decimal = parseDecimal(bare);
  // Too long to be calculated with, and shown as it stands there.
  if (decimal === undefined) return { kind: "number", value: Number(bare), scale: 0, written: bare, from };
  return /^[+-]?\d+$/.test(bare) ? literal(decimal.digits, "", digits, from) : decimalNumber(decimal, from);
}

function literal(size: bigint, sign: string, written: string, from: readonly Origin[]): NumberValue {
  const digits = sign === "-" ? -size : size;
  let width: NumberValue["width"];
  if (/[gG]$/.test(written) || BigInt.asIntN(64, digits) !== digits) width = "big";
  else if (/[lL]$/.test(written) || BigInt.asIntN(32, digits) !== digits) width = "long";
  return wholeNumber(digits, width, from);
}

/** An Integer, or a Long or BigInteger; what does not fit is wrapped around as Java does. */
export function wholeNumber(digits: bigint, width: NumberValue["width"], from: readonly Origin[]): NumberValue {
  const kept = width === "big" ? digits : BigInt.asIntN(width === "long" ? 64 : 32, digits);
  const value = Number(kept);
  return {
    ...whole(value, from),
    ...(width !== undefined && { width }),
    ...(!Number.isSafeInteger(value) && { written: String(kept) }),
  };
}

/** A BigDecimal. */
export function decimalNumber(decimal: Decimal, from: readonly Origin[]): NumberValue {
  const written = showDecimal(decimal);
  const { scale } = decimal;
  const value = Number(written);
  const plain = scale >= 0 && scale <= 100 && value.toFixed(scale) === written;
  return { kind: "number", value, scale, ...(!plain && { written }), from };
}

/** `Double.toString` */
function showDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
    return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** In front of a key that is no plain string: its kind and its text follow. */
export const ODD_KEY = "\u0000";

/** As Groovy's `toString()` shows it; undefined where that is unknown before a run, or longer than anybody needs. */
export function shown(value: Value, meter?: Meter): string | undefined {
  switch (value.kind) {
    case "null":
      return "null";
    case "boolean":
      return String(value.value);
    case "number":
      if (value.unit !== undefined) return showQuantity(value.value, value.unit);
      if (value.written !== undefined) return value.written;
      if (value.double === true) return showDouble(value.value);
      return value.scale === undefined ? String(value.value) : value.value.toFixed(Math.min(value.scale, 100));
    case "string":
      return value.value;
    case "list":
    case "map": {
      const writer = new CollectionWriter();
      const written = writer.write(value) ? writer.text : undefined;
      return meter === undefined || meter.look(writer.steps) ? written : undefined;
    }
    case "object":
      return value.constant?.text;
    case "closure":
    case "function":
    case "choice":
    case "unknown":
    case "failure":
      break;
  }
  return undefined;
}

/** The text of a list or a map, in which one and the same list may stand many times over. */
class CollectionWriter {
  /** Parts and letters so far. */
  steps = 0;
  readonly #parts: string[] = [];

  get text(): string {
    return this.#parts.join("");
  }

  /** False where something in it has no text, or where it becomes too long. */
  write(value: Value, depth = 0): boolean {
    if (depth > 40) return false;
    if (value.kind === "list") {
      const isOpaque = value.shape === "range" || value.shape === "matcher";
      return !isOpaque && this.#add("[") && this.#items(value.items, depth) && this.#add("]");
    }
    if (value.kind === "map") return this.#map(value, depth);
    const plain = shown(value);
    return plain !== undefined && this.#add(plain);
  }

  #add(part: string): boolean {
    this.steps += part.length + 1;
    if (this.steps > LONGEST) return false;
    this.#parts.push(part);
    return true;
  }

  #items(items: readonly Value[], depth: number): boolean {
    return items.every((item, index) => (index === 0 || this.#add(", ")) && this.write(item, depth + 1));
  }

  #map({ entries, entryOf }: MapValue, depth: number): boolean {
    const isEntry = entryOf !== undefined;
    if (entries.size === 0) return this.#add(isEntry ? "" : "[:]");
    let between = isEntry ? "" : "[";
    for (const [key, item] of entries) {
      if (!this.#add(between) || (!isEntry && !this.#add(`${shownKey(key)}:`))) return false;
      if (!this.write(item, depth + 1)) return false;
      between = isEntry ? "=" : ", ";
    }
    return isEntry || this.#add("]");
  }
}

/** The text of a key. */
function shownKey(key: string): string {
  return key.startsWith(ODD_KEY) ? key.slice(key.indexOf(" ") + 1).replace(/^\w* /, "") : key;
}

/** Groovy truth; undefined where it is open. */
export function truthOf(value: Value): boolean | undefined {
  switch (value.kind) {
    case "null":
      return false;
    case "boolean":
      return value.value;
    case "number":
      return value.value !== 0;
    case "string":
      return value.value !== "";
    case "list":
      return value.items.length > 0;
    case "map":
      return value.entries.size > 0;
    case "closure":
    case "function":
    case "object":
      return true;
    case "choice":
    case "unknown":
    case "failure":
      break;
  }
  return undefined;
}
