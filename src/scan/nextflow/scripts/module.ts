import { builtinOf, PROJECT } from "../evaluate/constants.ts";
import { evaluate } from "../evaluate/expressions.ts";
import type { Frame, Run, Scope, MapValue, Value } from "../evaluate/model.ts";
import { frame } from "../evaluate/scope.ts";
import { startPlain, type RunStart } from "../config/start.ts";
import { execute } from "../evaluate/statements.ts";
import { shown, text, unknown } from "../evaluate/value.ts";
import type { Library } from "./library.ts";
import { directoryOf } from "../files/paths.ts";
import type { ScriptFile } from "../files/sources.ts";
import type { Arguments, Declaration, Include, Process } from "../syntax/tree.ts";

/** What a script sees of the run that it belongs to. */
export interface RunWorld {
  readonly start: RunStart;
  /** The metadata of the run. */
  readonly workflow: Value;
  readonly library: Library;
  readonly projectDir: string;
  /** Functions that an include brings into a file, by the name that they have there. */
  included(file: string, name: string): IncludedFunction | undefined;
}

export interface IncludedFunction {
  readonly script: ScriptFile;
  readonly name: string;
  /** The run of that script, for functions that are called when all scripts have run. */
  module(): ModuleRun;
}

/** A script as it ran with the parameters that it was included with. */
export interface ModuleRun {
  readonly script: ScriptFile;
  /** What the script sees once everything has run; for a process or an include: what it saw there. */
  scopeAt(node: Process | Include | undefined): Scope;
  paramsAt(node: Process | Include | undefined): MapValue;
  /** A name of the script at the end of its run, whatever task is being looked at. */
  variable(name: string): Value | undefined;
  /** The values that `addParams(…)` gives, evaluated where the include stands. */
  evaluateArguments(given: Arguments, node: Include): MapValue;
}

interface Snapshot {
  readonly params: MapValue;
  readonly variables: ReadonlyMap<string, Value>;
}

/** Runs the declarations of a script in source order, as far as they bear on parameters and variables. */
export function runModule(script: ScriptFile, params: MapValue, world: RunWorld): ModuleRun {
  const snapshots = new Map<Declaration, Snapshot>();
  let current: MapValue = {
    kind: "map",
    entries: new Map(params.entries),
    keepsFirst: true,
    open: params.open === true,
  };
  const variables = new Map<string, Value>();
  /** Variables of the top of the script with a `def`: its functions do not see them. */
  const locals = new Set<string>();
  let shared = false;
  let functions: ReturnType<typeof functionsOf> | undefined;

  const scopeOf = (snapshot: () => Snapshot): Scope => {
    const scope: Scope = {
      source: script.source,
      lookup(name, run) {
        const own = run.delegate?.lookup(name, run);
        if (own !== undefined) return own;
        if (name === "params") return snapshot().params;
        return snapshot().variables.get(name) ?? scriptConstant(name, script, world);
      },
      callable(name) {
        const own = (functions ??= functionsOf(script)).get(name);
        if (own !== undefined) return { kind: "function", node: own, scope: functionScope(scope) };
        const variable = snapshot().variables.get(name);
        if (variable?.kind === "closure") return variable;
        return includedFunction(script, name, world);
      },
      assign(name, value) {
        variables.set(name, value);
        return true;
      },
    };
    return scope;
  };
  const functionScope = (scope: Scope): Scope => ({
    ...scope,
    lookup(name, run) {
      if (locals.has(name)) return undefined;
      // In a task everything has run; before, the function sees what stands above its call.
      const done = run.delegate !== undefined && name !== "params";
      return done ? (variables.get(name) ?? scriptConstant(name, script, world)) : scope.lookup(name, run);
    },
  });

  const now = scopeOf(() => ({ params: current, variables }));
  const top: Frame = {
    ...frame(now),
    declare(name, value) {
      variables.set(name, value);
      locals.add(name);
    },
    lookup: (name, inner) => now.lookup(name, inner),
    callable: (name, inner) => now.callable(name, inner),
    assign: (name, value, inner) => now.assign(name, value, inner),
  };
  const run = (): Run => startPlain(world.start);
  const keep = (node: Declaration): void => {
    snapshots.set(node, { params: current, variables: new Map(variables) });
    shared = true;
  };
  const own = (): void => {
    // What a process or an include has seen must not change any more.
    if (shared) current = { ...current, entries: new Map(current.entries) };
    shared = false;
  };

  for (const declaration of script.parsed.script.declarations) {
    const { kind } = declaration;
    // An include may stand inside of a workflow or of an `if`, too.
    if (kind === "include" || kind === "process" || kind === "workflow" || kind === "if") keep(declaration);
    if (kind !== "expression" && kind !== "definition" && kind !== "if" && kind !== "try") continue;
    own();
    const { value } = execute([declaration], top, run(), evaluate);
    if (value.kind === "failure") leaveOpen(declaration, value.message);
  }
  function leaveOpen(declaration: Declaration, message: string): void {
    // `toolParams = params.tools.x` of a tool that nobody has configured.
    if (declaration.kind !== "expression" || declaration.expression.kind !== "assignment") return;
    const { target } = declaration.expression;
    if (target.kind !== "variable") return;
    variables.set(target.name, unknown("undefined-parameter", `${target.name} has no value: ${message}.`, target.name));
  }

  const last: Snapshot = { params: current, variables };
  const at = (node: Process | Include | undefined): Snapshot => {
    if (node === undefined) return last;
    const own = snapshots.get(node);
    if (own !== undefined) return own;
    for (const [around, snapshot] of snapshots) {
      if (around.start <= node.start && node.end <= around.end) return snapshot;
    }
    return last;
  };
  return {
    script,
    scopeAt: (node) => scopeOf(() => at(node)),
    paramsAt: (node) => at(node).params,
    variable: (name) => variables.get(name) ?? scriptConstant(name, script, world),
    evaluateArguments: (given, node) =>
      argumentsMap(
        given,
        scopeOf(() => at(node)),
        run(),
      ),
  };
}

