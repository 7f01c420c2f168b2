/** Statements with a condition or a loop: `if`, `try`, `for`, `while`, `switch`. */
import type { Cursor } from "./cursor.ts";
import { Kind } from "./tokens.ts";
import type { Expression, For, If, Statement, Switch, Try, TypeName, While } from "./tree.ts";
import { parseType, pastType } from "./types.ts";

/** `(condition)` */
function parseCondition(cursor: Cursor): Expression {
  if (cursor.kind === Kind.openParen) return cursor.bracketed(() => cursor.expression());
  cursor.unexpected();
  return cursor.unparsable(cursor.start);
}

/** `{ … }` or one statement. */
function parseBranch(cursor: Cursor): readonly Statement[] {
  cursor.skipBreaks();
  let statements: readonly Statement[];
  if (cursor.kind === Kind.openBrace) statements = cursor.bracketed(() => cursor.block());
  else {
    const one: Statement[] = [];
    if (!cursor.atEnd) cursor.statement(one);
    statements = one;
  }
  cursor.checkLabels(statements);
  return statements;
}

export function parseIf(cursor: Cursor): If {
  const start = cursor.start;
  cursor.advance();
  const condition = parseCondition(cursor);
  const then = parseBranch(cursor);
  let otherwise: readonly Statement[] | undefined;
  const next = pastSeparators(cursor);
  if (cursor.kindAt(next) === Kind.else) {
    if (cursor.kindAt(cursor.past(cursor.index)) === Kind.semicolon)
      cursor.markLegacy({ start: cursor.start, end: cursor.end }, "a semicolon before `else`");
    cursor.index = next;
    cursor.advance();
    otherwise = parseBranch(cursor);
  }
  return { kind: "if", start, end: cursor.previousEnd, condition, then, otherwise };
}

/** Past line breaks and at most one semicolon, as in `if (x) a(); else b()`. */
export function pastSeparators(cursor: Cursor): number {
  const next = cursor.past(cursor.index);
  return cursor.kindAt(next) === Kind.semicolon ? cursor.past(next + 1) : next;
}

export function parseTry(cursor: Cursor): Try {
  const start = cursor.start;
  cursor.advance();
  const body = parseBranch(cursor);
  const handlers: Try["handlers"][number][] = [];
  for (;;) {
    const next = cursor.past(cursor.index);
    if (cursor.kindAt(next) !== Kind.catch) break;
    cursor.index = next;
    cursor.advance();
    let caught: ReturnType<typeof parseCaught> = { variable: "", types: [] };
    if (cursor.kind === Kind.openParen) caught = cursor.bracketed(() => parseCaught(cursor));
    else cursor.unexpected();
    handlers.push({ ...caught, body: parseBranch(cursor) });
  }
  let last: readonly Statement[] | undefined;
  const next = cursor.past(cursor.index);
  if (cursor.isAt(next, "finally")) {
    cursor.index = next;
    cursor.markLegacy({ start: cursor.start, end: cursor.end }, "`finally`");
    cursor.advance();
    last = parseBranch(cursor);
  }
  if (handlers.length === 0 && last === undefined) {
    cursor.markModern({ start, end: start + 3 }, "a `try` without a `catch`");
  }
  return { kind: "try", start, end: cursor.previousEnd, body, handlers, last };
}

/** `e`, `IOException | Error e` or `e: Exception` */
function parseCaught(cursor: Cursor): { variable: string; types: readonly TypeName[] } {
  const types: TypeName[] = [];
  const parseTypes = (): void => {
    for (let more = true; more; more = cursor.accept(Kind.bitOr)) {
      const type = parseType(cursor, false);
      if (type === undefined) return;
      types.push(type);
    }
  };
  while (cursor.kind === Kind.def || cursor.is("final")) cursor.advance();
  const past = pastType(cursor, cursor.index);
  if (past !== -1 && cursor.kindAt(past) !== Kind.closeParen && cursor.kindAt(past) !== Kind.colon) parseTypes();
  const variable = cursor.word;
  if (cursor.kind === Kind.word) cursor.advance();
  if (cursor.kind === Kind.colon) {
    cursor.markModern({ start: cursor.start, end: cursor.end }, "a type behind the name of a caught error");
    cursor.advance();
    parseTypes();
  }
  return { variable, types };
}

