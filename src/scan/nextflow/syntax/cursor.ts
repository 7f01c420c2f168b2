/** Where a parse stands in its tokens, and what it has found out on the way. */
import { Kind, REFUSED_NAMES, isWord } from "./tokens.ts";
import { MOST_TOLD, type Lexed } from "./tape.ts";
import type { DialectMark, Expression, Name, Node, Statement, SyntaxProblem, Unparsable } from "./tree.ts";
import { short } from "../../../text/quote.ts";

/** Nested brackets, blocks and operands. Nextflow's own parsers overflow their stack somewhat deeper. */
const MAX_DEPTH = 200;
/** Height of an expression tree: long chains (`a + b + …`) are high without being nested. Walkers may recurse this far. */
const MAX_HEIGHT = 400;

/**
 * The rules that all others come back to. They are handed in, so that the files of the grammar form no circle:
 * closures hold statements, and everything holds expressions.
 */
export interface Grammar {
  expression(cursor: Cursor): Expression;
  /** One statement, or the few that it stands for; its end is left to `Cursor.endStatement`. */
  statement(cursor: Cursor, into: Statement[]): void;
  /** The statements of a block up to its closing brace, which is left to the caller. */
  block(cursor: Cursor): readonly Statement[];
}

/**
 * Where a parse stands in its tokens, and what it has found out on the way. Never throws: what cannot be understood
 * becomes a problem and is stepped over.
 */
export class Cursor {
  readonly text: string;
  readonly problems: SyntaxProblem[];
  readonly legacy: DialectMark[];
  readonly modern: DialectMark[] = [];
  /** Variables that are read and are not visible where they stand. */
  readonly read: Name[] = [];
  /** Functions that are called and are no built-in ones. */
  readonly called: Name[] = [];
  /** In a script statements of a closure may have labels, and `_` is no name; in a configuration it is the other way round. */
  isScript = true;
  /** False where sections of processes have been skipped. */
  checksBodies = true;
  /** `nextflow.enable.types = true` stands before: declarations may have types. */
  typesEnabled = false;
  /** Kind of the current token. A field, kept in step with the index, for it is read many times a token. */
  kind: Kind;
  /** Height of the expression that was parsed last. */
  height = 0;
  /** Greatest height since the innermost closure began. */
  peak = 0;
  readonly #grammar: Grammar;
  readonly #kinds: Uint8Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #partners: Int32Array;
  readonly #last: number;
  #index = 0;
  #depth = 0;
  #reach = 0;
  /** Directly inside of `(` or `[`, where Groovy takes line breaks for blanks. */
  #bracketed = false;

  constructor(text: string, lexed: Lexed, grammar: Grammar) {
    this.text = text;
    this.problems = lexed.problems;
    this.legacy = lexed.legacy;
    this.#grammar = grammar;
    this.#kinds = lexed.tokens.kinds;
    this.#starts = lexed.tokens.starts;
    this.#ends = lexed.tokens.ends;
    this.#partners = lexed.tokens.partners;
    this.#last = lexed.tokens.count - 1;
    this.kind = this.#kinds[0]!;
  }

  expression(): Expression {
    return this.#grammar.expression(this);
  }

  statement(into: Statement[]): void {
    this.#grammar.statement(this, into);
  }

  block(): readonly Statement[] {
    return this.#grammar.block(this);
  }

  // ── Looking ───────────────────────────────────────────────────────────────

  get index(): number {
    return this.#index;
  }

  set index(index: number) {
    this.#index = index;
    this.kind = this.#kinds[index]!;
  }

  /** Start of the current token. */
  get start(): number {
    return this.#starts[this.#index]!;
  }

  get end(): number {
    return this.#ends[this.#index]!;
  }

