/** The one issue of an audit, against an API that holds each request against GitHub's published description. */
import { describe, expect, test } from "vitest";
import { LABEL, tell, type Telling, type Told } from "../../src/audit/issue.ts";
import { type AuditState, identityOf, keyOf, marker, nextState } from "../../src/audit/state.ts";
import { Issues } from "../../src/github/issues.ts";
import { GitHubRefusal } from "../../src/github/rest.ts";
import { type IssuesApi, type RunningIssuesApi } from "../support/issues-api.ts";
import { issuesApi } from "./make.ts";

const identity = identityOf(["audit"]);

function telling(
  items: readonly string[],
  { day = "20261130", of = identity, isClean = items.length === 0 } = {},
): Telling {
  const keys = items.map((item) => keyOf([item]));
  const state = (before: AuditState | undefined): AuditState => nextState(keys, before, day);
  return {
    identity: of,
    title: "audit",
    isClean,
    state,
    body: (now) => `${marker(of, now)}${items.join(", ")} on ${day}`,
  };
}

const audit = ({ url }: RunningIssuesApi, what: Telling): Promise<Told> =>
  tell(new Issues("token", url, "acme/readqc"), what);
const told = async (api: RunningIssuesApi, what: Telling): Promise<readonly unknown[]> => {
  const { did, issue, notes } = await audit(api, what);
  return [did, issue?.number, ...notes];
};
const after = ({ issues }: RunningIssuesApi): readonly unknown[] =>
  issues.map(({ number, state, state_reason, body, comments }) => [
    number,
    state,
    state_reason,
    body.replace(/^<!--.*?-->\n/, ""),
    ...comments,
  ]);
const writes = ({ calls }: RunningIssuesApi): readonly string[] =>
  calls.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);

test("opened, edited in place, closed when clean, opened again", async () => {
  const api = await issuesApi();
  expect(await told(api, telling([]))).toEqual(["nothing", undefined]);
  expect(writes(api)).toEqual([]);
  expect(await told(api, telling(["a"], { day: "20261128" }))).toEqual(["opened", 1]);
  expect(api.issues[0]?.labels).toEqual([LABEL]);
  expect(await told(api, telling(["a", "b"], { day: "20261129" }))).toEqual(["updated", 1]);
  expect(after(api)).toEqual([[1, "open", null, "a, b on 20261129"]]);
  expect(await told(api, telling([]))).toEqual(["closed", 1]);
  expect(after(api)).toEqual([[1, "closed", "completed", " on 20261130"]]);
  // The date of the last run stays true.
  expect(await told(api, telling([], { day: "20261201" }))).toEqual(["updated", 1]);
  expect(after(api)).toEqual([[1, "closed", "completed", " on 20261201"]]);
  expect(await told(api, telling(["a"], { day: "20261202" }))).toEqual(["reopened", 1]);
  expect(after(api)).toEqual([[1, "open", "reopened", "a on 20261202"]]);
});

test("rerun, it adds nothing", async () => {
  const api = await issuesApi();
  await audit(api, telling(["a"]));
  const once = structuredClone(api.issues);
  expect(await told(api, telling(["a"]))).toEqual(["updated", 1]);
  expect(api.issues).toEqual(once);
});

test("closed by hand, it stays closed until there is something new", async () => {
  const api = await issuesApi();
  await audit(api, telling(["a", "b"]));
  Object.assign(api.issues[0] ?? {}, { state: "closed", state_reason: "not_planned" });
  expect(await told(api, telling(["a", "b"], { day: "20261201" }))).toEqual(["updated", 1]);
  expect(await told(api, telling(["a"], { day: "20261202" }))).toEqual(["updated", 1]);
  expect(after(api)).toEqual([[1, "closed", "not_planned", "a on 20261202"]]);
  expect(await told(api, telling(["a", "c"], { day: "20261203" }))).toEqual(["reopened", 1]);
});

