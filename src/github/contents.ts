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
 * The client is loaded only here: most runs never need it.
 *
 * @param token Needs `contents: read` on that repository; the workflow's own token reads public ones only.
 * @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
 */
export async function readRemoteFile(
  { owner, repo, path, ref }: RemoteFile,
  token: string | undefined,
  apiUrl: string,
): Promise<string> {
  const where = `${owner}/${repo}:${path}@${ref}`;
  if (token === undefined || token === "") {
    throw new ConfigurationError(
      `${where} is read through GitHub's API; give a token (input github-token, or GITHUB_TOKEN).`,
    );
  }
  const { getOctokit } = await import("@actions/github");
  const github = getOctokit(token, { baseUrl: apiUrl, request: { signal: AbortSignal.timeout(30_000) } });
  try {
    const response = await github.rest.repos.getContent({ owner, repo, path, ref, mediaType: { format: "raw" } });
    const text: unknown = response.data;
    if (typeof text !== "string") throw new ConfigurationError(`${where} is a directory; name a file.`);
    return text;
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    // Octokit gives the status 500 to a request without any answer, too.
    const answer: unknown = error instanceof Error && "response" in error && error.response;
    const status = isObject(answer) ? answer["status"] : oneLine(String(error), 160);
    throw new ConfigurationError(
      status === 404 || status === 403 || status === 401
        ? `GitHub does not show ${where} to this token (${status}). Check the spelling; a private repository needs a token of its own with "contents: read".`
        : `${where} could not be read from GitHub (${String(status)}); try again.`,
      { cause: error },
    );
  }
}
