/** What is at hand of a base: from the checkout where a file is the same there, else out of git, else from GitHub. */
import { readlinkSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ConfigurationError } from "../errors.ts";
import { isBelow, realOf } from "../files/inside.ts";
import { readRegularFile, type Unread } from "../files/read.ts";
import { type CommitContent, type CommitEntry, CommitFiles, type CommitListing } from "../git/commit.ts";
import { gitDirectoryIn, readIndexOf } from "../git/directory.ts";
import type { IndexEntry } from "../git/index-file.ts";
import { isIntact } from "../git/object.ts";
import { GitObjects } from "../git/objects.ts";
import { headOf } from "../git/references.ts";
import { sha256 } from "../text/sha256.ts";
import { grouped } from "../text/units.ts";
import type { Checkout } from "./checkout.ts";

/** Where a base is read that the checkout does not have. */
export interface Remote {
  list(): Promise<CommitListing>;
  blob(id: string): Promise<Buffer>;
}

/** A base that can be opened. */
export interface Base {
  /** All its digits. */
  readonly commit: string;
  /** As it was named: `origin/main`. */
  readonly name?: string;
  readonly checkout: Checkout | undefined;
  /** Absent where nobody but the checkout is asked. */
  readonly remote?: Remote | undefined;
  /** What to do so that the checkout has it: a sentence. */
  readonly remedy: string;
}

/** Scanners read no larger file. Bytes. */
const LARGEST = 64 * 1024 * 1024;

/** More files are not asked for one by one: a token of a workflow has 1,000 requests an hour. */
const MOST_REQUESTS = 300;
const AT_ONCE = 8;

/**
 * All files of a base by their paths below a folder.
 *
 * @param root Real path of the folder: in the work tree, or around it.
 * @throws ConfigurationError where the base cannot be listed.
 */
export async function openBase(base: Base, root: string): Promise<BaseContent> {
  const { checkout, commit, remote } = base;
  const listing = (checkout && new CommitFiles(checkout.objects, commit).list()) ?? (await remote?.list());
  if (listing === undefined) {
    throw new ConfigurationError(`The checkout does not have all of the base (${commit.slice(0, 12)}). ${base.remedy}`);
  }
  return new BaseContent(base, realOf(root), listing);
}

/** A base of which parts may still have to be fetched. */
export class BaseContent implements CommitContent {
  readonly entries: readonly CommitEntry[];
  readonly illegible: readonly string[];
  readonly absent: readonly IndexEntry[];
  readonly #root: string;
  readonly #base: Base;
  /** Of the files of submodules: their own. */
  readonly #objects = new Map<CommitEntry, GitObjects>();
  readonly #fetched = new Map<string, Buffer>();
  /** What nobody can give. */
  readonly #lost = new Set<CommitEntry>();
  /** Files that are the same in the checkout. */
  readonly #same = new Set<CommitEntry>();
  /** Whatever is made of it: path to id. */
  readonly #ids: ReadonlyMap<string, string>;
  #idsNow: ReadonlyMap<string, string> | undefined;
  #requests = 0;

