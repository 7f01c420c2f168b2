/**
 * Reads Wave's answers field by field: what is of another type than the contract says counts as absent, and nothing but
 * the fields of the contract (server 1.37) comes through.
 */
import { present } from "../oci/omission.ts";
import type { Answer, ContainerSpec, Descriptor, IndexSpec } from "../../model.ts";
import { count, flag, type Json, list, object, text, textMap, texts } from "../../text/json.ts";

/** Undefined where the body holds neither a container nor an index. */
export function readAnswer(body: Json): Answer | undefined {
  const container = object(body["container"]);
  if (container !== undefined) return { container: readContainer(container) };
  const index = object(body["index"]);
  return index === undefined ? undefined : { index: readIndex(index) };
}

/** An index in Wave's form, from Wave's answer or from a registry's own text. */
export function readIndex(index: Json): IndexSpec {
  const manifests = list(index["manifests"]).map((value) => {
    const { architecture, os, variant } = object(object(value)?.["platform"]) ?? {};
    const platform = present({ architecture: text(architecture), os: text(os), variant: text(variant) });
    return { ...readDescriptor(value), ...present({ platform }) };
  });
  return present({
    schemaVersion: count(index["schemaVersion"]),
    mediaType: text(index["mediaType"]),
    manifests,
    digest: text(index["digest"]),
  });
}

function readDescriptor(value: unknown): Descriptor {
  const { mediaType, digest, size, annotations } = object(value) ?? {};
  return present({
    mediaType: text(mediaType),
    digest: text(digest),
    size: count(size),
    annotations: textMap(annotations),
  });
}

function readContainer(body: Json): ContainerSpec {
  const config = object(body["config"]) ?? {};
  const inner = object(config["config"]) ?? {};
  const rootfs = object(config["rootfs"]) ?? {};
  const manifest = object(body["manifest"]) ?? {};
  const mediaType = text(manifest["mediaType"]);
  const schemaVersion = count(manifest["schemaVersion"]);
  return {
    registry: text(body["registry"]) ?? "",
    hostName: text(body["hostName"]) ?? "",
    imageName: text(body["imageName"]) ?? "",
    reference: text(body["reference"]) ?? "",
    ...present({ digest: text(body["digest"]) }),
    config: {
      ...present({ architecture: text(config["architecture"]) }),
      config: present({
        hostName: text(inner["hostName"]),
        domainName: text(inner["domainName"]),
        user: text(inner["user"]),
        attachStdin: flag(inner["attachStdin"]),
        attachStdout: flag(inner["attachStdout"]),
        attachStderr: flag(inner["attachStderr"]),
        tty: flag(inner["tty"]),
        env: texts(inner["env"]),
        cmd: texts(inner["cmd"]),
        image: text(inner["image"]),
        workingDir: text(inner["workingDir"]),
        entrypoint: texts(inner["entrypoint"]),
        labels: textMap(inner["labels"]),
      }),
      ...present({ container: text(config["container"]), created: text(config["created"]) }),
      rootfs: present({ type: text(rootfs["type"]), diff_ids: texts(rootfs["diff_ids"]) }),
    },
    manifest: present({
      schemaVersion,
      mediaType,
      config: readDescriptor(manifest["config"]),
      layers: list(manifest["layers"]).map(readDescriptor),
      annotations: textMap(manifest["annotations"]),
      artifactType: text(manifest["artifactType"]),
    }),
    v1: flag(body["v1"]) ?? schemaVersion === 1,
    v2: flag(body["v2"]) ?? schemaVersion === 2,
    oci: flag(body["oci"]) ?? false,
  };
}
