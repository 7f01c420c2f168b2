import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import type { Need } from "../../../src/model.ts";
import {
  artifact,
  attestation,
  image,
  type Image,
  index,
  mediaTypes,
  multiArch,
  rawManifest,
  sha256,
} from "../../support/registry/images.ts";
import { type Registry, type RegistryOptions, startRegistry } from "../../support/registry/index.ts";
import { objectOf } from "../../support/json.ts";
import { bench } from "../harness.ts";
import { startInternet } from "../internet.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function registryWith(content: Image = image(), options: RegistryOptions = {}) {
  const registry = await startRegistry(options);
  const digest = registry.push("a/b", "1", content);
  const asking = bench({ listed: [registry.host] });
  closing.push(
    () => asking.inspector.close(),
    () => registry.close(),
  );
  const ask = (need: Need = "config", platform: string | null = null, reference = ":1") =>
    asking.ask(`${registry.host}/a/b${reference}`, need, platform);
  const sent = (): string[] => registry.requests.map(({ method, kind }) => `${method} ${kind}`);
  return { registry, digest, ask, sent, asking };
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const isManifest = ({ kind }: { readonly kind: string }): boolean => kind === "manifest";

describe("what is sent", () => {
  test("all four media types, in an Accept line each, for a HEAD and for a GET", async () => {
    const heads: string[] = [];
    const server = createServer((socket) => {
      socket.on("error", () => undefined).setEncoding("latin1");
      socket.on("data", (text: string) => {
        heads.push(text);
        socket.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = objectOf(server.address());
    const host = `127.0.0.1:${String(port)}`;
    const asking = bench({ listed: [host] });
    closing.push(() => asking.inspector.close());
    await asking.ask(`${host}/a/b:1`, "existence");
    await asking.ask(`${host}/a/b:1`, "config");
    server.close();
    const manifests = heads.filter((head) => head.includes("/manifests/1 "));
    expect(new Set(manifests.map((head) => head.split(" ")[0]))).toEqual(new Set(["HEAD", "GET"]));
    for (const head of manifests) {
      expect(head.split("\r\n").filter((line) => /^accept:/i.test(line))).toEqual([
        `accept: ${mediaTypes.ociIndex}`,
        `accept: ${mediaTypes.ociManifest}`,
        `accept: ${mediaTypes.dockerList}`,
        `accept: ${mediaTypes.dockerManifest}`,
      ]);
    }
  });

  test("who asks, and that nothing is to be compressed", async () => {
    const { registry, ask } = await registryWith();
    await ask();
    const [first] = registry.requests;
    expect(first?.headers["user-agent"]).toBe("wave-inspect/test");
    expect(first?.headers["accept-encoding"]).toBe("identity");
  });

  test("twenty HEADs keep one connection", async () => {
    const { registry, asking } = await registryWith();
    for (let n = 0; n < 20; n++) {
      registry.push("a/b", `n${n}`, image());
      expect((await asking.ask(`${registry.host}/a/b:n${n}`, "existence")).failure).toBeUndefined();
    }
    expect(registry.count({ method: "HEAD" })).toBe(20);
    expect(registry.count({ method: "GET" })).toBe(0);
    expect(registry.connections()).toBe(1);
  });
});

describe("a HEAD that does not tell", () => {
  test.for([
    ["has no digest", { headers: { "docker-content-digest": null } }],
    ["has a digest that is none", { headers: { "docker-content-digest": "sha256:abc" } }],
    ["is 405", { status: 405 }],
    ["is 404 where GET is 200", { status: 404 }],
    ["is 400", { status: 400 }],
  ] as const)("%s: the bytes are fetched and hashed", async ([, reaction]) => {
    const { registry, digest, ask, sent } = await registryWith();
    registry.fault({ when: ({ method }) => method === "HEAD", reaction });
    const inspection = await ask("existence");
    expect(inspection.digest).toBe(digest);
    expect(inspection.evidence.verified).toBe(true);
    expect(sent()).toEqual(["HEAD manifest", "GET manifest"]);
  });

  test("says another digest than the one asked for: the bytes decide", async () => {
    const { registry, digest, ask } = await registryWith();
    const lie = `sha256:${"0".repeat(64)}`;
    registry.fault({
      when: ({ method }) => method === "HEAD",
      reaction: { headers: { "docker-content-digest": lie } },
    });
    expect((await ask("existence", null, `@${digest}`)).digest).toBe(digest);
  });

  test("a HEAD is taken on the registry's word, and says so", async () => {
    const { ask } = await registryWith();
    expect((await ask("existence")).evidence).toMatchObject({ verified: false, requests: 1, status: 200 });
  });

  test("the reason for a 404 is the one of the GET", async () => {
    const { ask } = await registryWith();
    const inspection = await ask("existence", null, ":missing");
    expect(inspection.failure?.state).toBe("not-found");
    expect(inspection.evidence).toMatchObject({ status: 404, code: "MANIFEST_UNKNOWN", requests: 2 });
  });
});

const spaced = (body: Buffer): Buffer => Buffer.concat([body, Buffer.from(" ")]);

describe("digests", () => {
  test("other bytes for a digest are refused, whatever the header says", async () => {
    const { registry, digest, ask } = await registryWith();
    registry.fault({ when: isManifest, reaction: { rewrite: spaced, headers: { "docker-content-digest": digest } } });
    const inspection = await ask("config", null, `@${digest}`);
    expect(inspection.failure?.state).toBe("digest-mismatch");
    expect(inspection.evidence.verified).toBe(false);
    expect(inspection.answer).toBeUndefined();
  });

  test.for([
    ["bytes of the same length", (body: Buffer): Buffer => Buffer.from(body.toString().replace('"size"', '"SIZE"'))],
    ["more bytes", spaced],
  ] as const)("a child with %s is refused, and its platform is named", async ([, rewrite]) => {
    const { registry, digest, ask } = await registryWith(multiArch(["linux/amd64", "linux/arm64"]));
    registry.fault({ when: ({ reference }) => reference?.startsWith("sha256:") === true, reaction: { rewrite } });
    const inspection = await ask("config", "linux/arm64");
    expect(inspection.failure?.state).toBe("digest-mismatch");
    expect(inspection.failure?.message).toContain("linux/arm64");
    expect(inspection.digest).toBe(digest);
  });

  test("a config with other bytes is refused", async () => {
    const { registry, ask } = await registryWith();
    registry.fault({ when: ({ kind }) => kind === "blob", reaction: { rewrite: spaced } });
    expect((await ask()).failure?.state).toBe("digest-mismatch");
  });

  test("a header that lies about a tag is noted, the computed digest is reported", async () => {
    const { registry, digest, ask } = await registryWith();
    const lie = `sha256:${"0".repeat(64)}`;
    registry.fault({ when: isManifest, reaction: { headers: { "docker-content-digest": lie } } });
    const inspection = await ask();
    expect(inspection.digest).toBe(digest);
    expect(inspection.evidence.notes?.join()).toContain(lie);
  });

  test("a config that the manifest carries itself is not fetched", async () => {
    const config = json({ os: "linux", architecture: "amd64", config: { Cmd: ["x"] }, rootfs: {} });
    const manifest = {
      schemaVersion: 2,
      mediaType: mediaTypes.ociManifest,
      config: {
        mediaType: mediaTypes.ociConfig,
        digest: sha256(config),
        size: config.length,
        data: config.toString("base64"),
      },
      layers: [],
    };
    const { ask, sent } = await registryWith(rawManifest(mediaTypes.ociManifest, json(manifest)));
    expect((await ask()).answer).toMatchObject({ container: { config: { config: { cmd: ["x"] } } } });
    expect(sent()).toEqual(["GET manifest"]);
  });

  test.for([
    ["whose size the manifest does not say", undefined, undefined],
    ["beside other content in the manifest itself", "e30=", "right"],
    ["of another size than the content in the manifest", "right", "wrong"],
  ] as const)("a config %s is fetched and hashed", async ([, data, sized]) => {
    const config = json({ os: "linux", architecture: "amd64", config: { Cmd: ["x"] }, rootfs: {} });
    const size = { right: config.length, wrong: config.length + 1 };
    const descriptor = {
      mediaType: mediaTypes.ociConfig,
      digest: sha256(config),
      ...(sized !== undefined && { size: size[sized] }),
      ...(data !== undefined && { data: data === "right" ? config.toString("base64") : data }),
    };
    const content = { schemaVersion: 2, mediaType: mediaTypes.ociManifest, config: descriptor, layers: [] };
    const { ask, sent } = await registryWith(rawManifest(mediaTypes.ociManifest, json(content), [config]));
    expect((await ask()).failure?.state).toBe(sized === "wrong" ? "digest-mismatch" : undefined);
    expect(sent()).toEqual(["GET manifest", "GET blob"]);
  });

  // image-spec, "Digests": an algorithm that nobody here knows is no error.
  test("a child whose digest is of a kind that is not known here is read, and not called verified", async () => {
    const child = image();
    const digest = `blake3:${"0".repeat(64)}`;
    const listed = { ...child, descriptor: { ...child.descriptor, digest } };
    const { registry, ask } = await registryWith(index([listed]));
    const [manifest] = child.manifests;
    registry.fault({
      when: ({ reference }) => reference === digest,
      reaction: { status: 200, body: manifest?.bytes ?? "" },
    });
    const { answer, failure, evidence } = await ask("config", "linux/amd64");
    expect(failure).toBeUndefined();
    expect(answer).toMatchObject({ container: { digest, config: { architecture: "amd64" } } });
    expect(evidence.verified).toBe(false);
  });
});

const entry = (architecture: string, variant?: string, more: object = {}): Image => ({
  ...image({ platform: "linux/amd64", labels: { for: `${architecture} ${variant ?? ""} ${JSON.stringify(more)}` } }),
  platform: { os: "linux", architecture, ...(variant === undefined ? {} : { variant }), ...more },
});

const windows = (version: string): Image => entry("amd64", undefined, { os: "windows", "os.version": version });

describe("platforms", () => {
  test("attestations are counted and not fetched", async () => {
    const { ask, sent } = await registryWith(multiArch(["linux/amd64", "linux/arm64", "linux/arm/v7"]));
    const inspection = await ask("platforms");
    expect(inspection.platforms).toEqual(["linux/amd64", "linux/arm64", "linux/arm/v7"]);
    expect(inspection.evidence.notes).toEqual(["3 attestations in the index."]);
    expect(sent()).toEqual(["GET manifest"]);
  });

  test.for([
    [entry("arm64"), "linux/arm64/v8", true],
    [entry("arm64", "v8"), "linux/arm64", true],
    [entry("arm64", "8"), "linux/arm64", true],
    [entry("aarch64"), "linux/arm64", true],
    [entry("arm"), "linux/arm/v7", true],
    [entry("arm", "v6"), "linux/arm/v7", false],
    [entry("amd64", "v1"), "linux/amd64", true],
    [entry("amd64", ""), "linux/amd64", true],
    [entry("x86_64"), "linux/amd64", true],
    [entry("amd64", "v3"), "linux/amd64", false],
    [entry("amd64", "v2"), "linux/amd64/v2", true],
    [entry("amd64"), "linux/amd64/v2", false],
  ] as const)("entry %#: %o", async ([child, asked, expected]) => {
    const { ask } = await registryWith(index([child]));
    expect((await ask("platforms", asked)).failure?.state).toBe(expected ? undefined : "platform-missing");
  });

  test("two versions of Windows are two entries", async () => {
    const { ask } = await registryWith(index([windows("10.0.17763.1"), windows("10.0.20348.1")]));
    const inspection = await ask("platforms");
    expect(inspection.platforms).toEqual(["windows/amd64"]);
    expect(inspection.answer).toMatchObject({ index: { manifests: [{}, {}] } });
  });

  test("a platform that is none is said to be, before anything is asked", async () => {
    const { ask, sent } = await registryWith();
    expect((await ask("config", "a/b/c/d")).failure?.state).toBe("invalid-reference");
    expect(sent()).toEqual([]);
  });

  test("a missing platform is said with what there is, after one request", async () => {
    const { digest, ask, sent } = await registryWith(multiArch(["linux/amd64", "linux/arm64"]));
    const inspection = await ask("config", "linux/s390x");
    expect(inspection.failure).toMatchObject({ state: "platform-missing" });
    expect(inspection.failure?.message).toContain("linux/amd64, linux/arm64");
    expect(inspection).toMatchObject({ digest, platforms: ["linux/amd64", "linux/arm64"] });
    expect(sent()).toEqual(["GET manifest"]);
  });

  test("a single image is for the platform of its config, and for no other", async () => {
    const { digest, ask, sent } = await registryWith(image({ platform: "linux/arm64/v8" }));
    expect((await ask("platforms")).platforms).toEqual(["linux/arm64"]);
    expect((await ask("config", "linux/arm64")).failure).toBeUndefined();
    const other = await ask("config", "linux/amd64");
    expect(other.failure?.state).toBe("platform-missing");
    expect(other.failure?.message).toContain("linux/arm64 only");
    expect(other.digest).toBe(digest);
    expect(sent()).toEqual(["GET manifest", "GET blob"]);
  });

  test("a platform whose manifest was deleted is told of an index that is there", async () => {
    const arm = image({ platform: "linux/arm64" });
    const { registry, digest, ask } = await registryWith(index([image(), arm]));
    const child = registry.push("a/b", null, arm);
    registry.delete("a/b", child);
    const message = `${registry.host}/a/b:1 is on ${registry.host}, and its manifest for linux/arm64 (${child}) is not: an engine that pulls it fails there.`;
    const inspection = await ask("config", "linux/arm64");
    expect(inspection.failure).toEqual({ state: "not-found", message, incomplete: true });
    expect(inspection).toMatchObject({ digest, platforms: ["linux/amd64", "linux/arm64"] });
    expect((await ask("config", "linux/amd64")).failure).toBeUndefined();
  });

  test("a config that was deleted is told of an image that is there", async () => {
    const { registry, ask } = await registryWith();
    registry.fault({ when: ({ kind }) => kind === "blob", reaction: { status: 404 } });
    const { failure } = await ask();
    expect(failure).toMatchObject({ state: "not-found", incomplete: true });
    expect(failure?.message).toMatch(/^\S+ is on \S+, and its config \(sha256:[0-9a-f]{64}, image\) is not: /);
  });

  test("a platform whose manifest a registry in trouble does not give is not said to be gone", async () => {
    const arm = image({ platform: "linux/arm64" });
    const { registry, ask } = await registryWith(index([image(), arm]));
    registry.fault({ when: ({ reference }) => reference?.startsWith("sha256:") === true, reaction: { status: 400 } });
    const { failure } = await ask("config", "linux/arm64");
    expect(failure?.state).toBe("malformed");
    expect(failure?.incomplete).toBeUndefined();
  });

  test("what Wave leaves out stands beside the answer", async () => {
    const { digest, ask } = await registryWith(multiArch(["linux/amd64", "linux/arm/v7"]));
    expect((await ask("config", "linux/arm/v7")).evidence).toMatchObject({
      os: "linux",
      variant: "v7",
      indexDigest: digest,
      verified: true,
    });
  });

  test("an index that contradicts its image is noted", async () => {
    const { ask } = await registryWith(
      index([{ ...image({ platform: "linux/amd64" }), platform: { os: "linux", architecture: "arm64" } }]),
    );
    expect((await ask("config", "linux/arm64")).evidence.notes?.join()).toMatch(
      /index says linux\/arm64.*says linux\/amd64/,
    );
  });
});

/** Eight images of which the index does not say what they are. */
const branch = (n: string): Image =>
  index(
    Array.from({ length: 8 }, (_, m) => image({ labels: { n: `${n}-${m}` } })),
    { platforms: false },
  );

describe("unusual indexes", () => {
  test.for([
    ["without mediaType", index([image()], { index: { mediaType: undefined } })],
    ["of the OCI with Docker's images", index([image({ family: "docker" })])],
    ["of Docker with OCI images", index([image()], { family: "docker" })],
  ] as const)("%s", async ([, content]) => {
    const { ask } = await registryWith(content);
    const inspection = await ask("config", "linux/amd64");
    expect(inspection.failure).toBeUndefined();
    expect(inspection.answer).toMatchObject({ container: { config: { architecture: "amd64" } } });
  });

  test("an entry of an unknown type is listed and left alone", async () => {
    const strange = { ...rawManifest("application/vnd.example.strange+json", json({ strange: true })) };
    const { ask, sent } = await registryWith(index([strange, image()]));
    const inspection = await ask("platforms");
    expect(inspection.platforms).toEqual(["linux/amd64"]);
    expect(inspection.answer).toMatchObject({
      index: { manifests: [{ mediaType: "application/vnd.example.strange+json" }, {}] },
    });
    expect(sent()).toEqual(["GET manifest"]);
  });

  test("an empty index offers nothing", async () => {
    const { ask } = await registryWith(index([]));
    expect((await ask("platforms")).platforms).toEqual([]);
    expect((await ask("config", "linux/amd64")).failure?.state).toBe("platform-missing");
  });

  test("an entry without a platform is what its config says", async () => {
    const { ask } = await registryWith(index([image({ platform: "linux/arm64" }), image()], { platforms: false }));
    expect((await ask("platforms")).platforms).toEqual(["linux/arm64", "linux/amd64"]);
    expect((await ask("config", "linux/amd64")).answer).toMatchObject({
      container: { config: { architecture: "amd64" } },
    });
  });

  test("an attestation that says so by its platform alone is one", async () => {
    const { ask } = await registryWith(index([image(), attestation(image())]));
    const inspection = await ask("platforms");
    expect(inspection.platforms).toEqual(["linux/amd64"]);
    expect(inspection.evidence.notes).toEqual(["1 attestation in the index."]);
  });

  test("a platform whose entry is an index itself is malformed", async () => {
    const inner = index([image()]);
    const manifest = { ...inner, descriptor: { ...inner.descriptor, mediaType: mediaTypes.ociManifest } };
    const { ask } = await registryWith(index([{ ...manifest, platform: { os: "linux", architecture: "amd64" } }]));
    expect((await ask("config", "linux/amd64")).failure).toEqual({
      state: "malformed",
      message: expect.stringContaining("(linux/amd64) is an index where an image should be"),
    });
  });

  test("a platform whose config is gone leaves the index known", async () => {
    const { registry, digest, ask } = await registryWith(multiArch(["linux/amd64", "linux/arm64"]));
    registry.fault({ when: ({ kind }) => kind === "blob", reaction: { status: 404 } });
    const inspection = await ask("config", "linux/arm64");
    expect(inspection).toMatchObject({ digest, platforms: ["linux/amd64", "linux/arm64"] });
    expect(inspection.failure?.state).toBe("not-found");
  });

  test("what cannot be opened of an index is noted, and the rest is read", async () => {
    const [gone, silent, whole] = ["gone", "silent", "whole"].map((n) => image({ labels: { n } }));
    if (gone === undefined || silent === undefined || whole === undefined) throw new Error("three images are needed");
    const chart = artifact({ configType: "application/vnd.cncf.helm.config.v1+json" });
    const { registry, ask } = await registryWith(index([gone, silent, chart, whole], { platforms: false }));
    registry.delete("a/b", gone.descriptor.digest);
    const [config] = silent.blobs.keys();
    registry.fault({ when: ({ reference }) => reference === config, reaction: { status: 404 } });
    const inspection = await ask("platforms", "linux/amd64");
    expect(inspection.failure).toBeUndefined();
    expect(inspection.platforms).toEqual(["linux/amd64"]);
    expect(inspection.evidence.notes).toEqual([expect.stringContaining("is not on")]);
    expect((await ask("platforms", "linux/s390x")).failure?.message).toContain("is made for linux/amd64 only");
  });

  test("a nested index is followed, and its attestations are counted", async () => {
    const inner = multiArch(["linux/arm64"]);
    const { ask, sent } = await registryWith(index([image(), index([inner])]));
    expect((await ask("platforms")).platforms).toEqual(["linux/amd64", "linux/arm64"]);
    const inspection = await ask("config", "linux/arm64");
    expect(inspection.answer).toMatchObject({ container: { config: { architecture: "arm64" } } });
    expect(sent()).toHaveLength(5);
  });

  test("what is nested too deep is malformed, in few requests", async () => {
    let content: Image = multiArch(["linux/arm64"]);
    for (let depth = 0; depth < 8; depth++) content = index([content]);
    const { ask, sent } = await registryWith(content);
    expect((await ask("config", "linux/arm64")).failure?.state).toBe("malformed");
    expect(sent().length).toBeLessThanOrEqual(4);
  });

  test("an index that leads to itself is refused", async () => {
    const { registry, ask } = await registryWith(index([multiArch(["linux/arm64"])]));
    const [first] = (await ask("platforms")).digest === undefined ? [] : registry.requests;
    expect(first).toBeDefined();
    let whole = Buffer.alloc(0);
    const other = await registryWith(index([multiArch(["linux/arm64"])]));
    other.registry.fault({
      when: isManifest,
      reaction: {
        rewrite: (body) => {
          if (whole.length === 0) whole = Buffer.from(body);
          return whole;
        },
      },
    });
    expect((await other.ask("config", "linux/arm64")).failure?.state).toBe("digest-mismatch");
    expect(other.sent().length).toBeLessThanOrEqual(2);
  });

  test("a tree of indexes ends at the same bound", async () => {
    const content = index(
      Array.from({ length: 8 }, (_, n) => index(Array.from({ length: 8 }, (_, m) => branch(`${n}-${m}`)))),
    );
    const { ask, sent } = await registryWith(content);
    expect((await ask("config", "linux/s390x")).failure?.state).toBe("platform-missing");
    expect(sent().length).toBeLessThanOrEqual(1 + 2 * 16);
  });

  test("many entries to open end at a bound", async () => {
    const children = Array.from({ length: 40 }, (_, n) => image({ labels: { n: String(n) } }));
    const { ask, sent } = await registryWith(index(children, { platforms: false }));
    expect((await ask("config", "linux/s390x")).failure?.state).toBe("platform-missing");
    expect(sent().length).toBeLessThanOrEqual(1 + 2 * 16);
  });
});

describe("what is not an image", () => {
  test.for([
    [
      "an artifact with the empty config",
      artifact({ artifactType: "application/vnd.example.thing" }),
      "application/vnd.example.thing",
    ],
    [
      "a Helm chart",
      artifact({ configType: "application/vnd.cncf.helm.config.v1+json" }),
      "application/vnd.cncf.helm.config.v1+json",
    ],
    ["an artifact with the empty config that says no type", artifact({ layerType: "text/x-thing" }), "text/x-thing"],
    [
      "an artifact of nothing",
      rawManifest(mediaTypes.ociManifest, json({ schemaVersion: 2, mediaType: mediaTypes.ociManifest, layers: [] })),
      "unknown",
    ],
  ] as const)("%s is said to be none, and its config is not fetched", async ([, content, type]) => {
    const { ask, sent } = await registryWith(content);
    const inspection = await ask("config", "linux/amd64");
    expect(inspection.evidence.notes?.join()).toContain(`artifact: ${type}`);
    expect(inspection.answer).toMatchObject({ container: { config: { config: {}, rootfs: {} } } });
    expect(inspection.platforms).toBeUndefined();
    expect(sent()).toEqual(["GET manifest"]);
  });

  // What Wave 1.37 makes of such a config (ConfigSpec of wave-api): the fields that it knows, whatever the type.
  const wasm = (config: unknown): Image =>
    artifact({
      configType: "application/vnd.wasm.config.v0+json",
      layerType: "application/wasm",
      config: json(config),
    });

  test("of a WebAssembly module architecture and time are kept, as Wave does", async () => {
    const config = { created: "2024-03-05T06:07:08Z", architecture: "wasm", os: "wasip1", layerDigests: ["sha256:1"] };
    const { ask, sent } = await registryWith(wasm(config));
    const inspection = await ask("config", "linux/amd64");
    expect(inspection).toMatchObject({
      artifact: "application/vnd.wasm.config.v0+json",
      answer: {
        container: { config: { architecture: "wasm", config: {}, created: "2024-03-05T06:07:08Z", rootfs: {} } },
      },
    });
    expect([inspection.failure, inspection.platforms, sent()]).toEqual([
      undefined,
      undefined,
      ["GET manifest", "GET blob"],
    ]);
  });

  test("one whose config cannot be read is an artifact all the same", async () => {
    const { ask } = await registryWith(wasm([]));
    const inspection = await ask();
    expect(inspection.failure).toBeUndefined();
    expect(inspection.answer).toMatchObject({ container: { config: { config: {}, rootfs: {} } } });
  });

  // `Boolean.valueOf(value.toString())` (Helper.asBoolean of wave-api).
  test.for([
    [true, true],
    [false, false],
    ["true", true],
    ["TRUE", true],
    ["yes", false],
    ["", false],
    [1, false],
    [["true"], false],
    [{}, false],
    [null, undefined],
    [undefined, undefined],
  ] as const)("a tty of %j is %j, as Wave has it", async ([written, shown]) => {
    const { ask } = await registryWith(image({ config: { config: { Tty: written, AttachStdin: written } } }));
    const { answer } = await ask();
    const config = objectOf(objectOf(objectOf(objectOf(answer)["container"])["config"])["config"]);
    expect([config["tty"], config["attachStdin"]]).toEqual([shown, shown]);
  });

  test("an attestation asked for by digest is shown as it is", async () => {
    const { ask } = await registryWith(attestation(image()));
    expect((await ask()).answer).toMatchObject({ container: { config: { architecture: "unknown" } } });
  });

  test.for([
    ["by its type", "application/vnd.docker.distribution.manifest.v1+prettyjws", { schemaVersion: 1, fsLayers: [] }],
    ["by its content", "application/json", { schemaVersion: 1, fsLayers: [] }],
  ] as const)("schema 1, %s, is unsupported", async ([, type, content]) => {
    const { ask } = await registryWith(rawManifest(type, json(content)));
    expect((await ask()).failure?.state).toBe("unsupported");
  });

  test("an unknown media type is unsupported", async () => {
    const { ask } = await registryWith(
      rawManifest("application/vnd.example+json", json({ mediaType: "application/vnd.example+json" })),
    );
    expect((await ask()).failure?.state).toBe("unsupported");
  });
});

describe("manifests that mean two things", () => {
  const oci = { schemaVersion: 2, mediaType: mediaTypes.ociManifest, config: {}, layers: [] };
  test.for([
    ["type and Content-Type differ", mediaTypes.dockerManifest, oci],
    ["an index sent as an image", mediaTypes.ociManifest, { ...oci, mediaType: mediaTypes.ociIndex, manifests: [] }],
    ["index and image at once", mediaTypes.ociIndex, { schemaVersion: 2, manifests: [], layers: [] }],
    ["an image with the content of an index", mediaTypes.ociManifest, { schemaVersion: 2, manifests: [] }],
    ["neither", mediaTypes.ociManifest.replace("manifest", "x"), { schemaVersion: 2 }],
    ["no object", mediaTypes.ociManifest, [1, 2]],
    ["an entry without a digest", mediaTypes.ociIndex, { schemaVersion: 2, manifests: [{ size: 3 }] }],
  ] as const)("%s", async ([, type, content]) => {
    const { ask } = await registryWith(rawManifest(type, json(content)));
    expect((await ask()).failure?.state).toBe("malformed");
  });

  test("no JSON, and bytes that are not UTF-8", async () => {
    for (const bytes of [Buffer.from("<html>"), Buffer.from([0x7b, 0xff, 0x7d])]) {
      const { ask } = await registryWith(rawManifest(mediaTypes.ociManifest, bytes));
      expect((await ask()).failure?.state).toBe("malformed");
    }
  });

  test.for([
    "application/octet-stream",
    "application/json",
    "text/plain",
    `${mediaTypes.ociIndex}; charset=utf-8`,
    null,
  ])("a Content-Type of %s does not matter where the body says what it is", async (type) => {
    const { registry, ask } = await registryWith(multiArch(["linux/amd64"]));
    registry.fault({ when: ({ reference }) => reference === "1", reaction: { headers: { "content-type": type } } });
    expect((await ask("platforms")).platforms).toEqual(["linux/amd64"]);
  });

  test("JSON that is nested without end is not a danger", async () => {
    const deep = "[".repeat(500_000) + "]".repeat(500_000);
    const bytes = Buffer.from(
      `{"schemaVersion":2,"mediaType":"${mediaTypes.ociIndex}","manifests":[],"annotations":${deep}}`,
    );
    const { ask } = await registryWith(rawManifest(mediaTypes.ociIndex, bytes));
    expect((await ask("platforms")).failure).toBeUndefined();
  });

  test("a label called __proto__ is a label", async () => {
    const config = Buffer.from(
      '{"os":"linux","architecture":"amd64","config":{"Labels":{"__proto__":"x","a":"b"}},"rootfs":{}}',
    );
    const content = json({
      schemaVersion: 2,
      mediaType: mediaTypes.ociManifest,
      config: { mediaType: mediaTypes.ociConfig, digest: sha256(config), size: config.length },
      layers: [],
    });
    const { ask } = await registryWith(rawManifest(mediaTypes.ociManifest, content, [config]));
    expect(JSON.stringify((await ask()).answer)).toContain('"labels":{"__proto__":"x","a":"b"}');
  });
});

const redirect = (location: string, status = 307) => ({ status, headers: { location } });

async function storage(): Promise<Registry> {
  const registry = await startRegistry();
  registry.push("a/b", "1", image());
  closing.push(() => registry.close());
  return registry;
}

describe("redirects", () => {
  test("a config elsewhere is fetched without the login, and a signature is not repeated", async () => {
    const store = await storage();
    const auth = { kind: "basic", users: { ann: "p" } } as const;
    const registry = await startRegistry({ auth });
    registry.push("a/b", "1", image());
    registry.fault({
      when: ({ kind }) => kind === "blob",
      reaction: ({ path }) => redirect(`${store.url}${path}?X-Signature=topsecret`),
    });
    const asking = bench({
      listed: [registry.host, new URL(store.url).host],
      logins: [{ registry: registry.host, username: "ann", password: "p" }],
    });
    closing.push(
      () => asking.inspector.close(),
      () => registry.close(),
    );
    const inspection = await asking.ask(`${registry.host}/a/b:1`);
    expect(inspection.failure).toBeUndefined();
    expect(registry.requests.at(-1)?.headers.authorization).toMatch(/^Basic /);
    expect(store.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);

    registry.push("a/b", "2", image({ platform: "linux/arm64" }));
    const failing = await asking.ask(`${registry.host}/a/b:2`);
    expect(failing.failure?.state).toBe("not-found");
    expect(JSON.stringify(failing)).not.toContain("topsecret");
  });

  test("a registry that sends everybody to another one, which wants a token of its own (registry.k8s.io)", async () => {
    const other = await startRegistry({ auth: { kind: "bearer" } });
    const digest = other.push("k8s/pause", "3.9", image());
    const front = await startRegistry();
    for (const kind of ["manifest", "blob"]) {
      front.fault({
        when: (target) => target.kind === kind,
        reaction: ({ path }) => redirect(`${other.url}${path.replace("/v2/", "/v2/k8s/")}`),
      });
    }
    const asking = bench({ listed: [front.host, new URL(other.url).host] });
    closing.push(
      () => asking.inspector.close(),
      () => front.close(),
      () => other.close(),
    );
    expect((await asking.ask(`${front.host}/pause:3.9`, "existence")).digest).toBe(digest);
    expect((await asking.ask(`${front.host}/pause:3.9`)).digest).toBe(digest);
    expect(other.count({ kind: "token" })).toBe(1);
    expect(other.requests.filter(({ status }) => status === 401)).toHaveLength(1);
  });

  test.for([
    ["wants a login", 'Basic realm="x"', 200],
    ["says nothing of what it wants", "", 200],
    ["names no scope", "Bearer realm=REALM", 200],
    ["gives no token", 'Bearer realm=REALM,scope="repository:k8s/pause:pull"', 403],
  ] as const)("a registry that sends everybody to one that %s", async ([, challenge, status]) => {
    const other = await startRegistry();
    const front = await startRegistry();
    const realm = `${other.url}/token`;
    other.fault({
      when: ({ kind }) => kind === "manifest",
      reaction: { status: 401, headers: { "www-authenticate": challenge.replace("REALM", `"${realm}"`) } },
    });
    other.fault({ when: ({ kind }) => kind === "token", reaction: { status, body: '{"token":"t"}' } });
    front.fault({ when: isManifest, reaction: ({ path }) => redirect(`${other.url}${path}`) });
    const asking = bench({
      listed: [front.host, new URL(other.url).host],
      logins: [{ registry: new URL(other.url).host, username: "ann", password: "p" }],
    });
    closing.push(
      () => asking.inspector.close(),
      () => front.close(),
      () => other.close(),
    );
    expect((await asking.ask(`${front.host}/pause:3.9`)).failure?.state).toBe("absent-or-private");
    expect(other.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  test.for([
    ["to itself without end", (url: string) => `${url}/v2/a/b/manifests/1`],
    ["without an address", () => ""],
    ["to a file", () => "file:///etc/passwd"],
  ] as const)("%s is refused", async ([, location]) => {
    const { registry, ask, sent } = await registryWith();
    registry.fault({ when: isManifest, reaction: redirect(location(registry.url.replace("127.0.0.1", "localhost"))) });
    const inspection = await ask();
    expect(["malformed", "configuration"]).toContain(inspection.failure?.state);
    expect(sent().length).toBeLessThanOrEqual(6);
  });

  test.for([
    ["to plain http", "http://storage.example.test/x", "malformed"],
    ["to this machine", "https://127.0.0.1/x", "configuration"],
    ["to the metadata service", "https://169.254.169.254/latest", "configuration"],
    ["to a private name", "https://vault.internal/x", "configuration"],
  ] as const)("%s is refused", async ([, location, state]) => {
    const internet = await startInternet(["registry.example.test"]);
    internet.registry.push("a/b", "1", image());
    internet.registry.fault({ when: ({ kind }) => kind === "blob", reaction: redirect(location) });
    const asking = bench({ env: internet.env });
    closing.push(
      () => asking.inspector.close(),
      () => internet.close(),
    );
    expect((await asking.ask("registry.example.test/a/b:1")).failure?.state).toBe(state);
    expect(new Set(internet.tunnels)).toEqual(new Set(["registry.example.test:443"]));
  });
});

describe("sizes", () => {
  const MiB = 1024 * 1024;
  const big = (): Buffer => Buffer.alloc(5 * MiB, 32);

  test.for([
    ["with its length", {}],
    ["in pieces, without a length", { "transfer-encoding": "chunked" }],
  ] as const)("a manifest of five MiB %s is too large", async ([, headers]) => {
    const { registry, ask } = await registryWith();
    registry.fault({ when: isManifest, reaction: { headers, rewrite: big } });
    expect((await ask()).failure?.state).toBe("too-large");
  });

  test("a few kilobytes that become a gigabyte are too large, and take no memory", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MiB));
    const { registry, ask } = await registryWith();
    registry.fault({ when: isManifest, reaction: { headers: { "content-encoding": "gzip" }, rewrite: () => bomb } });
    const before = process.memoryUsage().rss;
    expect((await ask()).failure?.state).toBe("too-large");
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MiB);
  });

  test("a config that is compressed although nobody asked for it is what its digest says", async () => {
    const { registry, ask } = await registryWith();
    registry.fault({
      when: ({ kind }) => kind === "blob",
      reaction: { headers: { "content-encoding": "gzip" }, rewrite: (body) => gzipSync(body) },
    });
    const inspection = await ask();
    expect(inspection.failure).toBeUndefined();
    expect(inspection.evidence.verified).toBe(true);
  });

  test.for(["gzip, gzip", "compress", "gzip"])(
    "an encoding of %j that cannot be undone is malformed",
    async (encoding) => {
      const { registry, ask } = await registryWith();
      registry.fault({ when: isManifest, reaction: { headers: { "content-encoding": encoding } } });
      expect((await ask()).failure?.state).toBe("malformed");
    },
  );

  test("a thousand layers and one are too many", async () => {
    const descriptor = { mediaType: mediaTypes.ociLayer, digest: `sha256:${"0".repeat(64)}`, size: 3 };
    const layers = Array.from({ length: 1001 }, () => descriptor);
    const { ask } = await registryWith(image({ manifest: { layers } }));
    expect((await ask()).failure?.state).toBe("too-large");
  });

  test("a config that is announced as too large is not asked for", async () => {
    const manifest = {
      schemaVersion: 2,
      mediaType: mediaTypes.ociManifest,
      config: { mediaType: mediaTypes.ociConfig, digest: `sha256:${"0".repeat(64)}`, size: 5 * MiB },
      layers: [],
    };
    const { ask, sent } = await registryWith(rawManifest(mediaTypes.ociManifest, json(manifest)));
    expect((await ask()).failure?.state).toBe("too-large");
    expect(sent()).toEqual(["GET manifest"]);
  });

  test("two thousand entries are too many", async () => {
    const entry = { mediaType: mediaTypes.ociManifest, digest: `sha256:${"0".repeat(64)}`, size: 3 };
    const content = {
      schemaVersion: 2,
      mediaType: mediaTypes.ociIndex,
      manifests: Array.from({ length: 2000 }, () => entry),
    };
    const { ask } = await registryWith(rawManifest(mediaTypes.ociIndex, json(content)));
    expect((await ask()).failure?.state).toBe("too-large");
  });
});
