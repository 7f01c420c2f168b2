/** What `init` writes, as the workflow that it writes goes by it on pull requests. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { runPullRequest } from "../support/pull-request.ts";
import { repositoryOf } from "../support/scratch.ts";

/** `strict` asks Dockerfiles for digests: each has a finding. */
const files = { Dockerfile: "FROM quay.io/acme/base\n", "b/Dockerfile": "FROM quay.io/acme/tool:1.0--h1234567_0\n" };
const written = [
  ".github/wave-inspect.yml",
  ".github/wave-inspect-baseline.json",
  ".github/workflows/wave-inspect.yml",
];

const initialize = (root: string) => cli(["init", root, "--yes", "--preset", "strict"], { cwd: root });

test("the pull request that brings it passes", async () => {
  const root = await repositoryOf(files);
  await initialize(root);
  const change = Object.fromEntries(written.map((path) => [path, readFileSync(join(root, path), "utf8")]));
  const { code, outputs } = await runPullRequest(files, change, { depth: 2 });
  expect(outputs).toMatchObject({ errors: "0", known: "2" });
  expect(code).toBe(0);
});

test("the next one that adds a floating tag fails for it alone", async () => {
  const change = { "c/Dockerfile": "FROM quay.io/acme/new:latest\n" };
  const { code, outputs, asked } = await runPullRequest(files, change, { depth: 2, lay: initialize });
  expect(outputs).toMatchObject({ verdict: "fail", errors: "1", known: "2" });
  expect(code).toBe(1);
  expect(asked).toEqual([]);
});