  constructor(base: Base, root: string, { entries, illegible }: CommitListing) {
    this.#base = base;
    this.#root = root;
    const worktree = base.checkout?.git.worktree ?? root;
    const hidden = hiddenOf(base.checkout);
    const absent: IndexEntry[] = [];
    const all: CommitEntry[] = [];
    for (const entry of entries) {
      const path = placed(worktree, root, entry.path);
      const left = hidden(entry.path);
      if (path === undefined) continue;
      const own = { ...entry, path };
      if (left !== undefined) absent.push({ ...left, path: placed(worktree, root, left.path) ?? "" });
      else if (entry.kind !== "submodule") all.push(own);
      else if (!this.#addSubmodule(own, all)) absent.push({ path, mode: "submodule", skipped: false });
    }
    this.entries = all;
    this.#ids = idsOf(entries, worktree, root);
    this.illegible = illegible.flatMap((path) => placed(worktree, root, path) ?? []);
    this.absent = [...new Map(absent.map((entry) => [entry.path, entry])).values()];
  }

  /**
   * Whether a file or folder of the base is in the checkout as it was; what is not on the disk, by what is committed.
   *
   * @param now Its path of now.
   */
  isAsItWas(path: string, now: string): boolean {
    const id = this.#ids.get(path);
    const bytes = readRegularFile(join(this.#root, now), LARGEST, "refused");
    if (Buffer.isBuffer(bytes) && id !== undefined) return isIntact({ type: "blob", bytes }, id);
    return isDeepStrictEqual(idsBelow(this.#ids, path), idsBelow(this.#committed(), now));
  }

  bytesOf(entry: CommitEntry): Buffer | Unread | undefined {
    if (this.#lost.has(entry)) return { why: "absent", words: "does not exist" };
    const path = join(this.#root, entry.path);
    const onDisk = entry.kind === "link" ? targetOf(path) : readRegularFile(path, LARGEST, "refused");
    if (Buffer.isBuffer(onDisk) && (this.#same.has(entry) || isIntact({ type: "blob", bytes: onDisk }, entry.id))) {
      this.#same.add(entry);
      return onDisk;
    }
    const objects = this.#objects.get(entry) ?? this.#base.checkout?.objects;
    const found = this.#fetched.get(entry.id) ?? objects?.read(entry.id, LARGEST)?.bytes;
    // Too large for any scanner, whatever the base has there.
    if (found === undefined)
      return onDisk !== undefined && "why" in onDisk && onDisk.why === "too-large" ? onDisk : undefined;
    return Buffer.isBuffer(onDisk) && isPointerTo(found, onDisk) ? onDisk : found;
  }

  /** Fetches of these what is not at hand. `isRead`: whether a file is worth it before anybody asked for it. */
  async fetchFirst(isRead: (path: string) => boolean): Promise<void> {
    if (this.#base.remote === undefined) return;
    const committed = this.#committed();
    const suspects = this.entries.filter((entry) => committed.get(entry.path) !== entry.id && isRead(entry.path));
    await this.fetch(suspects.filter((entry) => this.bytesOf(entry) === undefined));
  }

  /**
   * Fetches what was missed. What no one has of a submodule, which is another repository, counts as not there.
   *
   * @throws ConfigurationError
   */
  async fetch(missing: readonly CommitEntry[]): Promise<void> {
    for (const entry of missing) if (this.#objects.has(entry)) this.#lost.add(entry);
    const ids = [...new Set(missing.flatMap((entry) => (this.#objects.has(entry) ? [] : entry.id)))];
    const { remote, commit, remedy } = this.#base;
    const [first] = missing;
    if (ids.length === 0 || first === undefined) return;
    this.#requests += ids.length;
    if (remote === undefined || this.#requests > MOST_REQUESTS) {
      const most = remote === undefined ? "" : `, more than are asked for one by one (${MOST_REQUESTS})`;
      const what = `${grouped(ids.length)} of its files, ${first.path} the first${most}`;
      throw new ConfigurationError(`The checkout has the base (${commit.slice(0, 12)}) without ${what}. ${remedy}`);
    }
    const left = [...ids];
    const one = async (): Promise<void> => {
      for (let id = left.pop(); id !== undefined; id = left.pop()) {
        const bytes = await remote.blob(id);
        if (!isIntact({ type: "blob", bytes }, id))
          throw new ConfigurationError(`GitHub gave another file for ${id} of the base; try again.`);
        this.#fetched.set(id, bytes);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  }

  /** What the checked-out commit has, which is likely to be at hand: path to id. */
  #committed(): ReadonlyMap<string, string> {
    this.#idsNow ??= this.#listCommitted();
    return this.#idsNow;
  }

  #listCommitted(): ReadonlyMap<string, string> {
    const { checkout } = this.#base;
    const head = checkout && headOf(checkout.git);
    const listing = head === undefined ? undefined : checkout && new CommitFiles(checkout.objects, head).list();
    return idsOf(listing?.entries ?? [], checkout?.git.worktree ?? this.#root, this.#root);
  }

  /** What is in a submodule, out of its own repository. False: it is not checked out. */
  #addSubmodule({ path, id }: CommitEntry, all: CommitEntry[]): boolean {
    const git = gitDirectoryIn(join(this.#root, path));
    if (git === undefined || "unreadable" in git) return false;
    const objects = new GitObjects(git);
    for (const entry of new CommitFiles(objects, id).list()?.entries ?? []) {
      const own = { ...entry, path: `${path}/${entry.path}` };
      if (entry.kind === "submodule") this.#addSubmodule(own, all);
      else {
        this.#objects.set(own, objects);
        all.push(own);
      }
    }
    return true;
  }
}

function idsOf(entries: readonly CommitEntry[], worktree: string, root: string): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap(({ path, id }) => {
      const own = placed(worktree, root, path);
      return own === undefined ? [] : [[own, id] as const];
    }),
  );
}

/** The ids of a file, or of all that is in a folder, by what follows its path. */
function idsBelow(ids: ReadonlyMap<string, string>, path: string): Record<string, string> {
  const all = [...ids].filter(([file]) => file === path || file.startsWith(`${path}/`));
  return Object.fromEntries(all.map(([file, id]) => [file.slice(path.length), id]));
}

const slashed = (way: string): string => way.split(sep).join("/");

/** From the root on, of a path of the work tree; undefined for what is not below the root. */
function placed(worktree: string, root: string, path: string): string | undefined {
  if (worktree === root) return path;
  if (isBelow(root, worktree)) return `${slashed(relative(root, worktree))}/${path}`;
  const prefix = `${slashed(relative(worktree, root))}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** What a sparse checkout leaves out: the entry of the index that says so of a path. */
function hiddenOf(checkout: Checkout | undefined): (path: string) => IndexEntry | undefined {
  const index = checkout && readIndexOf(checkout.git, { checksum: false });
  const entries = index === undefined || "unreadable" in index ? [] : index.entries;
  const files = new Map(entries.flatMap((entry) => (entry.skipped ? [[entry.path, entry] as const] : [])));
  const folders = entries.filter(({ mode }) => mode === "folder");
  return (path) => files.get(path) ?? folders.find((folder) => path.startsWith(`${folder.path}/`));
}

function targetOf(path: string): Buffer | undefined {
  try {
    return readlinkSync(path, { encoding: "buffer" });
  } catch {
    return undefined;
  }
}

/** Whether git has no more of a file than what Git LFS keeps of it elsewhere, and the checkout has the file. */
function isPointerTo(bytes: Buffer, onDisk: Buffer): boolean {
  if (bytes.length > 1024) return false;
  const [, hash] = POINTER.exec(bytes.toString("latin1")) ?? [];
  return hash !== undefined && hash === sha256(onDisk);
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.+\n)*?oid sha256:([0-9a-f]{64})\n/;
