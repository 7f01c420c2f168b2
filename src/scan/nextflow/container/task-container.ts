/** What one task is given in one world of open conditions: its directives, its engine and Wave. */
import type { CondaSource, Unresolved } from "../../../model.ts";
import { imageFor, stepsFor, type ContainerEngine, type LocalFiles } from "../naming/engine.ts";
import type { Run, MapValue, Origin, Value } from "../evaluate/model.ts";
import { startRun } from "../evaluate/scope.ts";
import { originsOf, shown, truthOf } from "../evaluate/value.ts";
import { type Decide, remembering } from "../evaluate/worlds.ts";
import type { Use, PreparedTask, Task } from "../scripts/task.ts";
import { asksForDeclared, throughWave } from "../naming/wave.ts";
import { engineFor, settingOf, waveSettings, withSettings, type EngineChoice, type RewriteStep } from "./engines.ts";
import type { Environments } from "./environments.ts";
import { startOptions } from "./start-options.ts";
import type { ModuleFiles } from "./module-files.ts";
import { predictBuilds, type WaveBuild } from "./wave-builds.ts";
import { isTrue } from "../config/engines.ts";
import type { RunStart } from "../config/start.ts";
import { short } from "../../../text/quote.ts";

/** What is longer is a name nowhere, and kept for each process it would fill the memory. */
const LONGEST_NAME = 4_096;

/** What one task would pull, in one world of open conditions. */
export interface TaskContainer {
  readonly kind: "image" | "none" | "open" | "failure";
  readonly shadowedBy?: string;
  readonly entrypoint?: string;
  readonly user?: string;
  readonly labels: readonly string[];
  readonly conda?: CondaSource;
  readonly image?: string;
  readonly written: string;
  readonly engine: ContainerEngine | null;
  readonly platform: string | null;
  readonly origins: readonly Origin[];
  readonly usesDefault: boolean;
  readonly unresolved?: Unresolved;
  readonly message?: string;
  /** Why its platform is known only in the run. */
  readonly open?: string;
  /** Why the engine does not start it. */
  readonly refusal?: string;
  /** A directive fails that is evaluated where the process is defined. */
  readonly isEarly?: boolean;
  readonly rewrites?: readonly RewriteStep[];
  /** In place of `image`: those of which Wave builds one, by the template that it takes. */
  readonly builds?: readonly Required<Pick<TaskContainer, "image" | "rewrites" | "predicted">>[];
  readonly predicted?: string;
  readonly use: Use | undefined;
  readonly overrode: Use | undefined;
}

export interface ContainerRequest {
  /** Weighs the directives of the process; eager ones are evaluated here. */
  prepare(run: Run): PreparedTask;
  readonly config: MapValue;
  readonly files: LocalFiles;
  readonly start: RunStart;
  readonly environments: Environments;
  /** The environment that lies beside the module. */
  readonly beside: CondaSource | undefined;
  readonly module: ModuleFiles;
}

export function containerOf(request: ContainerRequest, decideAnew: Decide): TaskContainer {
  const { config, files } = request;
  const { decide, given } = remembering(decideAnew);
  const { task, failures } = request.prepare(startRun({ ...request.start, decide }));
  const run = startRun({ ...request.start, decide, delegate: task.scope });
  const value = task.directive("container", run);
  const executor = task.directive("executor", run);
  const choice = engineFor(config, shown(executor) ?? "", run);
  const { platforms, message: wrongArch } = platformsOf(task.directive("arch", run));
  const arch = platforms[0] ?? null;
  const origins = originsOf(value);
  const ofProcess = (within: Run): Value => task.directive("containerOptions", within);
  const common = {
    ...startOptions({ choice, ofProcess, arch, run }),
    labels: task.labels,
    ...condaFor(task, request, given),
    use: task.place("container"),
    overrode: task.overridden("container"),
    engine: choice.engine,
    origins,
    usesDefault: run.usesDefault || origins.some((origin) => origin.default === true),
  };
  const [early] = failures;
  const failed = early ?? (value.kind === "failure" ? value.message : wrongArch);
  if (failed !== undefined)
    return {
      ...common,
      kind: "failure",
      written: "",
      message: failed,
      unresolved: stopped(failed),
      isEarly: early !== undefined,
    };
  if (value.kind === "unknown") return { ...common, kind: "open", written: value.words, unresolved: value.unresolved };
  const written = shown(value);
  if (written === undefined) {
    const unresolved: Unresolved = { reason: "unsupported-expression", detail: `The value is a ${value.kind}.` };
    return { ...common, kind: "open", written: "", unresolved };
  }
  if (written.length > LONGEST_NAME) {
    const detail = `It has ${written.length.toLocaleString("en-US")} letters, more than any image name.`;
    return { ...common, kind: "open", written: short(written), unresolved: { reason: "invalid-name", detail } };
  }
  const declared = truthOf(value) === true ? written : "";
  if (declared.startsWith("job-definition://")) return { ...common, ...jobDefinition(declared, executor), written };
  const container = { ...common, written, ...nameBy(choice, declared, files) };
  // `container false` keeps Wave out, too.
  const isOff = value.kind === "boolean" && !value.value;
  if (container.kind === "open" || isOff || !isTrue(config, run, "wave", "enabled")) return container;
  return throughItsWave(container, { declared, task, platforms, choice, request, run });
}

