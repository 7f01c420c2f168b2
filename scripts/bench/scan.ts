/**
 * A scan of a directory, against merely listing it and reading the files that the scan reads: both find the same
 * candidates in the same way. What is behind the listing is told by itself, too.
 */
import { spawnSync } from "node:child_process";
import { globSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { ScanResult, SourceTree } from "../../src/model.ts";
import { defaultScanOptions, openRepository, scanRepository } from "../../src/scan/index.ts";
import { median } from "./measure.ts";

const rounds = 5;
const timeBar = 5;
const memoryBar = 250;

interface Sample {
  /** From the root of the directory on. */
  readonly milliseconds: number;
  /** Of these, until the files were listed. */
  readonly listing: number;
  /** Peak resident set, MiB. */
  readonly peak: number;
}

export async function bench(print: (line: string) => void, args: readonly string[]): Promise<boolean> {
  const [directory] = args;
  if (directory === undefined) throw new Error("usage: npm run bench -- scan DIR");
  const root = realpathSync(directory);

  const { files, result } = await scanned(root);
  print(`${root}: ${files.length} files read, ${result.references.length} references, ${result.pulls.length} pulls`);

  // Each sample is a process of its own, as a run is; the file system's cache is warm for both.
  const reads: Sample[] = [];
  const scans: Sample[] = [];
  for (let round = 0; round < rounds; round += 1) {
    reads.push(sample("read", root, files));
    scans.push(sample("scan", root, []));
  }
  const read = median(reads.map(({ milliseconds }) => milliseconds));
  const scan = median(scans.map(({ milliseconds }) => milliseconds));
  const listing = median([...reads, ...scans].map((each) => each.listing));
  const peak = Math.max(...scans.map((each) => each.peak));
  print(`listing        ${listing.toFixed(0)} ms   (part of both)`);
  print(`list and read  ${read.toFixed(0)} ms`);
  print(`list and scan  ${scan.toFixed(0)} ms`);
  print(`ratio          ${(scan / read).toFixed(2)}   (at most ${timeBar}; median of ${rounds} interleaved runs)`);
  print(`but for lists  ${((scan - listing) / (read - listing)).toFixed(2)}   (no bar)`);
  print(`peak memory    ${peak.toFixed(0)} MiB   (at most ${memoryBar})`);
  return scan / read <= timeBar && peak <= memoryBar;
}

/** Scans, and notes which files the scan read. */
async function scanned(root: string): Promise<{ readonly files: string[]; readonly result: ScanResult }> {
  const files = new Set<string>();
  const tree = openRepository(root, defaultScanOptions);
  const noting: SourceTree = {
    files: tree.files,
    read(path) {
      const text = tree.read(path);
      if (text !== undefined) files.add(path);
      return text;
    },
  };
  const result = await scanRepository(noting, defaultScanOptions);
  return { files: [...files], result };
}

function sample(mode: string, root: string, files: readonly string[]): Sample {
  const child = spawnSync(process.execPath, [import.meta.filename, mode, root], {
    input: files.join("\n"),
    encoding: "utf8",
    maxBuffer: 1024 * 1024,
  });
  if (child.status !== 0) throw new Error(child.stderr);
  const [milliseconds = 0, listing = 0, peak = 0] = child.stdout.split(" ").map(Number);
  return { milliseconds, listing, peak };
}

if (import.meta.main) {
  const [mode, root = "."] = process.argv.slice(2);
  const files = mode === "read" ? readFileSync(0, "utf8").split("\n") : [];
  // A scan loads its scanners when it meets the first file of a kind; what is measured is the scan.
  const sources = join(import.meta.dirname, "../../src");
  for (const file of globSync("scan/**/*.ts", { cwd: sources })) await import(join(sources, file));
  const start = performance.now();
  const tree = openRepository(root, defaultScanOptions);
  const listed = performance.now();
  if (mode === "scan") await scanRepository(tree, defaultScanOptions);
  else for (const file of files) readFileSync(join(root, file), "utf8");
  console.log(performance.now() - start, listed - start, process.resourceUsage().maxRSS / 1024);
}
