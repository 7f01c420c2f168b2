import { expect, test } from "vitest";
import { isKnown } from "../../../../src/scan/kit/composed.ts";
import { measured } from "../../in-memory.ts";
import {
  evaluateText,
  type Scalar,
  unknownValue,
  type Value,
} from "../../../../src/scan/neighbours/workflow/expression.ts";

const known: Readonly<Record<string, Value>> = {
  "a.text": { value: "t", parts: [], isDefault: false },
  "a.empty": { value: "", parts: [], isDefault: false },
  "a.zero": { value: 0, parts: [], isDefault: false },
};
const read = (text: string): string => {
  const value = evaluateText(text, (path) => known[path.join(".")] ?? unknownValue(path.join(".")));
  return isKnown(value) ? value.value : "unknown";
};

test.each([
  ["no expression", "no expression"],
  ["${{ a.text }}", "t"],
  ["x${{a.text}}y${{ a['text'] }}z", "xtytz"],
  ["${{ 'it''s' }}", "it's"],
  ["${{ '}}' }}", "}}"],
  ["${{ 1.50 }}", "1.5"],
  ["${{ 0xff }}", "255"],
  ["${{ true }}${{ null }}", "true"],
  ["${{ a.empty || 'd' }}", "d"],
  ["${{ a.text || 'd' }}", "t"],
  ["${{ a.other || 'd' }}", "d"],
  ["${{ a.text && 'yes' || 'no' }}", "yes"],
  ["${{ a.zero && 'yes' || 'no' }}", "no"],
  ["${{ a.text == 'T' && 'same' || 'other' }}", "same"],
  ["${{ !(a.text != 't') && 1 || 2 }}", "1"],
  ["${{ format('{0}-{1}-{{}}', a.text, 2) }}", "t-2-{}"],
  ["${{ a.other }}", "unknown"],
  ["${{ hashFiles('x') }}", "unknown"],
  ["${{ a.text > 1 && 'x' || 'y' }}", "y"],
  ["${{ a.text", "unknown"],
  ["${{ }}", "unknown"],
  ["${{ a.* }}", "unknown"],
  ["${{ a.text a.text }}", "unknown"],
  // What is not known makes unknown whatever depends on it, and no more.
  ["${{ a.other || a.another }}", "unknown"],
  ["${{ a.empty || a.other }}", "unknown"],
  ["${{ a.text && a.other }}", "unknown"],
  ["${{ a.empty && a.other }}", ""],
  ["${{ !a.other }}", "unknown"],
  ["${{ a.other == 'x' }}", "unknown"],
  ["${{ format('{0}', a.other) }}", "unknown"],
  ["${{ format('{0}{1}', a.text) }}", "t"],
  ["${{ a[0] }}", "unknown"],
  // What GitHub cannot read either.
  ["${{ a.text ~ 'x' }}", "unknown"],
  ["${{ 'it }}", "unknown"],
  ["${{ ) }}", "unknown"],
  ["${{ == 1 }}", "unknown"],
  ["${{ a. }}", "unknown"],
  ["${{ a[ }}", "unknown"],
  ["${{ a['text' }}", "unknown"],
  ["${{ (a.text }}", "unknown"],
  ["${{ format('{0}' a.text) }}", "unknown"],
  ["${{ format('{0}', a.text }}", "unknown"],
])("%s is %s", (text, value) => {
  expect(read(text)).toBe(value);
});

const context: Readonly<Record<string, Scalar>> = {
  text: "t",
  empty: "",
  zero: 0,
  num: 1.5,
  yes: true,
  no: false,
  nul: null,
  s1: "1",
};

// Generated expressions over this context, and what GitHub's own evaluator (@actions/expressions) makes of them.
test.each(measured("neighbours/workflow/expression.jsonl"))("%s is %j", (text, value) => {
  const found = evaluateText(`\${{ ${text} }}`, ([, name = ""]) => ({
    value: context[name] ?? null,
    parts: [],
    isDefault: false,
  }));
  expect(found).toMatchObject({ value });
});

test("parentheses without end are refused, and fast", () => {
  expect(read(`\${{ ${"(".repeat(10_000)}1${")".repeat(10_000)} }}`)).toBe("unknown");
});
