/** Methods of lists without an argument. */
import { decideTruth } from "../choices.ts";
import { setOf } from "../conversions.ts";
import type { ListValue, Run, Value } from "../model.ts";
import { operate } from "../operators.ts";
import { failure, list, LONGEST, nothing, originsOf, shown, text, truth, whole } from "../value.ts";
import { madeList, type MethodCallContext, type PlainListMethods } from "./context.ts";
import { indexed, join, putInPlace, sum } from "./items.ts";
import { distinct, extreme, sort } from "./ordering.ts";

const copy = ({ items }: ListValue, context: MethodCallContext): Value | undefined => madeList([...items], context);

export const plainMethods: PlainListMethods = [
  ["size", ({ items }) => whole(items.length)],
  ["isEmpty", ({ items }) => truth(items.length === 0)],
  ["first", firstOf],
  ["head", firstOf],
  ["last", ({ items }) => items.at(-1) ?? failure("Cannot access last() element from an empty List")],
  [
    "tail",
    ({ items }, context) =>
      items.length === 0 ? failure("Cannot access tail() for an empty iterable") : madeList(items.slice(1), context),
  ],
  [
    "init",
    ({ items }, context) =>
      items.length === 0
        ? failure("Cannot access init() for an empty Iterable")
        : madeList(items.slice(0, -1), context),
  ],
  ["reverse", ({ items }, context) => madeList([...items].reverse(), context)],
  ["toList", copy],
  ["asList", copy],
  ["collect", copy],
  ["flatten", flattened],
  // Its order is that of their hashes.
  ["toSet", ({ items }, { run }) => (items.length > 1 ? undefined : setOf(items, run.meter))],
  [
    "unique",
    (self, context) => {
      const kept = distinct(self.items, context);
      return kept && putInPlace(self, kept);
    },
  ],
  [
    "toUnique",
    ({ items }, context) => {
      const kept = distinct(items, context);
      return kept && list(kept);
    },
  ],
  ["join", ({ items }, context) => join(items, undefined, context)],
  ["sum", ({ items }, context) => sum(items, context)],
  ["max", ({ items }, context) => extreme(items, "max", context)],
  ["min", ({ items }, context) => extreme(items, "min", context)],
  [
    "sort",
    (self, context) => {
      const sorted = sort(self.items, context);
      return sorted && putInPlace(self, sorted);
    },
  ],
  [
    "toSorted",
    ({ items }, context) => {
      const sorted = sort(items, context);
      return sorted && list(sorted);
    },
  ],
  [
    "average",
    ({ items }, context) =>
      items.length === 0
        ? undefined
        : operate("/", sum(items, context), whole(items.length), context.words, context.run.meter),
  ],
  ["withIndex", ({ items }, context) => indexed(items, 0, context)],
  [
    "toString",
    (self, { run }) => {
      const plain = self.shape === "array" ? undefined : shown(self, run.meter);
      return plain === undefined ? undefined : text(plain, originsOf(self));
    },
  ],
  ["any", (self, { run }) => askAll(self, run, (held) => truth(held.includes(true)))],
  ["every", (self, { run }) => askAll(self, run, (held) => truth(!held.includes(false)))],
  [
    "findAll",
    (self, { run }) => askAll(self, run, (held) => list(self.items.filter((_, index) => held[index] === true))),
  ],
  ["clear", clear],
];

function firstOf({ items }: ListValue): Value {
  return items[0] ?? failure("Cannot access first() element from an empty List");
}

/** Lists within lists may be the same one many times over. */
function flattened({ items }: ListValue, { run }: MethodCallContext): Value | undefined {
  const found: Value[] = [];
  const add = (inner: readonly Value[], depth: number): boolean =>
    found.length <= LONGEST &&
    run.meter.spend() &&
    run.meter.look(inner.length) &&
    inner.every((item) => {
      if (item.kind === "list" && depth < 100) return add(item.items, depth + 1);
      found.push(item);
      return true;
    });
  return add(items, 0) && run.meter.makeItems(found.length) ? list(found) : undefined;
}

/** What the truth of all items comes to; undefined where Nextflow stops at one of them. */
function askAll({ items }: ListValue, run: Run, answer: (held: readonly boolean[]) => Value): Value | undefined {
  if (!run.meter.look(items.length)) return undefined;
  const held = items.map((item) => decideTruth(item, run));
  return held.every((holds) => typeof holds === "boolean") ? answer(held) : undefined;
}

function clear(self: ListValue): Value | undefined {
  if (self.shape !== undefined) return undefined;
  self.items.length = 0;
  return nothing;
}
