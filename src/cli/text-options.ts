/** How much of a check is told as text, and what the screen shows of it. */
import { ConfigurationError } from "../errors.ts";
import type { TextOptions } from "../report/check-text.ts";
import { readWord } from "../settings.ts";
import type { World } from "../world.ts";
import type { OptionsOf, Values } from "./arguments.ts";
import { commands } from "./commands.ts";

const { options } = commands.check;

/** @throws ConfigurationError where an option of text stands beside another format. */
export function readTextOptions(
  values: Values<OptionsOf<"check">>,
  format: string,
  world: World,
): Omit<TextOptions, "lineOf"> {
  const ofText = (["quiet", "verbose", "min-severity"] as const).find((name) => values[name] !== undefined);
  if (ofText !== undefined && format !== "text")
    throw new ConfigurationError(`--${ofText} is for --format text: ${format} always has all.`);
  if (values.quiet === true && values.verbose === true)
    throw new ConfigurationError("--quiet leaves out what --verbose adds: give one of them.");
  const when = readWord("--color", values.color ?? "auto", options.color.words);
  const color = when === "auto" ? world.color : when === "always";
  return {
    by: readWord("--by", values.by ?? "image", options.by.words),
    detail: values.quiet === true ? "quiet" : values.verbose === true ? "verbose" : "usual",
    minSeverity: readWord("--min-severity", values["min-severity"] ?? "notice", options["min-severity"].words),
    color,
    // Whoever wants it plain wants no links either.
    links: color && world.links === true,
    columns: world.columns,
  };
}
