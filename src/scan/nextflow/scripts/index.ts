import { at } from "../config/merge.ts";
import { enabledEngines } from "../config/engines.ts";
import { type PreparedTask, createTask } from "./task.ts";
import { evaluate } from "../evaluate/expressions.ts";
import type { Run, Scope, MapValue, Value } from "../evaluate/model.ts";
import { startRun } from "../evaluate/scope.ts";
import { explore } from "../evaluate/worlds.ts";
import { map, nothing, shown, text, truth, truthOf, unknown } from "../evaluate/value.ts";
import { openLibrary } from "./library.ts";
import { runModule, type IncludedFunction, type ModuleRun, type RunWorld } from "./module.ts";
import { LAUNCH, PROJECT } from "../evaluate/constants.ts";
import type { ProcessCall } from "../calls/graph.ts";
import { indexSelectors } from "../process/selectors.ts";
import { settingsOf } from "../process/directives.ts";
import type { ScriptFile } from "../files/sources.ts";
import type { PlacedGuard } from "../calls/scopes.ts";
import type { Expression, Include } from "../syntax/tree.ts";
import { typedParams, type TypedParams } from "./typed-params.ts";
import type { RunStart } from "../config/start.ts";
import type { ConfiguredRun } from "../config/run.ts";

/** The scripts of a run: their parameters as they were when each was included. */
export interface ScriptRuns {
  /** What the path of an include comes to where the include stands; undefined where only a run can tell. */
  textOf(include: Include, file: string): string | undefined;
  /** Forgets a script of which no task will be asked for any more. */
  release(path: string): void;
  /** Whether a branch on the way to a call is taken; undefined where only a run can tell. */
  takes(guard: PlacedGuard, call: ProcessCall): boolean | undefined;
  /** Where Nextflow refuses the parameters of the entry script. */
  readonly stops: TypedParams["stops"];
  /** `assigned`: takes `container = x` for a directive, as Nextflow did before 25.10. */
  task(call: ProcessCall, assigned?: boolean): (run: Run) => PreparedTask;
}

export function runScripts(
  configured: ConfiguredRun,
  main: ScriptFile | undefined,
  included: (file: string, name: string) => Omit<IncludedFunction, "module"> | undefined,
): ScriptRuns {
  const { request, config } = configured;
  // Of a module that nothing runs nobody knows which parameters its pipeline would set.
  const params: MapValue = main === undefined ? { ...configured.params, open: true } : configured.params;
  const { sources, start } = request;
  const world: RunWorld = {
    start,
    workflow: workflowOf(configured),
    projectDir: request.places.projectDir,
    library: openLibrary(sources, request.places.projectDir, start.dialect),
    included(file, name) {
      const found = included(file, name);
      return found && { ...found, module: () => moduleRun(found.script, params) };
    },
  };
  const runs = new Map<MapValue, Map<string, ModuleRun>>();
  const moduleRun = (script: ScriptFile, with_: MapValue): ModuleRun => {
    let byPath = runs.get(with_);
    if (byPath === undefined) runs.set(with_, (byPath = new Map()));
    let run = byPath.get(script.source.path);
    if (run === undefined) byPath.set(script.source.path, (run = runModule(script, with_, world)));
    return run;
  };
  const added = new Map<Include, Map<MapValue, MapValue>>();
  const paramsFor = (run: ModuleRun, node: Include): MapValue => {
    const seen = run.paramsAt(node);
    if (node.addParams === undefined) return seen;
    let bySeen = added.get(node);
    if (bySeen === undefined) added.set(node, (bySeen = new Map()));
    let result = bySeen.get(seen);
    if (result === undefined) {
      const extra = run.evaluateArguments(node.addParams.arguments, node);
      const kept = node.addParams.form === "params" ? [] : [...seen.entries];
      result = { ...seen, entries: new Map([...kept, ...extra.entries]) };
      bySeen.set(seen, result);
    }
    return result;
  };

  const typed = typedOf(main, moduleRun, params, configured);
  const finalParams = new Map<ModuleRun, MapValue>();
  const finalOf = (run: ModuleRun): MapValue => {
    let result = finalParams.get(run);
    if (result === undefined) {
      const own = run.paramsAt(undefined);
      result = typed === undefined ? own : { ...own, entries: new Map([...own.entries, ...typed.values]) };
      finalParams.set(run, result);
    }
    return result;
  };

  /** The script of a call, or one that its includes lead through. */
  const moduleOf = (call: ProcessCall, file = call.file): ModuleRun | undefined => {
    const entry = sources.script(call.includes[0]?.file ?? call.file);
    if (entry === undefined) return undefined;
    let current = moduleRun(entry, params);
    for (const [index, step] of call.includes.entries()) {
      if (step.file === file) return current;
      const next = sources.script(call.includes[index + 1]?.file ?? call.file);
      if (next === undefined) return undefined;
      current = moduleRun(next, paramsFor(current, step.node));
    }
    return file === call.file ? current : undefined;
  };

  const generic = indexSelectors(at(config, "process"));
  const executor = executorOf(config, start.env);
  return {
    stops: typed?.stops ?? [],
    textOf(include, file) {
      const script = sources.script(file);
      if (script === undefined) return undefined;
      const scope = moduleRun(script, params).scopeAt(include);
      const { places } = request;
      const written = only((decide) => shown(evaluate(include.source, scope, startRun({ ...start, decide }))));
      if (written?.startsWith(LAUNCH) !== true) return written;
      return places.launchDir === places.projectDir ? PROJECT + written.slice(LAUNCH.length) : undefined;
    },
    release(path) {
      for (const byPath of runs.values()) {
        const run = byPath.get(path);
        if (run !== undefined) finalParams.delete(run);
        byPath.delete(path);
      }
    },
    takes(guard, call) {
      const module = moduleOf(call, guard.file);
      if (module === undefined || guard.condition === undefined) return undefined;
      const answer = conditionIn(module, finalOf(module), guard.condition, start);
      return answer === undefined ? undefined : answer === guard.holds;
    },
    task:
      (call, assigned = false) =>
      (run) => {
        const module = moduleOf(call)!;
        const { process } = call;
        const settings = settingsOf(process, call, module.scopeAt(process), run, generic, assigned);
        const task = createTask(process, call, settings, module, finalOf(module), executor);
        return { task, failures: settings.failures.map((failure) => failure.message) };
      },
  };
}

