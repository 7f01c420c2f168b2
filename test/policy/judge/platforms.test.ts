/** Rules that look at a configuration, where the policy wants images for several platforms. */
import { describe, expect, test } from "vitest";
import type { ContainerSpec, Inspection } from "../../../src/model.ts";
import { judge } from "../../../src/policy/judge/index.ts";
import { container, failed, inspection, now, policyOf, pull, scanOf } from "../make.ts";

const TOOL = "quay.io/acme/tool:1.0";
const platforms = ["linux/amd64", "linux/arm64"];
const whole = inspection(TOOL, { platforms });

async function said(
  rules: string,
  inspections: readonly Inspection[],
  platform: string | null = null,
): Promise<string[]> {
  const policy = await policyOf(`rules: ${rules}`);
  const { findings } = judge(policy, scanOf([pull(TOOL)]), inspections, { now, platform });
  return findings.map(({ rule, message, undecided }) => `${rule}${undecided === true ? "?" : ""}: ${message}`);
}

function of(platform: string, config: ContainerSpec["config"]["config"] = {}, created?: string): Inspection {
  return inspection(TOOL, { platform, answer: container(config, created === undefined ? {} : { created }) });
}

describe("a rule of the configuration", () => {
  const both = "architecture: { require: [linux/amd64, linux/arm64] }";

  test("is held against each platform that is required, and names the one that differs", async () => {
    const answers = [whole, of("linux/amd64", { user: "1000" }), of("linux/arm64", { user: "root" })];
    expect(await said(`{ ${both}, user: { deny: [root] } }`, answers)).toEqual([
      `user: ${TOOL} runs as root, which is denied by "root" (linux/arm64)`,
    ]);
  });

  test.each([
    ["labels", "labels: { require: [a] }", `labels: ${TOOL} lacks the label a (linux/arm64)`],
    ["entrypoint", "entrypoint: warning", `entrypoint: ${TOOL} starts "tool" and not the task's shell (linux/arm64)`],
    ["age", "age: { at-most: 1y }", `age: ${TOOL} is 3.9 years old; the policy allows 1 year (linux/arm64)`],
  ])("%s", async (_, rule, expected) => {
    const answers = [
      whole,
      of("linux/amd64", { labels: { a: "b" } }),
      of("linux/arm64", { entrypoint: ["tool"] }, "2023-01-01T00:00:00Z"),
    ];
    expect(await said(`{ ${both}, ${rule} }`, answers)).toEqual([expected]);
  });

  test("says what holds everywhere once", async () => {
    const answers = [whole, of("linux/amd64"), of("linux/arm64")];
    expect(await said(`{ ${both}, user: { deny: [root] } }`, answers)).toEqual([
      `user: ${TOOL} runs as root, which is denied by "root"`,
    ]);
  });

  test("names both where they differ", async () => {
    const answers = [whole, of("linux/amd64", { user: "a" }), of("linux/arm64", { user: "b" })];
    expect(await said(`{ ${both}, user: { allow: [c] } }`, answers)).toEqual([
      `user: ${TOOL} runs as a, which is not an allowed user (linux/amd64)`,
      `user: ${TOOL} runs as b, which is not an allowed user (linux/arm64)`,
    ]);
  });

  test("looks at the platform that is required, and not at the usual one, where it is another", async () => {
    const answers = [inspection(TOOL, { platforms: ["linux/arm64"] }), of("linux/arm64", { user: "root" })];
    expect(await said("{ architecture: { require: [linux/arm64] }, user: { deny: [root] } }", answers)).toEqual([
      `user: ${TOOL} runs as root, which is denied by "root"`,
    ]);
  });

  test("leaves a platform that is not there to the rule that requires it", async () => {
    const answers = [
      inspection(TOOL, { platforms: ["linux/amd64"] }),
      of("linux/amd64", { user: "1" }),
      failed(TOOL, "platform-missing", "no image for linux/arm64", "linux/arm64"),
    ];
    expect(await said(`{ ${both}, user: { deny: [root] } }`, answers)).toEqual([
      `architecture: ${TOOL} is not offered for linux/arm64: it has linux/amd64 only`,
    ]);
  });

  test("is undecided where one of them could not be asked about", async () => {
    const answers = [whole, of("linux/amd64", { user: "1" }), failed(TOOL, "timeout", "no answer", "linux/arm64")];
    expect(await said(`{ ${both}, user: { deny: [root] } }`, answers)).toEqual([
      `inspectable?: ${TOOL} could not be inspected: no answer`,
    ]);
  });
});

function untold(platform: string, offered: string): Inspection {
  return {
    ...failed(TOOL, "unsupported", `whether it is for ${platform} Wave does not tell`, platform),
    platforms: [offered],
  };
}

// What Wave says of a single image: see docs/wave.md.
describe("a platform of which nobody tells whether the image is for it", () => {
  test.each([
    ["linux/arm/v6", "linux/arm/v7"],
    ["windows/amd64", "linux/amd64"],
  ])("%s is undecided where %s is assumed, and not missing", async (platform, assumed) => {
    const inspections = [inspection(TOOL, { platforms: [assumed] }), untold(platform, assumed)];
    const expected = [`inspectable?: ${TOOL} could not be inspected: whether it is for ${platform} Wave does not tell`];
    expect(await said(`{ architecture: { require: [${platform}] } }`, inspections)).toEqual(expected);
    expect(await said("{ architecture: error }", inspections, platform)).toEqual(expected);
  });

  test("another platform is missing all the same", async () => {
    const inspections = [inspection(TOOL, { platforms: ["linux/amd64"] }), untold("windows/amd64", "linux/amd64")];
    expect(await said("{ architecture: { require: [linux/arm64, windows/amd64] } }", inspections)).toEqual([
      `architecture: ${TOOL} is not offered for linux/arm64: it has linux/amd64 only`,
      `inspectable?: ${TOOL} could not be inspected: whether it is for windows/amd64 Wave does not tell`,
    ]);
  });
});
