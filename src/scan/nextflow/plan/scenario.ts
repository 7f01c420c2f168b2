/** Which runs are looked at: those that somebody asks for, or one with Docker and one with Singularity. */
import type { Scenario, ScanOptions, Unresolved } from "../../../model.ts";
import { overBudget } from "../budget/budget.ts";
import { enabledEngines } from "../config/engines.ts";
import type { ContainerEngine } from "../naming/engine.ts";
import { engineScopes } from "../naming/engine.ts";
import { startPlain } from "../config/start.ts";
import { readLaunch, type Launch } from "../launch/launch.ts";
import type { ConfiguredRun } from "../config/run.ts";
import type { Sources } from "../files/sources.ts";
import { profilesOf, type Profile } from "./profiles.ts";

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
    const { arguments: more = [] } = scenario;
    const read = readLaunch([...launch, ...more], options.isTyped === true && more.length === 0);
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
  readonly left?: RunsLeftOut;
}

/** What else could be run. */
export interface RunsLeftOut {
  /** With the engines that are not looked at. */
  readonly engines: readonly EngineRun[];
  /** Every profile of the configuration. */
  readonly profiles: readonly Profile[];
}

/** A run that enables an engine. */
export interface EngineRun {
  readonly engine: ContainerEngine;
  readonly plan: PlannedRun;
}

/** Of each pair the first that can be enabled: the other one mostly pulls the same images. */
const LOOKED_AT: readonly (readonly ContainerEngine[])[] = [
  ["docker", "podman"],
  ["singularity", "apptainer"],
];

/**
 * Docker (or Podman) and Singularity (or Apptainer) where the configuration can enable them, each with the profile that
 * does it, and what is enabled without a profile. Where it can enable others only: all of them. Where nothing enables
 * one: the run without a profile.
 */
export function derivedRuns(
  configure: (profiles: readonly string[] | undefined) => ConfiguredRun,
  sources: Sources,
): DerivedRuns {
  const base = configure(undefined);
  const none = planned(undefined);
  if (base.configuration.open !== undefined) return { runs: [none] };
  const profiles = profilesOf(base, sources);
  const always = enginesOf(base);
  const found = runsByEngine(configure, profiles, base, always);
  if ("open" in found) return { runs: [none], open: found.open };
  const { engines, unclear } = found;
  const wanted = LOOKED_AT.flatMap((pair) => {
    const chosen = pair.find((one) => always.includes(one) || engines.some(({ engine }) => engine === one));
    return engines.filter(({ engine }) => engine === chosen);
  });
  const looked = wanted.length > 0 || always.length > 0 ? wanted : engines;
  const runs = [...(always.length > 0 ? [none] : []), ...unclear, ...looked.map(({ plan }) => plan)];
  return {
    runs: runs.length > 0 ? runs : [none],
    left: { engines: engines.filter((run) => !looked.includes(run)), profiles },
  };
}

/** One run for each engine that a profile can enable: the profile of the engine's own name before others. */
function runsByEngine(
  configure: (profiles: readonly string[]) => ConfiguredRun,
  profiles: readonly Profile[],
  base: ConfiguredRun,
  always: readonly ContainerEngine[],
): { readonly engines: readonly EngineRun[]; readonly unclear: readonly PlannedRun[] } | { readonly open: Unresolved } {
  const { budget } = base.request.start;
  const engines: EngineRun[] = [];
  /** Whatever they enable: that they are not followed has to be told. */
  const unclear: PlannedRun[] = [];
  /** What the profiles enable; undefined where that is not known. */
  const known = new Map<string, readonly ContainerEngine[] | undefined>();
  for (const { engine, scope } of engineScopes) {
    if (always.includes(engine)) continue;
    const names = profiles.filter((profile) => profile.scopes.has(scope) || profile.includes).map(({ name }) => name);
    names.sort((a, b) => Number(b === scope || b === engine) - Number(a === scope || a === engine));
    for (const name of names) {
      if (!known.has(name)) {
        const { exceeded } = budget;
        if (exceeded !== undefined) return { open: overBudget(exceeded) };
        const configured = configure([name]);
        const { open } = configured.configuration;
        known.set(name, open === undefined ? enginesOf(configured) : undefined);
        if (open !== undefined && unclear.push(planned([name])) > MOST_OPEN) return { open };
      }
      const enabled = known.get(name);
      if (enabled?.length !== 1 || enabled[0] !== engine) continue;
      engines.push({ engine, plan: planned([name]) });
      break;
    }
  }
  return { engines, unclear };
}

function planned(profiles: readonly string[] | undefined): PlannedRun {
  return { scenario: { profiles: profiles ?? [] }, profiles, launch: readLaunch([]) };
}

function enginesOf({ config, request }: ConfiguredRun): readonly ContainerEngine[] {
  const run = startPlain(request.start);
  return enabledEngines(config, run).map(({ engine }) => engine);
}
