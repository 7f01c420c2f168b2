/** The versions of files as `git log --raw` lists them, over branches and merges, packed and not. */
import { realpath, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type GitDirectory, gitDirectoryIn } from "../../src/git/directory.ts";
import { FileHistory } from "../../src/git/file-history.ts";
import { GitObjects } from "../../src/git/objects.ts";
import { git } from "../support/git.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const PATHS = ["env.yml", "a/env.yml", "a/b/env.yml", "a/größe.yml", "z.yml"];

const directoryOf = (root: string): GitDirectory => {
  const found = gitDirectoryIn(root);
  if (found === undefined || "unreadable" in found) throw new Error("no repository");
  return found;
};

const at = (root: string, name = "HEAD"): string => git(root, "rev-parse", name).trim();

interface Opened {
  readonly history: FileHistory;
  readonly objects: GitObjects;
}

function open(root: string, most = 1000, files: readonly string[] = PATHS): Opened {
  const objects = new GitObjects(directoryOf(root));
  return { history: new FileHistory(objects, at(root), { files, most }), objects };
}

/** Ids of all blobs that any commit has at a path, as git has them. */
function theirs(root: string, path: string): readonly string[] {
  const commits = git(root, "rev-list", "HEAD").trim().split("\n");
  const ids = commits.flatMap((commit) => {
    const line = git(root, "ls-tree", commit, "--", Buffer.from(path, "utf8").toString());
    return line === "" ? [] : [line.split(/\s/)[2] ?? ""];
  });
  return [...new Set(ids)].sort();
}

/** Two lines of history that are merged, files that come and go, and a folder of many. */
async function repository(...init: readonly string[]): Promise<string> {
  const root = await realpath(await repositoryOf({ "env.yml": "0\n", "a/env.yml": "0\n", "a/b/env.yml": "0\n" }));
  for (let number = 0; number < 60; number++) await writeFile(join(root, `a/file-${number}.txt`), `${number}\n`);
  git(root, "init", "-q", ...init);
  const change = async (files: Readonly<Record<string, string | undefined>>): Promise<void> => {
    for (const [path, text] of Object.entries(files)) {
      if (text === undefined) await rm(join(root, path));
      else await writeFile(join(root, path), text);
    }
    git(root, "add", "-A");
    git(root, "commit", "-qm", "change");
  };
  await change({});
  await change({ "a/env.yml": "1\n", "a/größe.yml": "x\n", "a/file-7.txt": "changed\n" });
  git(root, "checkout", "-qb", "side");
  await change({ "a/b/env.yml": "side\n", "a/file-59.txt": "changed\n" });
  await change({ "a/b/env.yml": "side 2\n" });
  git(root, "checkout", "-q", "main");
  await change({ "env.yml": "1\n", "a/file-0.txt": undefined });
  git(root, "merge", "-q", "--no-edit", "side");
  await change({ "a/env.yml": undefined, "z.yml": "z\n" });
  await change({ "a/env.yml": "1\n", "env.yml": "0\n" });
  return root;
}

test.for([
  { form: "files of their own", init: [], pack: [] },
  { form: "a pack", init: [], pack: ["repack", "-adfq", "--depth=50"] },
  { form: "a pack of SHA-256", init: ["--object-format=sha256"], pack: ["repack", "-adfq"] },
])("$form: every text that a file had in any commit, once", async ({ init, pack }) => {
  const root = await repository(...init);
  if (pack.length > 0) git(root, ...pack);
  const { history, objects } = open(root);
  objects.whileOpen(() => {
    for (const path of PATHS) {
      const versions = [...history.versionsOf(path)];
      expect(versions.map(({ id }) => id).sort()).toEqual(theirs(root, path));
      for (const { commit, id } of versions) expect(at(root, `${commit}:${Buffer.from(path).toString()}`)).toBe(id);
    }
  });
  expect(history.walked).toBe(git(root, "rev-list", "HEAD").trim().split("\n").length);
  expect([history.isCut, history.lacks]).toEqual([false, false]);
});

test("the newest commit with a text is told, and no further is gone than somebody asks", async () => {
  const root = await repository();
  const { history } = open(root);
  const [newest] = history.versionsOf("z.yml");
  expect(newest?.commit).toBe(at(root));
  expect(history.walked).toBe(1);
  const texts = [...history.versionsOf("a/b/env.yml")].map((one) => history.read(one, 100)?.toString());
  // Commits of the same second have no order.
  expect([texts[0], new Set(texts)]).toEqual(["side 2\n", new Set(["side 2\n", "side\n", "0\n"])]);
});

test("a limit of commits", async () => {
  const root = await repository();
  const { history } = open(root, 2);
  expect([...history.versionsOf("a/b/env.yml")]).toHaveLength(1);
  expect([history.walked, history.isCut]).toEqual([2, true]);
});

test("a path that nobody named, or that leads through a file, has no versions", async () => {
  const root = await repository();
  const { history } = open(root, 100, ["env.yml", "env.yml/deeper", "none/env.yml"]);
  expect([...history.versionsOf("a/env.yml")]).toEqual([]);
  expect([...history.versionsOf("none/env.yml")]).toEqual([]);
});

test("a shallow clone lacks what is before it", async () => {
  const origin = await repository();
  const clone = join(await realpath(await scratch()), "clone");
  git(origin, "clone", "-q", "--depth=1", `file://${origin}`, clone);
  const { history } = open(clone);
  expect([...history.versionsOf("env.yml")]).toHaveLength(1);
  expect([history.walked, history.lacks]).toEqual([1, true]);
});

test("a text that the repository does not have", async () => {
  const { history } = open(await repository());
  expect(history.read({ commit: "", id: "e".repeat(40) }, 100)).toBeUndefined();
  expect(history.lacks).toBe(true);
});

test("an id that is no commit", async () => {
  const root = await repository();
  const objects = new GitObjects(directoryOf(root));
  const history = new FileHistory(objects, at(root, "HEAD:env.yml"), { files: PATHS, most: 10 });
  expect([...history.versionsOf("env.yml")]).toEqual([]);
  expect(history.lacks).toBe(true);
});
