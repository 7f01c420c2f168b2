/** The runs of a pipeline that are looked at, each with its configurations. */
import type { ScanOptions, Unresolved } from "../../../model.ts";
import type { Budget } from "../budget/budget.ts";
import { enabledEngines } from "../config/engines.ts";
import type { MapValue, Value, Dialect } from "../evaluate/model.ts";
import { shown } from "../evaluate/value.ts";
import { startPlain } from "../config/start.ts";
import { explore, type World } from "../evaluate/worlds.ts";
import { configFiles, launchFile, mainConfig, placesOf } from "../files/places.ts";
import { readLaunch } from "../launch/launch.ts";
import { givenParameters } from "../launch/parameters.ts";
import type { Places } from "../files/paths.ts";
import type { ProblemList } from "../files/problems.ts";
import type { References } from "../container/references.ts";
import { configureRun, type ConfiguredRun } from "../config/run.ts";
import { derivedRuns, moduleRuns, requestedRuns, type PlannedRun, type RunsLeftOut } from "./scenario.ts";
import type { Sources } from "../files/sources.ts";

export interface PipelineRequest {
  readonly sources: Sources;
  readonly references: References;
  readonly options: Pick<ScanOptions, "nextflow" | "env">;
  /** Directory of the pipeline, `""` for the root. */
  readonly directory: string;
  /** The entry script where no configuration names one; undefined: only the modules of `loose` are looked at. */
  readonly main: string | undefined;
  /** Scripts of modules that no pipeline includes. */
  readonly loose: readonly string[];
  readonly dialect: Dialect;
  /** There is no workflow: every process of the main script runs. */
  readonly isDsl1?: boolean;
  /** What may still be done for the repository. */
  readonly budget: Budget;
  /** Directories of the pipelines of the repository, this one's perhaps among them. */
  readonly others: ReadonlySet<string>;
}

/** The runs of a pipeline that are looked at, each with its configuration in every world of open conditions. */
export interface PipelinePlan {
  readonly places: Places;
  readonly runs: readonly { readonly plan: PlannedRun; readonly worlds: readonly World<ConfiguredRun>[] }[];
  /** Why there may be other runs, of which nothing is known. */
  readonly open: Unresolved | undefined;
  /** Where nobody named the runs: what they leave out. */
  readonly left: RunsLeftOut | undefined;
}

const MOST_KEPT = 50;

export function planPipeline(request: PipelineRequest, problems: ProblemList): PipelinePlan {
  const { sources, options, directory } = request;
  const requested = requestedRuns(options.nextflow);
  const launches = requested?.map(({ launch }) => launch) ?? [];
  const places = placesOf(sources, directory, options.nextflow.launchDir, launches);
  const configured = new Map<string, readonly World<ConfiguredRun>[]>();
  const worldsOf = (plan: PlannedRun): readonly World<ConfiguredRun>[] => {
    const key = JSON.stringify([plan.profiles ?? null, plan.scenario.arguments ?? null]);
    let worlds = configured.get(key);
    // A profile that turns out to enable nothing is not asked for again.
    if (configured.size > MOST_KEPT) configured.clear();
    if (worlds === undefined) configured.set(key, (worlds = configurePlan(request, places, plan, problems)));
    return worlds;
  };
  const configure = (profiles: readonly string[] | undefined): ConfiguredRun => {
    const plan = { scenario: { profiles: profiles ?? [] }, profiles, launch: readLaunch([]) };
    return worldsOf(plan)[0]!.result;
  };
  const named = request.main === undefined ? moduleRuns(requested) : requested;
  const { runs, open, left } = named === undefined ? derivedRuns(configure, sources) : { runs: named };
  if (open !== undefined) problems.of(mainConfig(sources, directory), "limit", open.detail);
  return { places, runs: runs.map((plan) => ({ plan, worlds: worldsOf(plan) })), open, left };
}

function configurePlan(
  request: PipelineRequest,
  places: Places,
  plan: PlannedRun,
  problems: ProblemList,
): readonly World<ConfiguredRun>[] {
  const { sources, options, dialect, directory } = request;
  const { launch, profiles } = plan;
  const paramsFile = launchFile(launch.paramsFile, places, launch);
  const given = givenParameters(
    { read: (path) => sources.plain(path)?.text, exists: (path) => sources.exists(path) },
    paramsFile,
    launch,
    options.nextflow.params,
    dialect,
  );
  if (given.problem !== undefined) problems.of(mainConfig(sources, directory), "abort", given.problem);
  if (given.open !== undefined) problems.of(paramsFile ?? "", "limit", given.open.detail);
  const configs = configFiles(sources, places, launch, options.env);
  for (const problem of configs.problems) problems.add(problem);
  const base = {
    sources,
    start: { dialect, env: options.env, given: new Set(given.values.entries.keys()), budget: request.budget },
    places,
    configs: configs.files,
    profiles,
    launch,
    given: given.values,
    open: given.open,
  };
  const worlds = explore((decide) => configureRun({ ...base, decide }), 9);
  return worlds ?? [{ decisions: [], result: configureRun({ ...base, decide: () => false }) }];
}

/** What the configurations of a plan say about containers, to tell whether two parsers agree. */
export function fingerprint({ runs }: PipelinePlan): string {
  return JSON.stringify(
    runs.map(({ plan, worlds }) => [
      plan.profiles,
      worlds.map(({ result: { config, params, request } }) => {
        const run = startPlain(request.start);
        const scopes = ["process", "wave", ...enabledEngines(config, run).map(({ scope }) => scope)];
        return [print(params, 0), ...scopes.map((scope) => [scope, print(config.entries.get(scope), 0)])];
      }),
    ]),
  );
}

function print(value: Value | undefined, depth: number): unknown {
  if (value === undefined || depth > 50) return null;
  if (value.kind === "map") return printMap(value, depth);
  if (value.kind === "closure") return [value.scope.source.path, value.node.start];
  if (value.kind === "unknown") return value.words;
  if (value.kind === "choice") return [value.condition, print(value.held, depth + 1), print(value.failed, depth + 1)];
  if (value.kind === "string" || value.kind === "boolean") return value.value;
  return [value.kind, shown(value)];
}

function printMap(value: MapValue, depth: number): unknown {
  return [...value.entries].map(([key, item]) => [key, print(item, depth + 1)]);
}
