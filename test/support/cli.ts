import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../../src/warm-start.ts", import.meta.url));
/** Node keeps here what it compiled, by content: the next process starts in a third of the time. */
const compiled = join(tmpdir(), "wave-inspect-compiled");

export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `wave-inspect` as a process of its own, in a closed environment. */
export async function cli(
  args: readonly string[],
  { input = "", cwd, env = {} }: { input?: string; cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [entry, ...args], {
    ...(cwd !== undefined && { cwd }),
    env: { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", NODE_COMPILE_CACHE: compiled, ...env },
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
  child.stdin.end(input);
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, out, err };
}
