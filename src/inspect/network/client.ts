import { createDispatchers } from "./dispatchers.ts";
import { header, type HttpClient, type HttpResponse, type NetworkFailure, type RequestOptions } from "./http.ts";
import { createLanes, defaultLaneLimits, type LaneLimits } from "./lanes.ts";
import { createNetworkPolicy, type Resolve } from "./policy.ts";
import { proxiesOf } from "./proxy.ts";
import { backoff, defaultRetry, retryAfter, type RetryPolicy } from "./retry.ts";
import { oneLine } from "../../text/foreign.ts";
import type { Broken } from "./errors.ts";
import { type Answer, exchange } from "./transport.ts";

export interface HttpOptions {
  /** Proxies (HTTPS_PROXY, HTTP_PROXY, NO_PROXY) and further certificates (NODE_EXTRA_CA_CERTS). */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hosts, `host` or `host:port`, for which plain http and private addresses are allowed. */
  readonly listedHosts: readonly string[];
  readonly userAgent: string;
  readonly now: () => Date;
  readonly warn: (message: string) => void;
  /** Numbers in [0, 1) for jitter. Default Math.random. */
  readonly random?: () => number;
  /** Default: the name service of the system. */
  readonly resolve?: Resolve;
  readonly retry?: Partial<RetryPolicy>;
  readonly lanes?: Partial<LaneLimits>;
  /** Milliseconds. Defaults: connect 10 s, header 15 s, silence within a body 10 s, one attempt 30 s. */
  readonly timeouts?: {
    readonly connect?: number;
    readonly headers?: number;
    readonly idle?: number;
    readonly attempt?: number;
  };
}

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_REDIRECTS = 5;

