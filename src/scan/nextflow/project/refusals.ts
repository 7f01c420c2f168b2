/** What the parsers refuse in a file, as problems. */
import { rejections } from "../config/names.ts";
import type { Budget } from "../budget/budget.ts";
import type { Dialect } from "../evaluate/model.ts";
import { directoryOf, locate, type Places } from "../files/paths.ts";
import type { GoesOn, ProblemList } from "../files/problems.ts";
import { selectorFor } from "../process/patterns.ts";
import type { ConfigFile, ScriptFile, Sources } from "../files/sources.ts";
import type { ConfigStatement } from "../syntax/tree.ts";

/** More of one file nobody reads; what is no script at all has one for each of its characters. */
const MOST_PROBLEMS = 100;

/** Notes of a file's syntax: what neither parser takes, and what the one in force does not. */
export interface SyntaxNotes {
  readonly problems: ProblemList;
  readonly refused: ProblemList;
  readonly budget: Budget;
  /** Undefined where a run that reads the file stops. */
  readonly goesOn: GoesOn | undefined;
}

const parsers: Readonly<Record<Dialect, string>> = {
  v1: "Nextflow's legacy parser (v1)",
  v2: "Nextflow's strict parser (v2)",
};

export function noteScript(path: string, sources: Sources, dialect: Dialect, notes: SyntaxNotes): void {
  const file = sources.script(path);
  if (file === undefined) return;
  noteSyntax(file, dialect, notes);
}

function noteSyntax({ parsed, source }: ScriptFile | ConfigFile, dialect: Dialect, notes: SyntaxNotes): void {
  for (const problem of parsed.problems.slice(0, MOST_PROBLEMS)) {
    notes.problems.at(source, problem, "syntax", problem.message, notes.goesOn);
  }
  const [next, ...others] = parsed.problems.slice(MOST_PROBLEMS);
  if (next !== undefined) {
    const message = `${others.length + 1} more problems from here on are not listed.`;
    notes.problems.at(source, next, "syntax", message, notes.goesOn);
  }
  for (const mark of (dialect === "v2" ? parsed.legacy : parsed.modern).slice(0, MOST_PROBLEMS)) {
    const message = `${parsers[dialect]} does not accept ${mark.construct}.`;
    notes.refused.at(source, mark, "abort", message, notes.goesOn);
  }
}

export function noteConfig(path: string, sources: Sources, dialect: Dialect, places: Places, notes: SyntaxNotes): void {
  const file = sources.config(path);
  if (file === undefined) return;
  noteSyntax(file, dialect, notes);
  const { parsed, source } = file;
  badSelectors(parsed.config.statements, file, notes);
  if (dialect === "v1") return;
  for (const { start, message } of rejections(parsed)) {
    notes.refused.at(source, { start }, "abort", `${parsers.v2}: ${message}.`);
  }
  missingIncludes(parsed.config.statements, file, sources, places, notes);
}

/** v2 looks for every file that an include names literally, also in profiles that nobody asks for. */
function missingIncludes(
  statements: readonly ConfigStatement[],
  file: ConfigFile,
  sources: Sources,
  places: Places,
  notes: SyntaxNotes,
): void {
  for (const statement of statements) {
    if (statement.kind === "block" || statement.kind === "selector") {
      missingIncludes(statement.body, file, sources, places, notes);
    }
    if (statement.kind !== "include" || statement.source.kind !== "string") continue;
    if (statement.source.value === "") continue;
    const target = locate(statement.source.value, directoryOf(file.source.path), places);
    if (target.kind !== "file" || sources.exists(target.path)) continue;
    notes.refused.at(file.source, statement, "missing-include", `Invalid include source: '${target.path}'`);
  }
}

function badSelectors(statements: readonly ConfigStatement[], file: ConfigFile, notes: SyntaxNotes): void {
  for (const statement of statements) {
    if (statement.kind !== "block" && statement.kind !== "selector") continue;
    badSelectors(statement.body, file, notes);
    if (statement.kind !== "selector" || !/^with(?:Name|Label)$/.test(statement.selector)) continue;
    const selector = selectorFor(statement.target.name, notes.budget);
    if (!("problem" in selector)) continue;
    const message = `The pattern \`${selector.pattern}\` is not one that Java takes, or not supported here: ${selector.problem}.`;
    notes.problems.at(file.source, statement.target, "directive", message);
  }
}
