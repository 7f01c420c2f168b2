/** `check --lineage`, as it is shipped: what a run of Nextflow recorded, against the lock and against the files. */
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { writeLock } from "../../src/lock/write.ts";
import { digestOf, locked, lockOf } from "../lock/make.ts";
import { cli } from "../support/cli.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { repositoryOf } from "../support/scratch.ts";

const records = (name: string): string => resolve(import.meta.dirname, "../lineage/records", name);

/** The pipeline of the records. */
const pipeline = {
  "main.nf": `process FASTQC {
  container 'quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0'
  script: "echo a"
}
process REPORT {
  container 'multiqc/multiqc:v1.25'
  script: "echo report"
}
process PLAIN {
  script: "echo plain"
}
workflow { FASTQC() ; REPORT() ; PLAIN() }
`,
  "nextflow.config": `profiles {
  docker { docker.enabled = true; docker.registry = 'quay.io' }
  singularity { singularity.enabled = true; singularity.cacheDir = '/work/cache' }
}
`,
  "wave-inspect.yml":
    "version: 1\nnextflow: { scenarios: [{ profiles: [docker] }, { profiles: [singularity] }] }\nrules: { exists: off, architecture: off, pin: off, tag: off }\n",
};

test.each([
  ["docker", "4 tasks ran by the records in"],
  ["singularity", "3 as the files have them, 1 in no container"],
])("%s: all that ran is what the files pull", async (engine, says) => {
  const root = await repositoryOf(pipeline);
  const { out, err, code } = await cli(["check", root, "--inspector", "none", "--lineage", records(engine)]);
  expect(err).toBe("");
  expect(out).toContain(says);
  expect(out).not.toContain("ran:");
  expect(code).toBe(0);
});

test("what ran on nobody's list is an error, with the task, the container and the line of the record", async () => {
  const root = await repositoryOf({
    ...pipeline,
    "main.nf": pipeline["main.nf"].replace("multiqc:v1.25", "multiqc:v1.27"),
  });
  const { out, code } = await cli([
    "check",
    root,
    "--inspector",
    "none",
    "--format",
    "json",
    "--lineage",
    records("docker"),
  ]);
  expect(code).toBe(1);
  const report = objectOf(JSON.parse(out));
  expect(report["findings"]).toMatchObject([
    {
      rule: "ran",
      severity: "error",
      message: "REPORT ran in quay.io/multiqc/multiqc:v1.25, which nothing here pulls",
      file: records("docker/trace.txt"),
      line: 4,
    },
  ]);
  const ran = objectOf(report["ran"]);
  expect(ran).toMatchObject({ records: 1, against: null });
  expect(arrayOf(ran["tasks"])).toHaveLength(4);
});

test("a folder without records, and one that is none, are to be mended", async () => {
  const root = await repositoryOf(pipeline);
  const { err, code } = await cli(["check", root, "--inspector", "none", "--lineage", root]);
  expect(code).toBe(2);
  expect(err).toContain("has no record of a task");
});

test("against a lock: what it does not have is told, whatever the files pull", async () => {
  const fastqc = "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0";
  const lock = writeLock(lockOf({ [fastqc]: locked({ digest: digestOf("a") }) }));
  const root = await repositoryOf({ ...pipeline, "containers.lock": lock });
  const args = ["check", root, "--inspector", "none", "--format", "json", "--lineage", records("docker")];
  const report = objectOf(JSON.parse((await cli(args)).out));
  const told = arrayOf(report["findings"]).map(objectOf);
  expect(told.filter(({ rule }) => rule === "ran").map(({ message }) => message)).toEqual([
    "REPORT ran in quay.io/multiqc/multiqc:v1.25, which containers.lock does not have",
  ]);
  const ran = objectOf(report["ran"]);
  expect(ran["against"]).toBe("containers.lock");
  expect(arrayOf(ran["tasks"])).toContainEqual({
    task: "FASTQC (a)",
    process: "FASTQC",
    container: fastqc,
    file: records("docker/trace.txt"),
    line: 5,
    image: fastqc,
    digest: digestOf("a"),
    by: "lock",
    outcome: "expected",
  });
});
