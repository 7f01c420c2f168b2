/** Files that cannot be written, or only in part: said once, and the verdict stays what it is. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { lstatSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdir, readFile, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { runAction } from "../support/action.ts";
import { cli, entry } from "../support/cli.ts";
import { objectOf } from "../support/json.ts";
import { image } from "../support/registry/images.ts";
import { startRegistry } from "../support/registry/index.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const floating = {
  Dockerfile: "FROM quay.io/acme/tool:latest\n",
  "wave-inspect.yml": "version: 1\nrules: { tag: error }\n",
};
const pinned = { Dockerfile: "FROM quay.io/acme/tool:1.0\n" };
const module = pathToFileURL(resolve(import.meta.dirname, "../../src/files/write.ts")).href;

/** The number of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid ?? 0;
}

/** Exit code of `check` with its streams at these places. */
async function checkInto(root: string, stdout: number | "pipe", stderr: number | "pipe"): Promise<[number, string]> {
  const env = { PATH: process.env["PATH"] ?? "", HOME: await scratch() };
  const args = [entry, "check", root, "--inspector", "none"];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", stdout, stderr] });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += String(chunk)));
  const code = await new Promise<number>((done) => child.on("close", (number) => done(number ?? -1)));
  return [code, said];
}

/** A process that runs this code with a limit on the size of files: a disk that is full after so many bytes. */
async function onFullDisk(code: string): Promise<string> {
  const script = `import { writeWhole, appendWhole } from "${module}"; try { ${code} } catch (error) { console.log(error.code); }`;
  const command = `ulimit -f 8; exec "$0" --input-type=module-typescript -e "$1"`;
  const child = spawn("sh", ["-c", command, process.execPath, script], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += String(chunk)));
  await once(child, "close");
  return out.trim();
}

