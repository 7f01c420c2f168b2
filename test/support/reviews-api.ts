/** Reviews of a pull request on GitHub's API on loopback, over a real repository: what is in the diff is what git says. */
import { expect, onTestFinished } from "vitest";
import {
  type Answer,
  type Call,
  example,
  type Json,
  type Operation,
  type Refusal,
  type RunningApi,
  startDescribedApi,
} from "./described-api.ts";
import { git } from "./git.ts";
import { person, PRIVATE, WORKFLOW_TOKEN } from "./issues-api.ts";
import { arrayOf, objectOf } from "./json.ts";

interface Person {
  readonly login: string;
  readonly type: "Bot" | "User";
}

export interface StoredComment {
  readonly id: number;
  body: string;
  readonly path: string;
  /** What stood on its lines. */
  readonly text: string;
  readonly author: Person;
  readonly answersTo?: number;
  isResolved: boolean;
  isFolded: boolean;
}

export interface StoredReview {
  readonly body: string;
  readonly commit: string;
  readonly comments: readonly StoredComment[];
}

export interface ReviewsApi {
  /** The repository, which has the branches `main` and `topic`. */
  readonly root: string;
  /** As whom the token writes. Default: the workflow's own. */
  readonly author?: Person;
  readonly refuse?: (call: Call, times: number) => Refusal | undefined;
  /** The token may resolve conversations: `contents: write`. */
  readonly mayResolve?: boolean;
  readonly hasNoGraphql?: boolean;
  readonly state?: "open" | "closed";
  readonly prefix?: string;
  /** Files whose diff GitHub finds too large. */
  readonly tooLarge?: readonly string[];
}

export interface RunningReviewsApi extends RunningApi {
  readonly reviews: StoredReview[];
  readonly comments: StoredComment[];
  /** Somebody says something: to a comment, or by themselves. */
  say(comment: Partial<StoredComment> & Pick<StoredComment, "body">): void;
}

/** Stops when the test ends; by then nothing that was asked of it, or answered by it, is against GitHub's description. */
export async function startReviewsApi(api: ReviewsApi): Promise<RunningReviewsApi> {
  const kept = new Kept(api);
  const running = await startDescribedApi({
    answer: (operation, url, body) => kept.answer(operation, url, body),
    refuse: api.refuse,
    prefix: api.prefix,
    graphql: api.hasNoGraphql === true ? () => ({ data: null, errors: [FORBIDDEN] }) : (body) => kept.graphql(body),
  });
  onTestFinished(() => expect(running.faults).toEqual([]));
  return { ...running, reviews: kept.reviews, comments: kept.comments, say: (comment) => kept.say(comment) };
}

/** What an entry of a listing has beyond what is told here. */
const ENTRY: Json = {
  additions: 1,
  deletions: 1,
  changes: 2,
  blob_url: "https://github.com/acme/readqc/blob/x/y",
  raw_url: "https://github.com/acme/readqc/raw/x/y",
  contents_url: "https://api.github.com/repos/acme/readqc/contents/y",
};

const FORBIDDEN = { type: "FORBIDDEN", message: "Resource not accessible by integration" };
const NOT_FOUND = { status: 404, message: "Not Found" };

class Kept {
  readonly reviews: StoredReview[] = [];
  readonly comments: StoredComment[] = [];
  readonly #api: ReviewsApi;
  readonly #author: Person;
  #listed: { readonly commits: string; readonly files: readonly Json[] } | undefined;

  constructor(api: ReviewsApi) {
    this.#api = api;
    this.#author = api.author ?? WORKFLOW_TOKEN;
  }

  say(comment: Partial<StoredComment> & Pick<StoredComment, "body">): void {
    const first = this.comments.find(({ id }) => id === comment.answersTo);
    this.comments.push({
      path: first?.path ?? "Dockerfile",
      text: first?.text ?? "",
      author: { login: "ann", type: "User" },
      isResolved: false,
      isFolded: false,
      ...comment,
      id: this.#nextId(),
    });
  }

