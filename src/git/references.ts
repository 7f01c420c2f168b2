/** The commits that names lead to, as gitrevisions(7) has it: branches, tags, ids, and their parents. */
import { join } from "node:path";
import type { GitDirectory } from "./directory.ts";
import { readCommit, readTag } from "./object.ts";
import type { GitObjects } from "./objects.ts";
import { readTextFile } from "./text.ts";

type Folders = Pick<GitDirectory, "own" | "common">;

/** References that lead to references are followed this far, as git does. */
const DEEPEST = 5;
/** No commit and no tag has more to say. Bytes. */
const LARGEST = 1024 * 1024;

const ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** The commit that the work tree is at: what `HEAD` leads to. Undefined where there is none yet. */
export function headOf(git: Folders): string | undefined {
  return idOf(git, "HEAD");
}

/** The branch that the work tree is at; undefined where it is at a commit by itself. */
export function branchOf(git: Folders): string | undefined {
  return /^refs\/heads\/(.+)$/.exec(targetOf(git, "HEAD") ?? "")?.[1];
}

/** What a symbolic reference (`refs/remotes/origin/HEAD`) names; undefined where there is no such one. */
export function targetOf(git: Folders, name: string): string | undefined {
  return /^ref: (refs\/[^\0]+)$/.exec(textOf(git, name) ?? "")?.[1];
}

/** What may stand behind a name: `~2`, `^`, `^2`. */
const STEPS = /(?:[~^]\d{0,4})*$/;

/**
 * The commit of a name as a person types it: an id with all its digits, `HEAD`, `main`, `origin/main`, `v1.0`,
 * `refs/heads/main`, with parents of it (`HEAD~2`, `main^`).
 *
 * @returns "absent" where there is no such name; "unknown" where the repository does not have a commit on the way (a
 * shallow clone).
 */
export function commitNamed(git: Folders, objects: GitObjects, text: string): { id: string } | "absent" | "unknown" {
  const [steps = ""] = STEPS.exec(text) ?? [];
  const name = text.slice(0, text.length - steps.length);
  const id = ID.test(name) ? name : idNamed(git, name);
  if (id === undefined) return "absent";
  let commit = peeled(objects, id);
  for (const [, kind, count = ""] of steps.matchAll(/([~^])(\d*)/g)) {
    const number = count === "" ? 1 : Number(count);
    for (let left = kind === "~" ? number : Math.min(number, 1); left > 0; left--) {
      const read = commit === undefined ? undefined : objects.read(commit, LARGEST);
      const parents = read && readCommit(read)?.parents;
      if (parents === undefined) return "unknown";
      commit = parents[kind === "~" ? 0 : number - 1];
      if (commit === undefined) return "absent";
    }
  }
  return commit === undefined || peeled(objects, commit) === undefined ? "unknown" : { id: commit };
}

/** In the order in which git looks. */
function idNamed(git: Folders, name: string): string | undefined {
  if (name === "" || name.startsWith("-") || name.includes("\0")) return undefined;
  const remote = `refs/remotes/${name}`;
  const names = [name, `refs/${name}`, `refs/tags/${name}`, `refs/heads/${name}`, remote, `${remote}/HEAD`];
  // Beside its references git has other files: of these `HEAD` and its like are written in capitals.
  const possible = names.filter((one) => one.startsWith("refs/") || /^[A-Z_]+$/.test(one));
  return possible.map((one) => idOf(git, one)).find((id) => id !== undefined);
}

/** What a tag with a message names, however many of them there are. */
function peeled(objects: GitObjects, id: string, depth = 0): string | undefined {
  const object = objects.read(id, LARGEST);
  if (object === undefined || depth > DEEPEST) return undefined;
  const named = readTag(object);
  if (named !== undefined) return peeled(objects, named, depth + 1);
  return object.type === "commit" ? id : undefined;
}

function idOf(git: Folders, name: string, depth = 0): string | undefined {
  const text = textOf(git, name);
  if (text === undefined || ID.test(text)) return text;
  const target = targetOf(git, name);
  return target === undefined || depth === DEEPEST ? undefined : idOf(git, target, depth + 1);
}

/** What a reference says; of those of a linked work tree its own come first. */
function textOf({ own, common }: Folders, name: string): string | undefined {
  if (name.split("/").includes("..")) return undefined;
  const text = readTextFile(join(own, name)) ?? readTextFile(join(common, name));
  return text?.trim() ?? packed(common, name);
}

function packed(common: string, name: string): string | undefined {
  const lines = (readTextFile(join(common, "packed-refs")) ?? "").split("\n");
  return lines.find((line) => line.endsWith(` ${name}`))?.split(" ")[0];
}
