import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model.ts";
import { rules } from "../../src/policy/rules/index.ts";
import { sarif } from "../../src/report/sarif.ts";
import { finding, reportOf, withoutHelp } from "../policy/make.ts";
import { hostileText, reportWith } from "./hostile.ts";

/** The schema of OASIS, from Microsoft's package: draft 4 by name, which differs from draft 7 in its identifier only here. */
const path = createRequire(import.meta.url)
  .resolve("@microsoft/jest-sarif")
  .replace(/lib\/.*$/, "lib/schemas/sarif-2.1.0-rtm.5.json");
const official: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(path, "utf8"));
const { $schema: _, id: __, ...schema } = official;
const validator = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(validator);
const validate = validator.compile(schema);

interface Log {
  readonly runs: readonly {
    readonly automationDetails: { readonly id: string };
    readonly tool: {
      readonly driver: {
        readonly informationUri: string;
        readonly rules: readonly {
          readonly id: string;
          readonly helpUri: string;
          readonly help: { readonly text: string };
        }[];
      };
    };
    readonly results: readonly Record<string, unknown>[];
    readonly invocations: readonly {
      readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
    }[];
    readonly versionControlProvenance?: readonly unknown[];
  }[];
}

function logOf(report: Report, category?: string): Log["runs"][number] {
  const text = sarif(report, category === undefined ? {} : { category });
  const log: Log = JSON.parse(text);
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  const [run] = log.runs;
  if (run === undefined) throw new Error("no run");
  return run;
}

/** What a fix changes in one file. */
const change = (uri: string, ...replacements: readonly object[]): object => ({
  artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
  replacements,
});

