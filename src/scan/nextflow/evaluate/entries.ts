/** Keys and entries of maps, and what a loop over a value goes through. */
import type { Meter } from "../budget/meter.ts";
import type { MapValue, Value } from "./model.ts";
import { map, nothing, numberOf, ODD_KEY, shown, text, truth } from "./value.ts";

/** What a map has a value under; undefined where that is unknown. Equal for two values where Java's `equals` holds. */
export function keyOf(value: Value): string | undefined {
  if (value.kind === "string" && !value.interpolated && value.pattern !== true) return value.value;
  const plain = value.kind === "map" || value.kind === "list" ? undefined : shown(value);
  if (plain === undefined) return undefined;
  if (value.kind === "number") {
    const suffix = value.double === true ? "d" : { long: "L", big: "g", none: "" }[value.width ?? "none"];
    return value.unit === undefined ? `${ODD_KEY}number ${suffix} ${plain}` : undefined;
  }
  return `${ODD_KEY}${value.kind}  ${plain}`;
}

/** What a key stands for. */
export function keyValue(key: string): Value {
  if (!key.startsWith(ODD_KEY)) return text(key);
  const [kind, suffix, ...words] = key.slice(ODD_KEY.length).split(" ");
  const plain = words.join(" ");
  if (kind === "null") return nothing;
  if (kind === "boolean") return truth(plain === "true");
  return kind === "number" ? numberOf(plain + suffix) : text(plain, [], true);
}

/** An entry of a map, as loops and closures see it. */
export function entryOf(owner: Map<string, Value>, key: string, value: Value): MapValue {
  return {
    ...map([
      ["key", keyValue(key)],
      ["value", value],
    ]),
    entryOf: owner,
  };
}

/** What a loop goes through, one by one: items, entries, letters; undefined where that is unknown or too much. */
export function itemsOf(value: Value, meter: Meter): readonly Value[] | undefined {
  if (value.kind === "null") return [];
  if (value.kind === "list") return value.items;
  const size = value.kind === "map" ? value.entries.size * 4 : value.kind === "string" ? value.value.length : 1;
  if (!meter.makeItems(size)) return undefined;
  if (value.kind === "map") return [...value.entries].map(([key, item]) => entryOf(value.entries, key, item));
  if (value.kind === "string") return Array.from(value.value).map((letter) => text(letter, value.from));
  return value.kind === "number" || value.kind === "boolean" ? [value] : undefined;
}
