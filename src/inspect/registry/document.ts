/** Manifests and indexes, read from the bytes of a registry. */
import { isSchema1Type } from "../../image/format.ts";
import { decodeJson, oneLine } from "../../text/foreign.ts";
import { count, isObject, type Json, list, object, text, textMap } from "../../text/json.ts";
import {
  artifactTypeFrom,
  DOCKER_LIST,
  essence,
  isImageConfigType,
  isIndexType,
  isManifestType,
  OCI_INDEX,
} from "../oci/media-types.ts";

/** A descriptor of the OCI image specification, as far as we read it: an index entry, a layer, a config. */
export interface OciDescriptor {
  readonly mediaType?: string;
  /** Of an entry that refers to an artifact. */
  readonly artifactType?: string;
  readonly digest: string;
  readonly size?: number;
  readonly annotations: Readonly<Record<string, string>>;
  /** The content itself, in base64. */
  readonly data?: string;
  readonly platform?: { readonly architecture?: string; readonly os?: string; readonly variant?: string };
}

export interface IndexDocument {
  readonly kind: "index";
  readonly schemaVersion?: number;
  readonly mediaType?: string;
  readonly entries: readonly OciDescriptor[];
}

interface AnyManifest {
  readonly kind: "manifest";
  readonly schemaVersion?: number;
  readonly mediaType?: string;
  readonly layers: readonly OciDescriptor[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly artifactType?: string;
}

/** The manifest of a container image. */
export interface ImageDocument extends AnyManifest {
  readonly config: OciDescriptor;
  readonly artifact?: undefined;
}

/** A manifest of something else; `artifact` says of what. */
export interface ArtifactDocument extends AnyManifest {
  readonly config?: OciDescriptor;
  readonly artifact: string;
}

export type ManifestDocument = ImageDocument | ArtifactDocument;

export type Document = IndexDocument | ManifestDocument;

/** Why bytes are no document that we can use. */
export interface Unusable {
  readonly state: "malformed" | "unsupported" | "too-large";
  /** Continues a sentence that begins with the name of the image. */
  readonly reason: string;
}

const MOST_ENTRIES = 1000;

/**
 * Reads a manifest or an index. Which of the two it is decides, in this order: `mediaType` in the body, the
 * Content-Type, the shape. A body that contradicts its Content-Type or that could be read as both is refused
 * (distribution-spec, "Pulling manifests"): it would mean different things to different clients.
 */
export function readDocument(bytes: Uint8Array, contentType: string | undefined): Document | Unusable {
  const sent = essence(contentType);
  const body = decodeJson(bytes);
  if (!isObject(body)) return { state: "malformed", reason: "has a manifest that is not JSON" };
  const stated = text(body["mediaType"]);
  if (isSchema1Type(stated) || isSchema1Type(sent) || body["schemaVersion"] === 1) {
    return {
      state: "unsupported",
      reason: "is in Docker's first image format (schema 1), which no current engine pulls",
    };
  }
  if (isKnownType(stated) && isKnownType(sent) && stated !== sent) {
    return { state: "malformed", reason: `says ${stated} in its manifest and came as ${sent}` };
  }
  const hasManifests = Array.isArray(body["manifests"]);
  const hasLayers = body["layers"] !== undefined || body["config"] !== undefined;
  if (hasManifests && hasLayers) {
    return { state: "malformed", reason: "has a manifest that is an index and an image at once" };
  }
  const type = isKnownType(stated) ? stated : stated === undefined && isKnownType(sent) ? sent : undefined;
  if (type === undefined && stated !== undefined) {
    return {
      state: "unsupported",
      reason: `has the media type ${oneLine(stated, 120)}, which is not a container image`,
    };
  }
  if (isIndexType(type) || (type === undefined && hasManifests))
    return hasLayers ? contradiction(type) : readIndex(body, stated);
  if (isManifestType(type) || hasLayers) return hasManifests ? contradiction(type) : readManifest(body, stated);
  return { state: "malformed", reason: "has a manifest that is neither an index nor an image" };
}

function isKnownType(type: string | undefined): boolean {
  return isIndexType(type) || isManifestType(type);
}

function contradiction(type: string | undefined): Unusable {
  return { state: "malformed", reason: `has a manifest of the type ${type} with the content of another` };
}

function readIndex(body: Json, mediaType: string | undefined): IndexDocument | Unusable {
  const raw = list(body["manifests"]);
  if (raw.length > MOST_ENTRIES) return { state: "too-large", reason: `has an index of ${raw.length} entries` };
  const entries = raw.map(readDescriptor);
  if (!entries.every((entry) => entry !== undefined)) {
    return { state: "malformed", reason: "has an index entry without a digest" };
  }
  return { kind: "index", ...common(body, mediaType), entries };
}

function readManifest(body: Json, mediaType: string | undefined): ManifestDocument | Unusable {
  const raw = list(body["layers"]);
  if (raw.length > MOST_ENTRIES) return { state: "too-large", reason: `has ${raw.length} layers` };
  const layers = raw.map(readDescriptor);
  if (!layers.every((entry) => entry !== undefined))
    return { state: "malformed", reason: "has a layer without a digest" };
  const config = readDescriptor(body["config"]);
  const artifactType = text(body["artifactType"]);
  const manifest: AnyManifest = {
    kind: "manifest",
    ...common(body, mediaType),
    layers,
    annotations: textMap(body["annotations"]),
    ...(artifactType !== undefined && { artifactType }),
  };
  if (config !== undefined && isImageConfigType(config.mediaType)) return { ...manifest, config };
  const artifact = artifactTypeFrom(artifactType, config?.mediaType, layers[0]?.mediaType) ?? "unknown";
  return { ...manifest, artifact, ...(config !== undefined && { config }) };
}

function common(body: Json, mediaType: string | undefined): { schemaVersion?: number; mediaType?: string } {
  const schemaVersion = count(body["schemaVersion"]);
  return { ...(schemaVersion !== undefined && { schemaVersion }), ...(mediaType !== undefined && { mediaType }) };
}

function readDescriptor(value: unknown): OciDescriptor | undefined {
  const entry = object(value);
  const digest = text(entry?.["digest"]);
  if (entry === undefined || digest === undefined || !/^[a-z0-9+._-]+:[A-Za-z0-9=_-]+$/.test(digest)) return undefined;
  const mediaType = text(entry["mediaType"]);
  const artifactType = text(entry["artifactType"]);
  const size = count(entry["size"]);
  const data = text(entry["data"]);
  const platform = object(entry["platform"]);
  return {
    digest,
    ...(mediaType !== undefined && { mediaType }),
    ...(artifactType !== undefined && { artifactType }),
    ...(size !== undefined && { size }),
    annotations: textMap(entry["annotations"]),
    ...(data !== undefined && { data }),
    ...(platform !== undefined && { platform: readPlatform(platform) }),
  };
}

function readPlatform(platform: Json): NonNullable<OciDescriptor["platform"]> {
  const architecture = text(platform["architecture"]);
  const os = text(platform["os"]);
  const variant = text(platform["variant"]);
  return {
    ...(architecture !== undefined && { architecture }),
    ...(os !== undefined && { os }),
    ...(variant !== undefined && { variant }),
  };
}

/** Provenance and the like, which BuildKit keeps as an index entry beside the image that it is about. */
export function isAttestation(entry: OciDescriptor): boolean {
  return (
    entry.annotations["vnd.docker.reference.type"] === "attestation-manifest" ||
    (entry.platform?.os === "unknown" && entry.platform.architecture === "unknown")
  );
}

/** True for an entry that is an index itself. */
export function isNested(entry: OciDescriptor): boolean {
  return entry.mediaType === OCI_INDEX || entry.mediaType === DOCKER_LIST;
}
