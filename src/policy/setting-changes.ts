/** Whether a setting that changes becomes looser or tighter, and how its values are said in words. */
import { short } from "../text/quote.ts";
import { few } from "../text/units.ts";
import { settingsOf, valueOf, writtenValue } from "./finals.ts";
import { mergeSetting, settingOn } from "./merge.ts";
import type { Policy, RuleSetting } from "./policy.ts";
import { ruleOf } from "./rules/index.ts";
import { ruleTightening, type Tightening } from "./rules/tightening.ts";

/** `other`: neither covers the other, or nothing is known of it. */
export type Direction = "looser" | "tighter" | "other";

/** A setting of a rule that two policies have otherwise. */
export interface SettingChange {
  readonly name: string;
  readonly kind: Direction;
  readonly before: unknown;
  readonly after: unknown;
  /** The day from on which it is so; empty: before all days that are named. */
  readonly day: string;
}

export function directionOf({ allows }: Tightening, before: unknown, after: unknown): Direction {
  const isTighter = allows(before, after);
  if (isTighter === allows(after, before)) return "other";
  return isTighter ? "tighter" : "looser";
}

/** Values of which nobody can tell where they were read: patterns by their text, maps in any order of their keys. */
export function isSame(before: unknown, after: unknown): boolean {
  const [from, to] = [before, after].map((value) => JSON.stringify(value, (_, one: unknown) => inOrder(one)));
  return from === to;
}

