import { expect, test } from "vitest";
import { combinationsOf } from "../../../src/scan/kit/matrix.ts";

const plain = (lists: readonly (readonly [string, readonly number[]])[], most = 100) =>
  combinationsOf(lists, most).map((combination) => Object.fromEntries(combination));

test("the values of a later list come one after the other for each of an earlier one", () => {
  const lists = [
    ["a", [1, 2]],
    ["b", [3, 4]],
  ] as const;
  expect(plain(lists)).toEqual([
    { a: 1, b: 3 },
    { a: 1, b: 4 },
    { a: 2, b: 3 },
    { a: 2, b: 4 },
  ]);
});

test("no list makes one empty combination, an empty list none", () => {
  expect(plain([])).toEqual([{}]);
  expect(
    plain([
      ["a", [1]],
      ["b", []],
    ]),
  ).toEqual([]);
});

test("many wide lists make as many combinations as are asked for, at once", () => {
  const wide = Array.from({ length: 100_000 }, (_, index) => index);
  const lists = Array.from({ length: 50 }, (_, index) => [`l${index}`, wide] as const);
  const combinations = plain(lists, 200);
  expect(combinations).toHaveLength(200);
  expect(combinations.at(-1)).toMatchObject({ l0: 0, l48: 0, l49: 199 });
});
