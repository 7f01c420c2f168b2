/** Whole processes of two short commands, with Node's compile cache warm, against a Node that does nothing. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { measure, median } from "./measure.ts";

const rounds = 25;

const root = resolve(import.meta.dirname, "../..");

/** At most so many times the time of `node -e 0`. */
const commands = [
  { args: ["check", join(root, "examples/pipeline"), "--inspector", "none"], bar: 4.5 },
  { args: ["name", "alpine"], bar: 2.5 },
];

export async function bench(print: (line: string) => void): Promise<boolean> {
  const caches = mkdtempSync(join(tmpdir(), "wave-inspect-bench-"));
  const env = { ...process.env, XDG_CACHE_HOME: caches };
  const run = (args: readonly string[]) =>
    spawnSync(process.execPath, [join(root, "dist/cli.js"), ...args], { encoding: "utf8", env });
  try {
    for (const { args } of commands) {
      const first = run(args);
      // 0 and 1 are verdicts; anything else measures an error message.
      if (first.status !== 0 && first.status !== 1) throw new Error(first.stderr);
    }
    const bare: number[] = [];
    const whole = commands.map(({ args, bar }) => ({ args, bar, times: [] as number[] }));
    for (let round = 0; round < rounds; round += 1) {
      bare.push(measure(() => spawnSync(process.execPath, ["-e", "0"])));
      for (const { args, times } of whole) times.push(measure(() => run(args)));
    }
    print(`node -e 0   ${median(bare).toFixed(1)} ms   (medians of ${rounds} interleaved runs)`);
    const ratios = whole.map(({ args, bar, times }) => {
      const ratio = median(times) / median(bare);
      const command = args.map((arg) => (arg.startsWith(root) ? arg.slice(root.length + 1) : arg)).join(" ");
      print(`${ratio.toFixed(2)} times   ${median(times).toFixed(1)} ms   wave-inspect ${command}   (at most ${bar})`);
      return { ratio, bar };
    });
    return ratios.every(({ ratio, bar }) => ratio <= bar);
  } finally {
    rmSync(caches, { recursive: true });
  }
}
