/** The workflow that `init` writes. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { usesAction, workflowText } from "../../src/init/workflow-text.ts";

const folder = new URL("../../.github/workflows/", import.meta.url);

test("checks out by the commit that our own workflows take", () => {
  const [checkout = ""] = /actions\/checkout@\S+ # \S+/.exec(workflowText) ?? [];
  const ours = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
  expect(checkout).not.toBe("");
  for (const text of ours.filter((one) => one.includes("actions/checkout@"))) expect(text).toContain(checkout);
});

test("runs on pull requests and in merge queues, and may read the contents and nothing else", () => {
  const { on, permissions, jobs } = parse(workflowText);
  expect(Object.keys(on)).toEqual(["pull_request", "merge_group"]);
  expect(permissions).toEqual({});
  expect(jobs.images.permissions).toEqual({ contents: "read" });
  expect(jobs.images.steps[0].with).toEqual({ "fetch-depth": 2, "persist-credentials": false });
});

test.each([
  [workflowText, true],
  ["steps:\n  - name: x\n    uses: 'me/wave-inspect-action@0123'\n", true],
  ["steps: [{ uses: me/wave-inspect-action@v1 }]\n", true],
  ['steps:\n  - "uses": "me/wave-inspect-action@v1"\n', true],
  ["# - uses: me/wave-inspect-action@v1\n", false],
  ["steps:\n  - uses: me/wave-inspect-action-fork@v1\n", false],
  ["steps:\n  - run: wave-inspect check\n", false],
])("%j: whether it runs the action", (text, uses) => {
  expect(usesAction(text)).toBe(uses);
});
