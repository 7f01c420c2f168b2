/** `wave-inspect init`: a policy that passes today, what is known to be wrong, and a workflow. */
import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { Cancellation } from "../cancellation.ts";
import { ConfigurationError } from "../errors.ts";
import type { Outcome } from "../exit-code.ts";
import { create, lookAround } from "../init/files.ts";
import { planSetup } from "../init/index.ts";
import { type Ask, listOf, Questions, readPlaces, type Typed } from "../init/questions.ts";
import { outcomeOfInit, toldOf } from "../init/told.ts";
import { presetNames } from "../policy/presets/index.ts";
import { inspectorNames, readWord } from "../settings.ts";
import { unarmed } from "../text/commands.ts";
import type { World } from "../world.ts";
import { type OptionsOf, readArguments, readDirectory, type Values } from "./arguments.ts";
import { given, readInspectOptions } from "./flags.ts";

/** `wave-inspect init [DIR]`: exits with 0 where the repository is set up when it is done, else with 2. */
export async function init(args: readonly string[], world: World): Promise<Outcome> {
  const { values, positionals } = readArguments(args, "init");
  const directory = resolve(readDirectory(positionals));
  const typed = readTyped(values);
  const root = realRoot(directory);
  const present = lookAround(root);
  const cancellation = world.cancellable?.() ?? new Cancellation();
  const isAnswered = values.yes === true || present.policy !== undefined || isComplete(typed);
  const questions = new Questions(typed, isAnswered ? undefined : asking(world, cancellation));
  const { env, now, redactor } = world;
  const inspect = readInspectOptions(values, world);
  const { inspector = "none" } = typed;
  const means = { root, env, now, redactor, cancellation, inspect, inspector };
  const { files, ...plan } = await planSetup(present, questions, means);
  const isDry = values["dry-run"] === true;
  if (isDry) for (const [path, text] of files) world.out(`${unarmed(`--- ${path}\n${text}`)}\n`);
  const written = [...files].flatMap(([path, text]) => (isDry || create(root, path, text) ? [path] : []));
  const at = realpathSync.native(".") === root ? undefined : root;
  const done = { ...plan, present, written, isDry, at };
  world.out(toldOf(done));
  return outcomeOfInit(done);
}

function readTyped(values: Values<OptionsOf<"init">>): Typed {
  return {
    preset: given(values.preset, (name) => readWord("--preset", name, presetNames)),
    engines: given(values.engines, (lists) => lists.flatMap(listOf)),
    registries: given(values.registries, readPlaces),
    inspector: given(values.inspector, (name) => readWord("--inspector", name, inspectorNames)),
  };
}

function isComplete({ preset, engines, registries, inspector }: Typed): boolean {
  return [preset, engines, registries, inspector].every((one) => one !== undefined);
}

/** Whoever is not there cannot be asked, and is not taken to agree. */
function asking({ ask }: World, cancellation: Cancellation): Ask {
  if (ask === undefined) {
    throw new ConfigurationError(
      "init asks what the policy shall say, and there is no terminal: add --yes to take what the scan suggests, or give --preset, --engines, --registries and --inspector.",
    );
  }
  return (question) => cancellation.race(ask(question), "anything was written");
}

function realRoot(directory: string): string {
  try {
    return realpathSync.native(directory);
  } catch (error) {
    throw new ConfigurationError(`${directory} is no directory that can be read.`, { cause: error });
  }
}
