/** The methods of strings that occur in configurations and directives. */
import { javaEquals } from "../equality.ts";
import type { StringValue, Value } from "../model.ts";
import { operate } from "../operators.ts";
import { truth, whole } from "../value.ts";
import type { MethodCallContext, TextMethods } from "./context.ts";
import { format } from "./format.ts";
import { patternMethods } from "./patterns.ts";
import { changingMethods, strip } from "./text-changes.ts";
import { numericMethods } from "./text-numbers.ts";
import { partMethods } from "./text-parts.ts";
import { placeMethods } from "./text-places.ts";
import { searchMethods } from "./text-search.ts";

/** Methods for all of a string and its operators. */
const generalMethods: TextMethods = [
  ["isEmpty", ({ value }) => truth(value === "")],
  ["isBlank", ({ value }) => truth(strip(value) === "")],
  ["isAllWhitespace", ({ value }) => truth(strip(value) === "")],
  ["length", ({ value }) => whole(value.length)],
  ["size", ({ value }) => whole(value.length)],
  ["toBoolean", ({ value, from }) => truth(["true", "y", "1"].includes(value.trim().toLowerCase()), from)],
  ["formatted", ({ value }, args, context) => format(value, args, context)],
  ["equals", (self, [other], { run }) => other && truth(javaEquals(self, other, run.meter))],
  ["multiply", (self, [other], { words, run }) => other && operate("*", self, other, words, run.meter)],
  ["concat", (self, [other], { words, run }) => other && operate("+", self, other, words, run.meter)],
  ["plus", (self, [other], { words, run }) => other && operate("+", self, other, words, run.meter)],
  ["minus", (self, [other], { words, run }) => other && operate("-", self, other, words, run.meter)],
];

const METHODS = new Map([
  ...generalMethods,
  ...changingMethods,
  ...numericMethods,
  ...partMethods,
  ...placeMethods,
  ...searchMethods,
  ...patternMethods,
]);

/** Undefined: not one of them, or one that is not followed here. */
export function callText(
  self: StringValue,
  name: string,
  args: readonly Value[],
  context: MethodCallContext,
): Value | undefined {
  return METHODS.get(name)?.(self, args, context);
}
