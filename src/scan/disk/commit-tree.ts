/** The files of a commit as a tree of files, read as a checkout of it would be. */
import { posix } from "node:path";
import { isUnread, largerThan, type Unread } from "../../files/read.ts";
import type { CommitContent, CommitEntry } from "../../git/commit.ts";
import type { Problem, ScanOptions, SourceTree } from "../../model.ts";
import { matchesAny } from "../../text/globs.ts";
import { gapsOf, unreadFile } from "./gaps.ts";
import type { ReadersOf } from "./links.ts";
import type { Listing } from "./listed.ts";
import { headOf, mostOf, sourceOf } from "./text-file.ts";

export interface CommitTree extends SourceTree {
  /** What was asked for and is not at hand. Until it is, the tree goes on as if it were not there. */
  readonly missing: Set<CommitEntry>;
  /** Whether scanners read files of this name. */
  readonly isSource: (path: string) => boolean;
}

/** Links that lead to links, as the system follows them. */
const MOST_LINKS = 40;

/**
 * @param checkout The files of the checkout that the commit is compared with. It says which paths over links to folders
 * are of interest, and what of the checkout itself cannot be read.
 */
export function openCommit(
  content: CommitContent,
  checkout: SourceTree,
  { exclude }: Pick<ScanOptions, "exclude">,
  readersOf: ReadersOf,
): CommitTree {
  const paths = new Paths(content);
  const isExcluded = matchesAny(exclude);
  const files = filesOf(content, checkout, paths).filter((path) => !isExcluded(path));
  const listed = new Set(files);
  const asked = new Map<string, Unread>();
  return {
    files: files.sort(),
    missing: paths.missing,
    isSource: (path) => readersOf(path) !== "" && !isExcluded(path),
    read(path) {
      const found = paths.bytesAt(path);
      const text = isUnread(found) ? asSource(found, path) : sourceOf(found, path);
      if (typeof text === "string") return text;
      if (listed.has(path) || !["absent", "folder", "outside"].includes(text.why)) asked.set(path, text);
      return undefined;
    },
    beginning(path) {
      const found = paths.bytesAt(path);
      return isUnread(found) ? undefined : headOf(found);
    },
    kindAt(path) {
      if (isExcluded(path) || !paths.isBehindLink(path)) return undefined;
      const found = paths.follow(path);
      if (found === "folder") return "folder";
      return "words" in found && found.why !== "outside" ? undefined : "file";
    },
    problems() {
      const all = [
        ...gapsOf(
          { ...NO_GAPS, ...content, illegible: content.illegible.map(toFile) },
          (path) => readersOf(path) !== "",
        ),
        ...(checkout.problems?.() ?? []).filter((problem) => isOfCheckout(problem, paths)),
        ...[...asked].map(([file, why]) => unreadFile(file, why, readersOf(file))),
      ];
      return all.filter(({ file }) => !isExcluded(file));
    },
    ...(checkout.outside !== undefined && { outside: checkout.outside }),
  };
}

/** What is too large for anything is larger than a source may be. */
function asSource(why: Unread, path: string): Unread {
  return why.why === "too-large" ? largerThan(mostOf(path)) : why;
}

const toFile = (path: string): { path: string; isFolder: boolean } => ({ path, isFolder: false });

const NO_GAPS: Listing = {
  files: [],
  links: [],
  special: [],
  skipped: [],
  leftOut: [],
  closed: [],
  absent: [],
  illegible: [],
  unreadable: [],
  unheeded: [],
};

/** Files, links to files, and what the checkout finds behind a link to a folder. */
function filesOf({ entries }: CommitContent, checkout: SourceTree, paths: Paths): string[] {
  const own = entries.filter(({ path, kind }) => kind === "file" || (kind === "link" && paths.isFile(path)));
  const behind = checkout.files.filter((path) => paths.isBehindLink(path) && paths.isFile(path));
  return [...new Set([...own.map(({ path }) => path), ...behind])];
}

/** What is said of the checkout, and not of what is committed; and of a link that leads out, before and after. */
function isOfCheckout({ file, kind, why }: Problem, paths: Paths): boolean {
  if (kind !== "unreadable") return false;
  if (why === "unknown" || why === "skipped") return true;
  return (why === "outside" || why === "no-file") && paths.leadsOut(file);
}

const ABSENT: Unread = { why: "absent", words: "does not exist" };
const OUTSIDE: Unread = { why: "outside", words: "is a link that leads out of the repository" };
const ENDLESS: Unread = { why: "outside", words: "is a link that leads to no file" };

/** Finds what stands at a path, links followed within the root. */
class Paths {
  readonly missing = new Set<CommitEntry>();
  readonly #content: CommitContent;
  readonly #entries: ReadonlyMap<string, CommitEntry>;
  readonly #folders = new Set<string>(["."]);
  readonly #links: ReadonlySet<string>;

  constructor(content: CommitContent) {
    const { entries } = content;
    this.#content = content;
    this.#entries = new Map(entries.map((entry) => [entry.path, entry]));
    this.#links = new Set(entries.flatMap(({ path, kind }) => (kind === "link" ? path : [])));
    for (const { path } of entries) this.#addFolders(path);
  }

  bytesAt(path: string): Buffer | Unread {
    const found = this.follow(path);
    if (found === "folder") return { why: "folder", words: "is a folder, not a regular file" };
    return "words" in found ? found : this.#bytesOf(found);
  }

  isFile(path: string): boolean {
    const found = this.follow(path);
    return found !== "folder" && "kind" in found && found.kind === "file";
  }

  /** Whether a link of the commit, on the way to a path, leads to nothing of it. */
  leadsOut(path: string): boolean {
    const found = this.isBehindLink(path) ? this.follow(path) : "folder";
    return found !== "folder" && "words" in found;
  }

  isBehindLink(path: string): boolean {
    if (this.#links.size === 0) return false;
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
      if (this.#links.has(path.slice(0, end))) return true;
    }
    return false;
  }

  follow(path: string, depth = 0): CommitEntry | "folder" | Unread {
    const plain = posix.normalize(path).replace(/\/$/, "");
    if (plain === ".." || plain.startsWith("../") || plain.startsWith("/")) return OUTSIDE;
    for (let end = plain.indexOf("/"); this.#links.size > 0; end = plain.indexOf("/", end + 1)) {
      const at = end === -1 ? plain : plain.slice(0, end);
      const link = this.#links.has(at) ? this.#entries.get(at) : undefined;
      if (link !== undefined) {
        const target = depth > MOST_LINKS ? ENDLESS : this.#bytesOf(link);
        if (isUnread(target)) return target;
        const led = target.toString("utf8");
        if (led.startsWith("/")) return OUTSIDE;
        return this.follow(posix.join(posix.dirname(at), led, plain.slice(at.length)), depth + 1);
      }
      if (end === -1) break;
    }
    const entry = this.#entries.get(plain);
    if (entry?.kind === "submodule" || this.#folders.has(plain)) return "folder";
    return entry ?? ABSENT;
  }

  #bytesOf(entry: CommitEntry): Buffer | Unread {
    const bytes = this.#content.bytesOf(entry);
    if (bytes !== undefined) return bytes;
    this.missing.add(entry);
    return ABSENT;
  }

  #addFolders(path: string): void {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const folder = path.slice(0, end);
      if (this.#folders.has(folder)) return;
      this.#folders.add(folder);
    }
  }
}
