/** How what several places say of the rules becomes one set of settings, each with the place that decided it. */
import type { DatedSetting, Decided, RuleSettings, RuleSetting } from "./policy.ts";

/** Severity and options of each rule, the later one over the earlier one, option by option. */
export function mergeRules(before: RuleSettings, after: RuleSettings | undefined): RuleSettings {
  const merged = new Map(before);
  for (const [id, setting] of after ?? []) merged.set(id, mergeSetting(merged.get(id), setting));
  return merged;
}

/** The later one over the earlier one, option by option. */
export function mergeSetting(before: RuleSetting | undefined, after: RuleSetting): RuleSetting {
  const from = mergeDates(before, after);
  const options = { ...before?.options, ...after.options };
  return { ...before, ...after, options, ...(from !== undefined && { from }) };
}

/** Day by day; what is said without a day holds on every day. */
function mergeDates(before: RuleSetting | undefined, after: RuleSetting): RuleSetting["from"] {
  if (before?.from === undefined) return after.from;
  const dates = new Map([...before.from].map(([day, said]) => [day, withoutSettings(said, settingNames(after))]));
  for (const [day, said] of after.from ?? []) dates.set(day, over(dates.get(day), said));
  return dates;
}

function over<T extends DatedSetting>(before: T | undefined, after: DatedSetting): T | DatedSetting {
  return { ...before, ...after, options: { ...before?.options, ...after.options } };
}

function settingNames({ level, options }: DatedSetting): ReadonlySet<string> {
  return new Set([...(level === undefined ? [] : ["severity"]), ...Object.keys(options)]);
}

/** What is left without some of the settings. */
export function withoutSettings({ level, options }: DatedSetting, names: ReadonlySet<string>): DatedSetting {
  return {
    ...(level !== undefined && !names.has("severity") && { level }),
    options: Object.fromEntries(Object.entries(options).filter(([name]) => !names.has(name))),
  };
}

/** The setting as it holds on a day (ISO date, UTC); of the empty text it has what holds before all days. */
export function settingOn(setting: RuleSetting, day: string): RuleSetting {
  const begun = [...(setting.from ?? [])].filter(([first]) => first <= day).sort(([a], [b]) => (a < b ? -1 : 1));
  return begun.reduce<RuleSetting>((before, [, said]) => ({ ...before, ...over(before, said) }), setting);
}

/** The options without who decided them. */
export function optionValues(options: Readonly<Record<string, Decided<unknown>>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).map(([key, { value }]) => [key, value]));
}
