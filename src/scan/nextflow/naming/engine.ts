/** The container engines, and the names that they are given for the value of `container`. */
import type { Engine, RewriteBy } from "../../../model.ts";

export type ContainerEngine = Exclude<Engine, "buildkit" | "kubernetes">;

/** Configuration scopes of the container engines, in the order in which Nextflow looks at them. */
export const engineScopes = [
  { scope: "docker", engine: "docker" },
  { scope: "podman", engine: "podman" },
  { scope: "sarus", engine: "sarus" },
  { scope: "shifter", engine: "shifter" },
  { scope: "singularity", engine: "singularity" },
  { scope: "apptainer", engine: "apptainer" },
  { scope: "charliecloud", engine: "charliecloud" },
  { scope: "appleContainer", engine: "apple-container" },
  { scope: "smolvm", engine: "smolvm" },
] as const satisfies readonly { scope: string; engine: ContainerEngine }[];

/** Executors that run every task in a container by themselves, with Docker's naming rules. */
const cloudExecutors: ReadonlySet<string> = new Set([
  "awsbatch",
  "google-batch",
  "google-lifesciences",
  "azurebatch",
  "k8s",
]);

export function isCloudExecutor(executor: string): boolean {
  return cloudExecutors.has(executor.toLowerCase());
}

/** Google and Azure give `containerOptions` to Docker; AWS Batch reads a few of them, of which none is of ours. */
export function takesContainerOptions(executor: string): boolean {
  return !isCloudExecutor(executor) || ["google-batch", "azurebatch"].includes(executor.toLowerCase());
}

/** What the configuration says about the engine in force. */
export interface EngineSettings {
  readonly engine: ContainerEngine;
  /** `registry`, `''` where there is none. */
  readonly registry: string;
  /** `docker.registryOverride`; other engines have no such setting. */
  readonly registryOverride: boolean;
  /** `ociMode` or `ociAutoPull`: an image of a registry is run as it is, not turned into a file first. */
  readonly runsOci: boolean;
  /** Directories that may hold image files already: `libraryDir`, then `cacheDir`. */
  readonly stores: readonly string[];
}

/** Which files there are, as far as the repository tells. */
export interface LocalFiles {
  /** The launch directory, in front of relative image files. */
  readonly launchDir: string;
  /** A file or directory relative to the launch directory. */
  exists(relative: string): boolean;
  /** A file in a directory that a setting names. */
  existsIn(directory: string, file: string): boolean;
  /** The path in the repository of an image that is a file of it. */
  pathOf(image: string): string | undefined;
}

/** What one rule of an engine makes of a name. */
export interface NameStep {
  readonly by: Exclude<RewriteBy, "mirror" | "wave">;
  readonly to: string;
  /** The directory that has it, as the setting names it. */
  readonly store?: string;
}

/** The name given to the pull, or the file that is run without one. */
export function imageFor(name: string, settings: EngineSettings, files: LocalFiles): string {
  return stepsFor(name, settings, files).at(-1)?.to ?? name;
}

/**
 * How the value of `container` becomes the name that an engine is given (`ContainerHandler.normalizeImageName`); empty
 * where it is given as it is.
 */
export function stepsFor(name: string, settings: EngineSettings, files: LocalFiles): readonly NameStep[] {
  switch (settings.engine) {
    case "shifter":
      return changed(name, "engine", shifterName(name));
    case "charliecloud":
      return charliecloudSteps(name, settings, files);
    case "singularity":
    case "apptainer":
      return singularitySteps(name, settings, files);
    case "sarus":
      return [];
    case "docker":
    case "podman":
    case "apple-container":
    case "smolvm":
      break;
  }
  return registrySteps(name, settings);
}

function changed(name: string, by: NameStep["by"], to: string): readonly NameStep[] {
  return to === name ? [] : [{ by, to }];
}

const SCHEME = /^[^/:. ]+:\/\//;

/** A registry is put in front unless the part before the first `/` has a `.` or a `:`; not more is asked. */
function isAbsolute(name: string): boolean {
  const slash = name.indexOf("/");
  return slash !== -1 && /[.:]/.test(name.slice(0, slash));
}

function registrySteps(name: string, settings: EngineSettings): readonly NameStep[] {
  return changed(name, isAbsolute(name) ? "registry-override" : "registry", dockerName(name, settings));
}

