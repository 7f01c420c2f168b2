/** Where a folder's `.git` leads, in the layouts that git makes and in those that somebody else may have made. */
import { createHash } from "node:crypto";
import { mkdir, readFile, realpath, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { gitDirectoryAround, gitDirectoryIn, originOf, readIndexOf } from "../../src/git/directory.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { git } from "../support/git.ts";

/** What is tracked where a folder lies; or the reason why that cannot be said. */
function trackedAround(folder: string): readonly string[] | string | undefined {
  const found = gitDirectoryAround(folder);
  if (found === undefined) return undefined;
  const index = "unreadable" in found ? found : readIndexOf(found);
  return "unreadable" in index ? index.unreadable : index.entries.map(({ path }) => path);
}

/** The real path of a repository with one commit. */
async function committed(files: Readonly<Record<string, string>>, ...init: readonly string[]): Promise<string> {
  const root = await realpath(await repositoryOf(files));
  git(root, "init", "-q", ...init);
  git(root, "add", ".");
  git(root, "commit", "-qm", "x");
  return root;
}

test("a repository, and a folder far down in it", async () => {
  const root = await committed({ "a/b/c": "x" });
  expect(gitDirectoryAround(join(root, "a/b"))).toEqual({
    worktree: root,
    index: join(root, ".git/index"),
    own: join(root, ".git"),
    common: join(root, ".git"),
    exclude: join(root, ".git/info/exclude"),
  });
  expect(trackedAround(join(root, "a/b"))).toEqual(["a/b/c"]);
  expect(gitDirectoryIn(join(root, "a"))).toBeUndefined();
});

test("a folder .git that holds no repository is none, as in git", async () => {
  const root = await committed({ "a/b": "x" });
  await mkdir(join(root, "a/.git/objects"), { recursive: true });
  expect(gitDirectoryIn(join(root, "a"))).toBeUndefined();
  expect(trackedAround(join(root, "a"))).toEqual(["a/b"]);
});

test("no repository at all", async () => {
  expect(gitDirectoryIn(await scratch())).toBeUndefined();
});

test.each([[], ["--relative-paths"]])("a linked work tree, its paths absolute or relative %j", async (...words) => {
  const main = await committed({ a: "x" });
  const linked = join(await realpath(await scratch()), "linked");
  git(main, "worktree", "add", "-q", linked);
  if (words.length > 0) {
    // As git 2.48 writes it with worktree.useRelativePaths.
    const relative = execFileSync("realpath", ["--relative-to", join(main, ".git/worktrees/linked"), linked]);
    await writeFile(join(main, ".git/worktrees/linked/gitdir"), `${relative.toString().trim()}/.git\n`);
  }
  await writeFile(join(linked, "b"), "x");
  git(linked, "add", "b");
  expect(trackedAround(linked)).toEqual(["a", "b"]);
  expect(trackedAround(main)).toEqual(["a"]);
  expect(gitDirectoryIn(linked)).toMatchObject({ exclude: join(main, ".git/info/exclude") });
});

test("submodules, one within the other, and in a linked work tree", async () => {
  const inner = await committed({ inner: "x" });
  const middle = await committed({ middle: "x" });
  git(middle, "submodule", "--quiet", "add", inner, "deep");
  git(middle, "commit", "-qm", "x");
  const outer = await committed({ outer: "x" });
  git(outer, "submodule", "--quiet", "add", middle, "lib/mid");
  git(outer, "commit", "-qm", "x");
  git(outer, "submodule", "--quiet", "update", "--init", "--recursive");
  expect(trackedAround(outer)).toEqual([".gitmodules", "lib/mid", "outer"]);
  expect(trackedAround(join(outer, "lib/mid"))).toEqual([".gitmodules", "deep", "middle"]);
  expect(trackedAround(join(outer, "lib/mid/deep"))).toEqual(["inner"]);
  // A sparse checkout moves what the configuration says of the work tree to a file of its own.
  git(join(outer, "lib/mid"), "sparse-checkout", "set", "none");
  expect(trackedAround(join(outer, "lib/mid"))).toEqual([".gitmodules", "deep", "middle"]);

  const linked = join(await realpath(await scratch()), "linked");
  git(outer, "worktree", "add", "-q", linked);
  git(linked, "submodule", "--quiet", "update", "--init");
  expect(trackedAround(join(linked, "lib/mid"))).toEqual([".gitmodules", "deep", "middle"]);
});

test("a repository kept apart from its work tree, by a file or by a link", async () => {
  const apart = join(await realpath(await scratch()), "apart");
  const root = await committed({ a: "x" }, `--separate-git-dir=${apart}`);
  expect(trackedAround(root)).toEqual(["a"]);

  const linked = await committed({ b: "x" });
  const store = join(await realpath(await scratch()), "b.git");
  await rename(join(linked, ".git"), store);
  await symlink(store, join(linked, ".git"));
  expect(trackedAround(linked)).toEqual(["b"]);
});

test("a bare repository with work trees beside it", async () => {
  const source = await committed({ a: "x" });
  const root = await realpath(await scratch());
  git(root, "clone", "-q", "--bare", source, ".bare");
  await writeFile(join(root, ".git"), "gitdir: ./.bare\n");
  git(root, "worktree", "add", "-q", "tree");
  expect(trackedAround(join(root, "tree"))).toEqual(["a"]);
  expect(trackedAround(root)).toMatch(/another folder/);
});

test("a .git that leads to what is somebody else's is not followed", async () => {
  const secret = await committed({ "secret-plan.txt": "x" });
  git(secret, "worktree", "add", "-q", join(secret, "linked"));
  const outer = await committed({ outer: "x" });
  git(outer, "submodule", "--quiet", "add", secret, "sub");
  for (const target of [join(secret, ".git"), join(secret, ".git/worktrees/linked"), join(outer, ".git/modules/sub")]) {
    const root = await realpath(await repositoryOf({ ".git": `gitdir: ${target}\n` }));
    expect(trackedAround(root)).toMatch(/repository of another folder/);
    const byLink = await realpath(await scratch());
    await symlink(target, join(byLink, ".git"));
    expect(trackedAround(byLink)).toMatch(/repository of another folder/);
  }
});

test("a linked work tree whose common folder is not around it", async () => {
  const secret = await committed({ a: "x" });
  const root = await realpath(
    await repositoryOf({ ".git": "gitdir: made\n", "made/HEAD": "x", "made/gitdir": "../.git" }),
  );
  await writeFile(join(root, "made/commondir"), join(secret, ".git"));
  expect(trackedAround(root)).toMatch(/no repository/);
});

test("a linked work tree's folder that leads back to no work tree", async () => {
  const main = await committed({ a: "x" });
  const linked = join(await realpath(await scratch()), "linked");
  git(main, "worktree", "add", "-q", linked);
  await rm(join(main, ".git/worktrees/linked/gitdir"));
  expect(trackedAround(linked)).toMatch(/repository of another folder/);
});

test("where a repository came from, and one without a configuration", async () => {
  const root = await committed({ a: "x" });
  git(root, "remote", "add", "origin", "https://example.com/a/b.git");
  const common = join(root, ".git");
  expect(originOf({ common })).toBe("https://example.com/a/b.git");
  await rm(join(common, "config"));
  // git needs none to know the repository.
  expect(git(root, "rev-parse", "--is-inside-work-tree").trim()).toBe("true");
  expect([originOf({ common }), trackedAround(root)]).toEqual([undefined, ["a"]]);
});

test("an index that says it is split, and from nothing", async () => {
  const root = await committed({ a: "x" });
  const file = join(root, ".git/index");
  const index = (await readFile(file)).subarray(0, -20);
  // The name of the extension, its size, and zeros for the hash of the other half: gitformat-index(5), "Split index".
  const split = Buffer.concat([index, Buffer.from("link\0\0\0\x14", "latin1"), Buffer.alloc(20)]);
  await writeFile(file, Buffer.concat([split, createHash("sha1").update(split).digest()]));
  expect(git(root, "ls-files")).toBe("a\n");
  expect(trackedAround(root)).toEqual(["a"]);
});

test.each([
  ["leads nowhere", "gitdir: absent\n"],
  ["leads nowhere", "gitdir: \n"],
  ["leads nowhere", "something else"],
  ["leads nowhere", "gitdir: a\0b"],
  ["leads nowhere", `gitdir: ${"x/".repeat(100_000)}`],
  ["leads nowhere", `gitdir: .${"/".repeat(3 * 1024 * 1024)}`],
  ["leads to no repository", "gitdir: folder\n"],
  ["leads to no repository", "gitdir: /\n"],
  ["leads to no repository", "gitdir: /dev/null\n"],
])("a .git that %s: %j", async (reason, text) => {
  const root = await realpath(await repositoryOf({ ".git": text, "folder/x": "x" }));
  expect(trackedAround(root)).toMatch(reason);
});

test("an index that is a link, a pipe, a folder, a text, too large, or not there", async () => {
  const cases: readonly (readonly [RegExp, (index: string) => unknown])[] = [
    [/it is a link/, (index) => symlink("/etc/hostname", index)],
    [/not a regular file/, (index) => execFileSync("mkfifo", [index])],
    [/not a regular file/, (index) => mkdir(index)],
    [/not an index of git/, (index) => writeFile(index, "x".repeat(1000))],
    [/larger than 256 MiB/, (index) => writeFile(index, "").then(() => truncate(index, 300 * 1024 * 1024))],
    [/tracks nothing yet/, () => undefined],
  ];
  for (const [reason, make] of cases) {
    const root = await realpath(await scratch());
    git(root, "init", "-q");
    await make(join(root, ".git/index"));
    expect(trackedAround(root)).toMatch(reason);
  }
});
