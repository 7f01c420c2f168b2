import { lineEnd, word } from "./classes.ts";
import type { Edge, Pattern } from "./tree.ts";

type Next = (at: number) => boolean;
type Matcher = (at: number, next: Next) => boolean;

/** Raised inside of a match that takes too long; never leaves this file. */
class OutOfFuel extends Error {}

export interface Found {
  readonly start: number;
  readonly end: number;
  /** Start and end of each group; undefined where it took no part. */
  readonly groups: readonly (readonly [number, number] | undefined)[];
}

/** Backtracking matcher with a budget: what Java finds, or undefined where a hostile pattern would take too long. */
export function matcher(pattern: Pattern): {
  /** How many groups the pattern has. */
  readonly groups: number;
  /** From `from` on; `whole`: the match must end with the text. `null`: no match; undefined: undecided. */
  run(text: string, from: number, whole: boolean): Found | null | undefined;
} {
  let subject = "";
  let fuel = 0;
  let groups: (readonly [number, number] | undefined)[] = [];

  const compile = (node: Pattern): Matcher => {
    switch (node.kind) {
      case "character": {
        const { test } = node;
        return (at, next) => at < subject.length && test(subject.charCodeAt(at)) && next(at + 1);
      }
      case "sequence": {
        const items = node.items.map(compile);
        if (items.length === 1) return items[0]!;
        const step = (index: number, at: number, next: Next): boolean =>
          index === items.length ? next(at) : items[index]!(at, (after) => step(index + 1, after, next));
        return (at, next) => step(0, at, next);
      }
      case "choice": {
        const options = node.options.map(compile);
        return (at, next) => options.some((option) => spend() && option(at, next));
      }
      case "repeat":
        return repeat(node);
      case "group": {
        const item = compile(node.item);
        return (at, next) =>
          item(at, (end) => {
            const before = groups[node.index];
            groups[node.index] = [at, end];
            if (next(end)) return true;
            groups[node.index] = before;
            return false;
          });
      }
      case "atomic":
        return atomic(compile(node.item));
      case "look": {
        const item = compile(node.item);
        return (at, next) => {
          const found = node.behind ? behind(item, at) : item(at, () => true);
          return found !== node.negated && next(at);
        };
      }
      case "back":
        return (at, next) => {
          const group = groups[node.index];
          if (group === undefined) return false;
          const length = group[1] - group[0];
          const wanted = subject.slice(...group);
          const there = subject.slice(at, at + length);
          const same = node.ignoreCase ? wanted.toLowerCase() === there.toLowerCase() : wanted === there;
          return same && there.length === length && next(at + length);
        };
      case "edge":
        break;
    }
    return (at, next) => isAt(node.edge, subject, at) && next(at);
  };

  const spend = (): true => {
    if (fuel-- <= 0) throw new OutOfFuel();
    return true;
  };

  const behind = (item: Matcher, at: number): boolean => {
    for (let start = at; start >= 0; start -= 1) {
      spend();
      if (item(start, (end) => end === at)) return true;
    }
    return false;
  };

  const repeat = (node: Extract<Pattern, { kind: "repeat" }>): Matcher => {
    const { least, most, mode } = node;
    if (node.item.kind === "character") return repeatCharacter(node.item.test, least, most, mode);
    const item = compile(node.item);
    const more = (count: number, at: number, next: Next): boolean => {
      spend();
      const again = (): boolean =>
        count < most &&
        item(at, (after) => (after === at && count + 1 >= least ? next(after) : more(count + 1, after, next)));
      if (count < least) return again();
      return mode === "lazy" ? next(at) || again() : again() || next(at);
    };
    const plain: Matcher = (at, next) => more(0, at, next);
    return mode === "possessive" ? atomic(plain) : plain;
  };

  const repeatCharacter = (
    test: (unit: number) => boolean,
    least: number,
    most: number,
    mode: "greedy" | "lazy" | "possessive",
  ): Matcher => {
    return (at, next) => {
      const limit = Math.min(subject.length, at + most);
      let end = at;
      if (mode === "lazy") {
        for (;;) {
          spend();
          if (end - at >= least && next(end)) return true;
          if (end >= limit || !test(subject.charCodeAt(end))) return false;
          end += 1;
        }
      }
      while (end < limit && test(subject.charCodeAt(end))) end += 1;
      if (mode === "possessive") return end - at >= least && next(end);
      for (; end - at >= least; end -= 1) {
        spend();
        if (next(end)) return true;
      }
      return false;
    };
  };

  const root = compile(pattern);
  return {
    groups: count(pattern),
    run(text, from, whole) {
      subject = text;
      fuel = 200_000;
      try {
        for (let start = from; start <= text.length; start += 1) {
          groups = [];
          let end = -1;
          const found = root(start, (after) => {
            if (whole && after !== text.length) return false;
            end = after;
            return true;
          });
          if (found) return { start, end, groups: [...groups] };
          if (whole) return null;
        }
        return null;
      } catch (error) {
        // A RangeError: the stack ran out before the fuel.
        if (error instanceof OutOfFuel || error instanceof RangeError) return undefined;
        throw error;
      }
    },
  };
}

/** What it has matched once is not tried in another way. */
function atomic(item: Matcher): Matcher {
  return (at, next) => {
    let end = -1;
    const keep = (after: number): boolean => {
      end = after;
      return true;
    };
    return item(at, keep) && next(end);
  };
}

function count(pattern: Pattern): number {
  switch (pattern.kind) {
    case "sequence":
      return pattern.items.reduce((total, item) => total + count(item), 0);
    case "choice":
      return pattern.options.reduce((total, item) => total + count(item), 0);
    case "group":
      return 1 + count(pattern.item);
    case "repeat":
    case "atomic":
    case "look":
      return count(pattern.item);
    case "character":
    case "back":
    case "edge":
      break;
  }
  return 0;
}

function isAt(edge: Edge, text: string, at: number): boolean {
  switch (edge) {
    case "start":
      return at === 0;
    case "end":
      return at === text.length;
    case "last": {
      if (at === text.length) return true;
      const rest = text.slice(at, at + 3);
      return rest === "\r\n" || (rest.length === 1 && lineEnd(rest.charCodeAt(0)) && !withinPair(text, at));
    }
    case "line-start":
      return at < text.length && (at === 0 || (lineEnd(text.charCodeAt(at - 1)) && !withinPair(text, at)));
    case "line-end":
      return at === text.length || (lineEnd(text.charCodeAt(at)) && !withinPair(text, at));
    case "word":
    case "not-word":
      break;
  }
  const before = at > 0 && word(text.charCodeAt(at - 1));
  const after = at < text.length && word(text.charCodeAt(at));
  return (before !== after) === (edge === "word");
}

/** Between the two halves of a line end: Java sees no end of a line there. */
function withinPair(text: string, at: number): boolean {
  return text.slice(at - 1, at + 1) === "\r\n";
}
