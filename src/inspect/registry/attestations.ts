/** What is kept beside an image: in its index, as referrers (OCI distribution-spec 1.1), and under the tags of cosign 1 and 2. */
import type { AttestationKind, Attestations, Failure } from "../../model.ts";
import { attestationKind, isUntold } from "../oci/attestation-kind.ts";
import { platformOf, readPlatform, showPlatform } from "../oci/platforms.ts";
import { refusal, type Refusal } from "../oci/refusal.ts";
import type { Document, IndexDocument, OciDescriptor } from "./document.ts";
import type { RegistryMeter } from "./meter.ts";
import type { Place } from "./place.ts";
import type { RegistryReader } from "./reader.ts";

export interface AttestationQuestion {
  readonly place: Place;
  /** Of the index or of the single manifest that the name means. */
  readonly digest: string;
  /** What it means, where that is known. */
  readonly top?: Document | undefined;
  /** The one whose image counts beside the index: `linux/arm64`. */
  readonly platform: string | null;
  readonly lookFor: readonly AttestationKind[];
  readonly meter: RegistryMeter;
}

type Found = Attestations["found"][number];

/** Of what only its own manifest says of which sort it is, this much is opened for one image. */
const MOST_OPENED = 16;

/**
 * Looks for what is asked, and no further than it takes to find one of each sort: in the index first, then beside what
 * the name means, then beside the image of the platform.
 */
export async function findAttestations(reader: RegistryReader, question: AttestationQuestion): Promise<Attestations> {
  const search = new AttestationSearch(reader, question);
  const refused = await search.run();
  return { found: search.found, ...(refused !== undefined && { failure: refused.failure }) };
}

/** Where asking about the image itself failed, nothing beside it is looked for, save that another platform was asked for. */
export function isInTheWay(failure: Failure | undefined): boolean {
  return failure !== undefined && failure.state !== "platform-missing";
}

class AttestationSearch {
  readonly found: Found[] = [];
  readonly #reader: RegistryReader;
  readonly #question: AttestationQuestion;
  #opened = 0;

  constructor(reader: RegistryReader, question: AttestationQuestion) {
    this.#reader = reader;
    this.#question = question;
  }

  /** What stood in the way, if anything did. */
  async run(): Promise<Refusal | undefined> {
    const { digest } = this.#question;
    const top = this.#question.top ?? (await this.#document({ digest, annotations: {} }));
    if ("failure" in top) return top;
    const child = top.kind === "index" ? this.#imageIn(top) : undefined;
    const steps = [
      ...(top.kind === "index" && child !== undefined ? [() => this.#inIndex(top, child)] : []),
      ...[digest, ...(child === undefined ? [] : [child])].flatMap((subject) => [
        () => this.#referrers(subject),
        () => this.#cosignTags(subject),
      ]),
    ];
    for (const step of steps) {
      if (this.#missing().length === 0) return undefined;
      const refused = await step();
      if (refused !== undefined) return refused;
    }
    return undefined;
  }

  #missing(): readonly AttestationKind[] {
    return this.#question.lookFor.filter((kind) => !this.found.some((one) => one.kind === kind));
  }

  /** The image of the platform that is asked for, where the index states it. */
  #imageIn({ entries }: IndexDocument): string | undefined {
    const asked = this.#question.platform === null ? undefined : readPlatform(this.#question.platform);
    if (asked === undefined || "error" in asked) return undefined;
    const wanted = showPlatform(asked.platform);
    return entries.find((entry) => {
      const stated = platformOf(entry.platform);
      return stated !== undefined && showPlatform(stated) === wanted;
    })?.digest;
  }

  /** BuildKit keeps a manifest of statements for each image (attestation-storage.md). It keeps no signatures. */
  async #inIndex({ entries }: IndexDocument, subject: string): Promise<Refusal | undefined> {
    for (const entry of entries) {
      const { annotations } = entry;
      if (annotations["vnd.docker.reference.type"] !== "attestation-manifest") continue;
      if (annotations["vnd.docker.reference.digest"] !== subject) continue;
      if (this.#missing().every((kind) => kind === "signature")) return undefined;
      const refused = await this.#open(entry, { by: "index", subject });
      if (refused !== undefined) return refused;
    }
    return undefined;
  }

  async #referrers(subject: string): Promise<Refusal | undefined> {
    const { place, meter } = this.#question;
    const listed = await this.#reader.referrers(place, subject, meter);
    if ("failure" in listed) return listed;
    if (listed.isServed) return this.#entries(listed.entries, { by: "referrers", subject });
    const tag = subject.replace(":", "-");
    const index = await this.#ofTag(tag);
    if (index === undefined || "failure" in index) return index;
    return index.kind === "index" ? this.#entries(index.entries, { by: "referrers-tag", subject }) : undefined;
  }

