/** `wave-inspect explain`: why an image is pulled under its name, and which rules hold for it. */
import { resolve } from "node:path";
import { Cancellation } from "../cancellation.ts";
import { ConfigurationError } from "../errors.ts";
import { explain as explainPulls, findPulls } from "../explain.ts";
import type { Outcome } from "../exit-code.ts";
import { explainJson, explainText } from "../report/explain.ts";
import { run } from "../run.ts";
import { type Flags, inspectorNames, readPlatform, readWord, settle } from "../settings.ts";
import { plain } from "../text/plain.ts";
import type { World } from "../world.ts";
import { inspectOptions, readArguments, readDirectory, scanOptions } from "./arguments.ts";
import { choosePolicy, given, readInspectOptions, readScanFlags } from "./flags.ts";

/** `wave-inspect explain IMAGE|FILE:LINE [DIR]`: no registry is asked unless `--inspector` says so. */
export async function explain(args: readonly string[], world: World): Promise<Outcome> {
  const { values, positionals, rest } = readArguments(args, {
    ...scanOptions,
    ...inspectOptions,
    format: { type: "string" },
    inspector: { type: "string" },
  });
  const format = readWord("--format", values.format ?? "text", ["text", "json"]);
  const [asked, ...directories] = positionals;
  if (asked === undefined) throw new ConfigurationError("Name an image, or a line of a file as FILE:LINE.");
  const root = resolve(readDirectory(directories));
  const flags: Flags = {
    ...readScanFlags(values, rest, root),
    inspector: readWord("--inspector", values.inspector ?? "none", inspectorNames),
    platform: given(values.platform, (text) => readPlatform("--platform", text)),
  };
  const { now, redactor } = world;
  const cancellation = world.cancellable?.() ?? new Cancellation();
  const policy = await cancellation.race(choosePolicy(root, values.policy, world), "its policy was read");
  const settings = settle(flags, policy);
  const inspect = readInspectOptions(values, world);
  const report = await run({ root, policy, settings, inspect, now, cancellation, redactor });
  const found = findPulls(asked, report.scan);
  if ("why" in found) throw new ConfigurationError(plain(found.why));
  const explanations = explainPulls(found.pulls, report, policy, settings.platform);
  world.out(format === "json" ? explainJson(asked, explanations) : explainText(explanations));
  return "pass";
}
