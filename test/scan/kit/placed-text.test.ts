import { expect, test } from "vitest";
import { literalText, replaceParts, splitText, subtext } from "../../../src/scan/kit/placed-text.ts";

const FILE = 'a = "one, two" b';
const TEXT = literalText(FILE, 5, 13);

test("pieces are where they are written", () => {
  expect(splitText(TEXT, /,/g).map(({ value, start, end }) => [value, FILE.slice(start, end)])).toEqual([
    ["one", "one"],
    ["two", "two"],
  ]);
  expect(subtext(TEXT, 3, 3)).toMatchObject({ value: "", start: 8, end: 8 });
});

test("what takes the place of a part is where all of the part is, be it longer or shorter", () => {
  const replaced = replaceParts(TEXT, [
    { from: 0, to: 3, value: "1" },
    { from: 5, to: 8, value: "second" },
  ]);
  expect(replaced.value).toBe("1, second");
  const written = (from: number, to: number): string => {
    const { start, end } = subtext(replaced, from, to);
    return FILE.slice(start, end);
  };
  expect([written(0, 1), written(0, 2), written(1, 4), written(3, 9), written(5, 6)]).toEqual([
    "one",
    "one,",
    ", two",
    "two",
    "two",
  ]);
  // Parts of what is new have the place of all of it, however often parts are taken.
  const twice = replaceParts(subtext(replaced, 3), [{ from: 1, to: 6, value: "" }]);
  expect(subtext(twice, 0)).toMatchObject({ value: "s", start: 10, end: 13 });
});

test("a text that escapes moved, or that nothing is left of, has the place of the whole", () => {
  const moved = { value: "xyz", start: 5, end: 13, offsetOf: () => undefined };
  expect(subtext(moved, 1, 2)).toMatchObject({ value: "y", start: 5, end: 13 });
  const nothing = replaceParts(TEXT, [{ from: 0, to: 8, value: "" }]);
  expect(subtext(nothing, 0)).toMatchObject({ value: "", start: 5, end: 13 });
});
