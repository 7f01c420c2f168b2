/** What a pull request may try beside the policy file itself: folders that are links, events of the default branch, names. */
import { writeFileSync } from "node:fs";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { git } from "../support/git.ts";
import { checkedOutBeside, runPullRequest } from "../support/pull-request.ts";
import { repositoryOf } from "../support/scratch.ts";

const USUAL = ".github/wave-inspect.yml";
const STRICT = "version: 1\nrules: { tag: error }\n";
const LAX = "version: 1\nrules: {}\n";
const CLEAN = { Dockerfile: "FROM alpine:3.20\n" };
const FLOATING = { Dockerfile: "FROM alpine:latest\n" };
const FAILS = { code: 1, outputs: { verdict: "fail", errors: "1" } };
const inputs = { policy: "ci/policy.yml" };

const ofFork = (workspace: string) => git(workspace, "remote", "set-url", "origin", "https://github.com/eve/fork");

const withReplacement = (workspace: string) => git(workspace, "replace", "HEAD^1", "HEAD^2");

async function intoFile(root: string): Promise<void> {
  await rm(join(root, ".github"), { recursive: true });
  await writeFile(join(root, ".github"), "x");
}

/** The base is older than the one that GitHub merged with. */
const olderBase = ({ head }: { readonly head: string }) => ({
  number: 7,
  pull_request: { base: { sha: "e".repeat(40), ref: "main" }, head: { sha: head, ref: "topic" } },
});

async function intoFolder(root: string): Promise<void> {
  await rm(join(root, USUAL));
  await mkdir(join(root, USUAL));
  await writeFile(join(root, USUAL, "x.yml"), LAX);
}

describe("a folder of the policy that is a link", () => {
  test("which the pull request puts in its place, into the checkout of another repository", async () => {
    const run = await runPullRequest({ ...CLEAN, "ci/policy.yml": STRICT }, FLOATING, {
      inputs,
      depth: 2,
      touch: async (root) => {
        await rm(join(root, "ci"), { recursive: true });
        await symlink("rules/lax", join(root, "ci"));
      },
      prepare: (workspace) => checkedOutBeside(workspace, "rules", "acme/rules", { "lax/policy.yml": LAX }),
    });
    expect(run).toMatchObject(FAILS);
  });

  test.each([1, 2])("on the base, followed there, in a checkout of %i commits", async (depth) => {
    const files = {
      ...CLEAN,
      "kept/policy.yml": "version: 1\nextends: ../org/strict.yml\n",
      "org.d/strict.yml": STRICT,
    };
    const run = await runPullRequest(
      files,
      { ...FLOATING, "kept/policy.yml": LAX, "org.d/strict.yml": LAX },
      {
        inputs,
        depth,
        lay: async (root) => {
          await symlink("kept", join(root, "ci"));
          await symlink("org.d", join(root, "org"));
        },
      },
    );
    expect(run).toMatchObject(FAILS);
  });

  test.each([1, 2])("on the base, out of the repository: no policy, and none stands in, %i commits", async (depth) => {
    const run = await runPullRequest(CLEAN, FLOATING, {
      inputs,
      depth,
      lay: (root) => symlink("../elsewhere", join(root, "ci")),
      touch: async (root) => {
        await rm(join(root, "ci"));
        await mkdir(join(root, "ci"));
        await writeFile(join(root, "ci/policy.yml"), LAX);
      },
    });
    expect(run).toMatchObject({ code: 2, outputs: {} });
  });
});

/** The submodule `rules` at a commit of it. */
async function move(root: string, commit: string): Promise<void> {
  await mkdir(join(root, "rules"), { recursive: true });
  git(root, "update-index", "--add", "--cacheinfo", `160000,${commit},rules`);
}

/** `history`: how many commits of the submodule are fetched; 0: all. */
async function moving(policy: string, depth: number, history: number) {
  const rules = await repositoryOf({ "p.yml": STRICT });
  const commits = [STRICT, LAX].map((text) => {
    writeFileSync(join(rules, "p.yml"), text);
    for (const command of ["init -q", "add -A", "commit -qm x"]) git(rules, ...command.split(" "));
    return git(rules, "rev-parse", "HEAD").trim();
  });
  const [strict = "", lax = ""] = commits;
  const files = {
    ...CLEAN,
    "own.yml": "version: 1\nextends: rules/p.yml\n",
    ".gitmodules": `[submodule "rules"]\n\tpath = rules\n\turl = file://${rules}\n`,
  };
  return runPullRequest(files, FLOATING, {
    inputs: { policy },
    depth,
    lay: (root) => move(root, strict),
    touch: (root) => move(root, lax),
    prepare: (workspace) =>
      git(
        workspace,
        ..."-c protocol.file.allow=always submodule --quiet update --init".split(" "),
        ...(history === 0 ? [] : [`--depth=${history}`]),
      ),
  });
}

