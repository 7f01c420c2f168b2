/** What is final in the files of a policy, and where another one of them loosens it. */
import type { Final, Policy, RuleSetting, RuleSettings } from "../policy.ts";
import { looserSettings, settingsOf, unexcusable, valueOf } from "../finals.ts";
import { mergeRules } from "../merge.ts";
import { ruleTightening, sectionTightenings } from "../rules/tightening.ts";
import type { PolicyProblem, Tree } from "../shapes/tree.ts";
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
  const others = (final: Final): readonly (RuleSetting | undefined)[] => [
    outside(final, policy.rules.get(final.rule)),
    ...policy.overrides.map(({ rules }) => outside(final, rules.get(final.rule))),
  ];
  const settings = finals.flatMap((final) =>
    others(final).flatMap((said) => (said === undefined ? [] : loosened(final, said))),
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

/** What others than the family say of it. */
function outside({ family }: Final, setting: RuleSetting | undefined): RuleSetting | undefined {
  if (setting === undefined) return undefined;
  const { level, enforceFrom, options, by } = setting;
  const isForeign = (said: { readonly by: unknown } | undefined): boolean =>
    typeof said?.by === "object" && said.by !== null && "file" in said.by && !family.has(String(said.by.file));
  return {
    by,
    ...(level !== undefined && isForeign(level) && { level }),
    ...(enforceFrom !== undefined && isForeign(enforceFrom) && { enforceFrom }),
    options: Object.fromEntries(Object.entries(options).filter(([, said]) => isForeign(said))),
  };
}

function loosened(final: Final, said: RuleSetting): PolicyProblem[] {
  const { rule, by, floor } = final;
  return looserSettings(final, floor, said).flatMap(([name, decided]) => {
    if (typeof decided.by === "string") return [];
    const { file, line, column } = decided.by;
    const where = placeOf(floor, name) ?? by;
    const held = valueOf(rule, floor, name);
    const value = typeof held === "string" || typeof held === "number" ? ` (${held})` : "";
    const message = `${rule}.${name} loosens what is final at ${where.file}:${where.line}${value}; it may be ${ruleTightening(rule, name).words}`;
    return [{ file, line, column, message }];
  });
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
      if (!final.some((one) => one === keys[0])) return [];
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
  if (key === "files") return Object.entries(section(layers, "files")).find(([name]) => name === option)?.[1];
  return key === "inspector" ? last(layers, "inspector") : last(layers, "fail-on");
}

/** What stands below a path of keys. */
function treeAt(tree: Tree, keys: readonly string[]): Tree | undefined {
  return keys.reduce<Tree | undefined>(
    (around, key) => (around?.kind === "map" ? around.entries.find((entry) => entry.key === key)?.value : undefined),
    tree,
  );
}
