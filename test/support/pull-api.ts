/** Check runs and comments of GitHub's API on loopback, as they are kept there. */
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
import { person, PRIVATE, WORKFLOW_TOKEN } from "./issues-api.ts";
import { arrayOf, objectOf } from "./json.ts";

interface Person {
  readonly login: string;
  readonly type: "Bot" | "User";
}

export interface StoredComment {
  readonly id: number;
  body: string;
  readonly author: Person;
}

export interface StoredCheckRun {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  conclusion: string;
  external_id: string;
  details_url: string;
  title: string;
  summary: string;
  /** Every one that was ever sent: none is taken away. */
  readonly annotations: Json[];
}

export interface PullApi {
  /** As whom the token writes. Default: the workflow's own. */
  readonly author?: Person;
  readonly refuse?: (call: Call, times: number) => Refusal | undefined;
  readonly before?: (call: Call, kept: Kept) => unknown;
  readonly comments?: readonly Partial<StoredComment>[];
  readonly prefix?: string;
  /** What is answered to whatever is written, against the description. */
  readonly oddly?: unknown;
}

interface Kept {
  readonly comments: StoredComment[];
  readonly checks: StoredCheckRun[];
}

export interface RunningPullApi extends RunningApi, Kept {}

/** Stops when the test ends; by then nothing that was asked of it, or answered by it, is against GitHub's description. */
export async function startPullApi(api: PullApi = {}): Promise<RunningPullApi> {
  const author = api.author ?? WORKFLOW_TOKEN;
  const kept: Kept = {
    comments: (api.comments ?? []).map((one, at) => ({
      id: at + 1,
      body: "hello",
      author: { login: "ann", type: "User" },
      ...one,
    })),
    checks: [],
  };
  const running = await startDescribedApi({
    answer: (operation, url, body) => answerTo(kept, author, operation, url, body),
    refuse: api.refuse,
    before: (call) => api.before?.(call, kept),
    prefix: api.prefix,
    oddly: api.oddly,
  });
  onTestFinished(() => expect(running.faults).toEqual([]));
  return { ...running, ...kept };
}

/** A token of a fork's pull request: it reads. */
export const readOnly = ({ method }: Call): Refusal | undefined =>
  method === "GET" ? undefined : { status: 403, message: "Resource not accessible by integration" };

const NOT_FOUND = { status: 404, message: "Not Found" };

function answerTo(kept: Kept, author: Person, operation: Operation, url: URL, body: Json): Answer | Refusal {
  const { template, method, path } = operation;
  if (template === "/user") {
    if (author.type === "Bot") return { status: 403, message: "Resource not accessible by integration" };
    return { status: 200, content: { ...person(author), ...PRIVATE } };
  }
  if (template.includes("check-runs")) return ofChecks(kept, operation, url, body);
  if (template.endsWith("/issues/{issue_number}/comments")) {
    if (path["issue_number"] !== "7") return NOT_FOUND;
    if (method === "get") return { status: 200, content: paged(kept.comments, url).map(shownComment) };
    const made = { id: nextId(kept.comments), body: String(body["body"]), author };
    kept.comments.push(made);
    return { status: 201, content: shownComment(made) };
  }
  const at = kept.comments.findIndex(({ id }) => String(id) === path["comment_id"]);
  const comment = kept.comments[at];
  if (comment === undefined) return NOT_FOUND;
  if (method === "delete") {
    kept.comments.splice(at, 1);
    return { status: 204, content: null };
  }
  comment.body = String(body["body"]);
  return { status: 200, content: shownComment(comment) };
}

function ofChecks({ checks }: Kept, { template, method, path }: Operation, url: URL, body: Json): Answer | Refusal {
  if (template.includes("/commits/")) {
    const name = url.searchParams.get("check_name");
    const all = checks.filter((run) => run.head_sha === path["ref"] && (name === null || run.name === name));
    return {
      status: 200,
      content: { total_count: all.length, check_runs: paged(all.toReversed(), url).map(shownCheck) },
    };
  }
  if (method === "post") {
    const made = {
      id: nextId(checks),
      name: String(body["name"]),
      head_sha: String(body["head_sha"]),
      conclusion: "",
      external_id: "",
      details_url: "",
      title: "",
      summary: "",
      annotations: [],
    };
    checks.push(changed(made, body));
    return { status: 201, content: shownCheck(made) };
  }
  const run = checks.find(({ id }) => String(id) === path["check_run_id"]);
  if (run === undefined) return NOT_FOUND;
  if (template.endsWith("/annotations"))
    return { status: 200, content: paged(run.annotations, url).map(shownAnnotation) };
  return { status: 200, content: shownCheck(changed(run, body)) };
}

function changed(run: StoredCheckRun, body: Json): StoredCheckRun {
  const output = objectOf(body["output"]);
  const { conclusion, external_id, details_url } = body;
  run.annotations.push(...arrayOf(output["annotations"] ?? []).map(objectOf));
  const said = { conclusion, external_id, details_url, title: output["title"], summary: output["summary"] };
  return Object.assign(run, Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)));
}

const nextId = (all: readonly { readonly id: number }[]): number => Math.max(0, ...all.map(({ id }) => id)) + 1;

function paged<T>(all: readonly T[], url: URL): readonly T[] {
  const [size, page] = [Number(url.searchParams.get("per_page") ?? 30), Number(url.searchParams.get("page") ?? 1)];
  return all.slice((page - 1) * size, page * size);
}

const shownComment = ({ id, body, author }: StoredComment): Json => ({
  ...example("issue-comment"),
  id,
  body,
  html_url: `https://github.com/acme/readqc/pull/7#issuecomment-${id}`,
  user: person(author),
});

const shownCheck = ({
  id,
  name,
  head_sha,
  conclusion,
  external_id,
  details_url,
  annotations,
  title,
  summary,
}: StoredCheckRun): Json => ({
  ...example("check-run"),
  id,
  name,
  head_sha,
  external_id,
  details_url: details_url === "" ? null : details_url,
  html_url: `https://github.com/acme/readqc/runs/${id}`,
  conclusion,
  output: {
    title,
    summary,
    text: null,
    annotations_count: annotations.length,
    annotations_url: `https://api.github.com/repos/acme/readqc/check-runs/${id}/annotations`,
  },
});

const shownAnnotation = (annotation: Json): Json => ({
  start_column: null,
  end_column: null,
  raw_details: null,
  blob_href: "https://api.github.com/repos/acme/readqc/git/blobs/1",
  ...annotation,
});
