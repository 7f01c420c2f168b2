/** `wave-inspect scan`: what would be pulled, by the files alone. */
import { resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { isUnread, readRegularFile } from "../files/read.ts";
import { scanJson } from "../report/json.ts";
import { scanText } from "../report/scan-text.ts";
import { compareWithNextflow, openRepository, scanRepository } from "../scan/index.ts";
import { readWord, settle } from "../settings.ts";
import type { World } from "../world.ts";
import { readArguments, readDirectory, scanOptions } from "./arguments.ts";
import { choosePolicy, given, readScanFlags } from "./flags.ts";
import type { Outcome } from "../exit-code.ts";

/** `wave-inspect scan [DIR]`: References and Pulls, without the network; with `--compare`, against Nextflow's own word. */
export async function scan(args: readonly string[], world: World): Promise<Outcome> {
  const types = {
    ...scanOptions,
    format: { type: "string" },
    compare: { type: "string" },
    by: { type: "string" },
  } as const;
  const { values, positionals, rest } = readArguments(args, types);
  const format = readWord("--format", values.format ?? "text", ["text", "json"]);
  const by = readWord("--by", values.by ?? "image", ["image", "process"]);
  const root = resolve(readDirectory(positionals));
  const settings = settle(readScanFlags(values, rest, root), await choosePolicy(root, values.policy, world));
  const theirs = given(values.compare, (path) => ({ path, text: readOutput(path) }));
  const tree = openRepository(root, settings.scan);
  const result = await scanRepository(tree, settings.scan);
  const disagreements = await given(theirs, ({ path, text }) =>
    compareWithNextflow(text, path, result.pulls, tree, settings.scan),
  );
  world.out(format === "json" ? scanJson(result, disagreements) : scanText(result, { by, disagreements }));
  return disagreements === undefined || disagreements.length === 0 ? "pass" : "fail";
}

/** Of what Nextflow prints about the largest pipelines, a hundred times the size. Bytes. */
const LARGEST_OUTPUT = 64 * 1024 * 1024;

function readOutput(path: string): string {
  const bytes = readRegularFile(path, LARGEST_OUTPUT, "followed");
  if (isUnread(bytes)) throw new ConfigurationError(`--compare: ${path} ${bytes.words}.`);
  return bytes.toString("utf8");
}
