import type { Dialect } from "./evaluate/scope.ts";
import type { Guard } from "./call-sites.ts";
import { resolveInclude } from "./includes.ts";
import type { Sources } from "./sources.ts";
import type { FunctionDefinition, Include, Node, Process, Workflow } from "./syntax/tree.ts";

/** Where Nextflow stops with an error instead of running. */
export interface Stop {
  readonly file: string;
  readonly node: Node;
  readonly message: string;
  /** Which parser stops. */
  readonly dialect: Dialect | "both";
  /** The branches that must be taken to get there; none: it always happens. */
  readonly guards: readonly PlacedGuard[];
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
export interface Found {
  readonly component: Component;
  readonly file: string;
  readonly steps: readonly IncludeStep[];
}

interface Import {
  readonly node: Include;
  readonly target: string | undefined;
  readonly original: string;
}

/** The names of one script. */
export interface ScriptScope {
  readonly file: string;
  /** In source order. */
  readonly processes: readonly Process[];
  readonly workflows: readonly Workflow[];
  /** Unnamed, the one that counts. */
  readonly entry: Workflow | undefined;
  readonly own: ReadonlyMap<string, Component>;
  readonly imports: ReadonlyMap<string, Import>;
  /** Scripts that an `include './m'` without names brings in whole. */
  readonly whole: readonly { readonly node: Include; readonly target: string }[];
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
  /** What a name means in a file. v1 hands on what a module has included itself, v2 only what it defines. */
  find(file: string, name: string): Found | undefined;
}

/** Reads the main script and everything that its includes reach. */
export function openScopes(
  sources: Sources,
  main: string,
  options: { readonly dialect: Dialect; readonly projectDir: string },
): Scopes {
  const all = new Map<string, ScriptScope>();
  const stops: Stop[] = [];
  const queue: { file: string; steps: readonly IncludeStep[] }[] = [{ file: main, steps: [] }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (all.has(next.file)) continue;
    const scope = openScope(sources, next.file, next.steps, options, stops);
    if (scope === undefined) continue;
    all.set(next.file, scope);
    const targets = [...scope.imports.values(), ...scope.whole];
    for (const { node, target } of targets) {
      if (target !== undefined) queue.push({ file: target, steps: [...next.steps, { file: next.file, node }] });
    }
  }
  const find = (file: string, name: string): Found | undefined => {
    const steps: IncludeStep[] = [];
    const seen = new Set<string>();
    for (let at = file, wanted = name; !seen.has(`${at}\n${wanted}`);) {
      seen.add(`${at}\n${wanted}`);
      const scope = all.get(at);
      const component = scope?.own.get(wanted);
      if (component !== undefined) return { component, file: at, steps };
      if (scope === undefined || (steps.length > 0 && options.dialect === "v2")) return undefined;
      const step = importedBy(scope, wanted, all);
      if (step?.target === undefined) return undefined;
      steps.push({ file: at, node: step.node });
      at = step.target;
      wanted = step.original;
    }
    return undefined;
  };
  checkIncludedNames(all, find, stops);
  return { all, stops, find };
}

function importedBy(scope: ScriptScope, name: string, all: ReadonlyMap<string, ScriptScope>): Import | undefined {
  const named = scope.imports.get(name);
  if (named !== undefined) return named;
  const whole = scope.whole.find(({ target }) => all.get(target)?.own.has(name) === true);
  return whole && { ...whole, original: name };
}

function openScope(
  sources: Sources,
  file: string,
  steps: readonly IncludeStep[],
  options: { readonly dialect: Dialect; readonly projectDir: string },
  stops: Stop[],
): ScriptScope | undefined {
  const declarations = sources.script(file)?.parsed.script.declarations;
  if (declarations === undefined) return undefined;
  const processes: Process[] = [];
  const workflows: Workflow[] = [];
  const own = new Map<string, Component>();
  const imports = new Map<string, Import>();
  const whole: { node: Include; target: string }[] = [];
  const types = new Set<string>();
  let entry: Workflow | undefined;
  let open = false;
  const stop = (node: Node, message: string, dialect: Stop["dialect"]): void =>
    void stops.push({ file, node, message, dialect, guards: [] });

  const define = (component: Component): void => {
    if (component.name === undefined) return;
    const { name } = component.name;
    const known = own.get(name);
    if (imports.has(name)) stop(component, `\`${name}\` is already included`, "both");
    else if (known !== undefined && !(known.kind === "function" && component.kind === "function")) {
      stop(component, `\`${name}\` is already declared`, "v2");
    }
    own.set(name, component);
  };
  const include = (node: Include): void => {
    const found = resolveInclude(node, file, sources, options);
    if (found.kind === "error") stop(node, found.message, "both");
    if (found.kind === "registry") {
      stop(
        node,
        `the module \`${found.name}\` is not in \`modules/\`: Nextflow would fetch it from its registry`,
        "both",
      );
    }
    open ||= found.kind !== "file";
    const target = found.kind === "file" ? found.path : undefined;
    if (node.names.length === 0 && target !== undefined) whole.push({ node, target });
    for (const { name: original, alias } of node.names) {
      const name = alias?.name ?? original;
      if (imports.has(name)) stop(node, `\`${name}\` is already included`, "both");
      else if (own.has(name)) stop(node, `\`${name}\` is already declared`, "v2");
      imports.set(name, { node, target, original });
    }
  };

  for (const declaration of declarations) {
    const { kind } = declaration;
    if (kind === "include") include(declaration);
    else if (kind === "enum" || kind === "record") types.add(declaration.name.name);
    else if (kind === "function") define(declaration);
    else if (kind === "process") {
      processes.push(declaration);
      define(declaration);
    } else if (kind === "workflow") {
      workflows.push(declaration);
      define(declaration);
      if (declaration.name !== undefined) continue;
      if (entry !== undefined) stop(declaration, "the entry workflow is defined more than once", "v2");
      entry = declaration;
    }
  }
  return { file, processes, workflows, entry, own, imports, whole, types, open, steps };
}

function checkIncludedNames(all: ReadonlyMap<string, ScriptScope>, find: Scopes["find"], stops: Stop[]): void {
  for (const { file, own, imports } of all.values()) {
    for (const [name, { node, target, original }] of imports) {
      if (target === undefined || own.has(name) || !all.has(target)) continue;
      const { open, types } = all.get(target)!;
      if (open || types.has(original) || find(file, name) !== undefined) continue;
      const message = `\`${original}\` is not defined in the module \`${target}\``;
      stops.push({ file, node, message, dialect: "both", guards: [] });
    }
  }
}
