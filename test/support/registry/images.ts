/** Small container images with real digests over real bytes, the same on every machine. */
import { createHash } from "node:crypto";
import { gzipStored, tar } from "./layer.ts";

export const mediaTypes = {
  ociIndex: "application/vnd.oci.image.index.v1+json",
  ociManifest: "application/vnd.oci.image.manifest.v1+json",
  ociConfig: "application/vnd.oci.image.config.v1+json",
  ociLayer: "application/vnd.oci.image.layer.v1.tar+gzip",
  ociEmpty: "application/vnd.oci.empty.v1+json",
  dockerList: "application/vnd.docker.distribution.manifest.list.v2+json",
  dockerManifest: "application/vnd.docker.distribution.manifest.v2+json",
  dockerConfig: "application/vnd.docker.container.image.v1+json",
  dockerLayer: "application/vnd.docker.image.rootfs.diff.tar.gzip",
} as const;

export type Family = "oci" | "docker";

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** One manifest or index as a registry keeps it. */
export interface Manifest {
  readonly mediaType: string;
  readonly digest: string;
  readonly bytes: Buffer;
}

/** Everything that a push of one name brings: `manifests` has the children before their parents, the named one last. */
export interface Image {
  readonly descriptor: Descriptor;
  readonly manifests: readonly Manifest[];
  /** Digest to bytes: configs and layers. */
  readonly blobs: ReadonlyMap<string, Buffer>;
  /** What an index entry says of it. */
  readonly platform?: Readonly<Record<string, unknown>>;
}

export interface ImageOptions {
  /** `linux/amd64` (default), `linux/arm/v7`. */
  readonly platform?: string;
  readonly family?: Family;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly env?: readonly string[];
  readonly user?: string;
  readonly workingDir?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** RFC 3339; null leaves it out. */
  readonly created?: string | null;
  /** Files of each layer, path to text. */
  readonly layers?: readonly Readonly<Record<string, string>>[];
  readonly annotations?: Readonly<Record<string, string>>;
  /** Added to (or put in place of) fields of the config blob. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Added to (or put in place of) fields of the manifest. */
  readonly manifest?: Readonly<Record<string, unknown>>;
}

export const sha256 = (bytes: Buffer): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const describe = (mediaType: string, bytes: Buffer): Descriptor => ({
  mediaType,
  digest: sha256(bytes),
  size: bytes.length,
});

const manifestOf = (mediaType: string, content: unknown): Manifest => {
  const bytes = json(content);
  return { mediaType, digest: sha256(bytes), bytes };
};

const parsePlatform = (text: string): Readonly<Record<string, string>> => {
  const [os = "linux", architecture = "amd64", variant] = text.split("/");
  return { architecture, os, ...(variant === undefined ? {} : { variant }) };
};

/** A manifest for one platform, with its config and layers. */
export const image = (options: ImageOptions = {}): Image => {
  const { family = "oci", created = "2024-03-05T06:07:08Z" } = options;
  const platform = parsePlatform(options.platform ?? "linux/amd64");
  const files = options.layers ?? [{ "etc/platform": `${options.platform ?? "linux/amd64"}\n` }];
  const archives = files.map((entries) => tar(entries));
  const layers = archives.map((archive) => gzipStored(archive));
  const config = json({
    ...(created === null ? {} : { created }),
    ...platform,
    config: {
      ...(options.user === undefined ? {} : { User: options.user }),
      Env: options.env ?? ["PATH=/usr/bin:/bin"],
      ...(options.entrypoint === undefined ? {} : { Entrypoint: options.entrypoint }),
      Cmd: options.cmd ?? ["/bin/sh"],
      ...(options.workingDir === undefined ? {} : { WorkingDir: options.workingDir }),
      ...(options.labels === undefined ? {} : { Labels: options.labels }),
    },
    rootfs: { type: "layers", diff_ids: archives.map(sha256) },
    ...options.config,
  });
  const oci = family === "oci";
  const manifest = manifestOf(oci ? mediaTypes.ociManifest : mediaTypes.dockerManifest, {
    schemaVersion: 2,
    mediaType: oci ? mediaTypes.ociManifest : mediaTypes.dockerManifest,
    config: describe(oci ? mediaTypes.ociConfig : mediaTypes.dockerConfig, config),
    layers: layers.map((layer) => describe(oci ? mediaTypes.ociLayer : mediaTypes.dockerLayer, layer)),
    ...(options.annotations === undefined ? {} : { annotations: options.annotations }),
    ...options.manifest,
  });
  return {
    descriptor: describe(manifest.mediaType, manifest.bytes),
    manifests: [manifest],
    blobs: new Map([config, ...layers].map((bytes) => [sha256(bytes), bytes])),
    platform,
  };
};

export interface IndexOptions {
  readonly family?: Family;
  readonly annotations?: Readonly<Record<string, string>>;
  /** A provenance attestation beside each image, as BuildKit adds them. */
  readonly attestations?: boolean;
  /** False: entries say nothing of their platform. */
  readonly platforms?: boolean;
  /** Added to (or put in place of) fields of the index. */
  readonly index?: Readonly<Record<string, unknown>>;
}

