/** Issues of one repository, through GitHub's REST API. */
import type { getOctokit } from "@actions/github";
import { count, isObject, list, object, text } from "../text/json.ts";
import { limitOf, statusOf, wordsOf } from "./refusal.ts";

export interface Issue {
  readonly number: number;
  readonly url: string;
  readonly body: string;
  readonly isOpen: boolean;
  readonly labels: readonly string[];
  readonly author: { readonly login: string; readonly isBot: boolean };
}

/** What is to be another; a field that is absent stays. */
export interface IssueChange {
  readonly body?: string;
  readonly state?: "open" | "closed";
  readonly state_reason?: "completed" | "not_planned" | "reopened";
}

/** GitHub did not do what it was asked for; the message says why, and what to set. */
export class IssueRefusal extends Error {
  override readonly name = "IssueRefusal";
}

type Client = ReturnType<typeof getOctokit>;

/** For which one answer is waited. Milliseconds. */
const LONGEST = 30_000;
const A_PAGE = 100;
/** More issues of one label nobody has. */
const MOST_PAGES = 20;

/** The client is loaded with the first request. */
export class Issues {
  readonly #repository: string;
  readonly #where: { readonly owner: string; readonly repo: string };
  readonly #token: string;
  readonly #apiUrl: string;
  #client: Promise<Client> | undefined;

  /**
   * @param token Needs `issues: write`.
   * @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
   * @param repository `acme/readqc`.
   */
  constructor(token: string, apiUrl: string, repository: string) {
    const [owner = "", repo = ""] = repository.split("/");
    this.#repository = repository;
    this.#where = { owner, repo };
    this.#token = token;
    this.#apiUrl = apiUrl;
  }

  /**
   * The login of the token's user (`GET /user`); undefined for that of an app, such as the workflow's own, which GitHub
   * refuses this (403): what such a token writes is a bot's.
   */
  async login(): Promise<string | undefined> {
    try {
      const data = await this.#read("the user of the token", (client, request) =>
        client.rest.users.getAuthenticated({ request }),
      );
      return text(object(data)?.["login"]);
    } catch (error) {
      if (error instanceof IssueRefusal && statusOf(error.cause) === 403 && !isLimit(error.cause)) return undefined;
      throw error;
    }
  }

  /**
   * All that have a label, open or closed, pull requests left out (`GET /repos/{owner}/{repo}/issues`): listed and not
   * searched for, since the index of the search comes after.
   *
   * @throws IssueRefusal
   */
  async labelled(label: string): Promise<readonly Issue[]> {
    const found: Issue[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const data = await this.#read(`the issues of ${this.#repository}`, (client, request) =>
        client.rest.issues.listForRepo({
          ...this.#where,
          labels: label,
          state: "all",
          sort: "created",
          direction: "asc",
          per_page: A_PAGE,
          page,
          request,
        }),
      );
      const entries = Array.isArray(data) ? list(data) : [];
      found.push(...entries.flatMap((entry) => issueOf(entry) ?? []));
      if (entries.length < A_PAGE) break;
    }
    return found;
  }

  /** `POST /repos/{owner}/{repo}/issues`. A label that the repository lacks is made. @throws IssueRefusal */
  async create(issue: { readonly title: string; readonly body: string; readonly label: string }): Promise<Issue> {
    const { title, body, label } = issue;
    const data = await this.#write("an issue could not be opened", (client, request) =>
      client.rest.issues.create({ ...this.#where, title, body, labels: [label], request }),
    );
    const made = issueOf(data);
    if (made === undefined) throw new IssueRefusal("GitHub's answer to a new issue names none; see the issues.");
    return made;
  }

  /** `PATCH /repos/{owner}/{repo}/issues/{number}`. @throws IssueRefusal */
  async update(number: number, change: IssueChange): Promise<void> {
    await this.#write(`issue ${number} could not be changed`, (client, request) =>
      client.rest.issues.update({ ...this.#where, issue_number: number, ...change, request }),
    );
  }

  /** `POST /repos/{owner}/{repo}/issues/{number}/comments`. @throws IssueRefusal */
  async comment(number: number, body: string): Promise<void> {
    await this.#write(`issue ${number} could not be commented on`, (client, request) =>
      client.rest.issues.createComment({ ...this.#where, issue_number: number, body, request }),
    );
  }

  /** Asked twice where the server has a fault or says nothing. */
  async #read(what: string, ask: Asking): Promise<unknown> {
    const failed = `${what} could not be read`;
    try {
      return await this.#ask(ask, "follow");
    } catch (error) {
      const status = statusOf(error);
      if (typeof status === "number" && status < 500) throw this.#refusal(failed, error);
    }
    try {
      return await this.#ask(ask, "follow");
    } catch (error) {
      throw this.#refusal(failed, error);
    }
  }

  /** Asked once, and of this repository only: what was done although no answer came is not done twice. */
  async #write(failed: string, ask: Asking): Promise<unknown> {
    try {
      return await this.#ask(ask, "manual");
    } catch (error) {
      throw this.#refusal(failed, error);
    }
  }

  async #ask(ask: Asking, redirect: "follow" | "manual"): Promise<unknown> {
    this.#client ??= import("@actions/github").then((library) =>
      library.getOctokit(this.#token, { baseUrl: this.#apiUrl }),
    );
    const answer = await ask(await this.#client, { redirect, signal: AbortSignal.timeout(LONGEST) });
    if (answer.status >= 300) throw new Moved(answer);
    return answer.data;
  }

  #refusal(failed: string, error: unknown): IssueRefusal {
    const status = statusOf(error);
    const limit = limitOf(failed, error);
    if (limit !== undefined) return new IssueRefusal(limit, { cause: error });
    const why = typeof status === "number" ? WHY.get(status) : undefined;
    const words = why === undefined ? `(${String(status)}); the next run tries again` : `(${String(status)}): ${why}`;
    return new IssueRefusal(`${failed} ${words}.${wordsOf(error)}`, { cause: error });
  }
}

type Asking = (client: Client, request: object) => Promise<{ readonly status: number; readonly data: unknown }>;

/** A redirect, which nothing that writes follows. */
class Moved extends Error {
  readonly response: unknown;

  constructor(response: unknown) {
    super("moved");
    this.response = response;
  }
}

const PERMIT = "give the job `permissions: issues: write`, and a token that has it";

const WHY: ReadonlyMap<number, string> = new Map([
  [301, "it is in another repository by now"],
  [307, "it is in another repository by now"],
  [401, "the token is not valid; see the input github-token"],
  [403, PERMIT],
  [404, `GitHub does not show it to this token; ${PERMIT}`],
  [410, "the repository has no issues; switch them on in its settings, or leave out issue: true"],
  [422, "GitHub does not take it"],
]);

function isLimit(error: unknown): boolean {
  return limitOf("", error) !== undefined;
}

function issueOf(entry: unknown): Issue | undefined {
  const issue = object(entry);
  const [number, user] = [count(issue?.["number"]), object(issue?.["user"])];
  if (issue === undefined || number === undefined || isObject(issue["pull_request"])) return undefined;
  return {
    number,
    url: text(issue["html_url"]) ?? "",
    body: text(issue["body"]) ?? "",
    isOpen: issue["state"] === "open",
    labels: list(issue["labels"]).flatMap((label) => text(label) ?? text(object(label)?.["name"]) ?? []),
    author: { login: text(user?.["login"]) ?? "", isBot: user?.["type"] === "Bot" },
  };
}
