/**
 * BuildKit's shell-like lexer (frontend/dockerfile/shell): quotes, escapes and `$` in one word, every form of `${…}`.
 * The result says of each part where it comes from.
 */
import { type Fragments, WORD } from "./fragments.ts";
import { Lexer, type Scope } from "./lexer.ts";
import { Work } from "./work.ts";

export type Expansion = { readonly fragments: Fragments } | { readonly error: string };

/** Expands one word: quotes and escapes go, variables take their values. */
export function expandWord(word: string, escape: string, scope: Scope): Expansion {
  if (!needsLexer(word, escape)) return { fragments: word === "" ? [] : [{ text: word, origin: WORD }] };
  const lexer = new Lexer(word, escape, scope, {});
  const fragments = lexer.run("", false, false);
  return lexer.error === undefined ? { fragments } : { error: lexer.error };
}

/** Looks for what cannot be expanded in a text where quotes mean nothing: the body of a here-document. */
export function expansionError(text: string, scope: Scope): string | undefined {
  if (!text.includes("$")) return undefined;
  const lexer = new Lexer(text, "\\", scope, { quotesMean: false });
  lexer.run("", false, false);
  return lexer.error;
}

/** Cuts a text into words as a shell would, with quotes, escapes and unset variables left as they are written. */
export function rawWords(text: string): readonly string[] {
  return wordsOf(text, true);
}

/** The same with quotes and escapes removed. */
export function cookedWords(text: string): readonly string[] {
  return wordsOf(text, false);
}

function wordsOf(text: string, raw: boolean): readonly string[] {
  const lexer = new Lexer(text, "\\", noVariables(), { rawQuotes: raw, forWords: true });
  lexer.run("", raw, false);
  return lexer.error === undefined ? lexer.words : [];
}

/** For words in which variables mean nothing. */
export function noVariables(): Scope {
  return { lookup: () => undefined, work: new Work() };
}

function needsLexer(word: string, escape: string): boolean {
  return word.includes("$") || word.includes('"') || word.includes("'") || word.includes(escape);
}
