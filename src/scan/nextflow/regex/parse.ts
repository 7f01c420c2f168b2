/** Reads the regular expressions of `java.util.regex`, over UTF-16 units. */
import { foldCase, lineEnd, not, one, shorthands } from "./classes.ts";
import { noFlags, withFlags } from "./flags.ts";
import { DEEPEST, PatternProblem, Reader } from "./reader.ts";
import { parseEscapedSet, parseSet } from "./sets.ts";
import type { CharacterTest, Edge, Flags, Pattern } from "./tree.ts";

export function parsePattern(source: string): Pattern {
  const reader = new Reader(source);
  const pattern = new Parser(reader).alternatives(noFlags, 0);
  if (reader.at < source.length) throw new PatternProblem(`unmatched \`)\` at ${reader.at}`);
  return pattern;
}

const EDGES: ReadonlyMap<string, Edge> = new Map([
  ["b", "word"],
  ["B", "not-word"],
  ["A", "start"],
  ["z", "end"],
  ["Z", "last"],
]);

/** `\R`: the end of a line, `\r\n` as one. */
const LINE_BREAK: Pattern = {
  kind: "choice",
  options: [{ kind: "sequence", items: [character(one(13)), character(one(10))] }, character(shorthands.get("v")!)],
};

function character(test: CharacterTest): Pattern {
  return { kind: "character", test };
}

class Parser {
  readonly #reader: Reader;
  #groups = 0;
  readonly #names = new Map<string, number>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Up to the closing parenthesis or the end. `(?i)` in the middle holds to the end of the group, over `|` too. */
  alternatives(outer: Flags, depth: number): Pattern {
    if (depth > DEEPEST) throw new PatternProblem("too many groups inside each other");
    const reader = this.#reader;
    let flags = outer;
    const options: Pattern[][] = [[]];
    for (;;) {
      if (flags.comments) this.#skipComments();
      const { next } = reader;
      if (next === undefined || next === ")") break;
      const inline = /^\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?\)/.exec(reader.ahead(30));
      if (reader.take("|")) options.push([]);
      else if (reader.take("\\Q")) options.at(-1)!.push(...this.#quoted(flags));
      else if (inline !== null) {
        flags = withFlags(flags, inline[1]!, inline[2] ?? "");
        reader.at += inline[0].length;
      } else options.at(-1)!.push(this.#quantified(this.#atom(next, flags, depth), flags));
    }
    const sequences = options.map((items): Pattern => ({ kind: "sequence", items }));
    return sequences.length === 1 ? sequences[0]! : { kind: "choice", options: sequences };
  }

  /** What stands behind `\Q` up to `\E`, as it stands; a quantifier behind it is for its last character. */
  #quoted(flags: Flags): Pattern[] {
    const reader = this.#reader;
    const end = reader.source.indexOf("\\E", reader.at);
    const quoted = reader.source.slice(reader.at, end === -1 ? undefined : end);
    reader.at = end === -1 ? reader.source.length : end + 2;
    const items = quoted.split("").map((unit) => this.#character(one(unit.charCodeAt(0)), flags));
    const last = items.pop();
    return last === undefined ? [] : [...items, this.#quantified(last, flags)];
  }

  #skipComments(): void {
    const reader = this.#reader;
    for (;;) {
      const { next } = reader;
      if (next !== undefined && /[ \t\n\v\f\r]/.test(next)) reader.at += 1;
      else if (next === "#") {
        while (reader.at < reader.source.length && !lineEnd(reader.source.charCodeAt(reader.at))) reader.at += 1;
      } else return;
    }
  }

  #character(test: CharacterTest, flags: Flags): Pattern {
    return character(flags.ignoreCase ? foldCase(test) : test);
  }

  #atom(next: string, flags: Flags, depth: number): Pattern {
    this.#reader.at += 1;
    switch (next) {
      case "(":
        return this.#group(flags, depth);
      case "[":
        return character(parseSet(this.#reader, flags, depth));
      case ".":
        return character(flags.dotAll ? () => true : not(lineEnd));
      case "^":
        return { kind: "edge", edge: flags.multiline ? "line-start" : "start" };
      case "$":
        return { kind: "edge", edge: flags.multiline ? "line-end" : "last" };
      case "\\":
        return this.#escape(flags);
      case "*":
      case "+":
      case "?":
        throw new PatternProblem(`dangling \`${next}\` at ${this.#reader.at - 1}`);
      case "{":
        throw new PatternProblem(`illegal repetition at ${this.#reader.at - 1}`);
      default:
        return this.#character(one(next.charCodeAt(0)), flags);
    }
  }

  #quantified(item: Pattern, flags: Flags): Pattern {
    const reader = this.#reader;
    if (flags.comments) this.#skipComments();
    const count = this.#count();
    if (count === undefined) return item;
    const mode = reader.take("?") ? "lazy" : reader.take("+") ? "possessive" : "greedy";
    return { kind: "repeat", item, ...count, mode };
  }

