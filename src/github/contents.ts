/** Files of other repositories and of other commits, through GitHub's REST API. */
import type { getOctokit } from "@actions/github";
import { ConfigurationError } from "../errors.ts";
import { list, object, text } from "../text/json.ts";
import { limitOf, statusOf, wordsOf } from "./refusal.ts";

/** A file of a repository, as `owner/repo:path@ref` names it. */
export interface RemoteFile {
  readonly owner: string;
  readonly repo: string;
  readonly path: string;
  /** Branch, tag or commit. */
  readonly ref: string;
}

/** A commit of a repository. */
export interface RemoteCommit {
  readonly owner: string;
  readonly repo: string;
  /** All its digits. */
  readonly commit: string;
}

/** What a commit has at a path. */
export interface RemoteEntry {
  readonly path: string;
  /** Of git, in octal: `100644`, `120000` for a link, `160000` for a submodule, `040000` for a folder. */
  readonly mode: string;
  readonly sha: string;
}

/** For which one answer is waited. Milliseconds. */
const LONGEST = 30_000;

export interface RemoteFolder {
  readonly names: readonly string[];
}

export interface RemoteSubmodule {
  /** The commit of it. */
  readonly submodule: string;
}

export interface RemoteLink {
  /** As it is written, from the folder of the link on. */
  readonly target: string;
}

/** GitHub as one token sees it. The client is loaded for the first request: most runs never need it. */
export class GitHub {
  readonly #token: string | undefined;
  readonly #apiUrl: string;
  readonly #commits = new Map<string, Promise<string>>();
  #client: Promise<Client> | undefined;

  /**
   * @param token Needs `contents: read` on a repository; the workflow's own token reads public ones only.
   * @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
   */
  constructor(token: string | undefined, apiUrl: string) {
    this.#token = token;
    this.#apiUrl = apiUrl;
  }

