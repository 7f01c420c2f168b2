/** Properties and slices of values. */
import type { Meter } from "../budget/meter.ts";
import { convertQuantity, quantityOf } from "./quantity.ts";
import type { Run, ListValue, MapValue, Value } from "./model.ts";
import { pathProperty } from "./methods/path.ts";
import { failure, list, nothing, openAs, text, unknown, unsupported, whole, withOrigins } from "./value.ts";

/** `object.name`; the value may be a choice that is not settled yet. */
export function propertyOf(object: Value, name: string, safe: boolean, words: string, run: Run): Value {
  switch (object.kind) {
    case "null":
      return safe ? object : failure(`Cannot get property '${name}' on null object`);
    case "map":
      return memberOf(object, name, words);
    case "object":
      return object.get(name, run);
    case "unknown":
    case "failure":
      return openAs(object, words);
    case "string":
      return pathProperty(object, name) ?? unsupported(words);
    case "number":
      return (
        (object.unit === undefined
          ? quantityOf(object, name)
          : convertQuantity(object, object.unit, `get${name.charAt(0).toUpperCase()}${name.slice(1)}`)) ??
        unsupported(words)
      );
    case "list":
      if (object.shape === "array" && name === "length") return whole(object.items.length);
      // Lists within lists may be the same one many times over.
      if (!run.meter.spend() || !run.meter.makeItems(object.items.length)) return unsupported(words);
      return list(object.items.map((item) => propertyOf(item, name, false, words, run)));
    case "boolean":
    case "closure":
    case "function":
    case "choice":
      break;
  }
  return unsupported(words);
}

function memberOf(object: MapValue, name: string, words: string): Value {
  const found = object.entries.get(name);
  if (found !== undefined) return found;
  if (object.entryOf !== undefined) return failure(`No such property: ${name}`);
  if (object.open === true) {
    const detail = `The parameter ${name} has no value: give it with --${name} or in a file of parameters.`;
    return unknown("undefined-parameter", detail, words);
  }
  if (object.grows !== true) return nothing;
  const empty: MapValue = { kind: "map", entries: new Map(), grows: true };
  object.entries.set(name, empty);
  return empty;
}

/** Sets an entry; a parameter of a script keeps the first value that it gets. */
export function setMember(object: MapValue, key: string, value: Value): void {
  if (object.keepsFirst !== true) object.entries.set(key, value);
  else if (!object.entries.has(key)) object.entries.set(key, asDefault(value));
}

/** A parameter that a script sets can be given another value by whoever runs it. */
export function asDefault(value: Value): Value {
  return withOrigins(value, (from) => from.map((origin) => ({ ...origin, default: true })));
}

/** `text[0..3]`, `items[1..-1]`, `items[0, 2]`: a range that counts down from a negative end counts from the back. */
export function slice(
  object: Extract<Value, { kind: "string" | "list" }>,
  keys: ListValue,
  words: string,
  meter: Meter,
): Value {
  const size = keys.items.length + (object.kind === "string" ? object.value.length : 0);
  if (!meter.makeItems(size)) return unsupported(words);
  const numbers = keys.items.map((item) => (item.kind === "number" ? item.value : Number.NaN));
  const first = numbers[0];
  const last = numbers.at(-1);
  if (numbers.includes(Number.NaN)) return unsupported(words);
  // `items[]`
  if (first === undefined || last === undefined) return object.kind === "list" ? list([]) : text("", object.from);
  const units = object.kind === "string" ? object.value.split("") : object.items;
  let places: readonly number[];
  if (keys.shape === "range") {
    const start = first < 0 ? units.length + first : first;
    const end = last < 0 ? units.length + last : last;
    if (Math.min(start, end) < 0 || Math.max(start, end) >= units.length)
      return failure(`\`${words}\` is out of range`);
    const step = start <= end ? 1 : -1;
    if (!meter.makeItems(Math.abs(end - start))) return unsupported(words);
    places = Array.from({ length: Math.abs(end - start) + 1 }, (_, offset) => start + offset * step);
  } else places = numbers.map((number) => (number < 0 ? units.length + number : number));
  if (object.kind === "list") {
    if (places.some((place) => place < 0)) return failure(`\`${words}\` is out of range`);
    return list(places.map((place) => object.items[place] ?? nothing));
  }
  const letters = places.map((place) => object.value.charAt(place));
  return letters.includes("") ? failure(`\`${words}\` is out of range`) : text(letters.join(""), object.from);
}

/** A Java class or package; its static methods are in `methods/index.ts`. */
export function javaClass(name: string): Value {
  return {
    kind: "object",
    name,
    get: (inner) =>
      /^[A-Z]/.test(name)
        ? unknown("unsupported-expression", `\`${name}.${inner}\` is a member of a Java class.`, `${name}.${inner}`)
        : javaClass(/^[A-Z]/.test(inner) ? inner : `${name}.${inner}`),
  };
}
