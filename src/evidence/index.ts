/** Everything that is kept of a run for those who ask later: one folder, the same bytes for the same input. */
import { cycloneDx } from "./cyclonedx.ts";
import { type Facts, type Evidence, evidenceOf, LOCK_FILE } from "./facts.ts";
import { type Crate, CRATE_FILE, roCrate } from "./ro-crate.ts";
import { approvalFiles, summaryFiles } from "./statements.ts";
import { trsImages } from "./trs.ts";

/** The evidence of a run, and its files: name to text. */
export interface Pack extends Pick<Evidence, "passed"> {
  readonly files: Readonly<Record<string, string>>;
  /** Images that are in the lock, and those of which nobody said what they are. */
  readonly locked: number;
  readonly unknown: number;
}

/**
 * @param crate That of the repository, to a copy of which the images are added.
 */
export function packOf(facts: Facts, crate: Crate | undefined): Pack {
  const evidence = evidenceOf(facts);
  const unknown = evidence.images.filter(({ locked }) => locked === undefined).length;
  return {
    passed: evidence.passed,
    locked: evidence.images.length - unknown,
    unknown: unknown + evidence.outside.length,
    files: {
      [LOCK_FILE]: evidence.lock.text,
      ...summaryFiles(evidence),
      ...approvalFiles(evidence),
      "bom.cdx.json": cycloneDx(evidence),
      [CRATE_FILE]: roCrate(evidence, crate),
      "trs-images.json": trsImages(evidence),
    },
  };
}

/** Names of files that an earlier run may have left in the folder and this one may not have: what says yes must not outlive a no. */
export const LEFTOVER = /^approval(?:-\d+)?\.(?:intoto\.json|predicate\.json|checksums\.txt)$/;
