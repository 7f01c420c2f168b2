import { expect, test } from "vitest";
import { defaultScanOptions, scanRepository } from "../../../../src/scan/index.ts";
import { treeOf } from "../../in-memory.ts";
import { scan } from "../scan.ts";

const FILES = {
  "m/a/environment.yml": "dependencies: [a=1]\n",
  "m/a/gpu.yaml": "dependencies: [a=2]\n",
  "env.yml": "dependencies: [b=1]\n",
  "nextflow.config": "docker.enabled = true\n",
};
const BESIDE = { file: "m/a/environment.yml" };

function files(directives: string, config = ""): Readonly<Record<string, string>> {
  return {
    ...FILES,
    "nextflow.config": FILES["nextflow.config"] + config,
    "main.nf": "include { A } from './m/a/main.nf'\nworkflow { A() }\n",
    "m/a/main.nf": `process A {\n${directives}\n  script:\n  'true'\n}\n`,
  };
}

function conda(directives: string, config = ""): unknown {
  const [pull, ...others] = scan(files(`  container 'o/x:1'\n  ${directives}`, config)).pulls;
  expect(others).toEqual([]);
  return pull?.conda;
}

// As `CondaCache` of Nextflow 26.04 takes the directive: a file by its ending, a folder by a slash, else packages.
test.each([
  ["a file beside the module", 'conda "${moduleDir}/environment.yml"', BESIDE],
  ["a file of another name", 'conda "${moduleDir}/gpu.yaml"', { file: "m/a/gpu.yaml" }],
  ["a file of the project", 'conda "${projectDir}/env.yml"', { file: "env.yml" }],
  ["a file of the launch directory", "conda 'env.yml'", { file: "env.yml" }],
  ["a closure", 'conda { "${moduleDir}/gpu.yaml" }', { file: "m/a/gpu.yaml" }],
  [
    "a choice that is made",
    'conda "${ task.accelerator ? "${moduleDir}/gpu.yaml" : "${moduleDir}/environment.yml" }"\n  accelerator 1',
    { file: "m/a/gpu.yaml" },
  ],
  ["packages", "conda 'bioconda::a=1 conda-forge::b'", { packages: "bioconda::a=1 conda-forge::b" }],
  ["nothing, where the module has a file", "tag 'x'", BESIDE],
  ["a file that is not there", 'conda "${moduleDir}/gone.yml"', BESIDE],
  ["a file of elsewhere", "conda '/shared/env.yml'", BESIDE],
  ["a folder", "conda '/shared/envs/a'", BESIDE],
  ["a list", "conda(['a', 'b'])", BESIDE],
  ["lines", 'conda """a\nb"""', BESIDE],
  ["nothing at all", "conda ''", BESIDE],
  ["what only a run knows", 'conda { "${meta.id}.yml" }', BESIDE],
])("%s", (_, directive, expected) => {
  expect(conda(directive)).toEqual(expected);
});

test("what a configuration says wins", () => {
  expect(conda('conda "${moduleDir}/environment.yml"', "process { withName: A { conda = 'a=3' } }")).toEqual({
    packages: "a=3",
  });
});

test("without a module's file and a directive there is none", () => {
  const main = "process A {\n  container 'o/x:1'\n  script:\n  'true'\n}\nworkflow { A() }\n";
  expect(scan({ "main.nf": main, "nextflow.config": "docker.enabled = true\n" }).pulls[0]).not.toHaveProperty("conda");
});

// A condition of its own is no other way to pull an image.
test("an open condition that only the environment hangs on makes no candidates of the image", () => {
  const [pull, ...others] = scan(files("  container 'o/x:1'\n  conda { env('E') ? 'a=1' : 'a=2' }")).pulls;
  expect(others).toEqual([]);
  expect(pull).toMatchObject({ confidence: "exact", conda: BESIDE });
});

