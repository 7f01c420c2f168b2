/** Statements and blocks of them. */
import { parseChain, parseCommand, parseMoreArguments, parseValue, startsCommand } from "./commands.ts";
import { parseDo, parseFor, parseIf, parseSwitch, parseTry, parseWhile } from "./control.ts";
import type { Cursor } from "./cursor.ts";
import { parseDefinition, startsDefinition } from "./definitions.ts";
import { parseTernary } from "./expressions.ts";
import { parseParameters, startsParameters } from "./parameters.ts";
import { parseInclude, startsInclude } from "./include.ts";
import { Kind, isWord } from "./tokens.ts";
import { callOf } from "./postfix.ts";
import type { Call, Expression, Index, MethodCall, Statement } from "./tree.ts";

/** The statements of a block up to its closing brace. */
export function parseBlock(cursor: Cursor): readonly Statement[] {
  const statements: Statement[] = [];
  cursor.skipSeparators();
  while (cursor.kind !== Kind.closeBrace && cursor.kind !== Kind.end) {
    parseStatement(cursor, statements);
    cursor.endStatement();
  }
  return statements;
}

/** Parses one statement, which in the case of `def a, b` gives two. May stop short of the end: `Cursor.endStatement` tells. */
export function parseStatement(cursor: Cursor, into: Statement[]): void {
  if (!cursor.enter()) {
    cursor.skipStatement();
    return;
  }
  parseAny(cursor, into);
  cursor.leave();
}

function parseAny(cursor: Cursor, into: Statement[]): void {
  const { kind, start } = cursor;
  switch (kind) {
    case Kind.if:
      into.push(parseIf(cursor));
      return;
    case Kind.try:
      into.push(parseTry(cursor));
      return;
    case Kind.return: {
      cursor.advance();
      const value = cursor.atEnd ? undefined : parseValue(cursor);
      into.push({ kind: "return", start, end: cursor.previousEnd, value });
      return;
    }
    case Kind.throw: {
      cursor.advance();
      const value = cursor.expression();
      into.push({ kind: "throw", start, end: value.end, value });
      return;
    }
    case Kind.assert:
      parseAssert(cursor, into);
      return;
    case Kind.import:
      cursor.skipStatement();
      into.push({ kind: "opaque", start, end: cursor.previousEnd, what: "import" });
      cursor.markLegacy({ start, end: cursor.previousEnd }, "an `import`");
      return;
    case Kind.at:
      parseAnnotation(cursor);
      if (!cursor.atEnd) parseStatement(cursor, into);
      return;
    case Kind.word:
      if (startsInclude(cursor)) {
        cursor.markLegacy({ start, end: cursor.end }, "an `include` among statements");
        into.push(parseInclude(cursor));
        return;
      }
      if (cursor.kindAt(cursor.index + 1) === Kind.colon) return parseLabel(cursor, into);
      if (parseKeyword(cursor, into)) return;
      break;
    case Kind.openBrace:
      if (parseBareBlock(cursor, into)) return;
      break;
  }
  if (startsDefinition(cursor)) parseDefinition(cursor, into);
  else into.push(parseExpressionStatement(cursor));
}

function parseAssert(cursor: Cursor, into: Statement[]): void {
  const start = cursor.start;
  cursor.advance();
  const condition = cursor.expression();
  const colon = cursor.past(cursor.index);
  let message: Expression | undefined;
  if (cursor.kindAt(colon) === Kind.colon || cursor.kind === Kind.comma) {
    if (cursor.kind === Kind.comma)
      cursor.markLegacy({ start: cursor.start, end: cursor.end }, "a comma in an `assert`");
    else cursor.index = colon;
    cursor.advance();
    cursor.skipBreaks();
    message = cursor.expression();
  }
  into.push({ kind: "assert", start, end: cursor.previousEnd, condition, message });
}

/** `@Field`, `@Grab(…)`: of no consequence; the statement behind it is parsed as if it were not there. */
function parseAnnotation(cursor: Cursor): void {
  const start = cursor.start;
  cursor.advance();
  while (isWord(cursor.kind) || cursor.kind === Kind.dot) {
    cursor.advance();
    if (cursor.kind === Kind.word && !cursor.adjacent) break;
  }
  if (cursor.kind === Kind.openParen) cursor.skip();
  cursor.markLegacy({ start, end: cursor.previousEnd }, "an annotation");
}

function parseLabel(cursor: Cursor, into: Statement[]): void {
  const { start, word } = cursor;
  cursor.advance();
  cursor.advance();
  const end = cursor.previousEnd;
  into.push({ kind: "label", start, end, name: word });
  cursor.skipBreaks();
  if (cursor.kind === Kind.closeBrace) cursor.problem(start, end, `nothing stands behind \`${word}:\``);
  else if (!cursor.atEnd) parseStatement(cursor, into);
}

