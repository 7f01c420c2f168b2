/** Whether a text as a whole matches, in time that grows with text times pattern, whatever is repeated within what is repeated. */
import { isAt } from "./edges.ts";
import type { CharacterTest, Edge, Pattern } from "./tree.ts";

/** Larger patterns are left to the backtracking matcher, and so are longer texts, on which Java runs out of stack. */
const MOST_PARTS = 2_000;
const LONGEST_TEXT = 1_000;
const MOST_STEPS = 300_000;

/** A place in a pattern: one behind a character, one where an edge is, or one from which others are reached at once. */
interface State {
  readonly test?: CharacterTest;
  readonly edge?: Edge;
  /** Indexes of the places that follow. */
  readonly next: readonly number[];
}

/** The place behind all of a pattern. */
const END = 0;

/**
 * All places of a pattern at which a text can be, followed side by side (Thompson): nothing is tried twice, and a step
 * allocates nothing. It knows no groups, and so none of the patterns that need to look back, ahead, or give nothing back.
 */
export class StateMachine {
  readonly #states: readonly State[];
  readonly #start: number;
  /** The round in which a state was reached last: never the same again. */
  readonly #reached: Float64Array;
  #round = 0;
  readonly #pending: number[] = [];
  #steps = 0;

  /** Undefined for a pattern that it does not know. */
  static of(pattern: Pattern): StateMachine | undefined {
    const builder = new Builder();
    const start = builder.entry(pattern, END);
    return start === undefined ? undefined : new StateMachine(builder.states, start);
  }

  private constructor(states: readonly State[], start: number) {
    this.#states = states;
    this.#start = start;
    this.#reached = new Float64Array(states.length);
  }

  /** Undefined where text and pattern are too long for each other. */
  matches(text: string): boolean | undefined {
    this.#steps = 0;
    if (text.length > LONGEST_TEXT) return undefined;
    let here: number[] = [];
    let there: number[] = [];
    this.#pending.push(this.#start);
    this.#spread(text, 0, here);
    for (let at = 0; at < text.length && here.length > 0; at += 1) {
      const code = text.charCodeAt(at);
      for (const index of here) {
        const { test, next } = this.#states[index]!;
        if (test?.(code) === true) this.#pending.push(next[0]!);
      }
      there.length = 0;
      this.#spread(text, at + 1, there);
      [here, there] = [there, here];
      if (this.#steps > MOST_STEPS) return undefined;
    }
    return here.includes(END);
  }

  /** How many the last run took. */
  get steps(): number {
    return this.#steps;
  }

  /** Takes what is pending to the next characters, and to the end. */
  #spread(text: string, at: number, found: number[]): void {
    this.#round += 1;
    const pending = this.#pending;
    for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
      this.#steps += 1;
      if (this.#reached[index] === this.#round) continue;
      this.#reached[index] = this.#round;
      const { test, edge, next } = this.#states[index]!;
      if (test !== undefined || (index === END && at === text.length)) found.push(index);
      else if (edge === undefined || isAt(edge, text, at)) for (const each of next) pending.push(each);
    }
  }
}

/** Makes the states of a pattern from its end on. */
class Builder {
  readonly states: State[] = [{ next: [] }];
  #parts = 0;

  /** Where a part begins that is followed by `next`; undefined where it is unknown or there are too many. */
  entry(part: Pattern, next: number): number | undefined {
    this.#parts += 1;
    if (this.#parts > MOST_PARTS) return undefined;
    switch (part.kind) {
      case "character":
        return this.#add({ test: part.test, next: [next] });
      case "edge":
        return this.#add({ edge: part.edge, next: [next] });
      case "group":
        return this.entry(part.item, next);
      case "sequence":
        return this.#inTurn(part.items, next);
      case "choice":
        return this.#choice(part.options, next);
      case "repeat":
        return part.mode === "possessive" ? undefined : this.#repeat(part, next);
      case "atomic":
      case "look":
      case "back":
        break;
    }
    return undefined;
  }

  #add(state: State): number {
    return this.states.push(state) - 1;
  }

  #inTurn(items: readonly Pattern[], next: number): number | undefined {
    let start: number | undefined = next;
    for (let index = items.length - 1; index >= 0 && start !== undefined; index -= 1) {
      start = this.entry(items[index]!, start);
    }
    return start;
  }

  #choice(options: readonly Pattern[], next: number): number | undefined {
    const entries = options.map((option) => this.entry(option, next));
    return entries.every((entry) => entry !== undefined) ? this.#add({ next: entries }) : undefined;
  }

  /** What may be repeated without end leads back to its beginning; all else is written out. */
  #repeat({ item, least, most }: Extract<Pattern, { kind: "repeat" }>, next: number): number | undefined {
    let start = most === Infinity ? this.#loop(item, next) : this.#upTo(most - least, item, next);
    for (let count = 0; count < least && start !== undefined; count += 1) start = this.entry(item, start);
    return start;
  }

  #loop(item: Pattern, next: number): number | undefined {
    const ways = [next];
    const loop = this.#add({ next: ways });
    const again = this.entry(item, loop);
    if (again === undefined) return undefined;
    ways.push(again);
    return loop;
  }

  #upTo(most: number, item: Pattern, next: number): number | undefined {
    let start: number | undefined = next;
    for (let count = 0; count < most && start !== undefined; count += 1) {
      const once = this.entry(item, start);
      start = once === undefined ? undefined : this.#add({ next: [once, next] });
    }
    return start;
  }
}
