/** The scripts of one run, each run once for each set of parameters that it is included with. */
import type { ConfiguredRun } from "../config/run.ts";
import type { MapValue } from "../evaluate/model.ts";
import type { ProcessCall } from "../calls/graph.ts";
import type { ScriptFile } from "../files/sources.ts";
import type { Include } from "../syntax/tree.ts";
import { openLibrary } from "./library.ts";
import { ModuleRun } from "./module.ts";
import type { RunView } from "./run-view.ts";
import { workflowOf } from "./workflow.ts";

/** The script and the name there of a function that a file includes under another name, perhaps. */
export type FindFunction = (
  file: string,
  name: string,
) => { readonly script: ScriptFile; readonly name: string } | undefined;

export class ModuleRuns {
  readonly #configured: ConfiguredRun;
  readonly #params: MapValue;
  readonly #view: RunView;
  readonly #runs = new Map<MapValue, Map<string, ModuleRun>>();
  /** What the `addParams` of an include makes of the parameters around it. */
  readonly #added = new Map<Include, Map<MapValue, MapValue>>();

  /** @param params Those that the entry script sees. */
  constructor(configured: ConfiguredRun, params: MapValue, findFunction: FindFunction) {
    const { sources, start, places } = configured.request;
    this.#configured = configured;
    this.#params = params;
    this.#view = {
      start,
      workflow: workflowOf(configured),
      projectDir: places.projectDir,
      library: openLibrary(sources, places.projectDir, start),
      included: (file, name) => {
        const found = findFunction(file, name);
        return found && { ...found, variable: (inner) => this.entry(found.script).variable(inner) };
      },
    };
  }

  /** The script as the run itself would start it. */
  entry(script: ScriptFile): ModuleRun {
    return this.#run(script, this.#params);
  }

  /** The script that defines a called process, or another one that the includes on the way there lead through. */
  on(call: ProcessCall, file = call.file): ModuleRun | undefined {
    const { sources } = this.#configured.request;
    const first = sources.script(call.includes[0]?.file ?? call.file);
    if (first === undefined) return undefined;
    let current = this.entry(first);
    for (const [index, step] of call.includes.entries()) {
      if (step.file === file) return current;
      const next = sources.script(call.includes[index + 1]?.file ?? call.file);
      if (next === undefined) return undefined;
      current = this.#run(next, this.#paramsFor(current, step.node));
    }
    return file === call.file ? current : undefined;
  }

  /** Forgets a script of which nothing will be asked any more. */
  release(path: string): void {
    for (const byPath of this.#runs.values()) byPath.delete(path);
  }

  #run(script: ScriptFile, params: MapValue): ModuleRun {
    const byPath = kept(this.#runs, params, () => new Map<string, ModuleRun>());
    return kept(byPath, script.source.path, () => new ModuleRun(script, params, this.#view));
  }

  #paramsFor(run: ModuleRun, node: Include): MapValue {
    const seen = run.paramsAt(node);
    const { addParams } = node;
    if (addParams === undefined) return seen;
    const bySeen = kept(this.#added, node, () => new Map<MapValue, MapValue>());
    return kept(bySeen, seen, () => {
      const extra = run.evaluateArguments(addParams.arguments, node);
      const before = addParams.form === "params" ? [] : seen.entries;
      // Nobody hands on so many: what they are is open.
      const affords = this.#configured.request.start.budget.spend("keys", seen.entries.size + extra.entries.size);
      if (!affords) return { ...seen, entries: new Map(), open: true };
      return { ...seen, entries: new Map([...before, ...extra.entries]) };
    });
  }
}

function kept<K, V>(store: Map<K, V>, key: K, make: () => V): V {
  let value = store.get(key);
  if (value === undefined) store.set(key, (value = make()));
  return value;
}
