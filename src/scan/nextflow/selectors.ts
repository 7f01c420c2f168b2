import { compile } from "./java-regex.ts";

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
const MOST = 5_000;

/** Compiles a selector: trimmed, a leading `!` negates, the rest is a Java pattern for the whole name. */
export function selectorFor(pattern: string): Selector | SelectorProblem {
  const before = known.get(pattern);
  if (before !== undefined) return before;
  if (known.size > MOST) known.clear();
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
      const answers = labels.map(test);
      if (answers.includes(true)) return !negated;
      return answers.includes(undefined) ? undefined : negated;
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
    if (answers.size > MOST) answers.clear();
    const answer = regex.matches(name);
    answers.set(name, answer);
    return answer;
  };
}
