/** GitHub's API on loopback, as far as policies are read through it: commits by their refs, and contents of files. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { onTestFinished } from "vitest";

export interface FakeGitHub {
  /** Gives the commit of a ref, all its digits; undefined: there is none, or it is not shown. */
  readonly commitOf?: (repository: string, ref: string) => string | undefined;
  /** Gives a file of a ref; undefined: there is none, or it is not shown. A list: a directory. */
  readonly contentOf?: (
    repository: string,
    path: string,
    ref: string,
  ) => Buffer | string | readonly string[] | undefined;
  /** What is answered to everything. */
  readonly refusal?: { readonly status: number; readonly headers?: Readonly<Record<string, string>> };
}

export interface Asked {
  /** Decoded, with its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** Stops when the test ends. */
export async function startGitHub(github: FakeGitHub): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://x");
    asked.push({ path: decodeURIComponent(`${url.pathname}${url.search}`), headers: request.headers });
    const { status, type, body, headers } = answer(github, url);
    response.writeHead(status, { "content-type": type, ...headers }).end(body);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, "listening");
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, asked };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = "application/json; charset=utf-8";
const NOT_FOUND: Answer = { status: 404, type: JSON_TYPE, body: '{"message":"Not Found"}' };

const file = (content: Buffer) => ({ type: "file", encoding: "base64", content: content.toString("base64") });

function answer({ refusal, commitOf, contentOf }: FakeGitHub, url: URL): Answer {
  if (refusal !== undefined) {
    return { status: refusal.status, type: JSON_TYPE, body: "{}", headers: refusal.headers ?? {} };
  }
  const [, repository = "", kind, rest = ""] =
    /^\/repos\/([^/]+\/[^/]+)\/(commits|contents)\/(.+)$/.exec(url.pathname) ?? [];
  if (kind === "commits") {
    const commit = commitOf?.(repository, decodeURIComponent(rest));
    return commit === undefined
      ? NOT_FOUND
      : { status: 200, type: "application/vnd.github.sha; charset=utf-8", body: commit };
  }
  const found =
    kind === "contents"
      ? contentOf?.(repository, decodeURIComponent(rest), url.searchParams.get("ref") ?? "")
      : undefined;
  if (found === undefined) return NOT_FOUND;
  const body = typeof found === "object" && !Buffer.isBuffer(found) ? found : file(Buffer.from(found));
  return { status: 200, type: JSON_TYPE, body: JSON.stringify(body) };
}
