/** `wave-inspect lock`: records what every image is, and says what is another one than was recorded. */
import { resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import type { Outcome } from "../exit-code.ts";
import { writeWhole } from "../files/write.ts";
import { type LockFile, openLock, openTypedLock } from "../lock/file.ts";
import { mergeLock, type Merged } from "../lock/merge.ts";
import { observe } from "../lock/observe.ts";
import { writeLock } from "../lock/write.ts";
import { lockJson, lockText } from "../report/lock.ts";
import { readWord } from "../settings.ts";
import type { World } from "../world.ts";
import { readArguments, readDirectory } from "./arguments.ts";
import { runWhole } from "./whole-run.ts";

/** `wave-inspect lock [DIR]`: 1 where something moved and was left, 3 where nobody said what an image is. */
export async function lock(args: readonly string[], world: World): Promise<Outcome> {
  const typed = readArguments(args, "lock");
  const { values } = typed;
  const format = readWord("--format", values.format ?? "text", ["text", "json"]);
  const root = resolve(readDirectory(typed.positionals));
  const file = values.lock === undefined ? openLock(root) : openTypedLock(values.lock);
  const old = file.lock ?? { images: new Map() };
  const { policy, report } = await runWhole(typed, world, {
    // What was known before has to do with findings.
    baseline: async () => undefined,
    record: { lock: old, alone: true },
  });
  if (report.cancelled !== undefined) {
    world.err(`wave-inspect: the run was ended (${report.cancelled}); ${file.name} is as it was.\n`);
    return "undecided";
  }
  const seen = observe({ ...report, policy });
  const merged = mergeLock(old, seen, { update: values.update === true, prune: values.prune === true });
  const isWritten = write(file, merged);
  const told = { file: file.name, isWritten, seen, merged };
  world.out(format === "json" ? lockJson(told) : lockText(told));
  return outcomeOf(merged, isTroubled(seen));
}

/** Whether the file is another one now. */
function write({ name, path, lock: old }: LockFile, { lock: merged }: Merged): boolean {
  const text = writeLock(merged);
  if (old !== undefined && text === writeLock(old)) return false;
  try {
    writeWhole(path, text);
  } catch (error) {
    throw new ConfigurationError(`${name} could not be written. ${String(error)}`, { cause: error });
  }
  return true;
}

function isTroubled({ images }: ReturnType<typeof observe>): boolean {
  return [...images.values()].some(({ trouble }) => trouble !== undefined && trouble.isExpected !== true);
}

function outcomeOf({ left }: Merged, isOpen: boolean): Outcome {
  if (left.length > 0) return "fail";
  return isOpen ? "undecided" : "pass";
}
