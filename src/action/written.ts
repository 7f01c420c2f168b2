/** What the step writes of a report beside its annotations: summary, files, and their outputs. */
import type { Report } from "../model.ts";
import { shareJudged } from "../report/coverage.ts";
import type { Elsewhere } from "../report/elsewhere.ts";
import { html } from "../report/html/index.ts";
import { checkJson } from "../report/json.ts";
import { sarif } from "../report/sarif.ts";
import { summary } from "../report/summary.ts";
import { appendWhole } from "../files/write.ts";
import { logLine } from "../text/plain.ts";
import type { World } from "../world.ts";
import { writeReport } from "./files.ts";
import type { Inputs } from "./inputs.ts";

/** Tries to write something. What cannot be written is a warning, once: no surface changes the verdict. */
export function attempt<T>(what: string, { out }: Pick<World, "out">, write: () => T): T | undefined {
  try {
    return write();
  } catch (error) {
    out(`${logLine(`Warning: ${what} could not be written. ${String(error)}`)}\n`);
    return undefined;
  }
}

/** What this step writes beside its annotations. */
export function elsewhere({ jsonFile, sarifFile, htmlFile, summary: isWanted }: Inputs, env: World["env"]): Elsewhere {
  const hasSummary = isWanted && (env["GITHUB_STEP_SUMMARY"] ?? "") !== "";
  return {
    json: jsonFile !== undefined,
    sarif: sarifFile !== undefined,
    html: htmlFile !== undefined,
    summary: hasSummary,
  };
}

interface Written {
  readonly jsonFile: string;
  readonly sarifFile: string;
  readonly evidence: string;
  readonly htmlFile: string;
  readonly patch: string;
}

/** Summary and files: of each the path, or nothing where it could not be written. */
export function writeFiles(
  inputs: Inputs,
  workspace: string,
  report: Report,
  world: Pick<World, "env" | "out">,
): Omit<Written, "evidence" | "patch"> {
  const { env } = world;
  const summaryFile = env["GITHUB_STEP_SUMMARY"];
  const server = env["GITHUB_SERVER_URL"] ?? "https://github.com";
  if (inputs.summary && summaryFile !== undefined && summaryFile !== "") {
    attempt("the job summary", world, () => {
      appendWhole(summaryFile, summary(report, { server, elsewhere: elsewhere(inputs, env) }));
    });
  }
  const write = (input: string, path: string | undefined, text: (report: Report) => string): string => {
    if (path === undefined) return "";
    return attempt(`${input} ${path}`, world, () => writeReport(workspace, path, text(report))) ?? "";
  };
  return {
    jsonFile: write("json-file", inputs.jsonFile, checkJson),
    sarifFile: write("sarif-file", inputs.sarifFile, (whole) => sarif(whole, { server })),
    htmlFile: write("html-file", inputs.htmlFile, (whole) => html(whole, { server })),
  };
}

export function outputsOf(report: Report, written: Written): Readonly<Record<string, string | number>> {
  const { errors, warnings, notices, known, images } = report.counts;
  return {
    verdict: report.verdict,
    errors,
    warnings,
    notices,
    known,
    images,
    coverage: shareJudged(report),
    "json-file": written.jsonFile,
    "sarif-file": written.sarifFile,
    evidence: written.evidence,
    "html-file": written.htmlFile,
    patch: written.patch,
  };
}
