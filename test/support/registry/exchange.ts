/** One request and one answer, as the routes, the authentication and the faults of the registry see them. */
import type { IncomingHttpHeaders } from "node:http";

export type RequestKind =
  | "ping"
  | "token"
  | "manifest"
  | "blob"
  | "upload"
  | "tags"
  | "referrers"
  | "catalog"
  | "other";

export interface Target {
  readonly method: string;
  /** As sent, with the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly kind: RequestKind;
  readonly repository?: string;
  /** Tag, digest or upload id. */
  readonly reference?: string;
}

export interface Incoming extends Target {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  /** A list gives several header lines. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

export const answer = (
  status: number,
  headers: Answer["headers"] = {},
  body: Buffer | string = Buffer.alloc(0),
): Answer => ({ status, headers, body: Buffer.from(body) });

export const json = (status: number, value: unknown, headers: Answer["headers"] = {}): Answer =>
  answer(status, { "content-type": "application/json; charset=utf-8", ...headers }, JSON.stringify(value));

/** The error form of the distribution specification. */
export const failure = (
  status: number,
  code: string,
  message: string,
  detail: unknown = null,
  headers: Answer["headers"] = {},
): Answer => json(status, { errors: [{ code, message, detail }] }, headers);

/** What Go's router says where no route fits. */
export const pageNotFound = (): Answer =>
  answer(
    404,
    { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" },
    "404 page not found\n",
  );

const repositoryName = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/u;
const tagOrDigest = /^(?:\w[\w.-]{0,127}|[A-Za-z][A-Za-z0-9+._-]*:[0-9a-zA-Z=_-]+)$/u;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const routes: readonly { readonly kind: RequestKind; readonly pattern: RegExp }[] = [
  { kind: "ping", pattern: /^\/v2\/?$/u },
  { kind: "token", pattern: /^\/token$/u },
  { kind: "catalog", pattern: /^\/v2\/_catalog$/u },
  { kind: "manifest", pattern: /^\/v2\/(?<repository>.+)\/manifests\/(?<reference>[^/]+)$/u },
  { kind: "upload", pattern: /^\/v2\/(?<repository>.+)\/blobs\/uploads\/(?<reference>[^/]*)$/u },
  { kind: "blob", pattern: /^\/v2\/(?<repository>.+)\/blobs\/(?<reference>[^/]+)$/u },
  { kind: "referrers", pattern: /^\/v2\/(?<repository>.+)\/referrers\/(?<reference>[^/]+)$/u },
  { kind: "tags", pattern: /^\/v2\/(?<repository>.+)\/tags\/list$/u },
];

/** What a request is about. The path is taken as sent: no `..` is resolved. */
export const target = (method: string, path: string): Target => {
  const at = path.indexOf("?");
  const query = new URLSearchParams(at < 0 ? "" : path.slice(at + 1));
  const plain = decode(at < 0 ? path : path.slice(0, at));
  for (const { kind, pattern } of routes) {
    const groups = pattern.exec(plain);
    if (groups === null) continue;
    const { repository, reference } = groups.groups ?? {};
    if (repository !== undefined && !repositoryName.test(repository)) break;
    if (kind !== "upload" && reference !== undefined && !tagOrDigest.test(reference)) break;
    return {
      method,
      path,
      query,
      kind,
      ...(repository === undefined ? {} : { repository }),
      ...(reference === undefined ? {} : { reference }),
    };
  }
  return { method, path, query, kind: "other" };
};
