/** Methods of lists that call a closure for each item. */
import { decideTruth } from "../choices.ts";
import { keyOf } from "../entries.ts";
import { isCase } from "../membership.ts";
import type { ListValue, Value } from "../model.ts";
import { operate } from "../operators.ts";
import { exhausted } from "../scope.ts";
import { isOpen, list, LONGEST, map, nothing, truth, whole } from "../value.ts";
import type { ListMethod, ListMethods, MethodCallContext } from "./context.ts";

type Test = (item: Value) => Value;

export const closureMethods: ListMethods = [
  ["collect", calling((results) => results.find((result) => result.kind === "failure") ?? list([...results]))],
  [
    "collectMany",
    calling((results, _, context) => {
      if (!results.every((result) => result.kind === "list")) return results.find(isOpen);
      const length = results.reduce((sum, { items }) => sum + items.length, 0);
      if (length > LONGEST || !context.run.meter.makeItems(length)) return undefined;
      return list(results.flatMap((result) => result.items));
    }),
  ],
  ["collectEntries", calling((results, _, context) => pairsOf(results, context))],
  ["each", calling((results, self) => results.find(isOpen) ?? self)],
  [
    "eachWithIndex",
    (self, [closure], context) => {
      if (closure.kind !== "closure" || !context.run.meter.makeItems(self.items.length)) return undefined;
      return self.items.map((item, index) => context.invoke(closure, [item, whole(index)])).find(isOpen) ?? self;
    },
  ],
  ["findAll", choosing((chosen) => list(chosen))],
  ["find", choosing(([first]) => first ?? nothing)],
  ["any", choosing((chosen) => truth(chosen.length > 0))],
  ["every", choosing((chosen, { items }) => truth(chosen.length === items.length))],
  ["findIndexOf", choosing(([first], { items }) => whole(first === undefined ? -1 : items.indexOf(first)))],
  [
    "grep",
    (self, [wanted], context) =>
      choose(
        self,
        testOf(wanted, context) ?? ((item) => isCase(item, wanted, context.words, context.run.meter)),
        context,
      ),
  ],
  [
    "count",
    (self, [wanted], context) => {
      const test = testOf(wanted, context) ?? ((item: Value) => operate("==", item, wanted, "", context.run.meter));
      const chosen = choose(self, test, context);
      return chosen.kind === "list" ? whole(chosen.items.length) : chosen;
    },
  ],
];

/** What comes of the results of the closure. */
function calling(
  answer: (results: readonly Value[], self: ListValue, context: MethodCallContext) => Value | undefined,
): ListMethod {
  return (self, [closure], context) => {
    if (closure.kind !== "closure" || !context.run.meter.makeItems(self.items.length)) return undefined;
    return answer(
      self.items.map((item) => context.invoke(closure, [item])),
      self,
      context,
    );
  };
}

/** What comes of the items that the closure holds for. */
function choosing(answer: (chosen: Value[], self: ListValue) => Value): ListMethod {
  return (self, [closure], context) => {
    const test = testOf(closure, context);
    if (test === undefined) return undefined;
    const chosen = choose(self, test, context);
    return chosen.kind === "list" ? answer(chosen.items, self) : chosen;
  };
}

function testOf(closure: Value, context: MethodCallContext): Test | undefined {
  return closure.kind === "closure" ? (item) => context.invoke(closure, [item]) : undefined;
}

/** The items that a test holds for, or what it stops with. */
function choose({ items }: ListValue, test: Test, { run }: MethodCallContext): Value {
  const chosen: Value[] = [];
  if (!run.meter.makeItems(items.length)) return exhausted(run, "…");
  for (const item of items) {
    const holds = decideTruth(test(item), run);
    if (typeof holds !== "boolean") return holds;
    if (holds) chosen.push(item);
  }
  return list(chosen);
}

/** The entries that `collectEntries` gets out of what its closure gives: maps, and pairs. */
export function pairsOf(results: readonly Value[], { run }: MethodCallContext): Value | undefined {
  const entries: [string, Value][] = [];
  for (const result of results) {
    if (result.kind === "failure") return result;
    if (result.kind === "map") {
      if (entries.length > LONGEST || !run.meter.makeItems(result.entries.size)) return undefined;
      for (const entry of result.entries) entries.push(entry);
    } else {
      const key = result.kind === "list" && result.items.length === 2 ? keyOf(result.items[0]!) : undefined;
      if (result.kind !== "list" || key === undefined) return undefined;
      entries.push([key, result.items[1]!]);
    }
  }
  return map(entries);
}
