/** What a scan is given: files and options; and what it gives. */
import type { Location, Reference, SourceKind, Unresolved } from "./reference.ts";
import type { Confidence, Pull, Scenario } from "./pull.ts";

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
  | "pointer" // of Git LFS, in place of its content
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
  /** Not read by us and read by a tool, whatever its author put there: a Dockerfile that is too large. */
  readonly hides?: true;
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

/** Where a pipeline would say otherwise than a module that it has copied: in its own configuration. */
export interface OverridePlace {
  /** The folder of the pipeline: `""`, or with a slash at the end. */
  readonly root: string;
  /** Of no length. */
  readonly location: Location;
  /** It is in a block `process { … }`. */
  readonly isInBlock: boolean;
  /** It is at the beginning of a line. */
  readonly isOnNewLine: boolean;
  readonly lineEnd: "\n" | "\r\n";
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
  /** One a pipeline that has copied modules. */
  readonly overridePlaces?: readonly OverridePlace[];
  /** The texts of the files that pulls have as their environment, by path; one that is no text, or far too long for one, is not in it. */
  readonly environments?: ReadonlyMap<string, string>;
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
