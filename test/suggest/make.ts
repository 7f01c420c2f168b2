/** A pull request that gets commit after commit, on an API that keeps its reviews; and what GitHub's button does. */
import { mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type ActionRun, runAction } from "../support/action.ts";
import { git } from "../support/git.ts";
import {
  type ReviewsApi,
  type RunningReviewsApi,
  startReviewsApi,
  type StoredComment,
} from "../support/reviews-api.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

export type Files = Readonly<Record<string, string | Buffer | null>>;

export interface RunOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly event?: "pull_request" | "merge_group" | "push";
  /** From which repository the change comes. */
  readonly from?: string;
  readonly ref?: string;
  /** What is checked out; GitHub's merge commit by default. */
  readonly checkout?: "merge" | "head";
  /** What earlier steps of the job do to the checkout. */
  readonly prepare?: (workspace: string) => unknown;
  /** In place of the newest commit: of an older run. */
  readonly head?: string;
}

export interface Checkout {
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  readonly event: { readonly name: string; readonly payload: object };
  readonly inputs: Readonly<Record<string, string>>;
}

export class PullRequest {
  readonly root: string;
  readonly api: RunningReviewsApi;

  private constructor(root: string, api: RunningReviewsApi) {
    this.root = root;
    this.api = api;
  }

  /** @param base Files of the base, and what the pull request makes of them. */
  static async open(base: Files, change: Files, options: Omit<ReviewsApi, "root"> = {}): Promise<PullRequest> {
    const root = await realpath(await repositoryOf({}));
    git(root, "init", "-q");
    git(root, "config", "uploadpack.allowAnySHA1InWant", "true");
    await write(root, base);
    commit(root, "base");
    git(root, "checkout", "-qb", "topic");
    const pull = new PullRequest(root, await startReviewsApi({ root, ...options }));
    await pull.push(change);
    return pull;
  }

  get head(): string {
    return git(this.root, "rev-parse", "topic").trim();
  }

  async push(change: Files): Promise<void> {
    git(this.root, "checkout", "-q", "topic");
    await write(this.root, change);
    commit(this.root, "change");
  }

  /** What the base gets meanwhile. */
  async merge(change: Files): Promise<void> {
    git(this.root, "checkout", "-q", "main");
    await write(this.root, change);
    commit(this.root, "others");
  }

  /** What is committed at a path of the change. */
  content(path: string): string {
    return Buffer.from(git(this.root, "show", `topic:${path}`), "latin1").toString("utf8");
  }

  /** The checkout of a run, with what the runner tells of it. */
  async checkout(options: RunOptions = {}): Promise<Checkout> {
    const { event = "pull_request", head = this.head, from = "acme/readqc" } = options;
    const base = git(this.root, "rev-parse", "main").trim();
    git(this.root, "checkout", "-q", "--detach", base);
    git(this.root, "merge", "-q", "--no-ff", "-m", "merge", head);
    const merged = git(this.root, "rev-parse", "HEAD").trim();
    const at = options.checkout === "head" ? head : merged;
    const workspace = join(await realpath(await scratch()), "workspace");
    await mkdir(workspace);
    git(workspace, "init", "-q");
    git(workspace, "remote", "add", "origin", "https://github.com/acme/readqc");
    git(workspace, "fetch", "-q", "--depth=1", `file://${this.root}`, at);
    git(workspace, "checkout", "-q", "--detach", at);
    await options.prepare?.(workspace);
    const pull = {
      number: 7,
      base: { ref: "main", sha: base, repo: repository("acme/readqc") },
      head: { ref: options.ref ?? "topic", sha: head, repo: repository(from) },
    };
    const payloads = {
      pull_request: { action: "synchronize", number: 7, pull_request: pull },
      merge_group: { action: "checks_requested", merge_group: { base_sha: base, head_sha: head } },
      push: { after: head },
    };
    return {
      workspace,
      env: { GITHUB_API_URL: this.api.url, GITHUB_SHA: at, GITHUB_HEAD_REF: options.ref ?? "topic", ...options.env },
      event: { name: event, payload: payloads[event] },
      inputs: { suggest: "true", "policy-from": "head", inspector: "registry", ...options.inputs },
    };
  }

  async run(options: RunOptions = {}): Promise<ActionRun> {
    return runAction({
      ...(await this.checkout(options)),
      scratch: await scratch(),
      token: options.token ?? "ghs_token",
    });
  }

  /** "Commit suggestion": the lines of the comment become those of its block, as GFM reads that; the conversation is resolved. */
  async take(comment: StoredComment): Promise<void> {
    const before = this.content(comment.path);
    const block = blockIn(comment.body);
    const text = before.endsWith(comment.text) && !comment.text.endsWith("\n") ? comment.text : `${comment.text}\n`;
    if (!before.includes(text)) throw new Error(`${comment.path} has no such lines any more`);
    const after = before.replace(text, () => (text.endsWith("\n") ? block : block.replace(/\n$/, "")));
    await this.push({ [comment.path]: after });
    comment.isResolved = true;
  }
}

/** The content of the fenced block of a suggestion: https://github.github.com/gfm/#fenced-code-blocks */
export function blockIn(body: string): string {
  const lines = body.split("\n");
  const start = lines.findIndex((line) => /^`{3,}suggestion$/.test(line));
  const fence = (/^`+/.exec(lines[start] ?? "") ?? [""])[0];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => new RegExp(`^ {0,3}\`{${fence.length},} *\r?$`).test(line));
  if (start === -1 || end === -1) throw new Error(`no block in ${body}`);
  return rest
    .slice(0, end)
    .map((line) => `${line}\n`)
    .join("");
}

const repository = (name: string) => ({ full_name: name, fork: name !== "acme/readqc" });

async function write(root: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    if (content === null) await rm(join(root, path));
    else await writeFile(join(root, path), content);
  }
}

function commit(root: string, message: string): void {
  git(root, "add", "-A");
  git(root, "commit", "-q", "--allow-empty", "-m", message);
}
