/** The API of issues takes nothing that GitHub's published description does not have. */
import { expect, test } from "vitest";
import { startIssuesApi } from "./issues-api.ts";

test.each([
  ["GET", "/repos/a/b/issue", undefined, "there is no such operation"],
  ["DELETE", "/repos/a/b/issues/1", undefined, "there is no such operation"],
  ["GET", "/repos/a/b/issues?label=x", undefined, "no parameter label"],
  ["GET", "/repos/a/b/issues?state=every", undefined, "state: data must be equal to one of the allowed values"],
  ["GET", "/repos/a/b/issues?per_page=many", undefined, "per_page: data must be integer"],
  ["GET", "/repos/a/b/issues/x", undefined, "issue_number: data must be integer"],
  ["POST", "/repos/a/b/issues", undefined, "the body is missing"],
  ["POST", "/repos/a/b/issues", { body: "a" }, "data must have required property 'title'"],
  ["POST", "/repos/a/b/issues", { title: "a", label: "b" }, "the body takes no label"],
  ["PATCH", "/repos/a/b/issues/1", { state: "reopened" }, "data/state must be equal to one of the allowed values"],
  ["PATCH", "/repos/a/b/issues/1", { state_reason: "clean" }, "data/state_reason must be"],
  ["PATCH", "/repos/a/b/issues/1", { body: "a".repeat(65_537) }, "body is too long"],
])("%s %s %j", async (method, path, body, fault) => {
  const { url, faults, issues } = await startIssuesApi({ issues: [{}] });
  const answer = await fetch(`${url}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  expect([answer.status, issues.length]).toEqual([400, 1]);
  expect(faults.join("\n")).toContain(fault);
});
