/** Arithmetic on numbers, as exact and as wide as Groovy calculates. */
import { calculateDecimal, parseDecimal, raise, rescale, type Decimal } from "./decimal.ts";
import type { NumberValue, Origin, Value } from "./model.ts";
import { decimalNumber, failure, unsupported, wholeNumber } from "./value.ts";

export type Arithmetic = "+" | "-" | "*" | "/" | "%" | "**";

const WIDTHS = [undefined, "long", "big"] as const;

/** The number as exactly as Groovy has it; undefined for a double and for what is too long. */
export function exact(number: NumberValue): Decimal | undefined {
  if (number.double === true) return undefined;
  return parseDecimal(
    number.written ?? (number.scale === undefined ? String(number.value) : number.value.toFixed(number.scale)),
  );
}

/** A Groovy operator on two numbers without a unit; undefined where it is not followed. */
export function arithmetic(
  operator: Arithmetic,
  left: NumberValue,
  right: NumberValue,
  from: readonly Origin[],
): Value | undefined {
  if (operator === "**") return power(left, right, from);
  const a = exact(left);
  const b = exact(right);
  if (a === undefined || b === undefined) {
    return left.double === true || right.double === true
      ? doubleNumber(floating(operator, left.value, right.value), from)
      : undefined;
  }
  if (b.digits === 0n && (operator === "/" || operator === "%")) return failure("Division by zero");
  const result = calculateDecimal(operator, a, b);
  if (result === undefined) return undefined;
  const wholes = left.scale === undefined && right.scale === undefined && operator !== "/";
  return wholes ? wholeNumber(result.digits, wider(left, right), from) : decimalNumber(result, from);
}

/** `intdiv`: the part in front of the point. */
export function divideWhole(left: NumberValue, right: NumberValue, from: readonly Origin[]): Value | undefined {
  const a = exact(left);
  const b = exact(right);
  if (a === undefined || b === undefined) return undefined;
  if (left.scale !== undefined || right.scale !== undefined) return failure("Cannot use intdiv() on this number type");
  return b.digits === 0n ? failure("Division by zero") : wholeNumber(a.digits / b.digits, wider(left, right), from);
}

/** `-number` */
export function negate(number: NumberValue): Value {
  if (number.double === true) return doubleNumber(-number.value, number.from);
  const opposite = exact(number);
  if (opposite === undefined) return unsupported("a number too long");
  const digits = -opposite.digits;
  return number.scale === undefined
    ? wholeNumber(digits, number.width, number.from)
    : decimalNumber({ digits, scale: opposite.scale }, number.from);
}

/** `(int) number` and the like: what is behind the point is cut, what does not fit is wrapped around. */
export function toWhole(number: NumberValue, width: NumberValue["width"]): Value {
  if (number.double === true) {
    const most = 2n ** (width === undefined ? 31n : 63n);
    const value = Math.trunc(Math.min(Math.max(number.value, -Number(most)), Number(most)));
    const digits = Number.isNaN(value) ? 0n : BigInt(value);
    return wholeNumber(digits === most ? most - 1n : digits, width, number.from);
  }
  const decimal = exact(number);
  if (decimal === undefined) return unsupported("a number too long");
  const { digits, scale } = decimal;
  const cut = scale > 0 ? digits / 10n ** BigInt(scale) : rescale(decimal, 0).digits;
  return wholeNumber(cut, width, number.from);
}

/** `round()` and `round(places)`; undefined where that is not followed. */
export function round(number: NumberValue, places: number): Value | undefined {
  if (number.scale === undefined) return failure("There is no round() for whole numbers");
  if (!Number.isInteger(places) || Math.abs(places) > 100) return undefined;
  if (number.double !== true) {
    const decimal = exact(number);
    return decimal && decimalNumber(rescale(decimal, places), number.from);
  }
  if (places === 0) return toWhole(doubleNumber(Math.round(number.value), number.from), "long");
  return doubleNumber(Math.round(number.value * 10 ** places) / 10 ** places, number.from);
}

export function doubleNumber(value: number, from: readonly Origin[]): NumberValue {
  return { kind: "number", value, scale: 1, double: true, from };
}

function wider(left: NumberValue, right: NumberValue): NumberValue["width"] {
  return WIDTHS[Math.max(WIDTHS.indexOf(left.width), WIDTHS.indexOf(right.width))];
}

function floating(operator: Exclude<Arithmetic, "**">, a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      break;
  }
  return a % b;
}

/** `DefaultGroovyMethods.power`: exact where it can be; a whole result of anything else is a whole number. */
function power(left: NumberValue, right: NumberValue, from: readonly Origin[]): Value | undefined {
  const base = exact(left);
  if (base !== undefined && right.scale === undefined && right.value >= 0) {
    const result = raise(base, right.value);
    if (result === undefined) return undefined;
    return left.scale === undefined ? fitting(result.digits, from) : decimalNumber(result, from);
  }
  const value = left.value ** right.value;
  return Number.isSafeInteger(value) ? fitting(BigInt(value), from) : doubleNumber(value, from);
}

/** The narrowest kind of whole number that holds it. */
function fitting(digits: bigint, from: readonly Origin[]): NumberValue {
  return wholeNumber(digits, widthOf(digits), from);
}

export function widthOf(digits: bigint): NumberValue["width"] {
  if (BigInt.asIntN(32, digits) === digits) return undefined;
  return BigInt.asIntN(64, digits) === digits ? "long" : "big";
}
