/** Packs and indexes that git makes seldom or never, held against git; and those that somebody else made. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { GitObjects } from "../../src/git/objects.ts";
import { git } from "../support/git.ts";
import { repositoryOf } from "../support/scratch.ts";

const MOST = 1024 * 1024;

/** A repository of one commit; the real path. */
async function committed(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await realpath(await repositoryOf(files));
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "x");
  return root;
}

const objectsOf = (root: string): GitObjects => new GitObjects({ common: join(root, ".git") });

/** The only file of an ending in the folder of packs. */
const only = (root: string, ending: string): string => {
  const folder = join(root, ".git/objects/pack");
  return join(folder, readdirSync(folder).find((name) => name.endsWith(ending)) ?? "");
};

/** A repository in one pack, of which all but the first object are said to be beyond 2 GiB; its ids, the first one first. */
async function withLongOffsets(): Promise<{ root: string; index: string; ids: readonly string[] }> {
  const root = await committed({ a: "x".repeat(200), b: "b\n", c: "c\n" });
  git(root, "repack", "-adfq");
  const [pack, index] = [only(root, ".pack"), only(root, ".idx")];
  await rm(index);
  // The first offset, after a header of twelve bytes, is the only one below.
  git(root, "index-pack", "--index-version=2,0x10", pack);
  await chmod(index, 0o644);
  const lines = git(root, "verify-pack", "-v", index).matchAll(/^(\w{40}) \w+ +\d+ \d+ (\d+)/gm);
  const ids = [...lines].toSorted((a, b) => Number(a[2]) - Number(b[2])).map(([, id = ""]) => id);
  return { root, index, ids };
}

const typesOf = (objects: GitObjects, ids: readonly string[]): unknown[] =>
  ids.map((id) => objects.read(id, MOST)?.type);

test("offsets beyond 2 GiB", async () => {
  const { root, index, ids } = await withLongOffsets();
  expect(ids).toHaveLength(5);
  // Of five objects four have eight bytes more; two checksums stand behind.
  expect((await readFile(index)).length).toBe(8 + 1024 + 5 * (20 + 4 + 4) + 4 * 8 + 40);
  expect(typesOf(objectsOf(root), ids)).toEqual(ids.map((id) => git(root, "cat-file", "-t", id).trim()));
});

test("an index that ends before the offsets beyond 2 GiB", async () => {
  const { root, index, ids } = await withLongOffsets();
  await writeFile(index, (await readFile(index)).subarray(0, 8 + 1024 + 5 * (20 + 4 + 4)));
  expect(typesOf(objectsOf(root), ids)).toEqual(["commit", ...Array(4).fill(undefined)]);
});

test("an index that is taken away while objects are read", async () => {
  const { root, index, ids } = await withLongOffsets();
  const objects = objectsOf(root);
  const [, known = ""] = ids;
  const unknown = ids.filter((id) => id.slice(0, 2) !== known.slice(0, 2));
  expect(objects.read(known, MOST)).toBeDefined();
  await rm(index);
  expect(typesOf(objects, [known, ...unknown])).toEqual([undefined, ...unknown.map(() => undefined)]);
});

test("an index whose pack is gone keeps nobody from what stands elsewhere", async () => {
  const root = await committed({ a: "a\n" });
  const before = git(root, "rev-parse", "HEAD").trim();
  git(root, "repack", "-adq");
  git(root, "commit", "-q", "--allow-empty", "-m", "not packed");
  const after = git(root, "rev-parse", "HEAD").trim();
  await rm(only(root, ".pack"));
  const objects = objectsOf(root);
  expect(objects.whileOpen(() => typesOf(objects, [before, after]))).toEqual([undefined, "commit"]);
});

test("what was read once is none where less is asked for", async () => {
  const root = await committed({ a: "a\n" });
  const id = git(root, "rev-parse", "HEAD^{tree}").trim();
  const size = Number(git(root, "cat-file", "-s", id));
  git(root, "repack", "-adq");
  const objects = objectsOf(root);
  const read = (most: number): string | undefined => objects.read(id, most)?.type;
  expect(objects.whileOpen(() => [read(size), read(size - 1), read(size)])).toEqual(["tree", undefined, "tree"]);
});

// ── Made by hand ────────────────────────────────────────────────────────────

/** "one\ntwo\n" as a change of "one\n": four bytes of it, then four of its own. gitformat-pack(5). */
const CHANGE = Buffer.from([4, 8, 0x90, 4, 4, ...Buffer.from("two\n")]);
const blobId = (text: string): string => createHash("sha1").update(`blob ${text.length}\0${text}`).digest("hex");
const numbers = (...all: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(all.length * 4);
  for (const [index, number] of all.entries()) bytes.writeUInt32BE(number, index * 4);
  return bytes;
};
const closed = (bytes: Buffer): Buffer => Buffer.concat([bytes, createHash("sha1").update(bytes).digest()]);

/** A pack and its index of one object, which is that change of the object of an id. */
async function addPack(root: string, name: string, id: string, base: string): Promise<void> {
  const folder = join(root, ".git/objects/pack");
  await mkdir(folder, { recursive: true });
  // Type 7 and nine bytes: a change of the object of an id.
  const entry = Buffer.concat([Buffer.from([0x79]), Buffer.from(base, "hex"), deflateSync(CHANGE)]);
  const pack = closed(Buffer.concat([Buffer.from("PACK"), numbers(2, 1), entry]));
  const first = Number.parseInt(id.slice(0, 2), 16);
  const counts = Array.from({ length: 256 }, (_, byte) => (byte < first ? 0 : 1));
  const head = Buffer.concat([numbers(0xff744f63, 2, ...counts), Buffer.from(id, "hex")]);
  await writeFile(join(folder, `pack-${name}.pack`), pack);
  await writeFile(join(folder, `pack-${name}.idx`), closed(Buffer.concat([head, numbers(0, 12), pack.subarray(-20)])));
}

const ours = (root: string, id: string): string | undefined => objectsOf(root).read(id, MOST)?.bytes.toString();
const theirs = (root: string, id: string): string | undefined => {
  try {
    return git(root, "cat-file", "blob", id);
  } catch {
    return undefined;
  }
};

test("a pack lacks what its object is a change of", async () => {
  const root = await committed({ a: "one\n" });
  const [base, id] = [blobId("one\n"), blobId("one\ntwo\n")];
  await addPack(root, "thin", id, base);
  expect(existsSync(join(root, ".git/objects", base.slice(0, 2), base.slice(2)))).toBe(true);
  // Only what is sent may lack it: git has no such pack on the disk, and reads none.
  expect([theirs(root, id), ours(root, id)]).toEqual([undefined, undefined]);
});

test("objects that are changes of one another, or of themselves", async () => {
  const root = await committed({ a: "one\n" });
  const [one, other, lone] = ["1".repeat(40), "2".repeat(40), "3".repeat(40)] as const;
  await addPack(root, "one", one, other);
  await addPack(root, "other", other, one);
  await addPack(root, "lone", lone, lone);
  // git goes round and round in the last one.
  for (const id of [one, other, lone]) expect(ours(root, id)).toBeUndefined();
});
