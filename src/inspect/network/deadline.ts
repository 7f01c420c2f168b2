/** The limit of time on a request and all that it takes. */

/** The moment after which nothing more is tried. */
export class Deadline {
  readonly #at: number;
  readonly #now: () => number;

  /** `at` and what `now` gives are epoch milliseconds. */
  constructor(at: number, now: () => number) {
    this.#at = at;
    this.#now = now;
  }

  /** Milliseconds until then; none or fewer where it has passed. */
  get left(): number {
    return this.#at - this.#now();
  }

  /** True where a wait of so many milliseconds ends in time. */
  allows(wait: number): boolean {
    return wait <= this.left;
  }
}
