/** Operators as expressions write them: which sides they look at, and what they say of open ones. */
import type { Binary, Unary } from "../syntax/tree.ts";
import { negate } from "./arithmetic.ts";
import { increment } from "./assignment.ts";
import { decideTruth } from "./choices.ts";
import type { Evaluate, Run, Scope, Value } from "./model.ts";
import { operate } from "./operators.ts";
import { wordsOf } from "./scope.ts";
import { failure, isOpen, numberLiteral, openAs, truth, unsupported } from "./value.ts";

export function unary(expression: Unary, scope: Scope, run: Run, evaluate: Evaluate): Value {
  const words = wordsOf(scope.source, expression);
  const operand = evaluate(expression.operand, scope, run);
  switch (expression.operator) {
    case "!": {
      const holds = decideTruth(operand, run);
      return typeof holds === "boolean" ? truth(!holds) : holds;
    }
    case "-":
    case "+":
      if (isOpen(operand)) return openAs(operand, words);
      return signed(expression, operand);
    case "++":
    case "--":
      return increment(expression, operand, scope, run, evaluate);
    case "~":
      break;
  }
  if (isOpen(operand) || operand.kind === "null")
    return operand.kind === "null" ? failure(`\`${words}\` of null`) : operand;
  return operand.kind === "string" ? { ...operand, pattern: true, interpolated: false } : unsupported(words);
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

export function binary(expression: Binary, scope: Scope, run: Run, evaluate: Evaluate): Value {
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
  return operate(operator, left, right, wordsOf(scope.source, expression), run.meter);
}
