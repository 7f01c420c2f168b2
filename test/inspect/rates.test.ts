import { afterEach, describe, expect, test } from "vitest";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDirectoryCache } from "../../src/inspect/cache/directory.ts";
import { inspectAll, type Progress } from "../../src/inspect/index.ts";
import type { InspectionRequest, Inspector, Need } from "../../src/model.ts";
import { image, mediaTypes, multiArch, rawManifest } from "../support/registry/images.ts";
import { type Fault, type RegistryOptions, startRegistry } from "../support/registry/index.ts";
import { bench, type Setting } from "./harness.ts";
import { startInternet } from "./internet.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function registryOf(images: number, options: RegistryOptions = {}) {
  const registry = await startRegistry(options);
  for (let n = 0; n < images; n++) registry.push(`a/image-${n}`, "1", image({ labels: { n: String(n) } }));
  closing.push(() => registry.close());
  const requests = (need: Need = "existence"): InspectionRequest[] =>
    Array.from({ length: images }, (_, n) => ({ image: `${registry.host}/a/image-${n}:1`, platform: null, need }));
  return { registry, requests };
}

function asking(listed: readonly string[], setting: Omit<Setting, "listed"> = {}) {
  const made = bench({ ...setting, listed });
  closing.push(() => made.inspector.close());
  return made;
}

const limited = (seconds: string, times = Infinity): Fault => ({
  when: ({ kind }) => kind === "manifest",
  times,
  reaction: {
    status: 429,
    headers: { "retry-after": seconds },
    body: '{"errors":[{"code":"TOOMANYREQUESTS","message":"slow down"}]}',
  },
});

describe("a registry that asks to wait", () => {
  test("Retry-After in seconds is waited for", async () => {
    const { registry, requests } = await registryOf(1, { faults: [limited("1", 1)] });
    const start = performance.now();
    const [inspection] = await inspectAll(asking([registry.host]).inspector, requests());
    expect(inspection?.failure).toBeUndefined();
    expect(inspection?.evidence.requests).toBe(2);
    expect(performance.now() - start).toBeGreaterThanOrEqual(1000);
  });

  test("Retry-After as a date is waited for", async () => {
    const { registry, requests } = await registryOf(1);
    registry.fault({
      when: () => true,
      times: 1,
      reaction: () => ({ status: 503, headers: { "retry-after": new Date(Date.now() + 2000).toUTCString() } }),
    });
    const start = performance.now();
    const [inspection] = await inspectAll(asking([registry.host]).inspector, requests());
    expect(inspection?.failure).toBeUndefined();
    // A date has whole seconds only.
    expect(performance.now() - start).toBeGreaterThanOrEqual(950);
  });

  test("Retry-After: 0 still costs a moment", async () => {
    const { registry, requests } = await registryOf(1, { faults: [limited("0", 1)] });
    const start = performance.now();
    const { inspector } = asking([registry.host], { retry: { floor: 250 } });
    expect((await inspectAll(inspector, requests()))[0]?.failure).toBeUndefined();
    expect(performance.now() - start).toBeGreaterThanOrEqual(245);
  });

  test("an hour is too long: rate-limited at once, and its other images are not tried", async () => {
    const { registry, requests } = await registryOf(40, { faults: [limited("3600")] });
    const inspections = await inspectAll(asking([registry.host]).inspector, requests());
    expect(new Set(inspections.map(({ failure }) => failure?.state))).toEqual(new Set(["rate-limited"]));
    expect(registry.requests.length).toBeLessThanOrEqual(8);
    expect(inspections.at(-1)?.evidence.requests).toBe(0);
  });

  test("an image whose own time is up closes the registry to no other", async () => {
    const { registry, requests } = await registryOf(2, { faults: [limited("1", 1)] });
    let time = Date.now();
    const { inspector } = asking([registry.host], { now: () => new Date(time), registry: { imageBudget: 500 } });
    const [first, second] = requests();
    if (first === undefined || second === undefined) throw new Error("two images are needed");
    expect((await inspector.inspect(first)).failure?.state).toBe("rate-limited");
    time += 60_000;
    expect((await inspector.inspect(second)).failure).toBeUndefined();
  });

  test("a pause is one for all images of the registry", async () => {
    const { registry, requests } = await registryOf(12, { faults: [limited("1", 1)] });
    const inspections = await inspectAll(asking([registry.host]).inspector, requests());
    expect(inspections.every(({ failure }) => failure === undefined)).toBe(true);
    // Those under way when it was said are answered; none is sent until the second is over.
    expect(registry.requests.length).toBe(13);
  });
});

