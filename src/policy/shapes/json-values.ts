/** Values of JSON where a text is a text and a number a number: unlike in a policy, neither stands for the other. */
import { type Shape, wrongKind } from "./shape.ts";

/** It may be empty. */
export const jsonText: Shape<string> = {
  words: "a text",
  schema: { type: "string" },
  read(tree, reading) {
    if (tree.kind === "scalar" && typeof tree.value === "string") return tree.value;
    return wrongKind(tree, reading, "a text in double quotes");
  },
};

/** A whole number from `minimum` on, however it is spelled: `10` and `1e1`, not `"10"`. */
export function wholeNumber(minimum: number): Shape<number> {
  return {
    words: "a whole number",
    schema: { type: "integer", minimum, maximum: Number.MAX_SAFE_INTEGER },
    read(tree, reading) {
      const value = tree.kind === "scalar" ? tree.value : undefined;
      if (typeof value === "number" && Number.isSafeInteger(value) && value >= minimum) return value;
      return wrongKind(tree, reading, minimum === 0 ? "a whole number" : `a whole number from ${minimum} on`);
    },
  };
}

/** A whole number that is not negative. */
export const jsonCount: Shape<number> = wholeNumber(0);
