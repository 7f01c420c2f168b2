/** `wave-inspect check`: scan, inspect, apply the policy. */
import { resolve } from "node:path";
import { checkJson } from "../report/json.ts";
import type { ListedBy } from "../report/finding-lines.ts";
import { coverageSentence } from "../report/coverage.ts";
import { checkText } from "../report/text.ts";
import { Cancellation } from "../cancellation.ts";
import type { Report } from "../model.ts";
import type { Outcome } from "../exit-code.ts";
import { run } from "../run.ts";
import { failOnLevels, type Flags, inspectorNames, readPlatform, readWord, settle } from "../settings.ts";
import type { World } from "../world.ts";
import { logLine } from "../text/plain.ts";
import { inspectOptions, readArguments, readDirectory, scanOptions } from "./arguments.ts";
import { choosePolicy, given, readInspectOptions, readScanFlags } from "./flags.ts";

const formatNames = ["text", "json", "sarif", "github", "junit", "markdown", "html"] as const;

type Format = (report: Report, world: World, by: ListedBy) => string | Promise<string>;

/** All but the usual ones are loaded only when they are asked for. */
const formats: Readonly<Record<(typeof formatNames)[number], Format>> = {
  text: (report, { color }, by) => checkText(report, { color, by }),
  json: checkJson,
  sarif: async (report) => (await import("../report/sarif.ts")).sarif(report),
  github: async (report) =>
    `${logLine(`${coverageSentence(report)}.`)}\n${(await import("../report/annotations.ts")).annotations(report)}`,
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
    ...readScanFlags(values, rest),
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
  world.out(await formats[format](report, world, by));
  return report.outcome;
}
