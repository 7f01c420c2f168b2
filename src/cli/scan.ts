import { resolve } from "node:path";
import { scanJson } from "../report/json.ts";
import { scanText } from "../report/text.ts";
import { scanRepository } from "../scan/index.ts";
import { openRepository } from "../scan/repository.ts";
import { readWord, settle } from "../settings.ts";
import type { World } from "../world.ts";
import { readArguments, readDirectory, scanOptions } from "./arguments.ts";
import { choosePolicy, readScanFlags } from "./flags.ts";

/** `wave-inspect scan [DIR]`: References and Pulls, without the network. */
export async function scan(args: readonly string[], world: World): Promise<number> {
  const { values, positionals, rest } = readArguments(args, { ...scanOptions, format: { type: "string" } });
  const format = readWord("--format", values.format ?? "text", ["text", "json"]);
  const root = resolve(readDirectory(positionals));
  const settings = settle(readScanFlags(values, rest), await choosePolicy(root, values.policy, world));
  const result = scanRepository(openRepository(root, settings.scan), settings.scan);
  world.out(format === "json" ? scanJson(result) : scanText(result));
  return 0;
}
