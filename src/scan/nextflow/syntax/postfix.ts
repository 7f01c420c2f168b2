/** What follows an operand: members, calls, indexes, closures. */
import { parseArguments } from "./arguments.ts";
import type { Cursor } from "./cursor.ts";
import { isBreak } from "./cursor.ts";
import { parseGString, parseString } from "./literals.ts";
import { parseClosure, parsePrimary } from "./primary.ts";
import { Kind, isWord } from "./tokens.ts";
import type { Call, Expression, MethodCall, Property } from "./tree.ts";

/** An operand and all that follows it: members, calls, indexes, closures. */
export function parsePostfix(cursor: Cursor): Expression {
  let result = parsePrimary(cursor);
  for (;;) {
    const next = parseSuffix(cursor, result);
    if (next === undefined) return result;
    result = next;
  }
}

/** One member, call, index, closure or `++` behind an operand; undefined where it ends. */
function parseSuffix(cursor: Cursor, object: Expression): Expression | undefined {
  const at = isBreak(cursor.kind) ? cursor.past(cursor.index) : cursor.index;
  const kind = cursor.kindAt(at);
  const height = cursor.height;
  if (kind >= Kind.dot && kind <= Kind.doubleColon) {
    cursor.index = at;
    const member = kind >= Kind.methodPointer ? parseMethodPointer(cursor, object) : parseMember(cursor, object);
    cursor.raise(Math.max(height, cursor.height) + 1);
    return member;
  }
  if (at > cursor.index || cursor.afterBreak) return undefined;
  let result: Expression;
  switch (kind) {
    case Kind.openParen:
      result = parseCall(cursor, object);
      break;
    case Kind.openBrace:
      result = parseClosureArgument(cursor, object);
      break;
    case Kind.openBracket:
      if (opensMap(cursor, at)) return undefined;
      result = parseIndex(cursor, object, false);
      break;
    case Kind.question: {
      if (!cursor.adjacent || cursor.kindAt(at + 1) !== Kind.openBracket || cursor.startAt(at + 1) !== cursor.end)
        return undefined;
      cursor.markLegacy({ start: cursor.start, end: cursor.end + 1 }, "`?[`");
      cursor.advance();
      result = parseIndex(cursor, object, true);
      break;
    }
    case Kind.increment:
    case Kind.decrement: {
      const operator = kind === Kind.increment ? "++" : "--";
      cursor.markLegacy({ start: cursor.start, end: cursor.end }, `\`${operator}\``);
      result = { kind: "unary", start: object.start, end: cursor.end, operator, postfix: true, operand: object };
      cursor.advance();
      break;
    }
    default:
      return undefined;
  }
  cursor.raise(Math.max(height, cursor.height) + 1);
  return result;
}

/** `.name`, `?.name`, `*.name`, `.@name`, `.'name'`, `."$name"`, `.(name)` */
function parseMember(cursor: Cursor, object: Expression): Expression {
  const { kind, start } = cursor;
  const safe = kind === Kind.safeDot;
  const spread = kind === Kind.spreadDot;
  if (kind === Kind.attribute) cursor.markLegacy({ start, end: cursor.end }, "`.@`");
  const dotEnd = cursor.end;
  cursor.advance();
  cursor.skipBreaks();
  if (cursor.afterBreak) cursor.markLegacy({ start, end: dotEnd }, "a line break behind `.`");
  const nameStart = cursor.start;
  const nameEnd = cursor.end;
  if (isWord(cursor.kind)) {
    const name = cursor.word;
    cursor.advance();
    cursor.height = 0;
    return { kind: "property", start: object.start, end: nameEnd, object, name, nameStart, nameEnd, safe, spread };
  }
  if (cursor.kind === Kind.string) {
    const { value, innerStart, innerEnd, end } = parseString(cursor);
    const property = { kind: "property", start: object.start, end, object, name: value, safe, spread } as const;
    return { ...property, nameStart: innerStart, nameEnd: innerEnd };
  }
  if (cursor.kind === Kind.gstringBegin || cursor.kind === Kind.openParen) {
    const computed =
      cursor.kind === Kind.gstringBegin ? parseGString(cursor) : cursor.bracketed(() => cursor.expression());
    const end = cursor.previousEnd;
    cursor.markLegacy({ start: nameStart, end }, "a computed property name");
    const property = { kind: "property", start: object.start, end, object, name: undefined, safe, spread } as const;
    return { ...property, nameStart, nameEnd: end, computed };
  }
  cursor.unexpected();
  return cursor.unparsable(object.start);
}

