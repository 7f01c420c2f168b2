/** Issues of one repository, through GitHub's REST API. */
import { count, isObject, list, object, text } from "../text/json.ts";
import { A_PAGE, GitHubRefusal, Rest } from "./rest.ts";

export interface Issue {
  readonly number: number;
  readonly url: string;
  readonly body: string;
  readonly isOpen: boolean;
  readonly labels: readonly string[];
  readonly author: Author;
}

/** Who wrote something. */
export interface Author {
  readonly login: string;
  readonly isBot: boolean;
}

/** What is to be another; a field that is absent stays. */
export interface IssueChange {
  readonly body?: string;
  readonly state?: "open" | "closed";
  readonly state_reason?: "completed" | "not_planned" | "reopened";
}

/** More issues of one label nobody has. */
const MOST_PAGES = 20;

export class Issues {
  readonly #rest: Rest;

  /**
   * @param token Needs `issues: write`.
   * @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
   * @param repository `acme/readqc`.
   */
  constructor(token: string, apiUrl: string, repository: string) {
    this.#rest = new Rest(token, apiUrl, repository, {
      permission: "issues: write",
      why: [[410, "the repository has no issues; switch them on in its settings, or leave out issue: true"]],
    });
  }

  /** Of the token's user; undefined for that of an app. @throws GitHubRefusal */
  login(): Promise<string | undefined> {
    return this.#rest.login();
  }

  /**
   * All that have a label, open or closed, pull requests left out (`GET /repos/{owner}/{repo}/issues`): listed and not
   * searched for, since the index of the search comes after.
   *
   * @throws GitHubRefusal
   */
  async labelled(label: string): Promise<readonly Issue[]> {
    const entries = await this.#rest.pages(
      `the issues of ${this.#rest.repository}`,
      MOST_PAGES,
      (page, client, request) =>
        client.rest.issues.listForRepo({
          ...this.#rest.where,
          labels: label,
          state: "all",
          sort: "created",
          direction: "asc",
          per_page: A_PAGE,
          page,
          request,
        }),
      list,
    );
    return entries.flatMap((entry) => issueOf(entry) ?? []);
  }

  /** `POST /repos/{owner}/{repo}/issues`. A label that the repository lacks is made. @throws GitHubRefusal */
  async create(issue: { readonly title: string; readonly body: string; readonly label: string }): Promise<Issue> {
    const { title, body, label } = issue;
    const data = await this.#rest.write("an issue could not be opened", (client, request) =>
      client.rest.issues.create({ ...this.#rest.where, title, body, labels: [label], request }),
    );
    const made = issueOf(data);
    if (made === undefined) throw new GitHubRefusal("GitHub's answer to a new issue names none; see the issues.");
    return made;
  }

  /** `PATCH /repos/{owner}/{repo}/issues/{number}`. @throws GitHubRefusal */
  async update(number: number, change: IssueChange): Promise<void> {
    await this.#rest.write(`issue ${number} could not be changed`, (client, request) =>
      client.rest.issues.update({ ...this.#rest.where, issue_number: number, ...change, request }),
    );
  }

  /** `POST /repos/{owner}/{repo}/issues/{number}/comments`. @throws GitHubRefusal */
  async comment(number: number, body: string): Promise<void> {
    await this.#rest.write(`issue ${number} could not be commented on`, (client, request) =>
      client.rest.issues.createComment({ ...this.#rest.where, issue_number: number, body, request }),
    );
  }
}

function issueOf(entry: unknown): Issue | undefined {
  const issue = object(entry);
  const number = count(issue?.["number"]);
  if (issue === undefined || number === undefined || isObject(issue["pull_request"])) return undefined;
  return {
    number,
    url: text(issue["html_url"]) ?? "",
    body: text(issue["body"]) ?? "",
    isOpen: issue["state"] === "open",
    labels: list(issue["labels"]).flatMap((label) => text(label) ?? text(object(label)?.["name"]) ?? []),
    author: authorOf(issue),
  };
}

/** Of an issue, a comment or a review. */
export function authorOf(entry: Readonly<Record<string, unknown>>): Author {
  const user = object(entry["user"]);
  return { login: text(user?.["login"]) ?? "", isBot: user?.["type"] === "Bot" };
}