/** Statements of Groovy that v2 has no word for; true where it was one. */
function parseKeyword(cursor: Cursor, into: Statement[]): boolean {
  const next = cursor.kindAt(cursor.index + 1);
  const { start, word } = cursor;
  switch (word) {
    case "for":
      if (next === Kind.openParen) into.push(parseFor(cursor));
      return next === Kind.openParen;
    case "while":
      if (next === Kind.openParen) into.push(parseWhile(cursor));
      return next === Kind.openParen;
    case "switch":
      if (next === Kind.openParen) into.push(parseSwitch(cursor));
      return next === Kind.openParen;
    case "do":
      if (next === Kind.openBrace) into.push(parseDo(cursor));
      return next === Kind.openBrace;
    case "break":
    case "continue":
      if (next !== Kind.word && next < Kind.dot) {
        cursor.advance();
        cursor.markLegacy({ start, end: cursor.previousEnd }, `\`${word}\``);
        into.push({ kind: "jump", start, end: cursor.previousEnd, word });
        return true;
      }
      return false;
    case "class":
    case "interface":
    case "trait":
    case "abstract":
      if (next !== Kind.word) return false;
      into.push(parseClass(cursor));
      return true;
    default:
      return false;
  }
}

function parseClass(cursor: Cursor): Statement {
  const start = cursor.start;
  while (cursor.kind === Kind.word && cursor.kindAt(cursor.index + 1) === Kind.word && cursor.word !== "class")
    cursor.advance();
  if (cursor.is("class")) cursor.advance();
  const name = cursor.word;
  while (cursor.kind !== Kind.openBrace && cursor.kind !== Kind.end && cursor.kind !== Kind.closeBrace) cursor.skip();
  if (cursor.kind === Kind.openBrace) cursor.skip();
  else cursor.unexpected();
  cursor.markLegacy({ start, end: cursor.previousEnd }, "a class in a script");
  return { kind: "opaque", start, end: cursor.previousEnd, what: "class", name };
}

/** `{ … }` on its own: statements in v1. A closure that is called or looked into is an expression. */
function parseBareBlock(cursor: Cursor, into: Statement[]): boolean {
  const partner = cursor.partnerAt(cursor.index);
  const next = cursor.kindAt(partner === -1 ? cursor.index : partner + 1);
  if (partner === -1 || next === Kind.openParen || next === Kind.dot) return false;
  const { start, index } = cursor;
  cursor.index = cursor.past(index + 1);
  const isClosure = startsParameters(cursor);
  cursor.index = index;
  if (isClosure) return false;
  const body = cursor.bracketed(() => parseBlock(cursor));
  into.push({ kind: "block", start, end: cursor.previousEnd, body });
  return true;
}

/** An assignment, a call with or without parentheses, or any other expression. */
function parseExpressionStatement(cursor: Cursor): Statement {
  const start = cursor.start;
  let expression = isDestructuring(cursor) ? parseTargets(cursor) : parseTernary(cursor);
  const assign = cursor.past(cursor.index);
  const kind = cursor.kindAt(assign);
  if (kind === Kind.assign || kind === Kind.compoundAssign) {
    cursor.index = assign;
    const operator = cursor.word;
    cursor.advance();
    cursor.skipBreaks();
    const value = parseValue(cursor);
    expression = { kind: "assignment", start: expression.start, end: value.end, target: expression, operator, value };
  } else if (startsCommand(cursor, expression)) expression = parseCommand(cursor, expression);
  else if (expression.kind === "index" && expression.indexes.length === 0)
    expression = withEmptyList(cursor, expression);
  else if (cursor.kind === Kind.comma && isCallOfOne(expression)) expression = parseMoreArguments(cursor, expression);
  else if (expression.kind === "call" || expression.kind === "method-call") expression = parseChain(cursor, expression);
  if (cursor.tooHigh) {
    cursor.problem(start, cursor.previousEnd, "expression is too long");
    expression = cursor.unparsable(start);
  }
  return { kind: "expression", start, end: Math.max(start, cursor.previousEnd), expression };
}

/** `ext []`: to v2 a call with an empty list, to Groovy an index without an expression. */
function withEmptyList(cursor: Cursor, index: Index): Expression {
  const { object, end } = index;
  const mark = cursor.legacy.at(-1);
  if ((object.kind !== "variable" && object.kind !== "property") || mark?.end !== end) return index;
  cursor.legacy.pop();
  cursor.markModern(mark, "an empty list as the argument of a call without parentheses");
  const list: Expression = { kind: "list", start: mark.start, end, elements: [] };
  return callOf(object, { positional: [list], named: [] }, end, true);
}

function isCallOfOne(expression: Expression): expression is Call | MethodCall {
  if (expression.kind !== "call" && expression.kind !== "method-call") return false;
  return expression.arguments.positional.length === 1 && expression.arguments.named.length === 0;
}

/** `(a, b) =` */
function isDestructuring(cursor: Cursor): boolean {
  if (cursor.kind !== Kind.openParen) return false;
  const partner = cursor.partnerAt(cursor.index);
  return partner !== -1 && cursor.kindAt(cursor.past(partner + 1)) === Kind.assign;
}

function parseTargets(cursor: Cursor): Expression {
  const start = cursor.start;
  const elements = cursor
    .bracketed(() => parseParameters(cursor))
    .map(({ start, end, name }): Expression => ({ kind: "variable", start, end, name }));
  return { kind: "list", start, end: cursor.previousEnd, elements };
}
