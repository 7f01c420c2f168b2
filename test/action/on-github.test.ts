/** The check run and the comment, as the runner starts the step: dist/ against GitHub's API on loopback. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ActionRun, runAction } from "../support/action.ts";
import { objectOf } from "../support/json.ts";
import { type PullApi, readOnly, startPullApi } from "../support/pull-api.ts";
import { runPullRequest } from "../support/pull-request.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const HEAD = "b".repeat(40);
const MERGE = "0123456789abcdef0123456789abcdef01234567";
const BAD = { Dockerfile: "FROM quay.io/acme/tool:latest\n", "b/Dockerfile": "FROM quay.io/acme/other\n" };
const GOOD = { Dockerfile: "FROM quay.io/acme/tool:1.0\n" };
const POLICY = { "wave-inspect.yml": "version: 1\ninspector: none\nrules: { tag: error }\n" };

const repository = (name: string) => ({ full_name: name, fork: name !== "acme/readqc" });
const payloadFrom = (from = "acme/readqc", ref = "topic") => ({
  action: "synchronize",
  number: 7,
  pull_request: {
    number: 7,
    base: { ref: "main", sha: "a".repeat(40), repo: repository("acme/readqc") },
    head: { ref, sha: HEAD, repo: repository(from) },
  },
});

interface Given {
  readonly event?: { readonly name: string; readonly payload?: unknown };
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly token?: string;
}

async function step(files: Readonly<Record<string, string>>, url: string, given: Given = {}): Promise<ActionRun> {
  return runAction({
    workspace: await repositoryOf({ ...POLICY, ...files }),
    scratch: await scratch(),
    event: given.event ?? { name: "pull_request", payload: payloadFrom() },
    token: given.token ?? "ghs_token",
    env: { GITHUB_API_URL: url, ...given.env },
    inputs: { "policy-from": "head", "check-run": "true", comment: "true", ...given.inputs },
  });
}

const noticesOf = ({ annotations }: Pick<ActionRun, "annotations">): string[] =>
  annotations
    .filter(({ name, properties }) => name === "notice" && properties["file"] === undefined)
    .map(({ message }) => message);
const run = (number: string, attempt = "1"): Record<string, string> => ({
  GITHUB_RUN_ID: number,
  GITHUB_RUN_ATTEMPT: attempt,
});

const refused = async (api: PullApi, given: Given = {}): Promise<[number | null, string | undefined, ...string[]]> => {
  const running = await startPullApi(api);
  const told = await step(BAD, running.url, given);
  expect([told.outputs["check-run-url"], told.outputs["comment-url"]]).toEqual(["", ""]);
  return [told.code, told.outputs["verdict"], ...noticesOf(told)];
};

const many = (count: number): Record<string, string> => ({
  "compose.yaml": `services:\n${Array.from({ length: count }, (_, at) => `  s${at}:\n    image: quay.io/acme/tool-${at}:latest\n`).join("")}`,
});

describe("on a pull request", () => {
  test("findings: a red check run at the head and not at the merge commit, and one comment", async () => {
    const api = await startPullApi({ comments: [{ body: "LGTM" }] });
    const { code, outputs, annotations } = await step(BAD, api.url);
    expect(code).toBe(1);
    expect(api.checks).toMatchObject([
      {
        head_sha: HEAD,
        name: "Wave Inspect: images / images",
        conclusion: "failure",
        details_url: "https://github.com/acme/readqc/actions/runs/1/attempts/1",
        title: "2 errors; 2 images judged",
        // The commands of the step show both.
        annotations: [],
      },
    ]);
    expect(api.comments.map(({ body }) => body.split("\n")[1])).toEqual([
      undefined,
      "### ❌ Container images: 2 errors; 2 images judged",
    ]);
    expect(outputs).toMatchObject({
      verdict: "fail",
      "check-run-url": "https://github.com/acme/readqc/runs/1",
      "comment-url": "https://github.com/acme/readqc/pull/7#issuecomment-2",
    });
    expect(annotations).toHaveLength(2);
  });

  test("nothing to say: a green check run, and a comment that is folded", async () => {
    const api = await startPullApi();
    expect((await step(GOOD, api.url)).code).toBe(0);
    expect(api.checks).toMatchObject([
      { conclusion: "success", title: "No findings; 1 image judged", annotations: [] },
    ]);
    expect(api.comments[0]?.body.split("\n")[1]).toBe(
      "<details><summary>✅ Container images: no findings; 1 image judged</summary>",
    );
  });

  test("undecided with exit code 3 is no success; exit code 0 is one, whatever the verdict", async () => {
    const api = await startPullApi();
    const files = {
      Dockerfile: "FROM 127.0.0.1:9/acme/tool:1.0\n",
      "wave-inspect.yml": "version: 1\nrules: { exists: error, inspectable: error }\n",
    };
    const asking = { inspector: "registry", "insecure-registries": "127.0.0.1:9" };
    expect((await step(files, api.url, { inputs: asking })).code).toBe(3);
    const loose = await step(files, api.url, { inputs: { inspector: "none" }, env: { GITHUB_JOB: "other" } });
    expect([loose.code, loose.outputs["verdict"]]).toEqual([0, "undecided"]);
    expect(api.checks.map(({ conclusion }) => conclusion)).toEqual(["failure", "success"]);
    expect(api.checks[1]?.title).toMatch(/^Undecided, /);
  });

  test("only: changed: what is new, what was there before, and what is fixed", async () => {
    const api = await startPullApi();
    const base = { ...POLICY, ...BAD, "c/Dockerfile": "FROM quay.io/acme/third:latest\n" };
    const told = await runPullRequest(
      base,
      { Dockerfile: "FROM quay.io/acme/tool:1.0\n", "d/Dockerfile": "FROM quay.io/acme/fourth:latest\n" },
      { depth: 2, api: api.url, inputs: { only: "changed", comment: "true" } },
    );
    expect([told.code, noticesOf(told)]).toEqual([1, []]);
    const { body = "" } = api.comments[0] ?? {};
    expect(body).toContain(
      `**1 new**, 2 there before, **1 fixed** since the base <a href="https://github.com/acme/readqc/commit/${told.base}">`,
    );
    expect(body).toMatch(/<summary>1 fixed since the base<\/summary>[^]*acme\/tool[^]*<\/details>/);
  });

  test("the next push has a check run of its own, and writes the comment anew", async () => {
    const api = await startPullApi();
    await step(BAD, api.url, { env: run("10") });
    const next = payloadFrom();
    next.pull_request.head.sha = "c".repeat(40);
    await step(GOOD, api.url, { env: run("11"), event: { name: "pull_request", payload: next } });
    expect(api.checks.map(({ head_sha, conclusion }) => [head_sha[0], conclusion])).toEqual([
      ["b", "failure"],
      ["c", "success"],
    ]);
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).toContain(
      `Since the run before, of commit <code>${HEAD.slice(0, 12)}</code>: 0 more, 2 gone.`,
    );
  });

  test("an older run that ends later takes nothing from a newer one", async () => {
    const api = await startPullApi();
    await step(GOOD, api.url, { env: run("11") });
    const late = await step(BAD, api.url, { env: run("10") });
    expect(noticesOf(late)).toEqual([
      "comment: it is of a later run of the workflow, and stays as that has written it.",
    ]);
    expect(api.comments.map(({ body }) => body.includes("no findings"))).toEqual([true]);
  });
});

describe("a rerun", () => {
  test("with the same findings changes the same check run, and adds no annotation", async () => {
    const api = await startPullApi();
    await step(many(12), api.url);
    await step(many(12), api.url, { env: run("1", "2") });
    expect(api.checks).toHaveLength(1);
    expect(api.checks[0]?.annotations).toMatchObject([
      { path: "compose.yaml", start_line: 23, start_column: 12, annotation_level: "failure" },
      { path: "compose.yaml", start_line: 25, annotation_level: "failure" },
    ]);
    expect(api.checks[0]?.details_url).toBe("https://github.com/acme/readqc/actions/runs/1/attempts/2");
    expect(api.comments).toHaveLength(1);
  });

  test("with more findings adds those; with fewer there is a new one, and the old one is no longer red", async () => {
    const api = await startPullApi();
    await step(many(11), api.url);
    await step(many(12), api.url, { env: run("1", "2") });
    expect(api.checks.map(({ annotations }) => annotations.length)).toEqual([2]);
    await step(GOOD, api.url, { env: run("1", "3") });
    expect(api.checks.map(({ conclusion, annotations }) => [conclusion, annotations.length])).toEqual([
      ["success", 2],
      ["success", 0],
    ]);
    expect(api.checks[0]?.title).toBe("A later run has the result");
    await step(many(11), api.url, { env: run("1", "4") });
    expect(api.checks.map(({ conclusion, annotations }) => [conclusion, annotations.length])).toEqual([
      ["failure", 2],
      ["failure", 1],
    ]);
  });

  test("that ends with an error leaves no green check run and no old comment", async () => {
    const api = await startPullApi();
    await step(GOOD, api.url);
    const broken = await step({ ...GOOD, "wave-inspect.yml": "version: 1\nrules: { tagg: error }\n" }, api.url, {
      env: run("1", "2"),
    });
    expect([broken.code, broken.outputs["verdict"]]).toEqual([2, undefined]);
    expect(api.checks).toMatchObject([{ conclusion: "failure", title: "No verdict: the run ended with an error" }]);
    expect(api.comments[0]?.body).toContain("### ❔ Container images: no verdict");
    expect(api.comments[0]?.body).toContain("tagg");
  });
});

test("a run that ends with an error from the beginning has a red check run and no comment", async () => {
  const api = await startPullApi();
  expect((await step(GOOD, api.url, { inputs: { only: "some" } })).code).toBe(2);
  expect(api.checks).toMatchObject([{ conclusion: "failure", head_sha: HEAD }]);
  expect(api.comments).toEqual([]);
});

describe("several on one pull request", () => {
  const legs = ["linux/amd64", "linux/arm64"].map((arch) => JSON.stringify({ arch, os: { name: "a" } }));

  test("legs of a matrix, at the same time: one each", async () => {
    const api = await startPullApi();
    await Promise.all(legs.map((matrix, at) => step(at === 0 ? BAD : GOOD, api.url, { inputs: { matrix } })));
    expect(api.checks.map(({ name, conclusion }) => `${name} ${conclusion}`).sort()).toEqual([
      'Wave Inspect: images / images (linux/amd64, {"name":"a"}) failure',
      'Wave Inspect: images / images (linux/arm64, {"name":"a"}) success',
    ]);
    expect(api.comments).toHaveLength(2);
  });

  test("two runs at the same time end with one comment, that of the newer", async () => {
    let isOther = false;
    const api = await startPullApi({
      before: ({ method, path }, { comments }) => {
        if (method !== "POST" || !path.endsWith("/comments") || isOther) return;
        isOther = true;
        const [id] = /[0-9a-f]{16}/.exec(String(api.calls.at(-1)?.body?.["body"])) ?? [];
        comments.push({
          id: 1,
          body: `<!-- wave-inspect:comment v1 id=${id} run=9.1 keys= -->\nold`,
          author: { login: "github-actions[bot]", type: "Bot" },
        });
      },
    });
    await step(BAD, api.url, { env: run("10") });
    expect(api.comments).toMatchObject([{ id: 1 }]);
    expect(api.comments[0]?.body).toContain("2 errors");
  });

  test("twins that are there are made one", async () => {
    const api = await startPullApi();
    await step(BAD, api.url);
    const [first] = api.comments;
    api.comments.push({ id: 5, body: first?.body ?? "", author: { login: "github-actions[bot]", type: "Bot" } });
    await step(BAD, api.url, { env: run("2") });
    expect(api.comments.map(({ id }) => id)).toEqual([1]);
  });

  test.each([
    [many(12), GOOD, "failure", 2],
    [GOOD, many(12), "failure", 2],
    [GOOD, GOOD, "success", 0],
  ])(
    "two steps of one job without ids: the worse of both stands, and it is said",
    async (first, second, conclusion, annotations) => {
      const api = await startPullApi();
      await step(first, api.url);
      const { code, ...told } = await step(second, api.url);
      expect(code).toBe(second === GOOD ? 0 : 1);
      expect(api.checks.map((one) => [one.conclusion, one.annotations.length])).toEqual([[conclusion, annotations]]);
      expect(noticesOf(told)).toEqual([
        expect.stringContaining("give each step its comment-id"),
        expect.stringContaining("give each step its comment-id"),
      ]);
    },
  );

  test("comment-id and path tell them apart", async () => {
    const api = await startPullApi();
    await step(GOOD, api.url);
    await step({ "sub/Dockerfile": "FROM a:1\n" }, api.url, { inputs: { path: "sub" } });
    await step(GOOD, api.url, { inputs: { "comment-id": "release" } });
    expect(api.checks.map(({ name }) => name)).toEqual([
      "Wave Inspect: images / images",
      "Wave Inspect: images / images, sub",
      "Wave Inspect: release",
    ]);
    expect(api.comments.map(({ body }) => /Container images(?:, [^:]*)?/.exec(body)?.[0])).toEqual([
      "Container images",
      "Container images, images / images, sub",
      "Container images, release",
    ]);
  });
});

describe("what cannot be shown is a notice, and changes no verdict", () => {
  test("a fork, whose token reads", async () => {
    const event = { name: "pull_request", payload: payloadFrom("eve/readqc") };
    expect(await refused({ refuse: readOnly }, { event })).toEqual([
      1,
      "fail",
      expect.stringMatching(
        /^check-run: a check run could not be made \(403\): give the job `permissions: checks: write`.* The pull request comes from a fork/,
      ),
      expect.stringMatching(
        /^comment: a comment could not be written on #7 \(403\): give the job `permissions: pull-requests: write`.* a fork/,
      ),
    ]);
  });

  test.each([
    [403, "Resource not accessible by integration", "(403): give the job `permissions"],
    [404, "Not Found", "(404): GitHub does not show it to this token"],
    [500, "", "(500); the next run tries again"],
    [502, "", "(502); the next run tries again"],
    [301, "Moved Permanently", "(301): it is in another repository by now"],
    [422, "Validation Failed", "(422): GitHub does not take it"],
  ])("%i", async (status, message, words) => {
    expect(await refused({ refuse: ({ path }) => (path === "/user" ? undefined : { status, message }) })).toEqual([
      1,
      "fail",
      expect.stringContaining(words),
      expect.stringContaining(words),
    ]);
  });

  test("the rate limit", async () => {
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1796030000" };
    expect(await refused({ refuse: () => ({ status: 403, headers, message: "API rate limit exceeded" }) })).toEqual([
      1,
      "fail",
      expect.stringMatching(/^check-run: .*rate limit of GitHub for this token is used up until 2026-/),
      expect.stringMatching(/^comment: .*rate limit of GitHub/),
    ]);
  });

  test("no token, nobody who answers, and what is no JSON", async () => {
    const none = await step(BAD, "http://127.0.0.1:9", { token: "" });
    expect([none.code, ...noticesOf(none)]).toEqual([
      1,
      expect.stringMatching(/^check-run: there is no token/),
      expect.stringMatching(/^comment: there is no token/),
    ]);
    const dead = await step(BAD, "http://127.0.0.1:9");
    expect([dead.code, noticesOf(dead).length]).toEqual([1, 2]);
  });
});

describe("events", () => {
  test.each([
    ["push", { after: HEAD }, MERGE, "the event push is no pull request with a number"],
    ["schedule", {}, MERGE, "the event schedule is no pull request"],
    [
      "merge_group",
      { merge_group: { base_sha: "a".repeat(40), head_sha: HEAD } },
      HEAD,
      "the event merge_group is no pull",
    ],
  ])("%s: a check run at its commit, no comment and a notice", async (name, payload, commit, words) => {
    const api = await startPullApi();
    const told = await step(GOOD, api.url, { event: { name, payload } });
    expect(api.checks.map(({ head_sha }) => head_sha)).toEqual([commit]);
    expect([told.code, ...noticesOf(told)]).toEqual([0, expect.stringContaining(words)]);
    expect(api.comments).toEqual([]);
  });

  test("pull_request_target: at the head of the change", async () => {
    const api = await startPullApi();
    await step(GOOD, api.url, { event: { name: "pull_request_target", payload: payloadFrom("eve/readqc") } });
    expect(api.checks.map(({ head_sha }) => head_sha)).toEqual([HEAD]);
    expect(api.comments).toHaveLength(1);
  });

  test("issue_comment: nobody knows the commit of the change, so there is no check run", async () => {
    const api = await startPullApi();
    const payload = { issue: { number: 7, pull_request: {} } };
    const told = await step(GOOD, api.url, { event: { name: "issue_comment", payload } });
    expect(api.checks).toEqual([]);
    expect(noticesOf(told)).toEqual([expect.stringContaining("does not say the commit of the change")]);
  });
});

test("GitHub Enterprise Server: its API, its addresses", async () => {
  const api = await startPullApi({ prefix: "/api/v3" });
  await step(BAD, api.url, { env: { GITHUB_SERVER_URL: "https://git.example.org" } });
  expect(api.checks[0]?.details_url).toBe("https://git.example.org/acme/readqc/actions/runs/1/attempts/1");
  expect(api.comments[0]?.body).toContain("https://git.example.org/acme/readqc/");
  expect(api.comments[0]?.body).not.toContain("https://github.com/acme");
});

describe("10,000 findings", () => {
  test("stay under every limit, with the right exit code", async () => {
    const api = await startPullApi();
    const told = await step(many(10_000), api.url);
    expect([told.code, told.outputs["errors"]]).toEqual([1, "10000"]);
    const [check] = api.checks;
    expect(check?.conclusion).toBe("failure");
    expect(check?.annotations).toHaveLength(1_000);
    expect(
      new Set(check?.annotations.map(({ path, start_line: line }) => `${String(path)}:${String(line)}`)).size,
    ).toBe(1_000);
    expect(check?.summary.length).toBeLessThanOrEqual(65_535);
    expect(check?.summary).toMatch(
      /The first 10 of each severity are annotations of the step; 1,000 more are here\. 8,990 more are not\./,
    );
    const batches = api.calls.flatMap(({ path, body }) => {
      const { annotations } = objectOf(body?.["output"] ?? {});
      return path.includes("check-runs") && Array.isArray(annotations) ? [annotations.length] : [];
    });
    expect(batches).toEqual(Array.from({ length: 20 }, () => 50));
    expect(api.comments[0]?.body.length).toBeLessThanOrEqual(65_536);
    expect(api.comments[0]?.body).toMatch(/Not shown for lack of room: [\d,]+ findings/);
    expect(told.annotations.filter(({ name }) => name === "error").length).toBeLessThanOrEqual(10);
  });

  test("a batch that fails leaves the conclusion, and is told", async () => {
    const api = await startPullApi({
      refuse: ({ method, path }, times) =>
        method === "PATCH" && path.includes("check-runs") && times === 2 ? { status: 502 } : undefined,
    });
    const told = await step(many(210), api.url);
    expect(told.code).toBe(1);
    expect(api.checks.map(({ conclusion, annotations }) => [conclusion, annotations.length])).toEqual([
      ["failure", 100],
    ]);
    expect(noticesOf(told)).toEqual([expect.stringMatching(/^check-run: it has 100 of 200 annotations: .*\(502\)/)]);
  });
});

describe("words of others", () => {
  const evil =
    "x --> <!-- wave-inspect:comment v1 id=0000000000000000 run=9.9 --> @acme/all #1 <img src=x> [a](http://b) `c` | d";

  test("in names of files, jobs, workflows, branches and ids mean nothing but themselves", async () => {
    const api = await startPullApi();
    await step(
      { [`a|b<!--@eve #1/Dockerfile`]: "FROM quay.io/acme/@eve<b>:latest\nFROM quay.io/acme/tool:latest\n" },
      api.url,
      {
        env: { GITHUB_WORKFLOW: evil, GITHUB_HEAD_REF: evil },
        inputs: { matrix: JSON.stringify({ a: evil }) },
        event: { name: "pull_request", payload: payloadFrom("acme/readqc", evil) },
      },
    );
    const texts = [api.comments[0]?.body ?? "", api.checks[0]?.summary ?? ""];
    expect(texts[0]?.match(/<!--/g)).toHaveLength(1);
    expect(texts[0]?.match(/-->/g)).toHaveLength(1);
    expect(texts[1]).not.toMatch(/<!--|-->/);
    for (const text of texts) {
      expect(text.replaceAll(/<code>.*?<\/code>|<!-- .*? -->/g, "")).not.toMatch(/@eve|@acme|#1\b|<img|<b>|\]\(http:/);
    }
  });

  test("a comment of somebody else with our mark is not ours", async () => {
    const api = await startPullApi();
    await step(BAD, api.url);
    const body = api.comments[0]?.body ?? "";
    const forged = await startPullApi({ comments: [{ body, author: { login: "eve", type: "User" } }] });
    await step(GOOD, forged.url);
    expect(forged.comments.map(({ author }) => author.login)).toEqual(["eve", "github-actions[bot]"]);
    expect(forged.comments[0]?.body).toBe(body);
  });

  test("a token of a person takes the comments of that person only", async () => {
    const ann = { login: "ann", type: "User" } as const;
    const api = await startPullApi({ author: ann });
    await step(BAD, api.url);
    await step(GOOD, api.url, { env: run("2") });
    expect(api.comments).toHaveLength(1);
    const other = await startPullApi({
      author: ann,
      comments: [{ body: api.comments[0]?.body ?? "", author: { login: "github-actions[bot]", type: "Bot" } }],
    });
    await step(GOOD, other.url, { env: run("3") });
    expect(other.comments).toHaveLength(2);
  });

  test("our comment behind many others is found", async () => {
    const api = await startPullApi({ comments: Array.from({ length: 250 }, () => ({ body: "hm" })) });
    await step(BAD, api.url);
    await step(GOOD, api.url, { env: run("2") });
    expect(api.comments).toHaveLength(251);
  });
});

test("neither is asked for: nobody is asked", async () => {
  const api = await startPullApi();
  const told = await step(GOOD, api.url, { inputs: { "check-run": "false", comment: "false" } });
  expect([told.code, api.calls]).toEqual([0, []]);
});

test("wrong words are an error", async () => {
  const root = await repositoryOf(GOOD);
  await mkdir(dirname(join(root, "x/y")), { recursive: true });
  await writeFile(join(root, "x/y"), "");
  const api = await startPullApi();
  const told = await step(GOOD, api.url, { inputs: { "check-run": "yes", comment: "maybe" } });
  expect(told.code).toBe(2);
  expect(told.annotations.map(({ message }) => message).join("\n")).toMatch(/check-run: .*yes[\s\S]*comment: .*maybe/);
});
