/** Lines of files, for whoever shows them. */
import { isAbsolute, resolve } from "node:path";
import { readInside, realOf } from "./inside.ts";
import { isUnread, readRegularFile, type Unread } from "./read.ts";
import { decodeText } from "./text.ts";

/** No file that is read for its images is larger. Bytes. */
const LARGEST = 8 * 1024 * 1024;

/**
 * The text of a line of a file, without its end, by the path of the file and the number of the line, 1-based; undefined
 * where there is none or the file cannot be read. Columns count as in locations. Each file is read when the first of its
 * lines is asked for.
 *
 * @param root The folder that a relative path starts from; a file outside of it is not read.
 * @param typed Files that a person named: from the current folder on, wherever they lie.
 */
export function lineReader(
  root: string,
  typed: ReadonlySet<string>,
): (file: string, line: number) => string | undefined {
  const base = realOf(root);
  const read = (file: string): Buffer | Unread =>
    typed.has(file) || isAbsolute(file)
      ? readRegularFile(resolve(file), LARGEST, "followed")
      : readInside(base, file, LARGEST);
  const files = new Map<string, readonly string[]>();
  return (file, line) => {
    let lines = files.get(file);
    if (lines === undefined) {
      lines = linesOf(read(file));
      files.set(file, lines);
    }
    return lines[line - 1]?.replace(/\r$/, "");
  };
}

function linesOf(bytes: Buffer | Unread): readonly string[] {
  const text = isUnread(bytes) ? bytes : decodeText(bytes);
  return typeof text === "string" ? text.split("\n") : [];
}
