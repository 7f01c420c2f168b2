/** Archives give back what was written into them, and say where they are wrong. */
import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { readArchive, writeArchive } from "./archive.ts";

const ARCHIVE = `What this is about.

== a case ==
-- main.nf --
process FOO {
\tcontainer 'ä:1'
}

-- empty --
-- nextflow.config --
docker.enabled = true
\\ No newline at end of file

== another ==
-- text --
\\-- main.nf --
\\== a case ==
\\\\-- b --
--x

`;

test("an archive has entries with sections, each with the line of its marker", () => {
  expect(readArchive(ARCHIVE, "a.txt")).toEqual([
    {
      title: "a case",
      line: 3,
      sections: [
        { name: "main.nf", line: 4, text: "process FOO {\n\tcontainer 'ä:1'\n}\n\n" },
        { name: "empty", line: 9, text: "" },
        { name: "nextflow.config", line: 10, text: "docker.enabled = true" },
      ],
    },
    {
      title: "another",
      line: 14,
      sections: [{ name: "text", line: 15, text: "-- main.nf --\n== a case ==\n\\-- b --\n--x\n\n" }],
    },
  ]);
});

const line = oneof(
  string({ unit: "grapheme" }).map((text) => text.replaceAll(/\p{Cc}|\uFEFF/gu, "")),
  constantFrom(
    "",
    "\\",
    "-- a --",
    "== b ==",
    "-- ",
    "== ",
    "--",
    "\\-- a --",
    "\\ No newline at end of file",
    "\t",
    " ",
  ),
);
const text = array(line, { maxLength: 5 }).map((lines) => lines.join("\n"));

test("what is written is read back", () => {
  assert(
    property(array(array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), (entries) => {
      const given = entries.map((texts, entry) => ({
        title: `entry ${entry}`,
        sections: texts.map((own, index) => ({ name: `section ${index}`, text: own })),
      }));
      const read = readArchive(writeArchive(given), "a.txt").map(({ title, sections }) => ({
        title,
        sections: sections.map((section) => ({ name: section.name, text: section.text })),
      }));
      expect(read).toEqual(given);
    }),
    { numRuns: 500 },
  );
});

test.each(["a\r\n", "a\u0000", "\u001B[1m", "\uFEFFa", "\uD800"])("%j is not written", (own) => {
  expect(() => writeArchive([{ title: "a", sections: [{ name: "b", text: own }] }])).toThrow("written:3: ");
});

describe("says file and line where", () => {
  test.each([
    ["a control character stands", "== a ==\n-- b --\nx\ry\n", "a.txt:3: has a character that nobody sees"],
    ["the last line is not ended", "== a ==\n-- b --\nx", "a.txt:3: does not end in a line break"],
    ["text stands above the first section", "== a ==\nx\n-- b --\n", "a.txt:2: is not a section"],
    ["an entry has no section", "== a ==\n", "a.txt:2: is not a section"],
    ["a title follows text", "== a ==\n-- b --\nx\n== c ==\n-- d --\n", "a.txt:4: has no empty line"],
    ["a title comes twice", "== a ==\n-- b --\n\n== a ==\n-- b --\n", "a.txt:4: has the title `a` twice"],
    ["a marker is broken", "== a ==\n-- b --\n-- c\n", "a.txt:3: is neither a title nor a section"],
    ["a marker has no name", "== a ==\n-- b --\n--  --\n", "a.txt:3: is neither a title nor a section"],
    ["a backslash stands alone", "== a ==\n-- b --\n\\x\n", "a.txt:3: begins with one backslash"],
    ["nothing is cut", "== a ==\n-- b --\n\\ No newline at end of file\n", "a.txt:3: has no line in front"],
    ["an ended line is cut", "== a ==\n-- b --\n\n\\ No newline at end of file\n", "a.txt:4: has no line in front"],
  ])("%s", (_, archive, message) => expect(() => readArchive(archive, "a.txt")).toThrow(message));
});
