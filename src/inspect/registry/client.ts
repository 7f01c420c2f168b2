import type { ContentCache } from "../cache/index.ts";
import { header, type HttpResponse, type RequestOptions } from "../network/http.ts";
import type { Authority, Endpoint } from "./authority.ts";
import { digestOf, isCheckable } from "../oci/digest.ts";
import { type Document, type Entry, readDocument } from "./document.ts";
import { ACCEPT } from "../oci/media-types.ts";
import type { Meter } from "./meter.ts";
import { createPullBudget, isPullLimit, type PullBudget } from "./pull-budget.ts";
import { refusal, type Refusal, refusalOf, refusalOfNetwork } from "./refusal.ts";

/** One image of one registry: what is asked for in messages, and where it lies. */
export interface Place {
  readonly endpoint: Endpoint;
  readonly repository: string;
  /** The name as it stands in messages. */
  readonly subject: string;
}

export interface Located {
  readonly digest: string;
  readonly identity: "anonymous" | "credentials";
  /** True where the bytes were hashed here; false for a HEAD, or a digest of a kind that cannot be computed here. */
  readonly verified: boolean;
}

export interface Fetched extends Located {
  readonly document: Document;
  readonly fromCache: boolean;
  readonly notes: readonly string[];
}

/** What a descriptor promises about the bytes behind it. */
export interface Promised {
  readonly digest: string;
  readonly size?: number;
  readonly data?: string;
}

/** Bytes. A descriptor that announces more is not even asked for. */
const MAX_DOCUMENT = 4 * 1024 * 1024;
const MAX_INLINE = 64 * 1024;

/** Registries that count GETs of manifests, and say how many are left. */
const metered: ReadonlySet<string> = new Set(["registry-1.docker.io"]);

export interface RegistryClient {
  /** The digest of a tag or digest by HEAD, or by GET where HEAD does not tell. */
  locate(place: Place, reference: string, meter: Meter): Promise<Located | Refusal>;
  /** A manifest or index by tag or digest; `part` names it in messages where it is part of another (`linux/arm64`). */
  document(
    place: Place,
    reference: string,
    meter: Meter,
    promised?: Promised,
    part?: string,
  ): Promise<Fetched | Refusal>;
  /** The bytes of a config. */
  blob(place: Place, promised: Entry, meter: Meter, part: string): Promise<Uint8Array | Refusal>;
}

