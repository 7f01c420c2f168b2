/**
 * Runs the committed bundle the way GitHub's runner does: the defaults of action.yml, one variable an input, files for
 * outputs and summary, nothing else of the caller's environment, and no shell in between (dash drops `INPUT_FAIL-ON`).
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { type Command, commandsIn, fileCommands } from "./commands.ts";
import { objectOf } from "./json.ts";

const repository = resolve(import.meta.dirname, "../..");

export interface ActionOptions {
  /** GITHUB_WORKSPACE: the checked-out repository. */
  readonly workspace: string;
  /** An empty directory of the caller's for the runner's own files. */
  readonly scratch: string;
  /** What a workflow writes under `with:`. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** What a workflow writes under `env:`; an empty value removes a variable of the runner. */
  readonly env?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload?: unknown };
  /** `github.token`; a fork's run has one that can only read. */
  readonly token?: string;
  /** The directory that holds action.yml and dist/. Default: this repository. */
  readonly action?: string;
  /** Gets the process as soon as it runs. */
  readonly started?: (child: ChildProcess) => unknown;
}

export interface ActionRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Everything that a runner would obey, from both streams. */
  readonly commands: readonly Command[];
  /** The error, warning and notice commands. */
  readonly annotations: readonly Command[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Path of the file that holds the summary. */
  readonly summaryFile: string;
}

export interface Metadata {
  /** Input to default, as written; undefined where there is none. */
  readonly inputs: ReadonlyMap<string, string | undefined>;
  readonly outputs: readonly string[];
  readonly main: string;
}

export async function readMetadata(action = repository): Promise<Metadata> {
  const metadata = objectOf(parse(await readFile(join(action, "action.yml"), "utf8")));
  const inputs = Object.entries(objectOf(metadata["inputs"])).map(([name, input]) => {
    const value = objectOf(input)["default"];
    return [name, typeof value === "string" ? value : undefined] as const;
  });
  return {
    inputs: new Map(inputs),
    outputs: Object.keys(objectOf(metadata["outputs"])),
    main: String(objectOf(metadata["runs"])["main"]),
  };
}

export async function runAction(options: ActionOptions): Promise<ActionRun> {
  const action = options.action ?? repository;
  const { inputs, main } = await readMetadata(action);
  const files = {
    GITHUB_OUTPUT: join(options.scratch, "output"),
    GITHUB_STEP_SUMMARY: join(options.scratch, "summary.md"),
    GITHUB_STATE: join(options.scratch, "state"),
    GITHUB_ENV: join(options.scratch, "env"),
    GITHUB_PATH: join(options.scratch, "path"),
  };
  const temp = join(options.scratch, "temp");
  const home = join(options.scratch, "home");
  const eventFile = join(options.scratch, "event.json");
  await Promise.all([mkdir(temp, { recursive: true }), mkdir(home, { recursive: true })]);
  await Promise.all(Object.values(files).map((file) => writeFile(file, "")));
  await writeFile(eventFile, JSON.stringify(options.event?.payload ?? {}));

  const env: Record<string, string> = {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: options.workspace,
    GITHUB_REPOSITORY: "acme/readqc",
    GITHUB_REPOSITORY_OWNER: "acme",
    GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
    GITHUB_REF: "refs/heads/main",
    GITHUB_RUN_ID: "1",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_JOB: "images",
    GITHUB_WORKFLOW: "images",
    GITHUB_ACTOR: "ann",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_API_URL: "https://api.github.com",
    GITHUB_EVENT_NAME: options.event?.name ?? "push",
    GITHUB_EVENT_PATH: eventFile,
    RUNNER_TEMP: temp,
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    ...files,
    ...inputVariables(inputs, options.inputs ?? {}, options.token ?? ""),
    ...options.env,
  };
  const { code, stdout, stderr } = await spawned(
    join(action, main),
    Object.fromEntries(Object.entries(env).filter(([name, value]) => value !== "" || name.startsWith("INPUT_"))),
    options.workspace,
    options.started,
  );
  const commands = [...commandsIn(stdout), ...commandsIn(stderr)];
  return {
    code,
    stdout,
    stderr,
    commands,
    annotations: commands.filter(({ name }) => name === "error" || name === "warning" || name === "notice"),
    outputs: fileCommands(await readFile(files.GITHUB_OUTPUT, "utf8")),
    summary: await readFile(files.GITHUB_STEP_SUMMARY, "utf8"),
    summaryFile: files.GITHUB_STEP_SUMMARY,
  };
}

/** `INPUT_FAIL-ON`: upper case, blanks as underscores, hyphens kept. An input without value or default is empty. */
function inputVariables(
  declared: Metadata["inputs"],
  given: Readonly<Record<string, string>>,
  token: string,
): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !declared.has(name));
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(", ")}`);
  return Object.fromEntries(
    [...declared].map(([name, otherwise = ""]) => [
      `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
      given[name] ??
        otherwise
          .replace(/^\$\{\{\s*github\.token\s*\}\}$/u, token)
          .replace(/^\$\{\{\s*toJson\(matrix\)\s*\}\}$/u, "null"),
    ]),
  );
}

function spawned(
  script: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
  started: ActionOptions["started"],
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    started?.(child);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
}
