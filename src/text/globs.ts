/** Globs of paths. */
import { Minimatch } from "minimatch";

/**
 * Whether a path matches one of the globs. As in a `.gitignore`: a glob that names a folder takes what is below it, and
 * names that begin with a dot are nothing special.
 */
export function matchesAny(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs
    .flatMap((glob) => {
      const plain = glob.replace(/^\.\//, "").replace(/\/+$/, "");
      return plain === "" ? [] : [plain, `${plain}/**`];
    })
    .map((glob) => new Minimatch(glob, { dot: true, nonegate: true, nocomment: true }));
  return (path) => patterns.some((pattern) => pattern.match(path));
}
