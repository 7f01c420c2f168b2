import { callList, callMap } from "./collection-methods.ts";
import { operate, unsupported } from "./operators.ts";
import { convertQuantity } from "./quantity.ts";
import type { Run } from "./scope.ts";
import { format } from "./format.ts";
import { callText } from "./text-methods.ts";
import {
  equals,
  failure,
  nothing,
  numberOf,
  originsOf,
  shown,
  text,
  truth,
  truthOf,
  unknown,
  whole,
  type Value,
} from "./value.ts";

/** What a method needs besides its object and its arguments. */
export interface MethodCallContext {
  readonly run: Run;
  /** The call as written, on one line. */
  readonly expression: string;
  invoke(closure: Value, args: readonly Value[]): Value;
}

/** `object.name(args)` on a known value. */
export function callMethod(object: Value, name: string, args: readonly Value[], context: MethodCallContext): Value {
  if (object.kind === "failure") return object;
  if (object.kind === "unknown") {
    return unknown(object.unresolved.reason, object.unresolved.detail, context.expression);
  }
  if (object.kind === "null") {
    if (name === "toString") return text("null");
    if (name === "equals") return truth(args[0]?.kind === "null");
    return failure(`Cannot invoke method ${name}() on null object`);
  }
  const general = callAny(object, name, args, context);
  if (general !== undefined) return general;
  const open = args.find((arg) => arg.kind === "unknown" || arg.kind === "failure");
  if (open !== undefined && object.kind !== "list" && object.kind !== "map") {
    return open.kind === "unknown" ? unknown(open.unresolved.reason, open.unresolved.detail, context.expression) : open;
  }
  return callKind(object, name, args, context) ?? unsupported(context.expression);
}

function callAny(object: Value, name: string, args: readonly Value[], context: MethodCallContext): Value | undefined {
  const [first] = args;
  if ((name === "with" || name === "tap") && first?.kind === "closure") {
    const result = context.invoke(first, [object]);
    return name === "with" ? result : result.kind === "failure" ? result : object;
  }
  if (name === "asBoolean" && args.length === 0) {
    const known = truthOf(object);
    return known === undefined ? undefined : truth(known);
  }
  if (name === "is" && first !== undefined) return truth(object === first);
  return undefined;
}

function callKind(object: Value, name: string, args: readonly Value[], context: MethodCallContext): Value | undefined {
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
    case "null":
    case "choice":
    case "unknown":
    case "failure":
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
  if (object.kind === "number" && object.unit !== undefined) return convertQuantity(object, name);
  if (name === "toString") return text(shown(object)!, originsOf(object));
  if (name === "equals" && first !== undefined) return truth(equals(object, first) === true);
  if (object.kind !== "number") return undefined;
  if (name === "times" && first?.kind === "closure") return repeat(0, object.value - 1, first, context);
  if (name === "upto" && first?.kind === "number" && args[1]?.kind === "closure") {
    return repeat(object.value, first.value, args[1], context);
  }
  switch (name) {
    case "toInteger":
    case "toLong":
    case "intValue":
    case "longValue":
      return whole(Math.trunc(object.value), object.from);
    case "toDouble":
    case "toFloat":
    case "doubleValue":
      return numberOf(`${object.value}d`, object.from);
    case "intdiv":
      if (first?.kind !== "number") return undefined;
      return first.value === 0
        ? failure("Division by zero")
        : whole(Math.trunc(object.value / first.value), object.from);
    case "abs":
      return { ...object, value: Math.abs(object.value) };
    case "round":
      return first === undefined ? whole(Math.round(object.value), object.from) : undefined;
    case "plus":
    case "minus":
    case "multiply":
    case "div": {
      if (first === undefined) return undefined;
      const operator = ({ plus: "+", minus: "-", multiply: "*", div: "/" } as const)[name];
      return operate(operator, object, first, context.expression);
    }
    default:
      return undefined;
  }
}

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
      return unknown(
        "environment",
        `The Java property ${key ?? ""} is known only where Nextflow runs.`,
        context.expression,
      );
    case "Math.max":
    case "Math.min": {
      if (first?.kind !== "number" || second?.kind !== "number" || first.scale !== second.scale) return undefined;
      return (name === "max") === first.value > second.value ? first : second;
    }
    case "String.valueOf":
    case "Objects.toString":
      return key === undefined ? undefined : text(key, originsOf(first!));
    case "String.format":
      return key === undefined ? undefined : format(key, args.slice(1));
    case "String.join": {
      const joined = second?.kind === "list" ? second.items : args.slice(1);
      const items = joined.map((arg) => shown(arg));
      return key === undefined || items.includes(undefined)
        ? undefined
        : text(items.join(key), args.flatMap(originsOf));
    }
    case "Integer.parseInt":
    case "Integer.valueOf":
    case "Long.parseLong":
      return first === undefined ? undefined : callMethod(first, "toInteger", [], context);
    case "Boolean.parseBoolean":
    case "Boolean.valueOf":
      return key === undefined ? undefined : truth(key.toLowerCase() === "true");
    case "Paths.get":
    case "Path.of":
      return first?.kind === "string" && args.length === 1 ? first : undefined;
    default:
      return undefined;
  }
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
