/** The check run and the comment in the process of the tests: what is shown of a run, and what is said where it cannot be. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SurfaceInputs } from "../../src/action/inputs.ts";
import { showOnGitHub, type Told } from "../../src/action/surfaces.ts";
import type { Report } from "../../src/model.ts";
import { Redactor } from "../../src/text/redactor.ts";
import { coverage, finding, reportOf } from "../policy/make.ts";
import { type PullApi, readOnly, type RunningPullApi, startPullApi } from "../support/pull-api.ts";
import { scratch } from "../support/scratch.ts";

const HEAD = "b".repeat(40);
const pull = (from: string) => ({
  number: 7,
  pull_request: {
    number: 7,
    base: { sha: "a".repeat(40), repo: { full_name: "acme/demo" } },
    head: { sha: HEAD, repo: { full_name: from } },
  },
});

interface Given {
  readonly asked?: Partial<SurfaceInputs>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly payload?: unknown;
  readonly run?: string;
}

async function show(told: Told, api: Pick<RunningPullApi, "url">, given: Given = {}) {
  const event = join(await scratch(), "event.json");
  await writeFile(event, JSON.stringify(given.payload ?? pull("acme/demo")));
  const printed: string[] = [];
  const asked = { checkRun: true, comment: true, id: undefined, matrix: "null", path: ".", token: "ghs_secret1" };
  const redactor = new Redactor();
  redactor.add("ghs_secret1");
  const env = {
    GITHUB_API_URL: api.url,
    GITHUB_REPOSITORY: "acme/demo",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: event,
    GITHUB_SHA: "d".repeat(40),
    GITHUB_RUN_ID: "5",
    GITHUB_RUN_ATTEMPT: given.run ?? "1",
    GITHUB_WORKFLOW: "images",
    GITHUB_JOB: "check",
    ...given.env,
  };
  const world = { env, now: () => new Date("2026-11-30T12:00:00Z"), out: (text: string) => void printed.push(text) };
  const outputs = await showOnGitHub(told, { ...asked, ...given.asked }, world, redactor);
  return { outputs, notices: printed.map((line) => line.replace(/^::notice::|\n$/g, "")) };
}

const of = (report: Partial<Report> = {}): Told => ({ report: reportOf(report), elsewhere: {} });
/** The ten that commands show, and one more at each of these lines. */
const bad = (...lines: readonly number[]): Partial<Report> => {
  const all = [
    ...Array.from({ length: 10 }, (_, at) => 1_001 + at).map((line) => [line, `a${line}`] as const),
    ...lines.map((line) => [line, `b${line}`] as const),
  ];
  return {
    verdict: "fail",
    findings: all.map(([line, message]) =>
      finding({
        message: `no good ${message}`,
        fingerprint: String(line).padStart(8, "0"),
        location: { file: "a.nf", line, column: 1, endLine: line, endColumn: 4 },
      }),
    ),
    counts: { ...reportOf().counts, errors: all.length },
  };
};
const state = ({ checks }: RunningPullApi) =>
  checks.map(({ conclusion, annotations }) => `${conclusion} ${annotations.length}`);

test("made, written anew, followed by another", async () => {
  const api = await startPullApi();
  const { outputs, notices } = await show(of(bad(1)), api);
  expect([outputs["check-run-url"], outputs["comment-url"]]).toEqual([
    "https://github.com/acme/readqc/runs/1",
    "https://github.com/acme/readqc/pull/7#issuecomment-1",
  ]);
  expect(notices).toEqual([]);
  await show(of(bad(1, 2)), api, { run: "2" });
  expect(state(api)).toEqual(["failure 2"]);
  await show(of(), api, { run: "3" });
  expect(state(api)).toEqual(["success 2", "success 0"]);
  await show(of(), api, { run: "4" });
  expect(state(api)).toEqual(["success 2", "success 0"]);
  await show(of(bad(1)), api, { run: "5" });
  expect(state(api)).toEqual(["failure 2", "failure 1"]);
  expect(api.comments[0]?.body).toContain("11 more, 0 gone");
});

test("more than a request takes, in batches; what fails of them is told", async () => {
  const lines = Array.from({ length: 120 }, (_, at) => at + 1);
  const api = await startPullApi();
  await show(of(bad(...lines)), api);
  expect(state(api)).toEqual(["failure 120"]);
  const failing = await startPullApi({
    refuse: ({ method }, times) => (method === "PATCH" && times === 2 ? { status: 500 } : undefined),
  });
  const { notices } = await show(of(bad(...lines)), failing, { asked: { comment: false } });
  expect(state(failing)).toEqual(["failure 100"]);
  expect(notices).toEqual([expect.stringMatching(/^check-run: it has 100 of 120 annotations: .*\(500\)/)]);
});

test("a check run that another app made is left, and told where it says something else", async () => {
  const api = await startPullApi({
    refuse: ({ method }) => (method === "PATCH" ? { status: 403, message: "Invalid app_id" } : undefined),
  });
  await show(of(bad(1)), api, { asked: { comment: false } });
  const { notices } = await show(of(), api, { run: "2", asked: { comment: false } });
  expect(state(api)).toEqual(["failure 1", "success 0"]);
  expect(notices).toEqual([expect.stringContaining("check run 1 of an earlier run still says failure")]);
  await show(of(bad(1)), api, { run: "3", asked: { comment: false } });
  expect(state(api)).toEqual(["failure 1", "success 0", "failure 1"]);
});

test.each([
  [of(), of(bad(1)), "failure 1"],
  [of(bad(1)), of(), "failure 1"],
])("two steps of one run: the worse of both", async (first, second, stands) => {
  const api = await startPullApi();
  await show(first, api);
  const { notices } = await show(second, api);
  expect(state(api)).toEqual([stands]);
  expect(notices).toHaveLength(2);
});

