/** Backtracking matcher with a budget: what Java finds, or undefined where a hostile pattern would take too long. */
import { isAt } from "./edges.ts";
import type { CharacterTest, Pattern } from "./tree.ts";

/** What matches behind a step, tried from where the step ends. */
type Next = (at: number) => boolean;
/** Matches a part of the pattern from `at` on, and what comes `next` behind it. */
type Step = (at: number, next: Next) => boolean;
type Repeat = Extract<Pattern, { kind: "repeat" }>;

/** Raised inside of a match that takes too long; never leaves this file. */
class OutOfFuel extends Error {}

const MOST_STEPS = 300_000;

export interface Match {
  readonly start: number;
  readonly end: number;
  /** Start and end of each group; undefined where it took no part. */
  readonly groups: readonly (readonly [number, number] | undefined)[];
}

export class Matcher {
  /** How many groups the pattern has. */
  readonly groups: number;
  readonly #root: Step;
  #subject = "";
  #most = 0;
  #left = 0;
  #taken: (readonly [number, number] | undefined)[] = [];

  constructor(pattern: Pattern) {
    this.groups = groupsOf(pattern);
    this.#root = this.#step(pattern);
  }

  /** From `from` on; `whole`: the match must end with the text. `null`: no match; undefined: not decided in so many steps. */
  run(text: string, from: number, whole: boolean, most = MOST_STEPS): Match | null | undefined {
    this.#subject = text;
    this.#most = most;
    this.#left = most;
    try {
      for (let start = from; start <= text.length; start += 1) {
        this.#spend();
        this.#taken = [];
        let end = -1;
        const found = this.#root(start, (after) => {
          if (whole && after !== text.length) return false;
          end = after;
          return true;
        });
        if (found) return { start, end, groups: [...this.#taken] };
        if (whole) return null;
      }
      return null;
    } catch (error) {
      // A RangeError: the stack ran out before the fuel.
      if (error instanceof OutOfFuel || error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** How many the last run took. */
  get steps(): number {
    return this.#most - Math.max(0, this.#left);
  }

  #spend(steps = 1): true {
    this.#left -= steps;
    if (this.#left < 0) throw new OutOfFuel();
    return true;
  }

  #step(node: Pattern): Step {
    switch (node.kind) {
      case "character": {
        const { test } = node;
        return (at, next) =>
          at < this.#subject.length && test(this.#subject.charCodeAt(at)) && this.#spend() && next(at + 1);
      }
      case "sequence":
        return sequence(node.items.map((item) => this.#step(item)));
      case "choice": {
        const options = node.options.map((option) => this.#step(option));
        return (at, next) => options.some((option) => this.#spend() && option(at, next));
      }
      case "repeat":
        return this.#repeat(node);
      case "group":
        return this.#group(this.#step(node.item), node.index);
      case "atomic":
        return atomic(this.#step(node.item));
      case "look": {
        const item = this.#step(node.item);
        return (at, next) => {
          this.#spend();
          const found = node.behind ? this.#behind(item, at) : item(at, () => true);
          return found !== node.negated && next(at);
        };
      }
      case "back":
        return this.#back(node.index, node.ignoreCase);
      case "edge":
        break;
    }
    return (at, next) => isAt(node.edge, this.#subject, at) && this.#spend() && next(at);
  }

  #group(item: Step, index: number): Step {
    return (at, next) =>
      this.#spend() &&
      item(at, (end) => {
        const before = this.#taken[index];
        this.#taken[index] = [at, end];
        if (next(end)) return true;
        this.#taken[index] = before;
        return false;
      });
  }

  /** The text of a group once more. */
  #back(index: number, ignoreCase: boolean): Step {
    return (at, next) => {
      const group = this.#taken[index];
      if (group === undefined) return false;
      const length = group[1] - group[0];
      this.#spend(Math.floor(length / 8));
      const wanted = this.#subject.slice(...group);
      const there = this.#subject.slice(at, at + length);
      const same = ignoreCase ? wanted.toLowerCase() === there.toLowerCase() : wanted === there;
      return same && there.length === length && next(at + length);
    };
  }

  #behind(item: Step, at: number): boolean {
    for (let start = at; start >= 0; start -= 1) {
      this.#spend();
      if (item(start, (end) => end === at)) return true;
    }
    return false;
  }

  #repeat(node: Repeat): Step {
    const { least, most, mode } = node;
    if (node.item.kind === "character") {
      if (mode === "lazy") return this.#lazyCharacters(node.item.test, least, most);
      return this.#characters(node.item.test, least, most, mode === "possessive");
    }
    const item = this.#step(node.item);
    const more = (count: number, at: number, next: Next): boolean => {
      this.#spend();
      const again = (): boolean =>
        count < most &&
        item(at, (after) => (after === at && count + 1 >= least ? next(after) : more(count + 1, after, next)));
      if (count < least) return again();
      return mode === "lazy" ? next(at) || again() : again() || next(at);
    };
    const plain: Step = (at, next) => more(0, at, next);
    return mode === "possessive" ? atomic(plain) : plain;
  }

  #lazyCharacters(test: CharacterTest, least: number, most: number): Step {
    return (at, next) => {
      const limit = Math.min(this.#subject.length, at + most);
      for (let end = at; ; end += 1) {
        this.#spend();
        if (end - at >= least && next(end)) return true;
        if (end >= limit || !test(this.#subject.charCodeAt(end))) return false;
      }
    };
  }

  /** As many as there are; unless it is possessive it gives them back one by one. */
  #characters(test: CharacterTest, least: number, most: number, possessive: boolean): Step {
    return (at, next) => {
      const subject = this.#subject;
      const limit = Math.min(subject.length, at + most);
      let end = at;
      while (end < limit && test(subject.charCodeAt(end))) end += 1;
      this.#spend(Math.floor((end - at) / 2));
      if (possessive) return end - at >= least && next(end);
      for (; end - at >= least; end -= 1) {
        this.#spend();
        if (next(end)) return true;
      }
      return false;
    };
  }
}

/** One step after the other. */
function sequence(steps: readonly Step[]): Step {
  if (steps.length === 1) return steps[0]!;
  const run = (index: number, at: number, next: Next): boolean =>
    index === steps.length ? next(at) : steps[index]!(at, (after) => run(index + 1, after, next));
  return (at, next) => run(0, at, next);
}

/** What it has matched once is not tried in another way. */
function atomic(item: Step): Step {
  return (at, next) => {
    let end = -1;
    const keep = (after: number): boolean => {
      end = after;
      return true;
    };
    return item(at, keep) && next(end);
  };
}

/** How many groups a pattern has. */
function groupsOf(pattern: Pattern): number {
  switch (pattern.kind) {
    case "sequence":
      return pattern.items.reduce((total, item) => total + groupsOf(item), 0);
    case "choice":
      return pattern.options.reduce((total, item) => total + groupsOf(item), 0);
    case "group":
      return 1 + groupsOf(pattern.item);
    case "repeat":
    case "atomic":
    case "look":
      return groupsOf(pattern.item);
    case "character":
    case "back":
    case "edge":
      break;
  }
  return 0;
}
