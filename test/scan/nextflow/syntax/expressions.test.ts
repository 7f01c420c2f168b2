import { describe, expect, test } from "vitest";
import { parseConfig, parseScript } from "../../../../src/scan/nextflow/syntax/parse.ts";
import type { Declaration, Statement } from "../../../../src/scan/nextflow/syntax/tree.ts";
import { print, printStatement } from "./print.ts";

/** The value of `x = …` in a configuration, and what is left behind it. */
function value(text: string): string {
  const { config, problems } = parseConfig(`x = ${text}\n`);
  const [first, ...rest] = config.statements;
  expect(problems).toEqual([]);
  expect(rest).toEqual([]);
  return first?.kind === "assignment" ? print(first.value) : `<${first?.kind}>`;
}

function isStatement(declaration: Declaration): declaration is Statement & Declaration {
  const others = ["feature-flag", "params", "process", "workflow", "output", "enum", "record", "agent"];
  return !others.includes(declaration.kind);
}

function statements(text: string): string[] {
  const { script, problems } = parseScript(text);
  expect(problems).toEqual([]);
  return script.declarations.map((declaration) => {
    if (!isStatement(declaration)) throw new Error(declaration.kind);
    return printStatement(declaration);
  });
}

describe("precedence is Groovy's", () => {
  test.each([
    ["a + b * c ** d ** e", "(a + (b * ((c ** d) ** e)))"],
    ["-a ** b", "(-(a ** b))"],
    ["!a.b && !c[0]", "((!a.b) && (!c[0]))"],
    ["a || b && c", "(a || (b && c))"],
    ["a == b != c <=> d", "(((a == b) != c) <=> d)"],
    ["a in b && c !in d", "((a in b) && (c !in d))"],
    ["a =~ b == c", "(a =~ (b == c))"],
    ["a | b ^ c & d", "(a | (b ^ (c & d)))"],
    ["a << b + c", "(a << (b + c))"],
    ["a >> b >>> c", "((a >> b) >>> c)"],
    ["1..n + 1", "(1 .. (n + 1))"],
    ["0..<n", "(0 ..right n)"],
    ["a ? b : c ? d : e", "(a ? b : (c ? d : e))"],
    ["a ?: b ?: c", "(a ?: (b ?: c))"],
    ["a == 1 ? b : c", "((a == 1) ? b : c)"],
    ["a instanceof List && b !instanceof Map", "((a instanceof List) && (b !instanceof Map))"],
    ["(a + b) * c", "((a + b) * c)"],
    ["'a:' + 1 + 2", '(("a:" + 1) + 2)'],
  ])("%s", (text, expected) => {
    expect(value(text)).toBe(expected);
  });
});

describe("operands", () => {
  test.each([
    ["8.GB", "8.GB"],
    ["1.10", "1.10"],
    ["1_000L", "1_000L"],
    [".5", ".5"],
    ["1e3", "1e3"],
    ["0x1F", "0x1F"],
    ["a?.b*.c.'d e'.\"f\"", "a?.b*.c.d e.f"],
    ["a.b(1).c { it }[0]", "a.b(1).c({ it })[0]"],
    ["f(x: 1, 'y z': 2, 3) { a, b = 1 -> a }", 'f("x": 1, "y z": 2, 3, { a, b = 1 -> a })'],
    ["[a: 1, 'b': 2, (c): 3, \"$d\": 4, in: 5]", '["a": 1, "b": 2, c: 3, g"{d}": 4, "in": 5]'],
    ["[:]", "[:]"],
    ["[]", "[]"],
    ["[1, [2], [a: [:]],]", '[1, [2], ["a": [:]]]'],
    ["{ -> 1 }", "{  -> 1 }"],
    ["{ }", "{  }"],
    ["{ String a, int b = 1 -> a }", "{ String a, int b = 1 -> a }"],
    ["{ meta, List<Path> files -> files }", "{ meta, List<Path> files -> files }"],
    ["{ x ->\n  def y = x\n  y + 1\n}", "{ x -> def y = x; (y + 1) }"],
    ["new java.util.Date().format('yyyy')", 'new java.util.Date().format("yyyy")'],
    ["a as nextflow.util.MemoryUnit", "(a as nextflow.util.MemoryUnit)"],
    ["({ 1 }())", "{ 1 }()"],
    ["xs*.y", "xs*.y"],
    ["a.class.name", "a.class.name"],
    ["System.getenv('X') ?: 'y'", '(System.getenv("X") ?: "y")'],
    ["a ?['b'] : ['c']", '(a ? ["b"] : ["c"])'],
    ["~/a.b/", '(~"a.b")'],
    ["a.replaceAll(/\\/x/, '')", 'a.replaceAll("/x", "")'],
    ["a / b / c", "((a / b) / c)"],
  ])("%s", (text, expected) => {
    expect(value(text)).toBe(expected);
  });
});

