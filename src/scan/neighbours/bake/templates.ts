/** Templates of HCL: texts with `${…}` and `%{…}` in them. */
import { type Cursor, NotHcl } from "./cursor.ts";
import type { Expression, TemplatePart } from "./syntax.ts";

/** How a template is written: between quotes, with escapes; or as it stands, in a here-document or in JSON. */
export type TemplateForm = "quoted" | "plain";

export const WORD = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** A piece of a template before its directives are sorted into one another. */
type Piece = { readonly from: number; to: number } & (
  | { text: string; readonly isText: true }
  | { readonly value: Expression; readonly isText?: undefined }
  | { readonly directive: Directive; readonly isText?: undefined }
);

type Directive =
  | { readonly name: "if"; readonly condition: Expression }
  | { readonly name: "for"; readonly names: readonly string[]; readonly of: Expression }
  | { readonly name: "else" | "endif" | "endfor" };

const QUOTED = /(?:[^\\"\n$%]|\\(?:[nrt"\\]|u[\da-fA-F]{4}|U[\da-fA-F]{8})|\$\$\{|%%\{|\$(?!\{)|%(?!\{))+/y;
const PLAIN = /(?:[^\n$%]|\$\$\{|%%\{|\$(?!\{)|%(?!\{))+\n?|\n/y;
const ESCAPE = /\\(?:(u[\da-fA-F]{4}|U[\da-fA-F]{8})|([nrt"\\]))/g;
const ESCAPED: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/**
 * Reads up to `end` (an index of the cursor's text) or, of a quoted one, to its closing quote, which is left.
 * `isFlush`: lines lose the indentation that all of them have.
 */
export function readTemplate(
  cursor: Cursor,
  form: TemplateForm,
  end: number,
  readExpression: () => Expression,
  isFlush = false,
): readonly TemplatePart[] {
  const pieces = readPieces(cursor, form, end, readExpression);
  if (isFlush) flush(pieces);
  const sorter = new Sorter(pieces);
  const parts = sorter.parts();
  if (!sorter.isDone) throw new NotHcl();
  return parts;
}

function readPieces(cursor: Cursor, form: TemplateForm, end: number, readExpression: () => Expression): Piece[] {
  const pieces: Piece[] = [];
  let trimsNext = false;
  while (cursor.at < end) {
    const from = cursor.at;
    const literal = cursor.takeHere(form === "quoted" ? QUOTED : PLAIN);
    if (literal !== undefined) {
      const text = unescaped(literal, form);
      pieces.push({ from, to: cursor.at, text: trimsNext ? text.trimStart() : text, isText: true });
      trimsNext = false;
      continue;
    }
    const opening = cursor.takeHere(/[$%]\{~?/y);
    // A quote, or what no string may hold.
    if (opening === undefined) break;
    const last = pieces.at(-1);
    if (opening.endsWith("~") && last?.isText === true) last.text = last.text.trimEnd();
    const isDirective = opening.startsWith("%");
    const read = cursor.within(true, () => {
      const found = isDirective ? { directive: readDirective(cursor, readExpression) } : { value: readExpression() };
      trimsNext = cursor.expect(/~?\}/y).startsWith("~");
      return found;
    });
    pieces.push({ from, to: cursor.at, ...read });
  }
  return pieces;
}

function readDirective(cursor: Cursor, readExpression: () => Expression): Directive {
  const name = cursor.expect(WORD);
  switch (name) {
    case "if":
      return { name, condition: readExpression() };
    case "for":
      return { name, names: readNames(cursor), of: readExpression() };
    case "else":
    case "endif":
    case "endfor":
      return { name };
    default:
      throw new NotHcl();
  }
}

/** `key, value in`, of a `for`. */
export function readNames(cursor: Cursor): readonly string[] {
  const names = [cursor.expect(WORD)];
  if (cursor.take(/,/y) !== undefined) names.push(cursor.expect(WORD));
  if (cursor.expect(WORD) !== "in") throw new NotHcl();
  return names;
}

function unescaped(literal: string, form: TemplateForm): string {
  const text = literal.replace(/\$\$\{|%%\{/g, (escape) => escape.slice(1));
  if (form === "plain") return text;
  return text.replace(ESCAPE, (_, code: string | undefined, letter: string) => {
    if (code === undefined) return ESCAPED.get(letter) ?? letter;
    const number = Number.parseInt(code.slice(1), 16);
    if (number > 0x10ffff) throw new NotHcl();
    return String.fromCodePoint(number);
  });
}

/** Takes the indentation of the least indented line from the beginning of each; lines of blanks alone do not count. */
function flush(pieces: readonly Piece[]): void {
  const indented: { text: string }[] = [];
  let least = Infinity;
  let isLineStart = true;
  for (const piece of pieces) {
    if (isLineStart) {
      if (piece.isText !== true) least = 0;
      else if (piece.text.trim() !== "" || !piece.text.endsWith("\n")) {
        indented.push(piece);
        least = Math.min(least, piece.text.length - piece.text.trimStart().length);
      }
    }
    isLineStart = piece.isText === true && piece.text.endsWith("\n");
  }
  for (const piece of indented) piece.text = piece.text.slice(least);
}

/** Puts what stands between directives into them. */
class Sorter {
  readonly #pieces: readonly Piece[];
  #at = 0;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  get isDone(): boolean {
    return this.#at === this.#pieces.length;
  }

  /** Up to a directive that closes another. */
  parts(): TemplatePart[] {
    const parts: TemplatePart[] = [];
    for (let piece = this.#pieces[this.#at]; piece !== undefined; piece = this.#pieces[this.#at]) {
      const { from } = piece;
      if (!("directive" in piece)) {
        parts.push(piece);
        this.#at++;
        continue;
      }
      const { directive } = piece;
      if (directive.name !== "if" && directive.name !== "for") break;
      this.#at++;
      if (directive.name === "for") {
        const each = this.parts();
        parts.push({ from, to: this.#close("endfor"), names: directive.names, of: directive.of, each });
        continue;
      }
      const yes = this.parts();
      const next = this.#pieces[this.#at];
      const hasElse = next !== undefined && "directive" in next && next.directive.name === "else";
      if (hasElse) this.#at++;
      const no = hasElse ? this.parts() : [];
      parts.push({ from, to: this.#close("endif"), condition: directive.condition, yes, no });
    }
    return parts;
  }

  /** Takes the directive that closes another; where that ends. */
  #close(name: Directive["name"]): number {
    const piece = this.#pieces[this.#at++];
    if (piece === undefined || !("directive" in piece) || piece.directive.name !== name) throw new NotHcl();
    return piece.to;
  }
}
