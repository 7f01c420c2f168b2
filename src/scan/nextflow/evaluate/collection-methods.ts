import type { MethodCallContext } from "./methods.ts";
import { operate } from "./operators.ts";
import { contains, decideTruth, entryOf, isMember } from "./statements.ts";
import {
  equals,
  failure,
  GSTRING_KEY,
  isOpen,
  list,
  LONGEST,
  map,
  nothing,
  originsOf,
  shown,
  text,
  truth,
  truthOf,
  whole,
  type ListValue,
  type MapValue,
  type Value,
} from "./value.ts";

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
  switch (name) {
    case "size":
      return whole(items.length);
    case "isEmpty":
      return truth(items.length === 0);
    case "contains":
      return first === undefined ? undefined : contains(items, first, context.expression);
    case "first":
    case "head":
      return items[0] ?? failure("Cannot access first() element from an empty List");
    case "last":
      return items.at(-1) ?? failure("Cannot access last() element from an empty List");
    case "tail":
      return list(items.slice(1));
    case "init":
      return list(items.slice(0, -1));
    case "get":
    case "getAt":
      return number === undefined ? undefined : (items.at(number) ?? nothing);
    case "take":
      return number === undefined ? undefined : list(items.slice(0, Math.max(0, number)));
    case "drop":
      return number === undefined ? undefined : list(items.slice(Math.max(0, number)));
    case "reverse":
      return list([...items].reverse());
    case "toList":
    case "asList":
    case "flatten":
      return list(name === "flatten" ? flatten(items) : [...items]);
    case "unique":
    case "toUnique":
    case "toSet":
      return list(items.filter((item, index) => items.findIndex((other) => equals(item, other) === true) === index));
    case "join":
      return join(items, first);
    case "sum":
      return sum(first?.kind === "closure" ? items.map((item) => context.invoke(first, [item])) : items, context);
    case "max":
    case "min":
      return extreme(items, name, context, first);
    case "sort":
    case "toSorted":
      return sort(
        items,
        context,
        args.find(({ kind }) => kind === "closure"),
      );
    case "indexOf":
      return first === undefined ? undefined : whole(items.findIndex((item) => isMember(item, first)));
    case "plus":
      return first === undefined ? undefined : operate("+", self, first, context.expression);
    case "minus":
      return first === undefined ? undefined : operate("-", self, first, context.expression);
    case "intersect":
      if (first?.kind !== "list") return undefined;
      return list(items.filter((item) => first.items.some((other) => equals(item, other) === true)));
    case "containsAll":
      if (first?.kind !== "list") return undefined;
      return truth(first.items.every((item) => items.some((other) => equals(item, other) === true)));
    case "add":
    case "push":
      if (first === undefined || args.length > 1) return undefined;
      items.push(first);
      return truth(true);
    case "subList": {
      const end = args[1]?.kind === "number" ? args[1].value : undefined;
      const inside = number !== undefined && end !== undefined && number >= 0 && number <= end && end <= items.length;
      return inside ? list(items.slice(number, end)) : undefined;
    }
    case "average":
      return items.length === 0 ? undefined : average(items, context);
    case "collate":
      return number === undefined || number < 1 ? undefined : list(pieces(items, number));
    case "withIndex":
      return list(items.map((item, index) => list([item, whole(index)])));
    case "toString":
      return text(shown(self) ?? "", originsOf(self));
    case "inject":
      return args.length === 2
        ? items.reduce((result, item) => context.invoke(args[1]!, [result, item]), first!)
        : undefined;
    default:
      return first === undefined ? defaultSearch(items, name) : each(items, name, first, context);
  }
}

function isTrue(item: Value): boolean {
  return truthOf(item) === true;
}

function defaultSearch(items: readonly Value[], name: string): Value | undefined {
  if (name === "any" || name === "every") {
    return truth(name === "any" ? items.some(isTrue) : items.every(isTrue));
  }
  return name === "findAll" ? list(items.filter(isTrue)) : undefined;
}

