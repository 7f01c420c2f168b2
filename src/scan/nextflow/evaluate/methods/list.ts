/** The methods of lists that occur in the wild. */
import type { Meter } from "../../budget/meter.ts";
import { equals, javaEquals } from "../equality.ts";
import { contains } from "../membership.ts";
import type { ListValue, Value } from "../model.ts";
import { operate, type Operator } from "../operators.ts";
import { failure, isOpen, list, LONGEST, nothing, truth, whole } from "../value.ts";
import { amountOf, madeList, type AtLeastOne, type ListMethod, type MethodCallContext } from "./context.ts";
import { indexed, join, putInPlace, sum } from "./items.ts";
import { closureMethods } from "./list-closures.ts";
import { plainMethods } from "./list-plain.ts";
import { distinct, extreme, sort } from "./ordering.ts";

const PLAIN = new Map(plainMethods);

/** With an argument. */
const WITH_ARGUMENTS = new Map<string, ListMethod>([
  ...closureMethods,
  ["contains", ({ items }, [wanted], { words, run }) => contains(items, wanted, words, run.meter)],
  ["get", get],
  ["getAt", counted(itemAt)],
  ["take", counted(({ items }, count, _, context) => madeList(items.slice(0, Math.max(0, count)), context))],
  ["drop", counted(({ items }, count, _, context) => madeList(items.slice(Math.max(0, count)), context))],
  ["join", joined],
  ["sum", sumOf],
  ["max", ({ items }, [closure], context) => extreme(items, "max", context, closure)],
  ["min", ({ items }, [closure], context) => extreme(items, "min", context, closure)],
  ["unique", unique],
  ["sort", (self, args, context) => sorted(self, args, false, context)],
  ["toSorted", (self, args, context) => sorted(self, args, true, context)],
  ["indexOf", indexOf],
  ["plus", operator("+")],
  ["minus", operator("-")],
  ["multiply", operator("*")],
  ["leftShift", operator("<<")],
  ["equals", (self, [other], { run }) => truth(javaEquals(self, other, run.meter))],
  [
    "intersect",
    paired((own, others, meter) =>
      list(own.filter((item) => others.some((other) => equals(item, other, meter) === true))),
    ),
  ],
  [
    "containsAll",
    paired((own, others, meter) => truth(others.every((item) => own.some((other) => javaEquals(item, other, meter))))),
  ],
  ["subList", subList],
  [
    "collate",
    counted(({ items }, size, args, { run }) =>
      !(size >= 1) || args.length > 1 || !run.meter.makeItems(items.length * 2) ? undefined : list(pieces(items, size)),
    ),
  ],
  ["withIndex", counted(({ items }, start, _, context) => indexed(items, start, context))],
  ["inject", inject],
  ["add", growing(add)],
  ["push", growing(push)],
  ["addAll", growing(addAll)],
]);

/** Undefined: not one of them, or one that is not followed here. */
export function callList(
  self: ListValue,
  name: string,
  args: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  const [first] = args;
  // What a Matcher's own methods do (`find()`, `group(1)`) is not followed.
  if (self.shape === "matcher" && name !== "size" && name !== "getAt" && first?.kind !== "closure") return undefined;
  return hasArguments(args) ? WITH_ARGUMENTS.get(name)?.(self, args, context) : PLAIN.get(name)?.(self, context);
}

function hasArguments(args: readonly Value[]): args is AtLeastOne {
  return args.length > 0;
}

/** One that is given a number. */
function counted(
  method: (self: ListValue, count: number, args: AtLeastOne, context: MethodCallContext) => Value | undefined,
): ListMethod {
  return (self, args, context) => {
    const count = amountOf(args[0]);
    return count === undefined ? undefined : method(self, count, args, context);
  };
}

function operator(sign: Operator): ListMethod {
  return (self, [other], { words, run }) => operate(sign, self, other, words, run.meter);
}

/** One that compares each item with each of another list. */
function paired(method: (own: readonly Value[], others: readonly Value[], meter: Meter) => Value): ListMethod {
  return ({ items }, [other], { run }) => {
    const affords = other.kind === "list" && run.meter.look(items.length * other.items.length);
    return affords ? method(items, other.items, run.meter) : undefined;
  };
}

