/** What the names of each script mean: what it defines itself and what its includes bring in. */
import type { Sites } from "../syntax/sites.ts";
import { sitesOf, sitesOfSections } from "../syntax/sites.ts";
import { overBudget, type Budget } from "../budget/budget.ts";
import { circlesOf } from "./circles.ts";
import { resolveInclude, type IncludeOptions } from "./includes.ts";
import { Meanings } from "./meanings.ts";
import { limit } from "./stops.ts";
import type { Sources } from "../files/sources.ts";
import type { Declaration, FunctionDefinition, Include, Node, Process, Workflow } from "../syntax/tree.ts";
import type { Component, Import, IncludeStep, PlacedGuard, Scopes, ScriptScope, Stop } from "./model.ts";

/** Scripts that include each other in a row: Nextflow runs out of stack somewhere behind. */
const MAX_STEPS = 100;

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
  const queued = new Set([main]);
  for (let at = 0; at < queue.length; at++) {
    const { file, steps } = queue[at]!;
    const parsed = sources.script(file)?.parsed;
    if (parsed === undefined) continue;
    const { declarations } = parsed.script;
    if (parsed.isCut === true)
      stops.push(limit(file, { start: 0, end: 0 }, `This script is not read: ${parsed.problems[0]!.message}.`));
    const refused = notFollowed(steps, options.budget);
    if (refused !== undefined) {
      stops.push(refused);
      continue;
    }
    const scope = new ScopeBuilder(file, sources, options, stops, sites).build(declarations, steps);
    all.set(file, scope);
    for (const { node, target } of [...scope.imports.values()].flat()) {
      if (target === undefined || queued.has(target)) continue;
      queued.add(target);
      queue.push({ file: target, steps: [...steps, { file, node }] });
    }
  }
  stops.push(...circlesOf(all));
  const meanings = new Meanings(all, options, stops);
  const find: Scopes["find"] = (file, name, from) => meanings.find(file, name, from);
  checkIncludedNames(all, find, stops);
  return { all, stops, find, sites };
}

/** Why a script is not followed to which these includes lead. */
function notFollowed(steps: readonly IncludeStep[], budget: Budget): Stop | undefined {
  const last = steps.at(-1);
  if (last === undefined) return undefined;
  if (!budget.spend("scripts")) return limit(last.file, last.node, overBudget("scripts").detail);
  if (steps.length <= MAX_STEPS) return undefined;
  const message = `More than ${MAX_STEPS} scripts include each other in a row: what this include brings in is not followed.`;
  return limit(last.file, last.node, message);
}

const PLAIN_PATH =
  "Write the path as a text, or compose it of projectDir, moduleDir and parameters that have a value in nextflow.config.";

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
      const { message, isMissing } = found;
      this.#stops.push({ file: this.#file, node, message, dialect: "both", guards, ...(isMissing && { isMissing }) });
    } else if (found.kind === "registry") {
      const message = `the module \`${found.name}\` is not in \`modules/\`: Nextflow would fetch it from its registry`;
      this.#stops.push({ file: this.#file, node, message, dialect: "both", guards, open: "unknown" });
    }
    if (found.kind === "unknown") {
      const message = "Which module is included is known only in a run.";
      this.#stops.push({ file: this.#file, node, message, dialect: "v1", guards, open: "unknown", help: PLAIN_PATH });
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
      if (module === undefined || module.open) continue;
      const message = `\`${original}\` is not defined in the module \`${target}\``;
      const dialect = module.types.has(original ?? "") ? "v1" : "both";
      stops.push({ file, node, message, dialect, guards });
    }
  }
}
