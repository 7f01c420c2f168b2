/** What a registry gives: digests, manifests and configs, each byte checked, with as few pulls as they take. */
import type { Descriptor, Download } from "../../model.ts";
import type { ContentCache } from "../cache/index.ts";
import { header, type HttpResponse } from "../network/http.ts";
import { isCheckable } from "../oci/digest.ts";
import { firstBytes, readImageFile } from "../oci/image-file.ts";
import { ACCEPT } from "../oci/media-types.ts";
import type { Authority } from "./authority.ts";
import { checkBytes, inlineBytes, type Promised } from "./bytes.ts";
import { type Document, type OciDescriptor, readDocument } from "./document.ts";
import type { RegistryMeter } from "./meter.ts";
import type { Place } from "./place.ts";
import { isMetered, isPullLimit, PullBudget } from "./pull-budget.ts";
import { listReferrers, type Referrers } from "./referrers.ts";
import { ofPart, refusal, type Refusal, refusalOf, refusalOfNetwork } from "../oci/refusal.ts";

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

/** Bytes. A descriptor that announces more is not even asked for. */
const MAX_DOCUMENT = 4 * 1024 * 1024;

export class RegistryClient {
  readonly #authority: Authority;
  readonly #cache: ContentCache;
  readonly #budgets = new Map<string, PullBudget>();

  constructor(authority: Authority, cache: ContentCache) {
    this.#authority = authority;
    this.#cache = cache;
  }

  /** The digest of a tag or digest by HEAD, or by GET where HEAD does not tell. */
  async locate(place: Place, reference: string, meter: RegistryMeter): Promise<Located | Fetched | Refusal> {
    const answer = await this.#askManifest(place, reference, "HEAD", meter);
    if ("failure" in answer) {
      // A HEAD has no body that could say why.
      if (!mayGetMore(answer)) return answer;
    } else {
      const digest = digestSaid(answer);
      const fits = !reference.includes(":") || digest === reference;
      if (digest !== undefined && fits) return { digest, identity: meter.identity, verified: false };
    }
    return this.document(place, reference, meter);
  }

  /** Whether there is a manifest under a name of which nobody promised any. */
  async has(place: Place, reference: string, meter: RegistryMeter): Promise<boolean | Refusal> {
    const answer = await this.#askManifest(place, reference, "HEAD", meter);
    if (!("failure" in answer)) return true;
    return answer.failure.state === "not-found" ? false : answer;
  }

