/** Objects of one pack, looked up in its index: gitformat-pack(5), index version 2. */
import { inflateSync } from "node:zlib";
import { isUnread, openRegularFile, readAll, type Unread } from "../files/read.ts";
import { withDelta } from "./delta.ts";
import type { GitObject } from "./object.ts";

const TYPES: Readonly<Record<number, GitObject["type"]>> = { 1: "commit", 2: "tree", 3: "blob", 4: "tag" };
const OFFSET_DELTA = 6;
const ID_DELTA = 7;

/** git makes chains of 50, and never more than 4095. */
const LONGEST_CHAIN = 4096;

/** Read at once: a header, the offset or the id of a base, and of most commits and changes all that follows. Bytes. */
const FIRST_READ = 2048;

/** The change that makes an object of another, which stands at an offset or has an id. */
interface Delta {
  readonly bytes: Buffer;
  readonly base: number | string;
}

/** What was read lately of a pack, for those that are changes of it. Bytes. */
const MOST_KEPT = 48 * 1024 * 1024;

export class Pack {
  readonly #index: PackIndex;
  readonly #pack: string;
  /** While the pack is held open. */
  #reader: PackReader | undefined;

  /** `index`: path of the `.idx`; the `.pack` stands beside it. */
  constructor(index: string) {
    this.#index = new PackIndex(index);
    this.#pack = index.replace(/\.idx$/, ".pack");
  }

  /** The object of an id. A pack on the disk has all that its objects are made of. */
  read(id: string, most: number): GitObject | undefined {
    const offset = this.#index.offsetOf(id);
    if (offset === undefined) return undefined;
    const read = (reader: PackReader): GitObject | undefined => reader.read(offset, { most, idLength: id.length / 2 });
    const found = this.#reader === undefined ? this.#open(read) : read(this.#reader);
    return found === undefined || isUnread(found) ? undefined : found;
  }

  /** Holds the pack open while many objects are read, and keeps what others of them are changes of. */
  whileOpen<T>(work: () => T): T {
    const done = this.#open((reader) => {
      this.#reader = reader;
      try {
        return { result: work() };
      } finally {
        this.#reader = undefined;
      }
    });
    // Without the pack there is nothing to read in it.
    return isUnread(done) ? work() : done.result;
  }

  #open<T>(work: (reader: PackReader) => T): T | Unread {
    return openRegularFile(this.#pack, Number.POSITIVE_INFINITY, "refused", (descriptor, size) =>
      work(new PackReader(descriptor, size, this.#index)),
    );
  }
}

const MAGIC = 0xff744f63;
const FANOUT = 8;
const IDS = FANOUT + 256 * 4;

/** Ids that begin with the same byte, sorted, and where their objects begin. */
interface IndexPart {
  readonly ids: Buffer;
  readonly offsets: Buffer;
  /** Where those beyond 2 GiB stand, in a table of their own. */
  readonly long: number;
}

/** An index, read part by part: the ids are sorted, and the fan-out says how many begin with which byte. */
class PackIndex {
  readonly #path: string;
  #head: Buffer | undefined;
  readonly #parts = new Map<number, IndexPart>();

  constructor(path: string) {
    this.#path = path;
  }

  /** Where the index says that an object begins. */
  offsetOf(id: string): number | undefined {
    const bytes = Buffer.from(id, "hex");
    const [first = 0] = bytes;
    let part = this.#parts.get(first);
    if (part === undefined) {
      part = this.#within((descriptor) => this.#read(descriptor, first, bytes.length)) ?? NO_PART;
      this.#parts.set(first, part);
    }
    const at = positionOf(part.ids, bytes);
    if (at === undefined || part.offsets.length < (at + 1) * 4) return undefined;
    const short = part.offsets.readUInt32BE(at * 4);
    return short < 0x80000000 ? short : this.#long(part.long + (short - 0x80000000) * 8);
  }

  #read(descriptor: number, first: number, idLength: number): IndexPart | undefined {
    const head = (this.#head ??= readAll(descriptor, IDS));
    if (head.length < IDS || head.readUInt32BE(0) !== MAGIC || head.readUInt32BE(4) !== 2) return undefined;
    // How many ids begin with a byte or a lower one.
    const count = (byte: number): number => head.readUInt32BE(FANOUT + byte * 4);
    const [from, to] = [first === 0 ? 0 : count(first - 1), count(first)];
    if (to <= from) return undefined;
    return {
      ids: readAll(descriptor, (to - from) * idLength, IDS + from * idLength),
      offsets: readAll(descriptor, (to - from) * 4, IDS + count(255) * (idLength + 4) + from * 4),
      long: IDS + count(255) * (idLength + 8),
    };
  }

  #long(at: number): number | undefined {
    const long = this.#within((descriptor) => readAll(descriptor, 8, at));
    return long === undefined || long.length < 8 ? undefined : Number(long.readBigUInt64BE(0));
  }

  #within<T extends object>(read: (descriptor: number) => T | undefined): T | undefined {
    const found = openRegularFile(this.#path, Number.POSITIVE_INFINITY, "refused", (descriptor) => ({
      part: read(descriptor),
    }));
    return isUnread(found) ? undefined : found.part;
  }
}

