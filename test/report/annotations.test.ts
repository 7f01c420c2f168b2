import * as core from "@actions/core";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Severity } from "../../src/model.ts";
import { ruleIds, weightOf } from "../../src/policy/rules/index.ts";
import { annotations, areTooMany, errorCommand, escapeData, escapeProperty } from "../../src/report/annotations.ts";
import { logLine } from "../../src/text/plain.ts";
import { finding, reportOf, scanOf, withoutHelp } from "../policy/make.ts";
import { commandsIn } from "../support/commands.ts";
import { hostileText, reportWith } from "./hostile.ts";

/** What @actions/core prints. */
function printedBy(print: () => void): string {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    print();
  } finally {
    spy.mockRestore();
  }
  return written.join("");
}

describe("escaping", () => {
  test("is that of @actions/core", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (message, title) => {
        const printed = printedBy(() => core.error(message, { title: `x${title}` }));
        expect(printed).toBe(`::error title=${escapeProperty(`x${title}`)}::${escapeData(message)}\n`);
      }),
    );
  });

  test("prints a finding as @actions/core would", () => {
    const one = finding({ message: "50% of a,b: c", help: "Do: this, 100%." });
    const printed = printedBy(() =>
      core.error(
        "50% of a,b: c\nDo: this, 100%.\nPulled as quay.io/acme/tool:1.0 by docker for DEMO:A with -profile docker.",
        {
          title: "wave-inspect: pin",
          file: "modules/a/main.nf",
          startLine: 6,
          endLine: 6,
          startColumn: 15,
          endColumn: 36,
        },
      ),
    );
    expect(annotations(reportOf({ findings: [one] }))).toBe(printed);
  });
});

describe("hostile text", () => {
  test("gives no command but ours", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const output = annotations(reportWith(text));
        expect(commandsIn(output).map(({ name }) => name)).toEqual(["error", "warning", "notice"]);
        for (const line of output.trimEnd().split("\n")) {
          expect(line).toMatch(/^::(?:error|warning|notice) /);
          expect(line).not.toContain("##[");
          expect(line.slice(2).split("::")).toHaveLength(2);
        }
      }),
    );
  });

  test("gives no command in the log", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(commandsIn(logLine(text))).toEqual([]);
        expect(commandsIn(errorCommand(text)).map(({ name }) => name)).toEqual(["error"]);
      }),
    );
  });

  test("shows what would hide", () => {
    expect(logLine("a\u202Eb\u200Bc ##[error]d :::: e\n::f::")).toBe("a\uFFFDb\uFFFDc ## [error]d : : : : e\n: :f: :");
  });
});

const at = (line: number) => ({ file: "a.nf", line, column: 1, endLine: line, endColumn: 9 });

