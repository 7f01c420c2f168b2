/** What a lock would say of images, by the answers of a run. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLock } from "../../src/lock/read.ts";
import { writeLock } from "../../src/lock/write.ts";
import { inRounds } from "../../src/lock/ask.ts";
import { observe } from "../../src/lock/observe.ts";
import type { Answer, Inspection, InspectionRequest, Pull } from "../../src/model.ts";
import { defaultPolicy } from "../../src/policy/policy.ts";
import { requestsFor } from "../../src/policy/judge/index.ts";
import {
  container,
  evidence,
  failed,
  inspection,
  policyOf,
  pull,
  reference,
  scanOf,
  unresolvedPull,
} from "../policy/make.ts";
import { digestOf, locked, lockOf } from "./make.ts";

const TOOL = "quay.io/acme/tool:1.0";
const INDEX = "application/vnd.oci.image.index.v1+json";
const SIF = "application/vnd.sylabs.sif.layer.v1.sif";

function seen(pulls: readonly Pull[], inspections: readonly Inspection[]) {
  const observation = observe({
    policy: defaultPolicy,
    scan: scanOf(pulls),
    inspections,
    startedAt: "2026-11-30T02:00:00.123Z",
  });
  return { ...observation, one: [...observation.images.values()][0] };
}

const index: Answer = {
  index: {
    mediaType: INDEX,
    digest: digestOf("a"),
    manifests: [
      { digest: digestOf("1"), mediaType: "m", platform: { os: "linux", architecture: "amd64" } },
      { digest: digestOf("9"), mediaType: "m", platform: { os: "linux", architecture: "amd64" } },
      { digest: digestOf("2"), platform: { os: "linux", architecture: "arm", variant: "v7" } },
      { digest: digestOf("3"), platform: { os: "unknown", architecture: "unknown" } },
      { digest: digestOf("4") },
    ],
  },
};
const platforms = ["linux/amd64", "linux/arm/v7", "linux/riscv64"];
const child = (answer: ReturnType<typeof container>): Answer => ({
  container: { ...answer.container, digest: digestOf("1") },
});
const config = container({
  user: "root",
  entrypoint: ["/a"],
  cmd: ["b", ""],
  env: ["A=1", "PATH=/bin"],
  workingDir: "/w",
});
const ofIndex = inspection(TOOL, { digest: digestOf("a"), platforms, answer: index });
const ofAmd64 = inspection(TOOL, {
  platform: "linux/amd64",
  digest: digestOf("a"),
  platforms,
  answer: child(config),
  evidence: { ...evidence, indexDigest: digestOf("a") },
});

describe("content", () => {
  test("of an index: every platform, the configuration of those that were read, the first entry of twins", () => {
    const { one } = seen([pull(TOOL)], [ofIndex, ofAmd64]);
    expect(one?.image).toEqual({
      content: {
        digest: digestOf("a"),
        mediaType: INDEX,
        platforms: new Map([
          [
            "linux/amd64",
            {
              digest: digestOf("1"),
              created: "2026-10-01T00:00:00Z",
              entrypoint: ["/a"],
              cmd: ["b", ""],
              user: "root",
              path: "/bin",
              workdir: "/w",
              layers: [{ digest: config.container.digest, size: 1000 }],
            },
          ],
          ["linux/arm/v7", { digest: digestOf("2") }],
          ["linux/riscv64", {}],
        ]),
      },
      by: "registry",
      verified: true,
      firstSeen: "2026-11-30T02:00:00Z",
      written: [TOOL],
      processes: ["DEMO:A"],
      files: [],
      scenarios: ["-profile docker"],
    });
  });

  test("of a single image: the platform of its configuration", () => {
    const { one } = seen(
      [pull(TOOL)],
      [
        inspection(TOOL, { platforms: ["linux/amd64"], answer: container() }),
        inspection(TOOL, {
          platform: "linux/arm64",
          platforms: ["linux/amd64"],
          answer: container(),
          failure: { state: "platform-missing", message: "no" },
        }),
      ],
    );
    expect(one?.trouble).toBeUndefined();
    expect([...(one?.image?.content.platforms?.keys() ?? [])]).toEqual(["linux/amd64"]);
  });

  test("of an artifact, and of one that is a SIF", () => {
    const layer = { mediaType: SIF, digest: digestOf("5"), size: 64 };
    const answer = { container: { ...container().container, manifest: { mediaType: "manifest", layers: [layer] } } };
    const chart = inspection(TOOL, { artifact: "chart", answer });
    expect(seen([pull(TOOL)], [chart]).one?.image?.content).toMatchObject({ artifact: "chart", mediaType: "manifest" });
    const download = { size: 64, sif: { architecture: "linux/arm64", created: "2024-03-05T06:07:08Z" } };
    const sif = inspection(TOOL, { artifact: SIF, answer, download });
    expect(seen([pull(`oras://${TOOL}`)], [sif]).one?.image?.content.file).toEqual({
      format: "sif",
      sha256: "5".repeat(64),
      size: 64,
      architecture: "linux/arm64",
      created: "2024-03-05T06:07:08Z",
    });
  });

  test("of a download: its header, and the sha256 that its URL carries", () => {
    const hex = "ab".repeat(32);
    const url = `https://cr.example.org/docker/registry/v2/blobs/sha256/ab/${hex}/data`;
    const { digest: _, ...of } = inspection(url, {
      download: { size: 7, squashfs: {} },
      evidence: { ...evidence, via: "download" },
    });
    const { one } = seen([pull(url)], [of]);
    expect(one?.image).toMatchObject({
      by: "download",
      content: { file: { format: "squashfs", sha256: hex, size: 7 } },
    });
  });

  test("whatever a stranger says, the lock that comes of it can be read", () => {
    const odd = ["", "sha256:AB", "sha1:x", "x".repeat(9000), "\u0000\u202e", digestOf("b")];
    const any = fc.constantFrom(...odd);
    const answers = fc.record({
      digest: any,
      mediaType: any,
      config: any,
      layer: any,
      size: fc.constantFrom(-0.5, 1, 2 ** 60),
    });
    fc.assert(
      fc.property(answers, any, ({ digest, mediaType, config: of, layer, size }, text) => {
        const { container: one } = container(
          { user: text, workingDir: text, cmd: [text], env: [`PATH=${text}`] },
          { created: text },
        );
        const manifest = { mediaType, config: { digest: of }, layers: [{ digest: layer, size }, {}] };
        const inspections = [
          {
            ...ofIndex,
            answer: {
              index: {
                mediaType,
                digest,
                manifests: [{ digest, mediaType, platform: { os: "linux", architecture: "amd64" } }],
              },
            },
          },
          { ...ofAmd64, answer: { container: { ...one, digest, manifest } } },
          inspection(TOOL, { digest }),
        ];
        const { image: entry } = seen([pull(TOOL)], inspections).one!;
        const lock = lockOf({ [TOOL]: entry! });
        expect(readLock(writeLock(lock), "x")).toEqual(lock);
      }),
    );
  });

  test("long texts are kept by their sum", () => {
    const long = inspection(TOOL, { platforms: ["linux/amd64"], answer: container({ user: "x".repeat(5000) }) });
    const user = seen([pull(TOOL)], [long]).one?.image?.content.platforms?.get("linux/amd64")?.user;
    expect(user).toMatch(/^sha256:[0-9a-f]{64} of 5000 characters$/);
  });

  test("of a name that moved while it was asked for: the one of which the most is known", () => {
    const { digest: _, ...bare } = inspection(TOOL);
    const head = { ...bare, digest: digestOf("f") };
    expect(seen([pull(TOOL)], [head, ofIndex]).one?.image?.content).toMatchObject({
      digest: digestOf("a"),
      mediaType: INDEX,
    });
    expect(seen([pull(TOOL)], [head]).one?.image?.content).toEqual({ digest: digestOf("f") });
  });
});

describe("who said so", () => {
  test.each([
    [{ ...evidence, via: "wave" as const, verified: false }, "wave", false],
    [{ ...evidence, via: "cache" as const }, "registry", true],
    [evidence, "registry", true],
  ])("%o", (by, recorder, verified) => {
    expect(seen([pull(TOOL)], [{ ...ofIndex, evidence: by }]).one?.image).toMatchObject({ by: recorder, verified });
  });
});

describe("what was not answered", () => {
  test("what Wave has not built yet is expected to be gone, unless something else pulls it by its name", () => {
    const image = "quay.io/acme/wave:samtools-1.17--18143b4cfe3c33ca";
    const predicted = pull(image, { predicted: "conda/micromamba:v2" });
    const gone = [failed(image, "not-found", "gone")];
    const message = "Wave has not built it yet: no run has asked for it";
    expect(seen([predicted], gone).one?.trouble).toEqual({ state: "not-found", message, isExpected: true });
    expect(seen([predicted, pull(image)], gone).one?.trouble).toEqual({ state: "not-found", message: "gone" });
    expect(seen([predicted], [failed(image, "timeout", "slow")]).one?.trouble).toEqual({
      state: "timeout",
      message: "slow",
    });
  });

  test("a failure is trouble; what is known beside it is known", () => {
    const limited = failed(TOOL, "rate-limited", "slow down");
    expect(seen([pull(TOOL)], [limited]).one).toEqual({
      usage: expect.anything(),
      trouble: { state: "rate-limited", message: "slow down" },
    });
    const { one } = seen([pull(TOOL)], [{ ...limited, digest: digestOf("a") }]);
    expect(one?.image?.content).toEqual({ digest: digestOf("a") });
  });

  test("bytes that are not what they should be are nothing to record", () => {
    const { one } = seen([pull(TOOL)], [ofIndex, { ...failed(TOOL, "digest-mismatch"), digest: digestOf("a") }]);
    expect(one?.image).toBeUndefined();
  });

  test("a name that one engine pulls and another refuses is one that is pulled", () => {
    const url = "https://depot.example.org/a.sif";
    const { images, outside } = seen([pull(url, { engine: "docker" }), pull(url)], []);
    expect([[...images.keys()], outside.size]).toEqual([[url], 0]);
  });

  test("names that nobody can be asked about are told of", () => {
    const pulls = [
      unresolvedPull("${params.x}"),
      pull("library://a/b/c:1"),
      pull("/data/a.sif"),
      pull("b.sif", { file: "b.sif" }),
      pull("https://depot.example.org/a.sif", { engine: "docker" }),
    ];
    expect(seen(pulls, []).images.size).toBe(0);
    expect([...seen(pulls, []).outside]).toEqual([
      ["${params.x}", "unresolved"],
      ["./b.sif", "in-repository"],
      ["/data/a.sif", "nobody-to-ask"],
      ["https://depot.example.org/a.sif", "not-pullable"],
      ["library://a/b/c:1", "nobody-to-ask"],
    ]);
  });
});

test("who pulls it: processes by name, everything else by its file, runs as they are typed", () => {
  const { process: _, ...build } = pull("acme/tool:1.0", {
    source: "dockerfile",
    scenario: null,
    written: "acme/tool:1.0",
  });
  const pulls = [
    pull("docker.io/acme/tool:1.0", {
      process: "B",
      scenario: { profiles: ["test", "docker"], arguments: ["--gpu", "true"] },
    }),
    pull("docker.io/acme/tool:1.0", { process: "A", scenario: { profiles: [] } }),
    { ...build, references: [reference("acme/tool:1.0", { file: "Dockerfile" })] },
  ];
  expect(seen(pulls, []).one?.usage).toEqual({
    written: ["acme/tool:1.0", "docker.io/acme/tool:1.0"],
    processes: ["A", "B"],
    files: ["Dockerfile"],
    scenarios: ["-profile test,docker --gpu true"],
  });
});

const shuffled = <T>(all: readonly T[]) => fc.shuffledSubarray([...all], { minLength: all.length });

test("neither the order of pulls nor that of answers matters", () => {
  const pulls = ["a", "b", "c"].map((name) => pull(`quay.io/acme/${name}:1`, { process: name }));
  const answers = pulls.map(({ image }, at) => inspection(image!, { digest: digestOf(String(at)) }));
  fc.assert(
    fc.property(shuffled(pulls), shuffled([...answers, ofIndex, ofAmd64]), (some, others) => {
      const { images } = seen([pull(TOOL), ...some], others);
      expect([...images]).toEqual([...seen([pull(TOOL), ...pulls], [...answers, ofIndex, ofAmd64]).images]);
    }),
  );
});

describe("what is asked", () => {
  const run = { platform: null, now: new Date(0) };
  const record = { rules: false, record: true };

  test("of each image the whole, and the platforms that are looked at; of a file once", async () => {
    const scan = scanOf([
      pull(TOOL),
      pull("quay.io/acme/arm:1", { platform: "linux/arm64" }),
      pull("https://depot.example.org/a.sif"),
      pull("/data/a.sif"),
    ]);
    expect(requestsFor(defaultPolicy, scan, run, record)).toEqual([
      { image: TOOL, platform: "linux/amd64", need: "config" },
      { image: TOOL, platform: null, need: "platforms" },
      { image: "quay.io/acme/arm:1", platform: "linux/arm64", need: "config" },
      { image: "quay.io/acme/arm:1", platform: null, need: "platforms" },
      { image: "https://depot.example.org/a.sif", platform: null, need: "config" },
    ]);
    const policy = await policyOf("rules: { architecture: { require: [linux/arm64, linux/amd64] } }");
    const both = requestsFor(policy, scanOf([pull(TOOL)]), run, { rules: true, record: true });
    expect(both.map(({ platform, need }) => `${platform} ${need}`)).toEqual([
      "linux/arm64 config",
      "linux/amd64 config",
      "null platforms",
    ]);
  });

  const all: InspectionRequest[] = [
    { image: TOOL, platform: "linux/amd64", need: "config" },
    { image: TOOL, platform: null, need: "platforms" },
  ];
  const head: InspectionRequest = { image: TOOL, platform: null, need: "existence" };
  const known = locked({ digest: digestOf("a"), platforms: new Map([["linux/amd64", { config: digestOf("c") }]]) });

  test("of what the lock knows only what it means now, and the rest where that is another image", () => {
    const rounds = inRounds(all, [], lockOf({ [TOOL]: known }));
    expect(rounds.first).toEqual([head]);
    const answer = (digest: string) => [{ ...inspection(TOOL, { digest }), request: head }];
    expect(rounds.second(answer(digestOf("a")))).toEqual([]);
    expect(rounds.second(answer(digestOf("b")))).toEqual(all);
    expect(rounds.second([failed(TOOL, "not-found")])).toEqual([]);
  });

  test("what rules ask is asked whatever the lock says, and not again", () => {
    const [config] = all;
    const rounds = inRounds(all, [config!], lockOf({ [TOOL]: known }));
    expect(rounds.first).toEqual([config]);
    expect(rounds.second([{ ...inspection(TOOL, { digest: digestOf("b") }), request: config! }])).toEqual(all.slice(1));
  });

  test.each([
    ["no entry", {}, all],
    ["no platforms", { [TOOL]: locked({ digest: digestOf("a") }) }, all],
    ["no configuration", { [TOOL]: locked({ digest: digestOf("a"), platforms: new Map([["linux/amd64", {}]]) }) }, all],
    [
      "a platform that is not on offer",
      { [TOOL]: locked({ digest: digestOf("a"), platforms: new Map([["linux/arm64", {}]]) }) },
      [head],
    ],
    ["an artifact", { [TOOL]: locked({ digest: digestOf("a"), artifact: "chart" }) }, [head]],
    ["a SIF without its header", { [TOOL]: locked({ digest: digestOf("a"), artifact: SIF }) }, all],
    ["a SIF", { [TOOL]: locked({ digest: digestOf("a"), artifact: SIF, file: { format: "sif" } }) }, [head]],
    ["a file", { [TOOL]: locked({ file: { format: "sif" } }) }, all],
  ])("the lock has %s", (_, images, first) => {
    expect(inRounds(all, [], lockOf(images)).first).toEqual(first);
  });
});
