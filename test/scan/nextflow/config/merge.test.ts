/** Maps that flow together as Groovy's ConfigObject and Nextflow's Bolts let them, and never without end. */
import { describe, expect, test } from "vitest";
import { Budget } from "../../../../src/scan/nextflow/budget/budget.ts";
import { Merger, MergeProblem, navigate } from "../../../../src/scan/nextflow/config/merge.ts";
import type { MapValue, Value } from "../../../../src/scan/nextflow/evaluate/model.ts";
import { map, text } from "../../../../src/scan/nextflow/evaluate/value.ts";

type Data = string | { readonly [key: string]: Data };

function valueOf(data: Data): Value {
  return typeof data === "string" ? text(data) : mapOf(data);
}

function mapOf(data: Readonly<Record<string, Data>>): MapValue {
  return map(Object.entries(data).map(([key, value]): [string, Value] => [key, valueOf(value)]));
}

function dataOf(value: Value): unknown {
  if (value.kind === "map") return Object.fromEntries([...value.entries].map(([key, item]) => [key, dataOf(item)]));
  return value.kind === "string" ? value.value : value.kind;
}

/** `count` scopes within each other. */
function nested(count: number): MapValue {
  let value = map([["x", text("1")]]);
  for (let at = 1; at < count; at += 1) value = map([["k", value]]);
  return value;
}

function problemOf(run: () => void): MergeProblem {
  try {
    run();
  } catch (error) {
    if (error instanceof MergeProblem) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("maps that flow together", () => {
  const target = { process: { cpus: "1", ext: { a: "1" } }, docker: "off", empty: {} };
  const source = { process: { cpus: "2", ext: { b: "2" } }, docker: { enabled: "on" }, empty: { x: "1" } };
  const merged = { process: { cpus: "2", ext: { a: "1", b: "2" } }, docker: { enabled: "on" }, empty: { x: "1" } };

  test("keep what the other does not name, in a new map or in place", () => {
    const merger = new Merger(new Budget());
    const [one, two, three] = [mapOf(target), mapOf(target), mapOf(target)];
    merger.merge(one, mapOf(source));
    merger.deepMergeInto(two, mapOf(source));
    expect([one, two, merger.deepMerge(three, mapOf(source))].map(dataOf)).toEqual([merged, merged, merged]);
    expect(dataOf(three)).toEqual(target);
    expect([...one.entries.keys()]).toEqual(["process", "docker", "empty"]);
  });

  test("a copy is not reached by what is done to the first", () => {
    const first = mapOf(target);
    const copy = new Merger(new Budget()).deepCopy(first);
    navigate(first, ["process", "ext"])?.entries.set("a", text("2"));
    expect(dataOf(copy)).toEqual(target);
  });
});

describe("maps without end", () => {
  test("that hold themselves are named by their keys", () => {
    const one = mapOf({ a: {} });
    one.entries.set("a", one);
    const other = mapOf({ a: {} });
    other.entries.set("a", other);
    const problem = problemOf(() => new Merger(new Budget()).merge(one, other));
    expect(problem).toMatchObject({ message: "`a` holds itself and is merged without end", isEndless: true });
  });

  test.each<[string, (merger: Merger, one: MapValue, other: MapValue) => void]>([
    ["merge", (merger, one, other) => merger.merge(one, other)],
    ["deepMerge", (merger, one, other) => void merger.deepMerge(one, other)],
    ["deepMergeInto", (merger, one, other) => merger.deepMergeInto(one, other)],
    ["deepCopy", (merger, one) => void merger.deepCopy(one)],
  ])("%s goes 200 scopes deep and no further", (_, run) => {
    expect(() => run(new Merger(new Budget()), nested(200), nested(200))).not.toThrow();
    const problem = problemOf(() => run(new Merger(new Budget()), nested(201), nested(201)));
    expect(problem).toMatchObject({ message: "more than 200 scopes stand within each other", isEndless: false });
  });

  test("end where the budget of the repository ends", () => {
    const budget = new Budget();
    budget.spend("keys", 4_000_000);
    const problem = problemOf(() => new Merger(budget).merge(mapOf({}), mapOf({ a: "1" })));
    expect(problem.isEndless).toBe(false);
    expect(problem.message).toContain("more than 4,000,000 merged or copied settings");
  });
});
