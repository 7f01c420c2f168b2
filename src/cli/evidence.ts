/** `wave-inspect evidence`: a check whose result is kept in the forms that others read. */
import { resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import type { Outcome } from "../exit-code.ts";
import { settingOf, writePack } from "../evidence/folder.ts";
import { packOf, type Pack } from "../evidence/index.ts";
import { observe } from "../lock/observe.ts";
import { verdictSentence } from "../report/text.ts";
import { logLine } from "../text/plain.ts";
import { counted, grouped } from "../text/units.ts";
import type { World } from "../world.ts";
import { readArguments, readDirectory } from "./arguments.ts";
import { runWhole } from "./whole-run.ts";

/** The folder that is written where nobody names another. */
const USUAL_FOLDER = "wave-inspect-evidence";

/** `wave-inspect evidence [DIR]`: written whatever the verdict, which the exit code tells as that of `check` does. */
export async function evidence(args: readonly string[], world: World): Promise<Outcome> {
  const typed = readArguments(args, "evidence");
  const { values } = typed;
  // Before the run: nobody waits for it to be told that it was for nothing.
  const { origin, crate } = settingOf(resolve(readDirectory(typed.positionals)), "", world.env);
  const { policy, report, lock } = await runWhole(typed, world, {
    // All is asked anew: what a lock of the change says is no evidence.
    record: { lock: { images: new Map() }, alone: false },
  });
  const folder = values.out ?? USUAL_FOLDER;
  if (report.cancelled !== undefined) {
    world.err(`wave-inspect: the run was ended (${report.cancelled}); ${folder} is as it was.\n`);
    return "undecided";
  }
  const pack = packOf(
    {
      report,
      origin,
      seen: observe({ ...report, policy }),
      old: lock?.lock,
      within: "",
      isTypedPolicy: values.policy !== undefined,
    },
    crate,
  );
  try {
    writePack(resolve(folder), pack);
  } catch (error) {
    throw new ConfigurationError(`${folder}: the evidence could not be written. ${String(error)}`, { cause: error });
  }
  for (const line of [verdictSentence(report), ...told(folder, pack)]) world.out(`${logLine(line)}\n`);
  return report.outcome;
}

function told(folder: string, { passed, locked, unknown, files }: Pack): readonly string[] {
  const rest = unknown === 0 ? "" : `, ${grouped(unknown)} of which nobody said what they are`;
  return [
    `${folder}: ${passed ? "PASSED" : "FAILED"}, ${counted(locked, "image")} in the lock${rest}.`,
    ...Object.keys(files).map((name) => `  ${name}`),
  ];
}
