/** Configurations that set containers and that nothing includes. */
import { overBudget, type Budget } from "../budget/budget.ts";
import { isGeneratedConfig } from "./generated-config.ts";
import { PROJECT, LAUNCH } from "../evaluate/constants.ts";
import { directoryOf, join, locate, type Places } from "../files/paths.ts";
import { few } from "../../../text/units.ts";
import { isTest } from "./pipelines.ts";
import type { ProblemList } from "../files/problems.ts";
import type { Sources } from "../files/sources.ts";
import type { ConfigAssignment, ConfigStatement, Expression, GString } from "../syntax/tree.ts";
import { visitPartsOfExpression, visitPartsOfStatement, type Visitor } from "../syntax/walk.ts";

/** In front of a pattern that is relative to the root of the repository. */
const FROM_ROOT = "\u0000";
/** In a pattern: any text at all. */
const ANYTHING = "\u0001";

/**
 * Tells of configuration files that set containers although nothing includes them, whatever the profile: what they say is
 * in force nowhere. One problem for all of a pipeline. Gives back those that the nf-core tools generate (`conf/containers_*.config`).
 */
export function tellUnreachable(
  sources: Sources,
  places: Places,
  evaluated: ReadonlySet<string>,
  pipelines: ReadonlySet<string>,
  problems: ProblemList,
  budget: Budget,
): readonly string[] {
  const candidates = candidatesOf(sources.configPaths(), places.projectDir, pipelines);
  if (candidates.length === 0) return [];
  const reached = new Set(evaluated);
  const queue = [...evaluated];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const file = sources.config(path);
    if (file === undefined) continue;
    for (const test of includesOf(file.parsed.config.statements, directoryOf(path), places)) {
      const isPlain = !test.includes(ANYTHING);
      if (!isPlain && !budget.spend("tests", candidates.length)) {
        problems.of(path, "limit", overBudget("tests").detail);
        return [];
      }
      for (const candidate of isPlain ? [test] : candidates.filter((name) => fits(name, test))) {
        if (reached.has(candidate) || !sources.exists(candidate)) continue;
        reached.add(candidate);
        queue.push(candidate);
      }
    }
  }
  const unreached = candidates.filter((path) => !reached.has(path) && settingOf(path, sources) !== undefined);
  const generated = unreached.filter(isGeneratedConfig);
  tell(generated, "The nf-core tools generate this file and nothing includes it", sources, problems);
  const others = unreached.filter((path) => !isGeneratedConfig(path));
  tell(others, "Nothing includes this file", sources, problems);
  return generated;
}

/** Once for all of a kind, at the first: who looks at one sees the others. */
function tell(paths: readonly string[], what: string, sources: Sources, problems: ProblemList): void {
  const [first, ...others] = paths;
  if (first === undefined) return;
  const same = others.length === 0 ? "" : ` The same holds for ${few(others, 3)}.`;
  const message = `${what}: the containers that it sets are used nowhere.${same}`;
  problems.at(sources.config(first)!.source, settingOf(first, sources)!, "unreachable", message);
}

function settingOf(path: string, sources: Sources): ConfigAssignment | undefined {
  const file = sources.config(path);
  return file === undefined ? undefined : containerSetting(file.parsed.config.statements, []);
}

/** The configurations that are this pipeline's own. */
function candidatesOf(files: readonly string[], directory: string, others: ReadonlySet<string>): readonly string[] {
  const within = `${directory}/`;
  return files.filter((file) => {
    if (directory !== "" && !file.startsWith(within)) return false;
    if (file.endsWith("nf-test.config") || isTest(file)) return false;
    if (directoryOf(file) !== directory && file.endsWith("/nextflow.config")) return false;
    for (let at = directoryOf(file); at.length > directory.length; at = directoryOf(at)) {
      if (others.has(at)) return false;
    }
    return true;
  });
}

/** What the includes of a file may name: paths, and patterns where a part of the path is open. */
function includesOf(statements: readonly ConfigStatement[], directory: string, places: Places): ReadonlySet<string> {
  const found = new Set<string>();
  const visitor: Visitor = {
    expression(expression) {
      if (expression.kind === "string") {
        const target = locate(expression.value, directory, places);
        if (target.kind === "file") found.add(target.path);
      } else if (expression.kind === "gstring") {
        const pattern = patternOf(expression, directory, places);
        if (pattern !== undefined) found.add(pattern);
      } else if (expression.kind === "ternary") {
        visitor.expression(expression.then);
        visitor.expression(expression.otherwise);
      } else visitPartsOfExpression(expression, visitor);
    },
    statement: (statement) => visitPartsOfStatement(statement, visitor),
  };
  const walk = (inner: readonly ConfigStatement[]): void => {
    for (const statement of inner) {
      if (statement.kind === "include") visitor.expression(statement.source);
      else if (statement.kind === "block" || statement.kind === "selector") walk(statement.body);
      else if (statement.kind === "if") walk([...statement.then, ...(statement.otherwise ?? [])]);
      else if (statement.kind === "try") walk([...statement.body, ...statement.handlers.flat()]);
    }
  };
  walk(statements);
  return found;
}

/** The paths that a composed one may come to: what is open in it stands for anything. */
function patternOf(composed: GString, directory: string, places: Places): string | undefined {
  const pattern = composed.parts
    .map((part) => (part.kind === "text" ? part.value : placeOf(part.expression, places)))
    .join("");
  const base = pattern.startsWith(FROM_ROOT) ? pattern.slice(1).replace(/^\//, "") : prefix(directory, pattern);
  return base.length < 500 ? base.replaceAll(FROM_ROOT, "") : undefined;
}

function placeOf(expression: Expression, places: Places): string {
  if (expression.kind === "variable") {
    const { name } = expression;
    if (name === "projectDir" || name === "baseDir" || PROJECT === `\${${name}}`) return FROM_ROOT + places.projectDir;
    if (LAUNCH === `\${${name}}`) return FROM_ROOT + places.launchDir;
  }
  return ANYTHING;
}

function prefix(directory: string, pattern: string): string {
  let at = directory;
  let rest = pattern.replace(/^(?:\.\/)+/, "");
  while (rest.startsWith("../")) {
    at = join(at, "..") ?? "";
    rest = rest.slice("../".length);
  }
  return at === "" ? rest : `${at}/${rest}`;
}

/** One piece behind the other, each where it is found first: no pattern takes long. */
function fits(path: string, pattern: string): boolean {
  const [first = "", ...others] = pattern.split(ANYTHING);
  const last = others.pop() ?? "";
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}

function containerSetting(
  statements: readonly ConfigStatement[],
  path: readonly string[],
): ConfigAssignment | undefined {
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
