/** Several settings of one rule, each from a day on. */
import { describe, expect, test } from "vitest";
import { explain } from "../../../src/explain.ts";
import { loadPolicy } from "../../../src/policy/file/load.ts";
import { judge, requestsFor } from "../../../src/policy/judge/index.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import { explainText } from "../../../src/report/explain.ts";
import { container, inspection, policyOf, pull, reportOf, scanOf } from "../make.ts";

const image = "quay.io/acme/tool:1.0";
const scan = scanOf([pull(image)]);

/** `severity help` of each finding on a day. */
function on(day: string, policy: Policy, inspections: Parameters<typeof judge>[2] = []): string[] {
  const { findings } = judge(policy, scan, inspections, { now: new Date(`${day}T00:00:00Z`), platform: null });
  return findings.map(
    ({ rule, severity, evidence }) =>
      `${severity} ${rule} ${evidence["asked"] ?? ""} ${evidence["counts as"] ?? "now"}`,
  );
}

const STEPS = `rules:
  pin:
    severity: warning
    at-least: version
    from:
      2027-04-01: { at-least: build, severity: error }
      2027-10-01: { at-least: digest }
`;

describe("a rule with days", () => {
  test("holds as it is said for each, from its first day (UTC), and tells of the next in time", async () => {
    const policy = await policyOf(STEPS);
    expect(on("2027-03-31", policy)).toEqual(["notice pin build error from 2027-04-01"]);
    expect(on("2027-04-01", policy)).toEqual(["error pin build now"]);
    expect(on("2027-09-30", policy)).toEqual(["error pin build now"]);
    expect(on("2027-10-01", policy)).toEqual(["error pin digest now"]);
  });

  test("is told once where it says something today already", async () => {
    const policy = await policyOf("rules: { pin: { at-least: build, from: { 2027-04-01: { at-least: digest } } } }");
    expect(on("2027-01-01", policy)).toEqual(["error pin build now"]);
  });

  test("can begin, and end", async () => {
    const begins = await policyOf("rules: { pin: { severity: off, at-least: digest, from: { 2027-04-01: error } } }");
    expect(on("2027-03-31", begins)).toEqual(["notice pin digest error from 2027-04-01"]);
    expect(on("2027-04-01", begins)).toEqual(["error pin digest now"]);
    const ends = await policyOf("rules: { pin: { at-least: digest, from: { 2027-04-01: off } } }");
    expect(on("2027-03-31", ends)).toEqual(["error pin digest now"]);
    expect(on("2027-04-01", ends)).toEqual([]);
  });

  test("gives way to an override without a day, on every day", async () => {
    const policy = await policyOf(`${STEPS}overrides:
  - images: [quay.io]
    rules: { pin: { at-least: none, from: { 2028-01-01: { at-least: digest } } } }
`);
    expect(on("2027-12-31", policy)).toEqual(["notice pin digest error from 2028-01-01"]);
    expect(on("2027-05-01", policy)).toEqual([]);
    expect(on("2028-01-01", policy)).toEqual(["error pin digest now"]);
  });

  test("is asked about as it holds on the day of the run", async () => {
    const policy = await policyOf("rules: { size: { severity: off, at-most: 1B, from: { 2027-04-01: error } } }");
    const asked = (day: string) =>
      requestsFor(policy, scan, { platform: null, now: new Date(day) }).map(({ need }) => need);
    expect(asked("2027-04-01")).toEqual(["config"]);
    expect(on("2027-04-01", policy, [inspection(image, { answer: container() })])).toEqual(["error size  now"]);
  });

  test("is explained with the day on which it changes", async () => {
    const policy = await policyOf(STEPS);
    const report = reportOf({ scan, startedAt: "2027-01-01T00:00:00.000Z" });
    const [only] = explain(scan.pulls, report, policy, { platform: null });
    expect(explainText(only === undefined ? [] : [only])).toContain(
      "pin              warning, until 2027-04-01, policy.yml:3 (severity :4, at-least version :5)",
    );
  });
});

/** A policy that builds on another one, by what each says of `pin`. */
function load(base: string, own: string): Promise<Policy> {
  const below = `version: 1\nrules: { pin: ${base} }\n`;
  return loadPolicy(`version: 1\nextends: base.yml\nrules: { pin: ${own} }\n`, "p.yml", () => below);
}

describe("days of a policy and of one that builds on it", () => {
  test("are merged day by day; what is said without a day holds on every day", async () => {
    const base =
      "{ severity: error, from: { 2027-04-01: { at-least: build }, 2027-10-01: { at-least: digest, severity: warning } } }";
    expect(on("2027-10-01", await load(base, "{ from: { 2027-10-01: { severity: notice } } }"))).toEqual([
      "notice pin digest now",
    ]);
    expect(on("2027-10-01", await load(base, "{ at-least: build }"))).toEqual(["warning pin build now"]);
    expect(on("2027-10-01", await load(base, "error"))).toEqual(["error pin digest now"]);
  });

  test.each([
    ["{ at-least: build }", "p.yml:3:27: pin.at-least loosens what is final at base.yml:2 (digest) from 2027-04-01"],
    ["{ from: { 2027-04-01: { at-least: build } } }", "p.yml:3:49: pin.at-least loosens"],
    [
      "{ from: { 2027-06-01: off } }",
      "p.yml:3:37: pin.severity loosens what is final at base.yml:2 (error) from 2027-06-01",
    ],
    ["{ from: { 2027-01-01: { at-least: digest } } }", ""],
    ["{ at-least: digest }", ""],
    ["{ from: { 2027-03-01: { at-least: build }, 2027-03-15: { at-least: version } } }", ""],
  ])("of a final rule let %s or refuse it", async (own, problem) => {
    const final = "{ at-least: version, from: { 2027-04-01: { at-least: digest } }, final: true }";
    const said = await load(final, own).then(
      () => "",
      (error: unknown) => String(error),
    );
    expect(said).toContain(problem);
    expect(said === "").toBe(problem === "");
  });

  test("of a final rule are kept where an override would loosen one of its own", async () => {
    const policy = await loadPolicy(
      `version: 1
extends: base.yml
overrides: [{ images: ["quay.io/**"], rules: { pin: { at-least: build, from: { 2027-04-01: { severity: error } } } } }]
`,
      "p.yml",
      () => `version: 1
rules: { pin: { at-least: none, final: true } }
overrides: [{ images: [quay.io], rules: { pin: { at-least: build, from: { 2027-04-01: { at-least: digest } } } } }]
`,
    );
    expect(on("2027-04-01", policy)).toEqual(["error pin digest now"]);
  });
});

test.each([
  ["pin: { from: { 2027-02-30: error } }", 'p.yml:2:25: rules.pin.from: "2027-02-30" is not a date'],
  [
    "pin: { from: { 2027-02-20: { enforce-from: 2027-03-01 } } }",
    'unknown key "enforce-from" in rules.pin.from.2027-02-20',
  ],
  ["size: { from: { 2027-02-20: error } }", "rules.size: it asks for nothing"],
])("%s is refused", async (rule, problem) => {
  await expect(loadPolicy(`version: 1\nrules: { ${rule} }`, "p.yml", () => "")).rejects.toThrow(problem);
});

test("a rule that asks for something from some day on is fine", async () => {
  const policy = await policyOf("rules: { size: { from: { 2027-02-20: { at-most: 1GB } } } }");
  expect(on("2027-02-20", policy, [inspection(image, { answer: container({}, { layers: [2e9] }) })])).toHaveLength(1);
});
