/** Which folders the inputs `path` and `paths` mean, in the process of the tests: links, folders in folders, submodules. */
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { foldersOf } from "../../src/action/folders.ts";
import { git } from "../support/git.ts";
import { repositoryOf } from "../support/scratch.ts";

const of = (workspace: string, ...paths: readonly string[]) => foldersOf({ path: ".", paths }, workspace);

test("a pattern takes links to folders as a shell does, also those in folders", async () => {
  const workspace = await repositoryOf({ "real/a/Dockerfile": "FROM a:1\n", "links/README.md": "# links\n" });
  await symlink("../real/a", join(workspace, "links/one"));
  await symlink("..", join(workspace, "links/all"));
  await symlink("../nowhere", join(workspace, "links/none"));
  await symlink("/usr", join(workspace, "links/out"));
  expect(of(workspace, "links/o*")).toEqual(["real/a"]);
  expect(of(workspace, "links/a?l")).toEqual([""]);
  await symlink("real/a", join(workspace, "root"));
  expect(of(workspace, "r*t")).toEqual(["real/a"]);
  expect(() => of(workspace, "links/n*")).toThrow("matches no directory of the workspace");
});

test("what lies in another one is refused, whichever is named first", async () => {
  const workspace = await repositoryOf({ "a/b/Dockerfile": "FROM a:1\n" });
  expect(() => of(workspace, ".", "a")).toThrow('paths: "a" lies in ".", which is checked as well');
  expect(() => of(workspace, "a/b", "a")).toThrow('paths: "a/b" lies in "a", which is checked as well');
  expect(of(workspace, "a/*", "a", "!a")).toEqual(["a/b"]);
});

test("a submodule that was not checked out is a folder, whose run tells of it", async () => {
  const workspace = await repositoryOf({ "a/Dockerfile": "FROM a:1\n" });
  git(workspace, "init", "-q");
  git(workspace, "add", "-A");
  git(workspace, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},m/sub`);
  git(workspace, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},m/gone`);
  await mkdir(join(workspace, "m/sub"), { recursive: true });
  expect(of(workspace, "m/*")).toEqual(["m/sub"]);
});

test("a folder or a file that is called as the pattern takes nothing out of what that matches", async () => {
  const workspace = await repositoryOf({ "a/x/Dockerfile": "FROM a:1\n", "a/*/Dockerfile": "FROM a:1\n", "b/x/y": "" });
  expect(of(workspace, "a/*")).toEqual(["a/*", "a/x"]);
  expect(of(workspace, "a/[x]")).toEqual(["a/x"]);
  await writeFile(join(workspace, "b/*"), "");
  expect(of(workspace, "b/*")).toEqual(["b/x"]);
});
