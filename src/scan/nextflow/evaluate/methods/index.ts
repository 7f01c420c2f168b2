/** Calls of methods: by the kind of value that they are called on. */
import { divideWhole, doubleNumber, negate, round } from "../arithmetic.ts";
import { toNumber } from "../conversions.ts";
import { javaEquals } from "../equality.ts";
import { format } from "./format.ts";
import { callList } from "./list.ts";
import { callMap } from "./map.ts";
import { operate, type Operator } from "../operators.ts";
import { convertQuantity } from "../quantity.ts";
import type { Run, ClosureValue, NumberValue, Value } from "../model.ts";
import { callText } from "./text.ts";
import {
  failure,
  isOpen,
  nothing,
  openAs,
  originsOf,
  shown,
  text,
  truth,
  truthOf,
  unknown,
  unsupported,
  whole,
} from "../value.ts";
import type { MethodCallContext } from "./context.ts";

/** `object.name(args)` on a known value. */
export function callMethod(object: Value, name: string, args: readonly Value[], context: MethodCallContext): Value {
  if (isOpen(object)) return openAs(object, context.words);
  if (object.kind === "null" && name === "toString") return text("null");
  if (object.kind === "null" && (name === "equals" || name === "is")) return truth(args[0]?.kind === "null");
  const general = callAny(object, name, args, context);
  if (general !== undefined) return general;
  if (object.kind === "null") return failure(`Cannot invoke method ${name}() on null object`);
  const open = args.find(isOpen);
  if (open?.kind === "failure") return open;
  if (open !== undefined && object.kind !== "list" && object.kind !== "map") return openAs(open, context.words);
  return callKind(object, name, args, context) ?? unsupported(context.words);
}

function callAny(object: Value, name: string, args: readonly Value[], context: MethodCallContext): Value | undefined {
  const [first] = args;
  if ((name === "with" || name === "tap") && first?.kind === "closure") {
    const result = context.invoke(withNames(first, object), [object]);
    return name === "with" || isOpen(result) ? result : object;
  }
  if (name === "asBoolean" && args.length === 0) return truth(truthOf(object) === true);
  return undefined;
}

/** `with`: the entries of a map are names inside. */
function withNames(closure: ClosureValue, object: Value): ClosureValue {
  if (object.kind !== "map") return closure;
  const { scope } = closure;
  const lookup = (name: string, run: Run): Value | undefined => scope.lookup(name, run) ?? object.entries.get(name);
  return { ...closure, scope: { ...scope, lookup } };
}

type Known = Exclude<Value, { readonly kind: "null" | "unknown" | "failure" }>;

function callKind(object: Known, name: string, args: readonly Value[], context: MethodCallContext): Value | undefined {
  switch (object.kind) {
    case "string":
      return callText(object, name, args, context);
    case "list":
      return callList(object, name, args, context);
    case "map": {
      const stored = object.entries.get(name);
      if (stored?.kind === "closure" || stored?.kind === "function") return context.invoke(stored, args);
      return callMap(object, name, args, context);
    }
    case "closure":
    case "function":
      return name === "call" || name === "doCall" ? context.invoke(object, args) : undefined;
    case "object":
      return object.call?.(name, args, context.run) ?? callObject(object.name, name, args, context);
    case "number":
    case "boolean":
      return callScalar(object, name, args, context);
    case "choice":
      break;
  }
  return undefined;
}

