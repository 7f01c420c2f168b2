/** The wish to end a run before it is done. */

/** What is thrown where a run is cancelled before it could come to anything. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** Milliseconds that something may compute before the event loop, which brings signals, has a turn. */
const TURN = 50;

export class Cancellation {
  readonly #listeners = new Set<() => void>();
  #reason: string | undefined;
  #turn = performance.now();

  /** Who or what cancelled the run (`SIGTERM`); undefined as long as nobody did. */
  get reason(): string | undefined {
    return this.#reason;
  }

  /** The first reason stays. */
  cancel(reason: string): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const listener of this.#listeners) listener();
  }

  /** Calls back when the run is cancelled: at once where it is. Gives what takes that back. */
  listen(listener: () => void): () => void {
    if (this.#reason !== undefined) listener();
    else this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Between two pieces of work that computes: lets signals in where they have waited for long. True where the run is
   * cancelled, and nothing more is to be begun.
   */
  async pause(): Promise<boolean> {
    if (performance.now() - this.#turn > TURN) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#turn = performance.now();
    }
    return this.#reason !== undefined;
  }

  /** The work, or a `Cancelled` as soon as there is a reason. `what` completes the sentence `The run was cancelled before …`. */
  race<T>(work: Promise<T>, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const forget = this.listen(() => {
        reject(new Cancelled(`The run was cancelled (${this.#reason}) before ${what}.`));
      });
      void work.then(resolve, reject).finally(forget);
    });
  }
}
