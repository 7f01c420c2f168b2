/** The methods of maps. */
import type { Meter } from "../../budget/meter.ts";
import { entryOf, itemsOf, keyOf, keyValue } from "../entries.ts";
import { javaEquals } from "../equality.ts";
import { pairsOf } from "./list-closures.ts";
import { contains } from "../membership.ts";
import type { MethodCallContext } from "./context.ts";
import { operate } from "../operators.ts";
import { decideTruth } from "../choices.ts";
import type { ClosureValue, MapValue, Run, Value } from "../model.ts";
import { isOpen, list, LONGEST, map, nothing, shown, text, truth, whole } from "../value.ts";

/** The methods of maps that occur in the wild. Undefined: not one of them. */
export function callMap(
  self: MapValue,
  name: string,
  args: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  const { entries } = self;
  const [first, second] = args;
  if (first === undefined) return callPlainMap(self, name, context.run);
  const key = keyOf(first);
  switch (name) {
    case "get":
    case "getAt":
    case "getOrDefault": {
      if (key === undefined) return undefined;
      const found = entries.get(key);
      if (found === undefined && second !== undefined && name === "get") entries.set(key, second);
      return found ?? second ?? nothing;
    }
    case "containsKey":
      return key === undefined ? undefined : truth(entries.has(key));
    case "containsValue":
      return contains([...entries.values()], first, context.words, context.run.meter);
    case "put": {
      if (key === undefined || second === undefined) return undefined;
      const before = entries.get(key) ?? nothing;
      entries.set(key, second);
      return before;
    }
    case "putAll":
      if (first.kind !== "map") return undefined;
      if (entries.size > LONGEST || !context.run.meter.makeItems(first.entries.size)) return undefined;
      for (const [other, item] of first.entries) entries.set(other, item);
      return nothing;
    case "remove": {
      if (key === undefined) return undefined;
      const before = entries.get(key) ?? nothing;
      entries.delete(key);
      return before;
    }
    case "plus":
      return operate("+", self, first, context.words, context.run.meter);
    case "minus":
      return operate("-", self, first, context.words, context.run.meter);
    case "equals":
      return truth(javaEquals(self, first, context.run.meter));
    case "subMap": {
      if (first.kind !== "list" || !context.run.meter.makeItems(first.items.length)) return undefined;
      const keys = first.items.map(keyOf);
      if (keys.includes(undefined)) return first.items.find(isOpen);
      return map(keys.flatMap((wanted) => (entries.has(wanted!) ? [[wanted!, entries.get(wanted!)!]] : [])));
    }
    default:
      return first.kind === "closure" ? eachEntry(self, name, first, context) : undefined;
  }
}

const COPYING: ReadonlySet<string> = new Set(["keySet", "values"]);

/** Methods without an argument. */
function callPlainMap(self: MapValue, name: string, { meter }: Run): Value | undefined {
  const { entries } = self;
  if (COPYING.has(name) && !meter.makeItems(entries.size)) return undefined;
  switch (name) {
    case "size":
      return whole(entries.size);
    case "isEmpty":
      return truth(entries.size === 0);
    case "keySet":
      return { ...list([...entries.keys()].map(keyValue)), shape: "set" };
    case "values":
      return { ...list([...entries.values()]), shape: "values" };
    case "entrySet":
      return entriesOf(self, meter);
    case "getKey":
      return self.entryOf !== undefined ? entries.get("key") : undefined;
    case "getValue":
      return self.entryOf !== undefined ? entries.get("value") : undefined;
    case "clear":
      entries.clear();
      return nothing;
    case "toString": {
      const plain = shown(self, meter);
      return plain === undefined ? undefined : text(plain);
    }
    default:
      return undefined;
  }
}

function entriesOf(self: MapValue, meter: Meter): Value | undefined {
  const items = itemsOf(self, meter);
  return items && { ...list([...items]), shape: "set" };
}

/** Methods that call a closure for each entry, with the key and the value or with the entry. */
function eachEntry(self: MapValue, name: string, closure: ClosureValue, context: MethodCallContext): Value | undefined {
  const { entries } = self;
  if (!context.run.meter.makeItems(entries.size)) return undefined;
  const call = (key: string, value: Value): Value => {
    const pair = (closure.node.parameters?.length ?? 0) >= 2;
    return context.invoke(closure, pair ? [keyValue(key), value] : [entryOf(entries, key, value)]);
  };
  switch (name) {
    case "collect":
    case "each":
    case "collectEntries": {
      const results = [...entries].map(([key, value]) => call(key, value));
      const failed = results.find((result) => result.kind === "failure");
      if (failed !== undefined) return failed;
      if (name === "collect") return list(results);
      return name === "each" ? (results.find(isOpen) ?? self) : pairsOf(results, context);
    }
    case "findAll":
    case "find":
    case "any":
    case "every": {
      const chosen: [string, Value][] = [];
      for (const [key, value] of entries) {
        const holds = decideTruth(call(key, value), context.run);
        if (typeof holds !== "boolean") return holds;
        if (holds) chosen.push([key, value]);
      }
      if (name === "findAll") return map(chosen);
      if (name === "find") return chosen[0] === undefined ? nothing : entryOf(entries, ...chosen[0]);
      return truth(name === "any" ? chosen.length > 0 : chosen.length === entries.size);
    }
    default:
      return undefined;
  }
}
