/** What a policy that builds on another one may make of what is final there. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadPolicy, PolicyError } from "../../../src/policy/file/load.ts";
import { formatAddress } from "../../../src/policy/address.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import { judge } from "../../../src/policy/judge/index.ts";
import { rules } from "../../../src/policy/rules/index.ts";
import { ruleTightening } from "../../../src/policy/rules/tightening.ts";
import { now, pull, reference, scanOf } from "../make.ts";

/** Loads `p.yml`, which extends the others in their order; `organisation` is `org.yml`. */
function load(organisation: string, own: string, ...others: readonly [name: string, text: string][]): Promise<Policy> {
  const files = new Map([["org.yml", organisation], ...others]);
  const text = own.includes("extends:") ? own : `extends: org.yml\n${own}`;
  return loadPolicy(`version: 1\n${text}`, "p.yml", (address) => `version: 1\n${files.get(formatAddress(address))}`);
}

async function problems(...args: Parameters<typeof load>): Promise<readonly string[]> {
  try {
    await load(...args);
    return [];
  } catch (error) {
    if (error instanceof PolicyError) return error.message.split("\n");
    throw error;
  }
}

/** What is said of a value on the third line. */
const LOOSENS = /^p\.yml:3:\d+: .* loosens what is final at org\.yml:\d/;

function overriding(rule: string): string {
  return `overrides: [{ images: [quay.io], rules: { ${rule} } }]`;
}

