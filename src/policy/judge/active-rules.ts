/** Which rules hold for an image, with the severity and the options that the policy gives them. */
import type { DecidedBy, HeldLock, Severity } from "../../model.ts";
import { withoutLooser } from "../finals.ts";
import type { Final, Policy, RuleSetting, RuleSettings } from "../policy.ts";
import { architecture } from "../rules/architecture.ts";
import { rules } from "../rules/index.ts";
import { locked } from "../rules/locked.ts";
import type { Rule } from "../rules/rule.ts";
import { scopeMatcher, type ScopeSubject } from "./scope.ts";
import { type Fields, type Values, withFallbacks } from "../shapes/fields.ts";
import { mergeRules, optionValues, settingOn } from "../merge.ts";

/** A rule as it holds for one pull. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
  /** What the severity will be and from when, where that day is still to come: `error from 2027-01-01`. */
  readonly later?: string;
  readonly options: Values<Fields>;
  readonly decidedBy: DecidedBy;
  /** What will hold instead from the next day on which the policy changes it. */
  readonly next?: { readonly day: string; readonly rule: ActiveRule };
}

/**
 * The rules that hold for a pull: what the policy says, then every override that fits it, in order, the later one
 * winning key by key. An override can turn a rule on that is off elsewhere. Built-in rules are on unless turned off, and so
 * is `architecture` where the run is for one platform: who says so wants to know. So is `locked` where a lock is held.
 */
export function activeRules(
  policy: Policy,
  run: ImpliedBy & { readonly now: Date },
): (subject: ScopeSubject) => readonly ActiveRule[] {
  const { finals = [] } = policy;
  const overrides = policy.overrides.map(({ scope, rules: given, location }) => ({
    fits: scopeMatcher(scope),
    given,
    finals: finals.filter(({ family }) => !family.has(location.file)),
  }));
  const { now } = run;
  const base = withImplied(policy, run);
  const known = new Map<string, readonly ActiveRule[]>();
  return (subject) => {
    const fitting = overrides.flatMap((override, index) => (override.fits(subject) ? [index] : []));
    const key = fitting.join();
    let active = known.get(key);
    if (active === undefined) {
      active = activate(
        fitting.reduce((before, index) => withOverride(before, overrides[index]!), base),
        now,
      );
      known.set(key, active);
    }
    return active;
  };
}

/** What of a run turns rules on. */
interface ImpliedBy {
  readonly platform: string | null;
  readonly lock?: HeldLock | undefined;
}

/** The rules of a policy over those that a run implies: a lock that is held is. */
function withImplied(policy: Policy, { platform, lock }: ImpliedBy): RuleSettings {
  const implied = new Map<string, RuleSetting>();
  if (platform !== null) implied.set(architecture.id, { by: "platform", options: {} });
  if (lock !== undefined) {
    const { by, mode } = lock;
    implied.set(locked.id, { by, level: { value: mode === "strict" ? "error" : "warning", by }, options: {} });
  }
  const merged = new Map(mergeRules(implied, policy.rules));
  if (policy.lock?.value === "off" && lock === undefined) merged.delete(locked.id);
  return merged;
}

/** The rule about the lock, as it holds for all images; undefined where it is off. */
export function lockRule(policy: Policy, run: ImpliedBy & { readonly now: Date }): ActiveRule | undefined {
  return activate(withImplied(policy, run), run.now).find(({ rule }) => rule === locked);
}

/** An override over what holds before it. Of what is final for its file, only what tightens that counts. */
function withOverride(
  before: RuleSettings,
  { given, finals }: { readonly given: RuleSettings; readonly finals: readonly Final[] },
): RuleSettings {
  if (finals.length === 0) return mergeRules(before, given);
  const kept = [...given].map(([id, setting]) => {
    const own = finals.filter(({ rule }) => rule === id);
    return [id, withoutLooser(own, before.get(id), setting)] as const;
  });
  return mergeRules(before, new Map(kept));
}

/** The rules that hold where no override counts: for what is about the policy and not about an image. */
export function generalRules(policy: Policy, now: Date): readonly ActiveRule[] {
  return activate(policy.rules, now);
}

/** One rule among those that hold, with options of its own type; undefined where it is off. */
export function findRule<F extends Fields>(
  active: readonly ActiveRule[],
  rule: { readonly id: string; readonly options: F },
): (Omit<ActiveRule, "options"> & { readonly options: Values<F> }) | undefined {
  const found = active.find((one) => one.rule.id === rule.id);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the options were read by this rule's shapes
  return found && { ...found, options: found.options as Values<F> };
}

function activate(settings: RuleSettings, now: Date): ActiveRule[] {
  const today = now.toISOString().slice(0, 10);
  return rules.flatMap((rule) => {
    const setting = settings.get(rule.id);
    const current = activeOn(rule, setting, today, now);
    const day = [...(setting?.from?.keys() ?? [])].filter((first) => first > today).sort()[0];
    const next = day === undefined ? undefined : activeOn(rule, setting, day, now);
    if (day === undefined || next === undefined) return current ?? [];
    const later = `${next.severity} from ${day}`;
    return current === undefined ? { ...next, severity: "notice", later } : { ...current, next: { day, rule: next } };
  });
}

/** A rule as it holds on a day; undefined where it is off. */
function activeOn(rule: Rule, said: RuleSetting | undefined, day: string, now: Date): ActiveRule | undefined {
  const setting = said && settingOn(said, day);
  const level = setting?.level?.value ?? (setting !== undefined || "builtIn" in rule ? rule.severity : "off");
  if (level === "off") return undefined;
  const options = withFallbacks(rule.options, optionValues(setting?.options ?? {}));
  const from = setting?.enforceFrom?.value;
  const waits = from !== undefined && now.getTime() < Date.parse(`${from}T00:00:00Z`);
  const active = { rule, options, decidedBy: decidedBy(rule, setting) };
  return waits ? { ...active, severity: "notice", later: `${level} from ${from}` } : { ...active, severity: level };
}

function decidedBy(rule: Rule, setting: RuleSetting | undefined): DecidedBy {
  const options = Object.keys(rule.options).map((key) => [key, setting?.options[key]?.by ?? "default"] as const);
  return {
    rule: setting?.by ?? "default",
    severity: setting?.level?.by ?? "default",
    ...(setting?.enforceFrom !== undefined && { enforceFrom: setting.enforceFrom.by }),
    options: Object.fromEntries(options),
  };
}
