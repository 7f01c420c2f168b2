import { compile } from "../java-regex.ts";
import type { BinaryOperator } from "../syntax/tree.ts";
import { contains, isCase } from "./statements.ts";
import {
  equals,
  failure,
  isOpen,
  list,
  LONGEST,
  map,
  nothing,
  originsOf,
  scaleOf,
  shown,
  text,
  truth,
  unknown,
  whole,
  type NumberValue,
  type Value,
} from "./value.ts";

/** More places than this help nobody. */
const MOST_ORIGINS = 50;

/** A Groovy operator on two known or open values; `expression` is what a condition on an open result is called. */
export function operate(operator: BinaryOperator, left: Value, right: Value, expression: string): Value {
  if (left.kind === "failure") return left;
  if (right.kind === "failure") return right;
  if (operator === "==" || operator === "===") return answer(equals(left, right), left, right, expression);
  if (operator === "!=" || operator === "!==") return answer(negate(equals(left, right)), left, right, expression);
  if (operator === "in") return member(left, right, expression);
  if (operator === "!in") {
    const inside = member(left, right, expression);
    return inside.kind === "boolean" ? truth(!inside.value) : inside;
  }
  if (isOpen(left) || isOpen(right)) return open(left, right, expression);
  switch (operator) {
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "<=>":
      return order(operator, left, right, expression);
    case "=~":
    case "==~":
      return match(operator, left, right, expression);
    case "+":
      return plus(left, right, expression);
    case "-":
      return minus(left, right, expression);
    case "*":
    case "/":
    case "%":
    case "**":
      return calculate(operator, left, right, expression);
    case "<<":
      return append(left, right, expression);
    case "|":
    case "^":
    case "&":
      return bitwise(operator, left, right, expression);
    case "||":
    case "&&":
    case ">>":
    case ">>>":
      break;
  }
  return unsupported(expression);
}

export function unsupported(expression: string): Value {
  return unknown("unsupported-expression", `\`${expression}\` is not understood.`, expression);
}

