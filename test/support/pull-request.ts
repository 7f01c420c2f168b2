/** A repository on "GitHub", a pull request against it, and its checkout as actions/checkout leaves it. */
import { once } from "node:events";
import { createServer } from "node:http";
import { cp, mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { type ActionRun, runAction } from "./action.ts";
import { git } from "./git.ts";
import { repositoryOf, scratch } from "./scratch.ts";

/** Path to content; null: the file is removed. */
export type Change = Readonly<Record<string, string | null>>;

export interface PullRequestOptions {
  readonly event?: "pull_request" | "pull_request_target" | "merge_group" | "push";
  /** How many commits actions/checkout fetches; 0: all. Default 1, as there. */
  readonly depth?: number;
  /** What is checked out: GitHub's merge commit by default. */
  readonly checkout?: "merge" | "head" | "base";
  readonly inputs?: Readonly<Record<string, string>>;
  /** `github.token`; empty: none. */
  readonly token?: string;
  /** GitHub shows nothing to the token. */
  readonly isHidden?: boolean;
  /** In place of the event's own. */
  readonly payload?: unknown;
  /** From which repository the change comes. */
  readonly from?: string;
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
  const base = committed(origin, "base");
  git(origin, "checkout", "-qb", "topic");
  await apply(origin, change);
  await options.touch?.(origin);
  const head = committed(origin, "change");
  const merge = git(origin, "commit-tree", `${head}^{tree}`, "-p", base, "-p", head, "-m", "merge").trim();
  git(origin, "branch", "merged", merge);
  git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");

  const workspace = join(await realpath(await scratch()), "workspace");
  await mkdir(workspace);
  const commit = { merge, head, base }[checkout];
  git(workspace, "init", "-q");
  git(workspace, "remote", "add", "origin", "https://github.com/acme/readqc");
  git(workspace, "fetch", "-q", ...(depth === 0 ? [] : [`--depth=${depth}`]), `file://${origin}`, commit);
  git(workspace, "checkout", "-q", "--detach", commit);
  await options.prepare?.(workspace);

  const api = await serveContents(origin, options.isHidden === true);
  const run = await runAction({
    workspace,
    scratch: await scratch(),
    token: options.token ?? "token-of-the-run",
    inputs: { inspector: "none", ...options.inputs },
    env: { GITHUB_API_URL: api.url, GITHUB_SHA: event === "pull_request_target" ? base : merge },
    event: { name: event, payload: options.payload ?? payloadOf(event, { base, head, from }) },
  });
  return { ...run, asked: api.asked, base };
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

/** GitHub's contents and commits API over a repository of git. */
async function serveContents(origin: string, isHidden: boolean): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://x");
    asked.push(decodeURIComponent(`${url.pathname}${url.search}`));
    const [, kind, rest = ""] = /^\/repos\/acme\/readqc\/(contents|git\/commits)\/(.*)$/.exec(url.pathname) ?? [];
    try {
      if (isHidden) throw new Error("hidden");
      const type = kind === "contents" ? "application/vnd.github.raw+json; charset=utf-8" : "application/json";
      const ref = url.searchParams.get("ref") ?? "HEAD";
      const body =
        kind === "contents"
          ? git(origin, "show", `${ref}:${decodeURIComponent(rest)}`)
          : JSON.stringify({ sha: git(origin, "rev-parse", `${rest}^{commit}`).trim() });
      response.writeHead(200, { "content-type": type }).end(Buffer.from(body, "latin1"));
    } catch {
      response.writeHead(404, { "content-type": "application/json" }).end('{"message":"Not Found"}');
    }
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, "listening");
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, asked };
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
