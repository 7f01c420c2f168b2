/**
 * The one way out to the network for both back ends: what may be asked of a server, and what comes back.
 * Nothing here throws for what a server or the network does: a broken exchange is a `NetworkFailure`.
 */
import type { FailureState } from "../../model.ts";
import type { RetryPolicy } from "./retry.ts";
import type { TimeBudget } from "./time-budget.ts";

export type RequestHeaders = Readonly<Record<string, string | string[]>>;

export interface RequestOptions {
  /** Default GET. */
  readonly method?: "GET" | "HEAD" | "POST" | "PUT";
  /** Of several values each is sent in a line of its own. */
  readonly headers?: RequestHeaders;
  readonly body?: string | Uint8Array;
  /**
   * The Authorization header for one hop. Asked anew for every URL that a request visits, redirects included,
   * so that a secret goes only to the host that it is for: return it for that host's URL and nothing else.
   */
  readonly authorize?: (url: URL) => string | undefined;
  /** Cap on the body in bytes, encoded and decoded alike. Default 4 MiB. More is `too-large`. */
  readonly maxBytes?: number;
  /**
   * Only the beginning of the body is wanted, so many bytes: the connection is closed on what a server sends beyond them,
   * and nothing is too large. Of another answer than 200 and 206 it is `maxBytes`.
   */
  readonly beginning?: number;
  /** Milliseconds that one attempt may take from the first byte sent to the last one read. Default 30 s. */
  readonly timeout?: number;
  /** Is spent on this request, too; nothing more is tried when it is used up. Default: there is no limit. */
  readonly budget?: TimeBudget;
  /**
   * For a server that waits for others before it answers: its silence is not its own. The header may take as long as
   * the whole attempt, and a timeout does not count against the host.
   */
  readonly waitsForOthers?: boolean;
  /** True for an address that a listed host vouches for: it is treated as listed itself. Redirects are not. */
  readonly asListed?: boolean;
  /** Default `refuse`: a 3xx answer is returned as it is. */
  readonly redirects?: "follow" | "same-origin" | "refuse";
  readonly retry?: Partial<RetryPolicy>;
  /** True for an answer that no further try can change, whatever its status. Such an answer breaks no host. */
  readonly isFinal?: (response: HttpResponse) => boolean;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; a header that was sent several times has several values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** The decoded body, whole, or its `beginning`, which is empty where it came in an encoding. */
  readonly bytes: Uint8Array;
  /** Where the answer came from, after redirects. */
  readonly url: URL;
  /** HTTP requests spent, retries and redirects included. */
  readonly requests: number;
}

export interface NetworkFailure {
  readonly failure: Extract<
    FailureState,
    "unreachable" | "timeout" | "too-large" | "malformed" | "rate-limited" | "server-error" | "configuration"
  >;
  /** One sentence for a person; holds no secret, no query string and no control character. */
  readonly message: string;
  /** It was us who gave up: the time for the image is used up. */
  readonly exhausted?: true;
  readonly requests: number;
}

export type HttpResult = HttpResponse | NetworkFailure;

export interface HttpClient {
  /** `url` must be absolute, http or https. Never throws and never rejects. */
  request(url: string | URL, options?: RequestOptions): Promise<HttpResult>;
  /** Hosts with requests in flight or waiting, the busiest first. */
  load(): readonly { readonly host: string; readonly active: number; readonly waiting: number }[];
  /** Closes every connection; requests still under way end as `timeout`. */
  close(): Promise<void>;
}

/** The first value of a header, or undefined. */
export function header(response: HttpResponse, name: string): string | undefined {
  return response.headers.get(name)?.[0];
}
