/** The processes of the inspection bench: `serve LATENCY IMAGES` until its input ends, `run IMAGES HOST...` inspects. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { createInspector, inspectAll } from "../../src/inspect/index.ts";
import type { Inspection, InspectionRequest } from "../../src/model.ts";
import { multiArch } from "../../test/support/registry/images.ts";
import { startRegistry } from "../../test/support/registry/index.ts";

export const platform = "linux/arm64";

/** The images of a run are spread over its registries, as those of a pipeline are. */
export interface Place {
  readonly host: string;
  readonly repository: string;
}

export const tag = "1.0";

export function placesOf(hosts: readonly string[], images: number): readonly Place[] {
  return Array.from({ length: images }, (_, n) => ({
    host: hosts[n % hosts.length] ?? "",
    repository: `bench/image-${Math.floor(n / hosts.length)}`,
  }));
}

/** Index and config of every image, as a policy with rules about both needs them. */
export async function inspectImages(hosts: readonly string[], images: number): Promise<readonly Inspection[]> {
  const inspector = createInspector({
    via: "registry",
    insecureRegistries: hosts,
    env: {},
    log: ({ message }) => console.error(message),
    addSecret: () => undefined,
    now: () => new Date(),
    userAgent: "wave-inspect/bench",
  });
  const requests = placesOf(hosts, images).map(({ host, repository }): InspectionRequest => ({
    image: `${host}/${repository}:${tag}`,
    platform,
    need: "config",
  }));
  try {
    return await inspectAll(inspector, requests);
  } finally {
    await inspector.close();
  }
}

async function serve(latencyMs: number, images: number): Promise<void> {
  const registry = await startRegistry({ latencyMs });
  for (const { repository } of placesOf([registry.host], images)) {
    const labels = { "org.opencontainers.image.title": repository, "org.opencontainers.image.version": tag };
    registry.push(repository, tag, multiArch(["linux/amd64", "linux/arm64", "linux/arm/v7"], { labels }));
  }
  process.stdout.write(`localhost:${await behind(registry.port, latencyMs)}\n`);
  process.stdin.resume();
  process.stdin.once("end", () => process.exit());
}

/** The port of a relay that takes as long to connect as one request takes: a round trip. */
async function behind(port: number, latencyMs: number): Promise<number> {
  const relay = createServer((near) => {
    setTimeout(() => {
      const far = connect(port, "127.0.0.1");
      near.pipe(far).pipe(near);
      near.on("error", () => far.destroy());
      far.on("error", () => near.destroy());
    }, latencyMs);
  }).listen(0, "127.0.0.1");
  await once(relay, "listening");
  const address = relay.address();
  if (address === null || typeof address === "string") throw new Error("the relay has no port");
  return address.port;
}

/** Prints the most memory that was in use at once, in MiB, and how many inspections were good. */
async function run(images: number, hosts: readonly string[]): Promise<void> {
  const inspections = await inspectImages(hosts, images);
  const good = inspections.filter(({ answer, failure }) => answer !== undefined && failure === undefined).length;
  process.stdout.write(`${JSON.stringify({ good, memory: peakMemory() })}\n`);
}

/** MiB. What Linux reports as the resource usage of a process begins with the memory of the one that started it. */
function peakMemory(): number {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS / 1024;
  return Number(/VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024;
}

const [role, first, ...rest] = process.argv.slice(2);
if (role === "serve") await serve(Number(first), Number(rest[0]));
if (role === "run") await run(Number(first), rest);
