/** Comparisons of two values, quantities included. */
import type { Meter } from "../budget/meter.ts";
import { equals } from "./equality.ts";
import { asQuantity } from "./quantity.ts";
import type { NumberValue, Value } from "./model.ts";
import { isOpen } from "./value.ts";

/** `==`; a quantity equals the text and the number that it is read from. */
export function equal(left: Value, right: Value, meter: Meter): boolean | undefined {
  const pair = quantities(left, right);
  if (pair !== undefined) return equals(...pair, meter);
  const refused = left.kind === "number" && left.unit !== undefined;
  return refused && (right.kind === "string" || right.kind === "number") ? undefined : equals(left, right, meter);
}

/** Two numbers to be compared where the left one is a quantity; undefined where it is none, or the right one no number. */
function quantities(left: Value, right: Value): readonly [NumberValue, NumberValue] | undefined {
  if (left.kind !== "number" || left.unit === undefined) return undefined;
  const other = asQuantity(right, left.unit);
  return other === undefined ? undefined : [left, other];
}

/** `compareTo`, below, at or above 0; undefined where it is open or an error. */
export function compare(left: Value, right: Value, meter: Meter): number | undefined {
  const [a, b] = quantities(left, right) ?? [left, right];
  if (a.kind === "number" && b.kind === "number") {
    return a.unit === b.unit ? Math.sign(a.value - b.value) : undefined;
  }
  if (a.kind === "string" && b.kind === "string") {
    return meter.read(Math.min(a.value.length, b.value.length) * 4) ? compareText(a.value, b.value) : undefined;
  }
  if (a.kind === "boolean" && b.kind === "boolean") return Number(a.value) - Number(b.value);
  if (a.kind === "object" && b.kind === "object" && a.constant !== undefined && b.constant?.type === a.constant.type) {
    return Math.sign(a.constant.ordinal - b.constant.ordinal);
  }
  if (isOpen(a) || isOpen(b)) return undefined;
  if (a.kind === "null" || b.kind === "null") return Number(b.kind === "null") - Number(a.kind === "null");
  return undefined;
}

/** `String.compareTo`: the distance of the first letters that differ, or of the lengths. */
export function compareText(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at += 1) {
    const distance = left.charCodeAt(at) - right.charCodeAt(at);
    if (distance !== 0) return distance;
  }
  return left.length - right.length;
}
