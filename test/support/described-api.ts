/**
 * GitHub's REST API on loopback. Each request, and each answer of its own, is held against GitHub's published OpenAPI
 * description (`github-openapi/`).
 */
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { onTestFinished } from "vitest";
import { isObject, objectOf, parseJson } from "./json.ts";

export type Json = Record<string, unknown>;

export interface Call {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: Json | undefined;
}

export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
}

export interface Answer {
  readonly status: number;
  readonly content: unknown;
}

export interface Operation {
  readonly template: string;
  readonly method: string;
  readonly path: Readonly<Record<string, string>>;
}

export interface DescribedApi {
  readonly answer: (operation: Operation, url: URL, body: Json) => Answer | Refusal;
  /** In place of an answer. `times`: how often this path was asked. */
  readonly refuse?: ((call: Call, times: number) => Refusal | undefined) | undefined;
  /** Called before an answer is given: others come between. */
  readonly before?: ((call: Call) => unknown) | undefined;
  /** What stands before the path of each call: `/api/v3` on GitHub Enterprise Server. */
  readonly prefix?: string | undefined;
  /** What answers to GraphQL, which the description does not have: all that stands in the `data` of an answer, or errors. */
  readonly graphql?: ((body: Json) => { readonly data: unknown; readonly errors?: readonly unknown[] }) | undefined;
  /** What is answered to whatever is written, against the description. */
  readonly oddly?: unknown;
}

export interface RunningApi {
  readonly url: string;
  readonly calls: readonly Call[];
  /** What is against GitHub's description. */
  readonly faults: readonly string[];
}

/** Stops when the test ends. */
export async function startDescribedApi(api: DescribedApi): Promise<RunningApi> {
  const calls: Call[] = [];
  const faults: string[] = [];
  const { prefix = "" } = api;
  const server = createServer((request, response) => {
    void (async () => {
      const sent = await text(request);
      const url = new URL((request.url ?? "/").replace(new RegExp(`^${prefix}(?=/)`), ""), "http://x");
      const body = sent === "" ? undefined : objectOf(parseJson(sent));
      const call = { method: request.method ?? "", path: `${url.pathname}${url.search}`, body };
      calls.push(call);
      if (api.graphql !== undefined && request.url === `${prefix.replace(/\/v3$/, "")}/graphql`) {
        const refusal = api.refuse?.(call, calls.filter((one) => one.path === call.path).length);
        response.writeHead(refusal?.status ?? 200, { "content-type": "application/json; charset=utf-8" });
        response.end(JSON.stringify(refusal ?? api.graphql(body ?? {})));
        return;
      }
      if (!(request.url ?? "").startsWith(prefix)) faults.push(`${call.path} is not below ${prefix}`);
      const operation = operationOf(call.method, url.pathname);
      const found = faultsOf(operation, url, body);
      faults.push(...found.map((fault) => `${call.method} ${call.path}: ${fault}`));
      api.before?.(call);
      const refusal = api.refuse?.(call, calls.filter((one) => one.path === call.path).length);
      const answer =
        refusal ??
        (operation === undefined || found.length > 0 ? { status: 400 } : api.answer(operation, url, body ?? {}));
      const content = "content" in answer ? answer.content : { message: refusal?.message ?? "no" };
      if (api.oddly !== undefined && call.method !== "GET") {
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(api.oddly));
        return;
      }
      if ("content" in answer) {
        faults.push(
          ...answerFaults(operation, answer.status, content).map((fault) => `answer to ${call.path}: ${fault}`),
        );
      }
      const headers = "headers" in answer ? answer.headers : {};
      response.writeHead(answer.status, { "content-type": "application/json; charset=utf-8", ...headers });
      response.end(answer.status === 204 ? undefined : JSON.stringify(content));
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
  const port = typeof address === "object" ? address?.port : 0;
  return { url: `http://127.0.0.1:${port}${prefix}`, calls, faults };
}

// ── The description ─────────────────────────────────────────────────────────

/** All cuts together: what several have is the same in each. */
const description = merged(
  readdirSync(join(import.meta.dirname, "github-openapi"))
    .filter((name) => name.endsWith(".json"))
    .map((name) => objectOf(parseJson(readFileSync(join(import.meta.dirname, "github-openapi", name), "utf8")))),
);

function merged(all: readonly Json[]): Json {
  return all.reduce((one, other) => {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    const both = (key: string): unknown =>
      isObject(one[key]) && isObject(other[key]) ? merged([one[key], other[key]]) : (one[key] ?? other[key]);
    return Object.fromEntries([...keys].map((key) => [key, both(key)]));
  });
}

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
    ...annotationFaults(objectOf(body["output"] ?? {})["annotations"]),
  ];
}

/** In words of the description only: `The maximum size is 64 KB`, `255 characters`, columns on one line. */
function annotationFaults(annotations: unknown): readonly string[] {
  return (Array.isArray(annotations) ? (annotations as unknown[]) : []).flatMap((one) => {
    const { title, message, start_line: start, end_line: end, start_column: column } = objectOf(one);
    return [
      ...(typeof title === "string" && title.length > 255 ? ["title of an annotation is too long"] : []),
      ...(typeof message === "string" && Buffer.byteLength(message) > 65_536
        ? ["message of an annotation is too long"]
        : []),
      ...(column !== undefined && start !== end ? ["columns of several lines"] : []),
    ];
  });
}

function answerFaults(operation: Operation | undefined, status: number, content: unknown): readonly string[] {
  if (operation === undefined) return [];
  if (status === 204) return [];
  return schemaFaults(`${pointer(operation)}/responses/${status}/content/application~1json/schema`, content);
}

/** What the description shows as an answer. */
export const example = (name: string): Json =>
  objectOf(objectOf(objectOf(objectOf(description["components"])["examples"])[name])["value"]);
