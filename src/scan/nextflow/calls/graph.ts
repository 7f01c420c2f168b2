/** Which processes a pipeline calls, under which names, and behind which branches. */
import type { CallSite, Guard } from "../syntax/sites.ts";
import { excludeEachOther } from "../syntax/sites.ts";
import type { IncludeOptions } from "./includes.ts";
import { overBudget, type Budget } from "../budget/budget.ts";
import type { Component, Meaning, IncludeStep, PlacedGuard, ScriptScope, Scopes, Stop } from "./model.ts";
import { openScopes } from "./scopes.ts";
import { limit } from "./stops.ts";
import type { Sources } from "../files/sources.ts";
import type { Node, Process } from "../syntax/tree.ts";
import { short } from "../../../text/quote.ts";

/** A process as one workflow calls it. */
export interface ProcessCall {
  readonly process: Process;
  /** The script that defines it. */
  readonly file: string;
  /** Its name there. */
  readonly declared: string;
  /** Its name where it is called: the alias of the include. */
  readonly simple: string;
  /** `NFCORE_RNASEQ:RNASEQ:FASTQC` */
  readonly qualified: string;
  /** From the main script down to the one that defines it. */
  readonly includes: readonly IncludeStep[];
  /** The branches that must be taken to get to the call, outermost first. */
  readonly guards: readonly PlacedGuard[];
  /** The guards of every place that calls it under this name: the call happens if those of one of them hold. */
  readonly ways: readonly (readonly PlacedGuard[])[];
}

export interface CallGraph {
  /** In the order of the calls; one for every qualified name. */
  readonly calls: readonly ProcessCall[];
  /** Processes of the reached scripts that nothing calls, under their declared names. */
  readonly uncalled: readonly ProcessCall[];
  readonly stops: readonly Stop[];
  /** Some includes or calls are not followed: what nothing seems to call may be called. */
  readonly isCut: boolean;
  /** Every script that the includes reach, the main script first. */
  readonly scripts: ReadonlySet<string>;
  /** What a name that a file includes is called where it is defined. */
  included(file: string, name: string): { readonly file: string; readonly name: string } | undefined;
}

export interface CallGraphOptions extends IncludeOptions {
  /** `-entry`, which only v1 knows. */
  readonly entry?: string;
}

/** Workflows within workflows; Nextflow itself would run out of stack somewhere. */
const MAX_DEPTH = 100;
/** Aliases of aliases multiply, and workflows that call another twice; nobody has so many. */
const MAX_CALLS = 12_000;
/** Letters of a name, and branches around a call, of which one counts as a call. */
const LETTERS = 1_000;
const BRANCHES = 50;

/** Follows the includes and the calls of a pipeline from its main script on. */
export function callGraph(sources: Sources, main: string, options: CallGraphOptions): CallGraph {
  const scopes = openScopes(sources, main, options);
  const stops = [...scopes.stops];
  const walk = new Walk(scopes, stops, options.budget);
  checkCalls(scopes, stops);
  const scope = scopes.all.get(main);
  if (scope !== undefined) start(scope, walk, stops, options);
  return {
    calls: walk.calls,
    uncalled: uncalled(scopes, walk.calls),
    stops,
    isCut: stops.some(({ open }) => open === "limit"),
    scripts: new Set(scopes.all.keys()),
    included(file, name) {
      const [found] = scopes.find(file, name);
      const own = found?.component.name?.name;
      return found === undefined || own === undefined
        ? includedType(scopes, file, name)
        : { file: found.file, name: own };
    },
  };
}

/** An enumeration or a record that a file includes. */
function includedType({ all }: Scopes, file: string, name: string): ReturnType<CallGraph["included"]> {
  for (const { target, original } of all.get(file)?.imports.get(name) ?? []) {
    if (target !== undefined && original !== undefined && all.get(target)?.types.has(original) === true) {
      return { file: target, name: original };
    }
  }
  return undefined;
}

/** Names in capitals are those of processes and workflows. */
const CAPITALS = /^[A-Z][A-Z0-9_]+$/;

/** v2 wants every name to mean something, called or not. */
function checkCalls(scopes: Scopes, stops: Stop[]): void {
  for (const scope of scopes.all.values()) {
    for (const workflow of scope.workflows) {
      for (const { name, node, given, enclosed } of scopes.sites(workflow).calls) {
        const [found, ...others] = scopes.find(scope.file, name, workflow);
        const message = isMissing(scopes, scope, name, workflow)
          ? `\`${name}\` is not defined`
          : found === undefined || others.length > 0
            ? undefined
            : enclosed && given !== undefined && found.component.kind !== "function"
              ? `${plural[found.component.kind]} cannot be called from within a closure`
              : wrongArguments(found.component, name, given);
        if (message !== undefined) stops.push({ file: scope.file, node, message, dialect: "v2", guards: [] });
      }
    }
    for (const component of scope.own.values()) {
      if (component.kind !== "function") continue;
      for (const { name, node } of scopes.sites(component).calls) {
        const [found] = scopes.find(scope.file, name, component);
        if (found === undefined || found.component.kind === "function") continue;
        const message = `${plural[found.component.kind]} can only be called from a workflow`;
        stops.push({ file: scope.file, node, message, dialect: "v2", guards: [] });
      }
    }
  }
}

