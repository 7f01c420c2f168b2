import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { outsideFiles } from "../../../src/scan/disk/outside.ts";
import { scratch } from "../../support/scratch.ts";

test("files outside are read, links followed, and nothing else is", async () => {
  const base = await scratch();
  await writeFile(join(base, "a.config"), "x = 1\n");
  await writeFile(join(base, "binary.config"), new Uint8Array(200));
  await symlink(join(base, "a.config"), join(base, "link.config"));
  await mkdir(join(base, "folder"));
  const files = outsideFiles(join(base, "link"), base);
  expect(files.roots).toEqual([join(base, "link"), base]);
  expect(
    ["a.config", "link.config", "binary.config", "folder", "gone"].map((name) => files.isFile(join(base, name))),
  ).toEqual([true, true, true, false, false]);
  expect(
    ["a.config", "link.config", "binary.config", "folder", "gone"].map((name) => files.read(join(base, name))),
  ).toEqual(["x = 1\n", "x = 1\n", undefined, undefined, undefined]);
});
