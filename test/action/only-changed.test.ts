/** `only: changed`: on a pull request only what its own change causes counts, placed at the line that causes it. */
import { rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { objectOf } from "../support/json.ts";
import { git } from "../support/git.ts";
import { type Change, type PullRequestOptions, type PullRequestRun, runPullRequest } from "../support/pull-request.ts";

const POLICY = "version: 1\nrules: { pin: { severity: error, at-least: digest } }\n";
const process = (name: string, image: string): string =>
  `process ${name} {\n  container '${image}'\n\n  script:\n  """\n  run ${name} with ${image}\n  """\n}\n`;
const workflow = (...names: readonly string[]): string =>
  [
    ...names.map((name) => `include { ${name} } from './modules/${name.toLowerCase()}'`),
    `workflow {\n${names.map((name) => `  ${name}()\n`).join("")}}\n`,
  ].join("\n");

const NAMES = ["ONE", "TWO", "THREE"];
/** A pipeline with three findings: none of its images has a digest. */
const pipeline: Readonly<Record<string, string>> = {
  "wave-inspect.yml": POLICY,
  "nextflow.config": "docker.enabled = true\n",
  "main.nf": workflow(...NAMES),
  ...Object.fromEntries(
    NAMES.map((name) => [`modules/${name.toLowerCase()}/main.nf`, process(name, `acme/${name.toLowerCase()}:1.0`)]),
  ),
};

const CHANGED = { only: "changed" };
const changed = (change: Change, { inputs, ...options }: PullRequestOptions = {}): Promise<PullRequestRun> =>
  runPullRequest(pipeline, change, { ...options, inputs: { ...CHANGED, ...inputs } });

const placesOf = ({ annotations }: PullRequestRun): string[] =>
  annotations.map(({ properties }) => `${properties["file"]}:${properties["line"]}`);

/** What counts of a Dockerfile, which had two stages. */
const docker = async (lines: string): Promise<string[]> => {
  const files = { "wave-inspect.yml": POLICY, Dockerfile: "FROM a:1\n\nFROM b:1\n" };
  return placesOf(await runPullRequest(files, { Dockerfile: lines }, { inputs: CHANGED }));
};

/** Of a configuration. */
const profile = (engine: string): string =>
  `  ${engine} {\n    ${engine}.enabled = true\n    ${engine}.registry = '${engine}.io'\n  }\n`;

const withoutGit = (workspace: string): Promise<void> => rm(join(workspace, ".git"), { recursive: true });

const config = (registry: string): string => `docker.registry = '${registry}'\n`;

/** Links to a file, to a folder, out of the repository and to themselves; names that would be commands. */
const touch = async (root: string, isLegible = true): Promise<void> => {
  await symlink("src/Dockerfile", join(root, "Dockerfile"));
  await symlink("src", join(root, "linked"));
  await symlink("/etc/hostname", join(root, "out.Dockerfile"));
  await symlink("loop", join(root, "loop"));
  await writeFile(join(root, "$(id) `x` ::error::.Dockerfile"), "FROM b:1\n");
  if (isLegible) return;
  await writeFile(
    Buffer.concat([Buffer.from(`${root}/bad-`), Buffer.from([0xff]), Buffer.from(".Dockerfile")]),
    "FROM c:1\n",
  );
};

const PASSES = { code: 0, outputs: { verdict: "pass", errors: "0" } };
const failsWith = (errors: number): object => ({ code: 1, outputs: { verdict: "fail", errors: String(errors) } });

describe("what counts", () => {
  test("without it all do", async () => {
    expect(await runPullRequest(pipeline, { "README.md": "x\n" })).toMatchObject(failsWith(3));
  });

  test("nothing, where the change has no say", async () => {
    const run = await changed({ "README.md": "x\n" });
    expect(run).toMatchObject(PASSES);
    expect(run.stdout).toContain(
      `only what changed since the base ${run.base.slice(0, 12)} counts: 3 findings were there before`,
    );
  });

  test("one line of a configuration, in every module that it rewrites, at that line", async () => {
    const run = await changed({ "nextflow.config": "docker.enabled = true\ndocker.registry = 'quay.io'\n" });
    expect(run).toMatchObject(failsWith(3));
    // One annotation says it of all.
    expect(placesOf(run)).toEqual(["nextflow.config:2"]);
    expect(run.annotations[0]?.message).toContain("This line causes 2 more findings of this rule, of");
    expect(run.annotations[0]?.message).toContain("modules/one/main.nf:2");
  });

  test("a line that is taken out, at the line that stands there now", async () => {
    const files = { ...pipeline, "nextflow.config": "docker.enabled = true\ndocker.registry = 'quay.io'\nx = 1\n" };
    const run = await runPullRequest(
      files,
      { "nextflow.config": "docker.enabled = true\nx = 1\n" },
      { inputs: CHANGED },
    );
    expect(run).toMatchObject(failsWith(3));
    expect(placesOf(run)).toEqual(["nextflow.config:2"]);
  });

  test("a new module with a floating tag, and nothing else", async () => {
    const run = await changed({
      "modules/four/main.nf": process("FOUR", "acme/four:latest"),
      "main.nf": workflow(...NAMES, "FOUR"),
    });
    expect(run).toMatchObject(failsWith(1));
    expect(placesOf(run)).toEqual(["modules/four/main.nf:2"]);
  });

  test("lines that moved, reformatted ones, and a file of another name do not", async () => {
    const one = pipeline["modules/one/main.nf"] ?? "";
    const two = pipeline["modules/two/main.nf"] ?? "";
    const run = await changed({
      "modules/one/main.nf": `// first\n\n${one}`,
      "modules/two/main.nf": two.replaceAll("'", '"'),
      "modules/three/main.nf": null,
      "modules/local/renamed.nf": `// moved here\n${pipeline["modules/three/main.nf"]}`,
      "main.nf": workflow("ONE", "TWO", "THREE").replace("./modules/three", "./modules/local/renamed"),
    });
    expect(run).toMatchObject(PASSES);
  });

  test("a finding that goes is none, and one more of the same is one", async () => {
    const gone = await changed({ "modules/one/main.nf": process("ONE", "acme/one@sha256:" + "a".repeat(64)) });
    expect(gone).toMatchObject(PASSES);
    const one = process("ONE", "acme/one:1.0");
    const twice = await changed({ "modules/one/main.nf": `${one}\n${process("AGAIN", "acme/one:1.0")}` });
    expect(placesOf(twice)).toEqual([]);
  });

  test("another stage in front of one without a name is no news, and one more of an image is", async () => {
    expect(await docker("FROM a:1\n\nFROM a:1\n\nFROM b:1\n")).toEqual([]);
    expect(await docker("FROM c:1 AS c\nFROM b:1\nCOPY --from=c / /\n")).toEqual(["Dockerfile:1"]);
    expect(await docker("FROM a:1\nFROM b:1\n\nFROM b:1\nCOPY --from=1 / /\n")).toEqual(["Dockerfile:2"]);
  });

  test("a new profile, with another engine", async () => {
    const run = await runPullRequest(
      { ...pipeline, "nextflow.config": `profiles {\n${profile("docker")}}\n` },
      { "nextflow.config": `profiles {\n${profile("singularity")}${profile("docker")}}\n` },
      { inputs: CHANGED },
    );
    expect(run).toMatchObject(failsWith(3));
    expect(placesOf(run)).toEqual(["nextflow.config:4"]);
  });

  test("what the policy makes of the change, and a waiver that it takes out of a file", async () => {
    const waived = { ...pipeline, Dockerfile: "# wave-inspect: ignore pin -- vendored\nFROM a:1\n" };
    const run = await runPullRequest(waived, { Dockerfile: "FROM a:1\n" }, { inputs: CHANGED });
    expect(run).toMatchObject(failsWith(1));
    const policy = await changed({
      "wave-inspect.yml": `${POLICY}overrides: [{ images: ["*"], rules: { pin: off } }]\n`,
    });
    expect(policy.annotations.some(({ properties }) => properties["title"]?.includes("policy-change"))).toBe(true);
  });

  test("what can no longer be read; a base that could not be read has no findings there", async () => {
    const broken = await changed({ "modules/one/main.nf": "process ONE {\n" });
    expect(broken).toMatchObject({ code: 1 });
    expect(placesOf(broken)).toContain("modules/one/main.nf:1");
    const files = { ...pipeline, "modules/one/main.nf": "process ONE {\n  container 'acme/one:1.0'\n" };
    const mended = await runPullRequest(
      files,
      { "modules/one/main.nf": pipeline["modules/one/main.nf"] ?? "" },
      { inputs: CHANGED },
    );
    expect(mended).toMatchObject({ code: 1 });
  });
});

describe("which base", () => {
  const floating = { "modules/one/main.nf": process("ONE", "acme/one:2.0") };

  test.each([1, 2, 0])("a checkout of GitHub's merge commit, %i deep", async (depth) => {
    const run = await changed(floating, { depth, inputs: { "policy-from": "head" } });
    expect(run).toMatchObject(failsWith(1));
    expect(placesOf(run)).toEqual(["modules/one/main.nf:2"]);
    // The listing, and the one file that is another one.
    expect(run.asked.length).toBe(depth === 1 ? 2 : 0);
  });

  test("of the head, where what the base branch has got since is no change of it", async () => {
    const later = { "modules/two/main.nf": process("TWO", "acme/two@sha256:" + "a".repeat(64)) };
    for (const depth of [1, 0]) {
      const run = await changed(floating, { depth, checkout: "head", later, inputs: { "policy-from": "head" } });
      expect(run).toMatchObject(failsWith(1));
      expect(placesOf(run)).toEqual(["modules/one/main.nf:2"]);
      expect(run.asked.length).toBe(depth === 1 ? 3 : 0);
    }
    const merge = await changed(floating, { later });
    expect(placesOf(merge)).toEqual(["modules/one/main.nf:2"]);
  });

  test("of a merge queue, of a change that pull_request_target sees, and of a checkout without git", async () => {
    expect(await changed(floating, { event: "merge_group" })).toMatchObject(failsWith(1));
    expect(await changed(floating, { event: "pull_request_target", checkout: "head", depth: 0 })).toMatchObject(
      failsWith(1),
    );
    const run = await changed(floating, { prepare: withoutGit });
    expect(run).toMatchObject(failsWith(1));
    expect(placesOf(run)).toEqual(["modules/one/main.nf:2"]);
  });

  test("none on a push, nor in a checkout of another repository: all findings count, which is said", async () => {
    const push = await changed(floating, { event: "push" });
    expect(push).toMatchObject(failsWith(3));
    expect(push.stdout).toContain("all findings count, since the event push is no pull request");
    const others = await changed(floating, {
      checkout: "head",
      prepare: (workspace) => {
        git(workspace, "remote", "set-url", "origin", "https://github.com/eve/other");
        git(workspace, "-c", "user.name=x", "-c", "user.email=x@y.z", "commit", "-q", "--allow-empty", "-m", "x");
      },
    });
    expect(others.stdout).toContain("the checkout is of another repository");
  });
});

describe("a base that cannot be had is an error that says what to write", () => {
  const change = { "modules/one/main.nf": process("ONE", "acme/one:2.0") };
  const head = { "policy-from": "head" };

  test.each<[string, PullRequestOptions, string]>([
    ["no token", { token: "" }, 'Give actions/checkout "fetch-depth: 2", or this action a github-token'],
    [
      "no token, and the head",
      { token: "", checkout: "head" },
      'Give actions/checkout "fetch-depth: 0", or this action',
    ],
    ["a token that sees nothing", { isHidden: true }, "GitHub does not show the listing of acme/readqc@"],
    [
      "more files than GitHub lists",
      { isTruncated: true },
      'is longer than what GitHub gives at once (100,000 files or 7 MB). Give actions/checkout "fetch-depth: 2"',
    ],
  ])("%s", async (_, options, message) => {
    const run = await changed(change, { ...options, inputs: head });
    expect(run).toMatchObject({ code: 2, outputs: {} });
    expect(run.stdout).toContain(message);
  });

  test("more files that differ than are asked for", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 302 }, (_, number) => [`d/${number}.Dockerfile`, `FROM a:${number}\n`]),
    );
    const other = Object.fromEntries(Object.keys(many).map((path) => [path, "FROM a:0\n"]));
    const run = await runPullRequest(many, other, { inputs: { ...CHANGED, ...head } });
    expect(run.code).toBe(2);
    expect(run.stdout).toContain(
      "301 of its files, d/1.Dockerfile the first, more than are asked for one by one (300)",
    );
    expect(run.asked).toHaveLength(1);
  });
});