describe("how often something is tried", () => {
  test.for([
    [503, 3],
    [500, 3],
    [502, 3],
    [429, 3],
    [404, 2],
    [401, 1],
    [403, 2],
    [418, 2],
  ] as const)("%i: %i requests", async ([status, expected]) => {
    const { registry, requests } = await registryOf(1);
    registry.fault({ when: () => true, reaction: { status } });
    const [inspection] = await inspectAll(asking([registry.host]).inspector, requests());
    expect(inspection?.failure).toBeDefined();
    // A HEAD that fails for a reason of its own is followed by a GET, which may say why.
    expect(registry.requests.length).toBe(expected);
    expect(inspection?.evidence.status).toBe(status);
  });

  test("a connection that breaks is tried again", async () => {
    const { registry, requests } = await registryOf(1);
    registry.fault({ when: () => true, times: 2, reaction: { drop: true } });
    expect((await inspectAll(asking([registry.host]).inspector, requests()))[0]?.failure).toBeUndefined();
  });

  test("a registry in ruins is left alone after a while", async () => {
    const { registry, requests } = await registryOf(100);
    registry.fault({ when: () => true, reaction: { status: 503 } });
    const inspections = await inspectAll(asking([registry.host]).inspector, requests());
    expect(new Set(inspections.map(({ failure }) => failure?.state))).toEqual(new Set(["server-error"]));
    expect(registry.requests.length).toBeLessThan(60);
  });

  test("a registry that hangs up on everybody is left alone after a while", async () => {
    const { registry, requests } = await registryOf(100);
    registry.fault({ when: () => true, reaction: { drop: true } });
    const inspections = await inspectAll(asking([registry.host]).inspector, requests());
    expect(new Set(inspections.map(({ failure }) => failure?.state))).toEqual(new Set(["unreachable"]));
    expect(registry.requests.length).toBeLessThan(60);
  });

  test("a registry that answers 500 for one image serves the others", async () => {
    const { registry, requests } = await registryOf(30);
    registry.fault({ when: ({ repository }) => /-\d$/.test(repository ?? ""), reaction: { status: 500 } });
    const inspections = await inspectAll(asking([registry.host]).inspector, requests());
    expect(inspections.filter(({ failure }) => failure === undefined)).toHaveLength(20);
  });
});

describe("many images", () => {
  test("never more than eight requests at once on one registry, two registries side by side, in the order of the input", async () => {
    const first = await registryOf(250, { latencyMs: 20 });
    const second = await registryOf(250, { latencyMs: 20 });
    const requests = first.requests().flatMap((request, n) => [request, second.requests()[n] ?? request]);
    const progress: Progress[] = [];
    const run = () =>
      inspectAll(asking([first.registry.host, second.registry.host]).inspector, requests, {
        onProgress: (now) => progress.push(now),
      });
    const inspections = await run();
    expect(inspections.map(({ request }) => request.image)).toEqual(requests.map(({ image: name }) => name));
    expect(inspections.every(({ failure }) => failure === undefined)).toBe(true);
    for (const { registry } of [first, second]) {
      expect(registry.peak()).toBeLessThanOrEqual(8);
      expect(registry.peak()).toBeGreaterThan(4);
      expect(registry.connections()).toBeLessThanOrEqual(8);
    }
    expect(progress.at(-1)).toEqual({ done: 500, total: 500, open: [] });
    const half = progress[250]?.open.map(({ images }) => images) ?? [];
    expect(Math.abs((half[0] ?? 0) - (half[1] ?? 0))).toBeLessThan(100);

    const without = (inspection: (typeof inspections)[number]) => ({
      ...inspection,
      evidence: { ...inspection.evidence, observedAt: "" },
    });
    expect((await run()).map(without)).toEqual(inspections.map(without));
  });

  test("one that limits, one that hangs and one that lies do not change or slow the others", async () => {
    const good = await registryOf(60, { latencyMs: 5 });
    const limiting = await registryOf(40, { faults: [limited("3600")] });
    const hanging = await registryOf(40, { faults: [{ when: () => true, reaction: { hang: true } }] });
    const lying = await registryOf(40, {
      faults: [
        {
          when: ({ kind }) => kind === "blob",
          reaction: { rewrite: (body) => Buffer.concat([body, Buffer.from(" ")]) },
        },
      ],
    });
    const hosts = [good, limiting, hanging, lying].map(({ registry }) => registry.host);
    const { inspector } = asking(hosts, { timeouts: { headers: 2_000, attempt: 2_500 } });
    const answered: string[] = [];
    const inOrder: Inspector = {
      ...inspector,
      inspect: async (request) => {
        const inspection = await inspector.inspect(request);
        answered.push(request.image.split("/", 1)[0] ?? "");
        return inspection;
      },
    };
    const requests = [hanging, limiting, lying, good].flatMap((registry) => registry.requests("config"));
    const inspections = await inspectAll(inOrder, requests);
    const states = (host: string): Set<string | undefined> =>
      new Set(inspections.filter(({ request }) => request.image.startsWith(host)).map(({ failure }) => failure?.state));
    expect(hosts.map(states)).toEqual([
      new Set([undefined]),
      new Set(["rate-limited"]),
      new Set(["timeout"]),
      new Set(["digest-mismatch"]),
    ]);
    // All of the good one were answered while the one that hangs was still waited for.
    const [first, other] = [good, hanging].map(({ registry }) => answered.lastIndexOf(registry.host));
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(other ?? 0);
    expect(hanging.registry.requests.length).toBeLessThanOrEqual(12);
  });

  test("a deadline for the run ends what is still open, and keeps what is known", async () => {
    const good = await registryOf(5);
    const hanging = await registryOf(20, { faults: [{ when: () => true, reaction: { hang: true } }] });
    const { inspector } = asking([good.registry.host, hanging.registry.host]);
    const requests = [...hanging.requests(), ...good.requests()];
    const inspections = await inspectAll(inspector, requests, { deadline: Date.now() + 3_000 });
    expect(inspections.map(({ failure }) => failure?.state)).toEqual([
      ...Array.from({ length: 20 }, () => "timeout"),
      ...Array.from({ length: 5 }, () => undefined),
    ]);
  });
});