  referrers(place: Place, digest: string, meter: RegistryMeter): Promise<Referrers | Refusal> {
    return listReferrers(this.#authority, place, digest, meter);
  }

  /** A manifest or index by tag or digest; `part` names it in messages where it is part of another (`linux/arm64`). */
  async document(
    place: Place,
    reference: string,
    meter: RegistryMeter,
    promised?: Promised,
    part?: string,
  ): Promise<Fetched | Refusal> {
    const known = promised === undefined ? await this.#digestFirst(place, reference, meter) : undefined;
    if (typeof known === "object") return known;
    const wanted = reference.includes(":") ? reference : known;
    // That the cache has it does not say that the registry still does: it, or an index of it, has to have named it.
    if (wanted !== undefined && (promised !== undefined || known !== undefined)) {
      const kept = await this.#documentFromCache(wanted, meter);
      if (kept !== undefined) return kept;
    }
    const answer = await this.#askManifest(place, wanted ?? reference, "GET", meter);
    if ("failure" in answer) return known === undefined ? answer : { ...answer, digest: known };
    const checked = checkBytes(place, answer.bytes, { digest: wanted ?? "sha256:", ...promised }, part);
    if ("failure" in checked) return checked;
    const document = readDocument(answer.bytes, header(answer, "content-type"));
    if ("state" in document) {
      const unusable = refusal(document.state, `${place.subject} ${document.reason}.`);
      return { ...unusable, digest: checked.digest, status: 200 };
    }
    this.#keep(checked.digest, answer.bytes, meter);
    const notes = contradiction(place, digestSaid(answer), checked.digest);
    return { ...checked, document, fromCache: false, identity: meter.identity, notes };
  }

  /** The bytes of a config. */
  async blob(place: Place, promised: OciDescriptor, meter: RegistryMeter, part: string): Promise<Uint8Array | Refusal> {
    if ((promised.size ?? 0) > MAX_DOCUMENT) {
      return refusal("too-large", `${place.subject} has a config of ${promised.size} bytes (${part}).`);
    }
    const known = inlineBytes(promised) ?? (await this.#cache.get(promised.digest));
    if (known !== undefined) return known;
    const path = `/v2/${place.repository}/blobs/${promised.digest}`;
    const answer = await this.#authority.send({ place, path, options: { maxBytes: MAX_DOCUMENT }, meter });
    if ("failure" in answer) return refusalOfNetwork(answer);
    if (answer.status !== 200) {
      const refused = refusalOf(`the config of ${place.subject}`, answer.url.host, answer, meter.identity);
      return ofPart(refused, place, place.endpoint.base.host, `its config (${promised.digest}, ${part})`);
    }
    const checked = checkBytes(place, answer.bytes, promised, `config, ${part}`);
    if ("failure" in checked) return checked;
    this.#keep(checked.digest, answer.bytes, meter);
    return answer.bytes;
  }

  /** A SIF that is the layer of an artifact, by its first bytes. They are a part of what the digest is of: nothing is hashed. */
  async imageFile(place: Place, layer: Descriptor, meter: RegistryMeter): Promise<Download | Refusal> {
    const path = `/v2/${place.repository}/blobs/${layer.digest}`;
    const answer = await this.#authority.send({ place, path, options: firstBytes, meter });
    if ("failure" in answer) return refusalOfNetwork(answer);
    const about = { subject: `the SIF of ${place.subject}`, host: answer.url.host, identity: meter.identity };
    const read = readImageFile(about, answer);
    return "failure" in read || layer.size === undefined ? read : { ...read, size: layer.size };
  }

  /** Where a GET costs, or where the cache may spare it, the free HEAD goes first; undefined where it tells nothing. */
  async #digestFirst(place: Place, reference: string, meter: RegistryMeter): Promise<string | Refusal | undefined> {
    if (!isMetered(place.endpoint.base.host) && !(await this.#cache.isWarm())) return undefined;
    const answer = await this.#askManifest(place, reference, "HEAD", meter);
    if ("failure" in answer) return mayGetMore(answer) ? undefined : answer;
    return digestSaid(answer);
  }

  async #documentFromCache(digest: string, meter: RegistryMeter): Promise<Fetched | undefined> {
    const bytes = await this.#cache.get(digest);
    const document = bytes === undefined ? undefined : readDocument(bytes, undefined);
    if (document === undefined || "state" in document) return undefined;
    return { digest, document, verified: true, fromCache: true, identity: meter.identity, notes: [] };
  }

  async #askManifest(
    place: Place,
    reference: string,
    method: "GET" | "HEAD",
    meter: RegistryMeter,
  ): Promise<HttpResponse | Refusal> {
    const { host } = place.endpoint.base;
    const budget = this.#budgetOf(host);
    if (method === "GET" && budget?.take() === false) {
      meter.notes.add(`No pull is left at ${host} for now: only digests are read there.`);
      return noPullsLeft(place);
    }
    const answer = await this.#authority.send({
      place,
      path: `/v2/${place.repository}/manifests/${reference}`,
      options: {
        method,
        headers: { accept: ACCEPT },
        maxBytes: MAX_DOCUMENT,
        ...(budget !== undefined && { isFinal: isPullLimit }),
      },
      meter,
    });
    if (method === "GET") budget?.settle();
    if ("failure" in answer) return refusalOfNetwork(answer);
    budget?.learn(answer);
    if (answer.status === 200) return answer;
    return refusalOf(place.subject, place.endpoint.base.host, answer, meter.identity);
  }

  #budgetOf(host: string): PullBudget | undefined {
    if (!isMetered(host)) return undefined;
    let budget = this.#budgets.get(host);
    if (budget === undefined) this.#budgets.set(host, (budget = new PullBudget()));
    return budget;
  }

  /** Only what everyone may read: a cache is shared more widely than a login. */
  #keep(digest: string, bytes: Uint8Array, meter: RegistryMeter): void {
    if (meter.identity === "anonymous") this.#cache.put(digest, bytes);
  }
}

/** The digest that a registry names in its header, where it is one. */
function digestSaid(answer: HttpResponse): string | undefined {
  const digest = header(answer, "docker-content-digest");
  return digest !== undefined && isCheckable(digest) ? digest : undefined;
}

function contradiction({ endpoint }: Place, said: string | undefined, digest: string): readonly string[] {
  if (said === undefined || said === digest) return [];
  return [`${endpoint.base.host} says the digest is ${said}; the bytes that it sent have ${digest}.`];
}

/** Whether a GET can tell more than the HEAD that failed: some registries know manifests by GET only. */
function mayGetMore({ status }: Refusal): boolean {
  return status !== undefined && status !== 401 && status !== 429 && status < 500;
}

function noPullsLeft({ subject, endpoint }: Place): Refusal {
  const message = `${endpoint.base.host} lets nothing more be pulled for now, so only the digest of ${subject} is known; log in for a higher limit.`;
  return refusal("rate-limited", message);
}
