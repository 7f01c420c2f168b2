/** GitHub's API on loopback, as far as policies are read through it: commits by their refs, and contents of files. */
import { createHash } from "node:crypto";
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
  ) =>
    | Buffer
    | string
    | readonly { readonly name: string }[]
    | {
        readonly type?: string;
        readonly target?: string;
        readonly sha?: string;
        readonly content?: string;
        readonly encoding?: string;
      }
    | undefined;
  /** All of a commit, as `git ls-tree -rt` has it; "truncated": more than GitHub lists. */
  readonly treeOf?: (
    repository: string,
    commit: string,
  ) => readonly { readonly path: string; readonly mode: string; readonly sha: string }[] | "truncated" | undefined;
  readonly blobOf?: (repository: string, id: string) => Buffer | undefined;
  /** Of two commits; undefined: they have none, or are not shown. */
  readonly mergeBaseOf?: (repository: string, one: string, other: string) => string | undefined;
  /** In place of these: what is answered to a path, whatever it is. */
  readonly oddly?: (path: string) => unknown;
  /** What is answered to everything. */
  readonly refusal?: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly message?: string;
  };
  /** What stands before the path of each call: `/api/v3` on GitHub Enterprise Server. */
  readonly prefix?: string;
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

/** As GitHub gives files of at most 1 MB with their contents, and larger ones without. */
function file(content: Buffer) {
  const sha = createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
  if (content.length > 1024 * 1024) {
    blobs.set(sha, content);
    return { type: "file", encoding: "none", content: "", sha };
  }
  return { type: "file", encoding: "base64", content: content.toString("base64"), sha };
}

const blobs = new Map<string, Buffer>();

const given = (body: unknown): Answer =>
  body === undefined ? NOT_FOUND : { status: 200, type: JSON_TYPE, body: JSON.stringify(body) };

/** Of `/repos/{owner}/{repo}/git/trees/{commit}`, `…/git/blobs/{id}` and `…/compare/{one}...{other}`. */
function answerOfGit({ treeOf, blobOf, mergeBaseOf, oddly }: FakeGitHub, path: string): Answer | undefined {
  const odd = oddly?.(path);
  if (odd !== undefined) return given(odd);
  const [, repository = "", kind, one = "", other = ""] =
    /^\/repos\/([^/]+\/[^/]+)\/(git\/trees|git\/blobs|compare)\/(.+?)(?:\.\.\.(.+))?$/.exec(path) ?? [];
  if (kind === "git/trees") {
    const tree = treeOf?.(repository, one);
    return given(tree && { sha: one, tree: tree === "truncated" ? [] : tree, truncated: tree === "truncated" });
  }
  if (kind === "git/blobs") {
    const bytes = blobs.get(one) ?? blobOf?.(repository, one);
    return given(bytes && { sha: one, size: bytes.length, encoding: "base64", content: bytes.toString("base64") });
  }
  if (kind !== "compare") return undefined;
  const sha = mergeBaseOf?.(repository, one, other);
  return given(sha && { merge_base_commit: { sha }, commits: [], files: [] });
}

function answer(github: FakeGitHub, url: URL): Answer {
  const { refusal, commitOf, contentOf, prefix = "" } = github;
  if (refusal !== undefined) {
    const { status, headers = {}, message } = refusal;
    return { status, type: JSON_TYPE, body: JSON.stringify({ message }), headers };
  }
  const ofGit = answerOfGit(github, decodeURIComponent(url.pathname));
  if (ofGit !== undefined) return ofGit;
  const [, repository = "", kind, rest = ""] =
    /^\/repos\/([^/]+\/[^/]+)\/(commits|contents)(?:\/(.*))?$/.exec(
      url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : "",
    ) ?? [];
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
  const body =
    typeof found === "string" || Buffer.isBuffer(found)
      ? file(Buffer.from(found))
      : "length" in found
        ? found
        : { type: "symlink", ...found };
  return { status: 200, type: JSON_TYPE, body: JSON.stringify(body) };
}
