/** One task of a process that is called: its directives, and the names that they see. */
import { settle } from "../evaluate/choices.ts";
import { invoke } from "../evaluate/expressions.ts";
import { asQuantity } from "../evaluate/quantity.ts";
import type { MapValue, Run, Scope, Value } from "../evaluate/model.ts";
import { explore } from "../evaluate/worlds.ts";
import { failure, map, nothing, shown, text, truth, unknown, whole } from "../evaluate/value.ts";
import type { ModuleRun } from "./module.ts";
import type { ProcessCall } from "../calls/graph.ts";
import type { ProcessDirectives } from "../process/directives.ts";
import type { Expression, Node, Process, Statement } from "../syntax/tree.ts";
import { visitPartsOfExpression } from "../syntax/walk.ts";
import type { SourceText } from "../../../text/source-text.ts";

/** A place where a value is used. */
export interface Use {
  readonly source: SourceText;
  readonly node: Node;
}

/** A task and the errors that its directives alone make Nextflow stop with. */
export interface PreparedTask {
  readonly task: Task;
  readonly failures: readonly string[];
}

/** What a task is made of. */
interface Parts {
  readonly call: ProcessCall;
  readonly directives: ProcessDirectives;
  readonly module: ModuleRun;
  readonly params: MapValue;
  /** Where it runs unless a directive says otherwise. */
  readonly executor: string;
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

/** What a directive is evaluated for. */
export class Task {
  /** The names that closures and lazy directives see first. */
  readonly scope: Scope;
  readonly #parts: Parts;
  readonly #ext: Value;
  /** Directives and keys of `ext` that are being evaluated. */
  readonly #open = new Set<string>();
  /** Of a module that was only skimmed they have to be parsed: few ask for them. */
  #inputs: ReadonlySet<string> | undefined;
  #attempts: number | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#ext = this.#createExt();
    this.scope = this.#createScope();
  }

  /** A directive with closures called and strings composed; `null` where it is not set. */
  directive(name: string, run: Run): Value {
    const directive = this.#parts.directives.get(name);
    if (directive === undefined) return name === "executor" ? text(this.#parts.executor) : nothing;
    return this.#resolveOnce(name, directive.value, run, directive.place !== undefined);
  }

  get labels(): readonly string[] {
    return this.#parts.directives.labels;
  }

  /** Where a directive is written, if that is known. */
  place(name: string): Use | undefined {
    const { place, value } = this.#parts.directives.get(name) ?? {};
    if (place !== undefined) return { source: place.scope.source, node: place.node };
    return value?.kind === "closure" ? { source: value.scope.source, node: value.node } : undefined;
  }

  /** Where a directive is written that a configuration overrides. */
  overridden(name: string): Use | undefined {
    const overrode = this.#parts.directives.get(name)?.overrode;
    return overrode && { source: overrode.scope.source, node: overrode.node };
  }

  /** `task.container` inside of the container: Nextflow runs out of stack. */
  #resolveOnce(name: string, stored: Value, run: Run, each: boolean): Value {
    if (this.#open.has(name)) return failure("Execution aborted due to an unexpected error");
    this.#open.add(name);
    const value = resolve(stored, run, each);
    this.#open.delete(name);
    return value;
  }

  #createScope(): Scope {
    const { call, module, params } = this.#parts;
    const task: Value = { kind: "object", name: "task", get: (name, run) => this.#property(name, run) };
    return {
      source: module.script.source,
      lookup: (name) => {
        if (name === "task") return task;
        if (name === "params") return params;
        if (name !== "workflow" && name !== "moduleDir" && this.#hasInput(name)) {
          return unknown("runtime-input", `\`${name}\` is an input of the process ${call.declared}.`, name);
        }
        return module.variable(name);
      },
      callable: () => undefined,
      assign: () => false,
    };
  }

  #hasInput(name: string): boolean {
    return (this.#inputs ??= inputsOf(this.#parts.call.process)).has(name);
  }

  /** `task.NAME` */
  #property(name: string, run: Run): Value {
    const { call, directives } = this.#parts;
    switch (name) {
      case "ext":
        return this.#ext;
      case "process":
        return text(call.qualified);
      case "attempt":
        return attempt((this.#attempts ??= this.#mostAttempts(run)), run);
      case "label":
        return { kind: "list", items: directives.labels.map((label) => text(label)), from: [] };
      case "accelerator":
        return acceleratorOf(this.directive(name, run));
      case "memory":
      case "time":
      case "disk":
        return quantityOf(name, this.directive(name, run));
      default:
    }
    if (onlyInRun.has(name)) return unknown("runtime-input", `task.${name} is known only in a run.`, `task.${name}`);
    const preset = directives.get(name) === undefined ? presets.get(name) : undefined;
    return preset ?? this.directive(name, run);
  }

  /** `task.ext`, an object of keys that are resolved one by one. */
  #createExt(): Value {
    const { directives } = this.#parts;
    const get = (key: string, run: Run): Value => {
      const stored = directives.ext(key);
      return stored === undefined ? nothing : this.#resolveOnce(`ext.${key}`, stored, run, false);
    };
    return {
      kind: "object",
      name: "task.ext",
      get,
      call: (method, args, run) => {
        const key = args[0] === undefined ? undefined : shown(args[0]);
        if (key === undefined) return undefined;
        const isSet = directives.ext(key) !== undefined;
        if (method === "containsKey") return truth(isSet);
        if (method !== "get" && method !== "getOrDefault") return undefined;
        return isSet ? get(key, run) : (args[1] ?? nothing);
      },
    };
  }

  /** How often a task may run: once unless an error can be answered by another try. */
  #mostAttempts(run: Run): number {
    const worlds = explore((decide) => this.directive("errorStrategy", { ...run, decide }), 16);
    const retries = worlds === undefined || worlds.some(({ result }) => mayRetry(result));
    if (!retries) return 1;
    const isSet = this.#parts.directives.get("maxRetries") !== undefined;
    const most = isSet ? this.directive("maxRetries", run) : whole(1);
    return most.kind === "number" ? Math.min(Math.max(1, most.value + 1), MOST_ATTEMPTS) : 2;
  }
}

/** What `task` has of directives that nobody sets. */
const presets: ReadonlyMap<string, Value> = new Map([
  ["cpus", whole(1)],
  ["maxRetries", whole(1)],
  ["maxErrors", whole(-1)],
]);

/** `each`: of the several arguments of a directive each is resolved; a list that is one value stays as it is. */
function resolve(stored: Value, run: Run, each: boolean): Value {
  const value = settle(stored, run);
  if (value.kind === "closure") return settle(invoke(value, [], run), run);
  if (value.kind === "string") return { ...value, interpolated: false };
  if (value.kind !== "list") return value;
  return { ...value, items: value.items.map((item) => (each ? resolve(item, run, false) : settle(item, run))) };
}

/** `task.memory`, `task.time`, `task.disk`. */
function quantityOf(name: "memory" | "time" | "disk", value: Value): Value {
  if (value.kind === "null" || value.kind === "failure" || value.kind === "unknown") return value;
  const written = value.kind === "map" ? (value.entries.get("request") ?? value) : value;
  const amount = asQuantity(written, name === "time" ? "duration" : "memory");
  return amount ?? unknown("unsupported-expression", `task.${name} is not a quantity.`, `task.${name}`);
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