/** A condition in the body of a workflow: parameters are known there, what is local is not. */
function conditionIn(module: ModuleRun, params: MapValue, condition: Expression, start: RunStart): boolean | undefined {
  const scope: Scope = {
    source: module.script.source,
    lookup(name) {
      if (name === "params") return params;
      return module.variable(name) ?? unknown("runtime-input", `${name} is known only in a run.`, name);
    },
    callable: () => undefined,
    assign: () => false,
  };
  return only((decide) => {
    const run = startRun({ ...start, decide });
    return truthOf(evaluate(condition, scope, run));
  });
}

/** The answer where it hangs on no open condition. */
function only<T>(ask: (decide: Run["decide"]) => T | undefined): T | undefined {
  const worlds = explore(ask, 2);
  return worlds?.length === 1 ? worlds[0]!.result : undefined;
}

function typedOf(
  main: ScriptFile | undefined,
  moduleRun: (script: ScriptFile, params: MapValue) => ModuleRun,
  params: MapValue,
  { configuration, request }: ConfiguredRun,
): TypedParams | undefined {
  const block = main?.parsed.script.declarations.find((declaration) => declaration.kind === "params");
  if (main === undefined || block?.kind !== "params") return undefined;
  const scope = moduleRun(main, params).scopeAt(undefined);
  return typedParams(block, scope, request.start, request.given, configuration.declaredParams, request.launch.isGiven);
}

/** Where tasks run that no directive sends elsewhere (`ExecutorFactory`). */
function executorOf(config: MapValue, env: Readonly<Record<string, string>>): string {
  const scope = at(config, "executor");
  const named = scope?.kind === "map" ? scope.entries.get("name") : undefined;
  const written = named === undefined || named.kind === "null" ? undefined : shown(named);
  return written ?? env["NXF_EXECUTOR"] ?? "local";
}

/** What `workflow.x` is. */
function workflowOf(configured: ConfiguredRun): Value {
  const { config, request } = configured;
  return {
    kind: "object",
    name: "workflow",
    get(property, run) {
      switch (property) {
        case "containerEngine": {
          const engine = enabledEngines(config, run)[0];
          return engine === undefined ? nothing : text(engine.engine);
        }
        case "profile":
          return text((request.profiles ?? ["standard"]).join(","));
        case "stubRun":
          return truth(request.launch.stub);
        case "projectDir":
        case "launchDir":
          return text(`\${${property}}`);
        case "manifest":
          return at(config, "manifest") ?? map();
        case "preview":
        case "resume":
          return truth(false);
        default:
          return unknown("runtime-input", `workflow.${property} is known only in a run.`, `workflow.${property}`);
      }
    },
  };
}
