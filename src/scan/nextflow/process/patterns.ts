/** The patterns of selectors: what `withName` and `withLabel` match. */
import { overBudget, type Budget } from "../budget/budget.ts";
import { Meter } from "../budget/meter.ts";
import { compile } from "../regex/index.ts";

export interface SelectorProblem {
  readonly problem: string;
  readonly pattern: string;
}

/** The pattern of a `withName` or `withLabel`. Undefined answers: it takes too long to be decided. */
export interface Selector {
  /** The one name that it matches, where it is a plain one. */
  readonly plain?: string;
  matches(name: string): boolean | undefined;
  /** A negated pattern holds only where no label matches. */
  matchesAny(labels: readonly string[]): boolean | undefined;
}

/** Of each scan: the same patterns are asked for the same names in every run that is looked at. */
const known = new WeakMap<Budget, Map<string, Selector | SelectorProblem>>();
/** Answers that are kept for the next run, of all patterns of a scan. */
const MOST_KEPT = 500_000;
/** A test that is not kept takes so much longer. */
const FRESH = 20;
/** What a letter of a pattern takes when it is compiled, for as long as the scan goes on. */
const BYTES_OF_LETTER = 200;
const kept = new WeakMap<Budget, { answers: number }>();

/** Compiles a selector: trimmed, a leading `!` negates, the rest is a Java pattern for the whole name. */
export function selectorFor(pattern: string, budget: Budget): Selector | SelectorProblem {
  let selectors = known.get(budget);
  if (selectors === undefined) known.set(budget, (selectors = new Map()));
  let selector = selectors.get(pattern);
  if (selector === undefined) selectors.set(pattern, (selector = build(pattern.trim(), budget)));
  return selector;
}

/** Why a selector is not compiled or not decided. */
export function undecidedBecause(budget: Budget): string {
  const { exceeded } = budget;
  return exceeded === undefined ? "it takes too long" : overBudget(exceeded).detail.replace(/\.$/, "");
}

function build(trimmed: string, budget: Budget): Selector | SelectorProblem {
  const negated = trimmed.startsWith("!");
  const source = negated ? trimmed.slice(1).trim() : trimmed;
  const isPlain = /^[\w ]*$/.test(source);
  const test = isPlain ? (name: string) => name === source : matcherFor(source, budget);
  if (typeof test === "string") return { problem: test, pattern: trimmed };
  return {
    ...(isPlain && !negated && { plain: source }),
    matches(name) {
      const answer = test(name);
      return answer === undefined ? undefined : answer !== negated;
    },
    matchesAny(labels) {
      let open = false;
      for (const label of labels) {
        const answer = test(label);
        if (answer === true) return !negated;
        open ||= answer === undefined;
      }
      return open ? undefined : negated;
    },
  };
}

function matcherFor(source: string, budget: Budget): ((name: string) => boolean | undefined) | string {
  if (!budget.spend("bytes", source.length * BYTES_OF_LETTER)) return undecidedBecause(budget);
  const regex = compile(source, new Meter(budget));
  if ("problem" in regex) return regex.problem;
  const answers = new Map<string, boolean | undefined>();
  let count = kept.get(budget);
  if (count === undefined) kept.set(budget, (count = { answers: 0 }));
  const all = count;
  return (name) => {
    if (answers.has(name)) return budget.spend("tests") ? answers.get(name) : undefined;
    const answer = budget.spend("tests", FRESH) ? regex.matches(name, new Meter(budget)) : undefined;
    if (all.answers < MOST_KEPT) answers.set(name, answer);
    all.answers += 1;
    return answer;
  };
}
