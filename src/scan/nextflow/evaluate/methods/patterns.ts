/** The methods of strings that take a regular expression. */
import type { Meter } from "../../budget/meter.ts";
import { compile } from "../../regex/index.ts";
import type { StringValue, Value } from "../model.ts";
import { LONGEST, nothing, shown, text, truth } from "../value.ts";
import { madeText, textOf, type MethodCallContext, type TextMethods } from "./context.ts";

export const patternMethods: TextMethods = [
  ["replaceAll", (self, args, context) => replace(self, args, true, context)],
  ["replaceFirst", (self, args, context) => replace(self, args, false, context)],
  [
    "matches",
    (self, [pattern, ...others], { run: { meter } }) => {
      const regex = pattern?.kind === "string" && others.length === 0 ? compile(pattern.value, meter) : undefined;
      const result = regex === undefined || "problem" in regex ? undefined : regex.matches(self.value, meter);
      return result === undefined ? undefined : truth(result);
    },
  ],
];

export function split(pattern: string, value: string, meter: Meter): readonly string[] | undefined {
  const regex = compile(pattern, meter);
  return "problem" in regex ? undefined : regex.split(value, meter);
}

/** `find(pattern)` */
export function findFirst(self: StringValue, pattern: string, meter: Meter): Value | undefined {
  const regex = compile(pattern, meter);
  const matches = "problem" in regex ? undefined : regex.all(self.value, meter);
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
  const { meter } = context.run;
  const regex = compile(pattern, meter);
  const result = "problem" in regex ? undefined : regex.replace(self.value, replacement, every, meter);
  return result === undefined ? undefined : madeText(result, self.from, context);
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
  const { meter } = context.run;
  const regex = compile(pattern, meter);
  if ("problem" in regex) return undefined;
  const parts = regex.replace(self.value, "\u0000$0\u0000", every, meter)?.split("\u0000");
  if (parts === undefined || self.value.includes("\u0000")) return undefined;
  let result = "";
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 0) result += part;
    else {
      const inserted = shown(context.invoke(closure, [text(part)]), meter);
      if (inserted === undefined || result.length + inserted.length > LONGEST) return undefined;
      result += inserted;
    }
  }
  return madeText(result, self.from, context);
}
