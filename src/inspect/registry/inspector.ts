/** Images as their registries describe them (OCI distribution-spec 1.1). */
import { askedName } from "../../image/registry-host.ts";
import { platformsOf, type SifLayer, sifLayer } from "../../image/sif.ts";
import { readWrittenName } from "../../image/written.ts";
import type {
  Attestations,
  ContainerSpec,
  Descriptor,
  ImageName,
  Inspection,
  InspectionRequest,
  Inspector,
} from "../../model.ts";
import { oneLine } from "../../text/foreign.ts";
import { type ContentCache, noCache } from "../cache/index.ts";
import { type CredentialSource, noCredentials } from "../credentials/index.ts";
import type { HttpClient } from "../network/http.ts";
import { TimeBudget } from "../network/time-budget.ts";
import { otherPlatform } from "../oci/image-file.ts";
import { foreignContent, isTellingConfigType } from "../oci/media-types.ts";
import { readPlatform, showPlatform } from "../oci/platforms.ts";
import { containerAnswer, indexAnswer } from "./answer.ts";
import { findAttestations, isInTheWay } from "./attestations.ts";
import { Authority } from "./authority.ts";
import { type Fetched, RegistryClient } from "./client.ts";
import { contentsOf, type FoundEntry, type IndexQuestion } from "./contents.ts";
import type { ArtifactDocument, IndexDocument, ManifestDocument } from "./document.ts";
import { RegistryMeter } from "./meter.ts";
import { type Effort, inspectionOf } from "./inspection.ts";
import { failed, type RegistryOutcome } from "./outcome.ts";
import { Endpoints, type Place } from "./place.ts";
import { RegistryReader } from "./reader.ts";
import { missing, ofPart, refusal } from "../oci/refusal.ts";

export interface RegistryInspectorOptions {
  readonly http: HttpClient;
  readonly now: () => Date;
  /** Default: everything is read anonymously. */
  readonly credentials?: CredentialSource;
  /** Registries, `host` or `host:port`, that are spoken to over plain http. */
  readonly plainHttp?: readonly string[];
  readonly cache?: ContentCache;
  /** Told of every token that a server gives, before it is used. */
  readonly addToken?: ((token: string) => void) | undefined;
  /** Milliseconds that the requests for one image may take together. Default 60 s. */
  readonly imageBudget?: number;
}

/**
 * Asks the registries themselves, with as few requests as the need allows: one HEAD for existence, one GET for the
 * platforms of an index, manifest and config more where a config is needed. Every byte that comes back is hashed.
 * One inspector serves one run: it asks for nothing twice.
 */
export function createRegistryInspector(options: RegistryInspectorOptions): Inspector {
  return new RegistryInspector(options);
}

/** One image on its way through. */
interface RegistryQuestion extends IndexQuestion {
  readonly name: ImageName;
  readonly need: InspectionRequest["need"];
  readonly expects: InspectionRequest["expects"];
  /** Its manifest is needed anyway: that it exists is known from that. */
  readonly isOpened: boolean;
}

class RegistryInspector implements Inspector {
  readonly #now: () => Date;
  readonly #imageBudget: number;
  readonly #endpoints: Endpoints;
  readonly #reader: RegistryReader;

