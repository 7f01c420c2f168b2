import { array, assert, constantFrom, property, uniqueArray } from "fast-check";
import { expect, test } from "vitest";
import { asConditions, type Way, withWay } from "../../../src/scan/kit/alternatives.ts";

const NAMES = ["a", "b", "c"];
const way = uniqueArray(constantFrom(...NAMES, ...NAMES.map((name) => `not (${name})`)), { maxLength: 3 });

/** Whether one of the ways is open, for each choice of what holds. */
const truth = (ways: readonly Way[]): boolean[] =>
  Array.from({ length: 1 << NAMES.length }, (_, bits) => {
    const holds = (name: string): boolean => ((bits >> NAMES.indexOf(name)) & 1) === 1;
    return ways.some((one) => one.every((text) => (text.length > 1 ? !holds(text.charAt(5)) : holds(text))));
  });

test("shortened ways are open for the same choices as all of them, and none is said twice", () => {
  assert(
    property(array(way, { maxLength: 8 }), (ways) => {
      const shorter = ways.reduce<readonly Way[]>(withWay, []);
      expect(truth(shorter)).toEqual(truth(ways));
      expect(shorter.length).toBeLessThanOrEqual(ways.length);
    }),
  );
});

test("what holds anyway has no conditions", () => {
  expect(asConditions(withWay([["a"]], ["not (a)"]))).toEqual([]);
  expect(asConditions(withWay([["a"]], ["a", "b"]))).toEqual(["a"]);
});
