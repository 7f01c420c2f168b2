/** A policy and all that it extends as one file, with the place behind every value. */
import { plain } from "../../text/plain.ts";
import type { Policy } from "../policy.ts";
import { rules } from "../rules/index.ts";
import { type Fields, written as fallbackOf } from "../shapes/fields.ts";
import type { ScalarTree, Tree } from "../shapes/tree.ts";
import { sectionTightenings } from "../rules/tightening.ts";
import { policyFields, sectionFields } from "./definition.ts";

export interface ShowOptions {
  /** Also what holds by default, in comments: written out, some of it would mean something else. */
  readonly effective: boolean;
  /** `# file:line` behind each value. */
  readonly origin: boolean;
}

/** What a key stands for: a value of one file, a map whose values are of several, or a list whose entries are. */
type Item = Value | Merged | Rows;

interface Value {
  readonly kind: "value";
  readonly tree: Tree;
  readonly file: string;
}

interface Merged {
  readonly kind: "map";
  readonly entries: Map<string, Item>;
  /** Lines of comment behind them. */
  readonly defaults: string[];
}

interface Rows {
  readonly kind: "list";
  readonly items: Item[];
}

/** YAML that loads to the same policy, and extends nothing. */
export function showPolicy({ written = [], rules: on }: Policy, options: ShowOptions): string {
  const root = mapOf([]);
  for (const { tree, file } of written) mergeFile(root, { kind: "value", tree, file });
  if (written.length === 0) root.entries.set("rules", mapOf([...on.keys()].map((id) => [id, mapOf([])])));
  const known = Object.keys(policyFields).flatMap((key): [string, Item][] => {
    const item = root.entries.get(key);
    return item === undefined ? [] : [[key, item]];
  });
  const shown = mapOf(known);
  if (options.effective) addDefaults(shown);
  const head = written.length === 0 ? ["version: 1"] : [];
  return `${[...head, ...linesOf(shown, options.origin)].join("\n")}\n`;
}

function mapOf(entries: readonly (readonly [string, Item])[]): Merged {
  return { kind: "map", entries: new Map(entries), defaults: [] };
}

// ── As the policy itself is merged ──────────────────────────────────────────

const ROWS: ReadonlySet<string> = new Set(["overrides", "waivers", "final"]);

function mergeFile({ entries }: Merged, { tree, file }: Value): void {
  if (tree.kind !== "map") return;
  for (const { key, value: below } of tree.entries) {
    const value: Value = { kind: "value", tree: below, file };
    if (key === "rules") mergeKeys(entries, key, value, mergeRule);
    else if (Object.hasOwn(sectionFields, key)) mergeKeys(entries, key, value, mergeSetting);
    else if (ROWS.has(key)) append(entries, key, value);
    else if (key !== "extends") entries.set(key, value);
  }
}

type Merge = (into: Map<string, Item>, key: string, value: Value) => void;

function mergeKeys(into: Map<string, Item>, key: string, { tree, file }: Value, merge: Merge): void {
  const before = into.get(key);
  const map = before?.kind === "map" ? before : mapOf([]);
  into.set(key, map);
  if (tree.kind !== "map") return;
  for (const entry of tree.entries) merge(map.entries, entry.key, { kind: "value", tree: entry.value, file });
}

const replace: Merge = (into, key, value) => into.set(key, value);

/** A map key by key, anything else as a whole. */
const mergeSetting: Merge = (into, key, value) => {
  if (value.tree.kind === "map") mergeKeys(into, key, value, replace);
  else into.set(key, value);
};

/** A severity alone is one setting of a map. That something is not final takes back nothing. */
const mergeRule: Merge = (into, id, { kind, tree, file }) => {
  const { at } = tree;
  const map: Tree = tree.kind === "map" ? tree : { kind: "map", at, entries: [{ key: "severity", at, value: tree }] };
  const entries = map.entries.filter(({ key, value }) => key !== "final" || value.kind === "list" || isTrue(value));
  takeFromDates(into.get(id), new Set(entries.map(({ key }) => key)));
  mergeKeys(into, id, { kind, tree: { ...map, entries }, file }, (settings, key, value) => {
    if (key === "from") mergeKeys(settings, key, value, mergeRule);
    else settings.set(key, value);
  });
};

/** What is said without a day holds on every day. */
function takeFromDates(rule: Item | undefined, said: ReadonlySet<string>): void {
  const dates = rule?.kind === "map" ? rule.entries.get("from") : undefined;
  for (const day of dates?.kind === "map" ? dates.entries.values() : []) {
    if (day.kind === "map") for (const key of said) day.entries.delete(key);
  }
}

