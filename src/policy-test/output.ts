/** The results of cases as test runners print them. */
import { escapeXml } from "../report/junit.ts";
import { logLine, plain } from "../text/plain.ts";
import { printJson } from "../text/print-json.ts";
import { counted } from "../text/units.ts";
import type { CaseResult } from "./index.ts";

/** As the Test Anything Protocol has it, what is different in comments. */
export function testText(results: readonly CaseResult[]): string {
  const lines = results.flatMap(({ file, line, name, outcome, lines: said }, index) => [
    `${outcome === "ok" ? "ok" : "not ok"} ${index + 1} - ${oneLine(`${file}: ${name}`)}`,
    ...(outcome === "ok" ? [] : [`# at ${oneLine(file)}:${line}`]),
    ...said.map((text) => `# ${outcome === "error" ? "error: " : ""}${oneLine(text)}`),
  ]);
  const { failed, broken } = countsOf(results);
  const sum = `# ${counted(results.length, "case")}, ${failed} not ok, ${counted(broken, "error")}`;
  return ["TAP version 14", `1..${results.length}`, ...lines, sum].map((line) => `${line}\n`).join("");
}

/** `#` would begin a directive of the protocol. */
function oneLine(text: string): string {
  return logLine(plain(text)).replaceAll("#", String.raw`\#`);
}

export function testJson(results: readonly CaseResult[]): string {
  const cases = results.map(({ file, line, name, outcome, lines }) => ({ file, line, name, outcome, lines }));
  const { failed, broken } = countsOf(results);
  return printJson({ schemaVersion: 1, cases, counts: { cases: results.length, failed, errors: broken } });
}

/** JUnit XML: a suite a file, a case a case. */
export function testJunit(results: readonly CaseResult[]): string {
  const suites = [...Map.groupBy(results, ({ file }) => file)].map(
    ([file, own]) =>
      `  <testsuite name="${escapeXml(file)}" ${attributes(own)} skipped="0">\n${own.map(testCase).join("")}  </testsuite>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="wave-inspect policy test" ${attributes(results)}>\n${suites.join("")}</testsuites>\n`;
}

function testCase({ file, line, name, outcome, lines }: CaseResult): string {
  const head = `    <testcase classname="${escapeXml(file)}" name="${escapeXml(name)}" file="${escapeXml(file)}" line="${line}"`;
  if (outcome === "ok") return `${head}/>\n`;
  const kind = outcome === "error" ? "error" : "failure";
  const body = `<${kind} message="${escapeXml(lines[0] ?? "")}">${lines.map(escapeXml).join("\n")}</${kind}>`;
  return `${head}>\n      ${body}\n    </testcase>\n`;
}

function attributes(results: readonly CaseResult[]): string {
  const { failed, broken } = countsOf(results);
  return `tests="${results.length}" failures="${failed}" errors="${broken}"`;
}

function countsOf(results: readonly CaseResult[]): { readonly failed: number; readonly broken: number } {
  const count = (outcome: CaseResult["outcome"]): number => results.filter((one) => one.outcome === outcome).length;
  return { failed: count("not ok"), broken: count("error") };
}
