import { compile } from "../java-regex.ts";
import type { MethodCallContext } from "./methods.ts";
import { callList } from "./collection-methods.ts";
import { format } from "./format.ts";
import {
  failure,
  list,
  LONGEST,
  nothing,
  numberOf,
  shown,
  text,
  truth,
  whole,
  type StringValue,
  type Value,
} from "./value.ts";

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d{1,10}$/;

/** The methods of strings that occur in configurations and directives. Undefined: not one of them. */
export function callText(
  self: StringValue,
  name: string,
  args: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  const { value } = self;
  const [first, second] = args;
  const a = first === undefined ? undefined : shown(first);
  const b = second === undefined ? undefined : shown(second);
  const number = first?.kind === "number" ? first.value : undefined;
  const keep = (changed: string): Value => text(changed, self.from);
  const parts = (items: readonly string[]): Value => list(items.map(keep));

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
      return truth(value.trim() === "");
    case "length":
    case "size":
      return whole(value.length);
    case "isInteger":
      return truth(INTEGER.test(value.trim()) && Math.abs(Number(value)) < 2 ** 31);
    case "isLong":
    case "isBigInteger":
      return truth(/^[+-]?\d+$/.test(value.trim()));
    case "isNumber":
    case "isDouble":
    case "isFloat":
    case "isBigDecimal":
      return truth(NUMBER.test(value.trim()));
    case "toInteger":
    case "toLong":
    case "toBigInteger":
      return /^[+-]?\d+$/.test(value.trim()) ? whole(Number(value), self.from) : undefined;
    case "toFloat":
    case "toDouble":
      return NUMBER.test(value.trim()) ? numberOf(`${Number(value)}d`, self.from) : undefined;
    case "toBigDecimal":
      return NUMBER.test(value.trim()) ? numberOf(value.trim(), self.from) : undefined;
    case "toBoolean":
      return truth(["true", "y", "1"].includes(value.trim().toLowerCase()), self.from);
    case "toList":
    case "chars":
      return parts(value.split(""));
    case "readLines":
      return parts(value.split(/\r\n|\n|\r/));
    case "split":
      if (second !== undefined) return undefined;
      if (a === undefined) return first === undefined ? parts(value.trim().split(/\s+/)) : undefined;
      return split(a, value, parts);
    case "tokenize":
      return parts(tokenize(value, first === undefined ? " \t\n\r\f" : a));
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
    case "getAt":
      return number === undefined ? undefined : at(value, number, keep);
    case "padLeft":
    case "padRight": {
      if (number === undefined || number > 10_000) return undefined;
      const pad = b ?? " ";
      return keep(name === "padLeft" ? value.padStart(number, pad) : value.padEnd(number, pad));
    }
    case "replaceAll":
    case "replaceFirst":
      if (second?.kind === "closure") return replaceBy(self, a, name === "replaceAll", second, context);
      return replace(value, a, b, name === "replaceAll", keep);
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
    case "multiply":
      return number === undefined || number < 0 || number * value.length > 10_000
        ? undefined
        : keep(value.repeat(number));
    default:
  }
  if (a === undefined) return undefined;
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
    case "equals":
      return truth(first?.kind === "string" && first.interpolated === self.interpolated && value === a);
    case "equalsIgnoreCase":
      return truth(value.toLowerCase() === a.toLowerCase());
    case "compareTo":
      return whole(value < a ? -1 : value > a ? 1 : 0);
    case "indexOf":
      return whole(value.indexOf(a));
    case "lastIndexOf":
      return whole(value.lastIndexOf(a));
    case "count":
      return whole(a === "" ? 0 : value.split(a).length - 1);
    case "concat":
    case "plus":
      return value.length + a.length > LONGEST
        ? undefined
        : text(value + a, [...self.from, ...("from" in first! ? first.from : [])]);
    case "minus": {
      const found = value.indexOf(a);
      return keep(found === -1 ? value : value.slice(0, found) + value.slice(found + a.length));
    }
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

