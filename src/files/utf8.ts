/** A file whose text and bytes say the same. */
import { isAbsolute } from "node:path";
import { readInside, realOf } from "./inside.ts";
import { isUnread } from "./read.ts";

/** No file that a fix is in is larger. Bytes. */
const MOST = 8 * 1024 * 1024;

/**
 * The whole text of a file of a folder, with its byte order mark, where its bytes are those of the text in UTF-8;
 * undefined for any other file, and where there is none.
 */
export function utf8Inside(root: string, file: string): string | undefined {
  if (isAbsolute(file)) return undefined;
  const bytes = readInside(realOf(root), file, MOST);
  if (isUnread(bytes)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
