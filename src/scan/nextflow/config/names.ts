/** What the strict parser refuses in a configuration although its grammar allows it. */
import { visitPartsOfExpression, visitPartsOfStatement } from "../syntax/walk.ts";
import type { ConfigStatement, Expression, Node, ParsedConfig, Statement } from "../syntax/tree.ts";
import { isClass, PACKAGES } from "../syntax/vocabulary.ts";

/** What the strict parser refuses although its grammar allows it. */
export interface Rejection extends Node {
  readonly message: string;
}

const constants = new Set(["params", "projectDir", "baseDir", "launchDir", "secrets"]);
const scriptConstants = new Set(["channel", "log", "nextflow", "workflow", "moduleDir", "workDir"]);
/** What closures can call; `template` is for those of processes. */
const functions = new Set(
  (
    "branchCriteria env error exit file files groupKey multiMapCriteria print printf println record sendMail sleep " +
    "template tuple"
  ).split(" "),
);

/** The names of a block and of those around it. There may be thousands, in thousands of blocks: none is copied. */
class Locals {
  readonly #names: Set<string>;
  readonly #outer: Locals | undefined;

  constructor(names: Iterable<string>, outer?: Locals) {
    this.#names = new Set(names);
    this.#outer = outer;
  }

  has(name: string): boolean {
    return this.#names.has(name) || this.#outer?.has(name) === true;
  }

  add(name: string): void {
    this.#names.add(name);
  }
}

interface Walk {
  readonly locals: Locals;
  /** In a closure: the names of scripts are known; in one of the process scope any name may be an input. */
  readonly closure: "none" | "script" | "process";
  readonly inProcess: boolean;
  readonly depth: number;
}

/** Names that are not defined and includes where none may stand (`VariableScopeVisitor`, `ConfigResolveVisitor`). */
export function rejections(config: ParsedConfig): readonly Rejection[] {
  const found: Rejection[] = [];
  walkStatements(config.config.statements, [], found);
  return found;
}

function walkStatements(statements: readonly ConfigStatement[], path: readonly string[], found: Rejection[]): void {
  for (const statement of statements) {
    if (statement.kind === "block") {
      walkStatements(statement.body, [...path, ...statement.path.map((key) => key.name)], found);
    } else if (statement.kind === "selector") walkStatements(statement.body, path, found);
    else if (statement.kind === "assignment") {
      const scopes = withoutProfile([...path, ...statement.path.slice(0, -1).map((key) => key.name)]);
      walk(statement.value, outermost(scopes[0] === "process" || scopes[0] === "agent"), found);
    } else if (statement.kind === "include") {
      if (path.length > 0 && !(path.length === 2 && path[0] === "profiles")) {
        const message = "Config includes are only allowed at the top-level or in a profile";
        found.push({ ...spanOf(statement), message });
      }
      walk(statement.source, outermost(false), found);
    }
  }
}

function outermost(inProcess: boolean): Walk {
  return { locals: new Locals([]), closure: "none", inProcess, depth: 0 };
}

function withoutProfile(path: readonly string[]): readonly string[] {
  return path[0] === "profiles" ? path.slice(2) : path;
}

function spanOf(node: Node): Node {
  return { start: node.start, end: node.end };
}

function walk(expression: Expression, at: Walk, found: Rejection[]): void {
  if (at.depth > 300) return;
  const inner = { ...at, depth: at.depth + 1 };
  if (expression.kind === "variable") {
    if (!isKnown(expression.name, at)) undefinedName(expression.name, expression, found);
    return;
  }
  if (expression.kind === "closure") {
    const { inProcess } = at;
    const closure = at.closure !== "none" ? at.closure : inProcess ? "process" : "script";
    const names = expression.parameters?.map((parameter) => parameter.name) ?? ["it"];
    walkBody(expression.body, { ...inner, closure, locals: new Locals(names, at.locals) }, found);
    return;
  }
  if (isClassName(expression)) return;
  let apart: Expression | undefined;
  if (expression.kind === "call" && expression.callee.kind === "variable") {
    apart = expression.callee;
    const { name } = expression.callee;
    const known = name === "env" || (at.closure !== "none" && functions.has(name));
    if (!known) found.push({ ...spanOf(apart), message: `\`${name}\` is not defined` });
  } else if (expression.kind === "assignment" && expression.target.kind === "variable") {
    apart = expression.target;
    const { name } = expression.target;
    if (!at.locals.has(name)) found.push({ ...spanOf(apart), message: `\`${name}\` was assigned but not declared` });
  }
  visitPartsOfExpression(expression, {
    expression(part) {
      if (part !== apart) walk(part, inner, found);
    },
    statement: () => undefined,
  });
}

function undefinedName(name: string, node: Node, found: Rejection[]): void {
  const hint = /^[A-Z_]+[A-Z0-9_]*$/.test(name) ? " (hint: use `env('...')` to access environment variable)" : "";
  found.push({ ...spanOf(node), message: `\`${name}\` is not defined${hint}` });
}

function isKnown(name: string, { locals, closure }: Walk): boolean {
  if (locals.has(name) || constants.has(name) || closure === "process") return true;
  if (closure === "script" && scriptConstants.has(name)) return true;
  // Names in capitals alone are more likely variables of the environment.
  return isClass(name);
}

/** `java.nio.file.Paths`, and what is asked of it. */
function isClassName(expression: Expression): boolean {
  let current = expression;
  let isNamed = false;
  while (current.kind === "property") {
    isNamed ||= current.name !== undefined && isClass(current.name);
    current = current.object;
  }
  return isNamed && current.kind === "variable" && PACKAGES.has(current.name);
}

function walkBody(body: readonly Statement[], at: Walk, found: Rejection[]): void {
  if (at.depth > 300) return;
  const locals = new Locals([], at.locals);
  const inner: Walk = { ...at, locals, depth: at.depth + 1 };
  for (const statement of body) {
    visitPartsOfStatement(statement, {
      expression: (part) => walk(part, inner, found),
      statement: () => undefined,
    });
    for (const { names, statements } of bodiesOf(statement)) {
      walkBody(statements, { ...inner, locals: new Locals(names, locals) }, found);
    }
    if (statement.kind === "definition") for (const { name } of statement.names) locals.add(name);
  }
}

function plain(statements: readonly Statement[] | undefined) {
  return { names: [], statements: statements ?? [] };
}

/** The blocks inside of a statement, each with the names that it brings in. */
function bodiesOf(
  statement: Statement,
): readonly { readonly names: readonly string[]; readonly statements: readonly Statement[] }[] {
  if (statement.kind === "if") return [plain(statement.then), plain(statement.otherwise)];
  // Loops and their kin the grammar itself refuses.
  if (statement.kind !== "try") return [];
  const handlers = statement.handlers.map(({ variable, body }) => ({ names: [variable], statements: body }));
  return [plain(statement.body), ...handlers, plain(statement.last)];
}
