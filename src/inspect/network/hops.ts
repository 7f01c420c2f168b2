/** One hop: a request to one address, in the lane of its host. */
import type { Closing } from "./closing.ts";
import type { Dispatchers } from "./dispatchers.ts";
import { type Broken, noTime, notAgain, outOfTime } from "./errors.ts";
import type { RequestOptions } from "./http.ts";
import type { Lanes } from "./lanes.ts";
import type { Stop } from "./stop.ts";
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
  readonly lanes: Lanes<Stop>;
  readonly dispatchers: Dispatchers;
  readonly closing: Closing;
  readonly timeouts: Timeouts;
  readonly userAgent: string;
}

export type Hop = (Received | Broken) & { readonly requests: 0 | 1 };

/** Milliseconds of a budget that are too few to wait for anything. */
const USED_UP = 20;
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
    const turn = await lanes.enter(url.host);
    if ("failure" in turn) return { ...turn, transient: false, requests: 0 };
    try {
      return await this.#send(url, request, vouched || policy.isListed(url));
    } finally {
      turn.leave();
    }
  }

  async #send(url: URL, request: RequestOptions, isListed: boolean): Promise<Hop> {
    const { dispatchers, closing } = this.#options;
    const { budget } = request;
    const left = budget?.left ?? Number.POSITIVE_INFINITY;
    if (left <= 0 || closing.isClosed) return { ...noTime(url), requests: 0 };
    const init = this.#init(url, request, left);
    const dispatcher = await dispatchers.open(isListed);
    const send = (): Promise<Received | Broken> => exchange(dispatcher, url, init, closing);
    const answer = await (budget === undefined ? send() : budget.spendOn(send));
    // A wait that we cut short says nothing of the host.
    const isCut = "failure" in answer && answer.failure === "timeout" && budget !== undefined && budget.left < USED_UP;
    if (isCut) return { ...outOfTime(url, left), requests: 1 };
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
      beginning: request.beginning,
      timeout: attempt,
      headersTimeout: request.waitsForOthers === true ? 2 * attempt : Math.min(timeouts.headers, attempt),
      idleTimeout: Math.min(timeouts.idle, attempt),
    };
  }

  /** What the answer says of its host. Failures that another try may mend are counted when there is none left. */
  #report(host: string, answer: Received | Broken, { waitsForOthers }: RequestOptions): void {
    const { lanes } = this.#options;
    if ("status" in answer) {
      lanes.answered(host);
      if (answer.status !== 429 && answer.status < 500) lanes.succeeded(host);
    } else if (
      (answer.failure === "timeout" && waitsForOthers !== true) ||
      (answer.failure === "unreachable" && !answer.transient)
    ) {
      lanes.failed(host, answer.failure, notAgain(answer));
    }
  }
}
