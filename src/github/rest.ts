/** Requests about one repository to GitHub's REST API, as one token may make them; refused in one wording. */
import type { getOctokit } from "@actions/github";
import { object, text } from "../text/json.ts";
import { limitOf, statusOf, wordsOf } from "./refusal.ts";

/** GitHub did not do what it was asked for; the message says why, and what to set. */
export class GitHubRefusal extends Error {
  override readonly name = "GitHubRefusal";
}

/** What there is to say of an error, of GitHub's doing or of ours. */
export function wordsOfError(error: unknown): string {
  return error instanceof GitHubRefusal ? error.message : String(error);
}

export type Client = ReturnType<typeof getOctokit>;

/** One request; `request` holds how it is sent and for how long. */
export type Asking = (client: Client, request: object) => Promise<{ readonly status: number; readonly data: unknown }>;

export interface RestOptions {
  /** What the requests need beyond reading: `checks: write`. */
  readonly permission: string;
  /** What else may be refused, by its status: a clause that says why, and what to do. */
  readonly why?: readonly (readonly [status: number, why: string])[];
  /** For which one answer is waited. Milliseconds; by default 30,000. */
  readonly longest?: number;
}

export const A_PAGE = 100;

/** The client is loaded with the first request. */
export class Rest {
  /** `acme/readqc`. */
  readonly repository: string;
  readonly where: { readonly owner: string; readonly repo: string };
  readonly #token: string;
  readonly #apiUrl: string;
  readonly #longest: number;
  readonly #why: ReadonlyMap<number, string>;
  #client: Promise<Client> | undefined;

  /**
   * @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
   * @param repository `acme/readqc`.
   */
  constructor(token: string, apiUrl: string, repository: string, options: RestOptions) {
    const [owner = "", repo = ""] = repository.split("/");
    this.repository = repository;
    this.where = { owner, repo };
    this.#token = token;
    this.#apiUrl = apiUrl;
    this.#longest = options.longest ?? 30_000;
    this.#why = new Map([...reasons(options.permission), ...(options.why ?? [])]);
  }

  /**
   * The login of the token's user (`GET /user`); undefined for that of an app, such as the workflow's own, which GitHub
   * refuses this (403): what such a token writes is a bot's.
   *
   * @throws GitHubRefusal
   */
  async login(): Promise<string | undefined> {
    try {
      const data = await this.read("the user of the token", (client, request) =>
        client.rest.users.getAuthenticated({ request }),
      );
      return text(object(data)?.["login"]);
    } catch (error) {
      const isApp = error instanceof GitHubRefusal && statusOf(error.cause) === 403 && !isLimit(error.cause);
      if (isApp) return undefined;
      throw error;
    }
  }

  /** Asked twice where the server has a fault or says nothing. `what`: what is read. @throws GitHubRefusal */
  async read(what: string, ask: Asking): Promise<unknown> {
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

  /**
   * All pages of a list, until one is not full. `most`: pages.
   *
   * @param entriesOf The entries that an answer has.
   * @throws GitHubRefusal
   */
  async pages(
    what: string,
    most: number,
    ask: (page: number, ...more: Parameters<Asking>) => ReturnType<Asking>,
    entriesOf: (data: unknown) => readonly unknown[],
  ): Promise<readonly unknown[]> {
    const found: unknown[] = [];
    for (let page = 1; page <= most; page += 1) {
      const entries = entriesOf(await this.read(what, (client, request) => ask(page, client, request)));
      found.push(...entries);
      if (entries.length < A_PAGE) break;
    }
    return found;
  }

  /**
   * Asked once, and of this repository only: what was done although no answer came is not done twice.
   *
   * @param failed What could not be done, in a clause.
   * @throws GitHubRefusal
   */
  async write(failed: string, ask: Asking): Promise<unknown> {
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
    const answer = await ask(await this.#client, { redirect, signal: AbortSignal.timeout(this.#longest) });
    if (answer.status >= 300) throw new Moved(answer);
    return answer.data;
  }

  #refusal(failed: string, error: unknown): GitHubRefusal {
    const status = statusOf(error);
    const limit = limitOf(failed, error);
    if (limit !== undefined) return new GitHubRefusal(limit, { cause: error });
    const why = typeof status === "number" ? this.#why.get(status) : undefined;
    const words = why === undefined ? `(${String(status)}); the next run tries again` : `(${String(status)}): ${why}`;
    return new GitHubRefusal(`${failed} ${words}.${wordsOf(error)}`, { cause: error });
  }
}

/** A redirect, which nothing that writes follows. */
class Moved extends Error {
  readonly response: unknown;

  constructor(response: unknown) {
    super("moved");
    this.response = response;
  }
}

function reasons(permission: string): readonly (readonly [number, string])[] {
  const permit = `give the job \`permissions: ${permission}\`, and a token that has it`;
  return [
    [301, "it is in another repository by now"],
    [307, "it is in another repository by now"],
    [401, "the token is not valid; see the input github-token"],
    [403, permit],
    [404, `GitHub does not show it to this token; ${permit}`],
    [422, "GitHub does not take it"],
  ];
}

function isLimit(error: unknown): boolean {
  return limitOf("", error) !== undefined;
}
