/** The report for reviewdog: valid by its schema, places as bytes of UTF-8, fixes as what one click may do. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding, Fix, Location, Report } from "../../src/model.ts";
import { utf8Inside } from "../../src/files/utf8.ts";
import { rdjson, type RdjsonOptions } from "../../src/report/rdjson.ts";
import { indexLines } from "../../src/text/lines.ts";
import { finding, reportOf, withoutHelp } from "../policy/make.ts";
import { cli } from "../support/cli.ts";
import { repositoryOf } from "../support/scratch.ts";
import { hostileText, reportWith } from "./hostile.ts";

/** As published, and strict: what the format does not know it would leave out. Draft 4, which differs from draft 7 in nothing here. */
const published = join(import.meta.dirname, "published/rdf-DiagnosticResult.schema.json");
const strict: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(published, "utf8"),
  (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || !("additionalProperties" in value)) return value;
    const { additionalProperties: __, ...rest } = value;
    return "properties" in rest ? { ...rest, additionalProperties: false } : rest;
  },
);
const { $schema: _, ...schema } = strict;
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

interface Position {
  readonly line: number;
  readonly column?: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

interface Place {
  readonly path: string;
  readonly range: Range;
}

interface Diagnostic {
  readonly message: string;
  readonly severity: string;
  readonly location: Place;
  readonly code: { readonly value: string; readonly url: string };
  readonly suggestions?: readonly { readonly range: Range; readonly text: string }[];
  readonly related_locations?: readonly { readonly location: Place }[];
}

const FILE = "modules/a/main.nf";
const nothing: RdjsonOptions = { pathOf: (file) => file, textOf: () => undefined };
const having = (text: string): RdjsonOptions => ({ ...nothing, textOf: (file) => (file === FILE ? text : undefined) });

function diagnosticsOf(report: Report, options = nothing): readonly Diagnostic[] {
  const result: { readonly diagnostics: readonly Diagnostic[] } = JSON.parse(rdjson(report, options));
  expect(validate(result) ? [] : validate.errors).toEqual([]);
  return result.diagnostics;
}

/** The place of a stretch of a text that stands there once. */
function placed(text: string, stretch: string): Location {
  const start = text.replace(/^\uFEFF/, "").indexOf(stretch);
  return { file: FILE, ...indexLines(text.replace(/^\uFEFF/, "")).span({ start, end: start + stretch.length }) };
}

/** What reviewdog's definition of a range cuts out of the bytes of a file: lines and bytes from 1 on, the end exclusive. */
function bytesOf(content: string, { start, end }: Range): string {
  const bytes = Buffer.from(content);
  const at = ({ line, column = 1 }: Position): number => {
    let offset = 0;
    for (let skipped = 1; skipped < line; skipped++) offset = bytes.indexOf(0x0a, offset) + 1;
    return offset + column - 1;
  };
  return bytes.subarray(at(start), at(end)).toString();
}

const edit = (text: string, stretch: string, replacement: string) => ({ location: placed(text, stretch), replacement });
const fixOf = (edits: Fix["edits"], safe = true): Fix => ({ title: "Mend it.", edits, safe });
const withFixes = (text: string, fixes: readonly Fix[], differing: Partial<Finding> = {}): Report =>
  reportOf({ findings: [finding({ location: placed(text, "tool:1"), fixes, ...differing })] });

describe("rdjson", () => {
  test("would be refused by the schema if it were wrong", () => {
    const result: { diagnostics: { severity: string }[] } = JSON.parse(
      rdjson(reportOf({ findings: [finding()] }), nothing),
    );
    for (const one of result.diagnostics) one.severity = "FATAL";
    expect(validate(result)).toBe(false);
  });

  test("has the findings that count, with rule, page and severity", () => {
    const findings = [
      finding(),
      finding({ severity: "warning", undecided: true }),
      withoutHelp(finding({ severity: "notice", rule: "waivers" })),
      finding({ waived: { by: "inline", reason: "vendor" } }),
      finding({ known: { by: "baseline" } }),
    ];
    const [first, second, third, ...others] = diagnosticsOf(reportOf({ findings }));
    expect(others).toEqual([]);
    expect(first).toEqual({
      message: "quay.io/acme/tool:1.0 is only pinned by version. Add a digest.",
      location: { path: FILE, range: { start: { line: 6 }, end: { line: 6 } } },
      severity: "ERROR",
      code: { value: "pin", url: expect.stringMatching(/^https:\/\/.*\/docs\/rules\/pin\.md$/) },
    });
    expect(second).toMatchObject({
      severity: "WARNING",
      message: "quay.io/acme/tool:1.0 is only pinned by version (undecided). Add a digest.",
    });
    expect(third).toMatchObject({ severity: "INFO", code: { value: "waivers" } });
  });

  test.each<[string, string]>([
    ["plain text", "process A {\n  container 'tool:1'\n}\n"],
    ["text beyond ASCII before it", "/* é𐐀 */ container 'tool:1' // ü\n"],
    ["a byte order mark", "\uFEFFcontainer 'tool:1'\n"],
    ["a byte order mark, on a later line", "\uFEFF// é\n/* ü */ container 'tool:1'\n"],
    ["line ends of Windows", "// é\r\n/* ü */ container 'tool:1'\r\n"],
  ])("counts columns in bytes: %s", (_name, text) => {
    const fix = fixOf([edit(text, "tool:1", "tool:1@sha256:ab")]);
    const [one] = diagnosticsOf(withFixes(text, [fix]), having(text));
    expect(one?.location.range.start.column).toBeDefined();
    expect(bytesOf(text, one!.location.range)).toBe("tool:1");
    expect(one?.suggestions).toEqual([{ range: one?.location.range, text: "tool:1@sha256:ab" }]);
  });

  test("puts the edits of a fix and what is between them into one suggestion", () => {
    const text = "é ? 'sif:1' :\n  'tool:1'\n";
    const fix = fixOf([edit(text, "tool:1", "tool:2"), edit(text, "sif:1", "sif:2")]);
    const [one] = diagnosticsOf(withFixes(text, [fix]), having(text));
    expect(one?.suggestions).toHaveLength(1);
    const { range, text: replacement } = one!.suggestions![0]!;
    expect(bytesOf(text, range)).toBe("sif:1' :\n  'tool:1");
    expect(replacement).toBe("sif:2' :\n  'tool:2");
  });

  test("puts text in where an edit has no length", () => {
    const text = "process {\n  container = 'tool:1'\n}\n";
    const { file, line, column } = placed(text, "}");
    const here = { file, line, column, endLine: line, endColumn: column };
    const [one] = diagnosticsOf(
      withFixes(text, [fixOf([{ location: here, replacement: "  cpus = 1\n" }])]),
      having(text),
    );
    const at = { line: 3, column: 1 };
    expect(one?.suggestions).toEqual([{ range: { start: at, end: at }, text: "  cpus = 1\n" }]);
  });

  test("says what is to be looked at first", () => {
    const text = "container 'tool:1'\n";
    const fix = fixOf([edit(text, "tool:1", "tool:2")], false);
    const [one] = diagnosticsOf(withFixes(text, [fix]), having(text));
    expect(one?.suggestions).toHaveLength(1);
    expect(one?.message).toMatch(/ Mend it\. Look at it before you take it: /);
  });

  const far = `container 'tool:1'\n${"\n".repeat(30)}container 'other:1'\n`;
  const near = "container 'tool:1'\n";
  const here = edit(near, "tool:1", "tool:2");
  test.each<[string, string, Fix]>([
    ["far apart", far, fixOf([edit(far, "tool:1", "tool:2"), edit(far, "other:1", "other:2")])],
    ["in another file", near, fixOf([here, { ...here, location: { ...here.location, file: "nextflow.config" } }])],
  ])("tells in words of edits that are %s", (_name, text, fix) => {
    const [one] = diagnosticsOf(withFixes(text, [fix]), having(text));
    expect(one?.suggestions).toBeUndefined();
    expect(one?.message).toMatch(
      / Mend it\. It takes edits that no suggestion here can hold: wave-inspect fix has them\.$/,
    );
  });

  test("has lines alone, and no suggestion, where nobody can count bytes or the file has changed", () => {
    const fix = fixOf([here]);
    const lines = { start: { line: 1 }, end: { line: 1 } };
    expect(diagnosticsOf(withFixes(near, [fix]))).toMatchObject([{ location: { range: lines } }]);
    expect(diagnosticsOf(withFixes(near, [fix]))[0]?.suggestions).toBeUndefined();
    const gone = reportOf({ findings: [finding()] });
    expect(diagnosticsOf(gone, having("short\n"))[0]?.location.range).toEqual({ start: { line: 6 }, end: { line: 6 } });
  });

  test("names the line of a change, and beside it where the image is written", () => {
    const location = { file: "nextflow.config", line: 1, column: 1, endLine: 1, endColumn: 9 };
    const writtenAt = finding().location;
    const options = { ...nothing, pathOf: (file: string) => (file === FILE ? `sub/${file}` : undefined) };
    const [one] = diagnosticsOf(reportOf({ findings: [finding({ location, writtenAt })] }), options);
    expect(one?.location.path).toBe("nextflow.config");
    expect(one?.related_locations?.[0]?.location.path).toBe(`sub/${FILE}`);
  });

  test("is valid whatever stands in it, and nothing in a message is a link, a tag or a mention", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const options of [nothing, { ...nothing, textOf: () => `${text}\n`.repeat(9).toWellFormed() }]) {
          const all = diagnosticsOf(reportWith(text), options);
          expect(all).toHaveLength(3);
          for (const { message } of all) {
            expect(message).not.toMatch(/\]\(|<[A-Za-z/!?]|&#?\w+;|(?<![A-Za-z0-9])@\w|#\d|\bgh-\d|[\r\n]/i);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("check --format rdjson", () => {
  const policy = "version: 1\nrules: { tag: error }\n";
  const main = "/* é */ process A { container 'acme/tool'\n script: 'true' }\nworkflow { A() }\n";

  test("names files from the workspace on, with columns in bytes", async () => {
    const root = await repositoryOf({ "sub/wave-inspect.yml": policy, "sub/main.nf": main });
    const { code, out, err } = await cli(
      [
        "check",
        join(root, "sub"),
        "--policy",
        join(root, "sub/wave-inspect.yml"),
        "--inspector",
        "none",
        "--format",
        "rdjson",
      ],
      { cwd: root, env: { GITHUB_WORKSPACE: root } },
    );
    expect({ code, err }).toEqual({ code: 1, err: "" });
    const result: { readonly diagnostics: readonly Diagnostic[] } = JSON.parse(out);
    expect(validate(result) ? [] : validate.errors).toEqual([]);
    const one = result.diagnostics.find(({ code: { value } }) => value === "tag");
    expect(one?.location.path).toBe("sub/main.nf");
    expect(bytesOf(main, one!.location.range)).toBe("acme/tool");
  });
});

describe("the text of a file whose bytes can be counted", () => {
  test("is whole, with its mark; there is none of another encoding, of no file and outside of the folder", async () => {
    const root = await repositoryOf({
      "a.nf": "\uFEFFé",
      "latin.nf": Buffer.from("é", "latin1"),
      "wide.nf": Buffer.from("\uFEFFab", "utf16le"),
    });
    expect(utf8Inside(root, "a.nf")).toBe("\uFEFFé");
    for (const file of ["latin.nf", "wide.nf", "none.nf", "../a.nf", join(root, "a.nf")])
      expect(utf8Inside(root, file)).toBeUndefined();
  });
});
