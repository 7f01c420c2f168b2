import { mkdir, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { wayFrom, workspaceAround, workspaceOf } from "../../src/files/workspace.ts";
import { scratch } from "../support/scratch.ts";

test("the workspace is the runner's, else the current folder", () => {
  expect(workspaceOf({ GITHUB_WORKSPACE: "/w" })).toBe("/w");
  expect(workspaceOf({})).toBe(resolve("."));
});

test("paths start in the workspace, in the repository of the current folder, or in the folder itself", async () => {
  const base = await scratch();
  await mkdir(join(base, "w/a"), { recursive: true });
  await symlink(join(base, "w"), join(base, "link"));
  expect(workspaceAround(join(base, "w/a"), { GITHUB_WORKSPACE: join(base, "link") })).toBe(join(base, "w"));
  expect(workspaceAround(join(base, "w/a"), { GITHUB_WORKSPACE: join(base, "gone") })).toBe(join(base, "w/a"));
  expect(workspaceAround(join(base, "w/a"), {})).toBe(join(base, "w/a"));
  expect(workspaceAround("src", {})).toBe(resolve("."));
});

test("a way is that of the real folders; there is none to what is outside", async () => {
  const base = await scratch();
  await mkdir(join(base, "w/a/b"), { recursive: true });
  await symlink(join(base, "w/a"), join(base, "w/link"));
  const workspace = join(base, "w");
  expect(wayFrom(workspace, join(workspace, "link/b"))).toBe("a/b");
  expect(wayFrom(workspace, workspace)).toBe(".");
  expect(wayFrom(workspace, base)).toBe(undefined);
});
