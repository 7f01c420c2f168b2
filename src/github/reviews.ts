/** The diff, the review comments and their threads of one pull request, through GitHub's API. */
import { count, flag, list, object, text } from "../text/json.ts";
import { type Author, authorOf } from "./issues.ts";
import { A_PAGE, Rest, type RestOptions } from "./rest.ts";

/** What a pull request makes of one file. */
export interface ChangedFile {
  /** From the root of the repository on. */
  readonly path: string;
  /** Of its content at the head, as git names it. */
  readonly id: string;
  /** Its hunks as a unified diff without a head; absent for what is binary, and where GitHub finds it too large. */
  readonly patch?: string;
}

export interface ReviewComment {
  readonly id: number;
  /** By which GraphQL knows it. */
  readonly node: string;
  readonly body: string;
  readonly author: Author;
  /** Where it stands in the newest diff; absent: its lines are not there any more. */
  readonly line?: number;
  /** To which comment it answers. */
  readonly answersTo?: number;
}

/** One comment of a review that is to be written, on lines of the head. */
export interface NewComment {
  readonly path: string;
  /** The first and the last of its lines. */
  readonly lines: readonly [first: number, last: number];
  readonly body: string;
}

/** The conversation that begins with a comment. */
export interface Thread {
  readonly id: string;
  /** The comment, by its `node`. */
  readonly first: string;
  readonly isResolved: boolean;
  readonly isResolvable: boolean;
}

/** GitHub lists no more than 3,000 files. */
const MOST_FILE_PAGES = 30;
const MOST_COMMENT_PAGES = 30;
const MOST_THREAD_PAGES = 30;

export class Reviews {
  readonly #rest: Rest;
  readonly #number: number;

  /**
   * @param token Needs `pull-requests: write`.
   * @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
   * @param repository `acme/readqc`.
   * @param number Of the pull request.
   */
  constructor(
    token: string,
    apiUrl: string,
    { repository, number }: { readonly repository: string; readonly number: number },
    options: Omit<RestOptions, "permission"> = {},
  ) {
    this.#rest = new Rest(token, apiUrl, repository, { ...options, permission: "pull-requests: write" });
    this.#number = number;
  }

  /** Of the token's user; undefined for that of an app. @throws GitHubRefusal */
  login(): Promise<string | undefined> {
    return this.#rest.login();
  }

  /** The newest commit of it, and whether it is open still (`GET /repos/{owner}/{repo}/pulls/{number}`). @throws GitHubRefusal */
  async state(): Promise<{ readonly head: string; readonly isOpen: boolean }> {
    const data = await this.#rest.read(`pull request #${this.#number}`, (client, request) =>
      client.rest.pulls.get({ ...this.#rest.where, pull_number: this.#number, request }),
    );
    const pull = object(data);
    return { head: text(object(pull?.["head"])?.["sha"]) ?? "", isOpen: pull?.["state"] === "open" };
  }

  /** What it changes (`GET /repos/{owner}/{repo}/pulls/{number}/files`), without what it removes. @throws GitHubRefusal */
  async files(): Promise<readonly ChangedFile[]> {
    const entries = await this.#rest.pages(
      `the files of #${this.#number}`,
      MOST_FILE_PAGES,
      (page, client, request) =>
        client.rest.pulls.listFiles({
          ...this.#rest.where,
          pull_number: this.#number,
          per_page: A_PAGE,
          page,
          request,
        }),
      list,
    );
    return entries.flatMap((entry) => {
      const file = object(entry);
      const [path, id, patch] = [text(file?.["filename"]), text(file?.["sha"]), text(file?.["patch"])];
      if (path === undefined || id === undefined || file?.["status"] === "removed") return [];
      return [{ path, id, ...(patch !== undefined && { patch }) }];
    });
  }

