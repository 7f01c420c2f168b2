/** The images of an index, and the one for a platform. */
import type { Platform } from "../../model.ts";
import { platformOf, showPlatform } from "../oci/platforms.ts";
import { type IndexDocument, isAttestation, isNested, type ManifestDocument, type OciDescriptor } from "./document.ts";
import type { RegistryMeter } from "./meter.ts";
import type { Place } from "./place.ts";
import type { RegistryReader } from "./reader.ts";
import { refusal, type Refusal } from "../oci/refusal.ts";

/** An image of an index. */
export interface IndexEntry {
  readonly entry: OciDescriptor;
  /** As the index states it, or its config where the index does not: `linux/arm64`. */
  readonly platform: string | undefined;
}

/** The image of the platform that was asked for. */
export interface FoundEntry extends IndexEntry {
  readonly platform: string;
}

/** What was looked at of an index: all of it, or as much as it took to find what was asked for. */
export interface IndexContents {
  readonly children: readonly IndexEntry[];
  readonly found: FoundEntry | undefined;
  readonly attestations: number;
  readonly notes: readonly string[];
}

/** Nested indexes and entries without a platform are opened: this many of one image, and this deep. */
const MOST_OPENED = 16;
const DEEPEST = 3;

export interface IndexQuestion {
  readonly place: Place;
  /** No further is looked than it takes to find it: `linux/arm64`. */
  readonly wanted: string | undefined;
  readonly meter: RegistryMeter;
}

export function contentsOf(
  reader: RegistryReader,
  question: IndexQuestion,
  index: IndexDocument,
): Promise<IndexContents | Refusal> {
  return new IndexWalk(reader, question).look(index, 1);
}

/** One walk through an index and those within it. */
class IndexWalk {
  readonly #reader: RegistryReader;
  readonly #question: IndexQuestion;
  /** On all levels, or a few levels of a few entries each would be thousands of requests. */
  #opened = 0;

  constructor(reader: RegistryReader, question: IndexQuestion) {
    this.#reader = reader;
    this.#question = question;
  }

  async look(index: IndexDocument, depth: number): Promise<IndexContents | Refusal> {
    const images = index.entries.filter((entry) => !isAttestation(entry));
    let attestations = index.entries.length - images.length;
    const stated = images.map((entry) => ({
      entry,
      platform: isNested(entry) ? undefined : shown(platformOf(entry.platform)),
    }));
    const direct = this.#find(stated);
    if (direct !== undefined) return { children: stated.filter(isStated), found: direct, attestations, notes: [] };

    const children: IndexEntry[] = [];
    const notes: string[] = [];
    for (const child of stated) {
      if (child.platform !== undefined || !isOpenable(child.entry)) {
        children.push(child);
        continue;
      }
      if (++this.#opened > MOST_OPENED) {
        notes.push(`Only ${MOST_OPENED} of the entries without a platform were opened.`);
        break;
      }
      const inner = await this.#open(child.entry, depth);
      if ("failure" in inner) return inner;
      children.push(...inner.children);
      attestations += inner.attestations;
      notes.push(...inner.notes);
      if (inner.found !== undefined) break;
    }
    return { children, found: this.#find(children), attestations, notes };
  }

  /** What an entry holds that states no platform. One that cannot be read is a note, unless its bytes are not what they should be. */
  async #open(entry: OciDescriptor, depth: number): Promise<IndexContents | Refusal> {
    const { place, meter } = this.#question;
    const nothing = { children: [], found: undefined, attestations: 0, notes: [] };
    const opened = await this.#reader.document(place, entry.digest, meter, entry, shortDigest(entry));
    if ("failure" in opened) {
      return opened.failure.state === "digest-mismatch" ? opened : { ...nothing, notes: [opened.failure.message] };
    }
    const { document } = opened;
    if (document.kind === "manifest") {
      return { ...nothing, children: [{ entry, platform: await this.#platformWithin(document, entry) }] };
    }
    if (depth < DEEPEST) return this.look(document, depth + 1);
    return refusal("malformed", `${place.subject} is an index nested deeper than ${DEEPEST} levels.`);
  }

  async #platformWithin(manifest: ManifestDocument, entry: OciDescriptor): Promise<string | undefined> {
    if (manifest.artifact !== undefined) return undefined;
    const { place, meter } = this.#question;
    const read = await this.#reader.config(place, manifest, meter, shortDigest(entry));
    return "failure" in read ? undefined : shown(read.platform);
  }

  /** The first one, as the image specification has it. */
  #find(children: readonly IndexEntry[]): FoundEntry | undefined {
    const { wanted } = this.#question;
    return children.find((child): child is FoundEntry => child.platform !== undefined && child.platform === wanted);
  }
}

function shown(platform: Platform | undefined): string | undefined {
  return platform === undefined ? undefined : showPlatform(platform);
}

const isStated = (child: IndexEntry): boolean => child.platform !== undefined;

/** An entry of a type that nobody knows is no error, and nothing to open. */
function isOpenable({ mediaType }: OciDescriptor): boolean {
  return mediaType === undefined || /^application\/vnd\.(?:oci\.image|docker\.distribution)\./.test(mediaType);
}

/** How an entry that states no platform is named in messages. */
function shortDigest({ digest }: OciDescriptor): string {
  return digest.slice(0, 19);
}
