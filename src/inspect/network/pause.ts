/** The pause of a host. */

/** The time for which a host is left alone, because it asked for that. */
export class Pause {
  #timer: NodeJS.Timeout | undefined;
  #until = 0;

  get isOn(): boolean {
    return this.#timer !== undefined;
  }

  /** A shorter one does not end a longer one that is on. `over` is called at the end, and not where `end` comes first. */
  begin(milliseconds: number, over: () => void): void {
    const until = performance.now() + milliseconds;
    if (this.isOn && until <= this.#until) return;
    this.end();
    this.#until = until;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      over();
    }, milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