async function hub(images: number, remaining: (method: string) => number) {
  const internet = await startInternet(["registry-1.docker.io", "auth.docker.io"]);
  for (let n = 0; n < images; n++) internet.registry.push(`acme/image-${n}`, "1", image({ labels: { n: String(n) } }));
  internet.registry.fault({
    when: ({ kind }) => kind === "manifest",
    reaction: ({ method }) => ({
      headers: { "ratelimit-limit": "100;w=21600", "ratelimit-remaining": `${remaining(method)};w=21600` },
    }),
  });
  closing.push(() => internet.close());
  const requests = Array.from({ length: images }, (_, n): InspectionRequest => {
    return { image: `docker.io/acme/image-${n}:1`, platform: null, need: "config" };
  });
  return { ...internet, requests };
}

describe("Docker Hub", () => {
  test("what is left is read before it is spent, and the rest is known by digest only", async () => {
    let left = 3;
    const { registry, env, requests } = await hub(10, (method) => (method === "GET" ? --left : left));
    const { inspector } = asking([], { env });
    const inspections = await inspectAll(inspector, requests);
    expect(registry.count({ kind: "manifest", method: "GET" })).toBeLessThanOrEqual(3);
    expect(inspections.every(({ digest }) => digest !== undefined)).toBe(true);
    const degraded = inspections.filter(({ failure }) => failure?.state === "rate-limited");
    expect(degraded.length).toBeGreaterThanOrEqual(7);
    expect(degraded[0]?.failure?.message).toContain("only the digest");
  });

  test("the pull limit ends the GETs and leaves the HEADs alone", async () => {
    const internet = await startInternet(["registry-1.docker.io"]);
    for (let n = 0; n < 20; n++) internet.registry.push(`acme/image-${n}`, "1", image({ labels: { n: String(n) } }));
    internet.registry.fault({
      when: ({ kind, method }) => kind === "manifest" && method === "GET",
      reaction: {
        status: 429,
        body: "You have reached your pull rate limit. You may increase the limit by authenticating.",
      },
    });
    const { inspector } = asking([], { env: internet.env });
    closing.push(() => internet.close());
    const requests = Array.from({ length: 20 }, (_, n): InspectionRequest => {
      return { image: `docker.io/acme/image-${n}:1`, platform: null, need: "config" };
    });
    const inspections = await inspectAll(inspector, requests);
    expect(inspections.every(({ digest, failure }) => digest !== undefined && failure?.state === "rate-limited")).toBe(
      true,
    );
    expect(internet.registry.count({ method: "GET", kind: "manifest" })).toBeLessThanOrEqual(8);
    expect(internet.registry.count({ method: "HEAD", kind: "manifest" })).toBe(20);
  });

  test.for([
    ["is not there", 404, "not-found", ["HEAD", "GET"]],
    ["has a HEAD that does not tell", 405, undefined, ["HEAD", "GET"]],
    ["is refused", 401, "absent-or-private", ["HEAD"]],
    ["is limited with words that nobody can read", 429, "rate-limited", ["HEAD", "HEAD", "HEAD"]],
  ] as const)("an image that %s is not pulled for nothing", async ([, status, state, methods]) => {
    const internet = await startInternet(["registry-1.docker.io"]);
    const { registry, env } = internet;
    registry.push("acme/x", "1", image());
    registry.fault({
      when: ({ kind, method }) => kind === "manifest" && (method === "HEAD" || status === 404),
      reaction: { status, body: Buffer.from([0xff]) },
    });
    closing.push(() => internet.close());
    expect((await asking([], { env }).ask("docker.io/acme/x:1")).failure?.state).toBe(state);
    expect(registry.requests.filter(({ kind }) => kind === "manifest").map(({ method }) => method)).toEqual(methods);
  });

  test("with a warm cache ten images cost ten HEADs and no GET; an entry that was changed is fetched again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "wave-inspect-cache-"));
    closing.push(async () => rmSync(folder, { recursive: true, force: true }));
    const { registry, env, requests } = await hub(10, () => 90);
    const run = async () => {
      registry.forget();
      const cache = createDirectoryCache(folder);
      const { inspector } = asking([], { env, registry: { cache } });
      const inspections = await inspectAll(inspector, requests);
      await cache.close();
      expect(inspections.every(({ failure }) => failure === undefined)).toBe(true);
      const count = (method: string): number => registry.requests.filter((request) => request.method === method).length;
      return { inspections, heads: count("HEAD"), gets: count("GET") };
    };
    expect(await run()).toMatchObject({ heads: 10, gets: 20 });
    const warm = await run();
    expect(warm).toMatchObject({ heads: 10, gets: 0 });
    expect(warm.inspections[0]?.evidence).toMatchObject({ via: "cache", verified: true, requests: 1 });

    const root = join(folder, "content-v1");
    const [some = ""] = readdirSync(root);
    writeFileSync(join(root, some), "{}");
    expect(await run()).toMatchObject({ heads: 10, gets: 1 });
    expect(await run()).toMatchObject({ heads: 10, gets: 0 });
  });
});

