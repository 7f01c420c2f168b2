/** Every rule that asks, over both back ends and real HTTP: the same word whoever answers. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createInspector, inspectAll } from "../../src/inspect/index.ts";
import { judge, requestsFor } from "../../src/policy/judge/index.ts";
import { image, index, rawManifest } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { startWave, type Wave } from "../support/wave/index.ts";
import { now, policyOf, pull, scanOf } from "./make.ts";

let registry: Registry;
let wave: Wave;

beforeAll(async () => {
  [registry, wave] = await Promise.all([startRegistry(), startWave()]);
  const labels = { source: "https://github.com/acme/tool" };
  const good = { created: "2026-10-01T00:00:00Z", user: "1000", labels };
  registry.push(
    "acme/good",
    "1.0",
    index([image({ ...good }), image({ ...good, platform: "linux/arm64" })], { attestations: true }),
  );
  registry.push("acme/amd64", "1.0", image({ ...good }));
  registry.push("acme/arm64", "1.0", image({ ...good, platform: "linux/arm64" }));
  registry.push("acme/arm64-index", "1.0", index([image({ ...good, platform: "linux/arm64" })]));
  registry.push("acme/old", "1.0", image({ created: "2020-01-01T00:00:00Z", entrypoint: ["tool"] }));
  const schema1 = {
    schemaVersion: 1,
    name: "acme/ancient",
    tag: "1.0",
    architecture: "amd64",
    fsLayers: [],
    history: [],
  };
  registry.push(
    "acme/ancient",
    "1.0",
    rawManifest("application/vnd.docker.distribution.manifest.v1+prettyjws", Buffer.from(JSON.stringify(schema1))),
  );
});

afterAll(async () => {
  await Promise.all([registry.close(), wave.close()]);
});

/** `rule: message`, the registry's name left out. */
async function said(
  via: "wave" | "registry",
  rules: string,
  name: string,
  platform: string | null = null,
): Promise<string[]> {
  const policy = await policyOf(`rules: ${rules}`);
  const scan = scanOf([pull(`${registry.host}/acme/${name}:1.0`)]);
  const options = {
    env: {},
    now: () => now,
    log: () => undefined,
    addSecret: () => undefined,
    userAgent: "wave-inspect/test",
    insecureRegistries: [registry.host],
    waveEndpoint: wave.endpoint,
  };
  const inspector = createInspector({ ...options, via });
  const requests = requestsFor(policy, scan, { platform });
  const inspections = await inspectAll(inspector, requests, options);
  await inspector.close();
  return judge(policy, scan, inspections, { now, platform }).findings.map(
    ({ rule, message }) => `${rule}: ${message.replaceAll(`${registry.host}/acme/`, "")}`,
  );
}

const everything = `{ exists: error, architecture: { require: [linux/amd64, linux/arm64] }, age: { at-most: 1y }, size: { at-most: 1MB }, labels: { require: [source] }, user: { deny: [root] }, entrypoint: error, manifest-format: error, ephemeral: error, base: { deny: [debian] }, attested: { require: [provenance] } }`;

describe.each(["registry", "wave"] as const)("asked through %s", (via) => {
  test("an image that meets every rule is not told of", async () => {
    expect(await said(via, everything, "good")).toEqual([]);
  });

  test("an image for one platform lacks the other, asked for by the policy or by the run", async () => {
    expect(await said(via, "{ architecture: { require: [linux/amd64, linux/arm64] } }", "amd64")).toEqual([
      "architecture: amd64:1.0 is not offered for linux/arm64: it has linux/amd64 only",
    ]);
    expect(await said(via, "{}", "amd64", "linux/arm64")).toEqual([
      expect.stringMatching(/^architecture: amd64:1\.0 is not offered for linux\/arm64/),
    ]);
    expect(await said(via, "{}", "good", "linux/arm64")).toEqual([]);
  });

  test("a configuration is judged rule by rule", async () => {
    const rules =
      "{ age: { at-most: 1y }, size: { at-most: 1B }, labels: { require: [source] }, user: { deny: [root] }, entrypoint: error }";
    expect((await said(via, rules, "old")).map((line) => line.split(":")[0])).toEqual([
      "entrypoint",
      "age",
      "labels",
      "size",
      "user",
    ]);
  });

  test("a configuration for another platform than the usual one is judged where it is the only image", async () => {
    const rules = "{ labels: { require: [vendor] } }";
    expect(await said(via, rules, "arm64")).toEqual(["labels: arm64:1.0 lacks the label vendor"]);
    expect(await said(via, rules, "arm64-index", "linux/arm64")).toEqual([
      "labels: arm64-index:1.0 lacks the label vendor",
    ]);
    expect(await said(via, rules, "arm64-index")).toEqual([
      expect.stringMatching(/^inspectable: arm64-index:1\.0 could not be inspected/),
    ]);
  });

  test("an image that is not there is told of once, and only that", async () => {
    expect(await said(via, everything, "none")).toEqual([
      expect.stringMatching(/^exists: none:1\.0 does not exist \(/),
    ]);
  });

  test("the first image format is known as such", async () => {
    expect(await said(via, "{ manifest-format: error }", "ancient")).toEqual([
      "manifest-format: ancient:1.0 is in Docker's first image format (schema 1), which current engines refuse",
    ]);
  });
});
