/** Definitions of variables and functions: `def x = 1`, `String f(a) { … }`. */
import { parseValue } from "./commands.ts";
import type { Cursor } from "./cursor.ts";
import { parseParameters } from "./parameters.ts";
import { Kind, isWord } from "./tokens.ts";
import type { Definition, FunctionDefinition, Statement, TypeName } from "./tree.ts";
import { parseType, pastType } from "./types.ts";

const MODIFIERS = new Set([
  "final",
  "static",
  "private",
  "public",
  "protected",
  "abstract",
  "synchronized",
  "void",
  "var",
]);

/** Whether a definition starts here: `def x`, `String x`, `static void f()`. Only looks. */
export function startsDefinition(cursor: Cursor): boolean {
  let index = cursor.index;
  if (cursor.kind === Kind.def) return true;
  if (cursor.kind === Kind.word && MODIFIERS.has(cursor.word)) {
    const next = cursor.kindAt(index + 1);
    return next === Kind.word || next === Kind.primitive || next === Kind.def;
  }
  index = pastType(cursor, index);
  if (index === -1 || cursor.kindAt(index) !== Kind.word) return false;
  switch (cursor.kindAt(index + 1)) {
    case Kind.assign:
    case Kind.newline:
    case Kind.comment:
    case Kind.semicolon:
    case Kind.closeBrace:
    case Kind.end:
    case Kind.comma:
      return true;
    case Kind.openParen:
      return isFunctionAt(cursor, index);
    default:
      return false;
  }
}

/** A name with parentheses and, behind them, a body or a type of result. */
function isFunctionAt(cursor: Cursor, index: number): boolean {
  if (cursor.kindAt(index + 1) !== Kind.openParen) return false;
  const partner = cursor.partnerAt(index + 1);
  if (partner === -1) return false;
  const next = cursor.past(partner + 1);
  return cursor.kindAt(next) === Kind.openBrace || cursor.kindAt(next) === Kind.arrow || cursor.isAt(next, "throws");
}

/** Parses a definition into the statements that it is: `def a = 1, b = 2` is two. */
export function parseDefinition(cursor: Cursor, into: Statement[]): void {
  const start = cursor.start;
  while (cursor.kind === Kind.def || MODIFIERS.has(cursor.word)) {
    if (cursor.kind !== Kind.def) cursor.markLegacy({ start: cursor.start, end: cursor.end }, `\`${cursor.word}\``);
    cursor.advance();
  }
  const past = pastType(cursor, cursor.index);
  const typed = past !== -1 && isWord(cursor.kindAt(past));
  const type = typed ? parseType(cursor, false) : undefined;
  if (isFunctionAt(cursor, cursor.index)) {
    into.push(parseFunction(cursor, start));
  } else if (cursor.kind === Kind.openParen) into.push(parseDestructuring(cursor, start));
  else parseVariables(cursor, start, type, into);
}

function parseFunction(cursor: Cursor, start: number): FunctionDefinition {
  const nameStart = cursor.start;
  const nameEnd = cursor.end;
  const quoted = cursor.kind === Kind.string ? 1 : 0;
  const name = cursor.text.slice(nameStart + quoted, nameEnd - quoted);
  if (quoted > 0) cursor.markLegacy({ start: nameStart, end: nameEnd }, "a function name in quotes");
  cursor.advance();
  const parameters = cursor.bracketed(() => parseParameters(cursor));
  cursor.skipBreaks();
  if (cursor.kind === Kind.arrow) {
    const arrow = { start: cursor.start, end: cursor.end };
    cursor.advance();
    parseType(cursor, true);
    cursor.markModern(arrow, "the type of a result behind `->`");
    cursor.skipBreaks();
  }
  if (cursor.is("throws")) {
    cursor.markLegacy({ start: cursor.start, end: cursor.end }, "`throws`");
    while (cursor.kind === Kind.word || cursor.kind === Kind.comma || cursor.kind === Kind.dot) cursor.advance();
    cursor.skipBreaks();
  }
  let body: readonly Statement[] = [];
  if (cursor.kind === Kind.openBrace) body = cursor.bracketed(() => cursor.block());
  else cursor.unexpected();
  cursor.checkLabels(body);
  const written = { name, start: nameStart + quoted, end: nameEnd - quoted };
  return { kind: "function", start, end: cursor.previousEnd, name: written, parameters, body };
}

/** `(a, b) = value` of `def (a, b) = value` */
function parseDestructuring(cursor: Cursor, start: number): Definition {
  const names = cursor
    .bracketed(() => parseParameters(cursor))
    .map(({ start, end, name, type }) => {
      if (type !== undefined && type.start === start) cursor.markLegacy(type, "a type before a variable of several");
      return { start, end, name, ...(type && { type }) };
    });
  const value = parseInitializer(cursor);
  return { kind: "definition", start, end: cursor.previousEnd, names, destructured: true, value };
}

function parseVariables(cursor: Cursor, start: number, type: TypeName | undefined, into: Statement[]): void {
  for (let first = true; ; first = false) {
    const nameStart = cursor.start;
    const nameEnd = cursor.end;
    if (!isWord(cursor.kind)) return cursor.unexpected();
    const name = cursor.word;
    cursor.checkName(name, nameStart, nameEnd);
    if (!first) cursor.markLegacy({ start: nameStart, end: nameEnd }, "several variables in one definition");
    cursor.advance();
    let declared = first ? type : undefined;
    if (cursor.kind === Kind.colon) {
      cursor.markModern({ start: cursor.start, end: cursor.end }, "a type behind the name of a variable");
      cursor.advance();
      declared = parseType(cursor, true);
    }
    const value = parseInitializer(cursor);
    const names = [{ start: nameStart, end: nameEnd, name, ...(declared && { type: declared }) }];
    const from = first ? start : nameStart;
    into.push({ kind: "definition", start: from, end: cursor.previousEnd, names, destructured: false, value });
    if (!cursor.accept(Kind.comma)) return;
    cursor.skipBreaks();
  }
}

function parseInitializer(cursor: Cursor): Definition["value"] {
  const assign = cursor.past(cursor.index);
  if (cursor.kindAt(assign) !== Kind.assign) return undefined;
  cursor.index = assign;
  cursor.advance();
  cursor.skipBreaks();
  return parseValue(cursor);
}
