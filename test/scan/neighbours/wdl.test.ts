import { expect, test } from "vitest";
import { scanWdl } from "../../../src/scan/neighbours/wdl/index.ts";
import type { ScanResult } from "../../../src/model.ts";
import { defaultScanOptions, scanRepository } from "../../../src/scan/index.ts";
import { around, rows, treeOf } from "../in-memory.ts";

const scan = (lines: readonly string[]) => scanWdl("tool.wdl", lines.join("\n"), around());
const task = (input: string, runtime: string) =>
  scan(["version 1.0", `task t { input { ${input} } command <<< x >>> runtime { ${runtime} } }`]);
const images = (input: string, runtime: string) =>
  task(input, runtime).pulls.map(({ image, confidence, unresolved }) => [image ?? unresolved?.reason, confidence]);

test("literals, docker and container, runtime and requirements, with and without a scheme", () => {
  const found = scan([
    "version 1.2",
    "task a {",
    "  command <<< docker: no >>>",
    '  runtime { docker: "ubuntu:22.04" memory: "2 GB" }',
    "}",
    "task b {",
    "  command { docker run ~{x} nor/this:1 }",
    "  requirements { container: 'docker://b:2' }",
    "}",
  ]);
  expect(rows(found)).toEqual(["4:22 ubuntu:22.04 → ubuntu:22.04", "8:39 b:2 → b:2"]);
  expect(found.pulls[0]).toMatchObject({
    engine: null,
    process: "a",
    references: [{ kind: "image", context: { process: "a" } }],
  });
});

test("a list: the runner takes one of its images", () => {
  const found = task("", 'container: ["a:1", "docker://b:2"]');
  expect(rows(found)).toEqual(["2:62 a:1 → a:1 (candidate)", "2:78 b:2 → b:2 (candidate)"]);
  expect(images("", 'container: ["a:1"]')).toEqual([["a:1", "exact"]]);
});

test("inputs with a default, edited where the default is written", () => {
  const found = task('String img = "c:3"', "docker: img");
  expect(rows(found)).toEqual(["2:32 c:3 → c:3 (default)"]);
  expect(found.pulls[0]?.references.map(({ text }) => text)).toEqual(["c:3", "img"]);
  expect(images('String tag = "3"', 'docker: "c:~{tag}"')).toEqual([["c:3", "default"]]);
  expect(images('String tag = "3"', 'docker: "c:" + tag')).toEqual([["c:3", "default"]]);
  expect(images("String img", "docker: img")).toEqual([["runtime-input", "unresolved"]]);
});

// The WDL specification: `if` gives its branch, `select_first` the first value that there is. What stands in all of them is
// pulled whichever it is.
test.each<readonly [string, readonly unknown[]]>([
  ["if hpc then i else i", [["r/a:1", "default", undefined]]],
  [
    'if hpc then i else if aws then i else "b:2"',
    [
      ["r/a:1", "candidate", ["hpc or aws"]],
      ["b:2", "candidate", ["not (hpc)", "not (aws)"]],
    ],
  ],
  [
    'if hpc then (if aws then i else "b:2") else i',
    [
      ["r/a:1", "candidate", ["not (hpc) or aws"]],
      ["b:2", "candidate", ["hpc", "not (aws)"]],
    ],
  ],
  [
    'if a then (if b then i else "b:2") else if c then (if d then i else "b:3") else "b:4"',
    [
      ["r/a:1", "candidate", ["a and b or not (a) and c and d"]],
      ["b:2", "candidate", ["a", "not (b)"]],
      ["b:3", "candidate", ["not (a)", "c", "not (d)"]],
      ["b:4", "candidate", ["not (a)", "not (c)"]],
    ],
  ],
])("one name in several branches: %s", (docker, expected) => {
  const found = task('String i = "r/a:1"', `docker: ${docker}`);
  expect(found.pulls.map(({ image, confidence, conditions }) => [image, confidence, conditions])).toEqual(expected);
});

test("more ways to a name than a person reads are counted", () => {
  const branches = Array.from({ length: 12 }, (_, at) => `if c${at} && d${at} then i else `);
  const [first] = task('String i = "r/a:1"', `docker: ${branches.join("")}"b:2"`).pulls;
  expect(first?.conditions).toEqual([
    "c0 && d0 or c1 && d1 or c2 && d2 or c3 && d3 or c4 && d4 or c5 && d5 or c6 && d6 or c7 && d7 or 4 more",
  ]);
});

