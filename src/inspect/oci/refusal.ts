/** Why a registry does not give an image. */
import type { Failure, FailureState } from "../../model.ts";
import type { HttpResponse, NetworkFailure } from "../network/http.ts";
import { readError } from "./error.ts";

/** A failure, and what stood behind it. */
export interface Refusal {
  readonly failure: Failure;
  readonly status?: number;
  /** Error code of the registry. */
  readonly code?: string;
  readonly identity?: "anonymous" | "credentials";
  /** Known although the rest is not. */
  readonly digest?: string;
}

export function refusal(state: FailureState, message: string): Refusal {
  return { failure: { state, message } };
}

/** What a status other than 200 means for an image. `identity` is who asked. */
export function refusalOf(
  subject: string,
  host: string,
  response: HttpResponse,
  identity: "anonymous" | "credentials",
): Refusal {
  const { status } = response;
  const { code, message } = readError(response);
  const words = [code, message].filter((word) => word !== undefined).join(": ");
  const aside = words === "" ? "" : ` (${words})`;
  return {
    failure: { state: stateOf(status, identity), message: `${sentence(subject, host, status, identity)}${aside}.` },
    status,
    ...(code !== undefined && { code }),
    identity,
  };
}

function stateOf(status: number, identity: "anonymous" | "credentials"): FailureState {
  if (status === 404 || status === 410) return "not-found";
  if (status === 401 || status === 403) return identity === "anonymous" ? "absent-or-private" : "unauthorized";
  if (status === 429) return "rate-limited";
  return status >= 200 && status < 500 && status !== 408 ? "malformed" : "server-error";
}

function sentence(subject: string, host: string, status: number, identity: "anonymous" | "credentials"): string {
  if (status === 404 || status === 410) return `${subject} is not on ${host}`;
  if (status === 401 || status === 403) {
    return identity === "anonymous"
      ? `${subject} does not exist on ${host} or is private: it refuses anonymous readers`
      : `${host} refuses ${subject} to the login used`;
  }
  if (status === 429) return `${host} limits the rate of requests and did not let ${subject} through`;
  return `${host} answered ${status} when asked for ${subject}`;
}

/** The same, said of an image that is there, where a part of it is not: a registry may lose what an index or manifest names. */
export function ofPart(
  refused: Refusal,
  { subject }: { readonly subject: string },
  host: string,
  part: string,
): Refusal {
  if (refused.failure.state !== "not-found") return refused;
  const message = `${subject} is on ${host}, and ${part} is not: an engine that pulls it fails there.`;
  return { ...refused, failure: { state: "not-found", message, incomplete: true } };
}

export function refusalOfNetwork({ failure: state, message, exhausted }: NetworkFailure): Refusal {
  return { failure: { state, message, ...(exhausted === true && { exhausted }) } };
}

export function missing(
  { subject }: { readonly subject: string },
  wanted: string,
  platforms: readonly string[],
): Refusal {
  const [only, ...more] = platforms;
  const offer =
    only === undefined
      ? "says for no platform that it is made for it"
      : more.length === 0
        ? `is made for ${only} only`
        : `offers ${platforms.slice(0, 20).join(", ")}`;
  return refusal("platform-missing", `${subject} has no image for ${wanted}: it ${offer}.`);
}
