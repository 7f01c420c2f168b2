/** Globs of paths. */
import { posix } from "node:path";
import { braceExpand, Minimatch } from "minimatch";
import { short } from "./quote.ts";
import { grouped } from "./units.ts";

/** Characters of one glob; no path of a repository is as long. */
export const LONGEST_GLOB = 1000;
/** Globs with wildcards in one list, those counted that braces stand for: each is held against every file. */
const MOST_WILD = 500;

const WILD = /[*?[\]{}()\\]/;

/** What is too much of a list of globs, as a sentence that says what to write instead; undefined where nothing is. */
export function globFault(globs: readonly string[]): string | undefined {
  const long = globs.find(isTooLong);
  if (long !== undefined)
    return `the glob "${short(long)}" is longer than ${grouped(LONGEST_GLOB)} characters; write a shorter one`;
  let count = 0;
  for (const glob of globs) {
    if (WILD.test(glob)) count += braceExpand(glob, { braceExpandMax: MOST_WILD + 1 }).length;
    if (count > MOST_WILD) {
      return `these are more than ${MOST_WILD} globs with wildcards, braces written out; name the folders that hold the files instead`;
    }
  }
  return undefined;
}

/** In characters, as a schema counts; two UTF-16 units at most make one. */
function isTooLong(glob: string): boolean {
  return glob.length > LONGEST_GLOB && Array.from(glob.slice(0, 2 * LONGEST_GLOB + 1)).length > LONGEST_GLOB;
}

/**
 * Whether a path matches one of the globs. As in a `.gitignore`: a glob that names a folder takes what is below it, and
 * names that begin with a dot are nothing special.
 */
export function matchesAny(globs: readonly string[]): (path: string) => boolean {
  const written = globs.map((glob) => glob.replace(/^\.\//, "").replace(/\/+$/, "")).filter((glob) => glob !== "");
  const plain = new Set(written.filter((glob) => !WILD.test(glob)).map((glob) => posix.normalize(glob)));
  const wild = written
    .filter((glob) => WILD.test(glob))
    .map((glob) => new Minimatch(glob, { dot: true, nonegate: true, nocomment: true }));
  const isTaken = (path: string): boolean => plain.has(path) || wild.some((pattern) => pattern.match(path));
  // Files come folder by folder.
  let folder = "";
  let isFolderTaken = false;
  return (path) => {
    const around = parentOf(path);
    if (around !== folder) {
      folder = around;
      isFolderTaken = foldersOf(path).some(isTaken);
    }
    return isFolderTaken || isTaken(path);
  };
}

/** Whether a path is the one that a glob means, as a shell has it: `*` is no name that begins with a dot, and nothing below. */
export function wholeMatch(glob: string): (path: string) => boolean {
  const pattern = new Minimatch(glob.replace(/^(?:\.\/)+/, "").replace(/\/+$/, ""), {
    nonegate: true,
    nocomment: true,
  });
  return (path) => pattern.match(path);
}

/** `a`, `a/b` of `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  return Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
