import type { ConfigStatement, Expression, Node, ParsedConfig, Statement } from "../syntax/tree.ts";

/** What the strict parser refuses although its grammar allows it. */
export interface Rejection extends Node {
  readonly message: string;
  /** What is said in a sentence about the dialect: a noun phrase. */
  readonly construct: string;
}

const constants = ["params", "projectDir", "baseDir", "launchDir", "outputDir", "secrets"];
const scriptConstants = ["channel", "log", "nextflow", "workflow", "moduleDir", "workDir", "task"];

interface Walk {
  readonly locals: ReadonlySet<string>;
  /** In a closure: the names of scripts are known; in one of the process scope any name may be an input. */
  readonly closure: "none" | "script" | "process";
}

/** Names that are not defined and includes where none may stand (`VariableScopeVisitor`, `ConfigResolveVisitor`). */
export function rejections(config: ParsedConfig): readonly Rejection[] {
  const found: Rejection[] = [];
  walkStatements(config.config.statements, [], found);
  return found;
}

function walkStatements(statements: readonly ConfigStatement[], path: readonly string[], found: Rejection[]): void {
  for (const statement of statements) {
    switch (statement.kind) {
      case "assignment": {
        const scopes = withoutProfile([...path, ...statement.path.slice(0, -1).map((key) => key.name)]);
        const inProcess = scopes[0] === "process" || scopes[0] === "agent";
        walk(statement.value, { locals: new Set(), closure: "none" }, inProcess, found);
        break;
      }
      case "block":
        walkStatements(statement.body, [...path, ...statement.path.map((key) => key.name)], found);
        break;
      case "selector":
        walkStatements(statement.body, path, found);
        break;
      case "include":
        if (path.length > 0 && !(path.length === 2 && path[0] === "profiles")) {
          const message = "Config includes are only allowed at the top-level or in a profile";
          found.push({ ...spanOf(statement), message, construct: "an `includeConfig` inside of a block" });
        }
        walk(statement.source, { locals: new Set(), closure: "none" }, false, found);
        break;
      default:
    }
  }
}

function withoutProfile(path: readonly string[]): readonly string[] {
  return path[0] === "profiles" ? path.slice(2) : path;
}

function spanOf(node: Node): Node {
  return { start: node.start, end: node.end };
}

function walk(expression: Expression, walkIn: Walk, inProcess: boolean, found: Rejection[], depth = 0): void {
  if (depth > 300) return;
  const visit = (inner: Expression, next = walkIn): void => walk(inner, next, inProcess, found, depth + 1);
  switch (expression.kind) {
    case "variable":
      if (!isKnown(expression.name, walkIn)) {
        const hint = /^[A-Z_]+[A-Z0-9_]*$/.test(expression.name)
          ? " (hint: use `env('...')` to access environment variable)"
          : "";
        const message = `\`${expression.name}\` is not defined${hint}`;
        found.push({ ...spanOf(expression), message, construct: `the name \`${expression.name}\` in a configuration file` });
      }
      return;
    case "closure": {
      const direct = walkIn.closure !== "none" ? walkIn.closure : inProcess ? "process" : "script";
      const names = expression.parameters?.map((parameter) => parameter.name) ?? ["it"];
      const locals = new Set([...walkIn.locals, ...names]);
      walkBody(expression.body, { locals, closure: direct }, inProcess, found, depth + 1);
      return;
    }
    case "gstring":
      for (const part of expression.parts) if (part.kind === "interpolation") visit(part.expression);
      return;
    case "list":
      expression.elements.forEach((element) => visit(element));
      return;
    case "map":
      for (const entry of expression.entries) {
        visit(entry.key);
        visit(entry.value);
      }
      return;
    case "range":
      visit(expression.from);
      visit(expression.to);
      return;
    case "property":
      if (!isClassName(expression)) visit(expression.object);
      if (expression.computed !== undefined) visit(expression.computed);
      return;
    case "index":
      visit(expression.object);
      expression.indexes.forEach((index) => visit(index));
      return;
    case "call":
      if (expression.callee.kind !== "variable") visit(expression.callee);
      else if (walkIn.closure === "none" && expression.callee.name !== "env" && !walkIn.locals.has(expression.callee.name)) {
        const { name } = expression.callee;
        const message = `\`${name}\` is not defined`;
        found.push({ ...spanOf(expression.callee), message, construct: `the function \`${name}\` in a configuration file` });
      }
      expression.arguments.positional.forEach((argument) => visit(argument));
      expression.arguments.named.forEach((argument) => visit(argument.value));
      return;
    case "method-call":
      if (!isClassName(expression.object)) visit(expression.object);
      expression.arguments.positional.forEach((argument) => visit(argument));
      expression.arguments.named.forEach((argument) => visit(argument.value));
      return;
    case "unary":
    case "spread":
    case "cast":
    case "instanceof":
      visit(expression.operand);
      return;
    case "binary":
      visit(expression.left);
      visit(expression.right);
      return;
    case "ternary":
      visit(expression.condition);
      visit(expression.then);
      visit(expression.otherwise);
      return;
    case "elvis":
      visit(expression.value);
      visit(expression.otherwise);
      return;
    case "assignment": {
      visit(expression.value);
      const { target } = expression;
      if (target.kind !== "variable") visit(target);
      else if (!walkIn.locals.has(target.name)) {
        const message = `\`${target.name}\` was assigned but not declared`;
        found.push({ ...spanOf(target), message, construct: `an assignment to the undeclared \`${target.name}\`` });
      }
      return;
    }
    case "new":
      expression.arguments.positional.forEach((argument) => visit(argument));
      return;
    default:
  }
}

function isKnown(name: string, { locals, closure }: Walk): boolean {
  if (locals.has(name) || constants.includes(name)) return true;
  if (closure === "process") return true;
  if (closure === "script" && scriptConstants.includes(name)) return true;
  // A class; names in capitals alone are more likely variables of the environment.
  return /^[A-Z][A-Za-z0-9]*[a-z]/.test(name);
}

/** `java.nio.file.Paths` */
function isClassName(expression: Expression): boolean {
  let current = expression;
  while (current.kind === "property") current = current.object;
  return current.kind === "variable" && ["java", "javax", "groovy", "nextflow"].includes(current.name);
}

function walkBody(body: readonly Statement[], walkIn: Walk, inProcess: boolean, found: Rejection[], depth: number): void {
  if (depth > 300) return;
  const locals = new Set(walkIn.locals);
  const inner: Walk = { ...walkIn, locals };
  const visit = (expression: Expression | undefined): void => {
    if (expression !== undefined) walk(expression, inner, inProcess, found, depth + 1);
  };
  for (const statement of body) {
    switch (statement.kind) {
      case "expression":
      case "return":
      case "throw":
        visit(statement.kind === "expression" ? statement.expression : statement.value);
        break;
      case "definition":
        visit(statement.value);
        for (const { name } of statement.names) locals.add(name);
        break;
      case "if":
        visit(statement.condition);
        walkBody(statement.then, inner, inProcess, found, depth + 1);
        walkBody(statement.otherwise ?? [], inner, inProcess, found, depth + 1);
        break;
      case "try":
        walkBody(statement.body, inner, inProcess, found, depth + 1);
        for (const handler of statement.handlers) {
          walkBody(handler.body, { ...inner, locals: new Set([...locals, handler.variable]) }, inProcess, found, depth + 1);
        }
        break;
      case "assert":
        visit(statement.condition);
        break;
      default:
    }
  }
}
