import type { Assignment, Expression, Unary } from "../syntax/tree.ts";
import { keyOf } from "./entries.ts";
import { setMember } from "./members.ts";
import { operate, type Operator } from "./operators.ts";
import type { Run, Scope, Value } from "./model.ts";
import { words } from "./scope.ts";
import { decideTruth, partOf, type Evaluate } from "./statements.ts";
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
  const named = words(scope.source, expression);
  if (operator !== "=") {
    const before = evaluate(target, scope, run);
    if (operator === "?=") {
      const holds = decideTruth(before, run);
      if (typeof holds !== "boolean") return holds;
      if (holds) return before;
    } else {
      value = operate(COMPOUND.get(operator)!, before, value, named);
    }
  }
  return value.kind === "failure" ? value : store(target, value, scope, run, named, evaluate);
}

/** `x++`, `--x` and their kin. */
export function increment(expression: Unary, operand: Value, scope: Scope, run: Run, evaluate: Evaluate): Value {
  const named = words(scope.source, expression);

  const one = whole(1);
  const next =
    operand.kind === "number" && operand.unit === undefined
      ? operate(expression.operator === "++" ? "+" : "-", operand, one, named)
      : operand.kind === "null"
        ? failure(`\`${named}\` of null`)
        : unsupported(named);
  if (next.kind === "failure") return next;
  const set = store(expression.operand, next, scope, run, named, evaluate);
  if (isOpen(set)) return set;
  return expression.postfix ? operand : next;
}

/** Sets a variable, a property or an entry; the value of it is the value of the assignment. */
function store(target: Expression, value: Value, scope: Scope, run: Run, named: string, evaluate: Evaluate): Value {
  if (target.kind === "variable") {
    if (!scope.assign(target.name, value, run)) return failure(`No such variable: ${target.name}`);
    return value;
  }
  if (target.kind === "list") {
    const parts = target.elements.map((_, position) => partOf(value, position));
    target.elements.forEach((element, position) => {
      store(element, parts[position]!, scope, run, named, evaluate);
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
    return setPart(object, key, value, named);
  }
  return unsupported(named);
}

function setPart(object: Value, key: Value, value: Value, named: string): Value {
  if (object.kind === "map") {
    const name = key.kind === "string" ? key.value : keyOf(key);
    if (name === undefined) return isOpen(key) ? key : unsupported(named);
    setMember(object, name, value);
    const owned = name === "value" ? object.entryOf : undefined;
    if (owned !== undefined) owned.set(keyOf(object.entries.get("key")!)!, value);
    return value;
  }
  if (object.kind === "list" && key.kind === "number" && object.shape !== "range" && object.shape !== "set") {
    const { items } = object;
    const place = key.value < 0 ? items.length + key.value : key.value;
    if (place < 0 || (object.shape === "array" && place >= items.length))
      return failure(`\`${named}\` is out of range`);
    if (place > LONGEST) return unsupported(named);
    while (items.length < place) items.push(nothing);
    items[place] = value;
    return value;
  }
  if (isOpen(object)) return value;
  if (isOpen(key)) return key;
  return object.kind === "object" || object.kind === "closure"
    ? unsupported(named)
    : failure(`\`${named}\` cannot be set`);
}
