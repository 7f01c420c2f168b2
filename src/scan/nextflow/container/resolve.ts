/** Every image that a task may be given, from its directives, its engine and Wave. */
import type { CondaSource, Confidence, Pull, Unresolved } from "../../../model.ts";
import { canonicalOf } from "../../../image/name.ts";
import { registryName, type LocalFiles } from "../naming/engine.ts";
import type { Origin } from "../evaluate/model.ts";
import { conditionsOf, explore, type World } from "../evaluate/worlds.ts";
import { undefinedIn } from "../evaluate/value.ts";
import type { Use } from "../scripts/task.ts";
import { type RewriteStep } from "./engines.ts";
import { type ContainerRequest, containerOf, type TaskContainer } from "./task-container.ts";

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
  | "predicted"
  | "entrypoint"
  | "user"
  | "labels"
  | "conda"
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
    for (const one of byBuild(group)) pulls.push(toPull(one, groups.length > 1, request.files));
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
  const groups = Map.groupBy(worlds, ({ result: { kind, image, builds, engine, platform, unresolved } }) =>
    JSON.stringify([kind, image, builds?.map((build) => build.image), engine, platform, unresolved?.reason]),
  );
  return [...groups.values()];
}

/** One group for each image that Wave may build. */
function byBuild(group: readonly World<TaskContainer>[]): readonly (readonly World<TaskContainer>[])[] {
  const { builds } = group[0]!.result;
  if (builds === undefined) return [group];
  return builds.map((build) => group.map((world) => ({ ...world, result: { ...world.result, ...build } })));
}

function toPull(group: readonly World<TaskContainer>[], candidate: boolean, files: LocalFiles): ResolvedContainer {
  const { result } = group[0]!;
  const idle = result.engine === null && result.kind === "image";
  const { predicted, builds = [] } = result;
  const hangsOnServer = builds.length > 1;
  // Nothing is fetched as the files stand.
  const conditions = [
    ...(candidate ? commonConditions(group) : []),
    ...(hangsOnServer ? [`the Wave server builds by ${predicted}`] : []),
    ...(idle ? ["a container engine is enabled"] : []),
  ];
  const open = result.kind === "open" || result.kind === "failure";
  const usesDefault = group.some((world) => world.result.usesDefault);
  let confidence: Confidence = usesDefault ? "default" : "exact";
  if (open) confidence = "unresolved";
  else if (candidate || idle || hangsOnServer) confidence = "candidate";
  const name = result.image === undefined ? undefined : registryName(result.image, result.engine);
  const canonical = name === undefined ? undefined : canonicalOf(name);
  const conda = commonConda(group);
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
    ...(predicted === undefined ? {} : { predicted }),
    ...(result.shadowedBy === undefined ? {} : { shadowedBy: result.shadowedBy }),
    ...(result.entrypoint === undefined ? {} : { entrypoint: result.entrypoint }),
    ...(result.user === undefined ? {} : { user: result.user }),
    ...(result.labels.length > 0 && { labels: result.labels }),
    ...(conda !== undefined && { conda }),
    origins: result.origins,
    use: result.use,
    ...(result.overrode !== undefined && { overrode: result.overrode }),
    ...(result.rewrites !== undefined && { rewrites: result.rewrites }),
  };
}

/** Worlds in which it has none say nothing of those in which it has one: `params.enable_conda ? 'a=1' : null`. */
function commonConda(group: readonly World<TaskContainer>[]): CondaSource | undefined {
  const [first, ...others] = new Set(group.flatMap(({ result }) => result.conda ?? []));
  return others.length === 0 ? first : undefined;
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
