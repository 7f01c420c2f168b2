/** Names that a file puts together from pieces: matrices, variables, inputs and their defaults. */
import type { ReferenceContext, ReferenceKind, Unresolved } from "../model.ts";
import type { FileScanner, Outcome, PullFacts } from "./file-scan.ts";
import { subtext, type PlacedText } from "./placed-text.ts";

/** A value, the places that its pieces come from, and whether a run could be given another. */
export interface Known<T = string> {
  readonly value: T;
  readonly origins: readonly PlacedText[];
  readonly isDefault: boolean;
  /** The one place, elsewhere, where all of it is written: there a person would edit it. */
  readonly whole?: PlacedText | undefined;
  /** Conditions that only a run can decide, under which it is this one. */
  readonly conditions?: readonly string[];
}

/** What only a run can know, and why. */
export interface Unknown {
  readonly unresolved: Unresolved;
}

export type Composed<T = string> = Known<T> | Unknown;

export function isKnown<T>(value: Composed<T>): value is Known<T> {
  return "value" in value;
}

/** One value after the other. */
export function joinComposed(left: Composed, right: Composed): Composed {
  if (!isKnown(left)) return left;
  if (!isKnown(right)) return right;
  if (left.value.length + right.value.length > LONGEST) return { unresolved: tooLong };
  if (isNothing(left)) return right;
  if (isNothing(right)) return left;
  const conditions = [...new Set([...(left.conditions ?? []), ...(right.conditions ?? [])])];
  return {
    value: left.value + right.value,
    origins: [...new Set([...left.origins, ...right.origins])],
    isDefault: left.isDefault || right.isDefault,
    ...(conditions.length > 0 && { conditions }),
  };
}

/** Every pair of one of these and one of those, as many as are told apart. */
export function joinAll(left: readonly Composed[], right: readonly Composed[]): Composed[] {
  return left.flatMap((one) => right.map((other) => joinComposed(one, other))).slice(0, MOST_VALUES);
}

function isNothing({ value, origins, isDefault, conditions }: Known): boolean {
  return value === "" && origins.length === 0 && !isDefault && conditions === undefined;
}

export function literal(value: string, origins: readonly PlacedText[] = []): Known {
  return { value, origins, isDefault: false };
}

const MOST_VALUES = 64;

/** No image name is as long; text that doubles itself would soon fill the memory. */
const LONGEST = 2000;

const tooLong: Unresolved = {
  reason: "invalid-name",
  detail: `The name that the file puts together is longer than ${LONGEST} characters.`,
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
 * The text itself is a reference of each, and so is every literal that goes into the name.
 */
export function addComposed(scan: FileScanner, place: ComposedPlace, values: readonly Composed[]): void {
  const { kind, context, facts } = place;
  const image = withoutDockerScheme(place.text);
  const unknown = values.find((value): value is Unknown => !isKnown(value));
  const written = scan.reference(image, kind, context, values.some(isKnown) ? undefined : unknown?.unresolved);
  for (const value of values) {
    if (!isKnown(value)) {
      scan.pull([written], value, facts);
      continue;
    }
    const name = value.value.trim().replace(/^docker:\/\//i, "");
    if (name === "") continue;
    const isCandidate = value.conditions !== undefined && value.conditions.length > 0;
    const confidence = isCandidate ? "candidate" : value.isDefault ? "default" : "exact";
    const outcome: Outcome = { image: name, confidence };
    const own = isCandidate ? { ...facts, conditions: value.conditions } : facts;
    const origins = value.origins.map((origin) => scan.reference(withoutDockerScheme(origin), kind, context));
    const whole = value.whole && scan.reference(withoutDockerScheme(value.whole), kind, context);
    const others = origins.filter((origin) => origin !== whole);
    scan.pull(whole === undefined ? [written, ...origins] : [whole, written, ...others], outcome, own);
  }
}

/** `docker://` says nothing new where only images are named. */
export function withoutDockerScheme(text: PlacedText): PlacedText {
  const scheme = /^\s*docker:\/\//i.exec(text.value)?.[0];
  return scheme === undefined ? text : subtext(text, scheme.length);
}
