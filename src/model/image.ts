/** Names of images and platforms. */

/** Strongest first. `content` is a SIF or blob URL that carries its own sha256. */
export type PinStrength = "digest" | "locked" | "content" | "build" | "version" | "floating" | "none";

/** A parsed registry reference (distribution/reference, normalised: `docker.io`, `library/`). */
export interface ImageName {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** One platform, normalised as containerd does: `linux/amd64`, `linux/arm64`, `linux/arm/v7`. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}
