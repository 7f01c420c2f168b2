/** The methods of strings. */
import { compile } from "../../regex/index.ts";
import { compareText } from "../comparison.ts";
import { setOf, toNumber } from "../conversions.ts";
import { javaEquals } from "../equality.ts";
import { format } from "./format.ts";
import { callList } from "./list.ts";
import type { MethodCallContext } from "./context.ts";
import { operate } from "../operators.ts";
import { findFirst, replace, replaceBy, split } from "./patterns.ts";
import { LAUNCH, PROJECT } from "../constants.ts";
import type { StringValue, Value } from "../model.ts";
import { failure, list, LONGEST, nothing, text, truth, unknown, whole } from "../value.ts";

/** What `trim()` cuts; `strip()` cuts what Java calls white space, which is all that JavaScript does but no-break spaces. */
const CONTROLS = /^[\0- ]+|[\0- ]+$/g;
const SPACES = /^[^\S\u00A0\u2007\u202F\uFEFF]+|[^\S\u00A0\u2007\u202F\uFEFF]+$/g;

/** The number class that a method of texts asks for or makes. */
const NUMBERS: Readonly<Record<string, string>> = {
  isInteger: "Integer",
  isLong: "Long",
  isBigInteger: "BigInteger",
  isNumber: "BigDecimal",
  isBigDecimal: "BigDecimal",
  isDouble: "Double",
  isFloat: "Double",
  toInteger: "Integer",
  toLong: "Long",
  toBigInteger: "BigInteger",
  toBigDecimal: "BigDecimal",
  toDouble: "Double",
  toFloat: "Double",
};

/** The methods of strings that occur in configurations and directives. Undefined: not one of them. */
export function callText(
  self: StringValue,
  name: string,
  args: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  const { value } = self;
  const [first, second] = args;
  const a = first?.kind === "string" ? first.value : undefined;
  const b = second?.kind === "string" ? second.value : undefined;
  const number = first?.kind === "number" ? first.value : undefined;
  const keep = (changed: string): Value => text(changed, self.from);
  const parts = (items: readonly string[]): Value => list(items.map(keep));

  const type = args.length === 0 && Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
  if (type !== undefined) return numeric(self, name, type);
  switch (name) {
    case "toString":
    case "intern":
    case "toLowerCase":
    case "toUpperCase":
    case "trim":
    case "strip":
    case "capitalize":
    case "uncapitalize":
    case "reverse":
    case "stripIndent":
    case "normalize":
      return keep(simple(name, value));
    case "isEmpty":
      return truth(value === "");
    case "isBlank":
    case "isAllWhitespace":
      return truth(value.replace(SPACES, "") === "");
    case "length":
    case "size":
      return whole(value.length);
    case "toBoolean":
      return truth(["true", "y", "1"].includes(value.trim().toLowerCase()), self.from);
    case "toList":
      return parts(value.split(""));
    case "toSet":
      return value.length > 1 ? undefined : setOf(value.split("").map(keep));
    case "readLines":
      return parts(value.split(/\r\n|\n|\r/).slice(0, /[\r\n]$|^$/.test(value) ? -1 : undefined));
    case "split": {
      if (first?.kind === "closure" || (first?.kind === "string" && first.pattern === true)) return undefined;
      const found =
        first === undefined
          ? tokenize(value, " \t\n\r\f")
          : a === undefined || second !== undefined
            ? undefined
            : split(a, value);
      return found && { ...list(found.map(keep)), shape: "array" };
    }
    case "tokenize": {
      const separators = first === undefined ? " \t\n\r\f" : a;
      return separators === undefined ? undefined : parts(tokenize(value, separators));
    }
    case "substring":
    case "subSequence":
      return slice(value, number, second?.kind === "number" ? second.value : undefined, second !== undefined, keep);
    case "take":
      return number === undefined ? undefined : keep(value.slice(0, Math.max(0, number)));
    case "drop":
      return number === undefined ? undefined : keep(value.slice(Math.max(0, number)));
    case "takeRight":
      return number === undefined ? undefined : keep(number <= 0 ? "" : value.slice(-number));
    case "dropRight":
      return number === undefined ? undefined : keep(number <= 0 ? value : value.slice(0, -number));
    case "charAt":
      return number === undefined || number < 0 ? undefined : at(value, number, keep);
    case "getAt":
      return number === undefined || !Number.isInteger(number) ? undefined : at(value, number, keep);
    case "padLeft":
    case "padRight": {
      if (number === undefined || number > 10_000) return undefined;
      const pad = second === undefined ? " " : b;
      if (pad === undefined || pad === "") return undefined;
      return keep(name === "padLeft" ? value.padStart(number, pad) : value.padEnd(number, pad));
    }
    case "replaceAll":
    case "replaceFirst":
      if (second?.kind === "closure") return replaceBy(self, a, name === "replaceAll", second, context);
      if (second?.kind !== "string") return undefined;
      return replace(value, a, second.value, name === "replaceAll", keep);
    case "formatted":
      return format(value, args);
    case "find":
      if (first?.kind !== "closure") return a === undefined ? undefined : findFirst(value, a, keep);
      return callList(list(value.split("").map(keep)), name, args, context);
    case "each":
    case "eachWithIndex":
    case "collect":
    case "findAll":
    case "any":
    case "every": {
      if (first?.kind !== "closure") return undefined;
      const letters = callList(list(value.split("").map(keep)), name, args, context);
      return name.startsWith("each") && letters?.kind === "list" ? self : letters;
    }
    case "equals":
      return first && truth(javaEquals(self, first));
    case "multiply":
      return first && operate("*", self, first, context.words);
    case "concat":
    case "plus":
      return first && operate("+", self, first, context.words);
    case "minus":
      return first && operate("-", self, first, context.words);
    case "repeat":
      return number === undefined || number < 0 || !(number * value.length <= LONGEST)
        ? undefined
        : keep(value.repeat(number));
    default:
  }
  // With a second argument these start somewhere else: only `replace` is followed with one.
  if (a === undefined || (second !== undefined && name !== "replace")) return undefined;
  switch (name) {
    case "contains":
      return truth(value.includes(a));
    case "containsIgnoreCase":
      return truth(value.toLowerCase().includes(a.toLowerCase()));
    case "startsWith":
      return truth(value.startsWith(a));
    case "endsWith":
      return truth(value.endsWith(a));
    case "startsWithIgnoreCase":
      return truth(value.toLowerCase().startsWith(a.toLowerCase()));
    case "endsWithIgnoreCase":
      return truth(value.toLowerCase().endsWith(a.toLowerCase()));
    case "equalsIgnoreCase":
      return truth(value.toLowerCase() === a.toLowerCase());
    case "compareTo":
      return whole(compareText(value, a));
    case "indexOf":
      return whole(value.indexOf(a));
    case "lastIndexOf":
      return whole(value.lastIndexOf(a));
    case "count":
      return whole(countOf(value, a));
    case "replace":
      return b === undefined || value.length * (b.length + 1) > LONGEST * 10
        ? undefined
        : keep(value.replaceAll(a, () => b));
    case "takeBefore":
      return keep(value.includes(a) ? value.slice(0, value.indexOf(a)) : "");
    case "takeAfter":
      return keep(value.includes(a) ? value.slice(value.indexOf(a) + a.length) : "");
    case "matches": {
      const regex = compile(a);
      const result = "problem" in regex ? undefined : regex.matches(value);
      return result === undefined ? undefined : truth(result);
    }
    default:
      return undefined;
  }
}

