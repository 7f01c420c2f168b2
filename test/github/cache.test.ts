import { createServer, type IncomingMessage } from "node:http";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { directoryStore } from "../../src/github/cache.ts";

/** Twirp methods and blobs of GitHub's cache service, version 2: an entry is reserved, uploaded, finalised, then visible. */
async function startService() {
  const entries = new Map<string, { bytes: Buffer; done: boolean }>();
  const calls: string[] = [];
  async function serve(request: IncomingMessage): Promise<{ status: number; body?: Buffer | string | undefined }> {
    const body = await buffer(request);
    const url = new URL(request.url ?? "/", base());
    const method = url.pathname.split("/").at(-1) ?? "";
    calls.push(`${request.method} ${method}`);
    if (!url.pathname.startsWith("/blob/")) {
      if (request.headers.authorization !== "Bearer runtime") return { status: 401 };
      return { status: 200, body: JSON.stringify(answer(method, JSON.parse(body.toString("utf8")))) };
    }
    const key = decodeURIComponent(method);
    if (url.searchParams.get("sig") !== "s3cret") return { status: 403 };
    if (request.method === "GET") return { status: 200, body: entries.get(key)?.bytes };
    if (request.headers["x-ms-blob-type"] !== "BlockBlob") return { status: 400 };
    entries.set(key, { bytes: body, done: false });
    return { status: 201 };
  }
  const server = createServer((request, response) => {
    void serve(request).then(({ status, body }) => response.writeHead(status).end(body));
  });
  function base(): string {
    const address = server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  }
  function answer(
    method: string,
    {
      key,
      restore_keys: prefixes = [],
      size_bytes: size,
    }: { key: string; restore_keys?: string[]; size_bytes?: string },
  ) {
    const signed = `${base()}/blob/${encodeURIComponent(key)}?sig=s3cret`;
    const entry = entries.get(key);
    if (method === "CreateCacheEntry")
      return entry === undefined ? { ok: true, signed_upload_url: signed } : { ok: false };
    if (method === "FinalizeCacheEntryUpload") {
      if (entry === undefined || String(entry.bytes.length) !== size) return { ok: false };
      entry.done = true;
      return { ok: true, entry_id: "1" };
    }
    const matched = [...entries].findLast(
      ([name, { done }]) => done && prefixes.some((prefix) => name.startsWith(prefix)),
    )?.[0];
    return matched === undefined
      ? { ok: false }
      : {
          ok: true,
          matched_key: matched,
          signed_download_url: `${base()}/blob/${encodeURIComponent(matched)}?sig=s3cret`,
        };
  }
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { url: base(), calls, entries, close: () => new Promise((done) => server.close(done)) };
}

const entry = `sha256-${"a".repeat(64)}`;
let folder: string;
let service: Awaited<ReturnType<typeof startService>>;
let lines: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "wave-inspect-store-"));
  service = await startService();
  lines = [];
});

afterEach(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

function store(name: string, token = "runtime") {
  const opened = directoryStore(
    join(folder, name),
    { ACTIONS_RESULTS_URL: service.url, ACTIONS_RUNTIME_TOKEN: token },
    (line) => lines.push(line),
  );
  if (opened === undefined) throw new Error("no service");
  return opened;
}

describe("directoryStore", () => {
  it("is not there where the runner offers no service", () => {
    expect(directoryStore(folder, {}, () => {})).toBeUndefined();
    expect(
      directoryStore(folder, { ACTIONS_RESULTS_URL: service.url, ACTIONS_RUNTIME_TOKEN: "" }, () => {}),
    ).toBeUndefined();
  });

  it("brings to a later job what an earlier one kept, byte for byte, and saves only what is new", async () => {
    const bytes = Buffer.from([0, 10, 255, 32, 10]);
    const first = store("first");
    await first.restore();
    await mkdir(join(folder, "first/content-v1"), { recursive: true });
    await writeFile(join(folder, "first/content-v1", entry), bytes);
    await writeFile(join(folder, "first/content-v1/.half-written"), "x");
    await first.save();

    const second = store("second");
    await second.restore();
    expect(await readFile(join(folder, "second/content-v1", entry))).toEqual(bytes);
    await expect(readFile(join(folder, "second/content-v1/.half-written"))).rejects.toThrow("ENOENT");
    service.calls.length = 0;
    await second.save();
    expect(service.calls).toEqual([]);

    await writeFile(join(folder, "second/content-v1", entry.replaceAll("a", "b")), "more");
    await second.save();
    expect(service.entries.size).toBe(2);
    expect(lines).toEqual([]);
  });

  it.each([
    ["../../escape 1\nx", "a name that climbs"],
    ["content-v1/x 99999999999\nx", "a size out of bounds"],
    ["no newline", "no entry at all"],
  ])("refuses an archive of somebody else's: %j (%s)", async (archive) => {
    service.entries.set("wave-inspect-content-v1-evil", { bytes: gzipSync(archive), done: true });
    await store("victim").restore();
    expect(lines).toEqual(["The cache could not be restored: it is no archive of this action."]);
    await expect(readFile(join(folder, "escape"))).rejects.toThrow("ENOENT");
  });

  it("says what failed, without the signature, and goes on", async () => {
    await store("x", "wrong").restore();
    expect(lines).toEqual([
      expect.stringMatching(/^The cache could not be restored: 127\.0\.0\.1:\d+ answered 401\.$/),
    ]);
    expect(lines.join()).not.toContain("s3cret");
  });
});