test("a limit of another registry is not a limit of pulls", async () => {
  const { registry, requests } = await registryOf(10, {
    faults: [{ when: () => true, reaction: { headers: { "ratelimit-remaining": "0" } } }],
  });
  const inspections = await inspectAll(asking([registry.host]).inspector, requests("config"));
  expect(inspections.map(({ failure }) => failure)).toEqual(inspections.map(() => undefined));
});

test("what only its Content-Type explains is asked for again in spite of a cache", async () => {
  const folder = mkdtempSync(join(tmpdir(), "wave-inspect-cache-"));
  closing.push(async () => rmSync(folder, { recursive: true, force: true }));
  const { registry } = await registryOf(0);
  registry.push("a/b", "1", rawManifest(mediaTypes.ociIndex, Buffer.from('{"schemaVersion":2}')));
  for (const expected of [["GET"], ["HEAD", "GET"]]) {
    registry.forget();
    const cache = createDirectoryCache(folder);
    const { ask } = asking([registry.host], { registry: { cache } });
    expect(await ask(`${registry.host}/a/b:1`, "platforms")).toMatchObject({ platforms: [] });
    await cache.close();
    expect(registry.requests.map(({ method }) => method)).toEqual(expected);
  }
});

test("an index, its platform and its config come from the cache, at any registry", async () => {
  const folder = mkdtempSync(join(tmpdir(), "wave-inspect-cache-"));
  closing.push(async () => rmSync(folder, { recursive: true, force: true }));
  const { registry } = await registryOf(0);
  registry.push("a/b", "1", multiArch(["linux/amd64", "linux/arm64"]));
  for (const expected of [["GET manifest", "GET manifest", "GET blob"], ["HEAD manifest"]]) {
    registry.forget();
    const cache = createDirectoryCache(folder);
    const { ask } = asking([registry.host], { registry: { cache } });
    expect((await ask(`${registry.host}/a/b:1`, "config", "linux/arm64")).failure).toBeUndefined();
    await cache.close();
    expect(registry.requests.map(({ method, kind }) => `${method} ${kind}`)).toEqual(expected);
  }
});

test("what a login opened is not kept", async () => {
  const folder = mkdtempSync(join(tmpdir(), "wave-inspect-cache-"));
  closing.push(async () => rmSync(folder, { recursive: true, force: true }));
  const { registry, requests } = await registryOf(1, { auth: { kind: "basic", users: { ann: "p" } } });
  const cache = createDirectoryCache(folder);
  const { inspector } = asking([registry.host], {
    registry: { cache },
    logins: [{ registry: registry.host, username: "ann", password: "p" }],
  });
  expect((await inspectAll(inspector, requests("config")))[0]?.failure).toBeUndefined();
  await cache.close();
  expect(readdirSync(folder)).toEqual([]);
});
