/** Which checkouts a folder lies in. */
import { lstatSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The work trees of git around a folder, given by its absolute path: each folder on its way up that has a `.git`, whatever
 * that is, the innermost first. A submodule lies in that of the repository around it, too.
 */
export function workTreesAround(folder: string): readonly string[] {
  const found = hasGit(folder) ? [folder] : [];
  const above = dirname(folder);
  return above === folder ? found : [...found, ...workTreesAround(above)];
}

function hasGit(folder: string): boolean {
  try {
    return lstatSync(join(folder, ".git"), { throwIfNoEntry: false }) !== undefined;
  } catch {
    // What cannot be looked into may hold one.
    return true;
  }
}
