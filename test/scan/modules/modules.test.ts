/** Which images stand beside which environment: the forms that nf-core/modules and pipelines write, in memory and on the disk. */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findModules, openModules } from "../../../src/scan/modules/index.ts";
import { treeOf } from "../in-memory.ts";
import { repositoryOf } from "../../support/scratch.ts";

const ENVIRONMENT = "channels:\n- conda-forge\ndependencies:\n- bioconda::samtools=1.17\n";
const process = (...header: readonly string[]): string =>
  `process A {\n${header.join("\n")}\n\n  script:\n  "true"\n}\n`;
const found = (files: Readonly<Record<string, string>>): ReturnType<typeof findModules> => findModules(treeOf(files));
const pairs = (files: Readonly<Record<string, string>>): readonly string[] =>
  found(files).images.map(
    ({ image, environment, sources, platform }) =>
      `${image} ${environment}${platform === undefined ? "" : ` ${platform}`} ${JSON.stringify(sources)}`,
  );

const OWN = '[{"file":"m/environment.yml"}]';

test.for([
  ["one name", ['  conda "${moduleDir}/environment.yml"', '  container "a/b:1"'], ["a/b:1"]],
  [
    "a name an engine",
    [
      "  container \"${ workflow.containerEngine in ['singularity', 'apptainer'] && !task.ext.x ?",
      "    'https://depot.example/a:1' :",
      "    'a/b:1' }\"",
    ],
    ["https://depot.example/a:1", "a/b:1"],
  ],
  [
    "one of two in one of two",
    ["  container \"${ task.a ? (task.b ? 'a:1' : 'a:2') : (task.b ? 'a:3' : 'a:4') }\""],
    ["a:1", "a:2", "a:3", "a:4"],
  ],
  ["a closure", ["  container { task.a ? 'a:1' : 'a:2' }"], ["a:1", "a:2"]],
  ["a closure with statements", ["  container { if (task.a) { return 'a:1' } else { 'a:2' } }"], ["a:1", "a:2"]],
  [
    "statements",
    ["  if (params.a) {", "    container 'a:1'", "  } else {", "    container 'a:2'", "  }"],
    ["a:1", "a:2"],
  ],
  ["a statement without else", ["  if (params.a) container 'a:1'"], ["a:1"]],
  ["parentheses and a default", ["  container(params.image ?: 'a:1')"], ["a:1"]],
  ["a cast, and blanks around", ["  container ' a:1 ' as String"], ["a:1"]],
  ["comments are none", ["  // container 'a:0'", "  /* container 'a:00' */ container 'a:1' // 'a:2'"], ["a:1"]],
  ["words of a condition are none", ["  container task.x == 'a:0' ? 'a:1' : 'a:2'"], ["a:1", "a:2"]],
  [
    "variables are none",
    ["  def name = 'a:0'", "  name = 'a:00'", "  container { def other = 'a:000'; 'a:1' }"],
    ["a:1"],
  ],
  [
    "a closure with a statement without else",
    ["  container { if (task.a) { return 'a:1' }", "  return 'a:2' }"],
    ["a:1", "a:2"],
  ],
  ["another directive is none", ["  tag 'a:0'", "  container 'a:1'"], ["a:1"]],
] as const)("%s", ([, header, images]) => {
  const files = { "m/main.nf": process(...header), "m/environment.yml": ENVIRONMENT };
  expect(pairs(files)).toEqual(images.map((image) => `${image} m/environment.yml ${OWN}`));
});

test("a name that the run puts together is counted and is not known", () => {
  const { images, open } = found({
    "main.nf": process('  container "a/b:${params.tag}"', "  container ''"),
    "environment.yml": ENVIRONMENT,
  });
  expect([images, open]).toEqual([[], 1]);
});

test("strings of scripts and of other processes are none of a container", () => {
  const text = `${process("  container 'a:1'")}process B {\n  script:\n  container = "a:9"\n  """\n  container 'a:8'\n  """\n}\n`;
  expect(pairs({ "m/main.nf": text, "m/environment.yml": ENVIRONMENT })).toEqual([`a:1 m/environment.yml ${OWN}`]);
});

