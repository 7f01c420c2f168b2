/** What the methods of lists do with items: join, add, number them, put them in place. */
import type { ListValue, Value } from "../model.ts";
import { operate } from "../operators.ts";
import { isOpen, list, LONGEST, nothing, originsOfAll, shown, whole } from "../value.ts";
import { madeText, type MethodCallContext } from "./context.ts";

/** Puts the items in place of the old ones, as `sort()` and `unique()` do; of a set they make a list. */
export function putInPlace(self: ListValue, items: readonly Value[]): Value {
  if (self.shape !== undefined && self.shape !== "array") return list([...items]);
  for (const [index, item] of items.entries()) self.items[index] = item;
  self.items.length = items.length;
  return self;
}

export function join(
  items: readonly Value[],
  separator: Value | undefined,
  context: MethodCallContext,
): Value | undefined {
  const { meter } = context.run;
  const glue = separator === undefined || separator.kind === "null" ? "" : shown(separator, meter);
  if (!meter.look(items.length)) return undefined;
  const parts = items.map((item) => shown(item, meter));
  const open = items.find(isOpen);
  if (open !== undefined) return open;
  if (glue === undefined || parts.includes(undefined)) return undefined;
  const length = parts.reduce((sum, part) => sum + part!.length + glue.length, 0);
  return length > LONGEST + glue.length ? undefined : madeText(parts.join(glue), originsOfAll(items), context);
}

export function sum(items: readonly Value[], context: MethodCallContext): Value {
  if (items.length === 0) return nothing;
  return items.reduce((left, right) => operate("+", left, right, context.words, context.run.meter));
}

/** Each item with its number. */
export function indexed(items: readonly Value[], start: number, { run }: MethodCallContext): Value | undefined {
  if (!run.meter.makeItems(items.length * 3)) return undefined;
  return list(items.map((item, index) => list([item, whole(start + index)])));
}
