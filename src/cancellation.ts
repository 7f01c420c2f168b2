/** The wish to end a run before it is done. */

/** What is thrown where a run is cancelled before it could come to anything. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

export class Cancellation {
  readonly #listeners = new Set<() => void>();
  #reason: string | undefined;

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
