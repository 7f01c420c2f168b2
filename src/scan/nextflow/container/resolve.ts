/** Every image that a task may be given, from its directives, its engine and Wave. */
import type { Confidence, Pull, Unresolved } from "../../../model.ts";
import { canonicalOf } from "../../../image/name.ts";
import { imageFor, registryName, stepsFor, type ContainerEngine, type LocalFiles } from "../naming/engine.ts";
import type { Run, MapValue, Origin, Value } from "../evaluate/model.ts";
import { startRun } from "../evaluate/scope.ts";
import { conditionsOf, explore, type World } from "../evaluate/worlds.ts";
import { originsOf, shown, truthOf, undefinedIn } from "../evaluate/value.ts";
import type { Use, PreparedTask } from "../scripts/task.ts";
import { asksForDeclared, throughWave } from "../naming/wave.ts";
import { engineFor, settingOf, waveSettings, withSettings, type EngineChoice, type RewriteStep } from "./engines.ts";
import { startOptions } from "./start-options.ts";
import { isTrue } from "../config/engines.ts";
import type { RunStart } from "../config/start.ts";
import { short } from "../../../text/quote.ts";

/** What is longer is a name nowhere, and kept for each process it would fill the memory. */
const LONGEST_NAME = 4_096;

/** What one task would pull, in one world of open conditions. */
interface TaskContainer {
  readonly kind: "image" | "none" | "open" | "failure";
  readonly shadowedBy?: string;
  readonly entrypoint?: string;
  readonly user?: string;
  readonly labels: readonly string[];
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
  readonly use: Use | undefined;
  readonly overrode: Use | undefined;
}

export interface ContainerRequest {
  /** Weighs the directives of the process; eager ones are evaluated here. */
  prepare(run: Run): PreparedTask;
  readonly config: MapValue;
  readonly files: LocalFiles;
  readonly start: RunStart;
  /** A Dockerfile lies beside the module. */
  readonly dockerfile: boolean;
}

/** A pull without its place in a scenario. */
export interface ResolvedContainer extends Pick<
  Pull,
  | "image"
  | "canonical"
  | "file"
  | "written"
  | "engine"
  | "platform"
  | "confidence"
  | "conditions"
  | "unresolved"
  | "shadowedBy"
  | "entrypoint"
  | "user"
  | "labels"
  | "undefinedParameters"
> {
  readonly origins: readonly Origin[];
  /** Where the container is set, which says more than the text where that is a parameter or a function. */
  readonly use: Use | undefined;
  /** What the process says itself where a configuration wins. */
  readonly overrode?: Use;
  readonly rewrites?: readonly RewriteStep[];
}

export interface Resolution {
  readonly pulls: readonly ResolvedContainer[];
  /** Nextflow or its engine stops with these. */
  readonly failures: readonly string[];
  /** What is known only in the run, beside the name. */
  readonly notes: readonly string[];
  /** Those that it stops with where the process is defined, called or not. */
  readonly early: readonly string[];
  /** It stops whichever way the open conditions turn out. */
  readonly isFailure: boolean;
}

/** Every image that a task may be given: one, or one for each way in which open conditions may turn out. */
export function resolveContainer(request: ContainerRequest): Resolution {
  const worlds = explore((decide) => containerOf(request, decide));
  if (worlds === undefined) {
    const detail = "The image depends on too many open conditions.";
    return openContainer({ reason: "unsupported-expression", detail });
  }
  const groups = worlds.length === 1 ? [worlds] : bySameContainer(worlds);
  const pulls: ResolvedContainer[] = [];
  const failures = new Set<string>();
  const notes = new Set<string>();
  const early = new Set<string>();
  for (const group of groups) {
    const { result } = group[0]!;
    if (result.message !== undefined) failures.add(result.message);
    if (result.message !== undefined && result.isEarly === true) early.add(result.message);
    if (result.kind === "none") continue;
    for (const { result: one } of group) {
      if (one.refusal !== undefined) failures.add(one.refusal);
      if (one.open !== undefined) notes.add(one.open);
    }
    pulls.push(toPull(group, groups.length > 1, request.files));
  }
  const isFailure = worlds.every(({ result }) => result.kind === "failure");
  return { pulls, failures: [...failures], notes: [...notes], early: [...early], isFailure };
}

/** One container of which nothing is known. */
export function openContainer(unresolved: Unresolved): Resolution {
  const facts = { image: null, written: "", engine: null, platform: null, confidence: "unresolved" as const };
  return {
    pulls: [{ ...facts, unresolved, origins: [], use: undefined }],
    failures: [],
    notes: [],
    early: [],
    isFailure: false,
  };
}

/** Worlds that come to the same container, together. */
function bySameContainer(worlds: readonly World<TaskContainer>[]): readonly (readonly World<TaskContainer>[])[] {
  const groups = Map.groupBy(worlds, ({ result: { kind, image, engine, platform, unresolved } }) =>
    JSON.stringify([kind, image, engine, platform, unresolved?.reason]),
  );
  return [...groups.values()];
}

