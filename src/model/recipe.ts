/** What the name of an image says of the environment that it was made from. */

export type RecipeVerdict =
  /** The hash in a name of Wave's is that of the environment as it stands. */
  | "recomputed"
  /** A hash matches, with something else than what stands there: another order, other channels, a build, an older commit. */
  | "recomputed-with"
  /** The names of the packages are not those of the environment. */
  | "not-from-environment"
  | "version-differs"
  /** The hash is that of another platform than the place claims. */
  | "other-platform"
  /** Nothing is proven and nothing refuted: a hash that matches nothing convicts nobody. */
  | "unknown";

/** A match proves what was asked of Wave, not the bytes. */
export interface RecipeProof {
  readonly verdict: RecipeVerdict;
  /** `linux/amd64`, `linux/arm64` or `linux/amd64,linux/arm64`: what was asked of Wave. Always there with `recomputed`. */
  readonly platform?: string;
  /** `conda/micromamba:v1` and what tells the texts that it had apart. Always there with `recomputed`. */
  readonly template?: string;
  /** What that template makes: an image, or the SIF that `oras://` pulls. There wherever `template` is. */
  readonly engine?: "docker" | "singularity";
  /** What it rests on: Wave's hash, the hash of a mulled-v2 name, or no more than names and versions. */
  readonly by: "wave-hash" | "mulled-hash" | "names";
  /** With `unknown`: name and version are those of the environment. A name is no proof, and nothing to look into either. */
  readonly agrees?: true;
  /** With `recomputed-with`, of a hash of Wave's: with what, half a sentence. Of one request it is the same in all names. */
  readonly how?: string;
  /** One sentence for a person. */
  readonly detail: string;
}
