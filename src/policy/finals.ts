/** Which settings loosen what is final, and what of a rule may be excused at all. */
import type { Location } from "../model.ts";
import type { DatedSetting, Decided, Final, RuleSetting } from "./policy.ts";
import { mergeSetting, settingOn, withoutSettings } from "./merge.ts";
import { ruleOf } from "./rules/index.ts";
import { ruleTightening } from "./rules/tightening.ts";

/** What is said of a rule, setting by setting, as they are written. */
export function settingsOf({
  level,
  enforceFrom,
  options,
}: DatedSetting & Pick<RuleSetting, "enforceFrom">): [name: string, said: Decided<unknown>][] {
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

/** A value of a setting as one would write it; undefined as it is. */
export function writtenValue(id: string, name: string, value: unknown): unknown {
  return value === undefined ? undefined : (ruleOf(id)?.options[name]?.shape.write?.(value) ?? value);
}

/** A setting that loosens another one, on a day; empty: before all days that either names. */
export interface Looser {
  readonly name: string;
  readonly said: Decided<unknown>;
  readonly day: string;
}

/** The settings by which `after` would loosen `before` on some day, of those that are final. */
export function looserSettings(final: Final, before: RuleSetting | undefined, after: RuleSetting): Looser[] {
  const merged = mergeSetting(before, after);
  const own = new Set([after, ...(after.from?.values() ?? [])].flatMap(settingsOf).map(([, said]) => said));
  return ["", ...(merged.from?.keys() ?? [])].sort().flatMap((day) => {
    const held = before && settingOn(before, day);
    return settingsOf(settingOn(merged, day)).flatMap(([name, said]) => {
      const isFinal = final.settings === true || final.settings.includes(name);
      const isLooser = !ruleTightening(final.rule, name).allows(valueOf(final.rule, held, name), said.value);
      return isFinal && isLooser && own.has(said) ? [{ name, said, day }] : [];
    });
  });
}

/** What is left of a setting without what would loosen the one before it. */
export function withoutLooser(
  finals: readonly Final[],
  before: RuleSetting | undefined,
  after: RuleSetting,
): RuleSetting {
  const dropped = new Set(finals.flatMap((final) => looserSettings(final, before, after)).map(({ name }) => name));
  if (dropped.size === 0) return after;
  const { by, enforceFrom, from } = after;
  return {
    by,
    ...withoutSettings(after, dropped),
    ...(enforceFrom !== undefined && !dropped.has("enforce-from") && { enforceFrom }),
    ...(from !== undefined && { from: new Map([...from].map(([day, said]) => [day, withoutSettings(said, dropped)])) }),
  };
}

/**
 * Where a rule is final so that somebody else may not excuse it: only final terms in the same family say that one may.
 * `terms`: `waivers` for waivers of the policy `file`; `ignores` for comments in the files that are checked;
 * `baseline` for what the repository knows.
 */
export function unexcusable(
  finals: readonly Final[],
  rule: string,
  terms: "waivers" | "ignores" | "baseline",
  file?: string,
): Location | undefined {
  return finals.find(
    (final) =>
      final.rule === rule &&
      (file === undefined || !final.family.has(file)) &&
      !finals.some((other) => other.rule === terms && final.family.has(other.by.file)),
  )?.by;
}