/** Methods that call a closure for each item. */
function each(items: readonly Value[], name: string, closure: Value, context: MethodCallContext): Value | undefined {
  const call = (item: Value, index: number): Value =>
    name === "eachWithIndex" || name === "collectWithIndex"
      ? context.invoke(closure, [item, whole(index)])
      : context.invoke(closure, [item]);
  const test = (item: Value): boolean | Value => {
    if (closure.kind !== "closure") return equals(item, closure) === true;
    return decideTruth(call(item, 0), context.run);
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
  switch (name) {
    case "collect":
    case "collectWithIndex": {
      const results = items.map(call);
      return results.find((result) => result.kind === "failure") ?? list(results);
    }
    case "collectMany":
      return list(items.map(call).flatMap((result) => (result.kind === "list" ? result.items : [result])));
    case "each":
    case "eachWithIndex":
      return items.map(call).find((result) => result.kind === "failure") ?? list([...items]);
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
    case "collectEntries": {
      const entries: [string, Value][] = [];
      for (const [index, item] of items.entries()) {
        const pair = call(item, index);
        if (pair.kind === "map") entries.push(...pair.entries);
        else if (pair.kind === "list" && pair.items.length === 2)
          entries.push([shown(pair.items[0]!) ?? "", pair.items[1]!]);
        else return undefined;
      }
      return map(entries);
    }
    default:
      return undefined;
  }
}

function flatten(items: readonly Value[], depth = 0): Value[] {
  return items.flatMap((item) => (item.kind === "list" && depth < 100 ? flatten(item.items, depth + 1) : [item]));
}

function join(items: readonly Value[], separator: Value | undefined): Value | undefined {
  const glue = separator === undefined ? "" : shown(separator);
  const parts = items.map((item) => shown(item));
  const open = items.find(isOpen);
  if (open !== undefined) return open;
  if (glue === undefined || parts.includes(undefined)) return undefined;
  const joined = parts.join(glue);
  return joined.length > LONGEST ? undefined : text(joined, items.flatMap(originsOf));
}

function sum(items: readonly Value[], context: MethodCallContext): Value | undefined {
  if (items.length === 0) return nothing;
  return items.reduce((left, right) => operate("+", left, right, context.expression));
}

function average(items: readonly Value[], context: MethodCallContext): Value | undefined {
  const total = sum(items, context);
  return total === undefined ? undefined : operate("/", total, whole(items.length), context.expression);
}

function pieces(items: readonly Value[], size: number): Value[] {
  const found: Value[] = [];
  for (let at = 0; at < items.length; at += size) found.push(list(items.slice(at, at + size)));
  return found;
}

/** What items are compared by: themselves, or what a closure of one parameter makes of them. */
function keysOf(
  items: readonly Value[],
  closure: Value | undefined,
  context: MethodCallContext,
): readonly { readonly item: Value; readonly key: Value }[] | undefined {
  if (closure === undefined) return items.map((item) => ({ item, key: item }));
  if (closure.kind !== "closure" || (closure.node.parameters?.length ?? 1) !== 1) return undefined;
  return items.map((item) => ({ item, key: context.invoke(closure, [item]) }));
}

function extreme(
  items: readonly Value[],
  name: "max" | "min",
  context: MethodCallContext,
  closure: Value | undefined,
): Value | undefined {
  const keyed = keysOf(items, closure, context);
  if (keyed === undefined) return undefined;
  let best = keyed[0];
  for (const candidate of keyed.slice(1)) {
    const better = operate(name === "max" ? ">" : "<", candidate.key, best!.key, context.expression);
    if (better.kind !== "boolean") return undefined;
    if (better.value) best = candidate;
  }
  return best?.item ?? nothing;
}

function sort(items: readonly Value[], context: MethodCallContext, closure: Value | undefined): Value | undefined {
  const keyed = keysOf(items, closure, context);
  if (keyed === undefined) return undefined;
  const numbers = keyed.every(({ key }) => key.kind === "number");
  const strings = keyed.every(({ key }) => key.kind === "string");
  if (!numbers && !strings) return undefined;
  const sorted = [...keyed].sort(({ key: a }, { key: b }) => {
    if (a.kind === "number" && b.kind === "number") return a.value - b.value;
    if (a.kind === "string" && b.kind === "string") return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
    return 0;
  });
  return list(sorted.map(({ item }) => item));
}

/** The methods of maps that occur in the wild. Undefined: not one of them. */
export function callMap(
  self: MapValue,
  name: string,
  args: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  const { entries } = self;
  const [first, second] = args;
  const key = first === undefined ? undefined : shown(first);
  switch (name) {
    case "size":
      return whole(entries.size);
    case "isEmpty":
      return truth(entries.size === 0);
    case "keySet":
      return list([...entries.keys()].map((item) => text(item)));
    case "values":
      return list([...entries.values()]);
    case "get":
    case "getAt":
    case "getOrDefault": {
      if (key === undefined) return undefined;
      const found = first?.kind === "string" && first.interpolated ? undefined : entries.get(key);
      if (found === undefined && second !== undefined && name === "get") entries.set(key, second);
      return found ?? second ?? nothing;
    }
    case "containsKey":
    case "isSet":
      if (key === undefined) return undefined;
      return truth(entries.has(first?.kind === "string" && first.interpolated ? GSTRING_KEY + key : key));
    case "containsValue":
      return first === undefined
        ? undefined
        : truth([...entries.values()].some((item) => equals(item, first) === true));
    case "put":
      if (key === undefined || second === undefined) return undefined;
      entries.set(key, second);
      return nothing;
    case "putAll":
      if (first?.kind !== "map") return undefined;
      for (const [other, item] of first.entries) entries.set(other, item);
      return nothing;
    case "remove": {
      if (key === undefined) return undefined;
      const before = entries.get(key) ?? nothing;
      entries.delete(key);
      return before;
    }
    case "plus":
      return first?.kind === "map" ? map([...entries, ...first.entries]) : undefined;
    case "subMap":
      if (first?.kind !== "list") return undefined;
      return map([...entries].filter(([other]) => first.items.some((item) => shown(item) === other)));
    case "toString":
      return text(shown(self) ?? "");
    default:
      return first === undefined ? undefined : eachEntry(entries, name, first, context);
  }
}

function eachEntry(
  entries: ReadonlyMap<string, Value>,
  name: string,
  closure: Value,
  context: MethodCallContext,
): Value | undefined {
  if (closure.kind !== "closure") return undefined;
  const call = (key: string, value: Value): Value => {
    const pair = closure.node.parameters?.length ?? 0;
    return context.invoke(closure, pair >= 2 ? [text(key), value] : [entryOf(key, value)]);
  };
  const chosen: [string, Value][] = [];
  switch (name) {
    case "collect":
    case "each":
    case "collectEntries": {
      const results = [...entries].map(([key, value]) => call(key, value));
      const failed = results.find((result) => result.kind === "failure");
      if (failed !== undefined) return failed;
      if (name === "collect") return list(results);
      if (name === "each") return map(entries);
      const pairs: [string, Value][] = [];
      for (const result of results) {
        if (result.kind === "map") pairs.push(...result.entries);
        else if (result.kind === "list" && result.items.length === 2)
          pairs.push([shown(result.items[0]!) ?? "", result.items[1]!]);
        else return undefined;
      }
      return map(pairs);
    }
    case "findAll":
    case "find":
    case "any":
    case "every":
      for (const [key, value] of entries) {
        const holds = decideTruth(call(key, value), context.run);
        if (typeof holds !== "boolean") return holds;
        if (holds) chosen.push([key, value]);
      }
      if (name === "findAll") return map(chosen);
      if (name === "find") return chosen[0] === undefined ? nothing : entryOf(...chosen[0]);
      return truth(name === "any" ? chosen.length > 0 : chosen.length === entries.size);
    default:
      return undefined;
  }
}
