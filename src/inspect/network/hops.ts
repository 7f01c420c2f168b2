/** One hop: a request to one address, in the lane of its host. */
import type { Closing } from "./closing.ts";
import type { Dispatchers } from "./dispatchers.ts";
import { type Broken, notAgain } from "./errors.ts";
import type { RequestOptions } from "./http.ts";
import type { Lanes } from "./lanes.ts";
import type { NetworkPolicy } from "./policy.ts";
import type { ExchangeInit, Received } from "./receiver.ts";
import { exchange } from "./transport.ts";

/** Milliseconds. */
export interface Timeouts {
  /** Until the header is there. */
  readonly headers: number;
  /** Between two pieces of the body. */
  readonly idle: number;
  /** One attempt in all. */
  readonly attempt: number;
}

export interface HopOptions {
  readonly policy: NetworkPolicy;
  readonly lanes: Lanes;
  readonly dispatchers: Dispatchers;
  readonly closing: Closing;
  readonly timeouts: Timeouts;
  readonly userAgent: string;
}

export type Hop = (Received | Broken) & { readonly requests: 0 | 1 };

const MAX_BYTES = 4 * 1024 * 1024;

/** Asks an address once: if it may be asked at all, when it is its host's turn, and as long as there is time. */
export class Hops {
  readonly #options: HopOptions;

  constructor(options: HopOptions) {
    this.#options = options;
  }

  /** `vouched`: a listed host stands for this address. */
  async take(url: URL, request: RequestOptions, vouched: boolean): Promise<Hop> {
    const { policy, lanes } = this.#options;
    const refusal = vouched ? undefined : policy.refusal(url);
    if (refusal !== undefined) return { failure: "configuration", message: refusal, transient: false, requests: 0 };
    const stopped = await lanes.enter(url.host);
    if (stopped !== undefined) return { ...stopped, transient: false, requests: 0 };
    try {
      return await this.#send(url, request, vouched || policy.isListed(url));
    } finally {
      lanes.leave(url.host);
    }
  }

  async #send(url: URL, request: RequestOptions, isListed: boolean): Promise<Hop> {
    const { dispatchers, closing } = this.#options;
    const left = request.deadline?.left ?? Number.POSITIVE_INFINITY;
    if (left <= 0 || closing.isClosed) {
      return { failure: "timeout", message: `${url.host}: no time was left to ask it.`, transient: false, requests: 0 };
    }
    const init = this.#init(url, request, left);
    const answer = await exchange(await dispatchers.open(isListed), url, init, closing);
    this.#report(url.host, answer, request);
    return { ...answer, requests: 1 };
  }

  /** `left` is in milliseconds. */
  #init(url: URL, request: RequestOptions, left: number): ExchangeInit {
    const { timeouts, userAgent } = this.#options;
    const authorization = request.authorize?.(url);
    const attempt = Math.min(request.timeout ?? timeouts.attempt, left);
    return {
      method: request.method ?? "GET",
      headers: {
        "user-agent": userAgent,
        "accept-encoding": "identity",
        ...request.headers,
        ...(authorization !== undefined && { authorization }),
      },
      body: request.body,
      maxBytes: request.maxBytes ?? MAX_BYTES,
      timeout: attempt,
      headersTimeout: request.waitsForOthers === true ? 2 * attempt : Math.min(timeouts.headers, attempt),
      idleTimeout: Math.min(timeouts.idle, attempt),
    };
  }

  /** What the answer says of its host. Failures that another try may mend are counted when there is none left. */
  #report(host: string, answer: Received | Broken, { waitsForOthers }: RequestOptions): void {
    const { lanes } = this.#options;
    if ("status" in answer) {
      if (answer.status !== 429 && answer.status < 500) lanes.report(host, "good");
    } else if (
      (answer.failure === "timeout" && waitsForOthers !== true) ||
      (answer.failure === "unreachable" && !answer.transient)
    ) {
      lanes.report(host, notAgain(answer));
    }
  }
}
