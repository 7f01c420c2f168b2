/** The names that a block of a legacy configuration sees. */
import type { Value } from "../evaluate/model.ts";

/** The names that an open block sees. */
export interface BlockScope {
  get(name: string): Value | undefined;
  set(name: string, value: Value): void;
  /** The scope of a block within this one: what is set here later on is not seen there. */
  inner(): BlockScope;
}

/**
 * The legacy parser copies the names of the block around each block. A generated configuration has ten thousand blocks in
 * one, so a name is looked for from block to block instead, as it was when the inner block was opened.
 */
export function openScope(): BlockScope {
  let now = 0;
  const scopeWithin = (outer: ((name: string) => Value | undefined) | undefined): BlockScope => {
    const set = new Map<string, { readonly at: number; readonly value: Value }[]>();
    const seenAt = (name: string, time: number): Value | undefined =>
      set.get(name)?.findLast(({ at }) => at <= time)?.value ?? outer?.(name);
    return {
      get: (name) => seenAt(name, now),
      set(name, value) {
        now += 1;
        const before = set.get(name);
        if (before === undefined) set.set(name, [{ at: now, value }]);
        else before.push({ at: now, value });
      },
      inner() {
        const opened = now;
        return scopeWithin((name) => seenAt(name, opened));
      },
    };
  };
  return scopeWithin(undefined);
}
