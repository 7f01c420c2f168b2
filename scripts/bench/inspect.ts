/** Inspections against a bare undici loop that sends the same requests, and against skopeo with as many processes. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { build } from "rolldown";
import { Agent, request } from "undici";
import { arrayOf, objectOf } from "../../test/support/json.ts";
import { inspectImages, type Place, placesOf, platform, tag } from "./inspect-parts.ts";
import { median } from "./measure.ts";

const images = 200;
const manyImages = 2000;
const latency = 50;
/** Three registries, eight requests at a time on each. */
const registries = 3;
const concurrency = 24;
const rounds = 3;
const bars = { loop: 1.15, skopeo: 4, memory: 200 };

const parts = join(import.meta.dirname, "inspect-parts.ts");
const run = promisify(execFile);

export async function bench(print: (line: string) => void): Promise<boolean> {
  const near = await serve(latency, images);
  const loops: number[] = [];
  const ours: number[] = [];
  let skopeo: number | undefined;
  try {
    for (let round = 0; round < rounds; round++) {
      loops.push(await time(() => bareLoop(near.hosts)));
      ours.push(await time(() => inspectImages(near.hosts, images)));
    }
    skopeo = await time(() => bySkopeo(near.hosts)).catch(() => undefined);
  } finally {
    near.stop();
  }
  const { good, memory } = await manyAtOnce();

  const ratio = median(ours) / median(loops);
  print(
    `${images} images of ${registries} registries, index and config of ${platform}, ${latency} ms a round trip, ${concurrency} at a time`,
  );
  print(`bare undici loop   ${seconds(median(loops))}`);
  print(
    `wave-inspect       ${seconds(median(ours))}   ${ratio.toFixed(2)} times (at most ${bars.loop}; median of ${rounds})`,
  );
  const faster = skopeo === undefined ? undefined : skopeo / median(ours);
  print(
    skopeo === undefined || faster === undefined
      ? "skopeo             is not here: apt-get install skopeo"
      : `skopeo             ${seconds(skopeo)}   ${faster.toFixed(1)} times as long (at least ${bars.skopeo}; as many processes)`,
  );
  print(`${manyImages} images        ${memory.toFixed(0)} MiB (at most ${bars.memory}); ${good} answers`);
  return ratio <= bars.loop && (faster ?? bars.skopeo) >= bars.skopeo && memory <= bars.memory && good === manyImages;
}

/** A run of its own over many images, bundled as it is shipped, without any latency that would give memory time to be freed. */
async function manyAtOnce(): Promise<{ readonly good: number; readonly memory: number }> {
  const folder = mkdtempSync(join(tmpdir(), "wave-inspect-bench-"));
  const far = await serve(0, manyImages);
  try {
    await build({
      input: parts,
      platform: "node",
      logLevel: "silent",
      output: { dir: folder, format: "esm", entryFileNames: "run.mjs" },
    });
    const { stdout } = await run(process.execPath, [join(folder, "run.mjs"), "run", String(manyImages), ...far.hosts]);
    const { good, memory } = objectOf(JSON.parse(stdout));
    return { good: Number(good), memory: Number(memory) };
  } finally {
    far.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The registries, in processes of their own, so that they take no time from the one that is measured. */
async function serve(
  latencyMs: number,
  count: number,
): Promise<{ readonly hosts: readonly string[]; readonly stop: () => void }> {
  const children = Array.from({ length: registries }, () =>
    spawn(process.execPath, [parts, "serve", String(latencyMs), String(Math.ceil(count / registries))], {
      stdio: ["pipe", "pipe", "inherit"],
    }),
  );
  const stop = (): void => {
    for (const child of children) child.stdin.end();
  };
  const lines = await Promise.all(children.map((child) => once(createInterface(child.stdout), "line")));
  return { hosts: lines.map(([line]) => String(line)), stop };
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** `work` for each image, so many at a time. */
async function forEachImage(hosts: readonly string[], work: (place: Place) => Promise<void>): Promise<void> {
  const open = [...placesOf(hosts, images)];
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let place = open.shift(); place !== undefined; place = open.shift()) await work(place);
    }),
  );
}

/** The same requests without anything around them: no retry, no check, no cap. */
async function bareLoop(hosts: readonly string[]): Promise<void> {
  const dispatcher = new Agent({ connections: concurrency / registries });
  const accept = [
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.docker.distribution.manifest.v2+json",
  ].join(", ");
  const get = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
    const { body } = await request(`http://${path}`, { dispatcher, headers: { accept } });
    return objectOf(await body.json());
  };
  await forEachImage(hosts, async ({ host, repository }) => {
    const index = await get(`${host}/v2/${repository}/manifests/${tag}`);
    const child = arrayOf(index["manifests"])
      .map(objectOf)
      .find((entry) => objectOf(entry["platform"])["architecture"] === "arm64");
    const manifest = await get(`${host}/v2/${repository}/manifests/${String(child?.["digest"])}`);
    await get(`${host}/v2/${repository}/blobs/${String(objectOf(manifest["config"])["digest"])}`);
  });
  await dispatcher.close();
}

/** What it takes skopeo to tell the same: the index as it is, and the config for the platform. */
async function bySkopeo(hosts: readonly string[]): Promise<void> {
  const flags = ["--tls-verify=false"];
  const [os = "", architecture = ""] = platform.split("/");
  await forEachImage(hosts, async ({ host, repository }) => {
    const image = `docker://${host}/${repository}:${tag}`;
    await run("skopeo", ["inspect", ...flags, "--raw", image]);
    await run("skopeo", ["--override-os", os, "--override-arch", architecture, "inspect", ...flags, "--config", image]);
  });
}
