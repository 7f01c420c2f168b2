/** What the operators of Groovy make of two values. */
import type { Meter } from "../budget/meter.ts";
import { compile } from "../regex/index.ts";
import type { BinaryOperator } from "../syntax/tree.ts";
import { arithmetic, type Arithmetic } from "./arithmetic.ts";
import { compare, equal } from "./comparison.ts";
import { setOf } from "./conversions.ts";
import { equals, javaEquals } from "./equality.ts";
import { isCase } from "./membership.ts";
import type { ListValue, NumberValue, Origin, StringValue, Value } from "./model.ts";
import {
  failure,
  list,
  LONGEST,
  map,
  nothing,
  openAs,
  originsOf,
  originsOfAll,
  affordsSearch,
  shown,
  text,
  truth,
  unsupported,
  whole,
} from "./value.ts";

/** Those that always look at both sides. */
export type Operator = Exclude<BinaryOperator, "||" | "&&">;

/** A Groovy operator on two known or open values; `words` is what a condition on an open result is called. */
export function operate(operator: Operator, left: Value, right: Value, words: string, meter: Meter): Value {
  if (left.kind === "failure") return left;
  if (right.kind === "failure") return right;
  if (operator === "==" || operator === "!=") {
    const same = equal(left, right, meter);
    if (same !== undefined) return truth(same === (operator === "=="));
    const cause = [left, right].find((side) => side.kind === "unknown");
    return cause === undefined ? unsupported(words) : openAs(cause, words);
  }
  if (operator === "in") return member(left, right, words, meter);
  if (operator === "!in") {
    const inside = member(left, right, words, meter);
    return inside.kind === "boolean" ? truth(!inside.value) : inside;
  }
  if (left.kind === "unknown") return openAs(left, words);
  if (right.kind === "unknown") return openAs(right, words);
  switch (operator) {
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "<=>":
      return order(operator, left, right, words, meter);
    case "=~":
    case "==~":
      return match(operator, left, right, words, meter);
    case "+":
      return plus(left, right, words, meter);
    case "-":
      return minus(left, right, words, meter);
    case "*":
    case "/":
    case "%":
    case "**":
      return calculate(operator, left, right, words, meter);
    case "<<":
      return append(left, right, words, meter);
    case "|":
    case "^":
    case "&":
    case ">>":
    case ">>>":
      return bitwise(operator, left, right, words);
    case "===":
    case "!==":
      break;
  }
  return unsupported(words);
}

function member(item: Value, group: Value, words: string, meter: Meter): Value {
  if (group.kind === "unknown") return openAs(group, words);
  if (group.kind === "null") return truth(item.kind === "null");
  return isCase(item, group, words, meter);
}

function order(
  operator: "<" | "<=" | ">" | ">=" | "<=>",
  left: Value,
  right: Value,
  words: string,
  meter: Meter,
): Value {
  const sign = compare(left, right, meter);
  if (sign === undefined) return unsupported(words);
  switch (operator) {
    case "<":
      return truth(sign < 0);
    case "<=":
      return truth(sign <= 0);
    case ">":
      return truth(sign > 0);
    case ">=":
      return truth(sign >= 0);
    case "<=>":
      break;
  }
  return whole(Math.sign(sign));
}

function match(operator: "=~" | "==~", left: Value, right: Value, words: string, meter: Meter): Value {
  const subject = shown(left, meter);
  const pattern = shown(right, meter);
  if (subject === undefined || pattern === undefined) return unsupported(words);
  const regex = compile(pattern, meter);
  if ("problem" in regex) return unsupported(words);
  if (operator === "==~") {
    const matches = regex.matches(subject, meter);
    return matches === undefined ? unsupported(words) : truth(matches);
  }
  const found = regex.all(subject, meter);
  if (found === undefined) return unsupported(words);
  // A Matcher is true where it finds something, and its items are the matches with their groups.
  const items = found.map(([match = "", ...groups]) =>
    groups.length === 0
      ? text(match, originsOf(left))
      : list([match, ...groups].map((group) => (group === undefined ? nothing : text(group, originsOf(left))))),
  );
  return { ...list(items), shape: "matcher" };
}

