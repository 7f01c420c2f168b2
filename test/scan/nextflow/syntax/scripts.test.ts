import { describe, expect, test } from "vitest";
import { indexLines } from "../../../../src/text/lines.ts";
import { parseHeaders, parseScript } from "../../../../src/scan/nextflow/syntax/parse.ts";
import type { Declaration, Process } from "../../../../src/scan/nextflow/syntax/tree.ts";
import { print, printStatement } from "./print.ts";

function declarations(text: string): readonly Declaration[] {
  const { script, problems } = parseScript(text);
  expect(problems).toEqual([]);
  return script.declarations;
}

function processOf(text: string): Process {
  const found = parseScript(text).script.declarations.find(({ kind }) => kind === "process");
  if (found?.kind !== "process") throw new Error("no process");
  return found;
}

function processesOf(text: string, parse: typeof parseScript): Process[] {
  return parse(text).script.declarations.filter((each): each is Process => each.kind === "process");
}

function facts(text: string, parse: typeof parseScript): unknown {
  return processesOf(text, parse).map(({ name, start, end, header, sections }) => ({
    name,
    start,
    end,
    header: header.map(printStatement),
    labels: sections.map(({ label }) => label),
  }));
}

/** `line:column message` */
function problemsOf(text: string): string[] {
  const lines = indexLines(text);
  return parseScript(text).problems.map(({ start, message }) => {
    const { line, column } = lines.at(start);
    return `${line}:${column} ${message}`;
  });
}

describe("includes", () => {
  test("names, aliases and the path", () => {
    const [include] = declarations("include { A ; B as C\n D } from './m.nf'");
    if (include?.kind !== "include") throw new Error("no include");
    expect(include.names.map(({ name, alias }) => alias?.name ?? name)).toEqual(["A", "C", "D"]);
    expect(include.names.map(({ name }) => name)).toEqual(["A", "B", "D"]);
    expect(print(include.source)).toBe('"./m.nf"');
  });

  test.each([
    ["include { A } from './m' addParams(x: 1, y: 'z')", "addParams", 2],
    ["include { A } from './m' params(params)", "params", 1],
    ["include { A } from \"${projectDir}/m\" addParams( options: modules['a'] )", "addParams", 1],
  ])("%s", (text, form, count) => {
    const [include] = declarations(text);
    if (include?.kind !== "include") throw new Error("no include");
    expect(include.addParams?.form).toBe(form);
    const { positional, named } = include.addParams!.arguments;
    expect(positional.length + named.length).toBe(count);
  });

  test("the old forms without braces", () => {
    const kinds = declarations("include './a'\ninclude B from './b'\ninclude C as D from './c'").map((each) =>
      each.kind === "include" ? each.names.map(({ name, alias }) => `${name}>${alias?.name ?? ""}`) : each.kind,
    );
    expect(kinds).toEqual([[], ["B>"], ["C>D"]]);
  });

  test("a variable or function of that name is none", () => {
    expect(declarations("include = 1\ninclude(x)").map(({ kind }) => kind)).toEqual(["expression", "expression"]);
  });
});

