/** A scan that is cancelled between two files: what it has is kept, and what it has not is said. */
import { expect, test } from "vitest";
import { Cancellation } from "../../src/cancellation.ts";
import type { ScanResult } from "../../src/model.ts";
import { defaultScanOptions, scanRepository } from "../../src/scan/index.ts";
import { treeOf } from "./in-memory.ts";

/** Is cancelled when this file is read; "" before anything is. */
async function scan(files: Readonly<Record<string, string>>, last: string): Promise<ScanResult> {
  const cancellation = new Cancellation();
  if (last === "") cancellation.cancel("SIGTERM");
  const tree = treeOf(files);
  const read = (path: string): string | undefined => {
    if (path === last) cancellation.cancel("SIGTERM");
    return tree.read(path);
  };
  return scanRepository({ ...tree, read }, defaultScanOptions, cancellation);
}

const told = ({ problems }: ScanResult): string[] =>
  problems.map(({ file, kind, message }) => `${file} ${kind}: ${message}`);
const images = ({ pulls }: ScanResult): (string | null)[] => pulls.map(({ image }) => image);

const dockerfiles = { "a/Dockerfile": "FROM a:1\n", "b/Dockerfile": "FROM b:1\n", "c/Dockerfile": "FROM c:1\n" };
const pipeline = (name: string): string =>
  `process ${name} {\n  container '${name}:1'\n  script: 'true'\n}\nworkflow { ${name}() }\n`;

test("the file that is under way is the last", async () => {
  const found = await scan({ ...dockerfiles, README: "" }, "a/Dockerfile");
  expect(images(found)).toEqual(["a:1"]);
  expect(found).toMatchObject({ isCut: true, files: [{ file: "a/Dockerfile" }] });
  expect(told(found)).toEqual([
    "b/Dockerfile cancelled: The run was cancelled (SIGTERM) before 2 files were scanned, this one the first.",
  ]);
});

test("one file that is left is said to be one", async () => {
  expect(told(await scan(dockerfiles, "b/Dockerfile"))).toEqual([
    "c/Dockerfile cancelled: The run was cancelled (SIGTERM) before this file was scanned.",
  ]);
});

test("where no file is left the scan is whole", async () => {
  const found = await scan(dockerfiles, "c/Dockerfile");
  expect(images(found)).toHaveLength(3);
  expect(found.isCut).toBeUndefined();
});

test("nothing is begun where the run was cancelled before", async () => {
  const found = await scan({ ...dockerfiles, "main.nf": pipeline("P") }, "");
  expect(images(found)).toEqual([]);
  expect(told(found)).toEqual([
    "a/Dockerfile cancelled: The run was cancelled (SIGTERM) before 3 files were scanned, this one the first.",
    "main.nf cancelled: The run was cancelled (SIGTERM) before all pipelines and modules of Nextflow were scanned.",
  ]);
});

test("Dockerfiles that other files name are left, too", async () => {
  const files = {
    "compose.yaml": "services: { a: { build: { context: ., dockerfile: image.txt } } }",
    "image.txt": "FROM a:1\n",
  };
  const found = await scan(files, "compose.yaml");
  expect(told(found)).toEqual(["image.txt cancelled: The run was cancelled (SIGTERM) before this file was scanned."]);
  expect(images(await scan(files, "none"))).toEqual(["a:1"]);
});

test("files that others lead to are left, too", async () => {
  const files = { ".gitlab-ci.yml": "include: ci/x.yml\na: { image: 'a:1' }\n", "ci/x.yml": "b: { image: 'b:1' }\n" };
  const found = await scan(files, "ci/x.yml");
  expect(told(found)).toEqual(["ci/x.yml cancelled: The run was cancelled (SIGTERM) before this file was scanned."]);
  expect(images(await scan(files, "none"))).toEqual(["a:1", "b:1"]);
});

test("pipelines that are done are kept, and of the one under way nothing is said", async () => {
  const files = {
    "a/main.nf": pipeline("A"),
    "a/nextflow.config": "",
    "b/main.nf": pipeline("B"),
    "b/nextflow.config": "",
  };
  const cancellation = new Cancellation();
  const tree = treeOf(files);
  // Whether an environment stands beside a script is asked where its container is resolved.
  const kindAt = (path: string): undefined => {
    if (path === "b/environment.yml") cancellation.cancel("SIGINT");
  };
  const found = await scanRepository({ ...tree, kindAt }, defaultScanOptions, cancellation);
  expect(told(found)).toEqual([
    "a/main.nf cancelled: The run was cancelled (SIGINT) before all pipelines and modules of Nextflow were scanned.",
  ]);
  expect(images(found)).toEqual(["A:1"]);
});

test("work that computes lets in what has waited for the event loop", async () => {
  const cancellation = new Cancellation();
  setTimeout(() => cancellation.cancel("SIGTERM"), 1);
  const start = performance.now();
  let turns = 0;
  while (!(await cancellation.pause())) {
    turns += 1;
    if (performance.now() - start > 10_000) break;
  }
  expect(cancellation.reason).toBe("SIGTERM");
  expect(turns).toBeGreaterThan(10);
});
