/** The scripts of a run: what the tasks of their processes are given. */
import { at } from "../config/merge.ts";
import { Task, type PreparedTask } from "./task.ts";
import { evaluate } from "../evaluate/expressions.ts";
import type { Run, Scope, MapValue } from "../evaluate/model.ts";
import { startRun } from "../evaluate/scope.ts";
import { explore } from "../evaluate/worlds.ts";
import { shown, truthOf, unknown } from "../evaluate/value.ts";
import type { ModuleRun } from "./module.ts";
import { ModuleRuns, type FindFunction } from "./module-runs.ts";
import { LAUNCH, PROJECT } from "../evaluate/constants.ts";
import type { ProcessCall } from "../calls/graph.ts";
import { indexSelectors, type SelectorIndex } from "../process/selectors.ts";
import { directivesOf } from "../process/directives.ts";
import type { ScriptFile } from "../files/sources.ts";
import type { PlacedGuard } from "../calls/model.ts";
import type { Expression, Include } from "../syntax/tree.ts";
import { typedParams, type TypedParams } from "./typed-params.ts";
import type { RunStart } from "../config/start.ts";
import type { ConfiguredRun } from "../config/run.ts";

/** The scripts of a run, their parameters as they were when each was included. */
export class ScriptRuns {
  readonly #configured: ConfiguredRun;
  readonly #modules: ModuleRuns;
  readonly #typed: TypedParams | undefined;
  /** What each script sees of the parameters at the end. */
  readonly #finalParams = new WeakMap<ModuleRun, MapValue>();
  readonly #selectors: SelectorIndex;
  readonly #executor: string;

  /** @param main Undefined: modules that nothing runs. */
  constructor(configured: ConfiguredRun, main: ScriptFile | undefined, findFunction: FindFunction) {
    const { config, request } = configured;
    this.#configured = configured;
    // Of a module that nothing runs nobody knows which parameters its pipeline would set.
    const params: MapValue = main === undefined ? { ...configured.params, open: true } : configured.params;
    this.#modules = new ModuleRuns(configured, params, findFunction);
    this.#typed = main === undefined ? undefined : typedParamsOf(main, this.#modules, configured);
    this.#selectors = indexSelectors(at(config, "process"), request.start.budget);
    this.#executor = executorOf(config, request.start.env);
  }

  /** Where Nextflow refuses the parameters of the entry script. */
  get stops(): TypedParams["stops"] {
    return this.#typed?.stops ?? [];
  }

  /** What the path of an include comes to where the include stands; undefined where only a run can tell. */
  textOf(include: Include, file: string): string | undefined {
    const { sources, start, places } = this.#configured.request;
    const script = sources.script(file);
    if (script === undefined) return undefined;
    const scope = this.#modules.entry(script).scopeAt(include);
    const written = only((decide) => shown(evaluate(include.source, scope, startRun({ ...start, decide }))));
    if (written?.startsWith(LAUNCH) !== true) return written;
    return places.launchDir === places.projectDir ? PROJECT + written.slice(LAUNCH.length) : undefined;
  }

  /** Forgets a script of which no task will be asked for any more. */
  release(path: string): void {
    this.#modules.release(path);
  }

  /** Whether a branch on the way to a call is taken; undefined where only a run can tell. */
  takes(guard: PlacedGuard, call: ProcessCall): boolean | undefined {
    const module = this.#modules.on(call, guard.file);
    if (module === undefined || guard.condition === undefined) return undefined;
    const { start } = this.#configured.request;
    const answer = conditionIn(module, this.#finalOf(module), guard.condition, start);
    return answer === undefined ? undefined : answer === guard.holds;
  }

  /** `assigned`: takes `container = x` for a directive, as Nextflow did before 25.10. */
  task(call: ProcessCall, assigned = false): (run: Run) => PreparedTask {
    return (run) => {
      const module = this.#modules.on(call)!;
      const scope = module.scopeAt(call.process);
      const directives = directivesOf(call.process, call, scope, run, this.#selectors, assigned);
      const params = this.#finalOf(module);
      const task = new Task({ call, directives, module, params, executor: this.#executor });
      return { task, failures: directives.failures.map((failure) => failure.message) };
    };
  }

  #finalOf(module: ModuleRun): MapValue {
    let result = this.#finalParams.get(module);
    if (result === undefined) {
      const own = module.paramsAt(undefined);
      const typed = this.#typed?.values;
      result = typed === undefined ? own : { ...own, entries: new Map([...own.entries, ...typed]) };
      this.#finalParams.set(module, result);
    }
    return result;
  }
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

function typedParamsOf(
  main: ScriptFile,
  modules: ModuleRuns,
  { configuration, request }: ConfiguredRun,
): TypedParams | undefined {
  const block = main.parsed.script.declarations.find((declaration) => declaration.kind === "params");
  if (block?.kind !== "params") return undefined;
  const { start, given, launch } = request;
  const scope = modules.entry(main).scopeAt(undefined);
  return typedParams(block, scope, start, given, configuration.declaredParams, launch.isGiven);
}

/** Where tasks run that no directive sends elsewhere (`ExecutorFactory`). */
function executorOf(config: MapValue, env: Readonly<Record<string, string>>): string {
  const scope = at(config, "executor");
  const named = scope?.kind === "map" ? scope.entries.get("name") : undefined;
  const written = named === undefined || named.kind === "null" ? undefined : shown(named);
  return written ?? env["NXF_EXECUTOR"] ?? "local";
}
