import { describe, expect, test } from "vitest";
import type { Finding, Ignore, Inspection, Pull, ScanResult } from "../../../src/model.ts";
import { judge, requestsFor } from "../../../src/policy/judge/index.ts";
import { loadPolicy } from "../../../src/policy/file/load.ts";
import { defaultPolicy } from "../../../src/policy/policy.ts";
import { container, failed, inspection, now, policyOf, pull, reference, scanOf, unresolvedPull } from "../make.ts";

const TOOL = "quay.io/acme/tool:1.0";
const LATEST = "quay.io/acme/tool:latest";
const BLAT = "https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0";

async function judged(
  yaml: string,
  scan: ScanResult | readonly Pull[],
  inspections: readonly Inspection[] = [],
  at = now,
): Promise<Finding[]> {
  const whole = "pulls" in scan ? scan : scanOf(scan);
  return judge(await policyOf(yaml), whole, inspections, { now: at, platform: null }).findings;
}

const brief = (findings: readonly Finding[]): string[] =>
  findings.map(
    ({ rule, severity, location, waived }) =>
      `${severity} ${rule} ${location.line}:${location.column}${waived === undefined ? "" : ` ${waived.by}`}`,
  );

/** A policy that denies floating tags and waives that for one namespace; `more` goes into the waiver. */
const waiver = (more: string): string =>
  `rules: { tag: error }\nwaivers:\n  - { rules: [tag], images: ['quay.io/acme/*'], reason: why, owner: "@acme/team"${more} }`;

function ignore(rules: readonly string[], differing: Partial<Ignore> = {}): Ignore {
  return {
    file: "modules/a/main.nf",
    line: 5,
    column: 3,
    endLine: 5,
    endColumn: 40,
    rules,
    reason: "vendor has no digests",
    covers: [6, 6],
    ...differing,
  };
}

const scan = (ignores: readonly Ignore[], pulls: readonly Pull[] = [pull(LATEST)]): ScanResult =>
  scanOf(pulls, { ignores });

async function requests(yaml: string, pulls: readonly Pull[], platform: string | null = null): Promise<string[]> {
  return requestsFor(await policyOf(yaml), scanOf(pulls), { platform }).map(
    (request) => `${request.image} ${request.platform ?? "-"} ${request.need}`,
  );
}

describe("one finding", () => {
  test("has the place where a person would edit it, and the pulls that it is about", async () => {
    const one = pull(TOOL, { references: [reference(TOOL, { line: 9, column: 3 }), reference("x", { line: 1 })] });
    const [finding, ...more] = await judged("rules: { pin: { at-least: digest } }", [one]);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: "pin",
      severity: "error",
      image: TOOL,
      location: { file: "modules/a/main.nf", line: 9, column: 3, endLine: 9, endColumn: 24 },
      pulls: [one],
    });
    expect(Object.keys(finding?.location ?? {})).toEqual(["file", "line", "column", "endLine", "endColumn"]);
  });

  test("is told at the top of nothing where a pull has no place, and not lost", async () => {
    const [finding] = await judged("rules: { pin: { at-least: digest } }", [pull(TOOL, { references: [] })]);
    expect(finding?.location).toEqual({ file: "", line: 1, column: 1, endLine: 1, endColumn: 1 });
  });

  test("is told once for several scenarios and processes at one place, and names them", async () => {
    const place = reference(TOOL);
    const pulls = ["A", "B", "C", "D", "E", "F", "G"].map((name) =>
      pull(TOOL, {
        process: `DEMO:${name}`,
        scenario: { profiles: [name.toLowerCase()] },
        engine: name === "A" ? "podman" : "docker",
        references: [place],
      }),
    );
    const findings = await judged("rules: { pin: { at-least: digest } }", pulls);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.pulls).toEqual(pulls);
    expect(findings[0]?.evidence).toMatchObject({
      process: "DEMO:A, DEMO:B, DEMO:C, DEMO:D, DEMO:E and 2 more",
      engine: "podman, docker",
      profiles: "a, b, c, d, e and 2 more",
    });
  });

  test.each([
    [{ name: "report", local: true }, "report, local"],
    [
      {
        name: "fastqc",
        repository: "https://github.com/nf-core/modules.git",
        sha: "41dfa3f7c0ffabb96a6a813fe321c6d1cc5b6e46",
      },
      "fastqc of https://github.com/nf-core/modules.git at 41dfa3f7c0",
    ],
    [
      { name: "bwa", repository: "r", sha: "0123456789abcdef", patched: "modules/nf-core/bwa/bwa.diff" },
      "bwa of r at 0123456789, patched here",
    ],
  ] as const)("says whose module it is: %j", async (module, expected) => {
    const [finding] = await judged("rules: { tag: error }", [pull(LATEST, {}, { context: { module } })]);
    expect(finding?.evidence["module"]).toBe(expected);
  });

  test("shows what the files say where the engine makes another name of it", async () => {
    const [finding] = await judged("rules: { registry: { allow: [ghcr.io] } }", [
      pull(TOOL, { written: "acme/tool:1.0" }),
    ]);
    expect(finding?.evidence).toMatchObject({ "written as": "acme/tool:1.0", "pulled as": TOOL, allowed: "ghcr.io" });
  });

  test("names the condition of a candidate and what takes its place", async () => {
    const [finding] = await judged("rules: { pin: { at-least: digest } }", [
      pull(TOOL, { confidence: "candidate", conditions: ["params.gpu", "params.fast"], shadowedBy: "wave" }),
    ]);
    expect(finding?.evidence).toMatchObject({ "only if": "params.gpu and params.fast", "replaced by": "wave" });
  });

  test("stays apart for two images, two places and two severities", async () => {
    const yaml = "rules: { pin: { at-least: digest } }\noverrides: [{ engines: [podman], rules: { pin: notice } }]";
    const findings = await judged(yaml, [
      pull(TOOL),
      pull(LATEST),
      pull(TOOL, {}, { line: 8 }),
      pull(TOOL, { engine: "podman" }),
    ]);
    expect(brief(findings)).toEqual(["error pin 6:15", "error pin 6:15", "error pin 8:15", "notice pin 6:15"]);
  });
});

