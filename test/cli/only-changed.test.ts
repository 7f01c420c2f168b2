/** `check --only changed --base REF` in clones as people have them. */
import { createHash } from "node:crypto";
import { mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cli, type CliResult } from "../support/cli.ts";
import { git } from "../support/git.ts";
import { objectOf } from "../support/json.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const POLICY = "version: 1\nrules: { pin: { severity: error, at-least: digest } }\n";
const files = { "wave-inspect.yml": POLICY, "a/Dockerfile": "FROM a:1\n", "b/Dockerfile": "FROM b:1\n" };

const committed = (root: string): string => {
  git(root, "add", "-A");
  git(root, "commit", "-q", "--allow-empty", "-m", "x");
  return git(root, "rev-parse", "HEAD").trim();
};

/** On the branch `topic` of a clone, one commit before `main`. */
async function repository(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = await realpath(await repositoryOf({ ...files, ...more }));
  git(root, "init", "-q");
  committed(root);
  git(root, "checkout", "-qb", "topic");
  return root;
}

const check = (root: string, ...args: readonly string[]): Promise<CliResult> =>
  cli(["check", root, "--inspector", "none", "--only", "changed", ...args]);

/** `file:line` of what counts. */
async function counting(root: string, ...args: readonly string[]): Promise<string[]> {
  const { out, err } = await check(root, "--format", "json", ...args);
  if (out === "") throw new Error(err);
  const { findings } = objectOf(JSON.parse(out));
  if (!Array.isArray(findings)) throw new Error(out);
  return findings
    .map((finding: unknown) => objectOf(finding))
    .flatMap(({ known, file, line }) => (known === undefined ? [`${String(file)}:${String(line)}`] : []));
}

async function cloned(root: string, ...args: readonly string[]): Promise<string> {
  const clone = join(await realpath(await scratch()), "clone");
  git(root, "clone", "-q", ...args, `file://${root}`, clone);
  return clone;
}

test("what is committed on a branch counts, and what is not committed yet", async () => {
  const root = await repository();
  expect(await counting(root, "--base", "main")).toEqual([]);
  await writeFile(join(root, "a/Dockerfile"), "FROM a:2\n");
  expect(await counting(root, "--base", "main")).toEqual(["a/Dockerfile:1"]);
  committed(root);
  await writeFile(join(root, "Dockerfile"), "FROM c:1\n");
  const { out, code } = await check(root, "--base", "main");
  expect(code).toBe(1);
  expect(out).toContain(
    `only what changed since the base ${git(root, "rev-parse", "main").slice(0, 12)} (main) counts: 1 finding was there before`,
  );
  expect(await counting(root, "--base", "HEAD")).toEqual(["Dockerfile:1"]);
  expect(await counting(root, "--base", "HEAD~1")).toEqual(["Dockerfile:1", "a/Dockerfile:1"]);
});

test("what the base has got since is none of it", async () => {
  const root = await repository();
  git(root, "checkout", "-q", "main");
  await rm(join(root, "b"), { recursive: true });
  committed(root);
  git(root, "checkout", "-q", "topic");
  expect(await counting(root, "--base", "main")).toEqual([]);
});

test("by default since the branch of origin", async () => {
  const clone = await cloned(await repository());
  git(clone, "checkout", "-qb", "mine");
  await writeFile(join(clone, "b/Dockerfile"), "FROM b:2\n");
  git(clone, "remote", "set-head", "origin", "main");
  expect(await counting(clone)).toEqual(["b/Dockerfile:1"]);
  const { out } = await check(clone);
  expect(out).toContain("(origin/main)");
});

test("in a folder of the repository, paths start there", async () => {
  const root = await repository();
  await writeFile(join(root, "a/Dockerfile"), "# moved\nFROM a:1\n");
  await mkdir(join(root, "a/c"));
  await writeFile(join(root, "a/c/Dockerfile"), "FROM c:1\n");
  await writeFile(join(root, "a/wave-inspect.yml"), POLICY);
  expect(await counting(join(root, "a"), "--base", "main")).toEqual(["c/Dockerfile:1"]);
});

