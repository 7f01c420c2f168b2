/** Which commits an event is about, as far as its payload says it. */
import { expect, test } from "vitest";
import { readPullRequest } from "../src/pull-request.ts";

const BASE = "a".repeat(40);
const HEAD = "b".repeat(40);
const read = (name: string, payload: unknown, sha?: string): unknown =>
  readPullRequest(name, payload === undefined ? undefined : JSON.stringify(payload), "acme/readqc", sha);

const pull = {
  base: { sha: BASE, repo: { full_name: "acme/other" } },
  head: { sha: HEAD, repo: { full_name: "eve/readqc" } },
};

test.each(["pull_request", "pull_request_target", "pull_request_review", "pull_request_review_comment"])(
  "%s names base, head and where both come from",
  (event) => {
    expect(read(event, { number: 7, pull_request: pull })).toEqual({
      event,
      base: BASE,
      head: HEAD,
      repository: "acme/other",
      from: "eve/readqc",
      number: 7,
    });
  },
);

test("a fork that is gone, and a number of the pull request itself", () => {
  const payload = { pull_request: { number: 8, base: { sha: BASE }, head: { sha: HEAD, repo: null } } };
  expect(read("pull_request", payload)).toEqual({
    event: "pull_request",
    base: BASE,
    head: HEAD,
    repository: "acme/readqc",
    number: 8,
  });
});

test("a merge queue has commits and no number; SHA-256 has longer ones", () => {
  const payload = { merge_group: { base_sha: "c".repeat(64), head_sha: "d".repeat(64) } };
  expect(read("merge_group", payload)).toMatchObject({ base: "c".repeat(64), head: "d".repeat(64) });
});

test.each(["push", "schedule", "workflow_dispatch", "", "pull_requests"])("%s is about no change", (event) => {
  expect(read(event, { pull_request: pull })).toBeUndefined();
});

test.each<[string, unknown]>([
  ["no payload", undefined],
  ["a list", []],
  ["no commits", { pull_request: { base: {}, head: {} } }],
  ["a branch in place of a commit", { pull_request: { base: { sha: "main" }, head: { sha: HEAD } } }],
  ["half of a merge group", { pull_request: { base: { sha: BASE }, head: { sha: `${HEAD}0` } } }],
])("%s: nobody knows what to trust", (_, payload) => {
  expect(() => read("pull_request", payload)).toThrow("does not name the commits of a change");
});

test("a payload that is no JSON", () => {
  expect(() => readPullRequest("pull_request", "{", "acme/readqc")).toThrow("policy-from: head");
});

test("a comment on a pull request names no commit: the base is the default branch", () => {
  const payload = { issue: { number: 7, pull_request: { url: "x" } } };
  const said = { event: "issue_comment", base: BASE, repository: "acme/readqc", number: 7 };
  expect(read("issue_comment", payload, BASE)).toEqual(said);
  expect(() => read("issue_comment", payload)).toThrow("does not name the commits");
  expect(read("issue_comment", { issue: { number: 7 } }, BASE)).toBeUndefined();
});

test("events whose payload says nothing", () => {
  expect(read("issue_comment", {}, BASE)).toBeUndefined();
  expect(() => read("merge_group", {})).toThrow("does not name the commits");
  expect(() => read("merge_group", { merge_group: { base_sha: BASE } })).toThrow("does not name the commits");
});

test("a run that follows on one for a pull request", () => {
  const run = { event: "pull_request", head_sha: HEAD, head_repository: { full_name: "eve/fork" } };
  const said = { event: "workflow_run", base: BASE, head: HEAD, repository: "acme/readqc", from: "eve/fork" };
  expect(read("workflow_run", { workflow_run: run }, BASE)).toEqual(said);
  expect(() => read("workflow_run", { workflow_run: { event: "pull_request" } }, BASE)).toThrow("does not name");
  expect(read("workflow_run", { workflow_run: { ...run, event: "push" } }, BASE)).toBeUndefined();
  expect(read("workflow_run", {}, BASE)).toBeUndefined();
});
