/** A gate that lets in a few at a time. */

/** Lets so many in at a time, and so many of them of one kind: one kind that hangs leaves room for the others. */
export class Gate {
  readonly #overall: number;
  readonly #perKind: number;
  /** Kinds of those inside. */
  readonly #inside: string[] = [];
  readonly #waiting: { readonly kind: string; readonly go: () => void }[] = [];

  constructor(overall: number, perKind: number) {
    this.#overall = overall;
    this.#perKind = perKind;
  }

  /** Waits for a place; the result gives it back. First come, first served among those that there is a place for. */
  enter(kind: string): Promise<() => void> {
    if (this.#isFree(kind)) return Promise.resolve(this.#take(kind));
    return new Promise((resolve) => {
      this.#waiting.push({ kind, go: () => resolve(this.#take(kind)) });
    });
  }

  #isFree(kind: string): boolean {
    const ofKind = this.#inside.filter((other) => other === kind).length;
    return this.#inside.length < this.#overall && ofKind < this.#perKind;
  }

  #take(kind: string): () => void {
    this.#inside.push(kind);
    return () => {
      this.#inside.splice(this.#inside.indexOf(kind), 1);
      const next = this.#waiting.findIndex((place) => this.#isFree(place.kind));
      if (next >= 0) this.#waiting.splice(next, 1)[0]?.go();
    };
  }
}
