/** The one place that decides whether and when a request is tried again. */
import type { TimeBudget } from "./time-budget.ts";

/** How often, on what and after which wait a request is tried again. All times in milliseconds. */
export interface RetryPolicy {
  /** Tries in all, the first included. */
  readonly attempts: number;
  /** Statuses worth another try. */
  readonly statuses: readonly number[];
  /** Full jitter: anything between 0 and `base * 2^n`, at most `cap`. */
  readonly base: number;
  readonly cap: number;
  /** What a `Retry-After: 0` still costs, with as much jitter on top. */
  readonly floor: number;
  /** The longest wait that is put up with; a longer `Retry-After` ends the request and all others to its host. */
  readonly patience: number;
}

export const defaultRetry: RetryPolicy = {
  attempts: 3,
  statuses: [408, 429, 499, 500, 502, 503, 504, 522],
  base: 500,
  cap: 30_000,
  floor: 250,
  patience: 30_000,
};

export interface RetryOptions {
  readonly policy: RetryPolicy;
  /** Default: there is no limit. */
  readonly budget?: TimeBudget | undefined;
  readonly now: () => number;
  /** Numbers in [0, 1) for jitter. */
  readonly random: () => number;
}

/** What follows a try that failed. */
export interface NextTry {
  /** Milliseconds that should pass before anything more is sent, whoever sends it. */
  readonly wait: number;
  /**
   * Why there is no further try: the host asks for a longer wait than anybody has patience for, all tries are used up,
   * or the time is. Undefined where there is one. The first of these that is true.
   */
  readonly over: "patience" | "attempts" | "budget" | undefined;
}

/** The tries of one request. */
export class Retry {
  readonly #options: RetryOptions;
  #tries = 0;

  constructor(options: RetryOptions) {
    this.#options = options;
  }

  /** To be asked once after each try that another one may better. `asked` is the `Retry-After` of its answer, as sent. */
  next(asked: string | undefined): NextTry {
    const { policy, budget, now, random } = this.#options;
    this.#tries++;
    const wait = backoff(policy, this.#tries, retryAfter(asked, now()), random);
    if (wait > policy.patience) return { wait, over: "patience" };
    if (this.#tries >= policy.attempts) return { wait, over: "attempts" };
    return { wait, over: budget?.allows(wait) === false ? "budget" : undefined };
  }
}

/**
 * Milliseconds that a `Retry-After` asks for: whole seconds or an HTTP date (RFC 9110 §10.2.3), the two obsolete forms
 * of a date included (§5.6.7); undefined if neither.
 */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Za-z]{3,9},? /.test(text)) return undefined;
  // The form of asctime() names no zone; like the others it means GMT.
  const date = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The wait before try `attempt + 1`; `random` gives numbers in [0, 1). */
export function backoff(policy: RetryPolicy, attempt: number, asked: number | undefined, random: () => number): number {
  if (asked !== undefined) return Math.max(asked, policy.floor) + random() * policy.floor;
  return random() * Math.min(policy.cap, policy.base * 2 ** (attempt - 1));
}
