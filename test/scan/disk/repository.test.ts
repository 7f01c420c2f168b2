import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { ConfigurationError } from "../../../src/errors.ts";
import { listFiles } from "../../../src/scan/disk/listing.ts";
import { openRepository } from "../../../src/scan/index.ts";
import { repositoryOf, scratch } from "../../support/scratch.ts";

const git = (root: string, ...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: root, stdio: "ignore" });
const list = (root: string, exclude: readonly string[] = []) => openRepository(root, { exclude }).files;

const PROJECT = {
  "main.nf": "x",
  "b/z.txt": "x",
  "b/a.txt": "x",
  "B.txt": "x",
  ".hidden/x.yml": "x",
  "node_modules/p/index.js": "x",
  ".nextflow/history": "x",
  "work/ab/cd/.command.sh": "x",
};

test("a directory that is not a git repository", async () => {
  expect(list(await repositoryOf(PROJECT))).toEqual([".hidden/x.yml", "B.txt", "b/a.txt", "b/z.txt", "main.nf"]);
});

test("a git repository: tracked files and untracked ones, but for those it ignores", async () => {
  const root = await repositoryOf({
    ...PROJECT,
    ".gitignore": "*.log\nbuild/\n",
    "a.log": "x",
    "tracked.log": "x",
    "build/x": "x",
    "with space\nand line": "x",
  });
  git(root, "init", "-q");
  git(root, "add", "-f", "main.nf", "tracked.log", "b/a.txt");
  await rm(join(root, "b/a.txt"));
  expect(list(root)).toEqual([
    ".gitignore",
    ".hidden/x.yml",
    "B.txt",
    "b/z.txt",
    "main.nf",
    "tracked.log",
    "with space\nand line",
  ]);
});

test("work/ counts where git tracks it", async () => {
  const root = await repositoryOf({ "work/Dockerfile": "FROM a:1", "work/ab/cd/x": "x" });
  git(root, "init", "-q");
  git(root, "add", "work/Dockerfile");
  expect(list(root)).toEqual(["work/Dockerfile"]);
});

test("a folder of a git repository is listed by itself", async () => {
  const root = await repositoryOf({ "a.txt": "x", "sub/b.txt": "x", "sub/c.log": "x", ".gitignore": "*.log" });
  git(root, "init", "-q");
  git(root, "add", ".");
  expect(list(join(root, "sub"))).toEqual(["b.txt"]);
});

test("a folder that the repository around it ignores is walked", async () => {
  const root = await repositoryOf({ ".gitignore": "sub/", "sub/b.txt": "x" });
  git(root, "init", "-q");
  expect(list(join(root, "sub"))).toEqual(["b.txt"]);
});

test("files of a repository within the repository", async () => {
  const root = await repositoryOf({ "a.txt": "x", "module/b.txt": "x" });
  git(root, "init", "-q");
  git(join(root, "module"), "init", "-q");
  git(join(root, "module"), "add", ".");
  git(join(root, "module"), "commit", "-qm", "x");
  git(root, "add", "a.txt");
  expect(list(root)).toEqual(["a.txt", "module/b.txt"]);
});

test("no program called git runs, and nothing that the repository configures", async () => {
  const evil = "#!/bin/sh\ntouch ran\n";
  const root = await repositoryOf({ "a.txt": "x", "b.log": "x", ".gitignore": "*.log", "evil.sh": evil, git: evil });
  git(root, "init", "-q");
  git(root, "add", "-f", "b.log");
  for (const name of ["evil.sh", "git"]) await chmod(join(root, name), 0o755);
  git(root, "config", "core.fsmonitor", join(root, "evil.sh"));
  vi.stubEnv("PATH", root);
  // Twice: the script, had it run, would have left a file.
  for (const _ of [1, 2]) expect(list(root)).toEqual([".gitignore", "a.txt", "b.log", "evil.sh", "git"]);
  vi.unstubAllEnvs();
});

test("what .gitignore files say, as git takes them", async () => {
  const root = await repositoryOf({
    ".gitignore": "# comment\n*.log\n!keep.log\n/top\nfolder/\nsub/*.tmp\n\\#hash\n**/deep/x\ntrailing  \n",
    "a.log": "x",
    "keep.log": "x",
    "sub/b.log": "x",
    top: "x",
    "sub/top": "x",
    "folder/x": "x",
    "sub/folder": "x",
    "sub/a.tmp": "x",
    "sub/in/a.tmp": "x",
    "#hash": "x",
    "a/b/deep/x": "x",
    "a/b/deep/y": "x",
    "sub/.gitignore": "!b.log\ny*\n",
    "sub/yes": "x",
    yes: "x",
    trailing: "x",
  });
  git(root, "init", "-q");
  git(root, "add", ".gitignore");
  const files = [".gitignore", "a/b/deep/y", "keep.log", "sub/.gitignore", "sub/b.log", "sub/folder", "sub/in/a.tmp"];
  expect(list(root)).toEqual([...files, "sub/top", "yes"]);
});

