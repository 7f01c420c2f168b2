import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { defaultLaneLimits, Lanes, type LaneLimits } from "../../../src/inspect/network/lanes.ts";
import type { Stop } from "../../../src/inspect/network/stop.ts";
import { Turn } from "../../../src/inspect/network/turn.ts";

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const reason = { failure: "rate-limited", message: "no more" } as const;

const lanesOf = (limits: Partial<LaneLimits> = {}): Lanes<Stop> => new Lanes({ ...defaultLaneLimits, ...limits });

async function turnOf(lanes: Lanes<Stop>, host: string): Promise<Turn> {
  const turn = await lanes.enter(host);
  if (!(turn instanceof Turn)) throw new Error(turn.message);
  return turn;
}

/** As a request that is answered. */
async function answer(lanes: Lanes<Stop>, host: string, times = 1): Promise<void> {
  for (let n = 0; n < times; n++) {
    const turn = await turnOf(lanes, host);
    lanes.answered(host);
    turn.leave();
  }
}

/** Those that were let go, in the order in which they were. */
function arrivals(lanes: Lanes<Stop>): {
  readonly inside: string[];
  readonly turns: Turn[];
  readonly arrive: (...hosts: readonly string[]) => Promise<void>;
} {
  const inside: string[] = [];
  const turns: Turn[] = [];
  const enter = async (host: string): Promise<void> => {
    const turn = await turnOf(lanes, host);
    inside.push(host);
    turns.push(turn);
  };
  return {
    inside,
    turns,
    async arrive(...hosts) {
      for (const host of hosts) {
        void enter(host);
      }
      await settle();
    },
  };
}

test("a host that is stopped tells those that wait, whoever is still under way there", async () => {
  const lanes = lanesOf({ perHost: 1, overall: 4 });
  const turn = await turnOf(lanes, "a");
  const waiting = [lanes.enter("a"), lanes.enter("a")];
  lanes.stop("a", reason);
  expect(await Promise.all(waiting)).toEqual([reason, reason]);
  expect(await lanes.enter("a")).toEqual(reason);
  turn.leave();
  const other = await turnOf(lanes, "b");
  expect(lanes.load()).toEqual([{ host: "b", active: 1, waiting: 0 }]);
  other.leave();
  expect(lanes.load()).toEqual([]);
});

test("a shorter pause does not end a longer one, a longer one takes its place", async () => {
  const lanes = lanesOf({ perHost: 4, overall: 4 });
  const start = performance.now();
  for (const wait of [60, 120, 1]) lanes.slowDown("a", wait);
  const turn = await turnOf(lanes, "a");
  expect(performance.now() - start).toBeGreaterThanOrEqual(115);
  turn.leave();
});

test("a host that asked to wait gets fewer at a time, and more again with success", async () => {
  const lanes = lanesOf({ perHost: 4, overall: 9 });
  await answer(lanes, "a");
  lanes.slowDown("a", 0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const { inside, turns, arrive } = arrivals(lanes);
  await arrive("a", "a", "a", "a");
  expect(inside).toHaveLength(2);
  for (let n = 0; n < 20; n++) lanes.succeeded("a");
  for (const turn of turns.splice(0)) turn.leave();
  await arrive("a", "a");
  expect(inside).toHaveLength(6);
  for (const turn of turns) turn.leave();
});

test("one at a time until a host has answered, then as many as it may have", async () => {
  const lanes = lanesOf({ perHost: 3 });
  const { inside, turns, arrive } = arrivals(lanes);
  await arrive("a", "a", "a", "a", "a");
  expect(inside).toHaveLength(1);
  lanes.answered("a");
  turns[0]?.leave();
  await settle();
  expect(inside).toHaveLength(4);
  for (const turn of turns) turn.leave();
});

test("a host that never answered is given up after two failures, another one after three of a kind", async () => {
  const lanes = lanesOf();
  await answer(lanes, "known");
  for (const host of ["new", "known"]) lanes.failed(host, "timeout", reason);
  for (const host of ["new", "known"]) lanes.failed(host, "unreachable", reason);
  expect(await lanes.enter("new")).toEqual(reason);
  await answer(lanes, "known");
  lanes.failed("known", "unreachable", reason);
  lanes.failed("known", "unreachable", reason);
  expect(await lanes.enter("known")).toEqual(reason);
});

test("hosts that are counted on share their turns, one a host in turn", async () => {
  const lanes = lanesOf({ overall: 3 });
  for (const host of ["a", "b"]) await answer(lanes, host, 8);
  const { inside, turns, arrive } = arrivals(lanes);
  await arrive("a", "a", "a", "a", "a", "b", "b");
  expect(inside.join("")).toBe("aaa");
  for (let n = 0; n < 4; n++) {
    turns[n]?.leave();
    await settle();
  }
  expect(inside.join("")).toBe("aaaabab");
  for (const turn of turns.slice(4)) turn.leave();
});

describe("hosts that are silent", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  test("take no turn from those that answer, and a new one is asked beside them", async () => {
    const lanes = lanesOf({ overall: 2, aside: 8 });
    await answer(lanes, "good", 8);
    const { inside, turns, arrive } = arrivals(lanes);
    await arrive("x1", "x2", "x3", "x4", "x5", "x6", "good", "good", "good", "new");
    expect(inside.slice(6)).toEqual(["good", "good", "new"]);
    for (const turn of turns) turn.leave();
  });

  test("make room as soon as they are silent, also where they answered before", async () => {
    const lanes = lanesOf({ overall: 2, aside: 8 });
    for (const host of ["evil", "good"]) await answer(lanes, host, 8);
    const { inside, turns, arrive } = arrivals(lanes);
    await arrive("evil", "evil", "evil", "good", "good");
    expect(inside).toEqual(["evil", "evil"]);
    vi.advanceTimersByTime(1000);
    await settle();
    expect(inside).toEqual(["evil", "evil", "evil", "good", "good"]);
    for (const turn of turns) turn.leave();
  });

  test("leave the last of the room aside to hosts that were never asked", async () => {
    const lanes = lanesOf({ aside: 4 });
    for (const host of ["a", "b", "c"]) await answer(lanes, host);
    const { inside, turns, arrive } = arrivals(lanes);
    await arrive("a", "b");
    vi.advanceTimersByTime(1000);
    await arrive("a", "c", "c", "new");
    expect(inside).toEqual(["a", "b", "c", "new"]);
    for (const turn of turns) turn.leave();
  });
});