function callScalar(
  object: Value,
  name: string,
  args: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  const [first] = args;
  if (name === "equals" && first !== undefined) return truth(javaEquals(object, first));
  if (name === "toString") return text(shown(object)!, originsOf(object));
  if (object.kind !== "number") return undefined;
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (operator !== undefined && first !== undefined) return operate(operator, object, first, context.words);
  if (object.unit !== undefined) return convertQuantity(object, object.unit, name);
  if (name === "times" && first?.kind === "closure") return repeat(0, object.value - 1, first, context);
  if (name === "upto" && first?.kind === "number" && args[1]?.kind === "closure" && first.value >= object.value) {
    return repeat(object.value, first.value, args[1], context);
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

const OPERATORS: Readonly<Record<string, Operator>> = {
  plus: "+",
  minus: "-",
  multiply: "*",
  div: "/",
  mod: "%",
  power: "**",
  compareTo: "<=>",
};

function repeat(from: number, to: number, closure: Value, context: MethodCallContext): Value | undefined {
  for (let number = from; number <= to; number += 1) {
    if (context.run.fuel-- <= 0) return undefined;
    const result = context.invoke(closure, [whole(number)]);
    if (result.kind === "failure") return result;
  }
  return nothing;
}

/** Static methods of Java classes. */
function callObject(
  object: string,
  name: string,
  args: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  const [first, second] = args;
  const key = first === undefined ? undefined : shown(first);
  switch (`${object}.${name}`) {
    case "System.getenv":
      return key === undefined ? undefined : environment(key, context.run);
    case "System.getProperty":
      return unknown("environment", `The Java property ${key ?? ""} is known only where Nextflow runs.`, context.words);
    case "Math.max":
    case "Math.min":
      return first?.kind === "number" && second?.kind === "number" ? largest(name, first, second) : undefined;
    case "Math.ceil":
    case "Math.floor":
      if (first?.kind !== "number" || first.unit !== undefined) return undefined;
      return doubleNumber(name === "ceil" ? Math.ceil(first.value) : Math.floor(first.value), first.from);
    case "String.valueOf":
    case "Objects.toString":
      return key === undefined || args.length > 1 ? undefined : text(key, originsOf(first!));
    case "String.format":
      return first?.kind === "string" ? format(first.value, args.slice(1)) : undefined;
    case "String.join": {
      const joined = second?.kind === "list" ? second.items : args.slice(1);
      const items = joined.map((arg) => shown(arg));
      const texts =
        first?.kind === "string" && (second?.kind === "list" || joined.every(({ kind }) => kind === "string"));
      return key === undefined || !texts || items.includes(undefined)
        ? undefined
        : text(items.join(key), args.flatMap(originsOf));
    }
    case "Integer.parseInt":
    case "Integer.valueOf":
    case "Long.parseLong":
      // Unlike `toInteger()` these take no blanks.
      if (first?.kind !== "string" || args.length > 1 || /\s/.test(first.value)) return undefined;
      return toNumber(object, first) ?? failure(`For input string: "${first.value}"`);
    case "Boolean.parseBoolean":
    case "Boolean.valueOf":
      return first?.kind === "string" ? truth(first.value.toLowerCase() === "true") : undefined;
    case "Paths.get":
    case "Path.of":
      return first?.kind === "string" && args.length === 1 ? first : undefined;
    default:
      return undefined;
  }
}

/** Of an Integer and a Long it is a Long; decimals are doubles here, and Groovy cannot choose for a mixed pair. */
function largest(name: string, a: NumberValue, b: NumberValue): Value | undefined {
  if (a.unit !== undefined || b.unit !== undefined || a.double !== b.double) return undefined;
  if ((a.scale === undefined) !== (b.scale === undefined)) return undefined;
  const found = (name === "max") === a.value > b.value ? a : b;
  return found.scale === undefined
    ? toNumber(a.width === b.width && a.width === undefined ? "Integer" : "Long", found)
    : toNumber("Double", found);
}

/** `env('X')` and `System.getenv('X')`: what the scan was told, and nothing of the machine that it runs on. */
export function environment(name: string, run: Run): Value {
  const value = Object.hasOwn(run.env, name) ? run.env[name] : undefined;
  if (value !== undefined) return text(value, []);
  return unknown(
    "environment",
    `The environment variable ${name} is not given (--env ${name}=VALUE).`,
    `env('${name}')`,
  );
}
