/** What a policy is, once it is read and merged. */
import type {
  Decider,
  Engine,
  FailOn,
  HeldLock,
  Location,
  NextflowSyntax,
  PolicySource,
  Scenario,
  SourceKind,
} from "../model.ts";
import type { PolicyDoubt, Tree } from "./shapes/tree.ts";
import type { Level, WrittenPattern } from "./shapes/values.ts";

/** What a policy file and those that it extends say, merged. Absent fields were not said. */
export interface Policy {
  /** null: no file, the defaults. */
  readonly source: PolicySource | null;
  readonly files: {
    readonly exclude: readonly string[];
    readonly kinds: Readonly<Partial<Record<SourceKind, boolean>>>;
    /** Whether the Nextflow pipelines of folders of tests are looked at, too. */
    readonly tests?: boolean;
  };
  readonly nextflow: {
    readonly syntax?: NextflowSyntax;
    readonly scenarios: readonly Scenario[];
    readonly params: Readonly<Record<string, unknown>>;
    readonly launchDir?: string;
    /** Whether processes that no workflow calls are judged; absent: only where the scan found no called one at all. */
    readonly judgeUncalled?: boolean;
  };
  readonly dockerfile: {
    readonly buildArgs: Readonly<Record<string, string>>;
    readonly target?: string;
    /** Whether images that the default build does not fetch are judged. */
    readonly judgeUnreachable?: boolean;
  };
  readonly inspector?: "wave" | "registry" | "none";
  /** Normalised. */
  readonly platform?: string;
  readonly failOn?: FailOn;
  /** Whether images are held against `containers.lock`; absent: where it is there, strictly. */
  readonly lock?: Decided<LockMode>;
  /** Where the known findings of a repository are, from its root on. `own`: the policy says so itself, and none that it extends. */
  readonly baseline?: { readonly file: string; readonly own: boolean };
  readonly rules: RuleSettings;
  readonly finals?: readonly Final[];
  /** In the order of application: a later one wins. */
  readonly overrides: readonly Override[];
  readonly waivers: readonly Waiver[];
  /** What the policy's own file says and hardly means. */
  readonly doubts?: readonly PolicyDoubt[];
  /** What its files say, as they are written, in the order in which they count; absent: there is no file. */
  readonly written?: readonly { readonly file: string; readonly tree: Tree }[];
}

/** Where a lock lies when none is named: in the root, beside `nextflow.config`. */
export const USUAL_LOCK = "containers.lock";

export type LockMode = HeldLock["mode"] | "off";

export interface Decided<T> {
  readonly value: T;
  readonly by: Decider;
}

/** What is said of a rule, at one place or at several that are merged: its severity, its options, or both. */
export interface RuleSetting {
  /** Where the rule is named; the last place of several. */
  readonly by: Decider;
  readonly level?: Decided<Level>;
  /** ISO date; before it (UTC) what the rule says is a notice. */
  readonly enforceFrom?: Decided<string>;
  /** What whoever builds on the policy may only tighten: all settings, or these. */
  readonly final?: Decided<true | readonly string[]>;
  /** Values by option, read by the rule's own shapes. What was not said is not there. */
  readonly options: Readonly<Record<string, Decided<unknown>>>;
  /** What takes the place of severity and options, one by one, by its first day (ISO date, UTC). */
  readonly from?: ReadonlyMap<string, DatedSetting>;
}

export type DatedSetting = Pick<RuleSetting, "level" | "options">;

export type RuleSettings = ReadonlyMap<string, RuleSetting>;

/** A rule that is final in one of the files: what may only be tightened elsewhere. */
export interface Final {
  readonly rule: string;
  /** Where it says so. */
  readonly by: Location;
  readonly settings: true | readonly string[];
  /** The rule as that file has it, with all that the file builds on. */
  readonly floor: RuleSetting;
  /** That file and those that it builds on, which are free to say what they like. */
  readonly family: ReadonlySet<string>;
}

/** Which pulls something is about. Every list that is given must have one that fits. */
export interface Scope {
  readonly images?: readonly WrittenPattern[];
  /** Globs of the file where the name is written. */
  readonly files?: readonly string[];
  readonly sources?: readonly SourceKind[];
  readonly engines?: readonly Engine[];
  /** Globs of a process name, qualified (`NFCORE_DEMO:*`) or plain (`FASTQC`). */
  readonly processes?: readonly string[];
  /** Globs of a label of the process. */
  readonly labels?: readonly string[];
  /** Globs of a profile of the run. */
  readonly profiles?: readonly string[];
  /** Whose module the file is in which the name is written. */
  readonly modules?: readonly WrittenPattern[];
  /** Normalised. */
  readonly platforms?: readonly string[];
  /** False: processes that no workflow calls. True: all others. */
  readonly called?: boolean;
}

export interface Override {
  readonly scope: Scope;
  readonly rules: RuleSettings;
  readonly location: Location;
  /** False for one of a file that the policy extends. */
  readonly own: boolean;
}

export interface Waiver {
  readonly rules: readonly string[];
  readonly scope: Scope;
  readonly reason: string;
  readonly owner?: string;
  readonly ticket?: string;
  /** ISO date; the last day (UTC) on which it works. */
  readonly expires?: string;
  readonly location: Location;
  /** False for a waiver of a file that the policy extends. */
  readonly own: boolean;
}

/**
 * Without a policy file: images must exist, for the platform where one is asked for; floating tags are warned of, and what
 * cannot be resolved or inspected is said. Registries and pins are a matter of taste until somebody writes them down.
 */
export const defaultPolicy: Policy = {
  source: null,
  files: { exclude: [], kinds: {} },
  nextflow: { scenarios: [], params: {} },
  dockerfile: { buildArgs: {} },
  rules: new Map([
    ["exists", { by: "default", options: {} }],
    ["architecture", { by: "default", options: {} }],
    ["tag", { by: "default", options: {} }],
  ]),
  overrides: [],
  waivers: [],
};
