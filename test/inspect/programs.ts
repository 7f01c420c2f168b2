/** Real registries and clients, where the machine has them: on the PATH, in $WAVE_INSPECT_TOOLS or in .tmp/bin. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const folders = [
  ...(process.env["WAVE_INSPECT_TOOLS"] ?? "").split(delimiter),
  fileURLToPath(new URL("../../.tmp/bin", import.meta.url)),
  ...(process.env["PATH"] ?? "").split(delimiter),
  "/usr/sbin",
].filter((folder) => folder !== "");

/** The path of a program, or undefined. */
export function findProgram(name: string): string | undefined {
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

export interface RealRegistry {
  readonly name: string;
  /** `localhost:41234` */
  readonly host: string;
  readonly url: string;
  close(): Promise<void>;
}

/** The distributions that the machine has: Debian's 2.8 (`docker-registry`) and version 3 (`registry`). */
export const distributions = [
  { name: "distribution 2.8", program: findProgram("docker-registry"), install: "apt-get install docker-registry" },
  {
    name: "distribution 3",
    program: findProgram("registry"),
    install: "go install github.com/distribution/distribution/v3/cmd/registry@v3.1.2",
  },
] as const;

/** Starts a distribution in memory; `more` is added to its configuration file (YAML). */
export async function startDistribution(
  program: string,
  name: string,
  more = "",
  scheme = "http",
): Promise<RealRegistry> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "wave-inspect-registry-"));
  const file = join(folder, "config.yml");
  const base = `version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\nstorage: {inmemory: {}}\n`;
  writeFileSync(
    file,
    `${base}${more === "" ? `http: {addr: "127.0.0.1:${port}"}\n` : more.replaceAll("PORT", String(port))}`,
  );
  const child = spawn(program, ["serve", file], {
    stdio: "ignore",
    env: { ...process.env, OTEL_TRACES_EXPORTER: "none" },
  });
  await answering(`${scheme}://127.0.0.1:${port}/`, port, child);
  return {
    name,
    host: `localhost:${port}`,
    url: `${scheme}://127.0.0.1:${port}`,
    async close() {
      child.kill();
      await once(child, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Output of a client, whole; rejects where it fails. */
export async function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const { stdout } = await promisify(execFile)(program, [...args], {
    encoding: "buffer",
    env: { PATH: process.env["PATH"] ?? "", ...env },
  });
  return stdout;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function answering(url: string, port: number, child: ChildProcess): Promise<void> {
  const { connect } = await import("node:net");
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`the registry for ${url} ended with ${child.exitCode}`);
    const socket = connect(port, "127.0.0.1");
    const open = await Promise.race([
      once(socket, "connect").then(
        () => true,
        () => false,
      ),
      sleep(1000, false),
    ]);
    socket.destroy();
    if (open) return;
    await sleep(25);
  }
  throw new Error(`no answer from ${url}`);
}
