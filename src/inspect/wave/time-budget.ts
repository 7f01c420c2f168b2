/** The time that may be spent on one image. */
import { Deadline } from "../network/deadline.ts";

/** Only the calls themselves are counted, and not the wait for one's turn. */
export class TimeBudget {
  readonly #now: () => number;
  #left: number;

  constructor(milliseconds: number, now: () => number) {
    this.#left = milliseconds;
    this.#now = now;
  }

  /** When it will be used up, if from now on all time is counted. */
  get deadline(): Deadline {
    return new Deadline(this.#now() + this.#left, this.#now);
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
