/** Registries that count what is pulled. */
import { decodeText } from "../../text/foreign.ts";
import { header, type HttpResponse } from "../network/http.ts";

/** Others send headers of the same name about limits of another kind, such as requests a minute. */
const metered: ReadonlySet<string> = new Set(["registry-1.docker.io"]);

/** Whether the registry at this host counts GETs of manifests, and says how many are left. */
export function isMetered(host: string): boolean {
  return metered.has(host);
}

/**
 * What a metered registry still lets us read. Docker Hub counts every GET of a manifest as a pull and says with each
 * answer, HEAD included, how many are left (`ratelimit-remaining: 76;w=21600`).
 */
export class PullBudget {
  #remaining = Number.POSITIVE_INFINITY;
  #underWay = 0;

  /** Takes one pull; false where none is left. */
  take(): boolean {
    if (this.#remaining <= 0) return false;
    this.#remaining--;
    this.#underWay++;
    return true;
  }

  /** The answer to a pull that was taken is there, or will never be. */
  settle(): void {
    this.#underWay--;
  }

  /** Reads what an answer says about the limit. */
  learn(response: HttpResponse): void {
    const said = /^\s*(\d{1,9})\b/.exec(header(response, "ratelimit-remaining") ?? "")?.[1];
    // The server has not counted yet what is still under way.
    if (said !== undefined) this.#remaining = Math.max(0, Number(said) - this.#underWay);
    if (isPullLimit(response)) this.#remaining = 0;
  }
}

/** Docker Hub's "no more pulls", which no waiting of ours ends and which leaves HEAD requests alone. */
export function isPullLimit(response: HttpResponse): boolean {
  return response.status === 429 && /pull rate limit/i.test(decodeText(response.bytes));
}
