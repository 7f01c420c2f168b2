/** Lets so many in at a time, and so many of them of one kind: one kind that hangs leaves room for the others. */
export interface Gate {
  /** Waits for a place; the result gives it back. First come, first served among those that there is a place for. */
  enter(kind: string): Promise<() => void>;
}

export function createGate(overall: number, perKind: number): Gate {
  /** Kinds of those inside. */
  const active: string[] = [];
  const waiting: { readonly kind: string; readonly go: () => void }[] = [];

  const isFree = (kind: string): boolean =>
    active.length < overall && active.filter((other) => other === kind).length < perKind;

  function take(kind: string): () => void {
    active.push(kind);
    return () => {
      active.splice(active.indexOf(kind), 1);
      const next = waiting.findIndex((place) => isFree(place.kind));
      if (next >= 0) waiting.splice(next, 1)[0]?.go();
    };
  }

  return {
    enter(kind) {
      if (isFree(kind)) return Promise.resolve(take(kind));
      return new Promise((resolve) => {
        waiting.push({ kind, go: () => resolve(take(kind)) });
      });
    },
  };
}
