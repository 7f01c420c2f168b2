/** The methods of numbers, and of true and false. */
import { divideWhole, negate, round } from "../arithmetic.ts";
import { toNumber } from "../conversions.ts";
import { javaEquals } from "../equality.ts";
import type { Value } from "../model.ts";
import { operate, type Operator } from "../operators.ts";
import { convertQuantity } from "../quantity.ts";
import { nothing, originsOf, shown, text, truth, whole } from "../value.ts";
import type { MethodCallContext } from "./context.ts";

type Scalar = Extract<Value, { readonly kind: "number" | "boolean" }>;

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ["plus", "+"],
  ["minus", "-"],
  ["multiply", "*"],
  ["div", "/"],
  ["mod", "%"],
  ["power", "**"],
  ["compareTo", "<=>"],
]);

export function callScalar(
  object: Scalar,
  name: string,
  args: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  const [first] = args;
  if (name === "equals" && first !== undefined) return truth(javaEquals(object, first, context.run.meter));
  if (name === "toString") return text(shown(object)!, originsOf(object));
  if (object.kind !== "number") return undefined;
  const operator = OPERATORS.get(name);
  if (operator !== undefined && first !== undefined)
    return operate(operator, object, first, context.words, context.run.meter);
  if (object.unit !== undefined) return convertQuantity(object, object.unit, name);
  if (name === "times" && first?.kind === "closure") return countThrough(0, object.value - 1, first, context);
  if (name === "upto" && first?.kind === "number" && args[1]?.kind === "closure" && first.value >= object.value) {
    return countThrough(object.value, first.value, args[1], context);
  }
  switch (name) {
    case "toInteger":
    case "intValue":
      return toNumber("Integer", object);
    case "toLong":
    case "longValue":
      return toNumber("Long", object);
    case "toDouble":
    case "toFloat":
    case "doubleValue":
      return toNumber("Double", object);
    case "toBigDecimal":
      return toNumber("BigDecimal", object);
    case "intdiv":
      return first?.kind === "number" ? divideWhole(object, first, object.from) : undefined;
    case "abs":
      return object.value < 0 ? negate(object) : object;
    case "round":
      if (first !== undefined && (first.kind !== "number" || args.length > 1)) return undefined;
      return round(object, first?.value ?? 0);
    default:
      return undefined;
  }
}

/** Calls a closure with each number. */
function countThrough(from: number, to: number, closure: Value, context: MethodCallContext): Value | undefined {
  for (let number = from; number <= to; number += 1) {
    if (!context.run.meter.spend()) return undefined;
    const result = context.invoke(closure, [whole(number)]);
    if (result.kind === "failure") return result;
  }
  return nothing;
}
