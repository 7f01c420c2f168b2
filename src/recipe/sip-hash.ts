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

/** Takes in a text as its UTF-16 code units, each the low byte first (`putUnencodedChars`). */
export function absorb(state: SipState, text: string): SipState {
  const v = state.v.slice();
  let { tailLow: low, tailHigh: high } = state;
  let at = state.length % 8;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (at < 4) low |= unit << (8 * at);
    else high |= unit << (8 * at - 32);
    at += 2;
    if (at < 8) continue;
    compress(v, low, high);
    low = high = at = 0;
  }
  return { v, tailLow: low, tailHigh: high, length: state.length + 2 * text.length };
}

/** 16 hexadecimal digits: the eight bytes of the hash, the lowest first. */
export function digest(state: SipState): string {
  const v = state.v.slice();
  compress(v, state.tailLow, state.tailHigh | (state.length << 24));
  v[2]! ^= 0xff;
  rounds(v, 4);
  return hex(v[0]! ^ v[1]! ^ v[2]! ^ v[3]!) + hex(v[4]! ^ v[5]! ^ v[6]! ^ v[7]!);
}

function hex(word: number): string {
  const turned = (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
  return (turned >>> 0).toString(16).padStart(8, "0");
}

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