function inOrder(value: unknown): unknown {
  return isMap(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

/** A severity as it holds: a rule that nobody names is off, unless it is built in. */
function heldOf(id: string, setting: RuleSetting | undefined, name: string): unknown {
  if (name === "severity" && setting === undefined) {
    const rule = ruleOf(id);
    return rule !== undefined && "builtIn" in rule ? rule.severity : "off";
  }
  // What has no day to wait for counts from the first one on.
  return valueOf(id, setting, name) ?? (name === "enforce-from" ? "" : undefined);
}

function namesOf(id: string): string[] {
  return ["severity", "enforce-from", ...Object.keys(ruleOf(id)?.options ?? {})];
}

function daysOf(...settings: readonly (RuleSetting | undefined)[]): string[] {
  return ["", ...new Set(settings.flatMap((setting) => [...(setting?.from?.keys() ?? [])]))].sort();
}

/** What is told on one day is not told again on the next. */
function onceEach(changes: readonly SettingChange[]): SettingChange[] {
  const told = new Map<string, SettingChange>();
  for (const change of changes) {
    const key = JSON.stringify([change.name, change.before, change.after]);
    if (!told.has(key)) told.set(key, change);
  }
  return [...told.values()];
}

/**
 * What of a rule changes for all images. Where it is off before or after, its options count only where overrides turn it on.
 *
 * @param isElsewhere Whether an override names the rule.
 */
export function generalChanges(
  id: string,
  before: RuleSetting | undefined,
  after: RuleSetting | undefined,
  isElsewhere: boolean,
): SettingChange[] {
  const changes = daysOf(before, after).flatMap((day) => {
    const [from, to] = [before, after].map((setting) => setting && settingOn(setting, day));
    const isOff = [from, to].some((setting) => heldOf(id, setting, "severity") === "off");
    const names = isOff && !isElsewhere ? ["severity"] : namesOf(id);
    return names.flatMap((name): SettingChange[] => {
      const values = { before: heldOf(id, from, name), after: heldOf(id, to, name) };
      if (isSame(values.before, values.after)) return [];
      return [{ name, day, ...values, kind: directionOf(ruleTightening(id, name), values.before, values.after) }];
    });
  });
  return onceEach(changes);
}

/** What an override says of a rule, in the policy that it is part of. */
export interface Said {
  readonly policy: Policy;
  readonly setting: RuleSetting | undefined;
}

/** What of a rule changes by what an override says; undefined settings: there is or was no such override. */
export function overrideChanges(id: string, before: Said, after: Said): SettingChange[] {
  const changes = daysOf(before.setting, after.setting).flatMap((day) => {
    const from = saidOn(id, before, day);
    const to = saidOn(id, after, day);
    return [...new Set([...from.keys(), ...to.keys()])].flatMap((name): SettingChange[] => {
      const values = { before: from.get(name), after: to.get(name) };
      if (isSame(values.before, values.after)) return [];
      const kinds = alternatives(id, name, day, before, from).flatMap((one) =>
        alternatives(id, name, day, after, to)
          .filter((other) => !isSame(one, other))
          .map((other) => directionOf(ruleTightening(id, name), one, other)),
      );
      return [{ name, day, ...values, kind: worst(kinds) }];
    });
  });
  return onceEach(changes);
}

/** Tighter only where nothing is anything else. */
function worst(kinds: readonly Direction[]): Direction {
  if (kinds.includes("looser")) return "looser";
  return kinds.length > 0 && kinds.every((kind) => kind === "tighter") ? "tighter" : "other";
}

function saidOn(id: string, { policy, setting }: Said, day: string): ReadonlyMap<string, unknown> {
  if (setting === undefined) return new Map();
  const said = new Map(settingsOf(settingOn(setting, day)).map(([name, { value }]) => [name, value]));
  const rule = ruleOf(id);
  // To name a rule that is not on turns it on.
  if (!said.has("severity") && !policy.rules.has(id)) said.set("severity", rule?.severity);
  return said;
}

/** What may hold of a setting for the images of an override: its own word, else that of the policy and of any other override. */
function alternatives(
  id: string,
  name: string,
  day: string,
  { policy }: Said,
  own: ReadonlyMap<string, unknown>,
): readonly unknown[] {
  if (own.has(name)) return [own.get(name)];
  const general = policy.rules.get(id);
  const others = policy.overrides.flatMap(({ rules }) => {
    const said = rules.get(id);
    return said === undefined ? [] : mergeSetting(general, said);
  });
  return [general, ...others].map((setting) => heldOf(id, setting && settingOn(setting, day), name));
}

// ── In words ────────────────────────────────────────────────────────────────

/** A value of a rule's setting, as one would write it. */
export function settingWords(
  id: string,
  { name, before, after, day }: SettingChange,
): readonly [string, string, string] {
  const [from, to] = [before, after].map((value) => writtenValue(id, name, value));
  const since = day === "" ? "" : `, from ${day} on`;
  return [valueWords(from), valueWords(to), `${changeWords(from, to)}${since}`];
}

/** `is x where it was y`; of lists and maps what is added, dropped and changed. */
export function changeWords(before: unknown, after: unknown): string {
  if (isMap(before) && isMap(after)) return mapWords(before, after);
  if (!Array.isArray(before) || !Array.isArray(after))
    return `is ${valueWords(after)} where it was ${valueWords(before)}`;
  const [old, young] = [textsOf(before), textsOf(after)];
  const parts = addedAndDropped(
    young.filter((text) => !old.includes(text)),
    old.filter((text) => !young.includes(text)),
  );
  return parts.length === 0 ? "has another order" : parts.join(" and ");
}

function addedAndDropped(added: readonly string[], dropped: readonly string[]): string[] {
  return [
    ...(added.length > 0 ? [`adds ${few(added)}`] : []),
    ...(dropped.length > 0 ? [`drops ${few(dropped)}`] : []),
  ];
}

type PlainMap = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is PlainMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapWords(before: PlainMap, after: PlainMap): string {
  const lacking = (map: PlainMap, other: PlainMap): string[] =>
    Object.entries(map).flatMap(([key, value]) => (Object.hasOwn(other, key) ? [] : entryOf(key, value)));
  const changed = Object.entries(after).flatMap(([key, value]) => {
    if (!Object.hasOwn(before, key) || isSame(before[key], value)) return [];
    return `${entryOf(key, value)} where it was ${entryText(before[key])}`;
  });
  const parts = addedAndDropped(lacking(after, before), lacking(before, after));
  return [...parts, ...(changed.length > 0 ? [`has ${few(changed)}`] : [])].join(" and ");
}

function entryOf(key: string, value: unknown): string {
  return `${entryText(key)}: ${entryText(value)}`;
}

/** A key or a value of a map: in quotes where it would be taken for something else, or for more than one. */
function entryText(value: unknown): string {
  const isPlain = typeof value === "string" && /^(?!~$|(?:null|true|false)$|[-+.]?\d)[!-~]+$/i.test(value);
  return short(isPlain ? value : JSON.stringify(value));
}

export function valueWords(value: unknown): string {
  if (value === undefined || value === "") return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : few(textsOf(value));
  return textOf(value);
}

function textsOf(values: readonly unknown[]): string[] {
  return values.map(textOf);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
