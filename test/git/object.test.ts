/** What objects say, and those that are not what git writes: git itself takes them for corrupt, too. */
import { expect, test } from "vitest";
import { readCommit, readTree } from "../../src/git/object.ts";

const ID = "a".repeat(40);
const commit = (text: string): ReturnType<typeof readCommit> =>
  readCommit({ type: "commit", bytes: Buffer.from(text) });
const tree = (...parts: readonly (string | number)[]): ReturnType<typeof readTree> =>
  readTree({ type: "tree", bytes: Buffer.concat(parts.map((part) => Buffer.from(String(part), "latin1"))) }, 40);
const BYTES = "\xaa".repeat(20);

test("a commit without a committer that can be read is of 1970", () => {
  const written = `tree ${ID}\nparent ${ID}\nauthor x <x> 5 +0000\ncommitter x <x> 7 +0000\n\nparent ${ID}\n`;
  expect(commit(written)).toEqual({ tree: ID, parents: [ID], date: 7 });
  expect(commit(`tree ${ID}\ncommitter x\n\nx`)).toEqual({ tree: ID, parents: [], date: 0 });
});

test("a commit without a tree, and what is none", () => {
  expect(commit(`parent ${ID}\n\ntree ${ID}\n`)).toBeUndefined();
  expect(readCommit({ type: "tag", bytes: Buffer.from(`tree ${ID}\n\n`) })).toBeUndefined();
});

test("a tree", () => {
  expect(tree("100644 a b\n\0", BYTES, "40000 c\0", BYTES)).toEqual([
    { name: "a b\n", kind: "file", id: ID },
    { name: "c", kind: "folder", id: ID },
  ]);
});

test.for([
  ["ends within an id", ["100644 a\0", BYTES, "100644 b\0", BYTES.slice(1)]],
  ["ends within a name", ["100644 a\0", BYTES, "100644 b"]],
  ["has an entry without a name", ["100644 a\0", BYTES, "100644\0", BYTES]],
  ["has an entry without a mode", ["file a\0", BYTES]],
] as const)("a tree that %s is none", ([, parts]) => {
  expect(tree(...parts)).toBeUndefined();
});

test("a blob is no tree", () => {
  expect(readTree({ type: "blob", bytes: Buffer.from(`100644 a\0${BYTES}`, "latin1") }, 40)).toBeUndefined();
});