describe("fingerprints", () => {
  const yaml = "rules: { pin: { at-least: digest } }";

  test("do not change when lines move or scenarios are added", async () => {
    const [before] = await judged(yaml, [pull(TOOL)]);
    const [after] = await judged(yaml, [pull(TOOL, { scenario: { profiles: ["x"] } }, { line: 60 })]);
    expect(before?.fingerprint).toMatch(/^[0-9a-f]{32}$/);
    expect(after?.fingerprint).toBe(before?.fingerprint);
  });

  test("tell apart by selector, stage, service and job", async () => {
    const contexts = [{ selector: "withName:A" }, { stage: "build" }, { service: "db" }, { job: "test" }, {}];
    const findings = await judged(
      yaml,
      contexts.map((context, index) => pull(TOOL, {}, { line: index + 1, context })),
    );
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(contexts.length);
  });

  test("differ by rule, image, file and process, and for each of two equal places", async () => {
    const findings = await judged("rules: { pin: { at-least: digest }, tag: error }", [
      pull(LATEST),
      pull(TOOL),
      pull(TOOL, {}, { file: "b.nf" }),
      pull(TOOL, {}, { line: 7, context: { process: "B" } }),
      pull(TOOL, {}, { line: 8 }),
    ]);
    expect(findings).toHaveLength(6);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(6);
  });
});

describe("what is judged", () => {
  const yaml = "rules: { pin: { at-least: digest } }";

  test("leaves out processes that nothing calls, unless nothing is called at all or the policy asks for them", async () => {
    const uncalled = pull(TOOL, { called: false }, { line: 7 });
    expect(await judged(yaml, [pull(TOOL, { called: true }), uncalled])).toHaveLength(1);
    expect(await judged(yaml, [uncalled])).toHaveLength(1);
    expect(await judged(`${yaml}\nnextflow: { judge-uncalled: true }`, [pull(TOOL), uncalled])).toHaveLength(2);
    expect(await judged(`${yaml}\nnextflow: { judge-uncalled: false }`, [uncalled])).toEqual([]);
    // A run with a profile that is not there calls nothing, and is no collection.
    const problem = { file: "nextflow.config", line: 1, column: 1, kind: "missing-profile", message: "x" } as const;
    const { findings } = judge(await policyOf(yaml), scanOf([uncalled], { problems: [problem] }), [], {
      now,
      platform: null,
    });
    expect(findings.map(({ rule }) => rule)).toEqual(["readable"]);
    const dockerfile = pull(TOOL, { source: "dockerfile" }, { line: 9 });
    expect(await judged(yaml, [uncalled, dockerfile])).toHaveLength(2);
  });

  test("leaves out what the build does not fetch, unless the policy asks for it", async () => {
    const unreachable = pull(TOOL, { source: "dockerfile", reachable: false });
    expect(await judged(yaml, [unreachable])).toEqual([]);
    expect(await judged(`${yaml}\ndockerfile: { judge-unreachable: true }`, [unreachable])).toHaveLength(1);
  });

  test("turns on what the policy names, and the built-in rules", async () => {
    expect(brief(await judged("rules: {}", [pull(LATEST), unresolvedPull("${params.x}")]))).toEqual([
      "warning resolvable 6:15",
    ]);
    expect(await judged("rules: { resolvable: off }", [unresolvedPull("${params.x}")])).toEqual([]);
  });

  test("without a policy warns of floating tags and fails on missing images and platforms", () => {
    const arm = pull(TOOL, { platform: "linux/arm64" }, { line: 9 });
    const scan = scanOf([pull(LATEST), arm]);
    const asked = requestsFor(defaultPolicy, scan, { platform: null });
    expect(asked.map(({ image, platform, need }) => `${image} ${platform} ${need}`)).toEqual([
      `${LATEST} null existence`,
      `${TOOL} linux/arm64 platforms`,
    ]);
    const inspections = [
      failed(LATEST, "not-found"),
      inspection(TOOL, { platform: "linux/arm64", platforms: ["linux/amd64"] }),
    ];
    const findings = judge(defaultPolicy, scan, inspections, { now, platform: null }).findings;
    expect(brief(findings)).toEqual(["error exists 6:15", "error architecture 9:15", "warning tag 6:15"]);
  });
});

