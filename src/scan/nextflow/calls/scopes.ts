/** What the names of each script mean: what it defines itself and what its includes bring in. */
import type { Dialect } from "../evaluate/model.ts";
import type { Guard, Sites } from "../syntax/sites.ts";
import { sitesOf, sitesOfSections } from "../syntax/sites.ts";
import { resolveInclude, type IncludeOptions } from "./includes.ts";
import type { Sources } from "../files/sources.ts";
import type { Declaration, FunctionDefinition, Include, Node, Process, Workflow } from "../syntax/tree.ts";

/** Where Nextflow stops with an error instead of running. */
export interface Stop {
  readonly file: string;
  readonly node: Node;
  readonly message: string;
  /** Which parser stops. */
  readonly dialect: Dialect | "both";
  /** The branches that must be taken to get there; none: it always happens. */
  readonly guards: readonly PlacedGuard[];
  /** It cannot be followed; Nextflow does not stop. */
  readonly open?: boolean;
}

/** A branch and the file that its condition stands in. */
export interface PlacedGuard extends Guard {
  readonly file: string;
}

/** One step from an including script down to the included one. */
export interface IncludeStep {
  readonly file: string;
  readonly node: Include;
}

export type Component = Process | Workflow | FunctionDefinition;

/** What a name means in a script: a definition, and the includes that lead to it. */
export interface Meaning {
  readonly component: Component;
  readonly file: string;
  readonly steps: readonly IncludeStep[];
  /** Branches that the includes stand in. */
  readonly guards: readonly PlacedGuard[];
}

/** One name that an include brings in. */
interface Import {
  readonly node: Include;
  /** The file; undefined where it cannot be known or is missing. */
  readonly target: string | undefined;
  /** The name there; undefined for an `include './m'`, which brings in everything. */
  readonly original: string | undefined;
  readonly guards: readonly PlacedGuard[];
  /** The workflow or function that the include stands in. */
  readonly owner: Component | undefined;
}

/** The names of one script. */
export interface ScriptScope {
  readonly file: string;
  /** In source order. */
  readonly processes: readonly Process[];
  readonly workflows: readonly Workflow[];
  /** The unnamed workflow that counts. */
  readonly entry: Workflow | undefined;
  readonly own: ReadonlyMap<string, Component>;
  /** By the name that they have here; those without names under "". */
  readonly imports: ReadonlyMap<string, readonly Import[]>;
  /** Enumerations and records, which v2 includes as well. */
  readonly types: ReadonlySet<string>;
  /** An include that cannot be followed may bring in any name. */
  readonly open: boolean;
  /** How the script was first reached from the main script. */
  readonly steps: readonly IncludeStep[];
}

export interface Scopes {
  readonly all: ReadonlyMap<string, ScriptScope>;
  readonly stops: readonly Stop[];
  /**
   * What a name means in a file, seen from one of its workflows or functions: several things where includes stand in
   * branches. v1 hands on what a module has included itself, v2 only what it defines.
   */
  find(file: string, name: string, from?: Component): readonly Meaning[];
  sites(component: Workflow | FunctionDefinition): Sites;
}

/** Re-exports of re-exports; nobody has so many. */
const MAX_STEPS = 50;

/** Reads the main script and everything that its includes reach. */
export function openScopes(sources: Sources, main: string, options: IncludeOptions): Scopes {
  const all = new Map<string, ScriptScope>();
  const stops: Stop[] = [];
  const known = new Map<Component, Sites>();
  const sites = (component: Workflow | FunctionDefinition): Sites => {
    let found = known.get(component);
    if (found === undefined) {
      found = component.kind === "workflow" ? sitesOfSections(component.sections) : sitesOf(component.body);
      known.set(component, found);
    }
    return found;
  };
  const queue: { file: string; steps: readonly IncludeStep[] }[] = [{ file: main, steps: [] }];
  for (let at = 0; at < queue.length; at++) {
    const { file, steps } = queue[at]!;
    const declarations = all.has(file) ? undefined : sources.script(file)?.parsed.script.declarations;
    if (declarations === undefined) continue;
    const scope = new ScopeBuilder(file, sources, options, stops, sites).build(declarations, steps);
    all.set(file, scope);
    for (const { node, target } of [...scope.imports.values()].flat()) {
      if (target !== undefined && !all.has(target)) queue.push({ file: target, steps: [...steps, { file, node }] });
    }
  }
  const find = finder(all, options.dialect);
  checkIncludedNames(all, find, stops);
  return { all, stops, find, sites };
}

function finder(all: ReadonlyMap<string, ScriptScope>, dialect: Dialect): Scopes["find"] {
  return (file, name, from) => {
    const results: Meaning[] = [];
    const follow = (
      at: string,
      wanted: string,
      before: Omit<Meaning, "component" | "file">,
      owner?: Component,
    ): void => {
      const scope = all.get(at);
      const component = scope?.own.get(wanted);
      if (component !== undefined) return void results.push({ component, file: at, ...before });
      if (scope === undefined || before.steps.length >= (dialect === "v2" ? 1 : MAX_STEPS)) return;
      const named = [...(scope.imports.get(wanted) ?? []), ...(scope.imports.get("") ?? [])];
      const nearest = named.filter((one) => one.owner !== undefined && one.owner === owner);
      for (const { node, target, original = wanted, guards } of nearest.length > 0 ? nearest : named) {
        if (target === undefined || results.length >= MAX_STEPS) continue;
        const steps = [...before.steps, { file: at, node }];
        follow(target, original, { steps, guards: [...before.guards, ...guards] });
      }
    };
    follow(file, name, { steps: [], guards: [] }, from);
    return results;
  };
}

