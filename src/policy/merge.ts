/** How what several places say of the rules becomes one set of settings, each with the place that decided it. */
import type { Decided, RuleSettings, RuleSetting } from "./policy.ts";

/** Severity and options of each rule, the later one over the earlier one, option by option. */
export function mergeRules(before: RuleSettings, after: RuleSettings | undefined): RuleSettings {
  const merged = new Map(before);
  for (const [id, setting] of after ?? []) merged.set(id, mergeSetting(merged.get(id), setting));
  return merged;
}

function mergeSetting(before: RuleSetting | undefined, after: RuleSetting): RuleSetting {
  return { ...before, ...after, options: { ...before?.options, ...after.options } };
}

/** The options without who decided them. */
export function optionValues(options: Readonly<Record<string, Decided<unknown>>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).map(([key, { value }]) => [key, value]));
}