describe("a final rule", () => {
  test.each<[name: string, organisation: string, own: string, isTighter: boolean]>([
    ["a weaker severity", "pin: { severity: error, final: true }", "pin: warning", false],
    ["no severity at all", "pin: { severity: error, final: true }", "pin: off", false],
    ["a stronger severity", "pin: { severity: warning, final: true }", "pin: error", true],
    ["a weaker severity than the rule's own", "pin: { at-least: build, final: true }", "pin: notice", false],
    ["a weaker pin", "pin: { at-least: build, final: true }", "pin: { at-least: version }", false],
    ["a stronger pin", "pin: { at-least: build, final: true }", "pin: { at-least: digest }", true],
    ["a weaker pin than the default", "pin: { final: true }", "pin: { at-least: floating }", false],
    ["a first day", "pin: { final: true }", "pin: { enforce-from: 2020-01-01 }", false],
    ["a later day", "pin: { enforce-from: 2027-01-01, final: true }", "pin: { enforce-from: 2027-02-01 }", false],
    ["an earlier day", "pin: { enforce-from: 2027-01-01, final: true }", "pin: { enforce-from: 2026-12-01 }", true],
    [
      "part of an allowed place",
      "registry: { allow: ['quay.io/a/*'], final: true }",
      "registry: { allow: ['quay.io/a/b:*'] }",
      true,
    ],
    [
      "another allowed place",
      "registry: { allow: ['quay.io/a/*'], final: true }",
      "registry: { allow: ['quay.io/a/*', ghcr.io] }",
      false,
    ],
    [
      "a wider allowed place",
      "registry: { allow: ['quay.io/a/*'], final: true }",
      "registry: { allow: ['quay.io/a/**'] }",
      false,
    ],
    [
      "a first list of allowed places",
      "registry: { deny: [docker.io], final: true }",
      "registry: { allow: [quay.io] }",
      true,
    ],
    [
      "more that is denied",
      "registry: { deny: [docker.io], final: true }",
      "registry: { deny: [docker.io, quay.io] }",
      true,
    ],
    [
      "more by a wider pattern",
      "registry: { deny: ['quay.io/a/*'], final: true }",
      "registry: { deny: [quay.io] }",
      true,
    ],
    ["less that is denied", "registry: { deny: [docker.io], final: true }", "registry: { deny: [quay.io] }", false],
    [
      "other advice",
      "registry: { deny: [docker.io], final: true }",
      "registry: { use-instead: { docker.io: quay.io/hub } }",
      true,
    ],
    ["floating tags", "tag: { final: true }", "tag: { floating: allow }", false],
    ["fewer tags", "tag: { allow: ['v*'], final: true }", "tag: { allow: ['v1.*'] }", true],
    [
      "more platforms",
      "architecture: { require: [linux/amd64], final: true }",
      "architecture: { require: [arm64, x86_64] }",
      true,
    ],
    [
      "other platforms",
      "architecture: { require: [linux/amd64], final: true }",
      "architecture: { require: [linux/arm64] }",
      false,
    ],
    ["a longer quarantine", "age: { at-least: 7d, final: true }", "age: { at-least: 2w }", true],
    ["a shorter quarantine", "age: { at-least: 7d, final: true }", "age: { at-least: 36h }", false],
    ["a lower age", "age: { at-most: 1y, final: true }", "age: { at-most: 6mo }", true],
    ["a first greatest age", "age: { at-least: 7d, final: true }", "age: { at-most: 9y }", true],
    ["a greater size", "size: { at-most: 1GB, final: true }", "size: { at-most: 1GiB }", false],
    ["more labels", "labels: { require: [a], final: true }", "labels: { require: [b, a] }", true],
    ["fewer labels", "labels: { require: [a], final: true }", "labels: { require: [b] }", false],
    ["a narrower value", "labels: { match: { a: 'x*' }, final: true }", "labels: { match: { a: 'xy', b: z } }", true],
    ["a wider value", "labels: { match: { a: 'x*' }, final: true }", "labels: { match: { a: '*' } }", false],
    ["no value", "labels: { match: { a: 'x*' }, final: true }", "labels: { match: { b: 'x*' } }", false],
    ["more users that are denied", "user: { deny: [root], final: true }", "user: { deny: ['*'] }", true],
    ["a list in place of what is known", "entrypoint: { final: true }", "entrypoint: { allow: [sh] }", false],
    ["a shorter list", "entrypoint: { allow: [sh, tini], final: true }", "entrypoint: { allow: [sh] }", true],
    [
      "one part of a rule that counts as much as can be",
      "readable: { final: true }",
      "readable: { missing: error }",
      true,
    ],
    ["one part of a rule that counts less", "readable: { final: true }", "readable: { missing: notice }", false],
    ["longer waivers", "waivers: { longest: 90d, final: true }", "waivers: { longest: 91d }", false],
    ["shorter waivers", "waivers: { longest: 90d, final: true }", "waivers: { longest: 30d, warn-before: 1d }", true],
    ["ignores that are refused", "ignores: { final: true }", "ignores: { inline: refuse }", true],
    ["ignores that are allowed", "ignores: { inline: refuse, final: true }", "ignores: { inline: allow }", false],
    [
      "what is not final of it",
      "registry: { allow: [quay.io], deny: [ghcr.io], final: [allow] }",
      "registry: { deny: [] }",
      true,
    ],
    [
      "what alone is final of it",
      "registry: { allow: [quay.io], final: [allow] }",
      "registry: { allow: [ghcr.io] }",
      false,
    ],
    ["the severity beside it", "registry: { allow: [quay.io], final: [allow] }", "registry: notice", true],
  ])("takes or refuses %s", async (_, organisation, own, isTighter) => {
    const found = await problems(`rules: { ${organisation} }`, `rules: { ${own} }`);
    expect(found.map((problem) => LOOSENS.test(problem))).toEqual(isTighter ? [] : [true]);
  });

  test("names both lines and what may stand there", async () => {
    expect(
      await problems("rules:\n  pin:\n    at-least: build\n    final: true", "rules: { pin: { at-least: none } }"),
    ).toEqual([
      "p.yml:3:27: pin.at-least loosens what is final at org.yml:4 (build); it may be the same word or an earlier one of digest, locked, content, build, version, floating, none",
    ]);
  });

  test("is named as one would write it", async () => {
    expect(
      await problems("rules: { size: { at-most: 2GiB, final: true } }", "rules: { size: { at-most: 1TB } }"),
    ).toEqual([expect.stringContaining("size.at-most loosens what is final at org.yml:2 (2GiB);")]);
  });

  test("is not loosened by an override", async () => {
    const final = "rules: { pin: { at-least: build, final: true } }";
    expect(await problems(final, overriding("pin: off"))).toEqual([
      expect.stringContaining("p.yml:3:48: pin.severity loosens"),
    ]);
    expect(await problems(final, overriding("pin: { at-least: digest }"))).toEqual([]);
    expect(await problems(final, overriding("tag: off"))).toEqual([]);
    expect(await problems(`${final}\n${overriding("pin: { at-least: version }")}`, "")).toEqual([]);
  });

  test("holds among several that are extended, whichever comes first", async () => {
    const final = "rules: { pin: { at-least: build, final: true } }";
    const weak: [string, string] = ["weak.yml", "rules: { pin: { at-least: version } }"];
    const off: [string, string] = ["off.yml", "overrides: [{ images: ['**'], rules: { pin: off } }]"];
    expect(await problems(final, "extends: [org.yml, weak.yml]", weak)).toEqual([
      expect.stringContaining("weak.yml:2:27: pin.at-least loosens"),
    ]);
    const policy = await load(final, "extends: [weak.yml, org.yml]", weak);
    expect(policy.rules.get("pin")?.options["at-least"]?.value).toBe("build");
    for (const order of ["[org.yml, off.yml]", "[off.yml, org.yml]"]) {
      expect(await problems(final, `extends: ${order}`, off)).toEqual([
        expect.stringContaining("off.yml:2:45: pin.severity loosens"),
      ]);
    }
  });

  test("is free for what it builds on itself, and bound again below", async () => {
    const ground: [string, string] = ["ground.yml", "rules: { pin: { at-least: digest } }"];
    const organisation = "extends: ground.yml\nrules: { pin: { at-least: version, final: true } }";
    expect(await problems(organisation, "rules: { pin: { at-least: build } }", ground)).toEqual([]);
    const division: [string, string] = [
      "division.yml",
      "extends: org.yml\nrules: { pin: { at-least: build, final: true } }",
    ];
    expect(
      await problems(
        "rules: { pin: { final: true } }",
        "extends: division.yml\nrules: { pin: { at-least: version } }",
        division,
      ),
    ).toEqual([expect.stringContaining("final at division.yml:3")]);
  });

  test("stands below rules and not in an override", async () => {
    expect(await problems("", "overrides: [{ images: [quay.io], rules: { pin: { final: true } } }]")).toEqual([
      expect.stringContaining("p.yml:3:43: overrides[0].rules.pin: final stands below rules"),
    ]);
    expect(await problems("rules: { pin: { final: false } }", "rules: { pin: off }")).toEqual([]);
  });

  test("keeps what its own overrides tighten, where those of others would loosen that", async () => {
    const organisation = `rules: { pin: { at-least: version, final: true } }
overrides: [{ images: ["ghcr.io/acme/**"], rules: { pin: { at-least: digest } } }]`;
    const own = `overrides: [{ images: ["ghcr.io/**"], rules: { pin: { at-least: build, severity: error, enforce-from: 2027-01-01 }, tag: error } }]`;
    expect(await problems(organisation, own)).toEqual([expect.stringContaining("enforce-from loosens")]);
    const policy = await load(organisation, own.replace(", enforce-from: 2027-01-01", ""));
    const asked = (image: string): string | undefined =>
      judge(policy, scanOf([pull(image)]), [], { now, platform: null }).findings.find(({ rule }) => rule === "pin")
        ?.evidence["asked"];
    expect(asked("ghcr.io/acme/tool:1.0")).toBe("digest");
    expect(asked("ghcr.io/other/tool:1.0")).toBe("build");
  });
});