// Every sort of pattern that gitignore(5) has, and some that only look like one.
const patterns = (
  "a b *.log *.txt build build/ /a /b/ a/b a/* **/a a/** a/**/b !a !*.log !build/ ? [ab] [!a] [^a] [a-b]* \\!d \\#c #c * " +
  "!*/ /* !/a ** **/ */b ab* *b *.n? a**b /a/ !/a/b foo.* [ a[ \\a {a,b} +(a) a/ //a ./a .x .* !.x [[:alpha:]] a\t [a " +
  "\\[a\\] []a] [!]a] **a a** /** /**/b **/a/** !**/b"
).split(" ");
const fileName = fc.constantFrom(..."a b ab a.log b.txt .x build [a] #c !d foo.nf Foo work".split(" "), "x y");
const filePath = fc.array(fileName, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));
const ignoreText = fc.array(fc.constantFrom(...patterns, "x y", "a ", "a\\ "), { minLength: 1, maxLength: 5 });
const runs = Number(process.env["GIT_TREES"] ?? 60);

test(
  "the files that git lists, whatever is ignored, whatever is tracked all the same, and whatever of that is gone",
  { timeout: 60_000 + runs * 500 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(filePath, { minLength: 1, maxLength: 12 }),
        fc.array(filePath, { maxLength: 3 }),
        fc.dictionary(fc.oneof(fc.constant("."), filePath), ignoreText, { minKeys: 1, maxKeys: 3 }),
        ignoreText,
        fc.nat({ max: 2 }),
        async (files, tracked, ignored, exclude, gone) => {
          const root = await realpath(await scratch());
          const put = async (path: string, text: string): Promise<void> => {
            await mkdir(dirname(join(root, path)), { recursive: true }).catch(() => undefined);
            // A name may be taken by a folder already, or stand where a folder would.
            await writeFile(join(root, path), text).catch(() => undefined);
          };
          // Where nothing is tracked nothing is ignored.
          for (const file of ["kept", ...files, ...tracked]) await put(file, "x");
          git(root, "init", "-q");
          for (const [folder, lines] of Object.entries(ignored))
            await put(`${folder}/.gitignore`, `${lines.join("\n")}\n`);
          await put(".git/info/exclude", `${exclude.join("\n")}\n`);
          const there = tracked.filter((path) => existsSync(join(root, path)));
          git(root, "--literal-pathspecs", "add", "-f", "--", "kept", ...there);
          for (const path of there.slice(0, gone)) await rm(join(root, path), { recursive: true, force: true });
          const listed = (...words: readonly string[]) =>
            execFileSync("git", ["ls-files", "-z", ...words], { cwd: root, encoding: "utf8" })
              .split("\0")
              .slice(0, -1);
          const removed = new Set(listed("--deleted"));
          const found = listFiles(root);
          expect([...found.files].sort()).toEqual(
            [
              ...listed("--cached").filter((path) => !removed.has(path)),
              ...listed("--others", "--exclude-standard").filter((path) => !/(^|\/)work\//.test(path)),
            ].sort(),
          );
          expect(found.absent.map(({ path }) => path).sort()).toEqual([...removed].sort());
          await rm(root, { recursive: true });
        },
      ),
      { numRuns: runs, ...(runs === 60 ? { seed: 7 } : {}) },
    );
  },
);

test("excluded files and folders", async () => {
  const root = await repositoryOf({
    "a/b/c.txt": "x",
    "a/d.txt": "x",
    "tests/.x/e.yml": "x",
    "f.md": "x",
    "g/f.md": "x",
  });
  expect(list(root, ["tests/**"])).not.toContain("tests/.x/e.yml");
  expect(list(root, ["tests", "./a/b/"])).toEqual(["a/d.txt", "f.md", "g/f.md"]);
  expect(list(root, ["**/*.md"])).toEqual(["a/b/c.txt", "a/d.txt", "tests/.x/e.yml"]);
  expect(list(root, ["*.md"])).toContain("g/f.md");
});

