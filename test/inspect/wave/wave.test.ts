import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { objectOf, parseJson } from "../../support/json.ts";
import { artifact, attestation, image, index, multiArch } from "../../support/registry/images.ts";
import { type Registry, startRegistry } from "../../support/registry/index.ts";
import { goldenCases, loadGolden } from "../../support/wave/golden.ts";
import { startWave, type Wave } from "../../support/wave/index.ts";
import { stage, type WaveBench, waveBench } from "./harness.ts";

const json = (text: string): Readonly<Record<string, unknown>> => objectOf(parseJson(text));

/** Names that our grammar refuses and Wave bends into others, and platforms that it mends. */
const bent: ReadonlySet<string> = new Set([
  "name-leading-slash",
  "tag-hash",
  "docker-v2-1-0-slash-amd64",
  "docker-v2-1-0-linux-amd64-slash",
]);

/** Images that Wave hands out for another platform than the one asked for: it keeps silent about it, we do not. */
const otherPlatform: ReadonlyMap<string, string> = new Map([
  ["arm64-only-1-0-linux-amd64", "platform-missing"],
  ["digest-child-other-platform", "platform-missing"],
  ["docker-v2-1-0-linux-arm64", "platform-missing"],
  ["docker-v2-1-0-windows-amd64", "unsupported"],
  ["windows-1-0-linux-amd64", "unsupported"],
]);

const answered = goldenCases().flatMap(({ id, group, request, status, text }) => {
  const asked = json(request.body ?? "")["containerImage"];
  if (group !== "plain" || status !== 200 || typeof asked !== "string" || bent.has(id)) return [];
  const platform = new URL(request.path, "http://wave").searchParams.get("platform");
  return [{ id, asked, platform: platform === "" ? null : platform, answer: parseJson(text) }];
});

describe("the answers of the real server come through", () => {
  let registry: Registry;
  let wave: Wave;
  let asking: WaveBench;
  beforeAll(async () => {
    registry = await startRegistry();
    loadGolden(registry);
    wave = await startWave({ registries: { "localhost:5000": registry.url } });
    asking = waveBench(wave.endpoint, { localRegistries: ["localhost:5000"] });
  });
  afterAll(async () => {
    await Promise.all([asking.close(), wave.close(), registry.close()]);
  });

  test("there are 112 of them", () => {
    expect(answered.length + bent.size).toBe(112);
  });

  test.each(answered)("$id", async ({ id, asked, platform, answer }) => {
    const inspection = await asking.ask(asked, "config", platform);
    expect(inspection.answer).toEqual(answer);
    expect(inspection.failure?.state).toBe(otherPlatform.get(id));
    expect(inspection.evidence).toMatchObject({ via: "wave", verified: false, identity: "anonymous" });
  });
});

describe("what a need costs", () => {
  const multi = multiArch(["linux/amd64", "linux/arm64"], { labels: { a: "b" } });
  const single = image({ user: "1000" });
  let registry: Registry;
  let wave: Wave;
  const asking = (): WaveBench => waveBench(wave.endpoint);
  beforeAll(async () => {
    registry = await startRegistry();
    registry.push("acme/multi", "1.0", multi);
    registry.push("acme/single", "1.0", single);
    wave = await startWave({ registries: { "quay.io": registry.url, "docker.io": registry.url } });
  });
  afterAll(async () => {
    await Promise.all([wave.close(), registry.close()]);
  });

  const spent = async (work: (bench: WaveBench) => Promise<unknown>): Promise<number> => {
    const before = wave.calls().length;
    const bench = asking();
    await work(bench);
    await bench.close();
    return wave.calls().length - before;
  };

  test("existence is one call, and the digest is that of the index", async () => {
    const calls = await spent(async ({ ask }) => {
      const inspection = await ask("quay.io/acme/multi:1.0", "existence");
      expect(inspection).toMatchObject({ digest: multi.descriptor.digest, evidence: { requests: 1, status: 200 } });
      expect(inspection.answer).toBeUndefined();
    });
    expect(calls).toBe(1);
  });

  test("platforms are one call, attestations left out", async () => {
    const calls = await spent(async ({ ask }) => {
      const inspection = await ask("quay.io/acme/multi:1.0", "platforms");
      expect(inspection.platforms).toEqual(["linux/amd64", "linux/arm64"]);
      expect(inspection.evidence.notes).toContain("2 attestations in the index.");
    });
    expect(calls).toBe(1);
  });

  test("the config of one platform is two calls, of a single image one", async () => {
    const calls = await spent(async ({ ask }) => {
      const inspection = await ask("quay.io/acme/multi:1.0", "config", "linux/arm64");
      expect(inspection).toMatchObject({
        digest: multi.descriptor.digest,
        platforms: ["linux/amd64", "linux/arm64"],
        answer: { container: { config: { architecture: "arm64", config: { labels: { a: "b" } } }, reference: "1.0" } },
        evidence: { indexDigest: multi.descriptor.digest, requests: 2, os: "linux" },
      });
    });
    expect(calls).toBe(2);
    expect(await spent(({ ask }) => ask("quay.io/acme/single:1.0", "config", "linux/amd64"))).toBe(1);
  });

  test("thirty questions about one image at one time are one call", async () => {
    const calls = await spent(async ({ ask }) => {
      const all = await Promise.all(Array.from({ length: 30 }, () => ask("quay.io/acme/multi:1.0", "platforms")));
      expect(new Set(all.map(({ digest }) => digest))).toEqual(new Set([multi.descriptor.digest]));
      expect(all.map(({ evidence }) => evidence.requests).reduce((sum, requests) => sum + requests)).toBe(1);
    });
    expect(calls).toBe(1);
  });

  test("all needs of one image share what is known", async () => {
    const calls = await spent(async ({ ask }) => {
      await ask("quay.io/acme/multi:1.0", "existence");
      await ask("quay.io/acme/multi:1.0", "platforms");
      await ask("quay.io/acme/multi:1.0", "config", "linux/amd64");
    });
    expect(calls).toBe(2);
  });

  test("no more than six calls for one registry are under way, and eight in all", async () => {
    const slow = await startWave({ registries: { "quay.io": registry.url, "docker.io": registry.url }, latencyMs: 30 });
    const bench = waveBench(slow.endpoint);
    await bench.ask("quay.io/acme/single:1.0", "existence");
    await Promise.all(Array.from({ length: 20 }, (_, at) => bench.ask(`quay.io/acme/none:${at}`, "existence")));
    expect(slow.peak()).toBeLessThanOrEqual(6);
    await Promise.all(
      ["quay.io", "docker.io"].flatMap((host) =>
        Array.from({ length: 20 }, (_, at) => bench.ask(`${host}/acme/absent:${at}`, "existence")),
      ),
    );
    expect(slow.peak()).toBe(8);
    await bench.close();
    await slow.close();
  });
});