function open(left: Value, right: Value, expression: string): Value {
  const cause = left.kind === "unknown" ? left : right.kind === "unknown" ? right : undefined;
  if (cause === undefined) return unsupported(expression);
  return unknown(cause.unresolved.reason, cause.unresolved.detail, expression);
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function answer(value: boolean | undefined, left: Value, right: Value, expression: string): Value {
  return value === undefined ? open(left, right, expression) : truth(value);
}

function member(item: Value, group: Value, expression: string): Value {
  if (isOpen(group)) return open(item, group, expression);
  if (group.kind === "list") return contains(group.items, item, expression);
  if (group.kind === "map") {
    if (isOpen(item)) return open(item, group, expression);
    return truth(item.kind === "string" && !item.interpolated && group.entries.has(item.value));
  }
  if (group.kind === "null") return truth(item.kind === "null");
  return isCase(item, group, expression);
}

function order(operator: "<" | "<=" | ">" | ">=" | "<=>", left: Value, right: Value, expression: string): Value {
  let sign: number;
  if (left.kind === "number" && right.kind === "number" && left.unit === right.unit)
    sign = Math.sign(left.value - right.value);
  else if (left.kind === "string" && right.kind === "string") {
    sign = left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
  } else if (left.kind === "null" || right.kind === "null") {
    sign = left.kind === right.kind ? 0 : left.kind === "null" ? -1 : 1;
  } else return unsupported(expression);
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
  return whole(sign);
}

function match(operator: "=~" | "==~", left: Value, right: Value, expression: string): Value {
  const subject = shown(left);
  const pattern = shown(right);
  if (subject === undefined || pattern === undefined) return unsupported(expression);
  const regex = compile(pattern);
  if ("problem" in regex) return unsupported(expression);
  if (operator === "==~") {
    const whole = regex.matches(subject);
    return whole === undefined ? unsupported(expression) : truth(whole);
  }
  // A Matcher is true where it finds something, and its items are the matches with their groups.
  const found = regex.all(subject);
  if (found === undefined) return unsupported(expression);
  return list(
    found.map(([match = "", ...groups]) =>
      groups.length === 0
        ? text(match, originsOf(left))
        : list([match, ...groups].map((group) => (group === undefined ? nothing : text(group, originsOf(left))))),
    ),
  );
}

function plus(left: Value, right: Value, expression: string): Value {
  if (left.kind === "string" || (right.kind === "string" && left.kind !== "list" && left.kind !== "map")) {
    const first = shown(left);
    const second = shown(right);
    if (first === undefined || second === undefined) return unsupported(expression);
    if (first.length + second.length > LONGEST) return unsupported(expression);
    return text(first + second, joined(left, right), left.kind === "string" && left.interpolated);
  }
  if (left.kind === "number" && right.kind === "number") return calculate("+", left, right, expression);
  if (left.kind === "list") {
    const items = [...left.items, ...(right.kind === "list" ? right.items : [right])];
    return items.length > LONGEST ? unsupported(expression) : list(items, joined(left, right));
  }
  if (left.kind === "map" && right.kind === "map") return map([...left.entries, ...right.entries]);
  if (left.kind === "null") return failure(`Cannot execute null+${shown(right) ?? "value"}`);
  return unsupported(expression);
}

/** The text of the left side stands first: it is the one that a person would edit. */
function joined(left: Value, right: Value) {
  return [...originsOf(left), ...originsOf(right)].slice(0, MOST_ORIGINS);
}

function minus(left: Value, right: Value, expression: string): Value {
  if (left.kind === "number" && right.kind === "number") return calculate("-", left, right, expression);
  if (left.kind === "string") {
    const removed = shown(right);
    if (removed === undefined) return unsupported(expression);
    const at = left.value.indexOf(removed);
    if (at === -1) return left;
    return { ...left, value: left.value.slice(0, at) + left.value.slice(at + removed.length) };
  }
  if (left.kind === "list") {
    const removed = right.kind === "list" ? right.items : [right];
    return list(left.items.filter((item) => !removed.some((other) => equals(item, other) === true)));
  }
  if (left.kind === "map" && right.kind === "map") {
    return map([...left.entries].filter(([key]) => !right.entries.has(key)));
  }
  return unsupported(expression);
}

function calculate(operator: "+" | "-" | "*" | "/" | "%" | "**", left: Value, right: Value, expression: string): Value {
  if (operator === "*" && left.kind === "list" && right.kind === "number") {
    if (right.value < 0 || left.items.length * right.value > LONGEST) return unsupported(expression);
    return list(Array.from({ length: right.value }, () => left.items).flat());
  }
  if (operator === "*" && left.kind === "string" && right.kind === "number") {
    return right.value >= 0 && right.value * left.value.length <= 10_000
      ? { ...left, value: left.value.repeat(right.value) }
      : unsupported(expression);
  }
  if (left.kind !== "number" || right.kind !== "number") return unsupported(expression);
  const result = arithmetic(operator, left, right);
  const unit = left.unit ?? right.unit;
  if (result === undefined || !Number.isFinite(result.value)) {
    return right.value === 0 ? failure("Division by zero") : unsupported(expression);
  }
  const from = joined(left, right);
  if (left.double === true || right.double === true) return { kind: "number", ...result, double: true, from };
  // A quantity divided by another one is a plain number.
  if (unit === undefined || (operator === "/" && right.unit !== undefined)) return { kind: "number", ...result, from };
  return { kind: "number", value: Math.floor(result.value), scale: undefined, unit, from };
}

/** Whole numbers stay whole except by `/`; decimals keep digits as BigDecimal does. */
function arithmetic(
  operator: "+" | "-" | "*" | "/" | "%" | "**",
  left: NumberValue,
  right: NumberValue,
): Pick<NumberValue, "value" | "scale"> | undefined {
  const wholes = left.scale === undefined && right.scale === undefined;
  const a = left.value;
  const b = right.value;
  const scales = [left.scale ?? 0, right.scale ?? 0] as const;
  switch (operator) {
    case "+":
      return { value: a + b, scale: wholes ? undefined : Math.max(...scales) };
    case "-":
      return { value: a - b, scale: wholes ? undefined : Math.max(...scales) };
    case "*":
      return { value: a * b, scale: wholes ? undefined : scales[0] + scales[1] };
    case "/":
      if (b === 0) return undefined;
      return { value: a / b, scale: Number.isInteger(a / b) && wholes ? undefined : Math.min(10, scaleOf(a / b)) };
    case "%":
      return b === 0 ? undefined : { value: a % b, scale: wholes ? undefined : Math.max(...scales) };
    case "**":
      break;
  }
  return { value: a ** b, scale: Number.isInteger(a ** b) ? undefined : scaleOf(a ** b) };
}

function bitwise(operator: "|" | "^" | "&", left: Value, right: Value, expression: string): Value {
  if (left.kind === "boolean" && right.kind === "boolean") {
    if (operator === "^") return truth(left.value !== right.value);
    return truth(operator === "|" ? left.value || right.value : left.value && right.value);
  }
  if (left.kind !== "number" || right.kind !== "number") return unsupported(expression);
  const small = [left, right].every(
    ({ value, scale, unit }) => scale === undefined && unit === undefined && Math.abs(value) < 2 ** 31,
  );
  if (!small) return unsupported(expression);
  if (operator === "^") return whole(left.value ^ right.value);
  return whole(operator === "|" ? left.value | right.value : left.value & right.value);
}

function append(left: Value, right: Value, expression: string): Value {
  if (left.kind === "list") {
    left.items.push(right);
    return left;
  }
  return left.kind === "string" ? plus(left, right, expression) : unsupported(expression);
}
