/** `wave-inspect fix`: shows the edits that mend what `check` finds, or makes them. */
import { ConfigurationError } from "../errors.ts";
import type { Outcome } from "../exit-code.ts";
import {
  type Choice,
  isPatchable,
  mend,
  type Mended,
  UNPATCHABLE,
  type Unwritten,
  unifiedDiff,
  writeFiles,
} from "../fix/index.ts";
import { compilePattern } from "../image/pattern.ts";
import { ruleIds } from "../policy/rules/index.ts";
import { fixJson, fixText } from "../report/fix.ts";
import { painter } from "../report/paint.ts";
import { readWord } from "../settings.ts";
import { nearest } from "../text/nearest.ts";
import { isObeyed } from "../text/commands.ts";
import { logLine } from "../text/plain.ts";
import type { World } from "../world.ts";
import { readArguments, type Values } from "./arguments.ts";
import { commands } from "./commands.ts";
import { runWhole } from "./whole-run.ts";

/** `wave-inspect fix [DIR]`: 1 where something can be mended and is not, 3 where that is not known. */
export async function fix(args: readonly string[], world: World): Promise<Outcome> {
  const typed = readArguments(args, "fix");
  const { values } = typed;
  const format = readWord("--format", values.format ?? "text", commands.fix.options.format.words);
  const choice = choiceOf(values);
  const { root, settings, report } = await runWhole(typed, world, { asksDigests: true });
  if (report.cancelled !== undefined) {
    world.err(`wave-inspect: the run was ended (${report.cancelled}); nothing is mended.\n`);
    return "undecided";
  }
  const cancellation = world.cancellable?.();
  const mended = await mend({ root, report, scanOptions: settings.scan, cancellation }, choice);
  const unwritten = values.write === true ? writeFiles(mended.files) : undefined;
  const told = { mended, unsafe: choice.unsafe, ...(unwritten !== undefined && { unwritten }) };
  if (format === "diff") world.out(diffOf(mended.files, world));
  else world.out(format === "json" ? fixJson(told) : fixText(told, painter(world.color)));
  return outcomeOf(mended, unwritten);
}

/**
 * For `git apply`, byte for byte: a file that it cannot have, and one with a line that the agent of a CI would obey in its
 * log, are left out and told.
 */
function diffOf(files: Mended["files"], world: World): string {
  for (const { original } of files.filter((file) => !isPatchable(file)))
    world.err(
      `${logLine(`wave-inspect: ${original.file} is not in the diff: it ${UNPATCHABLE}; --write edits it.`)}\n`,
    );
  const diffs = files.map((file) => ({ file: file.original.file, diff: unifiedDiff([file]) }));
  const [obeyed = [], harmless = []] = [true, false].map((isLeft) =>
    diffs.filter(({ diff }) => diff.split(/[\n\r]/).some(isObeyed) === isLeft),
  );
  for (const { file } of obeyed)
    world.err(
      `wave-inspect: ${file} is not in the diff: it has a line that is a command in the log of a CI; --write edits it.\n`,
    );
  return harmless.map(({ diff }) => diff).join("");
}

function choiceOf({ unsafe = false, rule = [], image = [] }: Values<typeof commands.fix.options>): Choice {
  const patterns = image.map((text) => {
    const pattern = compilePattern(text);
    if ("error" in pattern) throw new ConfigurationError(`--image: ${pattern.error}.`);
    return pattern;
  });
  for (const id of rule) {
    if (ruleIds.includes(id)) continue;
    const near = nearest(id, ruleIds);
    throw new ConfigurationError(
      `--rule: there is no rule ${id}${near === undefined ? "." : `; did you mean ${near}?`}`,
    );
  }
  return {
    unsafe,
    rules: new Set(rule),
    isMeant: patterns.length === 0 ? undefined : (name) => patterns.some((pattern) => pattern.matches(name)),
  };
}

function outcomeOf({ made, refused, left }: Mended, unwritten: readonly Unwritten[] | undefined): Outcome {
  const isOpen = refused.length > 0 || (made.length > 0 && (unwritten === undefined || unwritten.length > 0));
  if (isOpen) return "fail";
  return left.some(({ kind }) => kind === "undecided") ? "undecided" : "pass";
}
