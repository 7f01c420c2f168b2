/** What is final in the files of a policy, and where another one of them loosens it. */
import type { Final, Policy, RuleSetting, RuleSettings } from "../policy.ts";
import { looserSettings, settingsOf, unexcusable, valueOf, writtenValue } from "../finals.ts";
import { mergeRules, settingOn } from "../merge.ts";
import { ruleTightening, sectionTightenings } from "../rules/tightening.ts";
import { type PolicyProblem, treeAt } from "../shapes/tree.ts";
import { last, type Layer, section } from "./layers.ts";

/** The rules that are final, each as the file has it that says so, on the ground of what that builds on. */
export function finalsOf(layers: readonly Layer[]): Final[] {
  return layers.flatMap(({ given, family }) => {
    const rules = [...(given.rules ?? [])];
    if (!rules.some(([, { final }]) => final !== undefined)) return [];
    const own = layers
      .filter(({ file }) => family.has(file))
      .reduce<RuleSettings>((before, layer) => mergeRules(before, layer.given.rules), new Map());
    return rules.flatMap(([rule, { final }]) => {
      const floor = own.get(rule);
      if (final === undefined || typeof final.by === "string" || floor === undefined) return [];
      return [{ rule, by: final.by, settings: final.value, floor, family }];
    });
  });
}

/** What the rules, overrides and waivers of others loosen of it, at their lines. */
export function loosenings(policy: Policy, layers: readonly Layer[]): PolicyProblem[] {
  const { finals = [] } = policy;
  const saidOf = ({ rule }: Final): readonly (RuleSetting | undefined)[] =>
    [policy.rules, ...policy.overrides.map(({ rules }) => rules)].map((rules) => rules.get(rule));
  const settings = finals.flatMap((final) =>
    saidOf(final).flatMap((said) => (said === undefined ? [] : loosened(final, said))),
  );
  const waivers = policy.waivers.flatMap(({ rules, location }) =>
    rules.flatMap((rule) => {
      const by = unexcusable(finals, rule, "waivers", location.file);
      if (by === undefined) return [];
      return [{ ...location, message: `${rule} is final at ${by.file}:${by.line}, ${NO_TERMS}` }];
    }),
  );
  return [
    ...new Map(
      [...settings, ...waivers, ...loosenedSections(layers)].map((one) => [JSON.stringify(one), one]),
    ).values(),
  ];
}

const NO_TERMS =
  "and no waiver of another policy takes it out: the rule waivers is not final there, which would say for how long one may";

function loosened(final: Final, said: RuleSetting): PolicyProblem[] {
  const { rule, by, floor, family } = final;
  const problems = new Map<string, PolicyProblem>();
  for (const { name, said: decided, day } of looserSettings(final, floor, said)) {
    if (typeof decided.by === "string" || family.has(decided.by.file)) continue;
    const { file, line, column } = decided.by;
    const key = `${file}:${line}:${column} ${name}`;
    if (problems.has(key)) continue;
    const held = settingOn(floor, day);
    const where = placeOf(held, name) ?? by;
    const value = writtenValue(rule, name, valueOf(rule, held, name));
    const words = typeof value === "string" || typeof value === "number" ? ` (${value})` : "";
    const since = day === "" ? "" : ` from ${day}`;
    const message = `${rule}.${name} loosens what is final at ${where.file}:${where.line}${words}${since}; it may be ${ruleTightening(rule, name).words}`;
    problems.set(key, { file, line, column, message });
  }
  return [...problems.values()];
}

/** Where a setting is said. */
function placeOf(setting: RuleSetting, name: string): Final["by"] | undefined {
  const by = settingsOf(setting).find(([key]) => key === name)?.[1].by;
  return typeof by === "object" ? by : undefined;
}

/** What of the rest of the policy is final (`final: [fail-on]`) and loosened by another file. */
function loosenedSections(layers: readonly Layer[]): PolicyProblem[] {
  return layers.flatMap(({ file, family, tree, given: { final = [] } }) => {
    const own = layers.filter((layer) => family.has(layer.file));
    return Object.entries(sectionTightenings).flatMap(([path, { allows, words, fallback }]) => {
      const keys = path.split(".");
      if (!final.some((one) => one === path || one === keys[0])) return [];
      const said = layers.findLast((layer) => !family.has(layer.file) && treeAt(layer.tree, keys) !== undefined);
      const at = said && treeAt(said.tree, keys)?.at;
      if (said === undefined || at === undefined) return [];
      if (allows(valueAt(own, keys) ?? fallback, valueAt(layers, keys) ?? fallback)) return [];
      const where = treeAt(tree, ["final"])?.at ?? tree.at;
      const message = `${path} loosens what is final at ${file}:${where.line}; it may be ${words}`;
      return [{ file: said.file, line: at.line, column: at.column, message }];
    });
  });
}

/** What these files say together of a key. */
function valueAt(layers: readonly Layer[], [key, option]: readonly string[]): unknown {
  if (option === undefined) return key === "inspector" || key === "lock" ? last(layers, key) : last(layers, "fail-on");
  const said = sectionNames.flatMap((name) => (name === key ? Object.entries(section(layers, name)) : []));
  return said.find(([known]) => known === option)?.[1];
}

const sectionNames = ["files", "nextflow", "dockerfile"] as const;
