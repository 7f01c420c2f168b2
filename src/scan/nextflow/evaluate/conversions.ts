import { unsupported } from "./operators.ts";
import { isOpen, list, map, originsOf, shown, text, truth, whole, type Value } from "./value.ts";

const CLASSES: Readonly<Record<string, string>> = {
  String: "string",
  CharSequence: "string",
  GString: "gstring",
  List: "list",
  Collection: "list",
  ArrayList: "list",
  Map: "map",
  LinkedHashMap: "map",
  Boolean: "boolean",
  Number: "number",
  Integer: "integer",
  BigDecimal: "decimal",
  Closure: "closure",
};

/** `operand instanceof type` */
export function instanceOf(operand: Value, type: string, negated: boolean, named: string): Value {
  if (isOpen(operand)) return operand.kind === "failure" ? operand : { ...operand, words: named };
  const wanted = CLASSES[type.replace(/<.*$/s, "").replace(/^java\.(?:util|lang)\./, "")];
  if (wanted === undefined) return unsupported(named);
  let kinds: readonly string[] = [operand.kind];
  if (operand.kind === "number") kinds = ["number", operand.scale === undefined ? "integer" : "decimal"];
  if (operand.kind === "string" && operand.interpolated) {
    kinds = type === "String" ? ["gstring"] : ["gstring", "string"];
  }
  return truth(kinds.includes(wanted) !== negated);
}

/** `(type) value`, `value as type` */
export function cast(type: string, value: Value, named: string): Value {
  if (isOpen(value)) return value.kind === "failure" ? value : { ...value, words: named };
  switch (type) {
    case "String":
    case "CharSequence": {
      if (value.kind === "null") return value;
      const plain = shown(value);
      return plain === undefined ? unsupported(named) : text(plain, originsOf(value));
    }
    case "Boolean":
    case "boolean": {
      if (value.kind === "boolean") return value;
      return truth(value.kind !== "null" && shown(value) !== "" && shown(value) !== "0", originsOf(value));
    }
    case "Integer":
    case "int":
    case "Long":
    case "long":
      if (value.kind === "number") return whole(Math.trunc(value.value), value.from);
      return value.kind === "string" && /^[+-]?\d+$/.test(value.value)
        ? whole(Number(value.value), value.from)
        : unsupported(named);
    case "List":
    case "Set":
      return value.kind === "list" ? value : unsupported(named);
    case "Map":
      return value.kind === "map" ? value : unsupported(named);
    case "Path":
      return value.kind === "string" ? value : unsupported(named);
    default:
      return unsupported(named);
  }
}

/** `new type(args)` */
export function construct(type: string, args: readonly Value[], named: string): Value {
  const failed = args.find((arg) => arg.kind === "failure");
  if (failed !== undefined) return failed;
  switch (type) {
    case "String":
      return args[0] === undefined ? text("") : cast("String", args[0], named);
    case "ArrayList":
    case "LinkedList":
      return list(args[0]?.kind === "list" ? [...args[0].items] : []);
    case "HashMap":
    case "LinkedHashMap":
      return map(args[0]?.kind === "map" ? args[0].entries : []);
    default:
      return unsupported(named);
  }
}
