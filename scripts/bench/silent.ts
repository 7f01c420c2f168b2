/** Whether hosts that never answer hold up those that do: how long the good images take beside them, and alone. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createInspector, inspectAll, type InspectOptions } from "../../src/inspect/index.ts";
import type { InspectionRequest, Inspector } from "../../src/model.ts";
import { objectOf } from "../../test/support/json.ts";
import { median } from "./measure.ts";
import { repository, type Stage } from "./silent-parts.ts";

const silentHosts = 60;
const goodImages = 1000;
const rounds = 3;
const bar = 1.3;

export async function bench(print: (line: string) => void): Promise<boolean> {
  const server = await serve();
  let kept = true;
  try {
    for (const via of ["registry", "wave"] as const) {
      const alone: number[] = [];
      const beside: number[] = [];
      for (let round = 0; round < rounds; round++) {
        alone.push(await timeOfGood(via, server.stage, []));
        beside.push(await timeOfGood(via, server.stage, silentImages(via, server.stage)));
      }
      const ratio = median(beside) / median(alone);
      if (ratio > bar) kept = false;
      print(
        `${via.padEnd(9)} ${goodImages} images: ${seconds(median(alone))} alone, ${seconds(median(beside))} beside ${silentHosts} silent hosts, ${ratio.toFixed(2)} times   (at most ${bar}; median of ${rounds})`,
      );
    }
  } finally {
    server.stop();
  }
  return kept;
}

type Via = InspectOptions["via"];

function silentImages(via: Via, { silent }: Stage): readonly string[] {
  return silent.map((host, n) => (via === "wave" ? `silent-${n}.example.org/a/b:1` : `${host}/a/b:1`));
}

/** Milliseconds until the last good image is answered; the silent ones come first, and are not waited for. */
async function timeOfGood(via: Via, { silent, good, wave }: Stage, others: readonly string[]): Promise<number> {
  const options: InspectOptions = {
    via,
    waveEndpoint: wave,
    insecureRegistries: [...silent, good],
    env: {},
    log: () => undefined,
    addSecret: () => undefined,
    now: () => new Date(),
    userAgent: "wave-inspect/bench",
  };
  const inspector = createInspector(options);
  const host = via === "wave" ? "good.example.org" : good;
  const names = Array.from({ length: goodImages }, (_, n) => `${host}/${repository(n)}:1`);
  const start = performance.now();
  const last = lastAnswer(inspector, new Set(names));
  const requests = [...others, ...names].map((image): InspectionRequest => ({ image, platform: null, need: "config" }));
  const all = inspectAll(last.inspector, requests);
  await last.seen;
  const time = performance.now() - start;
  await inspector.close();
  await all;
  return time;
}

/** The inspector, and when the last of these images was answered well. */
function lastAnswer(
  inner: Inspector,
  wanted: ReadonlySet<string>,
): { readonly inspector: Inspector; readonly seen: Promise<void> } {
  let left = wanted.size;
  const { promise: seen, resolve, reject } = Promise.withResolvers<void>();
  const inspector: Inspector = {
    async inspect(request) {
      const inspection = await inner.inspect(request);
      if (!wanted.has(request.image)) return inspection;
      if (inspection.failure !== undefined) reject(new Error(inspection.failure.message));
      if (--left === 0) resolve();
      return inspection;
    },
    close: () => inner.close(),
  };
  return { inspector, seen };
}

async function serve(): Promise<{ readonly stage: Stage; readonly stop: () => void }> {
  const parts = join(import.meta.dirname, "silent-parts.ts");
  const server = spawn(process.execPath, [parts, "serve", String(silentHosts), String(goodImages)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line]: unknown[] = await once(createInterface(server.stdout), "line");
  const { silent, good, wave } = objectOf(JSON.parse(String(line)));
  if (!Array.isArray(silent) || typeof good !== "string" || typeof wave !== "string") throw new Error("no stage");
  return { stage: { silent: silent.map(String), good, wave }, stop: () => server.stdin.end() };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