/** One that changes the list, which only an ArrayList lets be done. */
function growing(change: (items: Value[], added: Value) => Value | undefined): ListMethod {
  return ({ items, shape }, [first, ...others], { run }) => {
    const length = first.kind === "list" ? first.items.length : 1;
    const affords = items.length + length <= LONGEST && run.meter.makeItems(length);
    return shape !== undefined || others.length > 0 || !affords ? undefined : change(items, first);
  };
}

function add(items: Value[], added: Value): Value {
  items.push(added);
  return truth(true);
}

/** As the first one, unlike in JavaScript. */
function push(items: Value[], added: Value): Value {
  items.unshift(added);
  return truth(true);
}

function addAll(items: Value[], added: Value): Value | undefined {
  if (added.kind !== "list") return undefined;
  // It may be the list itself.
  const end = added.items.length;
  for (let at = 0; at < end; at += 1) items.push(added.items[at]!);
  return truth(end > 0);
}

function get({ items, shape }: ListValue, [first]: AtLeastOne): Value | undefined {
  const index = amountOf(first);
  if (index === undefined || shape === "set" || shape === "array") return undefined;
  return (index < 0 ? undefined : items[index]) ?? failure(`Index ${index} is out of bounds`);
}

function indexOf({ items }: ListValue, [wanted]: AtLeastOne, { run }: MethodCallContext): Value | undefined {
  if (!run.meter.look(items.length)) return undefined;
  return whole(items.findIndex((item) => javaEquals(item, wanted, run.meter)));
}

/** `list[index]`: null behind the end, an error in front of the start; an array has an error at both. */
function itemAt(self: ListValue, index: number): Value {
  const found = self.items.at(index);
  if (found !== undefined) return found;
  const fails = index < 0 || self.shape === "array" || self.shape === "matcher";
  return fails ? failure(`Index ${index} is out of bounds`) : nothing;
}

function joined({ items }: ListValue, [separator]: AtLeastOne, context: MethodCallContext): Value | undefined {
  if (separator.kind === "string" || separator.kind === "null") return join(items, separator, context);
  return isOpen(separator) ? separator : undefined;
}

/** The sum of what a closure makes of the items. */
function sumOf({ items }: ListValue, [closure]: AtLeastOne, context: MethodCallContext): Value | undefined {
  if (closure.kind !== "closure" || !context.run.meter.makeItems(items.length)) return undefined;
  return sum(
    items.map((item) => context.invoke(closure, [item])),
    context,
  );
}

function unique(self: ListValue, [closure]: AtLeastOne, context: MethodCallContext): Value | undefined {
  const kept = closure.kind === "closure" ? distinct(self.items, context, closure) : undefined;
  return kept && putInPlace(self, kept);
}

/** `sort { … }`, `sort(false) { … }`: false leaves the list itself as it is. */
function sorted(self: ListValue, args: AtLeastOne, copies: boolean, context: MethodCallContext): Value | undefined {
  const [first] = args;
  if (first.kind !== "closure" && first.kind !== "boolean") return undefined;
  const items = sort(
    self.items,
    context,
    args.find(({ kind }) => kind === "closure"),
  );
  const isCopy = copies || (first.kind === "boolean" && !first.value);
  return items && (isCopy ? list(items) : putInPlace(self, items));
}

function subList(
  { items }: ListValue,
  [first, last, ...others]: AtLeastOne,
  context: MethodCallContext,
): Value | undefined {
  const from = amountOf(first);
  const to = amountOf(last);
  if (from === undefined || to === undefined || others.length > 0) return undefined;
  const inside = from >= 0 && from <= to && to <= items.length;
  return inside ? madeList(items.slice(from, to), context) : failure(`There is no part from ${from} to ${to}`);
}

function inject({ items }: ListValue, args: AtLeastOne, context: MethodCallContext): Value | undefined {
  const [first, closure] = args;
  if (closure === undefined || args.length > 2) return undefined;
  return items.reduce((result, item) => context.invoke(closure, [result, item]), first);
}

function pieces(items: readonly Value[], size: number): Value[] {
  const found: Value[] = [];
  for (let at = 0; at < items.length; at += size) found.push(list(items.slice(at, at + size)));
  return found;
}
