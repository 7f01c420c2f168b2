/** The text of one file of the disk. */
import { isUnread, readRegularFile, type Unread } from "../../files/read.ts";
import { decodeText } from "../../files/text.ts";

/** Larger files are data: no tool writes image references that far down. Bytes. */
const LARGEST_SOURCE = 16 * 1024 * 1024;
/** Of git's own files, and of `.gitignore`: a larger one hides nothing. Bytes. */
const LARGEST_OF_GIT = 2 * 1024 * 1024;

/** The text of a file that scanners read, or why there is none: for a link, too. */
export function readSource(path: string): string | Unread {
  const bytes = readRegularFile(path, LARGEST_SOURCE, "refused");
  return isUnread(bytes) ? bytes : decodeText(bytes);
}

/** Undefined for a file that is no text, is too large or cannot be read, and for a link. */
export function readTextFile(path: string): string | undefined {
  const bytes = readRegularFile(path, LARGEST_OF_GIT, "refused");
  const text = isUnread(bytes) ? bytes : decodeText(bytes);
  return typeof text === "string" ? text : undefined;
}
