/** Which runs are looked at: those that somebody asks for, or one for each engine that can be enabled. */
import type { Scenario, ScanOptions, Unresolved } from "../../../model.ts";
import { overBudget, type Budget } from "../budget/budget.ts";
import { enabledEngines } from "../config/engines.ts";
import type { ContainerEngine } from "../naming/engine.ts";
import { engineScopes } from "../naming/engine.ts";
import { startPlain } from "../config/start.ts";
import { readLaunch, type Launch } from "../launch/launch.ts";
import { directoryOf, locate, type Places } from "../files/paths.ts";
import type { ConfiguredRun } from "../config/run.ts";
import type { ConfigFile, Sources } from "../files/sources.ts";
import type { ConfigStatement, Expression } from "../syntax/tree.ts";

/** One run that is looked at. */
export interface PlannedRun {
  readonly scenario: Scenario;
  /** Undefined: no `-profile`. */
  readonly profiles: readonly string[] | undefined;
  readonly launch: Launch;
}

/** The runs that somebody asked for; undefined where nobody did. */
export function requestedRuns(options: ScanOptions["nextflow"]): readonly PlannedRun[] | undefined {
  const { scenarios, launch } = options;
  if (scenarios.length === 0 && launch.length === 0) return undefined;
  const asked: readonly Scenario[] = scenarios.length === 0 ? [{ profiles: [] }] : scenarios;
  return asked.map((scenario) => {
    const read = readLaunch([...launch, ...(scenario.arguments ?? [])]);
    const profiles = scenario.profiles.length > 0 ? scenario.profiles : read.profiles;
    return {
      scenario: {
        profiles: profiles ?? [],
        ...(read.telling.length === 0 ? {} : { arguments: read.telling }),
      },
      profiles,
      launch: read,
    };
  });
}

/**
 * Modules on their own have no configuration: they are looked at with Docker and with Singularity, or with the engine that
 * a requested profile is named after.
 */
export function moduleRuns(requested: readonly PlannedRun[] | undefined): readonly PlannedRun[] {
  if (requested !== undefined) {
    return requested.map((run) => {
      const scope = run.profiles?.find((name) => engineScopes.some((engine) => engine.scope === name));
      if (scope === undefined || run.launch.engines.length > 0) return run;
      return { ...run, launch: { ...run.launch, engines: [{ scope, image: undefined }] } };
    });
  }
  return ["-with-docker", "-with-singularity"].map((option) => ({
    scenario: { profiles: [], arguments: [option] },
    profiles: undefined,
    launch: readLaunch([option]),
  }));
}

/** Profiles that are not followed to their end: some show what is wrong. */
const MOST_OPEN = 10;

/** The runs that are looked at where nobody names one. */
export interface DerivedRuns {
  readonly runs: readonly PlannedRun[];
  /** Why there may be others: not every profile has been tried. */
  readonly open?: Unresolved;
}

/**
 * One run for each engine that the configuration can enable, with the profile that does it: none where it is enabled
 * anyway, the profile of the engine's own name before others. Where nothing enables one: the run without a profile.
 */
export function derivedRuns(
  configure: (profiles: readonly string[] | undefined) => ConfiguredRun,
  sources: Sources,
): DerivedRuns {
  const base = configure(undefined);
  const none = planned(undefined);
  if (base.configuration.open !== undefined) return { runs: [none] };
  const { budget } = base.request.start;
  const always = enginesOf(base);
  const runs: PlannedRun[] = always.length > 0 ? [none] : [];
  const found = new Set<ContainerEngine>(always);
  const candidates = profilesThatMayEnable(base, sources);
  let opens = 0;
  /** What the profiles enable; undefined where that is not known. */
  const known = new Map<string, readonly ContainerEngine[] | undefined>();
  for (const { engine, scope } of engineScopes) {
    if (found.has(engine)) continue;
    const names = candidates.filter((profile) => profile.scopes.has(scope) || profile.includes).map(({ name }) => name);
    names.sort((a, b) => Number(b === scope || b === engine) - Number(a === scope || a === engine));
    for (const name of names) {
      if (!known.has(name)) {
        const { exceeded } = budget;
        if (exceeded !== undefined) return { runs: [none], open: overBudget(exceeded) };
        const configured = configure([name]);
        const isOpen = configured.configuration.open !== undefined;
        known.set(name, isOpen ? undefined : enginesOf(configured));
        // Whatever it enables: that it is not followed has to be told.
        if (isOpen) runs.push(planned([name]));
        opens += Number(isOpen);
        if (opens > MOST_OPEN) return { runs: [none], open: configured.configuration.open! };
      }
      const engines = known.get(name);
      if (engines?.length !== 1 || engines[0] !== engine) continue;
      runs.push(planned([name]));
      found.add(engine);
      break;
    }
  }
  return { runs: runs.length > 0 ? runs : [none] };
}

function planned(profiles: readonly string[] | undefined): PlannedRun {
  return { scenario: { profiles: profiles ?? [] }, profiles, launch: readLaunch([]) };
}

function enginesOf({ config, request }: ConfiguredRun): readonly ContainerEngine[] {
  const run = startPlain(request.start);
  return enabledEngines(config, run).map(({ engine }) => engine);
}

interface Candidate {
  readonly name: string;
  readonly scopes: ReadonlySet<string>;
  /** It brings in a file that is not written out, so that what it enables is known only when it is evaluated. */
  readonly includes: boolean;
}

function profilesThatMayEnable(base: ConfiguredRun, sources: Sources): readonly Candidate[] {
  const found = new Map<string, { scopes: Set<string>; includes: boolean }>();
  const files = [...base.configuration.files].flatMap((path) => sources.config(path) ?? []);
  for (const file of files) {
    for (const { name, body } of profilesOf(file)) {
      const entry = found.get(name) ?? { scopes: new Set<string>(), includes: false };
      found.set(name, entry);
      const { path } = file.source;
      const { places, start } = base.request;
      look(body, [], { entry, file: path, seen: new Set([path]), sources, places, budget: start.budget });
    }
  }
  return [...found].map(([name, entry]) => ({ name, ...entry }));
}

function profilesOf(file: ConfigFile): readonly { readonly name: string; readonly body: readonly ConfigStatement[] }[] {
  return file.parsed.config.statements.flatMap((statement) => {
    if (statement.kind !== "block" || statement.path.length !== 1 || statement.path[0]!.name !== "profiles") return [];
    return statement.body.flatMap((profile) =>
      profile.kind === "block" && profile.path.length === 1
        ? [{ name: profile.path[0]!.name, body: profile.body }]
        : [],
    );
  });
}

/** Notes which engines some statements set, following includes that are written out. */
function look(statements: readonly ConfigStatement[], path: readonly string[], at: Look): void {
  for (const statement of statements) {
    if (statement.kind === "include") lookInto(statement.source, path, at);
    else if (statement.kind === "block") look(statement.body, [...path, ...statement.path.map((key) => key.name)], at);
    else if (statement.kind === "if") look([...statement.then, ...(statement.otherwise ?? [])], path, at);
    else if (statement.kind === "try") look(statement.body, path, at);
    else if (statement.kind === "assignment") {
      const full = [...path, ...statement.path.map((key) => key.name)];
      if (full.length === 2 && full[1] === "enabled") at.entry.scopes.add(full[0]!);
    }
  }
}

/** A profile that brings in more is evaluated to see what it enables. */
const MOST_SEEN = 100;

interface Look {
  readonly entry: { readonly scopes: Set<string>; includes: boolean };
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
