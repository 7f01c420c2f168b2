/** Variables, properties and entries as expressions read them. */
import type { Expression, Index, Property } from "../syntax/tree.ts";
import { PACKAGES } from "../syntax/vocabulary.ts";
import { contextOf } from "./calls.ts";
import { itemsOf, keyOf } from "./entries.ts";
import { javaClass, propertyOf, slice } from "./members.ts";
import { callMethod } from "./methods/index.ts";
import type { Evaluate, Run, Scope, Value } from "./model.ts";
import { wordsOf } from "./scope.ts";
import { asParameter, failure, isOpen, list, nothing, openAs, shown, unsupported } from "./value.ts";

export function variable(name: string, scope: Scope, run: Run): Value {
  const found = scope.lookup(name, run);
  if (found !== undefined) return found;
  if (/^[A-Z]/.test(name) || PACKAGES.has(name)) return javaClass(name);
  return name === "this" ? unsupported(name) : failure(`No such variable: ${name}`);
}

/** `params.a.b`: null says which parameter has no value. */
export function property(expression: Property, scope: Scope, run: Run, evaluate: Evaluate): Value {
  return asParameter(propertyValue(expression, scope, run, evaluate), parameterName(expression));
}

/** `params.a['b']` */
export function index(expression: Index, scope: Scope, run: Run, evaluate: Evaluate): Value {
  return asParameter(indexValue(expression, scope, run, evaluate), parameterName(expression));
}

/** `a.b` of `params.a.b` and `params['a'].b`; undefined for what is no parameter. */
function parameterName(expression: Expression): string | undefined {
  if (expression.kind !== "property" && expression.kind !== "index") return undefined;
  const name = expression.kind === "property" ? expression.name : literalKey(expression);
  const { object } = expression;
  if (name === undefined || (object.kind === "variable" && object.name === "params")) return name;
  const outer = parameterName(object);
  return outer === undefined ? undefined : `${outer}.${name}`;
}

function literalKey({ indexes: [key] }: Index): string | undefined {
  return key?.kind === "string" ? key.value : undefined;
}

function propertyValue(expression: Property, scope: Scope, run: Run, evaluate: Evaluate): Value {
  const object = evaluate(expression.object, scope, run);
  let name = expression.name;
  if (name === undefined) {
    const computed = evaluate(expression.computed!, scope, run);
    name = shown(computed, run.meter);
    if (name === undefined) return computed;
  }
  const words = wordsOf(scope.source, expression);
  if (expression.object.kind === "variable" && expression.object.name === "params" && !run.given.has(name)) {
    run.usesDefault = true;
  }
  if (!expression.spread || isOpen(object) || object.kind === "null") {
    return propertyOf(object, name, expression.safe || expression.spread, words, run);
  }
  const items = itemsOf(object, run.meter);
  if (items === undefined || !run.meter.makeItems(items.length)) return unsupported(words);
  return list(items.map((item) => propertyOf(item, name, true, words, run)));
}

function indexValue(expression: Index, scope: Scope, run: Run, evaluate: Evaluate): Value {
  const object = evaluate(expression.object, scope, run);
  const keys = expression.indexes.map((item) => evaluate(item, scope, run));
  const words = wordsOf(scope.source, expression);
  const open = [object, ...keys].find(isOpen);
  if (open !== undefined) return openAs(open, words);
  if (object.kind === "null") return expression.safe ? object : failure("Cannot get property on null object");
  // `items[0, 2]` is `items[[0, 2]]`.
  const key = keys.length === 1 ? keys[0]! : list(keys);
  if (object.kind === "map" || object.kind === "object") {
    const name = key.kind === "string" ? key.value : undefined;
    const ofParams = expression.object.kind === "variable" && expression.object.name === "params";
    if (ofParams && (name === undefined || !run.given.has(name))) run.usesDefault = true;
    if (name !== undefined) return propertyOf(object, name, false, words, run);
    const odd = object.kind === "map" ? keyOf(key) : undefined;
    return odd === undefined || object.kind !== "map" ? unsupported(words) : (object.entries.get(odd) ?? nothing);
  }
  if (key.kind === "list" && (object.kind === "string" || object.kind === "list"))
    return slice(object, key, words, run.meter);
  if (key.kind !== "number") return unsupported(words);
  return callMethod(object, "getAt", [key], contextOf(words, run, evaluate));
}
