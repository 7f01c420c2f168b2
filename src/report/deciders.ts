/** Who decided what of a rule, in words. */
import type { DecidedBy, Decider } from "../model.ts";
import { lineOf } from "../way.ts";

/** `policy.yml:12 (severity :13, at-least build :14)`: where the rule is named, its options, and what is decided on other lines. */
export function decidersInWords(
  { rule, severity, enforceFrom, options }: DecidedBy,
  values: Readonly<Record<string, string>> = {},
): string {
  const named = deciderInWords(rule);
  const decided = Object.entries({ severity, "enforce-from": enforceFrom, ...options });
  const said = decided.flatMap(([what, by]) => {
    if (by === undefined || by === "default") return [];
    const place = deciderInWords(by);
    const isNear = typeof by === "object" && typeof rule === "object" && by.file === rule.file;
    const where = place === named ? [] : [isNear ? `:${by.line}` : place];
    const words = [what, values[what] ?? [], where].flat();
    return words.length === 1 ? [] : [words.join(" ")];
  });
  return said.length === 0 ? named : `${named} (${said.join(", ")})`;
}

function deciderInWords(by: Decider): string {
  if (by === "default") return "by default";
  if (by === "lock") return "by the lock that is there";
  return by === "platform" ? "by the platform that was asked for" : lineOf(by);
}