describe("the step", () => {
  test.each([
    ["undecided", 0, pinned],
    ["fail", 1, floating],
  ])("with a full disk under outputs, summary and reports is still a %s", async (verdict, code, files) => {
    const workspace = await repositoryOf(files);
    const run = await runAction({
      workspace,
      scratch: await scratch(),
      inputs: { inspector: "none", "json-file": "/dev/full", "sarif-file": "/dev/full/report.sarif" },
      env: { GITHUB_OUTPUT: "/dev/full", GITHUB_STEP_SUMMARY: "/dev/full" },
    });
    expect(run.code).toBe(code);
    const said = run.stdout.split("\n").filter((line) => line.startsWith("Warning: "));
    expect(said.map((line) => line.replace(/ could not be written\..*/u, ""))).toEqual([
      "Warning: the job summary",
      "Warning: json-file /dev/full",
      "Warning: sarif-file /dev/full/report.sarif",
      "Warning: the outputs",
    ]);
    expect(run.stdout.toLowerCase()).toContain(`${verdict}: `);
    expect(run.stdout + run.stderr).not.toContain("internal error");
    // What stands there is a device, and stays one.
    expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
  });

  test.each([
    ["a folder", (path: string) => mkdir(path)],
    ["a link", (path: string) => symlink("elsewhere", path)],
    ["a pipe", async (path: string) => void (await once(spawn("mkfifo", [path]), "exit"))],
  ])("leaves %s in the place of a report alone", async (_, make) => {
    const workspace = await repositoryOf({ ...pinned, elsewhere: "untouched" });
    await make(join(workspace, "report.json"));
    const run = await runAction({
      workspace,
      scratch: await scratch(),
      inputs: { inspector: "none", "json-file": "report.json" },
    });
    expect(run.code).toBe(0);
    expect(run.outputs).toMatchObject({ verdict: "undecided", "json-file": "" });
    expect(run.stdout).toContain("Warning: json-file report.json could not be written.");
    expect(await readFile(join(workspace, "elsewhere"), "utf8")).toBe("untouched");
    expect(lstatSync(join(workspace, "report.json")).isFile()).toBe(false);
  });

  test("keeps what outputs and summary hold already, and the permissions of a report", async () => {
    const workspace = await repositoryOf({ ...pinned, "report.json": "{}" });
    const folder = await scratch();
    const [output, summary] = [join(folder, "own-output"), join(folder, "own-summary")];
    await Promise.all([writeFile(output, "a=b\n"), writeFile(summary, "before\n", { mode: 0o640 })]);
    const env = { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary };
    const inputs = { inspector: "none", "json-file": "report.json" };
    expect((await runAction({ workspace, scratch: folder, env, inputs })).code).toBe(0);
    expect(await readFile(output, "utf8")).toMatch(/^a=b\nverdict<</u);
    expect(await readFile(summary, "utf8")).toMatch(/^before\n.*undecided/su);
    expect((await stat(summary)).mode & 0o777).toBe(0o640);
    expect(objectOf(JSON.parse(await readFile(join(workspace, "report.json"), "utf8")))["verdict"]).toBe("undecided");
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test.each([
    ["into git's own folder, by a link of the checkout", "reports/report.json", "lies in git's own folder"],
    ["out by a link of the checkout, the workspace called by its other name", undefined, "leads out of the workspace"],
  ])("writes no report %s", async (_, path, words) => {
    const root = await repositoryOf({ ...pinned, ".git/HEAD": "" });
    const outside = await scratch();
    const workspace = join(await scratch(), "link");
    await Promise.all([
      symlink(".git", join(root, "reports")),
      symlink(outside, join(root, "out")),
      symlink(root, workspace),
    ]);
    const inputs = { inspector: "none", "json-file": path ?? join(root, "out/report.json") };
    const run = await runAction({ workspace, scratch: await scratch(), inputs });
    expect(run.stdout).toContain(words);
    expect(run.outputs["json-file"]).toBe("");
    expect([...readdirSync(outside), ...readdirSync(join(root, ".git"))]).toEqual(["HEAD"]);
  });

  test("says of 40,000 unknown keys the first ones and how many there are", async () => {
    const keys = Array.from({ length: 40_000 }, (_, n) => `key${n}: 1\n`).join("");
    const workspace = await repositoryOf({ ...pinned, "wave-inspect.yml": `version: 1\n${keys}` });
    const run = await runAction({ workspace, scratch: await scratch(), inputs: { inspector: "none" } });
    expect(run.code).toBe(2);
    expect(run.annotations).toHaveLength(20);
    expect(run.annotations.at(-1)?.message).toContain("39,981 more problems of this file not shown");
    expect(run.stdout.length).toBeLessThan(20_000);
    const { code, err } = await cli(["check", workspace]);
    expect(code).toBe(2);
    expect(err.split("\n")).toHaveLength(21);
  });
});

describe("the command line", () => {
  const full = openSync("/dev/full", "w");

  test("says once that standard output is full; half a report is no pass, and a failure stays one", async () => {
    const [code, said] = await checkInto(await repositoryOf(pinned), full, "pipe");
    expect([code, said]).toEqual([2, expect.stringContaining("standard output could not be written")]);
    expect(said).not.toContain("internal error");
    expect((await checkInto(await repositoryOf(floating), full, "pipe"))[0]).toBe(1);
  });

  test("has its verdict although nobody can hear of its trouble", async () => {
    expect((await checkInto(await repositoryOf(pinned), full, full))[0]).toBe(2);
    expect((await checkInto(await repositoryOf(floating), "pipe", full))[0]).toBe(1);
  });

  test("sweeps what a killed run left in the cache, and leaves what another is writing", async () => {
    const registry = await startRegistry();
    registry.push("acme/tool", "1.0", image());
    const root = await repositoryOf({ Dockerfile: `FROM ${registry.host}/acme/tool:1.0\n` });
    const cache = await scratch();
    const entries = join(cache, "content-v1");
    await mkdir(entries);
    const left = [`.wave-inspect-${await deadProcess()}-abc.tmp`, `.wave-inspect-${process.pid}-old.tmp`];
    const busy = `.wave-inspect-${process.pid}-new.tmp`;
    for (const name of [...left, busy, "of-somebody-else.tmp"]) await writeFile(join(entries, name), "half");
    const before = new Date(Date.now() - 2 * 60 * 60_000);
    await utimes(join(entries, left[1] ?? ""), before, before);
    const args = ["--inspector", "registry", "--insecure-registry", registry.host, "--cache-dir", cache];
    expect((await cli(["check", root, "--platform", "linux/amd64", ...args])).code).toBe(0);
    const names = readdirSync(entries);
    expect(names.filter((name) => name.endsWith(".tmp")).sort()).toEqual([busy, "of-somebody-else.tmp"].sort());
    expect(names.filter((name) => name.startsWith("sha256-"))).toHaveLength(2);
    await registry.close();
  });
});

describe("a file that is written whole", () => {
  test("is the old one where the disk is full, and nothing is left beside it", async () => {
    const folder = await scratch();
    const file = join(folder, "report.json");
    writeFileSync(file, "old");
    const big = `"x".repeat(100000)`;
    expect(await onFullDisk(`writeWhole(${JSON.stringify(file)}, ${big})`)).toBe("EFBIG");
    expect(await onFullDisk(`appendWhole(${JSON.stringify(file)}, ${big})`)).toBe("EFBIG");
    expect(readFileSync(file, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["report.json"]);
  });

  test("is one of two that write at the same time, also where they are killed", { timeout: 30_000 }, async () => {
    const folder = await scratch();
    const file = join(folder, "report.json");
    const writers = ["a", "b"].map((letter) => {
      const code = `import { writeWhole } from "${module}"; for (;;) writeWhole(${JSON.stringify(file)}, "${letter}".repeat(3000000));`;
      const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", code], { stdio: "ignore" });
      return { child, end: once(child, "exit") };
    });
    await expect.poll(() => statSync(file, { throwIfNoEntry: false })?.size, { timeout: 10_000 }).toBe(3_000_000);
    for (let n = 0; n < 50; n++) {
      const text = readFileSync(file, "utf8");
      expect(text === text[0]?.repeat(3_000_000)).toBe(true);
    }
    for (const { child } of writers) child.kill("SIGKILL");
    await Promise.all(writers.map(({ end }) => end));
    expect(new Set(readFileSync(file, "utf8")).size).toBe(1);
    const code = `import { writeWhole } from "${module}"; writeWhole(${JSON.stringify(file)}, "last");`;
    await once(spawn(process.execPath, ["--input-type=module-typescript", "-e", code]), "exit");
    expect(readdirSync(folder)).toEqual(["report.json"]);
    expect(readFileSync(file, "utf8")).toBe("last");
  });
});