/** `.&name`, `::name` */
function parseMethodPointer(cursor: Cursor, object: Expression): Expression {
  cursor.markLegacy({ start: cursor.start, end: cursor.end }, `\`${cursor.word}\``);
  cursor.advance();
  const { end } = cursor;
  if (!isWord(cursor.kind)) {
    cursor.unexpected();
    return cursor.unparsable(object.start);
  }
  const name = cursor.word;
  cursor.advance();
  return { kind: "method-pointer", start: object.start, end, object, name };
}

function parseCall(cursor: Cursor, callee: Expression): Call | MethodCall {
  const args = parseArguments(cursor);
  return callOf(callee, args, cursor.previousEnd, false);
}

/** A call of a variable, a property or any other value. */
export function callOf(callee: Expression, args: Call["arguments"], end: number, command: boolean): Call | MethodCall {
  if (callee.kind !== "property") return { kind: "call", start: callee.start, end, callee, arguments: args, command };
  return methodCallOf(callee, args, end, command);
}

function methodCallOf(property: Property, args: Call["arguments"], end: number, command: boolean): MethodCall {
  const { start, object, name, nameStart, nameEnd, safe, spread } = property;
  return { kind: "method-call", start, end, object, name, nameStart, nameEnd, arguments: args, safe, spread, command };
}

/** `f { … }`, and `f(x) { … }`, where the closure is one more argument. */
function parseClosureArgument(cursor: Cursor, object: Expression): Call | MethodCall {
  const closure = parseClosure(cursor);
  if (object.kind !== "call" && object.kind !== "method-call") {
    return callOf(object, { positional: [closure], named: [] }, closure.end, false);
  }
  const { positional, named } = object.arguments;
  return { ...object, end: closure.end, arguments: { positional: [...positional, closure], named } };
}

/** `[key: value` or `[:`: never an index, but the argument of a call without parentheses. */
export function opensMap(cursor: Cursor, bracket: number): boolean {
  const first = cursor.past(bracket + 1);
  return cursor.kindAt(first) === Kind.colon || cursor.isKeyAt(first);
}

/** v2 wants an expression between the brackets, and neither a line break nor a comma beside them (`indexPropertyArgs`). */
function parseIndex(cursor: Cursor, object: Expression, safe: boolean): Expression {
  const bracket = cursor.start;
  const indexes: Expression[] = [];
  let height = 0;
  cursor.bracketed(() => {
    while (cursor.kind !== Kind.closeBracket && cursor.kind !== Kind.end) {
      indexes.push(cursor.expression());
      height = Math.max(height, cursor.height);
      if (!cursor.accept(Kind.comma)) break;
    }
  });
  markIndex(cursor, bracket, indexes);
  cursor.height = height;
  return { kind: "index", start: object.start, end: cursor.previousEnd, object, indexes, safe };
}

function markIndex(cursor: Cursor, start: number, indexes: readonly Expression[]): void {
  const end = cursor.previousEnd;
  const [first, last] = [indexes[0], indexes.at(-1)];
  if (first === undefined || last === undefined) return cursor.markLegacy({ start, end }, "an empty index");
  const edges = cursor.text.slice(start + 1, first.start) + cursor.text.slice(last.end, end - 1);
  if (/[\n,]/.test(edges)) cursor.markLegacy({ start, end }, "a line break or a comma beside the brackets of an index");
}
