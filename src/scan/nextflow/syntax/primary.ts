/** Operands: names, literals, brackets, closures, `new`. */
import { NO_ARGUMENTS, entryOf, parseArguments, parseEntryOrSpread } from "./arguments.ts";
import type { Cursor } from "./cursor.ts";
import { isBreak } from "./cursor.ts";
import { parseGString, parseString } from "./literals.ts";
import { parseParameters, startsParameters } from "./parameters.ts";
import { Kind } from "./tokens.ts";
import type {
  Closure,
  Expression,
  ListLiteral,
  MapEntry,
  MapLiteral,
  New,
  Parameter,
  Statement,
  TypeName,
} from "./tree.ts";
import { parseType, pastType } from "./types.ts";

/** An operand without what follows it. Where none stands the token is left alone, a problem told. */
export function parsePrimary(cursor: Cursor): Expression {
  const { start, end } = cursor;
  switch (cursor.kind) {
    case Kind.word:
    case Kind.primitive:
    case Kind.in: {
      if (cursor.kindAt(cursor.index + 1) === Kind.arrow) return parseLambda(cursor);
      const name = cursor.word;
      cursor.checkName(name, start, end);
      cursor.advance();
      cursor.height = 0;
      return { kind: "variable", start, end, name };
    }
    case Kind.string:
      return parseString(cursor);
    case Kind.gstringBegin:
      return parseGString(cursor);
    case Kind.number: {
      const text = cursor.word;
      cursor.advance();
      cursor.height = 0;
      return { kind: "number", start, end, text };
    }
    case Kind.true:
    case Kind.false: {
      const value = cursor.kind === Kind.true;
      cursor.advance();
      cursor.height = 0;
      return { kind: "boolean", start, end, value };
    }
    case Kind.null:
      cursor.advance();
      cursor.height = 0;
      return { kind: "null", start, end };
    case Kind.new:
      return parseNew(cursor);
    case Kind.openParen:
      return parseParenthesized(cursor);
    case Kind.openBracket:
      return parseBrackets(cursor);
    case Kind.openBrace:
      return parseClosure(cursor);
    default:
      cursor.unexpected();
      return cursor.unparsable(start);
  }
}

function parseParenthesized(cursor: Cursor): Expression {
  const partner = cursor.partnerAt(cursor.index);
  if (partner === -1 || cursor.kindAt(partner + 1) !== Kind.arrow) return cursor.bracketed(() => cursor.expression());
  return parseLambda(cursor);
}

/** Groovy's `(a, b) -> x` and `a -> x`. */
function parseLambda(cursor: Cursor): Closure {
  const start = cursor.start;
  const parameters =
    cursor.kind === Kind.openParen ? cursor.bracketed(() => parseParameters(cursor)) : parseParameters(cursor);
  cursor.advance();
  const body = (): readonly Statement[] => {
    const expression = cursor.expression();
    return [{ kind: "expression", start: expression.start, end: expression.end, expression }];
  };
  const closure: Closure = {
    kind: "closure",
    start,
    parameters,
    body: cursor.kind === Kind.openBrace ? cursor.bracketed(() => cursor.block()) : body(),
    end: cursor.previousEnd,
  };
  cursor.raise(cursor.height + 1);
  cursor.markLegacy(closure, "a lambda");
  return closure;
}

export function parseClosure(cursor: Cursor): Closure {
  const start = cursor.start;
  const outerPeak = cursor.peak;
  cursor.peak = 0;
  let parameters: readonly Parameter[] | undefined;
  const body = cursor.bracketed(() => {
    if (startsParameters(cursor)) {
      parameters = parseParameters(cursor);
      cursor.skipBreaks();
      if (!cursor.accept(Kind.arrow)) cursor.unexpected();
    }
    return cursor.block();
  });
  if (!cursor.isScript) cursor.checkLabels(body);
  const height = cursor.peak + 1;
  cursor.peak = outerPeak;
  cursor.raise(height);
  return { kind: "closure", start, end: cursor.previousEnd, parameters, body };
}

/** `[a, b]`, `[a: b]`, `[:]` */
function parseBrackets(cursor: Cursor): ListLiteral | MapLiteral {
  const start = cursor.start;
  const elements: Expression[] = [];
  const entries: MapEntry[] = [];
  let height = 0;
  let empty = false;
  cursor.bracketed(() => {
    empty = cursor.kind === Kind.colon;
    if (empty) cursor.advance();
    while (cursor.kind !== Kind.closeBracket && cursor.kind !== Kind.end) {
      if (cursor.kind === Kind.star || cursor.isKeyAt(cursor.index)) {
        const entry = parseEntryOrSpread(cursor);
        if (entry.kind === undefined) entries.push(entry);
        else elements.push(entry);
      } else {
        const value = cursor.expression();
        if (cursor.kind === Kind.colon) entries.push(entryOf(cursor, value));
        else elements.push(value);
      }
      height = Math.max(height, cursor.height);
      if (!cursor.accept(Kind.comma)) break;
    }
  });
  const end = cursor.previousEnd;
  cursor.raise(height + 1);
  if (!empty && entries.length === 0) return { kind: "list", start, end, elements };
  if (elements.length > 0) cursor.problem(elements[0]!.start, elements[0]!.end, "a value without a key in a map");
  return { kind: "map", start, end, entries };
}

/** `new Type(…)`; arrays and anonymous classes are stepped over. */
function parseNew(cursor: Cursor): New {
  const start = cursor.start;
  cursor.advance();
  const type = parseCreatedType(cursor);
  let args = NO_ARGUMENTS;
  cursor.height = 0;
  if (cursor.kind === Kind.openParen) args = parseArguments(cursor);
  else if (cursor.kind === Kind.openBracket) {
    while (cursor.kind === Kind.openBracket) cursor.skip();
    cursor.markLegacy({ start, end: cursor.previousEnd }, "`new` with an array");
  } else cursor.unexpected();
  if (cursor.kind === Kind.openBrace && !isBreak(cursor.kindAt(cursor.index - 1))) cursor.skip();
  const end = cursor.previousEnd;
  return { kind: "new", start, end, type, arguments: args };
}

/** Unlike elsewhere the type may have a small first letter. */
function parseCreatedType(cursor: Cursor): TypeName {
  if (pastType(cursor, cursor.index) !== -1 || cursor.kind !== Kind.word) {
    return parseType(cursor, false) ?? { ...cursor.missing(), name: "" };
  }
  const { start, end, word: name } = cursor;
  cursor.advance();
  return { start, end, name };
}
