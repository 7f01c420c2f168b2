/** Assignments: what they set, and what their value is. */
import type { Meter } from "../budget/meter.ts";
import type { Assignment, Expression, Unary } from "../syntax/tree.ts";
import { decideTruth } from "./choices.ts";
import { keyOf } from "./entries.ts";
import { setMember } from "./members.ts";
import { operate, type Operator } from "./operators.ts";
import type { Evaluate, Run, Scope, Value } from "./model.ts";
import { wordsOf } from "./scope.ts";
import { partOf } from "./statements.ts";
import { failure, isOpen, LONGEST, nothing, text, unsupported, whole } from "./value.ts";

/** What the compound assignments calculate. */
export const COMPOUND: ReadonlyMap<string, Operator> = new Map([
  ["+=", "+"],
  ["-=", "-"],
  ["*=", "*"],
  ["/=", "/"],
  ["%=", "%"],
  ["**=", "**"],
  ["<<=", "<<"],
  [">>=", ">>"],
  [">>>=", ">>>"],
  ["&=", "&"],
  ["|=", "|"],
  ["^=", "^"],
]);

export function assign(expression: Assignment, scope: Scope, run: Run, evaluate: Evaluate): Value {
  const { target, operator } = expression;
  let value = evaluate(expression.value, scope, run);
  const words = wordsOf(scope.source, expression);
  if (operator !== "=") {
    const before = evaluate(target, scope, run);
    if (operator === "?=") {
      const holds = decideTruth(before, run);
      if (typeof holds !== "boolean") return holds;
      if (holds) return before;
    } else {
      value = operate(COMPOUND.get(operator)!, before, value, words, run.meter);
    }
  }
  return value.kind === "failure" ? value : store(target, value, scope, run, words, evaluate);
}

/** `x++`, `--x` and the like. */
export function increment(expression: Unary, operand: Value, scope: Scope, run: Run, evaluate: Evaluate): Value {
  const words = wordsOf(scope.source, expression);

  const one = whole(1);
  const next =
    operand.kind === "number" && operand.unit === undefined
      ? operate(expression.operator === "++" ? "+" : "-", operand, one, words, run.meter)
      : operand.kind === "null"
        ? failure(`\`${words}\` of null`)
        : unsupported(words);
  if (next.kind === "failure") return next;
  const set = store(expression.operand, next, scope, run, words, evaluate);
  if (isOpen(set)) return set;
  return expression.postfix ? operand : next;
}

/** Sets a variable, a property or an entry; the value of it is the value of the assignment. */
function store(target: Expression, value: Value, scope: Scope, run: Run, words: string, evaluate: Evaluate): Value {
  if (target.kind === "variable") {
    if (!scope.assign(target.name, value, run)) return failure(`No such variable: ${target.name}`);
    return value;
  }
  if (target.kind === "list") {
    const parts = target.elements.map((_, position) => partOf(value, position, run));
    target.elements.forEach((element, position) => {
      store(element, parts[position]!, scope, run, words, evaluate);
    });
    return parts.find(({ kind }) => kind === "failure") ?? value;
  }
  if (target.kind === "property" || (target.kind === "index" && target.indexes.length === 1)) {
    const object = evaluate(target.object, scope, run);
    if (object.kind === "failure") return object;
    if (object.kind === "null") return target.safe ? value : failure("Cannot set property on null object");
    const key =
      target.kind === "property" && target.name !== undefined
        ? text(target.name)
        : evaluate(target.kind === "property" ? target.computed! : target.indexes[0]!, scope, run);
    return setPart(object, key, value, words, run.meter);
  }
  return unsupported(words);
}

function setPart(object: Value, key: Value, value: Value, words: string, meter: Meter): Value {
  if (object.kind === "map") {
    const name = key.kind === "string" ? key.value : keyOf(key);
    if (name === undefined) return isOpen(key) ? key : unsupported(words);
    setMember(object, name, value);
    const owned = name === "value" ? object.entryOf : undefined;
    if (owned !== undefined) owned.set(keyOf(object.entries.get("key")!)!, value);
    return value;
  }
  if (object.kind === "list" && key.kind === "number" && object.shape !== "range" && object.shape !== "set") {
    const { items } = object;
    const place = key.value < 0 ? items.length + key.value : key.value;
    if (place < 0 || (object.shape === "array" && place >= items.length))
      return failure(`\`${words}\` is out of range`);
    if (place > LONGEST || (place > items.length && !meter.makeItems(place - items.length))) return unsupported(words);
    while (items.length < place) items.push(nothing);
    items[place] = value;
    return value;
  }
  if (isOpen(object)) return value;
  if (isOpen(key)) return key;
  return object.kind === "object" || object.kind === "closure"
    ? unsupported(words)
    : failure(`\`${words}\` cannot be set`);
}
