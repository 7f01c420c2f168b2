/** Strings, with and without interpolation, as nodes of the tree. */
import type { Cursor } from "./cursor.ts";
import type { Quoting } from "./string-scan.ts";
import { decode } from "./strings.ts";
import { Kind } from "./tokens.ts";
import type { Expression, GString, Interpolation, Quote, StringLiteral, TextPart } from "./tree.ts";

/** A string without interpolation; it is the current token. */
export function parseString(cursor: Cursor): StringLiteral {
  const { start, end, text } = cursor;
  const quote = quoteAt(text, start);
  const innerStart = start + quote.length;
  const closes = end - quote.length >= innerStart && text.endsWith(quote === "$/" ? "/$" : quote, end);
  const innerEnd = closes ? end - quote.length : end;
  const raw = text.slice(innerStart, innerEnd);
  const value = decode(raw, quote);
  cursor.advance();
  cursor.height = 0;
  return { kind: "string", start, end, quote, value, plain: value === raw, innerStart, innerEnd };
}

function quoteAt(text: string, start: number): Quoting {
  const first = text.charAt(start);
  if (first === "'") return text.startsWith("'''", start) ? "'''" : "'";
  if (first === '"') return text.startsWith('"""', start) ? '"""' : '"';
  return first === "$" ? "$/" : "/";
}

/** A string with interpolation; the current token is its opening quote. */
export function parseGString(cursor: Cursor): GString {
  const start = cursor.start;
  const quote = quoteAt(cursor.text, start);
  const parts: (TextPart | Interpolation)[] = [];
  let height = 0;
  cursor.index++;
  for (;;) {
    const part = parsePart(cursor, quote);
    if (part === undefined) break;
    parts.push(part);
    height = Math.max(height, cursor.height);
  }
  const end = cursor.kind === Kind.gstringEnd ? cursor.end : cursor.previousEnd;
  if (cursor.kind === Kind.gstringEnd) cursor.advance();
  cursor.raise(height + 1);
  return { kind: "gstring", start, end, quote, parts };
}

function parsePart(cursor: Cursor, quote: Quote): TextPart | Interpolation | undefined {
  const { start, end } = cursor;
  switch (cursor.kind) {
    case Kind.text: {
      const raw = cursor.text.slice(start, end);
      const value = decode(raw, quote);
      cursor.index++;
      return { kind: "text", start, end, value, plain: value === raw };
    }
    case Kind.path:
      cursor.index++;
      return { kind: "interpolation", start, end, expression: pathOf(cursor, start + 1, end), braced: false };
    case Kind.openInterpolation:
      return parseInterpolation(cursor);
    default:
      return undefined;
  }
}

/** `a.b.c` of `$a.b.c` */
function pathOf(cursor: Cursor, start: number, end: number): Expression {
  const names = cursor.text.slice(start, end).split(".");
  cursor.raise(names.length);
  let at = start + names[0]!.length;
  let result: Expression = { kind: "variable", start, end: at, name: names[0]! };
  for (const name of names.slice(1)) {
    const nameStart = at + 1;
    at = nameStart + name.length;
    result = {
      kind: "property",
      start,
      end: at,
      object: result,
      name,
      nameStart,
      nameEnd: at,
      safe: false,
      spread: false,
    };
  }
  return result;
}

function parseInterpolation(cursor: Cursor): Interpolation {
  const start = cursor.start;
  const partner = cursor.partnerAt(cursor.index);
  const closed = partner === -1 ? undefined : cursor.endAt(partner);
  const expression = cursor.bracketed(() => {
    if (cursor.afterBreak) cursor.markLegacy({ start, end: start + 2 }, "a line break behind `${`");
    const inner = cursor.kind === Kind.arrow ? parseLazy(cursor) : cursor.expression();
    if (cursor.kind === Kind.newline)
      cursor.markLegacy({ start: cursor.start, end: cursor.end }, "a line break before the `}` of a string");
    return inner;
  });
  return { kind: "interpolation", start, end: closed ?? cursor.previousEnd, expression, braced: true };
}

/** `-> x` of `${-> x}` */
function parseLazy(cursor: Cursor): Expression {
  const start = cursor.start;
  cursor.advance();
  const body = cursor.block();
  const closure = { kind: "closure", start, end: cursor.previousEnd, parameters: [], body } as const;
  cursor.markLegacy(closure, "a lazy `${-> …}` in a string");
  return closure;
}
