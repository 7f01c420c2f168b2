/** The Dockerfile scanner: milliseconds a file, and whether a long file takes its time in proportion. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDockerfileName } from "../../src/scan/dockerfile/file-name.ts";
import { scanDockerfile } from "../../src/scan/dockerfile/index.ts";
import { cpuTime } from "./measure.ts";

const rounds = 9;
const bar = 0.2;
/** What may come on top of twice the time for twice the lines. */
const linearBar = 2.5;

const LINES = "COPY --from=busybox:1.36 /a \\\n  /b\n";

/** Without a directory, the generated Dockerfiles of the tests are read; they lean on the corners and are slower than real ones. */
export async function bench(print: (line: string) => void, args: readonly string[]): Promise<boolean> {
  const [directory] = args;
  const texts = directory === undefined ? generated() : dockerfilesBelow(directory);
  if (texts.length === 0) throw new Error(`no Dockerfile below ${directory ?? ""}`);
  // The first rounds are those in which the engine compiles.
  for (let round = 0; round < rounds; round += 1) texts.forEach(scan);
  const average = (await cpuTime(rounds, () => texts.forEach(scan))) / texts.length;
  const once = await cpuTime(rounds, () => scan(lines(8000)));
  const twice = await cpuTime(rounds, () => scan(lines(16_000)));
  print(`${texts.length} Dockerfiles   ${average.toFixed(3)} ms each   (at most ${bar}; median of ${rounds} runs)`);
  print(`8,000 lines         ${once.toFixed(1)} ms`);
  print(`16,000 lines        ${twice.toFixed(1)} ms, ${(twice / once).toFixed(2)} times   (at most ${linearBar})`);
  return average <= bar && twice / once <= linearBar;
}

function lines(count: number): string {
  return `FROM alpine:3.20\n${LINES.repeat(count / 2)}`;
}

function scan(text: string): void {
  scanDockerfile("Dockerfile", text, { buildArgs: {} });
}

function generated(): readonly string[] {
  const rows = readFileSync(join(import.meta.dirname, "../../test/scan/dockerfile/generated.jsonl"), "utf8");
  return rows.split("\n").flatMap((row) => {
    if (row === "") return [];
    const { text }: { readonly text: string } = JSON.parse(row);
    return [text];
  });
}

function dockerfilesBelow(directory: string): readonly string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isDockerfileName(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}