/** `for (x in xs)`, `for (Type x : xs)` and the classic form. */
export function parseFor(cursor: Cursor): For {
  const { start, end } = cursor;
  cursor.markLegacy({ start, end }, "a `for` loop");
  cursor.advance();
  let variable: string | undefined;
  let iterable: Expression | undefined;
  cursor.bracketed(() => {
    const name = iteratedName(cursor);
    if (name === -1) return skipHead(cursor);
    variable = cursor.text.slice(cursor.startAt(name), cursor.endAt(name));
    cursor.index = name + 1;
    cursor.advance();
    iterable = cursor.expression();
  });
  const body = parseBranch(cursor);
  return { kind: "for", start, end: cursor.previousEnd, variable, iterable, body };
}

/** Index of the variable of `for (x in …)`, -1 for the classic form. */
function iteratedName(cursor: Cursor): number {
  let index = cursor.index;
  while (cursor.kindAt(index) === Kind.def || cursor.isAt(index, "final")) index++;
  const past = pastType(cursor, index);
  if (past !== -1 && cursor.kindAt(past) === Kind.word) index = past;
  if (cursor.kindAt(index) !== Kind.word) return -1;
  const next = cursor.kindAt(index + 1);
  return next === Kind.in || next === Kind.colon ? index : -1;
}

/** `int i = 0; i < n; i++`: of no use to anyone. */
function skipHead(cursor: Cursor): void {
  while (cursor.kind !== Kind.closeParen && cursor.kind !== Kind.end && cursor.kind !== Kind.closeBrace) cursor.skip();
}

export function parseWhile(cursor: Cursor): While {
  const { start, end } = cursor;
  cursor.markLegacy({ start, end }, "a `while` loop");
  cursor.advance();
  const condition = parseCondition(cursor);
  return { kind: "while", start, condition, body: parseBranch(cursor), end: cursor.previousEnd };
}

export function parseDo(cursor: Cursor): While {
  const { start, end } = cursor;
  cursor.markLegacy({ start, end }, "a `do` loop");
  cursor.advance();
  const body = parseBranch(cursor);
  cursor.skipBreaks();
  if (cursor.is("while")) cursor.advance();
  else cursor.unexpected();
  return { kind: "while", start, body, condition: parseCondition(cursor), end: cursor.previousEnd };
}

export function parseSwitch(cursor: Cursor): Switch {
  const { start, end } = cursor;
  cursor.markLegacy({ start, end }, "a `switch`");
  cursor.advance();
  const subject = parseCondition(cursor);
  cursor.skipBreaks();
  const cases: Switch["cases"][number][] = [];
  if (cursor.kind !== Kind.openBrace) cursor.unexpected();
  else
    cursor.bracketed(() => {
      cursor.skipSeparators();
      while (startsCase(cursor)) cases.push(parseCase(cursor));
    });
  return { kind: "switch", start, end: cursor.previousEnd, subject, cases };
}

function startsCase(cursor: Cursor): boolean {
  return cursor.kind === Kind.word && (cursor.is("case") || cursor.is("default"));
}

function parseCase(cursor: Cursor): Switch["cases"][number] {
  const isDefault = cursor.is("default");
  cursor.advance();
  const value = isDefault ? undefined : cursor.expression();
  if (!cursor.accept(Kind.colon) && !cursor.accept(Kind.arrow)) cursor.unexpected();
  const body: Statement[] = [];
  cursor.skipSeparators();
  while (cursor.kind !== Kind.closeBrace && cursor.kind !== Kind.end && !startsCase(cursor)) {
    cursor.statement(body);
    cursor.endStatement();
  }
  return { value, body };
}
