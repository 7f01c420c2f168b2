/** The text of a file that git keeps, or reads its settings from. */
import { isUnread, readRegularFile } from "../files/read.ts";
import { decodeText } from "../files/text.ts";

/** Of git's own files, and of `.gitignore`: a larger one hides nothing. Bytes. */
const LARGEST_OF_GIT = 2 * 1024 * 1024;

/** Undefined for a file that is no text, is too large or cannot be read, and for a link. */
export function readTextFile(path: string): string | undefined {
  const bytes = readRegularFile(path, LARGEST_OF_GIT, "refused");
  const text = isUnread(bytes) ? bytes : decodeText(bytes);
  return typeof text === "string" ? text : undefined;
}
