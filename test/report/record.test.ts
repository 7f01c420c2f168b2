/** What is on record of a run: which commit its files are of, and which policy it went by. */
import { expect, test } from "vitest";
import type { Report } from "../../src/model.ts";
import { recordLines } from "../../src/report/record.ts";
import { reportOf } from "../policy/make.ts";

const commit = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";
const base = "f".repeat(40);

/** The texts of a line; undefined: there is no such line. */
const said = (report: Partial<Report>, name: string): readonly string[] | undefined =>
  recordLines(reportOf({ commit, ...report }))
    .find((line) => line.name === name)
    ?.values.map(({ text }) => text);

test.for([
  [undefined, ["not compared with the commit, of which not all is here"]],
  [[], ["all that were read are as the commit has them"]],
  [["main.nf"], ["1 file of those that were read is not as the commit has them"]],
  [["main.nf", "a.config"], ["2 files of those that were read are not as the commit has them"]],
] as const)("files of the work tree that are another: %j", ([changed, words]) => {
  const checkout = { commit, ...(changed !== undefined && { changed }) };
  expect(said({ checkout }, "Files")).toEqual(words);
  expect(said({ checkout }, "Not as in the commit")).toEqual(changed?.length ? changed : undefined);
});

test("the commit that is checked out is told where the run stands for another one", () => {
  expect(said({ checkout: { commit } }, "Checked out")).toBeUndefined();
  expect(said({ checkout: { commit: base } }, "Checked out")).toEqual([base]);
});

test("which version of the policy it was: of the base of a pull request, or the first one", () => {
  const policy = { file: "p.yml", sha256: "ab".repeat(32), files: [{ file: "p.yml", sha256: "cd".repeat(32) }] };
  expect(said({ policy }, "Policy version")).toBeUndefined();
  expect(said({ policy: null }, "Policy version")).toBeUndefined();
  expect(said({ policy: { ...policy, from: "first" } }, "Policy version")).toEqual([
    "the first, which the pull request brings",
  ]);
  expect(said({ policy: { ...policy, from: { commit: base } } }, "Policy version")).toEqual([`of the base ${base}`]);
});
