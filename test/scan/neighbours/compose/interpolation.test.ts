import { expect, test } from "vitest";
import { measured } from "../../in-memory.ts";
import { interpolate } from "../../../../src/scan/neighbours/compose/interpolation.ts";

const values = new Map([
  ["SET", "s"],
  ["EMPTY", ""],
  ["NUM_1", "n"],
]);
const read = (text: string) => interpolate(text, (name) => values.get(name));

// As compose-go's template package has it.
test.each([
  ["plain", "plain"],
  ["$SET", "s"],
  ["${SET}", "s"],
  ["a${SET}b", "asb"],
  ["${SET:-d}", "s"],
  ["${EMPTY:-d}", "d"],
  ["${EMPTY-d}", ""],
  ["${NONE:-d}", "d"],
  ["${NONE-d}", "d"],
  ["${NONE:-}", ""],
  ["${SET:+alt}", "alt"],
  ["${EMPTY:+alt}", ""],
  ["${EMPTY+alt}", "alt"],
  ["${NONE+alt}", ""],
  ["${SET:?message}", "s"],
  ["${NONE:-${SET}}", "s"],
  ["${NONE:-${NONE:-2}}", "2"],
  ["${NONE:-quay.io/a:1}", "quay.io/a:1"],
  ["a$$b", "a$b"],
  ["$${SET}", "${SET}"],
  ["$5", "$5"],
  ["cost: $ 5", "cost: $ 5"],
])("%s is %s", (text, value) => {
  expect(read(text)).toMatchObject({ value, missing: [] });
  expect(read(text).error).toBeUndefined();
});

// Generated texts, and what compose-go makes of them.
test.each(measured("neighbours/compose/interpolation.jsonl"))("%s is %j", (text, made) => {
  const { value, error } = read(text);
  expect(error === undefined ? value : null).toBe(made);
});

test.each([
  ["redis:${TAG}", ["TAG"]],
  ["$A/$B", ["A", "B"]],
  ["redis:${TAG:?say which}", ["TAG"]],
  ["${EMPTY:?say which}", ["EMPTY"]],
  ["${NONE:-${DEEPER}}", ["DEEPER"]],
])("%s misses a value", (text, missing) => {
  expect(read(text).missing).toEqual(missing);
});

test("what a default would need does not count where the default is not used", () => {
  expect(read("${SET:-${DEEPER}}").missing).toEqual([]);
  expect(read("${NONE:+${DEEPER}}").missing).toEqual([]);
});

test.each(["${SET", "${}", "${1}", "${SET/a/b}", "${SET:-d", "${NONE:-${SET}"])("%s cannot be read", (text) => {
  expect(read(text).error).toContain("${NAME:-default}");
});

test("a thousand defaults within each other are refused, and fast", () => {
  expect(read("${A:-".repeat(1000)).error).toBeDefined();
});
