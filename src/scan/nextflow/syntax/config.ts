/** Configuration files: settings, blocks, selectors, and what only v1 takes. */
import { parseCommand, startsCommand } from "./commands.ts";
import { pastSeparators } from "./control.ts";
import type { Cursor } from "./cursor.ts";
import { startsDefinition } from "./definitions.ts";
import { parseString } from "./literals.ts";
import { Kind } from "./tokens.ts";
import type {
  Config,
  ConfigIf,
  ConfigKey,
  ConfigSelector,
  ConfigStatement,
  ConfigTry,
  Name,
  Node,
  Statement,
} from "./tree.ts";

/** A whole configuration file. */
export function parseConfigFile(cursor: Cursor): Config {
  const statements: ConfigStatement[] = [];
  for (;;) {
    parseConfigStatements(cursor, statements, true);
    if (cursor.kind === Kind.end) break;
    cursor.unexpected();
    cursor.advance();
  }
  return { kind: "config", start: 0, end: cursor.text.length, statements };
}

function parseConfigStatements(cursor: Cursor, into: ConfigStatement[], topLevel: boolean): void {
  cursor.skipSeparators();
  while (cursor.kind !== Kind.closeBrace && cursor.kind !== Kind.end) {
    if (cursor.enter()) {
      parseConfigStatement(cursor, into, topLevel);
      cursor.leave();
    } else cursor.skipStatement();
    cursor.endStatement();
  }
}

/** `{ … }`; the current token is the opening brace. `id 'x'` is for `plugins`: v2 wants `=` everywhere else. */
function parseBody(cursor: Cursor, block?: string): readonly ConfigStatement[] {
  const body: ConfigStatement[] = [];
  cursor.bracketed(() => parseConfigStatements(cursor, body, false));
  const isList = block === "plugins" && body.every(({ kind }) => kind === "apply");
  for (const statement of body) {
    if (statement.kind === "apply" && !isList) cursor.markLegacy(statement, "a setting without an equals sign");
  }
  return body;
}

function parseConfigStatement(cursor: Cursor, into: ConfigStatement[], topLevel: boolean): void {
  switch (cursor.kind) {
    case Kind.if:
      into.push(parseConfigIf(cursor));
      return;
    case Kind.try:
      into.push(parseConfigTry(cursor));
      return;
  }
  if (cursor.kind === Kind.word && cursor.is("includeConfig") && !isAssigned(cursor)) {
    const start = cursor.start;
    cursor.advance();
    const source = cursor.expression();
    into.push({ kind: "include", start, end: cursor.previousEnd, source });
    return;
  }
  if (isSelector(cursor)) {
    into.push(parseSelector(cursor, topLevel));
    return;
  }
  const statement = startsDefinition(cursor) ? undefined : parseSetting(cursor);
  if (statement !== undefined) into.push(statement);
  else parseLegacy(cursor, into, topLevel);
}

function isAssigned(cursor: Cursor): boolean {
  const next = cursor.kindAt(cursor.index + 1);
  return next === Kind.assign || next === Kind.dot || next === Kind.openBrace;
}

/** `withName: FOO {` */
function isSelector(cursor: Cursor): boolean {
  const { index } = cursor;
  if (cursor.kind !== Kind.word || cursor.kindAt(index + 1) !== Kind.colon) return false;
  const target = cursor.past(index + 2);
  const kind = cursor.kindAt(target);
  return isKey(kind) && cursor.kindAt(cursor.past(target + 1)) === Kind.openBrace;
}

function parseSelector(cursor: Cursor, topLevel: boolean): ConfigSelector {
  const { start, end, word: selector } = cursor;
  if (topLevel) cursor.markLegacy({ start, end }, "a selector outside of any block");
  cursor.advance();
  cursor.advance();
  cursor.skipBreaks();
  const target = parseKey(cursor);
  cursor.skipBreaks();
  const body = parseBody(cursor);
  return { kind: "selector", start, end: cursor.previousEnd, selector, target, quoted: false, body };
}

/** A word or a string; the caller has looked. */
function parseKey(cursor: Cursor): ConfigKey {
  if (cursor.kind === Kind.string) {
    const { value, innerStart, innerEnd } = parseString(cursor);
    return { name: value, start: innerStart, end: innerEnd, quoted: true };
  }
  const { start, end, word: name } = cursor;
  cursor.advance();
  return { name, start, end, quoted: false };
}

// ── Settings ────────────────────────────────────────────────────────────────

/** `a.b = c`, `a { … }`, `'withName:X' { … }`, `id 'x'`; undefined, with nothing taken, where it is none of these. */
function parseSetting(cursor: Cursor): ConfigStatement | undefined {
  const { index, start } = cursor;
  const path = parsePath(cursor);
  if (path === undefined) return undefined;
  const next = cursor.past(cursor.index);
  const kind = cursor.kindAt(next);
  if (kind === Kind.assign || kind === Kind.compoundAssign) {
    cursor.index = next;
    if (path.length === 1 && path[0]!.quoted) cursor.markModern(path[0]!, "a name in quotes before `=`");
    const operator = cursor.word;
    if (kind === Kind.compoundAssign)
      cursor.markLegacy({ start: cursor.start, end: cursor.end }, `\`${operator}\` in a configuration`);
    cursor.advance();
    cursor.skipBreaks();
    const value = cursor.expression();
    if (startsCommand(cursor, value)) {
      const call = parseCommand(cursor, value);
      cursor.markLegacy(call, "a call without parentheses as a value");
      return { kind: "assignment", start, end: call.end, path, operator, value: call };
    }
    return { kind: "assignment", start, end: cursor.previousEnd, path, operator, value };
  }
  if (kind === Kind.openBrace && (path.length === 1 || next === cursor.index)) {
    cursor.index = next;
    return parseBlock(cursor, start, path);
  }
  if (cursor.atEnd && path.every(({ quoted }) => !quoted)) {
    cursor.markLegacy({ start, end: cursor.previousEnd }, "a setting without a value");
  }
  cursor.index = index;
  return undefined;
}

