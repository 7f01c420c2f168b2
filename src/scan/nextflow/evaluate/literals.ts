/** Lists, maps and ranges as they are written. */
import type { Arguments, Expression, RangeExpression } from "../syntax/tree.ts";
import { keyOf } from "./entries.ts";
import type { Evaluate, Run, Scope, Value } from "./model.ts";
import { exhausted, wordsOf } from "./scope.ts";
import { failure, isOpen, list, LONGEST, map, originsOfAll, unsupported, whole } from "./value.ts";

export function listOf(elements: readonly Expression[], scope: Scope, run: Run, evaluate: Evaluate): Value {
  const items: Value[] = [];
  for (const element of elements) {
    const value = evaluate(element.kind === "spread" ? element.operand : element, scope, run);
    if (value.kind === "failure") return value;
    if (element.kind !== "spread" || value.kind === "null") items.push(value);
    else if (value.kind === "list") {
      if (items.length + value.items.length > LONGEST) return unsupported(wordsOf(scope.source, element));
      if (!run.meter.makeItems(value.items.length)) return exhausted(run, "…");
      for (const item of value.items) items.push(item);
    } else if (isOpen(value)) return value;
    else return failure(`cannot spread ${wordsOf(scope.source, element.operand)}`);
  }
  return list(items, originsOfAll(items));
}

export function mapOf(entries: Arguments["named"], scope: Scope, run: Run, evaluate: Evaluate): Value {
  const result = map();
  for (const { key, value } of entries) {
    const item = evaluate(value, scope, run);
    if (item.kind === "failure") return item;
    if (key.kind === "spread") {
      if (item.kind !== "map") return isOpen(item) ? item : unsupported(wordsOf(scope.source, key));
      if (!run.meter.makeItems(item.entries.size)) return exhausted(run, "…");
      for (const [name, inner] of item.entries) result.entries.set(name, inner);
      continue;
    }
    const keyed = evaluate(key, scope, run);
    const name = keyOf(keyed);
    if (name === undefined) return keyed.kind === "failure" ? keyed : unsupported(wordsOf(scope.source, key));
    result.entries.set(name, item);
  }
  return result;
}

export function rangeOf(expression: RangeExpression, scope: Scope, run: Run, evaluate: Evaluate): Value {
  const from = evaluate(expression.from, scope, run);
  const to = evaluate(expression.to, scope, run);
  if (isOpen(from)) return from;
  if (isOpen(to)) return to;
  const bounded = from.kind === "number" && to.kind === "number" && from.scale === undefined && to.scale === undefined;
  if (!bounded || !(Math.abs(to.value - from.value) <= 10_000) || !Number.isSafeInteger(from.value)) {
    return unsupported(wordsOf(scope.source, expression));
  }
  if (!run.meter.makeItems(Math.abs(to.value - from.value))) return exhausted(run, "…");
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
