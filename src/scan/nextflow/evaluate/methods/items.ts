/** What the methods of lists do with items: join, add, number them, put them in place. */
import type { ListValue, Value } from "../model.ts";
import { operate } from "../operators.ts";
import { isOpen, list, LONGEST, nothing, originsOf, shown, text, whole } from "../value.ts";
import type { MethodCallContext } from "./context.ts";

/** Puts the items in place of the old ones, as `sort()` and `unique()` do; of a set they make a list. */
export function putInPlace(self: ListValue, items: readonly Value[]): Value {
  if (self.shape !== undefined && self.shape !== "array") return list([...items]);
  self.items.splice(0, self.items.length, ...items);
  return self;
}

export function join(items: readonly Value[], separator: Value | undefined): Value | undefined {
  const glue = separator === undefined || separator.kind === "null" ? "" : shown(separator);
  const parts = items.map((item) => shown(item));
  const open = items.find(isOpen);
  if (open !== undefined) return open;
  if (glue === undefined || parts.includes(undefined)) return undefined;
  const joined = parts.join(glue);
  return joined.length > LONGEST ? undefined : text(joined, items.flatMap(originsOf));
}

export function sum(items: readonly Value[], context: MethodCallContext): Value {
  if (items.length === 0) return nothing;
  return items.reduce((left, right) => operate("+", left, right, context.words));
}

/** Each item with its number. */
export function indexed(items: readonly Value[], start: number): Value {
  return list(items.map((item, index) => list([item, whole(start + index)])));
}
