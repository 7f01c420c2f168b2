/** The breaker that stands before a server. */

/** Spares a server that does not answer: after so many failures of one kind in a row it is asked no more. */
export class Breaker<Reason> {
  readonly #breakAfter: number;
  #streak = 0;
  #kind: string | undefined;
  #reason: Reason | undefined;

  constructor(breakAfter: number) {
    this.#breakAfter = breakAfter;
  }

  /** Why nothing more is asked; undefined as long as something is. */
  get reason(): Reason | undefined {
    return this.#reason;
  }

  succeeded(): void {
    this.#streak = 0;
  }

  failed(kind: string, reason: Reason): void {
    this.#streak = this.#kind === kind ? this.#streak + 1 : 1;
    this.#kind = kind;
    if (this.#streak >= this.#breakAfter) this.stop(reason);
  }

  /** At once and for good; the first reason stays. */
  stop(reason: Reason): void {
    this.#reason ??= reason;
  }
}
