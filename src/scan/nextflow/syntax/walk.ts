/** Walks through the syntax tree: the direct parts of an expression or a statement. */
import type { Arguments, Closure, Expression, MapEntry, Statement } from "./tree.ts";

export interface Visitor {
  readonly expression: (expression: Expression) => void;
  readonly statement: (statement: Statement) => void;
}

/** Shows a visitor the direct parts of an expression, in source order. Closures show their statements. */
export function visitPartsOfExpression(expression: Expression, visitor: Visitor): void {
  const show = (part: Expression): void => visitor.expression(part);
  switch (expression.kind) {
    case "gstring":
      for (const part of expression.parts) if (part.kind === "interpolation") show(part.expression);
      return;
    case "list":
      return expression.elements.forEach(show);
    case "map":
      return visitEntries(expression.entries, visitor);
    case "range":
      show(expression.from);
      return show(expression.to);
    case "closure":
      return visitClosure(expression, visitor);
    case "property":
      show(expression.object);
      if (expression.computed !== undefined) show(expression.computed);
      return;
    case "index":
      show(expression.object);
      return expression.indexes.forEach(show);
    case "call":
      show(expression.callee);
      return visitArguments(expression.arguments, visitor);
    case "method-call":
      show(expression.object);
      return visitArguments(expression.arguments, visitor);
    case "new":
      return visitArguments(expression.arguments, visitor);
    case "unary":
    case "instanceof":
    case "cast":
    case "spread":
      return show(expression.operand);
    case "binary":
      show(expression.left);
      return show(expression.right);
    case "ternary":
      show(expression.condition);
      show(expression.then);
      return show(expression.otherwise);
    case "elvis":
      show(expression.value);
      return show(expression.otherwise);
    case "assignment":
      show(expression.target);
      return show(expression.value);
    case "method-pointer":
      return show(expression.object);
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "variable":
    case "unparsable":
      return;
  }
}

function visitEntries(entries: readonly MapEntry[], visitor: Visitor): void {
  for (const { key, value } of entries) {
    visitor.expression(key);
    visitor.expression(value);
  }
}

function visitClosure({ parameters, body }: Closure, visitor: Visitor): void {
  for (const { defaultValue } of parameters ?? []) if (defaultValue !== undefined) visitor.expression(defaultValue);
  for (const statement of body) visitor.statement(statement);
}

function visitArguments({ positional, named }: Arguments, visitor: Visitor): void {
  for (const { value } of named) visitor.expression(value);
  for (const value of positional) visitor.expression(value);
}

/** Shows a visitor the direct parts of a statement, in source order. */
export function visitPartsOfStatement(statement: Statement, visitor: Visitor): void {
  const show = (part: Expression | undefined): void => {
    if (part !== undefined) visitor.expression(part);
  };
  const showAll = (parts: readonly Statement[] | undefined): void => parts?.forEach((part) => visitor.statement(part));
  switch (statement.kind) {
    case "expression":
      return show(statement.expression);
    case "definition":
    case "return":
    case "throw":
      return show(statement.value);
    case "if":
      show(statement.condition);
      showAll(statement.then);
      return showAll(statement.otherwise);
    case "for":
      show(statement.iterable);
      return showAll(statement.body);
    case "while":
      show(statement.condition);
      return showAll(statement.body);
    case "try":
      showAll(statement.body);
      for (const { body } of statement.handlers) showAll(body);
      return showAll(statement.last);
    case "assert":
      show(statement.condition);
      return show(statement.message);
    case "switch":
      show(statement.subject);
      for (const { value, body } of statement.cases) {
        show(value);
        showAll(body);
      }
      return;
    case "block":
      return showAll(statement.body);
    case "function":
      return showAll(statement.body);
    case "jump":
    case "label":
    case "opaque":
    case "include":
      return;
  }
}
