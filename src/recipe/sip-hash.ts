/** SipHash-2-4 of UTF-16 text as Guava computes it for Wave, which can be gone on with from a state half way. */

/** Half way through a text. Never changed: each text that is absorbed gives another one. */
export interface SipState {
  /** v0, v1, v2, v3: the low half of each, then the high half. */
  readonly v: Int32Array;
  /** The bytes that make no word of eight yet, the first one lowest. */
  readonly tailLow: number;
  readonly tailHigh: number;
  /** Bytes so far. */
  readonly length: number;
}

/** A hash as its two halves, the lower one first. */
export type SipHash = readonly [low: number, high: number];

/** Takes in a text as its UTF-16 code units, each the low byte first (`putUnencodedChars`). */
export function absorb(state: SipState, text: string): SipState {
  work.begin(state);
  work.take(text);
  return { v: work.v.slice(), tailLow: work.low, tailHigh: work.high, length: work.length };
}

/** 16 hexadecimal digits: the eight bytes of the hash, the lowest first. */
export function digest(state: SipState): string {
  work.begin(state);
  const [low, high] = work.end();
  return hex(low) + hex(high);
}

/** Whether a state with a text behind it gives a hash. Thousands are tried: nothing is made for one that does not. */
export function givesHash(state: SipState, text: string, [low, high]: SipHash): boolean {
  work.begin(state);
  work.take(text);
  const [ownLow, ownHigh] = work.end();
  return ownLow === low && ownHigh === high;
}

/** What 16 hexadecimal digits are as a hash. */
export function hashOf(digits: string): SipHash {
  return [turned(Number.parseInt(digits.slice(0, 8), 16)), turned(Number.parseInt(digits.slice(8), 16))];
}

function hex(word: number): string {
  return (turned(word) >>> 0).toString(16).padStart(8, "0");
}

/** The four bytes of a word the other way round. */
function turned(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

/** A state that is changed in place. */
class Work {
  readonly v = new Int32Array(8);
  low = 0;
  high = 0;
  length = 0;
  readonly #hash: [number, number] = [0, 0];

  begin({ v, tailLow, tailHigh, length }: SipState): void {
    this.v.set(v);
    this.low = tailLow;
    this.high = tailHigh;
    this.length = length;
  }

  take(text: string): void {
    let { low, high } = this;
    let at = this.length % 8;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (at < 4) low |= unit << (8 * at);
      else high |= unit << (8 * at - 32);
      at += 2;
      if (at < 8) continue;
      compress(this.v, low, high);
      low = high = at = 0;
    }
    this.low = low;
    this.high = high;
    this.length += 2 * text.length;
  }

  /** The state is of no use behind this, nor the hash behind the next one. */
  end(): SipHash {
    const { v } = this;
    compress(v, this.low, this.high | (this.length << 24));
    v[2]! ^= 0xff;
    rounds(v, 4);
    this.#hash[0] = v[0]! ^ v[1]! ^ v[2]! ^ v[3]!;
    this.#hash[1] = v[4]! ^ v[5]! ^ v[6]! ^ v[7]!;
    return this.#hash;
  }
}

const work = new Work();

function compress(v: Int32Array, low: number, high: number): void {
  v[3]! ^= low;
  v[7]! ^= high;
  rounds(v, 2);
  v[0]! ^= low;
  v[4]! ^= high;
}

function rounds(v: Int32Array, count: number): void {
  for (let round = 0; round < count; round++) {
    mix(v, 0, 1, 13);
    swap(v, 0);
    mix(v, 2, 3, 16);
    mix(v, 0, 3, 21);
    mix(v, 2, 1, 17);
    swap(v, 2);
  }
}

/** Adds b to a, turns b to the left by some bits less than 32, and takes a into b. */
function mix(v: Int32Array, a: number, b: number, bits: number): void {
  const low = v[b]!;
  const high = v[b + 4]!;
  const sum = (v[a]! + low) | 0;
  // The low half of a sum is less than what went into it exactly where it carries.
  const sumHigh = (v[a + 4]! + high + (sum >>> 0 < low >>> 0 ? 1 : 0)) | 0;
  v[a] = sum;
  v[a + 4] = sumHigh;
  v[b] = ((low << bits) | (high >>> (32 - bits))) ^ sum;
  v[b + 4] = ((high << bits) | (low >>> (32 - bits))) ^ sumHigh;
}

/** Turns a word by 32 bits. */
function swap(v: Int32Array, a: number): void {
  const low = v[a]!;
  v[a] = v[a + 4]!;
  v[a + 4] = low;
}