test("types with parameters do not hide the inputs behind them", () => {
  expect(images('Array[Map[String, Int]]+ xs Pair[Int, Int]? p String img = "c:3"', "docker: img")).toEqual([
    ["c:3", "default"],
  ]);
});

// As miniwdl evaluates them.
test.each([
  ['"a:~{"1"}"', "a:1"],
  [`"a:~{'}' + "1"}"`, "a:}1"],
  [`"a:~{"~{"1"}"}"`, "a:1"],
  ['("a:" + "1")', "a:1"],
  ['"a:" + 1', "a:1"],
  ['(("a:" + 1) + "-" + "x")', "a:1-x"],
  ['select_first(["a:1",])', "a:1"],
  ['"a:~{select_first(["1", "\\""])}"', "a:1"],
])("%s is %s", (expression, image) => {
  expect(task("", `docker: ${expression}`).pulls.map(({ image: name, written }) => name ?? written)).toEqual([image]);
});

test("select_first takes the first that is given", () => {
  expect(images("String? img", 'docker: select_first([img, "c:3"])')).toEqual([["c:3", "default"]]);
  expect(images('String? img = "a:1"', 'docker: select_first([img, "c:3"])')).toEqual([["a:1", "default"]]);
});

// As miniwdl 1.16 evaluates them: no value is an empty text in a placeholder, and no operand of `+` outside of one.
test.each([
  ['"a~{":" + tag}"', [["a", "default"]]],
  ['"a:1~{tag}"', [["a:1", "default"]]],
  ['"a:" + tag', [["unsupported-expression", "unresolved"]]],
  ['if defined(tag) then select_first([tag]) else "a:1"', [["a:1", "exact"]]],
  ['if !defined(tag) then "a:1" else select_first([tag])', [["a:1", "exact"]]],
  ['if defined(set) then "a:~{set}" else "a:none"', [["a:2", "default"]]],
  [
    'if defined(req) then "a:1" else "a:2"',
    [
      ["a:1", "candidate"],
      ["a:2", "candidate"],
    ],
  ],
  [
    'if defined(tag) && b then "a:1" else "a:2"',
    [
      ["a:1", "candidate"],
      ["a:2", "candidate"],
    ],
  ],
])("of an optional input that nobody gives: %s", (expression, expected) => {
  const inputs = 'String? tag String? set = "2" String req Boolean b';
  expect(images(inputs, `docker: ${expression}`)).toEqual(expected);
});

test("both branches of a condition", () => {
  const found = task("Boolean gpu", 'docker: if gpu then "a:gpu" else "a:cpu"');
  expect(found.pulls.map(({ image, confidence, conditions }) => [image, confidence, conditions])).toEqual([
    ["a:gpu", "candidate", ["gpu"]],
    ["a:cpu", "candidate", ["not (gpu)"]],
  ]);
});

test("a condition that is asked twice has one answer", () => {
  const found = task("Boolean gpu", 'docker: "a:" + (if gpu then "g" else "c") + (if gpu then "1" else "2")');
  expect(found.pulls.map(({ image, conditions }) => [image, conditions])).toEqual([
    ["a:g1", ["gpu"]],
    ["a:c2", ["not (gpu)"]],
  ]);
});

test("what one call hands over does not mix with that of another", () => {
  const found = scan([
    "version 1.0",
    "workflow w {",
    '  call t as u { input: name = "u", tag = "1" }',
    '  call t as v { input: name = "v", tag = "2" }',
    '  call t as x { input: name = "x" }',
    "}",
    'task t { input { String name String tag = "9" } command {} runtime { docker: "~{name}:~{tag}-~{name}" } }',
  ]);
  expect(found.pulls.map(({ image, confidence }) => [image, confidence])).toEqual([
    ["u:1-u", "exact"],
    ["v:2-v", "exact"],
    ["x:9-x", "default"],
  ]);
});

