/** Tables give their rows, and say where they are wrong. */
import { describe, expect, test } from "vitest";
import { readTable, unquoted } from "./table.ts";

test("a table has groups with rows", () => {
  const text = `Prose => of no row.

== sums ==
1 + 1 => integer 2

def f() { 1 }
f() => a => b

== none ==

== last ==
x  =>${" "}
`;
  expect(readTable(text, "a.txt")).toEqual([
    {
      title: "sums",
      rows: [
        { given: "1 + 1", made: "integer 2", line: 4 },
        { given: "def f() { 1 }\nf()", made: "a => b", line: 7 },
      ],
    },
    { title: "none", rows: [] },
    { title: "last", rows: [{ given: "x ", made: "", line: 12 }] },
  ]);
});

test("a text may stand in quotes", () => {
  expect(unquoted("a", "a.txt", 1)).toBe("a");
  expect(unquoted('"a\\n"', "a.txt", 1)).toBe("a\n");
  expect(() => unquoted('"a', "a.txt", 3)).toThrow('a.txt:3: begins with a quote and is not a text of JSON: "a');
});

describe("says file and line where", () => {
  test.each([
    ["a row is not ended", "== a ==\nx\n", "a.txt:2: ends a row that has no ` => `"],
    ["a row is broken off", "== a ==\nx\n\ny => z\n", "a.txt:3: is empty within a row"],
    ["a row runs into a title", "== a ==\nx\n\n== b ==\n", "a.txt:2: ends a row that has no ` => `"],
    ["a control character stands", "== a ==\nx => \u0007\n", "a.txt:2: has a character that nobody sees"],
  ])("%s", (_, table, message) => expect(() => readTable(table, "a.txt")).toThrow(message));
});
