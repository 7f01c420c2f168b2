/** The time that may be spent on one image. */

/**
 * Begins with the first request that is really sent, and counts only requests and the waits between two tries: who has
 * to wait for a turn behind others loses nothing by it.
 */
export class TimeBudget {
  readonly #now: () => number;
  #left: number;

  /** What `now` gives is in milliseconds. */
  constructor(milliseconds: number, now: () => number) {
    this.#left = milliseconds;
    this.#now = now;
  }

  /** Milliseconds; none or fewer where it is used up. */
  get left(): number {
    return this.#left;
  }

  /** True where a wait of so many milliseconds ends in time. */
  allows(wait: number): boolean {
    return wait <= this.#left;
  }

  async spendOn<T>(work: () => Promise<T>): Promise<T> {
    const started = this.#now();
    try {
      return await work();
    } finally {
      this.#left -= this.#now() - started;
    }
  }
}
