import { originsOf, shown, text, type Value } from "./value.ts";

/** `%s`, `%d` and `%%`; anything else of `java.util.Formatter` is left open. */
export function format(pattern: string, args: readonly Value[]): Value | undefined {
  const values = args.map((arg) => shown(arg));
  if (values.includes(undefined)) return undefined;
  let next = 0;
  let known = true;
  const result = pattern.replace(/%(.?)/g, (_, letter: string) => {
    if (letter === "%") return "%";
    if (letter !== "s" && letter !== "d") known = false;
    return values[next++] ?? "";
  });
  return known && next <= values.length ? text(result, args.flatMap(originsOf)) : undefined;
}
