/** Names that a file puts together from pieces: matrices, variables, inputs and their defaults. */
import { versionPart } from "../../image/version-part.ts";
import type { Reference, ReferenceContext, ReferenceKind, Unresolved } from "../../model.ts";
import type { Range } from "../../text/lines.ts";
import { asConditions, type Way, withWay } from "./alternatives.ts";
import type { FileBudget } from "./file-budget.ts";
import type { FileScanner, PullFacts } from "./file-scan.ts";
import { subtext, type PlacedText } from "./placed-text.ts";

/** A value, the places that its parts come from, and whether a run could be given another. */
export interface Known<T = string> {
  readonly value: T;
  /** In order; what is in no part is written at the place itself. */
  readonly parts: readonly Part[];
  readonly isDefault: boolean;
  /** Conditions that only a run can decide, under which it is this one. */
  readonly conditions?: readonly string[];
}

/** A part of a value (indices, end exclusive) that is written elsewhere. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly origin: PlacedText;
}

/** What only a run can know, and why. */
export interface Unknown {
  readonly unresolved: Unresolved;
}

export type Composed<T = string> = Known<T> | Unknown;

export function isKnown<T>(value: Composed<T>): value is Known<T> {
  return "value" in value;
}

export function literal(value: string): Known {
  return { value, parts: [], isDefault: false };
}

/** A value that stands elsewhere, as what a variable stands for. */
export function placedValue(text: PlacedText): Known {
  return withOrigin(literal(text.value), text);
}

/** The value as it is, where what no other place gives comes from this one. */
export function withOrigin(value: Known, origin: PlacedText): Known {
  const parts: Part[] = [];
  let at = 0;
  for (const part of [...value.parts, undefined]) {
    const to = part?.from ?? value.value.length;
    if (to > at) parts.push({ from: at, to, origin });
    if (part === undefined) break;
    parts.push(part);
    at = part.to;
  }
  return { ...value, parts };
}

/** One value after the other. */
export function joinComposed(left: Composed, right: Composed): Composed {
  if (!isKnown(left)) return left;
  if (!isKnown(right)) return right;
  const { length } = left.value;
  if (length + right.value.length > LONGEST) return { unresolved: tooLong };
  const conditions = [...new Set([...(left.conditions ?? []), ...(right.conditions ?? [])])];
  const moved = right.parts.map(({ from, to, origin }) => ({ from: from + length, to: to + length, origin }));
  return {
    value: left.value + right.value,
    parts: [...left.parts, ...moved],
    isDefault: left.isDefault || right.isDefault,
    ...(conditions.length > 0 && { conditions }),
  };
}

/** A stretch of a text, and what stands in its place in a run. */
export interface Filling extends Range {
  readonly value: Composed;
}

/** A text in which something else stands for some stretches, in order; what is between them is as written. */
export function fillIn(text: string, fillings: Iterable<Filling>): Composed {
  let composed: Composed = literal("");
  let at = 0;
  for (const { start, end, value } of fillings) {
    composed = joinComposed(joinComposed(composed, literal(text.slice(at, start))), value);
    at = end;
  }
  return joinComposed(composed, literal(text.slice(at)));
}

/** The values that something has under one more condition. */
export function under(condition: string, values: readonly Composed[]): Composed[] {
  return values.map((value) =>
    isKnown(value) ? { ...value, conditions: [condition, ...(value.conditions ?? [])] } : value,
  );
}

/** The value without its first characters. */
export function cutComposed(value: Known, count: number): Known {
  const parts = value.parts
    .filter(({ to }) => to > count)
    .map(({ from, to, origin }): Part => {
      const cut = Math.max(0, count - from);
      const isWhole = origin.value === value.value.slice(from, to);
      return { from: from + cut - count, to: to - count, origin: isWhole ? subtext(origin, cut) : origin };
    });
  return { ...value, value: value.value.slice(count), parts };
}

/** Every pair of one of these and one of those that can come together; behind as many as are told apart, one that is not known. */
export function joinAll(left: readonly Composed[], right: readonly Composed[]): Composed[] {
  const joined: Composed[] = [];
  for (const one of left) {
    for (const other of right) {
      const value = joinComposed(one, other);
      if (isKnown(value) && isContradiction(value.conditions ?? [])) continue;
      if (joined.length === MOST_VALUES) return [...joined, { unresolved: tooMany }];
      joined.push(value);
    }
  }
  return joined;
}

/** Why a text is not worked out: too long for a name, or too much for its file. Undefined where it is; `at`: where it stands. */
export function whyNotWorkedOut(text: string, budget: FileBudget, at: number): Unknown | undefined {
  if (text.length > LONGEST_TEXT) return { unresolved: tooLong };
  return budget.take("names", text.length + 1, at) ? undefined : { unresolved: tooMuch };
}

