/** Values of bake's expressions: texts know where their parts are written. */
import {
  type Composed,
  isKnown,
  joinComposed,
  type Known,
  literal,
  type Part,
  withOrigin,
} from "../../kit/composed.ts";
import type { PlacedText } from "../../kit/placed-text.ts";
import type { Unresolved } from "../../../model.ts";

export type BakeValue = Scalar | List | Mapping | Unknown;

export interface Scalar extends Known<string | number | boolean | null> {
  readonly kind: "scalar";
  /** Of a variable without a default, which is "" to bake: why no image can be made of it. */
  readonly unset?: Unresolved | undefined;
}

export interface List {
  readonly kind: "list";
  readonly items: readonly BakeValue[];
  /** With what is within the items. */
  readonly size: number;
}

export interface Mapping {
  readonly kind: "map";
  /** In the order of their keys, as bake has them. */
  readonly entries: ReadonlyMap<string, BakeValue>;
  readonly size: number;
}

export interface Unknown {
  readonly kind: "unknown";
  readonly unresolved: Unresolved;
  /** Bake stops here, whatever the run. */
  readonly isRefused: boolean;
}

/** Bake refuses a file with this in it, whatever the run. */
export class Refused extends Error {}

/** A value, or that bake refuses to give one. */
export function orRefused(read: () => BakeValue): BakeValue {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused) return REFUSED;
    throw error;
  }
}

/** As many items of a list, or entries of a map, as are told apart, those within them too. */
const MOST_ITEMS = 4096;

export function unknown(detail: string, isRefused = false): Unknown {
  return { kind: "unknown", unresolved: { reason: "expression", detail }, isRefused };
}

export const ONLY_BAKE = unknown("Only bake can work out this expression.");
export const REFUSED = unknown("Bake refuses this expression.", true);

export function scalar(value: Scalar["value"], parts: readonly Part[] = [], isDefault = false): Scalar {
  return { kind: "scalar", value, parts, isDefault };
}

export function list(items: readonly BakeValue[]): List | Unknown {
  const size = sizeOf(items);
  return size > MOST_ITEMS ? ONLY_BAKE : { kind: "list", items, size };
}

export function mapping(entries: Iterable<readonly [string, BakeValue]>): Mapping | Unknown {
  const map = new Map(entries);
  const size = sizeOf([...map.values()]);
  if (size > MOST_ITEMS) return ONLY_BAKE;
  return { kind: "map", entries: new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1))), size };
}

export function sizeOf(values: readonly BakeValue[]): number {
  return values.reduce((sum, value) => sum + 1 + ("size" in value ? value.size : 0), 0);
}

export function fromComposed(value: Composed): BakeValue {
  if (!isKnown(value)) return { kind: "unknown", unresolved: value.unresolved, isRefused: false };
  return { kind: "scalar", value: value.value, parts: value.parts, isDefault: value.isDefault };
}

/** As bake writes a number, a truth value or a text; undefined for one that is not written exactly here. */
export function textOf(value: string | number | boolean): string | undefined {
  if (typeof value !== "number") return String(value);
  // As bake writes it.
  const text = Object.is(value, -0) ? "-0" : String(value);
  return /^-?\d{1,15}$|^-?(?=[\d.]{1,16}$)\d+\.\d+$/.test(text) ? text : undefined;
}

/** A value where bake takes a text. */
export function toText(value: BakeValue): Composed {
  if (value.kind === "unknown") return { unresolved: value.unresolved };
  if (value.kind !== "scalar" || value.value === null) return { unresolved: REFUSED.unresolved };
  if (value.unset !== undefined) return { unresolved: value.unset };
  const text = textOf(value.value);
  if (text === undefined) return { unresolved: ONLY_BAKE.unresolved };
  // What is longer than any name is none.
  return joinComposed(literal(""), { value: text, parts: value.parts, isDefault: value.isDefault });
}

/** The value, where it is written: a text has its places from there, as far as it has no others. */
export function placed(value: BakeValue, text: PlacedText): BakeValue {
  if (value.kind !== "scalar" || value.value === null) return value;
  const written = textOf(value.value) ?? "";
  return { ...value, parts: withOrigin({ ...value, value: written }, text).parts };
}

/** The value, which a run could be given another of. */
export function asDefault(value: BakeValue): BakeValue {
  if (value.kind === "scalar") return { ...value, isDefault: true };
  if (value.kind === "list") return { ...value, items: value.items.map(asDefault) };
  if (value.kind === "unknown") return value;
  return { ...value, entries: new Map(Array.from(value.entries, ([key, one]) => [key, asDefault(one)])) };
}

export function isNull(value: BakeValue): boolean {
  return value.kind === "scalar" && value.value === null;
}

export function isDefault(value: BakeValue): boolean {
  if (value.kind === "scalar") return value.isDefault;
  if (value.kind === "unknown") return false;
  return value.kind === "list" ? value.items.some(isDefault) : [...value.entries.values()].some(isDefault);
}

/** What of a value only a run can know, or bake refuses. */
export function unknownIn(value: BakeValue): Unknown | undefined {
  if (value.kind === "unknown") return value;
  if (value.kind === "scalar") return undefined;
  for (const one of itemsOf(value)) {
    const found = unknownIn(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a loop goes over: the items of a list, the values of a map. */
export function itemsOf(value: List | Mapping): readonly BakeValue[] {
  return value.kind === "list" ? value.items : [...value.entries.values()];
}

/** Whether values are the same to bake: of different types, they are not. */
export function isEqual(left: BakeValue, right: BakeValue): boolean {
  if (left.kind === "scalar" && right.kind === "scalar") return left.value === right.value;
  if (left.kind === "list" && right.kind === "list") {
    return left.items.length === right.items.length && left.items.every((one, at) => isEqual(one, right.items[at]!));
  }
  if (left.kind !== "map" || right.kind !== "map" || left.entries.size !== right.entries.size) return false;
  return [...left.entries].every(([key, one]) => {
    const other = right.entries.get(key);
    return other !== undefined && isEqual(one, other);
  });
}

/** The truth value that bake takes for a condition. */
export function toBoolean(value: BakeValue): boolean {
  const given = value.kind === "scalar" ? value.value : null;
  if (given === true || given === "true") return true;
  if (given === false || given === "false") return false;
  throw new Refused();
}

export function toNumber(value: BakeValue): number {
  const given = value.kind === "scalar" ? value.value : null;
  if (typeof given === "number") return given;
  if (typeof given === "string" && /^-?\d+(?:\.\d+)?$/.test(given)) return Number(given);
  throw new Refused();
}
