/** SipHash-2-4 of UTF-16 text as Guava computes it for Wave, which can be gone on with from a state half way. */

/**
 * Half way through a text, never changed: the low halves of v0 to v3, then their high halves; the two halves of the bytes that make
 * no word of eight yet, the first byte lowest; and the bytes so far.
 */
export type SipState = Int32Array;

const [TAIL, TAIL_HIGH, BYTES] = [8, 9, 10];

/** A state after a text: its UTF-16 code units, each the low byte first (`putUnencodedChars`). */
export function absorb(state: SipState, text: string): SipState {
  const own = state.slice();
  take(own, text);
  return own;
}

/** 16 hexadecimal digits: the eight bytes of the hash, the lowest first. */
export function digest(state: SipState): string {
  const own = state.slice();
  finish(own);
  return [own[0]!, own[4]!].map((word) => (turned(word) >>> 0).toString(16).padStart(8, "0")).join("");
}

const scratch = new Int32Array(11);

/** Whether a state with a text behind it gives these digits. Thousands are tried: nothing is made for one that does not. */
export function givesDigest(state: SipState, text: string, digits: string): boolean {
  scratch.set(state);
  take(scratch, text);
  finish(scratch);
  return turned(scratch[0]!) === half(digits, 0) && turned(scratch[4]!) === half(digits, 8);
}

function half(digits: string, at: number): number {
  return Number.parseInt(digits.slice(at, at + 8), 16) | 0;
}

/** The four bytes of a word the other way round. */
function turned(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

function take(v: SipState, text: string): void {
  let low = v[TAIL]!;
  let high = v[TAIL_HIGH]!;
  let at = v[BYTES]! % 8;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (at < 4) low |= unit << (8 * at);
    else high |= unit << (8 * at - 32);
    at += 2;
    if (at < 8) continue;
    compress(v, low, high);
    low = high = at = 0;
  }
  v[TAIL] = low;
  v[TAIL_HIGH] = high;
  v[BYTES]! += 2 * text.length;
}

/** The hash is in the place of v0 then. */
function finish(v: SipState): void {
  compress(v, v[TAIL]!, v[TAIL_HIGH]! | (v[BYTES]! << 24));
  v[2]! ^= 0xff;
  rounds(v, 4);
  v[0]! ^= v[1]! ^ v[2]! ^ v[3]!;
  v[4]! ^= v[5]! ^ v[6]! ^ v[7]!;
}

function compress(v: SipState, low: number, high: number): void {
  v[3]! ^= low;
  v[7]! ^= high;
  rounds(v, 2);
  v[0]! ^= low;
  v[4]! ^= high;
}

function rounds(v: SipState, count: number): void {
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
function mix(v: SipState, a: number, b: number, bits: number): void {
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
function swap(v: SipState, a: number): void {
  const low = v[a]!;
  v[a] = v[a + 4]!;
  v[a + 4] = low;
}
