/** GitLab Code Quality: the form that its documentation gives, and what it does with it. */
import { Ajv } from "ajv";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { codeQuality } from "../../src/report/code-quality.ts";
import { finding, reportOf, withoutHelp } from "../policy/make.ts";
import { hostileText, reportWith } from "./hostile.ts";

/**
 * Table "Code Quality report format" of docs.gitlab.com (ci/testing/code_quality), where GitLab's own reader
 * (codequality_reports.rb) asks for less. A byte order mark is not allowed, nor a path that begins with `./`.
 */
const validate = new Ajv({ allErrors: true }).compile({
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    additionalProperties: false,
    properties: {
      description: { type: "string", minLength: 1 },
      check_name: { type: "string", pattern: "^[a-z-]+$" },
      fingerprint: { type: "string", minLength: 1 },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        additionalProperties: false,
        properties: {
          path: { type: "string", pattern: "^(?!\\./|/)" },
          lines: {
            type: "object",
            required: ["begin"],
            additionalProperties: false,
            properties: { begin: { type: "integer", minimum: 1 }, end: { type: "integer", minimum: 1 } },
          },
        },
      },
    },
  },
});

interface Issue {
  readonly description: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string };
}

function read(text: string): readonly Issue[] {
  const issues: readonly Issue[] = JSON.parse(text);
  expect(validate(issues) ? [] : validate.errors).toEqual([]);
  return issues;
}

test("has what counts, worst first, at its lines", () => {
  const findings = [
    finding({ fingerprint: "a" }),
    withoutHelp(finding({ fingerprint: "b", severity: "warning", message: "it is old" })),
    finding({ fingerprint: "c", severity: "notice" }),
    finding({ fingerprint: "d", waived: { by: "inline", reason: "later" } }),
    finding({ fingerprint: "e", known: { by: "baseline" } }),
  ];
  const issues = read(codeQuality(reportOf({ findings })));
  expect(issues.map(({ fingerprint, severity }) => [fingerprint, severity])).toEqual([
    ["a", "major"],
    ["b", "minor"],
    ["c", "info"],
  ]);
  expect(issues[0]).toEqual({
    description: "pin: quay.io/acme/tool:1.0 is only pinned by version. Add a digest.",
    check_name: "pin",
    fingerprint: "a",
    severity: "major",
    location: { path: "modules/a/main.nf", lines: { begin: 6, end: 6 } },
  });
  expect(issues[1]?.description).toBe("pin: it is old.");
});

test("is an empty list where there is nothing to say", () => {
  expect(codeQuality(reportOf())).toBe("[]\n");
});

test("gives each its own fingerprint, since GitLab keeps one of those that share it", () => {
  const issues = read(codeQuality(reportOf({ findings: [finding(), finding(), finding()] })));
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(3);
});

function pathOf(file: string): string | undefined {
  return file.startsWith("..") ? undefined : `sub/${file}`;
}

test("names files from the root of the repository on, and others as they are called", () => {
  const report = reportOf({
    findings: [finding(), finding({ location: { ...finding().location, file: "../p.yml" } })],
  });
  expect(read(codeQuality(report, pathOf)).map(({ location }) => location.path)).toEqual([
    "sub/modules/a/main.nf",
    "../p.yml",
  ]);
});

test("keeps its form whatever stands in it", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const issues = read(codeQuality(reportWith(text)));
      expect(issues).toHaveLength(3);
      for (const { description, location } of issues) {
        expect(description).not.toMatch(/[\r\n\p{C}]/u);
        // A file is called what it is called.
        expect(location.path).toBe(`dir/${text}`);
      }
    }),
  );
});