test("what is no process names no container", () => {
  const text = `def container(name) { 'a:0' }\n${process("  container 'a:1'")}`;
  expect(pairs({ "m/main.nf": text, "m/environment.yml": ENVIRONMENT })).toEqual([`a:1 m/environment.yml ${OWN}`]);
});

test("a file whose name the run puts together is none of `conda`", () => {
  const header = ['  conda "${moduleDir}/${params.name}.yml"', "  container 'a:1'"];
  const files = { "m/main.nf": process(...header), "m/envs/one.yml": ENVIRONMENT };
  expect(pairs(files)).toEqual([]);
});

test("files that `conda` names, by the folder that it names them from", () => {
  const files = {
    "p/nextflow.config": "",
    "p/envs/one.yml": ENVIRONMENT,
    "p/modules/a.nf": [
      process('  conda "${projectDir}/envs/one.yml"', "  container 'a:1'"),
      process("  conda 'launch.yaml'", "  container 'a:2'"),
      process('  conda "$moduleDir/../envs/one.yml"', "  container 'a:3'"),
      process('  conda "${moduleDir}/none.yml"', "  container 'a:4'"),
      process('  conda "${params.envs}/one.yml"', "  container 'a:5'"),
      process("  conda 'https://example.com/one.yml'", "  container 'a:6'"),
    ].join("\n"),
    "launch.yaml": ENVIRONMENT,
    "other.nf": process('  conda "${baseDir}/launch.yaml"', "  container 'a:7'"),
  };
  expect(pairs(files)).toEqual([
    'a:7 launch.yaml [{"file":"launch.yaml"}]',
    'a:1 p/envs/one.yml [{"file":"p/envs/one.yml"}]',
    'a:2 launch.yaml [{"file":"launch.yaml"}]',
    'a:3 p/envs/one.yml [{"file":"p/envs/one.yml"}]',
  ]);
});

test("packages in the script: the script is the environment", () => {
  const files = {
    "a.nf": process('  conda (params.on ? "bioconda::samtools=1.17 conda-forge::pigz" : null)', "  container 'a:1'"),
    "b.nf": process("  conda '/opt/env'", "  container 'a:2'"),
    "c.nf": process("  conda 'explicit.txt'", "  container 'a:3'"),
  };
  expect(pairs(files)).toEqual(['a:1 a.nf [{"packages":"bioconda::samtools=1.17 conda-forge::pigz"}]']);
  expect(found(files).bare).toEqual(["b.nf", "c.nf"]);
});

test("the file beside goes before what else `conda` names for other cases", () => {
  const files = {
    "m/main.nf": process(
      '  conda "${ task.accelerator ? "${moduleDir}/environment.gpu.yml" : "${moduleDir}/environment.yml" }"',
      "  container \"${ task.accelerator ? 'a:gpu' : 'a:1' }\"",
    ),
    "m/environment.yml": ENVIRONMENT,
    "m/environment.gpu.yml": ENVIRONMENT,
  };
  const both = '[{"file":"m/environment.yml"},{"file":"m/environment.gpu.yml"}]';
  expect(pairs(files)).toEqual([`a:gpu m/environment.yml ${both}`, `a:1 m/environment.yml ${both}`]);
});

test("environment.yaml beside, and a process without a container", () => {
  const files = {
    "m/main.nf": `${process("  conda 'x'")}${process("  container 'a:1'")}`,
    "m/environment.yaml": ENVIRONMENT,
  };
  expect(pairs(files)).toEqual(['a:1 m/environment.yaml [{"file":"m/environment.yaml"}]']);
});

const META = `name: m
containers:
  docker:
    linux/amd64:
      name: w/a:1
      build_id: bd-1_1
    linux_arm64:
      name: w/a:2
  singularity:
    linux/amd64:
      name: oras://w/a:3
      https: https://example.com/data
  conda:
    linux/amd64:
      lock_file: x.txt
`;