/** Whether a condition is to hold and not to hold. */
function isContradiction(conditions: readonly string[]): boolean {
  return conditions.some((condition) => conditions.includes(`not (${condition})`));
}

const MOST_VALUES = 64;

/** No image name is as long; text that doubles itself would soon fill the memory. */
export const LONGEST = 2000;

/** Nor does one take a text as long to write, however much of it is expressions. */
export const LONGEST_TEXT = 4000;

const tooLong: Unresolved = {
  reason: "invalid-name",
  detail: `The name that the file puts together is longer than ${LONGEST} characters.`,
};

const tooMany: Unresolved = {
  reason: "unsupported-expression",
  detail: `The file gives more than ${MOST_VALUES} values for this name: the others are not told apart.`,
};

const tooMuch: Unresolved = {
  reason: "unsupported-expression",
  detail: "The file makes more of its expressions than is followed here.",
};

/** Where a name is put together. */
export interface ComposedPlace {
  readonly text: PlacedText;
  readonly kind: ReferenceKind;
  readonly context: ReferenceContext;
  readonly facts: PullFacts;
}

/**
 * Adds a pull for each value that a name takes: all of them are pulled, by one run or another. An empty one is none.
 * The text itself is a reference of each, and so is every text that goes into the name. First comes the one that a
 * person would change for another version.
 */
export function addComposed(scan: FileScanner, place: ComposedPlace, values: readonly Composed[]): void {
  if (scan.isFull) return;
  const { kind, context, facts } = place;
  const unknown = values.find((value): value is Unknown => !isKnown(value));
  const reason = values.some(isKnown) ? undefined : unknown?.unresolved;
  const written = scan.reference(withoutDockerScheme(place.text), kind, context, reason);
  for (const value of eachOnce(values)) {
    if (!isKnown(value)) {
      scan.pull([written], value, facts);
      continue;
    }
    const bare = value.value.replace(/^\s*(?:docker:\/\/)?/i, "");
    const lead = value.value.length - bare.length;
    const image = bare.trimEnd();
    if (image === "") continue;
    const isCandidate = value.conditions !== undefined && value.conditions.length > 0;
    const confidence = isCandidate ? "candidate" : value.isDefault ? "default" : "exact";
    const referenceOf = ({ from, to, origin }: Part): Reference => {
      const isName = from <= lead && to >= lead + image.length;
      return scan.reference(withoutDockerScheme(origin), isName ? kind : "arg", context);
    };
    const first = editedPart(value.parts, lead, image);
    const references = [...(first === undefined ? [] : [referenceOf(first)]), written, ...value.parts.map(referenceOf)];
    const [edited = written, ...others] = new Set(references);
    scan.pull(
      [edited, ...others],
      { image, confidence },
      isCandidate ? { ...facts, conditions: value.conditions } : facts,
    );
  }
}

/**
 * Each value once. What gives the same name from the same places under several conditions is pulled under any of them, and
 * always where one of them holds whenever the others do not.
 */
function eachOnce(values: readonly Composed[]): Composed[] {
  const known = new Map<string, { value: Known; ways: readonly Way[] }>();
  const all = values.map((value) => {
    if (!isKnown(value)) return value;
    const key = keyOf(value);
    const same = known.get(key);
    const way = value.conditions ?? [];
    if (same === undefined) known.set(key, { value, ways: [way] });
    else {
      same.ways = withWay(same.ways, way);
      if (value.isDefault) same.value = { ...same.value, isDefault: true };
    }
    return same === undefined ? key : undefined;
  });
  return all.flatMap((one) => {
    if (typeof one !== "string") return one ?? [];
    const { value, ways } = known.get(one)!;
    return { ...value, conditions: asConditions(ways) };
  });
}

/** The name and the places of its parts. */
function keyOf({ value, parts }: Known): string {
  return JSON.stringify([
    value,
    ...parts.map(({ from, to, origin }) => [from, to, origin.file?.path, origin.start, origin.end]),
  ]);
}

/** The part with all of the version in it. */
function editedPart(parts: readonly Part[], lead: number, image: string): Part | undefined {
  const { start, end } = versionPart(image);
  return parts.find(({ from, to }) => from <= lead + start && to >= lead + end);
}

/** `docker://` says nothing new where only images are named. */
export function withoutDockerScheme(text: PlacedText): PlacedText {
  const scheme = /^\s*docker:\/\//i.exec(text.value)?.[0];
  return scheme === undefined ? text : subtext(text, scheme.length);
}