test("a condition within a name counts for all of it, and joins with others", () => {
  const found = task(
    "Boolean gpu Boolean old",
    'docker: "a:" + (if gpu then "g" else "c") + (if old then "1" else "2")',
  );
  expect(found.pulls.map(({ image, conditions }) => [image, conditions])).toEqual([
    ["a:g1", ["gpu", "old"]],
    ["a:g2", ["gpu", "not (old)"]],
    ["a:c1", ["not (gpu)", "old"]],
    ["a:c2", ["not (gpu)", "not (old)"]],
  ]);
  const long = task("", `docker: if ${"a && ".repeat(30)}b then "a:1" else unknown`);
  expect(long.pulls.map(({ conditions, unresolved }) => conditions ?? unresolved?.reason)).toEqual([
    [`${"a && ".repeat(15)}a &&…`],
    "unsupported-expression",
  ]);
});

test("members of an object that nobody spells out", () => {
  const usual = 'RuntimeAttr usual = object { cpu: 1, docker: "a:1"';
  expect(images(`} ${usual}`, "docker: usual.docker")).toEqual([["a:1", "exact"]]);
  expect(images(`} ${usual}`, "docker: usual.image")).toEqual([["unsupported-expression", "unresolved"]]);
  expect(images("RuntimeAttr given", "docker: given.docker")).toEqual([["runtime-input", "unresolved"]]);
  expect(images("RuntimeAttr? given", "docker: select_first([given]).docker")).toEqual([
    ["unsupported-expression", "unresolved"],
  ]);
  expect(images("", "docker: undeclared.docker")).toEqual([["unsupported-expression", "unresolved"]]);
  expect(images("", "docker: read_json(x).docker")).toEqual([["unsupported-expression", "unresolved"]]);
});

test("members of an object", () => {
  expect(
    images(
      'RuntimeAttr? given } RuntimeAttr usual = object { cpu: 1, docker: "a:1"',
      "docker: select_first([given, usual]).docker",
    ),
  ).toEqual([["a:1", "default"]]);
});

