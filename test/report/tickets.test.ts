/** A waiver's ticket, owner and reason on every surface. */
import { expect, test } from "vitest";
import { explain } from "../../src/explain.ts";
import type { Report } from "../../src/model.ts";
import { judge } from "../../src/policy/judge/index.ts";
import { annotations } from "../../src/report/annotations.ts";
import { explainJson, explainText } from "../../src/report/explain.ts";
import { html } from "../../src/report/html/index.ts";
import { checkJson } from "../../src/report/json.ts";
import { junit } from "../../src/report/junit.ts";
import { markdown } from "../../src/report/summary.ts";
import { sarif } from "../../src/report/sarif.ts";
import { checkText } from "../../src/report/check-text.ts";
import { now, policyOf, pull, reportOf, scanOf } from "../policy/make.ts";

const one = pull("quay.io/acme/tool:1.0");

async function reportOn(expires: string) {
  const policy = await policyOf(`rules: { pin: { at-least: digest } }
waivers:
  - { rules: [pin], images: [quay.io], reason: rebuilt soon, owner: "@acme/x", ticket: OPS-7, expires: ${expires} }`);
  const scan = scanOf([one]);
  const { findings } = judge(policy, scan, [], { now, platform: null });
  const report = reportOf({ scan, findings });
  return { report, policy };
}

const surfaces: readonly [string, (report: Report) => string][] = [
  ["JSON", checkJson],
  ["SARIF", sarif],
  ["Markdown", markdown],
  ["HTML", html],
  ["JUnit", junit],
  ["text", (report) => checkText(report, { color: false, by: "image" })],
];

test.each(surfaces)("%s has them beside what is waived", async (_, render) => {
  const { report } = await reportOn("2027-06-30");
  expect(report.findings.map(({ waived }) => waived)).toMatchObject([{ ticket: "OPS-7", owner: "@acme/x" }]);
  for (const said of ["rebuilt soon", "acme/x", "OPS-7", "2027-06-30"])
    expect(render(report).replaceAll("\u200b", "")).toContain(said);
});

test.each([...surfaces, ["annotations", annotations] as const])(
  "%s have it where a waiver has ended",
  async (_, render) => {
    const { report } = await reportOn("2026-01-31");
    expect(report.findings.map(({ waived }) => waived)).toEqual([undefined, undefined]);
    expect(render(report)).toContain("OPS-7");
  },
);

test("explain has them, as text and as JSON", async () => {
  const { report, policy } = await reportOn("2027-06-30");
  const explanations = explain([one], report, policy, { platform: null });
  expect(explainText(explanations)).toContain("waived at policy.yml:4 until 2027-06-30 pin:");
  expect(explainText(explanations)).toContain("(rebuilt soon, @acme/x, OPS-7)");
  expect(explainJson("x", explanations)).toContain('"ticket": "OPS-7"');
});

test.each(["''", "' '", '"\\u200b"', '"\\u00a0 \\t"'])("a reason of %s is refused", async (reason) => {
  await expect(policyOf(`waivers: [{ rules: [pin], images: [quay.io], reason: ${reason} }]`)).rejects.toThrow(
    /policy\.yml:2:\d+: waivers\[0\]\.reason/,
  );
});
