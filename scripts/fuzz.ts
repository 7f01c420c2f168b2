/**
 * Scans mutated files until the time is up, and keeps those that hang, crash, take too long or too much memory.
 *
 *   npm run fuzz -- [MINUTES] [KIND,KIND…] [SEED]
 *
 * The same seed gives the same files in the same order.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { mutate, Random } from "./fuzz/mutate.ts";
import { kinds, type Seed, seedsOf } from "./fuzz/seeds.ts";

/** Seconds of processor time that one scan may take. */
const bar = 2;
/** Seconds of the clock after which a scan counts as hanging, however busy the machine is. */
const longest = 60;
/** MiB of JavaScript's heap. */
const heap = 400;

const kept = resolve(import.meta.dirname, "../.tmp/fuzz");

type Files = Readonly<Record<string, string>>;

class Runner {
  #worker = this.#start();

  /** What is wrong with the scan of these files; undefined where nothing is. */
  async faultOf(kind: string, files: Files): Promise<string | undefined> {
    const worker = this.#worker;
    const used = process.cpuUsage();
    const began = performance.now();
    const seconds = (): number => {
      const { user, system } = process.cpuUsage(used);
      return (user + system) / 1e6;
    };
    const answer = await new Promise<string | undefined>((settle) => {
      const timer = setInterval(() => {
        if (seconds() > bar * 5 || performance.now() - began > longest * 1000) done("it hangs");
      }, 100);
      const done = (fault: string | undefined): void => {
        clearInterval(timer);
        worker.off("message", done).off("error", ended);
        settle(fault);
      };
      const ended = (error: unknown): void =>
        done(error instanceof Error ? `it ends the process: ${error.message}` : "it ends");
      worker.once("message", done).once("error", ended);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is no window
      worker.postMessage({ kind, files });
    });
    if (answer === "it hangs" || answer?.startsWith("it ends") === true) await this.#restart();
    return answer ?? (seconds() > bar ? `it takes ${seconds().toFixed(1)} s` : undefined);
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  async #restart(): Promise<void> {
    await this.#worker.terminate();
    this.#worker = this.#start();
  }

  #start(): Worker {
    return new Worker(new URL("./fuzz/worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heap },
    });
  }
}

function keep(number: number, fault: string, files: Files): string {
  const folder = join(kept, String(number));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, "fault.txt"), `${fault}\n`);
  return folder;
}

async function fuzz(minutes: number, seeds: readonly Seed[], seed: number): Promise<boolean> {
  const random = new Random(seed);
  const byKind = Map.groupBy(seeds, ({ kind }) => kind);
  const groups = [...byKind.values()];
  const runner = new Runner();
  const end = performance.now() + minutes * 60_000;
  let faults = 0;
  let number = 0;
  while (performance.now() < end) {
    number++;
    const group = random.of(groups);
    const { kind, file, text, beside } = random.of(group);
    const others = group.map((each) => each.text);
    const files = { ...beside, [file]: mutate(text, others, random) };
    const fault = await runner.faultOf(kind, files);
    if (fault !== undefined) {
      faults++;
      console.log(`${number} ${kind}: ${fault.split("\n", 2).join(" ").slice(0, 300)}   ${keep(number, fault, files)}`);
    }
    if (number % 1000 === 0) console.log(`${number} scans, ${faults} faults`);
  }
  await runner.stop();
  console.log(`${number} scans, ${faults} faults`);
  return faults === 0;
}

const [minutes = "10", only = "", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const wanted = only === "" || only === "all" ? [] : only.split(",");
const unknown = wanted.find((kind) => !kinds.includes(kind));
if (!(Number(minutes) > 0) || unknown !== undefined || !Number.isSafeInteger(Number(seed))) {
  console.error(`usage: npm run fuzz -- [MINUTES] [all|KIND,KIND…] [SEED]   kinds: ${kinds.join(" ")}`);
  process.exitCode = 2;
} else {
  console.log(`seed ${seed}`);
  if (!(await fuzz(Number(minutes), seedsOf(wanted), Number(seed)))) process.exitCode = 1;
}
