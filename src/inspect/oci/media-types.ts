/** Media types of the OCI image specification 1.1 and of Docker's image manifest version 2. */
import type { Descriptor } from "../../model.ts";

export const OCI_INDEX = "application/vnd.oci.image.index.v1+json";
export const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
export const DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
export const DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

/**
 * All four, always: a registry that misses one answers 404 (an OCI index), or silently another manifest with another
 * digest (a Docker list). A header line each, as Docker sends them: an old Harbor reads one type of a line, the first
 * (containerd#5632).
 */
export const ACCEPT = [OCI_INDEX, OCI_MANIFEST, DOCKER_LIST, DOCKER_MANIFEST];

export const isIndexType = (type: string | undefined): boolean => type === OCI_INDEX || type === DOCKER_LIST;
export const isManifestType = (type: string | undefined): boolean => type === OCI_MANIFEST || type === DOCKER_MANIFEST;

/** The config of a container image, as early Docker versions label it too; any other makes the manifest an artifact. */
export const isImageConfigType = (type: string | undefined): boolean =>
  type === "application/vnd.oci.image.config.v1+json" ||
  type === "application/vnd.docker.container.image.v1+json" ||
  type === "application/octet-stream";

/** Of an artifact, a config that says an architecture and when it was made, as that of an image does. */
export const isTellingConfigType = (type: string | undefined): boolean =>
  type === "application/vnd.wasm.config.v0+json";

/**
 * What a manifest is that holds no image (image-spec 1.1, "Guidelines for Artifact Usage"): its `artifactType`, else the
 * type of its config, and where that is the empty one or not stated, of its first layer. Undefined where it tells nothing.
 */
export function artifactTypeFrom(
  artifactType: string | undefined,
  configType: string | undefined,
  layerType: string | undefined,
): string | undefined {
  const isTelling = configType !== undefined && configType !== "application/vnd.oci.empty.v1+json";
  return artifactType ?? (isTelling ? configType : (layerType ?? configType));
}

/**
 * What the layers of an image's manifest hold where none is of a file system: signatures of cosign 1 and attestations of
 * BuildKit have an image's config, too. A layer that says nothing of its own may be one.
 */
export function foreignContent(layers: readonly Descriptor[] = []): string | undefined {
  const types = layers.map(({ mediaType = "" }) => mediaType);
  return types.every((type) => type.startsWith("application/vnd.") && !FILE_SYSTEM.test(type)) ? types[0] : undefined;
}

/** However it is packed and encrypted; with the names of before OCI 1.0 and of Docker's schema 1. */
const FILE_SYSTEM = /^application\/vnd\.(?:oci\.image\.(?:layer|rootfs)|docker\.(?:container\.)?image\.rootfs)\./;

/** A Content-Type without its parameters, in lower case. */
export const essence = (contentType: string | undefined): string | undefined =>
  contentType?.split(";", 1)[0]?.trim().toLowerCase();
