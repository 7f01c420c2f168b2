/** What expressions come to. */
import type { Cast, Elvis, Expression, Ternary } from "../syntax/tree.ts";
import { assign } from "./assignment.ts";
import { call, created, invokeWith, methodCall } from "./calls.ts";
import { decideTruth, settle } from "./choices.ts";
import { cast, coerce, instanceOf } from "./conversions.ts";
import { compose } from "./gstring.ts";
import { listOf, mapOf, rangeOf } from "./literals.ts";
import type { Origin, Run, Scope, Value } from "./model.ts";
import { binary, unary } from "./operations.ts";
import { index, property, variable } from "./reading.ts";
import { exhausted, wordsOf } from "./scope.ts";
import { nothing, numberLiteral, text, truth, unsupported, withOrigins } from "./value.ts";

const DEEPEST = 400;
/** More conditions than these tell nobody why a text was chosen. */
const MOST_CONDITIONS = 50;

/**
 * Evaluates an expression as Nextflow would, as far as the text of the repository allows. What depends on anything else is
 * `unknown` with its reason; where Nextflow would stop with an error the value is a `failure`. A stored choice is settled
 * when it is read, so the result is never a choice.
 */
export function evaluate(expression: Expression, scope: Scope, run: Run): Value {
  if (run.depth > DEEPEST || !run.meter.spend()) return exhausted(run, "…");
  run.depth += 1;
  const value = settle(compute(expression, scope, run), run);
  run.depth -= 1;
  return value;
}

/** Calls a closure or a function. */
export function invoke(target: Value, args: readonly Value[], run: Run): Value {
  return invokeWith(target, args, run, evaluate);
}

function compute(expression: Expression, scope: Scope, run: Run): Value {
  switch (expression.kind) {
    case "string":
      return text(expression.value, placeOf(scope, expression.innerStart, expression.innerEnd));
    case "gstring":
      return compose(expression, scope, run, evaluate);
    case "number":
      return numberLiteral(expression.text, placeOf(scope, expression.start, expression.end));
    case "boolean":
      return truth(expression.value, placeOf(scope, expression.start, expression.end));
    case "null":
      return nothing;
    case "list":
      return listOf(expression.elements, scope, run, evaluate);
    case "map":
      return mapOf(expression.entries, scope, run, evaluate);
    case "range":
      return rangeOf(expression, scope, run, evaluate);
    case "closure":
      return { kind: "closure", node: expression, scope };
    case "variable":
      return variable(expression.name, scope, run);
    case "property":
      return property(expression, scope, run, evaluate);
    case "index":
      return index(expression, scope, run, evaluate);
    case "call":
      return call(expression, scope, run, evaluate);
    case "method-call":
      return methodCall(expression, scope, run, evaluate);
    case "new":
      return created(expression, scope, run, evaluate);
    case "unary":
      return unary(expression, scope, run, evaluate);
    case "binary":
      return binary(expression, scope, run, evaluate);
    case "instanceof": {
      const operand = evaluate(expression.operand, scope, run);
      return instanceOf(operand, expression.type.name, expression.negated, wordsOf(scope.source, expression));
    }
    case "ternary":
      return ternary(expression, scope, run);
    case "elvis":
      return elvis(expression, scope, run);
    case "assignment":
      return assign(expression, scope, run, evaluate);
    case "cast":
      return converted(expression, scope, run);
    case "method-pointer":
    case "spread":
    case "unparsable":
      break;
  }
  return unsupported(wordsOf(scope.source, expression));
}

function placeOf(scope: Scope, start: number, end: number): readonly Origin[] {
  return [{ file: scope.source.path, start, end }];
}

function ternary(expression: Ternary, scope: Scope, run: Run): Value {
  const holds = decideTruth(evaluate(expression.condition, scope, run), run);
  if (typeof holds !== "boolean") return holds;
  const value = evaluate(holds ? expression.then : expression.otherwise, scope, run);
  return under(value, holds, wordsOf(scope.source, expression.condition));
}

/** Marks the text with the condition that chose it. */
function under(value: Value, holds: boolean, condition: string): Value {
  const chosenBy = holds ? condition : `!(${condition})`;
  return withOrigins(value, (from) =>
    from.map((origin) => ({
      ...origin,
      conditions: [chosenBy, ...(origin.conditions ?? [])].slice(0, MOST_CONDITIONS),
    })),
  );
}

function elvis(expression: Elvis, scope: Scope, run: Run): Value {
  const value = evaluate(expression.value, scope, run);
  const holds = decideTruth(value, run);
  if (typeof holds !== "boolean") return holds;
  return holds ? value : evaluate(expression.otherwise, scope, run);
}

function converted(expression: Cast, scope: Scope, run: Run): Value {
  const convert = expression.form === "as" ? cast : coerce;
  const operand = evaluate(expression.operand, scope, run);
  return convert(expression.type.name, operand, wordsOf(scope.source, expression), run.meter);
}
