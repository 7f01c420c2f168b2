import type {
  Arguments,
  Call,
  Expression,
  GString,
  Index,
  MethodCall,
  Parameter,
  Property,
  Unary,
} from "../syntax/tree.ts";
import { negate } from "./arithmetic.ts";
import { assign, increment } from "./assignment.ts";
import { builtin } from "./builtins.ts";
import { assigned, cast, coerce, construct, instanceOf } from "./conversions.ts";
import { itemsOf, keyOf } from "./entries.ts";
import { javaClass, propertyOf, slice } from "./members.ts";
import type { MethodCallContext } from "./methods/context.ts";
import { callMethod } from "./methods/index.ts";
import { operate } from "./operators.ts";
import type { Run, Scope, Origin, Value } from "./model.ts";
import { frame, words } from "./scope.ts";
import { decideTruth, execute, typeInForce } from "./statements.ts";
import {
  failure,
  isOpen,
  list,
  LONGEST,
  map,
  nothing,
  numberLiteral,
  originsOf,
  shown,
  text,
  truth,
  unknown,
  unsupported,
  whole,
  withOrigins,
} from "./value.ts";

const DEEPEST = 400;

/**
 * Evaluates an expression as Nextflow would, as far as the text of the repository allows. What depends on anything else is
 * `unknown` with its reason; where Nextflow would stop with an error the value is a `failure`. A stored choice is settled
 * when it is read, so the result is never a choice.
 */
export function evaluate(expression: Expression, scope: Scope, run: Run): Value {
  if (run.depth > DEEPEST || run.fuel-- <= 0) {
    return unknown("unsupported-expression", "The expression is too deep or too long to be followed.", "…");
  }
  run.depth += 1;
  const value = settle(compute(expression, scope, run), run);
  run.depth -= 1;
  return value;
}

/** Takes a side of a stored choice. */
export function settle(value: Value, run: Run): Value {
  let current = value;
  while (current.kind === "choice") {
    current = run.decide(current.condition, current.unresolved) ? current.held : current.failed;
  }
  return current;
}

function compute(expression: Expression, scope: Scope, run: Run): Value {
  const place = (start = expression.start, end = expression.end): Origin[] => [{ file: scope.source.path, start, end }];
  switch (expression.kind) {
    case "string":
      return text(expression.value, place(expression.innerStart, expression.innerEnd));
    case "gstring":
      return compose(expression, scope, run);
    case "number":
      return numberLiteral(expression.text, place());
    case "boolean":
      return truth(expression.value, place());
    case "null":
      return nothing;
    case "list":
      return evaluateList(expression.elements, scope, run);
    case "map":
      return evaluateMap(expression.entries, scope, run);
    case "range":
      return evaluateRange(expression, scope, run);
    case "closure":
      return { kind: "closure", node: expression, scope };
    case "variable":
      return variable(expression.name, scope, run);
    case "property":
      return property(expression, scope, run);
    case "index":
      return index(expression, scope, run);
    case "call":
      return call(expression, scope, run);
    case "method-call":
      return methodCall(expression, scope, run);
    case "unary":
      return unary(expression, scope, run);
    case "binary":
      return binary(expression, scope, run);
    case "instanceof": {
      const operand = evaluate(expression.operand, scope, run);
      return instanceOf(operand, expression.type.name, expression.negated, words(scope.source, expression));
    }
    case "ternary": {
      const holds = decideTruth(evaluate(expression.condition, scope, run), run);
      if (typeof holds !== "boolean") return holds;
      const value = evaluate(holds ? expression.then : expression.otherwise, scope, run);
      return under(value, holds, words(scope.source, expression.condition));
    }
    case "elvis": {
      const value = evaluate(expression.value, scope, run);
      const holds = decideTruth(value, run);
      if (typeof holds !== "boolean") return holds;
      return holds ? value : evaluate(expression.otherwise, scope, run);
    }
    case "assignment":
      return assign(expression, scope, run, evaluate);
    case "cast":
      return (expression.form === "as" ? cast : coerce)(
        expression.type.name,
        evaluate(expression.operand, scope, run),
        words(scope.source, expression),
      );
    case "new": {
      const args = argumentsOf(expression.arguments, scope, run);
      return construct(expression.type.name, args, words(scope.source, expression));
    }
    case "method-pointer":
    case "spread":
    case "unparsable":
      break;
  }
  return unsupported(words(scope.source, expression));
}

