/** The combinations of a job's matrix, where the file spells it out. */
import { combinationsOf } from "../../kit/matrix.ts";
import type { YamlDocument } from "../../kit/yaml-file.ts";

/** One combination: YAML nodes by key. */
export type Combination = ReadonlyMap<string, unknown>;

export interface Matrix {
  readonly combinations: readonly Combination[];
  /** An expression adds combinations, or keys to these: a key that is missing here may be there in a run. */
  readonly isOpen: boolean;
}

/** As many jobs as GitHub makes of one matrix. */
const MOST_JOBS = 256;

/**
 * Combinations as GitHub makes them: the product of the lists, minus `exclude`, plus `include`. One empty combination
 * where there is no matrix, or an expression makes it up.
 */
export function readMatrix(yaml: YamlDocument, matrix: unknown): Matrix {
  if (!yaml.isMap(matrix)) return { combinations: [new Map()], isOpen: matrix !== undefined };
  const isOpen = yaml.textAt(matrix, "include") !== undefined;
  const axes = yaml.entries(matrix).filter(({ key }) => key.value !== "include" && key.value !== "exclude");
  const lists = axes.map(({ key, value }) => {
    const items = yaml.items(value);
    // A list that an expression makes up is one value here: not known, and said so where it is used.
    return [key.value, items.length > 0 ? items : [value]] as const;
  });
  const excluded = yaml.items(yaml.get(matrix, "exclude")).map((entry) => yaml.entries(entry));
  const combinations = (lists.length === 0 ? [] : combinationsOf(lists, MOST_JOBS)).filter(
    (combination) =>
      !excluded.some((entry) => entry.every(({ key, value }) => isSame(yaml, combination.get(key.value), value))),
  );

  const original = combinations.map((combination) => new Map(combination));
  for (const included of yaml.items(yaml.get(matrix, "include"))) {
    const entry = yaml.entries(included);
    let isAdded = false;
    for (const [index, values] of original.entries()) {
      // An entry extends a combination unless it would change one of the values that the lists gave.
      if (!entry.every(({ key, value }) => !values.has(key.value) || isSame(yaml, values.get(key.value), value)))
        continue;
      for (const { key, value } of entry) combinations[index]?.set(key.value, value);
      isAdded = true;
    }
    if (!isAdded) combinations.push(new Map(entry.map(({ key, value }) => [key.value, value])));
  }
  return { combinations: isOpen && combinations.length === 0 ? [new Map()] : combinations.slice(0, MOST_JOBS), isOpen };
}

function isSame(yaml: YamlDocument, left: unknown, right: unknown): boolean {
  return shape(yaml, left, 0) === shape(yaml, right, 0);
}

/** A value as a text that is the same for equal values; below ten levels all values are equal. */
function shape(yaml: YamlDocument, node: unknown, depth: number): string {
  if (depth > 10) return "";
  const text = yaml.text(node);
  if (text !== undefined) return JSON.stringify(text.value);
  if (yaml.isMap(node)) {
    const entries = yaml
      .entries(node)
      .map(({ key, value }) => `${JSON.stringify(key.value)}:${shape(yaml, value, depth + 1)}`);
    return `{${entries.sort().join()}}`;
  }
  return `[${yaml
    .items(node)
    .map((item) => shape(yaml, item, depth + 1))
    .join()}]`;
}
