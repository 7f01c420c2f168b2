/** What links of a repository lead to, and what is said of ways that are not taken and of files that are not there. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openRepository } from "../../../src/scan/index.ts";
import { fifo, FROM, link, tracking } from "../../hostile/disk.ts";
import { repositoryOf } from "../../support/scratch.ts";
import { git } from "../../support/git.ts";

/** Files that are listed, then problems as `FILE WHY`. */
function looked(root: string): readonly string[] {
  const tree = openRepository(root, { exclude: [] });
  return [...tree.files, ...(tree.problems?.() ?? []).map(({ file, why }) => `${file} ${why}`)];
}

test.each<[what: string, make: (root: string) => void, expected: readonly string[]]>([
  ["a link to a file", (root) => link(root, "real.txt", "Dockerfile"), ["Dockerfile"]],
  ["a link to a link", (root) => (link(root, "real.txt", "a"), link(root, "a", "Dockerfile")), ["Dockerfile", "a"]],
  ["a link out", (root) => link(root, "/etc/passwd", "Dockerfile"), ["Dockerfile outside"]],
  ["a link out of a name that nobody reads", (root) => link(root, "/etc/passwd", "a.bin"), []],
  ["a link out to a folder", (root) => link(root, "/etc", "f"), ["f outside"]],
  ["a link to nowhere", (root) => link(root, "gone", "Dockerfile"), ["Dockerfile outside"]],
  ["a link to a device", (root) => link(root, "/dev/null", "Dockerfile"), ["Dockerfile outside"]],
  ["a link to a pipe", (root) => (fifo(root, "p"), link(root, "p", "Dockerfile")), ["Dockerfile no-file"]],
  ["a pipe", (root) => fifo(root, "Dockerfile"), ["Dockerfile no-file"]],
  ["a circle", (root) => link(root, ".", "f"), []],
  ["two folders in a circle", (root) => (link(root, "../b", "a/x"), link(root, "../a", "b/y")), []],
  // A link to the folder of Dockerfiles makes no second Dockerfile: it is read where it is.
  ["a link to a folder", (root) => link(root, "d", "e"), []],
  [
    "a link that makes another file of it",
    (root) => link(root, "../d", ".devcontainer/x"),
    [".devcontainer/x/devcontainer.json"],
  ],
])("%s", async (_, make, expected) => {
  const root = await repositoryOf({ "real.txt": FROM, "d/devcontainer.json": "{}" });
  make(root);
  const usual = new Set(["real.txt", "d/devcontainer.json"]);
  expect(looked(root).filter((one) => !usual.has(one))).toEqual(expected);
});

test("links that multiply are followed no further, and that is said once", async () => {
  const root = await repositoryOf({ "d/devcontainer.json": "{}" });
  for (let n = 0; n < 20; n++) writeFileSync(join(root, `d/f${n}`), "");
  for (let n = 0; n < 600; n++) link(root, "../d", `.devcontainer/x${n}`);
  expect(looked(root).filter((one) => one.endsWith("too-large"))).toHaveLength(1);
});

test.each<[what: string, harm: (root: string) => void, expected: readonly string[]]>([
  ["a tracked file that is gone", (root) => rmSync(join(root, "Dockerfile")), ["Dockerfile absent"]],
  ["a file that nobody reads is gone", (root) => rmSync(join(root, "a.bin")), []],
  ["a sparse checkout", (root) => git(root, "sparse-checkout", "set", "--no-cone", "/a.bin"), ["Dockerfile absent"]],
  [
    "a submodule that is not checked out",
    (root) => {
      git(root, "clone", "-q", "--bare", ".", ".git/bare.git");
      git(root, "submodule", "add", "-q", join(root, ".git/bare.git"), "sub");
      git(root, "submodule", "deinit", "-q", "-f", "sub");
    },
    ["sub absent"],
  ],
  ["an index that is none", (root) => writeFileSync(join(root, ".git/index"), "x"), [".git unknown"]],
  [
    "a name that is no UTF-8",
    (root) => writeFileSync(Buffer.concat([Buffer.from(join(root, "Dockerfile.")), Buffer.from([0xff])]), FROM),
    ["Dockerfile.\\xff name"],
  ],
  [
    "a folder that is no UTF-8",
    (root) => mkdirSync(Buffer.concat([Buffer.from(join(root, "d")), Buffer.from([0xff])])),
    ["d\\xff name"],
  ],
  [
    "a folder of installed packages",
    (root) => (mkdirSync(join(root, "node_modules")), writeFileSync(join(root, "node_modules/Dockerfile"), FROM)),
    [],
  ],
])("%s", async (_, harm, expected) => {
  const root = await tracking({ Dockerfile: FROM, "a.bin": "x" });
  harm(root);
  const problems = openRepository(root, { exclude: [] }).problems?.() ?? [];
  expect(problems.map(({ file, why }) => `${file} ${why}`)).toEqual(expected);
});

test("more than a hundred of one kind are counted", async () => {
  const names = Array.from({ length: 150 }, (_, n) => `Dockerfile.${String(n).padStart(3, "0")}`);
  const root = await tracking(Object.fromEntries(names.map((name) => [name, FROM])));
  for (const name of names) rmSync(join(root, name));
  const problems = openRepository(root, { exclude: [] }).problems?.() ?? [];
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)?.message).toContain("The same is true of 49 more");
});
