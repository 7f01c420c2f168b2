/** What is listed, what is left out and said to be, and what git tracks and the disk does not have. */
import { mkdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Listing } from "../../../src/scan/disk/listed.ts";
import { listFiles } from "../../../src/scan/disk/listing.ts";
import { repositoryOf, scratch } from "../../support/scratch.ts";
import { git, gitReading } from "../../support/git.ts";

/** Files and folders sorted, and only what there is. */
function listed(root: string): Partial<Listing> {
  const { files, skipped, leftOut: _, ...others } = listFiles(root);
  const listing = { files: [...files].sort(), skipped: [...skipped].sort(), ...others };
  return Object.fromEntries(Object.entries(listing).filter(([, values]) => values.length > 0));
}

async function plain(files: Readonly<Record<string, string>>): Promise<string> {
  return realpath(await repositoryOf(files));
}

/** A repository that tracks these of its files. */
async function tracking(files: Readonly<Record<string, string>>, ...tracked: readonly string[]): Promise<string> {
  const root = await plain(files);
  git(root, "init", "-q");
  git(root, "add", "-f", ...tracked);
  git(root, "commit", "-qm", "x");
  return root;
}

const gone = (path: string) => ({ path, mode: "file", skipped: false });
const leftOut = (path: string, mode = "file") => ({ path, mode, skipped: true });

const HIDING = { ".gitignore": "Dockerfile\n*.nf\n/sub\n", Dockerfile: "x", "main.nf": "x", "sub/compose.yaml": "x" };
const HIDDEN = [".gitignore", "Dockerfile", "main.nf", "sub/compose.yaml"];

// ── Without an index ────────────────────────────────────────────────────────

test("without git nothing is ignored; folders that are left out for their name are named", async () => {
  const root = await plain({
    ...HIDING,
    "work/ab/Dockerfile": "x",
    "sub/.nextflow/x": "x",
    "node_modules/x": "x",
    ".lineage/x": "x",
    ".nf-test/x": "x",
    // A file of the name hides nothing.
    "sub/work": "x",
  });
  expect(listed(root)).toEqual({
    files: [...HIDDEN, "sub/work"],
    skipped: [".lineage", ".nf-test", "node_modules", "sub/.nextflow", "work"],
  });
});

test.each([
  ["nothing added yet", /tracks nothing yet/, () => undefined],
  ["a split index", /split index/, (root: string) => git(root, "update-index", "--split-index")],
  ["a damaged index", /not an index of git/, (root: string) => writeFile(join(root, ".git/index"), "x".repeat(200))],
  ["an empty index", /too short/, (root: string) => writeFile(join(root, ".git/index"), "")],
])("with %s nothing is ignored, and it is said why", async (what, reason, harm) => {
  const root = await plain({ ...HIDING, "work/x": "x" });
  git(root, "init", "-q");
  if (what !== "nothing added yet") git(root, "add", ".gitignore");
  await harm(root);
  expect(listed(root)).toEqual({
    files: HIDDEN,
    skipped: ["work"],
    unreadable: [
      {
        folder: "",
        reason: expect.stringMatching(reason),
        ...(what === "nothing added yet" && { isAbsent: true }),
      },
    ],
  });
});

test("with a .git that leads elsewhere nothing is ignored", async () => {
  const other = await tracking({ secret: "x" }, "secret");
  const root = await plain({ ...HIDING, ".git": `gitdir: ${other}/.git\n` });
  expect(listed(root)).toEqual({
    files: HIDDEN,
    unreadable: [{ folder: "", reason: "its .git leads to the repository of another folder" }],
  });
});

test("in a folder that git tracks nothing of nothing is ignored: it may be an archive that was unpacked there", async () => {
  const root = await tracking({ a: "x", ".gitignore": "", "pr/Dockerfile": "x", "pr/.gitignore": "*" }, "a");
  expect(listed(join(root, "pr"))).toEqual({ files: [".gitignore", "Dockerfile"] });
});

// ── With an index ───────────────────────────────────────────────────────────

test("what is tracked counts wherever it lies", async () => {
  const files = {
    ...HIDING,
    "node_modules/a/Dockerfile": "x",
    "node_modules/b/x": "x",
    ".lineage/main.nf": "x",
    ".nextflow/history": "x",
    "work/x": "x",
  };
  const root = await tracking(files, "Dockerfile", "sub/compose.yaml", "node_modules/a", ".lineage");
  expect(listed(root)).toEqual({
    files: [".gitignore", ".lineage/main.nf", "Dockerfile", "node_modules/a/Dockerfile", "sub/compose.yaml"],
  });
  expect(listed(join(root, "sub"))).toEqual({ files: ["compose.yaml"] });
  expect(listed(join(root, "node_modules"))).toEqual({ files: ["a/Dockerfile", "b/x"] });
});

test("tracked and gone: removed, replaced by a folder, by a link of a folder above", async () => {
  const outside = await plain({ x: "x" });
  const root = await tracking(
    { a: "x", b: "x", "c/x": "x", "d/x": "x", e: "x", ".gitignore": "d" },
    "a",
    "b",
    "c",
    "d",
    "e",
  );
  for (const path of ["a", "b", "c", "d", "e"]) await rm(join(root, path), { recursive: true });
  await mkdir(join(root, "b"));
  await symlink(outside, join(root, "c"));
  await symlink(outside, join(root, "d"));
  await symlink("b", join(root, "e"));
  expect(listed(root)).toEqual({
    files: [".gitignore"],
    links: ["c", "e"],
    absent: ["a", "b", "c/x", "d/x"].map(gone),
  });
});

