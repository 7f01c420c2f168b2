import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { createActionsCache } from "../../../src/inspect/cache/actions.ts";
import { packBundle, readBundle } from "../../../src/inspect/cache/bundle.ts";
import { createDirectoryCache } from "../../../src/inspect/cache/directory.ts";
import { multiArch, sha256 } from "../../support/registry/images.ts";
import { startRegistry } from "../../support/registry/index.ts";
import { startCacheService } from "./cache-service.ts";
import { bench } from "../harness.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const ignore = (): void => undefined;

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "wave-inspect-cache-"));
  closing.push(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const entry = (text: string): [digest: string, bytes: Buffer] => [sha256(Buffer.from(text)), Buffer.from(text)];

describe("a directory", () => {
  test("gives back what it was given, in the next run", async () => {
    const folder = scratch();
    const [digest, bytes] = entry("one");
    const first = createDirectoryCache(folder);
    expect(await first.isWarm()).toBe(false);
    expect(await first.get(digest)).toBeUndefined();
    first.put(digest, bytes);
    await first.close();
    const second = createDirectoryCache(folder);
    expect(await second.isWarm()).toBe(true);
    expect(await second.get(digest)).toEqual(bytes);
    await second.close();
  });

  test("drops what was not used for the longest time", async () => {
    const folder = scratch();
    const entries = ["aaaa", "bbbb", "cccc", "dddd"].map(entry);
    const cache = createDirectoryCache(folder);
    for (const [digest, bytes] of entries) cache.put(digest, bytes);
    await cache.close();
    for (const [age, [digest]] of entries.entries()) {
      const then = new Date(Date.now() - (age + 1) * 60_000);
      utimesSync(join(folder, "content-v1", digest.replace(":", "-")), then, then);
    }
    const later = createDirectoryCache(folder, { maxBytes: 12 });
    expect(await later.get(entries[3]?.[0] ?? "")).toBeDefined();
    const [digest, bytes] = entry("eeee");
    later.put(digest, bytes);
    await later.close();
    const kept = new Set(readdirSync(join(folder, "content-v1")));
    expect(kept).toEqual(new Set([digest, entries[0]?.[0], entries[3]?.[0]].map((name) => name?.replace(":", "-"))));
  });

  test("no path leads out of it", async () => {
    const cache = createDirectoryCache(scratch());
    for (const digest of ["sha256:../../etc/passwd", "../x", "sha256:abc", "md5:00", ""]) {
      cache.put(digest, Buffer.from("x"));
      expect(await cache.get(digest)).toBeUndefined();
    }
    await cache.close();
  });

  test("one that cannot be written changes nothing", async () => {
    const file = join(scratch(), "file");
    writeFileSync(file, "");
    const cache = createDirectoryCache(file);
    cache.put(...entry("x"));
    await expect(cache.close()).resolves.toBeUndefined();
  });
});

describe("a bundle", () => {
  test("is what was packed", () => {
    const entries = new Map([entry("one"), entry(""), entry("two\nlines\n")]);
    expect(readBundle(packBundle(entries), 1000)).toEqual(entries);
  });

  test.for([
    ["nothing", Buffer.alloc(0)],
    ["no gzip", Buffer.from("hello")],
    ["a cut one", packBundle([entry("one")]).subarray(0, 20)],
    ["a length that is too large", gzipSync("sha256:00 999999\nx")],
    ["a length that is none", gzipSync("sha256:00 -1\nx")],
    ["no line", gzipSync("x".repeat(1000))],
    ["too much", gzipSync(Buffer.alloc(2000))],
  ] as const)("%s holds nothing", ([, packed]) => {
    expect(readBundle(packed, 1000).size).toBe(0);
  });
});

describe("GitHub's cache service", () => {
  test("carries manifests and configs from one run to the next", async () => {
    const service = await startCacheService();
    closing.push(() => service.close());
    const registry = await startRegistry();
    closing.push(() => registry.close());
    registry.push("a/b", "1", multiArch(["linux/amd64", "linux/arm64"]));
    const run = async () => {
      registry.forget();
      service.calls.length = 0;
      const client = bench();
      const secrets: string[] = [];
      const cache = createActionsCache({
        http: client.http,
        env: service.env,
        log: () => undefined,
        addSecret: (text) => secrets.push(text),
      });
      if (cache === undefined) throw new Error("no cache");
      const { ask, inspector } = bench({ listed: [registry.host], registry: { cache } });
      const inspection = await ask(`${registry.host}/a/b:1`, "config", "linux/arm64");
      await inspector.close();
      await cache.close();
      await client.inspector.close();
      expect(inspection.failure).toBeUndefined();
      expect(secrets).toEqual(["runtime-token"]);
      return registry.requests.map(({ method, kind }) => `${method} ${kind}`);
    };
    expect(await run()).toEqual(["GET manifest", "GET manifest", "GET blob"]);
    expect(service.stored.size).toBe(1);
    expect(await run()).toEqual(["HEAD manifest"]);
    // Nothing is new: nothing is written.
    expect(service.calls).toHaveLength(2);

    for (const [key] of service.stored)
      service.stored.set(key, packBundle([[`sha256:${"0".repeat(64)}`, Buffer.from("wrong")]]));
    expect(await run()).toEqual(["HEAD manifest", "GET manifest", "GET manifest", "GET blob"]);
  });

  test("a bundle beyond 32 MiB keeps what was used first; one that is not given or taken is none", async () => {
    const service = await startCacheService();
    closing.push(() => service.close());
    const { http, inspector } = bench({ retry: { attempts: 1 } });
    closing.push(() => inspector.close());
    const next = () => createActionsCache({ http, env: service.env, log: ignore, addSecret: ignore });
    const big = ["a", "b"].map((letter) => Buffer.alloc(17 * 1024 * 1024, letter));
    const [first = "", second = ""] = big.map(sha256);

    const cache = next();
    cache?.put("md5:00", Buffer.from("x"));
    for (const bytes of big) cache?.put(sha256(bytes), bytes);
    service.isDown = true;
    await cache?.close();
    expect(service.stored.size).toBe(0);
    service.isDown = false;
    await cache?.close();
    expect(service.stored.size).toBe(1);

    const later = next();
    expect((await later?.get(first))?.length).toBe(big[0]?.length);
    expect(await later?.get(second)).toBeUndefined();
    service.isDown = true;
    expect(await next()?.isWarm()).toBe(false);
  });

  test("trouble with it is an empty cache", async () => {
    const service = await startCacheService();
    closing.push(() => service.close());
    const { http, inspector } = bench({ retry: { attempts: 1 } });
    closing.push(() => inspector.close());
    const refused = createActionsCache({
      http,
      env: { ...service.env, ACTIONS_RUNTIME_TOKEN: "other" },
      log: ignore,
      addSecret: ignore,
    });
    expect(await refused?.isWarm()).toBe(false);
    refused?.put(...entry("x"));
    await expect(refused?.close()).resolves.toBeUndefined();
    expect(service.stored.size).toBe(0);
    expect(createActionsCache({ http, env: {}, log: ignore, addSecret: ignore })).toBeUndefined();
  });
});
