/** Methods of strings that take it apart: into letters, lines, words. */
import { setOf } from "../conversions.ts";
import type { ListValue, StringValue, Value } from "../model.ts";
import { list, text } from "../value.ts";
import { textOf, type TextMethods } from "./context.ts";
import { callList } from "./list.ts";
import { findFirst, split } from "./patterns.ts";

const BLANKS = " \t\n\r\f";

export const partMethods: TextMethods = [
  ["toList", (self) => lettersOf(self)],
  ["toSet", (self) => (self.value.length > 1 ? undefined : setOf(lettersOf(self).items))],
  ["readLines", (self) => partsOf(self, linesOf(self.value))],
  ["split", splitBy],
  [
    "tokenize",
    (self, [first]) => {
      const separators = first === undefined ? BLANKS : textOf(first);
      return separators === undefined ? undefined : partsOf(self, tokenize(self.value, separators));
    },
  ],
  [
    "find",
    (self, args, context) => {
      const [first] = args;
      if (first?.kind === "closure") return callList(lettersOf(self), "find", args, context);
      const pattern = textOf(first);
      return pattern === undefined ? undefined : findFirst(self, pattern);
    },
  ],
  ...["each", "eachWithIndex", "collect", "findAll", "any", "every"].map(letterMethod),
];

function partsOf(self: StringValue, parts: readonly string[]): ListValue {
  return list(parts.map((part) => text(part, self.from)));
}

function lettersOf(self: StringValue): ListValue {
  return partsOf(self, self.value.split(""));
}

function linesOf(value: string): readonly string[] {
  return value.split(/\r\n|\n|\r/).slice(0, /[\r\n]$|^$/.test(value) ? -1 : undefined);
}

/** `split()` at blanks, `split(pattern)` as Java does it. */
function splitBy(self: StringValue, [first, ...others]: readonly Value[]): Value | undefined {
  if (first?.kind === "closure" || (first?.kind === "string" && first.pattern === true)) return undefined;
  const pattern = others.length === 0 ? textOf(first) : undefined;
  if (first !== undefined && pattern === undefined) return undefined;
  const parts = pattern === undefined ? tokenize(self.value, BLANKS) : split(pattern, self.value);
  return parts && { ...partsOf(self, parts), shape: "array" };
}

/** Calls a closure for each letter, as the method of lists of that name does. */
function letterMethod(name: string): TextMethods[number] {
  return [
    name,
    (self, args, context) => {
      if (args[0]?.kind !== "closure") return undefined;
      const result = callList(lettersOf(self), name, args, context);
      return name.startsWith("each") && result?.kind === "list" ? self : result;
    },
  ];
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
