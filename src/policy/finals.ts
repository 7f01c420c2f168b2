/** Which settings loosen what is final, and what of a rule may be excused at all. */
import type { Location } from "../model.ts";
import type { Decided, Final, RuleSetting } from "./policy.ts";
import { ruleOf } from "./rules/index.ts";
import { ruleTightening } from "./rules/tightening.ts";

/** What is said of a rule, setting by setting, as they are written. */
export function settingsOf({ level, enforceFrom, options }: RuleSetting): [name: string, said: Decided<unknown>][] {
  return [
    ...(level === undefined ? [] : [["severity", level] satisfies [string, Decided<unknown>]]),
    ...(enforceFrom === undefined ? [] : [["enforce-from", enforceFrom] satisfies [string, Decided<unknown>]]),
    ...Object.entries(options),
  ];
}

/** What holds of a setting, by default too; undefined where nothing does. */
export function valueOf(id: string, setting: RuleSetting | undefined, name: string): unknown {
  if (name === "severity") return setting?.level?.value ?? ruleOf(id)?.severity;
  if (name === "enforce-from") return setting?.enforceFrom?.value;
  return setting?.options[name]?.value ?? ruleOf(id)?.options[name]?.fallback;
}

/** The settings by which `after` would loosen `before`, of those that are final. */
export function looserSettings(
  final: Final,
  before: RuleSetting | undefined,
  after: RuleSetting,
): [name: string, said: Decided<unknown>][] {
  return settingsOf(after).filter(
    ([name, { value }]) =>
      (final.settings === true || final.settings.includes(name)) &&
      !ruleTightening(final.rule, name).allows(valueOf(final.rule, before, name), value),
  );
}

/** What is left of a setting without what would loosen the one before it. */
export function withoutLooser(
  finals: readonly Final[],
  before: RuleSetting | undefined,
  after: RuleSetting,
): RuleSetting {
  const dropped = new Set(finals.flatMap((final) => looserSettings(final, before, after)).map(([name]) => name));
  if (dropped.size === 0) return after;
  const { level, enforceFrom, options, ...rest } = after;
  return {
    ...rest,
    ...(level !== undefined && !dropped.has("severity") && { level }),
    ...(enforceFrom !== undefined && !dropped.has("enforce-from") && { enforceFrom }),
    options: Object.fromEntries(Object.entries(options).filter(([name]) => !dropped.has(name))),
  };
}

/**
 * Where a rule is final so that somebody else may not excuse it: only final terms in the same family say that one may.
 * `terms`: `waivers` for waivers of the policy `file`; `ignores` for comments in the files that are checked.
 */
export function unexcusable(
  finals: readonly Final[],
  rule: string,
  terms: "waivers" | "ignores",
  file?: string,
): Location | undefined {
  return finals.find(
    (final) =>
      final.rule === rule &&
      (file === undefined || !final.family.has(file)) &&
      !finals.some((other) => other.rule === terms && final.family.has(other.by.file)),
  )?.by;
}
