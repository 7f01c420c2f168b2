import type { Problem, Pull } from "../../model.ts";
import { callGraph } from "./calls/graph.ts";
import { combine, processesOf, pullsOfCall, type CallContext } from "./pulls.ts";
import type { Notice } from "./config/context.ts";
import { at } from "./config/merge.ts";
import { enabledEngines } from "./config/engines.ts";
import { startPlain } from "./config/start.ts";
import { shown } from "./evaluate/value.ts";
import { localFiles, mainConfig } from "./files/places.ts";
import { join, type Places } from "./files/paths.ts";
import { planPipeline, type PipelinePlan, type PipelineRequest } from "./plan/index.ts";
import { listProblems, type ProblemList } from "./files/problems.ts";
import { noteConfig, noteScript } from "./project/refusals.ts";
import type { ConfiguredRun } from "./config/run.ts";
import { ScriptRuns } from "./scripts/index.ts";
import type { PlannedRun } from "./plan/scenario.ts";
import type { Sources } from "./files/sources.ts";
import type { Stop } from "./calls/scopes.ts";
import { tellUnreachable } from "./project/unreachable.ts";

export interface PipelineScan {
  readonly pulls: readonly Pull[];
  readonly problems: readonly Problem[];
  /** Every file that took part. */
  readonly files: ReadonlySet<string>;
  /** Configurations that the nf-core tools generate and that nothing includes. */
  readonly generated: readonly string[];
  /** Why this parser does not take the project at all. */
  readonly refused: readonly Problem[];
  /** Where a run stops although the project compiles. */
  readonly stopped: readonly Problem[];
  readonly plan: PipelinePlan;
  /** Some script sets parameters or variables that images may hang on: the parsers see them at different times. */
  readonly dependsOnOrder: boolean;
}

/** Everything that one pipeline would pull under one of Nextflow's parsers. */
export function scanPipeline(request: PipelineRequest): PipelineScan {
  const { sources, dialect } = request;
  const problems = listProblems();
  const refused = listProblems();
  const stopped = listProblems();
  const configs = new Set<string>();
  const scripts = new Set<string>();
  const plan = planPipeline(request, problems);
  const { places } = plan;
  const pulls: Pull[] = [];
  const collected = { problems, refused, stopped, scripts };
  for (const { plan: run, worlds } of plan.runs) {
    const results = worlds.map(({ result }) => {
      for (const path of result.configuration.files) configs.add(path);
      return pullsOf(result, run, request, places, collected);
    });
    pulls.push(...combine(worlds, results));
  }
  const modules = (request.loose.length === 0 ? [] : plan.runs).map(({ plan: run, worlds }) => ({
    worlds,
    contexts: worlds.map(({ result }) => moduleContext(result, run, request, places, collected)),
  }));
  for (const file of request.loose) {
    // An include whose path the run composes has brought it in.
    if (scripts.has(file)) continue;
    for (const { worlds, contexts } of modules) {
      pulls.push(
        ...combine(
          worlds,
          contexts.map((context) => pullsOfModule(file, context)),
        ),
      );
    }
    noteScript(file, sources, dialect, collected);
    // A collection of modules has thousands of files, and nobody else asks for them.
    if (request.main !== undefined) continue;
    for (const { contexts } of modules) for (const { tasks } of contexts) tasks.release(file);
    sources.release(file);
  }
  for (const path of scripts) noteScript(path, sources, dialect, collected);
  for (const path of configs) noteConfig(path, sources, dialect, places, collected);
  // An image that is certain hangs on no parameter but those that are given, which are there from the beginning.
  const uncertain = pulls.some(({ confidence }) => confidence !== "exact");
  const dependsOnOrder = uncertain && [...scripts].some((path) => setsSomething(path, sources));
  const generated =
    request.main === undefined ? [] : tellUnreachable(sources, places, configs, request.others, problems);
  const files = new Set([...configs, ...scripts, ...request.loose]);
  return {
    pulls,
    problems: problems.all(),
    files,
    generated,
    refused: refused.all(),
    stopped: stopped.all(),
    plan,
    dependsOnOrder,
  };
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
  const { sources, dialect, directory } = request;
  const { configuration, config } = configured;
  for (const notice of configuration.notices) tell(notice, problems, stopped);
  const about = mainConfig(sources, directory);
  for (const name of request.main === undefined ? [] : configuration.unknownProfiles) {
    problems.of(about, "abort", `Unknown configuration profile: '${name}'`);
  }
  const engines = enabledEngines(config, startPlain(configured.request.start));
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
  if (sources.exists(main) && sources.script(main) === undefined) {
    problems.of(main, "unreadable", "This script cannot be read as text: it is too large, binary, or not accessible.");
  }
  // Few includes need it: it comes before the functions that other includes bring in.
  let early: ScriptRuns | undefined;
  const graph = callGraph(sources, main, {
    dialect,
    projectDir: directory,
    textOf: (include, file) =>
      (early ??= new ScriptRuns(configured, sources.script(main), () => undefined)).textOf(include, file),
    ...(entry === undefined ? {} : { entry }),
  });
  for (const path of graph.scripts) scripts.add(path);
  for (const stop of graph.stops) tellStop(stop, request, problems, stopped);
  const tasks = new ScriptRuns(configured, sources.script(main), (file, name) => {
    const found = graph.included(file, name);
    const included = found === undefined ? undefined : sources.script(found.file);
    return found === undefined || included === undefined ? undefined : { script: included, name: found.name };
  });
  for (const { node, message } of tasks.stops) {
    const script = sources.script(main);
    if (script !== undefined) problems.at(script.source, node, "abort", message);
  }
  const context = { tasks, configured, plan, request, files: localFiles(sources, places), problems };
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
  const { sources } = request;
  const tasks = new ScriptRuns(configured, undefined, () => undefined);
  return { tasks, configured, plan, request, files: localFiles(sources, places), problems };
}

/** In a collection of modules nothing is meant to be called here; beside a pipeline it means that nobody uses them. */
function pullsOfModule(file: string, context: CallContext): readonly Pull[] {
  const called = context.request.main === undefined;
  return processesOf(file, context.request.sources).flatMap((call) => pullsOfCall(call, called, context));
}

function setsSomething(path: string, sources: Sources): boolean {
  const declarations = sources.script(path)?.parsed.script.declarations ?? [];
  return declarations.some(({ kind }) => ["expression", "definition", "if", "try", "params"].includes(kind));
}

function tellStop(stop: Stop, request: PipelineRequest, problems: ProblemList, stopped: ProblemList): void {
  // A branch may never be taken: what stops there is no more than a possibility.
  if (stop.guards.length > 0) return;
  const source = request.sources.script(stop.file)?.source;
  if (source === undefined) {
    problems.of(stop.file, "abort", stop.message);
    return;
  }
  const kind = stop.open === true ? "missing-include" : "abort";
  if (stop.dialect === "both" || stop.dialect === request.dialect) problems.at(source, stop.node, kind, stop.message);
  if (stop.dialect === request.dialect && stop.open !== true) stopped.at(source, stop.node, "abort", stop.message);
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