/** What BuildKit pushes beside an image: a manifest for `unknown/unknown` that names its subject in annotations. */
export const attestation = (subject: Image): Image => {
  const statement = json({
    _type: "https://in-toto.io/Statement/v0.1",
    predicateType: "https://slsa.dev/provenance/v0.2",
    subject: [{ name: "_", digest: { sha256: subject.descriptor.digest.slice("sha256:".length) } }],
  });
  const config = json({
    architecture: "unknown",
    os: "unknown",
    config: {},
    rootfs: { type: "layers", diff_ids: [sha256(statement)] },
  });
  const manifest = manifestOf(mediaTypes.ociManifest, {
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    config: describe(mediaTypes.ociConfig, config),
    layers: [
      {
        ...describe("application/vnd.in-toto+json", statement),
        annotations: { "in-toto.io/predicate-type": "https://slsa.dev/provenance/v0.2" },
      },
    ],
  });
  return {
    descriptor: describe(manifest.mediaType, manifest.bytes),
    manifests: [manifest],
    blobs: new Map([config, statement].map((bytes) => [sha256(bytes), bytes])),
    platform: { architecture: "unknown", os: "unknown" },
  };
};

/** An index over images, other indexes or artifacts, in the order given; attestations stand at the end. */
export const index = (children: readonly Image[], options: IndexOptions = {}): Image => {
  const { family = "oci", platforms = true } = options;
  const proofs =
    options.attestations === true ? children.map((child) => ({ subject: child, proof: attestation(child) })) : [];
  const entry = (child: Image): object => ({
    ...child.descriptor,
    ...(platforms && child.platform !== undefined ? { platform: child.platform } : {}),
  });
  const mediaType = family === "oci" ? mediaTypes.ociIndex : mediaTypes.dockerList;
  const root = manifestOf(mediaType, {
    schemaVersion: 2,
    mediaType,
    manifests: [
      ...children.map(entry),
      ...proofs.map(({ subject, proof }) => ({
        ...proof.descriptor,
        annotations: {
          "vnd.docker.reference.digest": subject.descriptor.digest,
          "vnd.docker.reference.type": "attestation-manifest",
        },
        platform: proof.platform,
      })),
    ],
    ...(options.annotations === undefined ? {} : { annotations: options.annotations }),
    ...options.index,
  });
  const all = [...children, ...proofs.map(({ proof }) => proof)];
  return {
    descriptor: describe(mediaType, root.bytes),
    manifests: [...all.flatMap((child) => child.manifests), root],
    blobs: new Map(all.flatMap((child) => [...child.blobs])),
  };
};

/** The usual multi-arch image: one manifest per platform and an attestation beside each. */
export const multiArch = (platforms: readonly string[], options: Omit<ImageOptions, "platform"> = {}): Image =>
  index(
    platforms.map((platform) => image({ ...options, platform })),
    { attestations: true, ...(options.family === undefined ? {} : { family: options.family }) },
  );

export interface ArtifactOptions {
  readonly artifactType?: string;
  readonly configType?: string;
  /** Default `{}`; Apptainer pushes zero bytes. */
  readonly config?: Buffer;
  readonly layerType?: string;
  readonly content?: Buffer;
  readonly layerAnnotations?: Readonly<Record<string, string>>;
  /** The manifest that it refers to (OCI 1.1). */
  readonly subject?: Image;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A manifest that is no image (OCI 1.1 "artifact"): a SIF, a Helm chart, a signature. */
export const artifact = (options: ArtifactOptions = {}): Image => {
  const config = options.config ?? Buffer.from("{}");
  const content = options.content ?? Buffer.from("content\n");
  const manifest = manifestOf(mediaTypes.ociManifest, {
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    ...(options.artifactType === undefined ? {} : { artifactType: options.artifactType }),
    config: describe(options.configType ?? mediaTypes.ociEmpty, config),
    layers: [
      {
        ...describe(options.layerType ?? "application/octet-stream", content),
        ...(options.layerAnnotations === undefined ? {} : { annotations: options.layerAnnotations }),
      },
    ],
    ...(options.subject === undefined ? {} : { subject: options.subject.descriptor }),
    ...(options.annotations === undefined ? {} : { annotations: options.annotations }),
  });
  return {
    descriptor: describe(manifest.mediaType, manifest.bytes),
    manifests: [manifest],
    blobs: new Map([config, content].map((bytes) => [sha256(bytes), bytes])),
  };
};

/** Any bytes under any media type, for what no builder would make. */
export const rawManifest = (mediaType: string, bytes: Buffer, blobs: readonly Buffer[] = []): Image => ({
  descriptor: describe(mediaType, bytes),
  manifests: [{ mediaType, digest: sha256(bytes), bytes }],
  blobs: new Map(blobs.map((blob) => [sha256(blob), blob])),
});
