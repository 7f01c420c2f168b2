import { directoryOf, join, locate, PROJECT, LAUNCH, type Places } from "./paths.ts";
import { isTest } from "./pipelines.ts";
import type { ProblemList } from "./problems.ts";
import type { Sources } from "./sources.ts";
import type { ConfigAssignment, ConfigStatement, Expression } from "./syntax/tree.ts";

/**
 * Tells of configuration files that set containers although nothing includes them, whatever the profile: what they say is
 * in force nowhere. `conf/containers_*.config` of the nf-core tools are such files.
 */
export function tellUnreachable(
  sources: Sources,
  places: Places,
  evaluated: ReadonlySet<string>,
  others: readonly string[],
  problems: ProblemList,
): void {
  const candidates = sources.tree.files.filter((file) => isCandidate(file, places.projectDir, others));
  if (candidates.length === 0) return;
  const reached = new Set(evaluated);
  const queue = [...evaluated];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const file = sources.config(path);
    if (file === undefined) continue;
    for (const test of includesOf(file.parsed.config.statements, directoryOf(path), places)) {
      for (const candidate of typeof test === "string" ? [test] : candidates.filter((name) => test.test(name))) {
        if (reached.has(candidate)) continue;
        reached.add(candidate);
        queue.push(candidate);
      }
    }
  }
  for (const path of candidates) {
    if (reached.has(path)) continue;
    const file = sources.config(path);
    const setting = file === undefined ? undefined : containerSetting(file.parsed.config.statements, []);
    if (file === undefined || setting === undefined) continue;
    problems.at(file.source, setting, "unreachable", "Nothing includes this file: the containers that it sets are used nowhere.");
  }
}

function isCandidate(file: string, directory: string, others: readonly string[]): boolean {
  if (!file.endsWith(".config") || file.endsWith("nf-test.config") || isTest(file)) return false;
  if (directory !== "" && !file.startsWith(`${directory}/`)) return false;
  if (directoryOf(file) !== directory && file.endsWith("/nextflow.config")) return false;
  return !others.some((other) => other.length > directory.length && file.startsWith(`${other}/`));
}

/** What the includes of a file may name: paths, and patterns where a part of the path is open. */
function includesOf(statements: readonly ConfigStatement[], directory: string, places: Places): (string | RegExp)[] {
  const found: (string | RegExp)[] = [];
  const visit = (expression: Expression): void => {
    switch (expression.kind) {
      case "string": {
        const target = locate(expression.value, directory, places);
        if (target.kind === "file") found.push(target.path);
        return;
      }
      case "gstring": {
        const pattern = expression.parts
          .map((part) => (part.kind === "text" ? escape(part.value) : placeOf(part.expression, places)))
          .join("");
        const base = pattern.startsWith("\u0000") ? pattern.slice(1).replace(/^\//, "") : prefix(directory, pattern);
        if (base.length < 500) found.push(new RegExp(`^${base.replaceAll("\u0000", "")}$`));
        return;
      }
      case "ternary":
        visit(expression.then);
        visit(expression.otherwise);
        return;
      case "elvis":
        visit(expression.value);
        visit(expression.otherwise);
        return;
      case "binary":
        visit(expression.left);
        visit(expression.right);
        return;
      case "call":
        visit(expression.callee);
        return;
      case "closure":
        for (const statement of expression.body) {
          if (statement.kind === "return" && statement.value !== undefined) visit(statement.value);
          if (statement.kind === "expression") visit(statement.expression);
          if (statement.kind === "if") {
            for (const inner of [...statement.then, ...(statement.otherwise ?? [])]) {
              if (inner.kind === "return" && inner.value !== undefined) visit(inner.value);
              if (inner.kind === "expression") visit(inner.expression);
            }
          }
        }
        return;
      default:
    }
  };
  const walk = (inner: readonly ConfigStatement[]): void => {
    for (const statement of inner) {
      if (statement.kind === "include") visit(statement.source);
      else if (statement.kind === "block" || statement.kind === "selector") walk(statement.body);
      else if (statement.kind === "if") walk([...statement.then, ...(statement.otherwise ?? [])]);
      else if (statement.kind === "try") walk([...statement.body, ...statement.handlers.flat()]);
    }
  };
  walk(statements);
  return found;
}

function placeOf(expression: Expression, places: Places): string {
  if (expression.kind === "variable") {
    const { name } = expression;
    if (name === "projectDir" || name === "baseDir" || PROJECT === `\${${name}}`) return `\u0000${escape(places.projectDir)}`;
    if (LAUNCH === `\${${name}}`) return `\u0000${escape(places.launchDir)}`;
  }
  return ".*";
}

function prefix(directory: string, pattern: string): string {
  let at = directory;
  let rest = pattern.replace(/^(?:\\\.\/)+/, "");
  while (rest.startsWith("\\.\\./")) {
    at = join(at, "..") ?? "";
    rest = rest.slice("\\.\\./".length);
  }
  return at === "" ? rest : `${escape(at)}/${rest}`;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function containerSetting(statements: readonly ConfigStatement[], path: readonly string[]): ConfigAssignment | undefined {
  for (const statement of statements) {
    if (statement.kind === "assignment") {
      const full = [...path, ...statement.path.map((key) => key.name)];
      const inProcess = full.includes("process") || path.length === 0;
      if (inProcess && full.at(-1) === "container" && statement.value.kind !== "null") return statement;
    } else if (statement.kind === "block") {
      const inner = containerSetting(statement.body, [...path, ...statement.path.map((key) => key.name)]);
      if (inner !== undefined) return inner;
    } else if (statement.kind === "selector") {
      const inner = containerSetting(statement.body, path);
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}
