/** How configurations flow together, and how a finished one is walked by keys. */
import { overBudget, type Budget } from "../budget/budget.ts";
import type { MapValue, Value } from "../evaluate/model.ts";
import { map } from "../evaluate/value.ts";
import { short } from "../../../text/quote.ts";

/** Thrown where maps that flow together have no end, or more parts than anybody writes. */
export class MergeProblem extends Error {
  /** A map holds itself: Nextflow's stack overflows. */
  readonly isEndless: boolean;

  constructor(message: string, isEndless: boolean) {
    super(message);
    this.isEndless = isEndless;
  }
}

/** Scopes within scopes; no configuration of a person comes near. */
const DEEPEST = 200;

/** Maps that flow together, within the budget of a scan. */
export class Merger {
  readonly #budget: Budget;
  /** The pairs that are flowing together, outermost first, and the keys that they stand under. */
  readonly #open: (readonly [target: MapValue, other: MapValue])[] = [];
  readonly #keys: string[] = [];

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** `ConfigObject.merge`: maps flow together, everything else is replaced; an empty map is replaced as a whole. */
  merge(target: MapValue, other: MapValue): void {
    this.#within(target, other, () => {
      for (const [key, value] of other.entries) {
        const before = target.entries.get(key);
        const both = before?.kind === "map" && before.entries.size > 0 && value.kind === "map";
        if (both) this.#under(key, () => this.merge(before, value));
        else target.entries.set(key, value);
      }
    });
  }

  /** `Bolts.deepMerge` into a map that nothing else holds; keys keep the position that they have in `target`. */
  deepMergeInto(target: MapValue, source: MapValue): void {
    this.#within(target, source, () => {
      for (const [key, value] of source.entries) {
        const before = target.entries.get(key);
        const both = before?.kind === "map" && value.kind === "map";
        if (both) this.#under(key, () => this.deepMergeInto(before, value));
        else target.entries.set(key, value);
      }
    });
  }

  /** `Bolts.deepMerge`: a new map; keys keep the position that they have in `target`. */
  deepMerge(target: MapValue, source: MapValue): MapValue {
    this.spend(target.entries.size);
    const result: MapValue = { ...target, entries: new Map(target.entries) };
    this.#within(target, source, () => {
      for (const [key, value] of source.entries) {
        const before = result.entries.get(key);
        const both = before?.kind === "map" && value.kind === "map";
        result.entries.set(key, both ? this.#under(key, () => this.deepMerge(before, value)) : value);
      }
    });
    return result;
  }

  /** A copy that changes to it do not reach. */
  deepCopy(value: Value): Value {
    if (value.kind !== "map") return value;
    const copy = map();
    this.#within(copy, value, () => {
      for (const [key, item] of value.entries) copy.entries.set(key, this.deepCopy(item));
    });
    return { ...value, entries: copy.entries };
  }

  spend(keys: number): void {
    if (!this.#budget.spend("keys", keys)) throw new MergeProblem(overBudget("keys").detail, false);
  }

  #under<T>(key: string, merge: () => T): T {
    this.#keys.push(key);
    const result = merge();
    this.#keys.pop();
    return result;
  }

  #within(target: MapValue, other: MapValue, merge: () => void): void {
    this.spend(1 + other.entries.size);
    const isAgain = this.#open.some(
      ([into, from]) => into.entries === target.entries && from.entries === other.entries,
    );
    if (isAgain) throw new MergeProblem(`${named(this.#keys)} holds itself and is merged without end`, true);
    if (this.#open.length >= DEEPEST)
      throw new MergeProblem(`more than ${DEEPEST} scopes stand within each other`, false);
    this.#open.push([target, other]);
    merge();
    this.#open.pop();
  }
}

/** A path of keys for a message: at least one, for the outermost map is no part of itself. */
export function named(keys: readonly string[]): string {
  return `\`${short([...keys.slice(0, 8), ...(keys.length > 8 ? ["…"] : [])].join("."))}\``;
}

/** The map at a path of keys; missing ones are made. Undefined where something else is in the way. */
export function navigate(target: MapValue, path: readonly string[]): MapValue | undefined {
  let current = target;
  for (const key of path) {
    let next = current.entries.get(key);
    if (next === undefined || next.kind === "null") {
      next = map();
      current.entries.set(key, next);
    }
    if (next.kind !== "map") return undefined;
    current = next;
  }
  return current;
}

/** What stands at a path of keys; never a choice that is settled here. */
export function at(target: MapValue, ...path: readonly string[]): Value | undefined {
  let current: Value | undefined = target;
  for (const key of path) {
    if (current?.kind !== "map") return undefined;
    current = current.entries.get(key);
  }
  return current;
}