/** Marks the text with the condition that chose it. */
function under(value: Value, holds: boolean, condition: string): Value {
  const named = holds ? condition : `!(${condition})`;
  return withOrigins(value, (from) =>
    from.map((origin) => ({ ...origin, conditions: [named, ...(origin.conditions ?? [])] })),
  );
}

function compose(expression: GString, scope: Scope, run: Run): Value {
  let result = "";
  let open: Value | undefined;
  const pieces: { readonly origins: readonly Origin[]; readonly blank: boolean }[] = [];
  for (const part of expression.parts) {
    if (part.kind === "text") {
      result += part.value;
      pieces.push({ origins: [], blank: part.value.trim() === "" });
      continue;
    }
    let value = evaluate(part.expression, scope, run);
    // One with a parameter is given the writer of the text.
    if (value.kind === "closure" && value.node.parameters?.length === 0) value = invoke(value, [], run);
    if (value.kind === "failure") return value;
    const piece = shown(value);
    if (piece === undefined) open ??= value;
    result += piece ?? "";
    if (result.length > LONGEST) return unsupported(words(scope.source, expression));
    pieces.push({ origins: originsOf(value), blank: piece === "" });
  }
  if (open !== undefined) {
    const named = words(scope.source, expression);
    return open.kind === "unknown"
      ? unknown(open.unresolved.reason, open.unresolved.detail, named)
      : unsupported(named);
  }
  const texts = pieces.filter((piece) => !piece.blank);
  const alone = texts.length === 1 ? texts[0]!.origins : [];
  // v2 turns every GString into a string at once (`GStringToStringVisitor`).
  const interpolated = run.dialect === "v1";
  if (alone.length > 0) return text(result, alone, interpolated);
  const { length } = expression.quote;
  const whole: Origin = { file: scope.source.path, start: expression.start + length, end: expression.end - length };
  return text(result, [whole, ...pieces.flatMap((piece) => piece.origins)], interpolated);
}

function evaluateList(elements: readonly Expression[], scope: Scope, run: Run): Value {
  const items: Value[] = [];
  for (const element of elements) {
    const value = evaluate(element.kind === "spread" ? element.operand : element, scope, run);
    if (value.kind === "failure") return value;
    if (element.kind !== "spread" || value.kind === "null") items.push(value);
    else if (value.kind === "list") items.push(...value.items);
    else if (isOpen(value)) return value;
    else return failure(`cannot spread ${words(scope.source, element.operand)}`);
  }
  return list(items, items.flatMap(originsOf));
}

function evaluateMap(entries: Arguments["named"], scope: Scope, run: Run): Value {
  const result = map();
  for (const { key, value } of entries) {
    const item = evaluate(value, scope, run);
    if (item.kind === "failure") return item;
    if (key.kind === "spread") {
      if (item.kind !== "map") return isOpen(item) ? item : unsupported(words(scope.source, key));
      for (const [name, inner] of item.entries) result.entries.set(name, inner);
      continue;
    }
    const given = evaluate(key, scope, run);
    const name = keyOf(given);
    if (name === undefined) return given.kind === "failure" ? given : unsupported(words(scope.source, key));
    result.entries.set(name, item);
  }
  return result;
}

function evaluateRange(expression: Extract<Expression, { kind: "range" }>, scope: Scope, run: Run): Value {
  const from = evaluate(expression.from, scope, run);
  const to = evaluate(expression.to, scope, run);
  if (isOpen(from)) return from;
  if (isOpen(to)) return to;
  const bounded = from.kind === "number" && to.kind === "number" && from.scale === undefined && to.scale === undefined;
  if (!bounded || !(Math.abs(to.value - from.value) <= 10_000) || !Number.isSafeInteger(from.value)) {
    return unsupported(words(scope.source, expression));
  }
  const step = from.value <= to.value ? 1 : -1;
  const items: Value[] = [];
  const skipFirst = expression.exclusive === "left" || expression.exclusive === "both";
  const skipLast = expression.exclusive === "right" || expression.exclusive === "both";
  for (let value = from.value; step > 0 ? value <= to.value : value >= to.value; value += step) {
    if ((skipFirst && value === from.value) || (skipLast && value === to.value)) continue;
    items.push(whole(value));
  }
  return { ...list(items), shape: "range" };
}

function variable(name: string, scope: Scope, run: Run): Value {
  const found = scope.lookup(name, run);
  if (found !== undefined) return found;
  if (/^[A-Z]/.test(name) || name === "java" || name === "groovy") return javaClass(name);
  return name === "this" ? unsupported(name) : failure(`No such variable: ${name}`);
}

