/** A repository whose images are looked at on two nights, with a registry and a server of files that change between them. */
import { join } from "node:path";
import { Cancellation } from "../../src/cancellation.ts";
import type { Outcome } from "../../src/exit-code.ts";
import { Redactor } from "../../src/text/redactor.ts";
import type { World } from "../../src/world.ts";
import { type FileServer, type Serve, startFiles } from "../support/files.ts";
import { type Registry, type RegistryOptions, startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";

export type Command = (args: readonly string[], world: World) => Promise<Outcome>;

export interface Said {
  readonly outcome: Outcome;
  readonly out: string;
  readonly err: string;
}

export interface Stand {
  readonly registry: Registry;
  readonly files: FileServer;
  /** Files by their path. */
  readonly downloads: Record<string, Serve>;
  run(command: Command, args: readonly string[], cancelled?: string): Promise<Said>;
  /** The same for a command that asks registries. */
  ask(command: Command, args: readonly string[], cancelled?: string): Promise<Said>;
  close(): Promise<void>;
}

const run: Stand["run"] = async (command, args, cancelled) => {
  const out: string[] = [];
  const err: string[] = [];
  const cancellation = new Cancellation();
  if (cancelled !== undefined) setImmediate(() => cancellation.cancel(cancelled));
  const outcome = await command(args, {
    env: {},
    now: () => new Date("2026-11-30T03:00:00Z"),
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    input: () => Promise.resolve(""),
    color: false,
    redactor: new Redactor(),
    cancellable: () => cancellation,
  });
  return { outcome, out: out.join(""), err: err.join("") };
};

export async function startStand(options: RegistryOptions = {}): Promise<Stand> {
  const registry = await startRegistry(options);
  const downloads: Record<string, Serve> = {};
  const files = await startFiles(downloads);
  const network = ["--inspector", "registry", "--insecure-registry", registry.host, "--insecure-registry", files.host];
  return {
    registry,
    files,
    downloads,
    run,
    ask: (command, args, cancelled) => run(command, [...args, ...network], cancelled),
    close: async () => void (await Promise.all([registry.close(), files.close()])),
  };
}

/** A pipeline in which each of these processes pulls its image. */
export async function pipeline(images: Readonly<Record<string, string>>, engine = "docker") {
  const processes = Object.entries(images).map(
    ([name, image]) => `process ${name} {\n  container '${image}'\n  script: 'true'\n}\n`,
  );
  const calls = Object.keys(images)
    .map((name) => `${name}()`)
    .join("; ");
  const root = await repositoryOf({
    "main.nf": `${processes.join("")}workflow { ${calls} }\n`,
    "nextflow.config": `${engine}.enabled = true\n`,
    "wave-inspect.yml": "version: 1\n",
  });
  return { root, lock: join(root, "containers.lock") };
}
