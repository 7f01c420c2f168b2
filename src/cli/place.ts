/** Which directory a command is about, and which file of it where a file was typed. */
import { statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { isBelow, isThere, realOf } from "../files/inside.ts";
import { workTreesAround } from "../files/work-trees.ts";
import { usualPolicyFiles } from "../policy-source/index.ts";
import { readDirectory } from "./arguments.ts";

export interface TypedPlace {
  /** Absolute path of the directory that every path of a report starts from. */
  readonly root: string;
  /** From there on, "/" between folders; absent where the directory was typed. */
  readonly file?: string;
}

/** The directory that was typed, by default the current one, or the repository around the file that was. */
export function readPlace(
  positionals: readonly string[],
  { takesFile = false }: { readonly takesFile?: boolean | undefined } = {},
): TypedPlace {
  const [typed] = positionals;
  const isFile =
    takesFile && positionals.length === 1 && statSync(typed ?? "", { throwIfNoEntry: false })?.isFile() === true;
  if (typed === undefined || !isFile) return { root: resolve(readDirectory(positionals)) };
  const folder = realOf(dirname(resolve(typed)));
  const root = rootAround(folder, workTreesAround(folder)[0], realOf("."));
  return {
    root,
    file: relative(root, join(folder, basename(typed)))
      .split(sep)
      .join("/"),
  };
}

/**
 * The nearest folder around a file that has a policy, no further up than the work tree of git; else that work tree. Where
 * there is no git, no further up than the current folder, since what lies above may be anybody's: the nearest with a policy,
 * else with a nextflow.config, else the file's own.
 */
function rootAround(folder: string, workTree: string | undefined, current: string): string {
  const last = workTree ?? (isBelow(current, folder) ? current : folder);
  const ways = waysUp(folder, last);
  const holding = (names: readonly string[]): string | undefined =>
    ways.find((way) => names.some((name) => isThere(join(way, name))));
  return holding(usualPolicyFiles) ?? workTree ?? holding(["nextflow.config"]) ?? folder;
}

function waysUp(folder: string, last: string): readonly string[] {
  return folder === last ? [folder] : [folder, ...waysUp(dirname(folder), last)];
}
