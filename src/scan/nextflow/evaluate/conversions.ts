/** Conversions between types: `as`, `(Type) x`, `instanceof`, `new`, declared types. */
import type { Meter } from "../budget/meter.ts";
import { doubleNumber, exact, toWhole } from "./arithmetic.ts";
import { javaEquals } from "./equality.ts";
import { asQuantity } from "./quantity.ts";
import type { NumberValue, Value } from "./model.ts";
import {
  decimalNumber,
  failure,
  isOpen,
  list,
  map,
  numberOf,
  openAs,
  originsOf,
  shown,
  text,
  truth,
  truthOf,
  unsupported,
} from "./value.ts";

/** The classes of Java whose instances are known for what they are. */
const CLASSES: Readonly<Record<string, (value: Value) => boolean>> = {
  Object: () => true,
  String: (value) => value.kind === "string" && !value.interpolated && value.pattern !== true,
  CharSequence: (value) => value.kind === "string" && value.pattern !== true,
  GString: (value) => value.kind === "string" && value.interpolated,
  List: (value) => value.kind === "list" && (value.shape === undefined || value.shape === "range"),
  Collection: isCollection,
  Iterable: isCollection,
  ArrayList: (value) => value.kind === "list" && value.shape === undefined,
  Set: (value) => value.kind === "list" && value.shape === "set",
  Map: (value) => value.kind === "map" && value.entryOf === undefined,
  LinkedHashMap: (value) => value.kind === "map" && value.entryOf === undefined,
  HashMap: (value) => value.kind === "map" && value.entryOf === undefined,
  Boolean: (value) => value.kind === "boolean",
  Number: (value) => value.kind === "number" && value.unit === undefined,
  Integer: (value) => isWhole(value) && value.width === undefined,
  Long: (value) => isWhole(value) && value.width === "long",
  BigDecimal: (value) => value.kind === "number" && value.scale !== undefined && value.double !== true,
  MemoryUnit: (value) => value.kind === "number" && value.unit === "memory",
  Duration: (value) => value.kind === "number" && value.unit === "duration",
  Closure: (value) => value.kind === "closure",
};

function isCollection(value: Value): boolean {
  return value.kind === "list" && value.shape !== "array" && value.shape !== "matcher";
}

function isWhole(value: Value): value is NumberValue {
  return value.kind === "number" && value.scale === undefined && value.unit === undefined;
}

function classOf(type: string): string {
  return type.replace(/<.*$/s, "").replace(/^java\.(?:util|lang|math)\./, "");
}

/** `operand instanceof type` */
export function instanceOf(operand: Value, type: string, negated: boolean, words: string): Value {
  if (isOpen(operand)) return openAs(operand, words);
  const name = classOf(type);
  if (operand.kind === "object" && operand.constant?.type === name) return truth(!negated);
  const belongs = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
  if (belongs === undefined) return unsupported(words);
  return truth((operand.kind !== "null" && belongs(operand)) !== negated);
}

const WIDTHS: Readonly<Record<string, NumberValue["width"]>> = {
  int: undefined,
  Integer: undefined,
  long: "long",
  Long: "long",
  BigInteger: "big",
};
const PRIMITIVES: ReadonlySet<string> = new Set(["int", "long", "double", "float"]);

/** `value as type` */
export function cast(type: string, value: Value, words: string, meter: Meter): Value {
  if (isOpen(value)) return openAs(value, words);
  if (type === "boolean") return truth(truthOf(value) === true, originsOf(value));
  if (value.kind === "null") return PRIMITIVES.has(type) ? failure(`\`${words}\``) : value;
  switch (type) {
    case "Object":
      return value;
    case "String":
    case "CharSequence": {
      const plain = shown(value, meter);
      return plain === undefined ? unsupported(words) : text(plain, originsOf(value));
    }
    case "Boolean":
      return truth(truthOf(value) === true, originsOf(value));
    case "Integer":
    case "int":
    case "Long":
    case "long":
    case "BigInteger":
    case "BigDecimal":
    case "Double":
    case "double":
      return toNumber(type, value) ?? failure(`\`${words}\` is not of type ${type}`);
    case "MemoryUnit":
      return asQuantity(value, "memory") ?? unsupported(words);
    case "Duration":
      return asQuantity(value, "duration") ?? unsupported(words);
    case "List":
    case "ArrayList":
      if (value.kind !== "list") return unsupported(words);
      if (value.shape === undefined || value.shape === "range") return value;
      return meter.makeItems(value.items.length) ? list([...value.items]) : unsupported(words);
    case "Set":
      return (value.kind === "list" ? setOf(value.items, meter) : undefined) ?? unsupported(words);
    case "Map":
      return value.kind === "map" ? value : unsupported(words);
    case "Path":
      return value.kind === "string" ? value : unsupported(words);
    default:
      return unsupported(words);
  }
}

