import type { Scenario, ScanOptions } from "../../model.ts";
import { enabledEngines } from "./container.ts";
import type { ContainerEngine } from "./engine.ts";
import { engineScopes } from "./engine.ts";
import { startRun } from "./evaluate/scope.ts";
import { readLaunch, type Launch } from "./launch.ts";
import type { ConfiguredRun } from "./run.ts";
import type { ConfigFile, Sources } from "./sources.ts";
import type { ConfigStatement } from "./syntax/tree.ts";

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

/**
 * One run for each engine that the configuration can enable, with the profile that does it: none where it is enabled
 * anyway, the profile of the engine's own name before others. Where nothing enables one: the run without a profile.
 */
export function derivedRuns(
  configure: (profiles: readonly string[] | undefined) => ConfiguredRun,
  sources: Sources,
): readonly PlannedRun[] {
  const launch = readLaunch([]);
  const plan = (profiles: readonly string[] | undefined): PlannedRun => ({
    scenario: { profiles: profiles ?? [] },
    profiles,
    launch,
  });
  const base = configure(undefined);
  const always = enginesOf(base);
  const runs: PlannedRun[] = always.length > 0 ? [plan(undefined)] : [];
  const found = new Set<ContainerEngine>(always);
  const candidates = profilesThatMayEnable(base, sources);
  for (const { engine, scope } of engineScopes) {
    if (found.has(engine)) continue;
    const names = candidates.filter((profile) => profile.scopes.has(scope) || profile.includes).map(({ name }) => name);
    names.sort((a, b) => Number(b === scope || b === engine) - Number(a === scope || a === engine));
    for (const name of names) {
      const engines = enginesOf(configure([name]));
      if (engines.length !== 1 || engines[0] !== engine) continue;
      runs.push(plan([name]));
      found.add(engine);
      break;
    }
  }
  return runs.length > 0 ? runs : [plan(undefined)];
}

function enginesOf({ config, request: { dialect, env } }: ConfiguredRun): readonly ContainerEngine[] {
  const run = startRun({ dialect, env, given: new Set(), decide: () => false });
  return enabledEngines(config, run).map(({ engine }) => engine);
}

interface Candidate {
  readonly name: string;
  readonly scopes: ReadonlySet<string>;
  /** It brings in a file, so that what it enables is known only when it is evaluated. */
  readonly includes: boolean;
}

function profilesThatMayEnable(base: ConfiguredRun, sources: Sources): readonly Candidate[] {
  const found = new Map<string, { scopes: Set<string>; includes: boolean }>();
  const files = [...base.configuration.files].flatMap((path) => sources.config(path) ?? []);
  for (const { name, body } of files.flatMap(profilesOf)) {
    const entry = found.get(name) ?? { scopes: new Set<string>(), includes: false };
    found.set(name, entry);
    look(body, [], entry);
  }
  return [...found].map(([name, entry]) => ({ name, ...entry }));
}

export function profilesOf(
  file: ConfigFile,
): readonly { readonly name: string; readonly body: readonly ConfigStatement[] }[] {
  return file.parsed.config.statements.flatMap((statement) => {
    if (statement.kind !== "block" || statement.path.length !== 1 || statement.path[0]!.name !== "profiles") return [];
    return statement.body.flatMap((profile) =>
      profile.kind === "block" && profile.path.length === 1
        ? [{ name: profile.path[0]!.name, body: profile.body }]
        : [],
    );
  });
}

function look(
  statements: readonly ConfigStatement[],
  path: readonly string[],
  entry: { readonly scopes: Set<string>; includes: boolean },
): void {
  for (const statement of statements) {
    if (statement.kind === "include") entry.includes = true;
    else if (statement.kind === "block")
      look(statement.body, [...path, ...statement.path.map((key) => key.name)], entry);
    else if (statement.kind === "if") look([...statement.then, ...(statement.otherwise ?? [])], path, entry);
    else if (statement.kind === "try") look(statement.body, path, entry);
    else if (statement.kind === "assignment") {
      const full = [...path, ...statement.path.map((key) => key.name)];
      if (full.length === 2 && full[1] === "enabled") entry.scopes.add(full[0]!);
    }
  }
}
