/** Runs a workflow that uses this action with `act`: GitHub's contract, on this machine, without Docker or network. */
import { spawn } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Command } from "./commands.ts";
import { objectOf, parseJson } from "./json.ts";

const repository = resolve(import.meta.dirname, "../..");

export interface ActOptions {
  readonly act: string;
  /** The checked-out repository; it is copied, never changed. */
  readonly workspace: string;
  readonly workflow: string;
  readonly event: "push" | "pull_request";
  readonly payload?: unknown;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Of every step, over what act sets: the addresses of GitHub. */
  readonly env?: Readonly<Record<string, string>>;
  /** An empty directory. */
  readonly scratch: string;
}

export interface ActRun {
  readonly code: number | null;
  /** Of the step with the id `images`. */
  readonly annotations: readonly Command[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly conclusion: string | undefined;
  /** What every step printed, and what act said. */
  readonly log: string;
}

export async function runAct(options: ActOptions): Promise<ActRun> {
  const action = join(options.scratch, "action");
  const home = join(options.scratch, "home");
  const workflow = join(options.scratch, "workflow.yml");
  const payload = join(options.scratch, "event.json");
  await Promise.all([mkdir(action), mkdir(home)]);
  // What a tag of this repository brings, without node_modules.
  for (const name of ["action.yml", "package.json", "dist"]) {
    await cp(join(repository, name), join(action, name), { recursive: true });
  }
  await writeFile(workflow, options.workflow);
  await writeFile(payload, JSON.stringify(options.payload ?? {}));
  const settings = {
    "--directory": options.workspace,
    "--workflows": workflow,
    "--eventpath": payload,
    "--platform": "ubuntu-latest=-self-hosted",
    "--defaultbranch": "main",
    "--local-repository": `wave-inspect/wave-inspect-action@v1=${action}`,
    "--env": "GITHUB_REPOSITORY=acme/readqc",
    // act would read files of these names in the current directory.
    "--env-file": "/dev/null",
    "--secret-file": "/dev/null",
    "--var-file": "/dev/null",
    "--input-file": "/dev/null",
  };
  const secrets = Object.entries(options.secrets ?? {}).map(([name, value]) => ["--secret", `${name}=${value}`]);
  const env = Object.entries(options.env ?? {}).map(([name, value]) => ["--env", `${name}=${value}`]);
  const args = [
    options.event,
    "--json",
    "--no-cache-server",
    ...Object.entries(settings).flat(),
    ...secrets.flat(),
    ...env.flat(),
  ];
  const { code, text } = await spawned(options.act, args, {
    // act runs the `node` that it finds on PATH, whatever action.yml says.
    PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
    HOME: home,
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_CONFIG_HOME: join(home, "config"),
  });
  const rows = text.split("\n").map((line) => objectOf(parseJson(line)));
  const own = rows.filter(({ stepID }) => Array.isArray(stepID) && stepID.includes("images"));
  return {
    code,
    annotations: own.flatMap(({ command, kvPairs, arg }) =>
      command === "error" || command === "warning" || command === "notice"
        ? [{ name: command, properties: strings(kvPairs), message: String(arg) }]
        : [],
    ),
    outputs: Object.fromEntries(
      own.flatMap(({ command, name, arg }) => (command === "set-output" ? [[String(name), String(arg)]] : [])),
    ),
    summary: own.flatMap(({ command, content }) => (command === "summary" ? [String(content)] : [])).join(""),
    conclusion: own.flatMap(({ stage, stepResult }) => (stage === "Main" ? [String(stepResult)] : [])).at(-1),
    log: text,
  };
}

const strings = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(objectOf(value)).map(([key, text]) => [key, String(text)]));

function spawned(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const parts: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => parts.push(part));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, text: Buffer.concat(parts).toString() }));
  });
}
