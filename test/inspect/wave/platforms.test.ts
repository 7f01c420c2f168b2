import { describe, expect, test } from "vitest";
import {
  artifact,
  attestation,
  type Image,
  image,
  index,
  mediaTypes,
  multiArch,
} from "../../support/registry/images.ts";
import { stage } from "./harness.ts";

const name = "quay.io/acme/x:1.0";
const platformsOf = (...platforms: readonly string[]): readonly Image[] =>
  platforms.map((platform) => image({ platform }));

/** An index whose entries state no platform. */
const mute = (images: readonly Image[]): Image => index(images, { platforms: false });

/** Platforms of the inspect calls, in order. */
const asked = (calls: readonly { readonly platform: string | undefined }[]): readonly (string | undefined)[] =>
  calls.map(({ platform }) => platform);

const odd = (platform: Readonly<Record<string, string>>, child = image()): Image => index([{ ...child, platform }]);

const inexact = (value: string | null): Parameters<typeof stage>[0] => ({
  images: { "acme/x:1.0": multiArch(["linux/amd64", "linux/arm64"]) },
  registry: {
    faults: [{ when: ({ kind }) => kind === "manifest", reaction: { headers: { "content-type": value } } }],
  },
});

describe("the platform goes out as one value of the query", () => {
  test.each([
    ["linux/arm64", "linux/arm64"],
    ["arm64", "linux/arm64"],
    ["linux/aarch64", "linux/arm64"],
    ["linux/arm64/v8", "linux/arm64"],
    ["linux/arm", "linux/arm/v7"],
    ["linux/x86_64", "linux/amd64"],
  ])("%s as %s", async (written, sent) => {
    await using servers = await stage({
      images: { "acme/x:1.0": multiArch(["linux/amd64", "linux/arm64", "linux/arm/v7"]) },
    });
    const { wave, asking } = servers;
    const inspection = await asking.ask(name, "config", written);
    expect(inspection.failure).toBeUndefined();
    expect(asked(wave.calls())).toEqual([undefined, sent]);
    expect(wave.calls()[1]?.body).toBe(`{"containerImage":"${name}"}`);
  });
});

describe("where Wave's own rules are too strict, the image is read by its digest", () => {
  const all = platformsOf("linux/amd64", "linux/386", "linux/ppc64le", "linux/s390x", "linux/riscv64", "linux/arm/v6");
  test.each(["linux/386", "linux/ppc64le", "linux/s390x", "linux/riscv64"])(
    "%s is an architecture that Wave refuses",
    async (platform) => {
      await using servers = await stage({ images: { "acme/x:1.0": index(all, { attestations: true }) } });
      const { wave, asking } = servers;
      const inspection = await asking.ask(name, "config", platform);
      const child = all.find(({ platform: own }) => `linux/${String(own?.["architecture"])}` === platform);
      expect(inspection.failure).toBeUndefined();
      expect(inspection.answer).toMatchObject({
        container: {
          digest: child?.descriptor.digest,
          reference: "1.0",
          config: { architecture: platform.slice("linux/".length) },
        },
      });
      // Wave's 400 is never provoked.
      expect(asked(wave.calls())).toEqual([undefined, undefined]);
      expect(wave.calls().map(({ status }) => status)).toEqual([200, 200]);
    },
  );

  test.each([
    ["an entry amd64/v1", odd({ os: "linux", architecture: "amd64", variant: "v1" }), "linux/amd64"],
    ["an entry with an empty variant", odd({ os: "linux", architecture: "amd64", variant: "" }), "linux/amd64"],
    [
      "an entry arm without variant",
      odd({ os: "linux", architecture: "arm" }, image({ platform: "linux/arm" })),
      "linux/arm/v7",
    ],
    [
      "an entry arm/7",
      odd({ os: "linux", architecture: "arm", variant: "7" }, image({ platform: "linux/arm" })),
      "linux/arm/v7",
    ],
    ["a Docker image in an OCI index", index([image({ family: "docker" })]), "linux/amd64"],
    ["an OCI image in a Docker list", index([image()], { family: "docker" }), "linux/amd64"],
    ["an index without mediaType", index([image()], { index: { mediaType: undefined } }), "linux/amd64"],
    ["an image without mediaType", index([image({ manifest: { mediaType: undefined } })]), "linux/amd64"],
    ["a nested index", index([index(platformsOf("linux/arm64")), index(platformsOf("linux/amd64"))]), "linux/amd64"],
    [
      "an entry without platform before it",
      index([{ ...image({ platform: "linux/arm64" }), platform: {} }, image()]),
      "linux/amd64",
    ],
    ["no platform in any entry", index(platformsOf("linux/arm64", "linux/amd64"), { platforms: false }), "linux/amd64"],
  ])("%s", async (_, content, platform) => {
    await using servers = await stage({ images: { "acme/x:1.0": content } });
    const inspection = await servers.asking.ask(name, "config", platform);
    expect(inspection.failure).toBeUndefined();
    expect(inspection.platforms).toContain(platform);
    expect(inspection.answer).toMatchObject({ container: { reference: "1.0" } });
    expect(inspection.digest).toBe(content.descriptor.digest);
  });
});