  /** All, the oldest first (`GET /repos/{owner}/{repo}/pulls/{number}/comments`). @throws GitHubRefusal */
  async comments(): Promise<readonly ReviewComment[]> {
    const entries = await this.#rest.pages(
      `the review comments of #${this.#number}`,
      MOST_COMMENT_PAGES,
      (page, client, request) =>
        client.rest.pulls.listReviewComments({
          ...this.#rest.where,
          pull_number: this.#number,
          per_page: A_PAGE,
          page,
          request,
        }),
      list,
    );
    return entries.flatMap((entry) => commentOf(entry) ?? []);
  }

  /**
   * A review that neither approves nor asks for changes (`POST /repos/{owner}/{repo}/pulls/{number}/reviews`): all of its
   * comments are written, or none.
   *
   * @param commit Of which the lines are.
   * @throws GitHubRefusal
   */
  async create(commit: string, body: string, comments: readonly NewComment[]): Promise<void> {
    await this.#rest.write(`suggestions could not be written on #${this.#number}`, (client, request) =>
      client.rest.pulls.createReview({
        ...this.#rest.where,
        pull_number: this.#number,
        commit_id: commit,
        event: "COMMENT",
        body,
        comments: comments.map(({ path, lines: [first, last], body: own }) => ({
          path,
          body: own,
          line: last,
          side: "RIGHT",
          // GitHub refuses a start that is the end.
          ...(first < last && { start_line: first, start_side: "RIGHT" }),
        })),
        request,
      }),
    );
  }

  /** `PATCH /repos/{owner}/{repo}/pulls/comments/{id}`. @throws GitHubRefusal */
  async update({ id }: ReviewComment, body: string): Promise<void> {
    await this.#rest.write(`a suggestion on #${this.#number} could not be changed`, (client, request) =>
      client.rest.pulls.updateReviewComment({ ...this.#rest.where, comment_id: id, body, request }),
    );
  }

  /** `DELETE /repos/{owner}/{repo}/pulls/comments/{id}`. @throws GitHubRefusal */
  async remove({ id }: ReviewComment): Promise<void> {
    await this.#rest.write(`a suggestion on #${this.#number} could not be removed`, (client, request) =>
      client.rest.pulls.deleteReviewComment({ ...this.#rest.where, comment_id: id, request }),
    );
  }

  // ── GraphQL: what REST has not ────────────────────────────────────────────

  /** Its conversations (`reviewThreads`). @throws GitHubRefusal */
  async threads(): Promise<readonly Thread[]> {
    const found: Thread[] = [];
    let after: string | undefined;
    for (let page = 1; page <= MOST_THREAD_PAGES; page += 1) {
      const data = await this.#graphql("read", `the conversations of #${this.#number}`, THREADS, {
        ...this.#rest.where,
        number: this.#number,
        after: after ?? null,
      });
      const threads = object(object(object(object(data)?.["repository"])?.["pullRequest"])?.["reviewThreads"]);
      found.push(...list(threads?.["nodes"]).flatMap((node) => threadOf(node) ?? []));
      const next = object(threads?.["pageInfo"]);
      after = next?.["hasNextPage"] === true ? text(next["endCursor"]) : undefined;
      if (after === undefined) break;
    }
    return found;
  }

  /** Resolves a conversation, for which GitHub asks for `contents: write` besides. @throws GitHubRefusal */
  async resolve({ id }: Thread): Promise<void> {
    await this.#graphql("write", `a conversation on #${this.#number} could not be resolved`, RESOLVE, { id });
  }

  /** Folds a comment away as resolved; its conversation stays open. @throws GitHubRefusal */
  async fold({ node }: ReviewComment): Promise<void> {
    await this.#graphql("write", `a comment on #${this.#number} could not be folded`, FOLD, { id: node });
  }

  #graphql(
    how: "read" | "write",
    what: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<unknown> {
    return this.#rest[how](what, async (client, request) => ({
      status: 200,
      data: await client.graphql<unknown>(query, { ...variables, request }),
    }));
  }
}

// Checked against GitHub's schema (@octokit/graphql-schema 15.26.1).

const THREADS = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id isResolved viewerCanResolve comments(first: 1) { nodes { id } } }
      }
    }
  }
}`;

const RESOLVE = `mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }`;

const FOLD = `mutation ($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } }
}`;

function threadOf(node: unknown): Thread | undefined {
  const thread = object(node);
  const id = text(thread?.["id"]);
  const first = text(object(list(object(thread?.["comments"])?.["nodes"])[0])?.["id"]);
  if (id === undefined || first === undefined) return undefined;
  return {
    id,
    first,
    isResolved: flag(thread?.["isResolved"]) ?? false,
    isResolvable: flag(thread?.["viewerCanResolve"]) ?? false,
  };
}

function commentOf(entry: unknown): ReviewComment | undefined {
  const comment = object(entry);
  const id = count(comment?.["id"]);
  if (comment === undefined || id === undefined) return undefined;
  const [line, answersTo] = [count(comment["line"]), count(comment["in_reply_to_id"])];
  return {
    id,
    node: text(comment["node_id"]) ?? "",
    body: text(comment["body"]) ?? "",
    author: authorOf(comment),
    ...(line !== undefined && { line }),
    ...(answersTo !== undefined && { answersTo }),
  };
}