const plural = { process: "Processes", workflow: "Workflows" } as const;

/**
 * What is wrong with the number of arguments. One argument can bring several channels along (`FOO(BAR.out)`), so only
 * some against none is certain.
 */
function wrongArguments(component: Component, name: string, given: number | undefined): string | undefined {
  if (component.kind === "function" || given === undefined) return undefined;
  const label = component.kind === "process" ? "input" : "take";
  const wanted = component.sections.reduce((sum, { label: own, body }) => sum + (own === label ? body.length : 0), 0);
  if ((wanted === 0) === (given === 0)) return undefined;
  return `${component.kind} \`${name}\` has ${wanted} input${wanted === 1 ? "" : "s"} but is given ${given}`;
}

function isMissing(scopes: Scopes, scope: ScriptScope, name: string, from: Component): boolean {
  return (
    CAPITALS.test(name) && !scope.open && !scope.imports.has(name) && scopes.find(scope.file, name, from).length === 0
  );
}

function start(scope: ScriptScope, walk: Walk, stops: Stop[], { dialect, entry }: CallGraphOptions): void {
  const { file } = scope;
  const stop = (message: string, node: Node, parser: Stop["dialect"], help?: string): void =>
    void stops.push({ file, node, message, dialect: parser, guards: [], ...(help !== undefined && { help }) });
  const top = { start: 0, end: 0 };
  if (entry !== undefined && dialect === "v2") {
    return stop("`-entry` is not supported by the strict parser", top, "v2");
  }
  if (entry !== undefined) {
    if (!walk.workflowNamed(file, entry)) stop(`\`-entry ${entry}\`: there is no workflow of that name`, top, "v1");
    return;
  }
  if (scope.entry !== undefined) {
    return walk.follow({ component: scope.entry, file, steps: [], guards: [] }, "", scope.entry, file);
  }
  const [workflow] = scope.workflows;
  if (workflow !== undefined) {
    const call = `\`workflow { ${workflow.name?.name ?? ""}() }\``;
    const help = `Add one that calls what shall run, such as ${call}; or say \`-entry NAME\` in the command, which v1 takes.`;
    return stop("there is no entry workflow", workflow, "both", help);
  }
  // A script of processes alone runs the first of them.
  const [first] = scope.processes;
  if (first !== undefined) walk.process(callOf(first, file, []), { file, node: first });
}

/** Collects the processes that a workflow calls. */
class Walk {
  readonly calls: ProcessCall[] = [];
  readonly #scopes: Scopes;
  readonly #stops: Stop[];
  readonly #seen = new Map<string, readonly PlacedGuard[]>();
  readonly #ways = new Map<string, (readonly PlacedGuard[])[]>();
  /** The workflows and functions that lead to the call at hand, outermost first. */
  readonly #active = new Set<Component>();
  readonly #budget: Budget;
  /** Components that have been told to call themselves. */
  readonly #circular = new Set<Component>();
  #followed = 0;
  #isCut = false;

  constructor(scopes: Scopes, stops: Stop[], budget: Budget) {
    this.#scopes = scopes;
    this.#stops = stops;
    this.#budget = budget;
  }

  /** Follows `-entry NAME`; false where there is no such workflow. */
  workflowNamed(file: string, name: string): boolean {
    const found = this.#scopes.find(file, name).find(({ component }) => component.kind === "workflow");
    if (found !== undefined) this.follow(found, `${name}:`, found.component, file);
    return found !== undefined;
  }

