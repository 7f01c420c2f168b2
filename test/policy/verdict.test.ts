import { describe, expect, test } from "vitest";
import type { FailOn, Severity, Verdict } from "../../src/model.ts";
import { exitCode } from "../../src/exit-code.ts";
import { decide } from "../../src/policy/verdict.ts";
import { finding } from "./make.ts";

const waived = { by: "policy", reason: "x" } as const;

describe("the verdict", () => {
  test.each<[severity: Severity, failOn: FailOn, verdict: Verdict]>([
    ["error", "error", "fail"],
    ["error", "notice", "fail"],
    ["warning", "error", "pass"],
    ["warning", "warning", "fail"],
    ["notice", "warning", "pass"],
    ["notice", "notice", "fail"],
    ["error", "never", "pass"],
  ])("of an %s with fail-on %s is %s", (severity, failOn, verdict) => {
    expect(decide([finding({ severity })], failOn).verdict).toBe(verdict);
    expect(decide([finding({ severity, undecided: true })], failOn).verdict).toBe(
      verdict === "fail" ? "undecided" : "pass",
    );
    expect(decide([finding({ severity, waived })], failOn).verdict).toBe("pass");
  });

  test("is a failure where there is a violation beside something undecided", () => {
    const findings = [finding({ undecided: true }), finding()];
    expect(decide(findings, "error").verdict).toBe("fail");
  });

  test("is undecided where only what is undecided reaches the threshold", () => {
    expect(decide([finding({ undecided: true }), finding({ severity: "warning" })], "error").verdict).toBe("undecided");
  });

  test("is no pass where it was us who did not get through, unless nothing is to fail", () => {
    const findings = [finding({ severity: "notice", undecided: true, exhausted: true })];
    const verdicts = (["error", "warning", "notice", "never"] as const).map((level) => decide(findings, level).verdict);
    expect(verdicts).toEqual(["undecided", "undecided", "undecided", "pass"]);
    expect(decide([...findings, finding()], "error").verdict).toBe("fail");
    expect(decide([finding({ ...findings[0], waived })], "error").verdict).toBe("pass");
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
    ];
    expect(decide(findings, "error").counts).toEqual({ errors: 1, warnings: 2, notices: 1, waived: 2, undecided: 1 });
  });

  test("gives the exit code", () => {
    expect((["pass", "fail", "undecided"] as const).map(exitCode)).toEqual([0, 1, 3]);
  });
});
