/** Issues of GitHub's API on loopback. */
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
import { arrayOf, objectOf } from "./json.ts";

export interface StoredIssue {
  readonly number: number;
  readonly title: string;
  body: string;
  state: "open" | "closed";
  state_reason: string | null;
  labels: string[];
  readonly author: { readonly login: string; readonly type: "Bot" | "User" };
  readonly comments: string[];
  readonly isPullRequest?: boolean;
}

export interface IssuesApi {
  /** As whom the token writes; a user can ask who it is, an app cannot. Default: the workflow's own. */
  readonly author?: StoredIssue["author"];
  /** In place of an answer. */
  readonly refuse?: (call: Call, times: number) => Refusal | undefined;
  /** Called before an answer is given: other audits come between. */
  readonly before?: (call: Call, issues: StoredIssue[]) => unknown;
  readonly issues?: readonly Partial<StoredIssue>[];
  /** What a stranger's labels come to: GitHub drops them without a word. */
  readonly dropsLabels?: boolean;
}

export interface RunningIssuesApi extends RunningApi {
  readonly issues: StoredIssue[];
}

export const WORKFLOW_TOKEN = { login: "github-actions[bot]", type: "Bot" } as const;

/** Stops when the test ends. */
export async function startIssuesApi(api: IssuesApi = {}): Promise<RunningIssuesApi> {
  const issues = (api.issues ?? []).map((issue, at) => stored({ number: at + 1, ...issue }));
  const running = await startDescribedApi({
    answer: (operation, url, body) => answerTo(api, issues, operation, url, body),
    refuse: api.refuse,
    before: (call) => api.before?.(call, issues),
  });
  return { ...running, issues };
}

export function stored(issue: Partial<StoredIssue> & { readonly number: number }): StoredIssue {
  return {
    title: "an issue",
    body: "",
    state: "open",
    state_reason: null,
    labels: ["wave-inspect"],
    author: WORKFLOW_TOKEN,
    comments: [],
    ...issue,
  };
}

function answerTo(
  api: IssuesApi,
  issues: StoredIssue[],
  { template, method, path }: Operation,
  url: URL,
  body: Json,
): Answer | Refusal {
  const author = api.author ?? WORKFLOW_TOKEN;
  if (template === "/user") {
    if (author.type === "Bot") return { status: 403, message: "Resource not accessible by integration" };
    return { status: 200, content: { ...person(author), ...PRIVATE } };
  }
  const issue = issues.find(({ number }) => String(number) === path["issue_number"]);
  if (template.endsWith("/comments") && issue !== undefined) {
    issue.comments.push(String(body["body"]));
    return { status: 201, content: { ...example("issue-comment"), body: body["body"], user: person(author) } };
  }
  if (method === "post") {
    const made = stored({
      number: Math.max(0, ...issues.map(({ number }) => number)) + 1,
      title: String(body["title"]),
      body: String(body["body"]),
      labels: api.dropsLabels === true ? [] : arrayOf(body["labels"]).map(String),
      author,
    });
    issues.push(made);
    return { status: 201, content: shown(made) };
  }
  if (method === "patch" && issue !== undefined) {
    Object.assign(issue, body);
    return { status: 200, content: shown(issue) };
  }
  return method === "get" && path["issue_number"] === undefined
    ? { status: 200, content: listed(issues, url.searchParams).map(shown) }
    : { status: 404, message: "Not Found" };
}

function listed(issues: readonly StoredIssue[], query: URLSearchParams): readonly StoredIssue[] {
  const state = query.get("state") ?? "open";
  const label = query.get("labels");
  const [size, page] = [Number(query.get("per_page") ?? 30), Number(query.get("page") ?? 1)];
  const found = issues.filter(
    (issue) => (state === "all" || issue.state === state) && (label === null || issue.labels.includes(label)),
  );
  const sorted = found.toSorted((a, b) =>
    query.get("direction") === "asc" ? a.number - b.number : b.number - a.number,
  );
  return sorted.slice((page - 1) * size, page * size);
}

export const person = ({ login, type }: StoredIssue["author"]): Json => ({
  ...objectOf(example("issue")["user"]),
  login,
  type,
});

/** What the answer about oneself has beyond a simple user; the description has no example of its own here. */
export const PRIVATE: Json = {
  name: null,
  company: null,
  blog: null,
  location: null,
  email: null,
  hireable: null,
  bio: null,
  public_repos: 0,
  public_gists: 0,
  followers: 0,
  following: 0,
  created_at: "2008-01-14T04:33:35Z",
  updated_at: "2008-01-14T04:33:35Z",
};

function shown({ number, title, body, state, state_reason, labels, author, isPullRequest }: StoredIssue): Json {
  const whole = example("issue");
  const { pull_request: pull, ...issue } = whole;
  return {
    ...issue,
    number,
    title,
    body,
    state,
    state_reason,
    html_url: `https://github.com/acme/readqc/issues/${number}`,
    labels: labels.map((name) => ({
      id: 1,
      node_id: "a",
      url: "https://api.github.com/",
      name,
      color: "ededed",
      default: false,
      description: null,
    })),
    user: person(author),
    ...(isPullRequest === true && { pull_request: pull }),
  };
}
