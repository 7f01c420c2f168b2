/** Explaining a pull: which pulls are meant, the way of the name, the rules with who decided them, the findings. */
import { describe, expect, test } from "vitest";
import { explain, findPulls } from "../src/explain.ts";
import type { Location, Pull, Rewrite } from "../src/model.ts";
import { judge } from "../src/policy/judge/index.ts";
import { explainJson, explainText } from "../src/report/explain.ts";
import { failed, now, policyOf, pull, reference, reportOf, scanOf, unresolvedPull } from "./policy/make.ts";

const at = (file: string, line: number): Location => ({ file, line, column: 3, endLine: line, endColumn: 9 });
const quay: Rewrite = {
  by: "registry",
  setting: "docker.registry",
  location: at("nextflow.config", 12),
  to: "quay.io/o/x:1",
};
const rewritten = pull("quay.io/o/x:1", {
  written: "o/x:1",
  rewrites: [quay],
  overrode: { ...at("modules/x/main.nf", 4), text: "'o/old:1'" },
  references: [reference("o/x:1", { file: "conf/x.config", line: 7 })],
});
const other = pull("quay.io/o/y:2", { process: "B" }, { file: "modules/y/main.nf" });

describe("what is meant", () => {
  const scan = scanOf([rewritten, other]);

  test.each([
    "quay.io/o/x:1",
    "o/x:1",
    "conf/x.config:7",
    "./conf/x.config:7:15",
    "nextflow.config:12",
    "modules/x/main.nf:4",
  ])("%s", (asked) => {
    expect(findPulls(asked, scan)).toEqual({ pulls: [rewritten] });
  });

  test("is an image by any spelling of it", () => {
    const hub = pull("alpine:3.20");
    expect(findPulls("docker.io/library/alpine:3.20", scanOf([hub]))).toEqual({ pulls: [hub] });
    expect(findPulls("index.docker.io/alpine:3.20", scanOf([hub]))).toEqual({ pulls: [hub] });
  });

  test.each([
    ["quay.io/o/x:2", "Did you mean quay.io/o/x:1?"],
    ["ghcr.io/acme/y@sha256:0", "Did you mean quay.io/o/y:2?"],
    ["completely/different:1", "See wave-inspect scan for all that is pulled."],
    ["conf/x.config:9", "The nearest that do: conf/x.config:7."],
    ["main.nf:4", "See wave-inspect scan for all that is pulled."],
  ])("%s is nothing: %s", (asked, near) => {
    const found = findPulls(asked, scan);
    expect("why" in found && found.why).toMatch(/^(?:Nothing here pulls|No image has to do with) /);
    expect("why" in found && found.why.endsWith(` ${near}`)).toBe(true);
  });
});

async function explained(yaml: string, pulls: readonly Pull[], platform: string | null = null) {
  const policy = await policyOf(yaml);
  const scan = scanOf(pulls);
  const { findings } = judge(policy, scan, [failed("quay.io/o/y:2", "timeout", "slow")], { now, platform });
  return explain(pulls, reportOf({ scan, findings }), policy, { platform });
}

test("one block an image and place, with every line that decided", async () => {
  const yaml = `rules:
  pin: { severity: error, at-least: digest }
  tag: { severity: error, enforce-from: 2027-01-01 }
overrides:
  - processes: [B]
    rules: { pin: warning }
waivers:
  - { rules: [pin], images: ["quay.io/o/x:*"], reason: "rebuilt soon", expires: 2027-01-01 }`;
  const text = explainText(await explained(yaml, [rewritten, { ...rewritten, process: "C" }, other], "linux/arm64"));
  expect(text).toBe(`quay.io/o/x:1
  written    o/x:1 at conf/x.config:7:15
  overrides  'o/old:1' at modules/x/main.nf:4
  rewritten  quay.io/o/x:1, by docker.registry (nextflow.config:12)
  pulled     quay.io/o/x:1, by docker, -profile docker, for DEMO:A, C
  pin        version: the tag has the version "1"
  rules      pin              error, policy.yml:3 (at-least digest)
             tag              notice, error from 2027-01-01, policy.yml:4
             architecture     error, by the platform that was asked for
             pullable         error, by default
             resolvable       warning, by default
             inspectable      warning, by default
  findings   waived at policy.yml:9 until 2027-01-01 pin: quay.io/o/x:1 is pinned by version only; the policy asks for digest (rebuilt soon)

quay.io/o/y:2
  written    quay.io/o/y:2 at modules/y/main.nf:6:15
  pulled     quay.io/o/y:2, by docker, -profile docker, for B
  pin        version: the tag has the version "2"
  rules      pin              warning, policy.yml:7 (at-least digest :3), by the override at policy.yml:6
             tag              notice, error from 2027-01-01, policy.yml:4
             architecture     error, by the platform that was asked for
             pullable         error, by default
             resolvable       warning, by default
             inspectable      warning, by default
  findings   warning pin: quay.io/o/y:2 is pinned by version only; the policy asks for digest
             warning inspectable undecided: quay.io/o/y:2 could not be inspected: slow
`);
});

test("a line of another file than the one that names the rule is told in full", async () => {
  const [one] = await explained("rules: { pin: error }", [other]);
  const [pin] = one!.rules;
  const options = { "at-least": at("base.yml", 4) };
  const held = { ...pin!, decidedBy: { ...pin!.decidedBy, severity: at("policy.yml", 9), options } };
  expect(explainText([{ ...one!, rules: [held] }])).toContain("policy.yml:2 (severity :9, at-least base.yml:4)\n");
});

