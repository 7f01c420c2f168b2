/** The text that the bytes of a file are. */
import type { Unread } from "./read.ts";

/** How much of a file is looked at to tell text from binary, as git does. Bytes. */
const SNIFFED = 8000;

/**
 * UTF-8, or UTF-16 where a byte order mark says so: what most readers of YAML take, and nothing is lost by it where a tool
 * would not. The mark is left out, so that column 1 is the first character that an editor shows. Bytes that are no
 * UTF-8, and NULs, become U+FFFD, one character each place: a tool may well read past them, so they end nothing here.
 */
export function decodeText(bytes: Buffer): string | Unread {
  if (isPointer(bytes)) return POINTER;
  const mark = bytes.subarray(0, 4).toString("latin1");
  if (mark === "\xff\xfe\0\0" || mark === "\0\0\xfe\xff")
    return { why: "encoding", words: "is UTF-32, which is not read" };
  if (mark.startsWith("\xff\xfe")) return readable(utf16(bytes, "utf-16le"));
  if (mark.startsWith("\xfe\xff")) return readable(utf16(bytes, "utf-16be"));
  const start = mark.startsWith("\xef\xbb\xbf") ? 3 : 0;
  if (!bytes.includes(0)) return bytes.toString("utf8", start);
  return isMostlyText(bytes) ? readable(bytes.toString("utf8", start)) : BINARY;
}

/** What git keeps in place of a large file until somebody asks for it; it is of less than 1,024 bytes (git-lfs spec). */
export function isPointer(bytes: Buffer): boolean {
  return bytes.toString("latin1", 0, POINTS.length) === POINTS;
}

const POINTS = "version https://git-lfs.github.com/spec/";
const POINTER: Unread = { why: "pointer", words: "is a pointer of Git LFS" };
const BINARY: Unread = { why: "binary", words: "is binary and no text" };

/** A quarter of it NULs is text of another encoding, or none. */
function isMostlyText(bytes: Buffer): boolean {
  const head = bytes.subarray(0, SNIFFED);
  let nuls = 0;
  for (const byte of head) if (byte === 0) nuls++;
  return nuls * 4 < head.length;
}

function utf16(bytes: Buffer, encoding: "utf-16le" | "utf-16be"): string {
  return new TextDecoder(encoding).decode(bytes);
}

const readable = (text: string): string => text.replaceAll("\0", "\uFFFD");
