import type { Problem, Pull, ScanOptions } from "../../model.ts";
import type { Notice } from "./config/context.ts";
import { at } from "./config/merge.ts";
import { enabledEngines, resolveContainer, type ResolvedContainer } from "./container.ts";
import { startRun, type Dialect } from "./evaluate/scope.ts";
import { conditionsOf, explore, type World } from "./evaluate/worlds.ts";
import { shown } from "./evaluate/value.ts";
import { configFiles, launchFile, localFiles, mainConfig, placesOf } from "./files.ts";
import { readLaunch } from "./launch.ts";
import { givenParameters } from "./parameters.ts";
import { directoryOf, join, type Places } from "./paths.ts";
import { listProblems, type ProblemList } from "./problems.ts";
import { callGraph, type ProcessCall } from "./call-graph.ts";
import type { ReferenceBook } from "./references.ts";
import { tellUnreachable } from "./unreachable.ts";
import { noteConfig, noteScript } from "./refusals.ts";
import { configureRun, runScripts, type ConfiguredRun, type ScriptRuns } from "./run.ts";
import { derivedRuns, moduleRuns, requestedRuns, type PlannedRun } from "./scenario.ts";
import type { Stop } from "./script-scope.ts";
import type { Sources } from "./sources.ts";
import type { Process } from "./syntax/tree.ts";

export interface PipelineRequest {
  readonly sources: Sources;
  readonly references: ReferenceBook;
  readonly options: Pick<ScanOptions, "nextflow" | "env">;
  /** Directory of the pipeline, `""` for the root. */
  readonly directory: string;
  /** The entry script where no configuration names one; undefined: only the modules of `loose` are looked at. */
  readonly main: string | undefined;
  /** Scripts of modules that no pipeline includes. */
  readonly loose: readonly string[];
  readonly dialect: Dialect;
  /** Directories of the other pipelines of the repository. */
  readonly others: readonly string[];
}

export interface PipelineScan {
  readonly pulls: readonly Pull[];
  readonly problems: readonly Problem[];
  /** Every file that took part. */
  readonly files: ReadonlySet<string>;
  /** Why this parser does not take the project at all. */
  readonly refused: readonly Problem[];
  /** Where a run stops although the project compiles. */
  readonly stopped: readonly Problem[];
}

/** Everything that one pipeline would pull under one of Nextflow's parsers. */
export function scanPipeline(request: PipelineRequest): PipelineScan {
  const { sources, options, directory, dialect } = request;
  const problems = listProblems();
  const refused = listProblems();
  const stopped = listProblems();
  const configs = new Set<string>();
  const scripts = new Set<string>();
  const requested = requestedRuns(options.nextflow);
  const launches = requested?.map(({ launch }) => launch) ?? [];
  const places = placesOf(sources, directory, options.nextflow.launchDir, launches);

  const configured = new Map<string, readonly World<ConfiguredRun>[]>();
  const configureAll = (plan: PlannedRun): readonly World<ConfiguredRun>[] => {
    const key = JSON.stringify([plan.profiles ?? null, plan.scenario.arguments ?? null]);
    let worlds = configured.get(key);
    if (worlds === undefined) configured.set(key, (worlds = configurePlan(request, places, plan, problems)));
    return worlds;
  };
  const runs =
    (request.main === undefined ? moduleRuns(requested) : requested) ??
    derivedRuns((profiles) => {
      const plan = { scenario: { profiles: profiles ?? [] }, profiles, launch: readLaunch([]) };
      return configureAll(plan)[0]!.result;
    }, sources);

  const pulls: Pull[] = [];
  const collected = { problems, refused, stopped, scripts };
  const planned = runs.map((plan) => ({ plan, worlds: configureAll(plan) }));
  for (const { plan, worlds } of planned) {
    const results = worlds.map(({ result }) => {
      for (const path of result.configuration.files) configs.add(path);
      return pullsOf(result, plan, request, places, collected);
    });
    pulls.push(...combine(worlds, results));
  }
  const modules = planned.map(({ plan, worlds }) => ({ worlds, contexts: worlds.map(({ result }) => moduleContext(result, plan, request, places, collected)) }));
  for (const file of request.loose) {
    for (const { worlds, contexts } of modules) {
      pulls.push(...combine(worlds, contexts.map((context) => pullsOfModule(file, context))));
    }
    noteScript(file, sources, dialect, collected);
    // A collection of modules has thousands of files, and nobody else asks for them.
    if (request.main === undefined) sources.release(file);
  }
  for (const path of scripts) noteScript(path, sources, dialect, collected);
  for (const path of configs) noteConfig(path, sources, dialect, places, collected);
  if (request.main !== undefined) tellUnreachable(sources, places, configs, request.others, problems);
  const files = new Set([...configs, ...scripts, ...request.loose]);
  return { pulls, problems: problems.all(), files, refused: refused.all(), stopped: stopped.all() };
}

