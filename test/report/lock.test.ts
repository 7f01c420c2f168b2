/** What `lock` says of an image that is one file, and of one of which nobody said anything. */
import { expect, test } from "vitest";
import { mergeLock } from "../../src/lock/merge.ts";
import type { Observed } from "../../src/lock/observe.ts";
import type { LockedFile } from "../../src/model.ts";
import { lockText } from "../../src/report/lock.ts";
import { locked, lockOf } from "../lock/make.ts";

const nothing = { written: [], processes: [], files: [], scenarios: [] };

function said(images: Readonly<Record<string, Observed>>): readonly string[] {
  const seen = { images: new Map(Object.entries(images)), outside: new Map() };
  const merged = mergeLock(lockOf({}), seen, { update: false, prune: false });
  return lockText({ file: "containers.lock", isWritten: true, seen, merged }).split("\n").slice(1, -1);
}

test.for<[LockedFile, string]>([
  [{ format: "sif", sha256: "ab".repeat(32), size: 5 }, `sha256 ${"ab".repeat(32)}`],
  [{ format: "sif", architecture: "linux/arm64" }, "a file, linux/arm64"],
  [{ format: "squashfs" }, "a file"],
])("a file is told by its sum, else by what its header has: %j", ([file, words]) => {
  expect(said({ "https://r.example/x.sif": { usage: nothing, image: locked({ file }) } })).toEqual([
    `  added      https://r.example/x.sif (${words})`,
  ]);
});

test("an image that nobody was asked about is not known", () => {
  expect(said({ "quay.io/a/b:1": { usage: nothing } })).toEqual(["  not known  quay.io/a/b:1: nobody said what it is"]);
});
