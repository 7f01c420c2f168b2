import { describe, expect, test } from "vitest";
import { images, kinds, scan, type ScanSettings } from "../scan.ts";

function pipeline(container: string, more: Readonly<Record<string, string>> = {}, before = "") {
  return scan(
    {
      "main.nf": `${before}process FOO {\n  container "x:\${${container}}"\n  script:\n  'true'\n}\nworkflow { FOO() }\n`,
      "nextflow.config": "docker.enabled = true\n",
      ...more,
    },
    { syntax: "v1" },
  );
}

test("what a manifest does not say is null", () => {
  expect(images(pipeline("workflow.manifest.version"))).toEqual(["FOO x:null"]);
});

test("a process is not a function", () => {
  const files = { "m.nf": "process BAR {\n  script:\n  'true'\n}\n" };
  expect(pipeline("BAR()", files, "include { BAR } from './m'\n").pulls[0]).toMatchObject({
    process: "FOO",
    image: null,
  });
});

test.each([
  ["workDir", "runtime-input"],
  ["nextflow.version", "runtime-input"],
  ["log", "runtime-input"],
  ["channel", "runtime-input"],
  ["Channel", "runtime-input"],
  ["secrets.TOKEN", "environment"],
  ["task.hash", "runtime-input"],
  ["task.index", "runtime-input"],
  ["task.memory", "unsupported-expression"],
  ["task.disk", "unsupported-expression"],
  ["task.ext.get()", "unsupported-expression"],
  ["task.ext.keySet()", "unsupported-expression"],
])("`%s` in a container is open: %s", (container, reason) => {
  const settings = {
    "nextflow.config": "docker.enabled = true\nprocess.memory = 'lots'\nprocess.disk = [type: 'local']\n",
  };
  expect(pipeline(container, settings).pulls).toMatchObject([{ image: null, unresolved: { reason } }]);
});

describe("classes of `lib/`", () => {
  const tags = `class Tags {
  static String base = 'b'
  static Integer unset
  static String pick(String a) { a + base }
  static String later(String a, String b = 'q') { pick(a) + b + Tags.base }
  static String lost(String a) { nope(a) + unset }
}
`;
  test.each([
    ["Tags.pick('a') + Tags.pick('c')", "x:abcb"],
    ["Tags.later('a')", "x:abqb"],
    ["Tags.later('a', 'z')", "x:abzb"],
  ])("%s is %s", (container, image) => {
    expect(images(pipeline(container, { "lib/Tags.groovy": tags }))).toEqual([`FOO ${image}`]);
  });

  test.each<[container: string, text: string | undefined]>([
    ["Tags.nope", tags],
    ["Tags.nope()", tags],
    ["Tags.pick('a', 'b')", tags],
    ["Tags.lost('a')", tags],
    ["Tags.pick('a')", "class Other {\n  static pick(a) { a }\n}\n"],
    ["Tags.pick('a')", "class Tags {"],
    ["Tags.pick('a')", undefined],
  ])("%s is open with %j", (container, text) => {
    const { pulls } = pipeline(container, text === undefined ? {} : { "lib/Tags.groovy": text });
    expect(pulls).toMatchObject([{ image: null, confidence: "unresolved" }]);
  });
});

describe("what fails at the top of a script", () => {
  test.each([
    ["try { throw new Exception('x') } finally { }\n", "'1'", "x:1"],
    ["params.a.b.c = 1\n", "'1'", "x:1"],
    ["tag = params.a.b.c\n", "tag", null],
  ])("%j leaves %s", (before, container, image) => {
    expect(pipeline(container, {}, before).pulls.map((pull) => pull.image)).toEqual([image]);
  });
});