/** A name, a type such as `int`, or a string; no reserved word. */
function isKey(kind: number): boolean {
  return kind === Kind.word || kind === Kind.string || kind === Kind.primitive || kind === Kind.in;
}

function parsePath(cursor: Cursor): ConfigKey[] | undefined {
  const path: ConfigKey[] = [];
  for (;;) {
    if (!isKey(cursor.kind)) break;
    path.push(parseKey(cursor));
    if (cursor.kind !== Kind.dot) return path;
    cursor.advance();
  }
  return undefined;
}

function parseBlock(cursor: Cursor, start: number, path: readonly ConfigKey[]): ConfigStatement {
  if (path.length > 1) {
    cursor.markLegacy({ start, end: cursor.previousEnd }, "a block with a dotted name");
  }
  const key = path[0]!;
  const colon = key.quoted ? key.name.indexOf(":") : -1;
  const body = parseBody(cursor, key.name);
  const node: Node = { start, end: cursor.previousEnd };
  if (path.length === 1 && colon > 0 && /^with(?:Name|Label)$/.test(key.name.slice(0, colon))) {
    return {
      kind: "selector",
      ...node,
      selector: key.name.slice(0, colon),
      target: targetOf(cursor, key, colon),
      quoted: true,
      body,
    };
  }
  return { kind: "block", ...node, path, body };
}

/** The part behind the colon of a quoted `withName:X`. Where escapes stand before it the whole string is the span. */
function targetOf(cursor: Cursor, key: ConfigKey, colon: number): Name {
  const name = key.name.slice(colon + 1);
  const plain = cursor.text.startsWith(key.name, key.start);
  return { name, start: plain ? key.start + colon + 1 : key.start, end: key.end };
}

// ── What only v1 takes ──────────────────────────────────────────────────────

function parseConfigIf(cursor: Cursor): ConfigIf {
  const { start, end } = cursor;
  cursor.markLegacy({ start, end }, "`if` in a configuration");
  cursor.advance();
  let condition;
  if (cursor.kind === Kind.openParen) condition = cursor.bracketed(() => cursor.expression());
  else {
    cursor.unexpected();
    condition = cursor.unparsable(start);
  }
  const then = parseConfigBranch(cursor);
  let otherwise: readonly ConfigStatement[] | undefined;
  const next = pastSeparators(cursor);
  if (cursor.kindAt(next) === Kind.else) {
    cursor.index = next;
    cursor.advance();
    otherwise = parseConfigBranch(cursor);
  }
  return { kind: "if", start, end: cursor.previousEnd, condition, then, otherwise };
}

function parseConfigBranch(cursor: Cursor): readonly ConfigStatement[] {
  cursor.skipBreaks();
  if (cursor.kind === Kind.openBrace) return parseBody(cursor);
  const statements: ConfigStatement[] = [];
  if (!cursor.atEnd && cursor.enter()) {
    parseConfigStatement(cursor, statements, false);
    cursor.leave();
  }
  return statements;
}

function parseConfigTry(cursor: Cursor): ConfigTry {
  const { start, end } = cursor;
  cursor.markLegacy({ start, end }, "`try` in a configuration");
  cursor.advance();
  const body = parseConfigBranch(cursor);
  const handlers: (readonly ConfigStatement[])[] = [];
  let last: readonly ConfigStatement[] | undefined;
  for (;;) {
    const next = cursor.past(cursor.index);
    if (cursor.kindAt(next) === Kind.catch) {
      cursor.index = next;
      cursor.advance();
      if (cursor.kind === Kind.openParen) cursor.skip();
      else cursor.unexpected();
      handlers.push(parseConfigBranch(cursor));
    } else if (cursor.isAt(next, "finally")) {
      cursor.index = next;
      cursor.advance();
      last = parseConfigBranch(cursor);
    } else break;
  }
  return { kind: "try", start, end: cursor.previousEnd, body, handlers, last };
}

/** A definition, a function, a loop, a call. */
function parseLegacy(cursor: Cursor, into: ConfigStatement[], topLevel: boolean): void {
  const { start } = cursor;
  const statements: Statement[] = [];
  cursor.statement(statements);
  for (const statement of statements) {
    if (statement.kind === "expression") {
      const { expression } = statement;
      if ((expression.kind === "call" || expression.kind === "method-call") && expression.command) {
        into.push({ kind: "apply", start, end: statement.end, call: expression });
        if (topLevel) cursor.markLegacy(statement, "a setting without an equals sign");
        continue;
      }
    }
    cursor.markLegacy(statement, describe(cursor, statement));
    into.push({ kind: "legacy", start: statement.start, end: statement.end, statement });
  }
}

function describe(cursor: Cursor, { kind, start }: Statement): string {
  if (kind === "definition") return "a variable in a configuration";
  if (kind === "function") return "a function in a configuration";
  if (kind === "expression") return "an expression in a configuration";
  return `a statement (\`${/^\w*/.exec(cursor.text.slice(start, start + 12))![0]}\`) in a configuration`;
}
