/** Records as Nextflow writes them, and ones that are broken. */
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readRan } from "../../src/lineage/read.ts";
import { repositoryOf } from "../support/scratch.ts";

const records = resolve(import.meta.dirname, "records");
const FASTQC = "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0";
const told = (folder: string) =>
  readRan(folder).tasks.map(({ task, process, container, line }) => [task, process, container, line]);

test("a trace with Docker has names, and nothing for a task in no container", () => {
  expect(told(resolve(records, "docker"))).toEqual([
    ["FASTQC (b)", "FASTQC", FASTQC, 2],
    ["PLAIN", "PLAIN", null, 3],
    ["REPORT", "REPORT", "quay.io/multiqc/multiqc:v1.25", 4],
    ["FASTQC (a)", "FASTQC", FASTQC, 5],
  ]);
});

test("a trace with Singularity has the file that the image was kept in", () => {
  expect(readRan(resolve(records, "singularity")).tasks.map(({ container }) => container)).toContain(
    "/work/cache/quay.io-biocontainers-fastqc-0.12.1--hdfd78af_0.img",
  );
});

test("records of lineage, of several forms and kinds", async () => {
  const found = readRan(resolve(records, "lineage"));
  expect(found).toMatchObject({ records: 2 });
  expect(found.tasks.map(({ task, process, container }) => [task, process, container])).toEqual([
    ["NFCORE_DEMO:FASTQC (sample1)", "NFCORE_DEMO:FASTQC", null],
    ["NFCORE_DEMO:FASTQC (sample1)", "NFCORE_DEMO:FASTQC", FASTQC],
  ]);
  const folder = await repositoryOf({
    ".lineage/old/.data.json": '{"version":"lineage/v1beta1","type":"TaskRun","name":"A (x (y))","container":""}',
    ".lineage/run/.data.json": '{"version":"lineage/v1beta1","kind":"WorkflowRun","spec":{}}',
    "trace-report.txt": "no table at all\n",
    "notes.txt": "task_id\tname\n",
  });
  expect(told(folder)).toEqual([["A (x (y))", "A", null, 1]]);
});

describe("what cannot be read is told, and nothing is passed over", () => {
  const record = ".lineage/a/.data.json";
  test.each([
    ["no record", "notes.txt", "x", /has no record of a task: name the folder/],
    ["no JSON", record, "{", /\.data\.json: no JSON: /],
    ["no record of lineage", record, "[]", /it has no kind/],
    [
      "another version",
      record,
      '{"version":"lineage/v2","kind":"TaskRun","spec":{"name":"A"}}',
      /lineage of version lineage\/v2; this release reads lineage\/v1beta1/,
    ],
    ["no version", record, '{"kind":"TaskRun","spec":{"name":"A"}}', /lineage of version none/],
    ["no name", record, '{"version":"lineage/v1beta1","kind":"TaskRun","spec":{}}', /a TaskRun without a name/],
    [
      "a container of another type",
      record,
      '{"version":"lineage/v1beta1","kind":"TaskRun","spec":{"name":"A","container":5}}',
      /container that is no text/,
    ],
    ["bytes that are no text", record, Buffer.alloc(50), /is binary and no text/],
    [
      "a trace as it is by default",
      "trace.txt",
      "task_id\thash\tname\n1\tab\tA\n",
      /trace\.txt:1: a trace without the column container; set trace\.fields/,
    ],
    ["a trace that says of no task", "trace.txt", "task_id\tcontainer\n1\tx\n", /without the columns name and process/],
    [
      "a trace that is cut off",
      "trace.txt",
      "task_id\tname\tcontainer\n1\tA\tx\n2\tB",
      /other than 3 columns at line 3/,
    ],
  ])("%s", async (_, path, content, expected) => {
    const folder = await repositoryOf({ [path]: content });
    expect(() => readRan(folder)).toThrow(expected);
  });

  test("a folder that is not there", () => {
    expect(() => readRan("/nowhere/at/all")).toThrow("--lineage: /nowhere/at/all cannot be read: ");
  });
});

test("a trace without names goes by its processes", async () => {
  const folder = await repositoryOf({ "trace.txt": "hash\tprocess\tcontainer\nab\tA:B\tx:1\n\nab\t-\tx:1\n" });
  expect(told(folder)).toEqual([["A:B", "A:B", "x:1", 2]]);
});
