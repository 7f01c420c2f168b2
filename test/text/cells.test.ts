/** How wide text is on a terminal: by EastAsianWidth.txt of Unicode, in which W and F take two columns. */
import { expect, test } from "vitest";
import { cellsOf, widthOf } from "../../src/text/cells.ts";
import { wrapped } from "../../src/text/wrap.ts";

test.each([
  ["", 0],
  ["FROM alpine:3.20", 16],
  ["é", 1],
  // Combining acute accent, and an enclosing circle.
  ["e\u0301", 1],
  ["a\u20DD", 1],
  // 4E00..9FFF;W, AC00..D7A3;W, 3041..3096;W, FF01..FF60;F, FF61..FFDC;H
  ["漢字", 4],
  ["한글", 4],
  ["ひらがな", 8],
  ["Ａ", 2],
  ["ｱ", 1],
  ["《》", 4],
  // Jamo: the vowel and the final stand in the block of the first.
  ["\u1112\u1161\u11AB", 2],
  // 1F433;W, 2705;W, 26A0;N without its selector
  ["🐳", 2],
  ["✅", 2],
  ["⚠", 1],
  // Regional indicators are N: two of them make a flag of two columns.
  ["🇩🇪", 2],
  ["𠀀", 2],
])("%s takes %i columns", (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

test("tabs are blanks, what hides or steers is visible, and each cell knows its place", () => {
  expect(cellsOf("\tx\u001B[2J\u202E", 10)).toEqual([
    { text: "    ", width: 4, at: 10 },
    { text: "x", width: 1, at: 11 },
    { text: "\uFFFD", width: 1, at: 12 },
    { text: "[", width: 1, at: 13 },
    { text: "2", width: 1, at: 14 },
    { text: "J", width: 1, at: 15 },
    { text: "\uFFFD", width: 1, at: 16 },
  ]);
  expect(cellsOf("🐳x").map(({ at }) => at)).toEqual([0, 2]);
});

const shown = (text: string): string =>
  cellsOf(text)
    .map((cell) => cell.text)
    .join("");

test("a command of the runner is broken, and an address of a host is not", () => {
  expect(shown("a ::error::x")).toBe("a : :error: :x");
  expect(shown("##[error]x")).toBe("## [error]x");
  expect(shown("[::1]:5000/a")).toBe("[::1]:5000/a");
});

test("text is broken between words, and a long word is whole", () => {
  expect(wrapped("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrapped("one two three", 100)).toEqual(["one two three"]);
  expect(wrapped("a sha256:0123456789 b", 5)).toEqual(["a", "sha256:0123456789", "b"]);
  expect(wrapped("漢字 漢字", 8)).toEqual(["漢字", "漢字"]);
  expect(wrapped("", 5)).toEqual([""]);
});
