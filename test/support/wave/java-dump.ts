import { arrayOf, objectOf } from "../json.ts";
import { hostNameOf } from "./name.ts";
import type { Container } from "./specs.ts";

const quoted = (value: unknown): string => `'${typeof value === "string" ? value : "null"}'`;
const bare = (value: unknown): string => JSON.stringify(value ?? null);
const list = (value: unknown): string => `[${arrayOf(value).join(", ")}]`;
const map = (value: unknown): string =>
  `{${Object.entries(objectOf(value))
    .map(([name, text]) => `${name}=${String(text)}`)
    .join(", ")}}`;

/** What the encoder was given when it failed, as Java prints it. */
export const javaDump = ({ coordinates, digest, config, manifest }: Container): string => {
  const inner = objectOf(config.config);
  const { mediaType, digest: configDigest, size } = objectOf(manifest.config);
  const flags = ["attachStdin", "attachStdout", "attachStderr", "tty"].map((name) => `${name}=${bare(inner[name])}`);
  return (
    `ContainerInspectResponse{container=ContainerSpec{registry=${quoted(coordinates.registry)}, hostName=${quoted(hostNameOf(coordinates.registry))}, ` +
    `imageName=${quoted(coordinates.image)}, reference=${quoted(coordinates.reference)}, digest=${quoted(digest)}, ` +
    `config=ConfigSpec{architecture=${quoted(config.architecture)}, config=Config{hostName=${quoted(inner.hostName)}, domainName=${quoted(inner.domainName)}, ` +
    `user=${quoted(inner.user)}, ${flags.join(", ")}, env=${list(inner.env)}, cmd=${list(inner.cmd)}, image=${quoted(inner.image)}, ` +
    `workingDir=${quoted(inner.workingDir)}, entrypoint=${list(inner.entrypoint)}, labels=${map(inner.labels)}}, ` +
    `container=${quoted(config.container)}, created=${bare(config.created)}}, ` +
    `manifest=ManifestSpec{schemaVersion=${bare(manifest.schemaVersion)}, mediaType=${quoted(manifest.mediaType)}, ` +
    `config=ObjectRef{mediaType=${quoted(mediaType)}, digest=${quoted(configDigest)}, size=${bare(size)}}, ` +
    `layers=[], annotations=${map(manifest.annotations)}, artifactType=${quoted(manifest.artifactType)}}}index=null}`
  );
};
