/** Sorting, extremes and distinct items of a list. */
import { compare } from "../comparison.ts";
import { equals } from "../equality.ts";
import type { MethodCallContext } from "./context.ts";
import type { ClosureValue, Value } from "../model.ts";
import { nothing } from "../value.ts";

/** More than these are not compared each with each. */
const MOST_COMPARED = 1_000;

/** The first of those that Groovy's `==` holds for the same; undefined where that is not followed. */
export function distinct(
  items: readonly Value[],
  context: MethodCallContext,
  closure?: ClosureValue,
): Value[] | undefined {
  const keyed = keysOf(items, closure, context);
  if (keyed === undefined || keyed.length > MOST_COMPARED) return undefined;
  const { meter } = context.run;
  if (!meter.look((keyed.length * keyed.length) / 2)) return undefined;
  const same = ({ key }: Keyed) => keyed.findIndex((other) => equals(other.key, key, meter) === true);
  return keyed.filter((one, index) => same(one) === index).map(({ item }) => item);
}

interface Keyed {
  readonly item: Value;
  readonly key: Value;
}

/** What items are compared by: themselves, or what a closure of one parameter makes of them. */
function keysOf(
  items: readonly Value[],
  closure: Value | undefined,
  context: MethodCallContext,
): readonly Keyed[] | undefined {
  if (!context.run.meter.makeItems(items.length)) return undefined;
  if (closure === undefined) return items.map((item) => ({ item, key: item }));
  if (closure.kind !== "closure" || (closure.node.parameters?.length ?? 1) !== 1) return undefined;
  return items.map((item) => ({ item, key: context.invoke(closure, [item]) }));
}

export function extreme(
  items: readonly Value[],
  name: "max" | "min",
  context: MethodCallContext,
  closure?: Value,
): Value | undefined {
  const keyed = keysOf(items, closure, context)?.filter(({ key }) => key.kind !== "null");
  let best = keyed?.[0];
  for (const candidate of keyed?.slice(1) ?? []) {
    const sign = compare(candidate.key, best!.key, context.run.meter);
    if (sign === undefined) return undefined;
    if (name === "max" ? sign > 0 : sign < 0) best = candidate;
  }
  return keyed && (best?.item ?? nothing);
}

/** In order, by themselves, by a key, or by a closure that compares two; undefined where that is not followed. */
export function sort(items: readonly Value[], context: MethodCallContext, closure?: Value): Value[] | undefined {
  let followed = context.run.meter.look(items.length * 16);
  if (!followed) return undefined;
  const signed = (sign: number | undefined): number => {
    followed &&= sign !== undefined;
    return sign ?? 0;
  };
  if (closure?.kind === "closure" && closure.node.parameters?.length === 2) {
    const sorted = [...items].sort((a, b) => {
      if (!followed) return 0;
      const sign = context.invoke(closure, [a, b]);
      return signed(sign.kind === "number" ? sign.value : undefined);
    });
    return followed ? sorted : undefined;
  }
  const keyed = keysOf(items, closure, context);
  const sorted = keyed && [...keyed].sort(({ key: a }, { key: b }) => signed(compare(a, b, context.run.meter)));
  return followed ? sorted?.map(({ item }) => item) : undefined;
}
