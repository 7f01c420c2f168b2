import { expect, test } from "vitest";
import { readLaunch } from "../../../src/scan/nextflow/launch.ts";
import { images, kinds, scan } from "./scan.ts";

test("reads what bears on containers and leaves the rest out", () => {
  const launch = readLaunch([
    "nextflow",
    "-C",
    "only.config",
    "run",
    "sub/main.nf",
    "-r",
    "dev",
    "-profile",
    "a,b",
    "-c",
    "x.config,y.config",
    "--tag",
    "1.10",
    "--flag",
    "--n=-3",
    "--empty=",
    "-with-docker",
    "cli:1",
    "-process.container=p:1",
    "-params-file",
    "p.json",
    "-resume",
    "-entry",
    "W",
    "-stub",
  ]);
  expect(launch).toMatchObject({
    project: "sub/main.nf",
    profiles: ["a", "b"],
    configs: ["x.config", "y.config"],
    onlyConfigs: ["only.config"],
    paramsFile: "p.json",
    params: [
      ["tag", "1.10"],
      ["flag", "true"],
      ["n", "-3"],
      ["empty", ""],
    ],
    engines: [{ scope: "docker", image: "cli:1" }],
    process: [["container", "p:1"]],
    entry: "W",
    stub: true,
    withoutDocker: false,
  });
});

test("a bare -with-singularity takes no option for its image", () => {
  expect(readLaunch(["run", ".", "-with-singularity", "-profile", "x"])).toMatchObject({
    engines: [{ scope: "singularity", image: undefined }],
    profiles: ["x"],
  });
});

test("a value may start with a minus where it is a number or has blanks", () => {
  expect(readLaunch(["run", ".", "--a", "-5", "--b", "-x", "--c", "-p q"]).params).toEqual([
    ["a", "-5"],
    ["b", "true"],
    ["c", "-p q"],
  ]);
});

const pipeline = {
  "main.nf": "process FOO {\n  container \"x:${params.tag}\"\n  script:\n  'true'\n}\nworkflow { FOO() }\n",
  "nextflow.config": "docker.enabled = true\nparams.tag = 'default'\n",
};

test("a file of parameters keeps the place of its values", () => {
  const files = { ...pipeline, "p.yml": "tag: '2.0'\n" };
  const { pulls } = scan(files, { launch: ["run", ".", "-params-file", "p.yml"] });
  expect(pulls[0]).toMatchObject({ image: "x:2.0", confidence: "exact" });
  expect(pulls[0]!.references.map(({ file, text }) => [file, text])).toContainEqual(["p.yml", "2.0"]);
});

test("parameters: the policy's, then the file's, then the command line's", () => {
  const files = { ...pipeline, "p.json": '{ "tag": "file" }' };
  expect(images(scan(files, { launch: ["run", "."], params: { tag: "policy" } }))).toEqual(["FOO x:policy"]);
  const fromFile = ["run", ".", "-params-file", "p.json"];
  expect(images(scan(files, { launch: fromFile, params: { tag: "policy" } }))).toEqual(["FOO x:file"]);
  expect(images(scan(files, { launch: [...fromFile, "--tag", "cli"] }))).toEqual(["FOO x:cli"]);
});

test("the default of a parameter is no certainty, a given one is", () => {
  expect(scan(pipeline).pulls[0]).toMatchObject({ image: "x:default", confidence: "default" });
  expect(scan(pipeline, { launch: ["run", ".", "--tag", "1"] }).pulls[0]).toMatchObject({ confidence: "exact" });
});

test("files that the command line names and that are not there are told", () => {
  expect(kinds(scan(pipeline, { launch: ["run", ".", "-c", "nope.config"] }))).toEqual(["missing-include"]);
  expect(kinds(scan(pipeline, { launch: ["run", ".", "-c", "https://h.org/x.config"] }))).toEqual(["remote-include"]);
  expect(kinds(scan(pipeline, { launch: ["run", ".", "-params-file", "nope.json"] }))).toEqual(["abort"]);
});

function main(image: string): string {
  return `process FOO {\n  container '${image}'\n  script:\n  'true'\n}\nworkflow { FOO() }\n`;
}

test("the project behind `run` picks one of several pipelines", () => {
  const files = {
    "a/main.nf": main("a:1"),
    "a/nextflow.config": "docker.enabled = true\n",
    "b/main.nf": main("b:1"),
    "b/nextflow.config": "docker.enabled = true\n",
  };
  expect(images(scan(files))).toEqual(["FOO a:1", "FOO b:1"]);
  expect(images(scan(files, { launch: ["run", "b"] }))).toEqual(["FOO b:1"]);
  expect(images(scan(files, { launch: ["run", "./a/main.nf"] }))).toEqual(["FOO a:1"]);
});
