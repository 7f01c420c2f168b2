/** The binary operators: how tightly they bind, and what they are in the tree. */
import { Kind } from "./tokens.ts";
import type { BinaryOperator } from "./tree.ts";

/** How an operator binds and what it is in the tree. */
export interface Operator {
  /** Tighter is greater. */
  readonly precedence: number;
  /** `range`, `as` and `instanceof` have nodes of their own. */
  readonly operator: BinaryOperator | "range" | "as" | "instanceof";
  /** May stand first on a line and go on with the expression before (ScriptParser.g4: `left nls op`). */
  readonly leads: boolean;
  /** v2 does not know it. */
  readonly legacy?: true;
}

const op = (precedence: number, operator: Operator["operator"], leads = true): Operator => ({
  precedence,
  operator,
  leads,
});

const TABLE: ReadonlyMap<number, Operator> = new Map<number, Operator>([
  [Kind.or, op(1, "||")],
  [Kind.and, op(2, "&&")],
  [Kind.bitOr, op(3, "|")],
  [Kind.xor, op(4, "^")],
  [Kind.bitAnd, op(5, "&")],
  [Kind.find, op(6, "=~")],
  [Kind.match, op(6, "==~")],
  [Kind.equal, op(7, "==")],
  [Kind.notEqual, op(7, "!=")],
  [Kind.spaceship, op(7, "<=>")],
  [Kind.identical, { ...op(7, "==="), legacy: true }],
  [Kind.notIdentical, { ...op(7, "!=="), legacy: true }],
  [Kind.as, op(8, "as")],
  [Kind.instanceof, op(8, "instanceof")],
  [Kind.notInstanceof, op(8, "instanceof")],
  [Kind.in, op(8, "in")],
  [Kind.notIn, op(8, "!in")],
  [Kind.less, op(8, "<")],
  [Kind.lessEqual, op(8, "<=")],
  [Kind.greater, op(8, ">")],
  [Kind.greaterEqual, op(8, ">=")],
  [Kind.range, op(9, "range")],
  [Kind.rangeRight, op(9, "range")],
  [Kind.rangeLeft, { ...op(9, "range"), legacy: true }],
  [Kind.rangeBoth, { ...op(9, "range"), legacy: true }],
  [Kind.plus, op(10, "+", false)],
  [Kind.minus, op(10, "-", false)],
  [Kind.star, op(11, "*")],
  [Kind.slash, op(11, "/")],
  [Kind.percent, op(11, "%")],
  [Kind.power, op(12, "**", false)],
]);

/** By kind of token; undefined where it is no binary operator. */
export const OPERATORS: readonly (Operator | undefined)[] = Array.from({ length: 128 }, (_, kind) => TABLE.get(kind));

/** `<<`, `>>`, `>>>`: two or three tokens, since `List<List<X>>` closes twice. */
export const SHIFT = 9;
export const POWER = 12;