describe("`addParams`", () => {
  const module = { "m.nf": "params.t = '1'\nprocess BAR {\n  container \"y:${params.t}\"\n  script:\n  'true'\n}\n" };
  const run = (include: string) =>
    images(
      scan(
        { "main.nf": `${include}\nworkflow { BAR() }\n`, "nextflow.config": "docker.enabled = true\n", ...module },
        { syntax: "v1" },
      ),
    );

  test.each([
    ["include { BAR } from './m' addParams([t: '2'])", "y:2"],
    ["include { BAR } from './m' addParams('t')", "y:1"],
    ["include { BAR } from './m' addParams((params.nope): '2')", "y:1"],
    ["if (true) {\n  include { BAR } from './m' addParams(t: '2')\n}", "y:2"],
    ["try {\n  include { BAR } from './m' addParams(t: '2')\n} finally { }", "y:2"],
  ])("%s gives %s", (include, image) => expect(run(include)).toEqual([`BAR ${image}`]));
});

function typedRun(body: string, settings: ScanSettings = {}) {
  const { pulls } = scan(
    {
      "main.nf": `q = 'a'\nprocess FOO {\n  container 'x:1'\n  script:\n  'true'\n}\nprocess BAR {\n  container 'y:1'\n  when:\n  params.w\n  script:\n  'true'\n}\nworkflow {\n  ${body}\n}\n`,
      "nextflow.config": "docker.enabled = true\nparams.w = false\n",
    },
    { syntax: "v1", launch: ["run", "."], ...settings },
  );
  return images({ pulls: pulls.filter(({ called }) => called !== false) });
}

describe("a run that somebody typed", () => {
  test.each([
    ["if (q == 'a') FOO()", ["FOO x:1"]],
    ["if (q == 'b') FOO()", []],
    ["if (params.w) FOO()", []],
    ["def r = 1\n  if (r) FOO()", ["FOO x:1"]],
    ["if (unknown()) FOO()", ["FOO x:1"]],
    ["switch (q) { case 'a': FOO() }", ["FOO x:1"]],
    ["BAR()", []],
  ])("%s has %j", (body, expected) => {
    expect(typedRun(body)).toEqual(expected);
  });

  test("that nobody typed has what it may come to", () => {
    expect(typedRun("BAR()", { launch: [] })).toEqual(["BAR y:1"]);
  });
});

test("directives that fail stop the run", () => {
  for (const header of [
    "if (params.a.b.c) { cpus 2 }",
    'container params.a.b.c ? "x" : "y"',
    "container 'x:' + img('1')",
  ]) {
    const files = {
      "main.nf": `process FOO {\n  ${header}\n  script:\n  'true'\n}\nworkflow { FOO() }\n`,
      "nextflow.config": "docker.enabled = true\nparams.a = null\n",
    };
    expect(kinds(scan(files, { syntax: "v1" }))).toContain("abort");
  }
});

test("a function of a module that is called while scripts are read does not know its module", () => {
  const module = "v = '5'\ndef img() { \"${v}-m\" }\ndef fixed() { 'f' }\n";
  const files = { "m.nf": module };
  expect(images(pipeline("tag", files, "include { fixed } from './m'\ntag = fixed()\n"))).toEqual(["FOO x:f"]);
  expect(pipeline("tag", files, "include { img } from './m'\ntag = img()\n").pulls).toMatchObject([{ image: null }]);
});

test("inputs of every form are open in a container", () => {
  const inputs = ["val v", "tuple val(w), val(v)", "each v", "path(v, stageAs: 'x')"];
  for (const input of inputs) {
    const process = `process FOO {\n  container "x:\${v}"\n  input:\n  ${input}\n  script:\n  'true'\n}\nworkflow { FOO(1) }\n`;
    const { pulls } = scan({ "main.nf": process, "nextflow.config": "docker.enabled = true\n" }, { syntax: "v1" });
    expect(pulls).toMatchObject([{ image: null, unresolved: { reason: "runtime-input" } }]);
  }
  const typed =
    "nextflow.enable.types = true\nprocess FOO {\n  container \"x:${v}\"\n  input:\n  v: String\n  script:\n  'true'\n}\nworkflow { FOO('a') }\n";
  const { pulls } = scan({ "main.nf": typed, "nextflow.config": "docker.enabled = true\n" }, { syntax: "v2" });
  expect(pulls).toMatchObject([{ image: null, unresolved: { reason: "runtime-input" } }]);
});