test("steps that no setting asks for, many users, and a platform", async () => {
  const file = pull("/run/x.sif", { written: "x.sif", rewrites: [{ by: "file", to: "/run/x.sif" }] });
  const wave: Rewrite = { by: "wave", setting: "wave.enabled", to: null };
  const served = ["A", "B", "C", "D", "E"].map((process) =>
    pull("quay.io/o/z:1", { process, platform: "linux/arm64", scenario: null, rewrites: [wave] }, { line: 9 }),
  );
  const text = explainText(await explained("rules: {}", [file, ...served]));
  expect(text).toContain("rewritten  the file /run/x.sif, which is there\n");
  expect(text).toContain("rewritten  a name that Wave gives it in the run, by wave.enabled\n");
  expect(text).toContain("quay.io/o/z:1, by docker, linux/arm64, for 5 (A, B, C and 2 more)\n");
});

test("what no setting and no process speaks of is left out", async () => {
  const bare = pull("quay.io/o/z:1", { engine: null, scenario: null });
  const { process: _, ...alone } = bare;
  const [one] = await explained("rules: {}", [alone]);
  expect(explainText([one!])).toContain("  pulled     quay.io/o/z:1\n");
});

test("a waiver that no line is known of is told without one", async () => {
  const [one] = await explained("rules: { pin: { at-least: digest } }", [other]);
  const [found] = one!.findings;
  const { message, evidence, fingerprint } = found!;
  const waived = { by: "policy", reason: "old" } as const;
  expect(explainText([{ ...one!, findings: [{ ...found!, message, evidence, fingerprint, waived }] }])).toContain(
    "waived pin: quay.io/o/y:2 is",
  );
});

test("what cannot be known, what is not run, and what is ignored where it stands", async () => {
  const ignore = { rules: ["pin"], reason: "old", covers: [6, 6] as const, ...at("modules/a/main.nf", 5) };
  const policy = await policyOf("rules: { pin: { at-least: digest } }");
  const idle = pull("quay.io/o/idle:1", { called: false }, { line: 20 });
  const scan = scanOf([unresolvedPull("${params.x}"), pull("quay.io/o/x:1"), idle], { ignores: [ignore] });
  const { findings } = judge(policy, scan, [], { now, platform: null });
  const explanations = explain(scan.pulls, reportOf({ scan, findings }), policy, { platform: null });
  const text = explainText(explanations);
  expect(text).toMatch(/^\$\{params\.x\}\n {2}written .*\n {2}pulled {5}params\.image has no value\n {2}rules/);
  expect(text).toContain("ignored at modules/a/main.nf:5 pin: quay.io/o/x:1 is pinned by version only");
  expect(text).toMatch(
    /quay\.io\/o\/idle:1\n(?:.*\n)*? {2}rules {6}none: nothing runs or builds it\n {2}findings {3}none\n/,
  );
  const document: { explanations: object[] } = JSON.parse(explainJson("x", explanations));
  expect(document).toMatchObject({
    schemaVersion: 1,
    asked: "x",
    explanations: [
      { unresolved: "params.image has no value", findings: [{ rule: "resolvable" }] },
      {
        canonical: "quay.io/o/x:1",
        pin: "version",
        judged: true,
        way: { written: { file: "modules/a/main.nf", line: 6, column: 15 } },
        rules: [
          { rule: "pin", severity: "error", decidedBy: { options: { "at-least": { file: "policy.yml", line: 2 } } } },
          {},
          {},
          {},
        ],
        findings: [{ rule: "pin", waived: { by: "inline", file: "modules/a/main.nf", line: 5 } }],
      },
      { judged: false, findings: [] },
    ],
  });
  expect(document.explanations[0]).not.toHaveProperty("findings.0.pulls");
});

test("what a rule would have to ask and did not is no finding, and not none", async () => {
  const policy = await policyOf("rules: { exists: error, tag: error }");
  const scan = scanOf([other, unresolvedPull("${params.x}")]);
  const asked = { now, platform: null };
  for (const [answers, words] of [
    [[failed("quay.io/o/y:2", "timeout", "slow")], "exists: registry silent"],
    [[], "exists: not asked"],
  ] as const) {
    const { findings, coverage } = judge(policy, scan, answers, asked);
    const told = explain([other], reportOf({ scan, findings, coverage }), policy, { platform: null });
    expect(explainText(told)).toContain(`  not judged ${words}\n             `);
    expect(JSON.parse(explainJson("x", told))).toMatchObject({
      explanations: [{ notJudged: { rules: ["exists"], advice: expect.any(String) } }],
    });
  }
});

test("each option that somebody gave is told in words", async () => {
  const yaml = `rules:
  registry: { allow: [quay.io, "ghcr.io/**"], deny: [], use-instead: { docker.io: quay.io/hub } }
  age: { at-most: 2y }
  size: { at-most: 2GiB }
overrides:
  - { images: [quay.io], rules: { age: { at-least: 36h } } }
  - { engines: [docker], rules: { age: notice } }`;
  const [only] = await explained(yaml, [other]);
  const told = only?.rules.map(({ rule, options, overrides }) => [rule, options, overrides.map(({ line }) => line)]);
  expect(told).toEqual(
    expect.arrayContaining([
      ["registry", { allow: "quay.io, ghcr.io/**", deny: "nothing", "use-instead": "docker.io" }, []],
      ["age", { "at-most": "730d", "at-least": "36h" }, [7, 8]],
      ["size", { "at-most": "2GiB" }, []],
    ]),
  );
  expect(explainText(only === undefined ? [] : [only])).toContain(
    "age              notice, policy.yml:8 (at-least 36h :7, at-most 730d :4), by the overrides at policy.yml:7, policy.yml:8",
  );
});
