/** What a pull request may try so that what it brings passes for what was there before. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLock } from "../../src/lock/read.ts";
import { writeLock } from "../../src/lock/write.ts";
import { digestOf, locked, lockOf } from "../lock/make.ts";
import { cli } from "../support/cli.ts";
import { type Change, type PullRequestOptions, runPullRequest } from "../support/pull-request.ts";
import { multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";

const POLICY = ".github/wave-inspect.yml";
const KNOWN = ".github/wave-inspect-baseline.json";

/** These files with a policy and the baseline that the command writes for them. */
async function withBaseline(files: Readonly<Record<string, string>>, rules: string, ...args: readonly string[]) {
  const policy = `version: 1\nbaseline: ${KNOWN}\nrules: ${rules}\n`;
  const root = await repositoryOf({ ...files, [POLICY]: policy });
  const run = await cli(["baseline", "--inspector", "none", ...args], { cwd: root });
  expect(run).toMatchObject({ code: 0 });
  return { ...files, [POLICY]: policy, [KNOWN]: await readFile(join(root, KNOWN), "utf8") };
}

/** Exit code, verdict, and how many errors there are. */
const told = async (
  files: Readonly<Record<string, string>>,
  change: Change,
  options: PullRequestOptions = {},
): Promise<unknown> => {
  const { code, outputs } = await runPullRequest(files, change, { depth: 2, ...options });
  return [code, outputs["verdict"], outputs["errors"]];
};

const PASSES = [0, "pass", "0"];
const FAILS = [1, "fail", "1"];
const UNDECIDED = [3, "undecided", "0"];
const STOPS = [2, undefined, undefined];

const FLOATS = "FROM alpine:latest\n";
const TAG = "{ tag: error }";

const stages = (one: string, other: string) => `FROM ${one} AS one\nFROM ${other} AS two\nCOPY --from=one / /\n`;

const main = (...names: readonly string[]): string =>
  [
    ...names.map((name) => `process ${name} {\n  container 'library://acme/${name}:1.0'\n  script:\n  'x'\n}\n`),
    `workflow {\n${names.map((name) => `  ${name}()\n`).join("")}}\n`,
  ].join("");

const broken = (more: string): string => `process A {\n  container 'x:1'\n  script:\n  'x'\n}\nworkflow { A()\n${more}`;

const written = (images: Parameters<typeof lockOf>[0]): string => writeLock(readLock(writeLock(lockOf(images)), "x"));

describe("a finding that a baseline knows elsewhere", () => {
  const two = { "a/Dockerfile": FLOATS, "b/Dockerfile": "FROM alpine:3.20\n" };

  test("is none that moved where its file is only not looked at", async () => {
    const files = await withBaseline(two, TAG);
    expect(await told(files, { "b/Dockerfile": FLOATS }, { inputs: { path: "b" } })).toEqual(FAILS);
    const left = { ...files, [POLICY]: `${files[POLICY]}files: { exclude: ["a/**"] }\n` };
    expect(await told(left, { "b/Dockerfile": FLOATS })).toEqual(FAILS);
    expect(await told(files, { "a/Dockerfile": null, "b/Dockerfile": FLOATS })).toEqual(PASSES);
  });

  test("nor where it can no longer be read", async () => {
    const files = await withBaseline(two, "{ tag: error, readable: { skipped: warning } }");
    const change = { "a/Dockerfile": Buffer.from([0xff, 0xfe, 0x00, 0xd8]).toString("latin1"), "b/Dockerfile": FLOATS };
    expect(await told(files, change)).toEqual([1, "fail", expect.stringMatching(/^[12]$/)]);
  });

  test("stays one, however often the same comes", async () => {
    const files = await withBaseline({ Dockerfile: FLOATS }, TAG);
    expect(await told(files, { Dockerfile: `${FLOATS}${FLOATS}COPY --from=0 / /x\n` })).toEqual(FAILS);
    const both = await withBaseline({ Dockerfile: stages("alpine:latest", "busybox:latest") }, TAG);
    expect(await told(both, { Dockerfile: stages("busybox:latest", "alpine:latest") })).toEqual([1, "fail", "2"]);
  });
});

test("one more image that nobody can be asked about is not among those that a baseline knows", async () => {
  const pipeline = { "nextflow.config": "singularity.enabled = true\n", "main.nf": main("ONE", "TWO") };
  const asking = { inputs: { inspector: "registry" } };
  const files = await withBaseline(pipeline, "{ exists: error, inspectable: error }", "--inspector", "registry");
  expect(files[KNOWN]).toContain('"images":["library://acme/ONE:1.0","library://acme/TWO:1.0"]');
  expect(await told(files, { x: "y" }, asking)).toEqual(PASSES);
  expect(await told(files, { "main.nf": main("ONE", "TWO", "THREE") }, asking)).toEqual(UNDECIDED);
  // Nor by an entry that does not say which.
  const unsaid = { ...files, [KNOWN]: files[KNOWN].replace(/"images":\[.*?\],/, "") };
  expect(await told(unsaid, { x: "y" }, asking)).toEqual(UNDECIDED);
  const run = await runPullRequest(unsaid, { [KNOWN]: files[KNOWN] }, { depth: 2, ...asking });
  expect(run.stdout).toContain("1 finding would be known for longer, as graver, or of more images (inspectable 1)");
});

