/** What a proof says, in the words that matter to those who go on with it. */
import type { RecipeProof } from "../model.ts";

/** What every surface says beside a proof. */
export const PROVES = "A match proves what was asked of Wave, not the bytes.";

/** A hash matches. */
export function isConfirmed(proof: RecipeProof | undefined): proof is RecipeProof {
  return proof?.verdict === "recomputed" || proof?.verdict === "recomputed-with";
}

/** It cannot be from the environment. */
export function isRefuted({ verdict }: RecipeProof): boolean {
  return verdict === "not-from-environment" || verdict === "version-differs";
}

/** Whether two names that are confirmed are of one request: of the environment as it stands, or of the same in its place. */
export function isOneRequest(a: RecipeProof, b: RecipeProof): boolean {
  return a.verdict === b.verdict && a.how === b.how;
}