describe("SARIF", () => {
  test("would be refused by the schema if it were wrong", () => {
    const log: { runs: { results: { level: string }[] }[] } = JSON.parse(sarif(reportOf({ findings: [finding()] })));
    for (const result of log.runs[0]?.results ?? []) result.level = "bad";
    expect(validate(log)).toBe(false);
  });

  test("is valid whatever stands in it", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const run = logOf(reportWith(text));
        expect(run.results).toHaveLength(5);
        expect(JSON.stringify(run.results.map(({ message }) => message))).not.toMatch(/\]\(|\{\d+\}/);
      }),
      { numRuns: 50 },
    );
  });

  test("describes every rule, with a page", () => {
    const { driver } = logOf(reportOf()).tool;
    expect(driver.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    for (const { id, helpUri, help } of driver.rules) {
      expect(helpUri).toMatch(new RegExp(`^https://.*/docs/rules/${id}\\.md$`));
      expect(help.text).toContain(helpUri);
    }
    const copy = logOf(
      reportOf({ tool: { name: "wave-inspect", version: "1.0.0", url: "https://github.com/acme/action/blob/v1" } }),
    );
    expect(copy.tool.driver.informationUri).toBe("https://github.com/acme/action/blob/v1/README.md");
  });

  test("has a result each, with a narrow region and a fingerprint", () => {
    expect(logOf(reportOf({ findings: [finding()] })).results).toEqual([
      {
        ruleId: "pin",
        ruleIndex: rules.findIndex(({ id }) => id === "pin"),
        level: "error",
        message: { text: "quay.io/acme/tool:1.0 is only pinned by version. Add a digest." },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "modules/a/main.nf", uriBaseId: "%SRCROOT%" },
              region: { startLine: 6, startColumn: 15, endLine: 6, endColumn: 36 },
            },
          },
        ],
        partialFingerprints: {
          primaryLocationLineHash: "0123456789abcdef0123456789abcdef:1",
          "waveInspect/v1": "0123456789abcdef0123456789abcdef",
        },
        properties: { severity: "error", image: "quay.io/acme/tool:1.0", evidence: { pin: "version" } },
      },
    ]);
  });

  test("has the fixes, file by file, with what is to be looked at first", () => {
    const at = { file: "modules/a/main.nf", line: 6, column: 15, endLine: 6, endColumn: 36 };
    const end = { file: "nextflow.config", line: 3, column: 1, endLine: 3, endColumn: 1 };
    const fixes = [
      { title: "Pin it.", safe: true, edits: [{ location: at, replacement: "quay.io/acme/tool@sha256:ab" }] as const },
      {
        title: "Move [it](x).",
        safe: false,
        edits: [
          { location: at, replacement: "a" },
          { location: end, replacement: "  b\n" },
          { location: { ...at, line: 7, endLine: 7 }, replacement: "c" },
        ] as const,
      },
    ];
    const [result] = logOf(reportOf({ findings: [finding({ fixes })] })).results;
    const region = { startLine: 6, startColumn: 15, endLine: 6, endColumn: 36 };
    expect(result?.["fixes"]).toEqual([
      {
        description: { text: "Pin it." },
        artifactChanges: [
          change("modules/a/main.nf", {
            deletedRegion: region,
            insertedContent: { text: "quay.io/acme/tool@sha256:ab" },
          }),
        ],
        properties: { safe: true },
      },
      {
        description: {
          text: "Move [it] (x). Look at it before you take it: it may change more than the finding asks for.",
        },
        artifactChanges: [
          change(
            "modules/a/main.nf",
            { deletedRegion: region, insertedContent: { text: "a" } },
            { deletedRegion: { ...region, startLine: 7, endLine: 7 }, insertedContent: { text: "c" } },
          ),
          change("nextflow.config", {
            deletedRegion: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 1 },
            insertedContent: { text: "  b\n" },
          }),
        ],
        properties: { safe: false },
      },
    ]);
  });

  test("suppresses what is waived, and says why", () => {
    const { results } = logOf(
      reportOf({
        findings: [
          finding({ waived: { by: "policy", reason: "later", owner: "@acme/x", expires: "2027-01-01" } }),
          finding({ waived: { by: "inline", reason: "vendor" } }),
        ],
      }),
    );
    expect(results.map((result) => result["suppressions"])).toEqual([
      [{ kind: "external", status: "accepted", justification: "later, @acme/x, until 2027-01-01" }],
      [{ kind: "inSource", status: "accepted", justification: "vendor" }],
    ]);
  });

  test("suppresses what was there before, and says how that is known", () => {
    const known = [{ by: "base" } as const, { by: "baseline", since: "2026-11-01", reason: "later" } as const];
    const { results } = logOf(reportOf({ findings: known.map((one) => finding({ known: one })) }));
    expect(results.map((result) => result["suppressions"])).toEqual([
      [{ kind: "external", status: "accepted", justification: "on the base, too" }],
      [{ kind: "external", status: "accepted", justification: "known since 2026-11-01, later" }],
    ]);
  });

  test.for([
    [{ ref: "refs/heads/release/1" }, "release/1"],
    // GitHub's merge of a pull request is on no branch, and a tag is none.
    [{ ref: "refs/pull/7/merge" }, undefined],
    [{ ref: "refs/tags/1.0" }, undefined],
    [{}, undefined],
    [undefined, "main"],
  ] as const)("names the branch of %j: %s", ([run, branch]) => {
    const checkout = { commit: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567", branch: "main" };
    const { versionControlProvenance } = logOf(reportOf({ checkout, ...(run !== undefined && { run }) }));
    expect(versionControlProvenance).toEqual([
      {
        repositoryUri: "https://github.com/acme/demo",
        revisionId: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
        ...(branch !== undefined && { branch }),
      },
    ]);
  });

  test("names its category and the commit", () => {
    expect(logOf(reportOf()).automationDetails).toEqual({ id: "wave-inspect/" });
    expect(logOf(reportOf(), "wave-inspect/nightly/").automationDetails).toEqual({ id: "wave-inspect/nightly/" });
    expect(logOf(reportOf()).versionControlProvenance).toMatchObject([
      { repositoryUri: "https://github.com/acme/demo" },
    ]);
    expect(sarif(reportOf(), { server: "https://github.example.org" })).toContain(
      '"repositoryUri":"https://github.example.org/acme/demo"',
    );
  });

  test("is one sentence where there is no help", () => {
    const { results } = logOf(reportOf({ findings: [withoutHelp(finding())] }));
    expect(results[0]?.["message"]).toEqual({ text: "quay.io/acme/tool:1.0 is only pinned by version." });
  });

  test("names what is not in the repository by a URI of its own", () => {
    const location = { file: "/srv/policies/a b.yml", line: 1, column: 1, endLine: 1, endColumn: 2 };
    const log: Log = JSON.parse(sarif(reportOf({ findings: [finding({ location })] }), { pathOf: () => undefined }));
    expect(validate(log) ? [] : validate.errors).toEqual([]);
    expect(log.runs[0]?.results).toMatchObject([
      { locations: [{ physicalLocation: { artifactLocation: { uri: "file:///srv/policies/a%20b.yml" } } }] },
    ]);
    expect(JSON.stringify(log.runs[0]?.results)).not.toContain("uriBaseId");
  });

  test("encodes paths and keeps undecided ones apart", () => {
    const location = { file: "a b/ü#?.nf", line: 1, column: 1, endLine: 1, endColumn: 2 };
    const text = JSON.stringify(logOf(reportOf({ findings: [finding({ location, undecided: true })] })).results);
    expect(text).toContain('"uri":"a%20b/%C3%BC%23%3F.nf"');
    expect(text).toContain('"undecided":true');
  });

  test("stays within code scanning's limits for ten thousand findings and says what is left out", () => {
    const findings = Array.from({ length: 10_000 }, (_, index) =>
      finding({ message: `m${index}`, fingerprint: String(index).padStart(32, "0") }),
    );
    const report = reportOf({ findings });
    const run = logOf(report);
    expect(run.results).toHaveLength(5_000);
    expect(run.invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      "5,000 more findings left out: code scanning keeps 5000.",
    ]);
    const text = sarif(report);
    expect(text.length).toBeLessThan(10_000_000);
    expect(gzipSync(text).length).toBeLessThan(1_000_000);
  });
});
