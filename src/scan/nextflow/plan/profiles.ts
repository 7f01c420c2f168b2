/** The profiles of a configuration, and what each of them sets. */
import type { Budget } from "../budget/budget.ts";
import type { ConfiguredRun } from "../config/run.ts";
import { directoryOf, locate, type Places } from "../files/paths.ts";
import type { ConfigFile, Sources } from "../files/sources.ts";
import { engineScopes } from "../naming/engine.ts";
import type { ConfigStatement, Expression } from "../syntax/tree.ts";

export interface Profile {
  readonly name: string;
  /** Scopes whose `enabled` it sets, to whatever. */
  readonly scopes: ReadonlySet<string>;
  /** It sets the `enabled` of an engine to something else than `false`. */
  readonly enables: boolean;
  /** The last part of every setting: `container` of `process { withName: FOO { container = … } }`. */
  readonly keys: ReadonlySet<string>;
  /** It brings in a file that is not written out, so that what it enables is known only when it is evaluated. */
  readonly includes: boolean;
}

/** As they are written in the files of a run without a profile. */
export function profilesOf(base: ConfiguredRun, sources: Sources): readonly Profile[] {
  const found = new Map<string, Seen>();
  const files = [...base.configuration.files].flatMap((path) => sources.config(path) ?? []);
  for (const file of files) {
    for (const { name, body } of blocksOf(file)) {
      const entry = found.get(name) ?? {
        scopes: new Set<string>(),
        keys: new Set<string>(),
        enables: false,
        includes: false,
      };
      found.set(name, entry);
      const { path } = file.source;
      const { places, start } = base.request;
      look(body, [], { entry, file: path, seen: new Set([path]), sources, places, budget: start.budget });
    }
  }
  return [...found].map(([name, entry]) => ({ name, ...entry }));
}

function blocksOf(file: ConfigFile): readonly { readonly name: string; readonly body: readonly ConfigStatement[] }[] {
  return file.parsed.config.statements.flatMap((statement) => {
    if (statement.kind !== "block" || statement.path.length !== 1 || statement.path[0]!.name !== "profiles") return [];
    return statement.body.flatMap((profile) =>
      profile.kind === "block" && profile.path.length === 1
        ? [{ name: profile.path[0]!.name, body: profile.body }]
        : [],
    );
  });
}

/** Notes what some statements set, following includes that are written out. */
function look(statements: readonly ConfigStatement[], path: readonly string[], at: Look): void {
  for (const statement of statements) {
    if (statement.kind === "include") lookInto(statement.source, path, at);
    else if (statement.kind === "block") look(statement.body, [...path, ...statement.path.map((key) => key.name)], at);
    else if (statement.kind === "selector") look(statement.body, path, at);
    else if (statement.kind === "if") look([...statement.then, ...(statement.otherwise ?? [])], path, at);
    else if (statement.kind === "try") look(statement.body, path, at);
    else if (statement.kind === "assignment") {
      const full = [...path, ...statement.path.map((key) => key.name)];
      at.entry.keys.add(full.at(-1)!);
      if (full.length === 2 && full[1] === "enabled") noteEnabled(full[0]!, statement.value, at.entry);
    }
  }
}

function noteEnabled(scope: string, value: Expression, entry: Seen): void {
  entry.scopes.add(scope);
  const isEngine = engineScopes.some((engine) => engine.scope === scope);
  if (isEngine && !(value.kind === "boolean" && !value.value)) entry.enables = true;
}

/** A profile that brings in more is evaluated to see what it enables. */
const MOST_SEEN = 100;

interface Seen {
  readonly scopes: Set<string>;
  readonly keys: Set<string>;
  enables: boolean;
  includes: boolean;
}

interface Look {
  readonly entry: Seen;
  readonly file: string;
  /** The files that have been looked into for this profile, each in the block that brings it in. */
  readonly seen: Set<string>;
  readonly sources: Sources;
  readonly places: Places;
  readonly budget: Budget;
}

function lookInto(source: Expression, path: readonly string[], at: Look): void {
  const target = source.kind === "string" ? locate(source.value, directoryOf(at.file), at.places) : undefined;
  if (target === undefined) at.entry.includes = true;
  const key = target?.kind === "file" ? [target.path, ...path].join("\u0000") : "";
  if (target?.kind !== "file" || at.seen.has(key)) return;
  at.seen.add(key);
  if (!at.budget.spend("files") || at.seen.size > MOST_SEEN) at.entry.includes = true;
  else look(at.sources.config(target.path)?.parsed.config.statements ?? [], path, { ...at, file: target.path });
}
