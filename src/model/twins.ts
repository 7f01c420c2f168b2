/** Whether Docker and Singularity run the same thing, and how far that is known. */

/** `proven`: every link of the chain between them holds. `different`: one of them is broken, and that is certain. */
export type TwinAnswer = "proven" | "same-by-name" | "different" | "not-comparable";

/** A link of the chain between the image for Docker and the one for Singularity, in its order. */
export type TwinLink =
  /** The environment of the process → the name for Docker. */
  | "environment-docker"
  /** The environment of the process → the name for Singularity, in a registry (`oras://`). */
  | "environment-singularity"
  /** One name → the other: package, version and build, or the platform that their hashes tell. */
  | "names"
  /** The name for Singularity → the one SIF that its manifest holds. */
  | "manifest-sif"
  /** That SIF → the URL that Singularity downloads, which has its digest in its path. */
  | "sif-path"
  /** The header of the SIF → the platform that is asked for, or that Docker's half is for. */
  | "architecture";

export interface TwinProof {
  readonly answer: TwinAnswer;
  /** Which link is broken; there with `different` and only there. */
  readonly link?: TwinLink;
  /** With `sif-path`: the sha256 that the path should have, 64 hexadecimal digits. */
  readonly expected?: string;
  /** One sentence for a person, without a full stop: what it rests on, or what is broken, or why nothing can be said. */
  readonly detail: string;
}
