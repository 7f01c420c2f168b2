import { readWrittenName } from "../../image/written.ts";
import type { Answer, Evidence, ImageName, Inspection, InspectionRequest, Inspector, Platform } from "../../model.ts";
import { type ContentCache, noCache } from "../cache/index.ts";
import { type CredentialSource, noCredentials } from "../credentials/index.ts";
import { Deadline } from "../network/deadline.ts";
import type { HttpClient } from "../network/http.ts";
import { oneLine } from "../../text/foreign.ts";
import { containerAnswer, indexAnswer } from "./answer.ts";
import { createAuthority, type Endpoint } from "./authority.ts";
import { createRegistryClient, type Fetched, type Place } from "./client.ts";
import type { IndexDocument, ManifestDocument } from "./document.ts";
import { createMeter, type Meter } from "./meter.ts";
import { readPlatform, showPlatform } from "../oci/platforms.ts";
import { createReader } from "./reader.ts";
import { refusal, type Refusal } from "./refusal.ts";

export interface RegistryInspectorOptions {
  readonly http: HttpClient;
  readonly now: () => Date;
  /** Default: everything is read anonymously. */
  readonly credentials?: CredentialSource;
  /** Registries, `host` or `host:port`, that are spoken to over plain http. */
  readonly plainHttp?: readonly string[];
  readonly cache?: ContentCache;
  /** Milliseconds that one image may take. Default 60 s. */
  readonly imageDeadline?: number;
}

/** What was found out about one image; `failure` may stand beside the rest where a platform is missing. */
interface Outcome {
  readonly digest?: string;
  readonly platforms?: readonly string[];
  readonly answer?: Answer;
  readonly failed?: Refusal;
  readonly fetched?: readonly Fetched[];
  readonly verified: boolean;
  readonly identity?: "anonymous" | "credentials";
  readonly indexDigest?: string;
  readonly platform?: Platform;
  readonly notes?: readonly string[];
}

/** One image on its way through. */
interface Question {
  readonly name: ImageName;
  readonly place: Place;
  /** `linux/arm64` */
  readonly asked: string | undefined;
  readonly need: InspectionRequest["need"];
  readonly meter: Meter;
}

/**
 * Asks the registries themselves (OCI distribution-spec 1.1), with as few requests as the need allows: one HEAD for
 * existence, one GET for the platforms of an index, manifest and config more where a config is needed. Every byte that
 * comes back is hashed. One inspector serves one run: it asks for nothing twice.
 */
