import { settle } from "../evaluate/choices.ts";
import { invoke } from "../evaluate/expressions.ts";
import { asQuantity } from "../evaluate/quantity.ts";
import type { Run, Scope, SourceText, MapValue, Value } from "../evaluate/model.ts";
import { explore } from "../evaluate/worlds.ts";
import { failure, map, nothing, shown, text, truth, unknown, whole } from "../evaluate/value.ts";
import type { ModuleRun } from "./module.ts";
import type { ProcessNames } from "../process/selectors.ts";
import type { ProcessSettings } from "../process/directives.ts";
import type { Expression, Node, Process, Statement } from "../syntax/tree.ts";
import { visitPartsOfExpression } from "../syntax/walk.ts";

/** What a directive is evaluated for: one task of a called process. */
export interface Task {
  /** The names that closures and lazy directives see first. */
  readonly scope: Scope;
  /** A directive with closures called and strings composed; `null` where it is not set. */
  directive(name: string, run: Run): Value;
  /** Where a directive is written, if that is known. */
  place(name: string): Use | undefined;
}

/** A place where a value is used. */
export interface Use {
  readonly source: SourceText;
  readonly node: Node;
}

const onlyInRun = new Set([
  "index",
  "hash",
  "workDir",
  "exitStatus",
  "name",
  "id",
  "previousTrace",
  "previousException",
]);
const MOST_ATTEMPTS = 10;

export function createTask(
  process: Process,
  names: ProcessNames,
  settings: ProcessSettings,
  module: ModuleRun,
  params: MapValue,
  defaultExecutor: string,
): Task {
  // Of a module that was only skimmed they have to be parsed: few ask for them.
  let inputs: ReadonlySet<string> | undefined;
  const open = new Set<string>();
  let attempts: number | undefined;

  const directive = (name: string, run: Run): Value => {
    const setting = settings.directive(name);
    if (setting === undefined) return name === "executor" ? text(defaultExecutor) : nothing;
    // `task.container` inside of the container: Nextflow runs out of stack.
    if (open.has(name)) return failure("Execution aborted due to an unexpected error");
    open.add(name);
    const value = resolve(setting.value, run, setting.place !== undefined);
    open.delete(name);
    return value;
  };

  /** `each`: of the several arguments of a directive each is resolved; a list that is one value stays as it is. */
  const resolve = (stored: Value, run: Run, each: boolean): Value => {
    const value = settle(stored, run);
    if (value.kind === "closure") return settle(invoke(value, [], run), run);
    if (value.kind === "string") return { ...value, interpolated: false };
    if (value.kind === "list") {
      return {
        ...value,
        items: value.items.map((item) => (each ? resolve(item, run, false) : settle(item, run))),
      };
    }
    return value;
  };

  const extValue = (key: string, run: Run): Value => {
    const stored = settings.ext(key);
    if (stored === undefined) return nothing;
    if (open.has(`ext.${key}`)) return failure("Execution aborted due to an unexpected error");
    open.add(`ext.${key}`);
    const value = resolve(stored, run, false);
    open.delete(`ext.${key}`);
    return value;
  };

  const ext: Value = {
    kind: "object",
    name: "task.ext",
    call: (method, args, run) => {
      const key = args[0] === undefined ? undefined : shown(args[0]);
      if (key === undefined) return undefined;
      if (method === "containsKey") return truth(settings.ext(key) !== undefined);
      if (method !== "get" && method !== "getOrDefault") return undefined;
      return settings.ext(key) === undefined ? (args[1] ?? nothing) : extValue(key, run);
    },
    get: extValue,
  };

  const property = (name: string, run: Run): Value => {
    if (name === "ext") return ext;
    if (name === "process") return text(names.qualified);
    if (name === "attempt") return attempt((attempts ??= attemptsOf(run)), run);
    if (name === "label") return { kind: "list", items: settings.labels.map((label) => text(label)), from: [] };
    if (name === "accelerator") {
      return acceleratorOf(directive(name, run));
    }
    if (onlyInRun.has(name)) return unknown("runtime-input", `task.${name} is known only in a run.`, `task.${name}`);
    if (settings.directive(name) === undefined) {
      if (name === "cpus" || name === "maxRetries") return whole(1);
      if (name === "maxErrors") return whole(-1);
    }
    const value = directive(name, run);
    if (name === "memory" || name === "time" || name === "disk") {
      if (value.kind === "null" || value.kind === "failure" || value.kind === "unknown") return value;
      const amount = asQuantity(
        value.kind === "map" ? (value.entries.get("request") ?? value) : value,
        name === "time" ? "duration" : "memory",
      );
      return amount ?? unknown("unsupported-expression", `task.${name} is no quantity.`, `task.${name}`);
    }
    return value;
  };

  /** How often a task may run: once unless an error can be answered by another try. */
  const attemptsOf = (run: Run): number => {
    const worlds = explore((decide) => directive("errorStrategy", { ...run, decide }), 16);
    const retries = worlds === undefined || worlds.some(({ result }) => mayRetry(result));
    if (!retries) return 1;
    const most = settings.directive("maxRetries") === undefined ? whole(1) : directive("maxRetries", run);
    return most.kind === "number" ? Math.min(Math.max(1, most.value + 1), MOST_ATTEMPTS) : 2;
  };

  const source: SourceText = module.script.source;
  const task: Value = { kind: "object", name: "task", get: property };
  const scope: Scope = {
    source,
    lookup(name) {
      if (name === "task") return task;
      if (name === "params") return params;
      if (name !== "workflow" && name !== "moduleDir" && (inputs ??= inputsOf(process)).has(name)) {
        return unknown("runtime-input", `\`${name}\` is an input of the process ${names.declared}.`, name);
      }
      return module.variable(name);
    },
    callable: () => undefined,
    assign: () => false,
  };
  const place = (name: string): Use | undefined => {
    const setting = settings.directive(name);
    if (setting?.place !== undefined) return { source: setting.place.scope.source, node: setting.place.node };
    return setting?.value.kind === "closure"
      ? { source: setting.value.scope.source, node: setting.value.node }
      : undefined;
  };
  return { scope, directive, place };
}

