import { describe, expect, test } from "vitest";
import { Budget } from "../../../../src/scan/nextflow/budget/budget.ts";
import { evaluate } from "../../../../src/scan/nextflow/evaluate/expressions.ts";
import type { Scope, Value } from "../../../../src/scan/nextflow/evaluate/model.ts";
import { frame, startRun } from "../../../../src/scan/nextflow/evaluate/scope.ts";
import { execute } from "../../../../src/scan/nextflow/evaluate/statements.ts";
import { fromData, shown, text, unknown } from "../../../../src/scan/nextflow/evaluate/value.ts";
import type { Decide } from "../../../../src/scan/nextflow/evaluate/worlds.ts";
import { parseScript } from "../../../../src/scan/nextflow/syntax/parse.ts";
import { sourceText } from "../../../../src/text/source-text.ts";

/** Runs code in which `open` is a choice that nobody has made yet, and `env` knows nothing. */
function run(code: string, given: Readonly<Record<string, Value>> = {}, decide: Decide = () => true): Value {
  const source = `def code() {\n${code}\n}`;
  const root: Scope = {
    source: sourceText("code", source),
    lookup: (name) => given[name],
    callable: () => undefined,
    assign: () => false,
  };
  const scope = frame(root);
  const [declared] = parseScript(source).script.declarations;
  if (declared?.kind !== "function") throw new Error(`no function: ${code}`);
  for (const statement of declared.body) {
    if (statement.kind === "function") scope.declare(statement.name.name, { kind: "function", node: statement, scope });
  }
  const fresh = startRun({ dialect: "v1", env: { KNOWN: "k" }, given: new Set(), budget: new Budget(), decide });
  return execute(declared.body, scope, fresh, evaluate).value;
}

function long(length: number): string {
  return "a".repeat(length);
}

describe("what hangs on something unknown keeps the reason of it", () => {
  test.each([
    "env('X')",
    "System.getenv('X')",
    "-env('X')",
    "+env('X')",
    "~env('X')",
    "env('X') + 1",
    "1 + env('X')",
    "env('X') == 'a'",
    "'a' != env('X')",
    "env('X') < 1",
    "env('X') =~ /a/",
    "env('X') in ['a']",
    "env('X') !in ['a']",
    "env('X') in [a: 1]",
    "env('X') in 'a'",
    "env('X') in 5",
    "env('X') in String",
    "5 in env('X')",
    "5 !in env('X')",
    "'b' in ['a', env('X')]",
    "['a'].contains(env('X'))",
    "[env('X')].contains('a')",
    "env('X') instanceof String",
    "env('X') as int",
    "env('X') as boolean",
    "(String) env('X')",
    "new String(env('X'))",
    "new ArrayList(env('X'))",
    "\"a${env('X')}\"",
    "[*env('X')]",
    "[*: env('X')]",
    "env('X')..3",
    "1..env('X')",
    "env('X')[0]",
    "['a'][env('X')]",
    "env('X').name",
    "env('X')?.name",
    "env('X')*.name",
    "env('X').trim()",
    "env('X')*.trim()",
    "'a'.concat(env('X'))",
    "'a'.multiply(env('X'))",
    "[env('X')].join('-')",
    "['a', 'b'].join(env('X'))",
    "[env('X')].sum()",
    "[a: 1].\"${env('X')}\"",
    "[a: 1].subMap(['a', env('X')])",
    "file(env('X'))",
    "def (a, b) = env('X'); b",
    "def a, b; (a, b) = env('X'); b",
    "def a = 'x'; a = env('X'); a",
    "def l = ['a']; l[0] = env('X'); l[0]",
    "def l = ['a']; l[env('X')] = 'b'",
    "def m = [:]; m[env('X')] = 'b'",
    "String s = env('X'); s",
    "def f(String s) { s }; f(env('X'))",
    "def f(Integer i) { i }; f(env('X'))",
    "[1].collectMany { env('X') }",
    "[1].each { env('X') }",
    "[a: 1].each { env('X') }",
    "[1].inject(0) { a, b -> env('X') }",
    "[1].with { env('X') }",
    "[1].tap { env('X') }",
    "'a' - env('X')",
    "String.valueOf([env('X')].first())",
  ])("%s", (code) => {
    expect(run(code)).toMatchObject({ kind: "unknown", unresolved: { reason: "environment" } });
  });
});

test("what is given is known", () => {
  expect(run("env('KNOWN') + System.getenv('KNOWN')")).toMatchObject({ value: "kk" });
});