describe("what Wave says of itself", () => {
  const images = { "acme/x:1.0": image(), "acme/x:2.0": image({ user: "1" }) };

  test("the version is asked once and stands in every evidence", async () => {
    await using servers = await stage({ images });
    const { wave, asking } = servers;
    const inspections = await Promise.all(["1.0", "2.0"].map((tag) => asking.ask(`quay.io/acme/x:${tag}`)));
    for (const { evidence } of inspections) expect(evidence.notes).toContain("Wave 1.37.0.");
    expect(wave.requests.filter(({ path }) => path === "/service-info")).toHaveLength(1);
    expect(asking.log).toEqual([]);
  });

  test("a server that does not say is asked all the same, with one warning", async () => {
    await using servers = await stage({ images, wave: { version: null } });
    const { asking } = servers;
    const inspections = await Promise.all(["1.0", "2.0"].map((tag) => asking.ask(`quay.io/acme/x:${tag}`)));
    for (const { answer } of inspections) expect(answer).toBeDefined();
    const warning = expect.stringContaining("does not say that it is a Wave server (404 for /service-info)");
    expect(asking.log).toEqual([warning]);
  });

  test.each([
    ["1.12.0", 2],
    ["1.29.1", 1],
    ["1.30.0", 0],
  ])("version %s lacks %d of what we use, and it is said", async (version, warnings) => {
    await using servers = await stage({ images, wave: { version } });
    await servers.asking.ask("quay.io/acme/x:1.0");
    expect(servers.asking.log).toHaveLength(warnings);
  });
});

describe("what is not a container image", () => {
  test.each([
    [
      "a SIF",
      artifact({ configType: "application/vnd.sylabs.sif.config.v1+json" }),
      "application/vnd.sylabs.sif.config.v1+json",
    ],
    [
      "an artifact by its type",
      artifact({ artifactType: "application/vnd.example.thing" }),
      "application/vnd.example.thing",
    ],
    ["an artifact by its layer", artifact({ layerType: "text/plain" }), "text/plain"],
    ["an attestation", attestation(image()), "application/vnd.in-toto+json"],
  ])("%s is answered as Wave does, and said to be none", async (_, content, type) => {
    await using servers = await stage({ images: { "acme/x:1.0": content } });
    const inspection = await servers.asking.ask("quay.io/acme/x:1.0", "config", "linux/amd64");
    expect(inspection.failure).toBeUndefined();
    expect(inspection.platforms).toBeUndefined();
    expect(inspection.answer).toMatchObject({ container: { config: { config: {} } } });
    expect(inspection.evidence.notes).toContain(`No container image but an artifact: ${type}.`);
  });

  test("Docker's first format and a config of zero bytes are unsupported", async () => {
    await using servers = await stage();
    const { registry, asking } = servers;
    loadGolden(registry);
    const old = await asking.ask("quay.io/golden/raw:schema1");
    expect(old.failure).toMatchObject({ state: "unsupported", message: expect.stringContaining("schema 1") });
    expect((await asking.ask("quay.io/golden/raw:schema1", "existence")).failure).toBeUndefined();
    const bare = await asking.ask("quay.io/golden/artifact-sif:zero-byte-config");
    expect(bare.failure).toMatchObject({ state: "unsupported", message: expect.stringContaining("empty config") });
    expect(bare.evidence.notes?.some((note) => /^Wave's Error ID: [0-9a-f]{12}\.$/.test(note))).toBe(true);
  });

  test("an index without entries has no platform", async () => {
    await using servers = await stage({ images: { "acme/x:1.0": index([]) } });
    const { asking } = servers;
    expect(await asking.ask("quay.io/acme/x:1.0", "platforms")).toMatchObject({ platforms: [] });
    expect((await asking.ask("quay.io/acme/x:1.0", "config", "linux/amd64")).failure?.state).toBe("platform-missing");
  });
});
