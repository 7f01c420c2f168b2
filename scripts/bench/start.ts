/** Whole process of a names-only check of the example, against a Node that does nothing. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { measure, median } from "./measure.ts";

const rounds = 25;
const bar = 3;

const root = resolve(import.meta.dirname, "../..");
const check = [join(root, "dist/cli.js"), "check", join(root, "examples/pipeline"), "--inspector", "none"];

export async function bench(print: (line: string) => void): Promise<boolean> {
  const caches = mkdtempSync(join(tmpdir(), "wave-inspect-bench-"));
  const env = { ...process.env, XDG_CACHE_HOME: caches };
  const first = spawnSync(process.execPath, check, { encoding: "utf8", env });
  // 0 and 1 are verdicts; anything else measures an error message.
  if (first.status !== 0 && first.status !== 1) throw new Error(first.stderr);

  const bare: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(measure(() => spawnSync(process.execPath, ["-e", "0"])));
    whole.push(measure(() => spawnSync(process.execPath, check, { env })));
  }
  rmSync(caches, { recursive: true });
  const ratio = median(whole) / median(bare);
  print(`node -e 0      ${median(bare).toFixed(1)} ms`);
  print(`wave-inspect   ${median(whole).toFixed(1)} ms   (check examples/pipeline --inspector none)`);
  print(`ratio          ${ratio.toFixed(2)}   (at most ${bar}; median of ${rounds} interleaved runs)`);
  return ratio <= bar;
}
