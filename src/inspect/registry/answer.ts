/** The answer in the words of Wave 1.37 (`POST /v1alpha1/inspect`): its fields and its omissions. */
import type { ContainerSpec, Descriptor, ImageName, IndexSpec } from "../../model.ts";
import { filled, present } from "../oci/omission.ts";
import { OCI_MANIFEST } from "../oci/media-types.ts";
import type { IndexDocument, ManifestDocument, OciDescriptor } from "./document.ts";
import type { Endpoint } from "./place.ts";

function descriptor({ mediaType, digest, size, annotations }: OciDescriptor): Descriptor {
  return present({ mediaType, digest, size, annotations: filled(annotations) });
}

export function indexAnswer(index: IndexDocument, digest: string): IndexSpec {
  const { schemaVersion, mediaType, entries } = index;
  const manifests = entries.map((entry) => ({
    ...descriptor(entry),
    ...present({ platform: present(entry.platform ?? {}) }),
  }));
  return present({ schemaVersion, mediaType, manifests, digest });
}

/** `config` is undefined for an artifact, whose config is nobody's business. */
export function containerAnswer(
  name: ImageName,
  endpoint: Endpoint,
  manifest: ManifestDocument,
  digest: string,
  config: ContainerSpec["config"] | undefined,
): ContainerSpec {
  const { schemaVersion, mediaType, layers, annotations, artifactType } = manifest;
  return {
    registry: name.registry,
    hostName: endpoint.base.origin,
    imageName: name.repository,
    reference: name.digest ?? name.tag ?? "latest",
    digest,
    config: config ?? { config: {}, rootfs: {} },
    manifest: present({
      schemaVersion,
      mediaType,
      config: manifest.config === undefined ? undefined : configDescriptor(manifest.config),
      layers: layers.map(descriptor),
      annotations: filled(annotations),
      artifactType,
    }),
    v1: schemaVersion === 1,
    v2: schemaVersion === 2,
    oci: mediaType === OCI_MANIFEST,
  };
}

function configDescriptor({ mediaType, digest, size }: OciDescriptor): Descriptor {
  return present({ mediaType, digest, size });
}