function toPull(group: readonly World<TaskContainer>[], candidate: boolean, files: LocalFiles): ResolvedContainer {
  const { result } = group[0]!;
  const idle = result.engine === null && result.kind === "image";
  // Nothing is fetched as the files stand.
  const conditions = [
    ...(candidate ? commonConditions(group) : []),
    ...(idle ? ["a container engine is enabled"] : []),
  ];
  const open = result.kind === "open" || result.kind === "failure";
  const usesDefault = group.some((world) => world.result.usesDefault);
  let confidence: Confidence = usesDefault ? "default" : "exact";
  if (open) confidence = "unresolved";
  else if (candidate || idle) confidence = "candidate";
  const name = result.image === undefined ? undefined : registryName(result.image, result.engine);
  const canonical = name === undefined ? undefined : canonicalOf(name);
  const undefinedParameters = undefinedParametersOf(result);
  const file = name === undefined && result.image !== undefined ? files.pathOf(result.image) : undefined;
  return {
    image: result.image ?? null,
    ...(canonical === undefined ? {} : { canonical }),
    ...(file === undefined ? {} : { file }),
    written: result.written,
    engine: result.engine,
    platform: result.platform,
    confidence,
    ...(conditions.length === 0 ? {} : { conditions }),
    ...(result.unresolved === undefined ? {} : { unresolved: result.unresolved }),
    ...(undefinedParameters.length > 0 && { undefinedParameters }),
    ...(result.shadowedBy === undefined ? {} : { shadowedBy: result.shadowedBy }),
    ...(result.entrypoint === undefined ? {} : { entrypoint: result.entrypoint }),
    ...(result.user === undefined ? {} : { user: result.user }),
    ...(result.labels.length > 0 && { labels: result.labels }),
    origins: result.origins,
    use: result.use,
    ...(result.overrode !== undefined && { overrode: result.overrode }),
    ...(result.rewrites !== undefined && { rewrites: result.rewrites }),
  };
}

/** Of the name as it is written, and of the settings by which it is rewritten. */
function undefinedParametersOf({ image, written, origins, rewrites = [] }: TaskContainer): readonly string[] {
  if (image === undefined) return [];
  const settings = rewrites.flatMap(({ setting }) => setting?.undefinedParameters ?? []);
  return [...new Set([...undefinedIn(written, origins), ...settings])];
}

/** Conditions that all worlds of a group share; each world's own joined by "or" where they share none. */
function commonConditions(group: readonly World<TaskContainer>[]): readonly string[] {
  const lists = group.map((world) => conditionsOf(world.decisions));
  const shared = lists[0]!.filter((condition) => lists.every((list) => list.includes(condition)));
  if (shared.length > 0 || group.length === 1) return shared;
  return [lists.map((list) => list.join(" && ")).join(" || ")];
}

function containerOf(request: ContainerRequest, decide: Run["decide"]): TaskContainer {
  const { config, files } = request;
  const { task, failures } = request.prepare(startRun({ ...request.start, decide }));
  const run = startRun({ ...request.start, decide, delegate: task.scope });
  const value = task.directive("container", run);
  const executor = task.directive("executor", run);
  const choice = engineFor(config, shown(executor) ?? "", run);
  const { platform: arch, message: wrongArch } = platformOf(task.directive("arch", run));
  const origins = originsOf(value);
  const ofProcess = (within: Run): Value => task.directive("containerOptions", within);
  const common = {
    ...startOptions({ choice, ofProcess, arch, run }),
    labels: task.labels,
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
  const conda = truthOf(task.directive("conda", run)) === true;
  return throughItsWave(container, { declared, conda, choice, request, run });
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
  readonly conda: boolean;
  readonly choice: EngineChoice;
  readonly request: ContainerRequest;
  readonly run: Run;
}

/** What Wave makes of a container that has its name by the rules of the engine. */
function throughItsWave(
  container: TaskContainer,
  { declared, conda, choice, request: { config, files, dockerfile }, run }: WaveRequest,
): TaskContainer {
  const { settings } = choice;
  const wave = throughWave(
    waveSettings(config, run),
    { container: declared, conda, dockerfile },
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
      const recipe = wave.from === "conda" ? "the `conda` directive" : "the Dockerfile beside the module";
      const detail = `Wave builds the image from ${recipe} when the pipeline runs.`;
      const unresolved: Unresolved = { reason: "wave-build", detail };
      return { ...rest, kind: "open", written: declared, unresolved, shadowedBy: "wave", rewrites: [byWave()] };
    }
    case "failure":
      break;
  }
  return { ...rest, kind: "failure", message: wave.message, unresolved: stopped(wave.message) };
}

function stopped(message: string): Unresolved {
  const reason = message.endsWith("on null object") ? "undefined-parameter" : "unsupported-expression";
  return { reason, detail: `Nextflow stops with an error: ${message}` };
}

/** `--platform` for an `arch` directive (`Architecture`): of several the first. Nextflow stops at what is no architecture. */
function platformOf(value: Value): { readonly platform: string | null; readonly message?: string } {
  const name = value.kind === "map" ? value.entries.get("name") : value.kind === "list" ? nameIn(value.items) : value;
  const written = name === undefined || name.kind === "null" ? undefined : shown(name);
  if (written === undefined) return { platform: null };
  const [first = ""] = written.split(",");
  const parts = first
    .trim()
    .split("/")
    .filter((part) => part !== "");
  const platform = PLATFORMS.get(parts.length === 3 ? parts.slice(1).join("/") : (parts[1] ?? parts[0] ?? ""));
  if (platform === undefined) return { platform: null, message: `Not a valid \`arch\` value: ${written}` };
  return { platform };
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
