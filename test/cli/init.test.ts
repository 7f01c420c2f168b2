/** `wave-inspect init` as it is shipped, with a person at a terminal and without. */
import { execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { askTerminal } from "../../src/cli/terminal.ts";
import { cli, entry } from "../support/cli.ts";
import { repositoryOf } from "../support/scratch.ts";

const files = { Dockerfile: "FROM quay.io/acme/tool:1.0\n", "dev/Dockerfile": "FROM alpine:3.20\n" };

/** script(1) gives a terminal; the one of util-linux takes a command. */
const hasTerminal = ((): boolean => {
  try {
    return execFileSync("script", ["--version"], { encoding: "utf8" }).includes("util-linux");
  } catch {
    return false;
  }
})();

/** Types an answer for each prompt that is shown; gives all that the terminal showed, and the exit code. */
async function atTerminal(cwd: string, answers: readonly string[]): Promise<{ code: number | null; shown: string }> {
  const command = `'${process.execPath}' '${entry}' init`;
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd,
    env: { PATH: process.env["PATH"], HOME: cwd, TERM: "dumb", NODE_DISABLE_COMPILE_CACHE: "1" },
  });
  let shown = "";
  let prompts = 0;
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    shown += chunk;
    const found = [...shown.matchAll(/\[[^\]\n]*\] /g)].length;
    while (prompts < found) child.stdin.write(answers[prompts++] ?? "\u0003");
  });
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, shown };
}

test.runIf(hasTerminal)("a person at a terminal is asked, and Enter takes what is suggested", async () => {
  const root = await repositoryOf(files);
  const { code, shown } = await atTerminal(root, ["observe\r", "1\r", "\r"]);
  expect(shown).toContain("Which rules shall the policy build on?");
  expect(shown).toContain("Wrote .github/wave-inspect.yml and .github/workflows/wave-inspect.yml.");
  expect(code).toBe(0);
  const text = readFileSync(join(root, ".github/wave-inspect.yml"), "utf8");
  expect(text).toContain("extends: [wave-inspect:observe]\n");
  expect(text).toContain('    allow:\n      - "quay.io/acme/*"\n');
});

test.runIf(hasTerminal)("Ctrl-C writes nothing", async () => {
  const root = await repositoryOf(files);
  const { code, shown } = await atTerminal(root, ["\r"]);
  expect(shown).toContain("wave-inspect: Ended before it was done: nothing was written.");
  expect(code).toBe(3);
  expect(readdirSync(root).sort()).toEqual(["Dockerfile", "dev"]);
});

test("a line is an answer, and the end of input is none", async () => {
  const [stdin, stderr] = [new PassThrough(), new PassThrough()];
  const question = "What?\n  a  this\n[a] ";
  for (const answer of ["yes", ""]) {
    const asked = askTerminal(question, { stdin, stderr });
    stdin.write(`${answer}\n`);
    expect(await asked).toBe(answer);
    expect(String(stderr.read())).toContain(question);
  }
  const last = askTerminal(question, { stdin, stderr });
  stdin.end();
  await expect(last).rejects.toThrow("nothing was written");
});

test("what comes through a pipe is no answer of a person", async () => {
  const root = await repositoryOf(files);
  const { code, err } = await cli(["init"], { cwd: root, input: "\n\n\n\n" });
  expect(err).toContain("there is no terminal: add --yes to take what the scan suggests");
  expect(code).toBe(2);
  expect(readdirSync(root).sort()).toEqual(["Dockerfile", "dev"]);
});

test("init, then check", async () => {
  const root = await repositoryOf(files);
  const { code, out } = await cli(["init", "--yes"], { cwd: root });
  expect(out).toContain("commit it (git add .github/wave-inspect.yml .github/workflows/wave-inspect.yml)");
  expect(code).toBe(0);
  expect((await cli(["check", "--inspector", "none"], { cwd: root })).code).toBe(0);
  const again = await cli(["init"], { cwd: root });
  expect(again.out).toContain("Nothing is left to write.");
  expect(again.code).toBe(0);
});
