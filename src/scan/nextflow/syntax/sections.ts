import type { Cursor } from "./cursor.ts";
import { Kind } from "./tokens.ts";
import type { Definition, Expression, Section, Statement } from "./tree.ts";
import { parseType } from "./types.ts";

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
}

/** The body of a process, workflow or agent; the current token is its opening brace. */
export function parseSections(cursor: Cursor, rules: SectionRules): Sections {
  const header: Statement[] = [];
  const sections: Section[] = [];
  cursor.bracketed(() => {
    cursor.skipSeparators();
    parseUntilLabel(cursor, rules, false, header);
    while (isSectionLabel(cursor, rules)) {
      const { start, word } = cursor;
      cursor.advance();
      cursor.advance();
      cursor.skipSeparators();
      const body: Statement[] = [];
      parseUntilLabel(cursor, rules, rules.typed.has(word), body);
      sections.push({ start, end: cursor.previousEnd, label: word, body });
    }
  });
  return { header, sections };
}

function isSectionLabel(cursor: Cursor, { labels }: SectionRules): boolean {
  return cursor.kind === Kind.word && cursor.kindAt(cursor.index + 1) === Kind.colon && labels.has(cursor.word);
}

function parseUntilLabel(cursor: Cursor, rules: SectionRules, typed: boolean, into: Statement[]): void {
  while (cursor.kind !== Kind.closeBrace && cursor.kind !== Kind.end && !isSectionLabel(cursor, rules)) {
    if (typed && cursor.kind === Kind.word && cursor.kindAt(cursor.index + 1) === Kind.colon) {
      const declaration = parseTypedName(cursor);
      if (!cursor.typesEnabled) {
        cursor.problem(
          declaration.start,
          declaration.end,
          "a declaration with a type needs `nextflow.enable.types = true`",
        );
      }
      into.push(declaration);
    } else cursor.statement(into);
    cursor.endStatement();
  }
}

/** `name: Type`, `name: Type = value` */
export function parseTypedName(cursor: Cursor): Definition {
  const { start, end, word: name } = cursor;
  cursor.advance();
  const colon = { start: cursor.start, end: cursor.end };
  cursor.advance();
  const type = parseType(cursor, true);
  cursor.markModern(colon, "a declaration with its type behind the name");
  let value: Expression | undefined;
  if (cursor.kind === Kind.assign) {
    cursor.advance();
    cursor.skipBreaks();
    value = cursor.expression();
  }
  const names = [{ start, end, name, ...(type && { type }) }];
  return { kind: "definition", start, end: cursor.previousEnd, names, destructured: false, value };
}
