/** The variables of a script, as they are and as they were. */
import type { Value } from "../evaluate/model.ts";

/** A value and the time from which on it holds. */
interface Version {
  readonly from: number;
  readonly value: Value;
}

/**
 * A generated script sets thousands of variables and has thousands of processes, each of which sees what stands above it:
 * nothing is copied for them, and a name is looked up as it was at a time.
 */
export class Variables {
  readonly #versions = new Map<string, Version[]>();
  #now = 0;

  /** What `get` gives for this time does not change any more. */
  get now(): number {
    return this.#now;
  }

  set(name: string, value: Value): void {
    this.#now += 1;
    const before = this.#versions.get(name);
    if (before === undefined) this.#versions.set(name, [{ from: this.#now, value }]);
    else before.push({ from: this.#now, value });
  }

  get(name: string, time = this.#now): Value | undefined {
    const versions = this.#versions.get(name) ?? [];
    let low = 0;
    let high = versions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (versions[middle]!.from <= time) low = middle + 1;
      else high = middle;
    }
    return versions[low - 1]?.value;
  }
}
