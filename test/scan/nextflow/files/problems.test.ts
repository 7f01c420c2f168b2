/** Of one kind and file no more problems than somebody reads, and one word about the others. */
import { expect, test } from "vitest";
import type { Problem } from "../../../../src/model.ts";
import { listProblems } from "../../../../src/scan/nextflow/files/problems.ts";

const problem = (line: number, kind: Problem["kind"] = "syntax"): Problem => ({
  file: "main.nf",
  line,
  column: 1,
  kind,
  message: `line ${line}`,
});
const MORE = "More problems of this kind from here on are not listed, the first: ";

test("each once, 200 of a kind in a file, then one that says that there are more", () => {
  const list = listProblems();
  for (let line = 1; line <= 205; line++) for (const _ of [1, 2]) list.add(problem(line));
  list.add(problem(300, "limit"));
  list.add({ ...problem(300), file: "other.nf" });
  const messages = list.all().map(({ message }) => message);
  expect(messages.slice(0, 200)).toEqual(Array.from({ length: 200 }, (_, index) => `line ${index + 1}`));
  expect(messages.slice(200)).toEqual([`${MORE}line 201`, "line 300", "line 300"]);
});

test("a list that is added to another says so once", () => {
  const [inner, outer] = [listProblems(), listProblems()];
  for (let line = 1; line <= 205; line++) inner.add(problem(line));
  for (const one of inner.all()) outer.add(one);
  expect(outer.all()).toEqual(inner.all());
});