  async #entries(entries: readonly OciDescriptor[], from: Pick<Found, "by" | "subject">): Promise<Refusal | undefined> {
    for (const entry of entries) {
      const kind = attestationKind(entry);
      if (kind !== undefined) this.#add({ kind, ...from, digest: entry.digest });
    }
    // Who keeps the list may leave out what the manifest says: clients (sigstore/cosign#4641), and registries.
    for (const entry of entries.filter((one) => attestationKind(one) === undefined && isUntold(one))) {
      if (this.#missing().length === 0) return undefined;
      const refused = await this.#open(entry, from);
      if (refused !== undefined) return refused;
    }
    return undefined;
  }

  async #cosignTags(subject: string): Promise<Refusal | undefined> {
    const { place, meter } = this.#question;
    const stem = subject.replace(":", "-");
    for (const [kind, suffix] of COSIGN_TAGS) {
      if (!this.#missing().includes(kind)) continue;
      const isThere = await this.#reader.has(place, `${stem}.${suffix}`, meter);
      if (typeof isThere === "object") return isThere;
      if (isThere) this.#add({ kind, by: "cosign-tag", subject });
    }
    if (this.#missing().every((kind) => kind === "signature")) return undefined;
    const statements = await this.#ofTag(`${stem}.att`);
    if (statements === undefined || "failure" in statements) return statements;
    this.#layers(statements, { by: "cosign-tag", subject });
    return undefined;
  }

  /** The manifest of a tag that may well not be there. */
  async #ofTag(tag: string): Promise<Document | Refusal | undefined> {
    const { place, meter } = this.#question;
    const isThere = await this.#reader.has(place, tag, meter);
    if (typeof isThere === "object") return isThere;
    if (!isThere) return undefined;
    const fetched = await this.#reader.document(place, tag, meter);
    return "failure" in fetched ? fetched : fetched.document;
  }

  async #open(entry: OciDescriptor, from: Pick<Found, "by" | "subject">): Promise<Refusal | undefined> {
    if (++this.#opened > MOST_OPENED) {
      const { subject } = this.#question.place;
      return refusal(
        "too-large",
        `${subject} has more than ${MOST_OPENED} things beside it of which the registry does not say what they are.`,
      );
    }
    const opened = await this.#document(entry);
    if ("failure" in opened) return opened;
    this.#layers(opened, { ...from, digest: entry.digest });
    return undefined;
  }

  /** Each layer may be a statement of its own; a bundle says on its manifest what it holds. */
  #layers(document: Document, from: Omit<Found, "kind">): void {
    if (document.kind === "index") return;
    const { artifactType, annotations, layers } = document;
    for (const labelled of [{ artifactType, annotations }, ...layers]) {
      const kind = attestationKind(labelled);
      if (kind !== undefined) this.#add({ kind, ...from });
    }
  }

  async #document(entry: OciDescriptor): Promise<Document | Refusal> {
    const { place, meter } = this.#question;
    const fetched = await this.#reader.document(place, entry.digest, meter, entry, entry.digest.slice(0, 19));
    return "failure" in fetched ? fetched : fetched.document;
  }

  /** What nobody asked for is nothing to tell; of each sort the first is. */
  #add(found: Found): void {
    if (this.#missing().includes(found.kind)) this.found.push(found);
  }
}

/** Whose tag by itself says what it is. */
const COSIGN_TAGS = [
  ["signature", "sig"],
  ["sbom", "sbom"],
] as const;
