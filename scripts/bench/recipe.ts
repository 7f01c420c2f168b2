/** `wave-inspect recipe` of a directory as it is shipped, each run a process of its own, history and all. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { median } from "./measure.ts";

const rounds = 5;
/** Of nf-core/modules, which has 2,040 modules. */
const timeBar = 1000;

export async function bench(print: (line: string) => void, args: readonly string[]): Promise<boolean> {
  const [directory] = args;
  if (directory === undefined) throw new Error("usage: npm run bench -- recipe DIR");
  const entry = join(import.meta.dirname, "../../dist/cli.js");
  const run = (): { readonly milliseconds: number; readonly out: string } => {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [entry, "recipe", directory], {
      encoding: "utf8",
      maxBuffer: 1024 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(stderr);
    return { milliseconds: performance.now() - start, out: stdout };
  };
  // The first one fills the compile cache.
  const { out } = run();
  for (const line of out.split("\n").slice(-5)) print(line);
  const took = median(Array.from({ length: rounds }, () => run().milliseconds));
  print(`recipe         ${took.toFixed(0)} ms   (at most ${timeBar} of nf-core/modules; median of ${rounds} runs)`);
  return took <= timeBar;
}