test("a run that is not clean and has nothing to name closes nothing", async () => {
  const api = await issuesApi();
  await audit(api, telling(["a"]));
  expect(await told(api, telling([], { isClean: false }))).toEqual(["updated", 1]);
});

test("two audits at the same time end with one issue, the older", async () => {
  const other = telling(["a"]);
  const api = await issuesApi();
  const both = await Promise.all([told(api, telling(["a"])), told(api, other)]);
  const open = api.issues.filter(({ state }) => state === "open");
  expect(open.map(({ number }) => number)).toEqual([1]);
  expect(both.map(([, number]) => number)).toEqual([1, 1]);
  for (const { number, state_reason, comments } of api.issues.slice(1)) {
    expect([number, state_reason, comments]).toEqual([
      2,
      "not_planned",
      ["Two audits ran at the same time; #1 is the one that is kept."],
    ]);
  }
});

/** Another audit opens its issue while this one does. */
const between: IssuesApi["before"] = ({ method, path }, issues) => {
  if (method !== "POST" || !path.endsWith("/issues") || issues.length > 0) return;
  issues.push({
    number: 1,
    title: "audit",
    state: "open",
    state_reason: null,
    labels: [LABEL],
    comments: [],
    body: marker(identity, nextState([], undefined, "20261130")),
    author: { login: "github-actions[bot]", type: "Bot" },
  });
};

test("the younger of two is closed with a comment that names the other", async () => {
  const api = await issuesApi({ before: between });
  expect(await told(api, telling(["a"]))).toEqual(["nothing", 1, "issue 1 of another run is kept"]);
  expect(after(api)).toEqual([
    [1, "open", null, ""],
    [
      2,
      "closed",
      "not_planned",
      "The audit has its issue: #1.\n",
      "Two audits ran at the same time; #1 is the one that is kept.",
    ],
  ]);
  // None of the audit's any more, so that the next one knows one only.
  expect(await told(api, telling(["a"]))).toEqual(["updated", 1]);
});

test("one that both left behind is closed by the next audit", async () => {
  const body = marker(identity, nextState([], undefined, "20261130"));
  const api = await issuesApi({ issues: [{ body }, { body }] });
  expect(await told(api, telling(["a"]))).toEqual(["updated", 1]);
  expect(api.issues.map(({ state }) => state)).toEqual(["open", "closed"]);
});

describe("which issue it is", () => {
  const body = marker(identity, nextState([], undefined, "20261130"));

  test("none that a stranger wrote, that has no label, that is a pull request or another audit's", async () => {
    const api = await issuesApi({
      issues: [
        { body, author: { login: "eve", type: "User" } },
        { body, labels: [] },
        { body, isPullRequest: true },
        { body: marker(identityOf(["another"]), nextState([], undefined, "20261130")) },
        { body: `Look at this: ${body}` },
      ],
    });
    expect(await told(api, telling(["a"]))).toEqual(["opened", 6]);
    expect(api.issues.slice(0, 5).every((issue) => issue.comments.length === 0 && issue.state === "open")).toBe(true);
  });

  test("with a person's token only what that person wrote", async () => {
    const ann = { login: "ann", type: "User" } as const;
    const api = await issuesApi({ author: ann, issues: [{ body }, { body, author: ann }] });
    expect(await told(api, telling(["a"]))).toEqual(["updated", 2]);
  });

  test("also behind more than a page of others", async () => {
    const api = await issuesApi({ issues: [...Array.from({ length: 230 }, () => ({ body: "x" })), { body }] });
    expect(await told(api, telling(["a"]))).toEqual(["updated", 231]);
    expect(api.calls.filter(({ path }) => path.includes("page=3"))).toHaveLength(1);
  });

  test("one of another audit in the same repository is let be", async () => {
    const api = await issuesApi();
    await audit(api, telling(["a"]));
    expect(await told(api, telling(["a"], { of: identityOf(["linux/arm64"]) }))).toEqual(["opened", 2]);
  });

  test("one that lost its label cannot be found, and that is said", async () => {
    const api = await issuesApi({ dropsLabels: true });
    expect(await told(api, telling(["a"]))).toEqual([
      "opened",
      1,
      "issue 1 has no label wave-inspect, by which the next audit finds it: give it one",
    ]);
  });
});