test("a baseline of the base that cannot be read lets nothing pass; line ends of Windows are no fault", async () => {
  const files = await withBaseline({ Dockerfile: FLOATS }, TAG);
  const known = files[KNOWN];
  expect(await told({ ...files, [KNOWN]: "{" }, { [KNOWN]: known })).toEqual(STOPS);
  expect(await told({ ...files, [KNOWN]: `\uFEFF${known.replaceAll("\n", "\r\n")}` }, { x: "y" })).toEqual(PASSES);
});

describe("with only: changed", () => {
  const only = { inputs: { only: "changed" } };
  const policy = { [POLICY]: "version: 1\nrules: { tag: error, readable: { skipped: error, syntax: error } }\n" };
  const ok = { ...policy, "ok/Dockerfile": "FROM alpine:3.20\n" };

  test.each([1, 2])("what is not read and was changed counts, in a checkout of depth %i", async (depth) => {
    const options = { ...only, depth };
    const files = { ...ok, "main.nf": broken(""), "big/Dockerfile": `FROM a:1\n${"# x\n".repeat(3_000_000)}` };
    expect(await told(files, { x: "y" }, options)).toEqual(PASSES);
    expect(await told(files, { "main.nf": broken("// more\n") }, options)).toEqual(FAILS);
    const other = files["big/Dockerfile"].replace("a:1", "b:1");
    expect(await told(files, { "big/Dockerfile": other }, options)).toEqual(FAILS);
    expect(await told(files, { "big/Dockerfile": null, "new/Dockerfile": files["big/Dockerfile"] }, options)).toEqual(
      FAILS,
    );
  });

  test("a file under another name is the same for what is the same in it", async () => {
    const steps = "RUN true\n".repeat(30);
    const files = { ...policy, "a/Dockerfile": FLOATS + steps };
    const gone = { "a/Dockerfile": null };
    expect(await told(files, { ...gone, "b/Dockerfile": `FROM busybox:latest\n${steps}` }, only)).toEqual(FAILS);
    expect(await told(files, { ...gone, "b/Dockerfile": FLOATS + steps }, only)).toEqual(PASSES);
    const copied = { "b/Dockerfile": FLOATS + steps, "c/Dockerfile": FLOATS + steps };
    expect(await told(files, { ...gone, ...copied }, only)).toEqual(FAILS);
    expect(await told(files, { "A/Dockerfile": FLOATS + steps }, only)).toEqual(FAILS);
  });
});

describe("with a lock", () => {
  let registry: Registry;
  let tool: string;
  let digest: string;

  beforeAll(async () => {
    registry = await startRegistry({});
    digest = registry.push("acme/tool", "1.0", multiArch(["linux/amd64", "linux/arm64"]));
    tool = `${registry.host}/acme/tool:1.0`;
  });

  afterAll(() => registry.close());

  const lockWith = (is: string): string => written({ [tool]: locked({ digest: is }) });
  const asking = (inputs: Readonly<Record<string, string>> = {}) => ({
    inputs: { inspector: "registry", "insecure-registries": registry.host, ...inputs },
  });

  test("that an image moved is not that it is missing, nor that it is held to something else", async () => {
    const files = { Dockerfile: `FROM ${tool}\n`, "containers.lock": lockWith(digestOf("e")) };
    const only = asking({ only: "changed" });
    expect(await told(files, { x: "y" }, only)).toEqual(PASSES);
    expect(await told(files, { "containers.lock": written({}) }, only)).toEqual(FAILS);
    expect(await told(files, { "containers.lock": lockWith(digestOf("f")) }, only)).toEqual(FAILS);
  });

  test("images that nobody pulls are no fault; the key off of the change, and another spelling, are no way out", async () => {
    const rules = "rules: { exists: error }\n";
    const files = {
      [POLICY]: `version: 1\n${rules}`,
      Dockerfile: `FROM ${tool}\n`,
      "containers.lock": lockWith(digest),
    };
    const more = written({ [tool]: locked({ digest }), "x.io/a/b:1": locked({ digest: digestOf("f") }) });
    expect(await told(files, { "containers.lock": more }, asking())).toEqual(PASSES);
    const forged = lockWith(digestOf("f"));
    const off = { "containers.lock": forged, [POLICY]: `version: 1\nlock: off\n${rules}` };
    expect(await told(files, off, asking())).toEqual(FAILS);
    expect(await told(files, { "containers.lock": null, "Containers.lock": forged }, asking())).toEqual(FAILS);
  });

  test("what nobody answers for is no pass, whatever the change writes into the lock", async () => {
    const image = "127.0.0.1:9/acme/tool:1.0";
    const lock = (is: string): string => written({ [image]: locked({ digest: digestOf(is) }) });
    const inputs = { inspector: "registry", "insecure-registries": "127.0.0.1:9" };
    for (const more of ["exists: off", "exists: off, inspectable: off"]) {
      const files = {
        [POLICY]: `version: 1\nrules: { pin: { severity: error, at-least: locked }, ${more} }\n`,
        Dockerfile: `FROM ${image}\n`,
        "containers.lock": lock("e"),
      };
      expect(await told(files, { "containers.lock": lock("f") }, { inputs })).toEqual([0, "undecided", "0"]);
      expect(await told(files, { "containers.lock": lock("f") })).toEqual([0, "undecided", "0"]);
    }
  });
});