  /** How often `*`, `+`, `?` or `{1,2}` lets the item before it stand; undefined where none of them follows. */
  #count(): { readonly least: number; readonly most: number } | undefined {
    const reader = this.#reader;
    if (reader.take("*")) return { least: 0, most: Infinity };
    if (reader.take("+")) return { least: 1, most: Infinity };
    if (reader.take("?")) return { least: 0, most: 1 };
    if (!reader.startsWith("{")) return undefined;
    const found = /^\{(\d{1,6})(?:(,)(\d{1,6})?)?\}/.exec(reader.ahead(20));
    if (found === null) throw new PatternProblem(`illegal repetition at ${reader.at}`);
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] === undefined ? Infinity : Number(found[3]);
    if (most < least) throw new PatternProblem(`illegal repetition range at ${reader.at}`);
    reader.at += found[0].length;
    return { least, most };
  }

  #group(flags: Flags, depth: number): Pattern {
    const reader = this.#reader;
    const inner = (innerFlags = flags): Pattern => {
      const item = this.alternatives(innerFlags, depth + 1);
      if (!reader.take(")")) throw new PatternProblem("unclosed group");
      return item;
    };
    if (!reader.take("?")) {
      const index = ++this.#groups;
      return { kind: "group", item: inner(), index };
    }
    if (reader.take(":")) return inner();
    if (reader.take("=")) return { kind: "look", item: inner(), behind: false, negated: false };
    if (reader.take("!")) return { kind: "look", item: inner(), behind: false, negated: true };
    if (reader.take("<=")) return { kind: "look", item: inner(), behind: true, negated: false };
    if (reader.take("<!")) return { kind: "look", item: inner(), behind: true, negated: true };
    if (reader.take(">")) return { kind: "atomic", item: inner() };
    const name = /^<([a-zA-Z][a-zA-Z0-9]*)>/.exec(reader.ahead(80));
    if (name !== null) {
      reader.at += name[0].length;
      if (this.#names.has(name[1]!)) throw new PatternProblem(`two groups are called ${name[1]}`);
      const index = ++this.#groups;
      this.#names.set(name[1]!, index);
      return { kind: "group", item: inner(), index };
    }
    const letters = /^([a-zA-Z]*)(?:-([a-zA-Z]*))?:/.exec(reader.ahead(30));
    if (letters === null) throw new PatternProblem(`unknown group at ${reader.at}`);
    reader.at += letters[0].length;
    return inner(withFlags(flags, letters[1]!, letters[2] ?? ""));
  }

  #escape(flags: Flags): Pattern {
    const reader = this.#reader;
    const { next } = reader;
    if (next === undefined) throw new PatternProblem("a backslash at the end");
    const edge = EDGES.get(next);
    if (edge !== undefined || next === "R") {
      reader.at += 1;
      return edge === undefined ? LINE_BREAK : { kind: "edge", edge };
    }
    if (next === "k") return this.#named(flags);
    if (next >= "1" && next <= "9") return this.#numbered(flags);
    return this.#character(parseEscapedSet(reader, flags), flags);
  }

  /** `\k<name>` */
  #named(flags: Flags): Pattern {
    const name = /^k<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.#reader.ahead(80));
    const index = this.#names.get(name?.[1] ?? "");
    if (name === null || index === undefined) throw new PatternProblem("`\\k` without a group of that name before it");
    this.#reader.at += name[0].length;
    return { kind: "back", index, ignoreCase: flags.ignoreCase };
  }

  /** `\1`. Java takes further digits only as long as such a group exists. */
  #numbered(flags: Flags): Pattern {
    let index = 0;
    for (;;) {
      const digit = this.#reader.next;
      if (digit === undefined || !/\d/.test(digit)) break;
      const longer = index * 10 + Number(digit);
      if (index > 0 && longer > this.#groups) break;
      index = longer;
      this.#reader.at += 1;
    }
    return { kind: "back", index, ignoreCase: flags.ignoreCase };
  }
}