describe("overrides", () => {
  test("are applied in order, the later one winning key by key", async () => {
    const yaml = `rules: { pin: { severity: error, at-least: digest } }
overrides:
  - { images: ["quay.io/**"], rules: { pin: { at-least: floating } } }
  - { images: ["quay.io/acme/*"], rules: { pin: { severity: notice, at-least: build } } }
  - { files: [modules/b], rules: { pin: off } }`;
    const findings = await judged(yaml, [
      pull(TOOL),
      pull("quay.io/b/c:1", {}, { line: 7 }),
      pull("ghcr.io/b/c:1", {}, { line: 8 }),
      pull("ghcr.io/b/c:1", {}, { file: "modules/b/main.nf" }),
    ]);
    expect(brief(findings)).toEqual(["error pin 8:15", "notice pin 6:15"]);
  });

  test("can turn a rule on and off", async () => {
    expect(brief(await judged("overrides: [{ images: [quay.io], rules: { tag: {} } }]", [pull(LATEST)]))).toEqual([
      "warning tag 6:15",
    ]);
    expect(
      await judged("rules: { tag: error }\noverrides: [{ images: [quay.io], rules: { tag: off } }]", [pull(LATEST)]),
    ).toEqual([]);
  });

  test.each([
    ["images", "images: ['ghcr.io/**', 'quay.io/acme/*']"],
    ["a folder", "files: [modules]"],
    ["a glob of files", "files: ['**/main.nf']"],
    ["kinds of file", "sources: [nextflow, dockerfile]"],
    ["engines", "engines: [docker]"],
    ["a plain process", "processes: [A]"],
    ["a qualified process", "processes: ['DEMO:*']"],
    ["all at once", "images: [quay.io], files: [modules/a], sources: [nextflow], engines: [docker], processes: ['?']"],
  ])("are about %s", async (_, scope) => {
    const findings = await judged(`rules: { tag: error }\noverrides: [{ ${scope}, rules: { tag: off } }]`, [
      pull(LATEST),
    ]);
    expect(findings.filter(({ rule }) => rule === "tag")).toEqual([]);
  });

  test.each([
    ["images: [ghcr.io]"],
    ["files: [module]"],
    ["sources: [dockerfile]"],
    ["engines: [singularity]"],
    ["processes: ['DEMO']"],
    ["images: [quay.io], engines: [podman]"],
  ])("are not about { %s }", async (scope) => {
    expect(
      (await judged(`rules: { tag: error }\noverrides: [{ ${scope}, rules: { tag: off } }]`, [pull(LATEST)])).filter(
        ({ rule }) => rule === "tag",
      ),
    ).toHaveLength(1);
  });
});

describe("a rule with a future", () => {
  const yaml =
    "rules: { tag: { severity: error, enforce-from: 2027-01-01 }, waivers: { severity: error, enforce-from: 2027-01-01 } }";

  test("is a notice that says what it will be, until its day begins", async () => {
    const [before] = await judged(yaml, [pull(LATEST)], [], new Date("2026-12-31T23:59:59.999Z"));
    expect(before).toMatchObject({ severity: "notice", evidence: { "counts as": "error from 2027-01-01" } });
    expect(before?.help).toBe("Write a tag that names a version, or add a digest. It counts as error from 2027-01-01.");
    const [after] = await judged(yaml, [pull(LATEST)], [], new Date("2027-01-01T00:00:00Z"));
    expect(after).toMatchObject({ severity: "error", help: "Write a tag that names a version, or add a digest." });
    expect(after?.fingerprint).toBe(before?.fingerprint);
  });

  test("can come earlier for some images, and later by an extended policy", async () => {
    const earlier = `${yaml}\noverrides: [{ images: [quay.io], rules: { tag: { enforce-from: 2026-11-01 } } }]`;
    expect(brief(await judged(earlier, [pull(LATEST), pull("ghcr.io/a/b:main", {}, { line: 9 })]))).toEqual([
      "error tag 6:15",
      "notice tag 9:15",
    ]);
  });

  test("says so of sets of images, too", async () => {
    const sif = pull("docker://ghcr.io/acme/tool:1.0", { engine: "singularity" });
    const [finding] = await judged("rules: { twins: { severity: error, enforce-from: 2027-01-01 } }", [
      sif,
      pull("ghcr.io/acme/tool:1.1"),
    ]);
    expect(finding).toMatchObject({ rule: "twins", severity: "notice" });
  });
});

