/** When two values are equal: to `==`, and to Java's collections. */
import type { ListValue, Value } from "./model.ts";
import { failure, isOpen } from "./value.ts";

/** Groovy's `==`; undefined where it is open. */
export function equals(left: Value, right: Value, depth = 0): boolean | undefined {
  if (depth > 40 || isOpen(left) || isOpen(right) || left.kind === "choice" || right.kind === "choice")
    return undefined;
  if (left.kind === "null" || right.kind === "null") return left.kind === right.kind;
  if (left.kind === "number" && right.kind === "number") return left.value === right.value;
  if (left.kind === "string" && right.kind === "string") {
    return left.pattern === true || right.pattern === true ? left === right : left.value === right.value;
  }
  if (left.kind === "boolean" && right.kind === "boolean") return left.value === right.value;
  if (left.kind === "list" && right.kind === "list") {
    if (isAlone(left) || isAlone(right)) return left === right;
    if ((left.shape === "set") !== (right.shape === "set") || left.items.length !== right.items.length) return false;
    if (left.shape === "set") return left.items.every((item) => right.items.some((other) => javaEquals(item, other)));
    return every(left.items.map((item, index) => equals(item, right.items[index]!, depth + 1)));
  }
  if (left.kind === "map" && right.kind === "map") {
    if (left.entries.size !== right.entries.size) return false;
    return every(
      [...left.entries].map(([key, item]) => equals(item, right.entries.get(key) ?? failure(""), depth + 1) ?? false),
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
export function javaEquals(left: Value, right: Value): boolean {
  if (left.kind === "string" && right.kind === "string" && left.interpolated !== right.interpolated) return false;
  if (left.kind === "number" && right.kind === "number") {
    const sameSort = left.unit === right.unit && left.width === right.width && left.double === right.double;
    return sameSort && left.scale === right.scale && left.value === right.value;
  }
  if (left.kind === "list" && right.kind === "list" && left.items.length === right.items.length) {
    return equals(left, right) === true && left.items.every((item, index) => javaEquals(item, right.items[index]!));
  }
  return equals(left, right) === true;
}
