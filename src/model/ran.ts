/** What ran, as records of Nextflow have it. */

/** One task of a record. */
export interface RanTask {
  /** `NFCORE_DEMO:FASTQC (sample1)`. */
  readonly task: string;
  /** Qualified name of its process. */
  readonly process: string;
  /** As the engine was given it: a name, or the file that Singularity made of one; null: it ran in no container. */
  readonly container: string | null;
  /** The record, from the current folder on. */
  readonly file: string;
  readonly line: number;
}

/** What ran, by the records of a folder. */
export interface Ran {
  /** As it was typed. */
  readonly folder: string;
  /** Files that tell of tasks. */
  readonly records: number;
  readonly tasks: readonly RanTask[];
}

/**
 * `expected`: the lock has its image, or without a lock a run of the repository pulls it. `unexpected`: not so. `untold`: Wave gave it a
 * name of its own. `bare`: it ran in no container, and the files give its process one. `without`: in none, as the files have it.
 */
export type RanOutcome = "expected" | "unexpected" | "untold" | "bare" | "without";

/** A task, and which image that was. */
export interface IdentifiedTask extends RanTask {
  readonly outcome: RanOutcome;
  /** Canonical, or the URL of a file. */
  readonly image?: string;
  /** What the name meant, and who says so: the name itself, the lock, or who was asked in this run. */
  readonly digest?: string;
  readonly by?: "name" | "lock" | "inspection";
}

export interface IdentifiedRan {
  readonly folder: string;
  readonly records: number;
  /** What the tasks were held against: the lock by its name, or what the scan found. */
  readonly against: string | null;
  readonly tasks: readonly IdentifiedTask[];
}
