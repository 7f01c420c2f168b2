/** The pull request that a workflow runs for, as the payload of its event has it. */
import { ConfigurationError } from "./errors.ts";
import { count, type Json, object, text } from "./text/json.ts";

export interface PullRequest {
  /** `pull_request`, `pull_request_target`, `merge_group` and their kin; what runs on the default branch for one. */
  readonly event: string;
  /** The commit that the change is to be added to; where the event does not say it, that of the default branch. All digits. */
  readonly base: string;
  /** The commit of the change; a comment does not say it. */
  readonly head?: string;
  /** Of the repository that the change is added to: `acme/readqc`. */
  readonly repository: string;
  /** Of the repository that the change comes from, where it is another one or the same; a merge group has none. */
  readonly from?: string;
  readonly number?: number;
}

/** Events that run for a change that nobody has merged yet. */
const EVENTS = /^(?:pull_request(?:_target|_review|_review_comment)?|merge_group)$/;

/**
 * Undefined where the event is another one.
 *
 * @param name `GITHUB_EVENT_NAME`.
 * @param payload Text of the file at `GITHUB_EVENT_PATH`; undefined where there is none.
 * @param sha `GITHUB_SHA`: the newest commit of the default branch for events that run there.
 * @throws ConfigurationError where such an event does not say its commits: nobody knows then what to trust.
 */
export function readPullRequest(
  name: string,
  payload: string | undefined,
  repository: string,
  sha?: string,
): PullRequest | undefined {
  const event = parsed(payload);
  const said = EVENTS.test(name) ? ofChange(name, event) : ofDefaultBranch(name, event, sha);
  if (said === undefined) return undefined;
  const { base, head, into, from, number } = said;
  if (!isCommit(base) || (head !== undefined && !isCommit(head))) throw unclear(name);
  const origin = nameOf(from);
  return {
    event: name,
    base,
    ...(head !== undefined && { head }),
    repository: nameOf(into) ?? repository,
    ...(origin !== undefined && { from: origin }),
    ...(number !== undefined && { number }),
  };
}

/** What a payload says of a change, not looked at yet. */
interface SaidOfChange {
  readonly base: unknown;
  /** Absent: there is nothing that says it. */
  readonly head?: unknown;
  /** Objects of repositories. */
  readonly into?: unknown;
  readonly from?: unknown;
  readonly number?: number | undefined;
}

function ofChange(name: string, event: Json): SaidOfChange {
  const pull = object(event["pull_request"]);
  const [into, from] = [object(pull?.["base"]), object(pull?.["head"])];
  const group = object(event["merge_group"]);
  const commits =
    name === "merge_group"
      ? { base: group?.["base_sha"], head: group?.["head_sha"] ?? null }
      : { base: into?.["sha"], head: from?.["sha"] ?? null };
  const number = count(pull?.["number"] ?? event["number"]);
  return { ...commits, into: into?.["repo"], from: from?.["repo"], number };
}

/**
 * Events that run on the default branch for a change, which the workflow has to check out by itself: nothing of the change
 * says by what it is judged, and neither does what is checked out.
 */
function ofDefaultBranch(name: string, event: Json, sha: unknown): SaidOfChange | undefined {
  const issue = object(event["issue"]);
  if (name === "issue_comment" && issue?.["pull_request"] !== undefined)
    return { base: sha, number: count(issue["number"]) };
  const run = object(event["workflow_run"]);
  if (name !== "workflow_run" || !EVENTS.test(text(run?.["event"]) ?? "")) return undefined;
  return { base: sha, head: run?.["head_sha"] ?? null, from: run?.["head_repository"] };
}

function unclear(name: string): ConfigurationError {
  return new ConfigurationError(
    `The payload of the event ${name} (GITHUB_EVENT_PATH) does not name the commits of a change: the policy of its base cannot be told. Write policy-from: head to go by the checked-out policy.`,
  );
}

function parsed(payload: string | undefined): Json {
  try {
    return object(JSON.parse(payload ?? "")) ?? {};
  } catch {
    return {};
  }
}

/** `acme/readqc`. */
function nameOf(repository: unknown): string | undefined {
  return text(object(repository)?.["full_name"]);
}

function isCommit(value: unknown): value is string {
  return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}
