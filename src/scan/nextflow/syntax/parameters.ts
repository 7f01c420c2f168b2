/** The parameters of closures and functions. */
import type { Cursor } from "./cursor.ts";
import { Kind } from "./tokens.ts";
import type { Parameter, TypeName } from "./tree.ts";
import { parseType, pastType } from "./types.ts";

/** Whether an arrow follows what could be parameters. Only looks, and at most as far as the first statement reaches. */
export function startsParameters(cursor: Cursor): boolean {
  for (let index = cursor.index; ; index++) {
    switch (cursor.kindAt(index)) {
      case Kind.arrow:
        return true;
      case Kind.newline: {
        const next = cursor.kindAt(cursor.past(index));
        if (next !== Kind.arrow && next !== Kind.comma && cursor.kindAt(index - 1) !== Kind.comma) return false;
        break;
      }
      case Kind.openParen:
      case Kind.openBracket:
      case Kind.openBrace:
      case Kind.gstringBegin:
        index = cursor.partnerAt(index);
        if (index === -1) return false;
        break;
      case Kind.word:
      case Kind.in:
      case Kind.primitive:
      case Kind.def:
      case Kind.comma:
      case Kind.colon:
      case Kind.dot:
      case Kind.less:
      case Kind.greater:
      case Kind.question:
      case Kind.assign:
      case Kind.number:
      case Kind.string:
      case Kind.true:
      case Kind.false:
      case Kind.null:
      case Kind.minus:
      case Kind.comment:
        break;
      default:
        return false;
    }
  }
}

/** `a, String b, c: Path, d = 1` up to the arrow or the closing parenthesis. */
export function parseParameters(cursor: Cursor): readonly Parameter[] {
  const parameters: Parameter[] = [];
  for (;;) {
    cursor.skipBreaks();
    if (cursor.kind === Kind.arrow || cursor.kind === Kind.closeParen || cursor.kind === Kind.end) break;
    const parameter = parseParameter(cursor);
    if (parameter === undefined) break;
    parameters.push(parameter);
    const next = cursor.past(cursor.index);
    if (cursor.kindAt(next) !== Kind.comma) break;
    cursor.index = next;
    cursor.advance();
  }
  return parameters;
}

function parseParameter(cursor: Cursor): Parameter | undefined {
  const start = cursor.start;
  while (cursor.kind === Kind.def || cursor.is("final")) {
    if (cursor.kind !== Kind.def) cursor.markLegacy({ start, end: cursor.end }, "`final` before a parameter");
    cursor.advance();
  }
  let type: TypeName | undefined;
  const past = pastType(cursor, cursor.index);
  if (past !== -1 && (cursor.kindAt(past) === Kind.word || cursor.kindAt(past) === Kind.in))
    type = parseType(cursor, false);
  if (cursor.kind !== Kind.word && cursor.kind !== Kind.in) {
    cursor.unexpected();
    return undefined;
  }
  const name = cursor.word;
  cursor.checkName(name, cursor.start, cursor.end);
  cursor.advance();
  if (cursor.kind === Kind.colon) {
    const colon = { start: cursor.start, end: cursor.end };
    cursor.advance();
    type = parseType(cursor, true);
    cursor.markModern(colon, "a type behind the name of a parameter");
  }
  const assign = cursor.past(cursor.index);
  if (cursor.kindAt(assign) !== Kind.assign) {
    return { start, end: cursor.previousEnd, name, ...(type && { type }) };
  }
  cursor.index = assign;
  cursor.advance();
  cursor.skipBreaks();
  const defaultValue = cursor.expression();
  return { start, end: defaultValue.end, name, ...(type && { type }), defaultValue };
}
