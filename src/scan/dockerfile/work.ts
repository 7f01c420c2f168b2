/** How much work one Dockerfile may ask for: values that double, and patterns that are held against long ones. */

/**
 * In characters of values that are put in place of variables, and steps of patterns. The largest Dockerfiles that people
 * write take some ten thousand.
 */
const MOST = 4_000_000;

export class Work {
  #left = MOST;

  /** Takes from what is left; false where there is too little. */
  take(amount: number): boolean {
    this.#left -= amount;
    return this.#left >= 0;
  }
}

export const SPENT = "the file makes more of its variables than is followed here";
