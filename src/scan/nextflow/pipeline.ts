/** One pipeline in the order of a run, from its plan to its pulls. */
import type { Problem, Pull, Unresolved } from "../../model.ts";
import { callGraph, type CallGraph } from "./calls/graph.ts";
import { combine, processesOf, pullsOfCall, type CallContext } from "./pulls.ts";
import { openEnvironments } from "./container/environments.ts";
import { at } from "./config/merge.ts";
import { enabledEngines } from "./config/engines.ts";
import { startPlain } from "./config/start.ts";
import type { Dialect } from "./evaluate/model.ts";
import { shown } from "./evaluate/value.ts";
import { localFiles, mainConfig } from "./files/places.ts";
import { join, type Places } from "./files/paths.ts";
import { planPipeline, type PipelinePlan, type PipelineRequest } from "./plan/index.ts";
import { listProblems } from "./files/problems.ts";
import { nearest } from "../../text/nearest.ts";
import { short } from "../../text/quote.ts";
import { noteConfig, noteScript, type SyntaxNotes } from "./project/refusals.ts";
import type { ConfiguredRun } from "./config/run.ts";
import { ScriptRuns } from "./scripts/index.ts";
import type { FindFunction } from "./scripts/module-runs.ts";
import type { Steps } from "./budget/steps.ts";
import type { PlannedRun } from "./plan/scenario.ts";
import type { Sources } from "./files/sources.ts";
import type { Stop } from "./calls/model.ts";
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
  readonly dialect: Dialect;
  /** Some script sets parameters or variables that images may hang on: the parsers see them at different times. */
  readonly dependsOnOrder: boolean;
}

/** Everything that one pipeline would pull under one of Nextflow's parsers. */
export function scanPipeline(request: PipelineRequest): Steps<PipelineScan> {
  return new PipelineScanner(request).scan();
}

/** What the runs of a pipeline pull, and nothing of what else could be said of it. */
export function pullsOfRuns(request: PipelineRequest): Steps<readonly Pull[]> {
  return new PipelineScanner(request).pullsOfRuns();
}

/** One pipeline on its way through a run: plan, configuration, calls, scripts, containers. */
class PipelineScanner {
  readonly #request: PipelineRequest;
  readonly #plan: PipelinePlan;
  readonly #problems = listProblems();
  readonly #refused = listProblems();
  readonly #stopped = listProblems();
  /** Configurations and scripts that took part. */
  readonly #configs = new Set<string>();
  readonly #scripts = new Set<string>();
  /** By main script and entry. */
  readonly #graphs = new Map<string, CallGraph>();
  /** Some includes or calls are not followed: what seems to be called by nothing may be called. */
  #isCut = false;

  constructor(request: PipelineRequest) {
    this.#request = request;
    this.#plan = planPipeline(request, this.#problems);
  }

