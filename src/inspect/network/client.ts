/** The HTTP client of a run: redirects and retries over single hops. */
import { Closing } from "./closing.ts";
import { Dispatchers } from "./dispatchers.ts";
import { type Broken, inRuins, limited, notAgain } from "./errors.ts";
import { Hops } from "./hops.ts";
import { header, type HttpClient, type HttpResponse, type HttpResult, type RequestOptions } from "./http.ts";
import { defaultLaneLimits, type LaneLimits, Lanes } from "./lanes.ts";
import type { Resolve } from "./names.ts";
import { createNetworkPolicy } from "./policy.ts";
import { proxiesOf } from "./proxy.ts";
import { MAX_REDIRECTS, redirection } from "./redirects.ts";
import type { Stop } from "./stop.ts";
import { defaultRetry, type NextTry, Retry, type RetryPolicy } from "./retry.ts";

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

/** Throws ConfigurationError for a proxy in the environment that cannot be used. */
export function createHttpClient(options: HttpOptions): HttpClient {
  return new Client(options);
}

/** What one try came to. */
type Attempt = (HttpResponse | Broken) & { readonly requests: number };

class Client implements HttpClient {
  readonly #closing = new Closing();
  readonly #lanes: Lanes<Stop>;
  readonly #dispatchers: Dispatchers;
  readonly #hops: Hops;
  readonly #retry: RetryPolicy;
  readonly #now: () => number;
  readonly #random: () => number;

  constructor(options: HttpOptions) {
    const { connect = 10_000, headers = 15_000, idle = 10_000, attempt = 30_000 } = options.timeouts ?? {};
    const limits = { ...defaultLaneLimits, ...options.lanes };
    this.#lanes = new Lanes(limits);
    this.#dispatchers = new Dispatchers({
      proxies: proxiesOf(options.env),
      env: options.env,
      connectTimeout: connect,
      connections: limits.perHost,
      warn: options.warn,
      ...(options.resolve !== undefined && { resolve: options.resolve }),
    });
    this.#hops = new Hops({
      policy: createNetworkPolicy(options.listedHosts),
      lanes: this.#lanes,
      dispatchers: this.#dispatchers,
      closing: this.#closing,
      timeouts: { headers, idle, attempt },
      userAgent: options.userAgent,
    });
    this.#retry = { ...defaultRetry, ...options.retry };
    this.#now = () => options.now().getTime();
    this.#random = options.random ?? Math.random;
  }

  async request(address: string | URL, request: RequestOptions = {}): Promise<HttpResult> {
    const start = new URL(address);
    const policy = { ...this.#retry, ...request.retry };
    const { budget } = request;
    const retry = new Retry({ policy, budget, now: this.#now, random: this.#random });
    for (let requests = 0; ;) {
      const attempt = await this.#attempt(start, request);
      requests += attempt.requests;
      const result = { ...attempt, requests };
      if (this.#closing.isClosed || !mayDoBetter(result, policy, request)) return result;
      const next = this.#next(retry, start.host, result);
      if (next.over !== undefined) return result;
      const pause = (): Promise<void> => this.#closing.pause(next.wait);
      await (budget === undefined ? pause() : budget.spendOn(pause));
    }
  }

  load(): ReturnType<HttpClient["load"]> {
    return this.#lanes.load();
  }

  async close(): Promise<void> {
    this.#closing.close();
    this.#lanes.close();
    await this.#dispatchers.close();
  }

  /** One attempt: the request and the redirects that it meets. */
  async #attempt(start: URL, request: RequestOptions): Promise<Attempt> {
    let url = start;
    let requests = 0;
    for (let redirects = 0; ; redirects++) {
      const answer = await this.#hops.take(url, request, redirects === 0 && request.asListed === true);
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

  /** What follows a try that failed; the lane of the host learns what it says for the others. */
  #next(retry: Retry, startHost: string, result: Attempt): NextTry {
    const host = "status" in result ? result.url.host : startHost;
    const next = retry.next("status" in result ? header(result, "retry-after") : undefined);
    if ("status" in result && result.status === 429) {
      // That this image has no more time says nothing about the others.
      if (next.over === "patience") this.#lanes.stop(host, limited(host, next.wait));
      else this.#lanes.slowDown(host, next.wait);
    }
    if (next.over === undefined) return next;
    if ("status" in result) {
      if (result.status === 500) return next;
      const reason = inRuins(host, result.status);
      this.#lanes.failed(host, reason.failure, reason);
    } else if (result.failure === "unreachable") {
      // Timeouts were counted one by one: each costs as much as all tries of another failure.
      this.#lanes.failed(host, result.failure, notAgain(result));
    }
    return next;
  }
}

function mayDoBetter(result: Attempt, policy: RetryPolicy, request: RequestOptions): boolean {
  if ("failure" in result) return result.transient;
  return policy.statuses.includes(result.status) && request.isFinal?.(result) !== true;
}
