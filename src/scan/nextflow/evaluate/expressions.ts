import type { Arguments, Assignment, Call, Expression, GString, Index, MethodCall, Property, Unary } from "../syntax/tree.ts";
import { callMethod, environment, type MethodCallContext } from "./methods.ts";
import { operate, unsupported } from "./operators.ts";
import { convertQuantity, quantityOf } from "./quantity.ts";
import { frame, words, type Run, type Scope } from "./scope.ts";
import { decideTruth, execute } from "./statements.ts";
import { textProperty } from "./text-methods.ts";
import {
  failure,
  isOpen,
  list,
  LONGEST,
  map,
  nothing,
  numberOf,
  originsOf,
  shown,
  text,
  truth,
  unknown,
  whole,
  withOrigins,
  type ListValue,
  type MapValue,
  type Origin,
  type Value,
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
      return numberOf(expression.text, place());
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
    case "instanceof":
      return instanceOf(expression, scope, run);
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
      return assign(expression, scope, run);
    case "cast":
      return cast(expression.type.name, evaluate(expression.operand, scope, run), words(scope.source, expression));
    case "new":
      return evaluateNew(expression.type.name, expression.arguments, scope, run, words(scope.source, expression));
    case "method-pointer":
    case "spread":
    case "unparsable":
      return unsupported(words(scope.source, expression));
  }
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
    if (value.kind === "closure") value = invoke(value, [], run);
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
  if (alone.length > 0) return text(result, alone, true);
  const length = quoteLength(expression);
  const whole: Origin = { file: scope.source.path, start: expression.start + length, end: expression.end - length };
  return text(result, [whole, ...pieces.flatMap((piece) => piece.origins)], true);
}

function quoteLength(expression: GString): number {
  return expression.quote.length;
}

function evaluateList(elements: readonly Expression[], scope: Scope, run: Run): Value {
  const items: Value[] = [];
  for (const element of elements) {
    const value = evaluate(element.kind === "spread" ? element.operand : element, scope, run);
    if (value.kind === "failure") return value;
    if (element.kind === "spread" && value.kind === "list") items.push(...value.items);
    else items.push(value);
  }
  return list(items, items.flatMap(originsOf));
}

function evaluateMap(entries: Arguments["named"], scope: Scope, run: Run): Value {
  const result = map();
  for (const { key, value } of entries) {
    const item = evaluate(value, scope, run);
    if (item.kind === "failure") return item;
    if (key.kind === "spread") {
      if (item.kind === "map") for (const [name, inner] of item.entries) result.entries.set(name, inner);
      continue;
    }
    const name = shown(evaluate(key, scope, run));
    if (name === undefined) return unsupported(words(scope.source, key));
    result.entries.set(name, item);
  }
  return result;
}