describe("processes", () => {
  const text = `process A {
  label 'x'
  container "\${task.ext.c}" // why
  ext.args = 1
  if (params.gpu) { container 'g' }

  input:
  tuple val(meta), path(reads)
  val mode

  script:
  if (mode == 'container') {
    """container 'no'"""
  } else """
    other
  """

  output:
  path 'x', emit: y
}`;

  test("header and sections", () => {
    const { name, header, sections } = processOf(text);
    expect(text.slice(name.start, name.end)).toBe("A");
    expect(header.map(printStatement)).toEqual([
      'label("x")',
      'container(g"{task.ext.c}")',
      "(ext.args = 1)",
      'if params.gpu { container("g") }',
    ]);
    expect(sections.map(({ label }) => label)).toEqual(["input", "script", "output"]);
    expect(sections[0]!.body.map(printStatement)).toEqual(["tuple(val(meta), path(reads))", "val(mode)"]);
    expect(problemsOf(text)).toEqual([]);
  });

  test("a last string without a label is the script", () => {
    const bare = processOf("process A {\n  '''\n  true\n  '''\n}");
    expect([bare.header.length, bare.sections.map(({ label }) => label)]).toEqual([0, ["script"]]);
    const behind = processOf("process A {\n  container 'a'\n  output:\n  stdout()\n  '''true'''\n}");
    expect([behind.header.length, behind.sections.map(({ label }) => label)]).toEqual([1, ["output", "script"]]);
  });

  test("a typed one", () => {
    const typed = processOf(
      "nextflow.enable.types = true\nprocess A {\n  input:\n  x: Path\n  (y, z): Tuple<Path, String>\n}",
    );
    expect(typed.sections[0]!.body.map(printStatement)[0]).toBe("def Path x");
  });
});

describe("workflows and blocks", () => {
  test("sections of a workflow, with and without labels", () => {
    const [named, entry] = declarations("workflow W { take: a\n main: X(a)\n emit: b = X.out }\nworkflow { W('x') }");
    if (named?.kind !== "workflow" || entry?.kind !== "workflow") throw new Error("no workflow");
    expect([named.name?.name, named.sections.map(({ label, body }) => [label, body.map(printStatement)])]).toEqual([
      "W",
      [
        ["take", ["a"]],
        ["main", ["X(a)"]],
        ["emit", ["(b = X.out)"]],
      ],
    ]);
    expect([entry.name, entry.sections.map(({ label }) => label)]).toEqual([undefined, ["main"]]);
  });

  test("a params block with types", () => {
    const [block] = declarations(
      "params {\n  // the input\n  input: Path\n  tag: String = '1.0'\n  n: Integer? = 2\n  plain = true\n}\nworkflow { }",
    );
    if (block?.kind !== "params") throw new Error("no params");
    expect(block.parameters.map(({ name, type, value }) => [name, type?.name, value && print(value)])).toEqual([
      ["input", "Path", undefined],
      ["tag", "String", '"1.0"'],
      ["n", "Integer?", "2"],
      ["plain", undefined, "true"],
    ]);
  });

  test("in the order of the source", () => {
    const kinds = declarations(
      "#!/usr/bin/env nextflow\nnextflow.enable.dsl=2\nparams.a = 1\ninclude { A } from './a'\nparams.b = 2\n" +
        "enum E { X, Y }\nrecord R {\n  a: String\n}\nprocess P { '''x''' }\ndef f() { }\noutput {\n  x { path 'y' }\n}\nworkflow { }\n",
    ).map(({ kind }) => kind);
    expect(kinds.join(" ")).toBe(
      "feature-flag expression include expression enum record process function output workflow",
    );
  });
});

