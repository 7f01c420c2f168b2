/** The command line: finds the command, and says what went wrong where it could not run. */
import { nearestCommand } from "./cli/arguments.ts";
import type { FirstWord } from "./cli/commands.ts";
import { standardError, StandardOutput } from "./cli/output.ts";
import { ProgressLine } from "./cli/progress.ts";
import { columnsOf, isAnimated, isColored, isLinked } from "./cli/screen.ts";
import { Cancelled, type Cancellation } from "./cancellation.ts";
import { ConfigurationError, firstLines, internalError } from "./errors.ts";
import { cancelOnSignal } from "./signals.ts";
import { logLine } from "./text/plain.ts";
import { Redactor } from "./text/redactor.ts";
import { version } from "./version.ts";
import type { Step, World } from "./world.ts";
import { type Outcome, exitCode } from "./exit-code.ts";

/** One command: its arguments in, what came of it out. */
type Command = (args: readonly string[], world: World) => Promise<Outcome>;

/** Variables of the environment that open something. Logins for registries are added where they are read. */
const SECRETS = ["GITHUB_TOKEN", "SEQERA_ACCESS_TOKEN", "TOWER_ACCESS_TOKEN"];

/** Each command is loaded only when it is called: a check of names alone starts in a blink. */
const commands: Readonly<Record<string, () => Promise<Command>>> & Readonly<Record<FirstWord, unknown>> = {
  init: async () => (await import("./cli/init.ts")).init,
  scan: async () => (await import("./cli/scan.ts")).scan,
  check: async () => (await import("./cli/check.ts")).check,
  inspect: async () => (await import("./cli/inspect.ts")).inspect,
  matrix: async () => (await import("./cli/matrix.ts")).matrix,
  baseline: async () => (await import("./cli/baseline.ts")).baseline,
  diff: async () => (await import("./cli/diff.ts")).diff,
  explain: async () => (await import("./cli/explain.ts")).explain,
  lock: async () => (await import("./cli/lock.ts")).lock,
  fix: async () => (await import("./cli/fix.ts")).fix,
  evidence: async () => (await import("./cli/evidence.ts")).evidence,
  recipe: async () => (await import("./cli/recipe.ts")).recipe,
  name: async () => (await import("./cli/name.ts")).name,
  policy: async () => (await import("./cli/policy.ts")).policy,
  completion: async () => (await import("./cli/completion.ts")).completion,
};

async function askTerminal(question: string): Promise<string> {
  return (await import("./cli/terminal.ts")).askTerminal(logLine(question));
}

async function overview(): Promise<string> {
  return (await import("./cli/help.ts")).overview();
}

/** The help of the command that is named, else that of the program. */
async function help(args: readonly string[], world: World): Promise<Outcome> {
  const words = args.filter((word) => word !== "help" && !word.startsWith("-"));
  const { helpOf } = await import("./cli/help.ts");
  const [name] = words;
  const text = name === undefined ? await overview() : helpOf(words);
  if (text === undefined) world.err(`wave-inspect: ${noCommand(name ?? "")}\n`);
  else world.out(text);
  return text === undefined ? "fault" : "pass";
}

function noCommand(name: string): string {
  if (name.startsWith("-")) return "the command comes first: wave-inspect COMMAND [OPTIONS]. See wave-inspect --help.";
  const meant = nearestCommand(name);
  return `there is no command "${name}"${meant === undefined ? "." : `; did you mean ${meant}?`} See wave-inspect --help.`;
}

async function main(args: readonly string[], world: World): Promise<Outcome> {
  const [name = "", ...rest] = args;
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  if (name === "help" || own.includes("--help") || own.includes("-h")) return help(own, world);
  if (name === "--version" || name === "-V") {
    world.out(`${version}\n`);
    return "pass";
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    world.err(name === "" ? await overview() : `wave-inspect: ${noCommand(name)}\n`);
    return "fault";
  }
  try {
    return await (
      await load()
    )(rest, world);
  } catch (error) {
    if (error instanceof Cancelled) {
      world.err(`wave-inspect: ${error.message}\n`);
      return "undecided";
    }
    const said = error instanceof ConfigurationError ? firstLines(error.message).join("\n") : internalError(error);
    world.err(`wave-inspect: ${said}\n`);
    return "fault";
  }
}

/** The whole program, after the process that it runs in. */
export async function commandLine(): Promise<void> {
  let cancellation: Cancellation | undefined;
  const output = new StandardOutput();
  const redactor = new Redactor();
  for (const name of SECRETS) redactor.add(process.env[name] ?? "");
  const print = standardError();
  const line = new ProgressLine({
    write: print,
    columns: () => process.stderr.columns,
    now: () => performance.now(),
  });
  const err = (text: string): void => {
    line.erase();
    print(redactor.redact(text));
  };
  const outcome = await main(process.argv.slice(2), {
    env: process.env,
    now: () => new Date(),
    out: (text) => output.write(text),
    err: (text) => err(logLine(text)),
    input: async () => (await import("node:stream/consumers")).text(process.stdin),
    // Asked for by one command: to find it out loads Node's terminals.
    get ask() {
      const { isatty } = process.getBuiltinModule("node:tty");
      return isatty(0) && isatty(2) ? askTerminal : undefined;
    },
    // Asked for by those that print for people.
    get color() {
      return isColored(process.env);
    },
    get links() {
      return isLinked(process.env);
    },
    get columns() {
      return columnsOf();
    },
    get progress() {
      return isAnimated(process.env) ? (step: Step | undefined) => line.show(step) : undefined;
    },
    redactor,
    cancellable: () => (cancellation ??= cancelOnSignal()),
  });
  process.exitCode = exitCode(outcome);
  if (output.trouble !== undefined) {
    err(`wave-inspect: standard output could not be written; what it holds is not all. ${output.trouble}\n`);
    // Half of a report must not look like a good one.
    if (outcome === "pass") process.exitCode = exitCode("fault");
  }
  // Whatever a check still waits for (a name that is looked up, a helper) is nobody's any more.
  if (cancellation !== undefined) output.end(() => process.exit());
}
