import { expect, test } from "vitest";
import { scanWdl } from "../../../src/scan/neighbours/wdl/index.ts";
import { around, rows } from "../in-memory.ts";

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
  expect(images("RuntimeAttr given", "docker: given.docker")).toEqual([["unsupported-expression", "unresolved"]]);
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
    '  call lib.t as u after v { input: docker = "u:2" }',
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