function property(expression: Property, scope: Scope, run: Run): Value {
  const object = evaluate(expression.object, scope, run);
  let name = expression.name;
  if (name === undefined) {
    const computed = evaluate(expression.computed!, scope, run);
    name = shown(computed);
    if (name === undefined) return computed;
  }
  const named = words(scope.source, expression);
  if (expression.object.kind === "variable" && expression.object.name === "params" && !run.given.has(name)) {
    run.usesDefault = true;
  }
  if (!expression.spread || isOpen(object) || object.kind === "null") {
    return propertyOf(object, name, expression.safe || expression.spread, named, run);
  }
  const items = itemsOf(object)?.map((item) => propertyOf(item, name, true, named, run));
  return items === undefined ? unsupported(named) : list(items);
}

function index(expression: Index, scope: Scope, run: Run): Value {
  const object = evaluate(expression.object, scope, run);
  const keys = expression.indexes.map((item) => evaluate(item, scope, run));
  const named = words(scope.source, expression);
  const open = [object, ...keys].find(isOpen);
  if (open?.kind === "failure") return open;
  if (open?.kind === "unknown") return unknown(open.unresolved.reason, open.unresolved.detail, named);
  if (object.kind === "null") return expression.safe ? nothing : failure("Cannot get property on null object");
  // `items[0, 2]` is `items[[0, 2]]`.
  const key = keys.length === 1 ? keys[0]! : list(keys);
  if (object.kind === "map" || object.kind === "object") {
    const name = key.kind === "string" ? key.value : undefined;
    const ofParams = expression.object.kind === "variable" && expression.object.name === "params";
    if (ofParams && (name === undefined || !run.given.has(name))) run.usesDefault = true;
    if (name !== undefined) return propertyOf(object, name, false, named, run);
    const odd = object.kind === "map" ? keyOf(key) : undefined;
    return odd === undefined || object.kind !== "map" ? unsupported(named) : (object.entries.get(odd) ?? nothing);
  }
  if (key.kind === "list" && (object.kind === "string" || object.kind === "list")) return slice(object, key, named);
  if (key.kind !== "number") return unsupported(named);
  return callMethod(object, "getAt", [key], contextOf(named, run));
}

function call(expression: Call, scope: Scope, run: Run): Value {
  const named = words(scope.source, expression);
  const { callee } = expression;
  if (callee.kind === "variable") {
    const target = scope.callable(callee.name, run);
    if (target === undefined) return builtin(callee.name, argumentsOf(expression.arguments, scope, run), run, named);
    const args = argumentsOf(expression.arguments, scope, run);
    return callMethod(target, "call", args, contextOf(named, run));
  }
  const target = evaluate(callee, scope, run);
  return callMethod(target, "call", argumentsOf(expression.arguments, scope, run), contextOf(named, run));
}

function argumentsOf(given: Arguments, scope: Scope, run: Run): Value[] {
  const named = given.named.length === 0 ? [] : [evaluateMap(given.named, scope, run)];
  const positional = given.positional.flatMap((argument) => {
    if (argument.kind !== "spread") return [evaluate(argument, scope, run)];
    const value = evaluate(argument.operand, scope, run);
    if (value.kind === "list") return value.items;
    return [value.kind === "null" || isOpen(value) ? value : failure("cannot spread it")];
  });
  return [...named, ...positional];
}

function methodCall(expression: MethodCall, scope: Scope, run: Run): Value {
  const object = evaluate(expression.object, scope, run);
  const named = words(scope.source, expression);
  if ((expression.safe || expression.spread) && object.kind === "null") return nothing;
  if (expression.name === undefined) return unsupported(named);
  const { name } = expression;
  const args = argumentsOf(expression.arguments, scope, run);
  const context = contextOf(named, run);
  if (expression.object.kind === "variable" && expression.object.name === "params") run.usesDefault = true;
  if (expression.spread && !isOpen(object)) {
    const items = itemsOf(object);
    if (items === undefined) return unsupported(named);
    return list(items.map((item) => (item.kind === "null" ? item : callMethod(item, name, args, context))));
  }
  return settle(callMethod(object, name, args, context), run);
}

function contextOf(expression: string, run: Run): MethodCallContext {
  return { run, expression, invoke: (closure, args) => invoke(closure, args, run) };
}