test.each([
  ["maxRetries 2\n  errorStrategy 'retry'", ["x:1", "x:2", "x:3"]],
  ["errorStrategy 'retry'", ["x:1", "x:2"]],
  ["maxRetries params.nope\n  errorStrategy 'retry'", ["x:1", "x:2"]],
  ["maxRetries 2", ["x:1"]],
])("%j gives the images of its attempts", (header, tags) => {
  const main = `process FOO {\n  ${header}\n  container "x:\${task.attempt}"\n  script:\n  'true'\n}\nworkflow { FOO() }\n`;
  const { pulls } = scan({ "main.nf": main, "nextflow.config": "docker.enabled = true\n" }, { syntax: "v1" });
  expect(pulls.map(({ image }) => image)).toEqual(tags);
});

test("cloud executors name images as Docker does, whatever is enabled", () => {
  const files = {
    "main.nf": "process FOO {\n  executor 'k8s'\n  container 'o/x:1'\n  script:\n  'true'\n}\nworkflow { FOO() }\n",
    "nextflow.config": "docker.registry = 'r.io'\nsingularity.enabled = true\n",
  };
  expect(scan(files).pulls).toMatchObject([{ image: "r.io/o/x:1", engine: "docker" }]);
});

test("a container that is a list with a closure, or an `ext` that is not a map, is nothing to rely on", () => {
  const main = "process FOO {\n  container \"x:${task.ext.a}\"\n  script:\n  'true'\n}\nworkflow { FOO() }\n";
  const run = (config: string) =>
    scan({ "main.nf": main, "nextflow.config": `docker.enabled = true\n${config}\n` }, { syntax: "v1" });
  expect(run("process { withName: FOO { container = [{ 'a:1' }] } }").pulls).toMatchObject([{ image: null }]);
  expect(images(run("process { withName: FOO { ext = 'z' } }"))).toEqual(["FOO x:null"]);
});

test("image files of the repository are found in the stores of the engine", () => {
  const files = {
    "main.nf": "process FOO {\n  container 'o/kept:1'\n  script:\n  'true'\n}\nworkflow { FOO() }\n",
    "cache/o-kept-1.img": "",
  };
  const run = (cacheDir: string) =>
    images(scan({ ...files, "nextflow.config": `singularity.enabled = true\nsingularity.cacheDir = '${cacheDir}'\n` }));
  expect(run("cache")).toEqual(["FOO cache/o-kept-1.img"]);
  expect(run("/somewhere/cache")).toEqual(["FOO /somewhere/cache/o-kept-1.img"]);
  expect(run("/else/where")).toEqual(["FOO docker://o/kept:1"]);
  expect(run("s3://bucket/cache")).toEqual(["FOO docker://o/kept:1"]);
});