test("a sparse checkout: what it leaves out is absent, whole folders of a sparse index too", async () => {
  const root = await tracking({ "in/a": "x", "out/Dockerfile": "x", "out/deep/b": "x", c: "x" }, ".");
  git(root, "sparse-checkout", "set", "--cone", "--no-sparse-index", "in");
  expect(listed(root)).toEqual({
    files: ["c", "in/a"],
    absent: [leftOut("out/Dockerfile"), leftOut("out/deep/b")],
  });
  git(root, "sparse-checkout", "reapply", "--sparse-index");
  expect(listed(root)).toEqual({ files: ["c", "in/a"], absent: [leftOut("out", "folder")] });
  // What lies there all the same may be tracked: the index does not say.
  await mkdir(join(root, "out/deep"), { recursive: true });
  await mkdir(join(root, "out/work"));
  await writeFile(join(root, "out/work/x"), "x");
  await writeFile(join(root, "out/deep/b"), "x");
  for (const ignored of ["b\n", "out\n"]) {
    await writeFile(join(root, ".gitignore"), ignored);
    expect(listed(root)).toEqual({
      files: [".gitignore", "c", "in/a", "out/deep/b"],
      skipped: ["out/work"],
      absent: [leftOut("out", "folder")],
    });
  }
  expect(listed(join(root, "out/deep"))).toEqual({ files: ["b"], absent: [leftOut("", "folder")] });
});

test("a submodule: its own index counts in it, also where its folder is ignored; absent where it was not checked out", async () => {
  const module = await tracking(
    { Dockerfile: "x", "y.log": "x", ".gitignore": "Dockerfile\n*.log\n" },
    "Dockerfile",
    ".gitignore",
  );
  const root = await tracking({ a: "x" }, "a");
  for (const path of ["lib/m", "work/m", "gone"]) git(root, "submodule", "--quiet", "add", module, path);
  await writeFile(join(root, "lib/m/x.log"), "x");
  await writeFile(join(root, ".gitignore"), "lib\n");
  git(root, "submodule", "--quiet", "deinit", "-f", "gone");
  const files = [".gitignore", ".gitmodules", "a", "lib/m/.gitignore", "lib/m/Dockerfile", "work/m/.gitignore"];
  expect(listed(root)).toEqual({
    files: [...files, "work/m/Dockerfile"],
    absent: [{ path: "gone", mode: "submodule", skipped: false }],
  });
  // One that came without its .git is a folder as any other.
  await rm(join(root, "lib/m/.git"));
  expect(listed(root).files).toEqual([...files.slice(0, 5), "lib/m/x.log", ...files.slice(5), "work/m/Dockerfile"]);
});

test("a repository within the repository: its own .gitignore, index and excludes", async () => {
  const root = await tracking({ a: "x", ".gitignore": "*.log", "in/b.log": "x", "in/c.tmp": "x", "in/d": "x" }, "a");
  const inner = join(root, "in");
  git(inner, "init", "-q");
  // Nothing is tracked in it: nothing is ignored.
  expect(listed(root)).toMatchObject({ files: [".gitignore", "a", "in/b.log", "in/c.tmp", "in/d"] });
  git(inner, "add", "d");
  await writeFile(join(inner, ".git/info/exclude"), "/c.tmp");
  expect(listed(root)).toEqual({ files: [".gitignore", "a", "in/b.log", "in/d"] });
  await rm(join(inner, "d"));
  expect(listed(root)).toMatchObject({ absent: [{ path: "in/d", mode: "file", skipped: false }] });
});

test("a linked work tree has an index of its own and the excludes of its repository", async () => {
  const main = await tracking({ a: "x", "b.log": "x" }, "a", "b.log");
  await writeFile(join(main, ".git/info/exclude"), "*.log");
  const linked = join(await realpath(await scratch()), "linked");
  git(main, "worktree", "add", "-q", linked);
  await writeFile(join(linked, "c.log"), "x");
  expect(listed(linked)).toEqual({ files: ["a", "b.log"] });
});

test("a tracked name that is not UTF-8 is said", async () => {
  const root = await tracking({ a: "x" }, "a");
  gitReading(`100644 ${"1".repeat(40)} 0\tsub/f\xff\n`, root, "update-index", "--index-info");
  expect(listed(root)).toEqual({ files: ["a"], illegible: [{ path: "sub/f\\xff", isFolder: false }] });
  expect(listed(join(root, "."))).toEqual({ files: ["a"], illegible: [{ path: "sub/f\\xff", isFolder: false }] });
});

test("paths deeper than any disk has, and thousands of them", async () => {
  const root = await tracking({ a: "x", ".gitignore": "d" }, "a");
  const deep = `d/${"e/".repeat(900)}`;
  await mkdir(join(root, deep), { recursive: true });
  const paths = ["b/".repeat(100_000), ...Array.from({ length: 3000 }, (_, index) => `${deep}${index}/`)];
  const lines = paths.map((path) => `100644 ${"1".repeat(40)} 0\t${path}x\n`);
  gitReading(lines.join(""), root, "update-index", "--index-info");
  const { absent } = listFiles(root);
  expect(absent).toHaveLength(paths.length);
});