/** Calls a closure or a function. */
export function invoke(target: Value, args: readonly Value[], run: Run): Value {
  if (target.kind !== "closure" && target.kind !== "function") return unsupported("a call of something unknown");
  const local = frame(target.scope);
  const { parameters } = target.node;
  if (parameters === undefined) {
    if (args.length > 1) return failure("No signature of method: call() is applicable for the arguments");
    local.declare("it", args[0] ?? nothing);
  } else {
    if (parameters.some(({ type }) => type?.name.endsWith("[]")))
      return unsupported("a call with any number of arguments");
    const alone = args.length === 1 ? args[0] : undefined;
    const spread = parameters.length > 1 && alone?.kind === "list" ? alone.items : args;
    const least = parameters.filter(({ defaultValue }) => defaultValue === undefined).length;
    // `f()` gives null to one that needs an argument.
    if (spread.length > parameters.length || (spread.length < least && least + spread.length > 1)) {
      // Of a function there may be others of the same name.
      if (target.kind === "function") return unsupported(`a call of ${target.node.name.name}`);
      return failure("No signature of method: call() is applicable for the arguments");
    }
    const defaulted = defaultsFor(parameters, spread.length);
    let next = 0;
    for (const [position, parameter] of parameters.entries()) {
      const given = defaulted.has(position) ? undefined : spread[next++];
      const value =
        given ?? (parameter.defaultValue === undefined ? nothing : evaluate(parameter.defaultValue, local, run));
      const type = typeInForce(parameter, run);
      if (type !== undefined && given !== undefined && mismatched(type.name, given)) {
        return unsupported(`a call with another type than ${type.name}`);
      }
      local.declare(parameter.name, type === undefined ? value : assigned(type.name, value));
    }
  }
  run.depth += 1;
  const { value } = execute(target.node.body, local, run, evaluate);
  run.depth -= 1;
  return value;
}

/** A text or a number where the other is declared: there may be another function of the name. */
function mismatched(type: string, given: Value): boolean {
  if (!["number", "string", "list", "map"].includes(given.kind)) return false;
  if (type === "String") return given.kind === "number" || given.kind === "list" || given.kind === "map";
  if (type === "List" || type === "Map") return given.kind !== type.toLowerCase();
  const whole = type === "int" || type === "Integer";
  return whole && (given.kind === "string" || (given.kind === "number" && given.scale !== undefined));
}

/** Where there are fewer arguments than parameters, the rightmost defaults stand in. */
function defaultsFor(parameters: readonly Parameter[], given: number): ReadonlySet<number> {
  const missing = Math.max(0, parameters.length - given);
  const optional = [...parameters.keys()].filter((position) => parameters[position]!.defaultValue !== undefined);
  return new Set(missing === 0 ? [] : optional.slice(-missing));
}

function unary(expression: Unary, scope: Scope, run: Run): Value {
  const named = words(scope.source, expression);
  const operand = evaluate(expression.operand, scope, run);
  switch (expression.operator) {
    case "!": {
      const holds = decideTruth(operand, run);
      return typeof holds === "boolean" ? truth(!holds) : holds;
    }
    case "-":
    case "+":
      if (isOpen(operand)) return operand.kind === "failure" ? operand : { ...operand, words: named };
      return signed(expression, operand);
    case "++":
    case "--":
      return increment(expression, operand, scope, run, evaluate);
    case "~":
      break;
  }
  if (isOpen(operand) || operand.kind === "null")
    return operand.kind === "null" ? failure(`\`${named}\` of null`) : operand;
  return operand.kind === "string" ? { ...operand, pattern: true, interpolated: false } : unsupported(named);
}

function signed(expression: Unary, operand: Value): Value {
  if (operand.kind === "number" && operand.unit === undefined) {
    if (expression.operator === "+") return operand;
    // `-2147483648` is an Integer, though its digits alone are none.
    if (expression.operand.kind !== "number") return negate(operand);
    return numberLiteral(`-${expression.operand.text}`, operand.from);
  }
  if (operand.kind === "boolean" && expression.operator === "+") return operand;
  return failure(
    `Unknown method invocation \`${expression.operator === "-" ? "negative" : "positive"}\` on ${operand.kind}`,
  );
}

function binary(expression: Extract<Expression, { kind: "binary" }>, scope: Scope, run: Run): Value {
  const { operator } = expression;
  if (operator === "&&" || operator === "||") {
    const left = decideTruth(evaluate(expression.left, scope, run), run);
    if (typeof left !== "boolean") return left;
    if (left === (operator === "||")) return truth(left);
    const right = decideTruth(evaluate(expression.right, scope, run), run);
    return typeof right === "boolean" ? truth(right) : right;
  }
  const left = evaluate(expression.left, scope, run);
  const right = evaluate(expression.right, scope, run);
  return operate(operator, left, right, words(scope.source, expression));
}
