/** Calls of methods: by the kind of value that they are called on. */
import type { ClosureValue, Run, Value } from "../model.ts";
import { failure, isOpen, openAs, text, truth, truthOf, unsupported } from "../value.ts";
import type { MethodCallContext } from "./context.ts";
import { callStatic } from "./java.ts";
import { callList } from "./list.ts";
import { callMap } from "./map.ts";
import { callScalar } from "./number.ts";
import { callText } from "./text.ts";

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
      return object.call?.(name, args, context.run) ?? callStatic(object.name, name, args, context);
    case "number":
    case "boolean":
      return callScalar(object, name, args, context);
    case "choice":
      break;
  }
  return undefined;
}
