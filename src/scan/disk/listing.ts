/** Which files a directory has, but for those that git would ignore. */
import { existsSync, lstatSync, readdirSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { type GitIgnore, isIgnored, readGitIgnore } from "./gitignore.ts";
import { readTextFile } from "./text-file.ts";

/** Never part of a project's own sources, tracked or not. */
const ALWAYS_SKIPPED = new Set([".git", "node_modules", ".nextflow", ".nf-test", ".lineage"]);

/** Nextflow's work directory: thousands of task folders, left out unless git tracks it. */
const SKIPPED_UNLESS_TRACKED = new Set(["work"]);

/**
 * The regular files below a directory, "/" between folders, in no order. Symbolic links are not listed: their targets
 * are, if they are inside. What `.gitignore` files name is left out: those below the directory and, where it is part of
 * a git work tree, those above it and `.git/info/exclude`. As in git they say nothing of tracked files, and nothing of
 * the files of a repository within the repository.
 *
 * The disk is asked and not git: to start it costs more than to list a small repository, and it looks at every file of a
 * large one. It is asked what it tracks only where something is ignored.
 *
 * @param base Real path of the directory.
 */
export function listFiles(base: string): string[] {
  const worktree = worktreeOf(base);
  const listing: Listing = {
    base,
    above: worktree === undefined ? "" : above(worktree, base),
    files: [],
    ignored: new Set(),
  };
  walk(listing, "", worktree === undefined ? [] : rulesAbove(worktree, base));
  if (worktree === undefined || listing.ignored.size === 0) return listing.files;
  return [...listing.files, ...trackedBelow(listing)];
}

interface Listing {
  readonly base: string;
  /** Path from the root of the work tree to the base with a "/" at its end, or "". */
  readonly above: string;
  readonly files: string[];
  /** Files and folders that were left out, and that git may track all the same. */
  readonly ignored: Set<string>;
}

function walk(listing: Listing, folder: string, outer: readonly GitIgnore[]): void {
  const entries = entriesOf(join(listing.base, folder));
  const has = (name: string): boolean => entries.some((entry) => entry.name === name);
  // A repository within the repository begins anew.
  let rules = folder !== "" && has(".git") ? [] : outer;
  if (has(".gitignore")) rules = [...rules, ...rulesIn(join(listing.base, folder), `${listing.above}${folder}`)];
  for (const entry of entries) {
    const { name } = entry;
    const isDirectory = entry.isDirectory();
    if (ALWAYS_SKIPPED.has(name) || !(isDirectory || entry.isFile())) continue;
    const path = folder === "" ? name : `${folder}/${name}`;
    const isLeftOut = SKIPPED_UNLESS_TRACKED.has(name) || isIgnored(rules, `${listing.above}${path}`, isDirectory);
    if (isLeftOut) listing.ignored.add(path);
    else if (isDirectory) walk(listing, path, rules);
    else listing.files.push(path);
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

// ── What git knows ──────────────────────────────────────────────────────────

/** The innermost work tree that a directory is part of. */
function worktreeOf(base: string): string | undefined {
  for (let folder = base; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

function above(worktree: string, base: string): string {
  const path = relative(worktree, base).split(sep).join("/");
  return path === "" ? "" : `${path}/`;
}

/** The rules that the work tree has for what is in the base; none where they leave out the base itself. */
function rulesAbove(worktree: string, base: string): readonly GitIgnore[] {
  const exclude = readTextFile(join(commonFolder(join(worktree, ".git")), "info", "exclude"));
  let rules = exclude === undefined ? [] : [readGitIgnore("", exclude)];
  let folder = "";
  for (const name of above(worktree, base).split("/").slice(0, -1)) {
    rules = [...rules, ...rulesIn(join(worktree, folder), folder)];
    folder = folder === "" ? name : `${folder}/${name}`;
    if (isIgnored(rules, folder, true)) return [];
  }
  return rules;
}

/** `path`: the same folder from the root of the work tree. */
function rulesIn(folder: string, path: string): GitIgnore[] {
  const text = readTextFile(join(folder, ".gitignore"));
  return text === undefined ? [] : [readGitIgnore(path.replace(/\/$/, ""), text)];
}

/** `.git` itself, or what it leads to in a linked work tree or a submodule (gitrepository-layout(5)). */
function commonFolder(git: string): string {
  const pointed = /^gitdir: (.+)$/m.exec(readTextFile(git) ?? "")?.[1];
  if (pointed === undefined) return git;
  const folder = isAbsolute(pointed) ? pointed : resolve(dirname(git), pointed);
  const common = readTextFile(join(folder, "commondir"))?.trim();
  return common === undefined ? folder : resolve(folder, common);
}

/** The tracked files among those left out, as far as they are on the disk and below no link. */
function trackedBelow({ base, ignored }: Listing): string[] {
  return trackedFiles(base).filter((path) => {
    const parts = path.split("/");
    if (parts.some((part) => ALWAYS_SKIPPED.has(part))) return false;
    if (!parts.some((_, index) => ignored.has(parts.slice(0, index + 1).join("/")))) return false;
    const file = join(base, path);
    return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true && realpathSync(file) === file;
  });
}

/** Nothing where git is not installed or refuses. It runs nothing that the repository's own configuration could make it start. */
function trackedFiles(base: string): string[] {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));
  const args = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "ls-files", "-z", "--cached"];
  // Loaded here: most checkouts hold nothing that is ignored.
  const { stdout } = process.getBuiltinModule("node:child_process").spawnSync("git", args, {
    cwd: base,
    env: { ...env, GIT_OPTIONAL_LOCKS: "0" },
    encoding: "utf8",
    maxBuffer: 1024 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return (stdout ?? "").split("\0").filter((path) => path !== "");
}
