import { resolve } from "node:path";
import { annotations } from "../report/annotations.ts";
import { html } from "../report/html.ts";
import { checkJson } from "../report/json.ts";
import { junit } from "../report/junit.ts";
import { markdown } from "../report/markdown.ts";
import { sarif } from "../report/sarif.ts";
import { checkText } from "../report/text.ts";
import type { Report } from "../model.ts";
import { exitCode } from "../policy/verdict.ts";
import { run } from "../run.ts";
import { failOnLevels, inspectorNames, readWord, settle } from "../settings.ts";
import type { World } from "../world.ts";
import { inspectOptions, readArguments, readDirectory, scanOptions } from "./arguments.ts";
import { choosePolicy, readInspectFlags, readScanFlags } from "./flags.ts";

const formats = ["text", "json", "sarif", "github", "junit", "markdown", "html"] as const;

/** `wave-inspect check [DIR]`: the whole run; the exit code is the verdict. */
export async function check(args: readonly string[], world: World): Promise<number> {
  const { values, positionals, rest } = readArguments(args, {
    ...scanOptions,
    ...inspectOptions,
    format: { type: "string" },
    inspector: { type: "string" },
    "fail-on": { type: "string" },
  });
  const format = readWord("--format", values.format ?? "text", formats);
  const root = resolve(readDirectory(positionals));
  const { flags, options } = readInspectFlags(values, world);
  const policy = await choosePolicy(root, values.policy, world);
  const settings = settle(
    {
      ...readScanFlags(values, rest),
      ...flags,
      ...(values.inspector !== undefined && { inspector: readWord("--inspector", values.inspector, inspectorNames) }),
      ...(values["fail-on"] !== undefined && { failOn: readWord("--fail-on", values["fail-on"], failOnLevels) }),
    },
    policy,
  );
  const report = await run({ root, policy, settings, inspect: options, now: world.now });
  world.out(render(report, format, world));
  return exitCode(report.verdict);
}

function render(report: Report, format: (typeof formats)[number], world: World): string {
  switch (format) {
    case "text":
      return checkText(report, { color: world.color });
    case "json":
      return checkJson(report);
    case "sarif":
      return sarif(report);
    case "github":
      return annotations(report);
    case "junit":
      return junit(report);
    case "markdown":
      return markdown(report);
    case "html":
      return html(report);
  }
}
