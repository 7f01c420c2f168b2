/** Expressions: conditions, binary and unary operators, casts. */
import type { Cursor } from "./cursor.ts";
import { isBreak } from "./cursor.ts";
import type { Operator } from "./operators.ts";
import { OPERATORS, POWER, SHIFT } from "./operators.ts";
import { parsePostfix } from "./postfix.ts";
import { Kind } from "./tokens.ts";
import type { Expression, RangeExpression, Unary } from "./tree.ts";
import { parseType, pastType, takeType } from "./types.ts";

/** Any expression. An assignment inside of one is a thing of v1; as a statement it is `parseStatement`'s. */
export function parseExpression(cursor: Cursor): Expression {
  const start = cursor.start;
  if (!cursor.enter()) return skipOperand(cursor, start);
  let result = parseTernary(cursor);
  if (cursor.kind === Kind.assign || cursor.kind === Kind.compoundAssign) {
    const operator = cursor.word;
    cursor.advance();
    cursor.skipBreaks();
    const value = parseExpression(cursor);
    result = { kind: "assignment", start: result.start, end: value.end, target: result, operator, value };
    cursor.markLegacy(result, "an assignment inside of an expression");
  }
  cursor.leave();
  if (!cursor.tooHigh) return result;
  cursor.problem(result.start, result.end, "expression is too long");
  return cursor.unparsable(start);
}

function skipOperand(cursor: Cursor, start: number): Expression {
  while (cursor.kind !== Kind.comma && cursor.kind !== Kind.colon) {
    const index = cursor.index;
    cursor.skipStatement();
    if (cursor.index === index) break;
  }
  return cursor.unparsable(start);
}

/** An expression without assignment: `a ? b : c`, `a ?: b` and what binds tighter. */
export function parseTernary(cursor: Cursor): Expression {
  const condition = parseBinary(cursor, 1);
  const at = cursor.past(cursor.index);
  const kind = cursor.kindAt(at);
  if (kind !== Kind.question && kind !== Kind.elvis) return condition;
  let height = cursor.height;
  cursor.index = at;
  cursor.advance();
  cursor.skipBreaks();
  const then = parseExpression(cursor);
  height = Math.max(height, cursor.height);
  if (kind === Kind.elvis) {
    cursor.raise(height + 1);
    return { kind: "elvis", start: condition.start, end: then.end, value: condition, otherwise: then };
  }
  const colon = cursor.past(cursor.index);
  if (cursor.kindAt(colon) !== Kind.colon) {
    cursor.unexpected();
    return cursor.unparsable(condition.start);
  }
  cursor.index = colon;
  cursor.advance();
  cursor.skipBreaks();
  const otherwise = parseExpression(cursor);
  cursor.raise(Math.max(height, cursor.height) + 1);
  return { kind: "ternary", start: condition.start, end: otherwise.end, condition, then, otherwise };
}

// ── Binary operators ────────────────────────────────────────────────────────

/** Precedence climbing: operators that bind at least as tightly as `minimum`, all of them left-associative. */
function parseBinary(cursor: Cursor, minimum: number): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const at = isBreak(cursor.kind) ? cursor.past(cursor.index) : cursor.index;
    const kind = cursor.kindAt(at);
    const operator = OPERATORS[kind];
    if (operator === undefined) return left;
    const shift = kind === Kind.less || kind === Kind.greater ? shiftAt(cursor, at) : 1;
    const precedence = shift > 1 ? SHIFT : operator.precedence;
    if (precedence < minimum) return left;
    if (!operator.leads && (at > cursor.index || cursor.afterBreak)) {
      if (cursor.kind === Kind.newline) return left;
      const node = { start: cursor.startAt(at), end: cursor.endAt(at) };
      cursor.markLegacy(node, `a line break or comment before \`${operator.operator}\``);
    }
    cursor.index = at;
    left = shift > 1 ? parseShift(cursor, left, shift) : parseOperation(cursor, left, operator);
  }
}

/** How many `<` or `>` in a row make up a shift; 1 where it is none. */
function shiftAt(cursor: Cursor, at: number): number {
  const kind = cursor.kindAt(at);
  let count = 1;
  while (count < 3 && cursor.kindAt(at + count) === kind && cursor.startAt(at + count) === cursor.endAt(at + count - 1))
    count++;
  return kind === Kind.less ? Math.min(count, 2) : count;
}

