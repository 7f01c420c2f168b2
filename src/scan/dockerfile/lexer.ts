/** The lexer behind expand.ts: reads a text once, from left to right, in every form of `${…}` that BuildKit knows. */
import { quote, short } from "../../text/quote.ts";
import { cut, type Fragment, type Fragments, FragmentsBuilder, plain, WORD } from "./fragments.ts";
import { backwards, filledIn, findMatch, LONGEST_MATCHED, parsePattern, type Pattern } from "./glob.ts";
import { TEMPLATE_OPTION } from "./template.ts";
import { WordCutter } from "./word-cutter.ts";
import { SPENT, type Work } from "./work.ts";

/** The variables that a word can name. */
export interface Scope {
  /** The value of a variable; undefined where it is unset. Asked for each name that the result may depend on. */
  lookup(name: string): Fragments | undefined;
  readonly work: Work;
}

/** Deeper nesting than anybody writes; a limit keeps hostile files off the stack. */
const DEEPEST = 64;
/** No name is as long; a limit keeps `ARG A=$B$B` chains from growing without end. */
const LONGEST = 65_536;

const NAME = /\p{Nd}+|[@*#?$!-]|[\p{L}_][\p{L}\p{Nd}_]*/uy;
const HEREDOC_MARK = /<<[\t\r ]*/y;

export interface Mode {
  /** Quotes stay in the result. */
  readonly rawQuotes?: boolean;
  /** Words are collected, and a variable without a value stays as it is written. */
  readonly forWords?: boolean;
  readonly quotesMean?: boolean;
}

export class Lexer {
  error: string | undefined;
  readonly words: string[] = [];
  readonly #cutter: WordCutter | undefined;

  readonly #source: string;
  readonly #escape: string;
  readonly #scope: Scope;
  readonly #rawQuotes: boolean;
  readonly #forWords: boolean;
  readonly #quotesMean: boolean;
  #at = 0;
  #depth = 0;
  #length = 0;

  constructor(source: string, escape: string, scope: Scope, mode: Mode) {
    this.#source = source;
    this.#escape = escape;
    this.#scope = scope;
    this.#rawQuotes = mode.rawQuotes ?? false;
    this.#forWords = mode.forWords ?? false;
    this.#cutter = this.#forWords ? new WordCutter(this.words) : undefined;
    this.#quotesMean = mode.quotesMean ?? true;
  }

  /**
   * Reads up to `stop` (one character, or "" for the end). `rawEscapes` keeps escapes in the result;
   * `inPattern` doubles those in quotes, so that the pattern can be read again.
   */
  run(stop: string, rawEscapes: boolean, inPattern: boolean): Fragments {
    const parts = new FragmentsBuilder();
    const words = stop === "" ? this.#cutter : undefined;
    // BuildKit's lexer loses the beginning of a word there: `<<A${B:-C}` opens no here-document.
    if (stop !== "") this.#cutter?.reset();
    const take = (text: string): void => {
      words?.add(text);
      parts.write(text);
    };
    while (this.#at < this.#source.length && this.error === undefined) {
      const char = this.#source.charAt(this.#at);
      if (char === stop) {
        this.#at++;
        return parts.build();
      }
      if (char === "$") {
        const value = this.#dollar();
        words?.addSplit(plain(value));
        parts.append(value);
      } else if (char === "'" && this.#quotesMean) {
        take(this.#singleQuoted(inPattern));
      } else if (char === '"' && this.#quotesMean) {
        const quoted = this.#doubleQuoted(rawEscapes, inPattern);
        words?.add(plain(quoted));
        parts.append(quoted);
      } else if (char === "<" && this.#source.charAt(this.#at + 1) === "<") {
        take(this.#take(HEREDOC_MARK));
      } else if (char === this.#escape) {
        const next = this.#source.charAt(this.#at + 1);
        this.#at += 2;
        take((rawEscapes ? char : "") + next);
      } else {
        this.#at++;
        words?.addSplit(char);
        parts.write(char);
      }
    }
    if (this.error === undefined && stop !== "") this.#fail(stop === "/" ? "'/' is missing in ${}" : "'}' is missing");
    words?.end();
    return parts.build();
  }

  #fail(error: string): Fragments {
    this.error ??= error;
    return [];
  }

  #singleQuoted(inPattern: boolean): string {
    const end = this.#source.indexOf("'", this.#at + 1);
    if (end < 0) {
      this.#fail("a single quote is not closed");
      return "";
    }
    const inner = this.#source.slice(this.#at + 1, end);
    this.#at = end + 1;
    const shown = inPattern ? inner.replaceAll(this.#escape, this.#escape + this.#escape) : inner;
    return this.#rawQuotes ? `'${shown}'` : shown;
  }

  #doubleQuoted(rawEscapes: boolean, inPattern: boolean): Fragments {
    const parts = new FragmentsBuilder();
    if (this.#rawQuotes) parts.write('"');
    this.#at++;
    while (this.#at < this.#source.length && this.error === undefined) {
      const char = this.#source.charAt(this.#at);
      if (char === '"') {
        this.#at++;
        if (this.#rawQuotes) parts.write(char);
        return parts.build();
      }
      if (char === "$") {
        parts.append(this.#dollar());
        continue;
      }
      this.#at++;
      if (char !== this.#escape) {
        parts.write(char);
        continue;
      }
      const next = this.#source.charAt(this.#at);
      if (next === "") break;
      if (next === '"' || next === "$" || next === this.#escape) {
        parts.write((rawEscapes ? char : "") + next);
        this.#at++;
      } else {
        parts.write(rawEscapes && (!this.#rawQuotes || inPattern) ? char + char : char);
      }
    }
    return this.#fail("a double quote is not closed");
  }

  #dollar(): Fragments {
    this.#at++;
    if (this.#source.charAt(this.#at) !== "{") {
      const name = this.#name();
      return name === "" ? literally("$") : (this.#value(name) ?? this.#unset(`$${name}`));
    }
    this.#at++;
    if (++this.#depth > DEEPEST) return this.#fail("${} is nested too deeply");
    const value = this.#braced();
    this.#depth--;
    this.#length += value.reduce((sum, part) => sum + part.text.length, 0);
    return this.#length > LONGEST ? this.#fail("the value is too long") : value;
  }

  #braced(): Fragments {
    const first = this.#source.charAt(this.#at);
    if (first === "") return this.#fail("'}' is missing");
    if (first === "{" || first === "}" || first === ":") return this.#fail(`\${${first} is a bad substitution`);
    const name = this.#name();
    const operator = this.#source.charAt(this.#at++);
    if (operator === "") return this.#fail("'}' is missing");
    if (operator === "}") return this.#value(name) ?? this.#unset(`\${${name}}`);
    if (operator === "/") return this.#replace(name);
    const orEmpty = operator === ":";
    if (orEmpty && name === TEMPLATE_OPTION) return literally(`\${${name}:${plain(this.run("}", false, false))}}`);
    const kind = orEmpty ? this.#source.charAt(this.#at++) : operator;
    const shown = orEmpty ? `:${kind}` : kind;
    if (kind === "" || !"+-?#%".includes(kind) || (orEmpty && (kind === "#" || kind === "%"))) {
      return this.#fail(`\${${short(name)}${shown}…} is not a form that BuildKit knows`);
    }
    const isPattern = kind === "#" || kind === "%";
    const word = this.run("}", isPattern, isPattern);
    if (this.error !== undefined) return [];
    const value = this.#value(name);
    if (value === undefined && this.#forWords) return literally(`\${${name}${shown}${plain(word)}}`);
    const missing = value === undefined || (orEmpty && plain(value) === "");
    if (kind === "-") return missing ? word : value;
    if (kind === "+") return missing ? [] : word;
    if (isPattern) return this.#strip(value ?? [], plain(word), kind);
    if (!missing) return value;
    return this.#fail(
      `${short(name)}: ${short(plain(word)) || `is not allowed to be ${value === undefined ? "unset" : "empty"}`}`,
    );
  }

  /** `${X#p}`, `${X##p}`, `${X%p}`, `${X%%p}`: the shortest or longest match goes, from the front or the back. */
  #strip(value: Fragments, word: string, kind: string): Fragments {
    const longest = word.startsWith(kind);
    const written = longest ? word.slice(1) : word;
    const fromBack = kind === "%";
    const pattern = this.#pattern(fromBack ? backwards(written) : written);
    const text = plain(value);
    if (pattern === undefined || this.#isTooLong(text)) return [];
    const chars = Array.from(text);
    const how = { longest, anchored: true, work: this.#scope.work };
    const match = findMatch(pattern, fromBack ? chars.toReversed() : chars, 0, how);
    if (match === "spent") return this.#fail(SPENT);
    const length = match?.length ?? 0;
    if (!fromBack) return cut(value, units(chars, length), text.length);
    return cut(value, 0, units(chars, chars.length - length));
  }

  /** `${X/p/r}` replaces the first match, `${X//p/r}` all of them; each as long as can be. */
  #replace(name: string): Fragments {
    const all = this.#source.charAt(this.#at) === "/";
    if (all) this.#at++;
    const written = plain(this.run("/", true, true));
    if (this.error !== undefined) return [];
    const replacement = this.run("}", true, false);
    if (this.error !== undefined) return [];
    const known = this.#value(name);
    if (known === undefined && this.#forWords) return literally(`\${${name}/${written}/${plain(replacement)}}`);
    const value = known ?? [];
    const pattern = this.#pattern(written);
    const text = plain(value);
    if (pattern === undefined || this.#isTooLong(text)) return [];
    const chars = Array.from(text);
    const parts: Fragment[] = [];
    let kept = 0;
    for (let from = 0; from <= chars.length;) {
      const match = findMatch(pattern, chars, from, { longest: true, anchored: false, work: this.#scope.work });
      if (match === "spent") return this.#fail(SPENT);
      if (match === undefined) break;
      const end = match.start + match.length;
      // An empty match right behind another match does not count.
      if (match.length > 0 || match.start !== kept || kept === 0) {
        parts.push(...cut(value, units(chars, kept), units(chars, match.start)));
        parts.push(...(all ? filledIn(replacement, chars.slice(match.start, end).join("")) : replacement));
        kept = end;
      }
      if (!all) break;
      from = match.length > 0 ? end : match.start + 1;
    }
    parts.push(...cut(value, units(chars, kept), text.length));
    return parts;
  }

  #pattern(written: string): Pattern | undefined {
    const pattern = parsePattern(written);
    if (pattern === undefined) this.#fail(`the pattern ${quote(written)} is too long, or escapes what needs no escape`);
    return pattern;
  }

  #isTooLong(text: string): boolean {
    if (text.length <= LONGEST_MATCHED) return false;
    this.#fail("the value is too long for a pattern");
    return true;
  }

  #value(name: string): Fragments | undefined {
    const value = this.#scope.lookup(name);
    if (value === undefined) return undefined;
    const { work } = this.#scope;
    // Their number first: where nothing is left, they are not counted over and over.
    if (!work.take(value.length + 1)) return this.#fail(SPENT);
    const length = value.reduce((sum, part) => sum + part.text.length, 0);
    if (!work.take(length)) return this.#fail(SPENT);
    this.#length += length;
    return this.#length > LONGEST ? this.#fail("the value is too long") : value;
  }

  #unset(written: string): Fragments {
    return this.#forWords ? literally(written) : [];
  }

  /** Letters, digits and `_`; digits alone where it starts with one; one special character. */
  #name(): string {
    return this.#take(NAME);
  }

  #take(form: RegExp): string {
    form.lastIndex = this.#at;
    const found = form.exec(this.#source)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}

function literally(text: string): Fragments {
  return [{ text, origin: WORD }];
}

/** UTF-16 units of the first `count` characters. */
function units(chars: readonly string[], count: number): number {
  return chars.slice(0, count).join("").length;
}
