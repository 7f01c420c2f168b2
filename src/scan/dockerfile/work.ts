/** How much work one Dockerfile may ask for: values that double, and patterns that are held against long ones. */

/**
 * In characters of values that are put in place of variables, and steps of patterns. The largest Dockerfiles that people
 * write take some ten thousand.
 */
const MOST = 4_000_000;

/** As many triggers as are followed: those of a base are fired by each stage that is based on it. */
const MOST_FIRED = 20_000;

/** What is left of it for one file, in all of its builds. */
export class Work {
  #left = MOST;
  #fired = 0;

  /** Takes from what is left; false where there is too little. */
  take(amount: number): boolean {
    this.#left -= amount;
    return this.#left >= 0;
  }

  /** Counts a trigger; false where it is not followed any more. */
  fire(): boolean {
    this.#fired++;
    return this.#fired <= MOST_FIRED;
  }
}

export const SPENT = "the file makes more of its variables than is followed here";