describe("a policy in a submodule, which the pull request moves to another commit", () => {
  test.each([
    ["rules/p.yml", 1],
    ["rules/p.yml", 2],
    ["own.yml", 1],
    ["own.yml", 2],
  ])("%s counts as the base has it, in a checkout of %i commits", async (policy, depth) => {
    const run = await moving(policy, depth, 0);
    expect(run).toMatchObject(FAILS);
    expect(run.annotations.map(({ message }) => message).join("\n")).toContain("rules.tag.severity is off");
  });

  test.each([1, 2])("ends the run where the checkout lacks that commit of it, %i commits", async (depth) => {
    const run = await moving("rules/p.yml", depth, 1);
    expect(run).toMatchObject({ code: 2, outputs: {} });
    expect(run.stdout).toMatch(/in the submodule rules at [0-9a-f]{12}; the checkout does not have that commit/);
  });
});

describe("a policy that is there under almost its name", () => {
  const other = ".github/Wave-Inspect.yml";

  test.each([1, 2])("is not passed over in silence, %i commits", async (depth) => {
    const run = await runPullRequest({ ...CLEAN, [other]: STRICT }, FLOATING, { depth });
    expect(run).toMatchObject({ code: 2, outputs: {} });
    expect(run.stdout).toContain(`${other} is not looked for: call it ${USUAL}`);
  });

  test.each([1, 2])("counts where the pull request gives it its name, %i commits", async (depth) => {
    const change = { ...FLOATING, [other]: null, [USUAL]: LAX };
    const run = await runPullRequest({ ...CLEAN, [other]: STRICT }, change, { depth });
    expect(run).toMatchObject(FAILS);
    const ending = { ".github/wave-inspect.yaml": null, [USUAL]: LAX, ...FLOATING };
    const files = { ...CLEAN, ".github/wave-inspect.yaml": STRICT };
    expect(await runPullRequest(files, ending, { depth })).toMatchObject(FAILS);
  });

  test("in another Unicode form: the workflow names the one, the base has the other", async () => {
    const [composed, parted] = ["ci/r\u00e8gles.yml", "ci/re\u0300gles.yml"];
    const run = await runPullRequest(
      { ...CLEAN, [parted]: STRICT },
      { ...FLOATING, [composed]: LAX },
      {
        inputs: { policy: composed },
        depth: 2,
      },
    );
    expect(run).toMatchObject(FAILS);
  });
});

describe("an event that runs on the default branch, the change checked out", () => {
  const comment = { action: "created", issue: { number: 7, pull_request: { url: "x" } } };
  const lax = { ...FLOATING, [USUAL]: LAX };
  const strict = { ...CLEAN, [USUAL]: STRICT };

  test.each([1, 2])("a comment on a pull request, %i commits", async (depth) => {
    const run = await runPullRequest(strict, lax, {
      event: "issue_comment",
      payload: comment,
      checkout: "head",
      depth,
    });
    expect(run).toMatchObject(FAILS);
    expect(run.summary).toContain("as of the base");
  });

  test("the same in the checkout of a fork, of whatever name", async () => {
    const options = { event: "issue_comment", payload: comment, checkout: "head", depth: 2, prepare: ofFork } as const;
    expect(await runPullRequest(strict, lax, options)).toMatchObject(FAILS);
  });

  test("a run that follows on one for a pull request of a fork", async () => {
    const head = "d".repeat(40);
    const payload = {
      workflow_run: { event: "pull_request", head_sha: head, head_repository: { full_name: "eve/fork" } },
    };
    const options = { event: "workflow_run", payload, checkout: "head", depth: 2, prepare: ofFork } as const;
    expect(await runPullRequest(strict, lax, options)).toMatchObject(FAILS);
  });

  test.each([
    ["issue_comment", { issue: { number: 7 } }],
    ["workflow_run", { workflow_run: { event: "push", head_sha: "d".repeat(40) } }],
  ] as const)("%s about no change goes by what is checked out", async (event, payload) => {
    expect(await runPullRequest(strict, lax, { event, payload, checkout: "head" })).toMatchObject({ code: 0 });
  });
});

