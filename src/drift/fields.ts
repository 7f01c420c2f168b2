/** Which facts two records of one image have otherwise, as far as both have them. */
import type { DriftField } from "../model.ts";

/** Facts of one part of a record that differ, taken one after the other by the causes that explain them. */
export class Differences {
  readonly #left: Map<string, DriftField>;

  /**
   * @param at Where the part stands in the record.
   * @param isWhole Both sides are known altogether, so that what is absent is known to be absent.
   */
  constructor(at: readonly string[], before: object, after: object, isWhole: boolean) {
    const [then, now] = [new Map<string, unknown>(Object.entries(before)), new Map(Object.entries(after))];
    const keys = [...new Set([...then.keys(), ...now.keys()])]
      .sort()
      .filter((key) => isWhole || (then.get(key) !== undefined && now.get(key) !== undefined));
    this.#left = new Map(
      keys
        .filter((key) => !areEqual(then.get(key), now.get(key)))
        .map((key) => [key, field([...at, key], then.get(key), now.get(key))]),
    );
  }

  has(key: string): boolean {
    return this.#left.has(key);
  }

  /** Those of these facts that differ and were not taken yet. */
  take(...keys: readonly string[]): readonly DriftField[] {
    const taken = keys.flatMap((key) => this.#left.get(key) ?? []);
    for (const key of keys) this.#left.delete(key);
    return taken;
  }

  /** All that are left. */
  rest(): readonly DriftField[] {
    return this.take(...this.#left.keys());
  }
}

/** One fact, without a side that is absent. */
export function field(at: readonly string[], before: unknown, after: unknown): DriftField {
  return { at, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** Values as JSON has them: texts, numbers, lists, and the sizes of layers in any order of their keys. */
function areEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, sortedKeys) === JSON.stringify(other, sortedKeys);
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
