import { mkdirSync, readdirSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { digestOf, isCheckable } from "./registry/digest.ts";

/** Bytes by digest, kept from run to run. Nothing is ever kept by tag: a tag says something else tomorrow. */
export interface ContentCache {
  /** True where it holds anything: then a HEAD before a GET pays off. */
  readonly isWarm: boolean;
  /** The bytes, hashed again on the way out; undefined where they are not there or no longer what they were. */
  get(digest: string): Promise<Uint8Array | undefined>;
  /** Keeps bytes that were verified. A cache that cannot be written is only slower. */
  put(digest: string, bytes: Uint8Array): void;
  /** Waits for what is still to be written, and drops the oldest entries above the size limit. */
  close(): Promise<void>;
}

export const noCache: ContentCache = {
  isWarm: false,
  get: () => Promise.resolve(undefined),
  put: () => undefined,
  close: () => Promise.resolve(),
};

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
  const { maxBytes = 64 * 1024 * 1024, maxEntries = 20_000 } = limits;
  const root = join(directory, LAYOUT);
  const known = new Set(list(root));
  const isWarm = known.size > 0;
  const writing = new Set<Promise<void>>();
  let made = false;

  async function write(name: string, bytes: Uint8Array): Promise<void> {
    try {
      if (!made) mkdirSync(root, { recursive: true });
      made = true;
      const aside = join(root, `.${name}.${process.pid}`);
      await writeFile(aside, bytes);
      await rename(aside, join(root, name));
    } catch {
      // A full disk or a read-only directory: the next run fetches it again.
    }
  }

  return {
    isWarm,
    async get(digest) {
      const name = fileName(digest);
      if (name === undefined || !known.has(name)) return undefined;
      const path = join(root, name);
      try {
        const bytes = await readFile(path);
        if (digestOf(bytes, digest) === digest) {
          const now = new Date();
          await utimes(path, now, now).catch(() => undefined);
          return bytes;
        }
        await rm(path, { force: true });
      } catch {
        // Gone since the directory was listed.
      }
      known.delete(name);
      return undefined;
    },
    put(digest, bytes) {
      const name = fileName(digest);
      if (name === undefined || known.has(name)) return;
      known.add(name);
      const written = write(name, bytes).finally(() => writing.delete(written));
      writing.add(written);
    },
    async close() {
      await Promise.all(writing);
      await prune(root, maxBytes, maxEntries);
    },
  };
}

function fileName(digest: string): string | undefined {
  return isCheckable(digest) ? digest.replace(":", "-") : undefined;
}

function list(root: string): string[] {
  try {
    return readdirSync(root).filter((name) => !name.startsWith("."));
  } catch {
    return [];
  }
}

/** Drops the entries that were not used for the longest time. */
async function prune(root: string, maxBytes: number, maxEntries: number): Promise<void> {
  try {
    await mkdir(root, { recursive: true });
    const files = await Promise.all(
      (await readdir(root)).map(async (name) => {
        const { size, mtimeMs } = await stat(join(root, name));
        return { name, size, mtimeMs };
      }),
    );
    files.sort((a, b) => b.mtimeMs - a.mtimeMs);
    let bytes = 0;
    for (const [position, { name, size }] of files.entries()) {
      bytes += size;
      if (bytes > maxBytes || position >= maxEntries) await rm(join(root, name), { force: true });
    }
  } catch {
    // Another run is at it, or the directory cannot be read: nothing depends on it.
  }
}
