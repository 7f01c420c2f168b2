/** Check runs of one repository, through GitHub's REST API. */
import { count, isObject, list, object, text } from "../text/json.ts";
import { A_PAGE, GitHubRefusal, Rest, type RestOptions } from "./rest.ts";

export type Conclusion = "success" | "failure";

export interface CheckRun {
  readonly id: number;
  readonly url: string;
  /** What its maker told it by. */
  readonly externalId: string;
  /** Any of GitHub's; empty while it is not completed. */
  readonly conclusion: string;
  /** How many annotations it has. */
  readonly annotations: number;
}

/** As GitHub takes and gives it: a path from the root of the repository on, lines and columns are 1-based, columns only of a place within one line. */
export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/** Of a check run: a line of text, then Markdown of at most 65,535 characters each. */
export interface CheckOutput {
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  readonly annotations?: readonly CheckAnnotation[];
}

/** What a completed one says. */
export interface CheckResult {
  readonly conclusion: Conclusion;
  readonly external_id?: string;
  readonly details_url?: string;
  /** RFC 3339, UTC. */
  readonly started_at?: string;
  readonly output: CheckOutput;
}

/** What GitHub takes in one request. */
export const MOST_AT_ONCE = 50;

/** Nobody has more of one name at one commit. */
const MOST_PAGES = 5;
const MOST_ANNOTATION_PAGES = 20;

export class Checks {
  readonly #rest: Rest;

  /**
   * @param token Of an app, such as the workflow's own, with `checks: write`.
   * @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
   * @param repository `acme/readqc`.
   */
  constructor(token: string, apiUrl: string, repository: string, options: Omit<RestOptions, "permission"> = {}) {
    this.#rest = new Rest(token, apiUrl, repository, { ...options, permission: "checks: write" });
  }

  /** All of a name at a commit (`GET /repos/{owner}/{repo}/commits/{ref}/check-runs`). @throws GitHubRefusal */
  async named(name: string, commit: string): Promise<readonly CheckRun[]> {
    const entries = await this.#rest.pages(
      `the check runs of ${commit.slice(0, 12)}`,
      MOST_PAGES,
      (page, client, request) =>
        client.rest.checks.listForRef({
          ...this.#rest.where,
          ref: commit,
          check_name: name,
          filter: "all",
          per_page: A_PAGE,
          page,
          request,
        }),
      (data) => list(object(data)?.["check_runs"]),
    );
    return entries.flatMap((entry) => checkRunOf(entry) ?? []);
  }

  /** `GET /repos/{owner}/{repo}/check-runs/{id}/annotations`. @throws GitHubRefusal */
  async annotationsOf({ id }: CheckRun): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const entries = await this.#rest.pages(
      `the annotations of check run ${id}`,
      MOST_ANNOTATION_PAGES,
      (page, client, request) =>
        client.rest.checks.listAnnotations({
          ...this.#rest.where,
          check_run_id: id,
          per_page: A_PAGE,
          page,
          request,
        }),
      list,
    );
    return entries.filter(isObject);
  }

  /** A completed one (`POST /repos/{owner}/{repo}/check-runs`). @throws GitHubRefusal */
  async create(name: string, commit: string, result: CheckResult): Promise<CheckRun> {
    const data = await this.#rest.write("a check run could not be made", (client, request) =>
      client.rest.checks.create({
        ...this.#rest.where,
        name,
        head_sha: commit,
        ...completed(result),
        request,
      }),
    );
    const made = checkRunOf(data);
    if (made === undefined) throw new GitHubRefusal("GitHub's answer to a new check run names none; see the checks.");
    return made;
  }

  /** Annotations are added to those that it has (`PATCH /repos/{owner}/{repo}/check-runs/{id}`). @throws GitHubRefusal */
  async update({ id }: CheckRun, result: CheckResult): Promise<void> {
    await this.#rest.write(`check run ${id} could not be changed`, (client, request) =>
      client.rest.checks.update({ ...this.#rest.where, check_run_id: id, ...completed(result), request }),
    );
  }
}

/** Fields of a request; the client's types take lists that may be written to. */
function completed({ output, ...result }: CheckResult): {
  readonly status: "completed";
  readonly conclusion: Conclusion;
  readonly output: Omit<CheckOutput, "annotations"> & { readonly annotations?: CheckAnnotation[] };
} {
  const { annotations, ...said } = output;
  return {
    ...result,
    status: "completed",
    output: { ...said, ...(annotations !== undefined && { annotations: [...annotations] }) },
  };
}

function checkRunOf(entry: unknown): CheckRun | undefined {
  const run = object(entry);
  const id = count(run?.["id"]);
  if (run === undefined || id === undefined) return undefined;
  return {
    id,
    url: text(run["html_url"]) ?? "",
    externalId: text(run["external_id"]) ?? "",
    conclusion: text(run["conclusion"]) ?? "",
    annotations: count(object(run["output"])?.["annotations_count"]) ?? 0,
  };
}