/** No word about conda is worth another world: what hangs on a condition that the image does not ask about is not known. */
function condaFor(
  task: Task,
  { start, environments, beside }: ContainerRequest,
  given: ReadonlyMap<string, boolean>,
): Pick<TaskContainer, "conda"> {
  let isOpen = false;
  const decide: Decide = (condition) => {
    const holds = given.get(condition);
    isOpen ||= holds === undefined;
    return holds === true;
  };
  const directive = task.directive("conda", startRun({ ...start, decide, delegate: task.scope }));
  const named = isOpen ? undefined : environments.of(directive);
  const conda = named ?? beside;
  return conda === undefined ? {} : { conda };
}

/** AWS Batch runs the image of a job definition that it has already (`AwsBatchTaskHandler`); all others take it for a name. */
function jobDefinition(name: string, executor: Value): Pick<TaskContainer, "kind" | "image" | "unresolved"> {
  if (shown(executor)?.toLowerCase() !== "awsbatch") return { kind: "image", image: name };
  const detail = `The image stands in the job definition ${name.slice("job-definition://".length)} of AWS Batch.`;
  return { kind: "open", unresolved: { reason: "job-definition", detail } };
}

type Named = Pick<TaskContainer, "kind" | "image" | "unresolved" | "rewrites">;

/** One for all processes that declare the same image, by the choice of their engine: there can be ten thousand. */
const named = new WeakMap<EngineChoice, Map<string, Named>>();

/** The image as the rules of the engine name it. */
function nameBy(choice: EngineChoice, declared: string, files: LocalFiles): Named {
  let names = named.get(choice);
  if (names === undefined) named.set(choice, (names = new Map()));
  let name = names.get(declared);
  if (name === undefined) names.set(declared, (name = nameAnew(choice, declared, files)));
  return name;
}

function nameAnew(choice: EngineChoice, declared: string, files: LocalFiles): Named {
  if (declared === "") return { kind: "none" };
  const { settings, openRegistry } = choice;
  const steps = stepsFor(declared, settings, files);
  const image = steps.at(-1)?.to ?? declared;
  const known = { kind: "image", image, ...(steps.length > 0 && { rewrites: withSettings(steps, choice) }) } as const;
  if (openRegistry === undefined) return known;
  // Where a registry would be put in front, the name is as open as the registry.
  const anywhere = imageFor(declared, { ...settings, registry: "registry.invalid" }, files);
  return anywhere === image ? known : { kind: "open", unresolved: openRegistry };
}

interface WaveRequest {
  readonly declared: string;
  readonly task: Task;
  /** Of the `arch` directive. */
  readonly platforms: readonly string[];
  readonly choice: EngineChoice;
  readonly request: ContainerRequest;
  readonly run: Run;
}

