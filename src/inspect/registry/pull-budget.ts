import { header, type HttpResponse } from "../network/http.ts";
import { decodeText } from "../../text/foreign.ts";

/**
 * What a metered registry still lets us read. Docker Hub counts every GET of a manifest as a pull and says with each
 * answer, HEAD included, how many are left (`ratelimit-remaining: 76;w=21600`).
 */
export interface PullBudget {
  /** Takes one pull; false where none is left. */
  take(): boolean;
  /** The answer to a pull that was taken is there, or will never be. */
  settle(): void;
  /** Reads what an answer says about the limit. */
  learn(response: HttpResponse): void;
}

export function createPullBudget(): PullBudget {
  let remaining = Number.POSITIVE_INFINITY;
  let underWay = 0;
  return {
    take() {
      if (remaining <= 0) return false;
      remaining--;
      underWay++;
      return true;
    },
    settle() {
      underWay--;
    },
    learn(response) {
      const said = /^\s*(\d{1,9})\b/.exec(header(response, "ratelimit-remaining") ?? "")?.[1];
      // The server has not counted yet what is still under way.
      if (said !== undefined) remaining = Math.max(0, Number(said) - underWay);
      if (isPullLimit(response)) remaining = 0;
    },
  };
}

/** Docker Hub's "no more pulls", which no waiting of ours ends and which leaves HEAD requests alone. */
export function isPullLimit(response: HttpResponse): boolean {
  return response.status === 429 && /pull rate limit/i.test(decodeText(response.bytes));
}
