/** What one policy says otherwise than another, in words: what it loosens and what it tightens. */
import type { Baseline, Location } from "../model.ts";
import { isElsewhere } from "./address.ts";
import { short } from "../text/quote.ts";
import { settingsOf } from "./finals.ts";
import type { Final, Override, Policy, RuleSetting, Scope, Waiver } from "./policy.ts";
import { ruleIds } from "./rules/index.ts";
import { sectionTightenings, type Tightening } from "./rules/tightening.ts";
import { scenarioEntry } from "../scenarios.ts";
import { isNarrower } from "./scope-cover.ts";
import { scopeText } from "./scope-text.ts";
import {
  changeWords,
  type Direction,
  directionOf,
  generalChanges,
  isSame,
  overrideChanges,
  type SettingChange,
  settingWords,
  valueWords,
} from "./setting-changes.ts";
import { treeAt } from "./shapes/tree.ts";

/** What a pull request makes of the policy that it is judged by; or why nobody can tell. */
export type Proposal = { readonly policy: Policy } | { readonly unreadable: string };

/** What a pull request makes of the baseline; undefined: there is none. */
export interface BaselineChange {
  readonly file: string;
  readonly before: Baseline | undefined;
  readonly after: Baseline | undefined | { readonly unreadable: string };
}

export interface PolicyChange {
  readonly kind: Direction;
  /** Dotted: `rules.pin.at-least`; of overrides and waivers with what they are about. */
  readonly setting: string;
  readonly before: string;
  readonly after: string;
  /** One sentence without a full stop. */
  readonly message: string;
  /** Where the policy that comes says it; undefined: in no file of its repository, or no longer. */
  readonly at?: Location | undefined;
}

/** Every change, in the order of a policy file. */
export function policyChanges(before: Policy, after: Policy): PolicyChange[] {
  const changes = [
    ...fileChanges(before, after),
    ...parentChanges(before, after),
    ...sectionChanges(before, after),
    ...ruleChanges(before, after),
    ...finalChanges(before, after),
    ...changesOfOverrides(before, after),
    ...waiverChanges(before.waivers, after.waivers),
  ];
  // What lies in another repository, or comes with the program, has no line here.
  const own = new Set(
    after.source?.files.flatMap(({ file, commit }) =>
      commit === undefined && !file.startsWith("wave-inspect:") ? [file] : [],
    ),
  );
  return changes.map((change) => ({ ...change, at: change.at && own.has(change.at.file) ? change.at : undefined }));
}

function changeOf(
  kind: Direction,
  setting: string,
  [before, after, words]: readonly [string, string, string],
  at?: Location,
): PolicyChange {
  return { kind, setting, before, after, message: `${HEADS[kind]}: ${setting} ${words}`, at };
}

const HEADS: Readonly<Record<Direction, string>> = {
  looser: "Looser than the policy of the base",
  tighter: "Tighter than the policy of the base",
  other: "Otherwise than in the policy of the base",
};

// ── The file ────────────────────────────────────────────────────────────────

