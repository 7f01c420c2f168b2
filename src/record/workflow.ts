/** The run of a workflow, from the runner's environment and the payload of its event. */
import { ConfigurationError } from "../errors.ts";
import { isUnread, readRegularFile } from "../files/read.ts";
import type { Change, WorkflowRun } from "../model.ts";
import { type PullRequest, readPullRequest } from "../pull-request.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The payload of an event is not larger: GitHub cuts it off at 25 MB. Bytes. */
const LARGEST_PAYLOAD = 32 * 1024 * 1024;

/**
 * The change that a workflow runs for.
 *
 * @throws ConfigurationError where its event does not say its commits.
 */
export function pullRequestOf(env: Environment): PullRequest | undefined {
  const payload = readRegularFile(env["GITHUB_EVENT_PATH"] ?? "", LARGEST_PAYLOAD, "followed");
  const text = isUnread(payload) ? undefined : payload.toString("utf8");
  return readPullRequest(env["GITHUB_EVENT_NAME"] ?? "", text, env["GITHUB_REPOSITORY"] ?? "", env["GITHUB_SHA"]);
}

/** Address of GitHub Enterprise Server; undefined on github.com, and where it is no address. */
export function serverOf({ GITHUB_SERVER_URL: server = "" }: Environment): string | undefined {
  const url = URL.parse(server);
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin === "https://github.com") return undefined;
  return url.origin;
}

/** What the runner tells of it. */
export function workflowRunOf(env: Environment): WorkflowRun {
  const said = (name: string): string | undefined => env[name] || undefined;
  const told = {
    url: runUrl(env),
    event: said("GITHUB_EVENT_NAME"),
    workflow: said("GITHUB_WORKFLOW"),
    job: said("GITHUB_JOB"),
    actor: said("GITHUB_ACTOR"),
    ref: said("GITHUB_REF"),
  };
  const change = changeOf(env);
  const entries = Object.entries(told).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(entries), ...(change !== undefined && { change }) };
}

/** Where it can be read; undefined outside of a run. */
export function runUrl(env: Environment): string | undefined {
  const { GITHUB_REPOSITORY: repository = "", GITHUB_RUN_ID: id = "", GITHUB_RUN_ATTEMPT: attempt = "" } = env;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^\d+$/.test(id)) return undefined;
  const url = `${serverOf(env) ?? "https://github.com"}/${repository}/actions/runs/${id}`;
  return /^\d+$/.test(attempt) ? `${url}/attempts/${attempt}` : url;
}

function changeOf(env: Environment): Change | undefined {
  const pull = pullRequestIn(env);
  if (pull === undefined) return undefined;
  const { number, head, headRef = env["GITHUB_HEAD_REF"] || undefined, base, baseRef, from } = pull;
  return {
    ...(number !== undefined && { number }),
    ...(head !== undefined && { headCommit: head }),
    ...(headRef !== undefined && { headRef }),
    ...(from !== undefined && { headRepository: from }),
    baseCommit: base,
    ...(baseRef !== undefined && { baseRef }),
  };
}

/** A payload that cannot be told from a change of nobody stops what is judged by it, and no record. */
function pullRequestIn(env: Environment): PullRequest | undefined {
  try {
    return pullRequestOf(env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return undefined;
  }
}
