/** Which lock the base of a change is held against. */
import { realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { baseNamed, openBase } from "../../src/base/index.ts";
import { lockOfBase } from "../../src/changed/lock.ts";
import { readLock } from "../../src/lock/read.ts";
import { writeLock } from "../../src/lock/write.ts";
import type { HeldLock } from "../../src/model.ts";
import { digestOf, locked, lockOf } from "../lock/make.ts";
import { git } from "../support/git.ts";
import { repositoryOf } from "../support/scratch.ts";

const text = (letter: string): string =>
  writeLock(lockOf({ "quay.io/acme/tool:1.0": locked({ digest: digestOf(letter) }) }));
const ours: HeldLock = {
  file: "containers.lock",
  path: "containers.lock",
  lock: readLock(text("b"), "containers.lock"),
  mode: "warn",
  by: "lock",
};

/** What the base is held against, of which this is the lock; null: it has none. */
async function ofBase(content: string | Buffer | null, held: HeldLock = ours) {
  const root = await realpath(await repositoryOf(content === null ? { a: "" } : { "containers.lock": content }));
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "base");
  await writeFile(join(root, "containers.lock"), text("b"));
  const base = await openBase(baseNamed(root, "HEAD"), root);
  return lockOfBase(base, held);
}

test("its own", async () => {
  expect(await ofBase(text("a"))).toEqual({
    file: "containers.lock",
    lock: readLock(text("a"), "x"),
    mode: "warn",
    by: "lock",
  });
});

test("none where it has none, or none that can be read", async () => {
  for (const content of [null, "{", Buffer.from([0xff, 0xfe, 0, 0])]) {
    expect(await ofBase(content, { ...ours, isRemoved: true })).toEqual({
      file: "containers.lock",
      lock: undefined,
      mode: "warn",
      by: "lock",
    });
  }
});

test("the same where somebody typed it", async () => {
  const { path: _, ...typed } = ours;
  expect(await ofBase(text("a"), typed)).toEqual(typed);
});
