/** Reads what was typed behind a command. */
import { statSync } from "node:fs";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { codesOf, ConfigurationError } from "../errors.ts";
import { nearest } from "../text/nearest.ts";
import { few } from "../text/units.ts";
import { type CommandName, commands } from "./commands.ts";

type OptionTypes = NonNullable<ParseArgsConfig["options"]>;

/** A command's options as typed: absent where not given. */
export type Values<T extends OptionTypes> = {
  readonly [K in keyof T]?: T[K] extends { multiple: true }
    ? string[]
    : T[K] extends { type: "boolean" }
      ? boolean
      : string;
};

export interface Arguments<T extends OptionTypes> {
  readonly values: Values<T>;
  readonly positionals: readonly string[];
  /** Everything after `--`, untouched. */
  readonly rest: readonly string[];
}

/** What one command can be told. */
export type OptionsOf<K extends CommandName> = (typeof commands)[K]["options"];

/** Splits the arguments of one command. An unknown option or a missing value is the user's to fix. */
export function readArguments<const K extends CommandName>(args: readonly string[], name: K): Arguments<OptionsOf<K>> {
  return split(args, commands[name].options, name);
}

function split<const T extends OptionTypes>(args: readonly string[], options: T, name: CommandName): Arguments<T> {
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  try {
    const { values, positionals } = parseArgs({ args: [...own], options, allowPositionals: true, strict: true });
    return { values, positionals, rest: end < 0 ? [] : args.slice(end + 1) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const message = error.message.replace(/\. To specify a positional.*$|\.$/s, "");
    const advice = codesOf(error).includes("ERR_PARSE_ARGS_UNKNOWN_OPTION") ? adviceOn(message, name) : "";
    throw new ConfigurationError(`${message}${advice || "."} See wave-inspect ${name} --help.`, { cause: error });
  }
}

/** What was meant by an option that the command does not have: one of another command, or another one of its own. */
function adviceOn(message: string, name: CommandName): string {
  const [, option = ""] = /'--([^' ]+)'/.exec(message) ?? [];
  const others = Object.entries(commands).flatMap(([other, { options }]) =>
    Object.hasOwn(options, option) ? other : [],
  );
  if (others.length > 0)
    return `: ${few(others, 3)} ${others.length === 1 ? "takes" : "take"} it, and ${name} does not.`;
  const word = nearest(option, Object.keys(commands[name].options));
  return word === undefined ? "" : `; did you mean --${word}?`;
}

/** The command that was meant. */
export function nearestCommand(written: string): string | undefined {
  return nearest(written, [...new Set(Object.keys(commands).flatMap((name) => name.split(" ", 1)))]);
}

/**
 * The one directory that commands take, by default the current one. A file is told here: the policy that is looked for in
 * it would be missed first.
 */
export function readDirectory(positionals: readonly string[]): string {
  if (positionals.length > 1) {
    throw new ConfigurationError(`One directory is enough: ${positionals.join(" ")}. Launch arguments go behind --.`);
  }
  const [directory = "."] = positionals;
  if (statSync(directory, { throwIfNoEntry: false })?.isFile() === true) {
    throw new ConfigurationError(`${directory} is a file: name the directory that it lies in.`);
  }
  return directory;
}
