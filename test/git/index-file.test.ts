/** git's index as git itself reads it, and whatever else may stand where an index should. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type GitIndex, type UnreadableIndex, readGitIndex } from "../../src/git/index-file.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { type Tracked, git, gitReading, tracked } from "../support/git.ts";

const readIndex = (root: string) => readGitIndex(readFileSync(join(root, ".git/index")));
const isRead = (index: GitIndex | UnreadableIndex): index is GitIndex => !("unreadable" in index);
const MODES: Readonly<Record<string, string>> = { "10": "file", "12": "link", "16": "submodule", "04": "folder" };

function isUtf8(path: string): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(path, "latin1"));
    return true;
  } catch {
    return false;
  }
}

/** An entry that git lists, in our words. */
const inOurWords = ({ path, mode, skipped }: Tracked) => ({
  path: isUtf8(path)
    ? Buffer.from(path, "latin1").toString("utf8").replace(/\/$/, "")
    : path.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`),
  mode: MODES[mode.slice(0, 2)],
  skipped,
});

const expected = (entries: readonly Tracked[]) => ({
  entries: entries.filter(({ path }) => isUtf8(path)).map(inOurWords),
  illegible: entries.filter(({ path }) => !isUtf8(path)).map(inOurWords),
  isSparse: entries.some(({ mode }) => mode === "040000"),
});

const agrees = (root: string): void => expect(readIndex(root)).toEqual(expected(tracked(root)));

// ── As git reads it ─────────────────────────────────────────────────────────

const part = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom("a", "b", "c.nf", "Dockerfile", ".gitignore", ".gitx", "...", "a b", "-x", "Z"),
  },
  fc.constantFrom(
    "\n",
    '"',
    "\\",
    "\xc3\xa4",
    "\xf0\x9f\x90\xb3",
    "\xff",
    "a\xe4",
    "\xef\xbf\xbd",
    "\xed\xa0\x80",
    "\x7f",
    "~",
  ),
  fc.constantFrom("l".repeat(200), "m".repeat(4090), "n".repeat(4095), "o".repeat(70_000)),
);
const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("/"));
const mode = fc.constantFrom("100644", "100644", "100755", "120000", "160000");
const tree = fc.record({
  hash: fc.constantFrom("sha1", "sha1", "sha256"),
  version: fc.constantFrom("2", "3", "4"),
  entries: fc.array(fc.tuple(mode, fc.constantFrom(0, 0, 0, 0, 1, 2, 3), path), { maxLength: 40 }),
  /** Real files, which a sparse checkout may leave out. */
  files: fc.uniqueArray(fc.tuple(fc.constantFrom("p", "q", "r", "p/s", "t/u"), fc.constantFrom("x", "y", "z")), {
    maxLength: 6,
    selector: ([folder, name]) => `${folder}/${name}`,
  }),
  intended: fc.boolean(),
  sparse: fc.option(fc.constantFrom("p", "q", "t")),
  sparseIndex: fc.boolean(),
  skipped: fc.nat({ max: 3 }),
  assumed: fc.boolean(),
  skipHash: fc.boolean(),
});

async function made(root: string, shape: typeof tree extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
  git(root, "init", "-q", `--object-format=${shape.hash}`);
  for (const [folder, name] of shape.files) {
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, folder, name), name);
  }
  if (shape.files.length > 0) {
    git(root, "add", ".");
    git(root, "commit", "-qm", "x");
    if (shape.sparse !== null) {
      git(
        root,
        "sparse-checkout",
        "set",
        "--cone",
        shape.sparseIndex ? "--sparse-index" : "--no-sparse-index",
        shape.sparse,
      );
    }
  }
  const oid = "1".repeat(shape.hash === "sha1" ? 40 : 64);
  // Nothing below the real folders, which a sparse index may not have.
  const lines = shape.entries.map(([mode, stage, path]) => `${mode} ${oid} ${stage}\te/${path}\0`);
  if (lines.length > 0) gitReading(lines.join(""), root, "update-index", "-z", "--index-info");
  const there = tracked(root);
  const marked = there
    .filter(({ path, stage }) => stage === "0" && path.startsWith("e/"))
    .map(({ path }) => `${path}\0`)
    .slice(0, shape.skipped);
  if (marked.length > 0) gitReading(marked.join(""), root, "update-index", "-z", "--skip-worktree", "--stdin");
  if (marked.length > 0 && shape.assumed) {
    gitReading(marked.join(""), root, "update-index", "-z", "--assume-unchanged", "--stdin");
  }
  if (shape.intended) {
    await writeFile(join(root, "intended"), "x");
    git(root, "add", "-N", "--sparse", "intended");
  }
  if (there.length === 0 && !shape.intended) git(root, "read-tree", "--empty");
  else {
    git(root, "-c", `index.skipHash=${shape.skipHash}`, "update-index", "--index-version", shape.version);
  }
}

const runs = Number(process.env["GIT_TREES"] ?? 60);

test("an index says what git ls-files says, of random trees", { timeout: 30_000 + runs * 500 }, async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (shape) => {
      const root = await scratch();
      await made(root, shape);
      expect(readIndex(root)).toEqual(expected(tracked(root)));
      await rm(root, { recursive: true });
    }),
    { numRuns: runs, ...(runs === 60 ? { seed: 11 } : {}) },
  );
});

test.each(["2", "3", "4"])("version %s, with links, submodules and what is only meant to be added", async (version) => {
  const root = await repositoryOf({ "a/b.txt": "x", "a/c.txt": "x", "d.txt": "x", later: "x" });
  git(root, "init", "-q");
  git(root, "add", "a", "d.txt");
  git(root, "add", "-N", "later");
  gitReading(
    `120000 ${"1".repeat(40)} 0\tlink\n160000 ${"1".repeat(40)} 0\tsub\n`,
    root,
    "update-index",
    "--index-info",
  );
  git(root, "update-index", "--skip-worktree", "a/c.txt");
  git(root, "update-index", "--index-version", version);
  expect(readIndex(root)).toEqual({
    entries: [
      { path: "a/b.txt", mode: "file", skipped: false },
      { path: "a/c.txt", mode: "file", skipped: true },
      { path: "d.txt", mode: "file", skipped: false },
      { path: "later", mode: "file", skipped: false },
      { path: "link", mode: "link", skipped: false },
      { path: "sub", mode: "submodule", skipped: false },
    ],
    illegible: [],
    isSparse: false,
  });
  expect(readFileSync(join(root, ".git/index"))[7]).toBe(version === "4" ? 4 : 3);
  agrees(root);
});

test("each path of a conflict once", async () => {
  const root = await repositoryOf({ a: "1", b: "1" });
  git(root, "init", "-q");
  git(root, "add", ".");
  git(root, "commit", "-qm", "x");
  git(root, "checkout", "-qb", "other");
  await writeFile(join(root, "a"), "2");
  git(root, "commit", "-qam", "x");
  git(root, "checkout", "-q", "main");
  await writeFile(join(root, "a"), "3");
  git(root, "commit", "-qam", "x");
  expect(() => git(root, "merge", "-q", "other")).toThrow("Command failed");
  const index = readIndex(root);
  expect(isRead(index) && index.entries.map(({ path }) => path)).toEqual(["a", "b"]);
  agrees(root);
});

test("a sparse index: what is left out is a folder", async () => {
  const root = await repositoryOf({ "in/a": "x", "out/b": "x", "out/deep/c": "x", "out-too/d": "x", e: "x" });
  git(root, "init", "-q");
  git(root, "add", ".");
  git(root, "commit", "-qm", "x");
  git(root, "sparse-checkout", "set", "--cone", "--sparse-index", "in");
  expect(readIndex(root)).toEqual({
    entries: [
      { path: "e", mode: "file", skipped: false },
      { path: "in/a", mode: "file", skipped: false },
      { path: "out-too", mode: "folder", skipped: true },
      { path: "out", mode: "folder", skipped: true },
    ],
    illegible: [],
    isSparse: true,
  });
  agrees(root);
});

test("a split index is not read, and says so; one made whole again is", async () => {
  for (const hash of ["sha1", "sha256"]) {
    const root = await repositoryOf({ a: "x", b: "x" });
    git(root, "init", "-q", `--object-format=${hash}`);
    git(root, "add", ".");
    git(root, "update-index", "--split-index");
    expect(readIndex(root)).toEqual({ unreadable: expect.stringContaining("split index") });
    git(root, "update-index", "--no-split-index");
    agrees(root);
  }
});

test("what git adds for speed is passed over", async () => {
  const root = await repositoryOf({ "a/b": "x", c: "x" });
  git(root, "init", "-q");
  git(root, "add", ".");
  git(root, "-c", "index.threads=2", "update-index", "--untracked-cache", "--force-untracked-cache");
  git(root, "status");
  git(root, "commit", "-qm", "x");
  git(root, "update-index", "--fsmonitor");
  const bytes = readFileSync(join(root, ".git/index"));
  for (const name of ["TREE", "UNTR", "FSMN"]) expect(bytes.includes(name)).toBe(true);
  agrees(root);
});

// ── What is no index ────────────────────────────────────────────────────────

interface Made {
  readonly path: string;
  readonly mode?: number;
  readonly flags?: number;
  readonly more?: number;
}

/** An index that git may never write, of version 2 or 3, with a checksum that is right. */
function indexOf(entries: readonly Made[], extensions = "", count = entries.length, version = 3): Buffer {
  const header = Buffer.from("DIRC\0\0\0\0\0\0\0\0", "latin1");
  header.writeUInt32BE(version, 4);
  header.writeUInt32BE(count, 8);
  return sealed(Buffer.concat([header, ...entries.map(entryOf), Buffer.from(extensions, "latin1")]));
}

function entryOf({ path, mode = 0o100644, flags = 0, more }: Made): Buffer {
  const start = more === undefined ? 62 : 64;
  const entry = Buffer.alloc((start + path.length + 8) & ~7);
  entry.writeUInt32BE(mode, 24);
  entry.writeUInt16BE(flags | Math.min(path.length, 0xfff) | (more === undefined ? 0 : 0x4000), 60);
  if (more !== undefined) entry.writeUInt16BE(more, 62);
  entry.write(path, start, "latin1");
  return entry;
}

const sealed = (content: Buffer): Buffer => Buffer.concat([content, createHash("sha1").update(content).digest()]);

test("an index made by hand is read as git's own", () => {
  expect(readGitIndex(indexOf([{ path: "a" }, { path: "b", more: 0x4000 }], "TREE\0\0\0\u0001x"))).toEqual({
    entries: [
      { path: "a", mode: "file", skipped: false },
      { path: "b", mode: "file", skipped: true },
    ],
    illegible: [],
    isSparse: false,
  });
  expect(readGitIndex(indexOf([]))).toEqual({ entries: [], illegible: [], isSparse: false });
});

test.each([
  ["nothing", Buffer.alloc(0), /too short/],
  ["text", Buffer.from("x".repeat(100)), /not an index of git/],
  ["a version to come", indexOf([], "", 0, 5), /version is 5/],
  ["a count of four thousand million", indexOf([{ path: "a" }], "", 0xffffffff), /entry 2 of 4294967295 is cut off/],
  ["a count that is too small", indexOf([{ path: "a" }, { path: "b" }], "", 1), /extension/],
  ["an extension that must be known", indexOf([], "next\0\0\0\0"), /extension "next", which is not known/],
  ["an extension that is too long", indexOf([], "TREE\0\xff\xff\xff"), /ends within an extension/],
  ["half an extension", indexOf([], "TREE"), /ends within an extension/],
  ["a split index", indexOf([], `link\0\0\0\u0014${"x".repeat(20)}`), /split index/],
  ["the split of an index that is too short", indexOf([], "link\0\0\0\0"), /split index/],
  ["a length that is too great", indexOf([{ path: "a", flags: 0x500 }]), /does not end where it should/],
  [
    "a length that is too small",
    indexOf([{ path: "abc", flags: 0 }].map((entry) => ({ ...entry, path: "ab\0c" }))),
    /would not track/,
  ],
  ["a path that never ends", indexOf([{ path: "b", flags: 0xfff }], "x".repeat(80)), /does not end|extension/],
  ["a file that is none", indexOf([{ path: "a", mode: 0o010000 }]), /not a file, link, submodule or folder/],
  ["flags to come", indexOf([{ path: "a", more: 0x8000 }]), /flags that are not known/],
  ["a folder without its slash", indexOf([{ path: "a", mode: 0o040000 }]), /would not track/],
  ["an entry without a path", indexOf([{ path: "" }]), /entry without a path/],
  ["paths out of order", indexOf([{ path: "b" }, { path: "a" }]), /entry 2 of 2 is not in the order/],
  ["bytes that were changed", Buffer.concat([indexOf([{ path: "a" }]).subarray(0, -1), Buffer.from("x")]), /checksum/],
])("no index: %s", (_, bytes, reason) => {
  expect(readGitIndex(bytes)).toEqual({ unreadable: expect.stringMatching(reason) });
});

test.each(
  [
    "/",
    "/etc/passwd",
    "a//b",
    "a/",
    ".",
    "..",
    "../a",
    "a/../b",
    "a/..",
    "./a",
    "a/.",
    ".git",
    ".git/config",
    "a/.GIT/x",
    "a/.git",
  ].concat("a\0b"),
)("a path that would lead out: %j", (path) => {
  expect(readGitIndex(indexOf([{ path }]))).toEqual({ unreadable: expect.stringContaining("would not track") });
});

test("without its checksum compared, an index that is otherwise in order is read", () => {
  const bytes = Buffer.concat([indexOf([{ path: "a" }]).subarray(0, -1), Buffer.from("x")]);
  expect(readGitIndex(bytes, { checksum: false })).toEqual({
    entries: [{ path: "a", mode: "file", skipped: false }],
    illegible: [],
    isSparse: false,
  });
});

test("a checksum of zeros is none", () => {
  const bytes = Buffer.concat([indexOf([{ path: "a" }]).subarray(0, -20), Buffer.alloc(20)]);
  expect(isRead(readGitIndex(bytes))).toBe(true);
});

test("the end missing, wherever it is cut", () => {
  const whole = indexOf([{ path: "a/b" }, { path: "c", more: 0x4000 }], "TREE\0\0\0\u0002xy");
  for (let length = 0; length < whole.length; length++) {
    expect(readGitIndex(sealed(whole.subarray(0, length)))).toBeDefined();
    expect(readGitIndex(whole.subarray(0, length))).toEqual({ unreadable: expect.any(String) });
  }
});

/** Of version 4: cuts so much off the path before, and adds the text. */
function compressed(cut: readonly number[], text: string): Buffer {
  const bytes = Buffer.alloc(62);
  bytes.writeUInt32BE(0o100644, 24);
  bytes.writeUInt16BE(0xfff, 60);
  return Buffer.concat([bytes, Buffer.from(cut), Buffer.from(`${text}\0`, "latin1")]);
}

test("version 4: a path of a megabyte that each entry would share", () => {
  const count = 50_000;
  const header = Buffer.from("DIRC\0\0\0\u0004\0\0\0\0", "latin1");
  header.writeUInt32BE(count + 1, 8);
  const bomb = [
    header,
    compressed([0], "a".repeat(1_000_000)),
    ...Array.from({ length: count }, () => compressed([0], "b")),
  ];
  // 50 GB if each were built.
  expect(readGitIndex(sealed(Buffer.concat(bomb)))).toEqual({ unreadable: expect.stringContaining("proportion") });
  // What is shared may be neither more than there is nor a number without end.
  header.writeUInt32BE(1, 8);
  for (const cut of [[1], [0x80, 0], Array.from({ length: 5000 }, () => 0xff)]) {
    const bytes = sealed(Buffer.concat([header, compressed(cut, "a")]));
    expect(readGitIndex(bytes)).toEqual({ unreadable: expect.stringContaining("shares more") });
  }
});

test("bytes changed at random: it does not throw, and never gives a path that leads out", async () => {
  const seeds = await Promise.all(
    ["2", "4"].flatMap((version) =>
      ["sha1", "sha256"].map(async (hash) => {
        const root = await repositoryOf({
          "a/b.txt": "x",
          "a/c/d.txt": "x",
          "\u00e4.txt": "x",
          [`${"l".repeat(180)}/x`]: "x",
        });
        git(root, "init", "-q", `--object-format=${hash}`);
        git(root, "add", ".");
        git(root, "commit", "-qm", "x");
        git(root, "update-index", "--skip-worktree", "a/b.txt");
        git(root, "update-index", "--index-version", version);
        return readFileSync(join(root, ".git/index"));
      }),
    ),
  );
  const change = fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(0, 0xff, 0x2f, 0x2e, 0x80), fc.nat({ max: 255 })));
  const cut = fc.option(fc.tuple(fc.nat(), fc.nat({ max: 64 })));
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.array(change, { maxLength: 6 }), cut, (seed, changes, cut) => {
      const bytes = Buffer.from(seed);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      const at = (cut?.[0] ?? 0) % bytes.length;
      const mutated = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + (cut?.[1] ?? 0))]);
      const index = readGitIndex(mutated, { checksum: false });
      if (!isRead(index)) return;
      for (const { path } of [...index.entries, ...index.illegible]) {
        expect(path).not.toMatch(/^\/|\0|(^|\/)(\.git|\.\.?)?(\/|$)/i);
      }
    }),
    { numRuns: Number(process.env["INDEX_MUTATIONS"] ?? 20_000) },
  );
});
