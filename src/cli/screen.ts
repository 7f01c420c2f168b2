/** What standard output shows: colours, links, and how wide it is. */
import { fstatSync } from "node:fs";

type Environment = Readonly<Record<string, string | undefined>>;

const STDOUT = 1;
const STDERR = 2;

/** Whether a descriptor is a terminal. Node's terminals are loaded only where it is a device. */
export function isTerminal(descriptor: number): boolean {
  return fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule("node:tty").isatty(descriptor);
}

/** Whether colours are shown: as variables say, else on a terminal. */
export function isColored(env: Environment): boolean {
  return colorsAskedFor(env) ?? (env["CLICOLOR"] !== "0" && isTerminal(STDOUT));
}

/**
 * What variables say of colours; undefined where they leave it to the terminal. FORCE_COLOR, NODE_DISABLE_COLORS, NO_COLOR
 * and TERM as Node reads them (`getColorDepth` of node:tty), CLICOLOR_FORCE as bixense.com/clicolors has it.
 */
export function colorsAskedFor(env: Environment): boolean | undefined {
  const { FORCE_COLOR: force } = env;
  if (force !== undefined) return ["", "1", "2", "3", "true"].includes(force);
  if (isSet(env["NODE_DISABLE_COLORS"]) || isSet(env["NO_COLOR"])) return false;
  if (isSet(env["CLICOLOR_FORCE"]) && env["CLICOLOR_FORCE"] !== "0") return true;
  return env["TERM"] === "dumb" ? false : undefined;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}

/** Columns of the terminal; undefined where standard output is none. */
export function columnsOf(): number | undefined {
  return isTerminal(STDOUT) ? process.stdout.columns : undefined;
}

/** Whether links are shown: on a terminal that is known to take them, and in no log of CI. FORCE_HYPERLINK decides for all. */
export function isLinked(env: Environment): boolean {
  const { FORCE_HYPERLINK: force = "" } = env;
  if (force !== "") return force !== "0";
  return isTerminal(STDOUT) && takesLinks(env);
}

/** Whether a line of standard error is drawn anew in its place: on a terminal that can, and in no log of CI. */
export function isAnimated(env: Environment): boolean {
  return isTerminal(STDERR) && env["TERM"] !== "dumb" && !isSet(env["CI"]);
}

/** Terminals that take OSC 8, by the names that they give themselves, from the versions on that have it. */
export function takesLinks(env: Environment): boolean {
  if (["CI", "TEAMCITY_VERSION"].some((name) => isSet(env[name])) || env["TERM"] === "dumb") return false;
  const {
    TERM_PROGRAM: program = "",
    TERM_PROGRAM_VERSION: version = "",
    VTE_VERSION: vte = "",
    TERM: term = "",
  } = env;
  const least = LINKING[program];
  if (least !== undefined) return isAtLeast(version, least);
  if (isSet(env["WT_SESSION"]) || isSet(env["KONSOLE_VERSION"]) || isSet(env["DOMTERM"])) return true;
  // 0.50.0 ends when it gets one.
  if (/^\d{4,5}$/.test(vte)) return Number(vte) > 5000;
  return /^(?:xterm-kitty|xterm-ghostty|alacritty|foot|contour)/.test(term);
}

const LINKING: Readonly<Record<string, readonly number[]>> = {
  "iTerm.app": [3, 1],
  WezTerm: [20200620],
  vscode: [1, 72],
  tmux: [3, 4],
  ghostty: [0],
  zed: [0],
};

function isAtLeast(version: string, least: readonly number[]): boolean {
  const parts = version.split(/[^\d]+/).map(Number);
  for (const [index, wanted] of least.entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
