/** What may be thrown: what the user can fix, and everything else. */
import { homepage } from "./version.ts";

/** The user can fix it: the message says where and what to write instead. Everything else that is thrown is our bug. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/** Lines of a message that a person still reads. */
const MOST_LINES = 20;

/** The lines of a message, of a long one the first and how many more there are. */
export function firstLines(message: string): readonly string[] {
  const lines = message.split("\n");
  if (lines.length <= MOST_LINES) return lines;
  const rest = lines.length - MOST_LINES;
  return [...lines.slice(0, MOST_LINES), `There ${rest === 1 ? "is 1 more" : `are ${rest} more`} of these.`];
}

/** What to say of anything else that was thrown. Loads node:util when it is called, which hardly any run does. */
export function internalError(error: unknown): string {
  const trace = process.getBuiltinModule("node:util").inspect(error);
  return `internal error, please report it: ${homepage}/issues\n${trace}`;
}

/** The codes of an error and of all that caused it, outermost first; undici's parser gives its errors only a name. */
export function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  const seen = new Set([error]);
  for (const next of seen) {
    if (!(next instanceof Error)) continue;
    if ("code" in next && typeof next.code === "string") codes.push(next.code);
    else if (next.name === "HTTPParserError") codes.push(next.name);
    seen.add(next.cause);
    if (next instanceof AggregateError) for (const part of next.errors as unknown[]) seen.add(part);
  }
  return codes;
}
