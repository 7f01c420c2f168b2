/** A workflow as users write it, run by `act`: the contract between the runner and the action, with nothing of ours between. */
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { findProgram } from "../inspect/programs.ts";
import { type ActRun, runAct } from "../support/act.ts";
import { runAction } from "../support/action.ts";
import { type Example, startExample } from "../support/example.ts";
import { startPullApi } from "../support/pull-api.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const act = findProgram("act");
const uses = "wave-inspect/wave-inspect-action@v1";
/** A pull request that is to be added to the commit `sha`, whose policy counts. */
const pullRequest = (sha: string) => ({
  number: 7,
  repository: { full_name: "acme/readqc", default_branch: "main" },
  pull_request: { number: 7, base: { ref: "main", sha }, head: { ref: "topic", sha: "1".repeat(40) } },
});

/** One job: checkout, the action, and a later step that reads its outputs. */
function workflow(inputs: Readonly<Record<string, string>>): string {
  return stringify({
    on: ["push", "pull_request"],
    jobs: {
      images: {
        "runs-on": "ubuntu-latest",
        steps: [
          { uses: "actions/checkout@v4" },
          { id: "images", uses, with: inputs },
          {
            if: "always()",
            run: `echo "told: \${{ steps.images.outcome }} \${{ steps.images.outputs.verdict }} \${{ steps.images.outputs.errors }}"`,
          },
        ],
      },
    },
  });
}

/** A git repository, as a checkout is. */
function commitAll(directory: string): string {
  const git = (...args: string[]): Buffer => execFileSync("git", args, { cwd: directory, stdio: "pipe" });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("-c", "user.name=ann", "-c", "user.email=ann@example.org", "commit", "--quiet", "--message=Start");
  return git("rev-parse", "HEAD").toString().trim();
}

describe.skipIf(act === undefined)("under act (skipped where act is not installed; .ci/run installs it)", () => {
  let example: Example;
  beforeAll(async () => {
    example = await startExample();
  });
  afterAll(() => example.close());

  async function run(event: "push" | "pull_request", inputs: Readonly<Record<string, string>>): Promise<ActRun> {
    const workspace = await scratch();
    await example.copyPipeline(workspace);
    const commit = commitAll(workspace);
    return runAct({
      act: act ?? "",
      workspace,
      workflow: workflow(inputs),
      event,
      payload: event === "pull_request" ? pullRequest(commit) : {},
      secrets: { GITHUB_TOKEN: "github-token-of-the-run" },
      scratch: await scratch(),
    });
  }

  test.each(["push", "pull_request"] as const)("%s: the same as in our own harness", async (event) => {
    const workspace = await scratch();
    await example.copyPipeline(workspace);
    const own = await runAction({ workspace, scratch: await scratch(), inputs: example.throughWave });
    const step = await run(event, example.throughWave);

    expect(own.outputs["verdict"]).toBe("fail");
    expect(step.code).toBe(1);
    expect(step.outputs).toStrictEqual(own.outputs);
    expect(step.annotations).toStrictEqual(own.annotations);
    // The record of the run is of two runs.
    expect(withoutRecord(step.summary)).toBe(withoutRecord(own.summary));
    expect(step.log).toContain(`told: failure fail ${own.outputs["errors"]}`);
  });

  test("a policy that fails nothing lets the job pass", async () => {
    const { code, outputs, log } = await run("push", { ...example.throughWave, "fail-on": "never" });
    expect({ code, outputs }).toMatchObject({ code: 0, outputs: { verdict: "pass" } });
    expect(log).toContain("told: success pass");
  });

  test("a pull request, in the legs of a matrix: a check run and a comment each, by act's own tokens and payload", async () => {
    const api = await startPullApi();
    const workspace = await repositoryOf({
      Dockerfile: "FROM quay.io/acme/tool:latest\n",
      "wave-inspect.yml": "version: 1\ninspector: none\nrules: { tag: error }\n",
    });
    const jobs = {
      images: {
        "runs-on": "ubuntu-latest",
        permissions: { contents: "read", checks: "write", "pull-requests": "write" },
        strategy: { "fail-fast": false, matrix: { "fail-on": ["error", "never"] } },
        steps: [
          { uses: "actions/checkout@v4" },
          {
            id: "images",
            uses,
            with: { "check-run": true, comment: true, "fail-on": "${{ matrix.fail-on }}" },
          },
        ],
      },
    };
    const { code, annotations } = await runAct({
      act: act ?? "",
      workspace,
      workflow: stringify({ name: "pr", on: ["pull_request"], jobs }),
      event: "pull_request",
      payload: pullRequest(commitAll(workspace)),
      env: { GITHUB_API_URL: api.url },
      secrets: { GITHUB_TOKEN: "github-token-of-the-run" },
      scratch: await scratch(),
    });
    expect(code).toBe(1);
    expect(annotations.filter(({ name }) => name === "notice")).toEqual([]);
    expect(api.checks.map(({ name, head_sha: sha, conclusion }) => `${name} ${sha[0]} ${conclusion}`).sort()).toEqual([
      "Wave Inspect: pr / images (error) 1 failure",
      "Wave Inspect: pr / images (never) 1 success",
    ]);
    expect(api.comments.map(({ body }) => body.split("\n")[1] ?? "").sort()).toEqual([
      "### ✅ Container images, pr / images (never): 1 error; 1 image judged",
      "### ❌ Container images, pr / images (error): 1 error; 1 image judged",
    ]);
  });

  test("the first two workflows of the README run as they are", async () => {
    const readme = await readFile(resolve(import.meta.dirname, "../../README.md"), "utf8");
    const blocks = [...readme.matchAll(/^```yaml\n(?<text>.*?)^```$/gmsu)].map(([, text = ""]) => text);
    const workflows = blocks.filter((text) => /^jobs:/mu.test(text)).slice(0, 2);
    const workspace = await repositoryOf({
      Dockerfile: "FROM quay.io/acme/tool:latest\n",
      ".github/wave-inspect.yml": "version: 1\ninspector: none\nrules: { tag: error }\n",
    });
    const commit = commitAll(workspace);
    for (const text of workflows) {
      // The step has no id in the README: nothing there needs its outputs.
      const named = text.replace(`- uses: ${uses}`, `- id: images\n        uses: ${uses}`);
      const { code, annotations } = await runAct({
        act: act ?? "",
        workspace,
        workflow: named,
        event: "pull_request",
        payload: pullRequest(commit),
        scratch: await scratch(),
      });
      expect(code).toBe(1);
      expect(annotations).toMatchObject([{ name: "error", properties: { file: join("Dockerfile"), line: "1" } }]);
    }
  });
});

/** Without what differs from run to run: the time, the commit that links point at, and that of the base. */
const essence = (summary: string): string =>
  summary
    .replaceAll(/, as of the base <code>[0-9a-f]+<\/code>/gu, "")
    .replaceAll(/\d{4}-\d\d-\d\d \d\d\S+ UTC/gu, "TIME")
    .replaceAll(/\/blob\/[0-9a-f]{40}\//gu, "/blob/COMMIT/");
const withoutRecord = (summary: string): string =>
  essence(summary.replace(/<details><summary>Record of this run<\/summary>[^]*?<\/details>\n/, ""));