/** Collects the names of one script, and where Nextflow would stop at them. */
class ScopeBuilder {
  readonly #file: string;
  readonly #sources: Sources;
  readonly #options: IncludeOptions;
  readonly #stops: Stop[];
  readonly #sites: Scopes["sites"];
  readonly #own = new Map<string, Component>();
  readonly #imports = new Map<string, Import[]>();
  #open = false;

  constructor(file: string, sources: Sources, options: IncludeOptions, stops: Stop[], sites: Scopes["sites"]) {
    this.#file = file;
    this.#sources = sources;
    this.#options = options;
    this.#stops = stops;
    this.#sites = sites;
  }

  build(declarations: readonly Declaration[], steps: readonly IncludeStep[]): ScriptScope {
    const processes: Process[] = [];
    const workflows: Workflow[] = [];
    const types = new Set<string>();
    let entry: Workflow | undefined;
    for (const declaration of declarations) {
      const { kind } = declaration;
      if (kind === "include") this.#include(declaration, [], undefined);
      else if (kind === "enum" || kind === "record") types.add(declaration.name.name);
      else if (kind === "process") {
        processes.push(declaration);
        this.#define(declaration);
      } else if (kind === "workflow" || kind === "function") {
        this.#define(declaration);
        this.#includeAll(this.#sites(declaration), declaration);
        if (kind === "function") continue;
        workflows.push(declaration);
        if (declaration.name !== undefined) continue;
        if (entry !== undefined) this.#stop(declaration, "the entry workflow is defined more than once", "both");
        entry = declaration;
      } else if (kind === "if" || kind === "try" || kind === "switch" || kind === "block") {
        this.#includeAll(sitesOf([declaration]), undefined);
      }
    }
    const names = { own: this.#own, imports: this.#imports, types, open: this.#open };
    return { file: this.#file, processes, workflows, entry, ...names, steps };
  }

  #stop(node: Node, message: string, dialect: Stop["dialect"]): void {
    this.#stops.push({ file: this.#file, node, message, dialect, guards: [] });
  }

  #define(component: Component): void {
    if (component.name === undefined) return;
    const { name } = component.name;
    const known = this.#own.get(name);
    if (this.#isIncluded(name)) this.#stop(component, `\`${name}\` is already included`, "both");
    else if (known !== undefined && !(known.kind === "function" && component.kind === "function")) {
      this.#stop(component, `\`${name}\` is already declared`, "both");
    }
    this.#own.set(name, component);
  }

  #isIncluded(name: string): boolean {
    return this.#imports.get(name)?.some(({ guards, owner }) => guards.length === 0 && owner === undefined) === true;
  }

  #includeAll({ includes }: Sites, owner: Component | undefined): void {
    for (const { node, guards } of includes) {
      const placed = guards.map((guard) => ({ ...guard, file: this.#file }));
      this.#include(node, placed, owner);
    }
  }

  #include(node: Include, guards: readonly PlacedGuard[], owner: Component | undefined): void {
    const always = guards.length === 0 && owner === undefined;
    const found = resolveInclude(node, this.#file, this.#sources, this.#options);
    if (found.kind === "error") {
      this.#stops.push({ file: this.#file, node, message: found.message, dialect: "both", guards });
    } else if (found.kind === "registry") {
      const message = `the module \`${found.name}\` is not in \`modules/\`: Nextflow would fetch it from its registry`;
      this.#stops.push({ file: this.#file, node, message, dialect: "both", guards });
    }
    if (found.kind === "unknown") {
      const message = "Which module is included is known only in a run.";
      this.#stops.push({ file: this.#file, node, message, dialect: "v1", guards, open: true });
    }
    this.#open ||= found.kind !== "file";
    const target = found.kind === "file" ? found.path : undefined;
    const add = (name: string, original: string | undefined): void => {
      const list = this.#imports.get(name);
      const one = { node, target, original, guards, owner };
      if (list === undefined) this.#imports.set(name, [one]);
      else list.push(one);
    };
    if (node.names.length === 0) add("", undefined);
    for (const { name: original, alias } of node.names) {
      const name = alias?.name ?? original;
      if (always && this.#isIncluded(name)) this.#stop(node, `\`${name}\` is already included`, "both");
      else if (always && this.#own.has(name)) this.#stop(node, `\`${name}\` is already declared`, "v2");
      add(name, original);
    }
  }
}

function checkIncludedNames(all: ReadonlyMap<string, ScriptScope>, find: Scopes["find"], stops: Stop[]): void {
  for (const { file, own, imports } of all.values()) {
    for (const [name, list] of imports) {
      if (name === "" || own.has(name) || find(file, name).length > 0) continue;
      const { node, target, original, guards } = list[0]!;
      const module = target === undefined ? undefined : all.get(target);
      if (module === undefined || module.open || module.types.has(original ?? "")) continue;
      const message = `\`${original}\` is not defined in the module \`${target}\``;
      stops.push({ file, node, message, dialect: "both", guards });
    }
  }
}
