/** How configurations flow together, and how a finished one is walked by keys. */
import type { MapValue, Value } from "../evaluate/model.ts";
import { map } from "../evaluate/value.ts";

/** `ConfigObject.merge`: maps flow together, everything else is replaced; an empty map is replaced as a whole. */
export function mergeInto(target: MapValue, other: MapValue, depth = 0): void {
  for (const [key, value] of other.entries) {
    const before = target.entries.get(key);
    if (before?.kind === "map" && before.entries.size > 0 && value.kind === "map" && depth < 100) {
      mergeInto(before, value, depth + 1);
    } else target.entries.set(key, value);
  }
}

/** `Bolts.deepMerge` into a map that nothing else holds; keys keep the position that they have in `target`. */
export function deepMergeInto(target: MapValue, source: MapValue, depth = 0): void {
  for (const [key, value] of source.entries) {
    const before = target.entries.get(key);
    if (before?.kind === "map" && value.kind === "map" && depth < 100) deepMergeInto(before, value, depth + 1);
    else target.entries.set(key, value);
  }
}

/** `Bolts.deepMerge`: a new map; keys keep the position that they have in `target`. */
export function deepMerge(target: MapValue, source: MapValue, depth = 0): MapValue {
  const result: MapValue = { ...target, entries: new Map(target.entries) };
  for (const [key, value] of source.entries) {
    const before = result.entries.get(key);
    const both = before?.kind === "map" && value.kind === "map" && depth < 100;
    result.entries.set(key, both ? deepMerge(before, value, depth + 1) : value);
  }
  return result;
}

/** A copy that changes to it do not reach. */
export function deepCopy(value: Value, depth = 0): Value {
  if (value.kind !== "map" || depth > 100) return value;
  return { ...value, entries: new Map([...value.entries].map(([key, item]) => [key, deepCopy(item, depth + 1)])) };
}

/** The map at a path of keys; missing ones are made. Undefined where something else is in the way. */
export function navigate(target: MapValue, path: readonly string[]): MapValue | undefined {
  let current = target;
  for (const key of path) {
    let next = current.entries.get(key);
    if (next === undefined || next.kind === "null") {
      next = map();
      current.entries.set(key, next);
    }
    if (next.kind !== "map") return undefined;
    current = next;
  }
  return current;
}

/** What stands at a path of keys; never a choice that is settled here. */
export function at(target: MapValue, ...path: readonly string[]): Value | undefined {
  let current: Value | undefined = target;
  for (const key of path) {
    if (current?.kind !== "map") return undefined;
    current = current.entries.get(key);
  }
  return current;
}
