/** Regular expressions of Java: what they match, replace and split, on hostile patterns too. */
import type { Meter } from "../budget/meter.ts";
import { Matcher, type Match } from "./match.ts";
import { parsePattern } from "./parse.ts";
import { PatternProblem } from "./reader.ts";
import { StateMachine } from "./states.ts";
import type { Pattern } from "./tree.ts";

/** A regular expression of Java. Undefined answers: the pattern takes too long on this text to be decided. */
export interface JavaRegex {
  /** `Matcher.matches()`: the whole text. */
  matches(text: string, meter: Meter): boolean | undefined;
  /** `Matcher.find()`. */
  finds(text: string, meter: Meter): boolean | undefined;
  /** Every match with its groups, up to a hundred. */
  all(text: string, meter: Meter): readonly (readonly (string | undefined)[])[] | undefined;
  /** `String.replaceAll` and `replaceFirst`; undefined too where the replacement is not legal. */
  replace(text: string, replacement: string, all: boolean, meter: Meter): string | undefined;
  /** `String.split`, empty parts at the end dropped. */
  split(text: string, meter: Meter): readonly string[] | undefined;
}

const LONGEST = 2_000;
/** `all` gives no more matches than these. */
const MOST_MATCHES = 100;
const LONGEST_RESULT = 1_000_000;
/** So many steps of a match are one of an evaluation: those that go back allocate, those from state to state do not. */
const STEPS = 4;
const STATES = 16;
/** Steps, and steps for a letter, of a match that goes back: the faster way for what nobody made to be slow. */
const QUICK = 60;
const QUICK_LETTER = 4;

/** Compiles a pattern of `java.util.regex`; `problem` says why Java refuses it or why it is not supported here. */
export function compile(pattern: string, meter: Meter): JavaRegex | { readonly problem: string } {
  if (!meter.spend(1 + Math.floor(pattern.length / 8)))
    return { problem: "there are too many patterns to be followed" };
  if (pattern.length > LONGEST) return { problem: `it is longer than ${LONGEST} characters` };
  try {
    return new Compiled(parsePattern(pattern));
  } catch (error) {
    if (error instanceof PatternProblem) return { problem: error.message };
    throw error;
  }
}

class Compiled implements JavaRegex {
  readonly #pattern: Pattern;
  readonly #matcher: Matcher;
  /** Made when the pattern first takes long; null for one that it does not know. */
  #machine: StateMachine | null | undefined;

  constructor(pattern: Pattern) {
    this.#pattern = pattern;
    this.#matcher = new Matcher(pattern);
  }

  matches(text: string, meter: Meter): boolean | undefined {
    if (this.#machine === undefined) {
      const match = this.#run(text, 0, true, meter, QUICK + QUICK_LETTER * text.length);
      if (match !== undefined) return match !== null;
      this.#machine = StateMachine.of(this.#pattern) ?? null;
    }
    const answer = this.#machine?.matches(text);
    if (this.#machine === null || answer === undefined) return decided(this.#run(text, 0, true, meter));
    return meter.spend(Math.floor(this.#machine.steps / STATES)) ? answer : undefined;
  }

  finds(text: string, meter: Meter): boolean | undefined {
    return decided(this.#run(text, 0, false, meter));
  }

  all(text: string, meter: Meter): readonly (readonly (string | undefined)[])[] | undefined {
    return this.#matchesIn(text, MOST_MATCHES, meter)?.map((match) => [
      text.slice(match.start, match.end),
      ...Array.from({ length: this.#matcher.groups }, (_, index) => {
        const group = match.groups[index + 1];
        return group === undefined ? undefined : text.slice(...group);
      }),
    ]);
  }

  replace(text: string, replacement: string, all: boolean, meter: Meter): string | undefined {
    const matches = this.#matchesIn(text, all ? Infinity : 1, meter);
    if (matches === undefined) return undefined;
    let result = "";
    let at = 0;
    for (const match of matches) {
      const inserted = expand(replacement, text, match, this.#matcher.groups);
      if (inserted === undefined) return undefined;
      result += text.slice(at, match.start) + inserted;
      if (result.length > LONGEST_RESULT) return undefined;
      at = match.end;
    }
    return result + text.slice(at);
  }

  split(text: string, meter: Meter): readonly string[] | undefined {
    const matches = this.#matchesIn(text, Infinity, meter);
    if (matches === undefined) return undefined;
    const parts: string[] = [];
    let at = 0;
    for (const match of matches) {
      // Java: a match without width at the beginning gives no empty first part.
      if (match.end === 0) continue;
      if (match.start === text.length && match.end === text.length) continue;
      parts.push(text.slice(at, match.start));
      at = match.end;
    }
    if (at === 0 && parts.length === 0) return [text];
    parts.push(text.slice(at));
    while (parts.length > 0 && parts.at(-1) === "") parts.pop();
    return parts;
  }

  /** One match behind the other; undefined where that takes too long. */
  #matchesIn(text: string, limit: number, meter: Meter): readonly Match[] | undefined {
    const matches: Match[] = [];
    for (let from = 0; from <= text.length && matches.length < limit;) {
      const match = this.#run(text, from, false, meter);
      if (match === undefined) return undefined;
      if (match === null) break;
      matches.push(match);
      from = match.end > match.start ? match.end : match.end + 1;
    }
    return matches;
  }

  #run(text: string, from: number, whole: boolean, meter: Meter, most?: number): Match | null | undefined {
    const match = this.#matcher.run(text, from, whole, most);
    return meter.spend(Math.floor(this.#matcher.steps / STEPS)) ? match : undefined;
  }
}

function decided(match: Match | null | undefined): boolean | undefined {
  return match === undefined ? undefined : match !== null;
}

/** `$1` and `\$` in a replacement. Java throws for a group that does not exist and for a lone `$`. */
function expand(replacement: string, text: string, match: Match, groups: number): string | undefined {
  let result = "";
  for (let at = 0; at < replacement.length; at += 1) {
    const unit = replacement[at]!;
    if (unit === "\\") {
      at += 1;
      if (at >= replacement.length) return undefined;
      result += replacement[at];
    } else if (unit === "$") {
      const digits = /^\d\d?/.exec(replacement.slice(at + 1))?.[0];
      if (digits === undefined) return undefined;
      // Java takes the second digit only where such a group exists.
      const taken = Number(digits) <= groups ? digits : digits.charAt(0);
      const index = Number(taken);
      if (index > groups) return undefined;
      const group = index === 0 ? ([match.start, match.end] as const) : match.groups[index];
      result += group === undefined ? "" : text.slice(...group);
      at += taken.length;
    } else result += unit;
  }
  return result;
}
