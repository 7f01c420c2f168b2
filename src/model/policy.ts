/** What a run went by. */
import type { Location } from "./reference.ts";

export type Severity = "error" | "warning" | "notice";
export type FailOn = Severity | "never";

/** Who decides: a place of a policy file, nobody (the built-in default), that the run is for one platform, or that there is a lock. */
export type Decider = Location | "default" | "platform" | "lock";

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
