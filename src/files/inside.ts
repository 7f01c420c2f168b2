/** Where a path really lies, links followed, and whether that is within a folder. */
import { lstatSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { type Beginning, isUnread, nameOfKind, readBeginning, readRegularFile, reasonOf, type Unread } from "./read.ts";

/** A path that a folder holds: where it really is. */
export interface Place {
  readonly real: string;
}

/**
 * Follows a path that was written in, or found in, a folder. One that leads out of the folder is refused, and so is what
 * lies in git's own `.git`, where a checkout keeps its token.
 *
 * @param root Real path of the folder.
 */
export function placeInside(root: string, path: string): Place | Unread {
  const at = join(root, path);
  if (!isBelow(root, at)) return { why: "outside", words: "lies outside of the repository" };
  try {
    const real = realpathSync.native(at);
    if (!isBelow(root, real))
      return { why: "outside", words: `is a link that leads out of the repository${targetOf(real)}` };
    return isOfGit(root, real) ? OF_GIT : { real };
  } catch (error) {
    const reason = reasonOf(error);
    return reason.why === "absent" && isLink(at) ? { why: "outside", words: "is a link that leads nowhere" } : reason;
  }
}

/** A path with the links of it followed; the path itself where there is nothing: to read it says so. */
export function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return resolve(path);
  }
}

/** Whether there is something at a path. A link that leads nowhere is there: somebody meant something by it. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // To read it says why it cannot be read.
    return true;
  }
}

/** A regular file of the folder: see `placeInside` and `readRegularFile`. */
export function readInside(root: string, path: string, most: number): Buffer | Unread {
  const place = placeInside(root, path);
  return isUnread(place) ? place : readRegularFile(place.real, most, "refused");
}

/** The first bytes of a regular file of the folder. */
export function readBeginningInside(root: string, path: string, length: number): Beginning | Unread {
  const place = placeInside(root, path);
  return isUnread(place) ? place : readBeginning(place.real, length, "refused");
}

const OF_GIT: Unread = { why: "outside", words: "lies in git's own folder, of which nothing is read" };

/** Whether a path is a folder or something in it, going by its text. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Whether a real path below a folder is `.git` or in one. File systems that do not tell case apart have one `.git` under many names. */
export function isOfGit(root: string, real: string): boolean {
  return relative(root, real).toLowerCase().split(sep).includes(".git");
}

/** Of what kind a link's target is, and nothing else of it. */
function targetOf(real: string): string {
  try {
    return `, to ${nameOfKind(statSync(real))}`;
  } catch {
    return "";
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