  /** Where a node that stops here ends: behind the last token that is no line break, or where something is missing. */
  get previousEnd(): number {
    let index = this.#index - 1;
    while (index >= 0 && isBreak(this.#kinds[index]!)) index--;
    return index < 0 ? this.#reach : Math.max(this.#ends[index]!, this.#reach);
  }

  /** An empty node in front of the current token, for what should stand there. The nodes around it reach as far. */
  missing(): Node {
    this.#reach = Math.max(this.#reach, this.start);
    return { start: this.#reach, end: this.#reach };
  }

  get word(): string {
    return this.text.slice(this.start, this.end);
  }

  kindAt(index: number): number {
    return this.#kinds[index < this.#last ? index : this.#last]!;
  }

  startAt(index: number): number {
    return this.#starts[index < this.#last ? index : this.#last]!;
  }

  endAt(index: number): number {
    return this.#ends[index < this.#last ? index : this.#last]!;
  }

  /** Index of the bracket that belongs to the one at `index`, or -1. */
  partnerAt(index: number): number {
    return this.#partners[index]!;
  }

  is(word: string): boolean {
    return this.isAt(this.#index, word);
  }

  isAt(index: number, word: string): boolean {
    const start = this.startAt(index);
    return this.endAt(index) - start === word.length && this.text.startsWith(word, start);
  }

  /** First index from `index` on that is no line break. */
  past(index: number): number {
    while (isBreak(this.kindAt(index))) index++;
    return index;
  }

  /** A line break or mid-line comment stands right before the current token. */
  get afterBreak(): boolean {
    return this.#index > 0 && isBreak(this.#kinds[this.#index - 1]!);
  }

  /** The current token follows the one before without a blank. */
  get adjacent(): boolean {
    return this.#index > 0 && this.#ends[this.#index - 1] === this.start;
  }

  /** The bracketed word, string or name at `index` is the key of `key: value`. */
  isKeyAt(index: number): boolean {
    const kind = this.kindAt(index);
    return (isWord(kind) || kind === Kind.string || kind === Kind.number) && this.kindAt(index + 1) === Kind.colon;
  }

  // ── Moving ────────────────────────────────────────────────────────────────

  advance(): void {
    if (this.#index < this.#last) this.kind = this.#kinds[++this.#index]!;
    if (this.#bracketed) this.skipBreaks();
  }

  skipBreaks(): void {
    while (this.kind === Kind.newline || this.kind === Kind.comment) this.kind = this.#kinds[++this.#index]!;
  }

  /** Steps over line breaks, semicolons and stray brackets. */
  skipSeparators(): void {
    while (isBreak(this.kind) || this.kind === Kind.semicolon || this.kind === Kind.stray) this.index++;
  }

  accept(kind: Kind): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  /**
   * Parses what stands between an opening bracket, which is the current token, and its partner, and leaves behind it.
   * What the parser leaves over is a problem and is stepped over.
   */
  bracketed<T>(parse: () => T): T {
    const opener = this.#index;
    const partner = this.#partners[opener]!;
    const outer = this.#bracketed;
    const kind = this.kind;
    this.#bracketed = kind === Kind.openParen || kind === Kind.openBracket;
    this.index++;
    this.skipBreaks();
    const result = parse();
    this.skipBreaks();
    this.#bracketed = outer;
    if (partner === -1) return result; // the lexer has told
    if (this.#index !== partner) {
      this.unexpected();
      this.index = partner;
    }
    this.advance();
    return result;
  }

  /** Steps over one token, and with an opening bracket over everything up to its partner. */
  skip(): void {
    const partner = this.#partners[this.#index]!;
    if (partner > this.#index) this.index = partner;
    this.advance();
  }

  /** Steps over the rest of a statement. */
  skipStatement(): void {
    for (;;) {
      switch (this.kind) {
        case Kind.end:
        case Kind.newline:
        case Kind.semicolon:
        case Kind.closeBrace:
        case Kind.closeParen:
        case Kind.closeBracket:
          return;
        default:
          this.skip();
      }
    }
  }

  /** The current token ends a statement. */
  get atEnd(): boolean {
    const kind = this.kind;
    return isBreak(kind) || kind === Kind.semicolon || kind === Kind.closeBrace || kind === Kind.end;
  }

  /** Steps behind the end of a statement; what stands before it is a problem and is skipped. Always gets on. */
  endStatement(): void {
    if (!this.atEnd) {
      this.unexpected();
      const { index } = this;
      this.skipStatement();
      if (this.#index === index) this.skip();
    }
    this.skipSeparators();
  }

  // ── Limits ────────────────────────────────────────────────────────────────

  /** Goes one level deeper, unless that is too deep; then a problem says so. Every true is followed by `leave`. */
  enter(): boolean {
    if (this.#depth >= MAX_DEPTH) {
      this.problem(this.start, this.end, "nested too deeply");
      return false;
    }
    this.#depth++;
    return true;
  }

  leave(): void {
    this.#depth--;
  }

  /** Notes the height of the expression just built. */
  raise(height: number): void {
    this.height = height;
    if (height > this.peak) this.peak = height;
  }

  get tooHigh(): boolean {
    return this.height > MAX_HEIGHT;
  }

  // ── Telling ───────────────────────────────────────────────────────────────

  problem(start: number, end: number, message: string): void {
    if (this.problems.length >= MOST_TOLD) return;
    const last = this.problems.at(-1);
    if (last?.start !== start || last.message !== message) this.problems.push({ start, end, message });
  }

  unexpected(): void {
    const { kind, start, end } = this;
    if (kind === Kind.unexpected || kind === Kind.stray) return; // the lexer has told
    if (kind === Kind.end) this.problem(start, end, "unexpected end of file");
    else if (isBreak(kind)) this.problem(start, Math.min(start + 1, end), "unexpected end of line");
    else this.problem(start, end, `unexpected \`${short(this.text.slice(start, end), 40)}\``);
  }

  /** What was stepped over from `start` on, or nothing at all. */
  unparsable(start: number): Unparsable {
    this.height = 0;
    const end = this.previousEnd;
    if (end > start) return { kind: "unparsable", start, end };
    return { kind: "unparsable", ...this.missing() };
  }

  /** Tells a name that v2 refuses. */
  checkName(name: string, start: number, end: number): void {
    if (REFUSED_NAMES.has(name) && (name !== "_" || this.isScript)) {
      this.markLegacy({ start, end }, `\`${name}\` as a name`);
    }
  }

  /** Tells labels where v2 takes none: outside of closures. */
  checkLabels(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (statement.kind === "label") this.markLegacy(statement, `a label (\`${statement.name}:\`)`);
    }
  }

  markLegacy(node: Node, construct: string): void {
    if (this.legacy.length < MOST_TOLD) this.legacy.push({ start: node.start, end: node.end, construct });
  }

  markModern(node: Node, construct: string): void {
    if (this.modern.length < MOST_TOLD) this.modern.push({ start: node.start, end: node.end, construct });
  }
}

export function isBreak(kind: number): boolean {
  return kind === Kind.newline || kind === Kind.comment;
}
