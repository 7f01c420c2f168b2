/**
 * Repositories that are made to keep a scan busy, or to fill its memory: each is scanned by a process of its own, as it is
 * shipped, which has to end in time, within its memory, and with an answer.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { filesOf, type HostileCase } from "./hostile/case.ts";
import { cases as nextflow } from "./hostile/nextflow.ts";
import { cases as others } from "./hostile/others.ts";

const timeBar = 3;
/** MiB, resident. */
const memoryBar = 400;
/** Seconds after which a run is ended. */
const limit = 30;

const entry = resolve(import.meta.dirname, "../../dist/cli.js");

/** What a process prints of itself when it ends: KiB, and microseconds of processor time. */
const USAGE = "wave-inspect-usage=";
const hook = `data:text/javascript,process.on("exit",()=>{const{maxRSS:m,userCPUTime:u,systemCPUTime:s}=process.resourceUsage();process._rawDebug("${USAGE}"+m+","+(u+s))})`;

/** `only`: cases with this in their names; several are alternatives. */
export async function bench(print: (line: string) => void, only: readonly string[]): Promise<boolean> {
  const home = mkdtempSync(join(tmpdir(), "wave-inspect-home-"));
  let kept = true;
  try {
    for (const each of [...nextflow, ...others]) {
      if (only.length > 0 && !only.some((part) => each.name.includes(part))) continue;
      const run = measured(each, home);
      const isKept = run.failure === undefined && run.seconds <= timeBar && run.peak <= memoryBar;
      if (!isKept) kept = false;
      print(
        `${isKept ? " " : "!"} ${each.name.padEnd(52)} ${run.seconds.toFixed(2).padStart(6)} s ${run.peak.toFixed(0).padStart(6)} MiB   ${run.failure ?? run.said}`,
      );
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  print(`each in ${timeBar} s and ${memoryBar} MiB at most`);
  return kept;
}

interface Run {
  /** Of the clock or, where other processes keep the processors busy, of processor time. */
  readonly seconds: number;
  readonly peak: number;
  /** The last line of what was said. */
  readonly said: string;
  /** Why there is no answer. */
  readonly failure: string | undefined;
}

function measured(each: HostileCase, home: string): Run {
  const root = mkdtempSync(join(tmpdir(), "wave-inspect-hostile-"));
  try {
    for (const [path, text] of Object.entries(filesOf(each))) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const start = performance.now();
    const child = spawnSync(process.execPath, ["--import", hook, entry, "scan", root, ...(each.args ?? [])], {
      encoding: "utf8",
      timeout: limit * 1000,
      killSignal: "SIGKILL",
      maxBuffer: 1024 ** 3,
      env: { PATH: process.env["PATH"] ?? "", HOME: home },
    });
    const elapsed = (performance.now() - start) / 1000;
    const [said = "", usage = ""] = child.stderr.split(USAGE);
    const [peak = 0, processor = Infinity] = usage.split(",").map(Number);
    const text = `${child.stdout.trimEnd()}\n${said.trim()}`.trim();
    const isCrash = child.signal !== null || text.includes("internal error") || child.stderr.includes("FATAL ERROR");
    const problems = text.match(/: problem: /g)?.length ?? 0;
    const last = `${problems} problems; ${text.split("\n").at(-1)?.slice(0, 160)}`;
    const failure = isCrash ? `${child.signal ?? `exit ${child.status}`}: ${said.trim().slice(0, 200)}` : undefined;
    return { seconds: Math.min(elapsed, processor / 1e6), peak: peak / 1024, said: last, failure };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
