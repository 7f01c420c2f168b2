/**
 * The five words that cross folder borders, as types and nothing else:
 * files ─scan▶ Reference ─resolve▶ Pull ─inspect▶ Inspection ─rules▶ Finding ─▶ Report ─▶ surfaces.
 */
import type { Span } from "./text/lines.ts";

// ── Places ──────────────────────────────────────────────────────────────────

/** A range of a file. `file` is a POSIX path relative to the scanned directory. */
export interface Location extends Span {
  readonly file: string;
}

/** The files of the scanned repository, as the scanners see them: text, never the file system. */
export interface SourceTree {
  /** POSIX paths relative to the root, sorted; excluded and ignored files are not in it. */
  readonly files: readonly string[];
  /** The text of a file, or undefined where it is absent, unreadable, binary or too large. */
  read(path: string): string | undefined;
  /** The first characters of a file, or undefined as for `read`, of which nothing is said. Absent where all are small. */
  beginning?(path: string): string | undefined;
  /**
   * What is at a path that is not listed: in a folder that was left out, or behind a link. Absent where the tree holds no
   * more than its files.
   */
  kindAt?(path: string): "file" | "folder" | undefined;
  /** Only where a person typed the launch command, and only for what that names: see `ScanOptions`. */
  readonly outside?: OutsideFiles;
  /** What of the repository was not read so far although a scanner would have: not listed, or asked for in vain. */
  problems?(): readonly Problem[];
}

/** Files outside of the repository, by their absolute paths. */
export interface OutsideFiles {
  /** Absolute paths of the root of the repository: what is below one of them is not outside. */
  readonly roots: readonly string[];
  /** Whether there is something that is no folder. */
  isFile(path: string): boolean;
  read(path: string): string | undefined;
}

// ── Image names ─────────────────────────────────────────────────────────────

/** Strongest first. `content` is a SIF or blob URL that carries its own sha256. */
export type PinStrength = "digest" | "content" | "build" | "version" | "floating" | "none";

/** A parsed registry reference (distribution/reference, normalised: `docker.io`, `library/`). */
export interface ImageName {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** One platform, normalised as containerd does: `linux/amd64`, `linux/arm64`, `linux/arm/v7`. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

// ── Reference ───────────────────────────────────────────────────────────────

export type SourceKind =
  | "nextflow"
  | "dockerfile"
  | "bake"
  | "compose"
  | "workflow"
  | "apptainer"
  | "devcontainer"
  | "kubernetes"
  | "gitlab"
  | "circleci"
  | "gitpod"
  | "cwl"
  | "wdl"
  | "snakemake"
  | "nf-core";

export type ReferenceKind =
  // Nextflow: a directive of a process, a setting of a config, an option of the launch command
  | "directive"
  | "config"
  | "launch"
  // Dockerfile
  | "from"
  | "arg"
  | "copy"
  | "mount"
  | "onbuild-copy"
  | "onbuild-mount"
  | "syntax"
  // neighbours
  | "image"
  | "service"
  | "uses"
  | "bootstrap"
  | "context"
  | "scanner"
  // nf-core: the metadata of a module
  | "meta";

/** Why a name cannot be known before a run. A closed set; `detail` beside it says it in words. */
export type UnresolvedReason =
  | "undefined-parameter" // params.x without any value
  | "runtime-input" // depends on task inputs, files or channels
  | "environment" // env() or a build argument nobody gave
  | "unsupported-expression"
  | "unknown-function"
  | "wave-build" // Wave builds the image at run time
  | "template" // the file is a template of another tool
  | "remote-include"
  | "invalid-name" // no registry would accept it
  | "job-definition" // AWS Batch keeps the image in a definition of its own
  | "limit" // the files ask for more work than is done for one repository
  | "expression"; // a workflow or compose expression that only its own tool can evaluate

export interface Unresolved {
  readonly reason: UnresolvedReason;
  /** One sentence for a person: what is missing, and where it could be given. */
  readonly detail: string;
}

/** Where in its file's own world a reference stands. */
export interface ReferenceContext {
  readonly process?: string;
  readonly selector?: string;
  readonly profile?: string;
  readonly stage?: string;
  readonly service?: string;
  readonly job?: string;
  /** The condition under which this text is the image, as written. */
  readonly condition?: string;
  /** Of Wave, for an image that it built: `bd-27b5cdb2d516f347_1`, `sc-0f8e4b331138fcc6_1`. */
  readonly buildId?: string;
  readonly scanId?: string;
  readonly module?: ModuleOrigin;
}

/** Whose code a file of a pipeline is, and so where a fix belongs: its own, or what `modules.json` says it was copied from. */
export type ModuleOrigin =
  | { readonly name: string; readonly local: true }
  | {
      readonly name: string;
      /** The git remote, as written. */
      readonly repository: string;
      /** The commit that was copied. */
      readonly sha: string;
      readonly branch?: string;
      /** The patch that the pipeline keeps on top of it: a path relative to `modules.json`. */
      readonly patched?: string;
    };

/** A stretch of a file and what stands there: slicing the file by the span gives back `text`. */
export interface Written extends Location {
  readonly text: string;
}

/** An image name as written at one place of one file. */
export interface Reference extends Written {
  readonly source: SourceKind;
  readonly kind: ReferenceKind;
  readonly context: ReferenceContext;
  readonly unresolved?: Unresolved;
}

// ── Pull ────────────────────────────────────────────────────────────────────

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
  /** What the run starts in place of the image's ENTRYPOINT (`--entrypoint`); empty: nothing, the command itself. */
  readonly entrypoint?: string;
  /** As whom the run starts it, in place of the image's USER (`--user`); of the shell's variables as they are written. */
  readonly user?: string;
}

