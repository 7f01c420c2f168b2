/** The checkout that a pull request is judged in, and which commit of it the change starts from. */
import { resolve } from "node:path";
import { realOf } from "../files/inside.ts";
import { type GitDirectory, gitDirectoryAround, originOf } from "../git/directory.ts";
import { readCommit } from "../git/object.ts";
import { GitObjects } from "../git/objects.ts";
import { headOf } from "../git/references.ts";
import type { PullRequest } from "../pull-request.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A work tree with what git keeps of it. */
export interface Checkout {
  readonly git: GitDirectory;
  readonly objects: GitObjects;
}

/** No commit has more to say. Bytes. */
const LARGEST = 1024 * 1024;

/** Of the innermost work tree that a folder is part of; undefined where there is none that can be read. */
export function checkoutAround(folder: string): Checkout | undefined {
  const git = gitDirectoryAround(realOf(folder));
  return git === undefined || "unreadable" in git ? undefined : { git, objects: new GitObjects(git) };
}

/**
 * GitHub's merge commit, where that is checked out, has the base as its first parent: the newest there is. The payload
 * may name an older one.
 */
export function basesOf(pull: PullRequest, env: Environment, checkout: Checkout | undefined): readonly string[] {
  const first = checkout && firstParentOf(pull, env, checkout);
  return first === undefined ? [pull.base] : [...new Set([first, pull.base])];
}

/** Of GitHub's merge commit, where that is checked out. */
export function firstParentOf(pull: PullRequest, env: Environment, { git, objects }: Checkout): string | undefined {
  const head = headOf(git);
  const merge = head !== undefined && head === env["GITHUB_SHA"] ? objects.read(head, LARGEST) : undefined;
  const [first, second, ...others] = (merge && readCommit(merge)?.parents) ?? [];
  return second !== undefined && second === pull.head && others.length === 0 ? first : undefined;
}

/**
 * Whether a work tree is a checkout of another repository. That of a submodule is not: the pull request says which
 * repository a submodule is. (A submodule's `.git` is a file, and git checks out no folder of that name.) A comment
 * does not say from which fork a change comes: it may be of any other owner.
 */
export function isOfOthers(
  git: GitDirectory,
  { repository, from, head, event }: PullRequest,
  env: Environment,
): boolean {
  const origin = originOf(git);
  const at = headOf(git);
  // Whatever its origin is called: a repository answers to its former names, too.
  if (at !== undefined && [head, env["GITHUB_SHA"]].includes(at)) return false;
  const isOwnFolder = git.own === resolve(git.worktree, ".git") && git.own === git.common;
  if (origin === undefined || !isOwnFolder) return false;
  const [, owner = "", name = ""] = /[/:]([^/:]+)\/([^/]+?)(?:\.git)?\/*$/.exec(origin.toLowerCase()) ?? [];
  const isOfFork = event === "issue_comment" && owner !== repository.toLowerCase().split("/")[0];
  return !isOfFork && ![repository, from].some((own) => own?.toLowerCase() === `${owner}/${name}`);
}