  constructor(options: RegistryInspectorOptions) {
    const { http, credentials = noCredentials, cache = noCache } = options;
    this.#now = options.now;
    this.#imageBudget = options.imageBudget ?? 60_000;
    this.#endpoints = new Endpoints(options.plainHttp ?? []);
    this.#reader = new RegistryReader(
      new RegistryClient(
        new Authority({ http, credentials, now: this.#milliseconds, addToken: options.addToken }),
        cache,
      ),
    );
  }

  async inspect(request: InspectionRequest): Promise<Inspection> {
    const written = readWrittenName(request.image);
    if (written.kind !== "registry" || written.name.registry === "") {
      const why = written.kind === "invalid" ? written.error : "it names no image of a registry";
      return inspectionOf(request, invalid(`${request.image}: ${why}.`), this.#effort(""));
    }
    const name = askedName(written.name);
    const endpoint = this.#endpoints.of(name.registry);
    const { host } = endpoint.base;
    const parsed = request.platform === null ? undefined : readPlatform(request.platform);
    if (parsed !== undefined && "error" in parsed) {
      return inspectionOf(request, invalid(`${parsed.error}.`), this.#effort(host));
    }
    const meter = new RegistryMeter(new TimeBudget(this.#imageBudget, this.#milliseconds));
    const place = { endpoint, repository: name.repository, subject: written.canonical };
    const outcome = await this.#answer({
      name,
      place,
      wanted: parsed === undefined ? undefined : showPlatform(parsed.platform),
      need: request.need,
      expects: request.expects,
      isOpened: request.lookFor !== undefined,
      meter,
    });
    const attestations = await this.#beside(request, place, outcome, meter);
    const inspection = inspectionOf(request, outcome, this.#effort(host, meter));
    return attestations === undefined ? inspection : { ...inspection, attestations };
  }

  async close(): Promise<void> {
    // Nothing is held open here: the connections are the HTTP client's.
  }

  readonly #milliseconds = (): number => this.#now().getTime();

  #effort(host: string, { requests, notes }: Pick<Effort, "requests" | "notes"> = unasked): Effort {
    return { host, requests, notes, observedAt: this.#now() };
  }

  async #answer(question: RegistryQuestion): Promise<RegistryOutcome> {
    const { name, place, need, meter } = question;
    const reference = name.digest ?? name.tag ?? "latest";
    if (need === "existence") return this.#existence(question, reference);
    const top = await this.#reader.document(place, reference, meter);
    if ("failure" in top)
      return { failed: top, verified: false, ...(top.digest !== undefined && { digest: top.digest }) };
    return top.document.kind === "index"
      ? this.#ofIndex(question, top, top.document)
      : this.#ofManifest(question, top, top.document);
  }

  async #beside(
    { platform, lookFor }: InspectionRequest,
    place: Place,
    { digest, fetched, failed: refused }: RegistryOutcome,
    meter: RegistryMeter,
  ): Promise<Attestations | undefined> {
    if (lookFor === undefined || digest === undefined || isInTheWay(refused?.failure)) return undefined;
    const top = fetched?.find((one) => one.digest === digest)?.document;
    return findAttestations(this.#reader, { place, digest, top, platform, lookFor, meter });
  }

  async #existence({ place, expects, isOpened, meter }: RegistryQuestion, reference: string): Promise<RegistryOutcome> {
    const found = await (isOpened
      ? this.#reader.document(place, reference, meter)
      : this.#reader.locate(place, reference, meter));
    if ("failure" in found) return { failed: found, verified: false };
    const { digest, identity, verified } = found;
    if (expects?.every((expected) => expected === digest) ?? true) {
      return { digest, identity, verified, ...("document" in found && { fetched: [found] }) };
    }
    const other =
      "document" in found ? found : await this.#reader.document(place, digest, meter, { digest, annotations: {} });
    if ("failure" in other) return { digest, failed: other, verified: false };
    const known = { digest, verified: other.verified, fetched: [other] };
    return other.document.kind === "index"
      ? { ...known, answer: { index: indexAnswer(other.document, digest) } }
      : known;
  }

  async #ofIndex(question: RegistryQuestion, top: Fetched, index: IndexDocument): Promise<RegistryOutcome> {
    const { place, wanted, need } = question;
    const contents = await contentsOf(this.#reader, question, index);
    if ("failure" in contents) return { failed: contents, verified: false, digest: top.digest };
    const { attestations, found } = contents;
    const platforms = [...new Set(contents.children.flatMap(({ platform }) => platform ?? []))];
    const notes = [
      ...contents.notes,
      ...(attestations === 0 ? [] : [`${attestations} attestation${attestations === 1 ? "" : "s"} in the index.`]),
    ];
    const known = { digest: top.digest, platforms, notes, fetched: [top], verified: top.verified };
    if (found !== undefined && need !== "platforms") return this.#ofEntry(question, top, found, known);
    const answer = { index: indexAnswer(index, top.digest) };
    if (wanted === undefined || found !== undefined) return { ...known, answer };
    return { ...known, answer, failed: missing(place, wanted, platforms) };
  }

  /** The image of one platform; `known` is what its index says. */
  async #ofEntry(
    question: RegistryQuestion,
    top: Fetched,
    { entry, platform: part }: FoundEntry,
    known: RegistryOutcome,
  ): Promise<RegistryOutcome> {
    const { place, meter } = question;
    const child = await this.#reader.document(place, entry.digest, meter, entry, part);
    if ("failure" in child) {
      const what = `its manifest for ${part} (${entry.digest})`;
      return { ...known, failed: ofPart(child, place, place.endpoint.base.host, what) };
    }
    if (child.document.kind === "index") {
      const message = `${place.subject} (${part}) is an index where an image should be.`;
      return { ...known, failed: refusal("malformed", message) };
    }
    const image = await this.#ofManifest({ ...question, wanted: undefined }, child, child.document, part);
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
        ...(known.notes ?? []),
        ...(image.notes ?? []),
        ...(differs ? [`The index says ${part}, the config of that image says ${inside}.`] : []),
      ],
    };
  }

