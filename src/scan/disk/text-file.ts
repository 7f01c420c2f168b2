/** The text of one file of the disk. */
import { isUnread, type Links, largerThan, readBeginning, readRegularFile, type Unread } from "../../files/read.ts";
import { decodeText } from "../../files/text.ts";

/** No tool writes image references that far down: what has more, comments aside, is data. Bytes, then characters. */
const LARGEST_CONTENT = 2 * 1024 * 1024;
/** With its comments, which tools skip at any length. Bytes. */
const LARGEST_SOURCE = 8 * 1024 * 1024;
/** Readers of YAML and JSON take time and memory for comments, too. Bytes. */
const LARGEST_TREE = 4 * 1024 * 1024;
const TREES = /\.(?:ya?ml|json|cwl)$/i;

/** Languages whose comments begin with slashes. */
const SLASHED = /\.(?:nf|config|groovy|hcl|wdl)$/i;

/** The text of a file that scanners read, or why there is none: for a link, too. `name`: what it is read as. */
export function readSource(path: string, name: string, links: Links = "refused"): string | Unread {
  const bytes = readRegularFile(path, mostOf(name), links);
  return isUnread(bytes) ? bytes : sourceOf(bytes, name);
}

/** The text that the bytes of such a file are, wherever they come from. */
export function sourceOf(bytes: Buffer, name: string): string | Unread {
  if (bytes.length > mostOf(name)) return largerThan(mostOf(name));
  const text = decodeText(bytes);
  if (typeof text !== "string" || text.length <= LARGEST_CONTENT) return text;
  return contentOf(text, SLASHED.test(name)) > LARGEST_CONTENT ? TOO_MUCH : text;
}

/** Bytes that are read of a file of this name. */
export function mostOf(name: string): number {
  return TREES.test(name) ? LARGEST_TREE : LARGEST_SOURCE;
}

/** Bytes. */
const HEAD = 64 * 1024;

/** The beginning of a file of any size; undefined where it is no text. */
export function readHead(path: string): string | undefined {
  const head = readBeginning(path, HEAD, "refused");
  return isUnread(head) ? undefined : headOf(head.bytes);
}

/** The same of bytes, wherever they come from. */
export function headOf(bytes: Buffer): string | undefined {
  const text = decodeText(bytes.subarray(0, HEAD));
  return typeof text === "string" ? text : undefined;
}

const TOO_MUCH: Unread = { why: "too-large", words: "has more than 2 MiB beside its comments" };

/** Characters in lines that are no comments. */
function contentOf(text: string, isSlashed: boolean): number {
  let size = 0;
  let isBlock = false;
  for (const line of text.split("\n")) {
    const words = line.trimStart();
    isBlock ||= isSlashed && words.startsWith("/*");
    if (!isBlock && !words.startsWith(isSlashed ? "//" : "#")) size += words.length;
    isBlock &&= !words.includes("*/");
  }
  return size;
}
