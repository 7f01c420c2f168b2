/** `wave-inspect name`: what a name means. */
import { describeName } from "../image/describe.ts";
import { ConfigurationError } from "../errors.ts";
import { block, plain } from "../text/plain.ts";
import { printJson } from "../text/print-json.ts";
import { readWord } from "../settings.ts";
import { unarmed } from "../text/commands.ts";
import type { World } from "../world.ts";
import { readArguments } from "./arguments.ts";
import type { Outcome } from "../exit-code.ts";

/** `wave-inspect name IMAGE... | -`: what each name means, in the order given; it fails where one is no name. */
export async function name(args: readonly string[], world: World): Promise<Outcome> {
  const { values, positionals } = readArguments(args, "name");
  const format = readWord("--format", values.format ?? "text", ["text", "json"]);
  if (positionals.length === 0) {
    throw new ConfigurationError("Name an image, or - to read one a line from standard input.");
  }
  const names: string[] = [];
  for (const positional of positionals) {
    if (positional === "-") names.push(...linesOf(await world.input()));
    else names.push(positional);
  }
  const answers = names.map(describeName);
  world.out(format === "json" ? printJson(answers) : unarmed(answers.map(describe).join("")));
  return answers.some((answer) => "error" in answer) ? "fail" : "pass";
}

/** Every line is a name, blanks and all; only the line break after the last one is no name of its own. */
function linesOf(input: string): string[] {
  const lines = input.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function describe(answer: ReturnType<typeof describeName>): string {
  const { written, ...parts } = answer;
  return "error" in answer
    ? `${plain(written)}\n  error: ${plain(answer.error)}\n`
    : block(written, Object.entries(parts));
}
