/** One script as it ran: its parameters and variables, as each of its processes and includes saw them. */
import { evaluate } from "../evaluate/expressions.ts";
import type { Frame, MapValue, Run, Scope, Value } from "../evaluate/model.ts";
import { startPlain } from "../config/start.ts";
import { execute } from "../evaluate/statements.ts";
import { shown, unknown } from "../evaluate/value.ts";
import { functionsOf, includedFunction, scriptConstant, type RunView } from "./run-view.ts";
import { Variables } from "./variables.ts";
import type { ScriptFile } from "../files/sources.ts";
import type { Arguments, Declaration, FunctionDefinition, Include, Process } from "../syntax/tree.ts";

/** So many parameters are copied only for a script that sets some itself. */
const MANY = 300;
/** Bytes that a copied one takes. */
const ENTRY = 50;

/** What stands above a declaration has made of them. */
interface Snapshot {
  readonly params: MapValue;
  /** When it was, for the variables. */
  readonly time: number | undefined;
}

/**
 * A script as it ran with the parameters that it was included with: its declarations in source order, as far as they bear
 * on parameters and variables.
 */
export class ModuleRun {
  readonly script: ScriptFile;
  readonly #view: RunView;
  readonly #snapshots = new Map<Declaration | Include, Snapshot>();
  readonly #variables = new Variables();
  /** Variables of the top of the script with a `def`: its functions do not see them. */
  readonly #locals = new Set<string>();
  #params: MapValue;
  /** A snapshot or another script holds the parameters: they must not change any more. */
  #isShared = true;
  #functions: ReadonlyMap<string, FunctionDefinition> | undefined;

  constructor(script: ScriptFile, params: MapValue, view: RunView) {
    this.script = script;
    this.#view = view;
    const { entries } = params;
    this.#params = {
      kind: "map",
      entries: entries.size > MANY ? entries : new Map(entries),
      keepsFirst: true,
      open: params.open === true,
    };
    this.#run();
  }

  /** What the script sees once everything has run; for a process or an include: what it saw there. */
  scopeAt(node: Process | Include | undefined): Scope {
    const snapshot = this.#at(node);
    return this.#scope(() => snapshot);
  }

  paramsAt(node: Process | Include | undefined): MapValue {
    return this.#at(node).params;
  }

  /** A name of the script at the end of its run, whatever task is being looked at. */
  variable(name: string): Value | undefined {
    return this.#variables.get(name) ?? scriptConstant(name, this.script, this.#view);
  }

  /** The values that `addParams(…)` gives, evaluated where the include stands. */
  evaluateArguments(given: Arguments, node: Include): MapValue {
    return argumentsMap(given, this.scopeAt(node), startPlain(this.#view.start));
  }

  #run(): void {
    const top = this.#top();
    const { declarations } = this.script.parsed.script;
    if (!this.#view.start.budget.spend("nodes", declarations.length >> 2)) return this.#unshare();
    for (const declaration of declarations) {
      const { kind } = declaration;
      // An include may stand inside of a workflow or of an `if`, too.
      if (kind === "include" || kind === "process" || kind === "workflow" || kind === "if") this.#keep(declaration);
      if (kind !== "expression" && kind !== "definition" && kind !== "if" && kind !== "try") continue;
      this.#unshare();
      const { value } = execute([declaration], top, startPlain(this.#view.start), evaluate);
      if (value.kind === "failure") this.#leaveOpen(declaration, value.message);
    }
  }

  #keep(declaration: Declaration): void {
    this.#snapshots.set(declaration, { params: this.#params, time: this.#variables.now });
    this.#isShared = true;
  }

  #unshare(): void {
    if (!this.#isShared) return;
    const { entries } = this.#params;
    // Nobody sets so many between so many processes: from here on all of them are open.
    const { budget } = this.#view.start;
    const affords = budget.spend("keys", entries.size) && budget.spend("bytes", entries.size * ENTRY);
    this.#params = affords
      ? { ...this.#params, entries: new Map(entries) }
      : { ...this.#params, entries: new Map(), open: true };
    this.#isShared = false;
  }

  /** `toolParams = params.tools.x` of a tool that nobody has configured. */
  #leaveOpen(declaration: Declaration, message: string): void {
    if (declaration.kind !== "expression" || declaration.expression.kind !== "assignment") return;
    const { target } = declaration.expression;
    if (target.kind !== "variable") return;
    const { name } = target;
    this.#variables.set(name, unknown("undefined-parameter", `${name} has no value: ${message}.`, name));
  }

  #now(): Snapshot {
    return { params: this.#params, time: undefined };
  }

  #at(node: Process | Include | undefined): Snapshot {
    if (node === undefined) return this.#now();
    const own = this.#snapshots.get(node);
    if (own !== undefined) return own;
    // An include within a workflow or an `if`.
    for (const [around, snapshot] of this.#snapshots) {
      if (around.start > node.start || node.end > around.end) continue;
      this.#snapshots.set(node, snapshot);
      return snapshot;
    }
    return this.#now();
  }

  /** The top of the script while it runs. */
  #top(): Frame {
    return {
      ...this.#scope(() => this.#now()),
      declare: (name, value) => {
        this.#variables.set(name, value);
        this.#locals.add(name);
      },
    };
  }

  #scope(snapshot: () => Snapshot): Scope {
    const scope: Scope = {
      source: this.script.source,
      lookup: (name, run) => {
        const own = run.delegate?.lookup(name, run);
        if (own !== undefined) return own;
        if (name === "params") return snapshot().params;
        return this.#variables.get(name, snapshot().time) ?? scriptConstant(name, this.script, this.#view);
      },
      callable: (name) => {
        const own = (this.#functions ??= functionsOf(this.script)).get(name);
        if (own !== undefined) return { kind: "function", node: own, scope: this.#functionScope(scope) };
        const variable = this.#variables.get(name, snapshot().time);
        return variable?.kind === "closure" ? variable : includedFunction(this.script, name, this.#view);
      },
      assign: (name, value) => {
        this.#variables.set(name, value);
        return true;
      },
    };
    return scope;
  }

  #functionScope(scope: Scope): Scope {
    return {
      ...scope,
      lookup: (name, run: Run) => {
        if (this.#locals.has(name)) return undefined;
        // In a task everything has run; before, the function sees what stands above its call.
        const isDone = run.delegate !== undefined && name !== "params";
        return isDone ? this.variable(name) : scope.lookup(name, run);
      },
    };
  }
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
