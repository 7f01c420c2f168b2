/** The tokens of a text so far, where the next one starts, and the brackets that stand open. */
import { Kind, Tokens } from "./tokens.ts";
import type { DialectMark, SyntaxProblem } from "./tree.ts";

export interface Lexed {
  readonly tokens: Tokens;
  readonly problems: SyntaxProblem[];
  readonly legacy: DialectMark[];
}

/** What is no script at all has a problem for each of its characters: more of these and of other marks nobody reads. */
export const MOST_TOLD = 10_000;
/** A bracket closes one of so many that stand open: the parser goes not nearly as deep. */
const FARTHEST = 500;

/** Used again and again: a parse is over, and its tokens with it, before the next one begins. */
const TOKENS = new Tokens(1 << 14);

export class Tape implements Lexed {
  readonly text: string;
  readonly tokens = TOKENS;
  readonly problems: SyntaxProblem[] = [];
  readonly legacy: DialectMark[] = [];
  position = 0;
  /** Tokens of the open brackets and of the strings with an open interpolation, innermost last. */
  readonly open: number[] = [];

  constructor(text: string) {
    this.text = text;
    this.tokens.count = 0;
  }

  /** The next token, `width` characters from here on. */
  push(kind: Kind, width: number): void {
    this.tokens.push(kind, this.position, this.position + width);
    this.position += width;
  }

  /** The next token, up to `end`. */
  pushTo(kind: Kind, end: number): void {
    this.tokens.push(kind, this.position, end);
    this.position = end;
  }

  problem(start: number, end: number, message: string): void {
    if (this.problems.length < MOST_TOLD) this.problems.push({ start, end, message });
  }

  // ── Line breaks ───────────────────────────────────────────────────────────

  /** The last token is a line break or a comment. */
  get afterBreak(): boolean {
    const { kinds, count } = this.tokens;
    return count > 0 && (kinds[count - 1] === Kind.newline || kinds[count - 1] === Kind.comment);
  }

  /** A line break in front of here: several in a row are one token. */
  newline(): void {
    const { tokens } = this;
    if (this.afterBreak) {
      const last = tokens.count - 1;
      tokens.kinds[last] = Kind.newline;
      tokens.ends[last] = this.position;
    } else tokens.push(Kind.newline, this.position, this.position);
  }

  // ── Brackets ──────────────────────────────────────────────────────────────

  /** A bracket that opens. */
  opened(kind: Kind, width: number): void {
    this.open.push(this.tokens.count);
    this.push(kind, width);
  }

  /**
   * A bracket that closes the nearest one of its sort, whose kind this gives; undefined where it closes nothing. A brace
   * ends what stands open inside of it; nothing else reaches past a brace.
   */
  close(kind: Kind, opener: Kind): Kind | undefined {
    const { open, text, position } = this;
    const depth = this.#depthOf(opener);
    if (depth < 0) {
      this.problem(position, position + 1, `\`${text.charAt(position)}\` closes nothing`);
      this.push(Kind.stray, 1);
      return undefined;
    }
    for (const token of open.splice(depth + 1)) this.neverClosed(token);
    const partner = open.pop()!;
    this.push(kind, 1);
    this.pair(partner);
    return this.tokens.kinds[partner];
  }

  /** Where in the open brackets the nearest one of a sort stands, or -1. */
  #depthOf(opener: Kind): number {
    const { open, tokens } = this;
    const farthest = Math.max(0, open.length - FARTHEST);
    for (let depth = open.length - 1; depth >= farthest; depth--) {
      const kind = tokens.kinds[open[depth]!];
      if (kind === opener || (opener === Kind.openBrace && kind === Kind.openInterpolation)) return depth;
      if (kind === Kind.openBrace || kind === Kind.openInterpolation || kind === Kind.gstringBegin) return -1;
    }
    return -1;
  }

  /** Pairs a bracket or opening quote with the last token. */
  pair(token: number): void {
    const last = this.tokens.count - 1;
    this.tokens.partners[token] = last;
    this.tokens.partners[last] = token;
  }

  neverClosed(token: number): void {
    const start = this.tokens.starts[token]!;
    const end = this.tokens.ends[token]!;
    const what = this.tokens.kinds[token] === Kind.gstringBegin ? "string" : `\`${this.text.slice(start, end)}\``;
    this.problem(start, end, `${what} is never closed`);
  }

  /** The end of the text, which closes nothing. */
  end(): void {
    for (const token of this.open) this.neverClosed(token);
    this.tokens.push(Kind.end, this.text.length, this.text.length);
  }
}
