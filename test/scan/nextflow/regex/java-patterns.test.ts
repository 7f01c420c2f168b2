/** Patterns of Java: `java-patterns.txt` has what Java 17 finds. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Budget } from "../../../../src/scan/nextflow/budget/budget.ts";
import { Meter } from "../../../../src/scan/nextflow/budget/meter.ts";
import { compile, type JavaRegex } from "../../../../src/scan/nextflow/regex/index.ts";
import { Matcher } from "../../../../src/scan/nextflow/regex/match.ts";
import { StateMachine } from "../../../../src/scan/nextflow/regex/states.ts";
import { parsePattern } from "../../../../src/scan/nextflow/regex/parse.ts";
import { failAt } from "../../../support/archive.ts";
import { readTable, unquoted } from "../../../support/table.ts";

/** The whole of a text matches or not, and where the pattern is found first. */
interface Found {
  readonly text: string;
  readonly whole: boolean;
  readonly span?: string;
}

interface Sample {
  readonly pattern: string;
  /** Null: Java refuses the pattern. */
  readonly found: readonly Found[] | null;
}

const usual = ["FOO", "BAR", "foo", "W:FOO", "A:W:FOO", "aab", "", "S1", "ab", "12", "a b:c"];
const ELSE = /(?:^|, )else none$/;

/** `"FOO" whole 0-3, "BAR" none, …` */
function foundIn(made: string, file: string, line: number): readonly Found[] {
  const parts = made.replace(ELSE, "").match(/"(?:[^"\\]|\\.)*"(?: whole)? (?:none|\d+-\d+)/g) ?? [];
  if ([...parts, ...(ELSE.test(made) ? ["else none"] : [])].join(", ") !== made) {
    failAt(file, line, "is not a list of `TEXT [whole] FROM-TO` and `TEXT none`");
  }
  const named = parts.map((part): Found => {
    const end = part.lastIndexOf('"') + 1;
    const words = part.slice(end + 1).split(" ");
    const span = words.at(-1);
    const text = unquoted(part.slice(0, end), file, line);
    return { text, whole: words[0] === "whole", ...(span !== undefined && span !== "none" && { span }) };
  });
  if (!ELSE.test(made)) return named;
  return usual.map((text) => named.find((one) => one.text === text) ?? { text, whole: false });
}

function readSamples(file: string): readonly Sample[] {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  return readTable(text, file).flatMap(({ rows }) =>
    rows.map(({ given, made, line }) => ({
      pattern: unquoted(given, file, line),
      found: made === "refused" ? null : foundIn(made, file, line),
    })),
  );
}

const samples = readSamples("java-patterns.txt");

/** Java takes these; here they are reported, so that what they select stays open. */
const unsupported = [
  "\\p{InGreek}",
  "\\p{blk=BasicLatin}",
  "\\p{Script=Latin}",
  "\\p{Isuppercase}",
  "\\p{IsDigit}",
  "\\p{javaLetter}",
  "\\p{all}",
  "(?d)a$",
  "(?u)a",
  "(?iu)\u00e4",
  "(?U)\\w",
  "(?x)[a b]+",
  "(?x)[a # b\n]",
  "(?x)( ?:a)",
  "[\\Qa-c\\E]+",
  "\\x{1F600}",
  "\\X",
  "\\Ga",
  "\\b{g}",
  "{1}",
  "a{1}{2}",
  "a{2}{3}",
];

describe("patterns as Java 17 reads them", () => {
  const understood = samples.filter(({ pattern }) => !unsupported.includes(pattern));

  test.each(understood.filter(({ found }) => found !== null))("$pattern", ({ pattern, found }) => {
    const machine = new Matcher(parsePattern(pattern));
    const said = found!.map(({ text }): Found => {
      const first = machine.run(text, 0, false);
      const whole = Boolean(machine.run(text, 0, true));
      return { text, whole, ...(first && { span: `${first.start}-${first.end}` }) };
    });
    expect(said).toEqual(found);
  });

  const regular = understood.flatMap(({ pattern, found }) => {
    const machine = found === null ? undefined : StateMachine.of(parsePattern(pattern));
    return machine === undefined ? [] : [{ pattern, found: found!, machine }];
  });

  test("most of them need no way back", () => {
    expect(regular.length).toBeGreaterThan(understood.length / 2);
  });

  test.each(regular)("$pattern, all places at once", ({ found, machine }) => {
    expect(found.map(({ text }) => [text, machine.matches(text)])).toEqual(
      found.map(({ text, whole }) => [text, whole]),
    );
  });

  test.each(understood.filter(({ found }) => found === null))("$pattern is refused", ({ pattern }) => {
    expect(compile(pattern, fresh())).toHaveProperty("problem");
  });

  test.each(unsupported)("%s is reported", (pattern) => {
    expect(compile(pattern, fresh())).toHaveProperty("problem");
  });
});

function fresh(): Meter {
  return new Meter(new Budget());
}

function regex(pattern: string): JavaRegex {
  const compiled = compile(pattern, fresh());
  if ("problem" in compiled) throw new Error(compiled.problem);
  return compiled;
}

