/**
 * The files of a policy as they are on the base of a pull request: out of git where the checkout has that commit, else
 * through GitHub's API. What the pull request itself says of them does not count.
 */
import { lstatSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import { basesOf, checkoutAround, isOfOthers } from "../base/checkout.ts";
import { ConfigurationError } from "../errors.ts";
import { realOf } from "../files/inside.ts";
import type { Unread } from "../files/read.ts";
import { CommitFiles } from "../git/commit.ts";
import { headOf } from "../git/references.ts";
import type { GitHub } from "../github/contents.ts";
import type { PullRequest } from "../pull-request.ts";
import { ABSENT, CommitThroughApi, LED_OUT } from "./through-api.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Files of the base, by their absolute paths in the checkout. */
export interface BaseFiles {
  readonly commit: string;
  /** `most`: bytes that it may have; by default what a policy may. */
  read(path: string, most?: number): Promise<Buffer | Unread>;
  /** Only out of git; undefined where the checkout does not have it. */
  inCheckout(path: string): Buffer | Unread | undefined;
  /** The names in a folder; undefined: there is none. */
  namesIn(folder: string): Promise<readonly string[] | undefined>;
}

/**
 * The base of a pull request, for the work tree that a folder is part of. Undefined where that work tree is another
 * repository's, which the workflow checked out: the pull request has no say in it.
 *
 * @param root The workspace.
 * @param folder Below it, as it is named there.
 */
export function baseOf(
  root: string,
  folder: string,
  pull: PullRequest,
  env: Environment,
  github: GitHub,
): BaseFiles | undefined {
  const within = beforeLinks(realOf(root), folder);
  const checkout = checkoutAround(within);
  const { git, objects } = checkout ?? {};
  if (git !== undefined && isOfOthers(git, pull, env)) return undefined;
  const worktree = git?.worktree ?? within;
  const commits = basesOf(pull, env, checkout);
  const inGit = commits.map((id) => objects && new CommitFiles(objects, id)).find((files) => files?.isThere === true);
  const [commit = pull.base] = inGit === undefined ? commits : commits.filter((id) => objects?.read(id, LARGEST));
  const api = new CommitThroughApi(github, pull, commit);
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
      return inCheckout(path, most) ?? (await api.read(insideOf(path)));
    },
    async namesIn(path) {
      const inside = insideOf(path);
      const names = inGit?.namesIn(inside) ?? "unknown";
      return names === "unknown" ? api.namesIn(inside) : names;
    },
  };
}

/**
 * The folder on the way from the workspace to another one where the first link stands, else that folder: where a link
 * leads is for the work tree to say that it is part of, into another repository's checkout too.
 */
function beforeLinks(root: string, folder: string): string {
  let at = root;
  for (const name of relative(root, resolve(root, folder)).split(sep)) {
    const next = join(at, name);
    if (lstatSync(next, { throwIfNoEntry: false })?.isDirectory() !== true) return at;
    at = next;
  }
  return at;
}

/**
 * Refuses a checkout of the base. `pull_request_target` has that unless it is told otherwise, and a check of it passes
 * whatever the change is.
 *
 * @throws ConfigurationError
 */
export function refuseBase(folder: string, pull: PullRequest, env: Environment): void {
  const { git } = checkoutAround(folder) ?? {};
  if (git === undefined || isOfOthers(git, pull, env)) return;
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
  if (found.kind === "link") return LED_OUT;
  return files.read(found, most);
}

/** No policy and no commit has more to say. Bytes. */
const LARGEST = 1024 * 1024;
const OUTSIDE: Unread = { why: "outside", words: "lies outside of the repository" };
