/** The server of the bench of silent hosts, in a process of its own: `serve HOSTS IMAGES` until its input ends. */
import { once } from "node:events";
import { createServer } from "node:net";
import { image } from "../../test/support/registry/images.ts";
import { startRegistry } from "../../test/support/registry/index.ts";
import { startWave } from "../../test/support/wave/index.ts";

/** Where everything stands. */
export interface Stage {
  /** Hosts that take a connection and say nothing, `localhost:PORT`. */
  readonly silent: readonly string[];
  readonly good: string;
  /** A Wave to which `silent-N.example.org` are the silent ones and `good.example.org` is the good one. */
  readonly wave: string;
}

export const repository = (number: number): string => `bench/image-${number}`;

async function serve(hosts: number, images: number): Promise<void> {
  const silent = await Promise.all(Array.from({ length: hosts }, tarpit));
  const good = await startRegistry({ latencyMs: 20 });
  for (let n = 0; n < images; n++) good.push(repository(n), "1", image({ labels: { n: String(n) } }));
  const registries = silent.map((port, n) => [`silent-${n}.example.org`, `http://127.0.0.1:${port}`] as const);
  const wave = await startWave({ registries: { ...Object.fromEntries(registries), "good.example.org": good.url } });
  const stage: Stage = { silent: silent.map((port) => `localhost:${port}`), good: good.host, wave: wave.endpoint };
  process.stdout.write(`${JSON.stringify(stage)}\n`);
  process.stdin.resume();
  process.stdin.once("end", () => process.exit());
}

/** The port of a server that takes connections and never says a word. */
async function tarpit(): Promise<number> {
  const server = createServer((socket) => socket.on("error", () => undefined).resume()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the tarpit has no port");
  return address.port;
}

const [role, hosts, images] = process.argv.slice(2);
if (role === "serve") await serve(Number(hosts), Number(images));