/** `AcceleratorResource`: what is asked for is the limit unless said otherwise. */
function acceleratorOf(value: Value): Value {
  if (value.kind === "number") {
    return map([
      ["request", value],
      ["limit", value],
    ]);
  }
  if (value.kind !== "map") return value;
  const request = value.entries.get("request") ?? value.entries.get("limit");
  return request === undefined ? value : map([...value.entries, ["request", request]]);
}

function mayRetry(value: Value): boolean {
  const strategy = shown(value)?.toLowerCase();
  return value.kind === "unknown" || strategy === "retry";
}

function attempt(most: number, run: Run): Value {
  for (let number = 1; number < most; number += 1) {
    const detail = `A failed task may run up to ${most} times.`;
    if (run.decide(`task.attempt == ${number}`, { reason: "runtime-input", detail })) return whole(number);
  }
  return whole(most);
}

/** The names that the inputs of a process declare. */
function inputsOf(process: Process): ReadonlySet<string> {
  const names = new Set<string>();
  for (const section of process.sections) {
    if (section.label === "input") for (const statement of section.body) collect(statement, names);
  }
  return names;
}

function collect(statement: Statement, names: Set<string>): void {
  if (statement.kind === "definition") for (const { name } of statement.names) names.add(name);
  else if (statement.kind === "expression") variables(statement.expression, names);
}

function variables(expression: Expression, names: Set<string>): void {
  if (expression.kind === "variable") names.add(expression.name);
  const callee = expression.kind === "call" && expression.callee.kind === "variable" ? expression.callee : undefined;
  visitPartsOfExpression(expression, {
    expression: (part) => {
      if (part !== callee) variables(part, names);
    },
    statement: () => undefined,
  });
}

export interface PreparedTask {
  readonly task: Task;
  readonly failures: readonly string[];
}
