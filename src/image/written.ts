/** What a written name means: a registry image, a file to download, an image of another service, or something local. */
import { posix } from "node:path";
import type { ImageName } from "../model.ts";
import type { NameError } from "./explain.ts";
import { canonicalName, parseImageName } from "./name.ts";

export type WrittenName =
  /** An image of a registry: pulled as it is, or (oras) a SIF that is kept there as an artifact. */
  | {
      readonly kind: "registry";
      readonly scheme: "docker" | "oras" | null;
      readonly name: ImageName;
      readonly canonical: string;
    }
  /** A file behind a URL, usually a SIF. `sha256` where the URL carries the digest of what it serves. */
  | { readonly kind: "download"; readonly scheme: string; readonly url: URL; readonly sha256?: string }
  /** An image of the Sylabs library or of Singularity Hub; `host` where one is written. */
  | {
      readonly kind: "library";
      readonly scheme: "library" | "shub";
      readonly host?: string;
      readonly path: string;
      readonly tag?: string;
    }
  /** A file, directory or engine of the machine that runs it. */
  | { readonly kind: "local"; readonly scheme: string | null; readonly path: string }
  | ({ readonly kind: "invalid" } & NameError);

/** Schemes of containers/image and of Singularity for things that lie on the machine. */
const LOCAL_SCHEMES: ReadonlySet<string> = new Set(
  "file docker-daemon docker-archive oci oci-archive dir containers-storage ostree localimage sif podman-daemon".split(
    " ",
  ),
);
/** Of those, the ones that can also be the beginning of a registry name (`oci:1`); only `oci:/path` is told apart. */
const AMBIGUOUS_SCHEMES: ReadonlySet<string> = new Set(["oci", "dir", "ostree", "localimage", "sif"]);

const DOWNLOAD_SCHEMES: ReadonlySet<string> = new Set(["https", "http", "ftp"]);

/** Reads any name that a Nextflow process, a definition file or a build may give. Never throws. */
export function readWrittenName(text: string): WrittenName {
  const [, scheme = "", slashes = ""] = /^([A-Za-z][A-Za-z0-9+.-]*):(\/\/)?/.exec(text) ?? [];
  const word = scheme.toLowerCase();
  const rest = text.slice(scheme.length + 1 + slashes.length);
  if (isLocalPath(text)) return { kind: "local", scheme: null, path: text };
  if (isLocalScheme(word, slashes, rest)) return { kind: "local", scheme: word, path: rest };
  if (slashes === "") return registryName(text, null, 0);
  if (word === "docker" || word === "oras") return registryName(rest, word, text.length - rest.length);
  if (word === "library" || word === "shub") return libraryName(rest, word, text.length - rest.length);
  if (DOWNLOAD_SCHEMES.has(word)) return download(text, word);
  const known = "docker://, oras://, library://, shub://, https:// or file:";
  return {
    kind: "invalid",
    error: `the scheme ${JSON.stringify(`${scheme}://`)} is not known: write ${known}`,
    position: 0,
  };
}

/** `docker://` is a word of Singularity's for the name that all engines have. */
export function withoutDockerScheme(name: string): string {
  return name.replace(/^docker:\/\//, "");
}

/** Whether Singularity is to pull a SIF that a registry keeps as an artifact. */
export function isOras(name: string): boolean {
  return /^oras:\/\//i.test(name);
}

/** A file of a pipeline, wherever that is checked out or launched. */
const OF_THE_RUN = /^\$\{(?:projectDir|launchDir)\}\//;

/**
 * Reads the name of a pull. Schemes of the machine are words of Singularity, Apptainer and their like: to Docker, BuildKit and
 * Kubernetes `docker-daemon:x` and `file:x` are images of Docker Hub, and there the pull has a canonical name.
 */
export function readPulledName(image: string, canonical: string | undefined): WrittenName {
  if (OF_THE_RUN.test(image)) return { kind: "local", scheme: null, path: image };
  const read = readWrittenName(image);
  return read.kind === "local" && canonical !== undefined ? registryName(image, null, 0) : read;
}

function isLocalPath(text: string): boolean {
  return /^(?:\/|\.\.?\/|~\/)/.test(text);
}

function isLocalScheme(word: string, slashes: string, rest: string): boolean {
  if (!LOCAL_SCHEMES.has(word)) return false;
  return !AMBIGUOUS_SCHEMES.has(word) || slashes !== "" || isLocalPath(rest);
}

function registryName(text: string, scheme: "docker" | "oras" | null, offset: number): WrittenName {
  const read = parseImageName(text);
  if ("error" in read) return { kind: "invalid", error: read.error, position: offset + read.position };
  return { kind: "registry", scheme, name: read.name, canonical: canonicalName(read.name) };
}

function libraryName(rest: string, scheme: "library" | "shub", offset: number): WrittenName {
  // `//host/entity/collection/container:tag` after `library:`; a host has a dot or a port and three parts below it.
  const [, host, path, tag] =
    /^(?:\/?([A-Za-z0-9.-]+(?::\d+)?)\/(?=[^/]+\/[^/]+\/[^/]+$))?([\w.-]+(?:\/[\w.-]+){0,3})(?:[:@]([\w.@:,-]+))?$/.exec(
      rest,
    ) ?? [];
  if (path === undefined) {
    const form = scheme === "library" ? "library://ENTITY/COLLECTION/CONTAINER:TAG" : "shub://USER/REPOSITORY:TAG";
    return {
      kind: "invalid",
      error: `${JSON.stringify(rest)} names no image of that service: write ${form}`,
      position: offset,
    };
  }
  return {
    kind: "library",
    scheme,
    path,
    ...(host === undefined ? {} : { host }),
    ...(tag === undefined ? {} : { tag }),
  };
}

function download(text: string, scheme: string): WrittenName {
  const url = /\s/.test(text) ? null : URL.parse(text);
  if (url === null || url.hostname === "") {
    return { kind: "invalid", error: `${JSON.stringify(text)} is not a URL: write ${scheme}://HOST/PATH`, position: 0 };
  }
  const sha256 = carriedDigest(url);
  return { kind: "download", scheme, url, ...(sha256 === undefined ? {} : { sha256 }) };
}

/** The sha256 in the path of a URL: `…/blobs/sha256/ab/abcd…/data` of a registry's storage, or `…/blobs/sha256:abcd…` of its API. */
function carriedDigest(url: URL): string | undefined {
  const found = /\/sha256(?:\/[a-f0-9]{2}\/|[:/]|%3A)([a-f0-9]{64})(?:\/|$)/i.exec(url.pathname);
  return found?.[1]?.toLowerCase();
}

/** The path of a URL as a server resolves it: `..` cannot climb out of what a pattern covers, plain or percent-encoded. */
export function decodedPath(url: URL): string {
  try {
    return posix.normalize(`/${decodeURIComponent(url.pathname)}`);
  } catch {
    return posix.normalize(`/${url.pathname}`);
  }
}
