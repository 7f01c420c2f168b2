/** Which inline ignores excuse what, and which of them were of use. */
import type { Ignore, Location, Waived } from "../../../model.ts";
import { isVisible } from "../../shapes/values.ts";
import { locationOf } from "../../../reference.ts";

/** An inline ignore with the rules of it that ignored something. */
export interface TrackedIgnore {
  readonly ignore: Ignore;
  readonly used: Set<string>;
}

type Place = Pick<Location, "file" | "line">;

export interface IgnoreBook {
  readonly all: readonly TrackedIgnore[];
  /** The first ignore with a reason that covers one of these places; marks every one that does. */
  excuse(rule: string, places: readonly Place[]): Waived | undefined;
  /** The ignores that cover one of these places. */
  covering(places: readonly Place[]): readonly TrackedIgnore[];
}

/** `isRefused`: those that excuse nothing, and are of use all the same. */
export function trackIgnores(
  ignores: readonly Ignore[],
  isRefused: (ignore: Ignore) => boolean = () => false,
): IgnoreBook {
  const all = ignores.map((ignore): TrackedIgnore => ({ ignore, used: new Set() }));
  const byFile = Map.groupBy(all, ({ ignore }) => ignore.file);

  function covering(places: readonly Place[]): TrackedIgnore[] {
    const found = new Set<TrackedIgnore>();
    for (const { file, line } of places) {
      for (const tracked of byFile.get(file) ?? []) {
        const [first, last] = tracked.ignore.covers;
        if (line >= first && line <= last) found.add(tracked);
      }
    }
    return [...found];
  }

  return {
    all,
    covering,
    excuse(rule, places) {
      const fitting = covering(places).filter(({ ignore }) => isVisible(ignore.reason) && ignore.rules.includes(rule));
      for (const tracked of fitting) tracked.used.add(rule);
      const first = fitting.find(({ ignore }) => !isRefused(ignore));
      return first === undefined
        ? undefined
        : { by: "inline", reason: first.ignore.reason, location: locationOf(first.ignore) };
    },
  };
}
