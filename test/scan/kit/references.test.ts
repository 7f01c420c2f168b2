import { expect, test } from "vitest";
import { ReferenceBook } from "../../../src/scan/kit/references.ts";
import { sourceText } from "../../../src/text/source-text.ts";

const file = sourceText("a/b.yml", "one: alpine\ntwo: busybox\n");
const facts = { source: "compose", kind: "image", context: { service: "one" } } as const;

test("a range is a reference with its text, its lines and what is known of it", () => {
  expect(new ReferenceBook().at(file, { start: 17, end: 24 }, facts)).toEqual({
    file: "a/b.yml",
    line: 2,
    column: 6,
    endLine: 2,
    endColumn: 13,
    text: "busybox",
    ...facts,
  });
});

test("a range asked for again is the same reference, as it was first described", () => {
  const book = new ReferenceBook();
  const first = book.at(file, { start: 5, end: 11 }, facts);
  expect(book.at(file, { start: 5, end: 11 }, { ...facts, kind: "arg" })).toBe(first);
  expect(book.all()).toEqual([first]);
});

test("one range has several references where they are told apart, and those of two files are two", () => {
  const book = new ReferenceBook();
  const range = { start: 5, end: 11 };
  const made = [
    book.at(file, range, facts, "image"),
    book.at(file, range, { ...facts, kind: "arg" }, "arg"),
    book.at(sourceText("c.yml", file.text), range, facts, "image"),
  ];
  expect(new Set(made).size).toBe(3);
  expect(book.all()).toEqual(made);
});