describe("includes that a run composes", () => {
  const module = { "sub/m/foo.nf": "process FOO {\n  container \"${moduleDir}/x.sif\"\n  script:\n  'true'\n}\n" };
  const run = (include: string, settings: ScanSettings = {}) =>
    scan(
      {
        ...module,
        "sub/main.nf": `params.m = './m'\nname = 'foo'\ndef path() { './m/foo' }\ninclude { FOO } from ${include}\nworkflow { FOO() }\n`,
        "sub/nextflow.config": "singularity.enabled = true\nparams.file = 'foo'\n",
      },
      { syntax: "v1", ...settings },
    );

  test.each([
    '"${params.m}/foo"',
    "params.m + '/' + params.file",
    '"./m/${name}"',
    "path()",
    '"${moduleDir}/m/${name}"',
    '"${launchDir}/m/foo"',
    "params.file == 'foo' ? './m/foo' : './m/bar'",
  ])("%s is followed", (include) => {
    expect(images(run(include))).toEqual(["FOO ${projectDir}/m/x.sif"]);
  });

  test.each([
    "\"${System.getenv('M')}/foo\"",
    "System.getenv('M') ? './m/foo' : './m/bar'",
    '"${workflow.runName}/foo"',
  ])("%s is told", (include) => expect(kinds(run(include))).toContain("missing-include"));

  test("of a module outside of the project the directory is open", () => {
    const files = {
      "shared/foo.nf": module["sub/m/foo.nf"],
      "sub/main.nf": "include { FOO } from '../shared/foo'\nworkflow { FOO() }\n",
      "sub/nextflow.config": "singularity.enabled = true\n",
    };
    expect(scan(files, { syntax: "v1" }).pulls).toMatchObject([
      { image: null, unresolved: { reason: "runtime-input" } },
    ]);
  });

  test("in a branch that may not be taken stop nothing", () => {
    const files = {
      "main.nf": "if (params.x) {\n  include { A } from './nope'\n}\nworkflow { }\n",
      "nextflow.config": "",
    };
    expect(kinds(scan(files, { syntax: "v1" }))).not.toContain("abort");
  });

  test("from another directory than the one of the launch are told", () => {
    expect(kinds(run('"${launchDir}/m/foo"', { launchDir: "" }))).toContain("missing-include");
  });
});

describe("enumerations, as Groovy 4.0 has them", () => {
  const mode = "enum Mode { CPU, GPU }\n";

  test.each([
    ["Mode.CPU.previous()", "GPU"],
    ["Mode.CPU.equals(Mode.CPU)", "true"],
    ["Mode.CPU.equals('CPU')", "false"],
    ["Mode.GPU <=> Mode.CPU", "1"],
    ["Mode.CPU == null", "false"],
    ["[Mode.CPU, Mode.GPU]", "[CPU, GPU]"],
    ["[(Mode.CPU): 1]", "[CPU:1]"],
    ["Mode.CPU as String", "CPU"],
    ["[Mode.GPU, Mode.CPU].sort()", "[CPU, GPU]"],
    ["Mode.CPU !instanceof Mode", "false"],
  ])("%s", (code, shown) => {
    expect(images(pipeline(code, {}, mode))).toEqual([`FOO x:${shown}`]);
  });

  test.each(["Mode.CPU.hashCode()", "Mode.CPU.name(1)", "Mode.valueOf()", "Mode.nope()"])("%s is open", (code) => {
    expect(images(pipeline(code, {}, mode))).toEqual(["FOO null"]);
  });

  test.each([
    ["with fields", "enum Mode {\n  CPU(1)\n  final int n\n  Mode(int n) { this.n = n }\n}\n"],
    ["without a constant", "enum Mode { }\n"],
  ])("one %s is open", (_, own) => {
    expect(images(pipeline("Mode.CPU", {}, own))).toEqual(["FOO null"]);
    expect(images(pipeline("Mode.CPU", { "lib/Mode.groovy": own }))).toEqual(["FOO null"]);
  });

  test("an argument of a function", () => {
    const before = `${mode}def img(m) { m == Mode.GPU ? 'gpu' : 'cpu' }\n`;
    expect(images(pipeline("img(Mode.CPU)", {}, before))).toEqual(["FOO x:cpu"]);
  });
});

test("a module that nothing includes finds the functions that it includes itself", () => {
  const loose = "include { img } from './lib'\nprocess BAR {\n  container \"${img('2')}\"\n  script:\n  'true'\n}\n";
  const files = { "modules/bar.nf": loose, "modules/lib.nf": "def img(tag) { 'y:' + tag }\n" };
  expect(images(pipeline("1", files))).toEqual(["BAR y:2", "FOO x:1"]);
});
