/** Files on the disk: written as a whole, as they were in all else, and only where they are what was scanned. */
import { chmod, chown, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { editedFile, type Original } from "../../src/fix/files.ts";
import { writeFiles } from "../../src/fix/index.ts";
import { indexLines } from "../../src/text/lines.ts";
import { repositoryOf } from "../support/scratch.ts";

const EDIT = { start: 0, end: 1, replacement: "b" };

async function original(root: string, file: string): Promise<Original> {
  const bytes = await readFile(join(root, file));
  const text = bytes.toString();
  return { file, real: join(root, file), bytes, text, lines: indexLines(text) };
}

test("a file keeps its permissions", async () => {
  const root = await repositoryOf({ "run.nf": "a\n" });
  await chmod(join(root, "run.nf"), 0o750);
  expect(writeFiles([editedFile(await original(root, "run.nf"), [EDIT])])).toEqual([]);
  expect(await readFile(join(root, "run.nf"), "utf8")).toBe("b\n");
  expect((await stat(join(root, "run.nf"))).mode & 0o777).toBe(0o750);
});

test.runIf(process.getuid?.() === 0)("root leaves a file to whom it belongs", async () => {
  const root = await repositoryOf({ "run.nf": "a\n" });
  await chown(join(root, "run.nf"), 1000, 1001);
  expect(writeFiles([editedFile(await original(root, "run.nf"), [EDIT])])).toEqual([]);
  expect(await stat(join(root, "run.nf"))).toMatchObject({ uid: 1000, gid: 1001 });
});

test("what is another file by now is left alone, and the others are written", async () => {
  const root = await repositoryOf({
    "same.nf": "a\n",
    "other.nf": "a\n",
    "longer.nf": "a\n",
    "gone.nf": "a\n",
    "link.nf": "a\n",
  });
  const names = ["other.nf", "longer.nf", "gone.nf", "link.nf", "same.nf"];
  const files = await Promise.all(names.map(async (name) => editedFile(await original(root, name), [EDIT])));
  await writeFile(join(root, "other.nf"), "x\n");
  await writeFile(join(root, "longer.nf"), "a\na\n");
  await rm(join(root, "gone.nf"));
  await rm(join(root, "link.nf"));
  await symlink("same.nf", join(root, "link.nf"));
  expect(writeFiles(files)).toEqual(
    names.slice(0, 4).map((file) => ({ file, why: `${file} is another one than was scanned; run again.` })),
  );
  expect(await readFile(join(root, "same.nf"), "utf8")).toBe("b\n");
  expect(await readFile(join(root, "other.nf"), "utf8")).toBe("x\n");
});
