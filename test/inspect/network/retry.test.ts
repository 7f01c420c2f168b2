import { expect, test } from "vitest";
import { TimeBudget } from "../../../src/inspect/network/time-budget.ts";
import { defaultRetry, Retry, type RetryPolicy } from "../../../src/inspect/network/retry.ts";

const now = (): number => Date.parse("2026-01-01T00:00:00Z");
const retry = (policy: Partial<RetryPolicy> = {}, budget?: TimeBudget): Retry =>
  new Retry({ policy: { ...defaultRetry, ...policy }, budget, now, random: () => 0.5 });
const of = (milliseconds: number): TimeBudget => new TimeBudget(milliseconds, now);

test("the wait doubles from try to try until all tries are used up", () => {
  const tries = retry({ attempts: 3, base: 100 });
  expect(tries.next(undefined)).toEqual({ wait: 50, over: undefined });
  expect(tries.next(undefined)).toEqual({ wait: 100, over: undefined });
  expect(tries.next(undefined)).toEqual({ wait: 200, over: "attempts" });
});

test("a host that asks for a wait gets it, and one that asks for too much is not waited for", () => {
  expect(retry().next("2")).toEqual({ wait: 2125, over: undefined });
  expect(retry().next("Thu, 01 Jan 2026 00:00:01 GMT")).toEqual({ wait: 1125, over: undefined });
  expect(retry().next("31").over).toBe("patience");
  // That the tries are used up as well says nothing to others; that the host wants to be left alone does.
  expect(retry({ attempts: 1 }).next("31").over).toBe("patience");
});

test("no try begins beyond the budget", () => {
  expect(retry({}, of(1125)).next("1").over).toBeUndefined();
  expect(retry({}, of(1124)).next("1").over).toBe("budget");
});