describe("the base is read as a checkout of it would be", () => {
  const both = { inputs: CHANGED };
  const files = {
    "wave-inspect.yml": POLICY,
    "src/Dockerfile": "FROM a:1\n",
    "conf/base.config": "docker.enabled = true\n",
  };

  test("links to files and to folders, on both sides, and names that are hostile", async () => {
    for (const depth of [1, 2]) {
      const before = await runPullRequest(
        { ...files, "x.txt": "" },
        { "x.txt": "y" },
        { ...both, depth, lay: (root) => touch(root, depth === 1) },
      );
      expect([before.code, placesOf(before)]).toEqual([0, []]);
    }
    const added = await runPullRequest(files, {}, { ...both, touch: (root) => touch(root) });
    expect(placesOf(added)).toContain("Dockerfile:1");
    expect(added.annotations.every(({ message }) => !message.includes("undefined"))).toBe(true);
  });

  test("includes that no name tells, fetched in a second round", async () => {
    const nested = { ...pipeline, "nextflow.config": "docker.enabled = true\nincludeConfig 'settings.txt'\n" };
    const run = await runPullRequest(
      { ...nested, "settings.txt": config("quay.io") },
      { "settings.txt": `// other\n${config("quay.io")}` },
      { inputs: { ...CHANGED, "policy-from": "head" } },
    );
    expect(run).toMatchObject(PASSES);
    expect(run.asked).toHaveLength(2);
  });

  test("files that git does not track are news", async () => {
    const run = await changed(
      { "x.txt": "" },
      { prepare: (workspace) => writeFile(join(workspace, "Dockerfile"), "FROM a:1\n") },
    );
    expect(placesOf(run)).toEqual(["Dockerfile:1"]);
  });
});

test("JSON has the base, what is known, and where an image is written", async () => {
  const run = await changed(
    { "nextflow.config": "docker.enabled = true\ndocker.registry = 'quay.io'\n" },
    { inputs: { "json-file": "out.json" } },
  );
  const report = objectOf(
    JSON.parse(await (await import("node:fs/promises")).readFile(run.outputs["json-file"] ?? "", "utf8")),
  );
  expect(report["only"]).toEqual({ commit: run.base, fixed: [] });
  expect(report["findings"]).toContainEqual(
    expect.objectContaining({
      file: "nextflow.config",
      line: 2,
      writtenAt: { file: "modules/one/main.nf", line: 2, column: 14 },
    }),
  );
});
