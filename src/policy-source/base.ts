/**
 * The files of a policy as they are on the base of a pull request: out of git where the checkout has that commit, else
 * through GitHub's API. What the pull request itself says of them does not count.
 */
import { posix, relative, resolve, sep } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { realOf } from "../files/inside.ts";
import type { Unread } from "../files/read.ts";
import { CommitFiles } from "../git/commit.ts";
import { type GitDirectory, gitDirectoryAround, originOf } from "../git/directory.ts";
import { readCommit } from "../git/object.ts";
import { GitObjects, headOf } from "../git/objects.ts";
import type { GitHub } from "../github/contents.ts";
import type { PullRequest } from "../pull-request.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Files of the base, by their absolute paths in the checkout. */
export interface BaseFiles {
  readonly commit: string;
  /** `most`: bytes that it may have; by default what a policy may. */
  read(path: string, most?: number): Promise<Buffer | Unread>;
  /** Only out of git; undefined where the checkout does not have it. */
  inCheckout(path: string): Buffer | Unread | undefined;
}

/** No commit has more to say than this. Bytes. */
const LARGEST_COMMIT = 1024 * 1024;

/**
 * The base of a pull request, for the work tree that a folder is part of. Undefined where that work tree is another
 * repository's, which the workflow checked out: the pull request has no say in it.
 */
export function baseOf(folder: string, pull: PullRequest, env: Environment, github: GitHub): BaseFiles | undefined {
  const found = gitDirectoryAround(realOf(folder));
  const git = found === undefined || "unreadable" in found ? undefined : found;
  if (git !== undefined && isOfOthers(git, pull, env)) return undefined;
  const worktree = git?.worktree ?? realOf(folder);
  const objects = git && new GitObjects(git);
  const commits = commitsOf(pull, env, git, objects);
  const inGit = commits.map((id) => objects && new CommitFiles(objects, id)).find((files) => files?.isThere === true);
  const [commit = pull.base] =
    inGit === undefined ? commits : commits.filter((id) => objects?.read(id, LARGEST_COMMIT));
  const insideOf = (path: string): string => relative(worktree, path).split(sep).join("/");
  const inCheckout = (path: string, most = LARGEST): Buffer | Unread | undefined => {
    const inside = insideOf(path);
    if (/^\.\.(?:\/|$)/.test(inside) || posix.isAbsolute(inside)) return OUTSIDE;
    return inGit && readCommitted(inGit, inside, most);
  };
  return {
    commit,
    inCheckout: (path) => inCheckout(path),
    async read(path, most) {
      return inCheckout(path, most) ?? (await readThroughApi(insideOf(path), commit, pull, github));
    },
  };
}

/**
 * GitHub's merge commit, where that is checked out, has the base as its first parent: the newest there is. The payload
 * may name an older one.
 */
function commitsOf(
  pull: PullRequest,
  env: Environment,
  git: GitDirectory | undefined,
  objects: GitObjects | undefined,
): readonly string[] {
  const head = git && headOf(git);
  const merge = head === env["GITHUB_SHA"] ? objects?.read(head ?? "", LARGEST_COMMIT) : undefined;
  const [first, second, ...others] = (merge && readCommit(merge)?.parents) ?? [];
  const isMerge = first !== undefined && second === pull.head && others.length === 0;
  return isMerge ? [...new Set([first, pull.base])] : [pull.base];
}

/**
 * Whether a work tree is a checkout of another repository. That of a submodule is not: the pull request says which
 * repository a submodule is. (A submodule's `.git` is a file, and git checks out no folder of that name.)
 */
function isOfOthers(git: GitDirectory, { repository, from, head }: PullRequest, env: Environment): boolean {
  const origin = originOf(git);
  const at = headOf(git);
  // Whatever its origin is called: a repository answers to its former names, too.
  if (at !== undefined && [head, env["GITHUB_SHA"]].includes(at)) return false;
  const isOwnFolder = git.own === resolve(git.worktree, ".git") && git.own === git.common;
  if (origin === undefined || !isOwnFolder) return false;
  const [, name = ""] = /[/:]([^/:]+\/[^/]+?)(?:\.git)?\/*$/.exec(origin) ?? [];
  return ![repository, from].some((own) => own?.toLowerCase() === name.toLowerCase());
}

/**
 * Refuses a checkout of the base. `pull_request_target` has that unless it is told otherwise, and a check of it passes
 * whatever the change is.
 *
 * @throws ConfigurationError
 */
export function refuseBase(folder: string, pull: PullRequest, env: Environment): void {
  const git = gitDirectoryAround(realOf(folder));
  if (git === undefined || "unreadable" in git || isOfOthers(git, pull, env)) return;
  const head = headOf(git);
  if (head === undefined || (head !== pull.base && head !== env["GITHUB_SHA"])) return;
  const ref = `refs/pull/${pull.number ?? "${{ github.event.number }}"}/merge`;
  const message = `The checkout is the base (${head.slice(0, 12)}), not the pull request: pull_request_target checks that out by default, and nothing of the change would be seen. Run on pull_request, or give actions/checkout "ref: ${ref}".`;
  throw new ConfigurationError(message);
}

function readCommitted(files: CommitFiles, path: string, most: number): Buffer | Unread | undefined {
  const found = files.follow(path);
  if (found === "unknown") return undefined;
  if (found === "absent") return ABSENT;
  if (found.kind === "submodule" || found.kind === "folder") return { why: "folder", words: `is a ${found.kind}` };
  if (found.kind === "link") return { why: "outside", words: "is a link that leads out of the repository" };
  return files.read(found, most);
}

const LARGEST = 1024 * 1024;
const ABSENT: Unread = { why: "absent", words: "does not exist" };
const OUTSIDE: Unread = { why: "outside", words: "lies outside of the repository" };

async function readThroughApi(
  path: string,
  ref: string,
  { event, repository }: PullRequest,
  github: GitHub,
): Promise<Buffer | Unread> {
  const [owner = "", repo = ""] = repository.split("/");
  const file = { owner, repo, path, ref };
  if (!github.hasToken) {
    const message = `This run is for a ${event}, so the policy is read from the base (${ref.slice(0, 12)}), which the checkout does not have. Give actions/checkout "fetch-depth: 2", or this action a github-token that may read contents; "policy-from: head" goes by the version of the pull request.`;
    throw new ConfigurationError(message);
  }
  const bytes = await github.read(file);
  if (bytes !== undefined) return bytes;
  // Only where the commit is shown is the file really absent.
  await github.commitOf(file);
  return ABSENT;
}
