/** Objects as `git cat-file` gives them, from every form in which git keeps them; and whatever else stands there. */
import { readdirSync } from "node:fs";
import { chmod, mkdir, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { CommitFiles } from "../../src/git/commit.ts";
import { type GitDirectory, gitDirectoryIn } from "../../src/git/directory.ts";
import { GitObjects } from "../../src/git/objects.ts";
import { headOf } from "../../src/git/references.ts";
import { git, gitReading } from "../support/git.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const MOST = 1024 * 1024;

const directoryOf = (root: string): GitDirectory => {
  const found = gitDirectoryIn(root);
  if (found === undefined || "unreadable" in found) throw new Error("no repository");
  return found;
};

/** Lines that a later version changes little of, so that git packs it as a delta. */
const long = (change: number): string =>
  Array.from({ length: 400 }, (_, line) => `line ${line === change ? "changed" : line}`).join("\n");

/** A repository of three commits; the real path. */
async function history(...init: readonly string[]): Promise<string> {
  const root = await realpath(await repositoryOf({ "a/long.txt": long(-1), "b.txt": "b\n", empty: "" }));
  git(root, "init", "-q", ...init);
  for (const change of [1, 2, 3]) {
    await writeFile(join(root, "a/long.txt"), long(change));
    git(root, "add", "-A");
    git(root, "commit", "-qm", `change ${change}`);
  }
  return root;
}

const idsOf = (root: string): string[] =>
  git(root, "cat-file", "--batch-check=%(objectname)", "--batch-all-objects").trim().split("\n");

/** Every object, as git and as we read it. */
function compared(root: string): { ours: readonly unknown[]; theirs: readonly unknown[] } {
  const objects = new GitObjects(directoryOf(root));
  const ids = idsOf(root);
  return {
    ours: ids.map((id) => {
      const found = objects.read(id, MOST);
      return [id, found?.type, found?.bytes.toString("latin1")];
    }),
    theirs: ids.map((id) => {
      const type = git(root, "cat-file", "-t", id).trim();
      return [id, type, git(root, "cat-file", type, id)];
    }),
  };
}

test.for([
  { form: "files of their own", init: [], pack: [] },
  { form: "a pack", init: [], pack: [["repack", "-adfq"]] },
  { form: "a pack with bases by id", init: [], pack: [["-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq"]] },
  { form: "a pack of SHA-256", init: ["--object-format=sha256"], pack: [["repack", "-adfq"]] },
])("$form", async ({ init, pack }) => {
  const root = await history(...init);
  for (const command of pack) git(root, ...command);
  const { ours, theirs } = compared(root);
  expect(ours.length).toBeGreaterThan(9);
  expect(ours).toEqual(theirs);
});

test("several packs, and files beside them", async () => {
  const root = await history();
  git(root, "repack", "-dq");
  await writeFile(join(root, "b.txt"), "another\n");
  git(root, "commit", "-qam", "packed apart");
  git(root, "repack", "-dq");
  await writeFile(join(root, "b.txt"), "a third\n");
  git(root, "commit", "-qam", "not packed");
  expect(readdirSync(join(root, ".git/objects/pack")).filter((name) => name.endsWith(".idx"))).toHaveLength(2);
  const { ours, theirs } = compared(root);
  expect(ours).toEqual(theirs);
});

test("what a shared clone borrows", async () => {
  const origin = await history();
  const clone = join(await realpath(await scratch()), "clone");
  git(origin, "clone", "-q", "--shared", origin, clone);
  const objects = new GitObjects(directoryOf(clone));
  for (const id of idsOf(origin)) expect(objects.read(id, MOST)?.type).toBeDefined();
});

test("repositories that borrow from one another are followed as far as git follows them", async () => {
  const root = await history();
  const folder = await realpath(await scratch());
  const stores = Array.from({ length: 8 }, (_, index) => join(folder, String(index)));
  for (const [index, store] of stores.entries()) {
    git(folder, "init", "-q", "--bare", store);
    await writeFile(join(store, "objects/info/alternates"), `# next\n${join(stores[index + 1] ?? root, "objects")}\n`);
    gitReading(`of ${index}`, store, "hash-object", "-w", "--stdin");
  }
  const own = stores.map((_, index) => gitReading(`of ${index}`, root, "hash-object", "--stdin").trim());
  const objects = new GitObjects({ common: stores[0] ?? "" });
  const theirs = gitReading(own.join("\n"), stores[0] ?? "", "cat-file", "--batch-check=%(objecttype)")
    .trim()
    .split("\n");
  expect(theirs.filter((line) => line === "blob").length).toBeGreaterThan(1);
  expect(theirs.at(-1)).toMatch("missing");
  expect(own.map((id) => objects.read(id, MOST)?.type)).toEqual(
    theirs.map((line) => (line === "blob" ? "blob" : undefined)),
  );
});

test.for([
  ["is a link", (file: string, whole: string) => symlink(whole, file)],
  ["says that it is longer", (file: string) => writeFile(file, deflateSync("blob 3\0b\n"))],
  ["is of no known type", (file: string) => writeFile(file, deflateSync("bulb 2\0b\n"))],
  ["is not deflated", (file: string) => writeFile(file, "blob 2\0b\n")],
] as const)("a file that %s is passed over for the one that is borrowed", async ([, make]) => {
  const origin = await history();
  const clone = join(await realpath(await scratch()), "clone");
  git(origin, "clone", "-q", "--shared", origin, clone);
  const id = git(origin, "rev-parse", "HEAD:b.txt").trim();
  const folder = join(clone, ".git/objects", id.slice(0, 2));
  await mkdir(folder, { recursive: true });
  await make(join(folder, id.slice(2)), join(origin, ".git/objects", id.slice(0, 2), id.slice(2)));
  expect(new GitObjects(directoryOf(clone)).read(id, MOST)?.bytes.toString()).toBe("b\n");
});

test("a shallow clone has its own commit and no other", async () => {
  const origin = await history();
  const clone = join(await realpath(await scratch()), "clone");
  git(origin, "clone", "-q", "--depth=1", `file://${origin}`, clone);
  const objects = new GitObjects(directoryOf(clone));
  const id = (name: string): string => git(origin, "rev-parse", name).trim();
  expect(new CommitFiles(objects, id("HEAD")).isThere).toBe(true);
  const before = new CommitFiles(objects, id("HEAD~1"));
  expect([before.isThere, before.at("b.txt")]).toEqual([false, "unknown"]);
});

test("an object larger than asked for is none", async () => {
  const root = await history();
  const id = git(root, "rev-parse", "HEAD:a/long.txt").trim();
  for (const repack of [false, true]) {
    if (repack) git(root, "repack", "-adfq");
    const objects = new GitObjects(directoryOf(root));
    expect([objects.read(id, 100), objects.read(id, MOST)?.type]).toEqual([undefined, "blob"]);
  }
});

test("a text that is no id names nothing", async () => {
  const objects = new GitObjects(directoryOf(await history()));
  for (const id of ["", "HEAD", "../../HEAD", "0".repeat(40), `${"0".repeat(39)}G`]) {
    expect(objects.read(id, MOST)).toBeUndefined();
  }
});

test("files of a commit, by their paths", async () => {
  const root = await history();
  git(root, "repack", "-adq");
  const objects = new GitObjects(directoryOf(root));
  const files = new CommitFiles(objects, git(root, "rev-parse", "HEAD~2").trim());
  const text = (path: string): string | undefined => {
    const entry = files.at(path);
    return typeof entry === "string" ? entry : files.read(entry, MOST)?.toString();
  };
  expect([text("a/long.txt"), text("b.txt"), text("empty")]).toEqual([long(1), "b\n", ""]);
  expect([text("a/none"), text("b.txt/x"), text("a"), text("none")]).toEqual(["absent", "absent", undefined, "absent"]);
});

test("links and folders are said to be what they are", async () => {
  const root = await history();
  const id = gitReading("b.txt", root, "hash-object", "-w", "--stdin").trim();
  git(root, "update-index", "--add", "--cacheinfo", `120000,${id},link`);
  git(root, "update-index", "--add", "--cacheinfo", `160000,${git(root, "rev-parse", "HEAD").trim()},module`);
  git(root, "commit", "-qm", "links");
  const files = new CommitFiles(new GitObjects(directoryOf(root)), git(root, "rev-parse", "HEAD").trim());
  expect(["link", "module", "a"].map((path) => files.at(path))).toMatchObject([
    { kind: "link" },
    { kind: "submodule" },
    { kind: "folder" },
  ]);
});

test("links of a path are followed within the commit; what a folder holds", async () => {
  const root = await history();
  const link = (path: string, target: string): void => {
    const id = gitReading(target, root, "hash-object", "-w", "--stdin").trim();
    git(root, "update-index", "--add", "--cacheinfo", `120000,${id},${path}`);
  };
  for (const [path, target] of Object.entries({
    folder: "a",
    "a/up": "..",
    out: "../..",
    loop: "loop",
    root: "/etc",
  }))
    link(path, target);
  git(root, "commit", "-qm", "links");
  const objects = new GitObjects(directoryOf(root));
  const files = new CommitFiles(objects, git(root, "rev-parse", "HEAD").trim());
  expect(files.follow("folder/long.txt")).toEqual(files.at("a/long.txt"));
  expect(files.follow("folder/up/b.txt")).toEqual(files.at("b.txt"));
  expect(files.follow("folder/none")).toBe("absent");
  for (const path of ["out/x", "loop", "loop/x", "root/passwd", "folder/up"])
    expect(files.follow(path)).toMatchObject({ kind: "link" });
  expect(files.namesIn("folder")).toEqual(expect.arrayContaining(["long.txt", "up"]));
  expect(files.namesIn("")).toContain("b.txt");
  expect([files.namesIn("b.txt"), files.namesIn("none")]).toEqual([undefined, undefined]);
  expect(new CommitFiles(objects, "0".repeat(40)).namesIn("")).toBe("unknown");
});

test.for([
  ["on a branch", []],
  ["on a packed branch", ["pack-refs", "--all"]],
  ["detached", ["checkout", "-q", "--detach", "HEAD~1"]],
] as const)("HEAD %s", async ([, command]) => {
  const root = await history();
  if (command.length > 0) git(root, ...command);
  expect(headOf(directoryOf(root))).toBe(git(root, "rev-parse", "HEAD").trim());
});

test("HEAD of a linked work tree, and of a repository without a commit", async () => {
  const root = await history();
  const linked = join(await realpath(await scratch()), "linked");
  git(root, "worktree", "add", "-q", "--detach", linked, "HEAD~1");
  expect(headOf(directoryOf(linked))).toBe(git(root, "rev-parse", "HEAD~1").trim());
  const empty = await realpath(await repositoryOf({}));
  git(empty, "init", "-q");
  expect(headOf(directoryOf(empty))).toBeUndefined();
});

test("a pack with any byte changed gives the same object or none", async () => {
  const root = await history();
  git(root, "repack", "-adfq");
  const folder = join(root, ".git/objects/pack");
  const ids = idsOf(root);
  const whole = new Map(ids.map((id) => [id, git(root, "cat-file", git(root, "cat-file", "-t", id).trim(), id)]));
  for (const ending of [".pack", ".idx"]) {
    const file = join(folder, readdirSync(folder).find((name) => name.endsWith(ending)) ?? "");
    await chmod(file, 0o644);
    const bytes = await readFile(file);
    for (let at = 0; at < bytes.length; at += 37) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 + (at % 255));
      await writeFile(file, changed);
      const objects = new GitObjects(directoryOf(root));
      for (const id of ids) {
        const found = objects.read(id, MOST)?.bytes.toString("latin1");
        expect([undefined, whole.get(id)]).toContain(found);
      }
    }
    await writeFile(file, bytes.subarray(0, bytes.length / 2));
    for (const id of ids) new GitObjects(directoryOf(root)).read(id, MOST);
    await writeFile(file, bytes);
  }
});