test("in a linked work tree, a partial clone and a sparse checkout", async () => {
  const root = await repository({ "c/Dockerfile": "FROM c:1\n" });
  await writeFile(join(root, "a/Dockerfile"), "FROM a:2\n");
  committed(root);
  const linked = join(await realpath(await scratch()), "linked");
  git(root, "worktree", "add", "-q", "--detach", linked, "topic");
  expect(await counting(linked, "--base", "main")).toEqual(["a/Dockerfile:1"]);

  git(root, "config", "uploadpack.allowFilter", "true");
  const partial = await cloned(root, "--filter=blob:none", "-b", "topic");
  const { code, err } = await check(partial, "--base", "origin/main");
  const base = git(partial, "rev-parse", "origin/main").slice(0, 12);
  expect([code, err]).toEqual([
    2,
    `wave-inspect: The checkout has the base (${base}) without 1 of its files, a/Dockerfile the first. Let git fetch it: git diff ${base} > /dev/null.\n`,
  ]);
  git(partial, "diff", base);
  expect(await counting(partial, "--base", "origin/main")).toEqual(["a/Dockerfile:1"]);

  for (const index of ["--no-sparse-index", "--sparse-index"]) {
    const sparse = await cloned(root, "-b", "topic");
    git(sparse, "sparse-checkout", "set", index, "--cone", "a");
    expect(await counting(sparse, "--base", "origin/main")).toEqual(["a/Dockerfile:1"]);
  }
});

test("files of Git LFS, of other line ends, and submodules are what the checkout has of them", async () => {
  const text = "FROM lfs:1\n";
  const oid = createHash("sha256").update(text).digest("hex");
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${text.length}\n`;
  const root = await repository({ "lfs.Dockerfile": pointer });
  const part = await realpath(await repositoryOf({ Dockerfile: "FROM part:1\n" }));
  git(part, "init", "-q");
  committed(part);
  git(root, "submodule", "--quiet", "add", `file://${part}`, "part");
  git(root, "submodule", "--quiet", "add", `file://${part}`, "empty");
  committed(root);
  // What git-lfs makes of it, and git of a file with `eol=crlf`.
  await writeFile(join(root, "lfs.Dockerfile"), text);
  await writeFile(join(root, "a/Dockerfile"), "FROM a:1\r\n");
  await rm(join(root, "empty"), { recursive: true });
  expect(await counting(root, "--base", "topic")).toEqual([]);

  await writeFile(join(root, "part/Dockerfile"), "FROM part:1\nFROM part:2\n");
  expect(await counting(root, "--base", "topic")).toEqual(["part/Dockerfile:2"]);
  // A submodule at a commit that nobody has is new, all of it.
  git(root, "update-index", "--cacheinfo", `160000,${"e".repeat(40)},part`);
  git(root, "commit", "-qm", "elsewhere");
  git(root, "branch", "elsewhere");
  expect(await counting(root, "--base", "elsewhere")).toEqual(["part/Dockerfile:2"]);
});

describe("errors say what to write", () => {
  test.each<[string, readonly string[], string]>([
    ["a base alone", ["--only", "all", "--base", "main"], "--base says what --only changed compares with"],
    ["another word", ["--only", "new"], '--only: "new" is not one of all, changed.'],
    ["no branch of origin", [], "name one with --base, such as --base origin/main"],
    ["an unknown name", ["--base", "nobody"], '--base: git knows no branch, tag or commit "nobody" here'],
    ["a hostile name", ["--base", "../../etc/passwd\n::error::x"], "git knows no branch, tag or commit"],
  ])("%s", async (_, args, message) => {
    const { code, err } = await check(await repository(), ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^::error/m);
  });

  test("no repository, no commit, a shallow clone, and histories that never met", async () => {
    const folder = await repositoryOf(files);
    expect((await check(folder, "--base", "main")).err).toContain("is in no repository of git");
    git(folder, "init", "-q");
    expect((await check(folder, "--base", "e".repeat(40))).err).toContain("nothing is committed here yet");
    const root = await repository();
    committed(root);
    git(root, "checkout", "-q", "main");
    await writeFile(join(root, "later"), "");
    committed(root);
    const shallow = await cloned(root, "--depth=1", "--no-single-branch", "-b", "topic");
    expect((await check(shallow, "--base", "origin/main")).err).toContain("git fetch --unshallow");
    git(root, "checkout", "-q", "--orphan", "other");
    committed(root);
    expect((await check(root, "--base", "main")).err).toContain("main and HEAD have no commit in common");
  });
});
