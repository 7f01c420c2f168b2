/** `wave-inspect explain`: why an image is pulled under its name, and which rules hold for it. */
import { ConfigurationError } from "../errors.ts";
import { explain as explainPulls, findPulls } from "../explain.ts";
import type { Outcome } from "../exit-code.ts";
import { explainJson, explainText } from "../report/explain.ts";
import { readWord } from "../settings.ts";
import { plain } from "../text/plain.ts";
import type { World } from "../world.ts";
import { readArguments } from "./arguments.ts";
import { runWhole } from "./whole-run.ts";

/** `wave-inspect explain IMAGE|FILE:LINE [DIR]`: no registry is asked unless `--inspector` says so. */
export async function explain(args: readonly string[], world: World): Promise<Outcome> {
  const typed = readArguments(args, "explain");
  const format = readWord("--format", typed.values.format ?? "text", ["text", "json"]);
  const [asked, ...positionals] = typed.positionals;
  if (asked === undefined) throw new ConfigurationError("Name an image, or a line of a file as FILE:LINE.");
  const { report, policy, settings, lock } = await runWhole({ ...typed, positionals }, world, { inspector: "none" });
  const found = findPulls(asked, report.scan);
  if ("why" in found) throw new ConfigurationError(plain(found.why));
  const explanations = explainPulls(found.pulls, report, policy, { platform: settings.platform, lock });
  world.out(format === "json" ? explainJson(asked, explanations) : explainText(explanations));
  return "pass";
}
