/** The pulls of a called process, and those of all ways in which open conditions may turn out. */
import type { Pull, Unresolved } from "../../model.ts";
import { openContainer, resolveContainer, type ResolvedContainer } from "./container/resolve.ts";
import type { Environments } from "./container/environments.ts";
import { moduleFiles } from "./container/module-files.ts";
import type { ProcessCall } from "./calls/graph.ts";
import type { LocalFiles } from "./naming/engine.ts";
import { evaluate } from "./evaluate/expressions.ts";
import { startRun } from "./evaluate/scope.ts";
import { truthOf } from "./evaluate/value.ts";
import { conditionsOf, explore, type World } from "./evaluate/worlds.ts";
import type { PipelineRequest } from "./plan/index.ts";
import type { ProblemList } from "./files/problems.ts";
import type { ConfiguredRun } from "./config/run.ts";
import type { ScriptRuns } from "./scripts/index.ts";
import type { PlannedRun } from "./plan/scenario.ts";
import { assignedContainer } from "./process/directives.ts";
import type { Sources } from "./files/sources.ts";
import type { Process } from "./syntax/tree.ts";

export interface CallContext {
  readonly tasks: ScriptRuns;
  readonly configured: ConfiguredRun;
  readonly plan: PlannedRun;
  readonly request: PipelineRequest;
  /** The script that is run; undefined where modules are looked at by themselves. */
  readonly main: string | undefined;
  readonly files: LocalFiles;
  readonly environments: Environments;
  readonly problems: ProblemList;
  /** The run loads the script, and defines its processes, called or not. */
  readonly loads: boolean;
  /** Where the run stops, whichever way its open conditions turn out. */
  readonly stopped: ProblemList;
  /** Why no container of this run can be known. */
  readonly open: Unresolved | undefined;
}

/** The pulls of one called process in one run. */
export function pullsOfCall(call: ProcessCall, called: boolean, context: CallContext): readonly Pull[] {
  const { tasks, configured, plan, request, main, files, problems, loads, stopped, open } = context;
  const { process } = call;
  const source = request.sources.script(call.file)?.source;
  if (source === undefined || runsNothing(process)) return [];
  if (open !== undefined) {
    return openContainer(open).pulls.map((container) => toPull(container, call, called, plan, request));
  }
  if (neverRuns(call, context)) return [];
  if (called && plan.launch.isGiven && isNeverReached(call, tasks)) return [];
  const { environments } = context;
  const beside = environments.beside(call.file);
  const script = { file: call.file, isModule: call.file !== main, projectDir: request.directory };
  const module = moduleFiles(script, request.sources, files);
  const of = { config: configured.config, files, start: configured.request.start, module, environments, beside };
  const resolution = resolveContainer({ ...of, prepare: tasks.task(call) });
  // v1 may include a script in a workflow that never runs.
  const isDefined = called || request.dialect === "v2" || call.includes.length === 0;
  if (loads && isDefined) {
    const failures = called ? resolution.failures : resolution.early;
    for (const message of failures) problems.at(source, process.name, "abort", message);
    const [first] = failures;
    if (first !== undefined && resolution.isFailure) stopped.at(source, process.name, "abort", first);
    if (called) for (const message of resolution.notes) problems.at(source, process.name, "directive", message);
  }
  const pulls = resolution.pulls.map((container) => toPull(container, call, called, plan, request));
  const assigned = assignedContainer(process);
  if (assigned === undefined) return pulls;
  const message = "`container = …` sets no directive: Nextflow ignores it since 25.10. Write `container …`.";
  problems.at(source, assigned, "directive", message);
  // A module on its own may be meant for an older Nextflow.
  if (request.main !== undefined || pulls.length > 0) return pulls;
  const older = resolveContainer({ ...of, prepare: tasks.task(call, true) });
  return older.pulls.map((container) => ({
    ...toPull(container, call, called, plan, request),
    ...(container.image === null ? {} : { confidence: "candidate" as const, conditions: ["Nextflow before 25.10"] }),
  }));
}

function toPull(
  container: ResolvedContainer,
  call: ProcessCall,
  called: boolean,
  plan: PlannedRun,
  request: PipelineRequest,
): Pull {
  const { origins, use, overrode, rewrites, ...rest } = container;
  const source = request.sources.script(call.file)!.source;
  const context = { process: call.declared };
  const references = request.references.of(
    origins,
    use ?? { source, node: call.process.name },
    context,
    rest.unresolved,
  );
  return {
    ...rest,
    source: "nextflow",
    scenario: plan.scenario,
    process: call.qualified,
    ...(called ? {} : { called: false }),
    references,
    ...(rewrites !== undefined && { rewrites: request.references.rewrites(rewrites) }),
    ...(overrode !== undefined && { overrode: request.references.written(overrode) }),
  };
}

/** Somebody gave the run: what its parameters leave out is no part of it. */
function isNeverReached(call: ProcessCall, tasks: ScriptRuns): boolean {
  return call.ways.every((guards) => guards.some((guard) => tasks.takes(guard, call) === false));
}

/** An `exec:` process runs inside of Nextflow. */
function runsNothing(process: Process): boolean {
  const labels = new Set(process.sections.map(({ label }) => label));
  return labels.has("exec") && !labels.has("script") && !labels.has("shell");
}

/** `when: false`; in a run that somebody gave also a condition that comes to that. */
function neverRuns(call: ProcessCall, context: CallContext): boolean {
  const body = call.process.sections.find(({ label }) => label === "when")?.body ?? [];
  const [statement] = body;
  if (statement?.kind !== "expression" || body.length > 1) return false;
  const { expression } = statement;
  if (expression.kind === "boolean") return !expression.value;
  if (!context.plan.launch.isGiven) return false;
  const { start } = context.configured.request;
  const worlds = explore((decide) => {
    const { task } = context.tasks.task(call)(startRun({ ...start, decide }));
    return truthOf(evaluate(expression, task.scope, startRun({ ...start, decide, delegate: task.scope })));
  }, 2);
  return worlds?.length === 1 && worlds[0]!.result === false;
}

/** Pulls that every world has stay as they are; the others hold under the conditions of their worlds. */
export function combine(
  worlds: readonly World<ConfiguredRun>[],
  results: readonly (readonly Pull[])[],
): readonly Pull[] {
  if (results.length === 1) return results[0]!;
  const found = new Map<string, { pull: Pull; readonly worlds: number[] }>();
  results.forEach((pulls, index) => {
    for (const pull of pulls) {
      const key = JSON.stringify([
        pull.process,
        pull.image,
        pull.engine,
        pull.platform,
        pull.conditions,
        pull.confidence,
      ]);
      const entry = found.get(key) ?? { pull, worlds: [] };
      entry.worlds.push(index);
      if (entry.pull.conda !== pull.conda) {
        // One in this world and another in that is none that is known.
        const { conda: _, ...rest } = entry.pull;
        entry.pull = rest;
      }
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

/** The processes of a script under their own names. */
export function processesOf(file: string, sources: Sources): readonly ProcessCall[] {
  const declarations = sources.script(file)?.parsed.script.declarations ?? [];
  return declarations.flatMap((process) => {
    if (process.kind !== "process") return [];
    const { name } = process.name;
    return [{ process, file, declared: name, simple: name, qualified: name, includes: [], guards: [], ways: [[]] }];
  });
}