describe("a finding says", () => {
  test("which line of the policy decided it, an override's before the policy's own", async () => {
    const yaml = `rules:
  tag: error
overrides:
  - engines: [docker]
    rules: { tag: warning }`;
    const [finding] = await judged(yaml, [pull(LATEST)]);
    expect(finding?.decidedBy).toMatchObject({
      rule: { file: "policy.yml", line: 6 },
      severity: { file: "policy.yml", line: 6 },
    });
  });
});

describe("waivers", () => {
  test("keep the finding and say why it does not count", async () => {
    const findings = await judged(waiver(", expires: 2027-03-31"), [pull(LATEST)]);
    expect(findings.map(({ waived }) => waived)).toMatchObject([
      {
        by: "policy",
        reason: "why",
        owner: "@acme/team",
        expires: "2027-03-31",
        location: { file: "policy.yml", line: 4 },
      },
    ]);
  });

  test("work to the last millisecond of their last day and not one more", async () => {
    const last = await judged(
      waiver(", expires: 2026-11-24"),
      [pull(LATEST)],
      [],
      new Date("2026-11-24T23:59:59.999Z"),
    );
    expect(last.filter(({ rule }) => rule === "tag").map(({ waived }) => waived?.by)).toEqual(["policy"]);
    const after = await judged(
      waiver(", expires: 2026-11-24"),
      [pull(LATEST)],
      [],
      new Date("2026-11-25T00:00:00.000Z"),
    );
    expect(after.find(({ rule }) => rule === "tag")).toMatchObject({
      evidence: { waiver: "ended on 2026-11-24, @acme/team" },
    });
    expect(after.find(({ rule }) => rule === "tag")?.waived).toBeUndefined();
  });

  test.each<[name: string, yaml: string, pulls: Pull[], said: (string | undefined)[]]>([
    [
      "an ended one that is needed",
      waiver(", expires: 2026-01-01"),
      [pull(LATEST)],
      [
        "The waiver of tag for quay.io/acme/* ended on 2026-01-01 and no longer works",
        "Correct what it was for, or agree on a new end.",
      ],
    ],
    [
      "an ended one that nothing needs",
      waiver(", expires: 2026-01-01"),
      [pull(TOOL)],
      [
        "The waiver of tag for quay.io/acme/* ended on 2026-01-01 and no longer works",
        "Nothing needs it any more: remove it.",
      ],
    ],
    [
      "one that ends soon",
      waiver(", expires: 2026-12-01"),
      [pull(LATEST)],
      [
        "The waiver of tag for quay.io/acme/* ends in 7 days (2026-12-01)",
        "Correct what it is for, or agree on a new end.",
      ],
    ],
    [
      "one that ends tomorrow",
      waiver(", expires: 2026-11-25"),
      [pull(LATEST)],
      [
        "The waiver of tag for quay.io/acme/* ends in 1 day (2026-11-25)",
        "Correct what it is for, or agree on a new end.",
      ],
    ],
    [
      "one that ends today",
      waiver(", expires: 2026-11-24"),
      [pull(LATEST)],
      [
        "The waiver of tag for quay.io/acme/* ends today (2026-11-24)",
        "Correct what it is for, or agree on a new end.",
      ],
    ],
    [
      "an unused one",
      waiver(""),
      [pull(TOOL)],
      ["The waiver of tag for quay.io/acme/* is not needed: there is no such finding", "Remove it."],
    ],
    [
      "one without an end where that is too long",
      waiver("").replace("tag: error", "tag: error, waivers: { longest: 90d }"),
      [pull(LATEST)],
      [
        "The waiver of tag for quay.io/acme/* lasts longer than the policy allows and does not work",
        "Give it an earlier end, or change the policy if the exception is to last.",
      ],
    ],
    [
      "one that ends too late",
      waiver(", expires: 2027-11-01").replace("tag: error", "tag: error, waivers: { longest: 90d }"),
      [pull(LATEST)],
      [
        "The waiver of tag for quay.io/acme/* lasts longer than the policy allows and does not work",
        "Give it an earlier end, or change the policy if the exception is to last.",
      ],
    ],
    [
      "one without what the policy asks for",
      waiver("").replace("tag: error", "tag: error, waivers: { require: [owner, ticket, expires] }"),
      [pull(LATEST)],
      [
        "The waiver of tag for quay.io/acme/* says no ticket and no expires, as the policy asks, and does not work",
        "Give it ticket and expires.",
      ],
    ],
  ])("tell of %s, at its line of the policy", async (_, yaml, pulls, said) => {
    const found = (await judged(yaml, pulls)).filter(({ rule }) => rule === "waivers");
    expect(found.map(({ message, help }) => [message, help])).toEqual([said]);
    expect(found[0]).toMatchObject({
      severity: "notice",
      image: null,
      location: { file: "policy.yml", line: 4, column: 7 },
    });
  });

  test("of an extended policy are told of at the top of the policy, and not called unused", async () => {
    const base = `version: 1
waivers:
  - { rules: [tag], images: [quay.io], reason: x, ticket: T-1, expires: 2026-01-01 }
  - { rules: [pin], images: [quay.io], reason: y }`;
    const policy = await loadPolicy("version: 1\nextends: base.yml\nrules: { tag: error }\n", "policy.yml", () => base);
    const findings = judge(policy, scanOf([pull(LATEST)]), [], { now, platform: null }).findings;
    expect(brief(findings)).toEqual(["error tag 6:15", "notice waivers 1:1"]);
    expect(findings[0]?.evidence).toMatchObject({ waiver: "ended on 2026-01-01, T-1" });
    expect(findings[1]?.evidence).toMatchObject({ reason: "x", ticket: "T-1", policy: "base.yml" });
  });

  test("are quiet where there is nothing to say", async () => {
    expect(
      (await judged(waiver(", expires: 2027-03-31"), [pull(LATEST)])).filter(({ rule }) => rule === "waivers"),
    ).toEqual([]);
    expect(await judged(waiver("").replace("tag: error", "tag: error, waivers: off"), [pull(TOOL)])).toEqual([]);
  });

  test("are not called unused where the images were not inspected", async () => {
    const yaml =
      "rules: { architecture: { require: [linux/arm64] } }\nwaivers: [{ rules: [architecture], images: [quay.io], reason: x }]";
    expect(await judged(yaml, [pull(TOOL)])).toEqual([]);
    expect(brief(await judged(yaml, [pull(TOOL)], [inspection(TOOL, { platforms: ["linux/arm64"] })]))).toEqual([
      "notice waivers 3:13",
    ]);
  });

  test("are not called unused where the scan was cut short: what is left may need them", async () => {
    const yaml = waiver("");
    expect(brief(await judged(yaml, { ...scanOf([pull(TOOL)]), isCut: true }))).toEqual([]);
    const ended = await judged(waiver(", expires: 2026-01-01"), { ...scanOf([pull(TOOL)]), isCut: true });
    expect(ended.map(({ help }) => help)).toEqual(["Correct what it was for, or agree on a new end."]);
  });

  test("are called unused beside an image that is missing, which is an answer too", async () => {
    const yaml =
      "rules: { exists: error, pin: { at-least: none } }\nwaivers: [{ rules: [size], images: [quay.io], reason: x }]";
    expect(brief(await judged(yaml, [pull(TOOL)], [failed(TOOL, "not-found")]))).toEqual([
      "error exists 6:15",
      "notice waivers 3:13",
    ]);
    expect(brief(await judged(yaml, [pull(TOOL)], [failed(TOOL, "timeout")]))).toEqual(["warning inspectable 6:15"]);
  });

  test("do not fit other rules, images or files", async () => {
    const yaml =
      "rules: { tag: error, pin: error }\nwaivers: [{ rules: [tag], images: [quay.io], files: [other], reason: x }, { rules: [pin], images: [ghcr.io], reason: x }]";
    expect((await judged(yaml, [pull(LATEST)])).filter(({ waived }) => waived !== undefined)).toEqual([]);
  });
});