/** A number of that type; undefined where there is none. */
export function toNumber(type: string, value: Value): Value | undefined {
  const number = value.kind === "string" ? parsed(type, value.value.trim(), value.from) : value;
  if (number?.kind !== "number" || number.unit !== undefined) return undefined;
  if (Object.hasOwn(WIDTHS, type)) return toWhole(number, WIDTHS[type]);
  if (type !== "BigDecimal") return number.double === true ? number : doubleNumber(number.value, number.from);
  if (number.double === true) return numberOf(String(number.value), number.from);
  const decimal = exact(number);
  return decimal === undefined ? number : decimalNumber(decimal, number.from);
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The text of a number as the constructor of its class takes it: whole numbers have to fit. */
function parsed(type: string, written: string, from: NumberValue["from"]): Value | undefined {
  if (!Object.hasOwn(WIDTHS, type)) return NUMBER.test(written) ? numberOf(written, from) : undefined;
  if (!/^[+-]?\d{1,400}$/.test(written)) return undefined;
  const digits = BigInt(written.replace("+", ""));
  const width = WIDTHS[type];
  if (width !== "big" && BigInt.asIntN(width === "long" ? 64 : 32, digits) !== digits) return undefined;
  return numberOf(`${digits}g`, from);
}

/** `(type) value`: unlike `as` it makes nothing but a text or a truth of a text. */
export function coerce(type: string, value: Value, words: string, meter: Meter): Value {
  const kept = TEXTUAL.has(type) || value.kind !== "string";
  return kept ? cast(type, value, words, meter) : unsupported(words);
}

const TEXTUAL: ReadonlySet<string> = new Set(["String", "CharSequence", "Object", "boolean", "Boolean", "Path"]);
const ASSIGNABLE: ReadonlySet<string> = new Set([
  ...Object.keys(WIDTHS),
  "String",
  "boolean",
  "Boolean",
  "BigDecimal",
  "double",
  "Double",
  "List",
  "MemoryUnit",
  "Duration",
]);

const PLAIN: ReadonlySet<Value["kind"]> = new Set(["null", "boolean", "number", "string", "list", "map"]);

/** What a variable or parameter of a declared type makes of its value (`String s = "$x"`, `int i = 5.9`). */
export function assigned(type: string, value: Value, meter: Meter): Value {
  const name = classOf(type);
  return ASSIGNABLE.has(name) && PLAIN.has(value.kind) ? coerce(name, value, type, meter) : value;
}

/** `new type(args)` */
export function construct(type: string, args: readonly Value[], words: string, meter: Meter): Value {
  const open = args.find(isOpen);
  if (open !== undefined) return openAs(open, words);
  const [first] = args;
  switch (type) {
    case "String":
      if (first === undefined) return text("");
      return first.kind === "string" && args.length === 1 ? text(first.value, first.from) : unsupported(words);
    case "ArrayList":
    case "LinkedList":
      // A number is how much room it has.
      if (first !== undefined && first.kind !== "list" && first.kind !== "number") return unsupported(words);
      if (first?.kind !== "list") return list([]);
      return meter.makeItems(first.items.length) ? list([...first.items]) : unsupported(words);
    case "HashMap":
    case "LinkedHashMap":
      if (first !== undefined && first.kind !== "map" && first.kind !== "number") return unsupported(words);
      if (first?.kind !== "map") return map();
      return meter.makeItems(first.entries.size) ? map(first.entries) : unsupported(words);
    case "Integer":
    case "Long":
    case "BigDecimal":
    case "MemoryUnit":
    case "Duration":
      return first === undefined || args.length > 1 ? unsupported(words) : cast(type, first, words, meter);
    default:
      return unsupported(words);
  }
}

/** A LinkedHashSet: the first of those that Java's `equals` holds for the same; undefined where they are too many. */
export function setOf(items: readonly Value[], meter: Meter): Value | undefined {
  if (!meter.look((items.length * items.length) / 2)) return undefined;
  const kept = items.filter((item, index) => items.findIndex((other) => javaEquals(other, item, meter)) === index);
  return { ...list(kept), shape: "set" };
}
