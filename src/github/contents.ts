/** Files of other repositories, through GitHub's REST API. */
import { ConfigurationError } from "../errors.ts";
import { isObject } from "../text/json.ts";
import { oneLine } from "../text/foreign.ts";

/** A file of another repository, as `extends: owner/repo:path@ref` names it. */
export interface RemoteFile {
  readonly owner: string;
  readonly repo: string;
  readonly path: string;
  /** Branch, tag or commit. */
  readonly ref: string;
}

/**
 * Reads one file through GitHub's REST API (`GET /repos/{owner}/{repo}/contents/{path}`, raw media type).
 *
 * @param token Needs `contents: read` on that repository; the workflow's own token reads public ones only.
 * @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
 */
export async function readRemoteFile(file: RemoteFile, token: string | undefined, apiUrl: string): Promise<string> {
  const text = await request(file, token, apiUrl);
  if (text !== undefined) return text;
  throw new ConfigurationError(unseen(formatted(file), 404));
}

/**
 * The same of a file that need not be there; undefined where it is not. GitHub says "not found" of what it does not
 * show, too: only where the commit is shown is the file really absent.
 */
export async function readOptionalFile(file: RemoteFile, token: string, apiUrl: string): Promise<string | undefined> {
  const text = await request(file, token, apiUrl);
  if (text !== undefined) return text;
  const { owner, repo, ref } = file;
  const github = await client(token, apiUrl);
  try {
    await github.rest.git.getCommit({ owner, repo, commit_sha: ref });
    return undefined;
  } catch (error) {
    throw new ConfigurationError(unseen(formatted(file), statusOf(error)), { cause: error });
  }
}

/** Undefined for the answer 404. */
async function request(file: RemoteFile, token: string | undefined, apiUrl: string): Promise<string | undefined> {
  const { owner, repo, path, ref } = file;
  const where = formatted(file);
  if (token === undefined || token === "") {
    throw new ConfigurationError(
      `${where} is read through GitHub's API; give a token (input github-token, or GITHUB_TOKEN).`,
    );
  }
  const github = await client(token, apiUrl);
  try {
    const response = await github.rest.repos.getContent({ owner, repo, path, ref, mediaType: { format: "raw" } });
    const text: unknown = response.data;
    if (typeof text !== "string") throw new ConfigurationError(`${where} is a directory; name a file.`);
    return text;
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const status = statusOf(error);
    if (status === 404) return undefined;
    throw new ConfigurationError(unseen(where, status), { cause: error });
  }
}

/** The client is loaded only here: most runs never need it. */
async function client(token: string, apiUrl: string): Promise<Client> {
  const { getOctokit } = await import("@actions/github");
  return getOctokit(token, { baseUrl: apiUrl, request: { signal: AbortSignal.timeout(30_000) } });
}

type Client = ReturnType<(typeof import("@actions/github"))["getOctokit"]>;

/** The status of an answer; where there was none, what was said of it. */
function statusOf(error: unknown): unknown {
  // Octokit gives the status 500 to a request without any answer, too.
  const answer: unknown = error instanceof Error && "response" in error && error.response;
  return isObject(answer) ? answer["status"] : oneLine(String(error), 160);
}

function unseen(where: string, status: unknown): string {
  return status === 404 || status === 403 || status === 401
    ? `GitHub does not show ${where} to this token (${status}). Check the spelling; a private repository needs a token of its own with "contents: read".`
    : `${where} could not be read from GitHub (${String(status)}); try again.`;
}

function formatted({ owner, repo, path, ref }: RemoteFile): string {
  return `${owner}/${repo}:${path}@${ref}`;
}
