/** Which images an override or a waiver is about. */
import { describe, expect, test } from "vitest";
import type { ModuleOrigin, Pull } from "../../../src/model.ts";
import { judge } from "../../../src/policy/judge/index.ts";
import { now, policyOf, pull, scanOf } from "../make.ts";

const image = "quay.io/acme/tool:1.0";

/** Whether an override and a waiver of this scope are about the pull, in a run for a platform. */
async function isAbout(scope: string, one: Pull, platform: string | null = null): Promise<boolean> {
  const overriding = await policyOf(`overrides: [{ ${scope}, rules: { pin: { at-least: digest } } }]`);
  const waiving = await policyOf(
    `rules: { pin: { at-least: digest } }\nwaivers: [{ ${scope}, rules: [pin], reason: x }]`,
  );
  const scan = scanOf([one, { ...pull("quay.io/acme/other:1.0"), called: true }]);
  const pinOf = (policy: typeof waiving) =>
    judge(policy, scan, [], { now, platform }).findings.find(
      ({ rule, image: name }) => rule === "pin" && name === image,
    );
  const isOverridden = pinOf(overriding) !== undefined;
  expect(pinOf(waiving)?.waived !== undefined).toBe(isOverridden);
  return isOverridden;
}

function inModule(module: ModuleOrigin | undefined): Pull {
  return pull(image, {}, { context: module === undefined ? {} : { module } });
}

const nfCore = (repository: string): ModuleOrigin => ({ name: "fastqc", repository, sha: "0a1b2c3d" });

describe("a scope", () => {
  test.each<[scope: string, differing: Partial<Pull>, isAbout: boolean]>([
    ["labels: [process_arm]", { labels: ["process_low", "process_arm"] }, true],
    ["labels: ['process_*']", { labels: ["process_low"] }, true],
    ["labels: [process_arm]", { labels: ["process_arm64"] }, false],
    ["labels: ['*']", {}, false],
    ["profiles: [docker]", { scenario: { profiles: ["test", "docker"] } }, true],
    ["profiles: ['dock*']", { scenario: { profiles: ["docker"] } }, true],
    ["profiles: [docker]", { scenario: { profiles: ["singularity"] } }, false],
    ["profiles: ['*']", { scenario: null }, false],
    ["platforms: [aarch64]", { platform: "linux/arm64/v8" }, true],
    ["platforms: [linux/arm64, linux/amd64]", { platform: "linux/amd64" }, true],
    ["platforms: [linux/arm64]", { platform: "linux/amd64" }, false],
    ["platforms: [linux/arm64]", {}, false],
    ["called: true", {}, true],
    ["called: true", { called: true }, true],
    ["called: false", {}, false],
    ["labels: [a], profiles: [docker], engines: [docker]", { labels: ["a"] }, true],
    ["labels: [a], profiles: [docker], engines: [podman]", { labels: ["a"] }, false],
  ])("{ %s } of %j: %s", async (scope, differing, expected) => {
    expect(await isAbout(scope, pull(image, differing))).toBe(expected);
  });

  test("takes the platform of the run where the pull has none", async () => {
    expect(await isAbout("platforms: [linux/arm64]", pull(image), "linux/arm64")).toBe(true);
    expect(await isAbout("platforms: [linux/arm64]", pull(image, { platform: "linux/amd64" }), "linux/arm64")).toBe(
      false,
    );
  });

  test("knows processes that no workflow calls", async () => {
    const policy = await policyOf(`nextflow: { judge-uncalled: true }
overrides: [{ called: false, rules: { pin: { at-least: digest } } }]`);
    const scan = scanOf([pull(image, { called: false }), pull("quay.io/acme/other:1.0")]);
    const { findings } = judge(policy, scan, [], { now, platform: null });
    expect(findings.map((finding) => finding.image)).toEqual([image]);
  });

  test.each<[scope: string, module: ModuleOrigin | undefined, isAbout: boolean]>([
    ["local", { name: "x", local: true }, true],
    ["nf-core", { name: "x", local: true }, false],
    ["nf-core", nfCore("https://github.com/nf-core/modules.git"), true],
    ["NF-Core", nfCore("git@github.com:nf-core/modules.git"), true],
    ["nf-core", nfCore("ssh://git@github.com/nf-core/modules"), true],
    ["nf-core", nfCore("https://github.com/acme/modules.git"), false],
    ["local", nfCore("https://github.com/local/modules.git"), false],
    ["acme/modules", nfCore("https://token@github.com/acme/Modules.git/"), true],
    ["acme/*", nfCore("https://github.com/acme/modules.git"), true],
    ["acme/modules", nfCore("https://gitlab.com/acme/modules.git"), false],
    ["gitlab.com/acme/*", nfCore("https://gitlab.com/acme/modules.git"), true],
    ["https://gitlab.com/acme/modules.git", nfCore("git@gitlab.com:acme/modules.git"), true],
    ["*", nfCore("https://gitlab.com/acme/modules.git"), true],
    ["*", undefined, false],
  ])("modules: [%s] of %j: %s", async (written, module, expected) => {
    expect(await isAbout(`modules: ["${written}"]`, inModule(module))).toBe(expected);
  });
});