describe("what nobody follows is said to be not understood", () => {
  test.each([
    ["a closure in a text", '"${{ 5 }}"'],
    ["a closure in a list as text", "[{ 5 }] as String"],
    ["a closure as a name", '[a: 1]."${{ 5 }}"'],
    ["a closure as a key", "[({ 5 }): 1]"],
    ["a closure under a key", "def m = [:]; m[{ 5 }] = 1"],
    ["a closure taken off a text", "'a' - { 5 }"],
    ["a closure among the parts of a text", "String.join('-', [{ 5 }])"],
    ["a closure as a format's argument", "'%s'.formatted({ 5 })"],
    ["a closure as a key that is picked", "[a: 1].subMap(['a', { 5 }])"],
    ["closures joined", "[{ 5 }].join('-')"],
    ["a map of closures as text", "[a: { 5 }].toString()"],
    ["a closure as a variable of the environment", "env({ 5 })"],
    ["a closure as a property of Java", "System.getenv({ 5 })"],
    ["a closure as a case", "'a' in [{ 5 }, 'b'].first()"],
    ["a closure in a pattern's place", "'a' =~ { 5 }"],
    ["a pattern's case of a closure", "({ 5 }) in ~/a/"],
    ["a text's case of a closure", "({ 5 }) in 'a'"],
    ["a Matcher as a case", "'a' in ('a' =~ /a/)"],
    ["a pattern that Java refuses", "'a' ==~ /(/"],
    ["a pattern that Java refuses, found", "'a'.find('(')"],
    ["a pattern that Java refuses, taken off", "'a' - ~/(/"],
    ["a pattern that Java refuses, with a closure", "'a'.replaceAll('[') { 'b' }"],
    ["a closure that gives a closure", "'a'.replaceAll('a') { [{ 5 }] }"],
    ["a comparison that gives no number", "[2, 1].sort { a, b -> 'x' }"],
    ["a key of another kind", "[1, 2].unique { a, b -> 0 }"],
    ["a number as a path", "1 as Path"],
    ["a pattern that takes too long", "('a' * 60) ==~ /(a+)+\\1b/"],
    ["a search that takes too long", "('a' * 60) =~ /(a+)+b/"],
    ["a boolean shifted", "true << 1"],
    ["a spread of something unknown", "String*.name"],
    ["a method of a computed name", "def n = 'size'; [1]*.\"$n\"()"],
    ["numbers too long to be calculated with", `${"9".repeat(500)} + 1`],
    ["a number with too many places as an Integer", "1e999999999 as int"],
    ["a number with too many places in a sum", "1e999999999 + 1"],
    ["a number with too many places negated", "def n = 1e-999999999; -n"],
    ["a number with too many places rounded", "1e-999999999.round(2)"],
    ["a power too long", "9 ** 999"],
    ["a power of a power", "def n = 9 ** 300; n * n * n"],
    ["numbers too far apart", "1e900 + 1e-900"],
    ["a number negated that is too long", `def n = ${"9".repeat(500)}; n.intdiv(3)`],
    ["a text too long", `'${long(1000)}' * 1000`],
    ["a text too long by a sum", `def s = '${long(60_000)}'; s + s`],
    ["a text too long by its parts", `def s = '${long(60_000)}'; "$s$s"`],
    ["a text too long by repetition", `'${long(1000)}'.repeat(1000)`],
    ["a text too long by replacement", `'${long(2000)}'.replace('a', '${long(2000)}')`],
    ["a text too long by a pattern", `'${long(2000)}'.replaceAll('a', '${long(2000)}')`],
    ["a text too long by joining", `def s = '${long(60_000)}'; [s, s].join('')`],
    ["a list too long", "(1..1000).toList() * 1000"],
    ["a list too long by a sum", "def l = (1..1000).toList() * 60; l + l"],
    ["a place too far behind the end", "def l = []; l[1_000_000] = 1"],
    ["a padding too wide", "'a'.padLeft(1_000_000)"],
    ["a range too long", "1..1_000_000"],
    ["too many to be compared", "(1..2000).toList().unique()"],
    ["too many steps", "1_000_000.times { it }"],
    ["a loop without end", "while (true) { 1 }"],
    ["a recursion without end", "def f(x) { f(x) }; f(1)"],
    ["a NUL in a text whose parts are replaced", "'a\\0b'.replaceAll('a') { 'c' }"],
  ])("%s", (_, code) => {
    expect(run(code)).toMatchObject({ kind: "unknown", unresolved: { reason: "unsupported-expression" } });
  });
});

test.each(["exit 1", "exit(1, 'no')", "error 'no'", "error('no')"])("%s ends the run", (code) => {
  expect(run(`${code}\n'after'`)).toMatchObject({ kind: "failure" });
});

test("numbers of files of parameters are shown as Java shows them", () => {
  const data = fromData({ a: Infinity, b: 12345678901234567890n, c: [1.5, null], d: 1e21 }, []);
  expect(shown(data)).toBe("[a:Infinity, b:12345678901234567890, c:[1.5, null], d:1E+21]");
});

test("a name that cannot be set is an error", () => {
  expect(run("unheard = 'a'")).toMatchObject({ kind: "failure" });
});

