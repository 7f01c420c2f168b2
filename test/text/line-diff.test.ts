/** Differences of lines: applied they give the other text, and none is shorter. */
import { expect, test } from "vitest";
import { diffLines, type Hunk } from "../../src/text/line-diff.ts";

/** The same numbers in every run. */
function randomOf(seed: number): (most: number) => number {
  let state = seed;
  return (most) => (state = (state * 1103515245 + 12345) & 0x7fffffff) % most;
}

function applied(old: readonly string[], now: readonly string[], hunks: readonly Hunk[]): string[] {
  let at = 0;
  const lines = hunks.flatMap(({ from, to }) => {
    const kept = old.slice(at, from[0]);
    at = from[1];
    return [...kept, ...now.slice(...to)];
  });
  return [...lines, ...old.slice(at)];
}

/** 900 lines of their own between two that all have. */
function lines(word: string): string[] {
  return ["same", ...Array.from({ length: 900 }, (_, line) => `${word} ${line}`), "end"];
}

/** Length of the longest sequence that both have, by the table of every pair. */
function longestCommon(old: readonly string[], now: readonly string[]): number {
  let row = Array.from({ length: now.length + 1 }, () => 0);
  for (const line of old.toReversed()) {
    const next = [...row];
    for (let at = now.length - 1; at >= 0; at--)
      next[at] = line === now[at] ? row[at + 1]! + 1 : Math.max(row[at]!, next[at + 1]!);
    row = next;
  }
  return row[0]!;
}

test("of random texts", () => {
  const random = randomOf(7);
  const text = (): string[] => Array.from({ length: random(12) }, () => "abc"[random(3)]!);
  for (let round = 0; round < 3_000; round++) {
    const [old, now] = [text(), text()];
    const hunks = diffLines(old, now);
    expect(applied(old, now, hunks)).toEqual(now);
    const edits = hunks.reduce((sum, { from, to }) => sum + from[1] - from[0] + to[1] - to[0], 0);
    expect(edits).toBe(old.length + now.length - 2 * longestCommon(old, now));
  }
});

test("equal texts have none, and what is all others is one", () => {
  expect(diffLines(["a"], ["a"])).toEqual([]);
  expect(diffLines(lines("old"), lines("now"))).toEqual([{ from: [1, 901], to: [1, 901] }]);
  expect(diffLines(["a", "c"], ["a", "b", "c"])).toEqual([{ from: [1, 1], to: [1, 2] }]);
});