/** Overlapping ones too, and an empty text is found in front of every letter and at the end. */
function countOf(value: string, wanted: string): number {
  let count = 0;
  for (let at = value.indexOf(wanted); at !== -1 && at <= value.length; count += 1) {
    at = at === value.length ? -1 : value.indexOf(wanted, at + 1);
  }
  return count;
}

/** `isInteger()`, `toInteger()` and their kin. */
function numeric(self: StringValue, name: string, type: string): Value | undefined {
  const written = /^(?:is|to)(?:Double|Float)$/.test(name)
    ? self.value.trim().replace(/(?<=[\d.])[dDfF]$/, "")
    : self.value;
  const number = toNumber(type, { ...self, value: written });
  if (name.startsWith("is")) {
    return type === "Double" && /^[+-]?(?:NaN|Infinity|0x.*)$/i.test(written) ? undefined : truth(number !== undefined);
  }
  return number ?? failure(`For input string: "${self.value}"`);
}

function simple(name: string, value: string): string {
  switch (name) {
    case "toLowerCase":
      return value.toLowerCase();
    case "toUpperCase":
      return value.toUpperCase();
    case "strip":
      return value.replace(SPACES, "");
    case "trim":
      return value.replace(CONTROLS, "");
    case "capitalize":
      return value.charAt(0).toUpperCase() + value.slice(1);
    case "uncapitalize":
      return value.charAt(0).toLowerCase() + value.slice(1);
    case "reverse":
      return Array.from(value).reverse().join("");
    case "stripIndent":
      return stripIndent(value);
    case "normalize":
      return value.replace(/\r\n?/g, "\n");
    default:
      return value;
  }
}

function stripIndent(value: string): string {
  const lines = value.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const indent = indents.reduce((least, width) => Math.min(least, width), Infinity);
  return lines.map((line) => line.slice(indent)).join("\n");
}

/** Cuts at any of the characters; empty parts are left out. */
function tokenize(value: string, separators: string): string[] {
  const items: string[] = [];
  let item = "";
  for (const unit of value) {
    if (separators.includes(unit)) {
      if (item !== "") items.push(item);
      item = "";
    } else item += unit;
  }
  if (item !== "") items.push(item);
  return items;
}

function slice(
  value: string,
  from: number | undefined,
  to: number | undefined,
  bounded: boolean,
  keep: (changed: string) => Value,
): Value | undefined {
  if (from === undefined || (bounded && to === undefined)) return undefined;
  const end = to ?? value.length;
  if (from < 0 || end > value.length || from > end) return failure("String index out of range");
  return keep(value.slice(from, end));
}

function at(value: string, index: number, keep: (changed: string) => Value): Value {
  const letter = value.at(index);
  return letter === undefined ? failure("String index out of range") : keep(letter);
}

/** `x.y` on a string: the few properties that paths have. */
export function textProperty(self: StringValue, name: string): Value | undefined {
  // The directories of a run, of which only the names below are known (paths.ts).
  if (self.value === PROJECT || self.value === LAUNCH) {
    return unknown("runtime-input", `What ${self.value} is called is known only where it is.`, `${self.value}.${name}`);
  }
  const slash = self.value.lastIndexOf("/");
  const file = self.value.slice(slash + 1);
  const point = file.lastIndexOf(".");
  switch (name) {
    case "parent":
      if (slash === -1 || self.value === "/") return nothing;
      return text(self.value.slice(0, Math.max(slash, 1)), self.from);
    case "name":
      return text(file, self.from);
    case "baseName":
      return text(point === -1 ? file : file.slice(0, point), self.from);
    case "simpleName":
      return text(/^\.?[^.]*/.exec(file)![0], self.from);
    case "extension":
      return text(point === -1 ? "" : file.slice(point + 1), self.from);
    default:
      return undefined;
  }
}
