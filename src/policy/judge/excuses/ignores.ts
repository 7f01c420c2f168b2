/** Which inline ignores excuse what, and which of them were of use. */
import type { Ignore, Pull, Waived } from "../../../model.ts";

/** An inline ignore with the rules of it that ignored something. */
export interface TrackedIgnore {
  readonly ignore: Ignore;
  readonly used: Set<string>;
}

export interface IgnoreBook {
  readonly all: readonly TrackedIgnore[];
  /** The first ignore with a reason that covers a place where the name comes from; marks every one that does. */
  excuse(rule: string, pull: Pull): Waived | undefined;
  /** Whether an ignore covers a place of this pull. */
  covering(pull: Pull): readonly TrackedIgnore[];
}

export function trackIgnores(ignores: readonly Ignore[]): IgnoreBook {
  const all = ignores.map((ignore): TrackedIgnore => ({ ignore, used: new Set() }));
  const byFile = Map.groupBy(all, ({ ignore }) => ignore.file);

  function covering(pull: Pull): TrackedIgnore[] {
    const found = new Set<TrackedIgnore>();
    for (const reference of pull.references) {
      for (const tracked of byFile.get(reference.file) ?? []) {
        const [first, last] = tracked.ignore.covers;
        if (reference.line >= first && reference.line <= last) found.add(tracked);
      }
    }
    return [...found];
  }

  return {
    all,
    covering,
    excuse(rule, pull) {
      const fitting = covering(pull).filter(({ ignore }) => ignore.reason !== "" && ignore.rules.includes(rule));
      for (const tracked of fitting) tracked.used.add(rule);
      const [first] = fitting;
      return first === undefined ? undefined : { by: "inline", reason: first.ignore.reason };
    },
  };
}
