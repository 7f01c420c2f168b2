import { any, both, foldCase, lineEnd, not, one, property, range, shorthands } from "./classes.ts";
import type { CharacterTest, Flags, Pattern } from "./tree.ts";

/** Thrown and caught within this file's caller only: Java refuses the pattern, or it is not supported here. */
export class PatternProblem extends Error {}

const noFlags: Flags = { ignoreCase: false, multiline: false, dotAll: false, comments: false };
const DEEPEST = 200;

/** Reads the regular expressions of `java.util.regex` over UTF-16 units. */
export function parsePattern(source: string): Pattern {
  const parser = new Parser(source);
  const pattern = parser.alternatives(noFlags, 0);
  if (parser.at < source.length) throw new PatternProblem(`unmatched \`)\` at ${parser.at}`);
  return pattern;
}

class Parser {
  at = 0;
  readonly #source: string;
  #groups = 0;
  readonly #names = new Map<string, number>();

  constructor(source: string) {
    this.#source = source;
  }

  /** Up to the closing parenthesis or the end. `(?i)` in the middle holds to the end of the group, over `|` too. */
  alternatives(outer: Flags, depth: number): Pattern {
    if (depth > DEEPEST) throw new PatternProblem("too many groups inside each other");
    let flags = outer;
    const options: Pattern[] = [];
    let items: Pattern[] = [];
    for (;;) {
      if (flags.comments) this.#skipComments();
      const next = this.#source[this.at];
      if (next === undefined || next === ")") break;
      if (next === "|") {
        this.at += 1;
        options.push({ kind: "sequence", items });
        items = [];
        continue;
      }
      if (this.#ahead("\\Q")) {
        const end = this.#source.indexOf("\\E", this.at + 2);
        const quoted = this.#source.slice(this.at + 2, end === -1 ? undefined : end);
        this.at = end === -1 ? this.#source.length : end + 2;
        for (const [index, unit] of quoted.split("").entries()) {
          const item = this.#character(one(unit.charCodeAt(0)), flags);
          items.push(index === quoted.length - 1 ? this.#quantified(item, flags) : item);
        }
        continue;
      }
      const inline = /^\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?\)/.exec(this.#source.slice(this.at, this.at + 30));
      if (inline !== null) {
        flags = changed(flags, inline[1]!, inline[2] ?? "");
        this.at += inline[0].length;
        continue;
      }
      items.push(this.#quantified(this.#atom(next, flags, depth), flags));
    }
    options.push({ kind: "sequence", items });
    return options.length === 1 ? options[0]! : { kind: "choice", options };
  }

  #ahead(text: string): boolean {
    return this.#source.startsWith(text, this.at);
  }

  #skipComments(): void {
    for (;;) {
      const next = this.#source[this.at];
      if (next !== undefined && /[ \t\n\v\f\r]/.test(next)) this.at += 1;
      else if (next === "#") {
        while (this.at < this.#source.length && !lineEnd(this.#source.charCodeAt(this.at))) this.at += 1;
      } else return;
    }
  }

  #character(test: CharacterTest, flags: Flags): Pattern {
    return { kind: "character", test: flags.ignoreCase ? foldCase(test) : test };
  }

  #atom(next: string, flags: Flags, depth: number): Pattern {
    this.at += 1;
    switch (next) {
      case "(":
        return this.#group(flags, depth);
      case "[":
        return { kind: "character", test: this.#set(flags, depth) };
      case ".":
        return { kind: "character", test: flags.dotAll ? () => true : not(lineEnd) };
      case "^":
        return { kind: "edge", edge: flags.multiline ? "line-start" : "start" };
      case "$":
        return { kind: "edge", edge: flags.multiline ? "line-end" : "last" };
      case "\\":
        return this.#escape(flags);
      case "*":
      case "+":
      case "?":
        throw new PatternProblem(`dangling \`${next}\` at ${this.at - 1}`);
      case "{":
        throw new PatternProblem(`illegal repetition at ${this.at - 1}`);
      default:
        return this.#character(one(next.charCodeAt(0)), flags);
    }
  }

