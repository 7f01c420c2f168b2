/** What went wrong on the network, in words and in our closed set of states. */
import { codesOf } from "../../errors.ts";
import { privateAddressCode } from "./policy.ts";
import { oneLine } from "../../text/foreign.ts";
import type { NetworkFailure } from "./http.ts";
import type { Stop } from "./stop.ts";

/** An exchange that came to nothing. */
export interface Broken extends Pick<NetworkFailure, "failure" | "message" | "exhausted"> {
  /** True where another try may do better. */
  readonly transient: boolean;
}

/** Error codes that are about a certificate. */
const certificates = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/** Codes that are worth another try; a name that does not exist, a closed port or a certificate is not. */
const transientCodes: ReadonlySet<string> = new Set([
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "EAI_AGAIN",
  "UND_ERR_SOCKET",
  "UND_ERR_INFO",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
  "HTTPParserError",
]);

export const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

function isTransient(code: string): boolean {
  return transientCodes.has(code) || code.startsWith("ERR_HTTP2_");
}

/** What an error of undici or of a socket means. */
export function explain(error: Error, url: URL, headersTimeout: number): Broken {
  const codes = codesOf(error);
  const has = (...names: readonly string[]): boolean => codes.some((code) => names.includes(code));
  const host = url.host;

  if (has("UND_ERR_HEADERS_TIMEOUT")) {
    return {
      failure: "timeout",
      message: `${host} did not answer within ${seconds(headersTimeout)}.`,
      transient: true,
    };
  }
  if (has("UND_ERR_BODY_TIMEOUT")) {
    return { failure: "timeout", message: `${host} fell silent in the middle of its answer.`, transient: true };
  }
  if (has(privateAddressCode)) {
    return {
      failure: "configuration",
      message: `${host} has only private addresses; list it under insecure-registries if that is meant.`,
      transient: false,
    };
  }
  const transient = codes.some(isTransient);
  return { failure: "unreachable", message: unreachable(host, codes, error), transient };
}

function unreachable(host: string, codes: readonly string[], error: Error): string {
  const has = (...names: readonly string[]): boolean => codes.some((code) => names.includes(code));
  if (has("ENOTFOUND")) return `${host}: no such host.`;
  if (has("EAI_AGAIN")) return `${host}: its name could not be looked up.`;
  if (has("ECONNREFUSED")) return `${host} refused the connection.`;
  if (has("EHOSTUNREACH", "ENETUNREACH")) return `${host}: no route to it.`;
  if (has("UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT")) return `${host}: no connection in time.`;
  if (codes.some((code) => certificates.test(code))) {
    return `${host}: its certificate is not trusted (${codes.find((code) => certificates.test(code))}).`;
  }
  if (codes.some((code) => code.startsWith("ERR_SSL_") || code === "EPROTO"))
    return `${host} does not speak TLS as expected.`;
  if (has("HTTPParserError")) return `${host} does not speak HTTP.`;
  if (
    has("ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_INFO") ||
    codes.some((code) => code.startsWith("ERR_HTTP2_"))
  ) {
    return `${host} closed the connection.`;
  }
  return `${host} could not be reached: ${oneLine(error.message, 120)}.`;
}

/** Nothing was asked, because the time for the image is used up or the run is at its end. */
export function noTime({ host }: URL): Broken {
  return { failure: "timeout", message: `${host}: no time was left to ask it.`, transient: false, exhausted: true };
}

/** The answer was not waited for as long as it could have been: the time for the image was used up before. */
export function outOfTime({ host }: URL, left: number): Broken {
  const message = `${host} did not answer within the ${seconds(Math.round(left))} that were left for the image.`;
  return { failure: "timeout", message, transient: false, exhausted: true };
}

export function tooLarge(url: URL, limit: number): Broken {
  return { failure: "too-large", message: `${url.host} sent more than ${limit} bytes.`, transient: false };
}

// ── What the images behind a host are told that is asked no more ─────────────────────────────────────────────────────

export function notAgain({ failure, message }: Broken): Stop {
  return { failure, message: `${message} It was not asked again.` };
}

/** `wait` is in milliseconds, the jitter of less than a second included. */
export function limited(host: string, wait: number): Stop {
  const message = `${host} accepts no requests for the next ${Math.floor(wait / 1000)} s. It was not asked again.`;
  return { failure: "rate-limited", message };
}

export function inRuins(host: string, status: number): Stop {
  return {
    failure: status === 429 ? "rate-limited" : "server-error",
    message: `${host} answered ${status} again and again. It was not asked again.`,
  };
}
