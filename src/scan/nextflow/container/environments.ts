/** The environments of conda that processes run in without a container. */
import type { CondaSource } from "../../../model.ts";
import type { Value } from "../evaluate/model.ts";
import { directoryOf, join } from "../files/paths.ts";
import type { Sources } from "../files/sources.ts";
import type { LocalFiles } from "../naming/engine.ts";

export interface Environments {
  /** What a `conda` directive names, as Nextflow takes it (`CondaCache.condaPrefixPath`); undefined for all that no file of the repository says. */
  of(directive: Value): CondaSource | undefined;
  /** The `environment.yml` beside a script, as modules of nf-core have it. */
  beside(script: string): CondaSource | undefined;
}

/** What is longer is no list of packages, and kept for each process it would fill the memory. */
const LONGEST = 4_096;

/** Each environment is one object in all of a scan: it has many runs, and there can be ten thousand processes. */
const known = new WeakMap<Sources, Map<string, CondaSource>>();

export function openEnvironments(sources: Sources, files: LocalFiles): Environments {
  let all = known.get(sources);
  if (all === undefined) known.set(sources, (all = new Map()));
  const shared = all;
  const once = (key: string, create: () => CondaSource): CondaSource => {
    let one = shared.get(key);
    if (one === undefined) shared.set(key, (one = create()));
    return one;
  };
  const ofFile = (file: string): CondaSource => once(file, () => ({ file }));
  return {
    of(directive) {
      if (directive.kind !== "string") return undefined;
      const written = directive.value;
      if (written.trim() === "" || written.length > LONGEST || written.includes("\n")) return undefined;
      if (/\.ya?ml$/.test(written)) {
        const file = files.pathOf(written);
        return file === undefined ? undefined : ofFile(file);
      }
      // The folder of an environment that is there already.
      if (written.includes("/")) return undefined;
      return once(`\n${written}`, () => ({ packages: written }));
    },
    beside(script) {
      const file = join(directoryOf(script), "environment.yml");
      return file !== undefined && sources.exists(file) ? ofFile(file) : undefined;
    },
  };
}