  #quantified(item: Pattern, flags: Flags): Pattern {
    if (flags.comments) this.#skipComments();
    const next = this.#source[this.at];
    let least: number;
    let most: number;
    if (next === "*" || next === "+" || next === "?") {
      least = next === "+" ? 1 : 0;
      most = next === "?" ? 1 : Infinity;
      this.at += 1;
    } else if (next === "{") {
      const found = /^\{(\d{1,6})(?:(,)(\d{1,6})?)?\}/.exec(this.#source.slice(this.at, this.at + 20));
      if (found === null) throw new PatternProblem(`illegal repetition at ${this.at}`);
      least = Number(found[1]);
      most = found[2] === undefined ? least : found[3] === undefined ? Infinity : Number(found[3]);
      if (most < least) throw new PatternProblem(`illegal repetition range at ${this.at}`);
      this.at += found[0].length;
    } else return item;
    const suffix = this.#source[this.at];
    if (suffix === "?" || suffix === "+") this.at += 1;
    const mode = suffix === "?" ? "lazy" : suffix === "+" ? "possessive" : "greedy";
    return { kind: "repeat", item, least, most, mode };
  }

  #group(flags: Flags, depth: number): Pattern {
    const inner = (changedFlags = flags): Pattern => {
      const item = this.alternatives(changedFlags, depth + 1);
      if (this.#source[this.at] !== ")") throw new PatternProblem("unclosed group");
      this.at += 1;
      return item;
    };
    const take = (text: string): boolean => {
      if (!this.#ahead(text)) return false;
      this.at += text.length;
      return true;
    };
    if (!take("?")) {
      const index = ++this.#groups;
      return { kind: "group", item: inner(), index };
    }
    if (take(":")) return inner();
    if (take("=")) return { kind: "look", item: inner(), behind: false, negated: false };
    if (take("!")) return { kind: "look", item: inner(), behind: false, negated: true };
    if (take("<=")) return { kind: "look", item: inner(), behind: true, negated: false };
    if (take("<!")) return { kind: "look", item: inner(), behind: true, negated: true };
    if (take(">")) return { kind: "atomic", item: inner() };
    const name = /^<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.#source.slice(this.at, this.at + 80));
    if (name !== null) {
      this.at += name[0].length;
      if (this.#names.has(name[1]!)) throw new PatternProblem(`two groups are called ${name[1]}`);
      const index = ++this.#groups;
      this.#names.set(name[1]!, index);
      return { kind: "group", item: inner(), index };
    }
    const options = /^([a-zA-Z]*)(?:-([a-zA-Z]*))?:/.exec(this.#source.slice(this.at, this.at + 30));
    if (options === null) throw new PatternProblem(`unknown group at ${this.at}`);
    this.at += options[0].length;
    return inner(changed(flags, options[1]!, options[2] ?? ""));
  }

  #escape(flags: Flags): Pattern {
    const next = this.#source[this.at];
    if (next === undefined) throw new PatternProblem("a backslash at the end");
    switch (next) {
      case "b":
        this.at += 1;
        return { kind: "edge", edge: "word" };
      case "B":
        this.at += 1;
        return { kind: "edge", edge: "not-word" };
      case "A":
        this.at += 1;
        return { kind: "edge", edge: "start" };
      case "z":
        this.at += 1;
        return { kind: "edge", edge: "end" };
      case "Z":
        this.at += 1;
        return { kind: "edge", edge: "last" };
      case "R": {
        this.at += 1;
        const pair: Pattern = {
          kind: "sequence",
          items: [
            { kind: "character", test: one(13) },
            { kind: "character", test: one(10) },
          ],
        };
        return { kind: "choice", options: [pair, { kind: "character", test: shorthands.get("v")! }] };
      }
      case "k": {
        const name = /^k<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.#source.slice(this.at, this.at + 80));
        const index = this.#names.get(name?.[1] ?? "");
        if (name === null || index === undefined)
          throw new PatternProblem("`\\k` without a group of that name before it");
        this.at += name[0].length;
        return { kind: "back", index, ignoreCase: flags.ignoreCase };
      }
      default:
    }
    if (next >= "1" && next <= "9") {
      let index = Number(next);
      this.at += 1;
      // Java takes further digits only as long as such a group exists.
      for (;;) {
        const digit = this.#source[this.at];
        if (digit === undefined || !/\d/.test(digit) || index * 10 + Number(digit) > this.#groups) break;
        index = index * 10 + Number(digit);
        this.at += 1;
      }
      return { kind: "back", index, ignoreCase: flags.ignoreCase };
    }
    return this.#character(this.#escapedSet(flags), flags);
  }

  /** What stands behind a backslash where one character is meant; `at` is on the letter. */
  #escapedSet(flags: Flags): CharacterTest {
    const next = this.#source[this.at++]!;
    const shorthand = shorthands.get(next);
    if (shorthand !== undefined) return shorthand;
    const rest = this.#source.slice(this.at, this.at + 60);
    if (next === "p" || next === "P") {
      const found = /^(?:\{[^}]+\}|[A-Za-z])/.exec(rest)?.[0] ?? "";
      const test = property(found.replace(/^\{|\}$/g, ""));
      if (test === undefined) throw new PatternProblem(`unknown property \`\\${next}${found}\``);
      this.at += found.length;
      const folded = flags.ignoreCase ? foldCase(test) : test;
      return next === "P" ? not(folded) : folded;
    }
    const numeric = { x: /^(?:\{([0-9a-fA-F]{1,4})\}|([0-9a-fA-F]{2}))/, u: /^([0-9a-fA-F]{4})/ }[next];
    if (numeric !== undefined) {
      const found = numeric.exec(rest);
      if (found === null) throw new PatternProblem(`illegal \`\\${next}\``);
      this.at += found[0].length;
      return one(Number.parseInt(found[1] ?? found[2]!, 16));
    }
    if (next === "0") {
      const found = /^(?:[0-3][0-7]{2}|[0-7]{1,2})/.exec(rest);
      if (found === null) throw new PatternProblem("illegal `\\0`");
      this.at += found[0].length;
      return one(Number.parseInt(found[0], 8));
    }
    if (next === "c" && rest !== "") {
      this.at += 1;
      return one(rest.charCodeAt(0) ^ 64);
    }
    const control = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 }[next];
    if (control !== undefined) return one(control);
    if (/[A-Za-z]/.test(next)) throw new PatternProblem(`unknown escape \`\\${next}\``);
    return one(next.charCodeAt(0));
  }