function configurePlan(
  request: PipelineRequest,
  places: Places,
  plan: PlannedRun,
  problems: ProblemList,
): readonly World<ConfiguredRun>[] {
  const { sources, options, dialect, directory } = request;
  const { launch, profiles } = plan;
  const given = givenParameters(
    sources.tree,
    launchFile(launch.paramsFile, places),
    launch,
    options.nextflow.params,
    dialect,
  );
  if (given.problem !== undefined) problems.of(mainConfig(sources, directory), "abort", given.problem);
  const base = {
    sources,
    dialect,
    places,
    configs: configFiles(sources, places, launch, options.env, problems),
    profiles,
    launch,
    given: given.values,
    env: options.env,
  };
  const worlds = explore((decide) => configureRun({ ...base, decide }), 9);
  return worlds ?? [{ decisions: [], result: configureRun({ ...base, decide: () => false }) }];
}

interface Collected {
  readonly problems: ProblemList;
  readonly refused: ProblemList;
  readonly stopped: ProblemList;
  readonly scripts: Set<string>;
}

function pullsOf(
  configured: ConfiguredRun,
  plan: PlannedRun,
  request: PipelineRequest,
  places: Places,
  { problems, stopped, scripts }: Collected,
): readonly Pull[] {
  const { sources, options, dialect, directory } = request;
  const { configuration, config } = configured;
  for (const notice of configuration.notices) tell(notice, problems, stopped);
  const about = mainConfig(sources, directory);
  for (const name of request.main === undefined ? [] : configuration.unknownProfiles) {
    problems.of(about, "abort", `Unknown configuration profile: '${name}'`);
  }
  const settings = { dialect, env: options.env, given: new Set(configured.request.given.entries.keys()) };
  const engines = enabledEngines(config, startRun({ ...settings, decide: () => false }));
  if (engines.length > 1) {
    const names = engines.map(({ engine }) => engine).join(", ");
    problems.of(about, "abort", `Cannot enable more than one container engine -- Choose either one of: ${names}`);
  }
  const { entry } = plan.launch;
  if (entry !== undefined && dialect === "v2") {
    const message =
      "The `-entry` option is not supported with the strict parser -- use a param to run a named workflow from the entry workflow";
    problems.of(about, "abort", message);
  }

  const main = mainScript(configured, request, places);
  if (main === undefined) return [];
  const graph = callGraph(sources, main, { dialect, projectDir: directory, ...(entry === undefined ? {} : { entry }) });
  for (const path of graph.scripts) scripts.add(path);
  for (const stop of graph.stops) tellStop(stop, request, problems, stopped);
  const tasks = runScripts(configured, sources.script(main), (file, name) => {
    const found = graph.included(file, name);
    const included = found === undefined ? undefined : sources.script(found.file);
    return found === undefined || included === undefined ? undefined : { script: included, name: found.name };
  });
  const context = { tasks, configured, plan, request, files: localFiles(sources, places), settings, problems };
  return [
    ...graph.calls.flatMap((call) => pullsOfCall(call, true, context)),
    ...graph.uncalled.flatMap((call) => pullsOfCall(call, false, context)),
  ];
}

function moduleContext(
  configured: ConfiguredRun,
  plan: PlannedRun,
  request: PipelineRequest,
  places: Places,
  { problems }: Collected,
): CallContext {
  const { sources, options, dialect } = request;
  const settings = { dialect, env: options.env, given: new Set(configured.request.given.entries.keys()) };
  const tasks = runScripts(configured, undefined, () => undefined);
  return { tasks, configured, plan, request, files: localFiles(sources, places), settings, problems };
}

/** In a collection of modules nothing is meant to be called here; beside a pipeline it means that nobody uses them. */
function pullsOfModule(file: string, context: CallContext): readonly Pull[] {
  const called = context.request.main === undefined;
  return processesOf(file, context.request.sources).flatMap((call) => pullsOfCall(call, called, context));
}

function processesOf(file: string, sources: Sources): readonly ProcessCall[] {
  const declarations = sources.script(file)?.parsed.script.declarations ?? [];
  return declarations.flatMap((process) => {
    if (process.kind !== "process") return [];
    const { name } = process.name;
    return [{ process, file, declared: name, simple: name, qualified: name, includes: [], guards: [] }];
  });
}

