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
  /** The longest `Retry-After` that is waited for; a longer one ends the request and all others to its host. */
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

/** The wait before try `attempt + 1`; `random` gives numbers in [0, 1). */
export function backoff(policy: RetryPolicy, attempt: number, asked: number | undefined, random: () => number): number {
  if (asked !== undefined) return Math.max(asked, policy.floor) + random() * policy.floor;
  return random() * Math.min(policy.cap, policy.base * 2 ** (attempt - 1));
}
