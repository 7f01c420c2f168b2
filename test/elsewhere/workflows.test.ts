/** The workflows of docs/workflows.md: by GitHub's parser, and by actionlint and zizmor where this machine has them. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { findProgram } from "../inspect/programs.ts";
import { readMetadata } from "../support/action.ts";
import { git } from "../support/git.ts";
import { githubParser } from "../support/github-parser.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { repositoryOf } from "../support/scratch.ts";

const run = promisify(execFile);
const page = readFileSync("docs/workflows.md", "utf8");
const workflows = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text = ""]) => text);
const complaints = await githubParser();
const OURS = "wave-inspect/wave-inspect-action@";

/** A repository that has all of them. */
async function repository(): Promise<string> {
  const root = await repositoryOf(
    Object.fromEntries(workflows.map((text, index) => [`.github/workflows/${index}.yml`, text])),
  );
  git(root, "init");
  return root;
}

test("there is one for every event of the table", () => {
  const events = workflows.flatMap((text) => Object.keys(objectOf(objectOf(parse(text))["on"])));
  const told = [...page.matchAll(/^\| \[`(\w+)`\]/gm)].map(([, name = ""]) => name);
  expect(told.toSorted()).toEqual([...new Set(events)].toSorted());
  expect(told).toEqual(["pull_request", "merge_group", "push", "schedule", "workflow_dispatch", "workflow_call"]);
});

describe.each(workflows.map((text) => [/(?<=^name: ).*/m.exec(text)?.[0], text] as const))("%s", (_, text) => {
  test("is accepted, pinned by commit, and grants nothing to all of its jobs", () => {
    expect(complaints.workflow(text)).toStrictEqual([]);
    const { permissions, jobs } = objectOf(parse(text));
    expect(permissions).toEqual({});
    for (const job of Object.values(objectOf(jobs)))
      expect(objectOf(job)["permissions"]).toMatchObject({ contents: "read" });
    const used = [...text.matchAll(/uses: (\S+)(.*)/g)];
    expect(used.length).toBeGreaterThan(0);
    for (const [, action, comment] of used) {
      expect(action).toMatch(/^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/);
      expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
  });

  test("names only inputs and outputs that there are, and actions at the commits of our own workflows", async () => {
    const { inputs, outputs } = await readMetadata();
    const steps = Object.values(objectOf(objectOf(parse(text))["jobs"])).flatMap((job) =>
      objectOf(job)["steps"] === undefined ? [] : arrayOf(objectOf(job)["steps"]).map(objectOf),
    );
    for (const step of steps.filter(({ uses }) => String(uses).startsWith(OURS)))
      expect([...inputs.keys()]).toEqual(expect.arrayContaining(Object.keys(objectOf(step["with"]))));
    const named = [...text.matchAll(/steps\.images\.outputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(outputs).toEqual(expect.arrayContaining(named));
    const readme = readFileSync("README.md", "utf8");
    for (const [, action] of text.matchAll(/uses: ((?:actions|github)\/\S+ # \S+)/g)) expect(readme).toContain(action);
  });
});

const actionlint = findProgram("actionlint");
test.skipIf(actionlint === undefined)("actionlint has nothing to say", async () => {
  const root = await repository();
  const files = workflows.map((_, index) => join(".github/workflows", `${index}.yml`));
  await expect(run(actionlint ?? "", files, { cwd: root })).resolves.toMatchObject({ stdout: "" });
});

const zizmor = findProgram("zizmor");
test.skipIf(zizmor === undefined)("zizmor has nothing to say, as its strictest persona", async () => {
  const args = ["--offline", "--persona", "auditor", "--no-progress", "--quiet", "--color", "never", ".github"];
  const { stdout } = await run(zizmor ?? "", args, { cwd: await repository() });
  expect(stdout.replace(/No findings to report\..*\n?/, "")).toBe("");
});
