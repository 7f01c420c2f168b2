/** What SIGINT and SIGTERM do to a run: the first one ends it with what it has, another one ends the process. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Cancellation } from "../src/cancellation.ts";
import { cancelOnSignal } from "../src/signals.ts";

const signals = ["SIGINT", "SIGTERM"] as const;
let before: readonly (readonly NodeJS.SignalsListener[])[];
let cancellation: Cancellation;

beforeEach(() => {
  before = signals.map((signal) => process.listeners(signal));
  vi.useFakeTimers({ toFake: ["performance"] });
  vi.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  vi.advanceTimersByTime(1000);
  cancellation = cancelOnSignal();
});
afterEach(() => {
  for (const [at, signal] of signals.entries())
    for (const listener of process.listeners(signal))
      if (before[at]?.includes(listener) !== true) process.removeListener(signal, listener);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("the first ends the run, and the process goes on", () => {
  expect(cancellation.reason).toBeUndefined();
  process.emit("SIGINT");
  expect(cancellation.reason).toBe("SIGINT");
});

test("one Ctrl-C comes twice below npm, and is one", () => {
  process.emit("SIGINT");
  vi.advanceTimersByTime(20);
  process.emit("SIGINT");
  expect(cancellation.reason).toBe("SIGINT");
});

// A shell reports 128 and the number of the signal: https://tldp.org/LDP/abs/html/exitcodes.html
test("the same one later is a person who means it", () => {
  process.emit("SIGINT");
  vi.advanceTimersByTime(500);
  expect(() => process.emit("SIGINT")).toThrow("exit 130");
  expect(cancellation.reason).toBe("SIGINT");
});

test("GitHub's runner sends the other one, which is no echo however soon it comes", () => {
  process.emit("SIGINT");
  expect(() => process.emit("SIGTERM")).toThrow("exit 143");
  expect(cancellation.reason).toBe("SIGINT");
});