// ── What a scan gives ───────────────────────────────────────────────────────

export type ProblemKind =
  | "syntax"
  | "missing-include"
  | "missing-profile"
  | "remote-include"
  | "unreadable"
  | "unreachable"
  | "dialect"
  | "conflict"
  | "directive"
  | "limit" // what is said here is not followed to its end
  | "cancelled" // the run was ended before this was scanned, and all that would have come behind it
  | "abort"; // the checked tool itself would stop there with an error

/** Why a file or a folder was not read. */
export type UnreadReason =
  | "too-large"
  | "binary"
  | "encoding"
  | "outside" // out of the repository, by a link or by its path; or in git's own folder
  | "no-file" // a pipe, a socket or a device
  | "folder" // where a file is meant
  | "absent" // tracked by git, and not on the disk
  | "denied" // the file system refuses
  | "skipped" // left out for the name of its folder
  | "name" // a name that is no text
  | "unknown"; // an index of git that cannot be read, so that what is absent is not known

/** Something in a file that a person should know of and that no rule judges. Never stops a scan. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly kind: ProblemKind;
  readonly message: string;
  /** What to write instead, where the kind does not say it. */
  readonly help?: string;
  /** Of the kind "unreadable", where it is known. */
  readonly why?: UnreadReason;
  /**
   * Nothing stops there: no run and no build reads the file (a test, a template, a script that nothing includes), or one
   * goes on all the same.
   */
  readonly aside?: true;
  /** A run goes on there and reads more, such as a module that it fetches: images of that may be missing here. */
  readonly open?: true;
  /** It is the name of an image: a pull of the file has the same. */
  readonly unresolved?: Unresolved;
}

/** A comment `wave-inspect: ignore RULE[, RULE] -- reason`. With an empty reason it takes no effect. */
export interface Ignore extends Location {
  readonly rules: readonly string[];
  readonly reason: string;
  /** The lines whose references it covers, first and last, both inclusive. */
  readonly covers: readonly [number, number];
  /** The pull request adds it, or nobody can tell; absent: it does not, or there is none. */
  readonly added?: true | "unknown";
}

/** The text of a file on the base of a pull request. null: it has no such text; undefined: the checkout does not have it. */
export type FileOfBase = (path: string) => string | null | undefined;

/** What no run that was looked at reaches, where nobody named the runs: a container engine, or a profile with other images. */
export interface NotLookedAt {
  readonly what: "engine" | "profile";
  readonly name: string;
  /** Those of a run that reaches it, as a scenario of the policy names them. */
  readonly profiles: readonly string[];
  /** How many images only such a run pulls. */
  readonly images: number;
}

