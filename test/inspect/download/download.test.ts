/** Files behind a URL, over real HTTP: what is asked, what is read of it, and what each manner of a server means. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { createInspector, inspectAll } from "../../../src/inspect/index.ts";
import type { Inspection, Need } from "../../../src/model.ts";
import {
  endless,
  type FileServer,
  imageFile,
  imageFiles,
  ranged,
  type Serve,
  startFiles,
  status,
  whole,
} from "../../support/files.ts";
import { certificateFor } from "../certificate.ts";

const folder = mkdtempSync(join(tmpdir(), "wave-inspect-download-"));
afterAll(() => rmSync(folder, { recursive: true }));

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serving(table: Readonly<Record<string, Serve>>, ...more: Parameters<typeof startFiles>[1][]) {
  const server = await startFiles(table, ...more);
  closing.push(() => server.close());
  return server;
}

interface Asking {
  readonly via?: "wave" | "registry";
  readonly listed?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

function inspecting({ via = "registry", listed = [], env = {} }: Asking) {
  const inspector = createInspector({
    via,
    env,
    insecureRegistries: listed,
    // Nobody is there: whoever asks Wave about a download fails.
    waveEndpoint: "http://localhost:1",
    userAgent: "wave-inspect/test",
    now: () => new Date("2026-11-24T12:00:00Z"),
    log: () => undefined,
    addSecret: () => undefined,
  });
  closing.push(() => inspector.close());
  return inspector;
}

async function ask(
  server: FileServer,
  path: string,
  platform: string | null = null,
  asking: Asking = {},
): Promise<Inspection> {
  const request = { image: `${server.origin}${path}`, platform, need: "config" as Need };
  return inspecting({ listed: [server.host], ...asking }).inspect(request);
}

const ofUnknownWhole: Serve = (_, response) => {
  response.writeHead(206, { "content-range": "bytes 0-127/*" }).end(imageFile("amd64").subarray(0, 128));
};

const sif = { architecture: "linux/amd64", created: "2024-03-05T06:07:08Z" };

describe.each(["registry", "wave"] as const)("with %s as the inspector", (via) => {
  test("one request for 128 bytes tells architecture, date and size", async () => {
    const server = await serving({ "/x.sif": ranged(imageFile("amd64")) });
    expect(await ask(server, "/x.sif", null, { via })).toEqual({
      request: { image: `${server.origin}/x.sif`, platform: null, need: "config" },
      platforms: ["linux/amd64"],
      download: { size: 36864, sif },
      evidence: {
        via: "download",
        host: server.host,
        verified: false,
        requests: 1,
        observedAt: "2026-11-24T12:00:00.000Z",
        status: 206,
        identity: "anonymous",
      },
    });
    expect(server.requests).toEqual(["GET /x.sif"]);
    expect(server.headers[0]).toMatchObject({ range: "bytes=0-127", "user-agent": "wave-inspect/test" });
  });
});

describe.each([...imageFiles.keys()].filter((name) => name !== "squashfs"))("a SIF for %s", (name) => {
  const told = name === "deterministic" ? "unknown" : name;
  test.each([
    ["with ranges", ranged],
    ["without ranges", whole],
  ])("is told of by a server %s", async (_, serve) => {
    const server = await serving({ "/x.sif": serve(imageFile(name)) });
    const { download, failure } = await ask(server, "/x.sif");
    expect({ failure, size: download?.size }).toEqual({ size: imageFile(name).length });
    expect(download?.sif?.architecture).toBe(told === "unknown" ? undefined : `linux/${told}`);
  });
});

describe("what is served", () => {
  test("without ranges is read as far as it is of use, whoever serves it for ever", async () => {
    const { promise: hungUp, resolve: gone } = Promise.withResolvers<void>();
    const server = await serving({ "/x.sif": endless(imageFile("arm64"), gone) });
    const { download, failure } = await ask(server, "/x.sif");
    expect({ download, failure }).toEqual({ download: { sif: { ...sif, architecture: "linux/arm64" } } });
    await hungUp;
    expect(server.requests).toHaveLength(1);
  });

  test("without ranges has its length in its header", async () => {
    const server = await serving({ "/x.sif": whole(imageFile("amd64")) });
    expect((await ask(server, "/x.sif")).download).toEqual({ size: 36864, sif });
    expect(server.requests).toHaveLength(1);
  });

  test("in 128 bytes and no more ends by itself", async () => {
    const file = Buffer.from(imageFile("squashfs").subarray(0, 128));
    const server = await serving({ "/x.img": whole(file) });
    expect((await ask(server, "/x.img")).download).toEqual({ size: 128, squashfs: { created: sif.created } });
  });

  test("in part of an unknown whole has no size", async () => {
    expect((await ask(await serving({ "/x": ofUnknownWhole }), "/x")).download).toEqual({ sif });
  });

  test("for another platform than was asked for is said to be so, beside what is known", async () => {
    const server = await serving({ "/x.sif": ranged(imageFile("arm")) });
    const { failure, ...known } = await ask(server, "/x.sif", "linux/arm64");
    expect(failure).toEqual({
      state: "platform-missing",
      message: `${server.origin}/x.sif has no image for linux/arm64: it is made for linux/arm/v7 only.`,
    });
    expect(known).toMatchObject({ platforms: ["linux/arm/v7"], download: { size: 36864 } });
    expect((await ask(server, "/x.sif", "linux/arm")).failure).toBeUndefined();
  });

  test("for no platform that is known may be for the one that was asked for", async () => {
    const server = await serving({ "/x.sif": ranged(imageFile("unknown")) });
    const { platforms, failure } = await ask(server, "/x.sif", "linux/arm64");
    expect({ platforms, failure }).toEqual({});
  });
});

const starter = Buffer.concat([Buffer.from("#!/usr/bin/env run-singularity\n"), Buffer.alloc(5000)]);
const page = Buffer.from(`<!DOCTYPE html>${"<p>Please log in.</p>".repeat(50)}`);

describe("what is no image", () => {
  test.each<[string, Serve, string, string, number]>([
    ["what is not there", status(404), "not-found", "HERE is not on HOST.", 404],
    ["what is there no more", status(410, {}, "gone"), "not-found", "HERE is not on HOST (gone).", 410],
    [
      "what is refused",
      status(403, { "content-type": "application/xml" }, "<Code>AccessDenied</Code>"),
      "absent-or-private",
      "HERE does not exist on HOST or is private: it refuses anonymous readers.",
      403,
    ],
    [
      "a long page that says no",
      status(404, {}, "x".repeat(100_000)),
      "not-found",
      `HERE is not on HOST (${"x".repeat(160)}…).`,
      404,
    ],
    [
      "a page that says no and is compressed",
      (_, response) => response.writeHead(404, { "content-encoding": "gzip" }).end(gzipSync(page).subarray(0, 40)),
      "not-found",
      "HERE is not on HOST.",
      404,
    ],
    [
      "a web page in its place",
      whole(page, { "content-type": "text/html; charset=utf-8" }),
      "malformed",
      "HERE is not an image that can be run: HOST sent a web page (text/html) where a SIF begins with its header.",
      200,
    ],
    [
      "a compressed page in its place",
      whole(gzipSync(randomBytes(1000)), { "content-encoding": "gzip", "content-type": "application/json" }),
      "malformed",
      "HERE is not an image that can be run: HOST sent something else (application/json, gzip), 0 bytes of it where a SIF begins with its header.",
      200,
    ],
    [
      "a header that is cut off",
      ranged(imageFile("amd64").subarray(0, 57)),
      "malformed",
      "HERE is not an image that can be run: HOST sent something else (of no stated type), 57 bytes of it where a SIF begins with its header.",
      206,
    ],
    [
      "a whole header of another magic",
      ranged(Buffer.concat([Buffer.alloc(32), Buffer.from("SIF_MAGIX"), Buffer.alloc(87)])),
      "malformed",
      "HERE is not an image that can be run: HOST sent something else (of no stated type) where a SIF begins with its header.",
      206,
    ],
    ["an empty file", ranged(Buffer.alloc(0)), "malformed", "HOST answered 416 when asked for HERE.", 416],
    [
      "a file that is cut off behind its header",
      ranged(imageFile("amd64").subarray(0, 5000)),
      "malformed",
      "HERE is cut off: it has 5000 bytes on HOST, and by its header at least 36864.",
      206,
    ],
    [
      "an old image of another format",
      ranged(starter),
      "unsupported",
      "HERE is an image of a format before SIF, whose first bytes say nothing more.",
      206,
    ],
  ])("%s", async (_, serve, state, message, code) => {
    const server = await serving({ "/x.sif": serve });
    const { failure, evidence, ...rest } = await ask(server, "/x.sif");
    const said = failure?.message.replaceAll(`${server.origin}/x.sif`, "HERE").replaceAll(server.host, "HOST");
    expect({ state: failure?.state, said }).toEqual({ state, said: message });
    expect(evidence).toMatchObject({ via: "download", status: code, requests: 1 });
    expect(Object.keys(rest)).toEqual(["request"]);
  });

  test("a server in trouble is asked again, as everywhere", async () => {
    const server = await serving({ "/x.sif": status(503, { "retry-after": "0" }) });
    const { failure, evidence } = await ask(server, "/x.sif");
    expect([failure?.state, evidence.requests]).toEqual(["server-error", 3]);
  });

  test("no URL at all is nothing to ask for", async () => {
    const { failure, evidence } = await inspecting({}).inspect({ image: "https://", platform: null, need: "config" });
    expect(failure).toEqual({ state: "invalid-reference", message: "https:// is not a URL." });
    expect(evidence).toMatchObject({ via: "none", host: "", requests: 0 });
  });
});

describe("where it lies", () => {
  test("a redirect is followed, over TLS with the certificates of the house, and no login goes along", async () => {
    const certificate = certificateFor(["localhost"]);
    const file = join(folder, "ca.pem");
    writeFileSync(file, certificate.cert);
    const store = await serving({ "/signed?key=secret": ranged(imageFile("amd64")) }, certificate);
    const location = `${store.origin}/signed?key=secret`;
    const server = await serving({ "/x.sif": status(302, { location }) }, certificate);
    const listed = [server.host, store.host];
    const auth = Buffer.from("user:password").toString("base64");
    const auths = Object.fromEntries(listed.map((host) => [host, { auth }]));
    const env = { NODE_EXTRA_CA_CERTS: file, DOCKER_AUTH_CONFIG: JSON.stringify({ auths }) };
    const { download, evidence } = await ask(server, "/x.sif", null, { listed, env });
    expect(download).toEqual({ size: 36864, sif });
    expect(evidence).toMatchObject({
      host: server.host,
      requests: 2,
      notes: [`${server.host} redirected to ${store.host}.`],
    });
    for (const { authorization } of [...server.headers, ...store.headers]) expect(authorization).toBeUndefined();
    expect(store.headers[0]?.range).toBe("bytes=0-127");
  });

  test("a redirect to where nothing is says so, and from where it came", async () => {
    const store = await serving({});
    const server = await serving({ "/x.sif": status(307, { location: `${store.origin}/gone` }) });
    const { failure, evidence } = await ask(server, "/x.sif", null, { listed: [server.host, store.host] });
    expect(failure?.state).toBe("not-found");
    expect(evidence.notes).toEqual([`${server.host} redirected to ${store.host}.`]);
  });

  test.each([
    ["a private address that nobody listed", "http://127.0.0.1:9/x", "configuration"],
    ["another protocol", "ftp://localhost/x", "configuration"],
    ["itself, again and again", "/x.sif", "malformed"],
  ])("a redirect to %s is not followed", async (_, location, state) => {
    const server = await serving({ "/x.sif": status(302, { location }) });
    expect((await ask(server, "/x.sif")).failure?.state).toBe(state);
  });

  test("plain http and private addresses are asked where they are listed only", async () => {
    const server = await serving({ "/x.sif": ranged(imageFile("amd64")) });
    const { failure } = await ask(server, "/x.sif", null, { listed: [] });
    expect(failure).toEqual({
      state: "configuration",
      message: `${server.host} would be asked over plain http; list it under insecure-registries if that is meant.`,
    });
    expect(server.requests).toEqual([]);
  });
});

describe("many questions", () => {
  test("about one file are one request, whatever they ask and wherever in it they point", async () => {
    const server = await serving({ "/x.sif": ranged(imageFile("amd64")) });
    const inspector = inspecting({ listed: [server.host] });
    const image = `${server.origin}/x.sif`;
    const answers = await inspectAll(inspector, [
      { image, platform: null, need: "existence" },
      { image, platform: "linux/amd64", need: "config" },
      { image, platform: "linux/arm64", need: "platforms" },
      { image: `${image}#part`, platform: null, need: "config" },
    ]);
    expect(answers.map(({ failure }) => failure?.state)).toEqual([undefined, undefined, "platform-missing", undefined]);
    expect(server.requests).toEqual(["GET /x.sif"]);
  });

  test("for servers of which one hangs are answered by the others, and queue by server", async () => {
    const silent = await serving({ "/x.sif": () => undefined });
    const server = await serving({ "/x.sif": ranged(imageFile("amd64")) });
    const inspector = inspecting({ listed: [server.host, silent.host] });
    const images = [`${silent.origin}/x.sif`, `${server.origin}/x.sif`];
    const open: string[] = [];
    const answers = await inspectAll(
      inspector,
      images.map((image) => ({ image, platform: null, need: "existence" })),
      {
        deadline: Date.now() + 3_000,
        onProgress: (progress) => open.push(...progress.open.map(({ registry }) => registry)),
      },
    );
    expect(answers.map(({ failure }) => failure?.state)).toEqual(["timeout", undefined]);
    expect(open).toEqual([silent.host]);
  });
});