test("all of a commit is listed as `git ls-tree -r` has it, hostile names told apart", async () => {
  const root = await history();
  await writeFile(Buffer.concat([Buffer.from(`${root}/bad-`), Buffer.from([0xff])]), "x");
  await writeFile(join(root, "näme"), "x");
  await symlink("b.txt", join(root, "link"));
  git(root, "add", "-A");
  git(root, "commit", "-qm", "names");
  const listing = new CommitFiles(new GitObjects(directoryOf(root)), git(root, "rev-parse", "HEAD").trim()).list();
  const theirs = git(root, "ls-tree", "-rz", "HEAD").split("\0").slice(0, -1);
  const legible = theirs
    .filter((line) => !line.includes("\xff"))
    .map((line) => {
      const [, mode, id, path = ""] = /^(\d+) \S+ (\S+)\t([^]*)$/.exec(line) ?? [];
      return { path: Buffer.from(path, "latin1").toString("utf8"), kind: mode === "120000" ? "link" : "file", id };
    });
  expect(listing).toEqual({ entries: legible, illegible: ["bad-\\xff"] });
});

test("a folder that is not there, or of a name that git refuses, is not listed", async () => {
  const root = await history();
  const blob = git(root, "rev-parse", "HEAD:b.txt").trim();
  const tree = (lines: string): string => gitReading(lines, root, "mktree", "--missing").trim();
  const inner = tree(`100644 blob ${blob}\tfine\n`);
  const of = (entries: string): ReturnType<CommitFiles["list"]> => {
    const id = git(root, "commit-tree", tree(entries), "-m", "x").trim();
    return new CommitFiles(new GitObjects(directoryOf(root)), id).list();
  };
  expect(of(`040000 tree ${"e".repeat(40)}\tgone\n`)).toBeUndefined();
  expect(of(`040000 tree ${inner}\t..\n040000 tree ${inner}\t.git\n`)).toEqual({ entries: [], illegible: [] });
  expect(new CommitFiles(new GitObjects(directoryOf(root)), "e".repeat(40)).list()).toBeUndefined();
});
