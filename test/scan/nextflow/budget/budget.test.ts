import { expect, test } from "vitest";
import { Budget, overBudget } from "../../../../src/scan/nextflow/budget/budget.ts";
import { Meter } from "../../../../src/scan/nextflow/budget/meter.ts";

test("a budget gives until nothing is left, and says what has run out", () => {
  const budget = new Budget();
  expect([budget.spend("files", 99_999), budget.spend("files"), budget.exceeded]).toEqual([true, true, undefined]);
  expect([budget.spend("files"), budget.spend("files"), budget.exceeded]).toEqual([false, false, "files"]);
  expect(budget.spent).toMatchObject({ files: 100_002, nodes: 0 });
  expect(overBudget("files")).toEqual({
    reason: "limit",
    detail:
      "The Nextflow files of the repository ask for more than 100,000 included configurations: the rest is not followed.",
  });
});

test("an evaluation ends by itself, or where the budget of all ends", () => {
  const budget = new Budget();
  const one = new Meter(budget);
  expect([one.spend(20_000), one.spend(), budget.exceeded]).toEqual([true, false, undefined]);
  budget.spend("nodes", 4_000_000);
  expect(new Meter(budget).spend()).toBe(false);
});

test("small things cost nothing of their own, large ones steps and memory", () => {
  const budget = new Budget();
  const meter = new Meter(budget);
  expect([meter.look(31), meter.read(511), meter.makeText(1_999), meter.makeItems(31)]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(budget.spent).toMatchObject({ nodes: 0, bytes: 0 });
  expect([meter.makeText(100_000), meter.makeItems(1_000)]).toEqual([true, true]);
  expect(budget.spent).toMatchObject({ nodes: 226, bytes: 164_000 });
  expect(meter.look(1e10)).toBe(false);
});
