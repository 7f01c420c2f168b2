/** `wave-inspect scan`: what would be pulled, by the files alone. */
import { ConfigurationError } from "../errors.ts";
import { isUnread, readRegularFile } from "../files/read.ts";
import { scanJson } from "../report/json.ts";
import { scanText } from "../report/scan-text.ts";
import { compareWithNextflow, openRepository, scanRepository } from "../scan/index.ts";
import { readWord, settle } from "../settings.ts";
import type { ScanResult } from "../model.ts";
import type { Policy } from "../policy/policy.ts";
import { logLine } from "../text/plain.ts";
import { counted, few } from "../text/units.ts";
import type { World } from "../world.ts";
import { readArguments } from "./arguments.ts";
import { choosePolicy, given, readScanFlags } from "./flags.ts";
import { readPlace } from "./place.ts";
import type { Outcome } from "../exit-code.ts";

/** `wave-inspect scan [DIR|FILE]`: References and Pulls, without the network; with `--compare`, against Nextflow's own word. */
export async function scan(args: readonly string[], world: World): Promise<Outcome> {
  const { values, positionals, rest } = readArguments(args, "scan");
  const format = readWord("--format", values.format ?? "text", ["text", "json", "images"]);
  const by = readWord("--by", values.by ?? "image", ["image", "process"]);
  if (values.downloads === true && format !== "images")
    throw new ConfigurationError("--downloads is for --format images: the other formats have downloads as they are.");
  const { root, file } = readPlace(positionals, { takesFile: true });
  if (values.compare !== undefined && file !== undefined)
    throw new ConfigurationError("--compare is about a whole pipeline: name its directory.");
  if (values.compare !== undefined && format === "images")
    throw new ConfigurationError("--compare tells where Nextflow differs: give it with --format text or json.");
  const policy = await choosePolicy(root, values.policy, world);
  const settings = settle(readScanFlags(values, rest, root), policy);
  const theirs = given(values.compare, (path) => ({ path, text: readOutput(path) }));
  const tree = openRepository(root, settings.scan);
  const whole = await scanRepository(tree, settings.scan);
  const result = file === undefined ? whole : (await import("../single-file.ts")).narrowed(whole, file);
  if (format === "images") return list(result, policy, { downloads: values.downloads === true, world });
  const disagreements = await given(theirs, ({ path, text }) =>
    compareWithNextflow(text, path, result.pulls, tree, settings.scan),
  );
  world.out(format === "json" ? scanJson(result, disagreements) : scanText(result, { by, disagreements }));
  return disagreements === undefined || disagreements.length === 0 ? "pass" : "fail";
}

/** Names alone on standard output; 3 where there may be more than they. */
async function list(
  result: ScanResult,
  policy: Policy,
  { downloads, world }: { readonly downloads: boolean; readonly world: World },
): Promise<Outcome> {
  const [{ judgedPulls }, { imageNames }] = await Promise.all([
    import("../policy/judge/subjects.ts"),
    import("../report/image-names.ts"),
  ]);
  const { names, unknown } = imageNames(judgedPulls(policy, result), { downloads });
  world.out(names.map((name) => `${name}\n`).join(""));
  const unread = new Set(
    result.problems.flatMap(({ file, aside, unresolved }) => (aside === true || unresolved ? [] : [file])),
  );
  const missing = [
    ...(unknown.length === 0
      ? []
      : [`${counted(unknown.length, "name")} not known before the run (${few(unknown, 3)})`]),
    ...(unread.size === 0 ? [] : [`${counted(unread.size, "file")} not read to the end (${few([...unread], 3)})`]),
  ];
  if (missing.length === 0) return "pass";
  world.err(
    `${logLine(`wave-inspect: the list may lack images: ${missing.join("; ")}. wave-inspect scan says why.`)}\n`,
  );
  return "undecided";
}

/** Of what Nextflow prints about the largest pipelines, a hundred times the size. Bytes. */
const LARGEST_OUTPUT = 64 * 1024 * 1024;

function readOutput(path: string): string {
  const bytes = readRegularFile(path, LARGEST_OUTPUT, "followed");
  if (isUnread(bytes)) throw new ConfigurationError(`--compare: ${path} ${bytes.words}.`);
  return bytes.toString("utf8");
}
