/** A checked-out repository as a tree of files. */
import { lstatSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ConfigurationError } from "../../errors.ts";
import type { ScanOptions, SourceTree } from "../../model.ts";
import { matchesAny } from "../../text/globs.ts";
import { listFiles } from "./listing.ts";
import { readTextFile } from "./text-file.ts";

/**
 * The files of a checked-out repository, listed at once and read when asked for; their text is not kept. This
 * room is all of the scanners that touches the disk.
 *
 * @throws ConfigurationError if the root is no directory that can be read.
 */
export function openRepository(root: string, options: Pick<ScanOptions, "exclude">): SourceTree {
  const base = realRoot(root);
  const excluded = matchesAny(options.exclude);
  const files = listFiles(base)
    .files.filter((path) => !excluded(path))
    .sort();
  const listed = new Set(files);
  return {
    files,
    // What was listed is no link and below none: nothing needs to be followed.
    read: (path) => (listed.has(path) ? readTextFile(`${base}${sep}${path}`) : readAnywhere(base, path)),
  };
}

function realRoot(root: string): string {
  try {
    const base = realpathSync(root);
    if (lstatSync(base).isDirectory()) return base;
  } catch {
    // Said below, in the same words.
  }
  throw new ConfigurationError(
    `${root} is not a directory that can be read: name the root of a checked-out repository.`,
  );
}

/** A link is followed within the root. */
function readAnywhere(base: string, path: string): string | undefined {
  try {
    const real = realpathSync.native(join(base, path));
    const inside = relative(base, real);
    return inside === "" || inside === ".." || inside.startsWith(`..${sep}`) ? undefined : readTextFile(real);
  } catch {
    return undefined;
  }
}