const once: IssuesApi["refuse"] = ({ method }, times) =>
  method === "GET" && times === 1 ? { status: 502 } : undefined;

type Refuse = NonNullable<IssuesApi["refuse"]>;

/** The words of the refusal, or what was done all the same. */
async function refused(refuse: Refuse, issues: IssuesApi["issues"] = []): Promise<string> {
  const api = await issuesApi({ refuse, issues });
  return audit(api, telling(["a"])).then(
    ({ did }) => did,
    (error: unknown) => (error instanceof GitHubRefusal ? error.message : String(error)),
  );
}

function whenWriting(
  status: number,
  more: { readonly headers?: Readonly<Record<string, string>>; readonly message?: string } = {},
): Refuse {
  return ({ method }) => (method === "GET" ? undefined : { status, ...more });
}

function listing(status: number): Refuse {
  return ({ path }) => (path.startsWith("/user") ? undefined : { status, message: "m" });
}

describe("what GitHub refuses", () => {
  test("403: the token may not write", async () => {
    expect(await refused(whenWriting(403, { message: "Resource not accessible by integration" }))).toBe(
      'an issue could not be opened (403): give the job `permissions: issues: write`, and a token that has it. GitHub says: "Resource not accessible by integration".',
    );
  });

  test("404, 410, 422, 401: what to set", async () => {
    expect(await refused(listing(404))).toContain(
      "the issues of acme/readqc could not be read (404): GitHub does not show it",
    );
    expect(await refused(listing(410))).toContain("the repository has no issues; switch them on in its settings");
    expect(await refused(whenWriting(422))).toContain("(422): GitHub does not take it");
    expect(await refused(() => ({ status: 401, message: "Bad credentials" }))).toBe(
      'the user of the token could not be read (401): the token is not valid; see the input github-token. GitHub says: "Bad credentials".',
    );
  });

  test("a rate limit, the first and the second, is told with its end", async () => {
    const spent = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795953600" };
    expect(await refused(whenWriting(403, { headers: spent }))).toBe(
      "an issue could not be opened: the rate limit of GitHub for this token is used up until 2026-11-29 12:00 UTC (403). Try again then, or give a token of its own.",
    );
    expect(await refused(whenWriting(429, { headers: { "retry-after": "60" } }))).toContain(
      "is used up for 60 seconds (429)",
    );
    expect(await refused(() => ({ status: 403, headers: spent }))).toContain(
      "the user of the token could not be read: the rate",
    );
  });

  test("what is read is asked for twice where the server has a fault, what is written once", async () => {
    expect(await refused(once)).toBe("opened");
    expect(await refused(({ method }) => (method === "GET" ? { status: 502 } : undefined))).toContain(
      "(502); the next run",
    );
    const api = await issuesApi({ refuse: ({ method }) => (method === "POST" ? { status: 502 } : undefined) });
    await expect(audit(api, telling(["a"]))).rejects.toThrow(
      /an issue could not be opened \(502\); the next run tries again/,
    );
    expect(writes(api)).toEqual(["POST /repos/acme/readqc/issues"]);
  });

  test("no answer at all", async () => {
    const issues = new Issues("token", "http://127.0.0.1:9", "acme/readqc");
    await expect(tell(issues, telling(["a"]))).rejects.toThrow(GitHubRefusal);
  });

  test("an issue that moved away is not written to by a redirect", async () => {
    const body = marker(identity, nextState([], undefined, "20261130"));
    const moved = whenWriting(301, { headers: { location: "/repos/eve/x/issues/1" } });
    expect(await refused(moved, [{ body }])).toContain(
      "issue 1 could not be changed (301): it is in another repository by now",
    );
  });
});
