import { describe, expect, test } from "vitest";
import { images, kinds, scan, type ScanSettings } from "../scan.ts";

const main =
  "process FOO {\n  script:\n  'true'\n}\nprocess BAR {\n  container 'b:1'\n  script:\n  'true'\n}\nworkflow { FOO()\n BAR() }\n";

function run(config: string, settings: ScanSettings = {}, more: Readonly<Record<string, string>> = {}) {
  const files = { "main.nf": main, "nextflow.config": `docker.enabled = true\n${config}\n`, ...more };
  return scan(files, { syntax: "v1", ...settings });
}

const strict = (config: string, settings: ScanSettings = {}) => run(config, { syntax: "v2", ...settings });

const foo = (found: ReturnType<typeof run>) =>
  found.pulls.filter(({ process }) => process === "FOO").map(({ image, conditions }) => [image, conditions ?? []]);

describe("what hangs on the environment", () => {
  const x = "System.getenv('X')";
  const holds = "env('X')";

  test("is one condition for the whole configuration", () => {
    const config = `if (${x}) { params.t = 'a' } else { params.t = 'b' }\nif (${x}) { params.u = 'c' } else { params.u = 'd' }\nprocess.container = (${x} ? 'x' : 'y') + ":\${params.t}\${params.u}"`;
    const found = run(config);
    expect(foo(found)).toEqual([
      ["x:ac", [holds]],
      ["y:bd", [`!(${holds})`]],
    ]);
    expect(found.pulls.filter(({ process }) => process === "BAR")).toMatchObject([
      { image: "b:1", confidence: "exact" },
    ]);
  });

  test("is open in one world only", () => {
    const config = `if (${x}) { process.container = "a:\${System.getenv('Y')}" } else { process.container = 'b:1' }`;
    expect(foo(run(config))).toEqual([
      [null, [holds]],
      ["b:1", [`!(${holds})`]],
    ]);
  });

  test("is left open where too much does", () => {
    const many = Array.from({ length: 6 }, (_, index) => `\${System.getenv('A${index}') ? 1 : 2}`).join("");
    expect(foo(run(`process.container = "x:${many}"`))).toEqual([[null, []]]);
    expect(foo(run(`process.container = 'x:1'\nincludeConfig "${many}.config"`))).toEqual([["x:1", []]]);
    const branches = Array.from(
      { length: 6 },
      (_, index) => `if (System.getenv('A${index}')) { params.a${index} = 1 }`,
    );
    expect(foo(run(`process.container = 'x:1'\n${branches.join("\n")}`))).toEqual([["x:1", []]]);
  });

  test("tells an include that it makes nothing of", () => {
    const nothing = run(`process.container = 'x:1'\nincludeConfig ${x} ? '/etc/a.config' : '/etc/b.config'`);
    expect(kinds(nothing)).toEqual(["missing-include", "missing-include"]);
    expect(kinds(run(`process.container = 'x:1'\nincludeConfig ${x}`))).toEqual(["missing-include"]);
    expect(kinds(run(`process.container = 'x:1'\nincludeConfig ${x} ? '/dev/null' : '/dev/null'`))).toEqual([]);
  });

  test("may enable the engine and send tasks away", () => {
    const open = scan(
      { "main.nf": main, "nextflow.config": `process.container = 'o/x:1'\ndocker.enabled = ${x}\n` },
      { syntax: "v1", launch: ["run", "."] },
    );
    expect(foo(open).map(([image]) => image)).toEqual(["o/x:1", "o/x:1"]);
    const away = run(`process.container = 'o/x:1'\nprocess.executor = ${x}\ndocker.registry = 'r.io'`);
    expect(foo(away)).toEqual([["r.io/o/x:1", []]]);
  });

  test("gives one image under conditions that its ways do not share", () => {
    const config = `process.container = { ${x} ? (System.getenv('Y') ? 'x:1' : 'y:1') : 'x:1' }`;
    expect(foo(run(config))).toEqual([
      ["x:1", [`${holds} && env('Y') || !(${holds})`]],
      ["y:1", [holds, "!(env('Y'))"]],
    ]);
  });
});