export function createRegistryClient(authority: Authority, cache: ContentCache): RegistryClient {
  const budgets = new Map<string, PullBudget>();

  /** Others send headers of the same name about limits of another kind, such as requests a minute. */
  const budgetOf = ({ endpoint: { base } }: Place): PullBudget | undefined => {
    if (!metered.has(base.host)) return undefined;
    let budget = budgets.get(base.host);
    if (budget === undefined) budgets.set(base.host, (budget = createPullBudget()));
    return budget;
  };

  /** Only what everyone may read: a cache is shared more widely than a login. */
  function keep(digest: string, bytes: Uint8Array, meter: Meter): void {
    if (meter.identity === "anonymous") cache.put(digest, bytes);
  }

  async function askManifest(
    place: Place,
    reference: string,
    method: "GET" | "HEAD",
    meter: Meter,
  ): Promise<HttpResponse | Refusal> {
    const budget = budgetOf(place);
    if (method === "GET" && budget?.take() === false) {
      meter.notes.add(`No pull is left at ${place.endpoint.base.host} for now: only digests are read there.`);
      return noPullsLeft(place);
    }
    const request: RequestOptions = {
      method,
      headers: { accept: ACCEPT },
      maxBytes: MAX_DOCUMENT,
      ...(budget !== undefined && { isFinal: isPullLimit }),
    };
    const answer = await authority.send(
      place.endpoint,
      place.repository,
      `/v2/${place.repository}/manifests/${reference}`,
      request,
      meter,
    );
    if (method === "GET") budget?.settle();
    if ("failure" in answer) return refusalOfNetwork(answer);
    budget?.learn(answer);
    if (answer.status !== 200) return refusalOf(place.subject, place.endpoint.base.host, answer, meter.identity);
    return answer;
  }

  return {
    async locate(place, reference, meter) {
      const answer = await askManifest(place, reference, "HEAD", meter);
      if ("failure" in answer) {
        // A HEAD has no body that could say why.
        if (!mayGetMore(answer)) return answer;
      } else {
        const digest = digestSaid(answer);
        const fits = !reference.includes(":") || digest === reference;
        if (digest !== undefined && fits) return { digest, identity: meter.identity, verified: false };
      }
      return this.document(place, reference, meter);
    },

    async document(place, reference, meter, promised, part) {
      const isDigest = reference.includes(":");
      let wanted = isDigest ? reference : undefined;
      let known: string | undefined;
      // Where a GET costs, or where the cache may spare it, the free HEAD goes first.
      if (promised === undefined && (metered.has(place.endpoint.base.host) || (await cache.isWarm()))) {
        const answer = await askManifest(place, reference, "HEAD", meter);
        if ("failure" in answer) {
          if (!mayGetMore(answer)) return answer;
        } else {
          known = digestSaid(answer);
          wanted ??= known;
        }
      }
      const kept =
        wanted === undefined || (promised === undefined && known === undefined) ? undefined : await cache.get(wanted);
      if (kept !== undefined && wanted !== undefined) {
        const document = readDocument(kept, undefined);
        if (!("state" in document)) {
          return { digest: wanted, document, verified: true, fromCache: true, identity: meter.identity, notes: [] };
        }
      }

      const answer = await askManifest(place, wanted ?? reference, "GET", meter);
      if ("failure" in answer) return known === undefined ? answer : { ...answer, digest: known };
      const checked = check(place, answer.bytes, { digest: wanted ?? "sha256:", ...promised }, part);
      if ("failure" in checked) return checked;
      const said = digestSaid(answer);
      const notes =
        said === undefined || said === checked.digest
          ? []
          : [`${place.endpoint.base.host} says the digest is ${said}; the bytes that it sent have ${checked.digest}.`];
      const document = readDocument(answer.bytes, header(answer, "content-type"));
      if ("state" in document) {
        return {
          ...refusal(document.state, `${place.subject} ${document.reason}.`),
          digest: checked.digest,
          status: 200,
        };
      }
      keep(checked.digest, answer.bytes, meter);
      return {
        digest: checked.digest,
        document,
        verified: checked.verified,
        fromCache: false,
        identity: meter.identity,
        notes,
      };
    },

    async blob(place, promised, meter, part) {
      if ((promised.size ?? 0) > MAX_DOCUMENT) {
        return refusal("too-large", `${place.subject} has a config of ${promised.size} bytes (${part}).`);
      }
      const inline = inlined(promised);
      if (inline !== undefined) return inline;
      const kept = await cache.get(promised.digest);
      if (kept !== undefined) return kept;
      const path = `/v2/${place.repository}/blobs/${promised.digest}`;
      const answer = await authority.send(place.endpoint, place.repository, path, { maxBytes: MAX_DOCUMENT }, meter);
      if ("failure" in answer) return refusalOfNetwork(answer);
      if (answer.status !== 200) {
        return refusalOf(`the config of ${place.subject}`, answer.url.host, answer, meter.identity);
      }
      const checked = check(place, answer.bytes, promised, `config, ${part}`);
      if ("failure" in checked) return checked;
      keep(checked.digest, answer.bytes, meter);
      return answer.bytes;
    },
  };
}

/** The digest that a registry names in its header, where it is one. */
function digestSaid(answer: HttpResponse): string | undefined {
  const digest = header(answer, "docker-content-digest");
  return digest !== undefined && isCheckable(digest) ? digest : undefined;
}

/** Whether a GET can tell more than the HEAD that failed: some registries know manifests by GET only. */
function mayGetMore({ status }: Refusal): boolean {
  return status !== undefined && status !== 401 && status !== 429 && status < 500;
}

/** Holds bytes against what was asked for. A digest without hex (`sha256:`) only asks for the algorithm. */
function check(
  place: Place,
  bytes: Uint8Array,
  promised: Promised,
  part: string | undefined,
): { readonly digest: string; readonly verified: boolean } | Refusal {
  const where = part === undefined ? "" : ` (${part})`;
  if (promised.size !== undefined && promised.size !== bytes.length) {
    const message = `${place.subject}${where}: ${place.endpoint.base.host} sent ${bytes.length} bytes where its index or manifest says ${promised.size}.`;
    return refusal("digest-mismatch", message);
  }
  if (promised.digest.endsWith(":")) return { digest: digestOf(bytes), verified: true };
  if (!isCheckable(promised.digest)) return { digest: promised.digest, verified: false };
  const digest = digestOf(bytes, promised.digest);
  if (digest === promised.digest) return { digest, verified: true };
  const message = `${place.subject}${where}: ${place.endpoint.base.host} sent bytes with the digest ${digest} for ${promised.digest}.`;
  return refusal("digest-mismatch", message);
}

/** The content that a descriptor carries itself, where it is what the descriptor says. */
function inlined({ data, digest, size }: Promised): Uint8Array | undefined {
  if (data === undefined || data.length > MAX_INLINE || !isCheckable(digest)) return undefined;
  const bytes = Buffer.from(data, "base64");
  return digestOf(bytes, digest) === digest && (size === undefined || size === bytes.length) ? bytes : undefined;
}

function noPullsLeft({ subject, endpoint }: Place): Refusal {
  const message = `${endpoint.base.host} lets nothing more be pulled for now, so only the digest of ${subject} is known; log in for a higher limit.`;
  return refusal("rate-limited", message);
}
