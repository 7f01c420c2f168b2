/** A pull request is judged by the policy of its base, whatever it does to the files that say what it is judged by. */
import { cp, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { git } from "../support/git.ts";
import { checkedOutBeside, type PullRequestOptions, runPullRequest } from "../support/pull-request.ts";

const USUAL = ".github/wave-inspect.yml";
const AT = "ci/policy.yml";
const STRICT = "version: 1\nrules: { tag: error }\n";
const LAX = "version: 1\nrules: {}\n";
const FLOATING = "FROM alpine:latest\n";
const repository = { [USUAL]: STRICT, Dockerfile: "FROM alpine:3.20\n" };

/** A change that adds a floating tag, and what else it does to get that through. */
const smuggled = (change: Readonly<Record<string, string | null>>, options?: PullRequestOptions) =>
  runPullRequest(repository, { Dockerfile: FLOATING, ...change }, options);

const FAILS = { code: 1, outputs: { verdict: "fail", errors: "1" } };

const withRules = (workspace: string) => checkedOutBeside(workspace, "rules", "acme/rules", { "strict.yml": STRICT });

const withoutGit = (workspace: string) => rm(join(workspace, ".git"), { recursive: true });

const ofFork = (workspace: string) => git(workspace, "remote", "set-url", "origin", "https://github.com/eve/readqc");

async function linking(root: string): Promise<void> {
  await rm(join(root, USUAL));
  await symlink("../lax.yml", join(root, USUAL));
}

/** The folder of the policy becomes a repository of its own, with another policy. */
async function withSubmodule(root: string): Promise<void> {
  await writeFile(join(root, AT), LAX);
  for (const command of ["init -q", "add -A", "commit -qm x"]) git(join(root, "ci"), ...command.split(" "));
  git(root, "rm", "-qr", "--cached", "ci");
}

describe("the policy of the base", () => {
  test.each([
    ["out of git, where the checkout has it", 2, 0],
    ["out of git, in a whole clone", 0, 0],
    ["through the API, in a checkout of one commit", 1, 1],
  ])("%s", async (_, depth, requests) => {
    const run = await smuggled({ [USUAL]: LAX }, { depth });
    expect(run).toMatchObject(FAILS);
    expect(run.asked).toHaveLength(requests);
    expect(run.summary).toContain(`as of the base <code>${run.base}</code>`);
  });

  test("with its parents, as they are there", async () => {
    const files = { ...repository, [USUAL]: "version: 1\nextends: ../ci/base.yml\n", "ci/base.yml": STRICT };
    for (const depth of [1, 2]) {
      const run = await runPullRequest(files, { Dockerfile: FLOATING, "ci/base.yml": LAX }, { depth });
      expect(run).toMatchObject(FAILS);
    }
  });

  test("where the head of the change is checked out, or a merge queue runs", async () => {
    expect(await smuggled({ [USUAL]: LAX }, { checkout: "head" })).toMatchObject(FAILS);
    expect(await smuggled({ [USUAL]: LAX }, { event: "merge_group" })).toMatchObject(FAILS);
    const target = { event: "pull_request_target", checkout: "head" } as const;
    expect(await smuggled({ [USUAL]: LAX }, target)).toMatchObject(FAILS);
  });

  test("the checked-out one on a push, and where the workflow says so", async () => {
    expect(await smuggled({ [USUAL]: LAX }, { event: "push" })).toMatchObject({ code: 0 });
    expect(await smuggled({ [USUAL]: LAX }, { inputs: { "policy-from": "head" } })).toMatchObject({ code: 0 });
  });

  test("that of the pull request where the base has none, which is said", async () => {
    const run = await runPullRequest({ Dockerfile: "FROM a:1\n" }, { Dockerfile: FLOATING, [USUAL]: STRICT });
    expect(run).toMatchObject(FAILS);
    expect(run.summary).toContain("the first, which the pull request brings");
    const none = await runPullRequest({ Dockerfile: "FROM a:1\n" }, { Dockerfile: "FROM a:2\n" });
    expect(none.summary).toContain("the built-in policy");
  });

  test("a policy of another repository that the workflow checked out is taken as it is there", async () => {
    const run = await smuggled({ [USUAL]: LAX }, { prepare: withRules, inputs: { policy: "rules/strict.yml" } });
    expect(run).toMatchObject(FAILS);
    expect(run.asked).toEqual([]);
  });
});

describe("what a pull request may try", () => {
  const named = { ...repository, [AT]: STRICT };
  const inputs = { policy: AT };

  test.each<[string, Readonly<Record<string, string | null>>]>([
    ["to edit the policy", { [USUAL]: LAX }],
    ["to remove it", { [USUAL]: null }],
    ["to rename it", { [USUAL]: null, "wave-inspect.yml": LAX }],
    ["to add a second one, which comes first", { "wave-inspect.yml": LAX }],
    ["to write its name in another case", { [USUAL]: null, ".github/Wave-Inspect.yml": LAX }],
    ["to exclude files", { [USUAL]: `${STRICT}files: { exclude: [Dockerfile] }\n` }],
    ["to waive the finding", { [USUAL]: `${STRICT}waivers: [{ rules: [tag], reason: x, until: 2099-01-01 }]\n` }],
    [
      "to turn the rule off for an image",
      { [USUAL]: `${STRICT}overrides: [{ images: ["*"], rules: { tag: off } }]\n` },
    ],
    ["to break it, so that none holds", { [USUAL]: "version: [\n" }],
  ])("%s", async (_, change) => {
    for (const depth of [1, 2]) expect(await smuggled(change, { depth })).toMatchObject(FAILS);
  });

  test("to put a link in its place", async () => {
    for (const depth of [1, 2])
      expect(await smuggled({ "lax.yml": LAX }, { depth, touch: linking })).toMatchObject(FAILS);
  });

  test("to come before a policy in the root of the repository", async () => {
    const files = { "wave-inspect.yml": STRICT, Dockerfile: "FROM alpine:3.20\n" };
    const run = await runPullRequest(files, { Dockerfile: FLOATING, [USUAL]: LAX });
    expect(run).toMatchObject(FAILS);
  });

  test("to edit a policy that the workflow names", async () => {
    for (const depth of [1, 2]) {
      const run = await runPullRequest(named, { Dockerfile: FLOATING, [AT]: LAX, [USUAL]: LAX }, { depth, inputs });
      expect(run).toMatchObject(FAILS);
    }
  });

  test("to make the folder of the policy a submodule", async () => {
    const run = await runPullRequest(named, { Dockerfile: FLOATING }, { depth: 2, inputs, touch: withSubmodule });
    expect(run).toMatchObject(FAILS);
  });

  test("to come from a fork, the checkout being that of the fork", async () => {
    const run = await smuggled({ [USUAL]: LAX }, { from: "eve/readqc", prepare: ofFork, checkout: "head", depth: 0 });
    expect(run).toMatchObject(FAILS);
  });
});

// actions/checkout downloads an archive where there is no git of at least 2.18.
describe("a checkout without git: the API is asked", () => {
  test("about the usual places", async () => {
    expect(await smuggled({ [USUAL]: LAX }, { prepare: withoutGit })).toMatchObject(FAILS);
  });

  test.each([
    [".", AT],
    ["src", `src/${AT}`],
  ])("about a policy that the workflow names, in %s", async (folder, policy) => {
    const into = async (workspace: string): Promise<void> => {
      await withoutGit(workspace);
      if (folder === ".") return;
      await cp(workspace, `${workspace}-copy`, { recursive: true });
      await cp(`${workspace}-copy`, join(workspace, folder), { recursive: true });
    };
    const files = { ...repository, [AT]: "version: 1\nextends: ../strict.yml\n", "strict.yml": STRICT };
    const change = { Dockerfile: FLOATING, [AT]: LAX, "strict.yml": LAX };
    const inputs = { policy, path: folder };
    expect(await runPullRequest(files, change, { inputs, prepare: into })).toMatchObject(FAILS);
  });
});

describe("where the base cannot be read the run says what to write", () => {
  test("no token, and a checkout of one commit", async () => {
    const run = await smuggled({ [USUAL]: LAX }, { token: "" });
    expect(run).toMatchObject({ code: 2, outputs: {} });
    expect(run.stdout).toContain('Give actions/checkout "fetch-depth: 2"');
    expect(run.stdout).toContain("policy-from: head");
  });

  test("a token that may not read contents", async () => {
    const run = await smuggled({ [USUAL]: LAX }, { isHidden: true });
    expect(run).toMatchObject({ code: 2, outputs: {} });
    expect(run.stdout).toMatch(
      /GitHub does not show acme\/readqc:\.github\/wave-inspect\.yml@[0-9a-f]{40} to this token \(404\)/,
    );
  });

  test("an event without the commits of a change", async () => {
    const { stdout, code } = await smuggled({}, { payload: { number: 7 } });
    expect(code).toBe(2);
    expect(stdout).toContain("does not name the commits of a change");
  });

  test("pull_request_target with the base checked out: nothing of the change was seen", async () => {
    const run = await smuggled({}, { event: "pull_request_target", checkout: "base" });
    expect(run).toMatchObject({ code: 2, outputs: {} });
    expect(run.stdout).toContain("not the pull request");
    expect(run.stdout).toContain("refs/pull/7/merge");
  });
});
