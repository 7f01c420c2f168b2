/** Why GitHub gave no answer that can be used, in words. */
import { oneLine } from "../text/foreign.ts";
import { isObject, object, text } from "../text/json.ts";
import { quote } from "../text/quote.ts";

/**
 * That the token may ask no more for now, and until when; undefined where it is something else.
 *
 * @param what Could not be done, in a clause: `acme/readqc:a.yml@main could not be read`.
 */
export function limitOf(what: string, error: unknown): string | undefined {
  const answer = answerOf(error);
  const headers = isObject(answer) && isObject(answer["headers"]) ? answer["headers"] : {};
  const status = statusOf(error);
  const isSpent =
    headers["x-ratelimit-remaining"] === "0" ||
    headers["retry-after"] !== undefined ||
    /rate limit/i.test(messageOf(error) ?? "");
  if (status !== 429 && !(status === 403 && isSpent)) return undefined;
  const [reset, wait] = [headers["x-ratelimit-reset"], headers["retry-after"]].map(Number);
  // The second limit names a time to wait, and has a first one beside it that is not used up.
  const until = isSeconds(wait) ? ` for ${wait} seconds` : isSeconds(reset) ? ` until ${timeOf(reset)}` : "";
  return `${what}: the rate limit of GitHub for this token is used up${until} (${status}). Try again then, or give a token of its own.`;
}

function isSeconds(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value > 0;
}

/** What GitHub says of a refusal, such as that an organisation wants a token to be authorised for its single sign-on. */
export function wordsOf(error: unknown): string {
  const message = messageOf(error);
  return message === undefined ? "" : ` GitHub says: ${quote(oneLine(message, 160))}.`;
}

function messageOf(error: unknown): string | undefined {
  const answer = answerOf(error);
  return isObject(answer) ? text(object(answer["data"])?.["message"]) : undefined;
}

/** `2026-11-29 12:34 UTC`, of seconds since 1970. */
function timeOf(seconds: number): string {
  return `${new Date(Math.min(seconds, 8e12) * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** The status of an answer; where there was none, what was said of it. */
export function statusOf(error: unknown): unknown {
  // Octokit gives the status 500 to a request without any answer, too.
  const answer = answerOf(error);
  return isObject(answer) ? answer["status"] : oneLine(String(error), 160);
}

function answerOf(error: unknown): unknown {
  return error instanceof Error && "response" in error ? error.response : undefined;
}
