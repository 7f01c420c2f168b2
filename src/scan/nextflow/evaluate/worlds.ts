/** All the ways in which open conditions may turn out. */
import type { Unresolved } from "../../../model.ts";
import type { Value } from "./model.ts";

export interface Decision {
  readonly condition: string;
  readonly holds: boolean;
  readonly unresolved: Unresolved;
}

/** One way in which the open conditions may turn out. */
export interface World<T> {
  readonly decisions: readonly Decision[];
  readonly result: T;
}

export type Decide = (condition: string, unresolved: Unresolved) => boolean;

/**
 * Evaluates once for every combination of open conditions that the evaluation meets: each time it asks about a new one,
 * both answers are tried. So two tests of one condition never disagree within a world. Undefined where there would be
 * more than `limit` worlds.
 */
export function explore<T>(evaluate: (decide: Decide) => T, limit = 32): readonly World<T>[] | undefined {
  const worlds: World<T>[] = [];
  const pending: (readonly Decision[])[] = [[]];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (worlds.length + pending.length >= limit) return undefined;
    const decisions = [...path];
    const known = new Map(path.map((decision) => [decision.condition, decision.holds]));
    const others: (readonly Decision[])[] = [];
    const result = evaluate((condition, unresolved) => {
      const before = known.get(condition);
      if (before !== undefined) return before;
      others.push([...decisions, { condition, holds: false, unresolved }]);
      decisions.push({ condition, holds: true, unresolved });
      known.set(condition, true);
      return true;
    });
    worlds.push({ decisions, result });
    pending.push(...others);
  }
  return worlds;
}

/** Conditions as a person reads them. */
export function conditionsOf(decisions: readonly Decision[]): readonly string[] {
  return decisions.map(({ condition, holds }) => (holds ? condition : `!(${condition})`));
}

/** The same answers, remembered: for what may go by those that were given, and ask for no others. */
export function remembering(decide: Decide): { readonly decide: Decide; readonly given: ReadonlyMap<string, boolean> } {
  const given = new Map<string, boolean>();
  return {
    decide(condition, unresolved) {
      const holds = decide(condition, unresolved);
      given.set(condition, holds);
      return holds;
    },
    given,
  };
}

/** All worlds of one value, as `explore` gives them, as a value to be stored, decided anew by whoever reads it. */
export function toChoice(worlds: readonly World<Value>[], from = 0): Value {
  const first = worlds[0]!;
  const decision = first.decisions[from];
  if (decision === undefined) return first.result;
  const then = worlds.filter((world) => world.decisions[from]?.holds === true);
  const otherwise = worlds.filter((world) => world.decisions[from]?.holds === false);
  return {
    kind: "choice",
    condition: decision.condition,
    unresolved: decision.unresolved,
    held: toChoice(then, from + 1),
    failed: toChoice(otherwise, from + 1),
  };
}
