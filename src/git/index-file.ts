/** What git tracks, as its index file says it: gitformat-index(5), versions 2 to 4. No git program is asked. */
import { sep } from "node:path";
import { quote } from "../text/quote.ts";

export interface GitIndex {
  /** In the order of the index, each path once however many stages a conflict has of it. */
  readonly entries: readonly IndexEntry[];
  /** Entries whose paths are no UTF-8. In these paths each byte beyond ASCII is written `\xHH`: no file is found by them. */
  readonly illegible: readonly IndexEntry[];
  /** Whether there are entries of folders. */
  readonly isSparse: boolean;
}

export interface IndexEntry {
  /** From the root of the work tree, "/" between folders and none at the end. */
  readonly path: string;
  readonly mode: EntryMode;
  /** Marked skip-worktree: a sparse checkout leaves it out of the work tree. */
  readonly skipped: boolean;
}

/** `folder`: of a sparse index, which stands for all that the folder holds. */
export type EntryMode = "file" | "link" | "submodule" | "folder";

export interface UnreadableIndex {
  /** Why, in words that follow "its index cannot be read:". */
  readonly unreadable: string;
  /** There is none yet: nothing is tracked, so nothing can be missing. */
  readonly isAbsent?: boolean;
}

export interface ReadOptions {
  /**
   * Whether the checksum is compared. It is by default. git itself leaves it to `git fsck`, and to load node:crypto
   * takes longer than to read most indexes.
   */
  readonly checksum?: boolean;
}

/**
 * Reads an index, of which every byte may be hostile: whatever it holds, this neither throws nor takes more time and
 * memory than a few times its size. It is read in full or not at all.
 */
export function readGitIndex(bytes: Buffer, options: ReadOptions = {}): GitIndex | UnreadableIndex {
  const text = bytes.toString("latin1");
  const sha1 = new IndexReader(bytes, text, SHA1).read();
  // Nothing in the file says which hash its repository uses. One is 12 bytes longer: with the wrong one no entry fits.
  const sha256 = isRead(sha1) ? undefined : new IndexReader(bytes, text, SHA256).read();
  if (sha256 !== undefined && !isRead(sha256)) {
    return !isIntact(bytes, SHA1) && isIntact(bytes, SHA256) ? sha256 : sha1;
  }
  if (options.checksum !== false && !isIntact(bytes, sha256 === undefined ? SHA1 : SHA256)) {
    return { unreadable: "its checksum is not that of its content" };
  }
  return sha256 ?? sha1;
}

const isRead = (result: GitIndex | UnreadableIndex): result is GitIndex => !("unreadable" in result);

// ── Both hashes ─────────────────────────────────────────────────────────────

