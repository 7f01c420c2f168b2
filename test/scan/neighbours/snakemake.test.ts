import { expect, test } from "vitest";
import { scanSnakemake } from "../../../src/scan/neighbours/snakemake/index.ts";
import { defaultScanOptions, scanRepository } from "../../../src/scan/index.ts";
import { around, rows, treeOf } from "../in-memory.ts";

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

test("a rule on one line", () => {
  const found = scan(['rule a: container: "docker://a:1"', 'rule: container: "docker://b:1"', "rule c: output: 'x'"]);
  expect(found.pulls.map(({ process, image }) => [process, image])).toEqual([
    ["a", "a:1"],
    [undefined, "b:1"],
  ]);
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
  expect(reasons("image_of('x')")).toEqual(["unsupported-expression"]);
  expect(reasons('"docker://x" ("y")')).toEqual(["unsupported-expression"]);
  expect(reasons('f"docker://x/{config[image]}"')).toEqual(["unsupported-expression"]);
  expect(reasons("f'docker://x/{unknown}:{other}'")).toEqual(["unsupported-expression"]);
  const [long] = pulls(`image_of(${"'x', ".repeat(40)})`);
  expect(long?.unresolved?.detail.length).toBeLessThan(150);
});

// As Snakemake 9.27 has them: a function is called with the wildcards.
test.each([
  ["lambda wildcards: 'docker://x:1'", "x:1"],
  ["lambda w: f'docker://x:{VER}'", "x:2"],
  ["lambda wildcards: f'docker://x:{wildcards.s}'", "unsupported-expression"],
  ["lambda: 'docker://x:1'", "unsupported-expression"],
  ["lambda", "unsupported-expression"],
  ["named", "n:1"],
  ["tagged", "t:2"],
  ["two", "unsupported-expression"],
  ["none", "unsupported-expression"],
  ["IMG", "quay.io/f:2"],
  ["D['bwa']", "bwa:2"],
  ["D['sam']", "sam:3"],
  ["D['gone']", "unsupported-expression"],
  ["D[VER]", "unsupported-expression"],
  ["D[f'bwa']", "unsupported-expression"],
  ["VER['bwa']", "unsupported-expression"],
  ["CHANGED['bwa']", "unsupported-expression"],
  ["UPDATED['bwa']", "unsupported-expression"],
  ["ADDED", "unsupported-expression"],
  ["inner({})", "unsupported-expression"],
  ["SELF", "unsupported-expression"],
])("container: %s", (container, expected) => {
  const found = scan([
    "VER = '2'",
    "IMG = f'docker://quay.io/f:{VER}'",
    "D = {",
    "    'bwa': f'docker://bwa:{VER}',",
    "    'sam': 'docker://sam:1',",
    "    'sam': 'docker://sam:3',",
    "}",
    "CHANGED = {'bwa': 'docker://no:1'}",
    "CHANGED['bwa'] = 'docker://no:2'",
    "UPDATED = {'bwa': 'docker://no:1'}",
    "UPDATED.update(config)",
    "ADDED = 'docker://no:1'",
    "ADDED += '2'",
    "SELF = SELF",
    "def named(wildcards):",
    "    return 'docker://n:1'",
    "def tagged(wildcards, tag='2'):",
    "    return 'docker://t:' + tag",
    "def two(wildcards, more):",
    "    return 'docker://no:1'",
    "def none():",
    "    return 'docker://no:1'",
    "def inner(D):",
    "    return D['bwa']",
    "rule a:",
    `    container: ${container}`,
  ]);
  expect(found.pulls.map(({ image, unresolved }) => image ?? unresolved?.reason)).toEqual([expected]);
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

const scanAll = async (files: Readonly<Record<string, string>>) =>
  (await scanRepository(treeOf(files), defaultScanOptions)).pulls.map(({ image, confidence, unresolved }) => [
    image ?? unresolved?.reason,
    confidence,
  ]);
const rule = (container: string) => `rule a:\n    container: ${container}\n`;
const CONFIG = "image: docker://cfg:1\ntools:\n  bwa: { image: bwa, tag: '0.7' }\nlist: [x]\n";
const withConfig = async (container: string) =>
  scanAll({ Snakefile: `configfile: "config.yaml"\n${rule(container)}`, "config.yaml": CONFIG });

// As Snakemake 9.27 reads them.
test.each([
  ['config["image"]', "cfg:1"],
  [`f"docker://{config['tools']['bwa']['image']}:{config['tools']['bwa']['tag']}"`, "bwa:0.7"],
  ['"docker://{}:{}".format(config["tools"]["bwa"]["image"], "1")', "bwa:1"],
  ['"docker://{1}/{0}:{tag}".format("a", "b", tag=config["tools"]["bwa"]["tag"])', "b/a:0.7"],
  ['config.get("image", "docker://no:1")', "cfg:1"],
  ['config.get("gone", "docker://otherwise:1")', "otherwise:1"],
  ['config.get("tools", {}).get("samtools", {}).get("image", "docker://deep:2")', "deep:2"],
  ["config[\"tools\"].get(\"gone\", f\"docker://{config['tools']['bwa']['image']}:3\")", "bwa:3"],
  ['"docker://x:" + config["tools"]["bwa"]["tag"]', "x:0.7"],
])("%s", async (container, image) => {
  expect(await withConfig(container)).toEqual([[image, "default"]]);
});

test("what the configuration does not have, or has as no text", async () => {
  for (const container of [
    'config["gone"]',
    'config["list"]',
    'config["tools"]["bwa"]',
    "config",
    'config["a"]()',
    "config[image]",
  ]) {
    expect([container, await withConfig(container)]).toEqual([container, [["unsupported-expression", "unresolved"]]]);
  }
});

test("a configuration is that of all files of a workflow, and what is read later counts more", async () => {
  const files = {
    "workflow/Snakefile": 'configfile: "config/config.yaml"\ninclude: "rules/a.smk"\ninclude: "rules/b.smk"\n',
    "workflow/rules/a.smk": rule('config["image"]'),
    "workflow/rules/b.smk": 'configfile: "config/more.yaml"\n',
    "config/config.yaml": "image: docker://one:1\n",
  };
  expect(await scanAll(files)).toEqual([["one:1", "default"]]);
  expect(await scanAll({ ...files, "config/more.yaml": "image: docker://two:2\n" })).toEqual([["two:2", "default"]]);
  const other = { ...files, "other/Snakefile": 'configfile: "o.json"\ninclude: "../workflow/rules/a.smk"\n' };
  expect(await scanAll({ ...other, "other/o.json": '{ "image": "docker://three:3" }' })).toEqual([
    ["one:1", "default"],
    ["three:3", "default"],
  ]);
  expect(await scanAll({ Snakefile: `include: "Snakefile"\nconfigfile: CONFIG\n${rule('config["image"]')}` })).toEqual([
    ["unsupported-expression", "unresolved"],
  ]);
});

test("the version is edited in the configuration", async () => {
  const { pulls } = await scanRepository(
    treeOf({ Snakefile: `configfile: "config.yaml"\n${rule('config["image"]')}`, "config.yaml": CONFIG }),
    defaultScanOptions,
  );
  expect(pulls[0]?.references.map(({ file, text }) => `${file} ${text}`)).toEqual([
    "config.yaml cfg:1",
    'Snakefile config["image"]',
  ]);
});

test("defaults of variables of the environment", () => {
  expect(rows(scan(["rule a:", '    container: os.environ.get("IMG", "docker://env:1")']))).toEqual([
    '2:16 os.environ.get("IMG", "docker://env:1") → env:1 (default)',
  ]);
  expect(images('os.getenv("IMG", "docker://env:" + "2")')).toEqual(["env:2"]);
  expect(images("f\"docker://env:{environ.get('TAG', '3')}\"")).toEqual(["env:3"]);
  expect(reasons('os.environ.get("IMG")')).toEqual(["environment"]);
  expect(reasons('os.environ["IMG"]')).toEqual(["unsupported-expression"]);
});

const called = (definition: readonly string[], container: string) =>
  scan([...definition, "rule a:", `    container: ${container}`]).pulls.map(
    ({ image, unresolved }) => image ?? unresolved?.reason,
  );

test("functions that only return", () => {
  expect(called(["def f():", '    return "docker://a:1"'], "f()")).toEqual(["a:1"]);
  expect(called(["def f() -> str: return 'docker://a:1'"], "f()")).toEqual(["a:1"]);
  expect(called(["def f():", '    """Why."""', "    return 'docker://a:1'"], "f()")).toEqual(["a:1"]);
  const named = ["def f(name, tag='9'):", '    return f"docker://{name}:{tag}"'];
  expect(called(named, "f('a')")).toEqual(["a:9"]);
  expect(called(named, "f(tag='2', name='b')")).toEqual(["b:2"]);
  expect(called(named, "f()")).toEqual(["unsupported-expression"]);
  for (const body of [["    x = 1", "    return 'docker://a:1'"], ["    return"], ["    pass"]]) {
    expect(called(["def f():", ...body], "f()")).toEqual(["unsupported-expression"]);
  }
  expect(called(["def f(): return 'docker://a:1'", "def f(): return 'docker://b:1'"], "f()")).toEqual([
    "unsupported-expression",
  ]);
  expect(called(["def f", "def f(x)"], "f()")).toEqual(["unsupported-expression"]);
  expect(called(["def f(): return f() + f()"], "f()")).toEqual(["unsupported-expression"]);
});

test("format of what nobody knows", () => {
  expect(reasons('"docker://{}:{x}".format(gone, x="1")')).toEqual(["unsupported-expression"]);
  expect(reasons('"docker://{}:{}".format("a")')).toEqual(["unsupported-expression"]);
  expect(reasons('"docker://{a.b}".format(a)')).toEqual(["unsupported-expression"]);
  expect(reasons('"docker://x".strip("x")')).toEqual(["unsupported-expression"]);
  expect(reasons(`"${"x".repeat(5000)}{}".format("1")`)).toEqual(["invalid-name"]);
});

test("texts that are too long or odd, and definitions that break off", () => {
  expect(reasons(`"docker://${"x".repeat(5000)}"`)).toEqual(["invalid-name"]);
  expect(reasons('f"docker://x:{{1}}"')).toEqual(["unsupported-expression"]);
  expect(reasons('config.get("a"')).toEqual(["unsupported-expression"]);
  expect(reasons(`f(${"x, ".repeat(1100)})`)).toEqual(["unsupported-expression"]);
  const found = scan([
    "configfile:",
    '    "gone.yaml"',
    "include: name",
    "def f(*, x=1): return 'docker://f:1'",
    "rule a:",
    "    container: f()",
    "def g(",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["f:1"]);
  const folder = scanSnakemake(
    "a/b/Snakefile",
    'configfile: "c.yaml"\nrule a:\n    container: config["x"]\n',
    around(),
  );
  expect(folder.pulls).toHaveLength(1);
});