test("what calls hand over counts, and the default where a call leaves it out", () => {
  const found = scan([
    "version 1.0",
    "workflow w {",
    '  input { String img = "w:1" }',
    "  call t { input: docker = img, other = 1 }",
    '  scatter (x in xs) { call t as u { input: docker = "u:2" } }',
    "  call t as v",
    "}",
    'task t { input { String docker = "t:3" } command {} runtime { docker: docker } }',
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["w:1", "u:2", "t:3"]);
});

test("what is said about images is none", () => {
  const found = scan([
    "version 1.0",
    "# runtime { docker: 'no:1' }",
    "task t {",
    '  parameter_meta { docker: "the image" }',
    '  meta { container: "x:1" }',
    "  command <<<",
    '    runtime { docker: "nor:1" }',
    "  >>>",
    "}",
  ]);
  expect(found.pulls).toEqual([]);
});

test("what a call hands over counts for the input only, and its name does not", () => {
  const found = scan([
    "version 1.0",
    "workflow w {",
    '  call t as u after v { input: docker = "u:2" }',
    "  call v { x }",
    "  call",
    "}",
    'task t { input { String docker } String own = "o:1" command {} runtime { docker: [docker, own, missing] } }',
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["u:2", "o:1", null]);
});

test("a file that ends in the midst of an image", () => {
  for (const rest of ["", " -", ' "a:', " [", " if", " x."]) {
    const { pulls } = scan(["version 1.0", `task t { runtime { docker:${rest}`]);
    expect(pulls.filter(({ image }) => image !== null)).toEqual([]);
  }
});

test("text that is not WDL is stepped over", () => {
  const found = scan([
    "version 1.0",
    "task a { command runtime { docker: } }",
    'task b { String x = "open',
    '  String y = "a\\"b \\',
    '  command { } runtime { docker: "b:1" } }',
    'task c { command <<< x >>> runtime { docker: if "x" } }',
    'task d { command <<< x >>> runtime { docker: "d~{}" } }',
    "task e { command <<< x >>> runtime { memory: 1 docker: ! } }",
    'task f { command <<< x >>> runtime { docker: "f:1" } }',
    'task g { command <<< x >>> runtime { docker: "~{" } }',
  ]);
  expect(found.pulls.map(({ image, process }) => [process, image])).toEqual([
    ["b", "b:1"],
    ["c", null],
    ["d", null],
    ["e", null],
    ["f", "f:1"],
    ["g", null],
  ]);
});

test("expressions that nobody can work out", () => {
  expect(images("File f", "docker: read_string(f)")).toEqual([["unsupported-expression", "unresolved"]]);
  expect(images("", "docker: undeclared")).toEqual([["unsupported-expression", "unresolved"]]);
});

test("declarations that double or contain each other end", () => {
  const doubling = Array.from({ length: 60 }, (_, index) => `String v${index} = v${index + 1} + v${index + 1}`).join(
    " ",
  );
  expect(task(`${doubling} String v60 = "x"`, "docker: v0").pulls).toMatchObject([{ confidence: "unresolved" }]);
  expect(images("String a = b String b = a", "docker: a")).toHaveLength(1);
});

test("before version 1.0", () => {
  const found = scan(["task t {", '  String img = "a:1"', "  command { ${x} }", '  runtime { docker: "${img}" }', "}"]);
  expect(rows(found)).toEqual(["2:17 a:1 → a:1 (default)"]);
});

const scanAll = async (files: Readonly<Record<string, string>>) => scanRepository(treeOf(files), defaultScanOptions);
const imagesOf = ({ pulls }: Pick<ScanResult, "pulls">) =>
  pulls.map(({ image, unresolved }) => image ?? unresolved?.reason);
const sorted = (found: Pick<ScanResult, "pulls">) => imagesOf(found).map(String).sort();
const taskOf = (inputs: string, docker: string) =>
  `task t { input { ${inputs} } command <<< >>> runtime { docker: ${docker} } }`;
const workflowOf = (inputs: string, body: string) =>
  `workflow w { input { ${inputs} } ${body} output { String o = "x" } }`;

// As miniwdl 1.16 evaluates them.
test.each([
  ["a map that becomes a struct", 'Env env = { "docker": docker, "sif": "x" }', "env = env"],
  ["an object", 'Env env = object { sif: "x", docker: docker }', "env = env"],
  ["a struct literal", 'Env env = Env { docker: docker, sif: "x" }', "env = env"],
  ["a literal in the call", "", 'env = { "sif": "x", "docker": docker }'],
  ["a member of a struct", "Outer o = Outer { env: Env { docker: docker } }", "env = o.env"],
  ["an element of a list", 'Array[Env] es = [object { docker: "b:2" }, { "docker": docker }]', "env = es[1]"],
  ["a value of a map", 'Map[String, Env] m = { "b": { "docker": "b:2" }, "a": { "docker": docker } }', 'env = m["a"]'],
  ["one side of a pair", 'Pair[Env, Int] p = ({ "docker": docker }, 1)', "env = p.left"],
  ["the first that is given", 'Env? no Env yes = { "docker": docker }', "env = select_first([no, yes])"],
])("%s carries the image to a task", (_, declared, handed) => {
  const found = scan([
    "version 1.1",
    "struct Env { String docker String? sif }",
    "struct Outer { Env env }",
    workflowOf('String docker = "a:1"', `${declared} call t { input: ${handed} }`),
    taskOf("Env env", "env.docker"),
  ]);
  expect(rows(found)).toEqual(["4:39 a:1 → a:1 (default)"]);
});

const callWith = (handed: string) =>
  imagesOf(
    scan(["version 1.0", workflowOf("Int n", `call t { input: env = ${handed} }`), taskOf("Env env", "env.docker")]),
  );

test("what a struct does not have is not known", () => {
  for (const handed of ['{ "sif": "x" }', '"text"', "[1]", "(1, 2)", "es[n]", "es[0 + 1]", "{ 1 }", "1"]) {
    expect([handed, ...callWith(handed)]).toEqual([handed, "unsupported-expression"]);
  }
});

test("a scatter over a list runs the task with each of its elements", () => {
  const found = scan([
    "version 1.0",
    "workflow w {",
    '  Array[Env] es = [object { docker: "a:1" }, object { docker: "b:2" }]',
    "  scatter (e in es) { call t { input: env = e } }",
    "  scatter (i in range(2)) { call t as u { input: env = es[i] } }",
    '  scatter (s in ["c:3", "d:4"]) { call t as v { input: env = object { docker: s } } }',
    "}",
    taskOf("Env env", "env.docker"),
  ]);
  expect(imagesOf(found)).toEqual(["a:1", "b:2", "c:3", "d:4"]);
});

test("an image that is handed to a task of another file replaces its default, and is edited where it stands", async () => {
  const found = await scanAll({
    "t.wdl": `version 1.0\n${taskOf('String docker = "def:1"', "docker")}`,
    "main.wdl": `version 1.0\nimport "t.wdl" as lib\n${workflowOf('String img = "real:2"', "call lib.t { input: docker = img }")}`,
  });
  expect(found.pulls.map(({ image, confidence }) => [image, confidence])).toEqual([["real:2", "default"]]);
  const [pull] = found.pulls;
  expect(pull?.references.map(({ file, text }) => `${file} ${text}`)).toEqual(["main.wdl real:2", "t.wdl docker"]);
  expect(found.references.map(({ file }) => file)).toEqual(["main.wdl", "t.wdl"]);
});

test("calls of a task of another file: with other images, with none, over workflows in between", async () => {
  const lib = `version 1.0\n${taskOf('String docker = "def:1"', "docker")}\ntask alone { command <<< >>> runtime { docker: "alone:1" } }`;
  const twice = workflowOf("", 'call t.t as one { input: docker = "a:1" } call t.t as two { input: docker = "b:2" }');
  expect(sorted(await scanAll({ "t.wdl": lib, "m.wdl": `version 1.0\nimport "t.wdl"\n${twice}` }))).toEqual([
    "a:1",
    "alone:1",
    "b:2",
  ]);
  const some = workflowOf("", 'call t.t as one { input: docker = "a:1" } call t.t as two');
  expect(sorted(await scanAll({ "t.wdl": lib, "m.wdl": `version 1.0\nimport "t.wdl"\n${some}` }))).toEqual([
    "a:1",
    "alone:1",
    "def:1",
  ]);
  const files = {
    "lib/t.WDL": lib,
    "sub/sub.wdl": `version 1.0\nimport "../lib/t.WDL" as tasks\n${workflowOf('String img = "sub:1"', "call tasks.t { input: docker = img }")}`,
  };
  expect(sorted(await scanAll(files))).toEqual(["alone:1", "sub:1"]);
  const main = `version 1.0\nimport "sub/sub.wdl"\n${workflowOf("", 'call sub.w { input: img = "main:3" }')}`;
  expect(sorted(await scanAll({ ...files, "main.wdl": main }))).toEqual(["alone:1", "main:3"]);
  // What a test hands over is pulled as well, and the workflow still runs by itself.
  expect(sorted(await scanAll({ ...files, "test/main.wdl": main.replace("sub/", "../sub/") }))).toEqual([
    "alone:1",
    "main:3",
    "sub:1",
  ]);
  const open = main.replace("sub/", "../sub/").replace('"main:3"', "gone");
  expect(sorted(await scanAll({ ...files, "test/main.wdl": open }))).toEqual(["alone:1", "sub:1"]);
});

test("an optional input without a value leaves the default of the task", async () => {
  const found = scan([
    "version 1.0",
    workflowOf("String? img", "call t { input: docker = img }"),
    taskOf('String docker = "def:1"', "docker"),
  ]);
  expect(imagesOf(found)).toEqual(["def:1"]);
});

test("what a call gives back", () => {
  const found = scan([
    "version 1.0",
    workflowOf(
      "",
      'call pick { input: name = "a" } call t { input: docker = pick.image } call t as u { input: docker = pick.other }',
    ),
    'task pick { input { String name } command <<< >>> output { String image = "~{name}:1" String other = read_string(stdout()) } }',
    taskOf("String docker", "docker"),
  ]);
  expect(imagesOf(found)).toEqual(["a:1", "unsupported-expression"]);
});

test("declarations in conditions", () => {
  const found = scan([
    "version 1.0",
    "workflow w { input { String kind Boolean old }",
    '  if (kind == "x") { String x = "x:1" }',
    '  if (kind == "y") { if (old) { String y = "y:1" } }',
    '  call t { input: docker = select_first([x, y, "z:1", "never:1"]) }',
    "}",
    taskOf("String docker", "docker"),
  ]);
  expect(found.pulls.map(({ image, conditions }) => [image, conditions])).toEqual([
    ["x:1", ['kind == "x"']],
    ["y:1", ['not (kind == "x")', "old", 'kind == "y"']],
    ["z:1", ['not (kind == "y" && old)', 'not (kind == "x")']],
  ]);
});

test("imports that lie elsewhere are said, and calls into them are open", async () => {
  const found = await scanAll({
    "main.wdl": `version 1.0\nimport "https://example.org/t.wdl" as far\nimport "gone.wdl"\n${workflowOf("", "call far.t call gone.t call u { input: docker = far.t.image }")}\n${taskOf("String docker", "docker").replace("task t", "task u")}`,
  });
  expect(found.problems.map(({ kind }) => kind)).toEqual(["remote-include", "missing-include"]);
  expect(imagesOf(found)).toEqual(["unsupported-expression"]);
});

test("more ways to run a task than are told apart, and workflows that call each other", async () => {
  const calls = Array.from({ length: 70 }, (_, n) => `call t as t${n} { input: docker = "a:${n}" }`).join(" ");
  const found = scan(["version 1.0", workflowOf("", calls), taskOf("String docker", "docker")]);
  expect(found.pulls).toHaveLength(64);
  expect(found.problems.map(({ message }) => message)).toEqual([
    "Not all ways in which t is called are looked at: others may run it in another image.",
  ]);
  const circle = await scanAll({
    "a.wdl": `version 1.0\nimport "b.wdl"\nworkflow a { input { String d } call b.b { input: d = d } }`,
    "b.wdl": `version 1.0\nimport "a.wdl"\nworkflow b { input { String d } call a.a { input: d = d } call t { input: docker = d } }\n${taskOf("String docker", "docker")}`,
  });
  expect(imagesOf(circle)).toEqual(["runtime-input"]);
});

test("what is broken in the midst of it", () => {
  const found = scan([
    "version 1.0 } )",
    "import",
    "workflow w {",
    "  scatter x in y {} scatter (1 in y) { } scatter (z of y) { }",
    "  String 1 = 2 call t { input: docker = select_first([none]) } String? none 3 call t. 1",
    '  call t as u { input: docker = "u:1" }',
    "}",
    'task t { input { String docker } output { 1 String a = 1 String b } runtime { 1: "x" docker: docker memory } }',
    "task v { input { String a } runtime { docker: (a, 1).left + [a][0] + a a } }",
  ]);
  expect(imagesOf(found)).toEqual(["unsupported-expression", "u:1", "runtime-input"]);
});

test("as many words in all files as are put together, and calls as are looked at", async () => {
  const words = "a ".repeat(250_000);
  const many = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`${index}.wdl`, words]));
  const last = `version 1.0\n${taskOf('String docker = "a:1"', "docker")}`;
  const found = await scanAll({ ...many, "z.wdl": last, "long.wdl": words.repeat(2) });
  expect(imagesOf(found)).toEqual(["a:1"]);
  expect(found.problems.filter(({ file }) => file === "z.wdl").map(({ message }) => message)).toEqual([
    "The WDL files here have more words than are put together: calls are missing.",
  ]);
  const size = 300;
  const circle = Object.fromEntries(
    Array.from({ length: size }, (_, index) => {
      const calls = Array.from({ length: 40 }, (__, at) => (index + at) % size);
      const imports = calls.map((at) => `import "w${at}.wdl" as n${at}`).join("\n");
      const body = calls.map((at) => `call n${at}.w as c${at} { input: d = d }`).join(" ");
      return [
        `w${index}.wdl`,
        `version 1.0\n${imports}\nworkflow w { input { String d } ${body} call t { input: docker = d } }\n${taskOf("String docker", "docker")}`,
      ];
    }),
  );
  const { pulls, problems } = await scanAll(circle);
  expect(pulls.filter(({ image }) => image !== null)).toEqual([]);
  expect(new Set(problems.map(({ message }) => message.replace(/\b[wt]\b/, "it")))).toEqual(
    new Set(["Not all ways in which it is called are looked at: others may run it in another image."]),
  );
});
