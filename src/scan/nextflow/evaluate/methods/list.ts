/** The methods of lists. */
import { setOf } from "../conversions.ts";
import { keyOf } from "../entries.ts";
import { equals, javaEquals } from "../equality.ts";
import { contains, isCase } from "../membership.ts";
import type { MethodCallContext } from "./context.ts";
import { operate } from "../operators.ts";
import { distinct, extreme, sort } from "./ordering.ts";
import { decideTruth } from "../choices.ts";
import type { ListValue, Value } from "../model.ts";
import { failure, isOpen, list, LONGEST, map, nothing, originsOf, shown, text, truth, whole } from "../value.ts";

/** The methods of lists that occur in the wild. Undefined: not one of them. */
export function callList(
  self: ListValue,
  name: string,
  args: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  const { items } = self;
  const [first] = args;
  const number = first?.kind === "number" ? first.value : undefined;
  const closure = first?.kind === "closure" ? first : undefined;
  // What a Matcher's own methods do (`find()`, `group(1)`) is not followed.
  if (self.shape === "matcher" && name !== "size" && name !== "getAt" && closure === undefined) return undefined;
  if (first === undefined) return callPlain(self, name, context);
  switch (name) {
    case "contains":
      return contains(items, first, context.words);
    case "get":
      if (number === undefined || self.shape === "set" || self.shape === "array") return undefined;
      return (number < 0 ? undefined : items[number]) ?? failure(`Index ${number} is out of bounds`);
    case "getAt":
      return number === undefined ? undefined : itemAt(self, number);
    case "take":
      return number === undefined ? undefined : list(items.slice(0, Math.max(0, number)));
    case "drop":
      return number === undefined ? undefined : list(items.slice(Math.max(0, number)));
    case "join":
      return first.kind === "string" || first.kind === "null" ? join(items, first) : isOpen(first) ? first : undefined;
    case "sum":
      return closure === undefined
        ? undefined
        : sum(
            items.map((item) => context.invoke(closure, [item])),
            context,
          );
    case "max":
    case "min":
      return extreme(items, name, context, first);
    case "unique": {
      const kept = closure === undefined ? undefined : distinct(items, context, closure);
      return kept && changed(self, kept);
    }
    case "sort":
    case "toSorted": {
      if (closure === undefined && first.kind !== "boolean") return undefined;
      const sorted = sort(
        items,
        context,
        args.find(({ kind }) => kind === "closure"),
      );
      const copies = name === "toSorted" || (first.kind === "boolean" && !first.value);
      return sorted && (copies ? list(sorted) : changed(self, sorted));
    }
    case "indexOf":
      return whole(items.findIndex((item) => javaEquals(item, first)));
    case "plus":
      return operate("+", self, first, context.words);
    case "minus":
      return operate("-", self, first, context.words);
    case "multiply":
      return operate("*", self, first, context.words);
    case "leftShift":
      return operate("<<", self, first, context.words);
    case "equals":
      return truth(javaEquals(self, first));
    case "intersect":
      if (first.kind !== "list") return undefined;
      return list(items.filter((item) => first.items.some((other) => equals(item, other) === true)));
    case "containsAll":
      if (first.kind !== "list") return undefined;
      return truth(first.items.every((item) => items.some((other) => javaEquals(item, other))));
    case "subList":
      return args.length === 2 ? part(self, number, args[1]!) : undefined;
    case "collate":
      return number === undefined || !(number >= 1) || args.length > 1 ? undefined : list(pieces(items, number));
    case "withIndex":
      return number === undefined ? undefined : indexed(items, number);
    case "inject":
      return args.length === 2
        ? items.reduce((result, item) => context.invoke(args[1]!, [result, item]), first)
        : undefined;
    default:
      return change(self, name, args) ?? each(self, name, first, context);
  }
}

/** Methods without an argument. */
function callPlain(self: ListValue, name: string, context: MethodCallContext): Value | undefined {
  const { items } = self;
  switch (name) {
    case "size":
      return whole(items.length);
    case "isEmpty":
      return truth(items.length === 0);
    case "first":
    case "head":
      return items[0] ?? failure("Cannot access first() element from an empty List");
    case "last":
      return items.at(-1) ?? failure("Cannot access last() element from an empty List");
    case "tail":
      return items.length === 0 ? failure("Cannot access tail() for an empty iterable") : list(items.slice(1));
    case "init":
      return items.length === 0 ? failure("Cannot access init() for an empty Iterable") : list(items.slice(0, -1));
    case "reverse":
      return list([...items].reverse());
    case "toList":
    case "asList":
    case "collect":
      return list([...items]);
    case "flatten":
      return list(flatten(items));
    case "toSet":
      // Its order is that of their hashes.
      return items.length > 1 ? undefined : setOf(items);
    case "unique":
    case "toUnique": {
      const kept = distinct(items, context);
      return kept && (name === "unique" ? changed(self, kept) : list(kept));
    }
    case "join":
      return join(items, undefined);
    case "sum":
      return sum(items, context);
    case "max":
    case "min":
      return extreme(items, name, context);
    case "sort":
    case "toSorted": {
      const sorted = sort(items, context);
      return sorted && (name === "sort" ? changed(self, sorted) : list(sorted));
    }
    case "average":
      return items.length === 0 ? undefined : average(items, context);
    case "withIndex":
      return indexed(items, 0);
    case "toString": {
      const plain = self.shape === "array" ? undefined : shown(self);
      return plain === undefined ? undefined : text(plain, originsOf(self));
    }
    case "any":
    case "every":
    case "findAll": {
      const held = items.map((item) => decideTruth(item, context.run));
      if (held.some((holds) => typeof holds !== "boolean")) return undefined;
      if (name === "findAll") return list(items.filter((_, index) => held[index] === true));
      return truth(name === "any" ? held.includes(true) : !held.includes(false));
    }
    case "clear":
      if (self.shape !== undefined) return undefined;
      items.length = 0;
      return nothing;
    default:
      return undefined;
  }
}

