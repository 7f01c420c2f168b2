/** When two values are equal: to `==`, and to Java's collections. */
import type { Meter } from "../budget/meter.ts";
import type { ListValue, Value } from "./model.ts";
import { failure, isOpen } from "./value.ts";

/** Groovy's `==`; undefined where it is open. */
export function equals(left: Value, right: Value, meter: Meter, depth = 0): boolean | undefined {
  if (depth > 40 || isOpen(left) || isOpen(right) || left.kind === "choice" || right.kind === "choice")
    return undefined;
  if (left.kind === "null" || right.kind === "null") return left.kind === right.kind;
  if (left.kind === "number" && right.kind === "number") return left.value === right.value;
  if (left.kind === "string" && right.kind === "string") {
    if (left.pattern === true || right.pattern === true) return left === right;
    if (left.value.length !== right.value.length) return false;
    return meter.read(left.value.length) ? left.value === right.value : undefined;
  }
  if (left.kind === "boolean" && right.kind === "boolean") return left.value === right.value;
  if (left.kind === "list" && right.kind === "list") {
    if (isAlone(left) || isAlone(right)) return left === right;
    if ((left.shape === "set") !== (right.shape === "set") || left.items.length !== right.items.length) return false;
    const pairs = left.shape === "set" ? left.items.length * right.items.length : left.items.length;
    if (!meter.spend() || !meter.look(pairs)) return undefined;
    if (left.shape === "set")
      return left.items.every((item) => right.items.some((other) => javaEquals(item, other, meter)));
    return every(left.items.map((item, index) => equals(item, right.items[index]!, meter, depth + 1)));
  }
  if (left.kind === "map" && right.kind === "map") {
    if (left.entries.size !== right.entries.size) return false;
    if (!meter.spend() || !meter.look(left.entries.size)) return undefined;
    return every(
      [...left.entries].map(
        ([key, item]) => equals(item, right.entries.get(key) ?? failure(""), meter, depth + 1) ?? false,
      ),
    );
  }
  return left === right;
}

/** Equal to nothing but itself. */
function isAlone({ shape }: ListValue): boolean {
  return shape === "matcher" || shape === "values";
}

function every(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Java's `equals`, by which collections find their members: an Integer equals no Long, a GString no String. */
export function javaEquals(left: Value, right: Value, meter: Meter): boolean {
  if (left.kind === "string" && right.kind === "string" && left.interpolated !== right.interpolated) return false;
  if (left.kind === "number" && right.kind === "number") {
    const sameSort = left.unit === right.unit && left.width === right.width && left.double === right.double;
    return sameSort && left.scale === right.scale && left.value === right.value;
  }
  if (left.kind === "list" && right.kind === "list" && left.items.length === right.items.length) {
    const isEqual = equals(left, right, meter) === true && meter.spend();
    return isEqual && left.items.every((item, index) => javaEquals(item, right.items[index]!, meter));
  }
  return equals(left, right, meter) === true;
}
