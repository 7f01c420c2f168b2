/** The names in the workflows and functions of a script, and those that only the whole of it can tell. */
import type { Cursor } from "./cursor.ts";
import { BodyNames, Names } from "./names.ts";
import type { Call, Declaration, Expression, FunctionDefinition, MethodCall, Statement, Workflow } from "./tree.ts";
import { CHANNEL_OPERATORS, EVERYWHERE, isCapitalised } from "./vocabulary.ts";

const IN_FUNCTIONS: ReadonlySet<string> = new Set(EVERYWHERE);

/** Tells the names of a script that mean nothing: v2 refuses the script for them, v1 looks for them only in a run. */
export function checkNames(cursor: Cursor, declarations: readonly Declaration[]): void {
  const components = new Set(declarations.flatMap(namesOf));
  const inWorkflows = new Set([...EVERYWHERE, ...CHANNEL_OPERATORS, ...components]);
  for (const declaration of declarations) {
    if (declaration.kind === "workflow") new WorkflowNames(cursor, inWorkflows).check(declaration);
    else if (declaration.kind === "function") new FunctionNames(cursor, IN_FUNCTIONS).check(declaration);
  }
  const readable = new Set(declarations.flatMap(readableNamesOf));
  for (const { name, start, end } of cursor.read) {
    if (!readable.has(name)) cursor.markLegacy({ start, end }, `the undefined name \`${name}\``);
  }
  for (const { name, start, end } of cursor.called) {
    if (!components.has(name)) cursor.markLegacy({ start, end }, `the undefined function \`${name}\``);
  }
}

/** What a declaration brings in to be called. */
function namesOf(declaration: Declaration): readonly string[] {
  if (declaration.kind === "include") return declaration.names.map(({ name, alias }) => alias?.name ?? name);
  return "name" in declaration && typeof declaration.name === "object" ? [declaration.name.name] : [];
}

const READABLE: ReadonlySet<Declaration["kind"]> = new Set(["process", "workflow", "enum", "record"]);

/** Processes, workflows and types can be read as variables everywhere. What is included may be a type. */
function readableNamesOf(declaration: Declaration): readonly string[] {
  if (declaration.kind === "include") return namesOf(declaration).filter(isCapitalised);
  return READABLE.has(declaration.kind) ? namesOf(declaration) : [];
}

class FunctionNames extends Names {
  check({ parameters, body }: FunctionDefinition): void {
    for (const { name, defaultValue } of parameters) {
      if (defaultValue !== undefined) this.expression(defaultValue);
      this.add(name);
    }
    body.forEach(this.statement);
  }

  protected override assignUndeclared(name: string, target: Expression): void {
    this.cursor.markLegacy(target, `the undeclared variable \`${name}\``);
    this.add(name);
  }
}

class WorkflowNames extends BodyNames {
  /** `channel.set { name }` is an assignment. */
  protected override call(call: Call | MethodCall): boolean {
    const name =
      call.kind === "method-call" ? call.name : call.callee.kind === "variable" ? call.callee.name : undefined;
    const [closure, ...others] = call.arguments.positional;
    if ((name !== "set" && name !== "tap") || closure?.kind !== "closure" || others.length > 0) return false;
    const [only, ...more] = closure.body;
    if (only?.kind !== "expression" || only.expression.kind !== "variable" || more.length > 0) return false;
    if (call.kind === "method-call") this.expression(call.object);
    if (!this.knows(only.expression.name)) this.assignUndeclared(only.expression.name, only.expression);
    return true;
  }

  check({ sections }: Workflow): void {
    for (const { label, body } of sections) {
      if (label === "take") for (const statement of body) this.#take(statement);
      else if (label === "emit" || label === "publish") for (const statement of body) this.#emit(statement);
      else body.forEach(this.statement);
    }
  }

  #take(statement: Statement): void {
    if (statement.kind === "definition") for (const { name } of statement.names) this.add(name);
    else if (statement.kind === "expression" && statement.expression.kind === "variable")
      this.add(statement.expression.name);
    else this.cursor.markLegacy(statement, "no name behind `take:`");
  }

  /** `name = value` is a name for the outside. */
  #emit(statement: Statement): void {
    if (statement.kind === "definition") {
      if (statement.value !== undefined) this.expression(statement.value);
    } else if (statement.kind === "expression" && statement.expression.kind === "assignment") {
      this.expression(statement.expression.value);
    } else this.statement(statement);
  }
}
