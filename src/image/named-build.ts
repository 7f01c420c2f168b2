/** Which build of which software a name says that it is, where it says so. */
import { judgedRegistry, judgedRepository } from "./registry-host.ts";
import { decodedPath, type WrittenName } from "./written.ts";

export type NamedBuild =
  /** `…/biocontainers/NAME:TAG`, and the SIF that Galaxy makes of each: `NAME:TAG` at its depot or in CVMFS. */
  | { readonly origin: "biocontainers"; readonly software: string; readonly tag: string }
  /**
   * What Wave built, with the hash of its tag taken off: each half and each platform has one of its own. The version is
   * absent where several packages share a name, the package wherever it is not known to be one.
   */
  | { readonly origin: "wave"; readonly software: string; readonly version?: string; readonly package?: string }
  /** Any other tag of a repository, of an image or (`oras://`) of a SIF: one tag is never both. */
  | {
      readonly origin: "repository";
      readonly software: string;
      readonly tag: string;
      readonly digest?: string;
      readonly isSif: boolean;
    };

const WAVE = "community.wave.seqera.io";
const WAVE_HASH = /(?:--|^)[0-9a-f]{16}$/;

/** Undefined where nothing in the name can be compared with another one. */
export function namedBuild(read: WrittenName): NamedBuild | undefined {
  if (read.kind === "download") return galaxyFile(decodedPath(read.url), /\/singularity\//);
  if (read.kind === "local") return galaxyFile(read.path, /\/singularity\.galaxyproject\.org\//);
  if (read.kind !== "registry" || read.name.tag === undefined) return undefined;
  const { registry, repository, tag, digest } = read.name;
  const [, software] = /(?:^|\/)biocontainers\/([^/]+)$/.exec(repository) ?? [];
  if (software !== undefined) return { origin: "biocontainers", software, tag };
  const place = `${judgedRegistry(registry)}/${judgedRepository(read.name)}`;
  const version = tag.replace(WAVE_HASH, "");
  if (registry !== WAVE && version === tag)
    return {
      origin: "repository",
      software: place,
      tag,
      ...(digest !== undefined && { digest }),
      isSif: read.scheme === "oras",
    };
  if (version === "") return { origin: "wave", software: place };
  const name = repository.slice(repository.lastIndexOf("/") + 1);
  // A freeze repository holds every package; the community's has one repository a set of them, joined by underscores.
  const isPackage = registry === WAVE && !name.includes("_");
  return { origin: "wave", software: place, version, ...(isPackage && { package: name }) };
}

/** A SIF of Galaxy's: its file is named as the image is. */
function galaxyFile(path: string, folder: RegExp): NamedBuild | undefined {
  if (!folder.test(path)) return undefined;
  const [, software, tag] = /\/([^/:]+):([^/:]+?)(?:\.(?:sif|simg|img))?$/.exec(path) ?? [];
  return software === undefined || tag === undefined ? undefined : { origin: "biocontainers", software, tag };
}

/** Whether two names say that they are one build; undefined where they cannot be compared. */
export function isSameBuild(a: NamedBuild, b: NamedBuild): boolean | undefined {
  if (a.origin === "wave") return b.origin === "biocontainers" ? isSamePackage(b, a) : isSameOfWave(a, b);
  if (b.origin === "wave") return a.origin === "biocontainers" ? isSamePackage(a, b) : undefined;
  if (a.origin === "biocontainers")
    return b.origin === "biocontainers" ? a.software === b.software && a.tag === b.tag : undefined;
  // In one repository other names are other images on purpose; elsewhere another name is a mistake.
  if (b.origin !== "repository" || a.software !== b.software || a.isSif !== b.isSif) return undefined;
  return a.tag === b.tag && (a.digest === undefined || b.digest === undefined || a.digest === b.digest);
}

type Bio = Extract<NamedBuild, { origin: "biocontainers" }>;
type Wave = Extract<NamedBuild, { origin: "wave" }>;

/** Each half has a hash of its own, so that versions are all that two of them have in common. */
function isSameOfWave(a: Wave, b: NamedBuild): boolean | undefined {
  if (b.origin !== "wave") return undefined;
  if (a.software === b.software || packagesOf(a) === packagesOf(b)) return a.version === b.version;
  // In repositories of one's own the packages may stand in the tag, or nowhere.
  return isOfCommunity(a) && isOfCommunity(b) ? false : undefined;
}

/** What a mirror keeps of the place, in whatever order the environment had them. */
function packagesOf({ software }: Wave): string {
  return software
    .slice(software.lastIndexOf("/") + 1)
    .split("_")
    .sort()
    .join("_");
}

function isOfCommunity({ software }: Wave): boolean {
  return software.startsWith(`${WAVE}/`);
}

/** Both are built from conda's packages: of one package the name and the version say the same in both worlds. */
function isSamePackage({ software, tag }: Bio, wave: Wave): boolean | undefined {
  if (wave.package === undefined || software.startsWith("mulled-")) return undefined;
  return software === wave.package && tag.replace(/--[^-]*$/, "") === wave.version;
}

/** The name with another build of the same software in its place; undefined where its hash would be another one, or a digest too. */
export function withBuild(name: string, own: NamedBuild, other: NamedBuild): string | undefined {
  if (own.origin === "wave" || other.origin !== own.origin || other.software !== own.software) return undefined;
  const [before = "", behind, ...more] = name.split(`:${own.tag}`);
  if (behind === undefined || more.length > 0 || behind.includes("@")) return undefined;
  return `${before}:${other.tag}${behind}`;
}