describe("recovery", () => {
  test("a broken statement costs itself only", () => {
    const text = "process A {\n  container 'a' 'b'\n  label ]\n  cpus 2\n  script:\n  'x'\n}\nworkflow { A() }";
    expect(problemsOf(text)).toEqual(["2:17 unexpected `'b'`", "3:9 `]` closes nothing"]);
    expect(processOf(text).header.map(printStatement)).toContain("cpus(2)");
    expect(parseScript(text).script.declarations.map(({ kind }) => kind)).toEqual(["process", "workflow"]);
  });

  test("a brace too few is told where it opens", () => {
    expect(problemsOf("process A {\n  script:\n  'x'\n")).toEqual(["1:11 `{` is never closed"]);
  });

  test("a parenthesis that is never closed ends with its block", () => {
    const text = "process A {\n  container foo('a'\n  script:\n  'x'\n}\nworkflow { }";
    expect(problemsOf(text)[0]).toBe("2:16 `(` is never closed");
    expect(parseScript(text).script.declarations.map(({ kind }) => kind)).toEqual(["process", "workflow"]);
  });

  test("a string that is never closed ends with its line", () => {
    expect(problemsOf("x = 'a\ny = 2")).toEqual(["1:5 string is never closed"]);
    expect(parseScript("x = 'a\ny = 2").script.declarations).toHaveLength(2);
  });

  test("what is nested too deeply is stepped over", () => {
    const text = `x = ${"[".repeat(10_000)}${"]".repeat(10_000)}\nprocess A { 'x' }`;
    expect(problemsOf(text)).toHaveLength(1);
    expect(problemsOf(text)[0]).toMatch(/^1:\d+ nested too deeply$/);
    expect(parseScript(text).script.declarations.map(({ kind }) => kind)).toEqual(["expression", "process"]);
  });

  test.each([
    ["blocks", `${"if (a) {\n".repeat(300)}${"}\n".repeat(300)}`],
    ["casts", `x = ${"(int) ".repeat(300)}1\n`],
    ["negations", `x = ${"!".repeat(300)}y\n`],
  ])("%s nested too deeply cost themselves only", (_, text) => {
    const messages = new Set(parseScript(`${text}process A { 'x' }`).problems.map(({ message }) => message));
    expect(messages).toContain("nested too deeply");
    expect(parseScript(`${text}process A { 'x' }`).script.declarations.at(-1)?.kind).toBe("process");
  });

  test.each([
    [`x = 'a'${" + 'b'".repeat(10_000)}\ny = 2`, "1:5 expression is too long"],
    [`a${".b()".repeat(10_000)}\ny = 2`, "1:1 expression is too long"],
  ])("what is too long is stepped over", (text, problem) => expect(problemsOf(text)).toEqual([problem]));
});

describe("headers only", () => {
  const text = `include { X } from './x'
process A {
  container "\${task.ext.c ?: 'a:1'}"
  input:
  tuple val(meta), path(reads)
  output:
  path "*.{a,b}", emit: x
  when:
  task.ext.when
  script:
  def regex = /[{"']/
  // } not the end
  """
  exec: \${meta.id ? "}" : '{'} '
  """
  stub: 'x'
}
process B {
  when: false
  exec: println 'x'
}
`;
  test("find the same processes, directives and labels", () => {
    expect(facts(text, parseHeaders)).toEqual(facts(text, parseScript));
    expect(parseHeaders(text).problems).toEqual([]);
  });

  test.each([
    "process A\n{\n  container 'a'\n  script:\n  'x'\n}\n",
    "process 'A' {\n  container 'a'\n  script:\n  x = 1 / 2\n  y = a ? b / c : d\n  'x'\n}\n",
    "process A {\n  container 'a'\n  script:\n  /* stub: } */\n  'x'\n}\n",
    "process A {\n  container 'a'\n  script:\n  x = / not closed\n  'x'\n}\n",
    "process A {\n  container 'a'\n  script:\n  x = /'/ + $/}/$\n  'x'\n  stub:\n  'y'\n}\n",
    "workflow W {\n  main:\n  script: x\n}\nx = { a ->\n  script: a\n}\nscript {\n  exec: 1\n}\n{\n  script: 1\n}\n",
  ])("are those of the whole in %j", (text) => expect(facts(text, parseHeaders)).toEqual(facts(text, parseScript)));

  test.each(["'x' // }", "'x' /* }", "'x", '"${x', "/x"])("reach the end of a text that stops in %j", (body) => {
    const [found] = processesOf(`process A {\n  container 'a'\n  script:\n  ${body}`, parseHeaders);
    expect(found?.header.map(printStatement)).toEqual(['container("a")']);
  });

  test("find inputs when asked, and a condition that is a literal", () => {
    const [a, b] = processesOf(text, parseHeaders);
    expect(a!.sections[0]!.body.map(printStatement)).toEqual(["tuple(val(meta), path(reads))"]);
    expect(b!.sections[0]!.body.map(printStatement)).toEqual(["false"]);
  });
});