function fileChanges({ source: before }: Policy, { source: after }: Policy): PolicyChange[] {
  if (before === null || after?.file === before.file) return [];
  const { file } = before;
  if (after === null)
    return [changeOf("looser", file, [file, "nothing", "is gone: without a policy the built-in one holds"])];
  const at = { file: after.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return [changeOf("other", "the policy", [file, after.file, `is ${after.file} where it was ${file}`], at)];
}

/** Whoever may write in another repository says what holds here: the day on which it does may be after the merge. */
function parentChanges(before: Policy, after: Policy): PolicyChange[] {
  const [from, to] = [parentsOf(before), parentsOf(after)];
  if (isSame(from, to)) return [];
  const words = [valueWords(from), valueWords(to), changeWords(from, to)] as const;
  return [changeOf("other", "extends", words, placeIn(after, ["extends"]))];
}

/** The policies of other repositories that it builds on, at any depth. */
function parentsOf({ source }: Policy): readonly string[] {
  return (source?.files ?? [])
    .flatMap(({ file }) => (isElsewhere(file) && !file.startsWith("wave-inspect:") ? [file] : []))
    .sort();
}

// ── All but rules, overrides and waivers ────────────────────────────────────

/** By dotted path, as it is written. */
const SECTIONS: Readonly<Record<string, (policy: Policy) => unknown>> = {
  "fail-on": ({ failOn }) => failOn,
  lock: ({ lock }) => lock?.value,
  inspector: ({ inspector }) => inspector,
  platform: ({ platform }) => platform,
  baseline: ({ baseline }) => baseline?.file,
  "files.exclude": ({ files }) => files.exclude,
  "files.kinds": ({ files }) => files.kinds,
  "files.tests": ({ files }) => files.tests,
  "nextflow.syntax": ({ nextflow }) => nextflow.syntax,
  "nextflow.scenarios": ({ nextflow }) => nextflow.scenarios,
  "nextflow.params": ({ nextflow }) => nextflow.params,
  "nextflow.launch-dir": ({ nextflow }) => nextflow.launchDir,
  "nextflow.judge-uncalled": ({ nextflow }) => nextflow.judgeUncalled,
  "dockerfile.build-args": ({ dockerfile }) => dockerfile.buildArgs,
  "dockerfile.target": ({ dockerfile }) => dockerfile.target,
  "dockerfile.judge-unreachable": ({ dockerfile }) => dockerfile.judgeUnreachable,
};

function scenariosIn({ nextflow }: Policy): readonly string[] {
  return nextflow.scenarios.map(scenarioEntry);
}

const unknown: Tightening = { words: "", allows: () => false };

function sectionChanges(before: Policy, after: Policy): PolicyChange[] {
  return Object.entries(SECTIONS).flatMap(([path, valueIn]) => {
    const tightening: Tightening & { readonly fallback?: unknown } = sectionTightenings[path] ?? unknown;
    const from = valueIn(before) ?? tightening.fallback;
    const to = valueIn(after) ?? tightening.fallback;
    if (isSame(from, to)) return [];
    const [was, is] = path === "nextflow.scenarios" ? [before, after].map(scenariosIn) : [from, to];
    const words = [valueWords(was), valueWords(is), changeWords(was, is)] as const;
    return [changeOf(directionOf(tightening, from, to), path, words, placeIn(after, path.split(".")))];
  });
}

/** Where the last file that has a key has it. */
function placeIn({ written = [] }: Policy, keys: readonly string[]): Location | undefined {
  return written
    .flatMap(({ file, tree }) => {
      const found = treeAt(tree, keys);
      return found === undefined ? [] : [{ file, ...found.at }];
    })
    .at(-1);
}

// ── Rules ───────────────────────────────────────────────────────────────────

function ruleChanges(before: Policy, after: Policy): PolicyChange[] {
  const overridden = new Set(
    [before, after].flatMap(({ overrides }) => overrides.flatMap(({ rules }) => [...rules.keys()])),
  );
  return ruleIds.flatMap((id) => {
    const [from, to] = [before.rules.get(id), after.rules.get(id)];
    const isGone = from !== undefined && to === undefined;
    return generalChanges(id, from, to, overridden.has(id)).map((change) => {
      const [old, young, words] = settingWords(id, change);
      const said = isGone ? `${words}: the rule is no longer named` : words;
      return changeOf(change.kind, `rules.${id}.${change.name}`, [old, young, said], placeOf(to, change));
    });
  });
}

/** Where a setting is said, else where the rule is named. */
function placeOf(setting: RuleSetting | undefined, { name, after }: SettingChange): Location | undefined {
  if (setting === undefined) return undefined;
  const said = [setting, ...(setting.from?.values() ?? [])].flatMap(settingsOf);
  const by = said.findLast(([key, { value }]) => key === name && isSame(value, after))?.[1].by ?? setting.by;
  return typeof by === "string" ? undefined : by;
}

// ── What is final ───────────────────────────────────────────────────────────

function finalChanges(before: Policy, after: Policy): PolicyChange[] {
  const rules = ruleIds.flatMap((id) => {
    const said = after.finals?.findLast(({ rule }) => rule === id);
    return finalChange(`rules.${id}.final`, finalOf(before, id), finalOf(after, id), said?.by);
  });
  return [...rules, ...finalChange("final", finalSections(before), finalSections(after), placeIn(after, ["final"]))];
}

function finalChange(
  setting: string,
  from: Final["settings"],
  to: Final["settings"],
  at: Location | undefined,
): PolicyChange[] {
  if (isSame(from, to)) return [];
  const words = [valueWords(from), valueWords(to), changeWords(from, to)] as const;
  return [changeOf(directionOf(finality, from, to), setting, words, at)];
}

const finality: Tightening = {
  words: "",
  allows: (from, to) =>
    to === true || (Array.isArray(from) && Array.isArray(to) && from.every((one) => to.includes(one))),
};

function finalOf({ finals = [] }: Policy, id: string): Final["settings"] {
  const said = finals.filter(({ rule }) => rule === id).map(({ settings }) => settings);
  const names = said.flatMap((settings) => (settings === true ? [] : settings));
  return said.includes(true) || [...new Set(names)].sort();
}

function finalSections({ written = [] }: Policy): readonly string[] {
  const named = written.flatMap(({ tree }) => {
    const list = treeAt(tree, ["final"]);
    return list?.kind === "list" ? list.items.flatMap((item) => (item.kind === "scalar" ? item.text : [])) : [];
  });
  return [...new Set(named)].sort();
}

// ── Overrides and waivers ───────────────────────────────────────────────────

/** The same in two lists, or in one of them alone. */
interface Pair<T> {
  /** The later one, where there are both. */
  readonly one: T;
  readonly from: T | undefined;
  readonly to: T | undefined;
}

/** Those of two lists that have the same key: the first with the first, the second with the second. */
function paired<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => unknown): Pair<T>[] {
  const keyed = (all: readonly T[]): Map<string, T[]> => Map.groupBy(all, (one) => JSON.stringify(keyOf(one)));
  const [old, young] = [keyed(before), keyed(after)];
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((key) => {
    const [from = [], to = []] = [old.get(key), young.get(key)];
    const gone = from.slice(to.length).map((one) => ({ one, from: one, to: undefined }));
    return [...to.map((one, at) => ({ one, from: from[at], to: one })), ...gone];
  });
}