describe("inline ignores", () => {
  test("take the images on the lines that they cover out of the rules that they name", async () => {
    const findings = await judged("rules: { tag: error, pin: error }", scan([ignore(["tag"])]));
    expect(brief(findings)).toEqual(["error pin 6:15", "error tag 6:15 inline"]);
    expect(findings[1]?.waived).toMatchObject({
      by: "inline",
      reason: "vendor has no digests",
      location: { file: "modules/a/main.nf", line: 5 },
    });
  });

  test("one for what was not scanned is not called needless", async () => {
    const policy = await policyOf(
      "rules: { tag: error }\nwaivers:\n" +
        ["files: ['b/**']", "files: ['a/**']", "files: ['a/**', 'b/**']", "images: [quay.io]"]
          .map((scope) => `  - { rules: [tag], ${scope}, reason: x, expires: 2027-11-24 }\n`)
          .join(""),
    );
    const scan = scanOf([pull(TOOL, {}, { file: "a/main.nf" })]);
    const said = (within?: string): string[] =>
      judge(policy, scan, [], { now, platform: null, folder: within }).findings.map(({ message }) => message);
    expect(said("a")).toEqual(["The waiver of tag for a/** is not needed: there is no such finding"]);
    expect(said()).toHaveLength(4);
  });

  test.each<[name: string, ignores: Ignore[], said: string[]]>([
    ["one without a reason", [ignore(["tag"], { reason: "" })], ["The ignore takes no effect without a reason"]],
    ["one of an unknown rule", [ignore(["tag", "tags"])], ['The ignore names the unknown rule "tags"']],
    ["one that names nothing", [ignore([])], ["The ignore takes no effect: it names no rule"]],
    ["one that says nothing at all", [ignore([], { reason: "" })], ["The ignore takes no effect: it names no rule"]],
    [
      "one that nothing needs",
      [ignore(["tag", "pin"])],
      ["The ignore of pin is not needed: there is no such finding here"],
    ],
    [
      "one elsewhere",
      [ignore(["tag"]), ignore(["tag"], { file: "other.nf" })],
      ["The ignore of tag is not needed: there is no such finding here"],
    ],
  ])("tell of %s", async (_, ignores, said) => {
    const findings = await judged("rules: { tag: error }", scan(ignores));
    expect(findings.filter(({ rule }) => rule === "ignores").map(({ message }) => message)).toEqual(said);
    expect(findings.filter(({ rule }) => rule === "tag").map(({ waived }) => waived?.by)).toEqual([
      ignores.some(({ rules, reason }) => rules.includes("tag") && reason !== "") ? "inline" : undefined,
    ]);
  });

  test("are not called unused where the scan was cut short", async () => {
    const cut: ScanResult = { ...scan([ignore(["tag", "pin"])]), isCut: true };
    expect(brief(await judged("rules: { tag: error }", cut))).toEqual(["error tag 6:15 inline"]);
  });

  test("do not work where the policy refuses them", async () => {
    const findings = await judged(
      "rules: { tag: error, ignores: { severity: error, inline: refuse } }",
      scan([ignore(["tag"])]),
    );
    expect(brief(findings)).toEqual(["error ignores 5:3", "error tag 6:15"]);
  });

  test("are not told of where the policy does not want it, or beside the lines that they cover", async () => {
    const quiet = "rules: { tag: error, ignores: off }";
    expect(brief(await judged(quiet, scan([ignore(["tag"], { reason: "" })])))).toEqual(["error tag 6:15"]);
    const beside = [ignore(["tag"], { covers: [1, 5] }), ignore(["tag"], { covers: [7, 9] })];
    expect(brief(await judged(quiet, scan(beside)))).toEqual(["error tag 6:15"]);
  });

  test("are not called unused at a place that was not judged, or where a registry was not asked", async () => {
    const unreachable = pull(LATEST, { source: "dockerfile", reachable: false });
    expect(await judged("rules: { tag: error }", scan([ignore(["tag"])], [unreachable]))).toEqual([]);
    expect(await judged("rules: { exists: error }", scan([ignore(["exists"])]))).toEqual([]);
  });

  test("give way to a waiver, which has an owner and an end", async () => {
    const yaml = "rules: { tag: error }\nwaivers: [{ rules: [tag], images: [quay.io], reason: agreed }]";
    const findings = await judged(yaml, scan([ignore(["tag"])]));
    expect(findings.map(({ waived }) => waived?.reason)).toEqual(["agreed"]);
  });
});

