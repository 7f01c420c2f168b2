/** Bodies that labels part into sections: of processes, workflows and agents. */
import type { Cursor } from "./cursor.ts";
import { isBreak } from "./cursor.ts";
import { Kind } from "./tokens.ts";
import type { Definition, Expression, Name, Section, Statement, TypeName } from "./tree.ts";
import { parseType, pastType } from "./types.ts";

export interface Sections {
  /** What stands before the first label. */
  readonly header: Statement[];
  readonly sections: Section[];
}

/** Which labels part a body, and how the statements behind them are written. */
export interface SectionRules {
  readonly labels: ReadonlySet<string>;
  /** Labels with declarations behind them, which v2 lets have a type: `x: Path`. */
  readonly typed: ReadonlySet<string>;
  /** What comes first may stand on the line of the opening brace, if it is no label. */
  readonly startsAnywhere: boolean;
  /** Types need no `nextflow.enable.types = true`. */
  readonly alwaysTyped: boolean;
}

/** The body of a process, workflow or agent; the current token is its opening brace. */
export function parseSections(cursor: Cursor, rules: SectionRules): Sections {
  const header: Statement[] = [];
  const sections: Section[] = [];
  cursor.bracketed(() => {
    if (!cursor.afterBreak && cursor.kind !== Kind.semicolon) checkFirstLine(cursor, rules);
    cursor.skipSeparators();
    parseUntilLabel(cursor, rules, "", header);
    while (isSectionLabel(cursor, rules, "")) {
      const { start, end, word } = cursor;
      cursor.advance();
      cursor.advance();
      cursor.skipSeparators();
      const body: Statement[] = [];
      parseUntilLabel(cursor, rules, word, body);
      if (body.length === 0 && cursor.checksBodies) checkEmpty(cursor, { start, end }, word);
      sections.push({ start, end: cursor.previousEnd, label: word, body });
    }
  });
  return { header, sections };
}

/** v2 wants a line break between the brace and a label; in a process between the brace and anything. */
function checkFirstLine(cursor: Cursor, rules: SectionRules): void {
  if (cursor.kind === Kind.closeBrace || (!isSectionLabel(cursor, rules, "") && rules.startsAnywhere)) return;
  cursor.markLegacy({ start: cursor.start, end: cursor.end }, "a body that starts on the line of its brace");
}

/** v2 wants something behind every label. To Groovy labels can stand in a row, but not at the end of a block. */
function checkEmpty(cursor: Cursor, label: { readonly start: number; readonly end: number }, word: string): void {
  if (cursor.kind === Kind.word) cursor.markLegacy(label, `an empty section \`${word}:\``);
  else cursor.problem(label.start, label.end, `nothing stands behind \`${word}:\``);
}

/** `within`: the section that we are in, where an input can be called `shell: String`. */
function isSectionLabel(cursor: Cursor, rules: SectionRules, within: string): boolean {
  if (cursor.kind !== Kind.word || cursor.kindAt(cursor.index + 1) !== Kind.colon || !rules.labels.has(cursor.word)) {
    return false;
  }
  if (!cursor.typesEnabled || !rules.typed.has(within)) return true;
  const past = pastType(cursor, cursor.index + 2);
  const next = past !== -1 && cursor.kindAt(past) === Kind.question ? past + 1 : past;
  return next === -1 || (!isBreak(cursor.kindAt(next)) && cursor.kindAt(next) !== Kind.assign);
}

function parseUntilLabel(cursor: Cursor, rules: SectionRules, section: string, into: Statement[]): void {
  const typed = rules.typed.has(section);
  while (cursor.kind !== Kind.closeBrace && cursor.kind !== Kind.end && !isSectionLabel(cursor, rules, section)) {
    const declaration = typed ? parseTyped(cursor, section) : undefined;
    if (declaration === undefined) cursor.statement(into);
    else {
      const { start, end } = declaration;
      if (!cursor.typesEnabled && !rules.alwaysTyped) {
        cursor.problem(start, end, "a declaration with a type needs `nextflow.enable.types = true`");
      }
      into.push(declaration);
    }
    cursor.endStatement();
  }
  cursor.checkLabels(into);
}

function parseTyped(cursor: Cursor, section: string): Definition | undefined {
  if (cursor.kind !== Kind.word) return undefined;
  const next = cursor.kindAt(cursor.index + 1);
  if (next === Kind.colon) return parseTypedName(cursor);
  if (section !== "input" || next !== Kind.openParen || (!cursor.is("record") && !cursor.is("tuple"))) return undefined;
  const first = cursor.past(cursor.index + 2);
  return cursor.kindAt(first) === Kind.word && cursor.kindAt(first + 1) === Kind.colon
    ? parseComponents(cursor)
    : undefined;
}

/** `name: Type`, `name: Type = value` */
export function parseTypedName(cursor: Cursor): Definition {
  const { start } = cursor;
  const name = parseNameAndType(cursor);
  let value: Expression | undefined;
  if (cursor.kind === Kind.assign) {
    cursor.advance();
    cursor.skipBreaks();
    value = cursor.expression();
  }
  return { kind: "definition", start, end: cursor.previousEnd, names: [name], destructured: false, value };
}

/** `record(a: A, b: B)`, `tuple(a: A, b: B)` */
function parseComponents(cursor: Cursor): Definition {
  const { start } = cursor;
  const names: (Name & { readonly type?: TypeName })[] = [];
  cursor.advance();
  cursor.bracketed(() => {
    while (cursor.kind === Kind.word) {
      names.push(parseNameAndType(cursor));
      if (!cursor.accept(Kind.comma)) return;
    }
  });
  return { kind: "definition", start, end: cursor.previousEnd, names, destructured: true, value: undefined };
}

function parseNameAndType(cursor: Cursor): Name & { readonly type?: TypeName } {
  const { start, end, word: name } = cursor;
  cursor.advance();
  if (cursor.kind !== Kind.colon) return { start, end, name };
  cursor.markModern({ start: cursor.start, end: cursor.end }, "a declaration with its type behind the name");
  cursor.advance();
  const type = parseType(cursor, true);
  return { start, end, name, ...(type && { type }) };
}
