/** Runs the command line as it is shipped: `dist/cli.js`, which is built before the tests. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll } from "vitest";

export const entry = resolve(import.meta.dirname, "../../dist/cli.js");

/** One a test file, with the compile cache in it: its first run is a cold one. */
const home = mkdtempSync(join(tmpdir(), "wave-inspect-home-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliOptions {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds, after which the process is ended: its code is null then. */
  readonly timeout?: number;
  /** Gets the process as soon as it runs. */
  readonly started?: (child: ChildProcess) => unknown;
}

/** Runs `wave-inspect` as a process of its own, in a closed environment. */
export async function cli(
  args: readonly string[],
  { input = "", cwd, env = {}, timeout = 0, started }: CliOptions = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [entry, ...args], {
    ...(cwd !== undefined && { cwd }),
    timeout,
    killSignal: "SIGKILL",
    env: { PATH: process.env["PATH"] ?? "", HOME: home, ...env },
  });
  started?.(child);
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
  child.stdin.end(input);
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, out, err };
}
