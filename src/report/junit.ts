/** The report as JUnit XML. */
import type { Finding, Report } from "../model.ts";
import { judgedName, placeOf } from "../pull.ts";
import { coverageSentence, whyNotJudged } from "./coverage.ts";
import { adviceOf, knownInWords, partition, waivedInWords } from "./groups.ts";
import { unarmedBy } from "../text/commands.ts";
import { plain } from "../text/plain.ts";
import { verdictSentence } from "./text.ts";

/**
 * JUnit XML: a suite a file, a case an image at its place. A violation is a failure, something undecided an error, a waived
 * finding alone and an image that could not be judged a skipped case; one that was judged and nothing is said of passes.
 */
export function junit(report: Report): string {
  const open = whyNotJudged(report);
  const suites = suitesOf(report).map(([file, cases], index) =>
    suite(
      file,
      cases.map((one) => testCase(file, one, open.get(one.name))),
      index === 0 ? properties(report) : "",
    ),
  );
  const total = sum(suites.map(({ counts }) => counts));
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- ${escapeXml(verdictSentence(report)).replaceAll("--", "- -")} -->
<testsuites name="wave-inspect" ${attributes(total)}>
${suites.map(({ xml }) => xml).join("")}</testsuites>
`;
}

interface Case {
  readonly name: string;
  readonly line: number;
  readonly findings: Finding[];
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/** Cases by file and place; a finding about no image has a case of its own. */
function suitesOf(report: Report): [file: string, cases: Case[]][] {
  const files = new Map<string, Map<string, Case>>();
  function at(file: string, line: number, column: number, name: string): Case {
    const cases = files.get(file) ?? new Map<string, Case>();
    files.set(file, cases);
    const key = JSON.stringify([line, column, name]);
    const found = cases.get(key) ?? { name, line, findings: [] };
    cases.set(key, found);
    return found;
  }
  for (const pull of report.scan.pulls) {
    const { file, line, column } = placeOf(pull);
    at(file, line, column, judgedName(pull));
  }
  for (const finding of report.findings) {
    const { file, line, column } = finding.location;
    const [pull] = finding.pulls;
    const name = pull === undefined ? finding.rule : judgedName(pull);
    at(file, line, column, name).findings.push(finding);
  }
  return [...files].map(([file, cases]) => [file, [...cases.values()].sort((a, b) => a.line - b.line)]);
}

/** The format knows properties of a suite alone: the first has those of the report. */
function properties(report: Report): string {
  const given = [
    ["verdict", report.verdict],
    ["coverage", coverageSentence(report)],
  ];
  const all = given.map(
    ([name = "", value = ""]) => `      <property name="${escapeXml(name)}" value="${escapeXml(value)}"/>\n`,
  );
  return `    <properties>\n${all.join("")}    </properties>\n`;
}

interface Written {
  readonly xml: string;
  readonly counts: Counts;
}

function suite(file: string, written: readonly Written[], before: string): Written {
  const counts = sum(written.map(({ counts: own }) => own));
  return {
    counts,
    xml: `  <testsuite name="${escapeXml(file)}" ${attributes(counts)} skipped="${counts.skipped}">\n${before}${written.map(({ xml }) => xml).join("")}  </testsuite>\n`,
  };
}

/** `notJudged`: why the image was not. */
function testCase(file: string, { name, line, findings }: Case, notJudged: string | undefined): Written {
  const { open, known, waived } = partition(findings);
  const failures = open.filter(({ severity, undecided }) => severity === "error" && undecided !== true);
  const errors = open.filter(({ severity, undecided }) => severity === "error" && undecided === true);
  const others = open.filter(({ severity }) => severity !== "error");
  const said = failures.length + errors.length;
  const excused =
    open.length > 0
      ? []
      : [
          ...known.map(({ rule, known: why }) => `${rule}: ${knownInWords(why)}`),
          ...waived.map(({ rule, waived: why }) => `${rule}: ${waivedInWords(why)}`),
        ];
  const reasons = [...(notJudged === undefined ? [] : [`not judged: ${notJudged}`]), ...excused];
  const skipped = said === 0 && reasons.length > 0;
  const body = [
    ...failures.map((finding) => element("failure", finding)),
    ...errors.map((finding) => element("error", finding)),
    ...(skipped ? [`<skipped message="${escapeXml(reasons.join("; "))}"/>`] : []),
    ...(others.length > 0 ? [`<system-out>${escapeXml(others.map(sentence).join(" / "))}</system-out>`] : []),
  ].map((part) => `      ${part}\n`);
  const head = `    <testcase classname="${escapeXml(file)}" name="${escapeXml(name)} (line ${line})" file="${escapeXml(file)}" line="${line}"`;
  return {
    xml: body.length === 0 ? `${head}/>\n` : `${head}>\n${body.join("")}    </testcase>\n`,
    counts: {
      tests: 1,
      failures: Math.min(1, failures.length),
      errors: failures.length > 0 ? 0 : Math.min(1, errors.length),
      skipped: skipped ? 1 : 0,
    },
  };
}

function element(name: "failure" | "error", finding: Finding): string {
  return `<${name} type="${escapeXml(finding.rule)}" message="${escapeXml(finding.message)}">${escapeXml(sentence(finding))}</${name}>`;
}

function sentence(finding: Finding): string {
  const { severity, rule, message } = finding;
  return [`${severity} ${rule}: ${message}.`, ...adviceOf(finding)].join(" ");
}

/** The schema of Jenkins (xunit-plugin, junit-10.xsd) knows what is skipped of a suite alone. */
function attributes({ tests, failures, errors }: Counts): string {
  return `tests="${tests}" failures="${failures}" errors="${errors}"`;
}

function sum(all: readonly Counts[]): Counts {
  const total = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  for (const counts of all)
    for (const key of ["tests", "failures", "errors", "skipped"] as const) total[key] += counts[key];
  return total;
}

/** For text and attribute values alike. What XML 1.0 cannot hold is already gone with `plain`. */
export function escapeXml(text: string): string {
  const escaped = plain(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
  return unarmedBy(escaped, (character) => `&#${character.charCodeAt(0)};`);
}