function simple(name: string, value: string): string {
  switch (name) {
    case "toLowerCase":
      return value.toLowerCase();
    case "toUpperCase":
      return value.toUpperCase();
    case "trim":
    case "strip":
      return value.trim();
    case "capitalize":
      return value.charAt(0).toUpperCase() + value.slice(1);
    case "uncapitalize":
      return value.charAt(0).toLowerCase() + value.slice(1);
    case "reverse":
      return value.split("").reverse().join("");
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
  const indent = Math.min(...(indents.length === 0 ? [0] : indents));
  return lines.map((line) => line.slice(indent)).join("\n");
}

function split(pattern: string, value: string, parts: (items: readonly string[]) => Value): Value | undefined {
  const regex = compile(pattern);
  const items = "problem" in regex ? undefined : regex.split(value);
  return items === undefined ? undefined : parts(items);
}

/** Cuts at any of the characters; empty parts are left out. */
function tokenize(value: string, separators: string | undefined): string[] {
  const items: string[] = [];
  let item = "";
  for (const unit of value) {
    if (separators?.includes(unit) === true) {
      if (item !== "") items.push(item);
      item = "";
    } else item += unit;
  }
  if (item !== "") items.push(item);
  return items;
}

function findFirst(value: string, pattern: string, keep: (found: string) => Value): Value | undefined {
  const regex = compile(pattern);
  const found = "problem" in regex ? undefined : regex.all(value);
  if (found === undefined) return undefined;
  return found[0] === undefined ? nothing : keep(found[0][0] ?? "");
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

function at(value: string, index: number, keep: (changed: string) => Value): Value | undefined {
  const position = index < 0 ? value.length + index : index;
  return position < 0 || position >= value.length ? undefined : keep(value[position]!);
}

function replace(
  value: string,
  pattern: string | undefined,
  replacement: string | undefined,
  every: boolean,
  keep: (changed: string) => Value,
): Value | undefined {
  if (pattern === undefined) return undefined;
  const regex = compile(pattern);
  if (value.length * ((replacement?.length ?? 0) + 1) > LONGEST * 10) return undefined;
  const result = "problem" in regex ? undefined : regex.replace(value, replacement ?? "", every);
  return result === undefined ? undefined : keep(result);
}

/** `replaceAll(pattern) { found -> … }`, for patterns without groups. */
function replaceBy(
  self: StringValue,
  pattern: string | undefined,
  every: boolean,
  closure: Value,
  context: MethodCallContext,
): Value | undefined {
  if (pattern === undefined || /[()]/.test(pattern)) return undefined;
  const regex = compile(pattern);
  if ("problem" in regex) return undefined;
  const parts = regex.replace(self.value, "\u0000$0\u0000", every)?.split("\u0000");
  if (parts === undefined || self.value.includes("\u0000")) return undefined;
  let result = "";
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 0) result += part;
    else {
      const inserted = shown(context.invoke(closure, [text(part)]));
      if (inserted === undefined) return undefined;
      result += inserted;
    }
  }
  return text(result, self.from);
}

/** `x.y` on a string: the few properties that paths and strings have. */
export function textProperty(self: StringValue, name: string): Value | undefined {
  const file = self.value.slice(self.value.lastIndexOf("/") + 1);
  const point = file.lastIndexOf(".");
  switch (name) {
    case "parent":
      return self.value.includes("/") ? text(self.value.slice(0, self.value.lastIndexOf("/")), self.from) : nothing;
    case "name":
      return text(file, self.from);
    case "baseName":
      return text(point === -1 ? file : file.slice(0, point), self.from);
    case "simpleName":
      return text(file.split(".")[0]!, self.from);
    case "extension":
      return text(point === -1 ? "" : file.slice(point + 1), self.from);
    default:
      return undefined;
  }
}