test("an entry that is gone when it is asked for by its digest", async () => {
  const content = index(platformsOf("linux/amd64", "linux/s390x"));
  await using servers = await stage({ images: { "acme/x:1.0": content } });
  const { registry, asking } = servers;
  registry.delete("acme/x", content.manifests[1]?.digest ?? "");
  const inspection = await asking.ask(name, "config", "linux/s390x");
  expect(inspection.failure?.state).toBe("not-found");
  expect(inspection.platforms).toEqual(["linux/amd64", "linux/s390x"]);
});

test("what goes wrong with the platform that Wave picks is told", async () => {
  const content = index([image(), image({ platform: "linux/arm64", config: { created: "yesterday" } })]);
  await using servers = await stage({ images: { "acme/x:1.0": content } });
  const { asking } = servers;
  expect((await asking.ask(name, "config", "linux/arm64")).failure?.state).toBe("malformed");
  expect((await asking.ask(name, "config", "linux/amd64")).failure).toBeUndefined();
});

describe("platforms", () => {
  test.each([
    ["of an index, attestations left out", multiArch(["linux/amd64", "linux/arm64"]), ["linux/amd64", "linux/arm64"]],
    [
      "of Windows, once for all versions",
      index([image({ platform: "windows/amd64" }), image({ platform: "windows/amd64", user: "x" })]),
      ["windows/amd64"],
    ],
    [
      "of nested indexes, all of them",
      index([index(platformsOf("linux/arm64", "linux/amd64")), ...platformsOf("linux/s390x")]),
      ["linux/arm64", "linux/amd64", "linux/s390x"],
    ],
    [
      "of entries that do not say, from their configs",
      index(platformsOf("linux/arm64", "linux/amd64"), { platforms: false }),
      ["linux/arm64", "linux/amd64"],
    ],
    ["of a single image, from its config", image({ platform: "linux/arm64" }), ["linux/arm64"]],
    ["of an image that does not say", image({ config: { architecture: undefined } }), undefined],
    ["of an attestation alone", attestation(image()), undefined],
    [
      "of an index with an artifact that does not say",
      index([artifact({ configType: "application/vnd.cncf.helm.config.v1+json" }), image()], { platforms: false }),
      ["linux/amd64"],
    ],
  ])("%s", async (_, content, platforms) => {
    await using servers = await stage({ images: { "acme/x:1.0": content } });
    expect((await servers.asking.ask(name, "platforms")).platforms).toEqual(platforms);
  });

  test("an index that nests deeper than three levels is given up", async () => {
    let deep = index(platformsOf("linux/amd64"));
    for (let depth = 0; depth < 5; depth++) deep = index([deep]);
    await using servers = await stage({ images: { "acme/x:1.0": deep } });
    const { wave, asking } = servers;
    const words = "quay.io/acme/x:1.0 is an index nested deeper than 3 levels.";
    const whole = await asking.ask(name, "platforms");
    expect(whole.answer).toMatchObject({ index: { digest: deep.descriptor.digest } });
    expect(whole.platforms).toBeUndefined();
    expect(whole.evidence.notes).toContain(words);
    expect((await asking.ask(name, "config", "linux/amd64")).failure).toEqual({ state: "malformed", message: words });
    expect(wave.calls()).toHaveLength(4);
  });

  test("of hundreds of entries that do not say, sixteen are opened", async () => {
    const wide = index(
      Array.from({ length: 40 }, (_, at) => image({ user: String(at) })),
      { platforms: false },
    );
    await using servers = await stage({ images: { "acme/x:1.0": wide } });
    const { wave, asking } = servers;
    const inspection = await asking.ask(name, "platforms");
    expect(inspection.platforms).toEqual(["linux/amd64"]);
    expect(inspection.evidence.notes).toContain("Only 16 of the entries without a platform were opened.");
    expect(wave.calls()).toHaveLength(17);
  });

  test("sixteen in all, however they are nested", async () => {
    const eight = Array.from({ length: 8 }, (_, n) => n);
    const wide = mute(eight.map((at) => mute(eight.map((n) => image({ user: `${at}-${n}` })))));
    await using servers = await stage({ images: { "acme/x:1.0": wide } });
    const { wave, asking } = servers;
    const inspection = await asking.ask(name, "platforms");
    expect(inspection.evidence.notes).toContain("Only 16 of the entries without a platform were opened.");
    expect(wave.calls()).toHaveLength(17);
  });

  test("an entry that cannot be opened leaves the question open", async () => {
    const child = image({ platform: "linux/arm64", config: { created: "yesterday" } });
    await using servers = await stage({ images: { "acme/x:1.0": index([child], { platforms: false }) } });
    const { asking } = servers;
    expect((await asking.ask(name, "config", "linux/arm64")).failure?.state).toBe("malformed");
    const whole = await asking.ask(name, "platforms");
    expect(whole.failure).toBeUndefined();
    expect(whole.platforms).toBeUndefined();
  });

  test("a nested index that its registry labels inexactly leaves the question open", async () => {
    const inner = index(platformsOf("linux/arm64"));
    await using servers = await stage({ images: { "acme/x:1.0": index([inner]) } });
    const { registry, asking } = servers;
    registry.fault({
      when: ({ reference }) => reference === inner.descriptor.digest,
      reaction: { headers: { "content-type": "application/json" } },
    });
    expect((await asking.ask(name, "config", "linux/arm64")).failure).toEqual({
      state: "malformed",
      message: "quay.io/acme/x:1.0 has an entry that Wave cannot show.",
    });
  });

  test("one attestation is counted as one", async () => {
    await using servers = await stage({ images: { "acme/x:1.0": multiArch(["linux/amd64"]) } });
    const inspection = await servers.asking.ask(name, "platforms");
    expect(inspection.evidence.notes).toContain("1 attestation in the index.");
  });

  test("an entry of another type is nothing to open", async () => {
    const other = { ...image(), descriptor: { ...image().descriptor, mediaType: "application/vnd.example+json" } };
    await using servers = await stage({
      images: { "acme/x:1.0": index([other, image({ platform: "linux/arm64" })], { platforms: false }) },
    });
    const { wave, asking } = servers;
    expect((await asking.ask(name, "platforms")).platforms).toEqual(["linux/arm64"]);
    expect(wave.calls()).toHaveLength(2);
  });
});

