/** What each of the two parsers of Nextflow takes and refuses. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseConfig, parseScript } from "../../../../src/scan/nextflow/syntax/parse.ts";
import { failAt, readArchive } from "../../../support/archive.ts";
import { readLines } from "../read-lines.ts";

/** What nf-lang's own compiler (the strict parser of Nextflow) refuses, and what it takes. */

const script = (header: string, body = "'true'"): string =>
  `process A {\n  ${header}\n  script:\n  ${body}\n}\nworkflow {\n  A()\n}\n`;

function refusals(text: string): readonly string[] {
  const { problems, legacy } = parseScript(text);
  return [...problems.map(({ message }) => message), ...legacy.map(({ construct }) => construct)];
}

describe("names", () => {
  test.each([
    [script("container foo"), ["the undefined name `foo`"]],
    [script('container "x:${foo.bar}"'), ["the undefined name `foo`"]],
    [script("containr 'x'"), ["the unknown directive `containr`"]],
    [script("input:\n  tuple val(id), path(x)\n  each y", '"$id $x $y $z"'), ["the undefined name `z`"]],
    [script('output:\n  path "$prefix", emit: out', "prefix = task.ext.prefix ?: 'x'\n  'true'"), []],
    [script('output:\n  path "$local"', "def local = 'x'\n  'true'"), ["the undefined name `local`"]],
    [script("publishDir params.out, saveAs: { it }"), []],
    [script("memory { 2.GB * task.attempt }"), []],
    [
      "workflow W {\n  take:\n  a\n  main:\n  a.map { x -> x + y }.set { b }\n  emit:\n  c = b\n}\n",
      ["the undefined name `y`"],
    ],
    [script("container img('x')"), ["the undefined function `img`"]],
    [script("container params[]"), ["an empty index"]],
    [script("container 'x:1'[]"), ["an empty index"]],
    [script("container { [1, 2][] }"), ["an empty index"]],
    [script("container { ['x:1'][\n0] }"), ["a line break or a comma beside the brackets of an index"]],
    [script("container { ['x:1'][0,] }"), ["a line break or a comma beside the brackets of an index"]],
    [script("container { ['x:1'][0,\n 1] }"), []],
    [script("ext []"), []],
    ['workflow {\n  exit 1, log.info "x ${params.y}"\n}\n', ["a chain of calls without parentheses (`…`)"]],
    ["workflow {\n  print params 'b'\n}\n", ["a chain of calls without parentheses (`…`)"]],
    ["workflow {\n  channel.of(1).view []\n}\n", []],
    ["def img(x) { x }\n" + script("container img('x')"), []],
    ["workflow {\n  channel.of(1).map { v = 1 }\n}\n", ["the variable `v` without `def` in a closure"]],
    ["def f(a) {\n  b = a\n  return groovy.json.JsonOutput.toJson(b)\n}\n", ["the undeclared variable `b`"]],
  ])("%j", (text, expected) => expect(refusals(text)).toEqual(expected));
});

describe("scripts", () => {
  test.each<[string, string | undefined]>([
    ["params.x = 1\nworkflow {\n}\n", undefined],
    ["x = 1\nworkflow {\n}\n", "a statement among script declarations"],
    ["x = 1\nprintln x\n", undefined],
    ["import a.B\nworkflow {\n}\n", "an `import`"],
    ["workflow {\n  emit:\n  x = 1\n}\n", "`emit:` in the entry workflow"],
    ["workflow W {\n  take:\n  main:\n  1\n}\n", "an empty section `take:`"],
    ["process A { 'true'\n}\n", "a body that starts on the line of its brace"],
    ["process A {\n  cpus 1\n  'true'\n}\n", "a process script without `script:`"],
    [script("output:\n  stdout()\n  input:\n  val x"), "sections out of order (`output:`, `input:`, `script:`)"],
    [script("container = 'x'"), "an assignment (`container = …`) among the directives of a process"],
    [script("if (params.x) { cpus 1 }"), "a statement (`if`) among the directives of a process"],
    [script("cpus 1", "for (i in [1]) { }\n  'true'"), "a `for` loop"],
    ['include { A } from "${projectDir}/a"\n', "an interpolated `include` path"],
    ["include { A } from './a' addParams(x: 1)\n", "`addParams` behind an `include`"],
  ])("%j", (text, refusal) => expect(refusals(text)).toEqual(refusal === undefined ? [] : [refusal]));
});

describe("configurations", () => {
  test.each<[string, string | undefined]>([
    ["plugins {\n  id 'nf-schema@2.0.0'\n}\n", undefined],
    ["process {\n  cpus 1\n}\n", "a setting without an equals sign"],
    ["process {\n  withName: A { maxForks 2 }\n}\n", "a setting without an equals sign"],
    ["if (x) { a = 1 }\n", "`if` in a configuration"],
    ["def x = 1\n", "a variable in a configuration"],
    ["a.b { c = 1 }\n", "a block with a dotted name"],
    ["a = { b: 1 }\n", "a label (`b:`)"],
    ["withName: A { cpus = 1 }\n", "a selector outside of any block"],
  ])("%j", (text, refusal) => {
    const { problems, legacy } = parseConfig(text);
    expect(problems).toEqual([]);
    expect(legacy.map(({ construct }) => construct)).toEqual(refusal === undefined ? [] : [refusal]);
  });
});

/** A script (beside modules `m.nf` and `n.nf`) or a configuration, and who takes it. */
interface Sample {
  readonly script?: string;
  readonly config?: string;
  /** nf-lang's compiler, grammar and names. */
  readonly v2: boolean;
  /** The grammar of Groovy 4. What it takes Nextflow's first parser can still refuse. */
  readonly v1: boolean;
}

const TAKEN = /^(script|configuration), taken by (both|v1|v2|neither)$/;

function takenIn(file: string): readonly (readonly [theme: string, samples: readonly Sample[]])[] {
  return readArchive(readFileSync(new URL(file, import.meta.url), "utf8"), file).map(({ title, sections }) => [
    title,
    sections.map(({ name, text, line }): Sample => {
      const [, kind, by] = TAKEN.exec(name) ?? failAt(file, line, "does not say what it is and who takes it");
      const taken = { v2: by === "both" || by === "v2", v1: by === "both" || by === "v1" };
      return kind === "script" ? { script: text, ...taken } : { config: text, ...taken };
    }),
  ]);
}

function taken({ script, config, v2, v1 }: Sample): void {
  const { problems, legacy, modern } = script === undefined ? parseConfig(config!) : parseScript(script);
  expect(problems.length + legacy.length === 0).toBe(v2);
  expect((v1 ? problems : [...problems, ...modern]).length === 0).toBe(v1);
}

describe("who takes it", () => {
  describe.each(takenIn("accepted.txt"))("%s", (_, samples) => {
    test.each(samples)("$script$config", taken);
  });

  test.each(readLines<Sample>("compact/carriage-returns.jsonl"))("$script$config", taken);
});
