/** The example pipeline through the committed bundle: both back ends, forks, and registries that fail. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ActionOptions, type ActionRun, runAction } from "../support/action.ts";
import { cli } from "../support/cli.ts";
import { type Example, startExample } from "../support/example.ts";
import { arrayOf, objectOf, parseJson } from "../support/json.ts";
import { git } from "../support/git.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const root = resolve(import.meta.dirname, "../..");

let example: Example;
beforeAll(async () => {
  example = await startExample();
});
afterAll(() => example.close());

async function check(options: Partial<ActionOptions>): Promise<ActionRun> {
  const workspace = await scratch();
  await example.copyPipeline(workspace);
  return runAction({ workspace, scratch: await scratch(), ...options });
}

async function straight(options: Partial<ActionOptions> = {}): Promise<ActionRun> {
  const env = { DOCKER_CONFIG: await example.dockerConfig(await scratch()), ...options.env };
  return check({ inputs: example.straight, ...options, env });
}

/** `level file rule`, in the order of annotation. */
const findings = ({ annotations }: ActionRun): string[] =>
  annotations.map(({ name, properties: { file, title } }) =>
    [name, file, title?.replace("wave-inspect: ", "")].join(" "),
  );

const expected = [
  "error conf/modules.config architecture",
  "error modules/nf-core/multiqc/main.nf exists",
  "warning conf/base.config pin",
  "warning modules/local/report/Dockerfile pin",
];

describe("both back ends", () => {
  test("through Wave, with the credentials of the workspace", async () => {
    const step = await check({ inputs: example.throughWave });
    expect(findings(step)).toStrictEqual(expected);
    expect(step).toMatchObject({ code: 1, outputs: { verdict: "fail", errors: "2", warnings: "2" } });
  });

  test("straight against the registries, with the docker configuration", async () => {
    const step = await straight();
    expect(findings(step)).toStrictEqual(expected);
    expect(step).toMatchObject({ code: 1, outputs: { verdict: "fail", errors: "2", warnings: "2" } });
  });

  test("no secret is printed or written", async () => {
    for (const step of [await check({ inputs: example.throughWave }), await straight()]) {
      const printed = step.stdout.replaceAll(/^::add-mask::.*$/gmu, "") + step.stderr + step.summary;
      for (const secret of example.secrets) expect(printed).not.toContain(secret);
    }
  });
});

/** The pull request changes nothing of the example, whose policy is read from the base. */
async function fork(options: Partial<ActionOptions>): Promise<ActionRun> {
  const workspace = await scratch();
  await example.copyPipeline(workspace);
  for (const command of ["init -q", "add -A", "commit -qm base"]) git(workspace, ...command.split(" "));
  const sha = git(workspace, "rev-parse", "HEAD").trim();
  const pull_request = { base: { sha }, head: { sha, repo: { fork: true, full_name: "eve/readqc" } } };
  const event = { name: "pull_request", payload: { number: 7, pull_request } };
  return runAction({ workspace, scratch: await scratch(), event, ...options });
}

describe("a pull request from a fork: no secrets, a token that can only read", () => {
  test.each(["wave", "registry"] as const)("%s: the private image is undecided, all others are judged", async (way) => {
    const inputs = way === "wave" ? { ...example.throughWave, "seqera-access-token": "" } : example.straight;
    const step = await fork({ inputs });
    expect(findings(step)).toStrictEqual([...expected, "warning conf/modules.config inspectable (undecided)"]);
    expect(step).toMatchObject({ code: 1, outputs: { verdict: "fail", errors: "2", warnings: "2" } });
  });
});

describe("what fails on the way", () => {
  test("a registry that is gone leaves its images undecided and the others judged", async () => {
    const gone = await startExample();
    const workspace = await scratch();
    await gone.copyPipeline(workspace);
    await gone.registries.get("docker.io")?.close();
    const env = { DOCKER_CONFIG: await gone.dockerConfig(await scratch()) };
    const step = await runAction({ workspace, scratch: await scratch(), inputs: gone.straight, env });
    await Promise.all([
      gone.wave.close(),
      gone.depot.close(),
      gone.registries.get("quay.io")?.close(),
      gone.registries.get("ghcr.io")?.close(),
    ]);
    expect(findings(step)).toContain("error modules/nf-core/multiqc/main.nf exists");
    expect(findings(step)).toContain("warning modules/local/report/Dockerfile inspectable (undecided)");
    expect(step.outputs).toMatchObject({ verdict: "fail", errors: "2" });
  });

  test("a Wave that is gone: what names alone decide is still decided", async () => {
    const inputs = { ...example.throughWave, "wave-endpoint": "http://127.0.0.1:9" };
    const step = await check({ inputs });
    expect(findings(step)).toContain("warning conf/base.config pin");
    expect(step.stdout).not.toContain("internal error");
  });

  test("where the policy says that it counts, the verdict is undecided and the exit code 3", async () => {
    const workspace = await repositoryOf({
      Dockerfile: "FROM localhost:9/acme/tool:1.0\n",
      "wave-inspect.yml": "version: 1\nrules: { exists: error, inspectable: error }\n",
    });
    const inputs = { inspector: "registry", "insecure-registries": "localhost:9" };
    const step = await runAction({ workspace, scratch: await scratch(), inputs });
    expect(step).toMatchObject({ code: 3, outputs: { verdict: "undecided", errors: "0" } });
    expect(findings(step)).toStrictEqual(["error Dockerfile inspectable (undecided)"]);
  });
});

