/** The entries of an index as Wave tells them, and what a container of one is. */
import { sifLayer } from "../../image/sif.ts";
import { matchesPlatform, parsePlatform } from "../../image/platform.ts";
import type { ContainerSpec, IndexSpec, Platform } from "../../model.ts";
import { artifactTypeFrom, foreignContent, isImageConfigType, isIndexType } from "../oci/media-types.ts";
import { platformOf } from "../oci/platforms.ts";

/** One image of an index. */
export interface WaveEntry {
  readonly digest: string;
  /** Undefined where neither the index nor Wave says it. */
  readonly platform: Platform | undefined;
  /** Nested indexes and entries that state no platform have to be looked into. */
  readonly opaque: boolean;
}

export interface WaveEntries {
  readonly children: readonly WaveEntry[];
  readonly attestations: number;
}

/** An entry of another type is no error, and nothing to open. */
const imageTypes = /^application\/vnd\.(?:oci\.image|docker\.distribution)\./;

/** The entries of an index; attestations are counted and left out. */
export function entriesOf(index: IndexSpec): WaveEntries {
  const manifests = index.manifests ?? [];
  const rest = manifests.filter((entry) => !isAttestation(entry));
  return {
    attestations: manifests.length - rest.length,
    children: rest.map(({ digest = "", mediaType, platform }) => {
      const stated = platformOf(platform);
      const isOpenable = digest !== "" && (mediaType === undefined || imageTypes.test(mediaType));
      return { digest, platform: stated, opaque: isOpenable && (stated === undefined || isIndexType(mediaType)) };
    }),
  };
}

function isAttestation({ annotations, platform }: NonNullable<IndexSpec["manifests"]>[number]): boolean {
  if (annotations?.["vnd.docker.reference.type"] !== undefined) return true;
  return platform?.os === "unknown" || platform?.architecture === "unknown";
}

/** What a container is if it is no image: the type that its manifest states. */
export function artifactTypeOf({ manifest, config }: ContainerSpec): string | undefined {
  const { artifactType, config: descriptor, layers } = manifest;
  const type = descriptor?.mediaType;
  const layerType = layers?.[0]?.mediaType;
  const sif = sifLayer(layers);
  if (sif !== undefined) return sif.mediaType;
  if (config.architecture === "unknown") return layerType ?? "unknown";
  // An answer without descriptors says by the architecture that it is an image.
  const isImage = type === undefined ? config.architecture !== undefined : isImageConfigType(type);
  return isImage ? foreignContent(layers) : artifactTypeFrom(artifactType, type, layerType);
}

/** Wave tells the architecture of a single image and neither its system nor its variant: Linux and the usual one are assumed. */
export function assumedPlatform({ config }: ContainerSpec): Platform | undefined {
  const parsed = parsePlatform(`linux/${config.architecture ?? ""}`);
  return "platform" in parsed ? parsed.platform : undefined;
}

/**
 * Whether a single image is for a platform. `unknown`: the architecture is right, but Wave does not tell the rest, and
 * what is wanted is not the usual, or of an architecture that has no usual variant (`arm`).
 */
export function compare(wanted: Platform, image: Platform): "same" | "other" | "unknown" {
  if (wanted.architecture !== image.architecture) return "other";
  return wanted.architecture !== "arm" && matchesPlatform(wanted, image) ? "same" : "unknown";
}

/**
 * Layers that may be had of Microsoft only (since 2023 its images have none), paths with the letter of a drive, and the
 * two users that every such image has: Windows, whatever else is not told.
 */
export function looksLikeWindows({ config: { config }, manifest: { layers = [] } }: ContainerSpec): boolean {
  const { cmd = [], entrypoint = [], workingDir = "", env = [], user = "" } = config;
  const hasForeign = layers.some(({ mediaType = "" }) => /\.(?:foreign|nondistributable)\./.test(mediaType));
  const paths = [cmd[0] ?? "", entrypoint[0] ?? "", workingDir, ...env.map((one) => one.slice(one.indexOf("=") + 1))];
  return (
    hasForeign || /^Container(?:User|Administrator)$/i.test(user) || paths.some((path) => /^[A-Za-z]:\\/.test(path))
  );
}