  /** A class in brackets, `at` behind the opening one: unions, ranges, `&&`, nested classes. */
  #set(flags: Flags, depth: number): CharacterTest {
    if (depth > DEEPEST) throw new PatternProblem("too many classes inside each other");
    const negated = this.#ahead("^");
    if (negated) this.at += 1;
    let intersection: CharacterTest | undefined;
    let tests: CharacterTest[] = [];
    const close = (): void => {
      // Java overlooks a side of `&&` that is empty.
      if (tests.length === 0) return;
      const union = flags.ignoreCase ? foldCase(any(...tests)) : any(...tests);
      intersection = intersection === undefined ? union : both(intersection, union);
      tests = [];
    };
    for (let first = true; ; first = false) {
      const next = this.#source[this.at];
      if (next === undefined) throw new PatternProblem("unclosed character class");
      if (flags.comments && /[\s#]/.test(next))
        throw new PatternProblem("a blank or comment in a class is not supported");
      if (next === "]" && !first) {
        this.at += 1;
        break;
      }
      if (next === "[") {
        this.at += 1;
        tests.push(this.#set(flags, depth + 1));
        continue;
      }
      if (this.#ahead("&&")) {
        this.at += 2;
        close();
        continue;
      }
      tests.push(this.#member(next, flags));
    }
    close();
    if (intersection === undefined) throw new PatternProblem("an empty character class");
    return negated ? not(intersection) : intersection;
  }

  #member(next: string, flags: Flags): CharacterTest {
    if (next === "\\") {
      this.at += 1;
      const before = this.at;
      const test = this.#escapedSet(flags);
      if (shorthands.has(this.#source[before]!) || /[pP]/.test(this.#source[before]!)) return test;
      return this.#rangeFrom(this.#unitOf(test), test, flags);
    }
    this.at += 1;
    const unit = next.charCodeAt(0);
    return this.#rangeFrom(unit, one(unit), flags);
  }

  #unitOf(test: CharacterTest): number {
    for (let unit = 0; unit < 0x10000; unit += 1) if (test(unit)) return unit;
    return 0;
  }

  #rangeFrom(from: number, single: CharacterTest, flags: Flags): CharacterTest {
    const following = this.#source[this.at + 1];
    if (this.#source[this.at] !== "-" || following === undefined || following === "]" || following === "[")
      return single;
    this.at += 1;
    let to: number;
    if (following === "\\") {
      this.at += 1;
      to = this.#unitOf(this.#escapedSet(flags));
    } else {
      this.at += 1;
      to = following.charCodeAt(0);
    }
    if (to < from) throw new PatternProblem("illegal character range");
    return range(from, to);
  }
}

function changed(flags: Flags, on: string, off: string): Flags {
  const result = { ...flags };
  for (const [letters, value] of [
    [on, true],
    [off, false],
  ] as const) {
    for (const letter of letters) {
      if (letter === "i") result.ignoreCase = value;
      else if (letter === "m") result.multiline = value;
      else if (letter === "s") result.dotAll = value;
      else if (letter === "x") result.comments = value;
      else throw new PatternProblem(`the flag \`${letter}\` is unknown or not supported`);
    }
  }
  return result;
}