describe("what excuses a final rule", () => {
  const waiver = "waivers: [{ rules: [registry, pin], images: ['docker.io/**'], reason: x, expires: 2026-12-31 }]";

  test("is no waiver of another policy, unless the terms of waivers are final, too", async () => {
    const final = "registry: { deny: [docker.io], final: true }";
    expect(await problems(`rules: { ${final} }`, waiver)).toEqual([
      "p.yml:3:13: registry is final at org.yml:2, and no waiver of another policy takes it out: the rule waivers is not final there, which would say for how long one may",
    ]);
    expect(await problems(`rules: { ${final} }\n${waiver}`, "")).toEqual([]);
    const policy = await load(`rules: { ${final}, waivers: { longest: 30d, final: true } }`, waiver);
    const said = judge(policy, scanOf([pull("alpine:3.20")]), [], { now, platform: null }).findings;
    expect(said.find(({ rule }) => rule === "registry")?.waived).toBeUndefined();
    expect(said.find(({ rule }) => rule === "waivers")?.message).toContain("lasts longer than the policy allows");
  });

  test.each([
    ["refused", "registry: { deny: [docker.io], final: true }", false],
    [
      "taken where the ignores are final, too",
      "registry: { deny: [docker.io], final: true }, ignores: { final: true }",
      true,
    ],
    ["taken where nothing is final", "registry: { deny: [docker.io] }", true],
  ])("is no comment in a file: %s", async (_, organisation, isTaken) => {
    const policy = await load(`rules: { ${organisation} }`, "");
    const one = pull("alpine:3.20");
    const { file, line, column, endLine, endColumn } = reference("alpine:3.20");
    const ignore = {
      file,
      line,
      column,
      endLine,
      endColumn,
      rules: ["registry"],
      reason: "x",
      covers: [line, line] as const,
    };
    const { findings } = judge(policy, scanOf([one], { ignores: [ignore] }), [], { now, platform: null });
    expect(findings.find(({ rule }) => rule === "registry")?.waived !== undefined).toBe(isTaken);
    expect(findings.filter(({ rule }) => rule === "ignores").map(({ message }) => message)).toEqual(
      isTaken ? [] : ["The ignore of registry does not work: the rule is final (org.yml:2)"],
    );
  });
});

