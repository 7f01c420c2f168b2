/** One run as far as its configuration: what the files say, then the options of the command line. */
import type { Sources, ConfigFile } from "../files/sources.ts";
import type { MapValue } from "../evaluate/model.ts";
import type { RunStart } from "./start.ts";
import type { Places } from "../files/paths.ts";
import type { Launch } from "../launch/launch.ts";
import type { Unresolved } from "../../../model.ts";
import { type Configuration, configure } from "./index.ts";
import { map, truth } from "../evaluate/value.ts";
import { processOption, outside } from "../launch/values.ts";

/** One `nextflow run` of one pipeline, as far as its configuration. */
export interface RunRequest {
  readonly sources: Sources;
  readonly start: RunStart;
  readonly places: Places;
  readonly configs: readonly ConfigFile[];
  readonly profiles: readonly string[] | undefined;
  readonly launch: Launch;
  /** Parameters of the command line and of files. */
  readonly given: MapValue;
  /** Why not all of them are known. */
  readonly open: Unresolved | undefined;
  readonly decide: (condition: string, unresolved: Unresolved) => boolean;
}

export interface ConfiguredRun {
  readonly request: RunRequest;
  readonly configuration: Configuration;
  /** What the session works with: the files' values, then the options of the command line. */
  readonly config: MapValue;
  readonly params: MapValue;
}

/** Evaluates the configuration and applies the options of `nextflow run` (`ConfigCmdAdapter.configRunOptions`). */
export function configureRun(request: RunRequest): ConfiguredRun {
  const { launch, given } = request;
  const configuration = configure({ ...request, files: request.configs });
  const config = map(configuration.values.entries);
  const scope = (name: string): MapValue => {
    const before = config.entries.get(name);
    if (before?.kind === "map") return before;
    const made = map();
    config.entries.set(name, made);
    return made;
  };
  for (const [name, value] of launch.process) scope("process").entries.set(name, processOption(value));
  if (launch.wave !== undefined) scope("wave").entries.set("enabled", truth(true));
  if ((launch.wave ?? "") !== "") scope("wave").entries.set("endpoint", outside(launch.wave ?? ""));
  if (launch.fusion !== undefined) scope("fusion").entries.set("enabled", truth(launch.fusion));
  const params = scope("params");
  if (configuration.open === undefined) mergeParams(params, given);
  if (launch.withoutDocker && config.entries.get("docker")?.kind === "map") {
    scope("docker").entries.set("enabled", truth(false));
  }
  for (const { scope: engine, image } of launch.engines) {
    const { entries } = scope(engine);
    entries.set("enabled", truth(true));
    const legacy = entries.get("image");
    if (image !== undefined) scope("process").entries.set("container", outside(image));
    else if (legacy !== undefined && legacy.kind !== "null") scope("process").entries.set("container", legacy);
  }
  return { request, configuration, config, params };
}

/** Maps flow together, everything else that is given replaces what is configured. */
function mergeParams(params: MapValue, given: MapValue, depth = 0): void {
  for (const [key, value] of given.entries) {
    const before = params.entries.get(key);
    if (before?.kind === "map" && value.kind === "map" && depth < 100) mergeParams(before, value, depth + 1);
    else params.entries.set(key, value);
  }
}
