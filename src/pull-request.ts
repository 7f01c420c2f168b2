/** The pull request that a workflow runs for, as the payload of its event has it. */
import { ConfigurationError } from "./errors.ts";
import { count, type Json, object, text } from "./text/json.ts";

export interface PullRequest {
  /** `pull_request`, `pull_request_target`, `merge_group` and their kin. */
  readonly event: string;
  /** The commit that the change is to be added to. All digits. */
  readonly base: string;
  /** The commit of the change. */
  readonly head: string;
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
 * @throws ConfigurationError where such an event does not say its commits: nobody knows then what to trust.
 */
export function readPullRequest(
  name: string,
  payload: string | undefined,
  repository: string,
): PullRequest | undefined {
  if (!EVENTS.test(name)) return undefined;
  const event = parsed(payload);
  const group = object(event["merge_group"]);
  const pull = object(event["pull_request"]);
  const [into, from] = [object(pull?.["base"]), object(pull?.["head"])];
  const base = name === "merge_group" ? group?.["base_sha"] : into?.["sha"];
  const head = name === "merge_group" ? group?.["head_sha"] : from?.["sha"];
  const number = count(pull?.["number"] ?? event["number"]);
  const origin = nameOf(from);
  if (!isCommit(base) || !isCommit(head)) {
    const message = `The payload of the event ${name} (GITHUB_EVENT_PATH) does not name the commits of a change: the policy of its base cannot be told. Write policy-from: head to go by the checked-out policy.`;
    throw new ConfigurationError(message);
  }
  return {
    event: name,
    base,
    head,
    repository: nameOf(into) ?? repository,
    ...(origin !== undefined && { from: origin }),
    ...(number !== undefined && { number }),
  };
}

function parsed(payload: string | undefined): Json {
  try {
    return object(JSON.parse(payload ?? "")) ?? {};
  } catch {
    return {};
  }
}

/** Of the repository of a base or a head: `acme/readqc`. */
function nameOf(side: Json | undefined): string | undefined {
  return text(object(side?.["repo"])?.["full_name"]);
}

function isCommit(value: unknown): value is string {
  return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}