interface Hash {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

const SHA1: Hash = { name: "sha1", size: 20 };
const SHA256: Hash = { name: "sha256", size: 32 };

/** With `index.skipHash` git writes zeros for the checksum. */
function isIntact(bytes: Buffer, { name, size }: Hash): boolean {
  const end = bytes.length - size;
  if (end < 0) return false;
  const trailer = bytes.subarray(end);
  if (trailer.every((byte) => byte === 0)) return true;
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash(name).update(bytes.subarray(0, end)).digest().equals(trailer);
}

// ── One reading ─────────────────────────────────────────────────────────────

/** Of an entry: ten numbers of four bytes, the name of the object after them, and two bytes of flags. */
const NUMBERS = 40;
const MODE_AT = 24;
const HEADER = 12;

const EXTENDED = 0x4000;
/** Length of the path; a longer one has all these bits set and ends where its NUL is. */
const LENGTH = 0x0fff;
const SKIP_WORKTREE = 0x4000;
const INTENT_TO_ADD = 0x2000;

const MODES: ReadonlyMap<number, EntryMode> = new Map([
  [0o100000, "file"],
  [0o120000, "link"],
  [0o160000, "submodule"],
  [0o040000, "folder"],
]);

/**
 * Version 4 writes what a path does not share with the one before it, so that a file of a megabyte could hold paths of
 * gigabytes. Real ones have paths of at most twice the size of the file.
 */
const PATHS_PER_BYTE = 4;

/** What git has no path with: an empty part, `.`, `..`, `.git`, a NUL; on Windows a backslash, which would divide parts. */
const REFUSED = sep === "\\" ? /\0|\\|(?:^|\/)(?:\.git|\.\.?)?(?:\/|$)/i : /\0|(?:^|\/)(?:\.git|\.\.?)?(?:\/|$)/i;

/** In all paths that have to be looked at again, and in few others: one look for each of many thousands. */
// oxlint-disable-next-line no-control-regex
const UNUSUAL = /[^\x01-\x5b\x5d-\x7f]|\/[./]|^[./]|\/$/;

/** The file is not what git writes. */
class Malformed extends Error {}

/**
 * Where a reading of an index stands. Paths are held a character a byte, which is the order that git sorts them in.
 * They are cut out of the file as one text: that takes a quarter of the time of one decoding a path.
 */
class IndexReader {
  readonly #bytes: Buffer;
  readonly #text: string;
  readonly #hashSize: number;
  /** Where the checksum begins. */
  readonly #end: number;
  readonly #entries: IndexEntry[] = [];
  readonly #illegible: IndexEntry[] = [];
  #version = 0;
  #count = 0;
  /** Of the entry that is read, from 1 on. */
  #number = 0;
  #at = 0;
  #path = "";
  /** Whether an entry has no path: in a split index those that replace one of its other part have none. */
  #nameless = false;
  #isSparse = false;
  /** Characters of all paths. */
  #length = 0;

  constructor(bytes: Buffer, text: string, { size }: Hash) {
    this.#bytes = bytes;
    this.#text = text;
    this.#hashSize = size;
    this.#end = bytes.length - size;
  }