describe("a platform that is not there", () => {
  test("in an index: one call, and the list", async () => {
    const content = multiArch(["linux/amd64", "linux/arm64"]);
    await using servers = await stage({ images: { "acme/x:1.0": content } });
    const { wave, asking } = servers;
    for (const need of ["platforms", "config"] as const) {
      const inspection = await asking.ask(name, need, "linux/s390x");
      expect(inspection.failure).toEqual({
        state: "platform-missing",
        message: "quay.io/acme/x:1.0 has no image for linux/s390x: it offers linux/amd64, linux/arm64.",
      });
      expect(inspection.platforms).toEqual(["linux/amd64", "linux/arm64"]);
    }
    expect(wave.calls()).toHaveLength(1);
  });

  test("amd64/v3 does not stand for amd64", async () => {
    await using servers = await stage({ images: { "acme/x:1.0": index(platformsOf("linux/amd64/v3")) } });
    const { asking } = servers;
    expect((await asking.ask(name, "config", "linux/amd64")).failure?.state).toBe("platform-missing");
    expect((await asking.ask(name, "config", "linux/amd64/v3")).failure).toBeUndefined();
  });

  test("a single image of another architecture, which Wave hands out without a word", async () => {
    await using servers = await stage({ images: { "acme/x:1.0": image() } });
    const inspection = await servers.asking.ask(name, "config", "linux/arm64");
    expect(inspection.failure).toEqual({
      state: "platform-missing",
      message: "quay.io/acme/x:1.0 has no image for linux/arm64: it is made for linux/amd64 only.",
    });
  });

  test("what Wave does not tell of a single image is not guessed", async () => {
    await using servers = await stage({ images: { "acme/x:1.0": image({ platform: "linux/arm/v7" }) } });
    const { asking } = servers;
    for (const platform of ["linux/arm/v6", "linux/arm/v7", "windows/arm/v7"]) {
      expect((await asking.ask(name, "config", platform)).failure).toMatchObject({
        state: "unsupported",
        message: expect.stringContaining("ask the registry directly"),
      });
    }
  });

  test("the letter of a drive gives Windows away, and so do its users", async () => {
    const paths = [
      { cmd: ["C:\\app\\tool.exe"] },
      { entrypoint: ["c:\\tool.exe"] },
      { workingDir: "D:\\work" },
      { entrypoint: ["dotnet", "app.dll"], env: ["PATH=C:\\Windows\\system32;C:\\Windows"] },
      { entrypoint: ["dotnet", "app.dll"], user: "ContainerUser" },
    ];
    for (const odd of paths) {
      await using servers = await stage({ images: { "acme/x:1.0": image(odd) } });
      expect((await servers.asking.ask(name, "config", "linux/amd64")).failure?.state).toBe("unsupported");
      expect((await servers.asking.ask(name, "config", "linux/arm64")).failure?.state).toBe("platform-missing");
    }
  });
});

