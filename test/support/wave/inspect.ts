/** From a name and a platform to Wave's answer, through the registry. */
import { objectOf } from "../json.ts";
import { mediaTypes } from "../registry/images.ts";
import type { Coordinates } from "./name.ts";
import { pick, readPlatform, type WavePlatform } from "./platform.ts";
import { crash } from "./refusal.ts";
import {
  type Fields,
  configSpec,
  containerSpec,
  indexSpec,
  manifestSpec,
  readConfig,
  readManifest,
  schema1Spec,
} from "./specs.ts";
import { type Login, type RegistrySession, type UpstreamAccess, schema1, upstreamFailure } from "./upstream.ts";

const indexTypes: ReadonlySet<unknown> = new Set([mediaTypes.ociIndex, mediaTypes.dockerList]);
const manifestTypes: ReadonlySet<unknown> = new Set([mediaTypes.ociManifest, mediaTypes.dockerManifest]);

export interface Question {
  readonly coordinates: Coordinates;
  /** As sent. */
  readonly platform: string | undefined;
  readonly login: Login | undefined;
  /** Path and query of the request. */
  readonly path: string;
}

interface Found {
  readonly manifest: Fields;
  readonly digest: string | undefined;
}

/** Which manifest is meant: by the mediaType in the body, since the Content-Type did not say. */
const findManifest = async (
  session: RegistrySession,
  body: Fields,
  platform: WavePlatform | undefined,
  { image, reference }: Coordinates,
): Promise<Found> => {
  if (manifestTypes.has(body.mediaType)) return { manifest: body, digest: undefined };
  const unexpected = ({ mediaType }: Fields): Error => {
    const value = typeof mediaType === "string" ? mediaType : "null";
    return crash(`Unexpected media type for request '${image}:${reference}' - offending value: ${value}`);
  };
  if (!indexTypes.has(body.mediaType)) throw unexpected(body);
  if (platform === undefined) {
    throw crash('Cannot invoke "io.seqera.wave.core.ContainerPlatform.getPlatforms()" because "this.platform" is null');
  }
  const digest = pick(body, platform);
  const child = readManifest((await session.manifest("GET", digest)).text);
  if (!manifestTypes.has(child.mediaType)) throw unexpected(child);
  return { manifest: child, digest };
};

export const inspect = async (upstream: UpstreamAccess, question: Question): Promise<Fields> => {
  const { coordinates, path } = question;
  const session = await upstream.open(coordinates, question.login);
  const platform = readPlatform(question.platform);
  const head = await session.manifest("HEAD", coordinates.reference);
  const digest = head.headers["docker-content-digest"];
  // Without the header Wave goes on to ask for the digest "null", which no registry has.
  if (digest === undefined) throw upstreamFailure(404, coordinates);
  const reply = await session.manifest("GET", digest);
  const contentType = reply.headers["content-type"];
  const body = readManifest(reply.text);
  if (contentType === schema1) return schema1Spec(body, digest, coordinates, schema1);
  if (platform === undefined && indexTypes.has(contentType)) return indexSpec(body, digest);
  const found = manifestTypes.has(contentType)
    ? { manifest: body, digest }
    : await findManifest(session, body, platform, coordinates);
  const configDigest = objectOf(found.manifest.config).digest;
  const config = readConfig(await session.blob(typeof configDigest === "string" ? configDigest : "null"));
  return containerSpec(
    { coordinates, digest: found.digest, config: configSpec(config), manifest: manifestSpec(found.manifest) },
    path,
  );
};