describe("strings", () => {
  test.each([
    [String.raw`'a\tb\u0041\101\$\'\\'`, JSON.stringify("a\tbAA$'\\")],
    [String.raw`"$a.b-1 $c.d. \${e} ${"$"}{f}"`, String.raw`g"{a.b}-1 {c.d}. ` + "${e} " + String.raw`{f}"`],
    ['"${c ? \'a\' : "b${d}"}"', String.raw`g"{(c ? \"a\" : g\"b{d}\")}"`],
    ["'https://h/x.img' // not in it", '"https://h/x.img"'],
    ["'''a'b''c\n'''", "\"a'b''c\\n\""],
    ['"""a"b""""', String.raw`"a\"b\""`],
    ["'a\\\nb'", '"ab"'],
    ["''", '""'],
    ['""', '""'],
  ])("%s", (text, expected) => expect(value(text)).toBe(expected));

  test("say whether their span is what they mean", () => {
    const { config } = parseConfig(
      String.raw`a = 'x:1'` + "\n" + String.raw`b = 'x\:1'.c` + "\n" + String.raw`c = 'x\t1'`,
    );
    const plain = config.statements.map((each) =>
      each.kind === "assignment" && each.value.kind === "string" ? each.value.plain : undefined,
    );
    expect(plain).toEqual([true, undefined, false]);
  });
});

describe("lines", () => {
  test.each([
    ["a\n  ? b\n  : c", "(a ? b : c)"],
    ["a &&\n b\n || c", "((a && b) || c)"],
    ["a\n .b()\n ?.c", "a.b()?.c"],
    ["'a:' +\n '1'", '("a:" + "1")'],
    ["a // why\n  ?: b", "(a ?: b)"],
    ["a\n  /* x */ as String", "(a as String)"],
    ["[\n  1,\n\n  2 // two\n]", "[1, 2]"],
    ["f(\n  a: 1,\n  b\n)", 'f("a": 1, b)'],
    ["\n  a", "a"],
    ["a \\\n + b", "(a + b)"],
  ])("%j goes on", (text, expected) => expect(value(text)).toBe(expected));

  test("a plus sign at the start of a line starts a statement", () => {
    expect(statements("x = 'a'\n  + ':1'")).toEqual(['(x = "a")', '(+":1")']);
  });

  test("a parenthesis, bracket or brace at the start of a line starts a statement", () => {
    expect(statements("f\n(a)\n[b]")).toEqual(["f", "a", "[b]"]);
  });
});

describe("statements", () => {
  test.each([
    ["println 'a', b: 1", ['println("b": 1, "a")']],
    ["path (x), emit: y", ['path("emit": y, x)']],
    ["publishDir [path: 'x'], mode: 'copy'", ['publishDir("mode": "copy", ["path": "x"])']],
    ["tuple val(a), path('b'), emit: c", ['tuple("emit": c, val(a), path("b"))']],
    ["file x from y into z", ["file(x).from(y).into(z)"]],
    ["a.b = c.d e", ["(a.b = c.d(e))"]],
    ["def x\ndef y = 1, z = 2", ["def x", "def y = 1", "def z = 2"]],
    ["def (a, b) = f()", ["def (a, b) = f()"]],
    ["(a, b) = f()", ["([a, b] = f())"]],
    ["List<Map<String, Integer>> xs = []", ["def List<Map<String, Integer>> xs = []"]],
    ["int[] xs", ["def int[] xs"]],
    ["x += 1; y ?= 2", ["(x += 1)", "(y ?= 2)"]],
    ["if (a) b\nelse if (c) { d } else e", ["if a { b } else { if c { d } else { e } }"]],
    [
      "try { a } catch (IOException | Error e) { b } catch (x) { }",
      ["try { a } catch IOException Error e { b } catch x {  }"],
    ],
    ["for (String x in xs) { y }", ["for x { y }"]],
    ["for (int i = 0; i < 2; i++) y", ["for … { y }"]],
    ["while (a) { b }", ["while a { b }"]],
    [
      "switch (a) {\n case 'x':\n case ['y']:\n  b\n  break\n default: c\n}",
      ['switch a { "x":  | ["y"]: b; break | default: c }'],
    ],
    ["assert a : 'b'", ["assert a"]],
    ["throw new E('x')", ['throw new E("x")']],
    ["a | b | map { it } | view", ["(((a | b) | map({ it })) | view)"]],
    ["foo -1", ["(foo - 1)"]],
    ["xs.each { println it }", ["xs.each({ println(it) })"]],
    ["multiMap { x ->\n a: x\n b: x.y\n}", ["multiMap({ x -> a:; x; b:; x.y })"]],
    ["def f(a, String b = 'x', c: Path) -> Path { return a }", ["def f(a, b, c) { return a }"]],
    ["x = y.&z", ["(x = y.&z)"]],
    ["path('x') optional true", ['path("x").optional(true)']],
    ["xs.sort(x -> x.y)", ["xs.sort({ x -> x.y })"]],
    ["f((a, b) -> a + b)", ["f({ a, b -> (a + b) })"]],
    ["i++", ["(i++)"]],
    ["x = (int) y", ["(x = (y as int))"]],
    ["f(*xs, *: m)", ["f(*m: m, *xs)"]],
    ["a?[0]", ["a?[0]"]],
    ["@Grab('x:y:1')\nimport a.b.C\nclass D extends E { int f() { 1 } }", ["<import>", "<class>"]],
  ])("%s", (text, expected) => expect(statements(text)).toEqual(expected));
});
