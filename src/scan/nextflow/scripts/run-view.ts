/** What a script sees of the run that it belongs to: constants, classes of `lib/`, functions of other scripts. */
import { builtinOf, PROJECT } from "../evaluate/constants.ts";
import { enumeration } from "../evaluate/enumeration.ts";
import type { Scope, Value } from "../evaluate/model.ts";
import { text, unknown } from "../evaluate/value.ts";
import type { RunStart } from "../config/start.ts";
import type { Library } from "./library.ts";
import { directoryOf } from "../files/paths.ts";
import type { ScriptFile } from "../files/sources.ts";
import type { FunctionDefinition } from "../syntax/tree.ts";
import { isCapitalised } from "../syntax/vocabulary.ts";

export interface RunView {
  readonly start: RunStart;
  /** The metadata of the run. */
  readonly workflow: Value;
  readonly library: Library;
  readonly projectDir: string;
  /** Functions and enumerations that an include brings into a file, by the name that they have there. */
  included(file: string, name: string): IncludedFunction | undefined;
}

export interface IncludedFunction {
  readonly script: ScriptFile;
  readonly name: string;
  /** A name of that script once all scripts have run, which is when its functions are called. */
  variable(name: string): Value | undefined;
}

const enumerations = new WeakMap<ScriptFile, ReadonlyMap<string, Value>>();

/** The enumerations that a script defines, as far as their constants are known. */
function enumerationsOf(script: ScriptFile): ReadonlyMap<string, Value> {
  let own = enumerations.get(script);
  if (own === undefined) {
    const { declarations } = script.parsed.script;
    own = new Map(
      declarations.flatMap((one) =>
        one.kind === "enum" && one.constants.length > 0 ? [[one.name.name, enumeration(one)] as const] : [],
      ),
    );
    enumerations.set(script, own);
  }
  return own;
}

/** An enumeration of the script, or one that it includes under its own name: there are no others. */
function enumerationOf(name: string, script: ScriptFile, view: RunView): Value | undefined {
  if (!isCapitalised(name)) return undefined;
  const own = enumerationsOf(script).get(name);
  if (own !== undefined) return own;
  const found = view.included(script.source.path, name);
  return found?.name === name ? enumerationsOf(found.script).get(name) : undefined;
}

const functions = new WeakMap<ScriptFile, ReadonlyMap<string, FunctionDefinition>>();

/** The functions that a script defines: asked for at each call of one of another script. */
export function functionsOf(script: ScriptFile): ReadonlyMap<string, FunctionDefinition> {
  let own = functions.get(script);
  if (own === undefined) {
    const { declarations } = script.parsed.script;
    own = new Map(declarations.flatMap((one) => (one.kind === "function" ? [[one.name.name, one] as const] : [])));
    functions.set(script, own);
  }
  return own;
}

/** A function that an include brings into a script. */
export function includedFunction(script: ScriptFile, name: string, view: RunView): Value | undefined {
  const found = view.included(script.source.path, name);
  const node = found === undefined ? undefined : functionsOf(found.script).get(found.name);
  if (found === undefined || node === undefined) return undefined;
  const scope: Scope = {
    source: found.script.source,
    // A function is no closure: of the task it sees only the parameters, which are those of the run.
    lookup(inner, run) {
      if (run.delegate === undefined) return scriptConstant(inner, found.script, view);
      return inner === "params" ? run.delegate.lookup(inner, run) : found.variable(inner);
    },
    callable(inner) {
      const own = functionsOf(found.script).get(inner);
      return own === undefined ? includedFunction(found.script, inner, view) : { kind: "function", node: own, scope };
    },
    assign: () => false,
  };
  return { kind: "function", node, scope };
}

/** A name that every script knows. */
export function scriptConstant(name: string, script: ScriptFile, view: RunView): Value | undefined {
  switch (name) {
    case "workflow":
      return view.workflow;
    case "workDir":
      return unknown("runtime-input", "The work directory is known only where Nextflow runs.", "workDir");
    case "moduleDir": {
      const path = `${directoryOf(script.source.path)}/`;
      const start = view.projectDir === "" ? "" : `${view.projectDir}/`;
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
      return builtinOf(name) ?? enumerationOf(name, script, view) ?? view.library(name);
  }
}