function isTrue(tree: Tree): boolean {
  return tree.kind === "scalar" && tree.value === true;
}

function append(into: Map<string, Item>, key: string, { tree, file }: Value): void {
  const before = into.get(key);
  const rows: Rows = before?.kind === "list" ? before : { kind: "list", items: [] };
  into.set(key, rows);
  if (tree.kind === "list") for (const item of tree.items) rows.items.push({ kind: "value", tree: item, file });
}

// ── What holds by default ───────────────────────────────────────────────────

function addDefaults(root: Merged): void {
  for (const [key, { fallback }] of Object.entries(sectionTightenings)) {
    if (fallback !== undefined && !root.entries.has(key)) root.defaults.push(`${key}: ${JSON.stringify(fallback)}`);
  }
  const named = root.entries.get("rules");
  const map = named?.kind === "map" ? named : mapOf([]);
  for (const rule of rules) {
    const own = map.entries.get(rule.id);
    if (own?.kind === "map") {
      if (!own.entries.has("severity")) own.defaults.push(`severity: ${rule.severity}`);
      own.defaults.push(...defaultsOf(rule.options, own));
    } else if ("builtIn" in rule) map.defaults.push(`${rule.id}: ${rule.severity}`);
  }
  root.entries.set("rules", map);
}

function defaultsOf(options: Fields, { entries }: Merged): string[] {
  return Object.entries(options).flatMap(([key, field]) => {
    const value = fallbackOf(field);
    return value === undefined || entries.has(key) ? [] : [`${key}: ${JSON.stringify(value)}`];
  });
}

// ── Print ───────────────────────────────────────────────────────────────────

/** The lines of a map, a list or a scalar, without what stands in front of the first. */
function linesOf(item: Item, origin: boolean): string[] {
  if (item.kind === "map") {
    const entries = [...item.entries].flatMap(([key, value]) => under(`${keyText(key)}:`, value, origin));
    const all = [...entries, ...item.defaults.map((line) => `# ${line} (default)`)];
    // A map of comments alone would be null.
    return item.entries.size === 0 ? ["{}", ...all] : all;
  }
  if (item.kind === "list") return item.items.length === 0 ? ["[]"] : item.items.flatMap((one) => entry(one, origin));
  const { tree, file } = item;
  if (tree.kind === "scalar" || sizeOf(tree) === 0) {
    const text = tree.kind === "scalar" ? scalarText(tree) : tree.kind === "list" ? "[]" : "{}";
    return [origin ? `${text} # ${plain(file)}:${tree.at.line}` : text];
  }
  const below = (one: Tree): Value => ({ kind: "value", tree: one, file });
  if (tree.kind === "list") return tree.items.flatMap((one) => entry(below(one), origin));
  return linesOf(mapOf(tree.entries.map(({ key, value }) => [key, below(value)])), origin);
}

function sizeOf(tree: Tree): number {
  return tree.kind === "map" ? tree.entries.length : tree.kind === "list" ? tree.items.length : 0;
}

/** `key: value`, or the key and below it the rest. */
function under(head: string, value: Item, origin: boolean): string[] {
  const [first = "", ...rest] = linesOf(value, origin);
  if (isOneLine(value)) return [`${head} ${first}`, ...rest.map((line) => `  ${line}`)];
  return [head, ...[first, ...rest].map((line) => `  ${line}`)];
}

function entry(value: Item, origin: boolean): string[] {
  return linesOf(value, origin).map((line, index) => `${index === 0 ? "-" : " "} ${line}`);
}

function isOneLine(item: Item): boolean {
  if (item.kind === "map") return item.entries.size === 0;
  if (item.kind === "list") return item.items.length === 0;
  return item.tree.kind === "scalar" || sizeOf(item.tree) === 0;
}

/** A number and a boolean as they were written; a text in quotes where it could be taken for something else. */
function scalarText({ value, text }: ScalarTree): string {
  if (value === null) return "null";
  return typeof value === "string" ? keyText(value) : text;
}

function keyText(text: string): string {
  if (
    /^(?:[A-Za-z][\w./@-]*|\d{4}-\d\d-\d\d|\d+(?:d|h|w|mo|y|[kKMGT]i?B))$/.test(text) &&
    !/^(?:true|false|null)$/i.test(text)
  )
    return text;
  // What JSON leaves and a terminal would obey, or a person not see.
  return JSON.stringify(text).replaceAll(/[^ -~]/gu, (character) => escaped(character.codePointAt(0) ?? 0));
}

function escaped(code: number): string {
  return code > 0xff_ff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
