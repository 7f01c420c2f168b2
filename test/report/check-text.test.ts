/** Findings on a terminal: the line of the file, and carets under the name. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Edit, Finding, Location } from "../../src/model.ts";
import { checkText, type TextOptions } from "../../src/report/check-text.ts";
import { widthOf } from "../../src/text/cells.ts";
import { coverage, finding, pull, reference, reportOf, withoutHelp } from "../policy/make.ts";
import { hostileText, reportWith } from "./hostile.ts";

/** The lines of one file, whatever it is called. */
const fileOf =
  (text: string): NonNullable<TextOptions["lineOf"]> =>
  (_, line) =>
    text.split("\n")[line - 1];

/** Where a name stands in a text that has it once. */
function placeOf(text: string, name: string): Location {
  const start = text.indexOf(name);
  const at = (offset: number): readonly [number, number] => {
    const before = text.slice(0, offset).split("\n");
    return [before.length, (before.at(-1)?.length ?? 0) + 1];
  };
  const [[line, column], [endLine, endColumn]] = [at(start), at(start + name.length)];
  return { file: "main.nf", line, column, endLine, endColumn };
}

/** A finding alone. */
const bare = (differing: Partial<Finding>): Finding => withoutHelp(finding({ pulls: [], ...differing }));

/** The block of one finding, without title and verdict. */
function blockOf(one: Finding, options: TextOptions = {}): string[] {
  const lines = checkText(reportOf({ findings: [one] }), options).split("\n");
  const start = lines.findIndex((line) => line.includes("-->"));
  return lines.slice(start, lines.indexOf("", start));
}

function shown(text: string, name: string, options: TextOptions = {}): string[] {
  return blockOf(bare({ location: placeOf(text, name) }), { lineOf: fileOf(text), ...options });
}

