import { expect, test } from "vitest";
import { readLaunch } from "../../../../src/scan/nextflow/launch/launch.ts";
import { readParamsFile } from "../../../../src/scan/nextflow/launch/params-file.ts";
import { images, kinds, scan } from "../scan.ts";

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

test("the default of a parameter is not a certainty, a given one is", () => {
  expect(scan(pipeline).pulls[0]).toMatchObject({ image: "x:default", confidence: "default" });
  expect(scan(pipeline, { launch: ["run", ".", "--tag", "1"] }).pulls[0]).toMatchObject({ confidence: "exact" });
});

test("an option at the end has no value", () => {
  expect(readLaunch(["run", ".", "-profile"])).toMatchObject({ profiles: [] });
  expect(readLaunch(["run", ".", "-main-script", "a.nf", "-params-file"])).toMatchObject({
    mainScript: "a.nf",
    paramsFile: "",
  });
});

test.each<[file: string, text: string, image: string | null]>([
  ["p.yml", "tag: 2020-01-02\n", null],
  ["p.yml", "? tag\n", "x:null"],
  ["p.yml", "[a]: b\ntag: c\n", "x:c"],
  ["p.json", '{"<<": {"tag": "1"}, "tag": "2"}', "x:2"],
])("%s with %j gives %j", (file, text, image) => {
  const files = { ...pipeline, "nextflow.config": "docker.enabled = true\n", [file]: text };
  const [pull] = scan(files, { launch: ["run", ".", "-params-file", file] }).pulls;
  expect(pull?.image).toBe(image);
});

test("a file of parameters merges what `<<` names", () => {
  const files = {
    ...pipeline,
    "main.nf": pipeline["main.nf"].replace("params.tag", "params.m.a}-${params.m.c"),
    "p.yml": "b: &b\n  a: '1'\n  c: '2'\nm:\n  a: '3'\n  <<: *b\n",
  };
  expect(images(scan(files, { launch: ["run", ".", "-params-file", "p.yml"] }))).toEqual(["FOO x:3-2"]);
});

test.each([
  // SnakeYAML: "found undefined alias nope".
  ["p.yml", "tag: *nope\nb: *other", 'there is no anchor above the alias "nope"'],
  ["p.yml", "tag: *late\nb: &late 1", 'there is no anchor above the alias "late"'],
  ["p.toml", "tag = 1", "it must end in .json, .yml or .yaml"],
  ["p.json", "[1]", "it is not a map"],
])("%s with %j is refused", (file, text, why) => {
  const found = scan({ ...pipeline, [file]: text }, { launch: ["run", ".", "-params-file", file] });
  expect(kinds(found)).toEqual(["abort"]);
  expect(found.problems[0]?.message).toContain(why);
});

test("an empty text without quotes has a place of no width", () => {
  const read = readParamsFile("p.yml", "tag: !!str\nquoted: ''\n");
  expect(read.kind === "values" && [...read.values.entries]).toMatchObject([
    ["tag", { kind: "string", value: "", from: [{ start: 10, end: 10 }] }],
    ["quoted", { kind: "string", value: "", from: [{ start: 20, end: 20 }] }],
  ]);
});

// SnakeYAML makes a list of it that holds itself, and Nextflow gets on.
test("a parameter that holds itself is open, and those beside it are known", () => {
  const files = { ...pipeline, "p.yml": "a: &a [*a]\ntag: '2'\n" };
  const launch = ["run", ".", "-params-file", "p.yml"];
  expect(images(scan(files, { launch }))).toEqual(["FOO x:2"]);
  const asking = { ...files, "main.nf": files["main.nf"].replace("params.tag", "params.a[0]") };
  expect(scan(asking, { launch }).pulls).toMatchObject([{ image: null, confidence: "unresolved" }]);
});

test("dotted parameters of the command line share a map", () => {
  const files = { ...pipeline, "main.nf": pipeline["main.nf"].replace("params.tag", "params.a.b}-${params.a.c") };
  expect(images(scan(files, { launch: ["run", ".", "--a.b", "1", "--a.c", "2"] }))).toEqual(["FOO x:1-2"]);
});

test("files that the command line names and that are not there are told", () => {
  expect(kinds(scan(pipeline, { launch: ["run", ".", "-c", "nope.config"] }))).toEqual(["missing-include"]);
  expect(kinds(scan(pipeline, { launch: ["run", ".", "-c", "https://h.org/x.config"] }))).toEqual(["remote-include"]);
  expect(kinds(scan(pipeline, { launch: ["run", ".", "-params-file", "nope.json"] }))).toEqual(["abort"]);
  expect(kinds(scan(pipeline, { launch: ["run", ".", "-params-file", "../p.json"] }))).toEqual(["abort"]);
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

test("absolute paths on the command line tell where the repository lies", () => {
  const files = {
    ...pipeline,
    "main.nf": main("d:1").replace("  container 'd:1'\n", ""),
    "nextflow.config":
      "docker.enabled = true\nincludeConfig 'file:///data/repo/conf/a.config'\nincludeConfig '/elsewhere/b.config'\n",
    "conf/a.config": "process.container = 'a:1'\n",
    "extra.config": "process.cpus = 1\n",
  };
  const found = scan(files, { launch: ["run", ".", "-c", "/data/repo/extra.config"], syntax: "v1" });
  expect(images(found)).toEqual(["FOO a:1"]);
  expect(found.problems.map(({ kind, message }) => [kind, message])).toEqual([
    ["missing-include", "/elsewhere/b.config is outside of the repository."],
  ]);
});