export interface ScanResult {
  readonly references: readonly Reference[];
  readonly pulls: readonly Pull[];
  readonly problems: readonly Problem[];
  readonly ignores: readonly Ignore[];
  /** Files that a scanner read, by kind. */
  readonly files: readonly { readonly file: string; readonly source: SourceKind }[];
  /** The run was cancelled before all was scanned: problems of the kind "cancelled" say what was not. */
  readonly isCut?: true;
  readonly notLookedAt: readonly NotLookedAt[];
}

/** Something that Nextflow itself, asked with `inspect` or `config`, says otherwise than the scan. */
export interface Disagreement {
  readonly about: "process" | "setting";
  /** A process (`SUB:FOO`) or a setting (`process.'withName:FOO'.container`). */
  readonly name: string;
  /** What the scan says, each word once; empty: nothing. */
  readonly ours: readonly {
    /** null where it is open. */
    readonly value: string | null;
    /** The runs in which it holds. */
    readonly scenarios: readonly Scenario[];
    readonly confidence?: Confidence;
    /** Where it comes from. */
    readonly places: readonly Location[];
  }[];
  /** What Nextflow says, and where in its output; without `value` it says nothing of it. null: it has no image. */
  readonly theirs: {
    readonly value?: string | null;
    readonly file: string;
    readonly line: number;
    readonly column: number;
  };
  /** What explains it, where that is known. */
  readonly why?: string;
}

export type NextflowSyntax = "auto" | "v1" | "v2";

/** What a scan may be told. Everything has a default; see `defaultScanOptions` in scan/index.ts. */
export interface ScanOptions {
  /** Globs (minimatch) of files left out, and file kinds turned on or off. */
  readonly exclude: readonly string[];
  readonly kinds: Readonly<Partial<Record<SourceKind, boolean>>>;
  readonly nextflow: {
    readonly syntax: NextflowSyntax;
    /** One scenario each; empty: derived from the project's own config, one per engine that it can enable. */
    readonly scenarios: readonly Scenario[];
    /** Values as a `-params-file` would give them. */
    readonly params: Readonly<Record<string, unknown>>;
    /** The arguments of one `nextflow run`, as typed. */
    readonly launch: readonly string[];
    /** Whether the pipelines of folders of tests are looked at, too. Default false. */
    readonly tests?: boolean;
    /** Launch directory relative to the root, or outside of it by its absolute path; undefined: the project directory. */
    readonly launchDir?: string;
    /** `launch` and `launchDir` were typed by a person: they may lead out of the repository. No policy and no file may. */
    readonly isTyped?: boolean;
  };
  readonly dockerfile: {
    readonly buildArgs: Readonly<Record<string, string>>;
    /** Those that a person typed, who means a Dockerfile of this repository; a policy may be one for many. */
    readonly typedArgs?: readonly string[];
    readonly target?: string;
  };
  /** What env() and System.getenv see; nothing else does. */
  readonly env: Readonly<Record<string, string>>;
}

// ── Inspection ──────────────────────────────────────────────────────────────

/** How much of an image a policy needs to know; each level includes those before it. */
export type Need = "existence" | "platforms" | "config";

export interface InspectionRequest {
  /** Canonical image name, the URL of a file that engines download, or `./PATH` of a file of the repository. */
  readonly image: string;
  /** One platform, or null. */
  readonly platform: string | null;
  readonly need: Need;
  /**
   * Of a tag that files write beside digests: these. Where one of them is not what it means, and it means an index, the answer is
   * that index, also where existence is all that is asked: it may hold them.
   */
  readonly expects?: readonly string[];
  /** What is looked for beside the image; nothing of the sort where it is absent. */
  readonly lookFor?: readonly AttestationKind[];
}

/** What may be kept beside an image: how it was built, what it contains, that somebody signed it. */
export type AttestationKind = "provenance" | "sbom" | "signature";

/** What was found beside an image. It is there: nothing of it was verified, nor read beyond what it calls itself. */
export interface Attestations {
  readonly found: readonly {
    readonly kind: AttestationKind;
    /** An entry of the image's own index (BuildKit), a referrer by API or by tag (OCI 1.1), or a tag as cosign 1 and 2 write. */
    readonly by: "index" | "referrers" | "referrers-tag" | "cosign-tag";
    /** Of the manifest that it is, where that is known. */
    readonly digest?: string;
    /** Of what it is beside: the index, or the image of the platform. */
    readonly subject: string;
  }[];
  /** Why it is not known whether there is more. */
  readonly failure?: Failure;
}

