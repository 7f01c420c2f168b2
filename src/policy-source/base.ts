/**
 * The files of a policy as they are on the base of a pull request: out of git where the checkout has that commit, else
 * through GitHub's API. What the pull request itself says of them does not count.
 */
import { lstatSync } from "node:fs";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import { basesOf, type Checkout, checkoutAround, isOfOthers } from "../base/checkout.ts";
import { ConfigurationError } from "../errors.ts";
import { isBelow, realOf } from "../files/inside.ts";
import { isAbsent, type Unread } from "../files/read.ts";
import { CommitFiles, type InSubmodule } from "../git/commit.ts";
import { type GitDirectory, gitDirectoryIn, isOfSubmodule } from "../git/directory.ts";
import { GitObjects } from "../git/objects.ts";
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
  const workspace = realOf(root);
  const checkout = ownCheckout(workspace, beforeLinks(workspace, folder));
  const { git, objects } = checkout ?? {};
  if (git !== undefined && isOfOthers(git, pull, env)) return undefined;
  const worktree = git?.worktree ?? workspace;
  const commits = basesOf(pull, env, checkout);
  const inGit = commits.map((id) => objects && new CommitFiles(objects, id)).find((files) => files?.isThere === true);
  const [commit = pull.base] = inGit === undefined ? commits : commits.filter((id) => objects?.read(id, LARGEST));
  const api = new CommitThroughApi(github, pull, commit);
  const insideOf = (path: string): string => relative(worktree, path).split(sep).join("/");
  const around = insideOf(resolve(workspace, folder));
  const inCheckout = (path: string, most = LARGEST): Found | undefined => {
    const inside = insideOf(path);
    if (/^\.\.(?:\/|$)/.test(inside) || posix.isAbsolute(inside)) return OUTSIDE;
    return inGit && readCommitted({ files: inGit, worktree }, inside, most);
  };
  const throughApi = async (path: string, most = LARGEST): Promise<Found> => {
    const found = await api.read(path);
    return isInSubmodule(found) ? readSubmodule(worktree, found, most) : found;
  };
  return {
    commit,
    inCheckout(path) {
      const found = inCheckout(path);
      return isInSubmodule(found) ? undefined : found;
    },
    async read(path, most) {
      const found =
        inCheckout(path, most) ?? (await firstThere(pathsOf(insideOf(path), around, git), throughApi, most));
      if (isInSubmodule(found)) throw lacking(found);
      return found;
    },
    async namesIn(path) {
      const inside = insideOf(path);
      const names = inGit?.namesIn(inside) ?? "unknown";
      return names === "unknown" ? api.namesIn(inside) : names;
    },
  };
}

/** What is read of a path; or the submodule that has it, of which the checkout does not have the commit. */
type Found = Buffer | Unread | InSubmodule;

function isInSubmodule(found: Found | undefined): found is InSubmodule {
  return found !== undefined && "kind" in found;
}

/**
 * The work tree that a folder is part of; of a submodule that of the repository which has it, as that says which commit of
 * it counts: the pull request may name another one.
 */
function ownCheckout(workspace: string, folder: string): Checkout | undefined {
  const found = checkoutAround(folder);
  if (found === undefined) return undefined;
  const { worktree } = found.git;
  if (!isOfSubmodule(found.git) || worktree === workspace || !isBelow(workspace, worktree)) return found;
  return ownCheckout(workspace, dirname(worktree)) ?? found;
}

/**
 * Where the repository may have what lies at a path of the workspace: without git nobody says into which of the folders
 * around the file that the workflow names it was checked out.
 */
function pathsOf(path: string, folder: string, git: GitDirectory | undefined): readonly string[] {
  const names = git === undefined ? folder.split("/") : [];
  const around = names.map((_, at) => `${names.slice(0, at + 1).join("/")}/`);
  return [path, ...around.flatMap((front) => (path.startsWith(front) ? [path.slice(front.length)] : []))];
}

async function firstThere(
  paths: readonly string[],
  read: (path: string, most?: number) => Promise<Found>,
  most?: number,
): Promise<Found> {
  for (const path of paths) {
    const found = await read(path, most);
    if (isInSubmodule(found) || !isAbsent(found)) return found;
  }
  return ABSENT;
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

interface Committed {
  readonly files: CommitFiles;
  readonly worktree: string;
}

function readCommitted({ files, worktree }: Committed, path: string, most: number): Found | undefined {
  const found = files.follow(path);
  if (found === "unknown") return undefined;
  if (found !== "absent" && found.kind === "in submodule") return readSubmodule(worktree, found, most);
  if (found === "absent") return ABSENT;
  if (found.kind === "submodule" || found.kind === "folder") return { why: "folder", words: `is a ${found.kind}` };
  if (found.kind === "link") return LED_OUT;
  return files.read(found, most);
}

/** Out of what the checkout has of the submodule; itself where that is not the commit of the base. */
function readSubmodule(worktree: string, within: InSubmodule, most: number): Found {
  const git = gitDirectoryIn(join(worktree, within.path));
  if (git === undefined || "unreadable" in git) return within;
  const files = new CommitFiles(new GitObjects(git), within.id);
  return readCommitted({ files, worktree: git.worktree }, within.rest, most) ?? within;
}

function lacking({ path, id, rest }: InSubmodule): ConfigurationError {
  return new ConfigurationError(
    `What a pull request is judged by is read from its base, which has ${path}/${rest} in the submodule ${path} at ${id.slice(0, 12)}; the checkout does not have that commit. Give actions/checkout "submodules: true" and "fetch-depth: 0", or name the policy as owner/repo:path@ref.`,
  );
}

/** No policy and no commit has more to say. Bytes. */
const LARGEST = 1024 * 1024;
const OUTSIDE: Unread = { why: "outside", words: "lies outside of the repository" };