describe("final beside the rules", () => {
  test.each<[name: string, organisation: string, own: string, isTighter: boolean]>([
    ["a later failure", "fail-on: warning\nfinal: [fail-on]", "fail-on: error", false],
    ["a later failure than the default", "final: [fail-on]", "fail-on: never", false],
    ["an earlier failure", "final: [fail-on]", "fail-on: warning", true],
    ["a lock that only warns", "lock: strict\nfinal: [lock]", "lock: warn", false],
    ["a lock that is off", "final: [lock]", "lock: off", false],
    ["a lock that is asked for", "final: [lock]", "lock: strict", true],
    ["a lock that is asked for and only warns", "final: [lock]", "lock: warn", false],
    ["a lock that is held", "lock: warn\nfinal: [lock]", "lock: strict", true],
    ["nobody who is asked", "final: [inspector]", "inspector: none", false],
    ["somebody else who is asked", "final: [inspector]", "inspector: registry", true],
    ["files that are left out", "final: [files]", "files: { exclude: ['a/**'] }", false],
    ["fewer files that are left out", "files: { exclude: [a, b] }\nfinal: [files]", "files: { exclude: [b] }", true],
    ["a kind that is turned off", "final: [files]", "files: { kinds: { compose: false } }", false],
    [
      "a kind that is turned on",
      "files: { kinds: { compose: false } }\nfinal: [files]",
      "files: { kinds: { compose: true } }",
      true,
    ],
    ["tests that are not looked at", "files: { tests: true }\nfinal: [files]", "files: { tests: false }", false],
    [
      "a run that is no longer looked at",
      "nextflow: { scenarios: [{ profiles: [docker] }, { arguments: [--gpu] }] }\nfinal: [nextflow.scenarios]",
      "nextflow: { scenarios: [{ profiles: [docker] }] }",
      false,
    ],
    [
      "one run more",
      "nextflow: { scenarios: [{ profiles: [docker] }] }\nfinal: [nextflow.scenarios]",
      "nextflow: { scenarios: [{ profiles: [arm] }, { arguments: [], profiles: [docker] }] }",
      true,
    ],
    [
      "runs in place of those that the project has",
      "final: [nextflow.scenarios]",
      "nextflow: { scenarios: [{ profiles: [docker] }] }",
      false,
    ],
    ["parameters", "final: [nextflow.scenarios]", "nextflow: { params: { a: 1 } }", true],
    [
      "uncalled processes that are left out",
      "nextflow: { judge-uncalled: true }\nfinal: [nextflow.judge-uncalled]",
      "nextflow: { judge-uncalled: false }",
      false,
    ],
    ["uncalled processes", "final: [nextflow.judge-uncalled]", "nextflow: { judge-uncalled: true }", true],
    [
      "images that are not built and no longer judged",
      "dockerfile: { judge-unreachable: true }\nfinal: [dockerfile.judge-unreachable]",
      "dockerfile: { judge-unreachable: false }",
      false,
    ],
    ["what is not final", "final: [files]", "fail-on: never", true],
  ])("takes or refuses %s", async (_, organisation, own, isTighter) => {
    const found = await problems(organisation, own);
    expect(found.map((problem) => LOOSENS.test(problem))).toEqual(isTighter ? [] : [true]);
  });
});

describe("the table of what tightens", () => {
  test("has each option of each rule, or holds it as it is", () => {
    const open = rules.flatMap(({ id, options }) =>
      Object.keys(options).flatMap((option) =>
        ruleTightening(id, option).words === "nothing else" ? `${id}.${option}` : [],
      ),
    );
    expect(open).toEqual([]);
  });

  test("lets no word pass that is accepted both ways, unless the two are the same", () => {
    const words = fc.constantFrom("digest", "content", "build", "version", "floating", "none");
    const { allows } = ruleTightening("pin", "at-least");
    fc.assert(
      fc.property(words, words, (from, to) => {
        expect(allows(from, to) && allows(to, from)).toBe(from === to);
      }),
    );
  });
});
