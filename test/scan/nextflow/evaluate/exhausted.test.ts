/** An evaluation that is cut short, after any number of steps and bytes: what it says is the same as that of a whole one, or open. */
import { expect, test } from "vitest";
import { Budget } from "../../../../src/scan/nextflow/budget/budget.ts";
import { evaluate } from "../../../../src/scan/nextflow/evaluate/expressions.ts";
import type { Scope, Value } from "../../../../src/scan/nextflow/evaluate/model.ts";
import { frame, startRun } from "../../../../src/scan/nextflow/evaluate/scope.ts";
import { execute } from "../../../../src/scan/nextflow/evaluate/statements.ts";
import { fromData, shown } from "../../../../src/scan/nextflow/evaluate/value.ts";
import { parseScript } from "../../../../src/scan/nextflow/syntax/parse.ts";
import { sourceText } from "../../../../src/text/source-text.ts";

const NODES = 4_000_000;
const BYTES = 50_000_000;

/** Each made anew: code may change them. */
const givens: Readonly<Record<string, () => Value>> = {
  numbers: () =>
    fromData(
      Array.from({ length: 64 }, (_, n) => n),
      [],
    ),
  fewer: () =>
    fromData(
      Array.from({ length: 40 }, (_, n) => n * 2),
      [],
    ),
  lists: () =>
    fromData(
      Array.from({ length: 40 }, (_, n) => Array.from({ length: 40 }, (__, m) => n * m)),
      [],
    ),
  names: () => fromData(Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`k${n}`, n])), []),
  others: () => fromData(Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`k${n * 2}`, n * 2])), []),
  words: () => fromData("one two ".repeat(400), []),
  letters: () => fromData("a".repeat(3_000), []),
};

/** What code comes to with so many steps and bytes left; undefined where that is open. */
function run(code: string, nodes = NODES, bytes = BYTES): string | undefined {
  const source = `def code() {\n${code}\n}`;
  const root: Scope = {
    source: sourceText("code", source),
    lookup: (name) => givens[name]?.(),
    callable: () => undefined,
    assign: () => false,
  };
  const [declared] = parseScript(source).script.declarations;
  if (declared?.kind !== "function") throw new Error(`no function: ${code}`);
  const budget = new Budget();
  budget.spend("nodes", NODES - nodes);
  budget.spend("bytes", BYTES - bytes);
  let isAsked = false;
  // A condition is open where it is cut: whoever runs the code goes both ways.
  const decide = (): boolean => (isAsked = true);
  const fresh = startRun({ dialect: "v1", env: {}, given: new Set(), budget, decide });
  const { value } = execute(declared.body, frame(root), fresh, evaluate);
  if (value.kind === "unknown" || isAsked) return undefined;
  if (value.kind === "failure") return `failure: ${value.message}`;
  return shown(value);
}

const codes = [
  "numbers + fewer",
  "numbers - fewer",
  "(numbers as Set) - fewer",
  "(numbers as Set) + fewer",
  "lists - [lists[3]]",
  "lists == lists.toList()",
  "(numbers as Set) == (numbers as Set)",
  "numbers * 3",
  "letters * 3",
  "letters + words",
  "words - letters",
  "words - 'two'",
  "words - ~/o.e/",
  "names + others",
  "names - others",
  "names == others",
  "names == names + [:]",
  "(numbers as Set) << 100",
  "[a: 1] << names",
  "def m = [a: 1]; m.putAll(names)",
  "[*numbers, *fewer]",
  "[*: names, *: others]",
  "(0..63).toList()",
  "(0..<63).toList()",
  "new ArrayList(numbers)",
  "new HashMap(names)",
  "(numbers as Set) as List",
  "lists*.size()",
  "lists.collectMany { it }",
  "numbers.collect { it + 1 }",
  "numbers.collectEntries { [(it): it] }",
  "numbers.collectEntries { names }",
  "numbers.each { it }",
  "numbers.eachWithIndex { a, b -> a }",
  "numbers.findAll { it > 3 }",
  "numbers.find { it > 3 }",
  "numbers.findIndexOf { it == 3 }",
  "numbers.any { it > 3 }",
  "numbers.every { it < 3 }",
  "numbers.grep(3)",
  "numbers.grep { it > 3 }",
  "numbers.count(3)",
  "numbers.count { it > 3 }",
  "numbers.inject(0) { a, b -> a + b }",
  "numbers.sum()",
  "numbers.max()",
  "numbers.min { -it }",
  "numbers.sort { -it }",
  "numbers.sort()",
  "numbers.unique()",
  "numbers.reverse()",
  "numbers.withIndex()",
  "numbers.collate(5)",
  "numbers.join('-')",
  "numbers.contains(63)",
  "numbers.indexOf(63)",
  "numbers.any()",
  "numbers.every()",
  "numbers.intersect(fewer)",
  "63 in numbers",
  "numbers[0..40]",
  "numbers[0, 3, 5]",
  "lists.flatten()",
  "names.keySet()",
  "names.values()",
  "names.entrySet().size()",
  "names.collect { k, v -> v }",
  "names.findAll { k, v -> v > 3 }",
  "names.find { k, v -> v > 3 }.key",
  "names.any { k, v -> v > 3 }",
  "names.every { k, v -> v > 3 }",
  "names.each { k, v -> v }",
  "names.collectEntries { k, v -> [v, k] }",
  "names.subMap(['k1', 'k2'])",
  "names.containsValue(63)",
  "names.toString()",
  '"${names}-${numbers}"',
  '"${words}-${letters}"',
  "words.tokenize()",
  "words.split(' ').size()",
  "words.toList().size()",
  "words.replace('one', 'three')",
  "words.replaceAll('o(.)e', '$1')",
  "words.replaceAll('two') { 'three' }",
  "words.replaceFirst('two', 'three')",
  "words.matches('[a-z ]+')",
  "words ==~ /[a-z ]+/",
  "(words =~ /two/).size()",
  "words.contains('three')",
  "words.count('two')",
  "words.indexOf('three')",
  "words.toUpperCase()",
  "words.trim()",
  "words.reverse()",
  "words.collect { it }.size()",
  "words.find('two')",
  "words[0..2000]",
  "words.padLeft(4000)",
  "words == words + ''",
  "words.equals(letters)",
  "def (a, b) = words; b",
  "def f(x) { x }; f(*[numbers])",
  "numbers.with { it.size() }",
  "def n = 0; for (i in numbers) { n = n + i }; n",
  "def n = 0; while (n < 20) { n = n + 1 }; n",
  "def f; f = { it < 1 ? 0 : f(it - 1) }; f(5)",
  "switch (63) { case numbers: 'in'; break; default: 'out' }",
];

test.each(codes)("%s", (code) => {
  const whole = run(code);
  expect(whole).toBeDefined();
  // With some steps or bytes more each time, until it is enough.
  for (const limited of [(more: number) => run(code, more), (more: number) => run(code, NODES, more * 500)]) {
    let found: string | undefined;
    for (let more = 0; found === undefined && more < 30_000; more += 1 + (more >> 6)) found = limited(more);
    expect(found).toBe(whole);
  }
});
