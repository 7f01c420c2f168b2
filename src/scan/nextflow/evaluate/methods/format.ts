/** `String.format`. */
import type { Value } from "../model.ts";
import { failure, originsOf, shown, text } from "../value.ts";

/** `%s`, `%d` and `%%`; anything else of `java.util.Formatter` is left open. */
export function format(pattern: string, args: readonly Value[]): Value | undefined {
  let next = 0;
  let refused = false;
  let followed = true;
  const result = pattern.replace(/%(.?)/gs, (_, letter: string) => {
    if (letter === "%") return "%";
    const arg = args[next++];
    const piece = arg === undefined ? "" : shown(arg);
    if (piece === undefined || (letter !== "s" && letter !== "d")) followed = false;
    else if (arg === undefined || (letter === "d" && !isWhole(arg))) refused = true;
    return piece ?? "";
  });
  if (!followed) return undefined;
  return refused ? failure(`\`${pattern}\` does not fit what it is given`) : text(result, args.flatMap(originsOf));
}

function isWhole(value: Value): boolean {
  return value.kind === "null" || (value.kind === "number" && value.scale === undefined && value.unit === undefined);
}