describe("the place", () => {
  test("is the line with carets under the name, as rustc has it", () => {
    const text = `process A {\n  container "acme/tool:1"\n}\n`;
    expect(shown(text, "acme/tool:1")).toEqual([
      " --> main.nf:2:14",
      "  |",
      '2 |   container "acme/tool:1"',
      "  |              ^^^^^^^^^^^",
      "  |",
    ]);
  });

  test.each([
    [
      "tabs are four columns",
      '\tcontainer\t"a/b:1"',
      "a/b:1",
      '1 |     container    "a/b:1"',
      "  |                   ^^^^^",
    ],
    ["wide characters are two", "// 漢字 a/b:1", "a/b:1", "1 | // 漢字 a/b:1", "  |         ^^^^^"],
    ["accents that combine are none", "// e\u0301 a/b:1", "a/b:1", "1 | // e\u0301 a/b:1", "  |      ^^^^^"],
    ["a name of wide characters", "x 漢字:1 y", "漢字:1", "1 | x 漢字:1 y", "  |   ^^^^^^"],
    [
      "control characters are visible",
      "\u001B[2J\u0007 a/b:1",
      "a/b:1",
      "1 | \uFFFD[2J\uFFFD a/b:1",
      "  |       ^^^^^",
    ],
    ["text that runs backwards does not", "\u202Ex a/b:1", "a/b:1", "1 | \uFFFDx a/b:1", "  |    ^^^^^"],
    ["commands in front are broken", "::error::x a/b:1", "a/b:1", "1 | : :error: :x a/b:1", "  |              ^^^^^"],
    ["an end of line of Windows is none", "a/b:1\r", "a/b:1", "1 | a/b:1", "  | ^^^^^"],
  ])("%s", (_, text, name, line, carets) => {
    expect(shown(text, name).slice(2, 4)).toEqual([line, carets]);
  });

  test("of no length has one caret, also behind the end of the line", () => {
    const carets = [2, 4].map((column) => {
      const location = { ...placeOf("abc", "abc"), column, endColumn: column };
      return blockOf(bare({ location }), { lineOf: fileOf("abc") })[3];
    });
    expect(carets).toEqual(["  |  ^", "  |    ^"]);
  });

  test("of several lines has each of them, of many the first ones and the last", () => {
    expect(shown("FROM a \\\n  b \\\n  c\n", "a \\\n  b").slice(2, -1)).toEqual([
      "1 | FROM a \\",
      "  |      ^^^",
      "2 |   b \\",
      "  |   ^",
    ]);
    const many = `x(${Array.from({ length: 12 }, (_, n) => `l${n}`).join("\n")})`;
    const rows = shown(many, many.slice(2, -1));
    expect(rows.filter((row) => !row.includes("^")).slice(2, -1)).toEqual([
      " 1 | x(l0",
      " 2 | l1",
      " 3 | l2",
      "... |",
      "12 | l11)",
    ]);
    // What ends in front of a line has nothing in it.
    const whole = bare({ location: { file: "main.nf", line: 1, column: 1, endLine: 2, endColumn: 1 } });
    expect(blockOf(whole, { lineOf: fileOf("abc\ndef") }).slice(2, -1)).toEqual(["1 | abc", "  | ^^^"]);
  });

  test("of a long line is what stands around the name", () => {
    const text = `${"x".repeat(50_000)} acme/tool:1 ${"y".repeat(50_000)}`;
    for (const columns of [80, 120, undefined]) {
      const [, , line = "", carets = ""] = shown(text, "acme/tool:1", { columns });
      expect(line.length).toBe(columns ?? 120);
      expect(line).toMatch(/^1 \| …x+ acme\/tool:1 y+…$/);
      expect(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe("acme/tool:1");
    }
    const [, , start = ""] = shown(`acme/tool:1 ${"y".repeat(500)}`, "acme/tool:1", { columns: 80 });
    expect(start).toMatch(/^1 \| acme\/tool:1 y+…$/);
    const [, , end = ""] = shown(`${"x".repeat(500)} acme/tool:1`, "acme/tool:1", { columns: 80 });
    expect(end).toMatch(/^1 \| …x+ acme\/tool:1$/);
    const long = `acme/${"n".repeat(300)}`;
    const [, , cut = "", under = ""] = shown(`FROM ${long}`, long, { columns: 80 });
    expect(cut).toMatch(/^1 \| …acme\/n+…$/);
    expect(under).toBe(`  |  ${"^".repeat(74)}`);
    // No screen is narrower than a name.
    expect(shown(text, "acme/tool:1", { columns: 5 })[2]).toHaveLength(44);
  });

  test("whose line nobody knows is the place alone", () => {
    expect(blockOf(bare({}))).toEqual([" --> modules/a/main.nf:6:15"]);
    expect(shown("abc", "abc", { lineOf: () => undefined })).toEqual([" --> main.nf:1:1"]);
  });
});

describe("what is known of a finding", () => {
  const many = Array.from({ length: 12 }, (_, n) => pull("quay.io/acme/tool:1.0", { process: `P${n}` }));

  test("who pulls it, under which names, and which other parts the name has", () => {
    const part = reference("VERSION", { file: "Dockerfile", line: 2, column: 5 });
    const first = pull("quay.io/acme/tool:1.0");
    const pulls = [{ ...first, references: [...first.references, part] }, ...many];
    expect(blockOf(bare({ pulls }))).toEqual([
      " --> modules/a/main.nf:6:15",
      "  = used in: VERSION at Dockerfile:2:5",
      "  = pulled: quay.io/acme/tool:1.0, by docker, -profile docker, for 13 (DEMO:A, P0, P1 and 10 more)",
    ]);
    const names = Array.from({ length: 6 }, (_, n) => pull(`quay.io/acme/tool:${n}`));
    expect(blockOf(bare({ pulls: names })).filter((line) => line.includes("pulled:"))).toEqual([
      ...names.slice(0, 4).map(({ image }) => `  = pulled: ${image}, by docker, -profile docker, for DEMO:A`),
      "  = pulled: and as 2 more names",
    ]);
    expect(
      blockOf(bare({ pulls: names }), { detail: "verbose" }).filter((line) => line.includes("pulled:")),
    ).toHaveLength(6);
  });

  test("a note is broken between words on a terminal, and whole in a pipe", () => {
    const help = "Write a tag that names one build, or add the digest that the registry names for it today.";
    const one = finding({ pulls: [], help });
    expect(blockOf(one)).toContain(`  = help: ${help}`);
    expect(blockOf(one, { columns: 60 }).slice(1)).toEqual([
      "  = help: Write a tag that names one build, or add the",
      "          digest that the registry names for it today.",
    ]);
  });

  test("with --verbose facts, deciders, all places, and what does not count in full", () => {
    const where = { file: "p.yml", line: 12, column: 1, endLine: 12, endColumn: 2 };
    const decidedBy = { rule: where, severity: "default", options: {} } as const;
    const waived = { by: "policy", location: where, reason: "later", owner: "@x", expires: "2027-01-01" } as const;
    const known = { since: "2026-01-01", reason: "old", by: "baseline" } as const;
    const findings = [
      finding({ decidedBy }),
      finding({ waived, rule: "tag" }),
      finding({ waived: { by: "inline", reason: "vendor" }, rule: "tag" }),
      finding({ known, rule: "exists" }),
    ];
    const gaps = coverage({
      notJudged: [{ reason: "not-asked", images: 1, names: ["a/b:1"], rules: [], advice: "Ask." }],
      unread: [{ file: "x.nf", reason: "syntax" }],
    });
    const text = checkText(reportOf({ findings, coverage: gaps }), { detail: "verbose" });
    for (const said of [
      "    not asked: a/b:1\n    not read (syntax): x.nf\n\n",
      "  = pin: version\n  = decided by: p.yml:12\n  = see: https://github.com/",
      "known error[exists]: ",
      "  = known: known since 2026-01-01, old\n",
      "waived error[tag]: ",
      "  = waived: later, @x, until 2027-01-01 (p.yml:12)\n",
      "  = ignored: vendor\n",
    ])
      expect(text).toContain(said);
  });

  test("advice that several have is told once, and with --verbose each time", () => {
    const findings = [finding(), finding({ rule: "tag" })];
    const count = (options: TextOptions): number =>
      checkText(reportOf({ findings }), options).split("= help: Add a digest.").length - 1;
    expect(count({})).toBe(1);
    expect(count({ detail: "verbose" })).toBe(2);
  });
});

const edit = (line: number, column: number, replacement: string, endLine = line, endColumn = column + 5): Edit => ({
  location: { file: "main.nf", line, column, endLine, endColumn },
  replacement,
});

describe("a fix", () => {
  const text = 'process A {\n  container "a/b:1"\n  other "a/b:1"\n}';
  const fixed = (edits: NonNullable<Finding["fixes"]>[number]["edits"], safe = true): string[] =>
    blockOf(bare({ location: placeOf(text, "a/b:1"), fixes: [{ title: "Pin it.", edits, safe }] }), {
      lineOf: fileOf(text),
    }).slice(5);

  test("shows the line as it would be, with all that is edited in it", () => {
    expect(fixed([edit(2, 14, "a/b:1@sha256:12")])).toEqual(["  = fix: Pin it.", '2 +   container "a/b:1@sha256:12"']);
    expect(fixed([edit(3, 10, "c"), edit(2, 14, "a/b:2"), edit(2, 13, "'", 2, 14)], false)).toEqual([
      "  = fix: Pin it. Look at it first.",
      '3 +   other "c"',
      "2 +   container 'a/b:2\"",
    ]);
    expect(fixed([edit(2, 14, "", 2, 19)])).toEqual(["  = fix: Pin it.", '2 +   container ""']);
  });

  test("of several lines, or of a line that is not known, is what is to stand there", () => {
    expect(fixed([edit(2, 14, "a\nb")])).toEqual(["  = fix: Pin it.", "  = at: main.nf:2: a b"]);
    expect(fixed([edit(2, 14, "ab", 3, 2)])).toEqual(["  = fix: Pin it.", "  = at: main.nf:2-3: ab"]);
    expect(fixed([edit(9, 1, "ab")])).toEqual(["  = fix: Pin it.", "  = at: main.nf:9: ab"]);
  });

  test("is counted at the end, with the command that makes it", () => {
    const fixes = [{ title: "Pin it.", edits: [edit(2, 14, "x")], safe: true }] as const;
    const findings = [finding({ fixes }), finding({ fixes, waived: { by: "inline", reason: "x" } })];
    expect(checkText(reportOf({ findings }))).toContain(
      "\n1 finding has a fix: wave-inspect fix shows it, --write makes it.\n",
    );
    const unsafe = finding({ fixes: [{ ...fixes[0], safe: false }] });
    expect(checkText(reportOf({ findings: [unsafe, unsafe] }))).toContain(
      "\n2 findings have a fix to be looked at first: wave-inspect fix --unsafe shows it.\n",
    );
  });
});

describe("how much is told", () => {
  const findings = [
    finding(),
    finding({ severity: "warning" }),
    finding({ severity: "notice" }),
    finding({ severity: "notice", waived: { by: "inline", reason: "x" } }),
  ];
  const titles = (options: TextOptions): string[] =>
    checkText(reportOf({ findings }), options).match(/^\w+\[pin\]/gm) ?? [];

  test.each([
    ["notice", ["error[pin]", "warning[pin]", "notice[pin]"], ""],
    ["warning", ["error[pin]", "warning[pin]"], "2 findings below warning not shown."],
    ["error", ["error[pin]"], "3 findings below error not shown."],
  ] as const)("--min-severity %s", (minSeverity, shownTitles, said) => {
    expect(titles({ minSeverity })).toEqual(shownTitles);
    expect(checkText(reportOf({ findings }), { minSeverity })).toContain(said);
    expect(checkText(reportOf({ findings }), { minSeverity, detail: "quiet" })).toContain(said);
  });

  test("colours by level, and links only to our own pages", () => {
    const text = checkText(reportOf({ findings }), { color: true, links: true });
    expect(text).toContain("\u001B[1;33mwarning\u001B[0m");
    // oxlint-disable-next-line no-control-regex -- links begin and end with it
    const links = [...text.matchAll(/\u001B\]8;;([^\u001B]*)\u001B\\/gu)].map(([, url]) => url);
    expect(new Set(links)).toEqual(
      new Set(["https://github.com/wave-inspect/wave-inspect-action/blob/v1/docs/rules/pin.md", ""]),
    );
    expect(checkText(reportOf({ findings }), { color: true })).not.toContain("\u001B]8");
  });
});

/** What a terminal obeys beside the colours and links that are ours. */
// oxlint-disable-next-line no-control-regex -- what steers a terminal
const ours = /\u001B\[[\d;]+m|\u001B\]8;;(?:https:\/\/github\.com\/[\w./-]+)?\u001B\\/g;

test("no name, label, reason or line of a file steers the terminal or adds a row", () => {
  const details = ["quiet", "usual", "verbose"] as const;
  fc.assert(
    fc.property(hostileText, fc.constantFrom(...details), (text, detail) => {
      const options = { detail, color: true, links: true, lineOf: (): string => text.replaceAll(/[\r\n]/g, " ") };
      const fixes = [
        {
          title: text,
          edits: [{ location: { file: text, line: 1, column: 1, endLine: 1, endColumn: 2 }, replacement: text }],
          safe: true,
        },
      ] as const;
      const report = reportWith(text);
      const all = { ...report, findings: report.findings.map((one) => ({ ...one, fixes })) };
      const output = checkText(all, options).replaceAll(ours, "");
      expect(output.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(output).not.toMatch(/#\[|^\s*::/m);
      const rows = output.split("\n").filter((line) => /^ *(?:\d+|\.\.\.)? *\|/.test(line));
      for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(120);
    }),
  );
});
