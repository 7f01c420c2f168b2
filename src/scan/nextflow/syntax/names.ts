/** Which names are visible at a place of a script, and which are read or called that are not. */
import type { Cursor } from "./cursor.ts";
import type { Call, Closure, Expression, MethodCall, Statement } from "./tree.ts";
import { FUNCTIONS, PACKAGES, isClass } from "./vocabulary.ts";
import { visitPartsOfExpression, visitPartsOfStatement, type Visitor } from "./walk.ts";

/** Statements that v2 refuses as a whole. */
const REFUSED: ReadonlySet<Statement["kind"]> = new Set(["for", "while", "switch", "function", "opaque", "include"]);

/** The names that are visible at one place, and what to do with those that are not. */
export abstract class Names implements Visitor {
  protected readonly cursor: Cursor;
  /** Names from outside. */
  readonly #outside: ReadonlySet<string>;
  /** Innermost last. */
  readonly #scopes = [new Set<string>()];
  #closures = 0;

  constructor(cursor: Cursor, outside: ReadonlySet<string>) {
    this.cursor = cursor;
    this.#outside = outside;
  }

  /** A variable that is assigned and was not declared. */
  protected abstract assignUndeclared(name: string, target: Expression): void;

  /** True where a call has been dealt with. */
  protected call(_call: Call | MethodCall): boolean {
    return false;
  }

  protected add(name: string): void {
    this.#scopes.at(-1)!.add(name);
  }

  protected addOutermost(name: string): void {
    this.#scopes[0]!.add(name);
  }

  protected get inClosure(): boolean {
    return this.#closures > 0;
  }

  protected knows(name: string): boolean {
    return this.#outside.has(name) || this.#scopes.some((scope) => scope.has(name));
  }

  protected within(run: () => void): void {
    this.#scopes.push(new Set());
    run();
    this.#scopes.pop();
  }

  readonly expression = (expression: Expression): void => {
    if (expression.kind === "variable") this.#read(expression.name, expression);
    else if ((expression.kind === "call" || expression.kind === "method-call") && this.call(expression)) return;
    else if (expression.kind === "call") {
      this.#callee(expression.callee);
      this.arguments(expression);
    } else if (expression.kind === "assignment") {
      this.expression(expression.value);
      this.#assign(expression.target);
    } else if (expression.kind === "closure") {
      this.#closures++;
      this.within(() => this.#closure(expression));
      this.#closures--;
    } else visitPartsOfExpression(expression, this);
  };

  /** Whether the script has the function is known only when all of it has been read. A variable is none: `f.call()`. */
  #callee(callee: Expression): void {
    if (callee.kind !== "variable") return this.expression(callee);
    const { name, start, end } = callee;
    if (!FUNCTIONS.has(name) && !this.#outside.has(name)) this.cursor.called.push({ name, start, end });
  }

  #closure({ parameters, body }: Closure): void {
    for (const { name, defaultValue } of parameters ?? []) {
      if (defaultValue !== undefined) this.expression(defaultValue);
      this.add(name);
    }
    if (parameters === undefined) this.add("it");
    body.forEach(this.statement);
  }

  protected arguments({ arguments: { named, positional } }: Call): void {
    for (const { value } of named) this.expression(value);
    positional.forEach(this.expression);
  }

  readonly statement = (statement: Statement): void => {
    const { kind } = statement;
    if (kind === "definition") {
      if (statement.value !== undefined) this.expression(statement.value);
      for (const { name } of statement.names) this.add(name);
    } else if (kind === "if") {
      this.expression(statement.condition);
      this.within(() => statement.then.forEach(this.statement));
      this.within(() => statement.otherwise?.forEach(this.statement));
    } else if (kind === "try") {
      this.within(() => statement.body.forEach(this.statement));
      for (const { variable, body } of statement.handlers) {
        this.within(() => {
          this.add(variable);
          body.forEach(this.statement);
        });
      }
      this.within(() => statement.last?.forEach(this.statement));
    } else if (!REFUSED.has(kind)) visitPartsOfStatement(statement, this);
  };

  #read(name: string, { start, end }: Expression): void {
    if (!this.knows(name) && !isClass(name) && !PACKAGES.has(name)) this.cursor.read.push({ name, start, end });
  }

  #assign(target: Expression): void {
    if (target.kind === "list") target.elements.forEach((element) => this.#assign(element));
    else if (target.kind !== "variable") this.expression(target);
    else if (!this.knows(target.name)) this.assignUndeclared(target.name, target);
  }
}

/** Processes and workflows have variables of their own, which need no `def` outside of closures. */
export abstract class BodyNames extends Names {
  protected override assignUndeclared(name: string, target: Expression): void {
    if (this.inClosure) this.cursor.markLegacy(target, `the variable \`${name}\` without \`def\` in a closure`);
    this.addOutermost(name);
  }
}
