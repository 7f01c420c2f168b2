/** Names of commits and where histories part, held against `git rev-parse` and `git merge-base`. */
import { realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type GitDirectory, gitDirectoryIn } from "../../src/git/directory.ts";
import { mergeBase } from "../../src/git/merge-base.ts";
import { GitObjects } from "../../src/git/objects.ts";
import { commitNamed, targetOf } from "../../src/git/references.ts";
import { git, gitReading } from "../support/git.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

function opened(root: string): { git: GitDirectory; objects: GitObjects } {
  const found = gitDirectoryIn(root);
  if (found === undefined || "unreadable" in found) throw new Error("no repository");
  return { git: found, objects: new GitObjects(found) };
}

const commit = (root: string, message: string): string => {
  git(root, "commit", "-q", "--allow-empty", "-m", message);
  return git(root, "rev-parse", "HEAD").trim();
};

async function repository(): Promise<string> {
  const root = await realpath(await repositoryOf({ a: "a\n" }));
  git(root, "init", "-q");
  git(root, "add", "-A");
  return root;
}

/** What git says; undefined where it refuses. */
function said(root: string, ...args: readonly string[]): string | undefined {
  try {
    return git(root, ...args).trim();
  } catch {
    return undefined;
  }
}

/** Branches, tags with and without a message, one name for both, remote branches, packed and not. */
async function named(): Promise<string> {
  const root = await repository();
  for (const message of ["1", "2", "3"]) commit(root, message);
  git(root, "branch", "topic/deep", "HEAD~1");
  git(root, "tag", "light", "HEAD~2");
  git(root, "tag", "-a", "-m", "m", "heavy", "HEAD~1");
  git(root, "tag", "-a", "-m", "m", "twice", "heavy");
  git(root, "branch", "both", "HEAD~2");
  git(root, "tag", "both", "HEAD~1");
  git(root, "update-ref", "refs/remotes/origin/main", "HEAD~1");
  git(root, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  git(root, "checkout", "-qb", "side", "HEAD~2");
  commit(root, "4");
  git(root, "merge", "-q", "--no-ff", "-m", "merged", "main");
  git(root, "tag", "-a", "-m", "m", "file", "HEAD:a");
  return root;
}

const NAMES = [
  ..."HEAD main side topic/deep light heavy twice both origin/main origin refs/heads/main heads/main tags/both".split(
    " ",
  ),
  ..."HEAD~1 HEAD^ HEAD^2 HEAD^2~1 HEAD~1^1 heavy^0 main~2 HEAD^^ HEAD~0 side^1^1".split(" "),
];

test.each([false, true])("names are the commits that git says, packed: %s", async (isPacked) => {
  const root = await named();
  if (isPacked) git(root, "pack-refs", "--all");
  const { git: directory, objects } = opened(root);
  const ours = NAMES.map((name) => [name, commitNamed(directory, objects, name)]);
  expect(ours).toEqual(NAMES.map((name) => [name, { id: said(root, "rev-parse", "--verify", `${name}^{commit}`) }]));
  const id = git(root, "rev-parse", "main").trim();
  expect(commitNamed(directory, objects, id)).toEqual({ id });
  expect(targetOf(directory, "refs/remotes/origin/HEAD")).toBe("refs/remotes/origin/main");
});

test.each([
  "nobody",
  "",
  "../HEAD",
  "-x",
  "config",
  "index",
  "HEAD~9",
  "HEAD^3",
  "HEAD^9~1",
  "refs/heads/../heads/main",
])("there is no commit %j", async (name) => {
  const root = await named();
  const { git: directory, objects } = opened(root);
  expect(commitNamed(directory, objects, name)).toBe("absent");
});

test("a tag of a file, and an id that is not there, name no commit that is known", async () => {
  const root = await named();
  const { git: directory, objects } = opened(root);
  for (const name of ["file", "e".repeat(40), `${"e".repeat(40)}~1`])
    expect(commitNamed(directory, objects, name)).toBe("unknown");
});

test("branches of a linked work tree, and its own HEAD", async () => {
  const root = await named();
  const linked = join(await realpath(await scratch()), "linked");
  git(root, "worktree", "add", "-q", linked, "main");
  const { git: directory, objects } = opened(linked);
  for (const name of ["HEAD", "side", "main"])
    expect(commitNamed(directory, objects, name)).toEqual({ id: git(linked, "rev-parse", name).trim() });
});

/** Random histories with merges; the seed makes them the same each time. */
async function tangled(seed: number): Promise<{ root: string; commits: string[] }> {
  const root = await repository();
  const commits: string[] = [];
  let state = seed;
  const random = (most: number): number => (state = (state * 1103515245 + 12345) & 0x7fffffff) % most;
  const tree = git(root, "write-tree").trim();
  for (let number = 0; number < 40; number++) {
    const count = number === 0 ? 0 : 1 + (random(3) === 0 ? 1 : 0);
    const parents = Array.from({ length: count }, () => commits[Math.max(0, commits.length - 1 - random(5))]!);
    const lines = [...new Set(parents)].map((parent) => `parent ${parent}\n`).join("");
    // Clocks that are not quite right, too.
    const who = `t <t@example.com> ${1_700_000_000 + number * 60 - random(120)} +0000`;
    const text = `tree ${tree}\n${lines}author ${who}\ncommitter ${who}\n\n${number}\n`;
    commits.push(gitReading(text, root, "hash-object", "-t", "commit", "-w", "--stdin").trim());
  }
  return { root, commits };
}

test.each([1, 2, 3])("histories part where git says, seed %i", async (seed) => {
  const { root, commits } = await tangled(seed);
  const { objects } = opened(root);
  for (let index = 4; index < commits.length; index++) {
    const [one, other] = [commits[index]!, commits[(index * 7) % index]!];
    const found = mergeBase(objects, one, other);
    // Of several that are as good git takes one; any of them is right.
    const theirs = git(root, "merge-base", "--all", one, other).trim().split("\n");
    expect(theirs).toContain(typeof found === "object" ? found.id : found);
  }
});

test("unrelated histories, and what a shallow clone does not have", async () => {
  const root = await repository();
  const first = commit(root, "1");
  const second = commit(root, "2");
  git(root, "checkout", "-q", "--orphan", "other");
  const other = commit(root, "o");
  expect(mergeBase(opened(root).objects, second, other)).toBe("none");
  git(root, "checkout", "-q", "main");
  const third = commit(root, "3");
  const clone = join(await realpath(await scratch()), "clone");
  git(root, "clone", "-q", "--depth=2", `file://${root}`, clone);
  const { git: directory, objects } = opened(clone);
  expect(mergeBase(objects, third, second)).toEqual({ id: second });
  expect(mergeBase(objects, third, first)).toBe("unknown");
  expect(commitNamed(directory, objects, "HEAD~1")).toEqual({ id: second });
  expect(commitNamed(directory, objects, "HEAD~2")).toEqual("unknown");
});

test("a work tree without a commit has no HEAD", async () => {
  const root = await repository();
  await writeFile(join(root, "b"), "b");
  const { git: directory, objects } = opened(root);
  expect(commitNamed(directory, objects, "HEAD")).toBe("absent");
});
