/** What of a policy is about nothing that there is. */
import { describe, expect, test } from "vitest";
import { loadPolicy } from "../../../src/policy/file/load.ts";
import { judge } from "../../../src/policy/judge/index.ts";
import { now, policyOf, pull, scanOf } from "../make.ts";

const scan = scanOf([
  pull("quay.io/biocontainers/fastqc:1.0"),
  pull("https://depot.example.org/TOOLS/x.sif", { engine: "singularity" }, { line: 8 }),
]);

async function said(yaml: string, folder?: string): Promise<string[]> {
  const { findings } = judge(await policyOf(yaml), scan, [], { now, platform: null, folder });
  return findings.flatMap(({ rule, severity, location, message }) =>
    rule === "policy" || rule === "waivers" ? [`${severity} ${location.line}:${location.column} ${message}`] : [],
  );
}

describe("a pattern that can match nothing", () => {
  test.each([
    [
      "quay.io/BioContainers/*",
      'matches downloads only: a repository is in lower case. Write "quay.io/biocontainers/*", or https:// in front of it',
    ],
    ["index.docker.io/*", 'is of official images only (docker.io/library/*): write "docker.io" for all of Docker Hub'],
    ["ghcr.io/acme", 'is of one image and of nothing below it: write "ghcr.io/acme/**"'],
  ])("%s", async (pattern, why) => {
    expect(await said(`rules: { registry: { deny: ['${pattern}'] } }\n`)).toEqual([
      `notice 2:29 rules.registry.deny[0]: the pattern "${pattern}" ${why}`,
    ]);
  });

  test.each([
    "quay.io/biocontainers/*",
    "depot.example.org/TOOLS/*",
    "https://other.example.org/TOOLS/*",
    "registry.example.org/tool",
    "docker.io/alpine",
    "quay.io/acme:1.0",
    "quay.io/acme*",
    "quay.io",
  ])("%s is no such pattern", async (pattern) => {
    expect(await said(`rules: { registry: { deny: ['${pattern}'] } }\n`)).toEqual([]);
  });

  test("is not looked for in what the policy extends, and not where the rule is off", async () => {
    const base =
      "version: 1\nrules: { registry: { deny: [quay.io/acme] } }\noverrides: [{ files: [x], rules: { pin: off } }]\n";
    const extending = await loadPolicy("version: 1\nextends: base.yml\n", "p.yml", () => base);
    expect(judge(extending, scan, [], { now, platform: null }).findings).toEqual([]);
    expect(await said("rules: { policy: off, registry: { deny: [quay.io/acme] } }\n")).toEqual([]);
  });
});

describe("an override or a waiver for what is not here", () => {
  test.each([
    ["files: ['modules/renamed/**']", "no file that was read is named modules/renamed/**"],
    ["processes: [FASTP, 'X:*']", "no process with an image is named FASTP, X:*"],
    ["files: ['modules/**'], processes: [FASTP]", "no process with an image is named FASTP"],
    ["images: [ghcr.io]", "no image is named ghcr.io"],
    ["labels: ['process_*']", "no process with an image has the label process_*"],
    ["profiles: [arm]", "no run has the profile arm"],
    ["modules: [nf-core]", "no image is named in a module of nf-core"],
  ])("{ %s }", async (scope, gap) => {
    expect(await said(`overrides:\n  - { ${scope}, rules: { pin: off } }\n`)).toEqual([
      `notice 3:7 The override holds for nothing: ${gap}`,
    ]);
    const [waiver = "", ...more] = await said(`waivers:\n  - { ${scope}, rules: [exists], reason: x }\n`);
    expect(more).toEqual([]);
    expect(waiver).toMatch(/^notice 3:7 The waiver of exists for .* is not needed: /);
    expect(waiver.endsWith(gap)).toBe(true);
  });

  test.each([
    "files: ['modules/**']",
    "processes: [A]",
    "processes: ['DEMO:*']",
    "images: [quay.io]",
    "engines: [podman]",
    "called: false",
  ])("is not { %s }", async (scope) => {
    expect(await said(`overrides:\n  - { ${scope}, rules: { pin: off } }\n`)).toEqual([]);
  });

  test("tells of each entry that fits nothing, though others do", async () => {
    const scope = "images: [quay.io, ghcr.io, docker.io], files: ['modules/**', 'lib/**']";
    expect(await said(`overrides:\n  - { ${scope}, rules: { pin: off } }\n`)).toEqual([
      "notice 3:7 The override holds in part for nothing: no file that was read is named lib/**",
    ]);
    const yaml =
      "rules: { pin: { at-least: digest } }\nwaivers:\n  - { images: [quay.io, ghcr.io], rules: [pin], reason: x }\n";
    expect(await said(yaml)).toEqual([
      "notice 4:7 The waiver of pin for quay.io, ghcr.io holds in part for nothing: no image is named ghcr.io",
    ]);
  });

  test("nobody knows of folders that were not scanned", async () => {
    const yaml =
      "overrides:\n  - { files: ['b/**'], rules: { pin: off } }\n  - { processes: [B], rules: { pin: off } }\n";
    expect(await said(yaml, "modules")).toEqual([]);
    expect(await said("overrides:\n  - { files: ['modules/b/**'], rules: { pin: off } }\n", "modules")).toHaveLength(1);
  });
});