const odd = [
  "0; -1; 3; 1.5; -0.0d; 1.5d; 1e-7; 2147483648; 99999999999999999999; 1e400; 1e999999999",
  "(0.0d / 0); (1.0d / 0); (-1.0d / 0); 1.GB; 1.h; ''; 'ab'; null; true; [1, 2]; [a: 1]; { it }",
].flatMap((line) => line.split("; "));
const operators = "+ - * / % ** << >> >>> & | ^ <=> < == in =~ ..".split(" ");
const methods = [
  "abs round intdiv toInteger toLong toBigDecimal toDouble getGB toMega times repeat take takeRight drop multiply",
  "padLeft charAt getAt get collate subList withIndex substring sum max sort unique join contains count minus plus upto",
].flatMap((line) => line.split(" "));

test.each(odd)("nothing throws whatever is done to %s", (one) => {
  const codes = odd.flatMap((other) => [
    ...operators.map((operator) => `${one} ${operator} ${other}`),
    ...methods.map((method) => `def x = ${one}; x.${method}(${other})`),
    `def x = ${one}; x[${other}] = 1; x[${other}]; x[0..${other}]`,
    `def x = [(${one}): ${other}]; x.collect { k, v -> k }; "$x"`,
  ]);
  for (const type of ["int", "long", "BigDecimal", "double", "String", "List", "Set", "MemoryUnit", "Duration"]) {
    codes.push(`${one} as ${type}`, `def x = ${one}; (${type}) x`);
  }
  for (const member of ["GB", "h", "mega", "name", "length"]) codes.push(`def x = ${one}; x.${member}; x*.${member}`);
  codes.push(`def x = ${one}; -x; +x; ~x; !x; x++; --x`);
  expect(() => codes.map((code) => run(code))).not.toThrow();
});

test("a number with too many places is still shown", () => {
  expect(shown(run("1e999999999 as BigDecimal"))).toBe("1e999999999");
});

test("setting a part of something unknown says nothing about the rest", () => {
  expect(run("env('X').a = 'b'")).toMatchObject({ value: "b" });
});

test("what is open in a condition is decided under its own name", () => {
  const asked: string[] = [];
  const decide = (condition: string): boolean => {
    asked.push(condition);
    return true;
  };
  expect(run("switch ('a') { case env('X'): return 'b'; default: return 'c' }", {}, decide)).toMatchObject({
    value: "b",
  });
  expect(run("env('Y') ? 'b' : 'c'", {}, decide)).toMatchObject({ value: "b" });
  expect(run("[0, env('Z')].any()", {}, decide)).toMatchObject({ value: true });
  expect(asked).toEqual(["env('X')", "env('Y')", "env('Z')"]);
});

test("a call that was not followed may have changed what it was called on", () => {
  expect(run("def l = ['a']; l.swap(0, 0); l")).toMatchObject({ kind: "unknown" });
  expect(run("def m = [a: ['b']]; m.a.removeAll(['b']); m")).toMatchObject({ kind: "unknown" });
  expect(run("def x = 'a'; [1].foo { x = 'b' }; x")).toMatchObject({ kind: "unknown" });
  expect(run("def x = 'a'; x.foo(); foo(); x")).toMatchObject({ value: "a" });
});

describe("choices", () => {
  const open: Value = {
    kind: "choice",
    condition: "params.gpu",
    unresolved: { reason: "undefined-parameter", detail: "It has no value." },
    held: text("gpu:1"),
    failed: text("cpu:1"),
  };

  test("are settled where they are read", () => {
    expect(run("open + '-x'", { open })).toMatchObject({ value: "gpu:1-x" });
  });

  test("are not text while they are stored", () => {
    expect(shown({ kind: "list", items: [open], from: [] })).toBeUndefined();
  });

  test("hold their place in a list", () => {
    const items: Value = { kind: "list", items: [open], from: [] };
    expect(run("items.contains('cpu:1')", { items })).toMatchObject({ kind: "unknown" });
    expect(run("items == ['cpu:1']", { items })).toMatchObject({ kind: "unknown" });
    expect(run("items.any()", { items })).toMatchObject({ kind: "unknown" });
    expect(run("items*.trim().join()", { items })).toMatchObject({ kind: "unknown" });
  });
});

test("an unknown value among known ones leaves only what hangs on it open", () => {
  const unread = unknown("undefined-parameter", "It has no value.", "params.x");
  expect(run("['a', unread].first()", { unread })).toMatchObject({ value: "a" });
  expect(run("'a' in ['a', unread]", { unread })).toMatchObject({ value: true });
  expect(run("[a: unread, b: 'c'].b", { unread })).toMatchObject({ value: "c" });
  expect(run("[a: unread].a", { unread })).toMatchObject({ unresolved: { reason: "undefined-parameter" } });
  expect(run("'a' in [a: unread]", { unread })).toMatchObject({ kind: "unknown" });
});