  async #ofManifest(
    question: RegistryQuestion,
    fetched: Fetched,
    manifest: ManifestDocument,
    part = "image",
  ): Promise<RegistryOutcome> {
    const { name, place, wanted, meter } = question;
    const { digest, verified } = fetched;
    const known = { digest, verified, fetched: [fetched] };
    const sif = sifLayer(manifest.layers);
    if (sif !== undefined) return this.#ofSif(question, fetched, manifest, sif);
    if (manifest.artifact !== undefined) return this.#ofArtifact(question, fetched, manifest, part);
    const read = await this.#reader.config(place, manifest, meter, part);
    if ("failure" in read) return { ...known, failed: read };
    const foreign = foreignContent(manifest.layers);
    if (foreign !== undefined) return ofArtifact(question, fetched, manifest, foreign, read.answer);
    const { platform } = read;
    const platforms = platform === undefined ? undefined : [showPlatform(platform)];
    const isMissing = wanted !== undefined && platforms?.[0] !== wanted;
    return {
      ...known,
      ...(platforms !== undefined && { platforms }),
      ...(platform !== undefined && { platform }),
      answer: { container: containerAnswer(name, place.endpoint, manifest, digest, read.answer) },
      ...(isMissing && { failed: missing(place, wanted, platforms ?? []) }),
    };
  }

  /** Of a config that no rule looks at, what Wave's answer keeps; that it cannot be read is nothing to fail for. */
  async #ofArtifact(
    question: RegistryQuestion,
    fetched: Fetched,
    manifest: ArtifactDocument,
    part: string,
  ): Promise<RegistryOutcome> {
    const { place, meter } = question;
    const { config, artifact } = manifest;
    if (config === undefined || !isTellingConfigType(config.mediaType))
      return ofArtifact(question, fetched, manifest, artifact);
    const read = await this.#reader.config(place, { config }, meter, part);
    return ofArtifact(question, fetched, manifest, artifact, "failure" in read ? undefined : read.answer);
  }

  async #ofSif(
    question: RegistryQuestion,
    fetched: Fetched,
    manifest: ManifestDocument,
    sif: SifLayer<Descriptor>,
  ): Promise<RegistryOutcome> {
    const { place, wanted, meter } = question;
    const known = ofArtifact(question, fetched, manifest, sif.mediaType);
    const download = await this.#reader.imageFile(place, sif, meter);
    if ("failure" in download) return { ...known, failed: download };
    const platforms = platformsOf(download);
    const other = otherPlatform(place.subject, wanted ?? null, platforms);
    return {
      ...known,
      // The first bytes of a file are held against no digest.
      verified: false,
      download,
      ...(platforms !== undefined && { platforms }),
      ...(other !== undefined && { failed: other }),
    };
  }
}

/** What is no container image: whatever config it has is nobody's business, save one of an image that was read to see it. */
function ofArtifact(
  { name, place }: RegistryQuestion,
  fetched: Fetched,
  manifest: ManifestDocument,
  type: string,
  config?: ContainerSpec["config"],
): RegistryOutcome {
  const { digest, verified } = fetched;
  const artifact = oneLine(type, 120);
  return {
    digest,
    verified,
    fetched: [fetched],
    artifact,
    answer: { container: containerAnswer(name, place.endpoint, manifest, digest, config) },
    notes: [`No container image but an artifact: ${artifact}.`],
  };
}

/** The effort where no request was sent. */
const unasked = { requests: 0, notes: new Set<string>() };

function invalid(message: string): RegistryOutcome {
  return failed("invalid-reference", oneLine(message));
}
