import { describe, expect, test } from "vitest";
import { compile, type JavaRegex } from "../../../src/scan/nextflow/java-regex.ts";
import { matcher } from "../../../src/scan/nextflow/regex/match.ts";
import { parsePattern } from "../../../src/scan/nextflow/regex/parse.ts";
import { readLines } from "./read-lines.ts";

interface Sample {
  readonly pattern: string;
  /** matches() and the first find() of each text; null: Java refuses the pattern. */
  readonly answers: string | null;
}

const texts = ["FOO", "BAR", "foo", "W:FOO", "A:W:FOO", "aab", "", "S1", "ab", "12", "a b:c"];
const samples = readLines<Sample>("java-patterns.jsonl");

/** Reported instead of understood: Unicode blocks, and a counted repetition of a counted repetition. */
const unsupported = new Set(["\\p{InGreek}", "a{2}{3}"]);

describe("patterns as Java 17 reads them", () => {
  const understood = samples.filter(({ pattern }) => !unsupported.has(pattern));

  test.each(understood.filter(({ answers }) => answers !== null))("$pattern", ({ pattern, answers }) => {
    const machine = matcher(parsePattern(pattern));
    const said = texts.map((text) => {
      const found = machine.run(text, 0, false);
      return `${machine.run(text, 0, true) ? 1 : 0}${found ? `${found.start}-${found.end}` : "-"}`;
    });
    expect(said.join(",")).toBe(answers);
  });

  test.each(understood.filter(({ answers }) => answers === null))("$pattern is refused", ({ pattern }) => {
    expect(compile(pattern)).toHaveProperty("problem");
  });

  test.each([...unsupported])("%s is reported", (pattern) => {
    expect(compile(pattern)).toHaveProperty("problem");
  });
});

function regex(pattern: string): JavaRegex {
  const compiled = compile(pattern);
  if ("problem" in compiled) throw new Error(compiled.problem);
  return compiled;
}

test("a hostile pattern stays undecided instead of running on", () => {
  expect(regex("(a+)+b").matches("a".repeat(60))).toBeUndefined();
  expect(regex("(.*)*x").matches("a".repeat(2_000))).toBeUndefined();
});

test("replacements know groups and escapes", () => {
  expect(regex("([a-z])([0-9])").replace("a1b2", "$2$1", true)).toBe("1a2b");
  expect(regex("b").replace("abc", "\\$", true)).toBe("a$c");
  expect(regex("b").replace("abc", "$9x", true)).toBeUndefined();
  expect(regex("b").replace("abc", "$", true)).toBeUndefined();
});

test("a split drops empty parts at the end", () => {
  expect(regex(",").split("a,b,,")).toEqual(["a", "b"]);
  expect(regex(",").split(",a")).toEqual(["", "a"]);
  expect(regex("x").split("abc")).toEqual(["abc"]);
});
