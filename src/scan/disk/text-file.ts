/** The text of one file of the disk. */
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** Larger files are data; no tool writes image references that far down. Bytes. */
const LARGEST_FILE = 2 * 1024 * 1024;

/** How much of a file is looked at to tell text from binary, as git does. Bytes. */
const SNIFFED = 8000;

/**
 * The text of a file; undefined for one that is no text, is too large or cannot be read, and for a link. A byte order
 * mark is left out, so that column 1 is the first character that an editor shows; bytes that are no UTF-8 become U+FFFD,
 * one character each place, as in an editor.
 */
export function readTextFile(path: string): string | undefined {
  try {
    const bytes = readBytes(path);
    if (bytes === undefined || bytes.subarray(0, SNIFFED).includes(0)) return undefined;
    return bytes.toString("utf8").replace(/^\uFEFF/, "");
  } catch {
    return undefined;
  }
}

function readBytes(path: string): Buffer | undefined {
  // Not to wait for a pipe that nobody writes into.
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile() || stat.size > LARGEST_FILE) return undefined;
    const bytes = Buffer.allocUnsafe(stat.size);
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(descriptor, bytes, length, bytes.length - length, length);
      if (read === 0) break;
      length += read;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}
