import { describe, expect, test } from "vitest";
import { parseConfig } from "../../../../src/scan/nextflow/syntax/parse.ts";
import type { ConfigStatement } from "../../../../src/scan/nextflow/syntax/tree.ts";
import { print, printStatement } from "./print.ts";

function printAll(statements: readonly ConfigStatement[] | undefined): string[] {
  return (statements ?? []).map((statement) => {
    switch (statement.kind) {
      case "assignment":
        return `${statement.path.map(({ name, quoted }) => (quoted ? `'${name}'` : name)).join(".")} ${statement.operator} ${print(statement.value)}`;
      case "block":
        return `${statement.path.map(({ name }) => name).join(".")} {${printAll(statement.body).join("; ")}}`;
      case "selector":
        return `${statement.selector}<${statement.target.name}> {${printAll(statement.body).join("; ")}}`;
      case "include":
        return `include ${print(statement.source)}`;
      case "apply":
        return `apply ${print(statement.call)}`;
      case "if":
        return `if ${print(statement.condition)} {${printAll(statement.then).join("; ")}} else {${printAll(statement.otherwise).join("; ")}}`;
      case "try":
        return `try {${printAll(statement.body).join("; ")}} ${statement.handlers.map((body) => `catch {${printAll(body).join("; ")}}`).join("")}`;
      case "legacy":
        break;
    }
    return `legacy ${printStatement(statement.statement)}`;
  });
}

function statements(text: string): string[] {
  const { config, problems } = parseConfig(text);
  expect(problems).toEqual([]);
  return printAll(config.statements);
}

describe("settings", () => {
  test.each([
    ["a.b.c = 1", ["a.b.c = 1"]],
    ["a { b { c = 1 } }", ["a {b {c = 1}}"]],
    ["a\n{\n b = 1; c = 2 }", ["a {b = 1; c = 2}"]],
    ["process.\"withName:A\".container = 'x'", ["process.'withName:A'.container = \"x\""]],
    ["'a b' { 'c-d' = 1 }", ["a b {'c-d' = 1}"]],
    ["process { withName: A { container = 'x' } }", ['process {withName<A> {container = "x"}}']],
    ["process { withLabel :'a|b'\n { cpus = 1 } }", ["process {withLabel<a|b> {cpus = 1}}"]],
    ["process { 'withName:A' { cpus = 1 } }", ["process {withName<A> {cpus = 1}}"]],
    ['process { "withLabel: b " { cpus = 1 } }', ["process {withLabel< b > {cpus = 1}}"]],
    ["process { withName:FOO{ cpus = 1 } }", ["process {withName<FOO> {cpus = 1}}"]],
    ["process { $foo { cpus = 1 } }", ["process {$foo {cpus = 1}}"]],
    [
      "includeConfig 'a.config'\nincludeConfig params.x ? 'b' : 'c'",
      ['include "a.config"', 'include (params.x ? "b" : "c")'],
    ],
    ["includeConfig ({ 'x' }())", ['include { "x" }()']],
    ["plugins { id 'nf-schema@2.0.0'\n id 'nf-x' }", ['plugins {apply id("nf-schema@2.0.0"); apply id("nf-x")}']],
    ["int = 1\ndefault.in = 2", ["int = 1", "default.in = 2"]],
    ["a = 1 // b = 2\n/* c = 3 */ d = 4", ["a = 1", "d = 4"]],
    ["a = { b = 1 }", ["a = { (b = 1) }"]],
    ['ext.args = { "--x ${task.cpus}" }', ['ext.args = { g"--x {task.cpus}" }']],
    ["", []],
    ["\uFEFFa = 1", ["a = 1"]],
  ])("%j", (text, expected) => expect(statements(text)).toEqual(expected));

  test("the span of a selector's target leaves out quotes and the word before the colon", () => {
    const texts = ["process { withName:'A.*' { } }", "process { 'withName:A.*' { } }", "process { withName: A_B { } }"];
    const targets = texts.map((text) => {
      const [block] = parseConfig(text).config.statements;
      const selector = block?.kind === "block" ? block.body[0] : undefined;
      return selector?.kind === "selector" ? text.slice(selector.target.start, selector.target.end) : undefined;
    });
    expect(targets).toEqual(["A.*", "A.*", "A_B"]);
  });
});

describe("what only v1 takes", () => {
  test.each([
    ["def x = 1\na = x", ["legacy def x = 1", "a = x"]],
    ["def f(a) { a + 1 }", ["legacy def f(a) { (a + 1) }"]],
    ["if (a) { b = 1 } else if (c) d = 2", ["if a {b = 1} else {if c {d = 2} else {}}"]],
    ["process { if (a) { withName: X { b = 1 } } }", ["process {if a {withName<X> {b = 1}} else {}}"]],
    [
      "try { includeConfig 'x' } catch (Exception e) { System.err.println('y') }",
      ['try {include "x"} catch {legacy System.err.println("y")}'],
    ],
    ["process { container 'x' }", ['process {apply container("x")}']],
    ["a.b { c = 1 }", ["a.b {c = 1}"]],
    ["a += 1", ["a += 1"]],
    ["for (x in xs) { y }", ["legacy for x { y }"]],
  ])("%j", (text, expected) => {
    expect(statements(text)).toEqual(expected);
    expect(parseConfig(text).legacy).not.toEqual([]);
  });
});

describe("recovery", () => {
  test("a broken setting costs itself only", () => {
    const { config, problems } = parseConfig("a = ]\nb = 2 3\nc = 4,\nd { e = ) }\nf = 5");
    expect(printAll(config.statements).filter((each) => /^[bf]/.test(each))).toEqual(["b = 2", "f = 5"]);
    expect(problems.length).toBeGreaterThan(2);
  });

  test("a brace too many is stepped over", () => {
    const { config, problems } = parseConfig("a { b = 1 }\n}\nc = 2");
    expect(printAll(config.statements)).toEqual(["a {b = 1}", "c = 2"]);
    expect(problems.map(({ message }) => message)).toEqual(["`}` closes nothing"]);
  });
});