function parseShift(cursor: Cursor, left: Expression, width: number): Expression {
  const operator = cursor.kind === Kind.less ? "<<" : width === 2 ? ">>" : ">>>";
  const height = cursor.height;
  for (let count = 0; count < width; count++) cursor.advance();
  cursor.skipBreaks();
  const right = parseBinary(cursor, SHIFT + 1);
  cursor.raise(Math.max(height, cursor.height) + 1);
  return { kind: "binary", start: left.start, end: right.end, operator, left, right };
}

const EXCLUSIVE: Readonly<Record<number, RangeExpression["exclusive"]>> = {
  [Kind.range]: "none",
  [Kind.rangeRight]: "right",
  [Kind.rangeLeft]: "left",
  [Kind.rangeBoth]: "both",
};

/** The rest of `left op right`; the current token is the operator. */
function parseOperation(cursor: Cursor, left: Expression, { operator, precedence, legacy }: Operator): Expression {
  const { kind, start } = cursor;
  const height = cursor.height;
  if (legacy) cursor.markLegacy({ start, end: cursor.end }, `the operator \`${cursor.word}\``);
  cursor.advance();
  cursor.skipBreaks();
  if (operator === "as" || operator === "instanceof") {
    const type = parseType(cursor, false);
    cursor.raise(height + 1);
    if (type === undefined) return cursor.unparsable(left.start);
    const { end } = type;
    if (operator === "as") return { kind: "cast", start: left.start, end, type, operand: left, form: "as" };
    return { kind: "instanceof", start: left.start, end, operand: left, type, negated: kind === Kind.notInstanceof };
  }
  const right = parseBinary(cursor, precedence + 1);
  cursor.raise(Math.max(height, cursor.height) + 1);
  const node = { start: left.start, end: right.end };
  if (operator === "range") return { kind: "range", ...node, from: left, to: right, exclusive: EXCLUSIVE[kind]! };
  return { kind: "binary", ...node, operator, left, right };
}

// ── Unary operators ─────────────────────────────────────────────────────────

function parseUnary(cursor: Cursor): Expression {
  const { kind, start } = cursor;
  switch (kind) {
    case Kind.not:
    case Kind.tilde:
      return parsePrefix(cursor, kind === Kind.not ? "!" : "~", () => parseUnary(cursor));
    case Kind.minus:
    case Kind.plus:
      return parsePrefix(cursor, kind === Kind.minus ? "-" : "+", () => parseBinary(cursor, POWER));
    case Kind.increment:
    case Kind.decrement:
      cursor.markLegacy({ start, end: cursor.end }, `\`${cursor.word}\``);
      return parsePrefix(cursor, kind === Kind.increment ? "++" : "--", () => parseUnary(cursor));
    case Kind.openParen:
      return parseCast(cursor) ?? parsePostfix(cursor);
    default:
      return parsePostfix(cursor);
  }
}

function parsePrefix(cursor: Cursor, operator: Unary["operator"], operand: () => Expression): Expression {
  const start = cursor.start;
  if (!cursor.enter()) return skipOperand(cursor, start);
  cursor.advance();
  cursor.skipBreaks();
  const inner = operand();
  cursor.leave();
  cursor.raise(cursor.height + 1);
  return {
    kind: "unary",
    start,
    end: Math.max(inner.end, cursor.previousEnd),
    operator,
    postfix: false,
    operand: inner,
  };
}

/** Whether the token at `index` starts an operand and is no operator. */
function startsOperand(cursor: Cursor, index: number): boolean {
  switch (cursor.kindAt(index)) {
    case Kind.word:
    case Kind.number:
    case Kind.string:
    case Kind.gstringBegin:
    case Kind.openParen:
    case Kind.true:
    case Kind.false:
    case Kind.null:
    case Kind.new:
    case Kind.not:
      return true;
    default:
      return false;
  }
}

/** `(Type)` in front of an operand; undefined, with nothing taken, where something else stands. */
function parseCast(cursor: Cursor): Expression | undefined {
  const past = pastType(cursor, cursor.index + 1);
  if (past === -1 || past !== cursor.partnerAt(cursor.index) || !startsOperand(cursor, past + 1)) return undefined;
  const start = cursor.start;
  const type = cursor.bracketed(() => takeType(cursor, past, false));
  // To v2 `(int)(x)` is a call.
  if (cursor.kind !== Kind.openParen) cursor.markLegacy({ start, end: cursor.previousEnd }, "a cast `(Type) value`");
  if (!cursor.enter()) return skipOperand(cursor, start);
  const operand = parseUnary(cursor);
  cursor.leave();
  cursor.raise(cursor.height + 1);
  return { kind: "cast", start, end: operand.end, type, operand, form: "prefix" };
}