function argumentsMap(given: Arguments, scope: Scope, run: Run): MapValue {
  const result: MapValue = { kind: "map", entries: new Map() };
  for (const { key, value } of given.named) {
    const name = shown(evaluate(key, scope, run));
    if (name !== undefined) result.entries.set(name, evaluate(value, scope, run));
  }
  for (const argument of given.positional) {
    const value = evaluate(argument, scope, run);
    if (value.kind === "map") for (const [name, item] of value.entries) result.entries.set(name, item);
  }
  return result;
}

function functionsOf(script: ScriptFile) {
  return new Map(
    script.parsed.script.declarations.flatMap((declaration) =>
      declaration.kind === "function" ? [[declaration.name.name, declaration] as const] : [],
    ),
  );
}

function includedFunction(script: ScriptFile, name: string, world: RunWorld): Value | undefined {
  const found = world.included(script.source.path, name);
  const node = found === undefined ? undefined : functionsOf(found.script).get(found.name);
  if (found === undefined || node === undefined) return undefined;
  const scope: Scope = {
    source: found.script.source,
    // A function is no closure: of the task it sees only the parameters, which are those of the run.
    lookup(inner, run) {
      if (run.delegate === undefined) return scriptConstant(inner, found.script, world);
      return inner === "params" ? run.delegate.lookup(inner, run) : found.module().variable(inner);
    },
    callable(inner) {
      const own = functionsOf(found.script).get(inner);
      return own === undefined ? includedFunction(found.script, inner, world) : { kind: "function", node: own, scope };
    },
    assign: () => false,
  };
  return { kind: "function", node, scope };
}

function scriptConstant(name: string, script: ScriptFile, world: RunWorld): Value | undefined {
  switch (name) {
    case "workflow":
      return world.workflow;
    case "workDir":
      return unknown("runtime-input", "The work directory is known only where Nextflow runs.", "workDir");
    case "moduleDir": {
      const path = `${directoryOf(script.source.path)}/`;
      const start = world.projectDir === "" ? "" : `${world.projectDir}/`;
      if (!path.startsWith(start)) return unknown("runtime-input", "The module lies outside of the project.", name);
      return text(`${PROJECT}/${path.slice(start.length)}`.replace(/\/+$/, ""));
    }
    case "nextflow":
      return {
        kind: "object",
        name: "nextflow",
        get: (property) => unknown("runtime-input", "It depends on the version of Nextflow.", `nextflow.${property}`),
      };
    case "log":
    case "Channel":
    case "channel":
      return unknown("runtime-input", "It is known only in a run.", name);
    default:
      return builtinOf(name) ?? world.library(name);
  }
}
