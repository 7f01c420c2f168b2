/** The files of a checked-out repository. The only file of the scanners that touches the disk. */
import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { ConfigurationError } from "../errors.ts";
import type { ScanOptions, SourceTree } from "../model.ts";
import { readGitIgnore, type IgnoreFile, isIgnored } from "./gitignore.ts";
import { matchesAny } from "./globs.ts";

/** Larger files are data; no tool writes image references that far down. Bytes. */
const LARGEST_FILE = 2 * 1024 * 1024;

/** How much of a file is looked at to tell text from binary, as git does. Bytes. */
const SNIFFED = 8000;

/** Never part of a project's own sources, tracked or not. */
const ALWAYS_SKIPPED = new Set([".git", "node_modules", ".nextflow", ".nf-test", ".lineage"]);

/** Nextflow's work directory: thousands of task folders, left out unless git tracks it. */
const SKIPPED_UNLESS_TRACKED = new Set(["work"]);

/**
 * Lists the files below a directory. Where git knows the directory, its word on what is ignored counts (tracked files,
 * and untracked ones that no `.gitignore` names); otherwise the `.gitignore` files found on the way do. Symbolic
 * links are not listed: their targets are, if they are inside. Files are read when asked for, and not kept.
 *
 * @throws ConfigurationError if the root is no directory that can be read.
 */
export function openRepository(root: string, options: Pick<ScanOptions, "exclude">): SourceTree {
  const base = realRoot(root);
  const excluded = matchesAny(options.exclude);
  const files = (listWithGit(base) ?? [...walk(base, "", [])]).filter((path) => !excluded(path)).sort();
  const listed = new Set(files);
  return { files, read: (path) => (listed.has(path) ? readListed(base, path) : readText(base, path)) };
}

function realRoot(root: string): string {
  try {
    const base = realpathSync(root);
    if (lstatSync(base).isDirectory()) return base;
  } catch {
    // Said below, in the same words.
  }
  throw new ConfigurationError(
    `${root} is not a directory that can be read: name the root of a checked-out repository.`,
  );
}

// ── Listing ─────────────────────────────────────────────────────────────────

/** Undefined where git is not installed, refuses, or does not hold this directory. */
function listWithGit(base: string): string[] | undefined {
  if (!isBelowGit(base)) return undefined;
  const listed = git(base, [
    "ls-files",
    "-z",
    "-t",
    "--stage",
    "--cached",
    "--others",
    "--deleted",
    "--exclude-standard",
  ]);
  // Nothing is also what git says of a directory that the repository around it ignores.
  if (listed === undefined || listed === "") return undefined;
  const files = new Set<string>();
  const gone = new Set<string>();
  for (const entry of listed.split("\0")) {
    const tag = entry[0];
    // "H 100644 <sha> 0<tab>path": in the index; "? path": not; "R …": in the index and no longer on disk; "S …": never was.
    const path = entry.slice(tag === "?" ? 2 : entry.indexOf("\t") + 1);
    if (path === "" || isSkipped(path, tag === "?")) continue;
    if (tag === "R" || tag === "S") gone.add(path);
    const type = tag === "?" ? typeOf(join(base, path)) : typeOfMode(entry.slice(2, 8));
    if (type === "file") files.add(path);
    // A submodule, or a repository inside of this one: git lists its directory only.
    if (type === "directory") for (const inner of walk(base, path.replace(/\/$/, ""), [])) files.add(inner);
  }
  return [...files].filter((path) => !gone.has(path));
}

/** Asked of the disk: to start git only to hear that it is not needed would cost more than the rest of the listing. */
function isBelowGit(base: string): boolean {
  for (let folder = base; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return true;
    if (folder === dirname(folder)) return false;
  }
}

/** Runs git without anything that the repository's own configuration could make it start. */
function git(base: string, args: readonly string[]): string | undefined {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));
  try {
    return execFileSync("git", ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false", ...args], {
      cwd: base,
      env: { ...env, GIT_OPTIONAL_LOCKS: "0" },
      encoding: "utf8",
      maxBuffer: 1024 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined;
  }
}

function* walk(base: string, folder: string, outer: readonly IgnoreFile[]): Generator<string> {
  const pathOf = (name: string): string => (folder === "" ? name : `${folder}/${name}`);
  const entries = entriesOf(join(base, folder));
  const isGoverned = entries.some((entry) => entry.name === ".gitignore");
  const ownRules = isGoverned ? readText(base, pathOf(".gitignore")) : undefined;
  const ignores = ownRules === undefined ? outer : [...outer, readGitIgnore(folder, ownRules)];
  for (const entry of entries) {
    const path = pathOf(entry.name);
    if (isSkipped(entry.name, true) || isIgnored(ignores, path, entry.isDirectory())) continue;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory()) yield* walk(base, path, ignores);
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isSkipped(path: string, untracked: boolean): boolean {
  return path.split("/").some((part) => ALWAYS_SKIPPED.has(part) || (untracked && SKIPPED_UNLESS_TRACKED.has(part)));
}

/** By the mode of git's index, which spares a look at the disk for each of thousands of files. */
function typeOfMode(mode: string): "file" | "directory" | undefined {
  return mode.startsWith("100") ? "file" : mode === "160000" ? "directory" : undefined;
}

function typeOf(path: string): "file" | "directory" | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  return stat.isFile() ? "file" : stat.isDirectory() ? "directory" : undefined;
}

// ── Reading ─────────────────────────────────────────────────────────────────

/** The text of a file that may be anywhere: a link is followed within the root. */
function readText(base: string, path: string): string | undefined {
  try {
    const real = realpathSync.native(join(base, path));
    const inside = relative(base, real);
    if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`)) return undefined;
    return decode(readBytes(real));
  } catch {
    return undefined;
  }
}

/** The text of a file that was listed, and so is no link and below none: nothing needs to be followed. */
function readListed(base: string, path: string): string | undefined {
  try {
    return decode(readBytes(join(base, path)));
  } catch {
    return undefined;
  }
}

/**
 * A byte order mark is left out, so that column 1 is the first character that an editor shows; bytes that are no UTF-8
 * become U+FFFD, one character each place, as in an editor. Undefined for what is no text.
 */
function decode(bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined || bytes.subarray(0, SNIFFED).includes(0)) return undefined;
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}

function readBytes(path: string): Buffer | undefined {
  // Not to wait for a pipe that nobody writes into.
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile() || stat.size > LARGEST_FILE) return undefined;
    const bytes = Buffer.allocUnsafe(stat.size);
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(descriptor, bytes, length, bytes.length - length, length);
      if (read === 0) break;
      length += read;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}