/** What has a `plus` that takes a text. */
const TAKES_TEXT: ReadonlySet<Value["kind"]> = new Set(["number", "map", "null"]);

function plus(left: Value, right: Value, words: string, meter: Meter): Value {
  if (left.kind === "number" && left.unit !== undefined && right.kind === "string") {
    return failure("A quantity is added to its like");
  }
  if (left.kind === "string" || (right.kind === "string" && TAKES_TEXT.has(left.kind))) {
    const first = shown(left, meter);
    const second = shown(right, meter);
    if (first === undefined || second === undefined) return unsupported(words);
    const length = first.length + second.length;
    if (length > LONGEST || !meter.makeText(length)) return unsupported(words);
    return text(first + second, joined(left, right), left.kind === "string" && left.interpolated);
  }
  if (left.kind === "number" && right.kind === "number") return calculate("+", left, right, words, meter);
  if (left.kind === "list") {
    const added = right.kind === "list" ? right.items : [right];
    const length = left.items.length + added.length;
    if (length > LONGEST || !meter.makeItems(length)) return unsupported(words);
    return collectionLike(left, [...left.items, ...added], joined(left, right), meter) ?? unsupported(words);
  }
  if (left.kind === "map" && right.kind === "map") {
    const size = left.entries.size + right.entries.size;
    if (size > LONGEST || !meter.makeItems(size)) return unsupported(words);
    return map([...left.entries, ...right.entries]);
  }
  if (left.kind === "null") return failure("Cannot add to null");
  return unsupported(words);
}

/** The text of the left side stands first: it is the one that a person would edit. */
function joined(left: Value, right: Value) {
  return originsOfAll([left, right]);
}

function minus(left: Value, right: Value, words: string, meter: Meter): Value {
  if (left.kind === "number" && right.kind === "number") return calculate("-", left, right, words, meter);
  if (left.kind === "string") {
    const removed = shown(right, meter);
    if (removed === undefined) return unsupported(words);
    if (right.kind === "string" && right.pattern === true) {
      const regex = compile(removed, meter);
      const rest = "problem" in regex ? undefined : regex.replace(left.value, "", false, meter);
      return rest === undefined ? unsupported(words) : { ...left, value: rest };
    }
    if (!affordsSearch(left.value, removed, meter)) return unsupported(words);
    const at = left.value.indexOf(removed);
    return at === -1 ? left : { ...left, value: left.value.slice(0, at) + left.value.slice(at + removed.length) };
  }
  if (left.kind === "list") {
    const removed = right.kind === "list" ? right.items : [right];
    if (!meter.look(left.items.length * removed.length)) return unsupported(words);
    const kept = left.items.filter((item) => !removed.some((other) => equals(item, other, meter) === true));
    // What could not be compared any more is not in the list for that.
    if (!meter.spend(0)) return unsupported(words);
    return collectionLike(left, kept, left.from, meter) ?? unsupported(words);
  }
  if (left.kind === "map" && right.kind === "map") {
    const gone = ([key, value]: [string, Value]): boolean => {
      const other = right.entries.get(key);
      return other !== undefined && equals(value, other, meter) === true;
    };
    if (!meter.makeItems(left.entries.size)) return unsupported(words);
    return map([...left.entries].filter((entry) => !gone(entry)));
  }
  return unsupported(words);
}

/** A set stays a set; anything else becomes a list. */
function collectionLike(self: ListValue, items: Value[], from: readonly Origin[], meter: Meter): Value | undefined {
  return self.shape === "set" ? setOf(items, meter) : list(items, from);
}

