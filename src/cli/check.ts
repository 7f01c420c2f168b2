/** `wave-inspect check`: scan, inspect, apply the policy. */
import { isAbsolute, posix, resolve } from "node:path";
import { checkJson } from "../report/json.ts";
import type { ListedBy } from "../report/finding-lines.ts";
import { coverageSentence } from "../report/coverage.ts";
import { checkText } from "../report/text.ts";
import { Cancellation } from "../cancellation.ts";
import type { Finding, Report } from "../model.ts";
import type { Outcome } from "../exit-code.ts";
import { wayFrom, workspaceAround } from "../files/workspace.ts";
import { run } from "../run.ts";
import { failOnLevels, type Flags, inspectorNames, readPlatform, readWord, settle } from "../settings.ts";
import type { World } from "../world.ts";
import { logLine } from "../text/plain.ts";
import { inspectOptions, readArguments, readDirectory, scanOptions } from "./arguments.ts";
import { choosePolicy, given, readInspectOptions, readScanFlags } from "./flags.ts";

const formatNames = ["text", "json", "sarif", "github", "junit", "markdown", "html"] as const;

interface FormatOptions {
  readonly color: boolean;
  readonly by: ListedBy;
  /** A file of the report from the workspace on, as GitHub takes paths. */
  readonly pathOf: (file: string) => string | undefined;
}

type Format = (report: Report, options: FormatOptions) => string | Promise<string>;

/** All but the usual ones are loaded only when they are asked for. */
const formats: Readonly<Record<(typeof formatNames)[number], Format>> = {
  text: checkText,
  json: checkJson,
  sarif: async (report, { pathOf }) => (await import("../report/sarif.ts")).sarif(report, { pathOf }),
  github: async (report, { pathOf }) =>
    `${logLine(`${coverageSentence(report)}.`)}\n${(await import("../report/annotations.ts")).annotations(report, {}, pathOf)}`,
  junit: async (report) => (await import("../report/junit.ts")).junit(report),
  markdown: async (report) => (await import("../report/markdown.ts")).markdown(report),
  html: async (report) => (await import("../report/html.ts")).html(report),
};

/** `wave-inspect check [DIR]`: the whole run; the exit code follows the findings. */
export async function check(args: readonly string[], world: World): Promise<Outcome> {
  const { values, positionals, rest } = readArguments(args, {
    ...scanOptions,
    ...inspectOptions,
    format: { type: "string" },
    inspector: { type: "string" },
    by: { type: "string" },
    "fail-on": { type: "string" },
  });
  const format = readWord("--format", values.format ?? "text", formatNames);
  const by = readWord("--by", values.by ?? "image", ["image", "process"]);
  const root = resolve(readDirectory(positionals));
  const flags: Flags = {
    ...readScanFlags(values, rest, root),
    inspector: given(values.inspector, (text) => readWord("--inspector", text, inspectorNames)),
    platform: given(values.platform, (text) => readPlatform("--platform", text)),
    failOn: given(values["fail-on"], (text) => readWord("--fail-on", text, failOnLevels)),
  };
  const options = readInspectOptions(values, world);
  const { now, redactor } = world;
  const cancellation = world.cancellable?.() ?? new Cancellation();
  const policy = await cancellation.race(choosePolicy(root, values.policy, world), "its policy was read");
  const settings = settle(flags, policy);
  const report = await run({ root, policy, settings, inspect: options, now, cancellation, redactor });
  const pathOf = pathsFrom(workspaceAround(root, world.env), root, values.policy === undefined ? [] : report.findings);
  world.out(await formats[format](report, { color: world.color, by, pathOf }));
  return report.outcome;
}

/**
 * Files of a report by their paths from the workspace on; undefined for what lies outside.
 *
 * @param findings Those about a policy that was typed: its name starts from the current folder.
 */
function pathsFrom(workspace: string, root: string, findings: readonly Finding[]): FormatOptions["pathOf"] {
  const typed = new Set(
    findings.flatMap(({ rule, location }) => (rule === "policy" || rule === "waivers" ? location.file : [])),
  );
  return (file) => {
    if (isAbsolute(file)) return wayFrom(workspace, file);
    const way = wayFrom(workspace, typed.has(file) ? "." : root);
    const path = way === undefined ? ".." : posix.join(way, file);
    return path === ".." || path.startsWith("../") ? undefined : path;
  };
}
