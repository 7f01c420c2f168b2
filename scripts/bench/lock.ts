/** `wave-inspect lock` on a copy of a pipeline whose images and files lie on loopback: its size, and what two nights ask. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { arrayOf, objectOf } from "../../test/support/json.ts";
import { openWorld, type World } from "../pipelines/world.ts";

/** As many as a large image of BioContainers or Wave has. */
const layers = 15;
/** Requests an image of a registry in the first night and in the second, each file one in both; bytes of the lock. */
const bars = { first: 3, second: 1, bytes: 400_000 };

const entry = resolve(import.meta.dirname, "../../dist/cli.js");

export async function bench(print: (line: string) => void, [directory = ""]: readonly string[]): Promise<boolean> {
  if (directory === "") throw new Error("npm run bench -- lock DIR");
  const home = await mkdtemp(join(tmpdir(), "wave-inspect-lock-"));
  const world = await openWorld(directory, join(home, "copy"), { isDirect: true, layers });
  try {
    const first = await night(world);
    const second = await night(world);
    const entries = Object.values(objectOf(objectOf(JSON.parse(first.text))["images"])).map(objectOf);
    const files = entries.filter(({ by }) => by === "download").length;
    const images = entries.length - files;
    print(`${images} images of a registry with ${layers} layers each, ${files} files`);
    print(`lock          ${first.text.length} bytes (at most ${bars.bytes})`);
    for (const [name, { seconds, registry, downloads }] of Object.entries({ first, second }))
      print(
        `${name.padEnd(13)} ${registry} requests to the registry, ${downloads} to the server of files, ${seconds} s`,
      );
    const isSame = first.text === second.text;
    print(isSame ? "the second night changed nothing" : "the second night changed the lock");
    return (
      isSame &&
      first.text.length <= bars.bytes &&
      first.registry <= images * bars.first &&
      second.registry <= images * bars.second &&
      [first, second].every(({ downloads }) => downloads <= files)
    );
  } finally {
    await world.close();
    await rm(home, { recursive: true, force: true });
  }
}

interface Night {
  readonly text: string;
  readonly registry: number;
  readonly downloads: number;
  readonly seconds: string;
}

async function night({ directory, registry, files }: World): Promise<Night> {
  const before = { registry: registry.requests.length, files: files.requests.length };
  const start = performance.now();
  const stand = ["--inspector", "registry", "--insecure-registry", registry.host, "--insecure-registry", files.host];
  const child = spawn(process.execPath, [entry, "lock", directory, ...stand], {
    env: { PATH: process.env["PATH"] ?? "", HOME: directory },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = arrayOf(await once(child, "close"));
  // What is of a registry that is not here (a name of Docker Hub without one) is not answered for.
  if (code !== 0 && code !== 3) throw new Error(`wave-inspect lock ended with ${String(code)}`);
  return {
    text: await readFile(join(directory, "containers.lock"), "utf8"),
    registry: registry.requests.length - before.registry,
    downloads: files.requests.length - before.files,
    seconds: ((performance.now() - start) / 1000).toFixed(1),
  };
}
