/** Comments on one pull request, through GitHub's REST API: there they are comments on an issue. */
import { count, list, object, text } from "../text/json.ts";
import { type Author, authorOf } from "./issues.ts";
import { A_PAGE, GitHubRefusal, Rest, type RestOptions } from "./rest.ts";

export interface Comment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  readonly author: Author;
}

/** GitHub takes no more than 2,500 on one pull request. */
const MOST_PAGES = 30;

export class Comments {
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

  /** All, the oldest first (`GET /repos/{owner}/{repo}/issues/{number}/comments`). @throws GitHubRefusal */
  async all(): Promise<readonly Comment[]> {
    const entries = await this.#rest.pages(
      `the comments on #${this.#number}`,
      MOST_PAGES,
      (page, client, request) =>
        client.rest.issues.listComments({
          ...this.#rest.where,
          issue_number: this.#number,
          per_page: A_PAGE,
          page,
          request,
        }),
      list,
    );
    return entries.flatMap((entry) => commentOf(entry) ?? []);
  }

  /** `POST /repos/{owner}/{repo}/issues/{number}/comments`. @throws GitHubRefusal */
  async create(body: string): Promise<Comment> {
    const data = await this.#rest.write(`a comment could not be written on #${this.#number}`, (client, request) =>
      client.rest.issues.createComment({ ...this.#rest.where, issue_number: this.#number, body, request }),
    );
    const made = commentOf(data);
    if (made === undefined)
      throw new GitHubRefusal("GitHub's answer to a new comment names none; see the pull request.");
    return made;
  }

  /** `PATCH /repos/{owner}/{repo}/issues/comments/{id}`. @throws GitHubRefusal */
  async update({ id }: Comment, body: string): Promise<void> {
    await this.#rest.write(`comment ${id} on #${this.#number} could not be changed`, (client, request) =>
      client.rest.issues.updateComment({ ...this.#rest.where, comment_id: id, body, request }),
    );
  }

  /** `DELETE /repos/{owner}/{repo}/issues/comments/{id}`. @throws GitHubRefusal */
  async remove({ id }: Comment): Promise<void> {
    await this.#rest.write(`comment ${id} on #${this.#number} could not be removed`, (client, request) =>
      client.rest.issues.deleteComment({ ...this.#rest.where, comment_id: id, request }),
    );
  }
}

function commentOf(entry: unknown): Comment | undefined {
  const comment = object(entry);
  const id = count(comment?.["id"]);
  if (comment === undefined || id === undefined) return undefined;
  return {
    id,
    url: text(comment["html_url"]) ?? "",
    body: text(comment["body"]) ?? "",
    author: authorOf(comment),
  };
}
