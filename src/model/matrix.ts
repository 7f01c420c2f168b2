/** Which image each process of a pipeline is given, run by run and architecture by architecture, and what stops it. */
import type { PinStrength } from "./image.ts";
import type { Engine, Scenario } from "./pull.ts";
import type { RecipeProof } from "./recipe.ts";
import type { Location } from "./reference.ts";
import type { LookedAt, Report } from "./report.ts";
import type { NotLookedAt } from "./scan.ts";
import type { TwinProof } from "./twins.ts";

/** Whether an image runs on an architecture. `unknown`: nobody was asked, or nobody could say. */
export interface ArchitectureVerdict {
  readonly verdict: "runs" | "stops" | "unknown";
  /** What it rests on: an answer of a registry, the header of a SIF, the hash in a name of Wave's, the form of the name. */
  readonly by?: "registry" | "header" | "hash" | "name";
  /** Of one that stops: whether the architecture alone is wrong, the image is not there, or its engine cannot pull the name. */
  readonly cause?: "architecture" | "absent" | "name";
  /** One clause for a person. */
  readonly detail: string;
}

/** One image that a process is given in one run. */
export interface MatrixImage {
  readonly engine: Engine | null;
  readonly scenario: Scenario | null;
  /** The name that is judged; null where it cannot be known before the run. */
  readonly image: string | null;
  /** The open conditions under which it is the one. */
  readonly conditions?: readonly string[];
  /** The only architecture that the process asks for (`arch`). */
  readonly platform?: string;
  /** Absent where the name is not known. */
  readonly pin?: PinStrength;
  /** Absent where no environment of conda is known for its process. */
  readonly recipe?: RecipeProof;
  /** Absent where there is no other half to compare with. */
  readonly twin?: TwinProof;
  /** By architecture, in the order of the matrix: of those on which the process may run. */
  readonly architectures: ReadonlyMap<string, ArchitectureVerdict>;
  /** Where the name is written. */
  readonly location: Location;
}

export interface MatrixProcess {
  readonly process: string;
  /** Never empty. */
  readonly images: readonly MatrixImage[];
}

/** What would mend a blocker. */
export interface Mend {
  /**
   * `declared`: metadata of the module names another image; `tag`: the tag that stands beside a digest; `build`: another build of
   * the same environment; `both`: one build for several architectures; `convert`: Docker's image, of which Singularity makes a SIF;
   * `choose`: somebody has to look for another image.
   */
  readonly how: "declared" | "tag" | "build" | "both" | "convert" | "choose";
  /** Its name, where that is known. */
  readonly image?: string;
  /** Where it is named already. */
  readonly location?: Location;
  /** Whether it is there for what is stopped; absent where nobody was asked, or nobody could say. */
  readonly exists?: true;
  /** One sentence for a person. */
  readonly detail: string;
}

/** An image by which processes are stopped. */
export interface Blocker {
  /** An architecture (`linux/arm64`), or an engine (`singularity`) whatever the architecture. */
  readonly stops: string;
  /** null: the engine is given no image at all. */
  readonly image: string | null;
  readonly engines: readonly Engine[];
  readonly processes: readonly string[];
  readonly why: string;
  readonly mends: readonly Mend[];
}

/** Of how many processes of a run this is said; of several images of one process the worst word counts. */
export interface MatrixCount {
  readonly engine: Engine | null;
  readonly scenario: Scenario | null;
  readonly architecture: string;
  readonly runs: number;
  readonly stops: number;
  readonly unknown: number;
}

export interface Matrix {
  readonly tool: Report["tool"];
  readonly startedAt: string;
  readonly inspector: Report["inspector"];
  readonly architectures: readonly string[];
  readonly runs: readonly LookedAt[];
  readonly notLookedAt: readonly NotLookedAt[];
  readonly counts: readonly MatrixCount[];
  /** By what they stop, architectures first; of these those of most processes first. */
  readonly blockers: readonly Blocker[];
  /** By name. */
  readonly processes: readonly MatrixProcess[];
}