/** Of each list of a scope one entry is enough: the order says nothing. */
function inAnyOrder(scope: Scope): unknown {
  return Object.entries(scope)
    .map(([key, list]) => [key, Array.isArray(list) ? list.map((entry) => JSON.stringify(entry)).sort() : [list]])
    .map((parts) => JSON.stringify(parts))
    .sort();
}

function changesOfOverrides(before: Policy, after: Policy): PolicyChange[] {
  const pairs = paired(before.overrides, after.overrides, ({ scope }) => inAnyOrder(scope));
  const changes = pairs.flatMap((pair) => overrideSettings(before, after, pair));
  const kept = pairs.flatMap(({ from, to }) => (from === undefined || to === undefined ? [] : [{ from, to }]));
  const order = kept.toSorted((a, b) => after.overrides.indexOf(a.to) - after.overrides.indexOf(b.to));
  const moved = order.find(({ from }, at) => {
    const next = order[at + 1];
    return next !== undefined && before.overrides.indexOf(next.from) < before.overrides.indexOf(from);
  });
  if (moved === undefined) return changes;
  const words = ["the order of the base", "another order", "have another order, and a later one wins"] as const;
  return [...changes, changeOf("other", "overrides", words, moved.to.location)];
}

function overrideSettings(before: Policy, after: Policy, { one, from, to }: Pair<Override>): PolicyChange[] {
  const scope = short(scopeText(one.scope));
  const state = from === undefined ? "new" : to === undefined ? "removed" : "changed";
  return ruleIds.flatMap((id) => {
    const [old, young] = [from?.rules.get(id), to?.rules.get(id)];
    return overrideChanges(id, { policy: before, setting: old }, { policy: after, setting: young }).map((change) => {
      const setting = `overrides[${scope}].${id}.${change.name}`;
      const [was, is, words] = settingWords(id, change);
      return changeOf(change.kind, setting, [was, is, `${words} (${state})`], placeOf(young, change) ?? to?.location);
    });
  });
}

function waiverChanges(before: readonly Waiver[], after: readonly Waiver[]): PolicyChange[] {
  const pairs = paired(before, after, ({ rules, scope }) => [rules.toSorted(), inAnyOrder(scope)]);
  const gone = pairs.flatMap(({ from, to }) => (from === undefined || to !== undefined ? [] : [from]));
  return pairs.flatMap(({ one, from, to }) => {
    const setting = nameOf(one);
    const [was, is] = [endOf(from), endOf(to)];
    if (to === undefined) return [changeOf("tighter", setting, [was, is, "is gone"])];
    if (from === undefined) {
      const wider = gone.find((other) => isNarrower(to, other));
      if (wider === undefined) return [changeOf("looser", setting, [was, is, `is new and holds ${is}`], to.location)];
      const words = `stands in place of ${nameOf(wider)} and holds ${is}`;
      return [changeOf("tighter", setting, [was, is, words], to.location), ...termChanges(setting, wider, to)];
    }
    const terms = termChanges(setting, from, to);
    if (was === is) return terms;
    const isEarlier = to.expires !== undefined && (from.expires === undefined || to.expires < from.expires);
    const kind = isEarlier ? "tighter" : "looser";
    return [changeOf(kind, setting, [was, is, `holds ${is} where it held ${was}`], to.location), ...terms];
  });
}

function nameOf({ rules, scope }: Waiver): string {
  return `the waiver of ${rules.join(", ")} for ${scopeText(scope)}`;
}

/** Who answers for it, and why: what those who let it pass went by. */
function termChanges(setting: string, from: Waiver, to: Waiver): PolicyChange[] {
  return (["reason", "owner", "ticket"] as const).flatMap((term) => {
    const [was, is] = [valueWords(from[term]), valueWords(to[term])];
    if (was === is) return [];
    return [
      changeOf(
        "other",
        setting,
        [was, is, `has another ${term}: ${short(is)} where it was ${short(was)}`],
        to.location,
      ),
    ];
  });
}

function endOf(waiver: Waiver | undefined): string {
  if (waiver === undefined) return "nothing";
  return waiver.expires === undefined ? "without an end" : `until ${waiver.expires}`;
}