  /** Goes into what a name means. `name` is the simple name with the workflows before it, a colon behind a workflow. */
  follow(found: Meaning, qualified: string, node: Node, file: string): void {
    const { component } = found;
    if (component.kind === "process") {
      const { steps, guards } = found;
      const simple = qualified.slice(qualified.lastIndexOf(":") + 1);
      return this.process({ ...callOf(component, found.file, steps), simple, qualified, guards }, { file, node });
    }
    if (this.#active.has(component)) return this.#tellCircle(found, node, file);
    if (!this.#goesOn(found, qualified, node, file)) return;
    this.#active.add(component);
    const scope = this.#scopes.all.get(found.file);
    const sites = this.#scopes.sites(component);
    const [nested] = component.kind === "workflow" ? sites.includes : [];
    if (nested !== undefined) {
      const guards = [...found.guards, ...nested.guards.map((guard) => placed(guard, found.file))];
      const message = "an `include` within a workflow, which Nextflow refuses since 21.06";
      this.#stops.push({ file: found.file, node: nested.node, message, dialect: "v1", guards });
    }
    for (const site of sites.calls) {
      if (this.#isCut) break;
      this.#site(site, found, qualified, scope);
    }
    this.#active.delete(component);
  }

  /** What stands at one call in a workflow or a function. */
  #site(site: CallSite, found: Meaning, qualified: string, scope: ScriptScope | undefined): void {
    const { component, file } = found;
    const own = site.guards.map((guard) => placed(guard, file));
    if (scope !== undefined && isMissing(this.#scopes, scope, site.name, component)) {
      const message = `\`${site.name}\` is not defined`;
      this.#stops.push({ file, node: site.node, message, dialect: "v1", guards: [...found.guards, ...own] });
    }
    for (const next of this.#scopes.find(file, site.name, component)) {
      const prefix = qualified.slice(0, qualified.lastIndexOf(":") + 1);
      const name =
        next.component.kind === "process" ? site.name : next.component.kind === "workflow" ? `${site.name}:` : "";
      const guards = [...found.guards, ...own, ...next.guards];
      const wrong = wrongArguments(next.component, site.name, site.given);
      if (wrong !== undefined) this.#stops.push({ file, node: site.node, message: wrong, dialect: "v1", guards });
      this.follow({ ...next, steps: [...found.steps, ...next.steps], guards }, prefix + name, site.node, file);
    }
  }

  /** False where the calls are too many or too deep, which is told once. */
  #goesOn({ guards }: Pick<Meaning, "guards">, qualified: string, node: Node, file: string): boolean {
    if (this.#isCut) return false;
    this.#followed += 1;
    const cost = 1 + Math.floor(qualified.length / LETTERS) + Math.floor(guards.length / BRANCHES);
    const isOver = !this.#budget.spend("calls", cost);
    const isMany = this.#followed >= MAX_CALLS || this.calls.length >= MAX_CALLS;
    if (!isOver && !isMany && this.#active.size < MAX_DEPTH) return true;
    const many = isMany
      ? `The pipeline calls more than ${MAX_CALLS.toLocaleString("en-US")} processes and workflows`
      : `More than ${MAX_DEPTH} workflows and functions call each other in a row`;
    this.#stops.push(limit(file, node, isOver ? overBudget("calls").detail : `${many}: the rest is not followed.`));
    // Each row may be as deep: what doubles on the way there has no end.
    this.#isCut = true;
    return false;
  }

  #tellCircle({ component, guards }: Meaning, node: Node, file: string): void {
    if (this.#circular.has(component)) return;
    this.#circular.add(component);
    const names = [...this.#active].slice([...this.#active].indexOf(component)).map(nameOf);
    const name = nameOf(component);
    const circle = [...names.slice(0, 6), ...(names.length > 6 ? ["…"] : []), name]
      .map((one) => short(one))
      .join(" -> ");
    const message = `\`${short(name)}\` calls itself without end (${circle}): Nextflow stops with a StackOverflowError`;
    if (component.kind === "workflow") this.#stops.push({ file, node, message, dialect: "both", guards });
  }

  process(call: ProcessCall, site: { readonly file: string; readonly node: Node }): void {
    const { qualified, simple, guards } = call;
    if (!this.#goesOn(call, qualified, site.node, site.file)) return;
    const before = this.#seen.get(qualified);
    const ways = this.#ways.get(qualified);
    if (before === undefined || ways === undefined) {
      const first = [guards];
      this.#seen.set(qualified, guards);
      this.#ways.set(qualified, first);
      this.calls.push({ ...call, ways: first });
      return;
    }
    ways.push(guards);
    this.#budget.spend("calls", Math.floor((before.length * guards.length) / LETTERS));
    if (!excludeEachOther(before, guards)) {
      const message =
        `process \`${simple}\` has been already used: ` +
        "include it under another name, or call it in another workflow, to use it again";
      this.#stops.push({ ...site, message, dialect: "both", guards: [...before, ...guards] });
    }
  }
}

/** What is called has a name: the entry workflow, which has none, is the start of all calls and stands in no circle. */
function nameOf({ name }: Component): string {
  return name!.name;
}

function placed(guard: Guard, file: string): PlacedGuard {
  return { ...guard, file };
}

/** A process under its declared name. */
function callOf(process: Process, file: string, includes: readonly IncludeStep[]): ProcessCall {
  const { name } = process.name;
  return { process, file, declared: name, simple: name, qualified: name, includes, guards: [], ways: [[]] };
}

function uncalled(scopes: Scopes, calls: readonly ProcessCall[]): readonly ProcessCall[] {
  const called = new Set<Process>(calls.map(({ process }) => process));
  return [...scopes.all.values()].flatMap(({ file, processes, steps }) =>
    processes.filter((process) => !called.has(process)).map((process) => callOf(process, file, steps)),
  );
}
