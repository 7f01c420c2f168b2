/** The diff, held against git: what `git apply` makes of it is the edited file. */
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdits, type TextEdit } from "../../src/fix/edits.ts";
import { type EditedFile, editedFile, type Original } from "../../src/fix/files.ts";
import { isPatchable, unifiedDiff } from "../../src/fix/patch.ts";
import { indexLines } from "../../src/text/lines.ts";
import { git, gitReading } from "../support/git.ts";
import { scratch } from "../support/scratch.ts";

function original(file: string, text: string, mark = ""): Original {
  return { file, real: `/${file}`, bytes: Buffer.from(mark + text), text, lines: indexLines(text) };
}

const edited = (file: string, text: string, edits: readonly TextEdit[], mark?: string): EditedFile =>
  editedFile(original(file, text, mark), edits);

/** What git makes of the diff. */
async function appliedByGit(files: readonly EditedFile[]): Promise<readonly Buffer[]> {
  const root = await scratch();
  git(root, "init", "-q");
  const paths = files.map(({ original: { file } }) => join(root, file));
  for (const [
    at,
    {
      original: { bytes },
    },
  ] of files.entries()) {
    await mkdir(dirname(paths[at]!), { recursive: true });
    await writeFile(paths[at]!, bytes);
  }
  gitReading(Buffer.from(unifiedDiff(files)).toString("latin1"), root, "apply", "--whitespace=nowarn", "-");
  return Promise.all(paths.map((path) => readFile(path)));
}

const line = fc.string({ unit: fc.constantFrom("a", " ", "\t", "ä", "\r", "+", "-", "\\", "@"), maxLength: 6 });

test("git makes of any file what the edits make of it", async () => {
  const cases = fc.sample(
    fc.record({
      lines: fc.array(line, { maxLength: 30 }),
      isEnded: fc.boolean(),
      mark: fc.constantFrom("", "\uFEFF"),
      cuts: fc.array(fc.tuple(fc.nat(200), fc.nat(5), fc.array(line, { maxLength: 3 }), fc.boolean()), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
    { numRuns: 60, seed: 16 },
  );
  const files = cases.map(({ lines, isEnded, mark, cuts }, number) => {
    const text = lines.join("\n") + (isEnded ? "\n" : "");
    const offsets = cuts.map(([at, length, put, isWhole]) => ({
      start: at % (text.length + 1),
      length,
      replacement: put.join("\n") + (isWhole ? "\n" : ""),
    }));
    let last = 0;
    const edits = offsets
      .sort((a, b) => a.start - b.start)
      .flatMap(({ start, length, replacement }) => {
        if (start < last) return [];
        const end = Math.min(text.length, start + length);
        last = end + 1;
        return { start, end, replacement };
      });
    return edited(`file ${number}.txt`, text, edits, mark);
  });
  const changed = files.filter((file) => !file.bytes.equals(file.original.bytes));
  const made = await appliedByGit(changed);
  expect(made.map((bytes) => bytes.toString("latin1"))).toEqual(changed.map(({ bytes }) => bytes.toString("latin1")));
});

test("names of files are told as git tells them", async () => {
  const edits = [{ start: 0, end: 1, replacement: "b" }];
  const names = ["plain.nf", "with blank.nf", 'quo"te.nf', "back\\slash.nf", "ümlaut.nf", "a/b/c.nf"];
  const files = names.map((name) => edited(name, "a\n", edits));
  expect((await appliedByGit(files)).map(String)).toEqual(names.map(() => "b\n"));
});

test("a diff of one line is what git itself would say", async () => {
  const root = await scratch();
  git(root, "init", "-q");
  const text = Array.from({ length: 30 }, (_, at) => `line ${at}\n`).join("");
  await writeFile(join(root, "a.nf"), text);
  await chmod(join(root, "a.nf"), 0o644);
  git(root, "add", ".");
  const edits = ["line 3", "line 9", "line 20", "line 29"].map((found) => {
    const start = text.indexOf(`${found}\n`);
    return { start, end: start + found.length, replacement: found === "line 20" ? "new\nnewer" : "new" };
  });
  await writeFile(join(root, "a.nf"), applyEdits(text, edits));
  const theirs = git(root, "diff")
    .replace(/^index .*\n/m, "")
    .replaceAll(/^(@@ .* @@).*$/gm, "$1");
  expect(unifiedDiff([edited("a.nf", text, edits)])).toBe(theirs);
});

test("what a patch cannot say is not in it", () => {
  const edits = [{ start: 0, end: 1, replacement: "b" }];
  const wide = { ...original("wide.yml", "a\n"), bytes: Buffer.from("\uFEFFa\n", "utf16le") };
  const files = [editedFile(wide, edits), edited("new\nline.nf", "a\n", edits)];
  expect(files.map(isPatchable)).toEqual([false, false]);
  expect(unifiedDiff(files)).toBe("");
});
