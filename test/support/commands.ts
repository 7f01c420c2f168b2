/**
 * Workflow commands as GitHub's runner reads them out of a step's output (actions/runner: ActionCommand.cs,
 * ActionCommandManager.cs, FileCommandManager.cs). It is the stricter reading on purpose: a line starts after LF, CR or
 * CRLF; `::name::` is obeyed behind leading blanks, `##[name]` anywhere in a line. What is not here, no runner obeys.
 */

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The names that the runner knows; a line with any other is plain text. */
const known = new Set([
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "internal-set-repo-path",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "stop-commands",
  "warning",
]);

const newLine = /\r\n|\r|\n/u;

/** Every command that a runner would obey in this output, in order. */
export function commandsIn(output: string): Command[] {
  const commands: Command[] = [];
  let stopped: string | undefined;
  for (const line of output.split(newLine)) {
    if (stopped !== undefined) {
      if (line.trim() === `::${stopped}::` || line.includes(`##[${stopped}]`)) stopped = undefined;
      continue;
    }
    const command = readCommand(line);
    if (command === undefined) continue;
    commands.push(command);
    if (command.name === "stop-commands") stopped = command.message.trim();
  }
  return commands;
}

/** .NET compares texts as the runner does it by ICU, which passes over what has no width: it may stand anywhere in between. */
// oxlint-disable-next-line no-control-regex -- some of them are control characters
const withoutWidth = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]/gu;

function readCommand(line: string): Command | undefined {
  const seen = line.replace(withoutWidth, "");
  return readCurrent(seen) ?? readLegacy(seen);
}

function readCurrent(line: string): Command | undefined {
  // .NET counts U+0085 among the blanks, JavaScript does not.
  const text = line.replace(/^[\s\u0085]+/u, "");
  const end = text.startsWith("::") ? text.indexOf("::", 2) : -1;
  if (end < 0) return undefined;
  return commandOf(text.slice(2, end), ",", unescapeProperty, unescapeMessage(text.slice(end + 2)));
}

function readLegacy(line: string): Command | undefined {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  if (end < 0) return undefined;
  return commandOf(line.slice(start + 3, end), ";", unescapeLegacy, unescapeLegacy(line.slice(end + 1)));
}

function commandOf(
  head: string,
  separator: string,
  unescape: (text: string) => string,
  message: string,
): Command | undefined {
  const blank = head.indexOf(" ");
  const name = (blank < 0 ? head : head.slice(0, blank)).toLowerCase();
  if (!known.has(name)) return undefined;
  const properties: Record<string, string> = {};
  for (const pair of blank < 0
    ? []
    : head
        .slice(blank + 1)
        .trim()
        .split(separator)) {
    const equal = pair.indexOf("=");
    if (equal > 0) properties[pair.slice(0, equal)] = unescape(pair.slice(equal + 1));
  }
  return { name, properties, message };
}

const unescapeMessage = (text: string): string =>
  text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");

const unescapeProperty = (text: string): string =>
  text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");

const unescapeLegacy = (text: string): string =>
  text
    .replaceAll("%3B", ";")
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%5D", "]")
    .replaceAll("%25", "%");

/** The values in a GITHUB_OUTPUT file: `NAME=VALUE` lines and `NAME<<END` blocks. Throws for what the runner rejects. */
export function fileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/u);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line === "") continue;
    const block = /^(?<name>[^=]+?)<<(?<end>.+)$/u.exec(line)?.groups;
    if (block !== undefined) {
      const last = lines.indexOf(block["end"] ?? "", at + 1);
      if (last < 0) throw new Error(`no line "${block["end"]}" ends the value of ${block["name"]}`);
      values[block["name"] ?? ""] = lines.slice(at + 1, last).join("\n");
      at = last;
      continue;
    }
    const equal = line.indexOf("=");
    if (equal < 1) throw new Error(`"${line}" is neither NAME=VALUE nor NAME<<END`);
    values[line.slice(0, equal)] = line.slice(equal + 1);
  }
  return values;
}
