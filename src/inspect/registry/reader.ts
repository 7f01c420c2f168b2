import { decodeJson } from "../../text/foreign.ts";
import { type Config, readConfig } from "./config.ts";
import type { Fetched, Located, Place, RegistryClient } from "./client.ts";
import {
  type Entry,
  type ImageDocument,
  type IndexDocument,
  isAttestation,
  isNested,
  type ManifestDocument,
} from "./document.ts";
import { isObject } from "../../text/json.ts";
import type { Meter } from "./meter.ts";
import { platformOf, showPlatform } from "../oci/platforms.ts";
import { refusal, type Refusal } from "./refusal.ts";
import type { Platform } from "../../model.ts";

/** An image of an index. */
export interface Child {
  readonly entry: Entry;
  /** As the index states it, or its config where the index does not: `linux/arm64`. */
  readonly platform: string | undefined;
}

/** The image of the platform that was asked for. */
export interface Found extends Child {
  readonly platform: string;
}

/** What was looked at of an index: all of it, or as much as it took to find what was asked for. */
export interface Contents {
  readonly children: readonly Child[];
  readonly found: Found | undefined;
  readonly attestations: number;
  readonly notes: readonly string[];
}

/** Reads registries and remembers: within one run nothing is asked for twice, and a tag keeps its meaning. */
export interface Reader {
  /** The digest alone: from a manifest that is known anyway, else by HEAD. */
  locate(place: Place, reference: string, meter: Meter): Promise<Located | Refusal>;
  document(place: Place, reference: string, meter: Meter, promised?: Entry, part?: string): Promise<Fetched | Refusal>;
  config(place: Place, manifest: ImageDocument, meter: Meter, part: string): Promise<Config | Refusal>;
  /** The images of an index; with `asked`, no further than it takes to find that platform. */
  contents(place: Place, index: IndexDocument, asked: string | undefined, meter: Meter): Promise<Contents | Refusal>;
}

/** Nested indexes and entries without a platform are opened: this many of one image, and this deep. */
const MOST_OPENED = 16;
const DEEPEST = 3;

export function createReader(client: RegistryClient): Reader {
  const documents = new Map<string, Promise<Fetched | Refusal>>();
  const located = new Map<string, Promise<Located | Refusal>>();
  const configs = new Map<string, Promise<Config | Refusal>>();

  const reader: Reader = {
    locate(place, reference, meter) {
      const key = keyOf(place, reference);
      return documents.get(key) ?? once(located, key, () => client.locate(place, reference, meter));
    },
    document: (place, reference, meter, promised, part) =>
      once(documents, keyOf(place, reference), () => client.document(place, reference, meter, promised, part)),
    config(place, { config }, meter, part) {
      return once(configs, keyOf(place, config.digest), async () => {
        const bytes = await client.blob(place, config, meter, part);
        if ("failure" in bytes) return bytes;
        const value = decodeJson(bytes);
        if (isObject(value)) return readConfig(value);
        return refusal("malformed", `${place.subject} has a config that is no JSON object (${part}).`);
      });
    },
    contents: (place, index, asked, meter) => walk(reader, place, index, asked, meter, { opened: 0 }, 1),
  };
  return reader;
}

async function walk(
  reader: Reader,
  place: Place,
  index: IndexDocument,
  asked: string | undefined,
  meter: Meter,
  /** One for all levels, or a few levels of a few entries each would be thousands of requests. */
  budget: { opened: number },
  depth: number,
): Promise<Contents | Refusal> {
  const images = index.entries.filter((entry) => !isAttestation(entry));
  let attestations = index.entries.length - images.length;
  const stated = images.map((entry) => ({
    entry,
    platform: isNested(entry) ? undefined : shown(platformOf(entry.platform)),
  }));
  const direct = find(stated, asked);
  if (direct !== undefined) return { children: stated.filter(isStated), found: direct, attestations, notes: [] };

  const children: Child[] = [];
  const notes: string[] = [];
  for (const child of stated) {
    const { entry } = child;
    if (child.platform !== undefined || !isOpenable(entry)) {
      children.push(child);
      continue;
    }
    if (++budget.opened > MOST_OPENED) {
      notes.push(`Only ${MOST_OPENED} of the entries without a platform were opened.`);
      break;
    }
    const opened = await reader.document(place, entry.digest, meter, entry, shortDigest(entry));
    if ("failure" in opened) {
      if (opened.failure.state === "digest-mismatch") return opened;
      notes.push(opened.failure.message);
      continue;
    }
    if (opened.document.kind === "manifest") {
      children.push({ entry, platform: await platformWithin(reader, place, opened.document, meter, entry) });
      continue;
    }
    if (depth >= DEEPEST) {
      return refusal("malformed", `${place.subject} is an index nested deeper than ${DEEPEST} levels.`);
    }
    const inner = await walk(reader, place, opened.document, asked, meter, budget, depth + 1);
    if ("failure" in inner) return inner;
    children.push(...inner.children);
    attestations += inner.attestations;
    notes.push(...inner.notes);
    if (inner.found !== undefined) break;
  }
  return { children, found: find(children, asked), attestations, notes };
}

/** The first one, as the image specification has it. */
function find(children: readonly Child[], asked: string | undefined): Found | undefined {
  return children.find((child): child is Found => child.platform !== undefined && child.platform === asked);
}

function shown(platform: Platform | undefined): string | undefined {
  return platform === undefined ? undefined : showPlatform(platform);
}

const isStated = (child: Child): boolean => child.platform !== undefined;

/** An entry of a type that nobody knows is no error, and nothing to open. */
function isOpenable({ mediaType }: Entry): boolean {
  return mediaType === undefined || /^application\/vnd\.(?:oci\.image|docker\.distribution)\./.test(mediaType);
}

async function platformWithin(
  reader: Reader,
  place: Place,
  manifest: ManifestDocument,
  meter: Meter,
  entry: Entry,
): Promise<string | undefined> {
  if (manifest.artifact !== undefined) return undefined;
  const read = await reader.config(place, manifest, meter, shortDigest(entry));
  return "failure" in read ? undefined : shown(read.platform);
}

/** How an entry that states no platform is named in messages. */
function shortDigest({ digest }: Entry): string {
  return digest.slice(0, 19);
}

function keyOf({ endpoint, repository }: Place, reference: string): string {
  return `${endpoint.base.host}/${repository}@${reference}`;
}

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  let result = known.get(key);
  if (result === undefined) known.set(key, (result = make()));
  return result;
}
