/** Which build of which software a name says that it is, where it says so. */
import { judgedRegistry, judgedRepository } from "./registry-host.ts";
import { decodedPath, type WrittenName } from "./written.ts";

export type NamedBuild =
  /** `…/biocontainers/NAME:TAG`, and the SIF that Galaxy makes of each: `NAME:TAG` at its depot or in CVMFS. */
  | { readonly origin: "biocontainers"; readonly software: string; readonly tag: string }
  | WaveBuild
  /** Any other tag of a repository, of an image or (`oras://`) of a SIF: one tag is never both. */
  | {
      readonly origin: "repository";
      readonly software: string;
      readonly tag: string;
      readonly digest?: string;
      readonly isSif: boolean;
    };

/** What Wave built, with the hash of its tag taken off: each half and each platform has one of its own. */
interface WaveBuild {
  readonly origin: "wave";
  readonly software: string;
  /** Absent where several packages share a name. Packages that stand in the tag are sorted. */
  readonly version?: string;
  /** Absent wherever it is not known to be one. */
  readonly package?: string;
  /** Their names where they stand in the tag, sorted: `bwa, samtools`. */
  readonly packages?: string;
  /** The whole name, where the tag is a hash and nothing else; with `oras://` it is another one. */
  readonly hashed?: string;
}

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
  const isSif = read.scheme === "oras";
  if (registry !== WAVE && version === tag)
    return {
      origin: "repository",
      software: place,
      tag,
      ...(digest !== undefined && { digest }),
      isSif,
    };
  if (version === "") return { origin: "wave", software: place, hashed: `${isSif ? "oras://" : ""}${place}:${tag}` };
  const name = repository.slice(repository.lastIndexOf("/") + 1);
  // A freeze repository holds every package; the community's has one repository a set of them, joined by underscores.
  const isOfPackages = registry === WAVE && name !== BUILDS;
  if (!isOfPackages && isListOfPackages(version)) return { origin: "wave", software: place, ...packagesOfTag(version) };
  return { origin: "wave", software: place, version, ...(isOfPackages && !name.includes("_") && { package: name }) };
}

/** Where Seqera Containers keeps what has no packages in its path. */
const BUILDS = "build";

/**
 * Whether the packages stand in a tag, where a repository of one's own holds all that Wave built (its name strategy `tagPrefix`):
 * `bwa-0.7.18_samtools-1.21`, `3d-dna-201008`. A mirror of Seqera Containers has a version there, and none of conda's has a dash.
 */
function isListOfPackages(tag: string): boolean {
  return !/^[a-z]?\d(?!.*-\d)/i.test(tag);
}

/** Whoever names the same packages in another order asks for the same ones. */
function packagesOfTag(tag: string): { readonly version: string; readonly packages: string } {
  const parts = tag.split("_");
  const names = parts.map((one) => one.replace(/-\d.*$/, ""));
  return { version: parts.sort().join("_"), packages: names.sort().join(", ") };
}

/** Whether a name says nothing of what was built: a hash, in a repository that is not called after packages. */
export function isBareHash(build: NamedBuild): boolean {
  if (build.origin !== "wave" || build.version !== undefined) return false;
  const name = build.software.slice(build.software.lastIndexOf("/") + 1);
  return isOfCommunity(build) ? name === BUILDS : !name.includes("_");
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

/** Each half has a hash of its own, so that versions are all that two of them have in common. */
function isSameOfWave(a: WaveBuild, b: NamedBuild): boolean | undefined {
  if (b.origin !== "wave") return undefined;
  if (a.hashed !== undefined && a.hashed === b.hashed) return true;
  if (saysLess(a, b) || saysLess(b, a)) return undefined;
  if (a.software === b.software || packagesOf(a) === packagesOf(b)) return a.version === b.version;
  // In repositories of one's own the packages may stand in the tag, or nowhere.
  return isOfCommunity(a) && isOfCommunity(b) ? false : undefined;
}

/** A hash alone beside one of these, or beside packages in the tag, may be of anything. */
function saysLess(a: WaveBuild, b: WaveBuild): boolean {
  return isBareHash(a) || (a.version === undefined && b.packages !== undefined);
}

/** What a mirror keeps of the place, in whatever order the environment had them. */
function packagesOf({ software }: WaveBuild): string {
  return software
    .slice(software.lastIndexOf("/") + 1)
    .split("_")
    .sort()
    .join("_");
}

function isOfCommunity({ software }: WaveBuild): boolean {
  return software.startsWith(`${WAVE}/`);
}

/** Both are built from conda's packages: of one package the name and the version say the same in both worlds. */
function isSamePackage({ software, tag }: Bio, wave: WaveBuild): boolean | undefined {
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
