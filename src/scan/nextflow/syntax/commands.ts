/** Calls without parentheses: `file 'x'`, and what Groovy chains to them. */
import { NO_ARGUMENTS, parseArguments, parseCommandArguments, startsArgument } from "./arguments.ts";
import type { Cursor } from "./cursor.ts";
import { callOf, opensMap } from "./postfix.ts";
import { parsePrimary } from "./primary.ts";
import { Kind } from "./tokens.ts";
import type { Call, Expression, MethodCall } from "./tree.ts";

/** Whether `expression`, just parsed, is a name or a property that arguments without parentheses follow: `f x`, `a.f x`. */
export function startsCommand(cursor: Cursor, expression: Expression): boolean {
  if (expression.kind !== "variable" && expression.kind !== "property") return false;
  if (cursor.previousEnd !== expression.end) return false; // parenthesized
  if (cursor.kind === Kind.openBracket) return opensMap(cursor, cursor.index);
  if (cursor.kind !== Kind.comment) return startsArgument(cursor, cursor.index);
  return startsArgument(cursor, cursor.index + 1);
}

/** The rest of a call without parentheses: its arguments, and what Groovy chains to it. */
export function parseCommand(cursor: Cursor, callee: Expression): Expression {
  if (cursor.kind === Kind.comment) {
    cursor.markLegacy({ start: cursor.start, end: cursor.end }, "a comment before the arguments of a call");
    cursor.skipBreaks();
  }
  const args = parseCommandArguments(cursor);
  return parseChain(cursor, callOf(callee, args, Math.max(callee.end, cursor.previousEnd), true));
}

function isText(kind: number): boolean {
  return kind === Kind.string || kind === Kind.gstringBegin;
}

/** A text behind a text is more likely a comma that is missing. */
function endsInName(call: Expression): boolean {
  if (call.kind !== "call" && call.kind !== "method-call") return false;
  const last = call.arguments.positional.at(-1);
  return last?.kind === "property" || last?.kind === "variable";
}

/** Groovy lets names and arguments go on in turn: `file 'x' from y into z`, `path("x") optional true`. */
export function parseChain(cursor: Cursor, call: Expression): Expression {
  let result = call;
  let { height } = cursor;
  while (cursor.kind === Kind.word || (isText(cursor.kind) && endsInName(result))) {
    const { start, end, kind, word } = cursor;
    // `exit 1, log.info "x"`: to Groovy the text names a property of the result.
    const name = kind === Kind.word ? word : undefined;
    const computed = name === undefined ? parsePrimary(cursor) : undefined;
    if (name !== undefined) cursor.advance();
    cursor.markLegacy({ start, end }, `a chain of calls without parentheses (\`${name ?? "…"}\`)`);
    const link = { kind: "property", object: result, name, nameStart: start, nameEnd: cursor.previousEnd } as const;
    const place = { start: result.start, end: cursor.previousEnd, safe: false, spread: false };
    const property = { ...link, ...place, ...(computed && { computed }) };
    let next = NO_ARGUMENTS;
    if (startsArgument(cursor, cursor.index)) next = parseCommandArguments(cursor);
    else if (cursor.kind === Kind.openParen) next = parseArguments(cursor);
    else if (cursor.kind === Kind.openBracket || cursor.kind === Kind.openBrace) {
      next = { positional: [cursor.expression()], named: [] };
    }
    result = callOf(property, next, cursor.previousEnd, true);
    cursor.raise(++height);
  }
  return result;
}

/** `f (a), b: c`: not the call `f(a)` but `f` with the arguments `(a)` and `b: c`; the current token is the comma. */
export function parseMoreArguments(cursor: Cursor, call: Call | MethodCall): Expression {
  cursor.advance();
  cursor.skipBreaks();
  const { positional, named } = parseCommandArguments(cursor);
  const args = { positional: [...call.arguments.positional, ...positional], named };
  return { ...call, end: cursor.previousEnd, arguments: args, command: true };
}

/** A value, which in v1 may be a call without parentheses: `x = file params.y`. */
export function parseValue(cursor: Cursor): Expression {
  const value = cursor.expression();
  if (!startsCommand(cursor, value)) return value;
  const result = parseCommand(cursor, value);
  cursor.markLegacy(result, "a call without parentheses as a value");
  return result;
}
