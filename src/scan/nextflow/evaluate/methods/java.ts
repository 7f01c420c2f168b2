/** The static methods of Java classes, and what is known of the environment. */
import { doubleNumber } from "../arithmetic.ts";
import { toNumber } from "../conversions.ts";
import type { NumberValue, Run, Value } from "../model.ts";
import { failure, originsOf, shown, text, truth, unknown } from "../value.ts";
import type { MethodCallContext } from "./context.ts";
import { format } from "./format.ts";
import { join } from "./items.ts";

/** `Math.max(1, 2)`; undefined where it is not followed. */
export function callStatic(
  object: string,
  name: string,
  args: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  const [first, second] = args;
  const key = first === undefined ? undefined : shown(first, context.run.meter);
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
      return first?.kind === "string" ? format(first.value, args.slice(1), context) : undefined;
    case "String.join": {
      const joined = second?.kind === "list" ? second.items : args.slice(1);
      const texts =
        first?.kind === "string" && (second?.kind === "list" || joined.every(({ kind }) => kind === "string"));
      return texts ? join(joined, first, context) : undefined;
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
