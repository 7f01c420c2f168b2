/**
 * Issues of GitHub's API on loopback. Each request, and each answer of its own, is held against GitHub's published OpenAPI
 * description (`github-openapi/`).
 */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { onTestFinished } from "vitest";
import { arrayOf, isObject, objectOf, parseJson } from "./json.ts";

type Json = Record<string, unknown>;

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

export interface Call {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: Json | undefined;
}

interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
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

export interface RunningIssuesApi {
  readonly url: string;
  readonly issues: StoredIssue[];
  readonly calls: readonly Call[];
  /** What is against GitHub's description. */
  readonly faults: readonly string[];
}

export const WORKFLOW_TOKEN = { login: "github-actions[bot]", type: "Bot" } as const;

/** Stops when the test ends. */
export async function startIssuesApi(api: IssuesApi = {}): Promise<RunningIssuesApi> {
  const issues = (api.issues ?? []).map((issue, at) => stored({ number: at + 1, ...issue }));
  const calls: Call[] = [];
  const faults: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const sent = await text(request);
      const url = new URL(request.url ?? "/", "http://x");
      const body = sent === "" ? undefined : objectOf(parseJson(sent));
      const call = { method: request.method ?? "", path: `${url.pathname}${url.search}`, body };
      calls.push(call);
      const operation = operationOf(call.method, url.pathname);
      const found = faultsOf(operation, url, body);
      faults.push(...found.map((fault) => `${call.method} ${call.path}: ${fault}`));
      api.before?.(call, issues);
      const refusal = api.refuse?.(call, calls.filter((one) => one.path === call.path).length);
      const answer = refusal ?? (found.length > 0 ? { status: 400 } : answerTo(api, issues, operation, url, body));
      const content = "content" in answer ? answer.content : { message: refusal?.message ?? "no" };
      if ("content" in answer) {
        faults.push(
          ...answerFaults(operation, answer.status, content).map((fault) => `answer to ${call.path}: ${fault}`),
        );
      }
      const headers = "headers" in answer ? answer.headers : {};
      response.writeHead(answer.status, { "content-type": "application/json; charset=utf-8", ...headers });
      response.end(JSON.stringify(content));
    })().catch((error: unknown) => {
      faults.push(String(error));
      response.writeHead(500).end();
    });
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, "listening");
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, issues, calls, faults };
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

// ── The description ─────────────────────────────────────────────────────────

const description = objectOf(parseJson(readFileSync(join(import.meta.dirname, "github-openapi/issues.json"), "utf8")));
const ajv = new Ajv({ strict: false, coerceTypes: false, validateFormats: true });
formats.default(ajv);
ajv.addSchema(objectOf(withNull(description)), "github");

/** `nullable` of OpenAPI 3.0 as JSON Schema says it. */
function withNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNull);
  if (!isObject(value)) return value;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withNull(one)]));
  return nullable === true ? { anyOf: [{ type: "null" }, rest] } : rest;
}

interface Operation {
  readonly template: string;
  readonly method: string;
  readonly path: Readonly<Record<string, string>>;
}

/** The operation that a path and a method name. */
function operationOf(method: string, path: string): Operation | undefined {
  for (const template of Object.keys(objectOf(description["paths"]))) {
    const pattern = new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
    const found = pattern.exec(path);
    const known = objectOf(objectOf(description["paths"])[template])[method.toLowerCase()];
    if (found !== null && known !== undefined)
      return { template, method: method.toLowerCase(), path: found.groups ?? {} };
  }
  return undefined;
}

const pointer = ({ template, method }: Operation): string =>
  `github#/paths/${template.replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D")}/${method}`;
const described = ({ template, method }: Operation): Json =>
  objectOf(objectOf(objectOf(description["paths"])[template])[method]);

const compiled = new Map<string, ValidateFunction>();

