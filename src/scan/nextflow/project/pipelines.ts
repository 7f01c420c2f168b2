/** What can be run in a repository, and the modules that stand on their own. */
import type { Budget } from "../budget/budget.ts";
import { directoryOf, join } from "../files/paths.ts";
import { openScopes } from "../calls/scopes.ts";
import type { Sources } from "../files/sources.ts";
import type { Steps } from "../budget/steps.ts";
import type { ConfigStatement, Declaration } from "../syntax/tree.ts";

/** Something that `nextflow run` can be pointed at. */
export interface PipelineRoot {
  readonly directory: string;
  /** The main script: `manifest.mainScript`, `main.nf`, or another script with an entry workflow. */
  readonly main: string;
  /** The `nextflow.config` beside it. */
  readonly config?: string;
}

export interface Pipelines {
  /** By path of the main script. */
  readonly pipelines: readonly PipelineRoot[];
  /** Scripts with processes that no pipeline reaches: modules on their own. */
  readonly loose: readonly string[];
}

/**
 * Finds what can be run in a repository, and the modules that nothing there runs. Folders of tests are left out, unread, unless
 * they are asked for.
 * A glance at the text tells which scripts are worth parsing: there can be thousands.
 */
export function* findPipelines(sources: Sources, budget: Budget, tests = false): Steps<Pipelines> {
  const files = sources.tree.files.filter((file) => tests || !isTest(file));
  const scripts = files.filter((file) => file.endsWith(".nf"));
  const found = new Map<string, PipelineRoot>();
  const reached = new Set<string>();
  const glances = new Map<string, Glance>();
  const glance = (script: string): Glance => {
    let known = glances.get(script);
    if (known === undefined) glances.set(script, (known = glanceAt(sources.plain(script)?.text ?? "")));
    return known;
  };
  const add = (main: string): void => {
    if (found.has(main)) return;
    const directory = directoryOf(main);
    const config = join(directory, "nextflow.config")!;
    found.set(main, { directory, main, ...(sources.exists(config) && { config }) });
    // v1 follows every include that v2 does, and more.
    for (const file of openScopes(sources, main, { dialect: "v1", projectDir: directory, budget }).all.keys())
      reached.add(file);
  };

  for (const config of files) {
    yield;
    if (!/(?:^|\/)nextflow\.config$/.test(config)) continue;
    const main = mainScript(config, sources);
    if (main !== undefined && sources.exists(main) && isRunnable(main, glance(main), sources)) add(main);
  }
  for (const script of scripts) {
    yield;
    if (/(?:^|\/)main\.nf$/.test(script) && isRunnable(script, glance(script), sources)) add(script);
  }
  for (const script of scripts) {
    yield;
    if (!reached.has(script) && hasEntry(script, glance(script), sources)) add(script);
  }
  const loose = scripts.filter((script) => !reached.has(script) && glance(script).process);
  return { pipelines: [...found.values()].sort((a, b) => (a.main < b.main ? -1 : 1)), loose };
}

/** `tests/…`, `test/…`, `x.test.nf` and what nf-test keeps: nothing that a run of the pipeline uses. */
export function isTest(path: string): boolean {
  return /(?:^|\/)(?:tests|\.nf-test)\/|^test\/|\.test\.nf$/.test(path);
}

function mainScript(config: string, sources: Sources): string | undefined {
  const statements = sources.config(config)?.parsed.config.statements ?? [];
  return join(directoryOf(config), writtenMainScript(statements, "manifest.mainScript") ?? "main.nf");
}

/** The last value that `manifest.mainScript` gets as plain text, in the file itself. */
function writtenMainScript(statements: readonly ConfigStatement[], wanted: string): string | undefined {
  let found: string | undefined;
  for (const statement of statements) {
    if (statement.kind !== "assignment" && statement.kind !== "block") continue;
    const path = statement.path.map(({ name }) => name).join(".");
    if (statement.kind === "block") {
      if (wanted.startsWith(`${path}.`))
        found = writtenMainScript(statement.body, wanted.slice(path.length + 1)) ?? found;
    } else if (path === wanted && statement.value.kind === "string") found = statement.value.value;
  }
  return found;
}

function declarationsOf(script: string, sources: Sources): readonly Declaration[] {
  return sources.script(script)?.parsed.script.declarations ?? [];
}

/**
 * A script with an entry workflow, one of the old kind (processes wired by statements), and at the top of the repository
 * whatever is there. A `main.nf` of definitions only is a module.
 */
function isRunnable(script: string, glance: Glance, sources: Sources): boolean {
  if (!script.includes("/") || hasEntry(script, glance, sources)) return true;
  // Only a script of the old kind says where its channels come from.
  if (!glance.process || !/\b[Cc]hannel\b/.test(sources.plain(script)?.text ?? "")) return false;
  const declarations = declarationsOf(script, sources);
  return !declarations.some(({ kind }) => kind === "workflow") && declarations.some(isWiring);
}

function hasEntry(script: string, glance: Glance, sources: Sources): boolean {
  if (!glance.entry) return false;
  return declarationsOf(script, sources).some(
    (declaration) => declaration.kind === "workflow" && declaration.name === undefined,
  );
}

/** What the lines of a script start with. A comment or a string can look the same. */
interface Glance {
  /** `workflow {` */
  readonly entry: boolean;
  /** `process NAME` */
  readonly process: boolean;
}

function glanceAt(text: string): Glance {
  return { entry: startsLine(text, "workflow", /\s*\{/y), process: startsLine(text, "process", /[ \t]+\S/y) };
}

function startsLine(text: string, word: string, behind: RegExp): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    let before = at - 1;
    while (text.charCodeAt(before) === 32 || text.charCodeAt(before) === 9) before--;
    if (before >= 0 && text.charCodeAt(before) !== 10 && text.charCodeAt(before) !== 13) continue;
    behind.lastIndex = at + word.length;
    if (behind.test(text)) return true;
  }
  return false;
}

/** A statement at the top of a script that does something: a call, a loop. Definitions and assignments do not count. */
function isWiring(declaration: Declaration): boolean {
  if (declaration.kind !== "expression") return declaration.kind === "for" || declaration.kind === "while";
  const { kind } = declaration.expression;
  return kind === "method-call" || kind === "binary";
}