  read(): GitIndex | UnreadableIndex {
    try {
      this.#header();
      for (this.#number = 1; this.#number <= this.#count; this.#number++) this.#entry();
      while (this.#at < this.#end) this.#extension();
      if (this.#nameless) throw new Malformed("it has an entry without a path");
      return { entries: this.#entries, illegible: this.#illegible, isSparse: this.#isSparse };
    } catch (error) {
      if (error instanceof Malformed) return { unreadable: error.message };
      throw error;
    }
  }

  #header(): void {
    if (this.#end < HEADER) throw new Malformed("it is too short for an index of git");
    if (!this.#text.startsWith("DIRC")) throw new Malformed("it is not an index of git");
    this.#version = this.#bytes.readUInt32BE(4);
    if (this.#version < 2 || this.#version > 4) {
      throw new Malformed(`its version is ${this.#version}, and 2 to 4 are known`);
    }
    this.#count = this.#bytes.readUInt32BE(8);
    this.#at = HEADER;
  }

  #entry(): void {
    const start = this.#at;
    const flagsAt = start + NUMBERS + this.#hashSize;
    // The flags, more flags, and one byte of the path.
    if (flagsAt + 2 >= this.#end) throw this.#malformed("is cut off");
    const flags = this.#bytes.readUInt16BE(flagsAt);
    const more = (flags & EXTENDED) === 0 ? 0 : this.#bytes.readUInt16BE(flagsAt + 2);
    if ((more & ~(SKIP_WORKTREE | INTENT_TO_ADD)) !== 0) throw this.#malformed("has flags that are not known");
    // The lower half of the mode: the upper one says nothing.
    const mode = MODES.get(this.#bytes.readUInt16BE(start + MODE_AT + 2) & 0o170000);
    if (mode === undefined) throw this.#malformed("is not a file, link, submodule or folder");
    this.#at = (flags & EXTENDED) === 0 ? flagsAt + 2 : flagsAt + 4;
    const path = this.#name(flags & LENGTH);
    // In versions 2 and 3 an entry fills multiples of eight bytes, with one to eight NULs at its end.
    this.#at = this.#version === 4 ? this.#at + 1 : start + ((this.#at - start + 8) & ~7);
    if (this.#at > this.#end) throw this.#malformed("is cut off");
    this.#add(path, mode, (more & SKIP_WORKTREE) !== 0);
  }

  /** The path that begins here; the reading stands at the NUL after it then. */
  #name(length: number): string {
    const kept = this.#version === 4 ? this.#shared() : "";
    const at = this.#at;
    const end = length === LENGTH ? this.#bytes.indexOf(0, at) : at + length - kept.length;
    if (end < at || end >= this.#end || this.#bytes[end] !== 0) {
      throw this.#malformed("has a path that does not end where it should");
    }
    this.#at = end;
    this.#length += kept.length + end - at;
    if (this.#length > PATHS_PER_BYTE * this.#bytes.length) {
      throw new Malformed("its paths are out of all proportion to its size");
    }
    const written = this.#text.slice(at, end);
    return kept === "" ? written : kept + written;
  }

  /** Of version 4: how much of the path before is cut off its end, as the offset of a pack's delta is written. */
  #shared(): string {
    let byte = this.#bytes.readUInt8(this.#at++);
    let cut = byte & 0x7f;
    while ((byte & 0x80) !== 0 && cut <= this.#path.length) {
      byte = this.#bytes.readUInt8(this.#at++);
      cut = (cut + 1) * 0x80 + (byte & 0x7f);
    }
    if (cut > this.#path.length) throw this.#malformed("shares more with the path before it than that has");
    return this.#path.slice(0, this.#path.length - cut);
  }

  #add(path: string, mode: EntryMode, skipped: boolean): void {
    if (path === "") this.#nameless = true;
    else if (path < this.#path) throw this.#malformed("is not in the order of the paths");
    const isRepeated = path === this.#path;
    this.#path = path;
    // One more stage of a conflict.
    if (isRepeated || path === "") return;
    if (mode !== "folder" && !UNUSUAL.test(path)) this.#entries.push({ path, mode, skipped });
    else this.#addUnusual(path, mode, skipped);
  }

  #addUnusual(path: string, mode: EntryMode, skipped: boolean): void {
    const name = mode === "folder" && path.endsWith("/") ? path.slice(0, -1) : path;
    if (REFUSED.test(name) || (mode === "folder" && name === path)) {
      throw this.#malformed("has a path that git would not track");
    }
    if (mode === "folder") this.#isSparse = true;
    const text = decoded(name);
    if (text === undefined) this.#illegible.push({ path: escaped(name), mode, skipped });
    else this.#entries.push({ path: text, mode, skipped });
  }

  #malformed(how: string): Malformed {
    return new Malformed(`entry ${this.#number} of ${this.#count} ${how}`);
  }

  #extension(): void {
    if (this.#at + 8 > this.#end) throw new Malformed("it ends within an extension");
    const name = this.#text.slice(this.#at, this.#at + 4);
    const start = this.#at + 8;
    const size = this.#bytes.readUInt32BE(this.#at + 4);
    if (start + size > this.#end) throw new Malformed("it ends within an extension");
    if (name === "link") this.#splitIndex(start, size);
    // Those that begin with a capital may be left out. `sdir` says that there are entries of folders, which are seen.
    else if (name !== "sdir" && !/^[A-Z]/.test(name)) {
      throw new Malformed(`it has the extension ${quote(name)}, which is not known`);
    }
    this.#at = start + size;
  }

  /** An index split in two names its other half by its hash; a name of zeros is none. */
  #splitIndex(start: number, size: number): void {
    const other = this.#bytes.subarray(start, start + Math.min(size, this.#hashSize));
    if (other.length === this.#hashSize && other.every((byte) => byte === 0)) return;
    throw new Malformed("it is a split index, of which the other part is not read (git update-index --no-split-index)");
  }
}

/** What UTF-8 makes of a path that is held a character a byte; undefined where it is none. */
export function decoded(name: string): string | undefined {
  const text = Buffer.from(name, "latin1").toString("utf8");
  return text.includes("\uFFFD") && Buffer.from(text).toString("latin1") !== name ? undefined : text;
}

/** A path that is no UTF-8, in a form that can be shown. */
export function escaped(name: string): string {
  return name.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}