/** An image that is one file (a SIF): what its server and its first 128 bytes tell. */
export interface Download {
  /** Bytes of the whole file; absent where the server does not say. */
  readonly size?: number;
  /** What the header of a SIF says. */
  readonly sif?: {
    /** `linux/arm64`; absent where the header calls it unknown. */
    readonly architecture?: string;
    /** When it was built. RFC 3339, UTC. */
    readonly created?: string;
  };
  /** A bare file system of Singularity 2, which does not say for which architecture it is. */
  readonly squashfs?: { readonly created?: string };
}

/** An OCI descriptor, with the fields and the omissions of Wave's answer. */
export interface Descriptor {
  readonly mediaType?: string;
  readonly digest?: string;
  /** Bytes. */
  readonly size?: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Wave's `container` answer (server 1.37): fields that are null, "", [] or {} are absent. */
export interface ContainerSpec {
  readonly registry: string;
  readonly hostName: string;
  readonly imageName: string;
  readonly reference: string;
  readonly digest?: string;
  readonly config: {
    readonly architecture?: string;
    readonly config: {
      readonly hostName?: string;
      readonly domainName?: string;
      readonly user?: string;
      readonly attachStdin?: boolean;
      readonly attachStdout?: boolean;
      readonly attachStderr?: boolean;
      readonly tty?: boolean;
      readonly env?: readonly string[];
      readonly cmd?: readonly string[];
      readonly image?: string;
      readonly workingDir?: string;
      readonly entrypoint?: readonly string[];
      readonly labels?: Readonly<Record<string, string>>;
    };
    readonly container?: string;
    /** RFC 3339, UTC. */
    readonly created?: string;
    readonly rootfs: { readonly type?: string; readonly diff_ids?: readonly string[] };
  };
  readonly manifest: {
    readonly schemaVersion?: number;
    readonly mediaType?: string;
    readonly config?: Descriptor;
    readonly layers?: readonly Descriptor[];
    readonly annotations?: Readonly<Record<string, string>>;
    readonly artifactType?: string;
  };
  readonly v1: boolean;
  readonly v2: boolean;
  readonly oci: boolean;
}

/** Wave's `index` answer. */
export interface IndexSpec {
  readonly schemaVersion?: number;
  readonly mediaType?: string;
  readonly manifests?: readonly (Descriptor & {
    readonly platform?: { readonly architecture?: string; readonly os?: string; readonly variant?: string };
  })[];
  readonly digest?: string;
}

/** One answer whichever the back end. */
export type Answer = { readonly container: ContainerSpec } | { readonly index: IndexSpec };

/** Why an image could not be inspected. A closed set, shared by both back ends. */
export type FailureState =
  | "not-found" // 404 with access
  | "absent-or-private" // 401 or 403 without credentials
  | "unauthorized" // 401 or 403 with credentials used
  | "rate-limited"
  | "unreachable" // DNS, connect, TLS
  | "timeout"
  | "server-error"
  | "invalid-reference"
  | "unsupported" // schema 1, an artifact, an unknown media type, a platform that Wave refuses
  | "platform-missing"
  | "digest-mismatch"
  | "too-large"
  | "malformed"
  | "cancelled" // the run was ended before there was an answer
  | "configuration"; // our own set-up: token rejected, endpoint not paired, network policy

export interface Failure {
  readonly state: FailureState;
  /** One sentence for a person; server text in it is cut and has no control characters. */
  readonly message: string;
  /** With `not-found`: the image is there, and a part of it is not (the manifest of a platform, the config). No engine can pull it. */
  readonly incomplete?: true;
  /** It was us who gave up, and not the registry that failed: time was used up, or the run was cancelled. */
  readonly exhausted?: true;
}

/** How the answer was come by: what an auditor wants and Wave's answer cannot say. */
export interface Evidence {
  readonly via: "wave" | "registry" | "cache" | "download" | "file" | "none";
  /** The registry host, the Wave endpoint or the server of a download that was asked. */
  readonly host: string;
  /** True: every byte was hashed here. False: taken on the service's word. */
  readonly verified: boolean;
  /** HTTP requests spent, token and challenge included. */
  readonly requests: number;
  /** RFC 3339, UTC. */
  readonly observedAt: string;
  readonly status?: number;
  /** Error code of the registry (`MANIFEST_UNKNOWN`). */
  readonly code?: string;
  /** Digest of the index, where a platform was resolved through one. */
  readonly indexDigest?: string;
  readonly variant?: string;
  readonly os?: string;
  /** Who could read it. */
  readonly identity?: "anonymous" | "credentials" | "workspace";
  readonly notes?: readonly string[];
}

/**
 * What the registry says about one image name. Exactly one of `digest`/`answer` or `failure` carries the word, save
 * that a failure may keep what is known all the same: with `platform-missing` the digest, the platforms on offer and,
 * for a single image, the answer of the platform that it is made for; with `rate-limited` the digest. So look at
 * `failure` first.
 */
export interface Inspection {
  readonly request: InspectionRequest;
  /** What the name resolves to: digest of the index or of the single manifest. */
  readonly digest?: string;
  /** Platforms that the name offers, attestations left out; known from need `platforms` on. */
  readonly platforms?: readonly string[];
  /** Wave's answer; absent when the need was `existence` only, and for a file behind a URL. */
  readonly answer?: Answer;
  /** Of a manifest that holds no container image: the type that it states. */
  readonly artifact?: string;
  /** Of an image that is one file: behind a URL, or a SIF in a registry. */
  readonly download?: Download;
  /** Where the request looks for any. */
  readonly attestations?: Attestations;
  readonly failure?: Failure;
  readonly evidence: Evidence;
}

/** One of the two back ends. Never throws for what a server says; never asks twice for the same request. */
export interface Inspector {
  inspect(request: InspectionRequest): Promise<Inspection>;
  close(): Promise<void>;
}

// ── Finding and Report ──────────────────────────────────────────────────────

export type Severity = "error" | "warning" | "notice";
export type FailOn = Severity | "never";

/** Why a finding does not count. */
export interface Waived {
  readonly by: "policy" | "inline";
  /** Where it is written. */
  readonly location?: Location;
  readonly reason: string;
  readonly owner?: string;
  /** Where it is tracked. */
  readonly ticket?: string;
  /** ISO date. */
  readonly expires?: string;
}

/** Who decides: a place of a policy file, nobody (the built-in default), or that the run is for one platform. */
export type Decider = Location | "default" | "platform";

/** Who decided what of a rule. */
export interface DecidedBy {
  /** That the rule is on. */
  readonly rule: Decider;
  readonly severity: Decider;
  readonly enforceFrom?: Decider;
  readonly options: Readonly<Record<string, Decider>>;
}

/** An edit that mends a finding. */
export interface Fix {
  /** What it replaces: all of it. */
  readonly location: Location;
  readonly replacement: string;
  /** True: it changes what is meant and nothing else. False: a person should look at it first. */
  readonly safe: boolean;
}

/** A rule's word about one image at one place. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly help?: string;
  /** Edits that mend it, each by itself. */
  readonly fixes?: readonly Fix[];
  /** Facts behind it, name to value, in display order. */
  readonly evidence: Readonly<Record<string, string>>;
  readonly location: Location;
  readonly image: string | null;
  /** The pulls that it is about; several scenarios with the same word at the same place are one finding. */
  readonly pulls: readonly Pull[];
  /** Stable across line shifts: rule, canonical image, file, process or stage. Hex. */
  readonly fingerprint: string;
  readonly waived?: Waived;
  /** Absent where it is about no image. */
  readonly decidedBy?: DecidedBy;
  /** Something could not be decided; counts as "undecided", not as a violation. */
  readonly undecided?: boolean;
  /** Undecided by our own doing (no time left, cancelled): such a run is undecided whatever the severity. */
  readonly exhausted?: boolean;
}

