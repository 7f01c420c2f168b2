/** Which lines of a pull request's files are in its diff: on no other does GitHub take a comment. */
import type { ChangedFile } from "../github/reviews.ts";
import { isIntact } from "../git/object.ts";

/** Lines of a file at the head, both ends in it. */
export type LineRange = readonly [first: number, last: number];

export class Diff {
  readonly #files: ReadonlyMap<string, { readonly id: string; readonly hunks: readonly LineRange[] }>;

  constructor(files: readonly ChangedFile[]) {
    this.#files = new Map(files.map(({ path, id, patch }) => [path, { id, hunks: hunksOf(patch) }]));
  }

  /** The hunk that has all of these lines. */
  hunkOf(path: string, [first, last]: LineRange): LineRange | undefined {
    return this.#files.get(path)?.hunks.find(([start, end]) => start <= first && last <= end);
  }

  /** Whether a hunk has one of these lines. */
  meets(path: string, [first, last]: LineRange): boolean {
    return this.#files.get(path)?.hunks.some(([start, end]) => start <= last && first <= end) === true;
  }

  /** Whether a file of the diff is at the head just what it is here. */
  isAsHere(path: string, bytes: Buffer): boolean {
    const file = this.#files.get(path);
    return file !== undefined && isIntact({ type: "blob", bytes }, file.id);
  }
}

/** What a hunk shows of the new file: lines that stay as they were, too. */
function hunksOf(patch: string | undefined): readonly LineRange[] {
  // Only the head of a hunk begins with this: each line of a file has a mark before it.
  return (patch ?? "").split("\n").flatMap((line): readonly LineRange[] => {
    const [, first = "", count = "1"] = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    return first === "" || count === "0" ? [] : [[Number(first), Number(first) + Number(count) - 1]];
  });
}
