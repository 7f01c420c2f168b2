/** Findings that were there before, which do not count. */
import type { PolicyVersion, Severity } from "./policy.ts";

/** One of them, as it was then. */
export interface KnownFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly image: string | null;
  /** A path from the root of the repository on. */
  readonly file: string;
  readonly message: string;
  /** Those that it is told of, where that is one thing about several images: of one more it is news. */
  readonly images?: readonly string[];
  /** ISO date: from when it is known. */
  readonly since?: string;
  /** ISO date; the last day (UTC) on which it does not count. */
  readonly expires?: string;
  readonly owner?: string;
  readonly reason?: string;
  readonly ticket?: string;
}

/** All of a baseline, or of the base of a pull request. */
export interface KnownFindings {
  readonly by: "baseline" | "base";
  readonly findings: readonly KnownFinding[];
}

/** A baseline file. */
export interface Baseline extends KnownFindings {
  readonly by: "baseline";
  readonly file: string;
  /** Of its bytes, as `sha256sum` prints it. */
  readonly sha256: string;
  /** Which version of it, on a pull request. */
  readonly from?: PolicyVersion;
  /** 1-based; where a finding of it stands in the file. */
  lineOf(finding: KnownFinding): number;
}
