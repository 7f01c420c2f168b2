/** Calls of functions, closures, methods and constructors, and what they are given. */
import type { Arguments, Call, MethodCall, New, Parameter } from "../syntax/tree.ts";
import { builtin } from "./builtins.ts";
import { assigned, construct } from "./conversions.ts";
import { itemsOf } from "./entries.ts";
import { mapOf } from "./literals.ts";
import type { MethodCallContext } from "./methods/context.ts";
import { callMethod } from "./methods/index.ts";
import type { ClosureValue, Evaluate, Frame, FunctionValue, Run, Scope, Value } from "./model.ts";
import { exhausted, frame, wordsOf } from "./scope.ts";
import { execute, typeInForce } from "./statements.ts";
import { asParameter, failure, isOpen, list, nothing, unsupported } from "./value.ts";

/** `f(x)`, and a call of whatever else there is. */
export function call(expression: Call, scope: Scope, run: Run, evaluate: Evaluate): Value {
  const words = wordsOf(scope.source, expression);
  const { callee } = expression;
  if (callee.kind === "variable") {
    const target = scope.callable(callee.name, run);
    const args = argumentsOf(expression.arguments, scope, run, evaluate);
    if (target === undefined) return builtin(callee.name, args, run, words);
    return callMethod(target, "call", args, contextOf(words, run, evaluate));
  }
  const target = evaluate(callee, scope, run);
  const args = argumentsOf(expression.arguments, scope, run, evaluate);
  return callMethod(target, "call", args, contextOf(words, run, evaluate));
}

/** `object.f(x)` */
export function methodCall(expression: MethodCall, scope: Scope, run: Run, evaluate: Evaluate): Value {
  const object = evaluate(expression.object, scope, run);
  const words = wordsOf(scope.source, expression);
  if ((expression.safe || expression.spread) && object.kind === "null") return nothing;
  if (expression.name === undefined) return unsupported(words);
  const { name } = expression;
  const args = argumentsOf(expression.arguments, scope, run, evaluate);
  const context = contextOf(words, run, evaluate);
  const ofParams = expression.object.kind === "variable" && expression.object.name === "params";
  if (ofParams) run.usesDefault = true;
  if (!expression.spread || isOpen(object)) {
    const [key] = args;
    const parameter = ofParams && name === "get" && key?.kind === "string" ? key.value : undefined;
    return asParameter(callMethod(object, name, args, context), parameter);
  }
  const items = itemsOf(object, run.meter);
  if (items === undefined || !run.meter.makeItems(items.length)) return unsupported(words);
  return list(items.map((item) => (item.kind === "null" ? item : callMethod(item, name, args, context))));
}

/** `new Type(x)` */
export function created(expression: New, scope: Scope, run: Run, evaluate: Evaluate): Value {
  const args = argumentsOf(expression.arguments, scope, run, evaluate);
  return construct(expression.type.name, args, wordsOf(scope.source, expression), run.meter);
}

/** The named ones are one map in front of the others. */
function argumentsOf({ named, positional }: Arguments, scope: Scope, run: Run, evaluate: Evaluate): Value[] {
  const first = named.length === 0 ? [] : [mapOf(named, scope, run, evaluate)];
  const others = positional.flatMap((argument) => {
    if (argument.kind !== "spread") return [evaluate(argument, scope, run)];
    const value = evaluate(argument.operand, scope, run);
    if (value.kind === "list") return run.meter.look(value.items.length) ? value.items : [exhausted(run, "…")];
    return [value.kind === "null" || isOpen(value) ? value : failure("cannot spread it")];
  });
  return [...first, ...others];
}

/** What a method needs that is called as `words`. */
export function contextOf(words: string, run: Run, evaluate: Evaluate): MethodCallContext {
  return { run, words, invoke: (closure, args) => invokeWith(closure, args, run, evaluate) };
}

/** Calls a closure or a function. */
export function invokeWith(target: Value, args: readonly Value[], run: Run, evaluate: Evaluate): Value {
  if (target.kind !== "closure" && target.kind !== "function") return unsupported("a call of something unknown");
  const local = frame(target.scope);
  const refused = declare(target, args, local, run, evaluate);
  if (refused !== undefined) return refused;
  if (!run.meter.spend()) return exhausted(run, "…");
  run.depth += 1;
  const { value } = execute(target.node.body, local, run, evaluate);
  run.depth -= 1;
  return value;
}

/** Gives the parameters their values; where that is not possible, what the call comes to. */
function declare(
  target: ClosureValue | FunctionValue,
  args: readonly Value[],
  local: Frame,
  run: Run,
  evaluate: Evaluate,
): Value | undefined {
  const { parameters } = target.node;
  if (parameters === undefined) {
    if (args.length > 1) return notApplicable();
    local.declare("it", args[0] ?? nothing);
    return undefined;
  }
  if (parameters.some(({ type }) => type?.name.endsWith("[]"))) {
    return unsupported("a call with any number of arguments");
  }
  const alone = args.length === 1 ? args[0] : undefined;
  const spread = parameters.length > 1 && alone?.kind === "list" ? alone.items : args;
  const least = parameters.filter(({ defaultValue }) => defaultValue === undefined).length;
  // `f()` gives null to one that needs an argument.
  if (spread.length > parameters.length || (spread.length < least && least + spread.length > 1)) {
    // Of a function there may be others of the same name.
    return target.kind === "function" ? unsupported(`a call of ${target.node.name.name}`) : notApplicable();
  }
  const defaulted = defaultsFor(parameters, spread.length);
  let next = 0;
  for (const [position, parameter] of parameters.entries()) {
    const arg = defaulted.has(position) ? undefined : spread[next++];
    const value =
      arg ?? (parameter.defaultValue === undefined ? nothing : evaluate(parameter.defaultValue, local, run));
    const type = typeInForce(parameter, run);
    if (type !== undefined && arg !== undefined && mismatched(type.name, arg)) {
      return unsupported(`a call with another type than ${type.name}`);
    }
    local.declare(parameter.name, type === undefined ? value : assigned(type.name, value, run.meter));
  }
  return undefined;
}

function notApplicable(): Value {
  return failure("No signature of method: call() is applicable for the arguments");
}

/** A text or a number where the other is declared: there may be another function of the name. */
function mismatched(type: string, arg: Value): boolean {
  if (!["number", "string", "list", "map"].includes(arg.kind)) return false;
  if (type === "String") return arg.kind === "number" || arg.kind === "list" || arg.kind === "map";
  if (type === "List" || type === "Map") return arg.kind !== type.toLowerCase();
  const wantsWhole = type === "int" || type === "Integer";
  return wantsWhole && (arg.kind === "string" || (arg.kind === "number" && arg.scale !== undefined));
}

/** Where there are fewer arguments than parameters, the rightmost defaults stand in: their positions. */
function defaultsFor(parameters: readonly Parameter[], count: number): ReadonlySet<number> {
  const missing = Math.max(0, parameters.length - count);
  const optional = [...parameters.keys()].filter((position) => parameters[position]!.defaultValue !== undefined);
  return new Set(missing === 0 ? [] : optional.slice(-missing));
}
