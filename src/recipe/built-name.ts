/** Names that say what was built: those of Wave's builds, mulled-v1 and mulled-v2 ones, and those of BioContainers. */
import { namedBuild } from "../image/named-build.ts";
import { readWrittenName } from "../image/written.ts";
import type { Engine } from "./templates.ts";

export interface WaveName {
  readonly kind: "wave";
  readonly id: string;
  /** What the scheme says; Wave gives `oras://` to a SIF and nothing to an image. */
  readonly engine: Engine;
  /** Host and path, all of it: what the id is made of where Wave added no name of packages. */
  readonly repository: string;
  /** The last part of the path: names of packages, or of a repository that holds them all. */
  readonly path: string;
  /** What stands in front of `--` and the id. */
  readonly prefix: string;
  /** Whether Wave puts names of packages into each path of this repository: Seqera Containers. */
  readonly isCommunity: boolean;
}

export interface MulledName {
  readonly kind: "mulled";
  readonly version: 1 | 2;
  /** SHA-1, of names alone with version 2. */
  readonly hash: string;
  /** SHA-1 of versions; version 2 only, and absent where none was asked for. */
  readonly versionsHash?: string;
}

export interface SingleName {
  readonly kind: "single";
  readonly software: string;
  readonly version: string;
}

export type BuiltName = WaveName | MulledName | SingleName;

const WAVE_TAG = /^(?:(.*)--)?([0-9a-f]{16})$/;
const COMMUNITY = /^community\.wave\.seqera\.io\/library\/(?!build$)[^/]+$/;
const MULLED = /^mulled-v([12])-([0-9a-f]{40})$/;

/** Undefined where a name says nothing of what was built. Never throws. */
export function readBuiltName(image: string): BuiltName | undefined {
  const read = readWrittenName(image);
  const build = namedBuild(read);
  if (build?.origin === "biocontainers") return bioName(build.software, build.tag);
  if (read.kind !== "registry" || read.name.tag === undefined) return undefined;
  const [, prefix = "", id] = WAVE_TAG.exec(read.name.tag) ?? [];
  if (id === undefined) return undefined;
  const repository = `${read.name.registry}/${read.name.repository}`;
  return {
    kind: "wave",
    id,
    engine: read.scheme === "oras" ? "singularity" : "docker",
    repository,
    path: repository.slice(repository.lastIndexOf("/") + 1),
    prefix,
    isCommunity: COMMUNITY.test(repository),
  };
}

/** Tags are `VERSION--BUILD`, of mulled-v2 `VERSIONS-BUILD` or `BUILD`, of mulled-v1 `BUILD`. */
function bioName(software: string, tag: string): MulledName | SingleName {
  const [, version, hash] = MULLED.exec(software) ?? [];
  if (hash === undefined) return { kind: "single", software, version: tag.replace(/--[^-]*$/, "") };
  const [versionsHash] = /^[0-9a-f]{40}(?=-|$)/.exec(tag) ?? [];
  return {
    kind: "mulled",
    version: version === "1" ? 1 : 2,
    hash,
    ...(version === "2" && versionsHash !== undefined && { versionsHash }),
  };
}

/** Whether anything can be proven of a name: one of Wave's with an id, or of BioContainers in either form. Cheap. */
export function isProvable(image: string): boolean {
  return readBuiltName(image) !== undefined;
}