export type Verdict = "pass" | "fail" | "undecided";

/** Why an image was not judged. */
export type NotJudged =
  | "unresolved" // its name cannot be known before the run
  | "not-pullable" // the engine refuses the name
  | "not-asked" // the run asks nobody, and a rule needs an answer
  | "no-answer" // who was asked gave none
  | "no-inspector" // nobody who could be asked: `library://`, `shub://`
  | "not-here" // a file of the machine, which is not in the repository
  | "cancelled"; // we ended before there was an answer

/** Why a pull is nobody's: the policy does not have it judged. It does not stop a pass. */
export type LeftOut =
  | "uncalled" // a process that no workflow calls
  | "unreachable"; // what the default build does not fetch

/**
 * What of a run was judged, and what was not and why. Images are counted by name: one that several runs pull is judged
 * where every one of them is, so `images` is `judged` and all of `notJudged`.
 */
export interface Coverage {
  readonly images: number;
  readonly judged: number;
  /** Of the judged: what a registry answered, and what a server of downloads did. The others are judged by their names. */
  readonly answered: number;
  readonly downloads: number;
  readonly notJudged: readonly {
    readonly reason: NotJudged;
    /** How asking failed, where somebody was asked. */
    readonly state?: FailureState;
    readonly images: number;
    readonly names: readonly string[];
    /** Rules that could not say a word. */
    readonly rules: readonly string[];
    /** What to set or to do so that they can: one sentence. */
    readonly advice: string;
    /** A waiver or an ignore excuses it: it does not stop a pass. */
    readonly accepted?: true;
  }[];
  readonly leftOut: readonly { readonly reason: LeftOut; readonly images: number }[];
  /** Rules that have nothing to say of a kind of image, and why. */
  readonly notApplied: readonly { readonly rules: readonly string[]; readonly images: number; readonly why: string }[];
  /** Files that were read. */
  readonly files: number;
  /** Files and folders of which a run or a build would have read more, each once. */
  readonly unread: readonly {
    readonly file: string;
    readonly reason: "syntax" | "missing" | "skipped";
    /** A waiver or an ignore excuses it: it does not stop a pass. */
    readonly accepted?: true;
  }[];
  /** What no run that was looked at reaches, and the line of a policy that adds it. */
  readonly notLookedAt: readonly {
    readonly what: "engine" | "profile";
    readonly names: readonly string[];
    readonly add: string;
  }[];
}

