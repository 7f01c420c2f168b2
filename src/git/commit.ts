/** The files of one commit. */
import { posix } from "node:path";
import type { Unread } from "../files/read.ts";
import { decoded, escaped, type IndexEntry } from "./index-file.ts";
import type { GitObject, TreeEntry } from "./object.ts";
import { readCommit, readTree } from "./object.ts";
import type { GitObjects } from "./objects.ts";

/** Links that lead to links. */
const DEEPEST = 10;
const LONGEST_PATH = 4096;

/** A folder of a commit is not larger. Bytes. */
const LARGEST_TREE = 32 * 1024 * 1024;

/** No repository has more files: a tree that holds another many times over is not listed to its end. */
const MOST_FILES = 2_000_000;

/** A file, a link or a submodule of a commit. */
export interface CommitEntry {
  /** From the root on, "/" between folders. */
  readonly path: string;
  readonly kind: "file" | "link" | "submodule";
  /** Of its blob; of a submodule that of the commit. */
  readonly id: string;
}

/** All of a commit. */
export interface CommitListing {
  readonly entries: readonly CommitEntry[];
  /** Files whose names are no UTF-8, as an index escapes them. */
  readonly illegible: readonly string[];
}

/** A commit, and as much of it as is at hand. */
export interface CommitContent extends CommitListing {
  /** What the checkout leaves out of the commit, and so a scan of it does not see; it is no entry. */
  readonly absent: readonly IndexEntry[];
  /** The bytes of a file or the target of a link; undefined: not at hand so far. */
  bytesOf(entry: CommitEntry): Buffer | Unread | undefined;
}

/** What stands at a path. "unknown": the repository does not have what it takes to say it. */
export type AtPath = TreeEntry | "absent" | "unknown";

/** A path that goes on in a submodule: what stands there another repository knows. */
export interface InSubmodule {
  readonly kind: "in submodule";
  /** Of the submodule, from the root on. */
  readonly path: string;
  /** The commit of it. */
  readonly id: string;
  /** From there on. */
  readonly rest: string;
}

export class CommitFiles {
  readonly #objects: GitObjects;
  readonly #tree: string | undefined;
  readonly #known = new Map<string, readonly TreeEntry[] | undefined>();

  /** `id`: of a commit, all its digits. */
  constructor(objects: GitObjects, id: string) {
    this.#objects = objects;
    const commit = objects.read(id, LARGEST_TREE);
    this.#tree = commit && readCommit(commit)?.tree;
  }

  /** Whether the commit is there: in a shallow clone it need not be. */
  get isThere(): boolean {
    return this.#tree !== undefined;
  }

  /**
   * What stands at a path, links followed that stay within the commit, those of folders too. `path`: from the root,
   * without "." and "..".
   */
  follow(path: string, depth = 0): AtPath | InSubmodule {
    const names = path.split("/");
    for (let count = 1; ; count++) {
      const front = names.slice(0, count).join("/");
      const found = this.at(front);
      if (typeof found === "string") return found;
      if (found.kind !== "link") {
        if (count === names.length) return found;
        const { kind, id } = found;
        if (kind === "submodule") return { kind: "in submodule", path: front, id, rest: names.slice(count).join("/") };
        continue;
      }
      const target = depth > DEEPEST ? "/" : this.read(found, LONGEST_PATH)?.toString("utf8");
      if (target === undefined) return "unknown";
      const led = behindLink(names.slice(0, count), target, names.slice(count));
      // A link that leads out stays a link: nothing of the commit.
      return led === undefined ? found : this.follow(led, depth + 1);
    }
  }

  /** The names in a folder, links followed. Undefined: there is no such folder. `folder`: as of `follow`; "": the root. */
  namesIn(folder: string): readonly string[] | "unknown" | undefined {
    const found = folder === "" ? this.#root() : this.follow(folder);
    if (found === "unknown") return "unknown";
    if (found === "absent" || found.kind !== "folder") return undefined;
    return this.#entries(found.id)?.map(({ name }) => Buffer.from(name, "latin1").toString("utf8")) ?? "unknown";
  }

  /** `path`: from the root, "/" between folders, without "." and "..". A link is not followed. */
  at(path: string): AtPath {
    let entry = this.#root();
    if (entry === "unknown") return "unknown";
    for (const name of path.split("/")) {
      if (entry.kind !== "folder") return "absent";
      const entries = this.#entries(entry.id);
      if (entries === undefined) return "unknown";
      const found = entries.find((one) => one.name === Buffer.from(name, "utf8").toString("latin1"));
      if (found === undefined) return "absent";
      entry = found;
    }
    return entry;
  }

  /** Undefined where the repository does not have all folders of the commit, or there is no end of them. */
  list(): CommitListing | undefined {
    const entries: CommitEntry[] = [];
    const illegible: string[] = [];
    const walk = (id: string, prefix: string): boolean => {
      const found = this.#entries(id);
      return (
        found?.every(({ name, kind, id: of }) => {
          // git checks out nothing of these names.
          if (REFUSED.test(name)) return true;
          const path = prefix + name;
          if (kind === "folder") return walk(of, `${path}/`);
          const text = decoded(path);
          if (text === undefined) illegible.push(escaped(path));
          else entries.push({ path: text, kind, id: of });
          return entries.length < MOST_FILES;
        }) === true
      );
    };
    return this.#tree !== undefined && walk(this.#tree, "") ? { entries, illegible } : undefined;
  }

  /** The bytes of a file or the target of a link. */
  read({ id }: TreeEntry, most: number): Buffer | undefined {
    const object: GitObject | undefined = this.#objects.read(id, most);
    return object?.type === "blob" ? object.bytes : undefined;
  }

  #root(): TreeEntry | "unknown" {
    return this.#tree === undefined ? "unknown" : { name: "", kind: "folder", id: this.#tree };
  }

  #entries(id: string): readonly TreeEntry[] | undefined {
    if (!this.#known.has(id)) {
      const tree = this.#objects.read(id, LARGEST_TREE);
      this.#known.set(id, tree && readTree(tree, id.length));
    }
    return this.#known.get(id);
  }
}

const REFUSED = /^(?:|\.|\.\.|\.git)$|\//i;

/**
 * The path that a link leads to: `a/link` to `../b`, and `c` behind it, is `b/c`. Undefined where that lies outside, or is
 * the root itself.
 */
export function behindLink(link: readonly string[], target: string, rest: readonly string[]): string | undefined {
  const led = posix.join(...link.slice(0, -1), target, ...rest);
  return target.startsWith("/") || led === "." || led === ".." || led.startsWith("../") ? undefined : led;
}