function tellStop(stop: Stop, request: PipelineRequest, problems: ProblemList, stopped: ProblemList): void {
  // A branch may never be taken: what stops there is no more than a possibility.
  if (stop.guards.length > 0) return;
  const source = request.sources.script(stop.file)?.source;
  if (source === undefined) {
    problems.of(stop.file, "abort", stop.message);
    return;
  }
  if (stop.dialect === "both" || stop.dialect === request.dialect) problems.at(source, stop.node, "abort", stop.message);
  if (stop.dialect === request.dialect) stopped.at(source, stop.node, "abort", stop.message);
}

function mainScript(configured: ConfiguredRun, request: PipelineRequest, places: Places): string | undefined {
  if (request.main === undefined) return undefined;
  const { launch } = configured.request;
  const named = at(configured.config, "manifest", "mainScript");
  const written = launch.mainScript ?? (named === undefined ? undefined : shown(named));
  const path = written === undefined ? undefined : join(places.projectDir, written);
  return path !== undefined && request.sources.exists(path) ? path : request.main;
}

function tell(notice: Notice, problems: ProblemList, stopped: ProblemList): void {
  problems.at(notice.source, notice.node, notice.kind, notice.message);
  if (notice.stops) stopped.at(notice.source, notice.node, notice.kind, notice.message);
}

interface CallContext {
  readonly tasks: ScriptRuns;
  readonly configured: ConfiguredRun;
  readonly plan: PlannedRun;
  readonly request: PipelineRequest;
  readonly files: ReturnType<typeof localFiles>;
  readonly settings: { readonly dialect: Dialect; readonly env: Readonly<Record<string, string>>; readonly given: ReadonlySet<string> };
  readonly problems: ProblemList;
}

function pullsOfCall(call: ProcessCall, called: boolean, context: CallContext): readonly Pull[] {
  const { tasks, configured, plan, request, files, settings, problems } = context;
  const { process } = call;
  const source = request.sources.script(call.file)?.source;
  if (source === undefined || runsNothing(process) || neverRuns(process)) return [];
  const task = tasks.task(call);
  const dockerfile = request.sources.exists(join(directoryOf(call.file), "Dockerfile")!);
  const resolution = resolveContainer({ prepare: task, config: configured.config, files, run: settings, dockerfile });
  if (called && request.main !== undefined) {
    for (const message of resolution.failures) problems.at(source, process.name, "abort", message);
  }
  for (const { pattern, problem } of resolution.selectorProblems) {
    problems.at(source, process.name, "directive", `The selector \`${pattern}\` cannot be decided: ${problem}.`);
  }
  return resolution.pulls.map((container) => toPull(container, call, called, plan, request));
}

function toPull(
  container: ResolvedContainer,
  call: ProcessCall,
  called: boolean,
  plan: PlannedRun,
  request: PipelineRequest,
): Pull {
  const { origins, use, ...rest } = container;
  const source = request.sources.script(call.file)!.source;
  const context = { process: call.declared };
  const references = request.references.of(origins, use ?? { source, node: call.process.name }, context, rest.unresolved);
  return {
    ...rest,
    source: "nextflow",
    scenario: plan.scenario,
    process: call.qualified,
    ...(called ? {} : { called: false }),
    references,
  };
}

/** An `exec:` process runs inside of Nextflow. */
function runsNothing(process: Process): boolean {
  const labels = new Set(process.sections.map(({ label }) => label));
  return labels.has("exec") && !labels.has("script") && !labels.has("shell");
}

/** `when: false` */
function neverRuns(process: Process): boolean {
  const [statement, ...others] = process.sections.find(({ label }) => label === "when")?.body ?? [];
  if (statement?.kind !== "expression" || others.length > 0) return false;
  return statement.expression.kind === "boolean" && !statement.expression.value;
}

/** Pulls that every world has stay as they are; the others hold under the conditions of their worlds. */
function combine(worlds: readonly World<ConfiguredRun>[], results: readonly (readonly Pull[])[]): readonly Pull[] {
  if (results.length === 1) return results[0]!;
  const found = new Map<string, { readonly pull: Pull; readonly worlds: number[] }>();
  results.forEach((pulls, index) => {
    for (const pull of pulls) {
      const key = JSON.stringify([pull.process, pull.image, pull.engine, pull.platform, pull.conditions, pull.confidence]);
      const entry = found.get(key) ?? { pull, worlds: [] };
      entry.worlds.push(index);
      found.set(key, entry);
    }
  });
  return [...found.values()].map(({ pull, worlds: indexes }) => {
    if (indexes.length === worlds.length) return pull;
    const lists = indexes.map((index) => conditionsOf(worlds[index]!.decisions));
    const shared = lists[0]!.filter((condition) => lists.every((list) => list.includes(condition)));
    const conditions = [...(pull.conditions ?? []), ...shared];
    return { ...pull, conditions, confidence: pull.confidence === "unresolved" ? "unresolved" : "candidate" };
  });
}
