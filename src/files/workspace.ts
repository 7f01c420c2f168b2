/** The folder that GitHub's paths start from. */
import { relative, resolve, sep } from "node:path";
import { isBelow, realOf } from "./inside.ts";
import { workTreesAround } from "./work-trees.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The workspace of the runner, the current folder where there is none. */
export function workspaceOf(env: Environment): string {
  return resolve(env["GITHUB_WORKSPACE"] ?? ".");
}

/**
 * Where the paths of a folder that was typed start: in the workspace of the runner, else in the repository of the current
 * folder, else in the current folder; in the folder itself where it lies in none of them. Links are followed.
 */
export function workspaceAround(folder: string, env: Environment): string {
  const { GITHUB_WORKSPACE: workspace = "" } = env;
  const cwd = process.cwd();
  const bases = [...(workspace === "" ? [] : [workspace]), workTreesAround(cwd)[0] ?? cwd].map(realOf);
  return bases.find((base) => isBelow(base, realOf(folder))) ?? realOf(folder);
}

/** A path below a workspace from there on, "/" between folders; `.` for the workspace, undefined for what is outside. */
export function wayFrom(workspace: string, path: string): string | undefined {
  const base = realOf(workspace);
  const place = realOf(path);
  if (!isBelow(base, place)) return undefined;
  return relative(base, place).split(sep).join("/") || ".";
}