test("an open condition that the image hangs on, too, decides both", () => {
  const { pulls } = scan(files("  container { env('E') ? 'o/x:1' : 'o/x:2' }\n  conda { env('E') ? 'a=1' : 'a=2' }"));
  expect(Object.fromEntries(pulls.map(({ image, conda: of }) => [image, of]))).toEqual({
    "o/x:1": { packages: "a=1" },
    "o/x:2": { packages: "a=2" },
  });
});

test("where two ways come to one image and to two environments, none of them is known", () => {
  const { pulls } = scan(files("  container { env('E') ? 'o/x:1' : 'o/x:1' }\n  conda { env('E') ? 'a=1' : 'a=2' }"));
  expect(pulls.map((pull) => [pull.image, "conda" in pull])).toEqual([["o/x:1", false]]);
});

// `conda (params.enable_conda ? 'a=1' : null)`, as modules of nf-core had it: on its own the parameter is open.
test("a way without an environment says nothing of one that has it", () => {
  const module =
    "process A {\n  conda (params.enable_conda ? 'a=1' : null)\n  container 'o/x:1'\n  script:\n  'true'\n}\n";
  const { pulls } = scan({ "modules/a/main.nf": module });
  expect(pulls.map(({ image, conda: of }) => [image, of])).toEqual([
    ["o/x:1", { packages: "a=1" }],
    ["docker://o/x:1", { packages: "a=1" }],
  ]);
});

test("where the ways of a configuration give an image two environments, none of them is known", () => {
  const config = "if (env('E')) { process.conda = 'a=1' } else { process.conda = 'a=2' }\n";
  const main = "process A {\n  container 'o/x:1'\n  script:\n  'true'\n}\nworkflow { A() }\n";
  const { pulls } = scan({ "main.nf": main, "nextflow.config": `docker.enabled = true\n${config}` });
  expect(pulls.map(({ image }) => image)).toEqual(["o/x:1"]);
  expect(pulls[0]).not.toHaveProperty("conda");
});

test("the texts of all files that are named come with the scan, and no others", async () => {
  const named = files("  container 'o/x:1'\n  conda \"${moduleDir}/environment.yml\"");
  const { environments } = await scanRepository(treeOf(named), defaultScanOptions);
  expect([...(environments ?? [])]).toEqual([["m/a/environment.yml", FILES["m/a/environment.yml"]]]);
});

test.each([
  ["m/a/environment.yml", "${moduleDir}/environment.yml"],
  ["m/a/gpu.yaml", "${moduleDir}/gpu.yaml"],
])("no text that is too long for an environment: %s", async (file, directive) => {
  const named = { ...files(`  container 'o/x:1'\n  conda "${directive}"`), [file]: "#".repeat(70_000) };
  expect(await scanRepository(treeOf(named), defaultScanOptions)).not.toHaveProperty("environments");
});

test("the environments of a repository are kept up to a limit together", async () => {
  const many = Array.from({ length: 300 }, (_, n) => [
    [`m/${n}/main.nf`, `process P${n} {\n  container 'o/x:1'\n  script:\n  'true'\n}\n`],
    [`m/${n}/environment.yml`, "#".repeat(60_000)],
  ]).flat();
  const { environments } = await scanRepository(treeOf(Object.fromEntries(many)), defaultScanOptions);
  expect(environments?.size).toBe(279);
});

test("images of meta.yml have the file beside it", async () => {
  const meta = "name: a\ncontainers:\n  docker:\n    linux/arm64:\n      name: o/x:1\n";
  const module = files("  container 'o/x:1'");
  const withFile = await scanRepository(treeOf({ ...module, "m/a/meta.yml": meta }), defaultScanOptions);
  expect(withFile.pulls.find(({ source }) => source === "nf-core")?.conda).toEqual(BESIDE);
  const { "m/a/environment.yml": _, ...without } = module;
  const alone = await scanRepository(treeOf({ ...without, "m/a/meta.yml": meta }), defaultScanOptions);
  expect(alone.pulls.find(({ source }) => source === "nf-core")).not.toHaveProperty("conda");
});
