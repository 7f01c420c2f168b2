import { mkdirSync } from "node:fs";
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ContentCache } from "./index.ts";
import { digestOf, isCheckable } from "../oci/digest.ts";

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
  let listing: Promise<Set<string>> | undefined;
  const names = (): Promise<Set<string>> => (listing ??= list(root));
  const put = new Set<string>();
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
    async isWarm() {
      return (await names()).size > 0;
    },
    async get(digest) {
      const name = fileName(digest);
      const known = await names();
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
      if (name === undefined || put.has(name)) return;
      put.add(name);
      const written = write(name, bytes).finally(() => writing.delete(written));
      writing.add(written);
    },
    async close() {
      await Promise.all(writing);
      if (put.size > 0) await prune(root, maxBytes, maxEntries);
    },
  };
}

function fileName(digest: string): string | undefined {
  return isCheckable(digest) ? digest.replace(":", "-") : undefined;
}

async function list(root: string): Promise<Set<string>> {
  const names = await readdir(root).catch(() => []);
  return new Set(names.filter((name) => !name.startsWith(".")));
}

/** Drops the entries that were not used for the longest time. */
async function prune(root: string, maxBytes: number, maxEntries: number): Promise<void> {
  try {
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
