/** The YAML library, as far as it is let go: it would take minutes and gigabytes for a text that is made to keep it busy. */
import { type CST, Composer, type Document, Lexer, type ParseOptions, Parser, type SchemaOptions } from "yaml";
import { LibyamlLexer } from "./libyaml-lexer.ts";

/** Levels; no file of a person comes near. */
const DEEPEST = 250;
/** Words, marks, blanks, line ends and escapes. The largest manifests have as many; each takes two microseconds and 700 bytes. */
const MOST_PIECES = 320_000;
const MOST_DOCUMENTS = 10_000;
/** Nobody is told of more than the first; a text with as many is no YAML. */
const MOST_FAULTS = 1000;

export interface YamlParsed {
  /** What was parsed: as long as the source, its places the same. */
  readonly text: string;
  readonly documents: readonly Document.Parsed[];
  /** Where reading ended before the end of the text, and why. */
  readonly cut?: { readonly offset: number; readonly why: string };
}

export type YamlOptions = Pick<ParseOptions, "strict"> &
  Pick<SchemaOptions, "schema" | "resolveKnownTags"> & {
    /** As libyaml finds the words of a text, and not as YAML 1.2 has it. */
    readonly isLibyaml?: boolean;
  };

/** Keys that are written twice are not looked for: the library would compare each with all before it. */
export function parseYaml(source: string, options: YamlOptions): YamlParsed {
  return withoutStacks(() => new Reader(joinIdleLines(source), options).read());
}

class Reader {
  readonly #source: string;
  readonly #parser = new Parser();
  readonly #composer: Composer;
  readonly #lexer: Pick<Lexer, "lex">;
  readonly #documents: Document.Parsed[] = [];
  #pieces = 0;
  #faults = 0;

  constructor(source: string, { isLibyaml, ...options }: YamlOptions) {
    this.#source = source;
    this.#lexer = isLibyaml === true ? new LibyamlLexer() : new Lexer();
    this.#composer = new Composer({ ...options, uniqueKeys: false, prettyErrors: false, logLevel: "silent" });
  }

  read(): YamlParsed {
    let why: string | undefined;
    for (const lexeme of this.#lexer.lex(this.#source)) {
      why = this.#tooMuch(lexeme);
      if (why !== undefined) break;
      this.#compose(this.#parser.next(lexeme));
    }
    const { offset } = this.#parser;
    this.#compose(this.#parser.end());
    this.#documents.push(...this.#composer.end());
    return { text: this.#source, documents: this.#documents, ...(why !== undefined && { cut: { offset, why } }) };
  }

  #tooMuch(lexeme: string): string | undefined {
    this.#pieces += lexeme.startsWith('"') ? lexeme.split("\\").length : 1;
    if (this.#parser.stack.length > DEEPEST) return `it is nested more than ${DEEPEST} levels deep`;
    if (this.#pieces > MOST_PIECES) return "it has more words and marks than are followed";
    if (this.#documents.length > MOST_DOCUMENTS) return `it has more than ${MOST_DOCUMENTS} documents`;
    return this.#faults > MOST_FAULTS ? "there is too much in it that is no YAML" : undefined;
  }

  #compose(tokens: Iterable<CST.Token>): void {
    for (const token of tokens) {
      if (token.type === "error") this.#faults++;
      for (const document of this.#composer.next(token)) this.#documents.push(document);
    }
  }
}

/** So many empty lines and comments after one another say nothing; the library would take as long for them as for values. */
const MANY = 200;

/**
 * Makes one comment of many lines that hold nothing else, and one line of many empty ones: blanks for all line ends but the
 * last. Everything stays where it is.
 */
function joinIdleLines(source: string): string {
  if (source.length < MANY) return source;
  const pieces: string[] = [];
  let copied = 0;
  let first = 0;
  let count = 0;
  for (let start = 0; start < source.length;) {
    const newline = source.indexOf("\n", start);
    const end = newline < 0 ? source.length : newline + 1;
    const isIdle = newline >= 0 && isIdleLine(source, start, newline);
    if (isIdle) {
      if (count === 0) first = start;
      count++;
    }
    if (count >= MANY && (!isIdle || end === source.length)) {
      const last = isIdle ? end : start;
      pieces.push(source.slice(copied, first), source.slice(first, last - 1).replace(/[\r\n]/g, " "), "\n");
      copied = last;
    }
    if (!isIdle) count = 0;
    start = end;
  }
  return copied === 0 ? source : pieces.join("") + source.slice(copied);
}

function isIdleLine(source: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && (source[at] === " " || source[at] === "\t" || source[at] === "\r")) at++;
  return at === end || source[at] === "#";
}

/** Each fault is an Error to the library: without their stacks a text that is no YAML is read four times as fast. */
function withoutStacks<T>(run: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
