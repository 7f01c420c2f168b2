/** `String.format`. */
import type { Value } from "../model.ts";
import { failure, LONGEST, originsOfAll, shown } from "../value.ts";
import { madeText, type MethodCallContext } from "./context.ts";

/** `%s`, `%d` and `%%`; anything else of `java.util.Formatter` is left open. */
export function format(pattern: string, args: readonly Value[], context: MethodCallContext): Value | undefined {
  let next = 0;
  let refused = false;
  let followed = true;
  let length = 0;
  const result = pattern.replace(/%(.?)/gs, (_, letter: string) => {
    if (letter === "%") return "%";
    const arg = args[next++];
    const piece = arg === undefined ? "" : shown(arg, context.run.meter);
    length += piece?.length ?? 0;
    if (piece === undefined || length > LONGEST) {
      followed = false;
      return "";
    }
    if (letter !== "s" && letter !== "d") followed = false;
    else if (arg === undefined || (letter === "d" && !isWhole(arg))) refused = true;
    return piece;
  });
  if (!followed) return undefined;
  return refused
    ? failure(`\`${pattern}\` does not fit what it is given`)
    : madeText(result, originsOfAll(args), context);
}

function isWhole(value: Value): boolean {
  return value.kind === "null" || (value.kind === "number" && value.scale === undefined && value.unit === undefined);
}