describe("what could not be found out", () => {
  test("is undecided, names the rules, and leaves the other images alone", async () => {
    const findings = await judged(
      "rules: { exists: error, age: { at-most: 1y }, inspectable: error, tag: error }",
      [pull(TOOL), pull(LATEST, {}, { line: 7 })],
      [
        failed(TOOL, "unreachable", "no route", "linux/amd64"),
        inspection(LATEST, { platform: "linux/amd64", answer: container() }),
      ],
    );
    expect(brief(findings)).toEqual(["error tag 7:15", "error inspectable 6:15"]);
    expect(findings[1]).toMatchObject({
      undecided: true,
      evidence: { state: "unreachable", "not judged": "exists, age" },
    });
  });

  test("is told once for the whole run where our own set-up is wrong", async () => {
    const message = "Wave rejects the access token";
    const findings = await judged(
      "rules: { exists: error }",
      [pull(TOOL), pull(LATEST, {}, { line: 7 }), pull("quay.io/a/b:1", {}, { line: 8 })],
      [TOOL, LATEST, "quay.io/a/b:1"].map((image) => failed(image, "configuration", message)),
    );
    expect(findings.map((finding) => finding.message)).toEqual([
      `3 images could not be inspected (${TOOL}, ${LATEST}, quay.io/a/b:1): ${message}`,
    ]);
    expect(findings[0]).toMatchObject({
      image: null,
      undecided: true,
      help: "Correct the set-up of this step; the images themselves were not judged.",
    });
  });

  test.each([
    "quay.io refused the connection. It was not asked again.",
    "quay.io refused the connection, again and again; it was not asked again.",
    "quay.io refused the connection again and again. It was not asked again.",
  ])("is told once of those that were tried and those that were not: %s", async (words) => {
    const answers = [
      failed(TOOL, "unreachable", "quay.io refused the connection."),
      failed(LATEST, "unreachable", words),
    ];
    const findings = await judged("rules: { exists: error }", [pull(TOOL), pull(LATEST)], answers);
    expect(findings.map(({ message }) => message)).toEqual([
      `2 images could not be inspected (${TOOL}, ${LATEST}): quay.io refused the connection`,
    ]);
  });

  test("is told once for a server that is down, whatever the times and the names in its words", async () => {
    const images = Array.from({ length: 108 }, (_, index) => `quay.io/acme/i${index}:1`);
    const pulls = images.map((image, index) => pull(image, {}, { line: index + 1 }));
    const late = images.map((image, index) =>
      failed(image, "timeout", `${image}: quay.io did not answer within ${index}.5 s.`),
    );
    const answers = [...late, failed(TOOL, "unauthorized", "no"), failed(LATEST, "unauthorized", "no")];
    const findings = await judged("rules: { exists: error }", [...pulls, pull(TOOL), pull(LATEST)], answers);
    expect(findings.map(({ message }) => message)).toEqual([
      "108 images could not be inspected (quay.io/acme/i0:1, quay.io/acme/i1:1, quay.io/acme/i2:1 and 105 more): each: quay.io did not answer within 0.5 s",
      expect.stringContaining(`${TOOL} could not`),
      expect.stringContaining(`${LATEST} could not`),
    ]);
    expect(findings[0]?.pulls).toHaveLength(108);
  });

  test("is told at each of its places where it is one image's alone", async () => {
    const pulls = [pull(TOOL), pull(TOOL, {}, { file: "b.nf" })];
    const findings = await judged("rules: { exists: error }", pulls, [failed(TOOL, "unreachable", "no such host")]);
    expect(findings.map(({ image, location }) => `${location.file} ${image}`)).toEqual([
      `b.nf ${TOOL}`,
      `modules/a/main.nf ${TOOL}`,
    ]);
  });

  test("keeps those apart that a waiver excuses", async () => {
    const yaml = `rules: { exists: error }\nwaivers: [{ rules: [inspectable], images: ["${TOOL}"], reason: x }]`;
    const pulls = [pull(TOOL), pull(LATEST), pull("quay.io/a/b:1")];
    const findings = await judged(
      yaml,
      pulls,
      [TOOL, LATEST, "quay.io/a/b:1"].map((image) => failed(image, "unreachable", "quay.io: no such host.")),
    );
    expect(findings.map(({ message, waived }) => [message, waived !== undefined])).toEqual([
      [`2 images could not be inspected (${LATEST}, quay.io/a/b:1): quay.io: no such host`, false],
      [`${TOOL} could not be inspected: quay.io: no such host`, true],
    ]);
  });

  test.each([
    ["rules: { exists: error }", "warning"],
    ["rules: { exists: error, inspectable: notice }", "notice"],
    ["rules: { exists: error, inspectable: off }", "warning"],
  ])("is said also where nobody asks, if it is our own doing: %s", async (yaml, severity) => {
    const inspection = failed(TOOL, "timeout");
    const cut = { ...inspection, failure: { state: "timeout", message: "no time was left", exhausted: true } } as const;
    expect(await judged(yaml, [pull(TOOL)], [cut])).toMatchObject([
      { rule: "inspectable", severity, undecided: true, exhausted: true },
    ]);
  });

  test.each([
    ["rules: { exists: error }", "error"],
    ["rules: { exists: error, inspectable: notice }", "notice"],
    ["rules: { exists: error, inspectable: { enforce-from: 2099-01-01 } }", "notice"],
    ["rules: { exists: error, inspectable: off }", undefined],
  ])("is a violation where the bytes are not those of the digest: %s", async (yaml, severity) => {
    const findings = await judged(yaml, [pull(TOOL)], [failed(TOOL, "digest-mismatch", "other bytes")]);
    expect(findings.map(({ severity: level, undecided }) => [level, undecided])).toEqual(
      severity === undefined ? [] : [[severity, undefined]],
    );
    expect(findings.map(({ message }) => message)).toEqual(
      severity === undefined ? [] : [`${TOOL} is not what its digest says: other bytes`],
    );
  });

  test("is judged all the same where one of two answers is enough", async () => {
    const findings = await judged(
      "rules: { exists: error, architecture: { require: [linux/arm64] } }",
      [pull(TOOL, { platform: "linux/amd64" })],
      [failed(TOOL, "timeout", "too slow"), inspection(TOOL, { platform: "linux/amd64", answer: container() })],
    );
    expect(findings.map(({ rule, evidence }) => [rule, evidence["not judged"]])).toEqual([
      ["inspectable", "architecture"],
    ]);
  });
});

