/** `wave-inspect diff`: what changed between two records of images, or between one and now. */
import { statSync } from "node:fs";
import { driftBetween, type Sightings } from "../drift/index.ts";
import { ConfigurationError } from "../errors.ts";
import type { Outcome } from "../exit-code.ts";
import { lockOf, readRecord } from "../lock/record.ts";
import { sightingsOf } from "../lock/seen.ts";
import { diffJson, diffMarkdown, diffText } from "../report/diff.ts";
import { readWord } from "../settings.ts";
import type { World } from "../world.ts";
import { type Arguments, type OptionsOf, readArguments } from "./arguments.ts";
import { runWhole } from "./whole-run.ts";

const surfaces = { text: diffText, markdown: diffMarkdown, json: diffJson };

/** `wave-inspect diff OLD [NEW]`: 1 where something breaks, 3 where nobody said what an image is now. */
export async function diff(args: readonly string[], world: World): Promise<Outcome> {
  const typed = readArguments(args, "diff");
  const format = readWord("--format", typed.values.format ?? "text", ["text", "markdown", "json"]);
  const [old, next = ".", ...more] = typed.positionals;
  if (old === undefined || more.length > 0)
    throw new ConfigurationError("diff takes two records, or one and a directory: wave-inspect diff OLD NEW.");
  const isNow = statSync(next, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isNow) refuseOptions(typed);
  const before = readRecord(old);
  const after = isNow ? await seenNow({ ...typed, positionals: [next] }, before, world) : readRecord(next);
  if (after === undefined) return "undecided";
  const drift = driftBetween(before, after);
  const told = { old, next: isNow ? "now" : next, drift };
  world.out(surfaces[format](told));
  if (drift.grade === "breaking") return "fail";
  return isNow && drift.unknown.length > 0 ? "undecided" : "pass";
}

/** What is given for a run where none is made would count for nothing. */
function refuseOptions({ values, rest }: Arguments<OptionsOf<"diff">>): void {
  const option = Object.keys(values).find((name) => name !== "format");
  if (option === undefined && rest.length === 0) return;
  throw new ConfigurationError(
    `${option === undefined ? "What stands behind --" : `--${option}`} is for a directory: two records are compared as they are.`,
  );
}

/** What the images of a directory are now; undefined where the run was ended. */
async function seenNow(
  typed: Arguments<OptionsOf<"diff">>,
  before: Sightings,
  world: World,
): Promise<Sightings | undefined> {
  const old = lockOf(before);
  const { policy, report } = await runWhole(typed, world, {
    // What was known before has to do with findings.
    baseline: async () => undefined,
    record: { lock: old, alone: true, old },
  });
  if (report.cancelled !== undefined) {
    world.err(`wave-inspect: the run was ended (${report.cancelled}); nothing is compared.\n`);
    return undefined;
  }
  return sightingsOf({ ...report, policy }, (image) => before.get(image)?.content?.digest);
}
