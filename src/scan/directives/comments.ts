/** The comments of a text by the syntax of its kind, and which of its lines make up one statement. */
import { CST, Lexer } from "yaml";
import type { SourceKind } from "../../model.ts";
import type { Range } from "../../text/lines.ts";

export interface Comments {
  /** In the order of the text, markers (`#`, `//`, `/*`) included. */
  readonly comments: readonly Range[];
  /** Offsets of the line ends after which a statement goes on. */
  readonly joined: ReadonlySet<number>;
}

/** Comments inside of string literals are none. */
export function readComments(file: string, text: string, source: SourceKind): Comments {
  // nf-core has files of two languages.
  return READERS[source === "nf-core" && file.endsWith(".config") ? "nextflow" : source](text);
}

const READERS: Readonly<Record<SourceKind, (text: string) => Comments>> = {
  nextflow: code({ line: ["//"], block: true, strings: ["'''", '"""', "'", '"'], open: ["${"], groovy: true }),
  bake: code({ line: ["#", "//"], block: true, strings: ['"'], open: ["${", "%{"] }),
  wdl: code({ line: ["#"], block: false, strings: ["'", '"'], open: ["${", "~{"] }),
  snakemake: code({ line: ["#"], block: false, strings: ["'''", '"""', "'", '"'], open: [] }),
  devcontainer: code({ line: ["//"], block: true, strings: ['"'], open: [] }),
  dockerfile: dockerfileComments,
  apptainer: definitionComments,
  compose: yamlComments,
  workflow: yamlComments,
  kubernetes: yamlComments,
  gitlab: yamlComments,
  circleci: yamlComments,
  gitpod: yamlComments,
  cwl: yamlComments,
  "nf-core": yamlComments,
};

/** Dockerfiles: only whole lines, wherever they stand; an instruction goes on after the escape character. */
function dockerfileComments(text: string): Comments {
  const escape = /^\s*#\s*escape\s*=\s*`/im.test(text.slice(0, 1000)) ? "`" : "\\";
  const comments: Range[] = [];
  const joined = new Set<number>();
  let open = false;
  for (const { start, end, line } of linesOf(text)) {
    const at = line.search(/\S/);
    if (at !== -1 && line[at] === "#") comments.push({ start: start + at, end });
    else if (at !== -1) open = line.trimEnd().endsWith(escape) && !line.trimEnd().endsWith(escape + escape);
    if (open) joined.add(start + line.length);
  }
  return { comments, joined };
}