function calculate(operator: Arithmetic, left: Value, right: Value, words: string, meter: Meter): Value {
  if (operator === "*" && right.kind === "number" && (left.kind === "list" || left.kind === "string")) {
    return multiplied(left, Math.trunc(right.value), words, meter);
  }
  if (left.kind !== "number" || right.kind !== "number") return unsupported(words);
  const from = joined(left, right);
  if (left.unit !== undefined || right.unit !== undefined) {
    return quantified(operator, left, right, from) ?? failure(`\`${words}\` is not defined for quantities`);
  }
  return arithmetic(operator, left, right, from) ?? unsupported(words);
}

function multiplied(left: ListValue | StringValue, times: number, words: string, meter: Meter): Value {
  if (times < 0) return failure("multiply() should be called with a number of 0 or greater");
  const size = left.kind === "list" ? left.items.length : left.value.length;
  // There is no number of times for NaN and the infinite.
  if (!(size * times <= LONGEST)) return unsupported(words);
  const affords = left.kind === "string" ? meter.makeText(size * times) : meter.makeItems(size * times + times);
  if (!affords) return unsupported(words);
  if (left.kind === "string") return { ...left, value: left.value.repeat(times) };
  return list(Array.from({ length: times }, () => left.items).flat());
}

/** Quantities are added to their like and multiplied by numbers; there are none below 0. */
function quantified(
  operator: Arithmetic,
  left: NumberValue,
  right: NumberValue,
  from: readonly Origin[],
): Value | undefined {
  if (operator === "%" || operator === "**") return undefined;
  const alike = (operator === "+" || operator === "-") && left.unit === right.unit;
  const scaled =
    operator === "*"
      ? left.unit === undefined || right.unit === undefined
      : operator === "/" && right.unit === undefined;
  if (!alike && !scaled) return undefined;
  const value = {
    "+": left.value + right.value,
    "-": left.value - right.value,
    "*": left.value * right.value,
    "/": left.value / right.value,
  }[operator];
  const unit = left.unit ?? right.unit!;
  if (!Number.isFinite(value)) return failure("Division by zero");
  if (value < 0) return failure("A quantity cannot be negative");
  return { kind: "number", value: Math.floor(value), scale: undefined, unit, from };
}

function bitwise(operator: "|" | "^" | "&" | "<<" | ">>" | ">>>", left: Value, right: Value, words: string): Value {
  if (left.kind === "boolean" && right.kind === "boolean") {
    if (operator === "|") return truth(left.value || right.value);
    if (operator === "&") return truth(left.value && right.value);
    return operator === "^" ? truth(left.value !== right.value) : unsupported(words);
  }
  if (left.kind !== "number" || right.kind !== "number") return unsupported(words);
  const small = [left, right].every(
    (value) => value.scale === undefined && value.unit === undefined && value.width === undefined,
  );
  if (!small) return unsupported(words);
  switch (operator) {
    case "^":
      return whole(left.value ^ right.value);
    case "|":
      return whole(left.value | right.value);
    case "&":
      return whole(left.value & right.value);
    case "<<":
      return whole(left.value << right.value);
    case ">>":
      return whole(left.value >> right.value);
    case ">>>":
      break;
  }
  // As an Integer again: Java has no number without a sign.
  return whole((left.value >>> right.value) | 0);
}

function append(left: Value, right: Value, words: string, meter: Meter): Value {
  if (left.kind === "list") {
    if (left.shape === "array") return failure("An array does not grow");
    if (left.shape !== undefined && left.shape !== "set") return unsupported(words);
    if (left.items.length >= LONGEST || (left.shape === "set" && !meter.look(left.items.length)))
      return unsupported(words);
    if (left.shape !== "set" || !left.items.some((item) => javaEquals(item, right, meter))) left.items.push(right);
    return left;
  }
  if (left.kind === "map" && right.kind === "map") {
    if (!meter.makeItems(right.entries.size)) return unsupported(words);
    for (const [key, value] of right.entries) left.entries.set(key, value);
    return left;
  }
  if (left.kind === "number") return bitwise("<<", left, right, words);
  return left.kind === "string" ? plus(left, right, words, meter) : unsupported(words);
}
