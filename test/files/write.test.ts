/** What becomes of a file that is written, and of what killed runs left beside it. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { chmod, mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { appendWhole, sweep, writeWhole } from "../../src/files/write.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { asSomebody } from "../support/user.ts";

const codeOf = (write: () => void): unknown => {
  try {
    write();
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
  return undefined;
};

test("a device is written to, and stays one", () => {
  expect(codeOf(() => writeWhole("/dev/full", "x"))).toBe("ENOSPC");
  expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
});

test("beside a file that may be written nothing can be: it is added to as it is", async () => {
  const root = await repositoryOf({ "folder/file": "one\n" });
  const [folder, file] = [join(root, "folder"), join(root, "folder/file")];
  await chmod(root, 0o755);
  await chmod(file, 0o666);
  await chmod(folder, 0o555);
  asSomebody(() => appendWhole(file, "two\n"));
  await chmod(folder, 0o755);
  expect([readFileSync(file, "utf8"), readdirSync(folder)]).toEqual(["one\ntwo\n", ["file"]]);
});

test("a folder that is not there is said", async () => {
  const folder = join(await scratch(), "absent");
  expect(codeOf(() => appendWhole(join(folder, "file"), "x"))).toBe("ENOENT");
  expect(existsSync(folder)).toBe(false);
});

test("what killed runs left is removed, and what others write is not", async () => {
  const folder = await scratch();
  const ended = spawnSync("true").pid;
  const left = [`.wave-inspect-${ended}-abc.tmp`, `.wave-inspect-${process.pid}-old.tmp`];
  const kept = [
    `.wave-inspect-${process.pid}-new.tmp`,
    // Every system has it, and only root may signal it.
    ".wave-inspect-1-abc.tmp",
    `.wave-inspect-${ended}-abc.txt`,
    `wave-inspect-${ended}-abc.tmp`,
  ];
  for (const name of [...left, ...kept]) await writeFile(join(folder, name), "x");
  await mkdir(join(folder, `.wave-inspect-${ended}-folder.tmp`));
  const hours = Date.now() / 1000 - 2 * 60 * 60;
  await utimes(join(folder, `.wave-inspect-${process.pid}-old.tmp`), hours, hours);
  await chmod(folder, 0o777);
  asSomebody(() => sweep(folder));
  expect(readdirSync(folder)).toEqual([...kept, `.wave-inspect-${ended}-folder.tmp`].toSorted());
});

test("a folder that is not there is swept of nothing", async () => {
  const folder = join(await scratch(), "absent");
  expect(codeOf(() => sweep(folder))).toBeUndefined();
});
