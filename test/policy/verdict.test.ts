import { describe, expect, test } from "vitest";
import type { Coverage, FailOn, Severity, Verdict } from "../../src/model.ts";
import { exitCode, outcomeOf } from "../../src/exit-code.ts";
import { countFindings } from "../../src/finding.ts";
import { verdictOf } from "../../src/policy/verdict.ts";
import { coverage, finding } from "./make.ts";

const waived = { by: "policy", reason: "x" } as const;

describe("what a run exits with", () => {
  test.each<[severity: Severity, failOn: FailOn, verdict: Verdict]>([
    ["error", "error", "fail"],
    ["error", "notice", "fail"],
    ["warning", "error", "pass"],
    ["warning", "warning", "fail"],
    ["notice", "warning", "pass"],
    ["notice", "notice", "fail"],
    ["error", "never", "pass"],
  ])("of an %s with fail-on %s is %s", (severity, failOn, verdict) => {
    expect(outcomeOf([finding({ severity })], failOn)).toBe(verdict);
    expect(outcomeOf([finding({ severity, undecided: true })], failOn)).toBe(verdict === "fail" ? "undecided" : "pass");
    expect(outcomeOf([finding({ severity, waived })], failOn)).toBe("pass");
  });

  test("is a failure where there is a violation beside something undecided", () => {
    const findings = [finding({ undecided: true }), finding()];
    expect(outcomeOf(findings, "error")).toBe("fail");
  });

  test("is undecided where only what is undecided reaches the threshold", () => {
    expect(outcomeOf([finding({ undecided: true }), finding({ severity: "warning" })], "error")).toBe("undecided");
  });

  test("is no pass where it was us who did not get through, unless nothing is to fail", () => {
    const findings = [finding({ severity: "notice", undecided: true, exhausted: true })];
    const outcomes = (["error", "warning", "notice", "never"] as const).map((level) => outcomeOf(findings, level));
    expect(outcomes).toEqual(["undecided", "undecided", "undecided", "pass"]);
    expect(outcomeOf([...findings, finding()], "error")).toBe("fail");
    expect(outcomeOf([finding({ ...findings[0], waived })], "error")).toBe("pass");
  });

  test("counts each finding once", () => {
    const findings = [
      finding(),
      finding({ severity: "warning" }),
      finding({ severity: "warning" }),
      finding({ severity: "notice" }),
      finding({ waived }),
      finding({ waived, undecided: true }),
      finding({ undecided: true }),
      finding({ known: { by: "baseline" } }),
      finding({ known: { by: "base" }, undecided: true }),
    ];
    expect(countFindings(findings)).toEqual({ errors: 1, warnings: 2, notices: 1, waived: 2, known: 2, undecided: 1 });
  });

  test("gives the exit code", () => {
    expect((["pass", "fail", "undecided"] as const).map(exitCode)).toEqual([0, 1, 3]);
  });
});

const open = (differing: Partial<Coverage["notJudged"][number]> = {}): Coverage =>
  coverage({
    judged: 0,
    notJudged: [{ reason: "no-answer", images: 1, names: ["a"], rules: ["exists"], advice: "", ...differing }],
  });

describe("the verdict", () => {
  test.each<[outcome: Verdict, covered: Coverage, isCut: boolean, verdict: Verdict]>([
    ["pass", coverage(), false, "pass"],
    ["pass", open(), false, "undecided"],
    ["pass", open({ reason: "not-asked" }), false, "undecided"],
    ["pass", open({ accepted: true }), false, "pass"],
    ["pass", coverage({ leftOut: [{ reason: "uncalled", images: 3 }] }), false, "pass"],
    ["pass", coverage(), true, "undecided"],
    ["undecided", coverage(), false, "undecided"],
    ["fail", open(), true, "fail"],
  ])("of a run that is a %s by its findings", (outcome, covered, isCut, verdict) => {
    expect(verdictOf(outcome, covered, { isCut })).toBe(verdict);
  });
});
