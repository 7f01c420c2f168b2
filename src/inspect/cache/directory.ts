/** Content kept from run to run in a directory. */
import { mkdirSync } from "node:fs";
import { lstat, readdir, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { isUnread, readRegularFile } from "../../files/read.ts";
import { sweep, writeWholeSoon } from "../../files/write.ts";
import type { ContentCache } from "./index.ts";
import { digestOf, isCheckable } from "../oci/digest.ts";

/** No manifest and no config is larger. Bytes. */
const LARGEST_ENTRY = 16 * 1024 * 1024;

/** Changes with the layout, so that an old directory is ignored and not misread. */
const LAYOUT = "content-v1";

export interface CacheLimits {
  /** Bytes of all entries together. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Default 20,000. */
  readonly maxEntries?: number;
}

/**
 * A directory with one file an entry, named by its digest: `content-v1/sha256-<hex>`. Several runs may share it:
 * files appear whole (written aside and renamed) and are never changed. The directory is made on first use.
 */
export function createDirectoryCache(directory: string, limits: CacheLimits = {}): ContentCache {
  return new DirectoryCache(join(directory, LAYOUT), limits);
}

class DirectoryCache implements ContentCache {
  readonly #root: string;
  readonly #limits: CacheLimits;
  readonly #put = new Set<string>();
  readonly #writing = new Set<Promise<void>>();
  #listing: Promise<Set<string>> | undefined;
  #isMade = false;

  constructor(root: string, limits: CacheLimits) {
    this.#root = root;
    this.#limits = limits;
  }

  async isWarm(): Promise<boolean> {
    return (await this.#names()).size > 0;
  }

  async get(digest: string): Promise<Uint8Array | undefined> {
    const name = fileName(digest);
    const known = await this.#names();
    if (name === undefined || !known.has(name)) return undefined;
    const path = join(this.#root, name);
    // Whoever may write into the directory may have put anything there: a pipe, a link to a device.
    const bytes = readRegularFile(path, LARGEST_ENTRY, "refused");
    if (!isUnread(bytes) && digestOf(bytes, digest) === digest) {
      const now = new Date();
      await utimes(path, now, now).catch(() => undefined);
      return bytes;
    }
    // A folder stays, and is in nobody's way.
    await rm(path, { force: true }).catch(() => undefined);
    known.delete(name);
    return undefined;
  }

  put(digest: string, bytes: Uint8Array): void {
    const name = fileName(digest);
    if (name === undefined || this.#put.has(name)) return;
    this.#put.add(name);
    const written = this.#write(name, bytes).finally(() => this.#writing.delete(written));
    this.#writing.add(written);
  }

  async close(): Promise<void> {
    await Promise.all(this.#writing);
    const { maxBytes = 64 * 1024 * 1024, maxEntries = 20_000 } = this.#limits;
    if (this.#put.size > 0) await prune(this.#root, maxBytes, maxEntries);
  }

  #names(): Promise<Set<string>> {
    return (this.#listing ??= list(this.#root));
  }

  async #write(name: string, bytes: Uint8Array): Promise<void> {
    try {
      if (!this.#isMade) {
        mkdirSync(this.#root, { recursive: true });
        sweep(this.#root);
      }
      this.#isMade = true;
      await writeWholeSoon(join(this.#root, name), bytes);
    } catch {
      // A full disk or a read-only directory: the next run fetches it again.
    }
  }
}

function fileName(digest: string): string | undefined {
  return isCheckable(digest) ? digest.replace(":", "-") : undefined;
}

async function list(root: string): Promise<Set<string>> {
  return new Set(await entriesIn(root).catch(() => []));
}

/** What is being written is no entry yet. */
async function entriesIn(root: string): Promise<string[]> {
  return (await readdir(root)).filter((name) => !name.startsWith("."));
}

/**
 * Drops the entries that were not used for the longest time. Another run may be at it, too, and what is no entry of ours
 * (a folder) stays: what cannot be looked at or removed keeps nothing else.
 */
async function prune(root: string, maxBytes: number, maxEntries: number): Promise<void> {
  const names = await entriesIn(root).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => ({ name, stat: await lstat(join(root, name)).catch(none) })),
  );
  const files = found.flatMap(({ name, stat }) =>
    stat === undefined || stat.isDirectory() ? [] : [{ name, size: stat.size, mtimeMs: stat.mtimeMs }],
  );
  files.sort((a, b) => b.mtimeMs - a.mtimeMs);
  let bytes = 0;
  for (const [position, { name, size }] of files.entries()) {
    bytes += size;
    if (bytes > maxBytes || position >= maxEntries) await rm(join(root, name), { force: true }).catch(none);
  }
}

const none = (): undefined => undefined;