test("an index that Wave neither shows nor resolves", async () => {
  await using servers = await stage(inexact("application/json"));
  const { wave, asking } = servers;
  const refused = '{"message":"Unsupported container platform: x"}';
  wave.fault({ when: ({ platform }) => platform !== undefined, reaction: { status: 400, body: refused } });
  expect((await asking.ask(name)).failure).toMatchObject({
    state: "unsupported",
    message: expect.stringContaining("is an index that Wave cannot show"),
  });
});

test("an inexact index whose image Wave cannot read", async () => {
  const content = index([image({ config: { created: "yesterday" } })]);
  await using servers = await stage({ ...inexact("application/json"), images: { "acme/x:1.0": content } });
  const { wave, asking } = servers;
  wave.fault({
    when: ({ platform }) => platform === "none/amd64",
    reaction: { status: 400, body: '{"message":"Cannot find platform"}' },
  });
  expect((await asking.ask(name)).failure?.state).toBe("malformed");
});

describe("an index that its registry labels inexactly", () => {
  test.each([[`${mediaTypes.ociIndex}; charset=utf-8`], ["application/octet-stream"], ["application/json"], [null]])(
    "as %s is read all the same",
    async (type) => {
      await using servers = await stage(inexact(type));
      const { asking } = servers;
      const whole = await asking.ask(name, "platforms");
      expect(whole.platforms).toEqual(["linux/amd64", "linux/arm64"]);
      expect(whole.answer).toMatchObject({ index: { schemaVersion: 2, mediaType: mediaTypes.ociIndex } });
      expect(whole.digest).toBeUndefined();
      const arm = await asking.ask(name, "config", "linux/arm64");
      expect(arm.failure).toBeUndefined();
      expect(arm.answer).toMatchObject({ container: { config: { architecture: "arm64" } } });
      expect((await asking.ask(name, "config", "linux/s390x")).failure?.state).toBe("platform-missing");
      expect((await asking.ask(name, "existence")).failure).toBeUndefined();
    },
  );

  test.each([
    "Cannot find platform",
    "Cannot find platform 'none/amd64' in the manifest: {\"schemaVersion\":2,",
    "Cannot find platform 'none/amd64' elsewhere",
  ])("a Wave that shows no index in its refusal still gives one image: %s", async (message) => {
    await using servers = await stage(inexact("application/json"));
    const { wave, asking } = servers;
    const body = JSON.stringify({ message });
    wave.fault({ when: ({ platform }) => platform === "none/amd64", reaction: { status: 400, body } });
    const inspection = await asking.ask(name);
    expect(inspection.answer).toMatchObject({ container: { config: { architecture: "amd64" } } });
    expect(inspection.platforms).toBeUndefined();
    expect(inspection.evidence.notes).toContain(
      "Only the image for linux/amd64 was seen; Wave could not show the others.",
    );
  });

  test("the digest of a single image is then unknown, and said to be", async () => {
    await using servers = await stage({ ...inexact("application/json"), images: { "acme/x:1.0": image() } });
    const inspection = await servers.asking.ask(name);
    expect(inspection.digest).toBeUndefined();
    expect(inspection.answer).toMatchObject({ container: { config: { architecture: "amd64" } } });
    const existence = await servers.asking.ask(name, "existence");
    expect(existence.failure).toBeUndefined();
    expect(existence.digest).toBeUndefined();
    expect(inspection.evidence.notes).toContain(
      "Wave did not tell the digest: the registry labels its manifests inexactly.",
    );
  });
});

test("a tag that moves between two calls: the index that was seen decides", async () => {
  const before = multiArch(["linux/amd64", "linux/arm64"], { labels: { at: "first" } });
  const after = multiArch(["linux/amd64", "linux/arm64"], { labels: { at: "second" } });
  await using servers = await stage({ images: { "acme/x:1.0": before } });
  const { registry, asking } = servers;
  await asking.ask(name, "platforms");
  registry.push("acme/x", "1.0", after);
  const inspection = await asking.ask(name, "config", "linux/arm64");
  expect(inspection.digest).toBe(before.descriptor.digest);
  expect(inspection.answer).toMatchObject({
    container: { config: { config: { labels: { at: "first" } } }, reference: "1.0" },
  });
});
