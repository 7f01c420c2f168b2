/** Edits of the bytes of a file: those that no edit takes stay as they are, whatever they are. */
import type { TextEdit } from "./edits.ts";

/** Why an edit cannot be made, in words that follow the name of the file. */
export interface Inexact {
  readonly why: string;
}

/**
 * @param bytes Of the file, with its byte order mark.
 * @param text What they decode to (files/text.ts), to which the offsets of the edits belong.
 * @param edits Sorted, none over another.
 */
export function editBytes(bytes: Buffer, text: string, edits: readonly TextEdit[]): Buffer | Inexact {
  const mark = bytes.toString("latin1", 0, 2);
  const wide = mark === "\xff\xfe" ? "le" : mark === "\xfe\xff" ? "be" : undefined;
  const offsetOf = wide === undefined ? narrowOffsets(bytes, text) : (offset: number): number => 2 + 2 * offset;
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end, replacement } of edits) {
    const [from, to] = [offsetOf(start), offsetOf(end)];
    if (from === undefined || to === undefined) return { why: "has bytes that are no UTF-8 on a line of the edit" };
    parts.push(bytes.subarray(at, from), wide === undefined ? Buffer.from(replacement) : widened(replacement, wide));
    at = to;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}

function widened(text: string, order: "le" | "be"): Buffer {
  const bytes = Buffer.from(text, "utf16le");
  return order === "be" ? bytes.swap16() : bytes;
}

/** A line feed is a byte by itself in UTF-8, also behind bytes that are none: text and bytes have the same lines. */
function narrowOffsets(bytes: Buffer, text: string): (offset: number) => number | undefined {
  let line = { text: 0, byte: bytes.toString("latin1", 0, 3) === "\xef\xbb\xbf" ? 3 : 0 };
  return (offset) => {
    for (;;) {
      const textEnd = text.indexOf("\n", line.text);
      if (textEnd === -1 || textEnd >= offset) break;
      line = { text: textEnd + 1, byte: bytes.indexOf(10, line.byte) + 1 };
    }
    const end = text.indexOf("\n", line.text);
    const written = Buffer.from(text.slice(line.text, end === -1 ? text.length : end));
    const isExact = bytes.subarray(line.byte, line.byte + written.length).equals(written);
    return isExact ? line.byte + Buffer.byteLength(text.slice(line.text, offset)) : undefined;
  };
}