function evaluateRange(expression: Extract<Expression, { kind: "range" }>, scope: Scope, run: Run): Value {
  const from = evaluate(expression.from, scope, run);
  const to = evaluate(expression.to, scope, run);
  if (isOpen(from)) return from;
  if (isOpen(to)) return to;
  if (from.kind !== "number" || to.kind !== "number" || Math.abs(to.value - from.value) > 10_000) {
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
  return list(items);
}

function variable(name: string, scope: Scope, run: Run): Value {
  const found = scope.lookup(name, run);
  if (found !== undefined) return found;
  if (/^[A-Z]/.test(name) || name === "java" || name === "groovy") return javaClass(name);
  return failure(`No such variable: ${name}`);
}

/** A Java class or package; its static methods are in `methods.ts`. */
function javaClass(name: string): Value {
  return {
    kind: "object",
    name,
    get: (inner) =>
      /^[A-Z]/.test(name)
        ? unknown("unsupported-expression", `\`${name}.${inner}\` is a member of a Java class.`, `${name}.${inner}`)
        : javaClass(/^[A-Z]/.test(inner) ? inner : `${name}.${inner}`),
  };
}

function property(expression: Property, scope: Scope, run: Run): Value {
  const object = evaluate(expression.object, scope, run);
  let name = expression.name;
  if (name === undefined) {
    const computed = evaluate(expression.computed!, scope, run);
    if (isOpen(computed)) return computed;
    name = shown(computed) ?? "";
  }
  const named = words(scope.source, expression);
  if (expression.object.kind === "variable" && expression.object.name === "params" && !run.given.has(name)) {
    run.usesDefault = true;
  }
  if (expression.spread && object.kind === "list") {
    return list(object.items.map((item) => propertyOf(item, name, false, named, run)));
  }
  return propertyOf(object, name, expression.safe, named, run);
}

export function propertyOf(object: Value, name: string, safe: boolean, named: string, run: Run): Value {
  switch (object.kind) {
    case "null":
      return safe ? nothing : failure(`Cannot get property '${name}' on null object`);
    case "map":
      return settle(memberOf(object, name, named), run);
    case "object":
      return settle(object.get(name, run), run);
    case "unknown":
      return unknown(object.unresolved.reason, object.unresolved.detail, named);
    case "failure":
      return object;
    case "string":
      return textProperty(object, name) ?? unsupported(named);
    case "number":
      return quantityOf(object, name) ?? convertQuantity(object, `get${name.charAt(0).toUpperCase()}${name.slice(1)}`) ?? unsupported(named);
    case "list":
      if (name === "first" || name === "last") return unsupported(named);
      return list(object.items.map((item) => propertyOf(item, name, false, named, run)));
    default:
      return unsupported(named);
  }
}

function memberOf(object: MapValue, name: string, named: string): Value {
  const found = object.entries.get(name);
  if (found !== undefined) return found;
  if (object.open === true) {
    const detail = `The parameter ${name} has no value: give it with --${name} or in a file of parameters.`;
    return unknown("undefined-parameter", detail, named);
  }
  if (object.grows !== true) return nothing;
  const empty: MapValue = { kind: "map", entries: new Map(), grows: true };
  object.entries.set(name, empty);
  return empty;
}

function index(expression: Index, scope: Scope, run: Run): Value {
  const object = evaluate(expression.object, scope, run);
  const keys = expression.indexes.map((item) => evaluate(item, scope, run));
  const named = words(scope.source, expression);
  const open = [object, ...keys].find(isOpen);
  if (open?.kind === "failure") return open;
  if (open?.kind === "unknown") return unknown(open.unresolved.reason, open.unresolved.detail, named);
  const [key] = keys;
  if (object.kind === "null") return expression.safe ? nothing : failure("Cannot get property on null object");
  if (key === undefined || keys.length > 1) return unsupported(named);
  if (object.kind === "map") {
    if (key.kind === "null" || (key.kind === "string" && key.interpolated)) return nothing;
    if (expression.object.kind === "variable" && expression.object.name === "params" && !run.given.has(shown(key) ?? "")) {
      run.usesDefault = true;
    }
    return propertyOf(object, shown(key) ?? "", false, named, run);
  }
  if (object.kind === "object") return propertyOf(object, shown(key) ?? "", false, named, run);
  if (key.kind === "list" && (object.kind === "string" || object.kind === "list")) return slice(object, key, named);
  if (key.kind !== "number") return unsupported(named);
  return callMethod(object, "getAt", [key], contextOf(named, run));
}

/** `text[0..3]`, `items[1..-1]`. A range that counts down from a negative end counts from the back. */
function slice(object: Extract<Value, { kind: "string" | "list" }>, range: ListValue, named: string): Value {
  const numbers = range.items.map((item) => (item.kind === "number" ? item.value : Number.NaN));
  const first = numbers[0];
  const last = numbers.at(-1);
  if (first === undefined || last === undefined || numbers.includes(Number.NaN)) return unsupported(named);
  const size = object.kind === "string" ? object.value.length : object.items.length;
  const start = first < 0 ? size + first : first;
  const end = last < 0 ? size + last : last;
  if (start < 0 || end >= size || start > end) return unsupported(named);
  return object.kind === "string"
    ? text(object.value.slice(start, end + 1), object.from)
    : list(object.items.slice(start, end + 1));
}

function call(expression: Call, scope: Scope, run: Run): Value {
  const named = words(scope.source, expression);
  const { callee } = expression;
  if (callee.kind === "variable") {
    const target = scope.callable(callee.name, run);
    if (target === undefined) return builtin(callee.name, expression.arguments, scope, run, named);
    const args = argumentsOf(expression.arguments, scope, run);
    return callMethod(target, "call", args, contextOf(named, run));
  }
  const target = evaluate(callee, scope, run);
  return callMethod(target, "call", argumentsOf(expression.arguments, scope, run), contextOf(named, run));
}

/** Functions of Nextflow itself. */
function builtin(name: string, given: Arguments, scope: Scope, run: Run, named: string): Value {
  const args = argumentsOf(given, scope, run);
  const failed = args.find((arg) => arg.kind === "failure");
  if (failed !== undefined) return failed;
  const [first] = args;
  const key = first === undefined ? undefined : shown(first);
  switch (name) {
    case "env":
      return key === undefined ? unsupported(named) : environment(key, run);
    case "file":
    case "path":
      if (first?.kind !== "string") return first?.kind === "unknown" ? first : unsupported(named);
      return /^\/|^[^/:. ]+:\/\/|^\$\{/.test(first.value) ? first : { ...first, value: `\${launchDir}/${first.value}` };
    case "print":
    case "println":
    case "printf":
      return nothing;
    case "exit":
    case "error":
      return failure(`\`${named}\``);
    default:
      return unknown("unknown-function", `The function ${name} is defined nowhere in the repository.`, named);
  }
}

function argumentsOf(given: Arguments, scope: Scope, run: Run): Value[] {
  const named = given.named.length === 0 ? [] : [evaluateMap(given.named, scope, run)];
  const positional = given.positional.flatMap((argument) => {
    if (argument.kind !== "spread") return [evaluate(argument, scope, run)];
    const value = evaluate(argument.operand, scope, run);
    return value.kind === "list" ? value.items : [value];
  });
  return [...named, ...positional];
}

function methodCall(expression: MethodCall, scope: Scope, run: Run): Value {
  const object = evaluate(expression.object, scope, run);
  const named = words(scope.source, expression);
  if (expression.safe && object.kind === "null") return nothing;
  if (expression.name === undefined) return unsupported(named);
  const { name } = expression;
  const args = argumentsOf(expression.arguments, scope, run);
  const context = contextOf(named, run);
  if (expression.object.kind === "variable" && expression.object.name === "params") run.usesDefault = true;
  if (expression.spread && object.kind === "list") {
    return list(object.items.map((item) => callMethod(item, name, args, context)));
  }
  return settle(callMethod(object, name, args, context), run);
}

function contextOf(expression: string, run: Run): MethodCallContext {
  return { run, expression, invoke: (closure, args) => invoke(closure, args, run) };
}

/** Calls a closure or a function. */
export function invoke(target: Value, args: readonly Value[], run: Run): Value {
  if (target.kind !== "closure" && target.kind !== "function") return unsupported("a call of something unknown");
  if (run.depth > DEEPEST) return unsupported("a recursion");
  const local = frame(target.scope);
  const { node } = target;
  const parameters = node.kind === "closure" ? node.parameters : node.parameters;
  if (parameters === undefined) local.declare("it", args[0] ?? nothing);
  else {
    const spread = parameters.length > 1 && args.length === 1 && args[0]!.kind === "list" ? args[0]!.items : args;
    for (const [position, parameter] of parameters.entries()) {
      const given = spread[position];
      const value =
        given ?? (parameter.defaultValue === undefined ? nothing : evaluate(parameter.defaultValue, local, run));
      const plain = parameter.type?.name === "String" && value.kind === "string" ? { ...value, interpolated: false } : value;
      local.declare(parameter.name, plain);
    }
  }
  run.depth += 1;
  const { value } = execute(node.body, local, run, evaluate);
  run.depth -= 1;
  return value;
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
      if (operand.kind === "number") return { ...operand, value: expression.operator === "-" ? -operand.value : operand.value };
      return failure(`Unknown method invocation \`${expression.operator === "-" ? "negative" : "positive"}\` on ${operand.kind}`);
    case "++":
    case "--": {
      if (operand.kind !== "number") return unsupported(named);
      const next = whole(operand.value + (expression.operator === "++" ? 1 : -1));
      if (expression.operand.kind === "variable") scope.assign(expression.operand.name, next, run);
      return expression.postfix ? operand : next;
    }
    case "~":
      return operand;
  }
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

const CLASSES: Readonly<Record<string, string>> = {
  String: "string",
  CharSequence: "string",
  GString: "gstring",
  List: "list",
  Collection: "list",
  ArrayList: "list",
  Map: "map",
  LinkedHashMap: "map",
  Boolean: "boolean",
  Number: "number",
  Integer: "integer",
  BigDecimal: "decimal",
  Closure: "closure",
};

function instanceOf(expression: Extract<Expression, { kind: "instanceof" }>, scope: Scope, run: Run): Value {
  const operand = evaluate(expression.operand, scope, run);
  const named = words(scope.source, expression);
  if (isOpen(operand)) return operand.kind === "failure" ? operand : { ...operand, words: named };
  const wanted = CLASSES[expression.type.name.replace(/<.*$/s, "").replace(/^java\.(?:util|lang)\./, "")];
  if (wanted === undefined) return unsupported(named);
  let kinds: readonly string[] = [operand.kind];
  if (operand.kind === "number") kinds = ["number", operand.scale === undefined ? "integer" : "decimal"];
  if (operand.kind === "string" && operand.interpolated) {
    kinds = expression.type.name === "String" ? ["gstring"] : ["gstring", "string"];
  }
  return truth(kinds.includes(wanted) !== expression.negated);
}

function assign(expression: Assignment, scope: Scope, run: Run): Value {
  const { target, operator } = expression;
  let value = evaluate(expression.value, scope, run);
  const named = words(scope.source, expression);
  if (operator !== "=") {
    const before = evaluate(target, scope, run);
    if (operator === "?=") {
      const holds = decideTruth(before, run);
      if (typeof holds !== "boolean") return holds;
      if (holds) return before;
    } else if (operator === "+=" || operator === "-=" || operator === "*=" || operator === "/=" || operator === "<<=") {
      value = operate(operator === "<<=" ? "<<" : (operator[0] as "+" | "-" | "*" | "/"), before, value, named);
    } else return unsupported(named);
  }
  if (value.kind === "failure") return value;
  if (target.kind === "variable") {
    if (!scope.assign(target.name, value, run)) return failure(`No such variable: ${target.name}`);
    return value;
  }
  if (target.kind === "list") {
    target.elements.forEach((element, position) => {
      if (element.kind === "variable" && value.kind === "list") scope.assign(element.name, value.items[position] ?? nothing, run);
    });
    return value;
  }
  if (target.kind === "property" || (target.kind === "index" && target.indexes.length === 1)) {
    const object = evaluate(target.object, scope, run);
    const key =
      target.kind === "property"
        ? (target.name ?? shown(evaluate(target.computed!, scope, run)))
        : shown(evaluate(target.indexes[0]!, scope, run));
    if (object.kind === "failure") return object;
    if (object.kind === "map" && key !== undefined) setMember(object, key, value);
    return value;
  }
  return unsupported(named);
}

function setMember(object: MapValue, key: string, value: Value): void {
  if (object.keepsFirst !== true) object.entries.set(key, value);
  else if (!object.entries.has(key)) object.entries.set(key, asDefault(value));
}

/** A parameter that a script sets can be given another value by whoever runs it. */
export function asDefault(value: Value): Value {
  return withOrigins(value, (from) => from.map((origin) => ({ ...origin, default: true })));
}

function cast(type: string, value: Value, named: string): Value {
  if (isOpen(value)) return value.kind === "failure" ? value : { ...value, words: named };
  switch (type) {
    case "String":
    case "CharSequence": {
      if (value.kind === "null") return value;
      const plain = shown(value);
      return plain === undefined ? unsupported(named) : text(plain, originsOf(value));
    }
    case "Boolean":
    case "boolean": {
      if (value.kind === "boolean") return value;
      return truth(value.kind !== "null" && shown(value) !== "" && shown(value) !== "0", originsOf(value));
    }
    case "Integer":
    case "int":
    case "Long":
    case "long":
      if (value.kind === "number") return whole(Math.trunc(value.value), value.from);
      return value.kind === "string" && /^[+-]?\d+$/.test(value.value) ? whole(Number(value.value), value.from) : unsupported(named);
    case "List":
    case "Set":
      return value.kind === "list" ? value : unsupported(named);
    case "Map":
      return value.kind === "map" ? value : unsupported(named);
    case "Path":
      return value.kind === "string" ? value : unsupported(named);
    default:
      return unsupported(named);
  }
}

function evaluateNew(type: string, given: Arguments, scope: Scope, run: Run, named: string): Value {
  const args = argumentsOf(given, scope, run);
  const failed = args.find((arg) => arg.kind === "failure");
  if (failed !== undefined) return failed;
  switch (type) {
    case "String":
      return args[0] === undefined ? text("") : cast("String", args[0], named);
    case "ArrayList":
    case "LinkedList":
      return list(args[0]?.kind === "list" ? [...args[0].items] : []);
    case "HashMap":
    case "LinkedHashMap":
      return map(args[0]?.kind === "map" ? args[0].entries : []);
    default:
      return unsupported(named);
  }
}
