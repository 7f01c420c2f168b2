/** How what several places say of the rules becomes one set of settings. */
import type { RuleSettings, RuleSetting } from "./policy.ts";

/** Severity and options of each rule, the later one over the earlier one, option by option. */
export function mergeRules(before: RuleSettings, after: RuleSettings | undefined): RuleSettings {
  const merged = new Map(before);
  for (const [id, setting] of after ?? []) merged.set(id, mergeSetting(merged.get(id), setting));
  return merged;
}

function mergeSetting(before: RuleSetting | undefined, after: RuleSetting): RuleSetting {
  const level = after.level ?? before?.level;
  const given = Object.entries(after.options).filter(([, value]) => value !== undefined);
  const enforceFrom = after.enforceFrom ?? before?.enforceFrom;
  return {
    ...(level !== undefined && { level }),
    ...(enforceFrom !== undefined && { enforceFrom }),
    options: { ...before?.options, ...Object.fromEntries(given) },
  };
}
