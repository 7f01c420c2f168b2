/** Wave's request limiter: so many a second, a wait of up to half a second, then 503 with `Retry-After: 0`. */
import { Refusal, jsonType } from "./refusal.ts";

const longestWaitMs = 500;

export const createRateLimit = (perSecond: number | undefined, now: () => number = Date.now): (() => Promise<void>) => {
  if (perSecond === undefined) return () => Promise.resolve();
  const gap = 1000 / perSecond;
  // Tokens are handed out ahead of time: the moment when the next one is due.
  let due = now() - 1000;
  return async () => {
    due = Math.max(due, now() - 1000);
    const wait = due + gap - now();
    if (wait > longestWaitMs) {
      const text = JSON.stringify({
        message: "Maximum request rate exceeded - Wait 0secs before issuing a new request",
      });
      throw new Refusal({ status: 503, headers: { ...jsonType, "retry-after": "0" }, text });
    }
    due += gap;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  };
};
