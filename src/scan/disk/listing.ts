/** Which files a directory has, but for those that git would ignore; and which it should have and has not. */
import { type Dirent, type Stats, lstatSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { reasonOf, type Unread } from "../../files/read.ts";
import type { GitDirectory, UnreadableDirectory } from "../../git/directory.ts";
import { gitDirectoryAround, gitDirectoryIn, readIndexOf } from "../../git/directory.ts";
import { decoded, escaped, type GitIndex, type IndexEntry } from "../../git/index-file.ts";
import { type GitIgnore, isIgnored, readGitIgnore, withInner } from "./gitignore.ts";
import { Work } from "./path-glob.ts";
import { readTextFile } from "../../git/text.ts";
import type { Listing, ClosedFolder, Illegible, UnreadableRepository } from "./listed.ts";

/** Made by tools beside a project's sources, with thousands of files: left out unless git tracks what is in them. */
const SKIPPED = new Set(["node_modules", "work", ".nextflow", ".nf-test", ".lineage"]);

/**
 * What is below a directory. What `.gitignore` files name is left out: those below the directory and, where it is part
 * of a git work tree, those above it and `.git/info/exclude`. As in git they say nothing of tracked files, and nothing of
 * the files of a repository within the repository.
 *
 * A `.gitignore` is believed only where an index says what is tracked: in a folder without one (an archive, a copy, an
 * index that cannot be read, a folder that git tracks nothing of) it may be as foreign as the files that it would hide.
 * There nothing is ignored, and folders that are left out for their name are named.
 *
 * No git program is started: it may be a file of the checkout, refuse a work tree of another owner, or be missing.
 *
 * @param base Real path of the directory.
 */
export function listFiles(base: string): Listing {
  return new Lister(base).list();
}

/** `undefined`: nothing is ignored. */
type Rules = readonly GitIgnore[] | undefined;

class Lister {
  readonly #base: string;
  readonly #git: GitDirectory | UnreadableDirectory | undefined;
  /** Path from the root of the work tree around the base to the base, with a "/" at its end, or "". */
  readonly #above: string;
  readonly #files = new Set<string>();
  readonly #links = new Set<string>();
  readonly #special: string[] = [];
  /** Files and folders that were left out, and that git may track all the same. */
  readonly #leftOut = new Set<string>();
  readonly #skipped: string[] = [];
  readonly #closed: ClosedFolder[] = [];
  readonly #absent: IndexEntry[] = [];
  /** By path. */
  readonly #illegible = new Map<string, Illegible>();
  readonly #unreadable: UnreadableRepository[] = [];
  readonly #unheeded = new Set<string>();
  readonly #work = new Work();
  /** What is tracked, a list a repository. */
  readonly #tracked: (readonly IndexEntry[])[] = [];
  /** Folders of sparse indexes: what is tracked in them is not known. */
  readonly #sparse = new Set<string>();
  readonly #folders: Folders;

  constructor(base: string) {
    this.#base = base;
    this.#folders = new Folders(base);
    this.#git = gitDirectoryAround(base);
    const above = this.#git === undefined ? "" : relative(this.#git.worktree, base).split(sep).join("/");
    this.#above = above === "" ? "" : `${above}/`;
  }

  list(): Listing {
    this.#walk("", this.#git === undefined ? undefined : this.#open(this.#git, ""));
    if (this.#work.isSpent) this.#unheeded.add(".gitignore");
    // The list grows where a submodule that was left out is tracked.
    for (const entries of this.#tracked) {
      for (const entry of entries) if (!this.#files.has(entry.path)) this.#lookFor(entry);
    }
    return {
      files: [...this.#files],
      links: [...this.#links],
      special: this.#special,
      skipped: this.#skipped,
      leftOut: [...this.#leftOut],
      closed: this.#closed,
      absent: this.#absent,
      illegible: [...this.#illegible.values()],
      unreadable: this.#unreadable,
      unheeded: [...this.#unheeded],
    };
  }

  #walk(folder: string, outer: Rules): void {
    const prefix = folder === "" ? "" : `${folder}/`;
    const entries = this.#entriesOf(folder, prefix);
    const rules = this.#rulesOf(folder, entries, outer);
    for (const entry of entries) {
      const { name } = entry;
      if (name === ".git") continue;
      const path = prefix + name;
      const isDirectory = entry.isDirectory();
      if (this.#leavesOut(name, path, isDirectory, rules)) this.#leftOut.add(path);
      else if (isDirectory) this.#walk(path, rules);
      else if (entry.isFile()) this.#files.add(path);
      else if (entry.isSymbolicLink()) this.#links.add(path);
      else this.#special.push(path);
    }
  }

  /** Those with a name that is text. */
  #entriesOf(folder: string, prefix: string): readonly Dirent[] {
    const entries = entriesOf(this.#onDisk(folder));
    if ("why" in entries) {
      this.#closed.push({ folder, ...entries });
      return [];
    }
    if (!entries.some(({ name }) => name.includes("\uFFFD"))) return entries;
    // What is no UTF-8 reads as if it had this character: its bytes tell one from the other.
    const { legible, illegible } = toldApart(this.#onDisk(folder));
    for (const { path, isFolder } of illegible) {
      this.#illegible.set(prefix + path, { path: prefix + path, isFolder });
    }
    return entries.filter(({ name }) => !name.includes("\uFFFD") || legible.delete(name));
  }

  #leavesOut(name: string, path: string, isDirectory: boolean, rules: Rules): boolean {
    if (isDirectory && SKIPPED.has(name)) {
      if (rules === undefined) this.#skipped.push(path);
      return true;
    }
    if (rules === undefined || rules.length === 0 || this.#work.isSpent) return false;
    return isIgnored(rules, this.#above + path, isDirectory, this.#work) && !this.#work.isSpent;
  }

  #rulesOf(folder: string, entries: readonly Dirent[], outer: Rules): Rules {
    let hasIgnore = false;
    let hasGit = false;
    for (const { name } of entries) {
      if (name === ".gitignore") hasIgnore = true;
      else if (name === ".git") hasGit = folder !== "";
    }
    const git = hasGit ? gitDirectoryIn(this.#onDisk(folder)) : undefined;
    // A repository within the repository begins anew.
    const rules = git === undefined ? outer : this.#open(git, folder);
    if (rules === undefined || this.#sparse.has(folder)) return undefined;
    if (!hasIgnore) return rules;
    const own = rulesIn(this.#onDisk(folder), `${this.#above}${folder}`);
    const all = own && withInner(rules, own);
    if (all === undefined) this.#unheeded.add(folder === "" ? ".gitignore" : `${folder}/.gitignore`);
    return all;
  }

  // ── What git knows ────────────────────────────────────────────────────────

  /** What a repository tracks below the base, its work tree being around the base or in a folder below it; its rules. */
  #open(git: GitDirectory | UnreadableDirectory, folder: string): Rules {
    if ("unreadable" in git) return this.#unread(folder, git.unreadable);
    // The checksum is left alone, as git leaves it.
    const index = readIndexOf(git, { checksum: false });
    if ("unreadable" in index) return this.#unread(folder, index.unreadable, index.isAbsent);
    const entries = this.#below(index, folder);
    this.#tracked.push(entries);
    if (index.isSparse) for (const { path, mode } of entries) if (mode === "folder") this.#sparse.add(path);
    if (entries.length === 0) return undefined;
    return folder === "" ? rulesAbove(git, this.#above, this.#work) : excludes(git, `${this.#above}${folder}`);
  }

  #unread(folder: string, reason: string, isAbsent = false): undefined {
    this.#unreadable.push({ folder, reason, ...(isAbsent && { isAbsent }) });
  }

  #below(index: GitIndex, folder: string): readonly IndexEntry[] {
    const place = (entries: readonly IndexEntry[]): readonly IndexEntry[] => {
      if (folder !== "") return entries.map((entry) => ({ ...entry, path: `${folder}/${entry.path}` }));
      return this.#above === "" ? entries : entries.flatMap((entry) => placedBelow(this.#above, entry));
    };
    for (const { path, mode } of place(index.illegible)) {
      this.#illegible.set(path, { path, isFolder: mode === "submodule" || mode === "folder" });
    }
    return place(index.entries);
  }

  /** What is tracked and was not found: it was left out, or the disk does not have it. */
  #lookFor(entry: IndexEntry): void {
    const { path, mode } = entry;
    const stat = this.#folders.has(parentOf(path)) ? statOf(this.#onDisk(path)) : undefined;
    if (mode === "file" || mode === "link") {
      if (stat?.isFile() === true) this.#files.add(path);
      else if (stat?.isSymbolicLink() === true) this.#links.add(path);
      else if (stat === undefined || stat.isDirectory()) this.#absent.push(entry);
      return;
    }
    const isFolder = stat?.isDirectory() === true;
    if (isFolder && this.#isLeftOut(path)) this.#walk(path, undefined);
    if (mode === "folder" || !isFolder || isEmpty(this.#onDisk(path))) this.#absent.push(entry);
  }

  #onDisk(path: string): string {
    return path === "" ? this.#base : `${this.#base}${sep}${path}`;
  }

  #isLeftOut(path: string): boolean {
    return path !== "" && (this.#leftOut.has(path) || this.#isLeftOut(parentOf(path)));
  }
}

/**
 * Which folders are on the disk, and below no link. They are asked for in the order of an index, so that the last one
 * answers for most of the next: however deep and however many, each part of a path is looked at once.
 */
class Folders {
  readonly #base: string;
  /** The last that is one. */
  #found = "";
  /** The last part of a path that is none, with a "/" at its end: nothing is below it. */
  #none: string | undefined;

  constructor(base: string) {
    this.#base = base;
  }

  has(folder: string): boolean {
    if (folder === "") return true;
    const path = `${folder}/`;
    if (this.#none !== undefined && path.startsWith(this.#none)) return false;
    let known = shared(path, this.#found);
    for (let end = path.indexOf("/", known); end !== -1; end = path.indexOf("/", end + 1)) {
      if (statOf(this.#base + sep + path.slice(0, end))?.isDirectory() !== true) {
        this.#none = path.slice(0, end + 1);
        break;
      }
      known = end + 1;
    }
    this.#found = path.slice(0, known);
    return known === path.length;
  }
}

/** Characters that two paths have in common, up to a "/". */
function shared(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.lastIndexOf("/", length - 1) + 1;
}

/** An entry of the work tree around the base, from the base on; one for the base itself where it is part of a folder. */
function placedBelow(above: string, entry: IndexEntry): IndexEntry[] {
  if (entry.path.startsWith(above)) return [{ ...entry, path: entry.path.slice(above.length) }];
  return entry.mode === "folder" && above.startsWith(`${entry.path}/`) ? [{ ...entry, path: "" }] : [];
}

// ── What is ignored ─────────────────────────────────────────────────────────

/** The rules that the work tree has for what is in the base; none where they leave out the base itself. */
function rulesAbove(git: GitDirectory, above: string, work: Work): Rules {
  let rules = excludes(git, "");
  let folder = "";
  for (const name of above.split("/").slice(0, -1)) {
    const inner = rulesIn(join(git.worktree, folder), folder);
    rules = rules && inner && withInner(rules, inner);
    if (rules === undefined) return undefined;
    folder = folder === "" ? name : `${folder}/${name}`;
    if (isIgnored(rules, folder, true, work)) return [];
  }
  return rules;
}

/** `info/exclude` says of the whole work tree what a `.gitignore` at its root would. */
function excludes(git: GitDirectory, folder: string): Rules {
  return rulesOf(folder, readTextFile(git.exclude));
}

/** `path`: the same folder from the root of the work tree around the base. */
function rulesIn(folder: string, path: string): Rules {
  return rulesOf(path.replace(/\/$/, ""), readTextFile(join(folder, ".gitignore")));
}

function rulesOf(folder: string, text: string | undefined): Rules {
  if (text === undefined) return [];
  const read = readGitIgnore(folder, text);
  return read && [read];
}

// ── The disk ────────────────────────────────────────────────────────────────

function entriesOf(folder: string): readonly Dirent[] | Unread {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return reasonOf(error);
  }
}

function isEmpty(folder: string): boolean {
  const entries = entriesOf(folder);
  return "why" in entries || entries.length === 0;
}

/** The names in a folder that are UTF-8, and those that are not, as an index escapes them. */
function toldApart(folder: string): { readonly legible: Set<string>; readonly illegible: readonly Illegible[] } {
  const legible = new Set<string>();
  const illegible: Illegible[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, encoding: "buffer" })) {
    const name = entry.name.toString("latin1");
    const text = decoded(name);
    if (text !== undefined) legible.add(text);
    else illegible.push({ path: escaped(name), isFolder: entry.isDirectory() });
  }
  return { legible, illegible };
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));
