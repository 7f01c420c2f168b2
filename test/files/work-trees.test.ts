import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workTreesAround } from "../../src/files/work-trees.ts";
import { scratch } from "../support/scratch.ts";

test("every folder with a .git counts, whatever that is", async () => {
  const root = await scratch();
  const [a, b, c, d] = [join(root, "a"), join(root, "a/b"), join(root, "a/b/c"), join(root, "a/b/c/d")] as const;
  mkdirSync(d, { recursive: true });
  mkdirSync(join(a, ".git"));
  writeFileSync(join(b, ".git"), "gitdir: /nowhere");
  symlinkSync("/nowhere", join(d, ".git"));
  expect(workTreesAround(d)).toEqual([d, b, a]);
  expect(workTreesAround(c)).toEqual([b, a]);
  expect(workTreesAround(root)).toEqual([]);
});

test("one that cannot be looked into may have one", () => {
  const folder = `/${"x".repeat(300)}`;
  expect(workTreesAround(folder)).toEqual([folder]);
});
