/** A repository on "GitHub", a pull request against it, and its checkout as actions/checkout leaves it. */
import { cp, mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type ActionRun, runAction } from "./action.ts";
import { git, gitReading } from "./git.ts";
import { type FakeGitHub, startGitHub } from "./github.ts";
import { repositoryOf, scratch } from "./scratch.ts";

/** Path to content; null: the file is removed. */
export type Change = Readonly<Record<string, string | null>>;

export interface PullRequestOptions {
  readonly event?: "pull_request" | "pull_request_target" | "merge_group" | "push" | "issue_comment" | "workflow_run";
  /** How many commits actions/checkout fetches; 0: all. Default 1, as there. */
  readonly depth?: number;
  /** What is checked out: GitHub's merge commit by default. */
  readonly checkout?: "merge" | "head" | "base";
  readonly inputs?: Readonly<Record<string, string>>;
  /** `github.token`; empty: none. */
  readonly token?: string;
  /** Address of GitHub's API. Default: one that has the files of the repository, and nothing else. */
  readonly api?: string;
  /** GitHub shows nothing to the token. */
  readonly isHidden?: boolean;
  /** The base has more files than GitHub lists. */
  readonly isTruncated?: boolean;
  /** What the base branch gets after the change was begun. */
  readonly later?: Change;
  /** In place of the event's own; a function gets the commits. */
  readonly payload?: unknown;
  /** From which repository the change comes. */
  readonly from?: string;
  /** What is done to the repository before its base is committed. */
  readonly lay?: (root: string) => unknown;
  /** What is done to the repository before its change is committed: links, submodules. */
  readonly touch?: (root: string) => unknown;
  /** What is done to the checkout, as earlier steps of the job would. */
  readonly prepare?: (workspace: string) => unknown;
}

export interface PullRequestRun extends ActionRun {
  /** What was asked of GitHub's API: paths with queries. */
  readonly asked: readonly string[];
  readonly base: string;
}

/** What actions/checkout fetches with everything. */
const BRANCHES = "+refs/heads/*:refs/remotes/origin/*";

async function apply(root: string, change: Change): Promise<void> {
  for (const [path, content] of Object.entries(change)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    if (content === null) await rm(join(root, path));
    else await writeFile(join(root, path), content);
  }
}

const committed = (root: string, message: string): string => {
  git(root, "add", "-A");
  git(root, "commit", "-q", "--allow-empty", "-m", message);
  return git(root, "rev-parse", "HEAD").trim();
};

/** Runs the action for a pull request that makes a change to files. */
export async function runPullRequest(
  files: Readonly<Record<string, string>>,
  change: Change,
  options: PullRequestOptions = {},
): Promise<PullRequestRun> {
  const { event = "pull_request", depth = 1, checkout = "merge", from = "acme/readqc" } = options;
  const origin = await realpath(await repositoryOf(files));
  git(origin, "init", "-q");
  await options.lay?.(origin);
  const first = committed(origin, "base");
  git(origin, "checkout", "-qb", "topic");
  await apply(origin, change);
  await options.touch?.(origin);
  const head = committed(origin, "change");
  const base = options.later === undefined ? first : await laterBase(origin, options.later);
  const merge = options.later === undefined ? mergedAsIs(origin, base, head) : merged(origin, base, head);
  git(origin, "branch", "merged", merge);
  git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");

  const workspace = join(await realpath(await scratch()), "workspace");
  await mkdir(workspace);
  const commit = { merge, head, base }[checkout];
  git(workspace, "init", "-q");
  git(workspace, "remote", "add", "origin", "https://github.com/acme/readqc");
  git(
    workspace,
    "fetch",
    "-q",
    ...(depth === 0 ? [] : [`--depth=${depth}`]),
    `file://${origin}`,
    commit,
    ...(depth === 0 ? [BRANCHES] : []),
  );
  git(workspace, "checkout", "-q", "--detach", commit);
  await options.prepare?.(workspace);

  const api = await startGitHub(
    options.isHidden === true
      ? {}
      : {
          commitOf: (_, ref) => shown(origin, "rev-parse", `${ref}^{commit}`)?.trim(),
          contentOf: (_, path, ref) => contentAt(origin, path, ref),
          treeOf: (_, commit) => (options.isTruncated === true ? "truncated" : treeOf(origin, commit)),
          blobOf: (_, id) => {
            const text = shown(origin, "cat-file", "blob", id);
            return text === undefined ? undefined : Buffer.from(text, "latin1");
          },
          mergeBaseOf: (_, one, other) => shown(origin, "merge-base", one, other)?.trim(),
        },
  );
  const run = await runAction({
    workspace,
    scratch: await scratch(),
    token: options.token ?? "token-of-the-run",
    inputs: { inspector: "none", ...options.inputs },
    env: { GITHUB_API_URL: options.api ?? api.url, GITHUB_SHA: ON_BASE.has(event) ? base : merge },
    event: { name: event, payload: givenPayload(options, { base, head }) ?? payloadOf(event, { base, head, from }) },
  });
  return { ...run, asked: api.asked.map(({ path }) => path), base };
}