export function createRegistryInspector(options: RegistryInspectorOptions): Inspector {
  const { http, credentials = noCredentials, cache = noCache, imageDeadline = 60_000 } = options;
  const now = (): number => options.now().getTime();
  const plainHttp = new Set(options.plainHttp);
  const endpoints = new Map<string, Endpoint>();
  const reader = createReader(createRegistryClient(createAuthority({ http, credentials, now }), cache));

  return {
    async inspect(request) {
      const written = readWrittenName(request.image);
      if (written.kind !== "registry" || written.name.registry === "") {
        const why = written.kind === "invalid" ? written.error : "it names no image of a registry";
        return conclude(request, "", 0, failed("invalid-reference", oneLine(`${request.image}: ${why}.`)));
      }
      const { name } = written;
      const endpoint = endpointOf(name.registry);
      const asked = request.platform === null ? undefined : readPlatform(request.platform);
      if (asked !== undefined && "error" in asked) {
        return conclude(request, endpoint.base.host, 0, failed("invalid-reference", oneLine(`${asked.error}.`)));
      }
      const meter = createMeter(new Deadline(now() + imageDeadline, now));
      const place = { endpoint, repository: name.repository, subject: written.canonical };
      const platform = asked === undefined ? undefined : showPlatform(asked.platform);
      const question = { name, place, asked: platform, need: request.need, meter };
      const outcome = await answerTo(question);
      return conclude(request, endpoint.base.host, meter.requests, outcome, meter.notes);
    },
    close: () => Promise.resolve(),
  };

  function endpointOf(registry: string): Endpoint {
    const known = endpoints.get(registry);
    if (known !== undefined) return known;
    const host = registry === "docker.io" ? "registry-1.docker.io" : registry;
    const isListed = plainHttp.has(registry);
    const endpoint = { registry, isListed, base: new URL(`${isListed ? "http" : "https"}://${host}`) };
    endpoints.set(registry, endpoint);
    return endpoint;
  }

  async function answerTo(question: Question): Promise<Outcome> {
    const { name, place, need, meter } = question;
    const reference = name.digest ?? name.tag ?? "latest";
    if (need === "existence") {
      const found = await reader.locate(place, reference, meter);
      if ("failure" in found) return { failed: found, verified: false };
      return { digest: found.digest, identity: found.identity, verified: found.verified };
    }
    const top = await reader.document(place, reference, meter);
    if ("failure" in top)
      return { failed: top, verified: false, ...(top.digest !== undefined && { digest: top.digest }) };
    return top.document.kind === "index"
      ? ofIndex(question, top, top.document)
      : ofManifest(question, top, top.document);
  }

  async function ofIndex(question: Question, top: Fetched, index: IndexDocument): Promise<Outcome> {
    const { place, asked, need, meter } = question;
    const contents = await reader.contents(place, index, asked, meter);
    if ("failure" in contents) return { failed: contents, verified: false, digest: top.digest };
    const platforms = [...new Set(contents.children.flatMap(({ platform }) => platform ?? []))];
    const { attestations } = contents;
    const notes = [
      ...contents.notes,
      ...(attestations === 0 ? [] : [`${attestations} attestation${attestations === 1 ? "" : "s"} in the index.`]),
    ];
    const known = { digest: top.digest, platforms, notes, fetched: [top], verified: top.verified };
    if (asked !== undefined && contents.found === undefined) {
      return { ...known, answer: { index: indexAnswer(index, top.digest) }, failed: missing(place, asked, platforms) };
    }
    if (contents.found === undefined || need === "platforms") {
      return { ...known, answer: { index: indexAnswer(index, top.digest) } };
    }

    const { entry, platform: part } = contents.found;
    const child = await reader.document(place, entry.digest, meter, entry, part);
    if ("failure" in child) return { ...known, failed: child };
    if (child.document.kind === "index") {
      return {
        ...known,
        failed: refusal("malformed", `${place.subject} (${part}) is an index where an image should be.`),
      };
    }
    const image = await ofManifest({ ...question, asked: undefined }, child, child.document, part);
    if (image.failed !== undefined) return { ...known, failed: image.failed };
    const inside = image.platforms?.[0];
    const differs = inside !== undefined && part !== inside;
    return {
      ...image,
      ...known,
      fetched: [top, child],
      verified: top.verified && image.verified,
      indexDigest: top.digest,
      notes: [
        ...notes,
        ...(image.notes ?? []),
        ...(differs ? [`The index says ${part}, the config of that image says ${inside}.`] : []),
      ],
    };
  }

  async function ofManifest(
    question: Question,
    fetched: Fetched,
    manifest: ManifestDocument,
    part = "image",
  ): Promise<Outcome> {
    const { name, place, asked, meter } = question;
    const { digest, verified } = fetched;
    const known = { digest, verified, fetched: [fetched] };
    if (manifest.artifact !== undefined) {
      return {
        ...known,
        answer: { container: containerAnswer(name, place.endpoint, manifest, digest, undefined) },
        notes: [`No container image but an artifact: ${oneLine(manifest.artifact, 120)}.`],
      };
    }
    const read = await reader.config(place, manifest, meter, part);
    if ("failure" in read) return { ...known, failed: read };
    const { platform } = read;
    const platforms = platform === undefined ? undefined : [showPlatform(platform)];
    const isMissing = asked !== undefined && platforms?.[0] !== asked;
    return {
      ...known,
      ...(platforms !== undefined && { platforms }),
      ...(platform !== undefined && { platform }),
      answer: { container: containerAnswer(name, place.endpoint, manifest, digest, read.answer) },
      ...(isMissing && { failed: missing(place, asked, platforms ?? []) }),
    };
  }

  function conclude(
    request: InspectionRequest,
    host: string,
    requests: number,
    outcome: Outcome,
    extra: ReadonlySet<string> = new Set(),
  ): Inspection {
    const { digest, platforms, answer, failed, fetched = [], platform, indexDigest } = outcome;
    const identity = outcome.identity ?? failed?.identity ?? fetched[0]?.identity;
    const notes = [...new Set([...(outcome.notes ?? []), ...fetched.flatMap(({ notes }) => notes), ...extra])];
    const evidence: Evidence = {
      via:
        fetched.length > 0 && fetched.every(({ fromCache }) => fromCache) ? "cache" : host === "" ? "none" : "registry",
      host,
      verified: outcome.verified && (failed === undefined || failed.failure.state === "platform-missing"),
      requests,
      observedAt: options.now().toISOString(),
      ...(failed?.status !== undefined && { status: failed.status }),
      ...(failed === undefined && { status: 200 }),
      ...(failed?.code !== undefined && { code: failed.code }),
      ...(indexDigest !== undefined && { indexDigest }),
      ...(platform?.variant !== undefined && { variant: platform.variant }),
      ...(platform !== undefined && { os: platform.os }),
      ...(identity !== undefined && { identity }),
      ...(notes.length > 0 && { notes }),
    };
    return {
      request,
      ...(digest !== undefined && { digest }),
      ...(platforms !== undefined && { platforms }),
      ...(answer !== undefined && { answer }),
      ...(failed !== undefined && { failure: failed.failure }),
      evidence,
    };
  }
}

function failed(...[state, message]: Parameters<typeof refusal>): Outcome {
  return { failed: refusal(state, message), verified: false };
}

function missing({ subject }: Place, asked: string, platforms: readonly string[]): Refusal {
  const [only, ...more] = platforms;
  const offer =
    only === undefined
      ? "says for no platform that it is made for it"
      : more.length === 0
        ? `is made for ${only} only`
        : `offers ${platforms.slice(0, 20).join(", ")}`;
  return refusal("platform-missing", `${subject} has no image for ${asked}: it ${offer}.`);
}
