/** The words of the calls, as types: what a name means in a script, and where Nextflow stops. */
import type { Dialect } from "../evaluate/model.ts";
import type { Guard, Sites } from "../syntax/sites.ts";
import type { FunctionDefinition, Include, Node, Process, Workflow } from "../syntax/tree.ts";

/** Where Nextflow stops with an error instead of running. */
export interface Stop {
  readonly file: string;
  readonly node: Node;
  readonly message: string;
  /** Which parser stops. */
  readonly dialect: Dialect | "both";
  /** The branches that must be taken to get there; none: it always happens. */
  readonly guards: readonly PlacedGuard[];
  /** It cannot be followed, or is not because there would be no end of it; Nextflow does not stop. */
  readonly open?: "unknown" | "limit";
  /** What to write instead. */
  readonly help?: string;
  /** There is no such file. */
  readonly isMissing?: true;
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
export interface Import {
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
