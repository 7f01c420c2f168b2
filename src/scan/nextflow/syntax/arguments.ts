/** The arguments of calls, and the entries of maps: `(a, b: c)`, `*list`. */
import type { Cursor } from "./cursor.ts";
import { Kind, isWord } from "./tokens.ts";
import type { Arguments, Expression, MapEntry, StringLiteral } from "./tree.ts";
import { parseString } from "./literals.ts";

export const NO_ARGUMENTS: Arguments = { positional: [], named: [] };

/** `(a, b: c)`; the current token is the opening parenthesis. */
export function parseArguments(cursor: Cursor): Arguments {
  return cursor.bracketed(() => parseList(cursor, Kind.closeParen));
}

/** The arguments of a call without parentheses: `'x', mode: 'y'`. */
export function parseCommandArguments(cursor: Cursor): Arguments {
  return parseList(cursor, Kind.newline);
}

function parseList(cursor: Cursor, closer: Kind): Arguments {
  const positional: Expression[] = [];
  const named: MapEntry[] = [];
  let height = 0;
  while (cursor.kind !== closer && cursor.kind !== Kind.end) {
    if (cursor.isKeyAt(cursor.index) || cursor.kind === Kind.star) {
      const entry = parseEntryOrSpread(cursor);
      if (entry.kind === undefined) named.push(entry);
      else positional.push(entry);
    } else {
      const value = cursor.expression();
      if (cursor.kind === Kind.colon) named.push(entryOf(cursor, value));
      else positional.push(value);
    }
    height = Math.max(height, cursor.height);
    const comma = cursor.past(cursor.index);
    if (cursor.kindAt(comma) !== Kind.comma) break;
    cursor.index = comma;
    cursor.advance();
    cursor.skipBreaks();
  }
  cursor.raise(height + 1);
  if (named.length > 0) checkArgumentNames(cursor, named);
  return { positional, named };
}

/** Names have to be words or strings in v2, and each can be given once in both. */
function checkArgumentNames(cursor: Cursor, named: readonly MapEntry[]): void {
  const seen = new Set<string>();
  for (const { key } of named) {
    if (key.kind !== "string") {
      if (key.kind !== "spread") cursor.markLegacy(key, "an argument whose name is not a word");
    } else if (seen.has(key.value)) cursor.problem(key.start, key.end, `the argument \`${key.value}\` twice`);
    else seen.add(key.value);
  }
}

/** `key: value`, `*: map` or `*list`, in arguments and in brackets. Only a spread has a kind. */
export function parseEntryOrSpread(cursor: Cursor): (MapEntry & { readonly kind?: never }) | Expression {
  const start = cursor.start;
  if (cursor.kind !== Kind.star) return entryOf(cursor, parseKey(cursor));
  cursor.advance();
  if (cursor.kind === Kind.colon) {
    cursor.advance();
    const operand = cursor.expression();
    const key = { kind: "spread", start, end: operand.end, operand } as const;
    cursor.markLegacy(key, "`*:`, which spreads a map");
    return { start, end: operand.end, key, value: operand };
  }
  const operand = cursor.expression();
  const spread = { kind: "spread", start, end: operand.end, operand } as const;
  cursor.markLegacy(spread, "`*`, which spreads a list");
  return spread;
}

/** The key of an entry: a bare word, a string or a number in front of a colon. */
function parseKey(cursor: Cursor): Expression {
  if (cursor.kind === Kind.string) return parseString(cursor);
  const { start, end, kind } = cursor;
  const name = cursor.text.slice(start, end);
  cursor.advance();
  if (!isWord(kind)) return { kind: "number", start, end, text: name };
  return bareWord(name, start, end);
}

function bareWord(name: string, start: number, end: number): StringLiteral {
  return { kind: "string", start, end, quote: "", value: name, plain: true, innerStart: start, innerEnd: end };
}

/** The rest of an entry behind its key; the current token is the colon. */
export function entryOf(cursor: Cursor, key: Expression): MapEntry {
  cursor.advance();
  cursor.skipBreaks();
  if (cursor.afterBreak)
    cursor.markLegacy({ start: cursor.previousEnd - 1, end: cursor.previousEnd }, "a line break behind `:`");
  const value = cursor.expression();
  return { start: key.start, end: value.end, key, value };
}

/** A token that can start the first argument of a call without parentheses, and is no operator. */
export function startsArgument(cursor: Cursor, index: number): boolean {
  const kind = cursor.kindAt(index);
  switch (kind) {
    case Kind.word:
    case Kind.number:
    case Kind.string:
    case Kind.gstringBegin:
    case Kind.not:
    case Kind.tilde:
    case Kind.new:
    case Kind.true:
    case Kind.false:
    case Kind.null:
    case Kind.primitive:
      return true;
    default:
      return isWord(kind) && cursor.kindAt(index + 1) === Kind.colon;
  }
}
