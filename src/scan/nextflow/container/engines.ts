/** Which engine pulls for a task, and by which naming rules. */
import { type EngineSettings, type ContainerEngine, isCloudExecutor, type NameStep } from "../naming/engine.ts";
import type { Rewrite, Unresolved } from "../../../model.ts";
import type { MapValue, Origin, Run, Value } from "../evaluate/model.ts";
import { enabledEngines, readText, read, isTrue } from "../config/engines.ts";
import { type WaveSettings, defaultStrategy } from "../naming/wave.ts";
import { originsOf, shown, undefinedIn } from "../evaluate/value.ts";

export interface EngineChoice {
  readonly settings: EngineSettings;
  readonly engine: ContainerEngine | null;
  /** Why the registry is not known. */
  readonly openRegistry: Unresolved | undefined;
  /** `runOptions`, as far as they are known without a look at open conditions; undefined where no engine of ours is run. */
  readonly runOptions: string | undefined;
  /** The settings by which names are rewritten. */
  readonly places: {
    readonly registry: Setting;
    readonly override: Setting;
    /** By directory. */
    readonly stores: ReadonlyMap<string, Setting>;
  };
}

/** A setting, or a variable of the environment in its place, and where it stands if a file has it. */
export interface Setting {
  readonly name: string;
  readonly origin: Origin | undefined;
  /** Parameters without a value that its text has as `null`. */
  readonly undefinedParameters?: readonly string[];
}

/** A Rewrite whose setting is not yet a place. */
export interface RewriteStep extends Pick<Rewrite, "by" | "to"> {
  readonly setting?: Setting | undefined;
}

/** The steps of a name with the settings that ask for them. */
export function withSettings(steps: readonly NameStep[], { places }: EngineChoice): readonly RewriteStep[] {
  return steps.map(({ by, to, store }) => {
    if (store !== undefined) return { by, to, setting: places.stores.get(store) };
    if (by === "registry") return { by, to, setting: places.registry };
    return by === "registry-override" ? { by, to, setting: places.override } : { by, to };
  });
}

/** Choices that hang on no open condition, for each finished configuration. */
const choices = new WeakMap<MapValue, Map<string, EngineChoice>>();

/** The naming rules for a task: those of the cloud executor, of the enabled engine, or Docker's where nothing is enabled. */
export function engineFor(config: MapValue, executor: string, run: Run): EngineChoice {
  const known = choices.get(config) ?? new Map<string, EngineChoice>();
  choices.set(config, known);
  const before = known.get(executor);
  if (before !== undefined) return before;
  let asked = false;
  const decide: Run["decide"] = (condition, unresolved) => {
    asked = true;
    return run.decide(condition, unresolved);
  };
  const choice = chooseEngine(config, executor, { ...run, decide });
  if (!asked) known.set(executor, choice);
  return choice;
}

function chooseEngine(config: MapValue, executor: string, run: Run): EngineChoice {
  const enabled = isCloudExecutor(executor)
    ? { scope: "docker", engine: "docker" as const }
    : enabledEngines(config, run)[0];
  const { scope, engine } = enabled ?? { scope: "docker", engine: "docker" as const };
  const files = engine === "singularity" || engine === "apptainer";
  const prefix = `NXF_${engine.toUpperCase()}`;
  const stores = (["libraryDir", "cacheDir"] as const).map((key) => {
    const set = readText(config, run, scope, key);
    if (set !== "") return [set, settingOf(config, run, scope, key)] as const;
    const name = `${prefix}_${key.toUpperCase()}`;
    return [run.env[name] ?? "", { name, origin: undefined }] as const;
  });
  const registry = read(config, run, scope, "registry");
  const registrySetting = settingOf(config, run, scope, "registry");
  return {
    engine: enabled === undefined ? null : engine,
    runOptions: isCloudExecutor(executor) ? undefined : plainText(config, scope, "runOptions"),
    openRegistry: registry?.kind === "unknown" ? registry.unresolved : undefined,
    settings: {
      engine,
      registry: readText(config, run, scope, "registry"),
      registryOverride: engine === "docker" && isTrue(config, run, "docker", "registryOverride"),
      runsOci:
        files &&
        (isTrue(config, run, scope, "ociAutoPull") ||
          (engine === "singularity" && isTrue(config, run, scope, "ociMode"))),
      stores: files ? stores.map(([directory]) => directory).filter((directory) => directory !== "") : [],
    },
    places: {
      registry: registrySetting,
      override: { ...registrySetting, ...settingOf(config, run, scope, "registryOverride") },
      // The first of two settings that name one directory is the one that counts.
      stores: new Map(stores.toReversed()),
    },
  };
}

/** A setting with the place where a person would edit it. */
export function settingOf(config: MapValue, run: Run, ...path: readonly string[]): Setting {
  const value = read(config, run, ...path);
  const undefinedParameters = value === undefined ? [] : undefinedIn(shown(value) ?? "", originsOf(value));
  return {
    name: path.join("."),
    origin: value && originsOf(value)[0],
    ...(undefinedParameters.length > 0 && { undefinedParameters }),
  };
}

export function waveSettings(config: MapValue, run: Run): WaveSettings {
  const strategy = read(config, run, "wave", "strategy");
  const listed = strategy?.kind === "list" ? strategy.items.flatMap((item) => shown(item) ?? []) : undefined;
  const written = strategy?.kind === "string" ? strategy.value.split(",") : listed;
  return {
    strategy: written === undefined || written.length === 0 ? defaultStrategy : written.map((name) => name.trim()),
    freeze: isTrue(config, run, "wave", "freeze"),
    mirror: isTrue(config, run, "wave", "mirror"),
    repository: readText(config, run, "wave", "build", "repository"),
  };
}

/** A setting that hangs on nothing; empty where it is absent or hangs on something. */
function plainText(config: MapValue, scope: string, key: string): string {
  const settings = config.entries.get(scope);
  const value = settings?.kind === "map" ? settings.entries.get(key) : undefined;
  return value === undefined ? "" : (shown(value) ?? "");
}

/**
 * What a task's container starts in place of the image's own entry point: the options of the process are given behind
 * those of the engine, and those behind Nextflow's own (`BashWrapperBuilder`); engines take the last one.
 */
export function entrypointOf(
  { runOptions }: EngineChoice,
  containerOptions: Value,
  run: Pick<Run, "env">,
): string | undefined {
  if (runOptions === undefined) return undefined;
  const given = `${runOptions} ${shown(containerOptions) ?? ""}`;
  const last = [...given.matchAll(/(?:^|\s)--entrypoint(?:=|\s+)("[^"]*"|'[^']*'|\S*)/g)].at(-1)?.[1];
  if (last !== undefined) return last.replace(/^(["'])(.*)\1$/s, "$2");
  return run.env["NXF_CONTAINER_ENTRYPOINT_OVERRIDE"] === "true" ? "" : undefined;
}