describe("commits that are not as they seem", () => {
  const strict = { ...CLEAN, [USUAL]: STRICT };
  const lax = { ...FLOATING, [USUAL]: LAX };

  test("a change that is an octopus merge", async () => {
    const run = await runPullRequest(strict, lax, {
      depth: 0,
      checkout: "head",
      touch: (root) => {
        for (const name of ["a", "b"]) {
          git(root, "checkout", "-qb", name, "main");
          git(root, "commit", "-q", "--allow-empty", "-m", name);
        }
        git(root, "checkout", "-q", "topic");
        git(root, "merge", "-q", "a", "b");
      },
    });
    expect(run).toMatchObject(FAILS);
  });

  test("a fork whose branch has the name of the base", async () => {
    const run = await runPullRequest(strict, lax, { from: "eve/readqc", depth: 0 });
    expect(run).toMatchObject(FAILS);
  });

  test("a payload whose base is older than the one that GitHub merged with", async () => {
    for (const depth of [1, 2])
      expect(await runPullRequest(strict, lax, { payload: olderBase, depth })).toMatchObject(FAILS);
  });

  test("the change checked out into a folder, beside the base", async () => {
    const run = await runPullRequest(strict, lax, {
      event: "pull_request_target",
      checkout: "base",
      inputs: { path: "head" },
      depth: 0,
      prepare: (workspace) => git(workspace, "worktree", "add", "-q", "--detach", "head", "FETCH_HEAD~0"),
    });
    expect(run).toMatchObject({ code: 2 });
  });
});

describe("a policy that the pull request writes in its own way is held against that of the base", () => {
  const base = { ...CLEAN, [USUAL]: `\uFEFF${STRICT.replaceAll("\n", "\r\n")}` };

  test.each([
    ["a second document", `${STRICT}---\n${LAX}`, "a policy is one YAML document"],
    ["a key twice", `${STRICT}rules: {}\n`, "map keys must be unique"],
    ["an alias", "version: 1\nrules:\n  pin: &off { severity: off }\n  tag: *off\n", "rules.tag.severity is off"],
    ["a mark and other line ends", `\uFEFF${LAX.replaceAll("\n", "\r\n")}`, "rules.tag.severity is off"],
  ])("%s", async (_, text, said) => {
    const run = await runPullRequest(base, { ...FLOATING, [USUAL]: text }, { depth: 2 });
    expect(run).toMatchObject({ ...FAILS, outputs: { verdict: "fail", errors: "1", warnings: "1" } });
    expect(run.stdout).toContain(said);
  });

  test("a folder in its place", async () => {
    const run = await runPullRequest(base, FLOATING, { depth: 2, touch: intoFolder });
    expect(run).toMatchObject(FAILS);
    expect(run.stdout).toContain("is a folder");
  });
});

describe("a file that is made too large to be read, with comments that BuildKit skips", () => {
  const padded = { Dockerfile: `${"# x\n".repeat(2_200_000)}FROM alpine:latest\n` };

  test("fails", async () => {
    const run = await runPullRequest({ ...CLEAN, [USUAL]: STRICT }, { ...padded, "b/Dockerfile": "FROM a:1\n" });
    expect(run).toMatchObject(FAILS);
    expect(run.stdout).toContain("This file is larger than 8 MiB");
  });
});

describe("files that something else than this action goes by", () => {
  const strict = { ...CLEAN, [USUAL]: STRICT };

  test.each<[string, Readonly<Record<string, string>>]>([
    ["attributes and ignore files of git", { ".gitattributes": "* export-ignore -diff\n", ".gitignore": "*\n" }],
    ["a policy in each folder", { "a/wave-inspect.yml": LAX, "a/.github/wave-inspect.yml": LAX }],
  ])("%s", async (_, files) => {
    expect(await runPullRequest(strict, { ...FLOATING, ...files }, { depth: 2 })).toMatchObject(FAILS);
  });

  test("a policy in the folder that is checked", async () => {
    const change = {
      "a/Dockerfile": "FROM alpine:latest\n",
      "a/wave-inspect.yml": LAX,
      "a/.github/wave-inspect.yml": LAX,
    };
    const run = await runPullRequest({ [USUAL]: STRICT, "a/Dockerfile": "FROM a:1\n" }, change, {
      inputs: { path: "a" },
    });
    expect(run).toMatchObject(FAILS);
  });

  test("objects that git is told to take for others", async () => {
    const change = { ...FLOATING, [USUAL]: LAX };
    expect(await runPullRequest(strict, change, { depth: 0, prepare: withReplacement })).toMatchObject(FAILS);
  });

  test("a file in place of the folder of the policy", async () => {
    for (const depth of [1, 2]) {
      expect(await runPullRequest(strict, FLOATING, { depth, touch: intoFile })).toMatchObject(FAILS);
    }
  });
});
