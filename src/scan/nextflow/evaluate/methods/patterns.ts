/** The methods of strings that take a regular expression. */
import { compile } from "../../regex/index.ts";
import type { StringValue, Value } from "../model.ts";
import { LONGEST, nothing, shown, text, truth } from "../value.ts";
import { textOf, type MethodCallContext, type TextMethods } from "./context.ts";

export const patternMethods: TextMethods = [
  ["replaceAll", (self, args, context) => replace(self, args, true, context)],
  ["replaceFirst", (self, args, context) => replace(self, args, false, context)],
  [
    "matches",
    (self, [pattern, ...others]) => {
      const regex = pattern?.kind === "string" && others.length === 0 ? compile(pattern.value) : undefined;
      const result = regex === undefined || "problem" in regex ? undefined : regex.matches(self.value);
      return result === undefined ? undefined : truth(result);
    },
  ],
];

export function split(pattern: string, value: string): readonly string[] | undefined {
  const regex = compile(pattern);
  return "problem" in regex ? undefined : regex.split(value);
}

/** `find(pattern)` */
export function findFirst(self: StringValue, pattern: string): Value | undefined {
  const regex = compile(pattern);
  const matches = "problem" in regex ? undefined : regex.all(self.value);
  if (matches === undefined) return undefined;
  const first = matches[0]?.[0];
  return first === undefined ? nothing : text(first, self.from);
}

function replace(
  self: StringValue,
  [first, second]: readonly Value[],
  every: boolean,
  context: MethodCallContext,
): Value | undefined {
  const pattern = textOf(first);
  if (second?.kind === "closure") return replaceBy(self, pattern, every, second, context);
  const replacement = textOf(second);
  if (pattern === undefined || replacement === undefined) return undefined;
  if (self.value.length * (replacement.length + 1) > LONGEST * 10) return undefined;
  const regex = compile(pattern);
  const result = "problem" in regex ? undefined : regex.replace(self.value, replacement, every);
  return result === undefined ? undefined : text(result, self.from);
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
