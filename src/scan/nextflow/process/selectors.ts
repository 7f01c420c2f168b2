/** Selectors of the `process` scope: `withName` and `withLabel`, and what they give to a process. */
import type { MapValue, Value } from "../evaluate/model.ts";
import { unknown } from "../evaluate/value.ts";
import { compile } from "../regex/index.ts";

export interface SelectorProblem {
  readonly problem: string;
  readonly pattern: string;
}

/** The pattern of a `withName` or `withLabel`. Undefined answers: it takes too long to be decided. */
export interface Selector {
  matches(name: string): boolean | undefined;
  /** A negated pattern holds only where no label matches. */
  matchesAny(labels: readonly string[]): boolean | undefined;
}

const known = new Map<string, Selector | SelectorProblem>();

/** Compiles a selector: trimmed, a leading `!` negates, the rest is a Java pattern for the whole name. */
export function selectorFor(pattern: string): Selector | SelectorProblem {
  const before = known.get(pattern);
  if (before !== undefined) return before;
  const selector = build(pattern.trim());
  known.set(pattern, selector);
  return selector;
}

function build(trimmed: string): Selector | SelectorProblem {
  const negated = trimmed.startsWith("!");
  const source = negated ? trimmed.slice(1).trim() : trimmed;
  const test = matcherFor(source);
  if (typeof test === "string") return { problem: test, pattern: trimmed };
  return {
    matches(name) {
      const answer = test(name);
      return answer === undefined ? undefined : answer !== negated;
    },
    matchesAny(labels) {
      const answers = new Set(labels.map(test));
      if (answers.has(true)) return !negated;
      return answers.has(undefined) ? undefined : negated;
    },
  };
}

function matcherFor(source: string): ((name: string) => boolean | undefined) | string {
  if (/^[\w ]*$/.test(source)) return (name) => name === source;
  const regex = compile(source);
  if ("problem" in regex) return regex.problem;
  const answers = new Map<string, boolean | undefined>();
  return (name) => {
    if (answers.has(name)) return answers.get(name);
    const answer = regex.matches(name);
    answers.set(name, answer);
    return answer;
  };
}

/** The `process` scope of a configuration, by the directives that its selectors set. */
export interface SelectorIndex {
  /** What the selectors that match give to a directive (`container`) or a key of `ext` (`ext.args`): the last one wins. */
  select(directive: string, labels: readonly string[], names: ProcessNames): Value | undefined;
  /** What the scope itself gives to it, whatever the process. */
  fallback(directive: string): Value | undefined;
}

/** What one selector gives to one directive. */
interface Selected {
  readonly key: string;
  readonly test: Selector | SelectorProblem;
  readonly value: Value;
}

const indexes = new WeakMap<MapValue, SelectorIndex>();

/** Builds the index of a finished `process` scope, once for each. */
export function indexSelectors(scope: Value | undefined): SelectorIndex {
  if (scope?.kind !== "map") return buildIndex(undefined);
  let index = indexes.get(scope);
  if (index === undefined) indexes.set(scope, (index = buildIndex(scope)));
  return index;
}

function buildIndex(scope: MapValue | undefined): SelectorIndex {
  const labelled = new Map<string, Selected[]>();
  const named = new Map<string, Selected[]>();
  for (const [key, block] of scope?.entries ?? []) {
    const store = key.startsWith("withLabel:") ? labelled : key.startsWith("withName:") ? named : undefined;
    if (store === undefined || block.kind !== "map") continue;
    const test = selectorFor(key.slice(key.indexOf(":") + 1));
    for (const [directive, value] of flatten(block)) {
      const entries = store.get(directive);
      if (entries === undefined) store.set(directive, [{ key, test, value }]);
      else entries.push({ key, test, value });
    }
  }
  return {
    select(directive, labels, names) {
      let result: Value | undefined;
      const apply = (entry: Selected, matches: (selector: Selector) => boolean | undefined): void => {
        const answer = "problem" in entry.test ? undefined : matches(entry.test);
        if (answer === undefined) result = undecided(entry);
        else if (answer) result = entry.value;
      };
      const subjects = labels.length === 0 ? [""] : labels;
      for (const entry of labelled.get(directive) ?? []) apply(entry, (selector) => selector.matchesAny(subjects));
      const entries = named.get(directive);
      if (entries === undefined) return result;
      for (const name of new Set([names.declared, names.simple, names.qualified])) {
        for (const entry of entries) apply(entry, (selector) => selector.matches(name));
      }
      return result;
    },
    fallback(directive) {
      if (!directive.startsWith("ext.")) return scope?.entries.get(directive);
      const ext = scope?.entries.get("ext");
      return ext?.kind === "map" ? ext.entries.get(directive.slice("ext.".length)) : undefined;
    },
  };
}

function* flatten(block: MapValue): Generator<readonly [string, Value]> {
  for (const [key, value] of block.entries) {
    if (key === "params" || /^with(?:Label|Name):/.test(key)) continue;
    if (key !== "ext") yield [key, value];
    else if (value.kind === "map") for (const [inner, item] of value.entries) yield [`ext.${inner}`, item];
  }
}

function undecided({ key, test }: Selected): Value {
  const why = "problem" in test ? test.problem : "it takes too long";
  return unknown("unsupported-expression", `Whether the selector \`${key}\` matches cannot be decided: ${why}.`, key);
}

export interface ProcessNames {
  readonly declared: string;
  readonly simple: string;
  readonly qualified: string;
}