test("links within the root are followed, those out of it are not", async () => {
  const outside = await repositoryOf({ secret: "s" });
  const root = await repositoryOf({ "real/Dockerfile": "FROM a:1" });
  await symlink("real/Dockerfile", join(root, "Dockerfile"));
  await symlink(join(outside, "secret"), join(root, "out"));
  await symlink(outside, join(root, "dir"));
  await symlink("loop", join(root, "loop"));
  const tree = openRepository(root, { exclude: [] });
  expect(tree.files).toEqual(["Dockerfile", "real/Dockerfile"]);
  expect(tree.read("Dockerfile")).toBe("FROM a:1");
  for (const path of ["out", "dir/secret", "loop", "../secret", "/etc/hostname", ".", ""]) {
    expect(tree.read(path)).toBeUndefined();
  }
});

test("what is text, and what is not", async () => {
  const root = await repositoryOf({
    bom: "\uFEFFFROM a:1",
    invalid: Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x0a]),
    nul: "# a\0b\nFROM a:1",
    binary: Buffer.from([0x61, 0x00, 0x62]),
    utf16: Buffer.from("FROM a:1", "utf16le"),
    little: Buffer.from("\uFEFFFROM a:1", "utf16le"),
    big: Buffer.from("\uFEFFFROM a:1", "utf16le").swap16(),
    utf32: Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]),
    empty: "",
    comments: "# x\n".repeat(1024 * 1024),
    "block.nf": `/*\n${"x\n".repeat(2 * 1024 * 1024)} */\n`,
    larger: "x".repeat(2 * 1024 * 1024 + 1),
    large: Buffer.alloc(8 * 1024 * 1024 + 1, "# x\n"),
    "large.yml": Buffer.alloc(4 * 1024 * 1024 + 1, "# x\n"),
  });
  const tree = openRepository(root, { exclude: [] });
  expect(tree.read("bom")).toBe("FROM a:1");
  expect(tree.read("invalid")).toBe("a\uFFFD\uFFFDb\n");
  expect(tree.read("empty")).toBe("");
  expect(tree.read("nul")).toBe("# a\uFFFDb\nFROM a:1");
  for (const path of ["little", "big"]) expect(tree.read(path)).toBe("FROM a:1");
  for (const path of ["comments", "block.nf"]) expect(tree.read(path)?.length).toBeGreaterThan(4 * 1024 * 1024 - 1);
  for (const path of ["binary", "utf16", "utf32", "larger", "large", "large.yml", "absent"])
    expect(tree.read(path)).toBeUndefined();
  expect(tree.problems?.().map(({ file, why }) => [file, why])).toEqual([
    ["binary", "binary"],
    ["utf16", "binary"],
    ["utf32", "encoding"],
    ["larger", "too-large"],
    ["large", "too-large"],
    ["large.yml", "too-large"],
  ]);
});

test("a pointer of Git LFS stops whatever reads a file of that name", async () => {
  const text = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
  const root = await repositoryOf({ Dockerfile: text, "data.yml": text, "base.config": text });
  const tree = openRepository(root, { exclude: [] });
  for (const path of tree.files) expect(tree.read(path)).toBeUndefined();
  expect(tree.problems?.().map(({ file, kind, why }) => [file, kind, why])).toEqual([
    ["Dockerfile", "abort", "pointer"],
    ["base.config", "abort", "pointer"],
    ["data.yml", "unreadable", "pointer"],
  ]);
});

test("a pipe is not waited for", async () => {
  const root = await repositoryOf({ a: "x" });
  execFileSync("mkfifo", [join(root, "pipe")]);
  const tree = openRepository(root, { exclude: [] });
  expect(tree.files).toEqual(["a"]);
  expect(tree.read("pipe")).toBeUndefined();
});

test("a root that cannot be read is the user's to put right", async () => {
  const root = await scratch();
  expect(() => openRepository(join(root, "absent"), { exclude: [] })).toThrow(ConfigurationError);
  await writeFile(join(root, "file"), "x");
  expect(() => openRepository(join(root, "file"), { exclude: [] })).toThrow(/file is not a directory/);
  await mkdir(join(root, "empty"));
  expect(list(join(root, "empty"))).toEqual([]);
});

test("the beginning of a file of any size: of what has no text nothing is said", async () => {
  const root = await repositoryOf({ "data.json": `{"x":"${"y".repeat(5 * 1024 * 1024)}"}`, "a.json": "{}" });
  await writeFile(join(root, "b.json"), Buffer.alloc(100));
  await symlink("a.json", join(root, "c.json"));
  const tree = openRepository(root, { exclude: [] });
  const beginnings = ["data.json", "a.json", "b.json", "c.json", "none.json"].map((file) =>
    tree.beginning(file)?.slice(0, 4),
  );
  expect(beginnings).toEqual(['{"x"', "{}", undefined, "{}", undefined]);
  expect(tree.problems()).toEqual([]);
});