describe("the legacy parser", () => {
  test("goes on in the handler of a `try`", () => {
    const config = "try { includeConfig 'nope.config' } catch (Exception e) { process.container = 'c:1' }";
    expect(images(run(config))).toEqual(["BAR b:1", "FOO c:1"]);
  });

  test("takes an unknown name like a class's for one that it does not know", () => {
    expect(foo(run('process.container = "x:${Nope}"'))).toEqual([[null, []]]);
  });

  test.each([
    "process.ext { a = 1 }",
    "params.a = null\nif (params.a.b.c) { process.container = 'x:1' }",
    "params.a = null\ndef x = params.a.b.c",
  ])("stops at %j", (config) => expect(kinds(run(config))).toContain("abort"));

  test.each([
    ["params.t = 'a'\nparams.t ?= 'z'", "x:a"],
    ["params.t = null\nparams.t ?= 'z'", "x:z"],
    ["params.t = 6\nparams.t /= 2", "x:3"],
    ["params.t = ['a']\nparams.t <<= 'b'", "x:[a, b]"],
  ])("%j gives %s", (config, image) => {
    expect(images(run(`${config}\nprocess.container = "x:\${params.t}"`))).toEqual(["BAR b:1", `FOO ${image}`]);
  });
});

describe("the strict parser", () => {
  test("stops where a scope is a value", () => {
    expect(kinds(strict("params.a = 1\nparams.a.b = 2"))).toEqual(["abort"]);
    expect(kinds(strict("params = 1\nincludeConfig 'a.config'"))).toContain("missing-include");
  });

  test("gives a value of the command line the type of an open default", () => {
    const config = "params.t = env('X') ? 1.0 : 2.0\nprocess.container = \"x:${params.t + 1}\"";
    expect(images(strict(config, { launch: ["run", ".", "--t", "3"] }))).toEqual(["BAR b:1", "FOO x:4"]);
  });

  /** Whether nf-lang's compiler takes it. */
  test.each<[config: string, takes: boolean]>([
    ["a = b", false],
    ['a = "$b"', false],
    ['a = "${params.b}"', true],
    ["a = projectDir", true],
    ["a = workflow.projectDir", false],
    ["process.ext.a = { workflow.projectDir }", true],
    ["a.b = { workflow.projectDir }", true],
    ["a.b = { task.cpus }", false],
    ["process.ext.a = { task.cpus }", true],
    ["a.b = { nope }", false],
    ["process.ext.a = { nope }", true],
    ["a = java.nio.file.Paths.get('x')", true],
    ["a = System.getenv('X')", true],
    ["a = env('X')", true],
    ["a = foo('X')", false],
    ["process.ext.a = { foo('X') }", false],
    ["process.ext.a = { file('X') }", true],
    ["a.b = { file('X') }", true],
    ["a.b = file('X')", false],
    ["a.b = { def f = { it }; f('X') }", false],
    ["a = outputDir", false],
    ["a.b = { x = 1 }", false],
    ["a.b = { def x = 1; x = 2; x }", true],
    ["a.b = { [1].collect { it } }", true],
    ["a.b = { [1].collect { c -> [2].collect { d -> c + d } } }", true],
    ["a.b = { if (params.x) { def y = 1; y } else { y } }", false],
    ["a.b = { try { params.x } catch (Exception e) { e } }", true],
    [`a = 'x'${" + params.b".repeat(350)}`, true],
    ["process { includeConfig 'x.config' }", false],
  ])("%j", (config, takes) => {
    const found = strict(config).problems.filter(({ kind }) => kind === "abort");
    expect(found.length === 0).toBe(takes);
  });
});

test("parsers that differ in an open setting are told", () => {
  const config = "process.container = System.getenv('X') ? 'a:1' : 'b:1'\nparams.y = params.z ?: 'q'\nparams.z = 'r'";
  expect(kinds(run(config, { syntax: "auto" }))).not.toContain("abort");
});
