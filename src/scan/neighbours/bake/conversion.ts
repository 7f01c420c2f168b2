/** Types of bake's variables, and what a value of another type becomes. */
import type { Expression } from "./syntax.ts";
import { type BakeValue, fromComposed, list, mapping, orRefused, toBoolean, toNumber, toText } from "./values.ts";

/** A value as one of a type, which is written as an expression: `string`, `list(number)`. No type changes nothing. */
export function convert(value: BakeValue, type: Expression | undefined): BakeValue {
  return type === undefined ? value : orRefused(() => converted(value, type));
}

function converted(value: BakeValue, type: Expression): BakeValue {
  if (type.kind === "call") return collection(value, type.name, type.args[0]);
  if (value.kind !== "scalar" || value.value === null || type.kind !== "variable") return value;
  switch (type.name) {
    case "string":
      return fromComposed(toText(value));
    case "number":
      return { ...value, value: toNumber(value) };
    case "bool":
      return { ...value, value: toBoolean(value) };
    default:
      return value;
  }
}

function collection(value: BakeValue, name: string, type: Expression | undefined): BakeValue {
  const one = (item: BakeValue): BakeValue => convert(item, type);
  if ((name === "list" || name === "set") && value.kind === "list") return list(value.items.map(one));
  if (name !== "map" || value.kind !== "map") return value;
  return mapping(Array.from(value.entries, ([key, item]) => [key, one(item)] as const));
}
