/** The container engines, and the names that they are given for the value of `container`. */
import type { Engine } from "../../../model.ts";

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

export interface PulledImage {
  /** The name given to the pull, or the file that is run without one. */
  readonly image: string;
  /** False for a file: nothing is pulled. */
  readonly pulled: boolean;
}

/** The name that an engine is given for the value of `container` (`ContainerHandler.normalizeImageName`). */
export function imageFor(name: string, settings: EngineSettings, files: LocalFiles): PulledImage {
  switch (settings.engine) {
    case "shifter":
      return { image: shifterName(name), pulled: true };
    case "charliecloud":
      return charliecloudName(name, settings, files);
    case "singularity":
    case "apptainer":
      return singularityName(name, settings, files);
    case "sarus":
      return { image: name, pulled: true };
    case "docker":
    case "podman":
    case "apple-container":
    case "smolvm":
      break;
  }
  return { image: dockerName(name, settings), pulled: true };
}

const SCHEME = /^[^/:. ]+:\/\//;

/** A registry is put in front unless the part before the first `/` has a `.` or a `:`; not more is asked. */
function isAbsolute(name: string): boolean {
  const slash = name.indexOf("/");
  return slash !== -1 && /[.:]/.test(name.slice(0, slash));
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

function singularityName(name: string, settings: EngineSettings, files: LocalFiles): PulledImage {
  if (PATH.test(name)) return { image: name, pulled: false };
  if (name.startsWith("file://")) {
    const path = name.slice("file://".length);
    return { image: path.startsWith("/") ? path : `${files.launchDir}/./${path}`, pulled: false };
  }
  let image = name;
  if (!SCHEME.test(name)) {
    if (files.exists(name)) return { image: `${files.launchDir}/./${name}`, pulled: false };
    image = `docker://${dockerName(name, settings)}`;
  }
  if (settings.runsOci && image.startsWith("docker://")) return { image, pulled: true };
  const file = settings.stores.length === 0 ? "" : cacheFileName(image);
  for (const store of settings.stores) {
    if (files.existsIn(store, file)) return { image: `${store.replace(/\/$/, "")}/${file}`, pulled: false };
  }
  return { image, pulled: true };
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

function charliecloudName(name: string, settings: EngineSettings, files: LocalFiles): PulledImage {
  if (PATH.test(name)) return { image: name, pulled: false };
  let image = name.startsWith("docker://") ? name.slice("docker://".length) : name;
  if (!image.includes(":")) image += ":latest";
  if (files.exists(image)) return { image: `${files.launchDir}/./${image}`, pulled: false };
  return { image: dockerName(image, settings), pulled: true };
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
