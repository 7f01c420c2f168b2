/** The methods of strings that take a regular expression. */
import { compile } from "../../regex/index.ts";
import type { MethodCallContext } from "./context.ts";
import type { StringValue, Value } from "../model.ts";
import { LONGEST, nothing, shown, text } from "../value.ts";

export function split(pattern: string, value: string): readonly string[] | undefined {
  const regex = compile(pattern);
  return "problem" in regex ? undefined : regex.split(value);
}

export function findFirst(value: string, pattern: string, keep: (found: string) => Value): Value | undefined {
  const regex = compile(pattern);
  const found = "problem" in regex ? undefined : regex.all(value);
  if (found === undefined) return undefined;
  const whole = found[0]?.[0];
  return whole === undefined ? nothing : keep(whole);
}

export function replace(
  value: string,
  pattern: string | undefined,
  replacement: string,
  every: boolean,
  keep: (changed: string) => Value,
): Value | undefined {
  if (pattern === undefined || value.length * (replacement.length + 1) > LONGEST * 10) return undefined;
  const regex = compile(pattern);
  const result = "problem" in regex ? undefined : regex.replace(value, replacement, every);
  return result === undefined ? undefined : keep(result);
}

/** `replaceAll(pattern) { found -> … }`, for patterns without groups. */
export function replaceBy(
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
