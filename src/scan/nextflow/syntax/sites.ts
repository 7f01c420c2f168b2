/** Where statements call and include something, and under which conditions. */
import type { Expression, Include, Node, Section, Statement } from "./tree.ts";
import type { Visitor } from "./walk.ts";
import { visitPartsOfExpression, visitPartsOfStatement } from "./walk.ts";

/** One branch that leads to a call: it is taken when `condition` is `holds`. */
export interface Guard {
  /** The `if`, `switch` or conditional expression. Two calls in different branches of it exclude each other. */
  readonly node: Node;
  readonly branch: number;
  /** Undefined for a `case`. */
  readonly condition: Expression | undefined;
  readonly holds: boolean;
}

/** A place where something is called by name, or stands as a stage of a pipe (`channel | FOO`). */
export interface CallSite {
  readonly name: string;
  readonly node: Node;
  /** How many arguments stand in the parentheses; undefined in a pipe, and where a list is spread. */
  readonly given: number | undefined;
  readonly guards: readonly Guard[];
  /** In a closure. */
  readonly enclosed: boolean;
}

/** An `include` among statements. */
export interface IncludeSite {
  readonly node: Include;
  readonly guards: readonly Guard[];
}

export interface Sites {
  readonly calls: readonly CallSite[];
  readonly includes: readonly IncludeSite[];
}

/** The calls of some statements, in source order. Whether a name is that of a process is for the caller to know. */
export function sitesOf(statements: readonly Statement[]): Sites {
  const calls: CallSite[] = [];
  const includes: IncludeSite[] = [];
  /** Those around the statement at hand; the calls in one branch share them. */
  let guards: readonly Guard[] = [];
  let closures = 0;
  const under = (guard: Guard, run: () => void): void => {
    const around = guards;
    guards = [...around, guard];
    run();
    guards = around;
  };
  const found = (name: string, node: Node, given?: number): void =>
    void calls.push({ name, node, given, guards, enclosed: closures > 0 });

  const visitor: Visitor = {
    expression(expression) {
      if (expression.kind === "call") {
        visitPartsOfExpression(expression, visitor);
        const { callee } = expression;
        const { positional, named } = expression.arguments;
        const given =
          named.length > 0 || positional.some(({ kind }) => kind === "spread") ? undefined : positional.length;
        if (callee.kind === "variable") found(callee.name, expression, given);
      } else if (expression.kind === "binary" && (expression.operator === "|" || expression.operator === "&")) {
        for (const operand of [expression.left, expression.right]) {
          if (operand.kind === "variable") found(operand.name, operand);
          else visitor.expression(operand);
        }
      } else if (expression.kind === "ternary") {
        const { condition, then, otherwise } = expression;
        visitor.expression(condition);
        under({ node: expression, branch: 0, condition, holds: true }, () => visitor.expression(then));
        under({ node: expression, branch: 1, condition, holds: false }, () => visitor.expression(otherwise));
      } else if (expression.kind === "closure") {
        closures++;
        visitPartsOfExpression(expression, visitor);
        closures--;
      } else visitPartsOfExpression(expression, visitor);
    },
    statement(statement) {
      if (statement.kind === "if") {
        const { condition, then, otherwise } = statement;
        visitor.expression(condition);
        under({ node: statement, branch: 0, condition, holds: true }, () => then.forEach(visitor.statement));
        under({ node: statement, branch: 1, condition, holds: false }, () => otherwise?.forEach(visitor.statement));
      } else if (statement.kind === "switch") {
        visitor.expression(statement.subject);
        statement.cases.forEach(({ body }, branch) => {
          under({ node: statement, branch, condition: undefined, holds: true }, () => body.forEach(visitor.statement));
        });
      } else if (statement.kind === "include") includes.push({ node: statement, guards });
      else visitPartsOfStatement(statement, visitor);
    },
  };
  statements.forEach(visitor.statement);
  return { calls, includes };
}

export function sitesOfSections(sections: readonly Section[]): Sites {
  return sitesOf(sections.filter(({ label }) => label !== "take").flatMap(({ body }) => body));
}

/** Both calls cannot happen in one run. */
export function excludeEachOther(first: readonly Guard[], second: readonly Guard[]): boolean {
  return first.some((one) => second.some((other) => one.node === other.node && one.branch !== other.branch));
}