function schemaFaults(reference: string, value: unknown): readonly string[] {
  const validate = compiled.get(reference) ?? ajv.compile({ $ref: reference });
  compiled.set(reference, validate);
  return validate(value) ? [] : [ajv.errorsText(validate.errors)];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly reference: string;
  readonly type: unknown;
}

function parametersOf(operation: Operation): readonly Parameter[] {
  const all = described(operation)["parameters"];
  return (Array.isArray(all) ? (all as unknown[]) : []).map((one, at) => {
    const { $ref: shared } = objectOf(one);
    const reference = typeof shared === "string" ? `github${shared}` : `${pointer(operation)}/parameters/${at}`;
    const name = typeof shared === "string" ? shared.split("/").at(-1) : undefined;
    const whole =
      name === undefined ? objectOf(one) : objectOf(objectOf(objectOf(description["components"])["parameters"])[name]);
    return {
      name: String(whole["name"]),
      in: String(whole["in"]),
      required: whole["required"] === true,
      reference: `${reference}/schema`,
      type: objectOf(whole["schema"])["type"],
    };
  });
}

function faultsOf(operation: Operation | undefined, url: URL, body: Json | undefined): readonly string[] {
  if (operation === undefined) return ["there is no such operation"];
  const parameters = parametersOf(operation);
  const given: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    path: operation.path,
    query: Object.fromEntries(url.searchParams),
  };
  const known = new Set(parameters.filter((one) => one.in === "query").map(({ name }) => name));
  return [
    ...[...url.searchParams.keys()].filter((name) => !known.has(name)).map((name) => `no parameter ${name}`),
    ...parameters.flatMap(({ name, in: where, required, reference, type }) => {
      const text = given[where]?.[name];
      if (text === undefined) return required ? [`parameter ${name} is missing`] : [];
      const value = type === "integer" && /^\d+$/.test(text) ? Number(text) : decodeURIComponent(text);
      return schemaFaults(reference, value).map((fault) => `${name}: ${fault}`);
    }),
    ...bodyFaults(operation, body),
  ];
}

function bodyFaults(operation: Operation, body: Json | undefined): readonly string[] {
  const { requestBody } = described(operation);
  if (requestBody === undefined) return body === undefined ? [] : ["it takes no body"];
  if (body === undefined) return objectOf(requestBody)["required"] === true ? ["the body is missing"] : [];
  const schema = objectOf(objectOf(objectOf(objectOf(requestBody)["content"])["application/json"])["schema"]);
  const known = Object.keys(objectOf(schema["properties"]));
  return [
    ...Object.keys(body)
      .filter((name) => !known.includes(name))
      .map((name) => `the body takes no ${name}`),
    ...schemaFaults(`${pointer(operation)}/requestBody/content/application~1json/schema`, body),
    // Not in the description: https://github.com/orgs/community/discussions/27190 and what the API answers (422).
    ...(typeof body["body"] === "string" && body["body"].length > 65_536 ? ["body is too long"] : []),
  ];
}

function answerFaults(operation: Operation | undefined, status: number, content: unknown): readonly string[] {
  if (operation === undefined) return [];
  return schemaFaults(`${pointer(operation)}/responses/${status}/content/application~1json/schema`, content);
}

// ── The answers ─────────────────────────────────────────────────────────────

interface Answer {
  readonly status: number;
  readonly content: unknown;
}

function answerTo(
  api: IssuesApi,
  issues: StoredIssue[],
  operation: Operation | undefined,
  url: URL,
  body: Json = {},
): Answer | Refusal {
  const author = api.author ?? WORKFLOW_TOKEN;
  const { template = "", method = "", path = {} } = operation ?? {};
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

const example = (name: string): Json =>
  objectOf(objectOf(objectOf(objectOf(description["components"])["examples"])[name])["value"]);

const person = ({ login, type }: StoredIssue["author"]): Json => ({
  ...objectOf(example("issue")["user"]),
  login,
  type,
});

/** What the answer about oneself has beyond a simple user; the description has no example of its own here. */
const PRIVATE: Json = {
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
