import { expect, test } from "vitest";
import { scanSnakemake } from "../../../src/scan/neighbours/snakemake/index.ts";
import { around, rows } from "../in-memory.ts";

const scan = (lines: readonly string[]) => scanSnakemake("Snakefile", lines.join("\n"), around());

const pulls = (value: string) => scan(["rule a:", `    container: ${value}`]).pulls;
const images = (value: string) => pulls(value).map(({ image }) => image);
const reasons = (value: string) => pulls(value).map(({ unresolved }) => unresolved?.reason);

test("of the workflow and of rules, on one line and on the next", () => {
  const found = scan([
    'container: "docker://continuumio/miniconda3:4.8.2"',
    "rule a:",
    '    input: "x"',
    '    singularity: "docker://a:1"  # comment',
    "    shell: \"echo 'container: docker://no:1'\"",
    "checkpoint b:",
    "    container:",
    "        # why",
    '        "docker://quay.io/"',
    "        'b:2'",
    "    threads: 1",
    'containerized: "docker://c:3"',
  ]);
  expect(rows(found)).toEqual([
    "1:22 continuumio/miniconda3:4.8.2 → continuumio/miniconda3:4.8.2",
    "4:28 a:1 → a:1",
    "9:19 quay.io/\"\n        'b:2 → quay.io/b:2",
    "12:26 c:3 → c:3",
  ]);
  expect(found.pulls.map(({ process }) => process)).toEqual([undefined, "a", "b", undefined]);
  expect(found.pulls[0]?.engine).toBe("apptainer");
});

test("a rule without a name", () => {
  const [pull] = scan(["rule:", '    container: "docker://a:1"']).pulls;
  expect(pull?.image).toBe("a:1");
  expect(pull).not.toHaveProperty("process");
  expect(pull?.references[0]?.context).toEqual({});
});

test("other services and local files", () => {
  expect(images('"library://lab/x/y:1"')).toEqual(["library://lab/x/y:1"]);
  expect(images('"https://depot.galaxyproject.org/singularity/x:1"')).toEqual([
    "https://depot.galaxyproject.org/singularity/x:1",
  ]);
  expect(images('"images/local.sif"')).toEqual([]);
  expect(images("None")).toEqual([]);
});

test("global variables, f-strings, sums and conditions", () => {
  const found = scan([
    'IMG = "docker://quay.io/a/b:1"',
    "VER = '2'",
    "TWICE = 'x'",
    "TWICE = 'y'",
    "rule a:",
    "    container: IMG",
    "rule b:",
    '    container: f"docker://z:{VER}"',
    "rule c:",
    '    container: ("docker://" + "c:" + VER)',
    "rule d:",
    '    container: "docker://p:1" if GPU else "docker://p:2"',
    "rule e:",
    '    container: f"docker://z:{TWICE}"',
  ]);
  expect(found.pulls.map(({ image, confidence }) => [image, confidence])).toEqual([
    ["quay.io/a/b:1", "exact"],
    ["z:2", "exact"],
    ["c:2", "exact"],
    ["p:1", "candidate"],
    ["p:2", "candidate"],
    [null, "unresolved"],
  ]);
  expect(found.pulls[0]?.references.map(({ text }) => text)).toEqual(["quay.io/a/b:1", "IMG"]);
  expect(found.pulls[3]?.conditions).toEqual(["GPU"]);
  expect(images('"docker://p:1" if GPU else image_of(x)')).toEqual(["p:1", null]);
});

test("wildcards, configurations and functions", () => {
  expect(reasons('"docker://x/{wildcards.sample}"')).toEqual(["runtime-input"]);
  expect(reasons('config["image"]')).toEqual(["unsupported-expression"]);
  expect(reasons("lambda wildcards: 'docker://x:1'")).toEqual(["unsupported-expression"]);
  expect(reasons("image_of('x')")).toEqual(["unsupported-expression"]);
  expect(reasons('"docker://x" ("y")')).toEqual(["unsupported-expression"]);
  expect(reasons('f"docker://x/{config[image]}"')).toEqual(["unsupported-expression"]);
  expect(reasons("f'docker://x/{unknown}:{other}'")).toEqual(["unsupported-expression"]);
  const [long] = pulls(`image_of(${"'x', ".repeat(40)})`);
  expect(long?.unresolved?.detail.length).toBeLessThan(150);
});

test("Python that mentions containers", () => {
  const found = scan([
    "def f(container):",
    "    '''",
    '    container: "docker://no:1"',
    "    '''",
    "    return {",
    '        container: "docker://nor:1",',
    "    }",
    "x.container = 'docker://nor:2'",
  ]);
  expect(found.pulls).toEqual([]);
});