test("the steps of the self-test workflow come out as it expects", async () => {
  const workflow = objectOf(parse(await readFile(join(root, ".github/workflows/self-test.yml"), "utf8")));
  const { steps } = objectOf(objectOf(workflow["jobs"])["example"]);
  const own = arrayOf(steps)
    .map(objectOf)
    .filter(({ uses }) => uses === "./");
  const outcomes: unknown[] = [];
  for (const { id, with: given } of own) {
    const inputs = Object.fromEntries(Object.entries(objectOf(given)).map(([input, value]) => [input, String(value)]));
    const { code, outputs } = await runAction({
      workspace: root,
      scratch: await scratch(),
      inputs: "json-file" in inputs ? { ...inputs, "json-file": join(await scratch(), "report.json") } : inputs,
    });
    outcomes.push([id, code, outputs["verdict"], outputs["errors"]]);
  }
  expect(outcomes).toStrictEqual([
    ["names", 0, "undecided", "0"],
    ["strict", 1, "fail", "0"],
    ["refused", 2, undefined, undefined],
  ]);
});

describe("what the real Nextflow pulls (24.10.0, every process run with fake engines)", () => {
  const depot = "https://depot.galaxyproject.org/singularity";
  const truth = {
    docker: {
      "READQC:FASTQC_RAW": "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0",
      "READQC:MULTIQC": "quay.io/biocontainers/multiqc:1.25.1--pyhdfd78af_0",
      "READQC:REPORT": "ghcr.io/acme/report:1.4.0",
      "READQC:SAMPLESHEET": "quay.io/nf-core/ubuntu:22.04",
      "READQC:TRIM:FASTP": "quay.io/biocontainers/fastp:0.24.0--heae3180_1",
      "READQC:TRIM:FASTQC_TRIMMED": "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0",
    },
    singularity: {
      "READQC:FASTQC_RAW": `${depot}/fastqc:0.12.1--hdfd78af_0`,
      "READQC:MULTIQC": `${depot}/multiqc:1.25.1--pyhdfd78af_0`,
      "READQC:REPORT": "docker://ghcr.io/acme/report:1.4.0",
      "READQC:SAMPLESHEET": "docker://quay.io/nf-core/ubuntu:22.04",
      "READQC:TRIM:FASTP": "docker://quay.io/biocontainers/fastp:0.24.0--heae3180_1",
      "READQC:TRIM:FASTQC_TRIMMED": `${depot}/fastqc:0.12.1--hdfd78af_0`,
    },
  };

  test.each(["docker", "singularity"] as const)("with %s", async (engine) => {
    const { out } = await cli(["scan", join(root, "examples/pipeline"), "--format", "json", "--profile", engine]);
    const pulls = arrayOf(objectOf(parseJson(out))["pulls"]).map(objectOf);
    const processes = pulls.filter((pull) => typeof pull["process"] === "string");
    expect(Object.fromEntries(processes.map(({ process, image }) => [process, image]))).toStrictEqual(truth[engine]);
    expect(processes).toHaveLength(6);
    expect(new Set(processes.map((pull) => pull["engine"]))).toStrictEqual(new Set([engine]));
  });

  test("every reference slices its own text out of the file", async () => {
    const { out } = await cli(["scan", join(root, "examples/pipeline"), "--format", "json"]);
    const references = arrayOf(objectOf(parseJson(out))["references"]).map(objectOf);
    expect(references.length).toBeGreaterThan(10);
    for (const { file, line, column, endLine, endColumn, text } of references) {
      const lines = (await readFile(join(root, "examples/pipeline", String(file)), "utf8")).split("\n");
      const slice = lines.slice(Number(line) - 1, Number(endLine));
      slice.push((slice.pop() ?? "").slice(0, Number(endColumn) - 1));
      expect(slice.join("\n").slice(Number(column) - 1)).toBe(text);
    }
  });
});