/** `list[index]`: null behind the end, an error in front of the start; an array has an error at both. */
function itemAt(self: ListValue, index: number): Value {
  const found = self.items.at(index);
  if (found !== undefined) return found;
  const fails = index < 0 || self.shape === "array" || self.shape === "matcher";
  return fails ? failure(`Index ${index} is out of bounds`) : nothing;
}

/** Puts the items in place of the old ones, as `sort()` and `unique()` do; of a set they make a list. */
function changed(self: ListValue, items: readonly Value[]): Value {
  if (self.shape !== undefined && self.shape !== "array") return list([...items]);
  self.items.splice(0, self.items.length, ...items);
  return self;
}

/** Methods that change a list. */
function change(self: ListValue, name: string, args: readonly Value[]): Value | undefined {
  const { items } = self;
  const [first] = args;
  if (self.shape !== undefined || first === undefined || args.length > 1) return undefined;
  switch (name) {
    case "add":
      items.push(first);
      return truth(true);
    case "push":
      items.unshift(first);
      return truth(true);
    case "addAll":
      if (first.kind !== "list") return undefined;
      items.push(...first.items.slice(0, LONGEST));
      return truth(first.items.length > 0);
    default:
      return undefined;
  }
}

function part(self: ListValue, from: number | undefined, to: Value): Value | undefined {
  if (from === undefined || to.kind !== "number") return undefined;
  const inside = from >= 0 && from <= to.value && to.value <= self.items.length;
  return inside ? list(self.items.slice(from, to.value)) : failure(`There is no part from ${from} to ${to.value}`);
}

function indexed(items: readonly Value[], start: number): Value {
  return list(items.map((item, index) => list([item, whole(start + index)])));
}

/** Methods that call a closure for each item. */
function each(self: ListValue, name: string, closure: Value, context: MethodCallContext): Value | undefined {
  const { items } = self;
  const call = (item: Value, index: number): Value =>
    name === "eachWithIndex" ? context.invoke(closure, [item, whole(index)]) : context.invoke(closure, [item]);
  const test = (item: Value): boolean | Value => {
    if (closure.kind === "closure") return decideTruth(call(item, 0), context.run);
    const matches = name === "count" ? operate("==", item, closure, "") : isCase(item, closure, context.words);
    return decideTruth(matches, context.run);
  };
  const select = (wanted: boolean): Value => {
    const found: Value[] = [];
    for (const item of items) {
      const holds = test(item);
      if (typeof holds !== "boolean") return holds;
      if (holds === wanted) found.push(item);
    }
    return list(found);
  };
  if (closure.kind !== "closure" && name !== "grep" && name !== "count") return undefined;
  switch (name) {
    case "collect": {
      const results = items.map(call);
      return results.find((result) => result.kind === "failure") ?? list(results);
    }
    case "collectMany": {
      const results = items.map(call);
      return results.every((result) => result.kind === "list")
        ? list(results.flatMap((result) => result.items))
        : results.find(isOpen);
    }
    case "each":
    case "eachWithIndex":
      return items.map(call).find(isOpen) ?? self;
    case "findAll":
    case "grep":
      return select(true);
    case "find":
    case "any":
    case "every":
    case "count":
    case "findIndexOf": {
      const found = select(true);
      if (found.kind !== "list") return found;
      if (name === "find") return found.items[0] ?? nothing;
      if (name === "any") return truth(found.items.length > 0);
      if (name === "every") return truth(found.items.length === items.length);
      if (name === "count") return whole(found.items.length);
      return whole(found.items.length === 0 ? -1 : items.indexOf(found.items[0]!));
    }
    case "collectEntries":
      return pairsOf(items.map(call));
    default:
      return undefined;
  }
}

/** The entries that `collectEntries` gets out of what its closure gives: maps, and pairs. */
export function pairsOf(results: readonly Value[]): Value | undefined {
  const entries: [string, Value][] = [];
  for (const result of results) {
    if (result.kind === "failure") return result;
    if (result.kind === "map") entries.push(...result.entries);
    else {
      const key = result.kind === "list" && result.items.length === 2 ? keyOf(result.items[0]!) : undefined;
      if (result.kind !== "list" || key === undefined) return undefined;
      entries.push([key, result.items[1]!]);
    }
  }
  return map(entries);
}

function flatten(items: readonly Value[], depth = 0): Value[] {
  return items.flatMap((item) => (item.kind === "list" && depth < 100 ? flatten(item.items, depth + 1) : [item]));
}

function join(items: readonly Value[], separator: Value | undefined): Value | undefined {
  const glue = separator === undefined || separator.kind === "null" ? "" : shown(separator);
  const parts = items.map((item) => shown(item));
  const open = items.find(isOpen);
  if (open !== undefined) return open;
  if (glue === undefined || parts.includes(undefined)) return undefined;
  const joined = parts.join(glue);
  return joined.length > LONGEST ? undefined : text(joined, items.flatMap(originsOf));
}

function sum(items: readonly Value[], context: MethodCallContext): Value {
  if (items.length === 0) return nothing;
  return items.reduce((left, right) => operate("+", left, right, context.words));
}

function average(items: readonly Value[], context: MethodCallContext): Value {
  return operate("/", sum(items, context), whole(items.length), context.words);
}

function pieces(items: readonly Value[], size: number): Value[] {
  const found: Value[] = [];
  for (let at = 0; at < items.length; at += size) found.push(list(items.slice(at, at + size)));
  return found;
}
