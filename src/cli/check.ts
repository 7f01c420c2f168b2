/** `wave-inspect check`: scan, inspect, apply the policy. */
import { isAbsolute, posix } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { checkJson } from "../report/json.ts";
import type { LineOfFile } from "../report/finding-blocks.ts";
import { coverageSentence } from "../report/coverage.ts";
import { checkText, type TextOptions } from "../report/check-text.ts";
import type { Report } from "../model.ts";
import type { Outcome } from "../exit-code.ts";
import { lineReader } from "../files/lines.ts";
import { utf8Inside } from "../files/utf8.ts";
import { wayFrom, workspaceAround } from "../files/workspace.ts";
import { readWord } from "../settings.ts";
import type { World } from "../world.ts";
import { logLine } from "../text/plain.ts";
import { readArguments, type Values } from "./arguments.ts";
import { commands } from "./commands.ts";
import type { runOptions } from "./options.ts";
import { readReportFiles, writeReportFile } from "./report-files.ts";
import { readTextOptions } from "./text-options.ts";
import { runWhole } from "./whole-run.ts";

const formatNames = commands.check.options.format.words;

interface FormatOptions {
  readonly text: TextOptions;
  /** A file of the report from the workspace on, as GitHub takes paths. */
  readonly pathOf: (file: string) => string | undefined;
  /** What a file of the report holds: see `utf8Inside`. */
  readonly textOf: (file: string) => string | undefined;
}

type Format = (report: Report, options: FormatOptions) => string | Promise<string>;

/** All but the usual ones are loaded only when they are asked for. */
const formats: Readonly<Record<(typeof formatNames)[number], Format>> = {
  text: (report, { text }) => checkText(report, text),
  json: checkJson,
  sarif: async (report, { pathOf }) => (await import("../report/sarif.ts")).sarif(report, { pathOf }),
  github: async (report, { pathOf }) =>
    `${logLine(`${coverageSentence(report)}.`)}\n${(await import("../report/annotations.ts")).annotations(report, {}, pathOf)}`,
  gitlab: async (report, { pathOf }) => (await import("../report/code-quality.ts")).codeQuality(report, pathOf),
  junit: async (report) => (await import("../report/junit.ts")).junit(report),
  markdown: async (report) => (await import("../report/summary.ts")).markdown(report),
  html: async (report) => (await import("../report/html/index.ts")).html(report),
  rdjson: async (report, { pathOf, textOf }) =>
    (await import("../report/rdjson.ts")).rdjson(report, { pathOf, textOf }),
};

/** Those that say which commit was read, by whom and with which program. */
const recorded: ReadonlySet<(typeof formatNames)[number]> = new Set(["json", "sarif", "markdown", "html"]);

/** `wave-inspect check [DIR...|FILE]`: the whole run; the exit code follows the findings. */
export async function check(args: readonly string[], world: World): Promise<Outcome> {
  const typed = readArguments(args, "check");
  const { values } = typed;
  const format = readWord("--format", values.format ?? "text", formatNames);
  const text = readTextOptions(values, format, world);
  const files = readReportFiles(values.report ?? [], formatNames);
  const only = readWord("--only", values.only ?? "all", ["all", "changed"]);
  if (values.base !== undefined && only === "all") {
    throw new ConfigurationError("--base says what --only changed compares with; type --only changed beside it.");
  }
  const changed = only === "changed" ? { base: values.base } : undefined;
  const { root, report } = await runWhole(typed, world, {
    lineage: values.lineage,
    failOn: values["fail-on"],
    changed,
    takesFile: true,
    isSeveral: true,
    isOnRecord: [format, ...files.map((one) => one.format)].some((name) => recorded.has(name)),
  });
  const typedByName = typedFiles(values, report);
  const pathOf = pathsFrom(workspaceAround(root, world.env), root, typedByName);
  const textOf = (file: string): string | undefined => utf8Inside(typedByName.has(file) ? "." : root, file);
  const lineOf = shownLines(lineReader(root, typedByName), world);
  // No file is a screen.
  const plainText = { ...text, lineOf, color: false, links: false, columns: undefined };
  for (const one of files) writeReportFile(one, await formats[one.format](report, { text: plainText, pathOf, textOf }));
  world.out(await formats[format](report, { text: { ...text, lineOf }, pathOf, textOf }));
  return report.outcome;
}

/** Lines without those that hold a secret that this run knows. */
function shownLines(read: LineOfFile, { redactor }: World): LineOfFile {
  return (file, line) => {
    const text = read(file, line);
    return text === undefined || redactor.redact(text) !== text ? undefined : text;
  };
}

/** Files that findings are about and that were typed: their names start from the current folder. */
function typedFiles({ policy, baseline }: Values<typeof runOptions>, { findings, ran }: Report): ReadonlySet<string> {
  const ofPolicy = findings.flatMap(({ rule, location }) =>
    rule === "policy" || rule === "waivers" ? location.file : [],
  );
  return new Set([
    ...(policy === undefined ? [] : ofPolicy),
    ...(baseline === undefined ? [] : [baseline]),
    ...(ran?.tasks ?? []).map(({ file }) => file),
  ]);
}

/**
 * Files of a report by their paths from the workspace on; undefined for what lies outside.
 *
 * @param typed Those whose names start from the current folder.
 */
function pathsFrom(workspace: string, root: string, typed: ReadonlySet<string>): FormatOptions["pathOf"] {
  return (file) => {
    if (isAbsolute(file)) return wayFrom(workspace, file);
    const way = wayFrom(workspace, typed.has(file) ? "." : root);
    const path = way === undefined ? ".." : posix.join(way, file);
    return path === ".." || path.startsWith("../") ? undefined : path;
  };
}