describe("GitHub's limits", () => {
  const pulled = "Pulled as quay.io/acme/tool:1.0 by docker for DEMO:A with -profile docker.";

  test("shows ten of each level and says in the first one how many more there are, and where", () => {
    const severities: readonly Severity[] = ["error", "warning", "notice"];
    const findings = severities.flatMap((severity) =>
      Array.from({ length: 10_000 }, (_, index) =>
        finding({ severity, message: `${severity} ${index}`, image: `quay.io/a/b:${index}` }),
      ),
    );
    const output = annotations(reportOf({ findings }), { json: true, summary: true });
    const commands = commandsIn(output).filter(({ name }) => !name.endsWith("group"));
    expect(commands.map(({ name }) => name)).toEqual(
      severities.flatMap((severity) => Array.from({ length: 10 }, () => severity)),
    );
    expect(commands[0]?.message).toContain(
      "9,990 more errors are not shown here: GitHub shows 10 of a kind. The log and the job summary have more. All are in the JSON report.",
    );
    for (const at of [1, 8, 9]) expect(commands[at]?.message).not.toContain("not shown");
    const lines = output.trimEnd().split("\n");
    expect(lines).toHaveLength(30 + 2 + 1_000 + 1);
    expect(lines.slice(-2)).toEqual(["and 28,970 more findings. All are in the JSON report.", "::endgroup::"]);
  });

  test("lists what is not annotated in the log, other places included", () => {
    const findings = Array.from({ length: 12 }, (_, index) => withoutHelp(finding({ message: `m${index}` })));
    const twice = withoutHelp(
      finding({ message: "m11", location: { file: "b.nf", line: 2, column: 3, endLine: 2, endColumn: 4 } }),
    );
    const [, ...rest] = annotations(reportOf({ findings: [...findings, twice] })).split("::group::");
    expect(rest).toEqual([
      `2 findings not annotated\nmodules/a/main.nf:6:15: error: m10 ${pulled}\nmodules/a/main.nf:6:15: error: m11 ${pulled} Also at b.nf:2.\n::endgroup::\n`,
    ]);
  });

  test("hides no finding that stops a run behind others, and promises no report that is not written", () => {
    const pins = Array.from({ length: 30 }, (_, index) => finding({ message: `m${index}`, image: `a/b:${index}` }));
    const last = { file: "z.nf", line: 9, column: 1, endLine: 9, endColumn: 2 };
    const rules = ["registry", "exists", "of-tomorrow"];
    const others = rules.map((rule) => finding({ rule, message: `${rule} says so`, location: last }));
    const output = annotations(reportOf({ findings: [...pins, ...others] }));
    const titles = commandsIn(output).flatMap(({ properties }) => properties.title ?? []);
    expect(titles).toEqual(
      ["exists", "registry", ...Array.from({ length: 8 }, () => "pin")].map((rule) => `wave-inspect: ${rule}`),
    );
    expect(output).toContain("23 more errors are not shown here: GitHub shows 10 of a kind. The log has more.");
    expect(output).not.toMatch(/JSON|SARIF|summary/);
  });

  test("of one rule, shows those first that are on lines of the change", () => {
    const findings = Array.from({ length: 30 }, (_, index) =>
      finding({ message: `m${index}`, image: `a/b:${index}`, location: at(index + 1) }),
    );
    const worst = finding({ rule: "exists", message: "worst", location: at(31) });
    const report = reportOf({ findings: [...findings, worst] });
    const output = annotations(report, {}, undefined, ({ line }) => line === 25 || line === 30);
    expect(commandsIn(output).flatMap(({ properties }) => properties["line"] ?? [])).toEqual(
      [31, 25, 30, 1, 2, 3, 4, 5, 6, 7].map(String),
    );
    expect(areTooMany(report)).toBe(true);
    expect(areTooMany(reportOf({ findings: findings.slice(0, 10) }))).toBe(false);
  });

  test("knows what every rule weighs", () => {
    expect(ruleIds.map(weightOf)).not.toContain(weightOf("of-tomorrow"));
  });

  test("says nothing of more where all are shown", () => {
    const findings = Array.from({ length: 10 }, (_, index) => finding({ message: `m${index}` }));
    expect(annotations(reportOf({ findings }))).not.toMatch(/not shown|::group/);
  });

  test("tells the same word about the same image once, with the other places", () => {
    const findings = Array.from({ length: 8 }, (_, index) =>
      finding({ location: { file: "a.nf", line: index + 1, column: 1, endLine: index + 1, endColumn: 9 } }),
    );
    const [command, ...more] = commandsIn(annotations(reportOf({ findings })));
    expect(more).toEqual([]);
    expect(command?.message).toContain("Also at a.nf:2, a.nf:3, a.nf:4, a.nf:5, a.nf:6 and 2 more places.");
  });

  test("leaves columns out where a place has several lines", () => {
    const [command] = commandsIn(
      annotations(
        reportOf({ findings: [finding({ location: { file: "a.nf", line: 1, column: 5, endLine: 3, endColumn: 9 } })] }),
      ),
    );
    expect(command?.properties).toEqual({ title: "wave-inspect: pin", file: "a.nf", line: "1", endLine: "3" });
  });

  test("leaves out what is waived, and what is a finding already", () => {
    const scan = scanOf([], {
      problems: [{ file: "x.config", line: 3, column: 1, kind: "syntax", message: "a brace is missing" }],
    });
    expect(annotations(reportOf({ findings: [finding({ waived: { by: "policy", reason: "x" } })], scan }))).toBe("");
  });
});

describe("a run without a verdict", () => {
  test("puts a problem of the policy at its place", () => {
    expect(errorCommand('.github/wave-inspect.yml:4:12: unknown key "alow"')).toBe(
      '::error file=.github/wave-inspect.yml,line=4,col=12::unknown key "alow"\n',
    );
  });

  test("keeps a message of several lines in one command", () => {
    expect(errorCommand("one\ntwo")).toBe("::error::one%0Atwo\n");
  });
});

describe("what one line of a change causes", () => {
  const cause = { file: "nextflow.config", line: 3, column: 1, endLine: 3, endColumn: 9 };
  const caused = (name: string, line: number) =>
    finding({
      image: `quay.io/${name}:1`,
      message: `quay.io/${name}:1 is only pinned by version`,
      location: cause,
      writtenAt: { file: `${name}.nf`, line, column: 1, endLine: line, endColumn: 2 },
    });

  test("is one annotation of a rule, which names the images and where they are written", () => {
    const same = { ...caused("a", 7), writtenAt: { ...cause, file: "again.nf" } };
    const findings = [caused("a", 1), same, caused("b", 2), caused("c", 3), finding({ location: cause })];
    const commands = commandsIn(annotations(reportOf({ findings })));
    expect(commands.map(({ properties }) => `${properties["file"]}:${properties["line"]}`)).toEqual([
      "nextflow.config:3",
      "nextflow.config:3",
    ]);
    expect(commands[0]?.message).toContain(
      "This line causes 2 more findings of this rule, of quay.io/b:1, quay.io/c:1.",
    );
    expect(commands[0]?.message).toContain("Also at a.nf:1, again.nf:3, b.nf:2, c.nf:3.");
  });

  test("of no image it is only counted", () => {
    const findings = [caused("a", 1), { ...caused("b", 2), image: null }];
    expect(annotations(reportOf({ findings }))).toContain("This line causes 1 more finding of this rule.");
  });
});
