import { expect, test } from "vitest";
import { Gate } from "../../../src/inspect/wave/gate.ts";

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("so many at a time, so many of a kind, in order of arrival", async () => {
  const gate = new Gate(3, 2);
  const inside: string[] = [];
  const leaving: (() => void)[] = [];
  const arrive = async (kind: string): Promise<void> => {
    leaving.push(await gate.enter(kind));
    inside.push(kind);
  };
  const visitors = ["a", "a", "a", "b", "b"].map(arrive);
  await settle();
  // The third of a kind waits, the one behind it does not.
  expect(inside.join("")).toBe("aab");
  leaving[0]?.();
  await settle();
  expect(inside.join("")).toBe("aaba");
  leaving[1]?.();
  await Promise.all(visitors);
  expect(inside.join("")).toBe("aabab");
});
