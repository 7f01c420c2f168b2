/** Cuts the text of a script or a configuration into tokens. */
import { isDigit, isIdentifierPart, isIdentifierStart } from "./characters.ts";
import { endOfNumber } from "./number-scan.ts";
import { punctuationAt } from "./punctuation.ts";
import { lexString, resumeString } from "./string-tokens.ts";
import { Tape, type Lexed } from "./tape.ts";
import { Kind, wordKind } from "./tokens.ts";
import { skipUnread } from "./unread-sections.ts";

/** `headers`: of a process its directives; where it ends is found without making tokens. */
export type Extent = "all" | "headers";

/**
 * Cuts a text into tokens, brackets paired. One pass, linear; nesting costs a stack of its own and no recursion.
 *
 * The rules are those of Nextflow's ScriptLexer.g4 and ConfigLexer.g4, which are one but for a few words, and Groovy's
 * where that takes more (dollar-slashy strings, interpolation in slashy ones, `++`, `?[` and so on).
 */
export function tokenize(text: string, extent: Extent = "all"): Lexed {
  const tape = new Tape(text);
  new Lexer(tape, extent).run();
  return tape;
}

class Lexer {
  readonly #tape: Tape;
  readonly #extent: Extent;
  /** The last slash of the text, behind which no slashy string can close; looked for once. */
  #lastSlash: number | undefined;

  constructor(tape: Tape, extent: Extent) {
    this.#tape = tape;
    this.#extent = extent;
  }

  run(): void {
    const tape = this.#tape;
    const { text } = tape;
    if (text.startsWith("\uFEFF")) tape.position = 1;
    while (text.startsWith("#!", tape.position)) {
      tape.position = lineEnd(text, tape.position);
      tape.newline();
    }
    while (tape.position < text.length) {
      const code = text.charCodeAt(tape.position);
      if (code === 32) tape.position++;
      else this.#token(code);
    }
    tape.end();
  }

  #token(code: number): void {
    const tape = this.#tape;
    const { text, position } = tape;
    if (isIdentifierStart(code)) {
      const startsString = code === 36 /* $ */ && text.charCodeAt(position + 1) === 47 && this.#slashyAllowed();
      if (startsString) lexString(tape, "$/");
      else this.#word();
    } else if (isDigit(code)) tape.pushTo(Kind.number, endOfNumber(text, position));
    else this.#punctuation(code);
  }

  #word(): void {
    const tape = this.#tape;
    const { text, position } = tape;
    let end = position + 1;
    while (isIdentifierPart(text.charCodeAt(end))) end++;
    tape.pushTo(wordKind(text, position, end), end);
  }

  #punctuation(code: number): void {
    const tape = this.#tape;
    const { text } = tape;
    const next = text.charCodeAt(tape.position + 1);
    switch (code) {
      case 32:
      case 9:
      case 12:
        tape.position++;
        return;
      case 10:
      case 13:
        tape.position++;
        return tape.newline();
      case 34:
        return lexString(tape, text.startsWith('"""', tape.position) ? '"""' : '"');
      case 39:
        return lexString(tape, text.startsWith("'''", tape.position) ? "'''" : "'");
      case 40:
        return tape.opened(Kind.openParen, 1);
      case 91:
        return tape.opened(Kind.openBracket, 1);
      case 123:
        return tape.opened(Kind.openBrace, 1);
      case 41:
        return this.#close(Kind.closeParen, Kind.openParen);
      case 93:
        return this.#close(Kind.closeBracket, Kind.openBracket);
      case 125:
        return this.#close(Kind.closeBrace, Kind.openBrace);
      case 46: // .
        if (isDigit(next)) return tape.pushTo(Kind.number, endOfNumber(text, tape.position));
        break;
      case 47: // /
        if (this.#slash(next)) return;
        break;
      case 92: // a backslash joins two lines
        if (next === 10) return void (tape.position += 2);
        if (next === 13) return void (tape.position += text.charCodeAt(tape.position + 2) === 10 ? 3 : 2);
        break;
    }
    this.#operator();
  }

  #operator(): void {
    const tape = this.#tape;
    const { text, position } = tape;
    const spelling = punctuationAt(text, position);
    if (spelling === undefined) {
      tape.problem(position, position + 1, `unexpected character ${JSON.stringify(text.charAt(position))}`);
      return tape.push(Kind.unexpected, 1);
    }
    tape.push(spelling.kind, spelling.text.length);
    if (spelling.kind === Kind.colon && this.#extent === "headers" && tape.open.length === 1) skipUnread(tape);
  }

  #close(kind: Kind, opener: Kind): void {
    const closed = this.#tape.close(kind, opener);
    if (closed === Kind.openInterpolation) resumeString(this.#tape);
  }

  /** A comment or a string; false where it is an operator. */
  #slash(next: number): boolean {
    const tape = this.#tape;
    if (next === 47) {
      tape.position = lineEnd(tape.text, tape.position);
      tape.newline();
    } else if (next === 42) blockComment(tape);
    else if (this.#slashyAllowed() && this.#slashyCloses()) lexString(tape, "/");
    else return false;
    return true;
  }

  /** A slash starts a string unless the token before could end an operand (ScriptLexer.g4, `isRegexAllowed`). */
  #slashyAllowed(): boolean {
    const { kinds, count } = this.#tape.tokens;
    if (count === 0) return true;
    switch (kinds[count - 1]!) {
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
    this.#lastSlash ??= this.#tape.text.lastIndexOf("/");
    return this.#lastSlash > this.#tape.position + 1;
  }
}

function blockComment(tape: Tape): void {
  const { text, position: start, tokens } = tape;
  const close = text.indexOf("*/", start + 2);
  if (close === -1) tape.problem(start, start + 2, "comment is never closed");
  tape.position = close === -1 ? text.length : close + 2;
  if (tape.afterBreak) return;
  let behind = tape.position;
  while (text.charCodeAt(behind) === 32 || text.charCodeAt(behind) === 9) behind++;
  const atLineEnd = behind >= text.length || text.charCodeAt(behind) === 10 || text.charCodeAt(behind) === 13;
  if (atLineEnd) tape.newline();
  else tokens.push(Kind.comment, start, tape.position);
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}