const NO_PART: IndexPart = { ids: Buffer.alloc(0), offsets: Buffer.alloc(0), long: 0 };

/** The place of an id among sorted ones. */
function positionOf(ids: Buffer, id: Buffer): number | undefined {
  let from = 0;
  let to = Math.floor(ids.length / id.length);
  while (from < to) {
    const middle = (from + to) >> 1;
    const order = ids.compare(id, 0, id.length, middle * id.length, (middle + 1) * id.length);
    if (order === 0) return middle;
    if (order < 0) from = middle + 1;
    else to = middle;
  }
  return undefined;
}

/** What is asked of a pack. */
interface Wanted {
  /** The largest object. Bytes. */
  readonly most: number;
  /** Bytes. */
  readonly idLength: number;
}

class PackReader {
  readonly #descriptor: number;
  readonly #size: number;
  readonly #index: PackIndex;
  /** By offset. */
  readonly #kept = new Map<number, GitObject>();
  #keptBytes = 0;

  constructor(descriptor: number, size: number, index: PackIndex) {
    this.#descriptor = descriptor;
    this.#size = size;
    this.#index = index;
  }

  read(offset: number, wanted: Wanted): GitObject | undefined {
    const { most } = wanted;
    const deltas: Buffer[] = [];
    let at: number | undefined = offset;
    while (at !== undefined && deltas.length <= LONGEST_CHAIN) {
      const found: GitObject | Delta | undefined = this.#kept.get(at) ?? this.#entry(at, wanted);
      if (found === undefined) return undefined;
      if ("type" in found) return this.#keep(offset, changed(found, deltas, most), most);
      deltas.push(found.bytes);
      at = typeof found.base === "string" ? this.#index.offsetOf(found.base) : found.base;
    }
    return undefined;
  }

  #keep(offset: number, object: GitObject | undefined, most: number): GitObject | undefined {
    if (object === undefined || object.bytes.length > most) return undefined;
    if (object.type === "blob" || this.#kept.has(offset)) return object;
    if (this.#keptBytes > MOST_KEPT) {
      this.#kept.clear();
      this.#keptBytes = 0;
    }
    this.#kept.set(offset, object);
    this.#keptBytes += object.bytes.length;
    return object;
  }

  #entry(offset: number, { most, idLength }: Wanted): GitObject | Delta | undefined {
    const head = readAll(this.#descriptor, Math.min(FIRST_READ, Math.max(0, this.#size - offset)), offset);
    let at = 0;
    const next = (): number => head[at++] ?? 0;
    let byte = next();
    const code = (byte >> 4) & 7;
    let size = byte & 15;
    for (let unit = 16; byte >= 0x80 && unit < 2 ** 40; unit *= 128) {
      byte = next();
      size += (byte & 0x7f) * unit;
    }
    let base: number | string | undefined;
    if (code === OFFSET_DELTA) {
      byte = next();
      let back = byte & 0x7f;
      while (byte >= 0x80 && at < head.length) {
        byte = next();
        back = (back + 1) * 128 + (byte & 0x7f);
      }
      base = offset - back;
    } else if (code === ID_DELTA) {
      base = head.toString("hex", at, at + idLength);
      at += idLength;
    }
    // A base stands before what is made of it: anything else would go in circles.
    if (size > most || (typeof base === "number" && (base <= 0 || base >= offset))) return undefined;
    const length = Math.min(deflatedAtMost(size), this.#size - offset - at);
    const isRead = at + length <= head.length;
    const packed = isRead ? head.subarray(at, at + length) : readAll(this.#descriptor, length, offset + at);
    const bytes = inflated(packed, size);
    if (bytes?.length !== size) return undefined;
    if (base !== undefined) return { bytes, base };
    const type = TYPES[code];
    return type && { type, bytes };
  }
}

function changed({ type, bytes }: GitObject, deltas: readonly Buffer[], most: number): GitObject | undefined {
  let result: Buffer | undefined = bytes;
  for (const delta of deltas.toReversed()) result &&= withDelta(result, delta, most);
  return result && { type, bytes: result };
}

/** zlib's compressBound, with room for other compressors. Bytes. */
function deflatedAtMost(size: number): number {
  return size + (size >> 8) + 1024;
}

const LARGEST_CHUNK = 256 * 1024;

/** Undefined for what is not deflated or gives more than `most` bytes. What stands behind the stream is left. */
export function inflated(packed: Buffer, most: number): Buffer | undefined {
  try {
    // Room for all of it at once, of which zlib wants 64 bytes at least.
    const chunkSize = Math.min(Math.max(64, most), LARGEST_CHUNK);
    return inflateSync(packed, { maxOutputLength: Math.max(1, most), chunkSize });
  } catch {
    return undefined;
  }
}
