/** A `.gitignore` with more than is followed hides nothing: what it would take back in is not known either. */
import { execFileSync } from "node:child_process";
import { realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listFiles } from "../../../src/scan/disk/listing.ts";
import { openRepository } from "../../../src/scan/index.ts";
import { git } from "../../support/git.ts";
import { repositoryOf } from "../../support/scratch.ts";

const LONG = `Dockerfile\n${"x".repeat(5000)}\n`;

/** A repository that tracks all that ends with `.txt`; the real path. */
async function tracking(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await realpath(await repositoryOf(files));
  git(root, "init", "-q");
  git(root, "add", "-f", "*.txt");
  return root;
}

test.each([
  ["of the root", ".gitignore", ["Dockerfile", "b/Dockerfile"]],
  ["of a folder", "b/.gitignore", ["Dockerfile", "b/Dockerfile"]],
])("a .gitignore %s", async (_what, path, dockerfiles) => {
  const files = { Dockerfile: "x", "b/Dockerfile": "x", "b/a.txt": "x" };
  const root = await tracking({ ...files, [path]: LONG });
  const { files: found, unheeded } = listFiles(root);
  expect(unheeded).toEqual([path]);
  expect(found.filter((file) => file.endsWith("Dockerfile"))).toEqual(dockerfiles);
  expect(openRepository(root, { exclude: [] }).problems()).toMatchObject([{ file: path, kind: "limit", aside: true }]);
});

test("one of the work tree around the folder that is listed", async () => {
  const files = { ".gitignore": LONG, "b/Dockerfile": "x", "b/a.txt": "x" };
  const root = await tracking(files);
  expect([...listFiles(join(root, "b")).files].toSorted()).toEqual(["Dockerfile", "a.txt"]);
  const heeded = await tracking({ ...files, ".gitignore": "Dockerfile\n" });
  expect(listFiles(join(heeded, "b")).files).toEqual(["a.txt"]);
});

test("a tracked file in whose place a pipe stands is no file, and is not gone", async () => {
  const root = await tracking({ "a.txt": "x", "b.txt": "x" });
  await rm(join(root, "b.txt"));
  execFileSync("mkfifo", [join(root, "b.txt")]);
  const { files, special, absent } = listFiles(root);
  expect([files, special, absent]).toEqual([["a.txt"], ["b.txt"], []]);
});
