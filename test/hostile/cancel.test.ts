/** Runs that are cancelled while a registry hangs: every surface has what is known, the verdict says that it is not all. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { type ActionRun, runAction } from "../support/action.ts";
import { type CliResult, cli } from "../support/cli.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { image } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { startTarpits } from "../support/tarpit.ts";

/** Far more than a run takes that ends when it is told to, and less than one that waits for the host that hangs. */
const limit = 14_000;

interface Stage extends AsyncDisposable {
  readonly registry: Registry;
  readonly silent: string;
  /** Of a repository with an image of each. */
  readonly files: Readonly<Record<string, string>>;
  /** Ends when the registry has answered about its image. */
  readonly answered: () => Promise<void>;
}

async function stage(tag: string): Promise<Stage> {
  const registry = await startRegistry();
  registry.push("acme/tool", "1.0", image());
  const tarpits = await startTarpits(1);
  const [silent = ""] = tarpits.hosts;
  const services = [`${registry.host}/acme/tool:${tag}`, ...Array.from({ length: 9 }, (_, n) => `${silent}/a/b:${n}`)];
  return {
    registry,
    silent,
    files: {
      "compose.yaml": `services:\n${services.map((name, n) => `  s${n}:\n    image: ${name}\n`).join("")}`,
    },
    async answered() {
      const wanted = tag === "1.0" ? 200 : 404;
      await expect.poll(() => registry.requests.filter(({ status }) => status === wanted).length > 0).toBe(true);
      await expect.poll(() => tarpits.connections()).toBeGreaterThan(0);
      // The answer is on its way by now.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([registry.close(), tarpits[Symbol.asyncDispose]()]);
    },
  };
}

