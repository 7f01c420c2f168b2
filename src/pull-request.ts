/** The pull request that a workflow runs for, as the payload of its event has it. */
import { ConfigurationError } from "./errors.ts";
import { isObject } from "./text/json.ts";

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
  const group = objectAt(event, "merge_group");
  const pull = objectAt(event, "pull_request");
  const base = name === "merge_group" ? group["base_sha"] : objectAt(pull, "base")["sha"];
  const head = name === "merge_group" ? group["head_sha"] : objectAt(pull, "head")["sha"];
  const from = objectAt(objectAt(pull, "head"), "repo")["full_name"];
  const into = objectAt(objectAt(pull, "base"), "repo")["full_name"];
  const number = pull["number"] ?? event["number"];
  if (!isCommit(base) || !isCommit(head)) {
    const message = `The payload of the event ${name} (GITHUB_EVENT_PATH) does not name the commits of a change: the policy of its base cannot be told. Write policy-from: head to go by the checked-out policy.`;
    throw new ConfigurationError(message);
  }
  return {
    event: name,
    base,
    head,
    repository: typeof into === "string" ? into : repository,
    ...(typeof from === "string" && { from }),
    ...(typeof number === "number" && { number }),
  };
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function objectAt(value: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const inner = value[key];
  return isObject(inner) ? inner : {};
}

function isCommit(value: unknown): value is string {
  return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}
