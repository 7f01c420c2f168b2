import { isDigit, isHexDigit, isIdentifierPart, isIdentifierStart } from "./characters.ts";
import { punctuationAt } from "./punctuation.ts";
import { endOfBlock } from "./skim.ts";
import type { Quoting } from "./string-scan.ts";
import { scanString } from "./string-scan.ts";
import { Kind, Tokens, wordKind } from "./tokens.ts";
import type { DialectMark, SyntaxProblem } from "./tree.ts";

export interface Lexed {
  readonly tokens: Tokens;
  readonly problems: SyntaxProblem[];
  readonly legacy: DialectMark[];
}

const DOLLAR = 36;
const BACKSLASH = 92;

/** `headers`: of a process its directives; where it ends is found without making tokens. */
export type Extent = "all" | "headers";

/** A condition that says by itself whether a process runs. */
const LITERAL = /\s*(?:true|false)\b/y;

/** Labels of the sections of a process. */
const UNREAD = new Set(["input", "output", "topic", "when", "stage", "script", "shell", "exec", "stub"]);

/**
 * Cuts a text into tokens, brackets paired. One pass, linear; nesting costs a stack of its own and no recursion.
 *
 * The rules are those of Nextflow's ScriptLexer.g4 and ConfigLexer.g4, which are one but for a few words, and Groovy's
 * where that takes more (dollar-slashy strings, interpolation in slashy ones, `++`, `?[` and so on).
 */
export function tokenize(text: string, extent: Extent = "all"): Lexed {
  const lexer = new Lexer(text, extent);
  lexer.run();
  return lexer;
}

/** Used again and again: a parse is over, and its tokens with it, before the next one begins. */
const TOKENS = new Tokens(1 << 14);

class Lexer implements Lexed {
  readonly tokens = TOKENS;
  readonly problems: SyntaxProblem[] = [];
  readonly legacy: DialectMark[] = [];
  readonly #text: string;
  #position = 0;
  /** Tokens of the open brackets and of the strings with an open interpolation, innermost last. */
  readonly #open: number[] = [];
  /** The last slash of the text, behind which no slashy string can close; looked for once. */
  #lastSlash: number | undefined;

  readonly #extent: Extent;

  constructor(text: string, extent: Extent) {
    this.#text = text;
    this.tokens.count = 0;
    this.#extent = extent;
  }

  run(): void {
    const text = this.#text;
    const length = text.length;
    if (text.startsWith("\uFEFF")) this.#position = 1;
    while (text.startsWith("#!", this.#position)) {
      this.#position = lineEnd(text, this.#position);
      this.#newline();
    }
    while (this.#position < length) {
      const code = text.charCodeAt(this.#position);
      if (code === 32) this.#position++;
      else this.#token(code);
    }
    for (const token of this.#open) this.#neverClosed(token);
    this.tokens.push(Kind.end, length, length);
  }

  #problem(start: number, end: number, message: string): void {
    this.problems.push({ start, end, message });
  }

  #neverClosed(token: number): void {
    const start = this.tokens.starts[token]!;
    const end = this.tokens.ends[token]!;
    const what = this.tokens.kinds[token] === Kind.gstringBegin ? "string" : `\`${this.#text.slice(start, end)}\``;
    this.#problem(start, end, `${what} is never closed`);
  }

  #push(kind: Kind, width: number): void {
    this.tokens.push(kind, this.#position, this.#position + width);
    this.#position += width;
  }

  #token(code: number): void {
    if (isIdentifierStart(code)) {
      if (code === 36 /* $ */ && this.#text.charCodeAt(this.#position + 1) === 47 && this.#slashyAllowed())
        this.#string("$/");
      else this.#word();
    } else if (isDigit(code)) this.#number();
    else this.#punctuation(code);
  }

  #word(): void {
    const text = this.#text;
    const start = this.#position;
    let end = start + 1;
    while (isIdentifierPart(text.charCodeAt(end))) end++;
    this.tokens.push(wordKind(text, start, end), start, end);
    this.#position = end;
  }