  get hasToken(): boolean {
    return (this.#token ?? "") !== "";
  }

  /**
   * The commit that a ref names now (`GET /repos/{owner}/{repo}/commits/{ref}`); asked once, so that all files of a
   * run are of one commit.
   *
   * @throws ConfigurationError
   */
  commitOf(file: RemoteFile): Promise<string> {
    const { owner, repo, ref } = file;
    const key = `${owner}/${repo}@${ref}`;
    const known = this.#commits.get(key) ?? this.#resolve(file);
    this.#commits.set(key, known);
    return known;
  }

  /**
   * What a folder holds, or where the link leads or which submodule it is that stands in its place (the same call as of
   * `read`); undefined where there is none of these.
   *
   * @throws ConfigurationError
   */
  async list(folder: RemoteFile): Promise<RemoteFolder | RemoteLink | RemoteSubmodule | undefined> {
    const data = await this.#contents(folder);
    if (Array.isArray(data)) return { names: list(data).flatMap((entry) => text(object(entry)?.["name"]) ?? []) };
    const { type, target: written, sha } = object(data) ?? {};
    if (type === "submodule" && typeof sha === "string") return { submodule: sha };
    const target = type === "symlink" ? text(written) : undefined;
    return target === undefined ? undefined : { target };
  }

  /**
   * The bytes of a file (`GET /repos/{owner}/{repo}/contents/{path}`); undefined where GitHub says that it is not there,
   * which it says of what it does not show, too.
   *
   * @throws ConfigurationError
   */
  async read(file: RemoteFile): Promise<Buffer | undefined> {
    const where = formatted(file);
    const data = await this.#contents(file);
    if (data === undefined) return undefined;
    if (Array.isArray(data)) throw new ConfigurationError(`${where} is a directory; name a file.`);
    const { content, encoding, sha, type } = object(data) ?? {};
    if (typeof content === "string" && encoding === "base64") return Buffer.from(content, "base64");
    // Of a file beyond 1 MB there is no content here, of one beyond 100 MB nowhere.
    if (encoding === "none" && typeof sha === "string") return this.blob(file, sha, where);
    const what = KINDS.get(text(type) ?? "") ?? "no file of at most 100 MB";
    throw new ConfigurationError(`${where} is ${what}; name a file.`);
  }

  async #contents(file: RemoteFile): Promise<unknown> {
    const { owner, repo, path, ref } = file;
    return this.#ask(
      formatted(file),
      (client, request) => client.rest.repos.getContent({ owner, repo, path, ref, request }),
      { mayBeAbsent: true },
    );
  }

  async #resolve(file: RemoteFile): Promise<string> {
    const where = formatted(file);
    const { owner, repo, ref } = file;
    const data = await this.#ask(where, (client, request) =>
      client.rest.repos.getCommit({ owner, repo, ref, mediaType: { format: "sha" }, request }),
    );
    const commit = typeof data === "string" ? data.trim() : "";
    if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit)) {
      throw new ConfigurationError(`${where} could not be read from GitHub (it names no commit); try again.`);
    }
    // A branch can have the name of a commit.
    if (/^[0-9a-f]{40}$/i.test(ref) && ref.toLowerCase() !== commit) {
      throw new ConfigurationError(`${where} is another commit (${commit}): a branch or tag has the name of a commit.`);
    }
    return commit;
  }

  /**
   * All files of a commit (`GET /repos/{owner}/{repo}/git/trees/{commit}?recursive=1`).
   *
   * @throws ConfigurationError also where it has more files than GitHub lists at once.
   */
  async tree({ owner, repo, commit }: RemoteCommit): Promise<readonly RemoteEntry[]> {
    const where = `the listing of ${owner}/${repo}@${commit}`;
    const data = await this.#ask(where, (client, request) =>
      client.rest.git.getTree({ owner, repo, tree_sha: commit, recursive: "1", request }),
    );
    const { tree, truncated } = object(data) ?? {};
    if (truncated === true) {
      throw new ConfigurationError(`${where} is longer than what GitHub gives at once (100,000 files or 7 MB).`);
    }
    if (!Array.isArray(tree)) throw new ConfigurationError(`${where} could not be read from GitHub; try again.`);
    return tree.flatMap((entry: unknown) => {
      const { path, mode, sha } = object(entry) ?? {};
      const isWhole = typeof path === "string" && typeof mode === "string" && typeof sha === "string";
      return isWhole ? [{ path, mode, sha }] : [];
    });
  }

  /**
   * The bytes of a file by its id (`GET /repos/{owner}/{repo}/git/blobs/{id}`), of at most 100 MB.
   *
   * @throws ConfigurationError
   */
  async blob(
    { owner, repo }: Omit<RemoteCommit, "commit">,
    id: string,
    where = `the file ${id} of ${owner}/${repo}`,
  ): Promise<Buffer> {
    const data = await this.#ask(where, (client, request) =>
      client.rest.git.getBlob({ owner, repo, file_sha: id, request }),
    );
    const { content, encoding } = object(data) ?? {};
    if (typeof content === "string" && encoding === "base64") return Buffer.from(content, "base64");
    throw new ConfigurationError(`${where} could not be read from GitHub; try again.`);
  }

  /**
   * Where two commits part (`GET /repos/{owner}/{repo}/compare/{one}...{other}`); undefined where GitHub says that they
   * never met, or does not show one of them.
   *
   * @throws ConfigurationError
   */
  async mergeBase({ owner, repo, commit }: RemoteCommit, other: string): Promise<string | undefined> {
    const basehead = `${commit}...${other}`;
    const where = `${owner}/${repo}, ${basehead},`;
    const data = await this.#ask(where, (client, request) =>
      client.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1, request }),
    );
    const { merge_base_commit: found } = object(data) ?? {};
    const { sha } = object(found) ?? {};
    return typeof sha === "string" && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(sha) ? sha : undefined;
  }

  /** The data of one answer; undefined for what may be absent and is. */
  async #ask(
    where: string,
    ask: (client: Client, request: object) => Promise<{ data: unknown }>,
    { mayBeAbsent = false } = {},
  ): Promise<unknown> {
    const client = await this.#ready(where);
    try {
      return (await ask(client, { signal: AbortSignal.timeout(LONGEST) })).data;
    } catch (error) {
      if (mayBeAbsent && statusOf(error) === 404) return undefined;
      throw refusal(where, error);
    }
  }

  async #ready(where: string): Promise<Client> {
    const token = this.#token ?? "";
    if (token === "") {
      throw new ConfigurationError(
        `${where} is read through GitHub's API; give a token (input github-token, or GITHUB_TOKEN).`,
      );
    }
    this.#client ??= import("@actions/github").then((library) => library.getOctokit(token, { baseUrl: this.#apiUrl }));
    return this.#client;
  }
}

/** What stands in the place of a file, by the type that GitHub gives it. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ["submodule", "a submodule"],
  ["symlink", "a link that leads to no file of the repository"],
]);

type Client = ReturnType<typeof getOctokit>;

/** What GitHub does not show is nobody's fault but the user's to mend. */
export function unseen(file: RemoteFile): ConfigurationError {
  return new ConfigurationError(hidden(formatted(file), 404));
}

function hidden(where: string, status: number): string {
  return `GitHub does not show ${where} to this token (${status}). Check the spelling; a private repository needs a token of its own with "contents: read".`;
}

/** Why GitHub gave no answer that can be used. */
function refusal(where: string, error: unknown): ConfigurationError {
  const status = statusOf(error);
  return new ConfigurationError(
    limitOf(`${where} could not be read`, error) ??
      (status === 404 || status === 403 || status === 401
        ? `${hidden(where, status)}${status === 404 ? "" : wordsOf(error)}`
        : status === 422
          ? `There is no such commit, branch or tag: ${where} (422).`
          : `${where} could not be read from GitHub (${String(status)}); try again.`),
    { cause: error },
  );
}

function formatted({ owner, repo, path, ref }: RemoteFile): string {
  return `${owner}/${repo}:${path}@${ref}`;
}