/** Throws ConfigurationError for a proxy in the environment that cannot be used. */
export function createHttpClient(options: HttpOptions): HttpClient {
  const { random = Math.random, timeouts = {} } = options;
  const now = (): number => options.now().getTime();
  const limits = { ...defaultLaneLimits, ...options.lanes };
  const policy = createNetworkPolicy(options.listedHosts);
  const lanes = createLanes(limits);
  const dispatchers = createDispatchers({
    proxies: proxiesOf(options.env),
    env: options.env,
    connectTimeout: timeouts.connect ?? 10_000,
    connections: limits.perHost,
    warn: options.warn,
    ...(options.resolve !== undefined && { resolve: options.resolve }),
  });
  const closing = new Set<() => void>();
  let closed = false;

  /** Ends at once where the client is closed. */
  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        closing.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      closing.add(end);
    });
  }

  /** One hop within the host's lane. `vouched`: a listed host stands for this address. */
  async function hop(
    url: URL,
    request: RequestOptions,
    vouched: boolean,
  ): Promise<(Answer | Broken) & { readonly requests: 0 | 1 }> {
    const refusal = vouched ? undefined : policy.refusal(url);
    if (refusal !== undefined) return { failure: "configuration", message: refusal, transient: false, requests: 0 };
    const stopped = await lanes.enter(url.host);
    if (stopped !== undefined) return { ...stopped, transient: false, requests: 0 };
    try {
      const left = (request.deadline ?? Number.POSITIVE_INFINITY) - now();
      if (left <= 0 || closed) return { ...outOfTime(url), transient: false, requests: 0 };
      const authorization = request.authorize?.(url);
      const isListed = vouched || policy.isListed(url);
      const attempt = Math.min(request.timeout ?? timeouts.attempt ?? 30_000, left);
      const answer = await exchange(
        await dispatchers.open(isListed),
        url,
        {
          method: request.method ?? "GET",
          headers: {
            "user-agent": options.userAgent,
            "accept-encoding": "identity",
            ...request.headers,
            ...(authorization !== undefined && { authorization }),
          },
          body: request.body,
          maxBytes: request.maxBytes ?? MAX_BYTES,
          timeout: attempt,
          headersTimeout: request.waitsForOthers === true ? 2 * attempt : Math.min(timeouts.headers ?? 15_000, attempt),
          idleTimeout: Math.min(timeouts.idle ?? 10_000, attempt),
        },
        closing,
      );
      if ("status" in answer) {
        if (answer.status !== 429 && answer.status < 500) lanes.report(url.host, "good");
      } else if (
        (answer.failure === "timeout" && request.waitsForOthers !== true) ||
        (answer.failure === "unreachable" && !answer.transient)
      ) {
        lanes.report(url.host, notAgain(answer));
      }
      return { ...answer, requests: 1 };
    } finally {
      lanes.leave(url.host);
    }
  }

  /** One attempt: the request and the redirects that it meets. */
  async function attempt(
    start: URL,
    request: RequestOptions,
  ): Promise<(HttpResponse | Broken) & { readonly requests: number }> {
    let url = start;
    let requests = 0;
    for (let redirects = 0; ; redirects++) {
      const answer = await hop(url, request, redirects === 0 && request.asListed === true);
      requests += answer.requests;
      if ("failure" in answer) return { ...answer, requests };
      const target = redirection(answer, url, request);
      if (target === undefined) return { ...answer, url, requests };
      if (typeof target === "string" || redirects === MAX_REDIRECTS) {
        const message =
          typeof target === "string" ? target : `${start.host} redirected more than ${MAX_REDIRECTS} times.`;
        return { failure: "malformed", message, transient: false, requests };
      }
      url = target;
    }
  }

  return {
    async request(address, request = {}) {
      const start = new URL(address);
      const retry = { ...defaultRetry, ...options.retry, ...request.retry };
      let requests = 0;
      for (let tries = 1; ; tries++) {
        const outcome = await attempt(start, request);
        requests += outcome.requests;
        const result = { ...outcome, requests };
        const isAnswer = "status" in result;
        const again = isAnswer
          ? retry.statuses.includes(result.status) && request.isFinal?.(result) !== true
          : result.transient;
        if (!again || closed) return result;

        const host = isAnswer ? result.url.host : start.host;
        const asked = isAnswer ? retryAfter(header(result, "retry-after"), now()) : undefined;
        const wait = backoff(retry, tries, asked, random);
        const tooLong = wait > retry.patience;
        const tooLate = now() + wait > (request.deadline ?? Number.POSITIVE_INFINITY);
        if (isAnswer && result.status === 429) {
          // That this image has no more time says nothing about the others.
          if (tooLong) lanes.stop(host, { failure: "rate-limited", message: limited(host, wait) });
          else lanes.slowDown(host, wait);
        }
        if (tries >= retry.attempts || tooLong || tooLate) {
          if (isAnswer && result.status !== 500) lanes.report(host, exhausted(host, result.status));
          // Timeouts were counted one by one: each costs as much as all tries of another failure.
          if (!isAnswer && result.failure === "unreachable") lanes.report(host, notAgain(result));
          return result;
        }
        await pause(wait);
      }
    },
    load: () => lanes.load(),
    async close() {
      closed = true;
      lanes.close();
      for (const stop of closing) stop();
      await dispatchers.close();
    },
  };
}

/** Where a redirect leads; a sentence where it leads nowhere; undefined where the answer is to be taken as it is. */
function redirection(answer: Answer, from: URL, request: RequestOptions): URL | string | undefined {
  if (request.redirects === undefined || request.redirects === "refuse") return undefined;
  if (![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  const location = answer.headers.get("location")?.[0];
  if (location === undefined || !URL.canParse(location, from.href)) return `${from.host} redirected to no address.`;
  const target = new URL(location, from);
  if (from.protocol === "https:" && target.protocol !== "https:") {
    return `${from.host} redirected from https to ${oneLine(target.protocol, 20)}//${target.host}.`;
  }
  if (request.redirects === "same-origin" && target.origin !== from.origin) {
    return `${from.host} redirected to another host, ${target.host}.`;
  }
  return target;
}

function outOfTime(url: URL): Pick<NetworkFailure, "failure" | "message"> {
  return { failure: "timeout", message: `${url.host}: no time was left to ask it.` };
}

/** What the images behind a broken host are told. */
function notAgain(broken: Broken): Pick<NetworkFailure, "failure" | "message"> {
  return { failure: broken.failure, message: `${broken.message} It was not asked again.` };
}

/** `wait` is in milliseconds, the jitter of less than a second included. */
function limited(host: string, wait: number): string {
  return `${host} accepts no requests for the next ${Math.floor(wait / 1000)} s. It was not asked again.`;
}

function exhausted(host: string, status: number): Pick<NetworkFailure, "failure" | "message"> {
  return {
    failure: status === 429 ? "rate-limited" : "server-error",
    message: `${host} answered ${status} again and again. It was not asked again.`,
  };
}
