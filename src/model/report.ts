/** What is found, what was covered, and the whole of one run. */
import type { Baseline, KnownFinding, KnownFindings } from "./known.ts";
import type { Decider, FailOn, PolicySource, Severity } from "./policy.ts";
import type { HeldLock } from "./lock.ts";
import type { Location } from "./reference.ts";
import type { Provenance } from "./provenance.ts";
import type { Engine, Pull, Scenario } from "./pull.ts";
import type { ScanResult } from "./scan.ts";
import type { FailureState, Inspection } from "./inspection.ts";
import type { TwinAnswer } from "./twins.ts";
import type { IdentifiedRan } from "./ran.ts";

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

/** Why a finding was there before: it does not count. */
export type Known = Pick<KnownFinding, "since" | "expires" | "owner" | "reason" | "ticket"> & Pick<KnownFindings, "by">;

/** Who decided what of a rule. */
export interface DecidedBy {
  /** That the rule is on. */
  readonly rule: Decider;
  readonly severity: Decider;
  readonly enforceFrom?: Decider;
  readonly options: Readonly<Record<string, Decider>>;
}

/** One stretch of a file, and what is to stand there. */
export interface Edit {
  /** What it replaces: all of it. One without any length is where text is put in. */
  readonly location: Location;
  readonly replacement: string;
}

/** Edits that mend a finding together: all of them are made, or none. */
export interface Fix {
  /** What they do, in one sentence that begins with a verb: `Pin it to the digest that quay.io names today.` */
  readonly title: string;
  readonly edits: readonly [Edit, ...Edit[]];
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
  /** What mends it, each by itself; the first is what is meant where nobody chooses. */
  readonly fixes?: readonly Fix[];
  /** Why there is none although the rule mends others of its kind: a sentence. */
  readonly noFix?: string;
  /** Facts behind it, name to value, in display order. */
  readonly evidence: Readonly<Record<string, string>>;
  readonly location: Location;
  /** Where the image is written, where `location` is the line of a change that causes the finding. */
  readonly writtenAt?: Location;
  readonly image: string | null;
  /** The pulls that it is about; several scenarios with the same word at the same place are one finding. */
  readonly pulls: readonly Pull[];
  /** Stable across line shifts: rule, canonical image, file, process or stage. Hex. */
  readonly fingerprint: string;
  readonly waived?: Waived;
  readonly known?: Known;
  /** Absent where it is about no image. */
  readonly decidedBy?: DecidedBy;
  /** Something could not be decided; counts as "undecided", not as a violation. */
  readonly undecided?: boolean;
  /** Undecided by our own doing (no time left, cancelled, not on record): such a run is undecided whatever the severity. */
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
  | "not-built" // Wave builds it when a run first asks for it
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
  /** Of the judged: those of which Wave's hash in the name says for which platforms they were asked, and no registry did; absent: none. */
  readonly byRecipe?: number;
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
    /** A waiver, an ignore or a baseline excuses it: it does not stop a pass. */
    readonly accepted?: true;
  }[];
  readonly leftOut: readonly { readonly reason: LeftOut; readonly images: number }[];
  /** Rules that have nothing to say of a kind of image, and why. */
  readonly notApplied: readonly { readonly rules: readonly string[]; readonly images: number; readonly why: string }[];
  /** Where a rule compares the halves of processes by content: pairs of an image for Docker and one for Singularity, by the answer. */
  readonly twins?: Readonly<Record<TwinAnswer, number>>;
  /** Files that were read. */
  readonly files: number;
  /** Files and folders of which a run or a build would have read more, each once. */
  readonly unread: readonly {
    readonly file: string;
    readonly reason: "syntax" | "missing" | "skipped";
    /** A waiver, an ignore or a baseline excuses it: it does not stop a pass. */
    readonly accepted?: true;
  }[];
  /** What no run that was looked at reaches, and the line of a policy that adds it. */
  readonly notLookedAt: readonly {
    readonly what: "engine" | "profile";
    readonly names: readonly string[];
    readonly add: string;
  }[];
}

/** That nobody was asked, and answers that an earlier run was given were judged. */
export interface Replayed {
  /** The report that has them, as it was named. */
  readonly file: string;
  /** Of that file. Hex. */
  readonly sha256: string;
  /** What wrote it. */
  readonly tool: { readonly name: string; readonly version: string; readonly sha256?: string };
  /** When that run began. RFC 3339, UTC. */
  readonly recordedAt: string;
  /** As of when they were judged: what is old, ended or not yet due by then. RFC 3339, UTC. */
  readonly judgedAt: string;
  readonly repository?: string;
  readonly commit?: string;
}

/**
 * The commit that the findings are held against where only those count that a change causes, and what it was named by; or
 * why there is nothing to hold them against, so that all of them count.
 */
export type OnlyChanged = ComparedWith | { readonly nothing: string };

export interface ComparedWith {
  readonly commit: string;
  readonly name?: string;
  /**
   * What the base has and the checkout does not, each judged by the same answers: of images that only the base has, what
   * their names tell. Absent where that cannot be said: not all of the checkout was read, or the run was ended.
   */
  readonly fixed?: readonly KnownFinding[];
}

/** One way to run a pipeline or to build, and the engines that it pulls with. */
export interface LookedAt extends Scenario {
  readonly engines: readonly Engine[];
}

/** Everything that a surface needs; a surface computes and decides nothing. */
export interface Report extends Provenance {
  readonly tool: {
    readonly name: string;
    readonly version: string;
    /** Where the running version's files can be read (`https://github.com/acme/wave-inspect-action/blob/v1`). */
    readonly url?: string;
    /** Of the files that ran: what `cd dist && LC_ALL=C sha256sum * | sha256sum` prints. */
    readonly sha256?: string;
  };
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  /** Of recorded answers: who was asked when they were recorded. */
  readonly inspector: "wave" | "registry" | "none";
  readonly replayed?: Replayed;
  /** What ran, where records of that were handed in. */
  readonly ran?: IdentifiedRan;
  readonly policy: PolicySource | null;
  /** What images were held against. */
  readonly lock?: Pick<HeldLock, "file" | "mode">;
  readonly baseline?: Pick<Baseline, "file" | "sha256" | "from">;
  /** Absent where every finding counts. */
  readonly only?: OnlyChanged;
  readonly failOn: FailOn;
  /** The runs that were looked at, each once; builds that have none of the kind are not among them. */
  readonly scenarios: readonly LookedAt[];
  readonly scan: ScanResult;
  readonly inspections: readonly Inspection[];
  /** Ranked: worst first, then by place. Waived ones included. */
  readonly findings: readonly Finding[];
  readonly counts: {
    readonly errors: number;
    readonly warnings: number;
    readonly notices: number;
    readonly waived: number;
    readonly known: number;
    readonly undecided: number;
    readonly references: number;
    /** Those of `coverage`. */
    readonly images: number;
    readonly files: number;
  };
  readonly coverage: Coverage;
  /** Rules that at least one image was held against. */
  readonly rules: readonly string[];
  /** The word: no pass where something that a rule asks about was not judged. */
  readonly verdict: Verdict;
  /** What the run exits with: by findings, severities and `failOn`, and not by what was covered. */
  readonly outcome: Verdict;
  /** By what the run was ended before it was done: a signal. */
  readonly cancelled?: string;
  /** Where several folders are checked together, of each: which one it is, from the root on. */
  readonly folder?: string;
  /** And of what they come to together: each by itself, in the order given. */
  readonly folders?: readonly FolderReport[];
}

/** What one of several folders came to. */
export interface FolderReport extends Report {
  readonly folder: string;
}
