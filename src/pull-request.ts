/** The pull request that a workflow runs for, as the payload of its event has it. */
import { ConfigurationError } from "./errors.ts";
import { count, defined, type Json, list, object, text } from "./text/json.ts";

/** All of it is data of others: who opens a pull request chooses the names of its branch and of its repository. */
export interface PullRequest {
  /** `pull_request`, `pull_request_target`, `merge_group` and their kin; what runs on the default branch for one. */
  readonly event: string;
  /** The commit that the change is to be added to; where the event does not say it, that of the default branch. All digits. */
  readonly base: string;
  /** The branch that it is to be added to; a comment does not say it. */
  readonly baseRef?: string;
  /** The commit of the change; a comment does not say it. */
  readonly head?: string;
  /** The branch of the change, without `refs/heads/`. */
  readonly headRef?: string;
  /** Of the repository that the change is added to: `acme/readqc`. */
  readonly repository: string;
  /** Of the repository that the change comes from, where it is another one or the same; a merge group has none. */
  readonly from?: string;
  /**
   * Whether it comes from another repository, or from one that is gone: on `pull_request` and its kin the token of the run
   * reads only then. A comment does not say it.
   */
  readonly isFork?: boolean;
  /** A merge group has none: it may hold several pull requests. */
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
  const { base, head } = said;
  if (!isCommit(base) || (head !== undefined && !isCommit(head))) throw unclear(name);
  const into = nameOf(said.into) ?? repository;
  const from = nameOf(said.from);
  return {
    event: name,
    base,
    repository: into,
    ...defined({
      baseRef: branchOf(said.baseRef),
      head,
      headRef: branchOf(said.headRef),
      from,
      isFork: said.from === undefined ? undefined : said.from !== "own" && !isSame(from, into),
      number: numberOf(said.number),
    }),
  };
}

/** What a payload says of a change, not looked at yet. */
interface SaidOfChange {
  readonly base: unknown;
  readonly baseRef?: unknown;
  /** Absent: there is nothing that says it. */
  readonly head?: unknown;
  readonly headRef?: unknown;
  /** Objects of repositories. `own`: the one that the change is added to, which the payload has no need to say. */
  readonly into?: unknown;
  readonly from?: unknown;
  readonly number?: unknown;
}

function ofChange(name: string, event: Json): SaidOfChange {
  if (name === "merge_group") {
    const {
      base_sha: base,
      base_ref: baseRef,
      head_sha: head = null,
      head_ref: headRef,
    } = fields(event["merge_group"]);
    return { base, baseRef, head, headRef, into: event["repository"], from: "own" };
  }
  const pull = fields(event["pull_request"]);
  const { sha: base, ref: baseRef, repo: into } = fields(pull["base"]);
  // The repository of a fork that is gone is null.
  const { sha: head = null, ref: headRef, repo: from = null } = fields(pull["head"]);
  return { base, baseRef, head, headRef, into, from, number: pull["number"] ?? event["number"] };
}

/**
 * Events that run on the default branch for a change, which the workflow has to check out by itself: nothing of the change
 * says by what it is judged, and neither does what is checked out.
 */
function ofDefaultBranch(name: string, event: Json, sha: unknown): SaidOfChange | undefined {
  const issue = fields(event["issue"]);
  if (name === "issue_comment" && issue["pull_request"] !== undefined) return { base: sha, number: issue["number"] };
  const run = fields(event["workflow_run"]);
  if (name !== "workflow_run" || !EVENTS.test(text(run["event"]) ?? "")) return undefined;
  const { head_sha: head = null, head_branch: headRef, head_repository: from = null } = run;
  // GitHub lists those whose branch it is, none of forks; another push may have come since.
  const [pull, ...others] = list(run["pull_requests"])
    .map(fields)
    .filter((one) => fields(one["head"])["sha"] === head);
  const is = others.length === 0 ? pull : undefined;
  return { base: sha, baseRef: fields(is?.["base"])["ref"], head, headRef, from, number: is?.["number"] };
}

/** None of what is no object. */
function fields(value: unknown): Json {
  return object(value) ?? {};
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

/** `acme/readqc`: it becomes part of addresses. */
function nameOf(repository: unknown): string | undefined {
  const name = text(fields(repository)["full_name"]);
  return name !== undefined && /^[\w.-]{1,100}\/(?!\.{1,2}$)[\w.-]{1,100}$/.test(name) ? name : undefined;
}

/** GitHub does not tell capitals in names apart. */
function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** As git allows one: no blank, no control character. GitHub takes no longer one than 255 bytes. */
function branchOf(ref: unknown): string | undefined {
  const branch = text(ref)?.replace(/^refs\/heads\//, "");
  return branch !== undefined && /^[^ \p{Cc}]{1,255}$/u.test(branch) ? branch : undefined;
}

/** The first pull request of a repository is number 1. */
function numberOf(value: unknown): number | undefined {
  return count(value) || undefined;
}

function isCommit(value: unknown): value is string {
  return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}
