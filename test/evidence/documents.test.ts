/** Each document of the evidence, held against what the authors of its format publish. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evidenceOf, type Facts, policyResource } from "../../src/evidence/facts.ts";
import { packOf } from "../../src/evidence/index.ts";
import { packageUrl } from "../../src/evidence/purl.ts";
import { resourceUri } from "../../src/evidence/origin.ts";
import { approvalFiles, LIMITS } from "../../src/evidence/statements.ts";
import { readLock } from "../../src/lock/read.ts";
import { sha256 } from "../../src/text/sha256.ts";
import { coverage, reportOf, scanOf } from "../policy/make.ts";
import { hostileText } from "../report/hostile.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { COMMIT, digestOf, factsOf, fileOf, NIGHT, ORIGIN, SEEN, seen } from "./make.ts";
import { bomFaults, containersOf, purlTests, statementFaults, summaryFaults, trsFaults } from "./validators.ts";

const FACTS = factsOf(SEEN);
const names = [...SEEN.images.keys()];
const failing = reportOf({ verdict: "undecided" });

describe("the lock", () => {
  const old = readLock(fileOf(FACTS, "containers.lock"), "containers.lock");

  test("has what was answered, with the time of the evidence", () => {
    expect([...old.images.keys()]).toEqual(names.filter((name) => name !== "quay.io/acme/away:1"));
    expect([...old.images.values()].map(({ firstSeen }) => firstSeen)).toEqual(Array.from({ length: 4 }, () => NIGHT));
  });

  test("takes the first day from the repository's own, where that says the same, and nothing else", () => {
    const before = new Map(
      [...old.images].map(([name, image]) => [
        name,
        {
          ...image,
          processes: ["FORGED"],
          firstSeen: "2025-01-01T00:00:00Z",
          ...(name.includes("single") && { content: { ...image.content, digest: digestOf("0") } }),
        },
      ]),
    );
    const { images } = readLock(fileOf(factsOf(SEEN, { old: { images: before } }), "containers.lock"), "");
    const days = [...images].map(([name, { firstSeen }]) => [name, firstSeen.slice(0, 4)]);
    expect(Object.fromEntries(days)).toMatchObject({
      "quay.io/acme/single:2.0": "2026",
      "quay.io/acme/tool:1.0": "2025",
    });
    expect([...images.values()].flatMap(({ processes }) => processes)).toEqual(["DEMO:TOOL"]);
  });
});

const statementOf = (facts: Facts) => {
  const text = fileOf(facts, "summary.intoto.json");
  expect(statementFaults(text)).toEqual([]);
  const statement = objectOf(JSON.parse(text));
  expect(summaryFaults(statement["predicate"])).toEqual([]);
  expect(JSON.parse(fileOf(facts, "summary.predicate.json"))).toEqual(statement["predicate"]);
  return statement;
};

const by = (report = reportOf(), isTypedPolicy = false) => policyResource({ report, origin: ORIGIN, isTypedPolicy });

describe("the summary", () => {
  test("is about the lock, and says that the policy is met", () => {
    const statement = statementOf(FACTS);
    expect(statement).toMatchObject({
      subject: [{ name: "containers.lock", digest: { sha256: sha256(fileOf(FACTS, "containers.lock")) } }],
      predicateType: "https://slsa.dev/verification_summary/v1",
      predicate: {
        resourceUri: `pkg:github/acme/demo@${COMMIT}#containers.lock`,
        policy: { uri: `pkg:github/acme/demo@${COMMIT}#policy.yml`, digest: { sha256: "ab".repeat(32) } },
        verificationResult: "PASSED",
        verifiedLevels: ["WAVE_INSPECT_POLICY_MET"],
      },
    });
    // A commit's time is not the time of verification; that is left to who signs.
    expect(statement["predicate"]).not.toHaveProperty("timeVerified");
  });

  test.each([
    ["undecided", failing],
    ["errors that fail-on lets pass", reportOf({ failOn: "never", counts: { ...reportOf().counts, errors: 1 } })],
  ])("says FAILED, and no image is approved: %s", (_why, report) => {
    const facts = factsOf(SEEN, { report });
    expect(statementOf(facts)).toMatchObject({
      predicate: { verificationResult: "FAILED", verifiedLevels: ["FAILED"] },
    });
    expect(Object.keys(packOf(facts, undefined).files)).toEqual([
      "containers.lock",
      "summary.intoto.json",
      "summary.predicate.json",
      "bom.cdx.json",
      "ro-crate-metadata.json",
      "trs-images.json",
    ]);
  });

  test("has the time where one was given, and a name by its sum where no repository is known", () => {
    const origin = { ...ORIGIN, repository: undefined, isGiven: true };
    const sum = sha256(fileOf(FACTS, "containers.lock"));
    expect(statementOf(factsOf(SEEN, { origin }))).toMatchObject({
      predicate: {
        timeVerified: NIGHT,
        resourceUri: `pkg:generic/containers.lock?checksum=sha256:${sum}`,
        policy: { uri: `pkg:generic/policy?checksum=sha256:${"ab".repeat(32)}` },
      },
    });
  });

  const files = [{ file: "x", commit: "f".repeat(40), sha256: "" }];
  test.each([
    ["wave-inspect:standard@1.0.0", {}, "pkg:generic/wave-inspect/standard@1.0.0"],
    [
      "Acme/Governance:policies/a b.yml@v3",
      { files },
      `pkg:github/acme/governance@${"f".repeat(40)}#policies/a%20b.yml`,
    ],
    ["acme/governance:p.yml@v3", {}, "pkg:github/acme/governance@v3#p.yml"],
    [".github/p.yml", { from: { commit: "e".repeat(40) } }, `pkg:github/acme/demo@${"e".repeat(40)}#sub/.github/p.yml`],
    [".github/p.yml", { from: "first" as const }, `pkg:github/acme/demo@${COMMIT}#sub/.github/p.yml`],
  ])("names the policy %s", (file, more, uri) => {
    const report = reportOf({ policy: { file, sha256: "ab".repeat(32), files: [], ...more } });
    expect(policyResource({ report, origin: { ...ORIGIN, folder: "sub" }, isTypedPolicy: false }).uri).toBe(uri);
  });

  test("names a typed policy by its sum, and the built-in one by its version", () => {
    expect(by(reportOf(), true).uri).toBe(`pkg:generic/policy?checksum=sha256:${"ab".repeat(32)}`);
    expect(by(reportOf({ policy: null }))).toEqual({ uri: "pkg:generic/wave-inspect/built-in@1.0.0" });
  });
});

describe("the approval", () => {
  test("has each image that has a digest as a subject, and says who pulls it", () => {
    const text = fileOf(FACTS, "approval.intoto.json");
    expect(statementFaults(text)).toEqual([]);
    const statement = objectOf(JSON.parse(text));
    expect(statement).toMatchObject({
      subject: [
        { name: "quay.io/acme/single:2.0", digest: { sha256: "e".repeat(64) } },
        { name: "quay.io/acme/tool:1.0", digest: { sha256: "a".repeat(64) } },
        { name: names[4], digest: { sha256: "9".repeat(64) } },
      ],
      predicate: {
        source: { uri: `pkg:github/acme/demo@${COMMIT}`, digest: { gitCommit: COMMIT } },
        lock: { digest: { sha256: sha256(fileOf(FACTS, "containers.lock")) } },
        images: {
          "quay.io/acme/tool:1.0": {
            digest: digestOf("a"),
            platforms: { "linux/amd64": digestOf("b"), "linux/arm64": digestOf("f") },
            processes: ["DEMO:TOOL"],
            scenarios: ["-profile docker"],
          },
        },
      },
    });
    expect(JSON.parse(fileOf(FACTS, "approval.predicate.json"))).toEqual(statement["predicate"]);
  });

  test("its checksums are what actions/attest reads as the subjects", () => {
    // getSubjectFromChecksumsString of actions/attest: up to the first blank the digits, then a flag, then the name.
    const read = fileOf(FACTS, "approval.checksums.txt")
      .split(/\r?\n/)
      .filter(Boolean)
      .map((line) => {
        const at = line.indexOf(" ");
        return { name: line.slice(at + 2), digest: { sha256: line.slice(0, at) } };
      });
    expect(read).toEqual(objectOf(JSON.parse(fileOf(FACTS, "approval.intoto.json")))["subject"]);
  });

  test("is split where one would be more than GitHub takes", () => {
    const many = seen(
      Object.fromEntries(
        Array.from({ length: 2_500 }, (_, n) => [`quay.io/acme/tool:${10_000 + n}`, { digest: digestOf("a") }]),
      ),
    );
    const files = approvalFiles(evidenceOf(factsOf(many)));
    expect(Object.keys(files)).toHaveLength(9);
    const subjects = ["approval", "approval-2", "approval-3"].map((stem) => {
      const text = files[`${stem}.intoto.json`] ?? "";
      expect(statementFaults(text)).toEqual([]);
      const lines = (files[`${stem}.checksums.txt`] ?? "").split("\n").slice(0, -1);
      const statement = objectOf(JSON.parse(text));
      expect(lines).toHaveLength(arrayOf(statement["subject"]).length);
      expect(Object.keys(objectOf(objectOf(statement["predicate"])["images"]))).toHaveLength(lines.length);
      return lines.length;
    });
    expect(subjects).toEqual([1_024, 1_024, 452]);
  });

  test.each([
    ["bytes of checksums", { checksumBytes: 200 }],
    ["bytes of the predicate", { predicateBytes: 64 * 1_024 + 3_000 }],
  ])("is split by %s, too", (_what, limit) => {
    const many = seen(
      Object.fromEntries(
        Array.from({ length: 20 }, (_, n) => [`quay.io/acme/tool:${10 + n}`, { digest: digestOf("a") }]),
      ),
    );
    const evidence = evidenceOf(factsOf(many));
    const limits = { ...LIMITS, ...limit };
    const files = Object.entries(approvalFiles(evidence, limits));
    const checksums = files.filter(([name]) => name.endsWith(".txt"));
    const predicates = files.filter(([name]) => name.endsWith(".predicate.json"));
    expect(checksums.length).toBeGreaterThan(1);
    expect(Math.max(...checksums.map(([, text]) => text.length))).toBeLessThanOrEqual(limits.checksumBytes);
    expect(Math.max(...predicates.map(([, text]) => text.length))).toBeLessThanOrEqual(limits.predicateBytes);
    expect(
      checksums
        .map(([, text]) => text)
        .join("")
        .split("\n"),
    ).toHaveLength(21);
  });

  test("leaves out a digest that actions/attest has no checksums for", () => {
    const digest = `sha384:${"a".repeat(96)}`;
    expect(approvalFiles(evidenceOf(factsOf(seen({ "quay.io/acme/tool:1": { digest } }))))).toEqual({});
    expect(bomFaults(fileOf(factsOf(seen({ "quay.io/acme/tool:1": { digest } })), "bom.cdx.json"))).toEqual([]);
  });
});

const bom = (facts: Facts) => {
  const text = fileOf(facts, "bom.cdx.json");
  expect(bomFaults(text)).toEqual([]);
  return objectOf(JSON.parse(text));
};

describe("CycloneDX", () => {
  test("has the images as containers with their purl, and processes that depend on them", () => {
    expect(bom(FACTS)).toMatchObject({
      specVersion: "1.6",
      metadata: {
        timestamp: NIGHT,
        component: { name: "acme/demo", version: COMMIT, purl: `pkg:github/acme/demo@${COMMIT}` },
      },
      components: expect.arrayContaining([
        expect.objectContaining({
          type: "container",
          "bom-ref": "image quay.io/acme/tool:1.0",
          name: "quay.io/acme/tool",
          version: "1.0",
          hashes: [{ alg: "SHA-256", content: "a".repeat(64) }],
          purl: `pkg:oci/tool@${digestOf("a")}?repository_url=quay.io%2Facme%2Ftool&tag=1.0`,
          components: [
            expect.objectContaining({
              purl: `pkg:oci/tool@${digestOf("b")}?arch=amd64&repository_url=quay.io%2Facme%2Ftool&tag=1.0`,
            }),
            expect.objectContaining({ name: "linux/arm64", version: digestOf("f") }),
          ],
        }),
        expect.objectContaining({
          purl: "pkg:generic/blat:35--1?download_url=https:%2F%2Fdepot.galaxyproject.org%2Fsingularity%2Fblat:35--1",
        }),
        expect.objectContaining({ type: "application", name: "DEMO:TOOL" }),
        expect.objectContaining({ type: "file", name: "Dockerfile" }),
      ]),
      dependencies: expect.arrayContaining([
        { ref: "repository", dependsOn: ["process DEMO:TOOL", "file Dockerfile"] },
        { ref: "process DEMO:TOOL", dependsOn: ["image quay.io/acme/tool:1.0"] },
      ]),
      compositions: [{ aggregate: "incomplete" }],
    });
  });

  test.each([
    ["complete", {}],
    ["incomplete", { report: reportOf({ coverage: coverage({ unread: [{ file: "a.nf", reason: "syntax" }] }) }) }],
    ["incomplete", { seen: seen({}, undefined, new Map([["${params.x}", "unresolved"]])) }],
    ["complete", { seen: seen({}, undefined, new Map([["a.sif", "in-repository"]])) }],
    ["complete", { origin: { ...ORIGIN, repository: undefined, commit: undefined } }],
  ])("is %s: %#", (aggregate, differing) => {
    const tool = seen({ "quay.io/acme/tool:1.0": { digest: digestOf("a") } });
    expect(bom(factsOf(tool, differing))).toMatchObject({ compositions: [{ aggregate }] });
  });

  test.each(purlTests())("purl-spec: $description, $expected", ({ input, expected }) => {
    expect(packageUrl({ type: "oci", ...input })).toBe(expected);
  });
});

describe("TRS", () => {
  test("has host, name, checksum, size and kind of each image", () => {
    const text = fileOf(FACTS, "trs-images.json");
    expect(trsFaults(text)).toEqual([]);
    expect(JSON.parse(text)).toEqual({
      images: [
        {
          registry_host: "depot.galaxyproject.org",
          image_name: names[0],
          size: 100,
          updated: NIGHT,
          image_type: "Singularity",
        },
        { registry_host: "quay.io", image_name: "acme/away:1", image_type: "Docker" },
        {
          registry_host: "quay.io",
          image_name: "acme/single:2.0",
          size: 30,
          updated: "2026-09-30T11:20:07Z",
          checksum: [{ checksum: "e".repeat(64), type: "sha-256" }],
          image_type: "Docker",
        },
        {
          registry_host: "quay.io",
          image_name: "acme/tool:1.0",
          checksum: [{ checksum: "a".repeat(64), type: "sha-256" }],
          image_type: "Docker",
        },
        {
          registry_host: "registry.acme.org:5000",
          image_name: `sif/star@${digestOf("9")}`,
          checksum: [{ checksum: "9".repeat(64), type: "sha-256" }],
          image_type: "Singularity",
        },
      ],
    });
  });
});

const at = (path: string, host = "github.com") =>
  resourceUri({ repository: { host, path }, commit: COMMIT }, "a/ü #.yml");

test("of an image nothing is said that nobody knows: a registry, a size, a platform's digest", () => {
  const digest = digestOf("a");
  const single = { layers: [{ digest: digestOf("b"), size: 3 }, { digest: digestOf("c") }] };
  const facts = factsOf(
    seen({
      // Docker's parser takes it, and knows no registry for it.
      "a.b_c/d:1": { digest, platforms: new Map([["linux/amd64", {}]]) },
      "quay.io/acme/tool:1.0": { digest, platforms: new Map([["linux/amd64", single]]) },
    }),
  );
  const sum = [{ checksum: "a".repeat(64), type: "sha-256" }];
  expect(JSON.parse(fileOf(facts, "trs-images.json"))).toEqual({
    images: [
      { image_name: "a.b_c/d:1", checksum: sum, image_type: "Docker" },
      { registry_host: "quay.io", image_name: "acme/tool:1.0", checksum: sum, image_type: "Docker" },
    ],
  });
  expect(fileOf(facts, "bom.cdx.json")).toContain(`"pkg:oci/d@${digest}?repository_url=a.b_c%2Fd&tag=1"`);
  expect(fileOf(facts, "approval.predicate.json")).not.toContain("platforms");
});

test("where a repository is, others say in one way", () => {
  expect(at("Acme/Demo")).toBe(`pkg:github/acme/demo@${COMMIT}#a/%C3%BC%20%23.yml`);
  expect(at("Acme/Group/Demo", "git.acme.org")).toBe(
    `git+https://git.acme.org/Acme/Group/Demo@${COMMIT}#a/%C3%BC%20%23.yml`,
  );
  expect(resourceUri({ repository: { host: "git.acme.org", path: "a/b" }, commit: undefined })).toBe(
    "git+https://git.acme.org/a/b",
  );
});

const hostile = (text: string): Facts => {
  const images = {
    [`https://example.org/${encodeURIComponent(text.toWellFormed())}/${text.replace(/\s/g, "")}.sif`]: {
      file: { format: "sif" as const },
    },
    "quay.io/acme/tool:1.0": { digest: digestOf("a") },
    [text]: {
      digest: digestOf("b"),
      mediaType: text,
      platforms: new Map([[text, { digest: digestOf("c"), created: text, user: text }]]),
    },
  };
  const scan = scanOf([], { files: [{ file: `${text}/main.nf`, source: "nextflow" }] });
  return factsOf(
    seen(images, () => ({ written: [text], processes: [text], files: [text], scenarios: [text] })),
    {
      report: reportOf({ scan, policy: { file: text, sha256: "ab".repeat(32), files: [] } }),
      origin: { ...ORIGIN, repository: { host: "github.com", path: text } },
    },
  );
};

describe("hostile names", () => {
  test("leave every document a valid one, on lines that obey nobody", () => {
    fc.assert(
      fc.property(hostileText, (some) => {
        const text = `${some}-`;
        const facts = hostile(text);
        const { files } = packOf(facts, undefined);
        expect(bomFaults(files["bom.cdx.json"] ?? "")).toEqual([]);
        expect(trsFaults(files["trs-images.json"] ?? "")).toEqual([]);
        expect(statementFaults(files["summary.intoto.json"] ?? "")).toEqual([]);
        expect(statementFaults(files["approval.intoto.json"] ?? "")).toEqual([]);
        expect(summaryFaults(JSON.parse(files["summary.predicate.json"] ?? ""))).toEqual([]);
        const subjects = arrayOf(objectOf(JSON.parse(files["approval.intoto.json"] ?? ""))["subject"]);
        expect((files["approval.checksums.txt"] ?? "").split("\n")).toHaveLength(subjects.length + 1);
        const containers = new Set(
          containersOf(files["ro-crate-metadata.json"] ?? "").map(({ container }) => container),
        );
        expect(containers.size).toBe(facts.seen.images.size);
        for (const document of Object.values(files)) {
          expect(document).not.toMatch(/^\s*(?:::|##\[)/m);
          // oxlint-disable-next-line no-control-regex -- these are what is looked for
          expect(document).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202E\u200B]/);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

test("the order in which images are seen, and in which they are pulled, changes no byte", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...SEEN.images], { minLength: 5, maxLength: 5 }), (images) => {
      const sorted = new Map([...images].sort(([a], [b]) => (a < b ? -1 : 1)));
      expect(packOf(factsOf({ ...SEEN, images: sorted }), undefined)).toEqual(packOf(FACTS, undefined));
    }),
  );
});
