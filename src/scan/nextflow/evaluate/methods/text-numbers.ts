/** Methods of strings that ask whether it is a number, or make one of it. */
import { toNumber } from "../conversions.ts";
import type { StringValue, Value } from "../model.ts";
import { failure, truth } from "../value.ts";
import type { TextMethods } from "./context.ts";

/** The class of numbers that a method asks for or makes. */
const CLASSES: readonly (readonly [name: string, type: string])[] = [
  ["isInteger", "Integer"],
  ["isLong", "Long"],
  ["isBigInteger", "BigInteger"],
  ["isNumber", "BigDecimal"],
  ["isBigDecimal", "BigDecimal"],
  ["isDouble", "Double"],
  ["isFloat", "Double"],
  ["toInteger", "Integer"],
  ["toLong", "Long"],
  ["toBigInteger", "BigInteger"],
  ["toBigDecimal", "BigDecimal"],
  ["toDouble", "Double"],
  ["toFloat", "Double"],
];

export const numericMethods: TextMethods = CLASSES.map(([name, type]) => [
  name,
  (self, args) => (args.length === 0 ? numeric(self, name, type) : undefined),
]);

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