/** Which policy a run went by. */
export interface PolicySource {
  /** A path, `owner/repo:path@ref`, or a preset with its version. */
  readonly file: string;
  /** Of all that it says, as `wave-inspect policy show FILE | sha256sum` prints it: equal for policies that say the same. */
  readonly sha256: string;
  readonly from?: PolicyVersion;
  /** Every file that it was read from, itself first. */
  readonly files: readonly {
    readonly file: string;
    /** The commit that its ref named, or that of the base of a pull request. */
    readonly commit?: string;
    /** Of its bytes, as `sha256sum` prints it. */
    readonly sha256: string;
  }[];
}

/** Which version of a policy it is: that of the base of a pull request, or the first, which the pull request brings. */
export type PolicyVersion = { readonly commit: string } | "first";

/** Everything that a surface needs; a surface computes and decides nothing. */
export interface Report {
  /** `url`: where the running version's files can be read (`https://github.com/acme/wave-inspect-action/blob/v1`). */
  readonly tool: { readonly name: string; readonly version: string; readonly url?: string };
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly repository?: string;
  readonly commit?: string;
  readonly inspector: "wave" | "registry" | "none";
  readonly policy: PolicySource | null;
  readonly failOn: FailOn;
  readonly scan: ScanResult;
  readonly inspections: readonly Inspection[];
  /** Ranked: worst first, then by place. Waived ones included. */
  readonly findings: readonly Finding[];
  readonly counts: {
    readonly errors: number;
    readonly warnings: number;
    readonly notices: number;
    readonly waived: number;
    readonly undecided: number;
    readonly references: number;
    /** Those of `coverage`. */
    readonly images: number;
    readonly files: number;
  };
  readonly coverage: Coverage;
  /** The word: no pass where something that a rule asks about was not judged. */
  readonly verdict: Verdict;
  /** What the run exits with: by findings, severities and `failOn`, and not by what was covered. */
  readonly outcome: Verdict;
  /** By what the run was ended before it was done: a signal. */
  readonly cancelled?: string;
}
