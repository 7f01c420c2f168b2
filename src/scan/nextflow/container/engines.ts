/** Which engine pulls for a task, and by which naming rules. */
import {
  type EngineSettings,
  type ContainerEngine,
  isCloudExecutor,
  type NameStep,
  takesContainerOptions,
} from "../naming/engine.ts";
import type { Rewrite, Unresolved } from "../../../model.ts";
import type { MapValue, Origin, Run, Value } from "../evaluate/model.ts";
import { enabledEngines, readText, read, isTrue } from "../config/engines.ts";
import { type WaveSettings, defaultStrategy } from "../naming/wave.ts";
import { nothing, originsOf, shown, undefinedIn } from "../evaluate/value.ts";

export interface EngineChoice {
  readonly settings: EngineSettings;
  readonly engine: ContainerEngine | null;
  /** Why the registry is not known. */
  readonly openRegistry: Unresolved | undefined;
  /** `runOptions`; undefined where a service runs the engine, which is given none. */
  readonly runOptions: Value | undefined;
  /** Whether the engine is given the options of the process. */
  readonly takesOptions: boolean;
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
  const own = config.entries.get(scope);
  const settings = own?.kind === "map" ? own : undefined;
  const registrySetting = settingOf(config, run, scope, "registry");
  return {
    engine: enabled === undefined ? null : engine,
    runOptions: isCloudExecutor(executor) ? undefined : (settings?.entries.get("runOptions") ?? nothing),
    takesOptions: takesContainerOptions(executor),
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
