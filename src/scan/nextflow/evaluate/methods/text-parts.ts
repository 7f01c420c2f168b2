/** Methods of strings that take it apart: into letters, lines, words. */
import { setOf } from "../conversions.ts";
import type { ListValue, StringValue, Value } from "../model.ts";
import { affordsSearch, list, LONGEST, text } from "../value.ts";
import { textOf, type MethodCallContext, type TextMethods } from "./context.ts";
import { callList } from "./list.ts";
import { findFirst, split } from "./patterns.ts";

const BLANKS = " \t\n\r\f";

export const partMethods: TextMethods = [
  ["toList", (self, _, context) => lettersOf(self, context)],
  [
    "toSet",
    (self, _, { run }) =>
      self.value.length > 1
        ? undefined
        : setOf(
            [self].filter(({ value }) => value !== ""),
            run.meter,
          ),
  ],
  ["readLines", (self, _, context) => partsOf(self, linesOf(self.value), context)],
  ["split", splitBy],
  [
    "tokenize",
    (self, [first], context) => {
      const separators = first === undefined ? BLANKS : textOf(first);
      if (separators === undefined || !affordsSearch(self.value, separators, context.run.meter)) return undefined;
      return partsOf(self, tokenize(self.value, separators), context);
    },
  ],
  [
    "find",
    (self, args, context) => {
      const [first] = args;
      if (first?.kind === "closure") return callLetters(self, "find", args, context);
      const pattern = textOf(first);
      return pattern === undefined ? undefined : findFirst(self, pattern, context.run.meter);
    },
  ],
  ...["each", "eachWithIndex", "collect", "findAll", "any", "every"].map(letterMethod),
];

function partsOf(self: StringValue, parts: readonly string[], { run }: MethodCallContext): ListValue | undefined {
  const affords = parts.length <= LONGEST && run.meter.read(self.value.length) && run.meter.makeItems(parts.length * 2);
  return affords ? list(parts.map((part) => text(part, self.from))) : undefined;
}

function lettersOf(self: StringValue, context: MethodCallContext): ListValue | undefined {
  return partsOf(self, self.value.split(""), context);
}

function callLetters(
  self: StringValue,
  name: string,
  args: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  const letters = lettersOf(self, context);
  return letters && callList(letters, name, args, context);
}

function linesOf(value: string): readonly string[] {
  return value.split(/\r\n|\n|\r/).slice(0, /[\r\n]$|^$/.test(value) ? -1 : undefined);
}

/** `split()` at blanks, `split(pattern)` as Java does it. */
function splitBy(
  self: StringValue,
  [first, ...others]: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  if (first?.kind === "closure" || (first?.kind === "string" && first.pattern === true)) return undefined;
  const pattern = others.length === 0 ? textOf(first) : undefined;
  if (first !== undefined && pattern === undefined) return undefined;
  const { meter } = context.run;
  const parts = pattern === undefined ? tokenize(self.value, BLANKS) : split(pattern, self.value, meter);
  const found = parts && partsOf(self, parts, context);
  return found && { ...found, shape: "array" };
}

/** Calls a closure for each letter, as the method of lists of that name does. */
function letterMethod(name: string): TextMethods[number] {
  return [
    name,
    (self, args, context) => {
      if (args[0]?.kind !== "closure") return undefined;
      const result = callLetters(self, name, args, context);
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
