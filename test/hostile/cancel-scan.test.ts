/** Runs that are cancelled while they compute: a signal waits for the event loop, and gets its turn between two files. */
import { readFile } from "node:fs/promises";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runAction } from "../support/action.ts";
import { cli } from "../support/cli.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

/** Milliseconds from a signal to the end of the process: GitHub's runner sends the next signal after as many. */
const grace = 7_500;
const many = 20_000;

const numbers = { SIGINT: 2, SIGTERM: 15 } as const;
type Signal = keyof typeof numbers;

/** When the signal was sent. */
interface Sent {
  at: number;
}

/** Sends the signal once the process listens to it, and has computed for so many milliseconds of a processor. */
async function cancel(child: ChildProcess, signal: Signal, computed: number): Promise<Sent> {
  // Linux says which signals a process catches: one bit each, the lowest that of signal 1.
  const catches = async (): Promise<boolean> => {
    const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
    const mask = BigInt(`0x${/^SigCgt:\s*([\da-f]+)$/m.exec(status)?.[1] ?? "0"}`);
    return ((mask >> BigInt(numbers[signal] - 1)) & 1n) === 1n;
  };
  // In user mode and in the kernel, in ticks of 10 ms: fields 14 and 15, the second of which may hold blanks.
  const time = async (): Promise<number> => {
    const stat = await readFile(`/proc/${child.pid}/stat`, "utf8").catch(() => "");
    const [user, system] = stat
      .replace(/^.*\) /, "")
      .split(" ")
      .slice(11, 13);
    return 10 * (Number(user) + Number(system));
  };
  await expect.poll(catches, { interval: 10 }).toBe(true);
  await expect.poll(time, { interval: 10 }).toBeGreaterThan(computed);
  child.kill(signal);
  return { at: performance.now() };
}

/** What was cancelled, as the report says it. */
function left(json: string): readonly string[] {
  return arrayOf(objectOf(JSON.parse(json))["problems"]).flatMap((problem) => {
    const { kind, message } = objectOf(problem);
    return kind === "cancelled" ? [String(message)] : [];
  });
}

function filesOf(count: number, path: (n: number) => string, text: (n: number) => string): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [path(n), text(n)]));
}

const dockerfiles = filesOf(
  many,
  (n) => `d${n % 100}/Dockerfile.${n}`,
  (n) =>
    `ARG V=${n}\nFROM quay.io/acme/tool${n}:\${V} AS a\nRUN echo ${"x ".repeat(200)}\nFROM alpine:${n}\nCOPY --from=a / /\n`,
);
const modules = filesOf(
  5_000,
  (n) => `m${n}/main.nf`,
  (n) => `process P${n} {\n  container "\${ params.x ? 'a' : 'b' }:${n}"\n  script: "echo ${"x ".repeat(200)}"\n}\n`,
);
/** Selectors that all have to be tried on all names. */
const pipeline = {
  "nextflow.config": `docker.enabled = true\nprocess {\n${Object.keys(modules)
    .slice(0, 3_000)
    .map((_, n) => `  withName: '(P|PP|.*)*${n}.*' { container = 'y:${n}' }\n`)
    .join("")}}\n`,
  "main.nf": `${Object.values(modules).slice(0, 3_000).join("")}workflow {\n${Array.from({ length: 3_000 }, (_, n) => `  P${n}()\n`).join("")}}\n`,
};

test.each([
  [
    "20,000 Dockerfiles",
    "SIGTERM",
    dockerfiles,
    700,
    /^The run was cancelled \(SIGTERM\) before \d{2,5} files were scanned/,
  ],
  [
    "20,000 Dockerfiles",
    "SIGINT",
    dockerfiles,
    700,
    /^The run was cancelled \(SIGINT\) before \d{2,5} files were scanned/,
  ],
  [
    "5,000 modules of Nextflow",
    "SIGTERM",
    modules,
    300,
    /before all pipelines and modules of Nextflow were scanned\.$/,
  ],
  ["a hostile pipeline", "SIGINT", pipeline, 300, /before all pipelines and modules of Nextflow were scanned\.$/],
] as const)("a check of %s ends with %s: undecided, and it says what is left", { timeout: 60_000 }, async (...row) => {
  const [, signal, files, delay, words] = row;
  const root = await repositoryOf(files);
  let sent: Promise<Sent> | undefined;
  const { code, out } = await cli(["check", root, "--inspector", "registry", "--format", "json"], {
    started: (child) => (sent = cancel(child, signal, delay)),
  });
  expect(performance.now() - (await sent!).at).toBeLessThan(grace);
  expect(code).toBe(3);
  expect(objectOf(JSON.parse(out))).toMatchObject({ verdict: "undecided", exitCode: 3, cancelled: signal });
  expect(left(out)).toEqual([expect.stringMatching(words)]);
});

test("the step has every surface, and fails where an error is known", { timeout: 60_000 }, async () => {
  const policy = "version: 1\nrules:\n  registry: { severity: error, allow: [docker.io] }\n";
  const workspace = await repositoryOf({ ...dockerfiles, "wave-inspect.yml": policy });
  let sent: Promise<Sent> | undefined;
  const run = await runAction({
    workspace,
    scratch: await scratch(),
    inputs: { inspector: "none", "json-file": "report.json", "sarif-file": "report.sarif" },
    started: (child) => (sent = cancel(child, "SIGINT", 900)),
  });
  expect(performance.now() - (await sent!).at).toBeLessThan(grace);
  expect(run.code).toBe(1);
  expect(run.outputs).toMatchObject({ verdict: "fail" });
  expect(run.stdout).toContain("The run was cancelled (SIGINT) before it was done.");
  expect(run.summary).toContain("The run was cancelled (SIGINT)");
  expect(left(await readFile(join(workspace, "report.json"), "utf8"))).toEqual([
    expect.stringMatching(/^The run was cancelled \(SIGINT\) before \d{2,5} files were scanned/),
  ]);
  expect(objectOf(JSON.parse(await readFile(join(workspace, "report.sarif"), "utf8")))).toHaveProperty("runs");
});
