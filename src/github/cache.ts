import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";

/**
 * A directory that outlives the job, in GitHub's cache service (version 2: the Twirp methods of
 * `github.actions.results.api.v1.CacheService`, as @actions/cache calls them; it would bring an Azure client with it).
 *
 * What is kept is addressed by digest and hashed again by whoever reads it, so that a cache that somebody else wrote
 * can be useless but not wrong. Whatever fails here is a line in the log: the run is only slower.
 */
export interface DirectoryStore {
  restore(): Promise<void>;
  /** Does nothing where the directory holds nothing new. */
  save(): Promise<void>;
}

const PREFIX = "wave-inspect-content-v1-";
const VERSION = createHash("sha256").update("wave-inspect archive 1").digest("hex");
/** Bytes of the archive, unpacked. */
const LARGEST = 128 * 1024 * 1024;

type Environment = Readonly<Record<string, string | undefined>>;

/** Undefined where the runner offers no such service. */
export function directoryStore(
  directory: string,
  env: Environment,
  log: (message: string) => void,
): DirectoryStore | undefined {
  const [url, token] = [env["ACTIONS_RESULTS_URL"], env["ACTIONS_RUNTIME_TOKEN"]];
  if (url === undefined || url === "" || token === undefined || token === "") return undefined;
  let restored = "";

  async function call(method: string, body: object): Promise<Readonly<Record<string, unknown>>> {
    const { bytes } = await exchange(new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, url), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    const answer: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof answer === "object" && answer !== null ? { ...answer } : {};
  }

  async function attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log(`The cache could not be ${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  return {
    restore: () =>
      attempt("restored", async () => {
        const answer = await call("GetCacheEntryDownloadURL", {
          key: PREFIX,
          restore_keys: [PREFIX],
          version: VERSION,
        });
        const source = answer["signed_download_url"];
        if (answer["ok"] !== true || typeof source !== "string") return;
        const { bytes } = await exchange(new URL(source), { method: "GET" });
        await unpack(await promisify(gunzip)(bytes, { maxOutputLength: LARGEST }), directory);
        restored = keyOf(await listFiles(directory));
      }),
    save: () =>
      attempt("saved", async () => {
        const files = await listFiles(directory);
        const key = keyOf(files);
        if (files.length === 0 || key === restored) return;
        const answer = await call("CreateCacheEntry", { key, version: VERSION });
        const target = answer["signed_upload_url"];
        // Not ok: another job is saving the same files at this moment.
        if (answer["ok"] !== true || typeof target !== "string") return;
        const archive = await promisify(gzip)(await pack(files, directory));
        await exchange(new URL(target), { method: "PUT", headers: { "x-ms-blob-type": "BlockBlob" }, body: archive });
        await call("FinalizeCacheEntryUpload", { key, size_bytes: String(archive.length), version: VERSION });
      }),
  };
}

/** The same files give the same key; entries of the service cannot be changed. */
function keyOf(files: readonly string[]): string {
  return PREFIX + createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 32);
}

interface Request {
  readonly method: "GET" | "POST" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** One request through the runner's proxy, if it has one. The URL's query is a secret: no message shows it. */
async function exchange(url: URL, request: Request): Promise<{ readonly bytes: Buffer }> {
  const { EnvHttpProxyAgent, fetch } = await import("undici");
  const dispatcher = new EnvHttpProxyAgent();
  try {
    const response = await fetch(url, {
      ...request,
      dispatcher,
      redirect: "error",
      signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok) throw new Error(`${url.host} answered ${response.status}.`);
    return { bytes: Buffer.from(await response.arrayBuffer()) };
  } finally {
    await dispatcher.close();
  }
}

// ── The archive: for each file a line with its name and size, then its bytes ─

const ENTRY_NAME = /^[a-z0-9-]{1,40}\/[a-z0-9-]{1,160}$/;

/** `folder/file`, sorted; files that are still being written have a leading dot and do not fit the pattern. */
async function listFiles(directory: string): Promise<string[]> {
  if (!existsSync(directory)) return [];
  const names = await readdir(directory, { recursive: true });
  return names
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => ENTRY_NAME.test(name))
    .toSorted();
}

async function pack(files: readonly string[], directory: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (const name of files) {
    const bytes = await readFile(join(directory, name));
    parts.push(Buffer.from(`${name} ${bytes.length}\n`), bytes);
  }
  return Buffer.concat(parts);
}

async function unpack(archive: Buffer, directory: string): Promise<void> {
  for (let at = 0; at < archive.length;) {
    const end = archive.indexOf("\n", at);
    const [name = "", size = ""] = archive.toString("utf8", at, end < 0 ? at : end).split(" ");
    if (end < 0 || !ENTRY_NAME.test(name) || !/^\d{1,9}$/.test(size))
      throw new Error("it is no archive of this action.");
    const start = end + 1;
    at = start + Number(size);
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), archive.subarray(start, at));
  }
}
