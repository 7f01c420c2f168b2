/** What lies around a process that Wave makes a part of its image (`ResourcesBundle`, `WaveClient.resolveAssets`). */
import { type Environment, type NoEnvironment, readEnvironment } from "../../../recipe/environment.ts";
import { directoryOf, join } from "../files/paths.ts";
import type { Sources } from "../files/sources.ts";
import type { LocalFiles } from "../naming/engine.ts";

export interface ModuleFiles {
  /** They lie beside the module. */
  readonly dockerfile: boolean;
  readonly singularityfile: boolean;
  /** The folder `resources` beside it has files. */
  readonly resources: boolean;
  /** The project has a folder `bin`. */
  readonly bin: boolean;
  /** The environment in a file that a directive names; undefined where the repository has no such file that can be read. */
  environment(named: string): Environment | NoEnvironment | undefined;
}

/** Each file is read once: many processes have the same, and a scan has many runs. */
const environments = new WeakMap<Sources, Map<string, Environment | NoEnvironment | undefined>>();

/** @param isModule Of the script that is run itself Nextflow takes nothing (`TaskProcessor.getModuleBundle`). */
export function moduleFiles(
  script: { readonly file: string; readonly isModule: boolean; readonly projectDir: string },
  sources: Sources,
  files: LocalFiles,
): ModuleFiles {
  const beside = (name: string): string => join(directoryOf(script.file), name)!;
  return {
    dockerfile: script.isModule && sources.exists(beside("Dockerfile")),
    singularityfile: script.isModule && sources.exists(beside("Singularityfile")),
    resources: script.isModule && sources.isDirectory(beside("resources")),
    bin: sources.isDirectory(join(script.projectDir, "bin")!),
    environment(named) {
      const path = files.pathOf(named);
      return path === undefined ? undefined : environmentIn(path, sources);
    },
  };
}

function environmentIn(path: string, sources: Sources): Environment | NoEnvironment | undefined {
  let read = environments.get(sources);
  if (read === undefined) environments.set(sources, (read = new Map()));
  if (!read.has(path)) {
    const text = sources.plain(path)?.text;
    read.set(path, text === undefined ? undefined : readEnvironment(text));
  }
  return read.get(path);
}
