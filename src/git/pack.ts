/** Objects of one pack, looked up in its index: gitformat-pack(5), index version 2. */
import { inflateSync } from "node:zlib";
import { isUnread, openRegularFile, readAll } from "../files/read.ts";
import { withDelta } from "./delta.ts";
import type { GitObject } from "./object.ts";

const TYPES: Readonly<Record<number, GitObject["type"]>> = { 1: "commit", 2: "tree", 3: "blob", 4: "tag" };
const OFFSET_DELTA = 6;
const ID_DELTA = 7;

/** git makes chains of 50, and never more than 4095. */
const LONGEST_CHAIN = 4096;

/** A header, and the offset or the id of a base. Bytes. */
const LONGEST_HEADER = 64;

/** An object, or the change that makes it of another. */
interface Entry {
  readonly type: number;
  readonly bytes: Buffer;
  readonly base?: number | string;
}

export class Pack {
  readonly #index: string;
  readonly #pack: string;

  /** `index`: path of the `.idx`; the `.pack` stands beside it. */
  constructor(index: string) {
    this.#index = index;
    this.#pack = index.replace(/\.idx$/, ".pack");
  }

  /** The object of an id. `elsewhere`: reads a base that is not in this pack. */
  read(id: string, most: number, elsewhere: (id: string) => GitObject | undefined): GitObject | undefined {
    const offset = this.#offsetOf(id);
    if (offset === undefined) return undefined;
    const found = openRegularFile(this.#pack, Number.POSITIVE_INFINITY, "refused", (descriptor, size) =>
      new PackReader(descriptor, size, id.length / 2, most).read(offset, (base) => this.#offsetOf(base), elsewhere),
    );
    return found === undefined || isUnread(found) ? undefined : found;
  }

  #offsetOf(id: string): number | undefined {
    const found = openRegularFile(this.#index, Number.POSITIVE_INFINITY, "refused", (descriptor) => ({
      offset: offsetIn(descriptor, Buffer.from(id, "hex")),
    }));
    return isUnread(found) ? undefined : found.offset;
  }
}

const MAGIC = 0xff744f63;
const FANOUT = 8;
const IDS = FANOUT + 256 * 4;

/** Where the index says that an object begins: the ids are sorted, and the fan-out says how many begin with which byte. */
function offsetIn(descriptor: number, id: Buffer): number | undefined {
  const head = readAll(descriptor, IDS);
  if (head.length < IDS || head.readUInt32BE(0) !== MAGIC || head.readUInt32BE(4) !== 2) return undefined;
  const [first = 0] = id;
  const fanout = (byte: number): number => (byte < 0 ? 0 : head.readUInt32BE(FANOUT + byte * 4));
  const [from, to, count] = [fanout(first - 1), fanout(first), fanout(255)];
  const ids = to > from ? readAll(descriptor, (to - from) * id.length, IDS + from * id.length) : Buffer.alloc(0);
  const at = positionOf(ids, id);
  if (at === undefined) return undefined;
  const offsets = IDS + count * (id.length + 4);
  const short = readAll(descriptor, 4, offsets + (from + at) * 4);
  if (short.length < 4) return undefined;
  const offset = short.readUInt32BE(0);
  if (offset < 0x80000000) return offset;
  // Those beyond 2 GiB stand in a table of their own.
  const long = readAll(descriptor, 8, offsets + count * 4 + (offset - 0x80000000) * 8);
  return long.length < 8 ? undefined : Number(long.readBigUInt64BE(0));
}

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

class PackReader {
  readonly #descriptor: number;
  readonly #size: number;
  readonly #idLength: number;
  readonly #most: number;

  constructor(descriptor: number, size: number, idLength: number, most: number) {
    this.#descriptor = descriptor;
    this.#size = size;
    this.#idLength = idLength;
    this.#most = most;
  }

  read(
    offset: number,
    offsetOf: (id: string) => number | undefined,
    elsewhere: (id: string) => GitObject | undefined,
  ): GitObject | undefined {
    const deltas: Buffer[] = [];
    let at: number | undefined = offset;
    let base: GitObject | undefined;
    while (base === undefined && deltas.length <= LONGEST_CHAIN) {
      const entry: Entry | undefined = at === undefined ? undefined : this.#entry(at);
      if (entry === undefined) return undefined;
      const type = TYPES[entry.type];
      if (type !== undefined) base = { type, bytes: entry.bytes };
      else {
        deltas.push(entry.bytes);
        at = typeof entry.base === "string" ? offsetOf(entry.base) : entry.base;
        if (at === undefined && typeof entry.base === "string") base = elsewhere(entry.base);
      }
    }
    return base && this.#changed(base, deltas);
  }

  #changed({ type, bytes }: GitObject, deltas: readonly Buffer[]): GitObject | undefined {
    let changed: Buffer | undefined = bytes;
    for (const delta of deltas.toReversed()) changed &&= withDelta(changed, delta, this.#most);
    return changed && { type, bytes: changed };
  }

  #entry(offset: number): Entry | undefined {
    const head = readAll(this.#descriptor, LONGEST_HEADER, offset);
    let at = 0;
    const next = (): number => head[at++] ?? 0;
    let byte = next();
    const type = (byte >> 4) & 7;
    let size = byte & 15;
    for (let unit = 16; byte >= 0x80 && unit < 2 ** 40; unit *= 128) {
      byte = next();
      size += (byte & 0x7f) * unit;
    }
    let base: number | string | undefined;
    if (type === OFFSET_DELTA) {
      byte = next();
      let back = byte & 0x7f;
      while (byte >= 0x80 && at < head.length) {
        byte = next();
        back = (back + 1) * 128 + (byte & 0x7f);
      }
      base = offset - back;
    } else if (type === ID_DELTA) {
      base = head.toString("hex", at, at + this.#idLength);
      at += this.#idLength;
    }
    // A base stands before what is made of it: anything else would go in circles.
    if (size > this.#most || (typeof base === "number" && (base <= 0 || base >= offset))) return undefined;
    const packed = readAll(this.#descriptor, Math.min(deflatedAtMost(size), this.#size - offset - at), offset + at);
    const bytes = inflated(packed, size);
    return bytes?.length === size ? { type, bytes, ...(base !== undefined && { base }) } : undefined;
  }
}

/** zlib's compressBound, with room for other compressors. Bytes. */
function deflatedAtMost(size: number): number {
  return size + (size >> 8) + 1024;
}

/** Undefined for what is not deflated or gives more than `most` bytes. What stands behind the stream is left. */
export function inflated(packed: Buffer, most: number): Buffer | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch {
    return undefined;
  }
}
