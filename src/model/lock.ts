/** What `containers.lock` keeps: which bytes each name meant when it was recorded, and who pulls it. */
import type { FailureState } from "./inspection.ts";
import type { Decider } from "./policy.ts";

export interface Lock {
  /** By the name that registries or servers are asked for: canonical, or the URL of a file. */
  readonly images: ReadonlyMap<string, LockedImage>;
}

/** One image as it was recorded. Two of these are enough to say what changed between them. */
export interface LockedImage extends LockedUsage {
  readonly content: LockedContent;
  readonly by: Recorder;
  /** True: every byte was hashed here. False: taken on the service's word. */
  readonly verified: boolean;
  /** When this content was recorded first. RFC 3339, UTC, whole seconds. */
  readonly firstSeen: string;
  /** Why the last run did not see it; absent where it did. */
  readonly unseen?: Unseen;
}

/** Who said what an image is. */
export type Recorder = "registry" | "wave" | "download";

/** `not-pulled`: nothing that was looked at pulls it; the others are what asking came to. */
export type Unseen = FailureState | "not-pulled" | "not-asked";

/** Who pulls an image, as of the last run. Each list sorted, without twins. */
export interface LockedUsage {
  /** Names as the files have them. */
  readonly written: readonly string[];
  /** Qualified names of Nextflow processes. */
  readonly processes: readonly string[];
  /** Files that name it for something else than a process: a Dockerfile, a Compose file. */
  readonly files: readonly string[];
  /** Runs of Nextflow and of builds: `-profile docker`. */
  readonly scenarios: readonly string[];
}

/** A lock that a run is held against. */
export interface HeldLock {
  /** How it is called in messages. */
  readonly file: string;
  /** From the root of the repository on; absent: somebody typed it, and it lies anywhere. */
  readonly path?: string;
  /** Undefined: there is none, and there should be. */
  readonly lock: Lock | undefined;
  readonly mode: "strict" | "warn";
  /** Who says that it is held: a line of the policy, or that it is there. */
  readonly by: Decider;
  /** The pull request takes it away. */
  readonly isRemoved?: true;
}

/** What an image is, as far as it is known. */
export interface LockedContent {
  /** What the name means: digest of the index, or of the single manifest. Every image of a registry has it. */
  readonly digest?: string;
  /** Of what that digest names. */
  readonly mediaType?: string;
  /** Of what is no container image: the type that its manifest states. */
  readonly artifact?: string;
  /** Every platform on offer, attestations left out. */
  readonly platforms?: ReadonlyMap<string, LockedPlatform>;
  /** Of an image that is one file. */
  readonly file?: LockedFile;
}

/** The image of one platform. Where `config` is there the configuration was read, and what is absent the image does not have. */
export interface LockedPlatform {
  readonly digest?: string;
  readonly mediaType?: string;
  /** Digest of the configuration. */
  readonly config?: string;
  /** RFC 3339, UTC, as the image has it. */
  readonly created?: string;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly user?: string;
  /** The variable PATH of its environment. */
  readonly path?: string;
  readonly workdir?: string;
  readonly layers?: readonly LockedLayer[];
}

export interface LockedLayer {
  readonly digest: string;
  /** Bytes, compressed. */
  readonly size?: number;
}

/** A SIF, or what Singularity 2 made: what is known without reading all of it. */
export interface LockedFile {
  readonly format: "sif" | "squashfs";
  /** Hex; where the registry or the URL itself states it. */
  readonly sha256?: string;
  /** Bytes. */
  readonly size?: number;
  /** As its header has it: `linux/arm64`. */
  readonly architecture?: string;
  /** As its header has it. RFC 3339, UTC. */
  readonly created?: string;
}
