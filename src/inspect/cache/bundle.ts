/** The file format of a cache that is kept as a whole. */
import { gunzipSync, gzipSync } from "node:zlib";

/** Entries by digest as one compressed file: for each a line `digest length`, then so many bytes. */
export function packBundle(entries: Iterable<readonly [digest: string, bytes: Uint8Array]>): Buffer {
  const parts: Uint8Array[] = [];
  for (const [digest, bytes] of entries) parts.push(Buffer.from(`${digest} ${bytes.length}\n`), bytes);
  return gzipSync(Buffer.concat(parts));
}

/** Reads as far as the file makes sense; the bytes are not checked here. `limit` is in bytes, unpacked. */
export function readBundle(packed: Uint8Array, limit: number): Map<string, Uint8Array> {
  const entries = new Map<string, Uint8Array>();
  let content: Buffer;
  try {
    content = gunzipSync(packed, { maxOutputLength: limit });
  } catch {
    return entries;
  }
  for (let at = 0; at < content.length;) {
    const end = content.indexOf(10, at);
    if (end < 0 || end - at > 200) break;
    const [, digest, length] = /^(\S+) (\d{1,9})$/.exec(content.toString("latin1", at, end)) ?? [];
    const next = end + 1 + Number(length);
    if (digest === undefined || next > content.length) break;
    entries.set(digest, content.subarray(end + 1, next));
    at = next;
  }
  return entries;
}