  #number(): void {
    const text = this.#text;
    const start = this.#position;
    let end = start;
    const digits = (): void => {
      while (isDigit(text.charCodeAt(end)) || text.charCodeAt(end) === 95) end++;
    };
    const second = text.charCodeAt(start + 1) | 32;
    if (text.charCodeAt(start) === 48 && (second === 120 /* x */ || second === 98) /* b */) {
      end += 2;
      while (isHexDigit(text.charCodeAt(end)) || text.charCodeAt(end) === 95) end++;
    } else {
      digits();
      if (text.charCodeAt(end) === 46 && isDigit(text.charCodeAt(end + 1))) {
        end++;
        digits();
      }
      if ((text.charCodeAt(end) | 32) === 101 /* e */) {
        const sign = text.charCodeAt(end + 1);
        const exponent = sign === 43 || sign === 45 ? end + 2 : end + 1;
        if (isDigit(text.charCodeAt(exponent))) {
          end = exponent;
          digits();
        }
      }
    }
    if ("lLiIgGfFdD".includes(text.charAt(end)) && end < text.length) end++;
    this.tokens.push(Kind.number, start, end);
    this.#position = end;
  }

  #punctuation(code: number): void {
    const text = this.#text;
    const next = text.charCodeAt(this.#position + 1);
    switch (code) {
      case 32:
      case 9:
      case 12:
        this.#position++;
        return;
      case 10:
      case 13:
        this.#position++;
        return this.#newline();
      case 34:
        return this.#string(text.startsWith('"""', this.#position) ? '"""' : '"');
      case 39:
        return this.#string(text.startsWith("'''", this.#position) ? "'''" : "'");
      case 40:
        return this.#opened(Kind.openParen, 1);
      case 91:
        return this.#opened(Kind.openBracket, 1);
      case 123:
        return this.#opened(Kind.openBrace, 1);
      case 41:
        return this.#close(Kind.closeParen, Kind.openParen);
      case 93:
        return this.#close(Kind.closeBracket, Kind.openBracket);
      case 125:
        return this.#close(Kind.closeBrace, Kind.openBrace);
      case 46: // .
        if (isDigit(next)) return this.#number();
        break;
      case 47: // /
        if (this.#slash(next)) return;
        break;
      case 92: // a backslash joins two lines
        if (next === 10) return void (this.#position += 2);
        if (next === 13) return void (this.#position += text.charCodeAt(this.#position + 2) === 10 ? 3 : 2);
        break;
    }
    const found = punctuationAt(text, this.#position);
    if (found === undefined) {
      const what = JSON.stringify(text.charAt(this.#position));
      this.#problem(this.#position, this.#position + 1, `unexpected character ${what}`);
      return this.#push(Kind.unexpected, 1);
    }
    this.#push(found.kind, found.text.length);
    if (found.kind === Kind.colon && this.#extent === "headers" && this.#open.length === 1) this.#skipUnread();
  }

  /** Behind the label of a section at the top of a process: on to its next label, or to its end. */
  #skipUnread(): void {
    const { kinds, starts, ends, count } = this.tokens;
    const text = this.#text;
    const process = this.#open[0]!;
    if (count < process + 3 || process < 2 || kinds[count - 2] !== Kind.word) return;
    const before = kinds[count - 3];
    if (before !== Kind.newline && before !== Kind.semicolon && before !== Kind.openBrace) return;
    let label = text.slice(starts[count - 2], ends[count - 2]);
    if (!UNREAD.has(label)) return;
    const opener = kinds[process - 1] === Kind.newline ? process - 3 : process - 2;
    if (opener < 0 || text.slice(starts[opener], ends[opener]) !== "process") return;
    for (;;) {
      LITERAL.lastIndex = this.#position;
      if (label === "when" && LITERAL.test(text)) return;
      const stop = endOfBlock(text, this.#position, (word) => UNREAD.has(word));
      this.#position = stop;
      if (text.charCodeAt(stop) !== 58) return;
      let end = stop;
      while (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 9) end--;
      let start = end;
      while (isIdentifierPart(text.charCodeAt(start - 1))) start--;
      label = text.slice(start, end);
      this.tokens.push(Kind.newline, start, start);
      this.tokens.push(Kind.word, start, end);
      this.#push(Kind.colon, 1);
    }
  }

  #newline(): void {
    const tokens = this.tokens;
    const last = tokens.count - 1;
    if (last >= 0 && (tokens.kinds[last] === Kind.newline || tokens.kinds[last] === Kind.comment)) {
      tokens.kinds[last] = Kind.newline;
      tokens.ends[last] = this.#position;
    } else tokens.push(Kind.newline, this.#position, this.#position);
  }

  /** A comment or a string; false where it is an operator. */
  #slash(next: number): boolean {
    if (next === 47) {
      this.#position = lineEnd(this.#text, this.#position);
      this.#newline();
    } else if (next === 42) this.#blockComment();
    else if (this.#slashyAllowed() && this.#slashyCloses()) this.#string("/");
    else return false;
    return true;
  }

  #blockComment(): void {
    const text = this.#text;
    const start = this.#position;
    const close = text.indexOf("*/", start + 2);
    if (close === -1) this.#problem(start, start + 2, "comment is never closed");
    this.#position = close === -1 ? text.length : close + 2;
    let behind = this.#position;
    while (text.charCodeAt(behind) === 32 || text.charCodeAt(behind) === 9) behind++;
    const atLineEnd = behind >= text.length || text.charCodeAt(behind) === 10 || text.charCodeAt(behind) === 13;
    const last = this.tokens.count - 1;
    if (last >= 0 && (this.tokens.kinds[last] === Kind.newline || this.tokens.kinds[last] === Kind.comment)) return;
    if (atLineEnd) this.#newline();
    else this.tokens.push(Kind.comment, start, this.#position);
  }

  /** A slash starts a string unless the token before could end an operand (ScriptLexer.g4, `isRegexAllowed`). */
  #slashyAllowed(): boolean {
    const count = this.tokens.count;
    if (count === 0) return true;
    const last = this.tokens.kinds[count - 1]!;
    switch (last) {
      case Kind.closeBrace:
      case Kind.closeBracket:
      case Kind.closeParen:
      case Kind.gstringEnd:
      case Kind.string:
      case Kind.number:
      case Kind.word:
      case Kind.true:
      case Kind.false:
      case Kind.null:
      case Kind.increment:
      case Kind.decrement:
        return false;
      default:
        return true;
    }
  }

  #slashyCloses(): boolean {
    this.#lastSlash ??= this.#text.lastIndexOf("/");
    return this.#lastSlash > this.#position + 1;
  }

  #opened(kind: Kind, width: number): void {
    this.#open.push(this.tokens.count);
    this.#push(kind, width);
  }

  /** Closes the nearest bracket of its sort. A brace ends what stands open inside of it; nothing else reaches past a brace. */
  #close(kind: Kind, opener: Kind): void {
    const { kinds } = this.tokens;
    const open = this.#open;
    let depth = open.length - 1;
    while (depth >= 0) {
      const found = kinds[open[depth]!];
      if (found === opener || (opener === Kind.openBrace && found === Kind.openInterpolation)) break;
      if (found === Kind.openBrace || found === Kind.openInterpolation || found === Kind.gstringBegin) depth = 0;
      depth--;
    }
    if (depth < 0) {
      this.#problem(this.#position, this.#position + 1, `\`${this.#text.charAt(this.#position)}\` closes nothing`);
      return this.#push(Kind.stray, 1);
    }
    for (const token of open.splice(depth + 1)) this.#neverClosed(token);
    const partner = open.pop()!;
    this.#push(kind, 1);
    this.#pair(partner);
    if (kinds[partner] === Kind.openInterpolation) this.#resume();
  }

  // ── Strings ───────────────────────────────────────────────────────────────

  #string(quote: Quoting): void {
    const text = this.#text;
    const start = this.#position;
    const stop = scanString(this.#text, start + quote.length, quote);
    if (stop >= 0 && text.charCodeAt(stop) === DOLLAR) {
      const begin = this.tokens.push(Kind.gstringBegin, start, start + quote.length);
      this.#open.push(begin);
      this.#position = start + quote.length;
      this.#content(quote, stop);
      return;
    }
    if (stop < 0) this.#problem(start, start + quote.length, "string is never closed");
    const inner = stop < 0 ? ~stop : stop;
    const end = stop < 0 ? inner : inner + quote.length;
    this.#escapes(start + quote.length, inner, quote);
    this.tokens.push(Kind.string, start, end);
    this.#position = end;
    if (quote === "$/") this.legacy.push({ start, end, construct: "a dollar-slashy string" });
  }

  /** Pairs a bracket or opening quote with the last token. */
  #pair(token: number): void {
    const last = this.tokens.count - 1;
    this.tokens.match[token] = last;
    this.tokens.match[last] = token;
  }

  /** The quote of a string with interpolation. */
  #quoteOf(token: number): Quoting {
    const start = this.tokens.starts[token]!;
    switch (this.#text.charCodeAt(start)) {
      case DOLLAR:
        return "$/";
      case 47:
        return "/";
      default:
        return this.tokens.ends[token]! - start === 3 ? '"""' : '"';
    }
  }

  /** Goes on with the string behind an interpolation. */
  #resume(): void {
    const quote = this.#quoteOf(this.#open.at(-1)!);
    this.#content(quote, scanString(this.#text, this.#position, quote));
  }

  /** Text, `$a.b` and `${` of a string, until it ends or an interpolation opens. `stop` is what the scan from here found. */
  #content(quote: Quoting, stop: number): void {
    const text = this.#text;
    for (;;) {
      const textEnd = stop < 0 ? ~stop : stop;
      if (textEnd > this.#position) {
        this.#escapes(this.#position, textEnd, quote);
        this.#push(Kind.text, textEnd - this.#position);
      }
      if (stop < 0 || text.charCodeAt(stop) !== DOLLAR) return this.#endString(quote, stop);
      if (text.charCodeAt(stop + 1) === 123) return this.#opened(Kind.openInterpolation, 2);
      this.#path();
      stop = scanString(this.#text, this.#position, quote);
    }
  }

  #endString(quote: Quoting, stop: number): void {
    const token = this.#open.pop()!;
    const start = this.tokens.starts[token]!;
    if (stop < 0) this.#neverClosed(token);
    this.#push(Kind.gstringEnd, stop < 0 ? 0 : quote.length);
    this.#pair(token);
    if (quote === "/") this.legacy.push({ start, end: this.#position, construct: "interpolation in a slashy string" });
    if (quote === "$/") this.legacy.push({ start, end: this.#position, construct: "a dollar-slashy string" });
  }

  /** `$name(.name)*`; a dollar sign is no part of these names. */
  #path(): void {
    const text = this.#text;
    const start = this.#position;
    const startsName = (offset: number): boolean =>
      text.charCodeAt(offset) !== DOLLAR && isIdentifierStart(text.charCodeAt(offset));
    let end = start + 1;
    if (!startsName(end)) {
      this.#problem(start, end, "`$` in a string must be followed by a name or `{`, or be written `\\$`");
      return this.#push(Kind.text, 1);
    }
    for (;;) {
      while (isIdentifierPart(text.charCodeAt(end)) && text.charCodeAt(end) !== DOLLAR) end++;
      if (text.charCodeAt(end) !== 46 || !startsName(end + 1)) break;
      end++;
    }
    this.#push(Kind.path, end - start);
  }

  /** Both parsers know only these escapes in quoted strings. */
  #escapes(start: number, end: number, quote: Quoting): void {
    if (quote === "/" || quote === "$/") return;
    const text = this.#text;
    for (let at = start; at < end; at++) {
      if (text.charCodeAt(at) !== BACKSLASH) continue;
      const next = text.charAt(++at);
      if (!"btnfrs\"'\\$01234567u\r\n".includes(next)) {
        this.#problem(at - 1, at + 1, `unknown escape \`\\${next}\` in a string: write \`\\\\${next}\``);
      }
    }
  }
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}