/** Definition files: `#` at the start of a line or after a blank. */
function definitionComments(text: string): Comments {
  const comments: Range[] = [];
  const joined = new Set<number>();
  for (const { start, end, line } of linesOf(text)) {
    const at = line.search(/(?<!\S)#/);
    if (at !== -1) comments.push({ start: start + at, end });
    if (line.trimEnd().endsWith("\\")) joined.add(start + line.length);
  }
  return { comments, joined };
}

const LEXER_MARKS = new Set([CST.BOM, CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

function yamlComments(text: string): Comments {
  const comments: Range[] = [];
  let at = 0;
  for (const token of new Lexer().lex(text)) {
    // The lexer's own marks (document, flow end, scalar follows) stand for no text.
    if (LEXER_MARKS.has(token)) continue;
    if (token.startsWith("#")) comments.push({ start: at, end: at + token.length });
    at += token.length;
  }
  return { comments, joined: new Set() };
}

function* linesOf(text: string): Generator<{ start: number; end: number; line: string }> {
  let start = 0;
  while (start <= text.length) {
    const at = text.indexOf("\n", start);
    const line = text.slice(start, at === -1 ? text.length : at);
    yield { start, end: start + line.trimEnd().length, line };
    if (at === -1) return;
    start = at + 1;
  }
}

// ── Languages with brackets and string literals ─────────────────────────────

interface Syntax {
  readonly line: readonly string[];
  /** Whether there are comments of several lines, as in C. */
  readonly block: boolean;
  /** Quotes, longer ones first. Those of three characters span lines. */
  readonly strings: readonly string[];
  /** Groovy: braces may hold a value, as in `container = { … }`, and slashes a string where a value is expected. */
  readonly groovy?: boolean;
  /** What opens an expression within a double-quoted string, to be closed by `}`. */
  readonly open: readonly string[];
}

/** What is open: a string by its quote, a bracket of an expression, or the braces of a block of statements. */
type Open = { readonly quote: string } | "bracket" | "block";

function code(syntax: Syntax): (text: string) => Comments {
  return (text) => new CodeReader(text, syntax).read();
}

/**
 * One pass with a stack. A statement goes on at a line end inside of a bracket or string; the braces of a block
 * (`process FOO {`) hold statements of their own, those of a value (`container = {`) do not.
 */
class CodeReader {
  readonly #text: string;
  readonly #syntax: Syntax;
  readonly #comments: Range[] = [];
  readonly #joined = new Set<number>();
  readonly #open: Open[] = [];
  /** The last character of code that is no blank. */
  #significant = "";
  /** Offset of the next character that is no blank; looked for once for all line ends before it. */
  #solid = 0;
  #at = 0;

  constructor(text: string, syntax: Syntax) {
    this.#text = text;
    this.#syntax = syntax;
  }

  read(): Comments {
    while (this.#at < this.#text.length) {
      const innermost = this.#open.at(-1);
      if (this.#text[this.#at] === "\n") this.#lineEnd(innermost);
      else if (typeof innermost === "object") this.#inString(innermost.quote);
      else if (!this.#comment()) this.#code();
    }
    return { comments: this.#comments, joined: this.#joined };
  }

  #lineEnd(innermost: Open | undefined): void {
    if (typeof innermost === "object" && innermost.quote.length === 1) this.#open.pop();
    if (this.#solid <= this.#at) this.#solid = offsetOf(/\S/g, this.#text, this.#at);
    const isInside = this.#open.length > 0 && this.#open.at(-1) !== "block";
    if (isInside || goesOn(this.#text, this.#at, this.#significant, this.#solid)) this.#joined.add(this.#at);
    this.#at++;
  }

  #inString(quote: string): void {
    const opener = quote.startsWith('"') ? this.#syntax.open.find((mark) => this.#isAt(mark)) : undefined;
    if (this.#isAt("\\")) this.#at += this.#text[this.#at + 1] === "\n" ? 1 : 2;
    else if (opener !== undefined) {
      this.#open.push("bracket");
      this.#at += opener.length;
    } else if (this.#isAt(quote)) {
      this.#open.pop();
      this.#significant = quote.charAt(0);
      this.#at += quote.length;
    } else this.#at++;
  }

  /** Takes a comment; false where none begins. */
  #comment(): boolean {
    const start = this.#at;
    if (this.#syntax.line.some((mark) => this.#isAt(mark))) {
      const newline = this.#text.indexOf("\n", start);
      const comment = this.#text.slice(start, newline === -1 ? this.#text.length : newline);
      this.#comments.push({ start, end: start + comment.trimEnd().length });
      this.#at += comment.length;
      return true;
    }
    if (!this.#syntax.block || !this.#isAt("/*")) return false;
    const closed = this.#text.indexOf("*/", start + 2);
    this.#at = closed === -1 ? this.#text.length : closed + 2;
    this.#comments.push({ start, end: this.#at });
    return true;
  }

  #code(): void {
    const character = this.#text[this.#at]!;
    const isGroovy = this.#syntax.groovy === true;
    const isPattern = isGroovy && character === "/" && /[(,=:?[{!&|~]/.test(this.#significant);
    const quote = isPattern ? "/" : this.#syntax.strings.find((mark) => this.#isAt(mark));
    if (quote !== undefined) this.#open.push({ quote });
    else if (character === "(" || character === "[") this.#open.push("bracket");
    else if (character === "{") {
      this.#open.push(!isGroovy || opensBlock(this.#text, this.#at, this.#significant) ? "block" : "bracket");
    } else if (character === ")" || character === "]" || character === "}") this.#open.pop();
    if (character.trim() !== "") this.#significant = character;
    this.#at += quote?.length ?? 1;
  }

  #isAt(mark: string): boolean {
    return this.#text.startsWith(mark, this.#at);
  }
}

/** Whether a brace opens statements: it follows a name or a label, and neither an operator nor `container`. */
function opensBlock(text: string, at: number, significant: string): boolean {
  if (significant === "" || /[)'"]/.test(significant)) return true;
  return /\w/.test(significant) && !/(?<!\w)container\s*$/.test(text.slice(Math.max(0, at - 40), at));
}

/** A line that ends with, or is followed by, an operator of a conditional; Snakemake's `container:` alone on its line. */
function goesOn(text: string, at: number, significant: string, solid: number): boolean {
  if (/[?+=]/.test(significant)) return true;
  if (text[solid] === "?" || text[solid] === ":") return true;
  return (
    significant === ":" &&
    /(?<!\w)(?:container|containerized|singularity)\s*:\s*$/.test(text.slice(Math.max(0, at - 60), at))
  );
}

/** Where the next match of a global pattern begins; the end of the text where there is none. */
function offsetOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