test("a run without a verdict", async () => {
  const api = await startPullApi();
  const fault = { messages: ["policy.yml:1:1: no such rule"] };
  expect((await show(fault, api)).outputs["comment-url"]).toBe("");
  await show(of(), api, { run: "2" });
  await show(fault, api, { run: "3" });
  expect(state(api)).toEqual(["failure 0"]);
  expect(api.comments[0]?.body).toContain("no such rule");
  const commits = await startPullApi();
  await show(fault, commits, { payload: { pull_request: {} } });
  expect(commits.checks.map(({ head_sha: sha }) => sha)).toEqual(["d".repeat(40)]);
});

test("a run that was ended says its conclusion only", async () => {
  const api = await startPullApi();
  const { notices } = await show(of({ ...bad(1), cancelled: "SIGTERM" }), api);
  expect(state(api)).toEqual(["failure 0"]);
  expect(api.checks[0]?.title).toContain("cancelled before it was done");
  expect(notices).toEqual(["comment: the run was ended before it was done, so the comment is as it was."]);
  await show({ messages: ["The run was cancelled."], isCut: true }, api, { run: "2" });
  expect(state(api)).toEqual(["failure 0", "failure 0"]);
});

test.each<[string, PullApi, Given, string]>([
  ["a fork", { refuse: readOnly }, { payload: pull("eve/demo") }, "comes from a fork"],
  [
    "no number",
    {},
    { env: { GITHUB_EVENT_NAME: "push" }, asked: { checkRun: false } },
    "is no pull request with a number",
  ],
  [
    "no commit",
    {},
    {
      env: { GITHUB_EVENT_NAME: "issue_comment" },
      payload: { issue: { number: 7, pull_request: {} } },
      asked: { comment: false },
    },
    "does not say the commit of the change",
  ],
  ["no event", {}, { env: { GITHUB_EVENT_NAME: undefined, GITHUB_SHA: "" } }, "the event  "],
  ["no token", {}, { asked: { token: undefined } }, "there is no token"],
  ["no repository", {}, { env: { GITHUB_REPOSITORY: undefined } }, "no repository"],
  ["nobody there", {}, { env: { GITHUB_API_URL: "http://127.0.0.1:9" } }, "could not be read"],
  ["an answer without a check run or comment", { oddly: {} }, {}, "names none"],
])("a notice: %s", async (_, options, given, words) => {
  const api = await startPullApi(options);
  const { notices, outputs } = await show(of(bad(1)), api, given);
  expect(outputs).toEqual({ "check-run-url": "", "comment-url": "" });
  expect(notices.length).toBeGreaterThan(0);
  for (const notice of notices) expect(notice).toContain(words);
});

test("what is wrong with us is a notice, too", async () => {
  const api = await startPullApi();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no report at all
  const { notices } = await show({ report: { findings: [] }, elsewhere: {} } as unknown as Told, api);
  expect(notices).toEqual([
    expect.stringMatching(/^check-run: TypeError/),
    expect.stringMatching(/^comment: TypeError/),
  ]);
});

test("names, of a leg, of a folder, and given ones", async () => {
  const api = await startPullApi();
  const matrix = JSON.stringify({ arch: "arm64", n: 1, os: { a: [true] } });
  await show(of(), api, { asked: { matrix, path: "sub" } });
  await show(of(), api, { asked: { id: "x" } });
  await show(of(), api, {
    asked: { matrix: "${{ toJson(matrix) }}" },
    env: { GITHUB_RUN_ID: "x", GITHUB_RUN_ATTEMPT: undefined },
  });
  expect(api.checks.map(({ name }) => name)).toEqual([
    'Wave Inspect: images / check (arm64, 1, {"a":[true]}), sub',
    "Wave Inspect: x",
    "Wave Inspect: images / check",
  ]);
});

test("two runs at once, twins, and a later run", async () => {
  const api = await startPullApi();
  await show(of(), api, { asked: { checkRun: false } });
  const [first] = api.comments;
  api.comments.push({ id: 9, body: first?.body ?? "", author: { login: "bot", type: "Bot" } });
  await show(of(), api, { asked: { checkRun: false }, run: "2" });
  expect(api.comments.map(({ id }) => id)).toEqual([1]);
  const late = await show(of(), api, { asked: { checkRun: false }, run: "1" });
  expect(late.notices).toEqual(["comment: it is of a later run of the workflow, and stays as that has written it."]);
  let isOther = false;
  const raced = await startPullApi({
    author: { login: "ann", type: "User" },
    comments: [{}, {}],
    before: ({ method }, { comments }) => {
      if (method !== "POST" || isOther) return;
      isOther = true;
      comments[1] = {
        id: 2,
        body: (first?.body ?? "").replace("run=5.2", "run=4.1"),
        author: { login: "ann", type: "User" },
      };
    },
  });
  await show(of(), raced, { asked: { checkRun: false } });
  expect(raced.comments.map(({ id, body }) => `${id} ${body.includes("run=5.1")}`)).toEqual(["1 false", "2 true"]);
});

test("undecided, of part of the images, is a success where the step exits with 0", async () => {
  const api = await startPullApi();
  const part = coverage({ images: 3, judged: 2 });
  await show(of({ verdict: "undecided", outcome: "pass", coverage: part }), api);
  await show(of({ verdict: "undecided", coverage: part }), api, { asked: { id: "other" } });
  expect(api.checks.map(({ conclusion, title }) => `${conclusion}: ${title}`)).toEqual([
    "success: Undecided, no findings; 2 of 3 images judged",
    "failure: Undecided, no findings; 2 of 3 images judged",
  ]);
});
