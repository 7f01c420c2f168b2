import { expect, test } from "vitest";
import { Lanes } from "../../../src/inspect/network/lanes.ts";

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const reason = { failure: "rate-limited", message: "no more" } as const;

test("a host that is stopped lets those that wait go, each with the reason", async () => {
  const lanes = new Lanes({ perHost: 1, overall: 4, breakAfter: 3 });
  expect(await lanes.enter("a")).toBeUndefined();
  const waiting = [lanes.enter("a"), lanes.enter("a")];
  lanes.stop("a", reason);
  lanes.leave("a");
  expect(await Promise.all(waiting)).toEqual([reason, reason]);
  expect(await lanes.enter("a")).toEqual(reason);
  expect(await lanes.enter("b")).toBeUndefined();
  expect(lanes.load()).toEqual([{ host: "b", active: 1, waiting: 0 }]);
  lanes.leave("b");
  expect(lanes.load()).toEqual([]);
});

test("a shorter pause does not end a longer one, a longer one takes its place", async () => {
  const lanes = new Lanes({ perHost: 4, overall: 4, breakAfter: 3 });
  const start = performance.now();
  for (const wait of [60, 120, 1]) lanes.slowDown("a", wait);
  await lanes.enter("a");
  expect(performance.now() - start).toBeGreaterThanOrEqual(115);
  lanes.leave("a");
});

test("a host that asked to wait gets fewer at a time, and more again with success", async () => {
  const lanes = new Lanes({ perHost: 4, overall: 9, breakAfter: 3 });
  lanes.slowDown("a", 0);
  const enterAll = async (): Promise<number> => {
    const inside: string[] = [];
    for (const name of "wxyz") void lanes.enter("a").then(() => inside.push(name));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await settle();
    return inside.length;
  };
  expect(await enterAll()).toBe(2);
  for (let n = 0; n < 20; n++) lanes.report("a", "good");
  for (let n = 0; n < 4; n++) {
    lanes.leave("a");
    await settle();
  }
  expect(await enterAll()).toBe(4);
});
