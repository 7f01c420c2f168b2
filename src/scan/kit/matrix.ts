/** The combinations that a matrix of lists makes. */

/**
 * One value of each list under its name, in the order in which the lists would be nested; no more than `most`, however
 * wide they are. None where a list is empty, and a single empty one where there is no list.
 */
export function combinationsOf<T>(lists: Iterable<readonly [string, readonly T[]]>, most: number): Map<string, T>[] {
  let combinations = [new Map<string, T>()];
  for (const [name, values] of lists) {
    const more: Map<string, T>[] = [];
    for (const combination of combinations) {
      for (const value of values) {
        if (more.length === most) break;
        more.push(new Map(combination).set(name, value));
      }
    }
    combinations = more;
  }
  return combinations;
}

/** As many lists as are combined: each combination has a value of each. */
export const MOST_LISTS = 100;

/** How many combinations there are, those that are left out too. */
export function countOf(lists: Iterable<readonly [string, readonly unknown[]]>): number {
  let count = 1;
  for (const [, values] of lists) count *= values.length;
  return count;
}
