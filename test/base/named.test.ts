/** The base of a person's work tree: names, and clones that do not have all of it. */
import { createHash } from "node:crypto";
import { realpath, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { baseNamed, openBase } from "../../src/base/index.ts";
import { isUnread } from "../../src/files/read.ts";
import { defaultScanOptions, openCommit, openRepository, scanRepository } from "../../src/scan/index.ts";
import { git } from "../support/git.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const committed = (root: string): string => {
  git(root, "add", "-A");
  git(root, "commit", "-q", "--allow-empty", "-m", "x");
  return git(root, "rev-parse", "HEAD").trim();
};

async function repository(files: Readonly<Record<string, string>> = { Dockerfile: "FROM a:1\n" }): Promise<string> {
  const root = await realpath(await repositoryOf(files));
  git(root, "init", "-q");
  committed(root);
  return root;
}

async function cloned(root: string, ...args: readonly string[]): Promise<string> {
  const clone = join(await realpath(await scratch()), "clone");
  git(root, "clone", "-q", ...args, `file://${root}`, clone);
  return clone;
}

describe("names", () => {
  test("a branch, or that of origin", async () => {
    const root = await repository();
    expect(baseNamed(root, "main")).toMatchObject({ commit: git(root, "rev-parse", "HEAD").trim(), name: "main" });
    expect(baseNamed(await cloned(root), undefined)).toMatchObject({ name: "origin/main" });
  });

  test("none that can be used", async () => {
    const folder = await repositoryOf({});
    expect(() => baseNamed(folder, "main")).toThrow("is in no repository of git");
    git(folder, "init", "-q");
    expect(() => baseNamed(folder, undefined)).toThrow("name one with --base");
    expect(() => baseNamed(folder, "nobody")).toThrow('no branch, tag or commit "nobody"');
    expect(() => baseNamed(folder, "e".repeat(40))).toThrow("nothing is committed here yet");
    const root = await repository();
    expect(() => baseNamed(root, "e".repeat(40))).toThrow("git fetch --unshallow");
    git(root, "checkout", "-q", "--orphan", "other");
    await writeFile(join(root, "x"), "");
    committed(root);
    expect(() => baseNamed(root, "main")).toThrow("have no commit in common");
  });
});

test("a partial clone says which command of git fetches the rest", async () => {
  const root = await repository({ "a/Dockerfile": "FROM a:1\n", "b.txt": "b" });
  git(root, "checkout", "-qb", "topic");
  await writeFile(join(root, "a/Dockerfile"), "FROM a:2\n");
  committed(root);
  git(root, "config", "uploadpack.allowFilter", "true");
  const partial = await cloned(root, "--filter=blob:none", "-b", "topic");
  const base = baseNamed(partial, "origin/main");
  const content = await openBase(base, partial);
  // Nobody is asked beforehand where nobody can be.
  await content.fetchFirst(() => true);
  const missing = content.entries.filter((entry) => content.bytesOf(entry) === undefined);
  await expect(content.fetch(missing)).rejects.toThrow(
    `without 1 of its files, a/Dockerfile the first. Let git fetch it: git diff ${base.commit.slice(0, 12)} > /dev/null.`,
  );
  await expect(content.fetch([])).resolves.toBeUndefined();
  const treeless = await cloned(root, "--filter=tree:0", "--no-checkout", "-b", "topic");
  await expect(openBase(baseNamed(treeless, "origin/main"), treeless)).rejects.toThrow("does not have all of the base");
});

test.each(["--no-sparse-index", "--sparse-index"])(
  "what a sparse checkout leaves out is out of the base, %s",
  async (index) => {
    const root = await repository({ "a/Dockerfile": "FROM a:1\n", "b/c/Dockerfile": "FROM b:1\n" });
    const sparse = await cloned(root);
    git(sparse, "sparse-checkout", "set", index, "--cone", "a");
    const content = await openBase(baseNamed(sparse, "HEAD"), sparse);
    expect(content.entries.map(({ path }) => path)).toEqual(["a/Dockerfile"]);
    expect(content.absent.map(({ path }) => path)).toEqual([index === "--sparse-index" ? "b" : "b/c/Dockerfile"]);
  },
);