function dockerName(name: string, { registry, registryOverride }: EngineSettings): string {
  if (registry === "") return name;
  const prefix = registry.endsWith("/") ? registry : `${registry}/`;
  if (!isAbsolute(name)) return prefix + name;
  if (!registryOverride) return name;
  const scheme = /^([a-zA-Z][a-zA-Z0-9]*):\/\//.exec(name)?.[1];
  const source = scheme === undefined ? name : name.slice(scheme.length + 3);
  const slash = source.indexOf("/");
  const first = slash === -1 ? source : source.slice(0, slash);
  const path = /[.:]/.test(first) ? source.slice(slash + 1) : source;
  return (scheme === undefined ? "" : `${scheme}://`) + prefix + path;
}

/** An absolute path, whether written as one or made of a directory of the run. */
const PATH = /^(?:\/|\$\{(?:projectDir|launchDir)\})/;

function singularitySteps(name: string, settings: EngineSettings, files: LocalFiles): readonly NameStep[] {
  if (PATH.test(name)) return [];
  if (name.startsWith("file://")) {
    const path = name.slice("file://".length);
    return [{ by: "file", to: path.startsWith("/") ? path : `${files.launchDir}/./${path}` }];
  }
  const steps: NameStep[] = [];
  let image = name;
  if (!SCHEME.test(name)) {
    if (files.exists(name)) return [{ by: "file", to: `${files.launchDir}/./${name}` }];
    steps.push(...registrySteps(name, settings));
    image = `docker://${steps.at(-1)?.to ?? name}`;
    steps.push({ by: "engine", to: image });
  }
  if (settings.runsOci && image.startsWith("docker://")) return steps;
  const file = settings.stores.length === 0 ? "" : cacheFileName(image);
  const store = settings.stores.find((directory) => files.existsIn(directory, file));
  if (store !== undefined) steps.push({ by: "store", to: `${store.replace(/\/$/, "")}/${file}`, store });
  return steps;
}

/** The file that Singularity and Apptainer keep an image in (`SingularityCache.simpleName`). */
export function cacheFileName(image: string): string {
  let name = image.replace(SCHEME, "");
  let extension = ".img";
  if (name.includes(".sif:")) {
    extension = ".sif";
    name = name.replaceAll(".sif:", "-");
  } else if (name.endsWith(".sif")) {
    extension = ".sif";
    name = name.slice(0, -".sif".length);
  }
  return name.replaceAll(":", "-").replaceAll("/", "-") + extension;
}

function charliecloudSteps(name: string, settings: EngineSettings, files: LocalFiles): readonly NameStep[] {
  if (PATH.test(name)) return [];
  let image = name.startsWith("docker://") ? name.slice("docker://".length) : name;
  if (!image.includes(":")) image += ":latest";
  const spelled = changed(name, "engine", image);
  if (files.exists(image)) return [...spelled, { by: "file", to: `${files.launchDir}/./${image}` }];
  return [...spelled, ...registrySteps(image, settings)];
}

/** Groovy's `tokenize(':')`: empty parts do not count. */
function shifterName(name: string): string {
  const parts = name.split(":").filter((part) => part !== "").length;
  if (parts === 3) return name;
  if (parts === 1) return `docker:${name}:latest`;
  return name.startsWith("docker:") ? `${name}:latest` : `docker:${name}`;
}

/** What a registry is asked for by a name that was given to an engine; undefined where no registry is asked. */
export function registryName(image: string, engine: ContainerEngine | null): string | undefined {
  const name = image.trim();
  if (engine === "shifter") return name.replace(/^docker:/, "");
  const scheme = SCHEME.exec(name)?.[0];
  if (scheme !== undefined) return takesScheme(scheme, engine) ? name.slice(scheme.length) : undefined;
  return /^[/$]/.test(name) ? undefined : name;
}

/** Podman 4.3 pulls and runs `docker://NAME` and refuses `oras://`; Docker refuses both. */
function takesScheme(scheme: string, engine: ContainerEngine | null): boolean {
  const takesOras = engine === "singularity" || engine === "apptainer";
  const takesDocker = takesOras || engine === "podman" || engine === "charliecloud";
  return scheme === "docker://" ? takesDocker : scheme === "oras://" && takesOras;
}
