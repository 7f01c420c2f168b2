/** The scan says what Nextflow itself said, case by case. */
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { slice } from "../in-memory.ts";
import { type Answer, readCases, readGenerated } from "./cases.ts";
import { judge, scanCase } from "./oracle.ts";

function hasError(answer: Answer | undefined): boolean {
  return answer === undefined || answer.error !== undefined;
}

const cases = [...readCases(), ...readGenerated()];

const themes = [...Map.groupBy(cases, ({ theme }) => theme)];

describe.each(themes)("%s", (_, own) => {
  const asked = own.flatMap((one) =>
    (["v2", "v1"] as const).flatMap((parser) => (one[parser] === undefined ? [] : [[one.title, parser, one] as const])),
  );
  test.each(asked)("%s, parser %s", (__, parser, one) => {
    expect(judge(one, parser)).toMatchObject({ kind: one.open === undefined ? "right" : "open" });
  });

  test("the parsers are said to disagree exactly where Nextflow's own do", () => {
    const both = own.filter(({ v1, v2 }) => !hasError(v1) && !hasError(v2) && v1?.version === v2?.version);
    const told = both.filter((one) => scanCase(one, "auto").problems.some(({ kind }) => kind === "conflict"));
    const real = both.filter(({ v1, v2 }) => !isDeepStrictEqual(v1?.images, v2?.images));
    expect(told.map(({ title }) => title)).toEqual(real.map(({ title }) => title));
  });

  test("the references slice exactly", () => {
    for (const one of own) {
      for (const reference of scanCase(one, "auto").references) {
        const text = (one.files[reference.file] ?? "").replaceAll("@CASE@", "/somewhere/case");
        expect(slice(text, reference)).toBe(reference.text);
      }
    }
  });
});
