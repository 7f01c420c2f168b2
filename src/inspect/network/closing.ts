/** The end of a client. */

/** What is under way and has to end at once when the client is closed. */
export class Closing {
  readonly #ends = new Set<() => void>();
  #isClosed = false;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  add(end: () => void): void {
    this.#ends.add(end);
  }

  delete(end: () => void): void {
    this.#ends.delete(end);
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.add(end);
    });
  }

  close(): void {
    this.#isClosed = true;
    for (const end of this.#ends) end();
  }
}
