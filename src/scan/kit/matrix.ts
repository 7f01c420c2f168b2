/** The combinations that a matrix of lists makes. */

/**
 * One value of each list under its name, in the order in which the lists would be nested; no more than `most`, however
 * wide they are. None where a list is empty, and a single empty one where there is no list.
 */
export function combinationsOf<T>(lists: Iterable<readonly [string, readonly T[]]>, most: number): Map<string, T>[] {
  let combinations = [new Map<string, T>()];
  for (const [name, values] of lists) {
    const some = values.slice(0, most);
    combinations = combinations
      .flatMap((combination) => some.map((value) => new Map(combination).set(name, value)))
      .slice(0, most);
  }
  return combinations;
}
