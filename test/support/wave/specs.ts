/** Wave's `index` and `container` answers, made of what a registry served. */
import { arrayOf, isObject, objectOf, parseJson, type JsonObject } from "../json.ts";
import { mediaTypes } from "../registry/images.ts";
import { present } from "./json-text.ts";
import { type Coordinates, hostNameOf } from "./name.ts";
import { javaDump } from "./java-dump.ts";
import { crash, unwritable } from "./refusal.ts";
import { readInstant } from "./time.ts";

export type Fields = JsonObject;

/** Labels and annotations lose the entries with an empty text. */
const texts = (value: unknown): Fields => present(objectOf(value));

const descriptor = (value: unknown): Fields => {
  const { mediaType, digest, size, annotations } = objectOf(value);
  return present({ mediaType, digest, size, annotations: texts(annotations) });
};

export const indexSpec = (index: Fields, digest: string | undefined): Fields => ({
  index: present({
    schemaVersion: index.schemaVersion,
    mediaType: index.mediaType,
    manifests: arrayOf(index.manifests).map((entry) => {
      const { architecture, os, variant } = objectOf(objectOf(entry).platform);
      return present({ ...descriptor(entry), platform: present({ architecture, os, variant }) });
    }),
    digest,
  }),
});

const javaNames: Readonly<Record<string, string>> = {
  string: "java.lang.String",
  number: "java.lang.Double",
  boolean: "java.lang.Boolean",
  object: "java.util.Map",
};

/** Java's cast: null passes, another type is an exception. */
const cast = (value: unknown, type: "string" | "boolean" | "list"): unknown => {
  if (value === undefined || value === null) return undefined;
  if (type === "list" ? Array.isArray(value) : typeof value === type) return value;
  const from = Array.isArray(value) ? "java.util.ArrayList" : (javaNames[typeof value] ?? "java.lang.Object");
  const to = type === "list" ? "java.util.List" : javaNames[type];
  throw crash(
    `class ${from} cannot be cast to class ${to} (${from} and ${to} are in module java.base of loader 'bootstrap')`,
  );
};

/** A key that is there with null is an exception; one that is not there is an empty map. */
const section = (config: Fields, name: string): Fields => {
  if (!Object.hasOwn(config, name)) return {};
  if (config[name] === null) throw crash('Cannot invoke "java.util.Map.get(Object)" because "" is null');
  return objectOf(config[name]);
};

export const configSpec = (config: Fields): Fields => {
  const runtime = section(config, "config");
  const rootfs = section(config, "rootfs");
  return {
    ...present({ architecture: cast(config.architecture, "string") }),
    config: present({
      hostName: cast(runtime.Hostname, "string"),
      domainName: cast(runtime.Domainname, "string"),
      user: cast(runtime.User, "string"),
      attachStdin: cast(runtime.AttachStdin, "boolean"),
      attachStdout: cast(runtime.AttachStdout, "boolean"),
      attachStderr: cast(runtime.AttachStderr, "boolean"),
      tty: cast(runtime.Tty, "boolean"),
      env: cast(runtime.Env, "list"),
      cmd: cast(runtime.Cmd, "list"),
      image: cast(runtime.Image, "string"),
      workingDir: cast(runtime.WorkingDir, "string"),
      entrypoint: cast(runtime.Entrypoint, "list"),
      labels: texts(runtime.Labels),
    }),
    ...present({ container: cast(config.container, "string"), created: readInstant(config.created) }),
    rootfs: present({ type: rootfs.type, diff_ids: rootfs.diff_ids }),
  };
};

/** The config blob's text as Wave's JSON reader takes it. */
export const readConfig = (text: string): Fields => {
  const value = parseJson(text);
  if (value === undefined) throw crash(`Unable to parse JSON to interface java.util.Map - offending value: ${text}`);
  if (Array.isArray(value)) throw crash("Expected BEGIN_OBJECT but was BEGIN_ARRAY at path $");
  return objectOf(value);
};

export const manifestSpec = (manifest: Fields): Fields => {
  const { mediaType, digest, size } = objectOf(manifest.config);
  return present({
    schemaVersion: manifest.schemaVersion,
    mediaType: manifest.mediaType,
    config: present({ mediaType, digest, size }),
    layers: arrayOf(manifest.layers).map(descriptor),
    annotations: texts(manifest.annotations),
    artifactType: manifest.artifactType,
  });
};

/** What is known of one image, its parts already in Wave's form. */
export interface Container {
  readonly coordinates: Coordinates;
  readonly digest: string | undefined;
  readonly config: Fields;
  readonly manifest: Fields;
}

const assemble = ({ coordinates, digest, config, manifest }: Container): Fields => ({
  container: {
    ...present({
      registry: coordinates.registry,
      hostName: hostNameOf(coordinates.registry),
      imageName: coordinates.image,
      reference: coordinates.reference,
      digest,
    }),
    config,
    manifest,
    v1: manifest.schemaVersion === 1,
    v2: manifest.schemaVersion === 2,
    oci: manifest.mediaType === mediaTypes.ociManifest,
  },
});

/** The whole `container` answer; `path` is the request's, for the answer that cannot be written. */
export const containerSpec = (container: Container, path: string): Fields => {
  if (container.manifest.schemaVersion === undefined) {
    const chain =
      'io.seqera.wave.api.ContainerInspectResponse["container"]->io.seqera.wave.core.spec.ContainerSpec["v1"]';
    throw unwritable(
      path,
      javaDump(container),
      `Cannot invoke "java.lang.Integer.intValue()" because "this.manifest.schemaVersion" is null (through reference chain: ${chain})`,
    );
  }
  const { labels } = objectOf(container.config.config);
  const odd = Object.values(objectOf(labels)).find((value) => typeof value !== "string");
  if (odd !== undefined) {
    throw unwritable(
      path,
      javaDump(container),
      `class ${javaNames[typeof odd] ?? "java.lang.Object"} cannot be cast to class java.lang.String`,
    );
  }
  return assemble(container);
};

/** Docker's first manifest format: the config is the text of the newest history entry, the layers come oldest first. */
export const schema1Spec = (
  manifest: Fields,
  digest: string | undefined,
  coordinates: Coordinates,
  mediaType: string,
): Fields => {
  const [newest] = arrayOf(manifest.history).map(objectOf);
  const history = objectOf(parseJson(typeof newest?.v1Compatibility === "string" ? newest.v1Compatibility : ""));
  const layers = arrayOf(manifest.fsLayers)
    .map((layer) => ({ digest: objectOf(layer).blobSum }))
    .reverse();
  const config = configSpec({ ...history, rootfs: {} });
  return assemble({ coordinates, digest, config, manifest: present({ schemaVersion: 1, mediaType, layers }) });
};

/** A manifest's text as Groovy reads it. */
export const readManifest = (text: string): Fields => {
  const value = parseJson(text);
  if (isObject(value)) return value;
  const cut = /^\s*\{/u.test(text);
  throw crash(
    cut
      ? "expecting '}' or ',' but got current char"
      : "Unable to determine the current character, it is not a string, number, array, or object",
  );
};
