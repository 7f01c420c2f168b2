/**
 * The answer in the words of Wave 1.37 (`POST /v1alpha1/inspect`): its fields, and its rule that what is null, "", [],
 * {} or an entry of a map with an empty text is left out.
 */
import type { ContainerSpec, Descriptor, ImageName, IndexSpec } from "../../model.ts";
import type { Endpoint } from "./authority.ts";
import type { Entry, IndexDocument, ManifestDocument } from "./document.ts";
import { flag, type Json, object, text, textMap, texts } from "./fields.ts";
import { OCI_MANIFEST } from "./media-types.ts";

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Drops what Wave leaves out. */
function present<T extends object>(fields: T): Present<T> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) if (!isEmpty(value)) kept[name] = value;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a subset of the fields is what the type says
  return kept as Present<T>;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (typeof value !== "object") return false;
  return Object.keys(value).length === 0;
}

const filled = (map: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(map).filter(([, value]) => value !== ""));

function descriptor({ mediaType, digest, size, annotations }: Entry): Descriptor {
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

/** `config` is the parsed config blob, or undefined for an artifact, whose config is nobody's business. */
export function containerAnswer(
  name: ImageName,
  endpoint: Endpoint,
  manifest: ManifestDocument,
  digest: string,
  config: Json | undefined,
): ContainerSpec {
  const { schemaVersion, mediaType, layers, annotations, artifactType } = manifest;
  return {
    registry: name.registry,
    hostName: endpoint.base.origin,
    imageName: name.repository,
    reference: name.digest ?? name.tag ?? "latest",
    digest,
    config: configAnswer(config ?? {}),
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

function configDescriptor({ mediaType, digest, size }: Entry): Descriptor {
  return present({ mediaType, digest, size });
}

function configAnswer(config: Json): ContainerSpec["config"] {
  const inner = object(config["config"]) ?? {};
  const rootfs = object(config["rootfs"]) ?? {};
  return {
    ...present({ architecture: text(config["architecture"]) }),
    config: present({
      hostName: text(inner["Hostname"]),
      domainName: text(inner["Domainname"]),
      user: text(inner["User"]),
      attachStdin: flag(inner["AttachStdin"]),
      attachStdout: flag(inner["AttachStdout"]),
      attachStderr: flag(inner["AttachStderr"]),
      tty: flag(inner["Tty"]),
      env: texts(inner["Env"]),
      cmd: texts(inner["Cmd"]),
      image: text(inner["Image"]),
      workingDir: text(inner["WorkingDir"]),
      entrypoint: texts(inner["Entrypoint"]),
      labels: filled(textMap(inner["Labels"])),
    }),
    ...present({
      container: text(config["container"]),
      created: instant(text(config["created"])),
    }),
    rootfs: present({ type: text(rootfs["type"]), diff_ids: texts(rootfs["diff_ids"]) }),
  };
}

const rfc3339 = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * A time as `java.time.Instant` prints it: UTC, the fraction in groups of three digits, none where it is zero.
 * Undefined for what is no RFC 3339 time.
 */
export function instant(time: string | undefined): string | undefined {
  const [, day, clock, fraction = "", zone = ""] = rfc3339.exec(time ?? "") ?? [];
  if (day === undefined || clock === undefined) return undefined;
  const seconds = Date.parse(`${day}T${clock}${zone.toUpperCase()}`);
  if (Number.isNaN(seconds)) return undefined;
  const nanos = fraction.padEnd(9, "0");
  const shown = nanos.endsWith("000000") ? nanos.slice(0, 3) : nanos.endsWith("000") ? nanos.slice(0, 6) : nanos;
  return `${new Date(seconds).toISOString().slice(0, 19)}${Number(nanos) === 0 ? "" : `.${shown}`}Z`;
}
