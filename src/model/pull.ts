/** One image that a run or a build would fetch, and why. */
import type { Location, Reference, SourceKind, Unresolved, Written } from "./reference.ts";

export type Engine =
  | "docker"
  | "podman"
  | "singularity"
  | "apptainer"
  | "charliecloud"
  | "shifter"
  | "sarus"
  | "apple-container"
  | "smolvm"
  | "buildkit"
  | "kubernetes";

/** How a run was meant: the profiles of one `nextflow run`, or what makes up a build. */
export interface Scenario {
  readonly profiles: readonly string[];
  /** What else sets it apart: `-with-docker`, `--gpu true`, `--target release`. */
  readonly arguments?: readonly string[];
}

export type Confidence = "exact" | "default" | "candidate" | "unresolved";

/** What gives a name another form on its way from the files to the pull. */
export type RewriteBy =
  | "registry" // `docker.registry` and its like, put in front
  | "registry-override" // `docker.registry` in place of the registry that was written
  | "engine" // the engine's own spelling: `docker://`, `docker:`, `:latest`
  | "file" // a file of that name is there, and run as it is
  | "store" // a directory of image files (`libraryDir`, `cacheDir`) has it
  | "mirror" // Wave copies it to another registry
  | "wave"; // Wave serves or builds an image under a name of its own

/** One step of a name on its way from the files to the pull. */
export interface Rewrite {
  readonly by: RewriteBy;
  /** The setting or the variable of the environment that asks for it; absent where the engine does it unasked. */
  readonly setting?: string;
  /** Where that setting stands in the repository. */
  readonly location?: Location;
  /** null: known only when the pipeline runs. */
  readonly to: string | null;
}

/** An environment of conda: a file of the repository, or packages as a `conda` directive has them. */
export type CondaSource = { readonly file: string } | { readonly packages: string };

/** One image that a run or a build would fetch, and why. */
export interface Pull {
  /** The name as the engine would pull it; null when it cannot be known. */
  readonly image: string | null;
  /** Fully qualified (`docker.io/library/alpine:3.20`); absent where the name is no registry reference. */
  readonly canonical?: string;
  /** Where the image is a file of the repository: its path there. */
  readonly file?: string;
  /** The name before the engine's rewriting, as the files compose it. */
  readonly written: string;
  readonly source: SourceKind;
  readonly engine: Engine | null;
  readonly scenario: Scenario | null;
  /** Fully qualified process name (`NFCORE_DEMO:FASTQC`). */
  readonly process?: string;
  /**
   * The environment that its process runs in without a container, so that the image is to have the same: of the `conda`
   * directive, else the `environment.yml` beside the script or the metadata. Absent where there is none, or none is known.
   */
  readonly conda?: CondaSource;
  /** False for a process that no workflow calls. */
  readonly called?: boolean;
  /** Its `label` directives, of which a selector may be; absent where it has none. */
  readonly labels?: readonly string[];
  readonly stage?: string;
  /** False where the default build would not fetch it. */
  readonly reachable?: boolean;
  /** The platform that it is asked for, where the files say so: `linux/arm64`. */
  readonly platform: string | null;
  readonly confidence: Confidence;
  /** For a candidate: the open conditions, in words, under which it is the one. */
  readonly conditions?: readonly string[];
  readonly unresolved?: Unresolved;
  /** Where the name comes from. The first is where a person would edit it. Never empty. */
  readonly references: readonly Reference[];
  /** How `written` becomes `image`, step by step; absent where nothing is rewritten. */
  readonly rewrites?: readonly Rewrite[];
  /** What a process says itself where a configuration says otherwise, and is not used. */
  readonly overrode?: Written;
  /** Parameters without a value that Nextflow would write as `null` into the name: `reg` of `${params.reg}/tool:1`. */
  readonly undefinedParameters?: readonly string[];
  /** Wave (or another layer) will put an image of its own in this one's place. */
  readonly shadowedBy?: string;
  /**
   * The template by which Wave builds it from the `conda` directive (`conda/micromamba:v2`): the name is worked out from the
   * request that Nextflow will send, and the image need not be there before a run has sent it.
   */
  readonly predicted?: string;
  /** What the run starts in place of the image's ENTRYPOINT (`--entrypoint`); empty: nothing, the command itself. */
  readonly entrypoint?: string;
  /** As whom the run starts it, in place of the image's USER (`--user`); of the shell's variables as they are written. */
  readonly user?: string;
}
