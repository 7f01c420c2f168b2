import type { Ignore, Pull, Waived } from "../../../model.ts";

/** An inline ignore with the rules of it that ignored something. */
export interface IgnoreUse {
  readonly ignore: Ignore;
  readonly used: Set<string>;
}

export interface Ignores {
  readonly uses: readonly IgnoreUse[];
  /** The first ignore with a reason that covers a place where the name comes from; marks every one that does. */
  ignore(rule: string, pull: Pull): Waived | undefined;
  /** Whether an ignore covers a place of this pull. */
  covering(pull: Pull): readonly IgnoreUse[];
}

export function prepareIgnores(ignores: readonly Ignore[]): Ignores {
  const uses = ignores.map((ignore): IgnoreUse => ({ ignore, used: new Set() }));
  const byFile = Map.groupBy(uses, ({ ignore }) => ignore.file);

  function covering(pull: Pull): IgnoreUse[] {
    const found = new Set<IgnoreUse>();
    for (const reference of pull.references) {
      for (const use of byFile.get(reference.file) ?? []) {
        const [first, last] = use.ignore.covers;
        if (reference.line >= first && reference.line <= last) found.add(use);
      }
    }
    return [...found];
  }

  return {
    uses,
    covering,
    ignore(rule, pull) {
      const fitting = covering(pull).filter(({ ignore }) => ignore.reason !== "" && ignore.rules.includes(rule));
      for (const use of fitting) use.used.add(rule);
      const [first] = fitting;
      return first === undefined ? undefined : { by: "inline", reason: first.ignore.reason };
    },
  };
}
