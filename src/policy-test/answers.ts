/** What registries are stated to say, in place of the network. */
import { canonicalOf } from "../image/name.ts";
import { normalPlatform } from "../image/platform.ts";
import type { AttestationKind, ContainerSpec, Failure, IndexSpec, Inspection, InspectionRequest } from "../model.ts";
import { sha256 } from "../text/sha256.ts";
import type { Answer } from "./definition.ts";

type StatedMap = Exclude<Answer, string>;
type Config = NonNullable<StatedMap["config"]>;

type Statements = Readonly<Record<string, Answer>>;

/** Answers requests from what a case states, and keeps what it does not state. */
export class StatedAnswers {
  readonly #answers: ReadonlyMap<string, Answer>;
  readonly #now: Date;
  readonly #gaps = new Map<string, Set<string>>();

  /** @param statements Later ones win. */
  constructor(statements: readonly Statements[], now: Date) {
    this.#answers = new Map(
      statements.flatMap((stated) =>
        Object.entries(stated).map(([name, answer]) => [canonicalOf(name) ?? name, answer]),
      ),
    );
    this.#now = now;
  }

  /** By image, what was asked for and is not stated: `platforms`, `config`; of one that is not stated at all nothing. */
  get gaps(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#gaps;
  }

  answer(request: InspectionRequest): Inspection {
    const stated = this.#answers.get(request.image) ?? this.#nothing(request);
    if (typeof stated === "string") {
      const { state, says } = NO_ANSWER[stated];
      return this.#inspection(request, { failure: { state, message: `${request.image} ${says}.` } });
    }
    const there = onPlatform(request.platform, stated);
    const missing = unstated(request, there);
    if (missing.length > 0) this.#note(request.image, missing);
    return this.#inspection(request, known(request, there));
  }

  #nothing({ image }: InspectionRequest): StatedMap {
    this.#note(image, []);
    return {};
  }

  #note(image: string, keys: readonly string[]): void {
    this.#gaps.set(image, new Set([...(this.#gaps.get(image) ?? []), ...keys]));
  }

  #inspection(request: InspectionRequest, said: Omit<Inspection, "request" | "evidence">): Inspection {
    const observedAt = this.#now.toISOString();
    return { request, ...said, evidence: { via: "none", host: "", verified: false, requests: 0, observedAt } };
  }
}

/** As a registry that is asked says it. */
const NO_ANSWER: Readonly<Record<Extract<Answer, string>, { state: Failure["state"]; says: string }>> = {
  absent: { state: "not-found", says: "does not exist" },
  private: { state: "absent-or-private", says: "does not exist or is private" },
  unreachable: { state: "unreachable", says: "is of a registry that cannot be reached" },
};

/** With what is said of one platform, the only one where none is asked for. */
function onPlatform(asked: string | null, stated: StatedMap): StatedMap {
  const differing = new Map(
    Object.entries(stated["by-platform"] ?? {}).map(([written, said]) => [normalPlatform(written), said]),
  );
  if (differing.size === 0) return stated;
  const platforms = [...new Set([...(stated.platforms ?? []), ...differing.keys()])];
  const one = platforms.length === 1 ? platforms[0] : asked;
  const { config = stated.config, attested = stated.attested } = differing.get(one ?? "") ?? {};
  return { ...stated, platforms, config, attested };
}

/** What a request needs to know and nobody said. */
function unstated({ need, expects, lookFor }: InspectionRequest, stated: StatedMap): string[] {
  return [
    ...(expects !== undefined && stated.digest === undefined ? ["digest"] : []),
    ...(need !== "existence" && stated.platforms === undefined ? ["platforms"] : []),
    ...(need === "config" && stated.config === undefined ? ["config"] : []),
    ...(lookFor !== undefined && stated.attested === undefined ? ["attested"] : []),
  ];
}

function known(request: InspectionRequest, stated: StatedMap): Omit<Inspection, "request" | "evidence"> {
  const { image, platform, lookFor } = request;
  const { platforms, attested = [] } = stated;
  // Of the last part of the name, so that a copy elsewhere is the same image.
  const digest = stated.digest ?? `sha256:${sha256(image.slice(image.lastIndexOf("/") + 1))}`;
  const about = { digest, ...(platforms !== undefined && { platforms }) };
  const answer = answerTo(request, stated, digest);
  if (platform !== null && platforms?.includes(platform) === false) {
    const message = `${image} is not offered for ${platform}, only for ${platforms.join(", ")}`;
    return { ...about, ...(platforms.length === 1 && answer), failure: { state: "platform-missing", message } };
  }
  const beside = lookFor !== undefined && { attestations: { found: attested.map((kind) => found(kind, digest)) } };
  return { ...about, ...beside, ...(isFile(image) ? { download: download(stated) } : answer) };
}

/** One that is offered for several platforms is an index; of a single image registries show the configuration as well. */
function answerTo(
  { image, platform, need }: InspectionRequest,
  { platforms = [], config }: StatedMap,
  digest: string,
): Pick<Inspection, "answer"> {
  if (need === "existence") return {};
  if (platform === null && platforms.length > 1) return { answer: { index: index(digest, platforms) } };
  if (config === undefined) return {};
  const of = platforms.length === 1 ? platforms[0] : platform;
  return { answer: { container: container(image, digest, of ?? "linux/amd64", config) } };
}

function found(kind: AttestationKind, subject: string) {
  return { kind, by: "referrers", subject } as const;
}

/** A SIF behind a URL, or one of the repository. */
function isFile(image: string): boolean {
  return /^(?:https?:\/\/|\.\/)/.test(image);
}

function index(digest: string, platforms: readonly string[]): IndexSpec {
  return {
    schemaVersion: 2,
    digest,
    manifests: platforms.map((platform) => {
      const [os = "", architecture = "", variant] = platform.split("/");
      const stated = { os, architecture, ...(variant !== undefined && { variant }) };
      return { digest: `sha256:${sha256(`${digest} ${platform}`)}`, platform: stated };
    }),
  };
}

function download({ platforms, config }: StatedMap): NonNullable<Inspection["download"]> {
  const [architecture] = platforms ?? [];
  const { size, created } = config ?? {};
  return {
    ...(size !== undefined && { size }),
    sif: { ...(architecture !== undefined && { architecture }), ...(created !== undefined && { created }) },
  };
}

function container(image: string, digest: string, platform: string, config: Config): ContainerSpec {
  const { user, created, labels, entrypoint, size, layers } = config;
  const [, architecture = ""] = platform.split("/");
  const registry = image.slice(0, image.indexOf("/"));
  return {
    registry,
    hostName: `https://${registry}`,
    imageName: image.slice(registry.length + 1),
    reference: digest,
    digest,
    config: {
      architecture,
      config: {
        ...(user !== undefined && { user }),
        ...(labels !== undefined && { labels }),
        ...(entrypoint !== undefined && { entrypoint }),
      },
      ...(created !== undefined && { created }),
      rootfs: { type: "layers", ...(layers !== undefined && { diff_ids: layers }) },
    },
    manifest: { schemaVersion: 2, ...(size !== undefined && { layers: [{ size }] }) },
    v1: false,
    v2: true,
    oci: true,
  };
}