test("meta.yml says for which platform a name is", () => {
  const files = { "m/main.nf": process("  container 'a:1'"), "m/environment.yml": ENVIRONMENT, "m/meta.yml": META };
  expect(pairs(files)).toEqual([
    `a:1 m/environment.yml ${OWN}`,
    `w/a:1 m/environment.yml linux/amd64 ${OWN}`,
    `w/a:2 m/environment.yml linux/arm64 ${OWN}`,
    `oras://w/a:3 m/environment.yml linux/amd64 ${OWN}`,
    `https://example.com/data m/environment.yml linux/amd64 ${OWN}`,
  ]);
});

test("a meta.yml without images, and one that is broken", () => {
  const files = { "m/main.nf": process("  container 'a:1'"), "m/environment.yml": ENVIRONMENT };
  expect(pairs({ ...files, "m/meta.yml": "name: containers\n" })).toHaveLength(1);
  const { images, problems } = found({ ...files, "m/meta.yml": "containers:\n  docker: [\n" });
  expect(images).toHaveLength(1);
  expect(problems).toMatchObject([{ file: "m/meta.yml", kind: "syntax" }]);
});

test("modules without an environment, and scripts without a container", () => {
  const { images, bare, scripts } = found({
    "a/main.nf": process("  container 'a:1'"),
    "b/main.nf": process("  conda 'x.txt'", "  container 'a:1'"),
    "c/main.nf": "// container\n",
    "d/main.nf": process("  conda 'samtools'"),
    "e/main.nf": "workflow { A() }\n",
  });
  expect([images, bare, scripts]).toEqual([[], ["a/main.nf", "b/main.nf"], 2]);
});

test("a script that is none is told of with its place", () => {
  const { problems } = found({ "m/main.nf": "process A {\n  container 'a:1\n", "m/environment.yml": ENVIRONMENT });
  expect(problems).toMatchObject([{ file: "m/main.nf", line: 1, kind: "syntax" }]);
  expect(problems[0]?.message).toContain("No process with a container is found: ");
});

test("of a checkout only what modules consist of is missed", async () => {
  const root = await repositoryOf({ "m/main.nf": process("  container 'a:1'"), "m/environment.yml": ENVIRONMENT });
  for (const name of ["n/main.nf", "n/environment.yml"]) await mkdir(join(root, name), { recursive: true });
  const tree = openModules(root);
  await rm(join(root, "m/main.nf"));
  expect(findModules(tree).images).toEqual([]);
  expect(tree.problems()).toMatchObject([{ file: "m/main.nf", why: "absent" }]);
});

test.for([
  ["a block comment", "  /*\n  input:\n  */\n  container 'a:1'"],
  ["a text of several lines", "  tag '''\n  input:\n  '''\n  container 'a:1'"],
] as const)("a word of %s ends no header", ([, header]) => {
  expect(pairs({ "m/main.nf": process(header), "m/environment.yml": ENVIRONMENT })).toEqual([
    `a:1 m/environment.yml ${OWN}`,
  ]);
});

test("processes behind the first one count", () => {
  const text = `${process("  container 'a:1'")}${process("  container 'a:2'")}`;
  expect(pairs({ "m/main.nf": text, "m/environment.yml": ENVIRONMENT })).toHaveLength(2);
});

test.for([
  ["no container in the script", { "m/main.nf": process('  conda "${moduleDir}/environment.yml"') }],
  ["a script that cannot be read", { "m/main.nf": 'process A {\n  container "a\n' }],
] as const)("metadata beside an environment counts with %s", ([, files]) => {
  const meta = "containers:\n  docker:\n    linux/arm64:\n      name: a/b:1\n";
  const all = { ...files, "m/environment.yml": ENVIRONMENT, "m/meta.yml": meta };
  expect(pairs(all)).toEqual([`a/b:1 m/environment.yml linux/arm64 ${OWN}`]);
});