test.each([
  ["what looks ahead", "(?=(a+)+b).*", "a".repeat(60)],
  ["what gives nothing back", "(?:a|aa|(?>a))+?b", "a".repeat(60)],
  ["a long text", "(.*)*x", "a".repeat(2_000)],
  ["many places", "(?:.?.?.?.?.?){200}x", "a".repeat(900)],
  ["more places than are kept", "((?:a?){100}){100}(a+)+b", "a".repeat(60)],
])("a hostile pattern stays undecided instead of running on: %s", (_, pattern, text) => {
  expect(regex(pattern).matches(text, fresh())).toBeUndefined();
});

test.each([
  ["(a+)+b", "a".repeat(60), false],
  ["(a+)+b?", "a".repeat(60), true],
  ["(a|aa|a*)*", `${"a".repeat(60)}b`, false],
  ["(?:(?:a?){3,}^|(b|$)+\\b)*(a{2,4}){5}a*", "a".repeat(60), true],
])("what repeats what is repeated is decided: %s", (pattern, text, whole) => {
  const made = regex(pattern);
  expect([made.matches(text, fresh()), made.matches(text, fresh())]).toEqual([whole, whole]);
});

test.each([
  ["a set of letters in both cases, 150 deep", `(?i)${"[a".repeat(150)}${"]".repeat(150)}+`, "z".repeat(50), false],
  ["wide characters in ranges", `[${"\\uFFF0-\\uFFFF".repeat(150)}]`, "a", false],
  ["properties by the hundred", `[${"\\p{Lu}".repeat(300)}]+`, "A".repeat(500), true],
  ["as many as there are, of which none is given back", "a*+b", "a".repeat(100_000), false],
])("%s are decided", (_, pattern, text, matches) => {
  expect(regex(pattern).matches(text, fresh())).toBe(matches);
});

test("an evaluation pays for its patterns: what is too much stays undecided", () => {
  const meter = fresh();
  const slow = regex("(?:a*+b|.)*?x");
  const answers = Array.from({ length: 100 }, () => slow.matches("a".repeat(200), meter));
  expect([answers[0], answers.at(-1)]).toEqual([false, undefined]);
  expect(compile("a", meter)).toHaveProperty("problem");
});

test("a pattern too deep or too long is reported", () => {
  expect(compile("(".repeat(300) + "a" + ")".repeat(300), fresh())).toHaveProperty("problem");
  expect(compile("[".repeat(300) + "a" + "]".repeat(300), fresh())).toHaveProperty("problem");
  expect(compile("a".repeat(3_000), fresh())).toHaveProperty("problem");
});

test("repetitions beyond the budget stay undecided in whatever is asked", () => {
  const deep = regex("(?:ab|cd)*");
  const text = "ab".repeat(5_000);
  expect([
    deep.matches(text, fresh()),
    deep.finds(text, fresh()),
    deep.all(text, fresh()),
    deep.replace(text, "", true, fresh()),
    deep.split(text, fresh()),
  ]).toEqual(Array.from({ length: 5 }));
});

test("every match has its groups", () => {
  expect(regex("(a)(x)?").all("aax", fresh())).toEqual([
    ["a", "a", undefined],
    ["ax", "a", "x"],
  ]);
});

test.each<[pattern: string, text: string, replacement: string, result: string | undefined]>([
  ["(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)(l)", "abcdefghijkl", "$12$00$013", "labcdefghijkla3"],
  ["(a)", "a", "$01$10", "aa0"],
  ["([a-z])([0-9])", "a1b2", "$2$1", "1a2b"],
  ["(b)(x)?", "abc", "[$2$1]", "a[b]c"],
  ["b", "abc", "\\$", "a$c"],
  ["b", "abc", "\\x", "axc"],
  ["b", "abc", "$0$0", "abbc"],
  ["", "ab", "-", "-a-b-"],
  ["x*", "axb", "-", "-a--b-"],
  ["x", "abc", "$9", "abc"],
  ["b", "abc", "$9", undefined],
  ["b", "abc", "$x", undefined],
  ["b", "abc", "${n}", undefined],
  ["b", "abc", "$", undefined],
  ["b", "abc", "\\", undefined],
])("replaceAll of %j in %j by %j is what Java makes of it", (pattern, text, replacement, result) => {
  expect(regex(pattern).replace(text, replacement, true, fresh())).toBe(result);
});

test.each<[pattern: string, text: string, parts: readonly string[]]>([
  [",", "a,b,,", ["a", "b"]],
  [",", ",a", ["", "a"]],
  [",", ",", []],
  [",", "", [""]],
  ["x", "abc", ["abc"]],
  ["", "abc", ["a", "b", "c"]],
  ["^", "ab", ["ab"]],
  ["b|$", "abc", ["a", "c"]],
  ["(?=b)", "abab", ["a", "ba", "b"]],
  ["\\s*", "a b", ["a", "", "b"]],
  ["(,)(x)?", "a,bx,xc", ["a", "bx", "c"]],
])("a split by %j of %j is Java's", (pattern, text, parts) =>
  expect(regex(pattern).split(text, fresh())).toEqual(parts),
);
