/** The functions of bake that a file alone decides: those on texts, numbers, lists and maps. */
import { quotient, remainder, whole } from "./arithmetic.ts";
import { COLLECTION_FUNCTIONS } from "./collection-functions.ts";
import { TEXT_FUNCTIONS } from "./text-functions.ts";
import {
  asDefault,
  type BakeValue,
  fromComposed,
  isDefault,
  isEqual,
  isNull,
  ONLY_BAKE,
  orRefused,
  REFUSED,
  scalar,
  toBoolean,
  toNumber,
  toText,
  unknown,
  unknownIn,
} from "./values.ts";

/** Takes values that are known, no fewer than it names; throws `Refused` where bake would stop. */
export type BakeFunction = (...args: BakeValue[]) => BakeValue;

const VALUE_FUNCTIONS: Readonly<Record<string, BakeFunction>> = {
  equal: (left, right) => scalar(isEqual(left, right)),
  notequal: (left, right) => scalar(!isEqual(left, right)),
  and: (left, right) => scalar(toBoolean(left) && toBoolean(right)),
  or: (left, right) => scalar(toBoolean(left) || toBoolean(right)),
  not: (value) => scalar(!toBoolean(value)),
  greaterthan: (left, right) => scalar(toNumber(left) > toNumber(right)),
  greaterthanorequalto: (left, right) => scalar(toNumber(left) >= toNumber(right)),
  lessthan: (left, right) => scalar(toNumber(left) < toNumber(right)),
  lessthanorequalto: (left, right) => scalar(toNumber(left) <= toNumber(right)),
  add: (left, right) => exact(left, right, (a, b) => whole(a + b, a, b)),
  subtract: (left, right) => exact(left, right, (a, b) => whole(a - b, a, b)),
  multiply: (left, right) => exact(left, right, (a, b) => whole(a * b, a, b)),
  divide: (left, right) => exact(left, right, quotient),
  modulo: (left, right) => exact(left, right, remainder),
  negate: (value) => scalar(-toNumber(value)),
  absolute: (value) => scalar(Math.abs(toNumber(value))),
  floor: (value) => scalar(Math.floor(toNumber(value))),
  ceil: (value) => scalar(Math.ceil(toNumber(value))),
  int: (value) => scalar(Math.trunc(toNumber(value))),
  max: (...values) => scalar(Math.max(...values.map(toNumber))),
  min: (...values) => scalar(Math.min(...values.map(toNumber))),
  coalesce: (...values) => {
    const found = values.find((value) => !isNull(value)) ?? REFUSED;
    // All have one type: a text, where one of them is a text.
    const isText = values.some((value) => value.kind === "scalar" && typeof value.value === "string");
    return isText && found.kind === "scalar" && found.unset === undefined ? fromComposed(toText(found)) : found;
  },
};

const FUNCTIONS: ReadonlyMap<string, BakeFunction> = new Map([
  ...Object.entries(VALUE_FUNCTIONS),
  ...Object.entries(TEXT_FUNCTIONS),
  ...Object.entries(COLLECTION_FUNCTIONS),
]);

/** What a function gives; unknown for one that is not known here. */
export function callFunction(name: string, args: readonly BakeValue[]): BakeValue {
  if (name === "try" || name === "can") return attempt(name, args);
  const open = args.map(unknownIn).find((value) => value !== undefined);
  if (open !== undefined) return open;
  const call = FUNCTIONS.get(name);
  if (call === undefined) return unknown(`Only a run of bake can know what ${name.slice(0, 40)}() gives.`);
  // Too few arguments are no values at all.
  if (args.length < call.length) return REFUSED;
  const value = orRefused(() => call(...args));
  return args.some(isDefault) ? asDefault(value) : value;
}

/** `try` gives the first argument that bake does not refuse, `can` whether it refuses its own. */
function attempt(name: "try" | "can", args: readonly BakeValue[]): BakeValue {
  for (const arg of args) {
    const open = unknownIn(arg);
    if (open !== undefined && !open.isRefused) return open;
    if (name === "can") return scalar(open === undefined);
    if (open === undefined) return arg;
  }
  return REFUSED;
}

function exact(left: BakeValue, right: BakeValue, reckon: (a: number, b: number) => number | undefined): BakeValue {
  const result = reckon(toNumber(left), toNumber(right));
  return result === undefined ? ONLY_BAKE : scalar(result);
}