test("files of Git LFS are what the checkout has, where that is what the pointer names", async () => {
  const text = "FROM lfs:1\n";
  const oid = createHash("sha256").update(text).digest("hex");
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${text.length}\n`;
  const root = await repository({
    "a.Dockerfile": pointer,
    "b.Dockerfile": pointer,
    "c.Dockerfile": "x".repeat(2_000),
  });
  await writeFile(join(root, "a.Dockerfile"), text);
  await writeFile(join(root, "b.Dockerfile"), "FROM other:1\n");
  await writeFile(join(root, "c.Dockerfile"), "FROM other:1\n");
  const content = await openBase(baseNamed(root, "HEAD"), root);
  const found = content.entries.map((entry) => {
    const bytes = content.bytesOf(entry);
    return bytes === undefined || isUnread(bytes) ? bytes : bytes.toString();
  });
  expect(found).toEqual([text, pointer, "x".repeat(2_000)]);
});

/** A repository with another in it, which has another in it. */
async function nested(): Promise<string> {
  const [inner, part, root] = [
    await repository({ "i/Dockerfile": "FROM i:1\n" }),
    await repository({ "p/Dockerfile": "FROM p:1\n" }),
    await repository(),
  ];
  git(part, "submodule", "--quiet", "add", `file://${inner}`, "inner");
  committed(part);
  for (const name of ["part", "left"]) git(root, "submodule", "--quiet", "add", `file://${part}`, name);
  git(root, "submodule", "--quiet", "update", "--init", "--recursive", "part");
  committed(root);
  await rm(join(root, "left"), { recursive: true });
  return root;
}

test("submodules are read from their own repositories, and those that are not checked out are said to be so", async () => {
  const root = await nested();
  const content = await openBase(baseNamed(root, "HEAD"), root);
  expect(content.entries.map(({ path }) => path).filter((path) => path.endsWith("Dockerfile"))).toEqual([
    "Dockerfile",
    "part/inner/i/Dockerfile",
    "part/p/Dockerfile",
  ]);
  expect(content.absent).toEqual([{ path: "left", mode: "submodule", skipped: false }]);
  const entry = content.entries.find(({ path }) => path === "part/p/Dockerfile");
  if (entry === undefined) throw new Error("no entry");
  await writeFile(join(root, entry.path), "FROM p:2\n");
  expect(content.bytesOf(entry)).toEqual(Buffer.from("FROM p:1\n"));
  // Of another repository nobody else has anything.
  await content.fetch([entry]);
  expect(content.bytesOf(entry)).toMatchObject({ why: "absent" });
});

test("a commit is scanned as a checkout of it", async () => {
  const root = await realpath(
    await repositoryOf({
      "main.nf": "include { A } from './lib/a'\nworkflow { A() }\n",
      "d/a.nf": "process A {\n  container 'a:1'\n  script: 'x'\n}\n",
      "x/compose.yaml": "a: [\n",
    }),
  );
  await symlink("d", join(root, "lib"));
  await symlink("../..", join(root, "d/out"));
  await symlink("/etc", join(root, "absolute"));
  await symlink("d/a.nf", join(root, "file.nf"));
  await symlink("self.yml", join(root, "self.yml"));
  await symlink("nowhere", join(root, "Dockerfile"));
  git(root, "init", "-q");
  committed(root);
  const options = { ...defaultScanOptions, exclude: ["excluded/**"] };
  const checkout = openRepository(root, options);
  const commit = openCommit(await openBase(baseNamed(root, "HEAD"), root), checkout, options);
  expect(commit.files).toEqual(checkout.files);
  for (const path of [
    "lib",
    "lib/a.nf",
    "lib/none",
    "absolute/hostname",
    "main.nf",
    "excluded/x",
    "d/out/x",
    "self.yml",
  ]) {
    expect([path, commit.kindAt?.(path), commit.read(path)]).toEqual([
      path,
      checkout.kindAt(path),
      checkout.read(path),
    ]);
    expect(commit.beginning?.(path)).toBe(checkout.beginning(path));
  }
  expect([commit.read("../x"), commit.read("d"), commit.read("/etc/hostname")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(await scanRepository(commit, options)).toEqual(await scanRepository(checkout, options));
  expect(commit.missing.size).toBe(0);
});

test("what a scan asks for and is not at hand is said, and found once it is", async () => {
  const files = {
    "main.nf": "process A {\n  container 'a:1'\n  script: 'x'\n}\nworkflow { A() }\n",
    Dockerfile: "FROM a:1\n",
  };
  const root = await repository(files);
  await symlink("main.nf", join(root, "linked.nf"));
  committed(root);
  const content = await openBase(baseNamed(root, "HEAD"), root);
  const checkout = openRepository(root, defaultScanOptions);
  let isAtHand = false;
  const late = {
    entries: content.entries,
    illegible: ["bad-\\xff.nf", "bad-\\xff.txt"],
    absent: [],
    bytesOf: (entry: (typeof content.entries)[number]) => (isAtHand ? content.bytesOf(entry) : undefined),
  };
  const tree = openCommit(late, { files: checkout.files, read: (path) => checkout.read(path) }, defaultScanOptions);
  expect([tree.read("main.nf"), tree.read("linked.nf"), tree.beginning?.("main.nf")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([...tree.missing].map(({ path }) => path)).toEqual(["linked.nf", "main.nf"]);
  isAtHand = true;
  tree.missing.clear();
  expect([tree.read("main.nf"), tree.read("linked.nf")]).toEqual([files["main.nf"], files["main.nf"]]);
  expect([tree.isSource("main.nf"), tree.isSource("x.txt")]).toEqual([true, false]);
  // The name of a file that nothing reads is not missed.
  expect(tree.problems?.().map(({ file, why }) => [file, why])).toEqual(
    expect.arrayContaining([["bad-\\xff.nf", "name"]]),
  );
  expect(tree.missing.size).toBe(0);
});
