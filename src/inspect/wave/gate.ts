/** Lets so many in at a time, and so many of them of one kind: one kind that hangs leaves room for the others. */
export interface Gate {
  /** Waits for a place; the result gives it back. First come, first served among those that there is a place for. */
  enter(kind: string): Promise<() => void>;
}

export function createGate(overall: number, perKind: number): Gate {
  const active = new Map<string, number>();
  const waiting: { readonly kind: string; readonly go: () => void }[] = [];
  let total = 0;

  const isFree = (kind: string): boolean => total < overall && (active.get(kind) ?? 0) < perKind;

  function take(kind: string): () => void {
    total++;
    active.set(kind, (active.get(kind) ?? 0) + 1);
    return () => {
      total--;
      active.set(kind, (active.get(kind) ?? 1) - 1);
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
