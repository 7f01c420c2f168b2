/** Where git keeps what it knows of a folder: its index and its excludes. No git program is asked. */
import { type Stats, lstatSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { readRegularFile } from "../files/read.ts";
import { type GitIndex, type ReadOptions, type UnreadableIndex, readGitIndex } from "./index-file.ts";
import { readTextFile } from "./text.ts";

/** A work tree and git's files about it: gitrepository-layout(5). */
export interface GitDirectory {
  /** The folder that `.git` stands in. */
  readonly worktree: string;
  readonly index: string;
  /** `info/exclude`, which all work trees of a repository share. */
  readonly exclude: string;
  /** Where `HEAD` of this work tree stands. */
  readonly own: string;
  /** Where objects and references stand, which all work trees of a repository share. */
  readonly common: string;
}

/** A `.git` that leads nowhere, or to the files of another work tree. */
export interface UnreadableDirectory extends UnreadableIndex {
  readonly worktree: string;
}

/** Larger indexes are not read: that of a million files has half of it. Bytes. */
const LARGEST_INDEX = 256 * 1024 * 1024;

/** Of the innermost work tree that a folder is part of, its real path given. */
export function gitDirectoryAround(folder: string): GitDirectory | UnreadableDirectory | undefined {
  for (let worktree = folder; ; worktree = dirname(worktree)) {
    const found = gitDirectoryIn(worktree);
    if (found !== undefined || worktree === dirname(worktree)) return found;
  }
}

/**
 * Of the work tree whose root a folder is, its real path given. As in git a folder `.git` that holds no repository is
 * none, and a file `.git` that leads to none is an error.
 *
 * A folder `.git` is git's own: git checks out nothing of that name. A file or a link of that name may have come with an
 * archive and lead anywhere, and what an index tracks decides what is hidden. So it is followed only to a repository
 * that does not say that it is somebody else's: a linked work tree's folder leads back to its `.git`, that of a submodule
 * names its work tree, and a `.git` elsewhere is the one of the folder around it.
 */
export function gitDirectoryIn(worktree: string): GitDirectory | UnreadableDirectory | undefined {
  const dotGit = join(worktree, ".git");
  const stat = statOf(dotGit);
  if (stat === undefined) return undefined;
  if (stat.isDirectory()) return isRepository(dotGit, dotGit) ? layout(worktree, dotGit, dotGit) : undefined;
  const git = stat.isFile() ? pointedAt(dotGit) : real(dotGit);
  if (git === undefined) return { worktree, unreadable: "its .git leads nowhere" };
  const common = commonFolder(git);
  if (common === undefined || !isRepository(git, common)) {
    return { worktree, unreadable: "its .git leads to no repository" };
  }
  if (!isOf(worktree, git, common))
    return { worktree, unreadable: "its .git leads to the repository of another folder" };
  return layout(worktree, git, common);
}

/**
 * Whether a work tree is that of a submodule: its repository is its own and lies elsewhere, in that of the work tree around
 * it (gitsubmodules(7)). So does one of `git init --separate-git-dir`, and nothing tells it from a submodule.
 */
export function isOfSubmodule({ worktree, own, common }: GitDirectory): boolean {
  return own === common && own !== join(worktree, ".git");
}

/** What a work tree's index holds. */
export function readIndexOf(git: GitDirectory, options?: ReadOptions): GitIndex | UnreadableIndex {
  const bytes = readRegularFile(git.index, LARGEST_INDEX, "refused");
  if (Buffer.isBuffer(bytes)) return readGitIndex(bytes, options);
  const isAbsent = bytes.why === "absent";
  return { unreadable: isAbsent ? "there is none: git tracks nothing yet" : `it ${bytes.words}`, isAbsent };
}

// ── Where .git leads ────────────────────────────────────────────────────────

function layout(worktree: string, git: string, common: string): GitDirectory {
  return { worktree, index: join(git, "index"), exclude: join(common, "info", "exclude"), own: git, common };
}

/** What a file `.git` names. */
function pointedAt(dotGit: string): string | undefined {
  const path = /^gitdir: ([^\n\r]+)[\n\r]*$/.exec(readTextFile(dotGit) ?? "")?.[1];
  return path === undefined ? undefined : real(resolve(dirname(dotGit), path));
}

/** The repository that a linked work tree's folder is part of, which it is in `worktrees/`; else the folder itself. */
function commonFolder(git: string): string | undefined {
  const text = readTextFile(join(git, "commondir"))?.trim();
  if (text === undefined) return git;
  const common = real(resolve(git, text));
  return common !== undefined && dirname(dirname(git)) === common && basename(dirname(git)) === "worktrees"
    ? common
    : undefined;
}

/** As git tells a repository from any other folder. */
function isRepository(git: string, common: string): boolean {
  return (
    statOf(join(git, "HEAD")) !== undefined &&
    statOf(join(common, "objects"))?.isDirectory() === true &&
    statOf(join(common, "refs"))?.isDirectory() === true
  );
}

/** Whether a repository is this work tree's, as far as it says whose it is. */
function isOf(worktree: string, git: string, common: string): boolean {
  if (git !== common) {
    const back = readTextFile(join(git, "gitdir"))?.trim() ?? "";
    return basename(back) === ".git" && isSame(resolve(git, dirname(back)), worktree);
  }
  // With `extensions.worktreeConfig` what is said of one work tree stands in a file of its own.
  const texts = ["config", "config.worktree"].map((name) => readTextFile(join(git, name)) ?? "");
  const last = (name: string): string | undefined => texts.flatMap((text) => settings(text, name)).at(-1);
  const named = last("worktree");
  if (named !== undefined) return isSame(resolve(git, named), worktree);
  if (last("bare")?.toLowerCase() === "true") return false;
  return basename(git).toLowerCase() !== ".git" || dirname(git) === worktree;
}

/** The values that a configuration of git has for a name in a section, as git itself writes them: git-config(1). */
function settings(text: string, name: string, of = "[core]"): string[] {
  let section = "";
  return text.split("\n").flatMap((line) => {
    const words = line.trim();
    if (words.startsWith("[")) section = words.toLowerCase();
    const equals = words.indexOf("=");
    if (section !== of || words.slice(0, equals).trim().toLowerCase() !== name) return [];
    const value = words.slice(equals + 1).trim();
    return [value.replace(/^"(.*)"$/, "$1").replace(/\\(.)/g, "$1")];
  });
}

/** Where `origin` is, as the repository's configuration has it. */
export function originOf({ common }: Pick<GitDirectory, "common">): string | undefined {
  return settings(readTextFile(join(common, "config")) ?? "", "url", '[remote "origin"]').at(-1);
}

const isSame = (path: string, worktree: string): boolean => real(path) === real(worktree);

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
