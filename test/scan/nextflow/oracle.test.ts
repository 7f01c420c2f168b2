import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { slice } from "../in-memory.ts";
import { type Answer, answerOf, judge, readCases, scanCase } from "./oracle.ts";

function hasError(answer: Answer | undefined): boolean {
  return answer === undefined || answer.error !== undefined;
}

/** Cases that hang on the data of a run: no text says what a channel holds or how often a task fails. */
const open = new Set(["185-closure-input", "188-closure-meta", "316-retry", "317-retry-gstring"]);

const files = [
  ["cases.jsonl", ["v2", "v1"]],
  ["generated.jsonl", ["v2", "v1"]],
  ["legacy.jsonl", ["v1"]],
  ["strict.jsonl", ["v2"]],
] as const;

for (const [file, parsers] of files) {
  const cases = readCases(file);
  for (const parser of parsers) {
    describe(`${file}, parser ${parser}`, () => {
      test.each(cases.filter((one) => answerOf(one, parser) !== undefined))("$id $title", (one) => {
        expect(judge(one, parser)).toMatchObject({ kind: open.has(one.id) ? "open" : "right" });
      });
    });
  }

  test(`the parsers of ${file} are said to disagree exactly where Nextflow's own do`, () => {
    const both = cases.filter((one) => !hasError(answerOf(one, "v2")) && !hasError(answerOf(one, "v1")));
    const told = both.filter((one) => scanCase(one, "auto").problems.some(({ kind }) => kind === "conflict"));
    const real = both.filter((one) => one.v1 !== "same" && !isDeepStrictEqual(one.v1?.images, one.v2?.images));
    expect(told.map(({ id }) => id)).toEqual(real.map(({ id }) => id));
  });

  test(`the references of ${file} slice exactly`, () => {
    for (const one of cases) {
      for (const reference of scanCase(one, "auto").references) {
        const text = (one.files[reference.file] ?? "").replaceAll("@CASE@", "/somewhere/case");
        expect(slice(text, reference)).toBe(reference.text);
      }
    }
  });
}
