/** The values that a text may have, by conditions that only a run of the workflow can know. */
import { type Composed, isKnown } from "../../kit/composed.ts";
import { type Choices, evaluateText, type Lookup, unknownValue } from "./expression.ts";

/** More ways than that are not told apart. */
const MOST_WAYS = 16;

/**
 * Each value that a text may have, with the conditions of its own: `${{ github.ref == 'x' && 'a:1' || 'b:1' }}` has two. Where
 * there are more than `MOST_WAYS`, none is known.
 */
export function evaluateWays(text: string, lookup: Lookup): readonly Composed[] {
  const values: Composed[] = [];
  const open: (readonly (readonly [condition: string, holds: boolean])[])[] = [[]];
  for (let begun = open.pop(); begun !== undefined; begun = open.pop()) {
    if (values.length === MOST_WAYS) return [unknownValue(text)];
    const choices: Choices = new Map(begun);
    const value = evaluateText(text, lookup, choices);
    const made = [...choices];
    const conditions = made.map(([condition, holds]) => (holds ? condition : `not (${condition})`));
    values.push(isKnown(value) ? { ...value, conditions } : value);
    const added = made.slice(begun.length);
    open.push(...added.map(([condition], at) => [...made.slice(0, begun.length + at), [condition, false] as const]));
  }
  return values;
}