describe("ranking", () => {
  test("puts what counts first: by severity, violations before what is undecided, then by place; waived last", async () => {
    const yaml = `rules: { tag: warning, pin: { severity: error, at-least: digest }, exists: error, inspectable: error }
waivers: [{ rules: [pin], images: ["quay.io/w/*"], reason: x }]`;
    const findings = await judged(
      yaml,
      [pull("quay.io/w/w:1", {}, { line: 1 }), pull(LATEST, {}, { line: 3 }), pull("quay.io/b/c:1", {}, { line: 2 })],
      [failed(LATEST, "timeout"), inspection("quay.io/w/w:1"), inspection("quay.io/b/c:1")],
    );
    expect(brief(findings)).toEqual([
      "error pin 2:15",
      "error pin 3:15",
      "error inspectable 3:15",
      "warning tag 3:15",
      "error pin 1:15 policy",
    ]);
  });
});

describe("requests", () => {
  test.each<[name: string, yaml: string, pulls: Pull[], asked: string[], platform?: string]>([
    [
      "nothing for names alone",
      "rules: { registry: { allow: [quay.io] }, pin: error, tag: error, twins: error }",
      [pull(TOOL)],
      [],
    ],
    ["existence", "rules: { exists: error }", [pull(TOOL)], [`${TOOL} - existence`]],
    [
      "all platforms",
      "rules: { exists: error, architecture: { require: [linux/amd64] } }",
      [pull(TOOL)],
      [`${TOOL} - platforms`],
    ],
    ["nothing for an architecture that nobody asks for", "rules: { architecture: error }", [pull(TOOL)], []],
    [
      "the platform of the process",
      "rules: { architecture: error }",
      [pull(TOOL, { platform: "linux/arm64" })],
      [`${TOOL} linux/arm64 platforms`],
    ],
    [
      "a platform that is none, as it is written: the registry client says what is wrong with it",
      "rules: { architecture: error }",
      [pull(TOOL, { platform: "a/b/c/d" })],
      [`${TOOL} a/b/c/d platforms`],
    ],
    [
      "the platform of the run",
      "rules: { exists: error }",
      [pull(TOOL)],
      [`${TOOL} linux/arm64 platforms`],
      "linux/arm64",
    ],
    ["a configuration", "rules: { exists: error, age: { at-most: 1y } }", [pull(TOOL)], [`${TOOL} linux/amd64 config`]],
    [
      "a configuration and all platforms",
      "rules: { size: { at-most: 1GB }, architecture: { require: [linux/amd64, linux/arm64] } }",
      [pull(TOOL)],
      [`${TOOL} linux/amd64 config`, `${TOOL} linux/arm64 config`, `${TOOL} - platforms`],
    ],
    [
      "a platform by itself of which a single image may not tell",
      "rules: { architecture: { require: [linux/amd64, linux/arm/v6, windows/amd64] } }",
      [pull(TOOL)],
      [`${TOOL} - platforms`, `${TOOL} linux/arm/v6 platforms`, `${TOOL} windows/amd64 platforms`],
    ],
    [
      "each image once, with the deepest need",
      "rules: { exists: error }\noverrides: [{ files: [deep], rules: { age: { at-most: 1y } } }]",
      [
        pull(TOOL, { platform: "linux/amd64" }),
        pull(TOOL, { platform: "linux/amd64" }, { file: "deep/x.nf" }),
        pull(LATEST),
      ],
      [`${TOOL} linux/amd64 config`, `${LATEST} - existence`],
    ],
    [
      "the deepest need whatever the order",
      "rules: { exists: error }\noverrides: [{ files: [deep], rules: { age: { at-most: 1y } } }]",
      [pull(TOOL, { platform: "linux/amd64" }, { file: "deep/x.nf" }), pull(TOOL, { platform: "linux/amd64" })],
      [`${TOOL} linux/amd64 config`],
    ],
    [
      "one platform once for configuration and architecture",
      "rules: { architecture: { require: [linux/arm64] }, age: { at-most: 1y } }",
      [pull(TOOL, { platform: "linux/arm64" })],
      [`${TOOL} linux/arm64 config`],
    ],
    [
      "nothing for what has no server or no name",
      "rules: { exists: error }",
      [pull("library://a/b/c:1"), pull("/data/tool.sif"), pull("ftp://a.b/c.sif"), unresolvedPull("${params.x}")],
      [],
    ],
    [
      "nothing of a download for an engine that has none",
      "rules: { exists: error }",
      [pull(BLAT, { engine: "docker" })],
      [],
    ],
    [
      "a download once, whatever is asked for whichever platform",
      "rules: { exists: error, architecture: { require: [linux/arm64] }, age: { at-most: 1y } }",
      [pull(BLAT, { engine: "singularity" }), pull(BLAT, { engine: "apptainer", platform: "linux/arm64" })],
      [`${BLAT} - config`],
      "linux/amd64",
    ],
    [
      "a SIF in a registry once, too",
      "rules: { architecture: { require: [linux/arm64] }, size: { at-most: 1GB } }",
      [pull(`oras://${TOOL}`, { engine: "singularity" })],
      [`${TOOL} - config`],
    ],
    [
      "nothing where no rule has anything to look at",
      "rules: { labels: { require: [a] }, user: { deny: [root] }, entrypoint: error, manifest-format: error }",
      [pull(BLAT, { engine: "singularity" })],
      [],
    ],
    [
      "the manifest of a SIF where its format counts",
      "rules: { labels: { require: [a] }, manifest-format: error }",
      [pull(`oras://${TOOL}`, { engine: "singularity" })],
      [`${TOOL} - config`],
    ],
    ["nothing for what is not judged", "rules: { exists: error }", [pull(TOOL, { reachable: false })], []],
    [
      "nothing where the rule has nothing to say",
      "rules: { entrypoint: error }",
      [pull(TOOL, { source: "dockerfile" })],
      [],
    ],
  ])("ask for %s", async (_, yaml, pulls, asked, platform) => {
    expect(await requests(yaml, pulls, platform ?? null)).toEqual(asked);
  });
});