  #nextId(): number {
    return Math.max(2_200_000_000, ...this.comments.map(({ id }) => id)) + 1;
  }

  get #head(): string {
    return git(this.#api.root, "rev-parse", "topic").trim();
  }

  answer(operation: Operation, url: URL, body: Json): Answer | Refusal {
    const { template, method, path } = operation;
    if (template === "/user") {
      if (this.#author.type === "Bot") return { status: 403, message: "Resource not accessible by integration" };
      return { status: 200, content: { ...person(this.#author), ...PRIVATE } };
    }
    if (template.includes("/pulls/comments/")) return this.#change(method, path["comment_id"], body);
    if (path["pull_number"] !== "7") return NOT_FOUND;
    if (template.endsWith("/files")) return { status: 200, content: paged(this.#files(), url) };
    if (template.endsWith("/comments"))
      return { status: 200, content: paged(this.comments, url).map((one) => this.#shown(one)) };
    if (template.endsWith("/reviews")) return this.#review(body);
    const whole = example("pull-request");
    const head = { ...objectOf(whole["head"]), sha: this.#head };
    const state = this.#api.state ?? "open";
    // The description's own example of a team is not what it asks for.
    return { status: 200, content: { ...whole, number: 7, state, head, requested_teams: [] } };
  }

  #files(): readonly Json[] {
    const commits = git(this.#api.root, "rev-parse", "main", "topic");
    if (this.#listed?.commits !== commits) this.#listed = { commits, files: this.#list() };
    return this.#listed.files;
  }

  /** As `git diff` has them. */
  #list(): Json[] {
    const { root, tooLarge = [] } = this.#api;
    const names = git(root, "diff", "--name-status", "--no-renames", "-z", "main...topic").split("\0").slice(0, -1);
    return Array.from({ length: names.length / 2 }, (_, at) => {
      const [status = "", path = ""] = names.slice(2 * at);
      const lines = git(root, "diff", "--no-renames", "main...topic", "--", path).split("\n");
      const start = lines.findIndex((line) => line.startsWith("@@"));
      const patch = lines.slice(start, lines.at(-1) === "" ? -1 : undefined).join("\n");
      const hasPatch = start !== -1 && !tooLarge.includes(utf8(path));
      const id = status === "D" ? "0".repeat(40) : git(root, "rev-parse", `topic:${path}`).trim();
      return {
        ...ENTRY,
        sha: id,
        filename: utf8(path),
        status: { A: "added", D: "removed" }[status] ?? "modified",
        patch: hasPatch ? utf8(patch) : undefined,
      };
    });
  }

  /** The numbers of the new lines that the diff of a file shows, hunk by hunk, counted line by line. */
  #hunksOf(path: string): number[][] {
    const { patch } = this.#files().find((one) => one["filename"] === path) ?? {};
    const hunks: number[][] = [];
    let line = 0;
    for (const text of (typeof patch === "string" ? patch : "").split("\n")) {
      const head = /^@@ -\S+ \+(\d+)/.exec(text);
      if (head !== null) {
        line = Number(head[1]);
        hunks.push([]);
      } else if (text.startsWith("+") || text.startsWith(" ")) hunks.at(-1)?.push(line++);
    }
    return hunks;
  }

  #review(body: Json): Answer | Refusal {
    if (body["event"] === "COMMENT" && (body["body"] ?? "") === "") return refused("body can't be blank");
    const commit = String(body["commit_id"]);
    if (commit !== this.#head) return refused("commit_id is not part of the pull request");
    const made: StoredComment[] = [];
    for (const one of arrayOf(body["comments"]).map(objectOf)) {
      const [path, last] = [String(one["path"]), Number(one["line"])];
      const first = Number(one["start_line"] ?? last);
      const isRight = one["side"] === "RIGHT" && (one["start_line"] === undefined || one["start_side"] === "RIGHT");
      const hunk = this.#hunksOf(path).find((lines) => lines.includes(last));
      if (!isRight || hunk === undefined) return refused("Pull request review thread line must be part of the diff");
      if (one["start_line"] !== undefined && first >= last) return refused("start line must precede the end line");
      if (!hunk.includes(first)) return refused("start line must be part of the same hunk as the line");
      made.push({
        id: this.#nextId() + made.length,
        body: String(one["body"]),
        path,
        text: linesAt(this.#api.root, commit, path)
          .slice(first - 1, last)
          .join("\n"),
        author: this.#author,
        isResolved: false,
        isFolded: false,
      });
    }
    this.comments.push(...made);
    this.reviews.push({ body: String(body["body"]), commit, comments: made });
    const whole = example("pull-request-review");
    return { status: 200, content: { ...whole, body: body["body"], commit_id: commit, user: person(this.#author) } };
  }

  #change(method: string, id: string | undefined, body: Json): Answer | Refusal {
    const at = this.comments.findIndex((one) => String(one.id) === id);
    const comment = this.comments[at];
    if (comment === undefined) return NOT_FOUND;
    if (comment.author.login !== this.#author.login) return { status: 403, message: "Forbidden" };
    if (method === "delete") {
      this.comments.splice(at, 1);
      return { status: 204, content: null };
    }
    comment.body = String(body["body"]);
    return { status: 200, content: this.#shown(comment) };
  }

  /** Where its lines are now; GitHub loses a comment whose lines are not in the diff any more. */
  #placeOf({ path, text }: StoredComment): number | null {
    const now = linesAt(this.#api.root, this.#head, path);
    const size = text.split("\n").length;
    const at = now.findIndex((_, from) => now.slice(from, from + size).join("\n") === text);
    const last = at + size;
    return at !== -1 && this.#hunksOf(path).some((lines) => lines.includes(last)) ? last : null;
  }

  #shown(comment: StoredComment): Json {
    const { in_reply_to_id: _, ...whole } = example("pull-request-review-comment");
    return {
      ...whole,
      id: comment.id,
      node_id: nodeOf(comment),
      body: comment.body,
      path: comment.path,
      user: person(comment.author),
      line: this.#placeOf(comment) ?? undefined,
      start_line: null,
      ...(comment.answersTo !== undefined && { in_reply_to_id: comment.answersTo }),
    };
  }

  // ── GraphQL ─────────────────────────────────────────────────────────────

  graphql({ query, variables }: Json): { data: unknown; errors?: readonly unknown[] } {
    const { id, after } = objectOf(variables);
    const text = String(query);
    const first = this.comments.filter(({ answersTo }) => answersTo === undefined);
    const comment = first.find((one) => nodeOf(one) === id || threadOf(one) === id);
    if (text.includes("resolveReviewThread(")) {
      if (this.#api.mayResolve !== true || comment === undefined) return { data: null, errors: [FORBIDDEN] };
      comment.isResolved = true;
      return { data: { resolveReviewThread: { thread: { isResolved: true } } } };
    }
    if (text.includes("minimizeComment(")) {
      if (comment !== undefined) comment.isFolded = true;
      return { data: { minimizeComment: { minimizedComment: { isMinimized: true } } } };
    }
    // Two a page, so that there are pages.
    const from = Number(after ?? 0);
    const nodes = first.slice(from, from + 2).map((one) => ({
      id: threadOf(one),
      isResolved: one.isResolved,
      viewerCanResolve: this.#api.mayResolve === true && !one.isResolved,
      comments: { nodes: [{ id: nodeOf(one) }] },
    }));
    const pageInfo = { hasNextPage: from + 2 < first.length, endCursor: String(from + 2) };
    return { data: { repository: { pullRequest: { reviewThreads: { pageInfo, nodes } } } } };
  }
}

const refused = (message: string): Refusal => ({ status: 422, message: `Unprocessable Entity: "${message}"` });
const nodeOf = ({ id }: StoredComment): string => `PRRC_${id}`;
const threadOf = ({ id }: StoredComment): string => `PRRT_${id}`;
const utf8 = (bytes: string): string => Buffer.from(bytes, "latin1").toString("utf8");

function linesAt(root: string, commit: string, path: string): string[] {
  return utf8(git(root, "show", `${commit}:${Buffer.from(path).toString("latin1")}`)).split("\n");
}

function paged<T>(all: readonly T[], url: URL): readonly T[] {
  const [size, page] = [Number(url.searchParams.get("per_page") ?? 30), Number(url.searchParams.get("page") ?? 1)];
  return all.slice((page - 1) * size, page * size);
}
