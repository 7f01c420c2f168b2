import { describe, expect, test } from "vitest";
import { images, kinds, scan } from "../scan.ts";

function run(header: string, config = "", name = "FOO") {
  return scan({
    "main.nf": `process ${name} {\n  ${header}\n  script:\n  'true'\n}\nworkflow { ${name}() }\n`,
    "nextflow.config": `docker.enabled = true\n${config}\n`,
  });
}

// `Architecture` of Nextflow; 24.10 says the same of each name and knows no list of them.
describe("the platform of `arch`", () => {
  test.each([
    ["arch 'linux/amd64'", "linux/amd64"],
    ["arch 'x86_64'", "linux/amd64"],
    ["arch 'linux/x86_64'", "linux/amd64"],
    ["arch 'arm64'", "linux/arm64"],
    ["arch 'linux/aarch64'", "linux/arm64"],
    ["arch 'linux/arm64/v8'", "linux/arm64"],
    ["arch 'linux/arm64/v7'", "linux/arm64/v7"],
    ["arch 'linux/arm64, linux/amd64'", "linux/arm64"],
    ["arch name: 'linux/arm64', target: 'cascadelake'", "linux/arm64"],
    ["arch 'linux/arm64', target: 'cascadelake'", "linux/arm64"],
    ["arch null", null],
    ["", null],
  ])("%j is %j", (header, platform) => {
    expect(run(`${header}\n  container 'x:1'`).pulls).toMatchObject([{ image: "x:1", platform }]);
  });

  test.each(["process.arch = 'linux/arm64'", "process.arch = [name: 'linux/arm64']"])("%s", (config) => {
    expect(run("container 'x:1'", config).pulls).toMatchObject([{ platform: "linux/arm64" }]);
  });

  test.each(["riscv", "linux/arm", "arm64/v8", "arm64/v7", "linux/amd64/v2", ""])("%j stops the run", (arch) => {
    expect(kinds(run(`arch '${arch}'\n  container 'x:1'`))).toContain("abort");
  });
});

describe("a selector that cannot be decided leaves open what it sets, and nothing else", () => {
  const long = "F".repeat(40);
  test.each([
    ["withName: '['", "FOO"],
    ["withName: '![a'", "FOO"],
    ["withLabel: '\\\\p{InGreek}'", "FOO"],
    ["withName: '(?=(F+)+x).*'", long],
    ["withName: '!(?=(F+)+x).*'", long],
    ["withLabel: '!(?=(F+)+x).*'", "FOO"],
  ])("%s", (selector, name) => {
    const label = `label '${long}'`;
    const open = run(`${label}\n  container 'd:1'`, `process { ${selector} { container = 's:1' } }`, name);
    expect(open.pulls).toMatchObject([{ image: null, unresolved: { reason: "unsupported-expression" } }]);
    const other = run(`${label}\n  container 'd:1'`, `process { ${selector} { cpus = 2 } }`, name);
    expect(images(other)).toEqual([`${name} d:1`]);
  });
});

// What `Pattern.matches` of Java says of names of 20 letters and of 40.
test.each([
  ["withName: '(F+)+x'", "d:1"],
  ["withName: '!(F+)+x'", "s:1"],
  ["withLabel: '!(F+)+x'", "s:1"],
  ["withName: '(F+)+(FF)*F?'", "s:1"],
])("a selector that repeats what is repeated is decided: %s", (selector, image) => {
  const name = "F".repeat(40);
  const decided = run(`label '${name}'\n  container 'd:1'`, `process { ${selector} { container = 's:1' } }`, name);
  expect(images(decided)).toEqual([`${name} ${image}`]);
});

test.each([
  "for (v in ['1', '2']) { container \"x:$v\" }",
  "['1', '2'].each { container \"x:$it\" }",
  "switch (params.x) { case 1: container 'a:1'; break; default: container 'b:1' }",
])("a container that %s sets is open", (header) => {
  expect(run(header).pulls).toMatchObject([{ image: null, unresolved: { reason: "unsupported-expression" } }]);
});

function module(value: string) {
  return scan({ "modules/foo/main.nf": `process FOO {\n  cpus = 2\n  container = ${value}\n  script:\n  'true'\n}\n` });
}

describe("a container that is assigned", () => {
  test("is that of a module for Nextflow before 25.10", () => {
    const { pulls, problems } = module("'x:1'");
    const conditions = ["Nextflow before 25.10"];
    expect(pulls).toMatchObject([
      { image: "x:1", confidence: "candidate", conditions },
      { image: "docker://x:1", confidence: "candidate", conditions },
    ]);
    expect(problems.map(({ kind }) => kind)).toContain("directive");
  });

  test("may be open", () => {
    expect(module("params.nope.x").pulls.map(({ image }) => image)).toEqual([null, null]);
  });
});

// Nextflow 26.04.6 has the name of the folder that the project was checked out into.
test.each(["projectDir.name", "launchDir.baseName", "launchDir.parent"])("what %s is, only a run can know", (name) => {
  const [pull] = run(`container "x/\${${name}}:1"`).pulls;
  expect(pull).toMatchObject({ image: null, confidence: "unresolved", unresolved: { reason: "runtime-input" } });
});

test("a text longer than any name is open, and kept no longer than somebody reads", () => {
  const [pull] = run(`container { 'x:' + 'a' * 5000 }`).pulls;
  expect(pull).toMatchObject({ image: null, confidence: "unresolved", unresolved: { reason: "invalid-name" } });
  expect(pull?.written).toHaveLength(80);
});