  *scan(): Steps<PipelineScan> {
    const { sources, main, loose, others, budget } = this.#request;
    const pulls = [...(yield* this.pullsOfRuns()), ...(yield* this.#pullsOfModules())];
    yield;
    this.#noteSyntax();
    yield;
    // An image that is certain hangs on no parameter but those that are given, which are there from the beginning.
    const uncertain = pulls.some(({ confidence }) => confidence !== "exact");
    const dependsOnOrder = uncertain && [...this.#scripts].some((path) => setsSomething(path, sources));
    const { places } = this.#plan;
    // What a missing file would have included nobody knows.
    const isWhole = ![...this.#refused.all(), ...this.#stopped.all()].some(({ kind }) => kind === "missing-include");
    const generated =
      main === undefined || !isWhole
        ? []
        : tellUnreachable(sources, places, this.#configsInUse(), others, this.#problems, budget);
    return {
      pulls,
      problems: this.#problems.all(),
      files: new Set([...this.#configs, ...this.#scripts, ...loose]),
      generated,
      refused: this.#refused.all(),
      stopped: this.#stopped.all(),
      plan: this.#plan,
      dialect: this.#request.dialect,
      dependsOnOrder,
    };
  }

  /** What `-C` leaves out, somebody left out on purpose. */
  #configsInUse(): ReadonlySet<string> {
    const { runs, places } = this.#plan;
    const isLeftOut = runs.some(({ plan }) => plan.launch.onlyConfigs.length > 0);
    const own = join(places.projectDir, "nextflow.config");
    return isLeftOut && own !== undefined ? new Set([...this.#configs, own]) : this.#configs;
  }

  *pullsOfRuns(): Steps<readonly Pull[]> {
    const pulls: Pull[] = [];
    for (const { plan, worlds } of this.#plan.runs) {
      const results: (readonly Pull[])[] = [];
      for (const { result } of worlds) results.push(yield* this.#pullsOf(result, plan));
      for (const pull of combine(worlds, results)) pulls.push(pull);
    }
    return pulls;
  }

  *#pullsOf(configured: ConfiguredRun, plan: PlannedRun): Steps<readonly Pull[]> {
    for (const path of configured.configuration.files) this.#configs.add(path);
    this.#tellConfiguration(configured, plan);
    const { sources } = this.#request;
    if (this.#request.main !== undefined && neverStarts(configured)) return [];
    const main = mainScript(configured, this.#request, this.#plan.places);
    if (main === undefined) return [];
    const script = sources.script(main);
    if (script === undefined && sources.exists(main)) {
      const message = "This script cannot be read as text: it is too large, binary, or not accessible.";
      this.#problems.of(main, "unreadable", message);
    }
    const graph = this.#callsFrom(main, configured, plan);
    const tasks = new ScriptRuns(
      configured,
      script,
      findIn(() => graph, sources),
    );
    for (const { node, message } of tasks.stops) {
      if (script !== undefined) this.#problems.at(script.source, node, "abort", message);
    }
    const context = { ...this.#contextOf(tasks, configured, plan), main, loads: true };
    const { isCut } = graph;
    this.#isCut ||= isCut;
    const uncalled = isCut ? { ...context, open: context.open ?? NOT_FOLLOWED } : context;
    const pulls: Pull[] = [];
    for (const call of graph.calls) {
      yield;
      for (const pull of pullsOfCall(call, true, context)) pulls.push(pull);
    }
    for (const call of graph.uncalled) {
      yield;
      for (const pull of pullsOfCall(call, isCut || this.#request.isDsl1 === true, uncalled)) pulls.push(pull);
    }
    return pulls;
  }

  /** What the configuration alone makes Nextflow stop with, or is worth telling. */
  #tellConfiguration({ configuration, config, request }: ConfiguredRun, { launch }: PlannedRun): void {
    for (const { source, node, kind, message, stops, open } of configuration.notices) {
      const goesOn = open === true || kind === "limit" ? "open" : "aside";
      this.#problems.at(source, node, kind, message, stops ? undefined : goesOn);
      if (stops) this.#stopped.at(source, node, kind, message);
    }
    const about = mainConfig(this.#request.sources, this.#request.directory);
    const { declaredProfiles } = configuration;
    for (const name of this.#request.main === undefined ? [] : configuration.unknownProfiles) {
      const meant = nearest(name, [...declaredProfiles]);
      const question = meant === undefined ? "" : `; did you mean '${meant}'?`;
      this.#problems.of(about, "missing-profile", `Unknown configuration profile: '${name}'${question}`);
    }
    const engines = enabledEngines(config, startPlain(request.start)).map(({ engine }) => engine);
    if (engines.length > 1) {
      const message = `Cannot enable more than one container engine -- Choose either one of: ${engines.join(", ")}`;
      this.#problems.of(about, "abort", message);
    }
    const script = namedScript({ config, request }, this.#plan.places);
    if (this.#request.main !== undefined && script !== undefined && !this.#request.sources.exists(script.path)) {
      this.#problems.of(about, "missing-include", `Missing project main script: ${short(script.written)}`);
    }
    if (launch.entry !== undefined && this.#request.dialect === "v2") {
      const message =
        "The `-entry` option is not supported with the strict parser -- use a param to run a named workflow from the entry workflow";
      this.#problems.of(about, "abort", message);
    }
  }

  #callsFrom(main: string, configured: ConfiguredRun, { launch: { entry } }: PlannedRun): CallGraph {
    const { sources, dialect, directory } = this.#request;
    const key = JSON.stringify([main, entry ?? null]);
    const known = this.#graphs.get(key);
    if (known !== undefined) return known;
    // Few includes need it: it comes before the functions that other includes bring in.
    let early: ScriptRuns | undefined;
    const graph = callGraph(sources, main, {
      dialect,
      projectDir: directory,
      budget: this.#request.budget,
      textOf(include, file) {
        early ??= new ScriptRuns(configured, sources.script(main), () => undefined);
        return early.textOf(include, file);
      },
      ...(entry === undefined ? {} : { entry }),
    });
    // The paths of the includes hang on nothing that may be different in another run.
    if (early === undefined) this.#graphs.set(key, graph);
    for (const path of graph.scripts) this.#scripts.add(path);
    for (const stop of graph.stops) this.#tellStop(stop);
    return graph;
  }

  #tellStop({ file, node, message, dialect, guards, open, isMissing, help }: Stop): void {
    // A branch may never be taken: what stops there is no more than a possibility.
    if (guards.length > 0 && open !== "limit") return;
    const source = this.#request.sources.script(file)?.source;
    if (source === undefined) {
      this.#problems.of(file, "abort", message);
      return;
    }
    const isOurs = dialect === this.#request.dialect;
    const stop = isMissing === true ? "missing-include" : "abort";
    const kind = open === undefined ? stop : open === "limit" ? "limit" : "missing-include";
    if (isOurs || dialect === "both")
      this.#problems.at(source, node, kind, message, open === undefined ? undefined : "open", help);
    if (isOurs && open === undefined) this.#stopped.at(source, node, stop, message);
  }

  #contextOf(tasks: ScriptRuns, configured: ConfiguredRun, plan: PlannedRun): CallContext {
    const files = localFiles(this.#request.sources, this.#plan.places);
    const open = configured.configuration.open ?? this.#plan.open;
    const [problems, stopped] = [this.#problems, this.#stopped];
    const environments = openEnvironments(this.#request.sources, files);
    const request = this.#request;
    const [main, loads] = [undefined, false];
    return { tasks, configured, plan, request, main, files, environments, problems, stopped, open, loads };
  }

  /** Modules that no pipeline includes. */
  *#pullsOfModules(): Steps<readonly Pull[]> {
    const { sources, dialect, main, loose } = this.#request;
    const findFunction = findIn(this.#graphsOfModules(), sources);
    const runs = (loose.length === 0 ? [] : this.#plan.runs).map(({ plan, worlds }) => ({
      worlds,
      contexts: worlds.map(({ result }) =>
        this.#contextOf(new ScriptRuns(result, undefined, findFunction), result, plan),
      ),
    }));
    // Beside a pipeline that does not include it, a module is nobody's; in a collection it is what is offered.
    const notes = this.#notes(main === undefined ? undefined : "aside");
    const found: Pull[] = [];
    for (const file of loose) {
      yield;
      // An include whose path the run composes has brought it in.
      if (this.#scripts.has(file)) continue;
      for (const { worlds, contexts } of runs) {
        const results = contexts.map((context) => pullsOfModule(file, context, this.#isCut));
        for (const pull of combine(worlds, results)) found.push(pull);
      }
      noteScript(file, sources, dialect, notes);
      // A collection of modules has thousands of files, and nobody else asks for them.
      if (main === undefined) {
        for (const { contexts } of runs) for (const { tasks } of contexts) tasks.release(file);
        sources.release(file);
      }
    }
    return found;
  }

  /** What a module includes itself: asked for only where one of its directives calls a function. */
  #graphsOfModules(): (file: string) => CallGraph {
    const { sources, dialect, directory, budget } = this.#request;
    const graphs = new Map<string, CallGraph>();
    return (file) => {
      const known = graphs.get(file);
      if (known !== undefined) return known;
      const graph = callGraph(sources, file, { dialect, projectDir: directory, budget });
      graphs.set(file, graph);
      return graph;
    };
  }

  #notes(goesOn: SyntaxNotes["goesOn"]): SyntaxNotes {
    return { problems: this.#problems, refused: this.#refused, budget: this.#request.budget, goesOn };
  }

  /** What the parser does not take of the files that took part. */
  #noteSyntax(): void {
    const { sources, dialect } = this.#request;
    const notes = this.#notes(undefined);
    for (const path of this.#scripts) noteScript(path, sources, dialect, notes);
    for (const path of this.#configs) noteConfig(path, sources, dialect, this.#plan.places, notes);
  }
}

/** Functions of other scripts, by the graph of the script that includes them. */
function findIn(graphOf: (file: string) => CallGraph, sources: Sources): FindFunction {
  return (file, name) => {
    const found = graphOf(file).included(file, name);
    const script = found && sources.script(found.file);
    return found && script && { script, name: found.name };
  };
}

/** A profile or a file is not there: Nextflow ends before it looks at a script, and pulls nothing. */
function neverStarts({ configuration }: ConfiguredRun): boolean {
  const { notices, unknownProfiles } = configuration;
  return unknownProfiles.length > 0 || notices.some(({ kind, stops }) => stops && kind === "missing-include");
}

const NOT_FOLLOWED: Unresolved = {
  reason: "limit",
  detail: "Not all includes and calls of the pipeline are followed: this process may be called under any name.",
};

/**
 * In a collection of modules nothing is meant to be called here; beside a pipeline it means that nobody uses them, unless
 * the pipeline is not followed to its end.
 */
function pullsOfModule(file: string, context: CallContext, isCut: boolean): readonly Pull[] {
  const called = context.request.main === undefined || isCut;
  const of = isCut ? { ...context, open: context.open ?? NOT_FOLLOWED } : context;
  return processesOf(file, context.request.sources).flatMap((call) => pullsOfCall(call, called, of));
}

function setsSomething(path: string, sources: Sources): boolean {
  const declarations = sources.script(path)?.parsed.script.declarations ?? [];
  return declarations.some(({ kind }) => ["expression", "definition", "if", "try", "params"].includes(kind));
}

function mainScript(configured: ConfiguredRun, request: PipelineRequest, places: Places): string | undefined {
  if (request.main === undefined) return undefined;
  const path = namedScript(configured, places)?.path;
  return path !== undefined && request.sources.exists(path) ? path : request.main;
}

/** What `-main-script` or `manifest.mainScript` says; undefined also where that is not known or leads out of the repository. */
function namedScript(
  { request, config }: Pick<ConfiguredRun, "request" | "config">,
  places: Places,
): { readonly path: string; readonly written: string } | undefined {
  const named = at(config, "manifest", "mainScript");
  const written = request.launch.mainScript ?? (named === undefined ? undefined : shown(named));
  const path = written === undefined ? undefined : join(places.projectDir, written);
  return written === undefined || path === undefined ? undefined : { path, written };
}