async function check(one: Stage, signals: readonly NodeJS.Signals[], format = "json"): Promise<CliResult> {
  const root = await repositoryOf(one.files);
  const hosts = [one.registry.host, one.silent].flatMap((host) => ["--insecure-registry", host]);
  return cli(["check", root, "--inspector", "registry", "--format", format, ...hosts], {
    started: async (child) => {
      await one.answered();
      for (const signal of signals) {
        child.kill(signal);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  });
}

async function step(one: Stage, signal: NodeJS.Signals): Promise<ActionRun & { readonly json: string }> {
  const workspace = await repositoryOf(one.files);
  const run = await runAction({
    workspace,
    scratch: await scratch(),
    inputs: {
      inspector: "registry",
      "insecure-registries": `${one.registry.host}, ${one.silent}`,
      "json-file": "report.json",
      "sarif-file": "report.sarif",
    },
    started: async (child) => {
      await one.answered();
      child.kill(signal);
    },
  });
  return { ...run, json: await readFile(join(workspace, "report.json"), "utf8") };
}

/** State of each inspection, by image. */
function statesIn(json: string): readonly unknown[] {
  return arrayOf(objectOf(JSON.parse(json))["inspections"]).map(
    (inspection) => objectOf(objectOf(inspection)["failure"])["state"],
  );
}

describe.each(["SIGINT", "SIGTERM"] as const)("%s", (signal) => {
  test("ends the check: undecided, with what is known and what was not asked", { timeout: limit }, async () => {
    await using one = await stage("1.0");
    const { code, out } = await check(one, [signal]);
    expect(code).toBe(3);
    expect(objectOf(JSON.parse(out))).toMatchObject({ verdict: "undecided", exitCode: 3, cancelled: signal });
    expect(statesIn(out)).toEqual([undefined, ...Array.from({ length: 9 }, () => "cancelled")]);
    expect(out).toContain(`${one.silent}/a/b:8 was not asked for: the run was cancelled (${signal}).`);
  });

  test("leaves an error that is known an error", { timeout: limit }, async () => {
    await using one = await stage("no-such-tag");
    const { code, out } = await check(one, [signal], "text");
    expect(code).toBe(1);
    expect(out).toContain("no-such-tag does not exist");
    expect(out).toContain(`The run was cancelled (${signal}) before it was done.`);
  });

  test("ends the step with every surface written", { timeout: limit }, async () => {
    await using one = await stage("1.0");
    const run = await step(one, signal);
    expect(run.code).toBe(3);
    expect(run.outputs).toMatchObject({ verdict: "undecided", images: "10" });
    expect(run.summary).toContain("undecided");
    expect(statesIn(run.json)).toEqual([undefined, ...Array.from({ length: 9 }, () => "cancelled")]);
    expect(run.annotations.map(({ message }) => message).join("\n")).toContain("the run was cancelled");
    expect(objectOf(JSON.parse(await readFile(run.outputs["sarif-file"] ?? "", "utf8")))).toHaveProperty("runs");
  });

  test("fails the step where an error is known", { timeout: limit }, async () => {
    await using one = await stage("no-such-tag");
    const run = await step(one, signal);
    expect(run.code).toBe(1);
    expect(run.outputs).toMatchObject({ verdict: "fail", errors: "1" });
  });
});

test.each([[["SIGINT"]], [["SIGINT", "SIGTERM"]]] as const)(
  "%s ends a credential helper that runs, and what it started",
  { timeout: limit },
  async (signals) => {
    const folder = await scratch();
    const helper = join(folder, "docker-credential-slow");
    // Its number, and that of a process of its own.
    await writeFile(helper, '#!/bin/sh\nsleep 60 &\necho $$ $! > "$0.pids"\nwait\n', { mode: 0o755 });
    const config = await repositoryOf({ "config.json": JSON.stringify({ credsStore: "slow" }) });
    const root = await repositoryOf({ Dockerfile: "FROM localhost:1/a/b:1\n" });
    const pids = async (): Promise<readonly number[]> =>
      (await readFile(`${helper}.pids`, "utf8").catch(() => "")).trim().split(" ").map(Number);
    const { code } = await cli(["check", root, "--inspector", "registry", "--insecure-registry", "localhost:1"], {
      env: { PATH: `${folder}:/usr/bin:/bin`, DOCKER_CONFIG: config },
      started: async (child) => {
        await expect.poll(async () => (await pids()).length, { timeout: 20_000 }).toBe(2);
        for (const signal of signals) child.kill(signal);
      },
    });
    expect([3, 143]).toContain(code);
    await expect.poll(async () => (await pids()).filter(isAlive)).toEqual([]);
  },
);

/** One that has ended and of which nobody has taken note is not. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

test("one Ctrl-C that arrives twice is one signal", { timeout: limit }, async () => {
  await using one = await stage("1.0");
  expect((await check(one, ["SIGINT", "SIGINT"])).code).toBe(3);
});

test("another signal ends the process at once", { timeout: limit }, async () => {
  const signals = pathToFileURL(resolve(import.meta.dirname, "../../src/signals.ts")).href;
  const script = `import { cancelOnSignal } from "${signals}";
    cancelOnSignal().listen(() => console.log("cancelled"));
    setInterval(() => undefined, 1000);
    console.log("ready");`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script]);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  expect(await lines.next()).toMatchObject({ value: "ready" });
  child.kill("SIGINT");
  expect(await lines.next()).toMatchObject({ value: "cancelled" });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([143, null]);
});

test("while a policy is fetched there is no verdict but undecided", { timeout: limit }, async () => {
  await using tarpits = await startTarpits(1);
  const workspace = await repositoryOf({
    "wave-inspect.yml": "version: 1\nextends: ['acme/governance:policy.yml@v1']\n",
    Dockerfile: "FROM quay.io/acme/tool:1.0\n",
  });
  const run = await runAction({
    workspace,
    scratch: await scratch(),
    inputs: { inspector: "none" },
    env: { GITHUB_API_URL: `http://${tarpits.hosts[0]}` },
    token: "token-of-the-workflow",
    started: async (child) => {
      await expect.poll(() => tarpits.connections(), { timeout: 20_000 }).toBeGreaterThan(0);
      child.kill("SIGTERM");
    },
  });
  expect(run.code).toBe(3);
  expect(run.annotations.map(({ message }) => message)).toEqual([
    "The run was cancelled (SIGTERM) before its policy was read.",
  ]);
});