/** Events that run on the default branch. */
const ON_BASE: ReadonlySet<string> = new Set(["pull_request_target", "issue_comment", "workflow_run"]);

function givenPayload({ payload }: PullRequestOptions, commits: { base: string; head: string }): unknown {
  return typeof payload === "function" ? payload(commits) : payload;
}

const repository = (name: string) => ({ full_name: name, fork: name !== "acme/readqc" });

function payloadOf(event: string, { base, head, from }: { base: string; head: string; from: string }): unknown {
  if (event === "merge_group") return { action: "checks_requested", merge_group: { base_sha: base, head_sha: head } };
  if (event === "push") return { after: head };
  return {
    action: "opened",
    number: 7,
    pull_request: {
      number: 7,
      base: { ref: "main", sha: base, repo: repository("acme/readqc") },
      head: { ref: "topic", sha: head, repo: repository(from) },
    },
  };
}

function mergedAsIs(origin: string, base: string, head: string): string {
  return git(origin, "commit-tree", `${head}^{tree}`, "-p", base, "-p", head, "-m", "merge").trim();
}

function merged(origin: string, base: string, head: string): string {
  git(origin, "checkout", "-q", "--detach", base);
  git(origin, "merge", "-q", "--no-ff", "-m", "merge", head);
  return git(origin, "rev-parse", "HEAD").trim();
}

async function laterBase(origin: string, change: Change): Promise<string> {
  git(origin, "checkout", "-q", "main");
  await apply(origin, change);
  return committed(origin, "later");
}

/** As GitHub's API lists a commit. */
function treeOf(origin: string, commit: string): { path: string; mode: string; sha: string }[] | undefined {
  const lines = shown(origin, "ls-tree", "-rtz", commit)?.split("\0").slice(0, -1);
  return lines?.map((line) => {
    const [, mode = "", sha = "", path = ""] = /^(\d+) \S+ (\S+)\t([^]*)$/.exec(line) ?? [];
    return { path: Buffer.from(path, "latin1").toString("utf8"), mode, sha };
  });
}

/** What GitHub shows of a path: it follows a link that is a file's, and none that is a folder's. */
function contentAt(origin: string, path: string, ref: string): ReturnType<NonNullable<FakeGitHub["contentOf"]>> {
  const [, kind, text = ""] =
    /^\S+ (\S+) \d+\n([^]*)$/.exec(
      gitReading(`${ref}:${path}\n`, origin, "cat-file", "--batch", "--follow-symlinks"),
    ) ?? [];
  const isLink = shown(origin, "ls-tree", ref, path)?.startsWith("120000 ") === true;
  const [, commit] = /^160000 commit (\S+)/.exec(shown(origin, "ls-tree", ref, path) ?? "") ?? [];
  if (commit !== undefined) return { type: "submodule", sha: commit };
  if (isLink && kind !== "blob") return { target: shown(origin, "show", `${ref}:${path}`) ?? "" };
  if (shown(origin, "cat-file", "-t", `${ref}:${path}`) === undefined) return undefined;
  if (kind === "blob") return Buffer.from(text.slice(0, -1), "latin1");
  const names = shown(origin, "ls-tree", "-z", "--name-only", `${ref}:${path}`)?.split("\0").slice(0, -1) ?? [];
  return names.map((name) => ({ name: Buffer.from(name, "latin1").toString("utf8") }));
}

/** What git prints; undefined where it has no such thing. */
function shown(origin: string, ...args: readonly string[]): string | undefined {
  try {
    return git(origin, ...args);
  } catch {
    return undefined;
  }
}

/** Another repository that the workflow checks out into a folder of the workspace. */
export async function checkedOutBeside(workspace: string, folder: string, name: string, files: Change): Promise<void> {
  const root = await realpath(await repositoryOf({}));
  await apply(root, files);
  git(root, "init", "-q");
  committed(root, "policies");
  git(root, "remote", "add", "origin", `https://github.com/${name}`);
  await cp(root, join(workspace, folder), { recursive: true });
}
