/** The baseline of a pull request is that of its base: what the pull request adds to it excuses nothing. */
import { readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runAction } from "../support/action.ts";
import { cli } from "../support/cli.ts";
import { runPullRequest } from "../support/pull-request.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const POLICY = ".github/wave-inspect.yml";
const KNOWN = ".github/wave-inspect-baseline.json";
const STRICT = "version: 1\nrules: { tag: error }\n";
const NAMED = `${STRICT}baseline: ${KNOWN}\n`;
const OLD = "FROM alpine:latest\n";
const NEW = "FROM busybox:latest\n";

/** The baseline that the command writes for these files. */
async function baselineFor(files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> {
  const root = await repositoryOf({ ...files, [POLICY]: STRICT });
  const run = await cli(["baseline", "--inspector", "none", "--baseline", "known.json", ...args], { cwd: root });
  expect(run).toMatchObject({ code: 0 });
  return readFile(join(root, "known.json"), "utf8");
}

async function setUp() {
  const known = await baselineFor({ Dockerfile: OLD });
  const both = await baselineFor({ Dockerfile: OLD, "new/Dockerfile": NEW });
  return { known, both, files: { Dockerfile: OLD, [POLICY]: NAMED, [KNOWN]: known } };
}

const push = async (tree: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>> = {}) =>
  runAction({
    workspace: await repositoryOf(tree),
    scratch: await scratch(),
    inputs: { inspector: "none", ...inputs },
    event: { name: "push", payload: {} },
  });

const linking = async (root: string) => {
  await rm(join(root, KNOWN));
  await symlink("../all.json", join(root, KNOWN));
};

const unmetEntry = (index: number) =>
  JSON.stringify({
    fingerprint: index.toString(16).padStart(32, "0"),
    rule: "pin",
    severity: "error",
    image: null,
    file: "Dockerfile",
    message: "x".repeat(200),
  });

const PASSES = { code: 0, outputs: { verdict: "pass", errors: "0", known: "1" } };
const FAILS = { code: 1, outputs: { verdict: "fail", errors: "1", known: "1" } };

describe("what is known does not count, and what is new does", () => {
  test.each([1, 2])("on a pull request, in a checkout of depth %i", async (depth) => {
    const { files } = await setUp();
    const passing = await runPullRequest(files, { "other.txt": "x" }, { depth });
    expect(passing).toMatchObject(PASSES);
    expect(passing.stdout).not.toContain("alpine:latest");
    expect(passing.summary).toContain("1 known finding");
    expect(await runPullRequest(files, { "new/Dockerfile": NEW }, { depth })).toMatchObject(FAILS);
  });

  test("on a push, with the input or the key of the policy", async () => {
    const { files } = await setUp();
    expect(await push(files)).toMatchObject(PASSES);
    expect(await push({ ...files, [POLICY]: STRICT }, { baseline: KNOWN })).toMatchObject(PASSES);
    const missing = await push({ ...files, [POLICY]: NAMED.replace(KNOWN, "none.json") });
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.stdout).toContain("baseline: none.json does not exist; write it with wave-inspect baseline");
    expect(await push(files, { baseline: "../known.json" })).toMatchObject({ code: 2 });
  });

  test("a baseline that only a parent names may be missing", async () => {
    const tree = { Dockerfile: OLD, "org.yml": NAMED, [POLICY]: "version: 1\nextends: ../org.yml\n" };
    for (const depth of [1, 2]) {
      const run = await runPullRequest(tree, { "other.txt": "x" }, { depth });
      expect(run).toMatchObject({ code: 1, outputs: { errors: "1", known: "0" } });
    }
  });
});

describe("what a pull request may try", () => {
  test.each([1, 2])("to add its own finding, in a checkout of depth %i", async (depth) => {
    const { files, both } = await setUp();
    const run = await runPullRequest(files, { "new/Dockerfile": NEW, [KNOWN]: both }, { depth });
    expect(run).toMatchObject({ ...FAILS, outputs: { ...FAILS.outputs, warnings: "1" } });
    expect(run.stdout).toContain("Looser than the baseline of the base: 1 finding more would be known (tag 1)");
  });

  test("to bring a baseline where the base has none", async () => {
    const { files, known } = await setUp();
    const { [KNOWN]: _, ...without } = files;
    for (const inputs of [{}, { baseline: KNOWN }]) {
      const run = await runPullRequest(without, { [KNOWN]: known }, { inputs });
      expect(run).toMatchObject({ code: 1, outputs: { errors: "1", known: "0" } });
    }
  });

  test("to name another one in the policy", async () => {
    const { files, both } = await setUp();
    const change = { "new/Dockerfile": NEW, "all.json": both, [POLICY]: NAMED.replace(KNOWN, "all.json") };
    expect(await runPullRequest(files, change)).toMatchObject(FAILS);
  });

  test("to put a link in its place", async () => {
    const { files, both } = await setUp();
    const run = await runPullRequest(files, { "new/Dockerfile": NEW, "all.json": both }, { touch: linking });
    expect(run).toMatchObject(FAILS);
  });

  test("to break it, so that none holds", async () => {
    const { files } = await setUp();
    const run = await runPullRequest(files, { "new/Dockerfile": NEW, [KNOWN]: "{" });
    expect(run).toMatchObject(FAILS);
    expect(run.stdout).toContain("The baseline that this pull request brings cannot be read");
  });

  test("to give an entry that ended a later end", async () => {
    const { files } = await setUp();
    const ended = await baselineFor({ Dockerfile: OLD }, "--expires", "2026-01-01");
    const later = ended.replace("2026-01-01", "2999-01-01");
    const run = await runPullRequest({ ...files, [KNOWN]: ended }, { [KNOWN]: later });
    expect(run).toMatchObject({ code: 1, outputs: { errors: "1", known: "0" } });
    expect(run.stdout).toContain("1 finding would be known for longer, as graver, or of more images (tag 1)");
  });
});

test("what a pull request takes out of it is a notice", async () => {
  const { files } = await setUp();
  const run = await runPullRequest(files, { [KNOWN]: '{"version":1,"findings":[]}' });
  expect(run).toMatchObject({ code: 0, outputs: { notices: "1", known: "1" } });
  expect(run.stdout).toContain("Tighter than the baseline of the base: 1 finding fewer would be known (tag 1)");
});

test("the first baseline comes with the first policy, and both are said", async () => {
  const { known } = await setUp();
  const run = await runPullRequest({ Dockerfile: OLD }, { [POLICY]: NAMED, [KNOWN]: known });
  expect(run).toMatchObject(PASSES);
  expect(run.stdout).toContain(`${KNOWN} is the first baseline here: it knows 1 finding`);
});

test("one above a megabyte is read through the API, too", async () => {
  const { files, known } = await setUp();
  const many = Array.from({ length: 5_000 }, (_, index) => unmetEntry(index)).join(",\n");
  const large = known.replace('"findings": [', `"findings": [\n${many},`);
  const run = await runPullRequest({ ...files, [KNOWN]: large }, { "other.txt": "x" }, { depth: 1 });
  expect(run).toMatchObject({ code: 0, outputs: { known: "1" } });
  expect(run.asked.some((path) => path.includes("/git/blobs/"))).toBe(true);
});