/** What Wave makes of a container that has its name by the rules of the engine. */
function throughItsWave(
  container: TaskContainer,
  { declared, task, platforms, choice, request: { config, files, module }, run }: WaveRequest,
): TaskContainer {
  const { settings } = choice;
  const ofWave = waveSettings(config, run);
  const conda = task.directive("conda", run);
  // `WaveContainerResolver`: Singularity is given a file that Wave builds, unless it runs images of registries itself.
  const asFile = ofWave.freeze && asksForDeclared(settings.engine) && !settings.runsOci;
  const wave = throughWave(
    ofWave,
    {
      container: declared,
      conda: conda.kind === "unknown" || truthOf(conda) === true,
      dockerfile: asFile ? module.singularityfile : module.dockerfile,
    },
    settings.engine,
    (image) => imageFor(image, settings, files),
  );
  const { image: _, rewrites = [], ...rest } = container;
  const onItsWay = asksForDeclared(settings.engine) ? [] : rewrites;
  const byWave = (): RewriteStep => ({ by: "wave", to: null, setting: settingOf(config, run, "wave", "enabled") });
  switch (wave.kind) {
    case "aside":
      return container;
    case "nothing":
      return { ...rest, kind: "none" };
    case "served":
      return { ...container, shadowedBy: "wave", rewrites: [...rewrites, byWave()] };
    case "mirrored": {
      const steps = stepsFor(wave.name, settings, files);
      const setting = settingOf(config, run, "wave", "build", "repository");
      const mirror: RewriteStep = { by: "mirror", to: wave.name, setting };
      const image = steps.at(-1)?.to ?? wave.name;
      return { ...container, image, rewrites: [...onItsWay, mirror, ...withSettings(steps, choice)] };
    }
    case "built": {
      const asked = { conda, platforms, asFile, freeze: ofWave.freeze, config, run, module };
      const built = wave.from === "conda" ? predictBuilds(asked) : fromFile(asFile);
      if (typeof built !== "string") return { ...rest, ...asBuilt(built, { task, conda, choice, files, config, run }) };
      const unresolved: Unresolved = { reason: "wave-build", detail: built };
      return { ...rest, kind: "open", written: declared, unresolved, shadowedBy: "wave", rewrites: [byWave()] };
    }
    case "failure":
      break;
  }
  return { ...rest, kind: "failure", message: wave.message, unresolved: stopped(wave.message) };
}

interface Built {
  readonly task: Task;
  readonly conda: Value;
  readonly choice: EngineChoice;
  readonly files: LocalFiles;
  readonly config: MapValue;
  readonly run: Run;
}

/** What Wave builds from a `conda` directive stands in the place of the container, and its name comes from there. */
function asBuilt(
  names: readonly WaveBuild[],
  { task, conda, choice, files, config, run }: Built,
): Pick<TaskContainer, "kind" | "builds" | "origins" | "use" | "overrode"> {
  const { settings } = choice;
  const setting = settingOf(config, run, "wave", "freeze");
  const builds = names.map(({ name, template }) => {
    const isGiven = name.startsWith("oras://") || !asksForDeclared(settings.engine);
    const steps = isGiven ? [] : stepsFor(name, settings, files);
    const way: RewriteStep = { by: "wave", to: name, setting };
    const rewrites = [way, ...withSettings(steps, choice)];
    return { image: steps.at(-1)?.to ?? name, predicted: template, rewrites };
  });
  const [use, overrode] = [task.place("conda"), task.overridden("conda")];
  return { kind: "image", builds, origins: originsOf(conda), use, overrode };
}

function fromFile(asFile: boolean): string {
  return `Wave builds the image from the ${asFile ? "Singularityfile" : "Dockerfile"} beside the module when the pipeline runs.`;
}

function stopped(message: string): Unresolved {
  const reason = message.endsWith("on null object") ? "undefined-parameter" : "unsupported-expression";
  return { reason, detail: `Nextflow stops with an error: ${message}` };
}

/**
 * The platforms of an `arch` directive (`Architecture`): Wave builds for all of them, `--platform` is the first. Nextflow stops
 * at what is no architecture.
 */
function platformsOf(value: Value): { readonly platforms: readonly string[]; readonly message?: string } {
  const name = value.kind === "map" ? value.entries.get("name") : value.kind === "list" ? nameIn(value.items) : value;
  const written = name === undefined || name.kind === "null" ? undefined : shown(name);
  if (written === undefined) return { platforms: [] };
  const platforms = written.split(",").flatMap((name) => platformOf(name) ?? []);
  const isRefused = platforms.length < written.split(",").length;
  return isRefused ? { platforms: [], message: `Not a valid \`arch\` value: ${written}` } : { platforms };
}

function platformOf(written: string): string | undefined {
  const parts = written
    .trim()
    .split("/")
    .filter((part) => part !== "");
  return PLATFORMS.get(parts.length === 3 ? parts.slice(1).join("/") : (parts[1] ?? parts[0] ?? ""));
}

const PLATFORMS: ReadonlyMap<string, string> = new Map([
  ["x86_64", "linux/amd64"],
  ["amd64", "linux/amd64"],
  ["aarch64", "linux/arm64"],
  ["arm64", "linux/arm64"],
  ["arm64/v8", "linux/arm64"],
  ["arm64/v7", "linux/arm64/v7"],
]);

function nameIn(items: readonly Value[]): Value | undefined {
  return items.find((item) => item.kind === "string");
}
