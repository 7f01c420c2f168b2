/** `include { A; B as C } from './m'`. */
import { NO_ARGUMENTS, parseArguments } from "./arguments.ts";
import type { Cursor } from "./cursor.ts";
import { Kind, isWord } from "./tokens.ts";
import type { Include, IncludedName } from "./tree.ts";

/** Whether an `include` stands here and not a call or a variable of that name. */
export function startsInclude(cursor: Cursor): boolean {
  if (cursor.kind !== Kind.word || !cursor.is("include")) return false;
  const next = cursor.kindAt(cursor.index + 1);
  return next === Kind.openBrace || next === Kind.word || next === Kind.string || next === Kind.gstringBegin;
}

/** `include { A; B as C } from './m'`; the current token is the first word. */
export function parseInclude(cursor: Cursor): Include {
  const start = cursor.start;
  cursor.advance();
  const names: IncludedName[] = [];
  if (cursor.kind === Kind.openBrace) cursor.bracketed(() => parseIncludedNames(cursor, names));
  else {
    cursor.markLegacy({ start, end: cursor.end }, "an `include` without braces");
    if (cursor.kind === Kind.word) parseIncludedName(cursor, names);
  }
  if (names.length > 0) {
    cursor.skipBreaks();
    if (cursor.is("from")) cursor.advance();
    else cursor.unexpected();
  }
  let source = cursor.expression();
  while (cursor.is("from")) {
    cursor.markLegacy({ start: cursor.start, end: cursor.end }, "`from` twice in an `include`");
    cursor.advance();
    source = cursor.expression();
  }
  if (source.kind !== "string") {
    const how = source.kind === "gstring" ? "an interpolated" : "a computed";
    cursor.markLegacy(source, `${how} \`include\` path`);
  }
  const addParams = parseAddParams(cursor);
  return { kind: "include", start, end: cursor.previousEnd, names, source, ...(addParams && { addParams }) };
}

function parseIncludedNames(cursor: Cursor, names: IncludedName[]): void {
  cursor.skipSeparators();
  while (isWord(cursor.kind)) {
    parseIncludedName(cursor, names);
    if (!cursor.atEnd) return;
    cursor.skipSeparators();
  }
}

function parseIncludedName(cursor: Cursor, names: IncludedName[]): void {
  const { start, end, word: name } = cursor;
  cursor.advance();
  if (cursor.kind !== Kind.as) return void names.push({ start, end, name });
  cursor.advance();
  if (!isWord(cursor.kind)) return cursor.unexpected();
  const alias = { start: cursor.start, end: cursor.end, name: cursor.word };
  cursor.advance();
  names.push({ start, end: alias.end, name, alias });
}

/** `addParams(x: 1)`, `params(x: 1)`, with or without parentheses. */
function parseAddParams(cursor: Cursor): Include["addParams"] {
  if (!cursor.is("addParams") && !cursor.is("params")) return undefined;
  const start = cursor.start;
  const form = cursor.word === "params" ? "params" : "addParams";
  cursor.advance();
  let args = NO_ARGUMENTS;
  if (cursor.kind === Kind.openParen) args = parseArguments(cursor);
  else if (!cursor.atEnd) args = { positional: [cursor.expression()], named: [] };
  cursor.markLegacy({ start, end: cursor.previousEnd }, `\`${form}\` behind an \`include\``);
  return { form, arguments: args };
}
