/** Scripts and modules that go round, double and flood. */
import { filesOf, lines, many, pipeline, scripted, scripts, task, type Files } from "./make.ts";

const engines = "docker podman singularity apptainer charliecloud shifter sarus".split(" ");

export const scriptCases: Readonly<Record<string, Files>> = {
  "an include of itself": { "main.nf": "include { A } from './main'\nworkflow { A() }\n" },
  "an include of itself, twice": { "main.nf": "include { A } from './main'\ninclude { A } from './main'\n" },
  "an include of itself, twice, called": {
    "main.nf": "include { A } from './main'\ninclude { A } from './main'\nworkflow { A() }\n",
  },
  "an include of everything of itself": { "main.nf": lines(3, () => "include './main'") },
  "includes of each other": {
    "main.nf": `${lines(2, () => "include { A } from './a'")}workflow { A() }\n`,
    "a.nf": lines(2, () => "include { A } from './b'"),
    "b.nf": lines(2, () => "include { A } from './a'\ninclude { A } from './main'"),
  },
  "includes that double": {
    "main.nf": `${lines(2, () => "include { A } from './m0'")}workflow { A() }\n`,
    ...scripts(40, (next) => lines(2, () => `include { A } from './m${next}'`)),
  },
  "includes that double under other names": {
    "main.nf": `include { A; A as B } from './m0'\nworkflow { A()\nB() }\n`,
    ...scripts(
      40,
      (next) => `include { A as A${next}; A as B${next} } from './m${next}'\nworkflow A { A${next}()\n B${next}() }\n`,
      task.replace("FOO", "A"),
    ),
  },
  "includes that double with parameters": {
    "main.nf": `include { A; A as B } from './m0' addParams(x: 1)\nworkflow { A()\nB() }\n`,
    ...scripts(
      40,
      (next) =>
        `include { A as A${next} } from './m${next}' addParams(x${next}: 1)\ninclude { A as B${next} } from './m${next}' addParams(y${next}: 1)\nworkflow A { A${next}()\n B${next}() }\n`,
      task.replace("FOO", "A"),
    ),
  },
  "includes that double in branches": {
    "main.nf": `if (params.a) { include { A } from './m0' } else { include { A } from './m0' }\nworkflow { A() }\n`,
    ...scripts(
      40,
      (next) => `if (params.a) { include { A } from './m${next}' } else { include { A } from './m${next}' }\n`,
    ),
  },
  "a chain of 10,000 scripts": {
    "main.nf": "include { A } from './m0'\nworkflow { A() }\n",
    ...scripts(many, (next) => `include { A } from './m${next}'\n`, task.replace("FOO", "A")),
  },
  "a chain of 10,000 scripts with workflows": {
    "main.nf": "include { A0 } from './m0'\nworkflow { A0() }\n",
    ...scripts(
      many,
      (next, own) => `include { A${next} } from './m${next}'\nworkflow A${own} { A${next}() }\n`,
      `${task}workflow A${many - 1} { FOO() }\n`,
    ),
  },
  "50,000 includes of everything": {
    "main.nf": `${lines(50_000, (n) => `include './m${n % 20}'`)}workflow {\n${lines(2_000, (n) => `A${n}()`)}}\n`,
    ...scripts(20, () => task),
  },
  "50,000 names of one include": {
    "main.nf": `include { ${Array.from({ length: 50_000 }, (_, n) => `FOO as F${n}`).join("; ")} } from './m0'\nworkflow {\n${lines(50_000, (n) => `F${n}()`)}}\n`,
    "m0.nf": task,
    "nextflow.config": "docker.enabled = true\n",
  },
  "one include 50,000 times": {
    "main.nf": `${lines(50_000, () => "include { FOO } from './m0'")}workflow { FOO() }\n`,
    "m0.nf": task,
  },
  "one call 200,000 times": { "main.nf": `${task}workflow {\n${lines(200_000, () => "FOO()")}}\n` },
  "a workflow that calls itself": { "main.nf": `${task}workflow A { FOO()\nA()\nA() }\nworkflow { A() }\n` },
  "workflows that call each other": {
    "main.nf": `${task}${lines(60, (n) => `workflow W${n} { ${Array.from({ length: 60 }, (_, m) => `W${m}()`).join("; ")}\nFOO() }`)}workflow { W0() }\n`,
  },
  "workflows that double": {
    "main.nf": `${task}workflow W0 { FOO() }\n${lines(60, (n) => `workflow W${n + 1} { W${n}(); W${n}() }`)}workflow { W60() }\n`,
  },
  "workflows within each other, 5,000 deep": {
    "main.nf": `${task}workflow W0 { FOO() }\n${lines(5_000, (n) => `workflow W${n + 1} { W${n}() }`)}workflow { W5000() }\n`,
  },
  "functions that double": {
    "main.nf": `${task}def f0() { FOO() }\n${lines(60, (n) => `def f${n + 1}() { f${n}(); f${n}() }`)}workflow { f60() }\n`,
  },
  "names of 100,000 letters": {
    "main.nf": `${task}workflow ${"W".repeat(100_000)}0 { FOO() }\n${lines(15, (n) => `workflow ${"W".repeat(100_000)}${n + 1} { ${"W".repeat(100_000)}${n}() }`)}workflow { ${"W".repeat(100_000)}15() }\n`,
  },
  "100,000 inputs, called 10,000 times": {
    "main.nf": `${task}workflow W { take:\n${lines(100_000, (n) => `a${n}`)}main: FOO() }\nworkflow {\n${lines(many, () => "W()")}}\n`,
  },
  "20,000 processes and variables by turns": {
    "main.nf": `${lines(20_000, (n) => `x${n} = ${n}\nprocess P${n} { container "x:\${x${n}}"\n script: 'true' }`)}workflow { P1() }\n`,
  },
  "20,000 processes and parameters by turns": {
    "main.nf": `${lines(20_000, (n) => `params.x${n} = ${n}\nprocess P${n} { container "x:\${params.x${n}}"\n script: 'true' }`)}workflow { P1() }\n`,
  },
  "130,000 labels": {
    "main.nf": `process FOO {\n${lines(130_000, (n) => `label 'a${n}'`)}container 'x:1'\nscript: 'true' }\nworkflow { FOO() }\n`,
  },
  "50,000 directives, called 1,000 times": {
    "main.nf": `process FOO {\n${lines(50_000, (n) => `ext a${n}: params.x + 1`)}container 'x:1'\nscript: 'true' }\nworkflow {\n${lines(1_000, (n) => `W${n}()`)}}\n${lines(1_000, (n) => `workflow W${n} { FOO() }`)}`,
  },
  "10,000 processes and nine engines": {
    "main.nf": `${lines(many, (n) => `process P${n} { container 'x:${n}'\n script: 'true' }`)}workflow {\n${lines(many, (n) => `P${n}()`)}}\n`,
    "nextflow.config": `profiles {\n${engines.map((name) => `${name} { ${name}.enabled = true }\n`).join("")}}\n`,
  },
  "45,000 typed parameters": {
    "main.nf": `params {\n${lines(45_000, (n) => `a${n}: String = "\${params.a${n - 1}}x"`)}}\n${task}workflow { FOO() }\n`,
  },
  "20,000 includes in branches": {
    "main.nf": `${lines(20_000, (n) => `if (params.a${n}) { include { FOO } from './m0' }`)}workflow { FOO() }\n`,
    "m0.nf": task,
  },
  "50,000 functions": {
    "main.nf": `${lines(50_000, (n) => `def f${n}(x = f${n + 1}()) { f${n + 1}(x) }`)}${task.replace("'x:1'", "{ f0() }")}workflow { FOO() }\n`,
  },
  "functions of another script, 20,000 calls": {
    "main.nf": `include { f } from './m0'\n${task.replace("'x:1'", "{ def s = ''; for (i in 1..5000) { s = f(i) }; s }")}workflow { FOO() }\n`,
    "m0.nf": `${lines(30_000, (n) => `def g${n}() { 1 }`)}def f(x) { "$x" }\n`,
  },
  "20,000 workflows, each called by the next two": {
    "main.nf": `${task}workflow W0 { FOO() }\nworkflow W1 { FOO() }\n${lines(20_000, (n) => `workflow W${n + 2} { W${n}(); W${n + 1}() }`)}workflow { W50() }\n`,
  },
  "a class of two megabytes": {
    ...scripted("x = A.f(1)"),
    "lib/A.groovy": `class A {\n${lines(35_000, (n) => `  static String f${n}(x) { A.f${n + 1}(x) + '@' }`)}  static f(x) { f0(x) }\n}\n`,
  },
  "annotations without end": {
    ...scripted("x = A.f(1)"),
    "lib/A.groovy": `class A {\n${"@a ".repeat(500_000)}\n${" static".repeat(100_000)}\n}`,
  },
  "classes without end": {
    ...scripted("x = A.f(1)"),
    "lib/A.groovy": `${"class A ".repeat(200_000)}${"class ".repeat(1)}${" ".repeat(300_000)}`,
  },
  "5,000 pipelines": filesOf(
    5_000,
    (n) => `p${n}/main.nf`,
    () => pipeline["main.nf"]!,
  ),
  "5,000 pipelines with configurations": {
    ...filesOf(
      3_000,
      (n) => `p${n}/main.nf`,
      () => pipeline["main.nf"]!,
    ),
    ...filesOf(
      3_000,
      (n) => `p${n}/nextflow.config`,
      () => "docker.enabled = true\nincludeConfig 'conf/a.config'\n",
    ),
    ...filesOf(
      3_000,
      (n) => `p${n}/conf/a.config`,
      () => "process.container = 'a:1'\n",
    ),
  },
  "1,000 pipelines of the same scripts": {
    ...filesOf(
      1_000,
      (n) => `p${n}/main.nf`,
      () => "include { A } from '../m0'\nworkflow { A() }\n",
    ),
    ...scripts(1_000, (next) => `include { A } from './m${next}'\n`, task.replace("FOO", "A")),
  },
  "classes that need each other": {
    ...scripted("x = A.X"),
    "lib/A.groovy": "class A {\n static String X = B.Y + B.Y\n static f(x) { B.f(x) }\n}\n",
    "lib/B.groovy": "class B {\n static String Y = A.X + A.f(1)\n static f(x) { A.f(x) }\n}\n",
  },
  "functions of scripts that need each other": {
    "main.nf": `include { f } from './a'\nx = f(1)\ndef g(y) { f(y) + x }\nprocess FOO {\n container { f(1) + g(1) }\n script: 'true' }\nworkflow { FOO() }\n`,
    "a.nf": "include { g } from './main'\nz = g(1)\ndef f(y) { g(y) + g(y) + z }\n",
  },
};
