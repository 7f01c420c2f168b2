/** What is said of one image and one environment file. */
import type { RecipeVerdict } from "../model.ts";

export interface RecipeEntry {
  /** As written. */
  readonly image: string;
  /** Of an environment file, or of the script that lists the packages; from the root of the repository. */
  readonly environment: string;
  readonly verdict: RecipeVerdict;
  /** What was asked of Wave: `linux/amd64`, `linux/arm64`, or both with a comma between. */
  readonly platform?: string;
  readonly template?: string;
  /** One sentence for a person. */
  readonly detail: string;
}

/** How far the history of git was looked at, where a name asked for it. */
export interface HistoryUse {
  /** Commits that were looked at. */
  readonly commits: number;
  /** There are more. */
  readonly isCut: boolean;
  /** The repository does not have all: a shallow or partial clone. */
  readonly lacks: boolean;
}
