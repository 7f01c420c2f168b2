/** What files were in the commits before: each text that one of them had, by the newest commit that has it so. */
import { NewestFirst } from "./by-date.ts";
import { type Commit, readCommit } from "./object.ts";
import type { GitObjects } from "./objects.ts";

/** No commit has more to say; no folder is larger; and the most of a file. Bytes. */
const LARGEST_COMMIT = 1024 * 1024;
const LARGEST_TREE = 32 * 1024 * 1024;

export interface FileVersion {
  readonly commit: string;
  /** Of its blob. */
  readonly id: string;
}

/** A folder on the way to a file that is looked for, or such a file. */
interface Place {
  /** By names, a character a byte. */
  readonly inner: Map<string, Place>;
  readonly seen: Set<string>;
  readonly versions: FileVersion[];
  /** Of a folder: what was read of it last. */
  last: Buffer;
}

interface Waiting {
  readonly id: string;
  readonly commit: Commit;
}

/**
 * Goes back from a commit on, the newest commit first as `git log` does, no further than somebody asks, and for all files at
 * once: a folder that is known is not read again. A file that had another name before has no versions from then.
 */
export class FileHistory {
  readonly #objects: GitObjects;
  readonly #most: number;
  readonly #root = newPlace();
  readonly #files = new Map<string, Place>();
  readonly #open = new NewestFirst<Waiting>();
  readonly #known = new Set<string>();
  #walked = 0;
  #lacks = false;

  /**
   * @param head Id of the commit to begin with.
   * @param files From the root of the repository, "/" between folders.
   * @param most Commits that are looked at.
   */
  constructor(objects: GitObjects, head: string, { files, most }: { files: Iterable<string>; most: number }) {
    this.#objects = objects;
    this.#most = most;
    for (const file of files) this.#files.set(file, this.#placeOf(file));
    this.#reach(head);
  }

  /** Commits that were looked at so far. */
  get walked(): number {
    return this.#walked;
  }

  /** There are more commits than may be looked at. */
  get isCut(): boolean {
    return this.#walked >= this.#most && this.#open.some(() => true);
  }

  /** The repository does not have all of what was asked for: it is a shallow or partial clone, or damaged. */
  get lacks(): boolean {
    return this.#lacks;
  }

  /** The versions of one file, the newest first. Each is told once. */
  *versionsOf(file: string): Generator<FileVersion> {
    const versions = this.#files.get(file)?.versions ?? [];
    for (let told = 0; ; told++) {
      while (told >= versions.length) if (!this.#step()) return;
      yield versions[told]!;
    }
  }

  /** The bytes of a version; undefined where the repository does not have them, or there are more than `most`. */
  read({ id }: FileVersion, most: number): Buffer | undefined {
    const object = this.#objects.read(id, most);
    if (object === undefined) this.#lacks = true;
    return object?.type === "blob" ? object.bytes : undefined;
  }

  #placeOf(file: string): Place {
    let place = this.#root;
    for (const name of file.split("/")) {
      const key = Buffer.from(name, "utf8").toString("latin1");
      let inner = place.inner.get(key);
      if (inner === undefined) {
        inner = newPlace();
        place.inner.set(key, inner);
      }
      place = inner;
    }
    return place;
  }

  #reach(id: string): void {
    if (this.#known.has(id)) return;
    this.#known.add(id);
    const object = this.#objects.read(id, LARGEST_COMMIT);
    const commit = object && readCommit(object);
    if (commit === undefined) this.#lacks = true;
    else this.#open.put({ id, commit });
  }

  /** Looks at one more commit. False: there is none. */
  #step(): boolean {
    if (this.#walked >= this.#most) return false;
    const next = this.#open.take();
    if (next === undefined) return false;
    this.#walked++;
    this.#visit(next.commit.tree, this.#root, next.id);
    for (const parent of next.commit.parents) this.#reach(parent);
    return true;
  }

  #visit(id: string, place: Place, commit: string): void {
    if (place.seen.has(id)) return;
    place.seen.add(id);
    if (place.inner.size === 0) {
      place.versions.push({ commit, id });
      return;
    }
    const tree = this.#objects.read(id, LARGEST_TREE);
    if (tree === undefined) this.#lacks = true;
    if (tree?.type !== "tree") return;
    const { bytes } = tree;
    const changed = changedPart(place.last, bytes);
    place.last = bytes;
    for (let at = 0; at < changed.end;) {
      const blank = bytes.indexOf(BLANK, at);
      const end = bytes.indexOf(0, blank);
      if (blank === -1 || end === -1) return;
      at = end + 1 + id.length / 2;
      if (at <= changed.start) continue;
      const inner = place.inner.get(bytes.toString("latin1", blank + 1, end));
      if (inner !== undefined) this.#visit(bytes.toString("hex", end + 1, at), inner, commit);
    }
  }
}

const BLANK = 32;

function newPlace(): Place {
  return { inner: new Map(), seen: new Set(), versions: [], last: Buffer.alloc(0) };
}

/** Where a folder is not what it was in the commit looked at before: of thousands of entries a commit changes a few. */
function changedPart(before: Buffer, now: Buffer): { readonly start: number; readonly end: number } {
  const most = Math.min(before.length, now.length);
  const start = longest(most, (length) => now.compare(before, 0, length, 0, length) === 0);
  const same = longest(
    most - start,
    (length) => now.compare(before, before.length - length, before.length, now.length - length, now.length) === 0,
  );
  return { start, end: now.length - same };
}

/** The largest number up to `most` that is right, where all smaller ones are right as well. */
function longest(most: number, isRight: (length: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isRight(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
