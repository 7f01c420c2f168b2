/** Real programs, where the machine has them: on the PATH, in $WAVE_INSPECT_TOOLS, or where .ci/run puts them. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const folders = [
  ...(process.env["WAVE_INSPECT_TOOLS"] ?? "").split(delimiter),
  ...["bin", "python/bin"].map((folder) => fileURLToPath(new URL(`../../.tmp/${folder}`, import.meta.url))),
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

export interface DistributionOptions {
  /** Further settings (YAML); `PORT` stands for its port. Without `http:` among them it serves plain http. */
  readonly settings?: string;
  /** A folder to keep things in, so that another one may serve them; default: memory. */
  readonly folder?: string;
  readonly scheme?: "http" | "https";
}

export async function startDistribution(
  program: string,
  name: string,
  options: DistributionOptions = {},
): Promise<RealRegistry> {
  const { settings = "", folder, scheme = "http" } = options;
  const port = await freePort();
  const scratch = mkdtempSync(join(tmpdir(), "wave-inspect-registry-"));
  const file = join(scratch, "config.yml");
  const lines = [
    "version: 0.1",
    "log: {level: error, accesslog: {disabled: true}}",
    folder === undefined
      ? "storage: {inmemory: {}}"
      : `storage: {filesystem: {rootdirectory: ${JSON.stringify(folder)}}}`,
    ...(/^http:/m.test(settings) ? [] : ['http: {addr: "127.0.0.1:PORT"}']),
    settings,
  ];
  writeFileSync(file, lines.join("\n").replaceAll("PORT", String(port)));
  const child = spawn(program, ["serve", file], {
    stdio: "ignore",
    env: { ...process.env, OTEL_TRACES_EXPORTER: "none" },
  });
  await listening(port, child);
  return {
    name,
    host: `localhost:${port}`,
    url: `${scheme}://127.0.0.1:${port}`,
    async close() {
      child.kill();
      await once(child, "exit");
      rmSync(scratch, { recursive: true, force: true });
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

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (child.exitCode !== null) throw new Error(`the registry at port ${port} ended with ${child.exitCode}`);
    const socket = connect(port, "127.0.0.1");
    const isOpen = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await sleep(25);
  }
  throw new Error(`nobody listens at port ${port}`);
}
