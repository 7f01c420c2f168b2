/** Selectors of the `process` scope: `withName` and `withLabel`, and what they give to a process. */
import type { Budget } from "../budget/budget.ts";
import type { MapValue, Value } from "../evaluate/model.ts";
import { unknown } from "../evaluate/value.ts";
import { selectorFor, undecidedBecause, type Selector, type SelectorProblem } from "./patterns.ts";

/** The `process` scope of a configuration, by the directives that its selectors set. */
export interface SelectorIndex {
  /** What the selectors that match give to a directive (`container`) or a key of `ext` (`ext.args`): the last one wins. */
  select(directive: string, labels: readonly string[], names: ProcessNames): Value | undefined;
  /** What the scope itself gives to it, whatever the process. */
  fallback(directive: string): Value | undefined;
}

export interface ProcessNames {
  readonly declared: string;
  readonly simple: string;
  readonly qualified: string;
}

/** What one selector gives to one directive. */
interface Selected {
  readonly key: string;
  readonly test: Selector | SelectorProblem;
  readonly value: Value;
  /** The how manieth selector it is. */
  readonly place: number;
}

/** The selectors of one kind that set a directive, in order. */
class Selection {
  /** Those with a plain name: the last one of each. There can be ten thousand. */
  readonly #plain = new Map<string, Selected>();
  readonly #patterns: Selected[] = [];
  /** What came of each name that was asked for. */
  readonly #answers = new Map<string, Value | undefined>();
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(selected: Selected): void {
    const plain = "problem" in selected.test ? undefined : selected.test.plain;
    if (plain === undefined) this.#patterns.push(selected);
    else this.#plain.set(plain, selected);
  }

  /** What the last one gives that matches the name, or cannot be decided. */
  forName(name: string): Value | undefined {
    if (this.#answers.has(name)) return this.#answers.get(name);
    const value = this.#last([name], (selector) => selector.matches(name));
    this.#answers.set(name, value);
    return value;
  }

  forLabels(labels: readonly string[]): Value | undefined {
    const key = labels.join("\u0000");
    if (this.#answers.has(key)) return this.#answers.get(key);
    const value = this.#last(labels, (selector) => selector.matchesAny(labels));
    this.#answers.set(key, value);
    return value;
  }

  #last(names: readonly string[], matches: (selector: Selector) => boolean | undefined): Value | undefined {
    let found: Selected | undefined;
    for (const name of names) {
      const plain = this.#plain.get(name);
      if (plain !== undefined && (found === undefined || plain.place > found.place)) found = plain;
    }
    for (let index = this.#patterns.length - 1; index >= 0; index -= 1) {
      const selected = this.#patterns[index]!;
      if (found !== undefined && selected.place < found.place) break;
      const answer = "problem" in selected.test ? undefined : matches(selected.test);
      if (answer === undefined) return undecided(selected, this.#budget);
      if (answer) return selected.value;
    }
    return found?.value;
  }
}

/** An index is built once for each finished `process` scope. */
const indexes = new WeakMap<MapValue, SelectorIndex>();

export function indexSelectors(scope: Value | undefined, budget: Budget): SelectorIndex {
  if (scope?.kind !== "map") return buildIndex(undefined, budget);
  let index = indexes.get(scope);
  if (index === undefined) indexes.set(scope, (index = buildIndex(scope, budget)));
  return index;
}

function buildIndex(scope: MapValue | undefined, budget: Budget): SelectorIndex {
  const labelled = new Map<string, Selection>();
  const named = new Map<string, Selection>();
  let place = 0;
  for (const [key, block] of scope?.entries ?? []) {
    const store = key.startsWith("withLabel:") ? labelled : key.startsWith("withName:") ? named : undefined;
    if (store === undefined || block.kind !== "map") continue;
    const test = selectorFor(key.slice(key.indexOf(":") + 1), budget);
    place += 1;
    for (const [directive, value] of flatten(block)) {
      let selection = store.get(directive);
      if (selection === undefined) store.set(directive, (selection = new Selection(budget)));
      selection.add({ key, test, value, place });
    }
  }
  return {
    select(directive, labels, names) {
      const byName = named.get(directive);
      let result: Value | undefined;
      for (const name of [names.qualified, names.simple, names.declared]) result ??= byName?.forName(name);
      return result ?? labelled.get(directive)?.forLabels(labels.length === 0 ? [""] : labels);
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

function undecided({ key, test }: Selected, budget: Budget): Value {
  const why = "problem" in test ? test.problem : undecidedBecause(budget);
  return unknown("unsupported-expression", `Whether the selector \`${key}\` matches cannot be decided: ${why}.`, key);
}
