/** Expressions of HCL, as they are written. */
import type { PlacedText } from "../../kit/placed-text.ts";
import { type Allowance, Cursor, NotHcl, orNothing } from "./cursor.ts";
import { type Expression, ITEM } from "./syntax.ts";
import { readNames, readTemplate, WORD } from "./templates.ts";

/** Reads one expression where the cursor is. Throws `NotHcl` for what is none. */
export function readExpression(cursor: Cursor): Expression {
  return new ExpressionReader(cursor).expression();
}

/** A text of JSON, which is a template as it stands. */
export function readJsonText(text: PlacedText, allowance: Allowance): Expression {
  const cursor = new Cursor(text, allowance);
  const parts = orNothing(() => readTemplate(cursor, "plain", text.value.length, () => readExpression(cursor)));
  return parts === undefined ? { kind: "unreadable", text } : { kind: "template", parts, text };
}

/** Binary operators, those that bind least first. */
const OPERATORS = [/\|\|/y, /&&/y, /==|!=/y, /<=|>=|<|>/y, /[+-]/y, /[*/%]/y];

class ExpressionReader {
  readonly #cursor: Cursor;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  expression(): Expression {
    const cursor = this.#cursor;
    return cursor.within(cursor.isLoose, () => this.#conditional());
  }

  #conditional(): Expression {
    const cursor = this.#cursor;
    const from = this.#start();
    const condition = this.#binary(0);
    if (cursor.take(/\?/y) === undefined) return condition;
    const yes = this.expression();
    cursor.expect(/:/y);
    const no = this.expression();
    return { kind: "conditional", condition, yes, no, text: cursor.placed(from) };
  }

  #binary(level: number): Expression {
    const operators = OPERATORS[level];
    if (operators === undefined) return this.#unary();
    const cursor = this.#cursor;
    const from = this.#start();
    let left = this.#binary(level + 1);
    for (let operator = cursor.take(operators); operator !== undefined; operator = cursor.take(operators)) {
      const right = this.#binary(level + 1);
      left = { kind: "binary", operator, left, right, text: cursor.placed(from) };
    }
    return left;
  }

  #unary(): Expression {
    const cursor = this.#cursor;
    const from = this.#start();
    const operator = cursor.take(/[-!]/y);
    if (operator === undefined) return this.#traversal(this.#primary(), from);
    const of = cursor.within(cursor.isLoose, () => this.#unary());
    return { kind: "unary", operator, of, text: cursor.placed(from) };
  }

  /** What stands behind a value: `.name`, `[0]`, `[*]`. */
  #traversal(first: Expression, from: number): Expression {
    const cursor = this.#cursor;
    let value = first;
    for (;;) {
      if (cursor.take(/\.\*|\[[ \t\r\n]*\*[ \t\r\n]*\]/y) !== undefined) {
        const item: Expression = { kind: "variable", name: ITEM, text: value.text };
        const each = cursor.within(cursor.isLoose, () => this.#traversal(item, from));
        return { kind: "splat", of: value, each, text: cursor.placed(from) };
      }
      if (cursor.take(/\.(?!\.)/y) !== undefined) {
        const name = cursor.take(/\d+/y) ?? cursor.expect(WORD);
        value = { kind: "member", of: value, key: textExpression(cursor, name), text: cursor.placed(from) };
      } else if (cursor.take(/\[/y) !== undefined) {
        const key = cursor.within(true, () => this.expression());
        this.#closing(/\]/y);
        value = { kind: "member", of: value, key, text: cursor.placed(from) };
      } else return value;
    }
  }

  #primary(): Expression {
    const cursor = this.#cursor;
    const from = this.#start();
    if (cursor.take(/\(/y) !== undefined) {
      const value = cursor.within(true, () => this.expression());
      this.#closing(/\)/y);
      return value;
    }
    if (cursor.take(/"/y) !== undefined) return this.#quoted();
    const heredoc = cursor.take(/<<-?[\p{ID_Start}_][\p{ID_Continue}-]*\r?\n/uy);
    if (heredoc !== undefined) return this.#heredoc(heredoc);
    if (cursor.take(/\[/y) !== undefined) return cursor.within(true, () => this.#list(from));
    if (cursor.take(/\{/y) !== undefined) return cursor.within(true, () => this.#object(from));
    const number = cursor.take(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return { kind: "literal", value: Number(number), text: cursor.placed(from) };
    const name = cursor.expect(WORD);
    if (cursor.take(/\(/y) !== undefined) return cursor.within(true, () => this.#call(name, from));
    const text = cursor.placed(from);
    if (name === "null") return { kind: "literal", value: null, text };
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true", text };
    return { kind: "variable", name, text };
  }

  #quoted(): Expression {
    const cursor = this.#cursor;
    const from = cursor.at;
    const parts = readTemplate(cursor, "quoted", Infinity, () => this.expression());
    const text = cursor.placed(from);
    if (cursor.takeHere(/"/y) === undefined) throw new NotHcl();
    return { kind: "template", parts, text };
  }

  #heredoc(opening: string): Expression {
    const cursor = this.#cursor;
    const marker = opening.replace(/^<<-?/, "").trim();
    const closing = new RegExp(`^[ \\t]*${marker}[ \\t]*\\r?$`, "gm");
    closing.lastIndex = cursor.at;
    const close = closing.exec(cursor.text);
    // Each of many could be looked for to the end of the file.
    cursor.allowance.left -= ((close?.index ?? cursor.text.length) - cursor.at) >> 6;
    if (close === null) throw new NotHcl();
    const from = cursor.at;
    const isFlush = opening.startsWith("<<-");
    const parts = readTemplate(cursor, "plain", close.index, () => this.expression(), isFlush);
    // Something in it goes on behind its end.
    if (cursor.at !== close.index) throw new NotHcl();
    const text = cursor.placed(from);
    cursor.at += close[0].length;
    return { kind: "template", parts, text };
  }

  #list(from: number): Expression {
    const cursor = this.#cursor;
    if (this.#isFor()) return this.#for(from, /\]/y, false);
    const items: Expression[] = [];
    while (cursor.take(/\]/y) === undefined) {
      items.push(this.expression());
      if (cursor.take(/,/y) === undefined && !cursor.isNext(/\]/y)) throw new NotHcl();
    }
    return { kind: "list", items, text: cursor.placed(from) };
  }

  #object(from: number): Expression {
    const cursor = this.#cursor;
    if (this.#isFor()) return this.#for(from, /\}/y, true);
    const entries: [Expression, Expression][] = [];
    while (cursor.take(/\}/y) === undefined) {
      const key = this.#key();
      cursor.expect(/=(?!=)|:/y);
      const value = cursor.within(false, () => this.expression());
      entries.push([key, value]);
      // A comma or the end of the line.
      const before = cursor.at;
      cursor.skipBlanks(false);
      const isSeparated = cursor.takeHere(/[ \t]*(?:,|\n)/y) !== undefined;
      if (!isSeparated) cursor.at = before;
      if (!isSeparated && !cursor.isNext(/\}/y)) throw new NotHcl();
    }
    return { kind: "object", entries, text: cursor.placed(from) };
  }

  /** A name is itself, and no variable; in parentheses it is one. */
  #key(): Expression {
    const cursor = this.#cursor;
    const from = this.#start();
    const name = cursor.take(/[\p{ID_Start}_][\p{ID_Continue}-]*(?=[ \t]*(?:=(?!=)|:))/uy);
    if (name !== undefined) return textExpression(cursor, name, from);
    return this.expression();
  }

  #isFor(): boolean {
    return this.#cursor.isNext(/for[ \t\r\n]+[\p{ID_Start}_][\p{ID_Continue}-]*[ \t\r\n]*(?:,|[ \t\r\n]in\b)/uy);
  }

  #for(from: number, closing: RegExp, isMap: boolean): Expression {
    const cursor = this.#cursor;
    cursor.expect(WORD);
    const names = readNames(cursor);
    const of = this.expression();
    cursor.expect(/:/y);
    const first = this.expression();
    const second = isMap && cursor.expect(/=>/y) !== "" ? this.expression() : undefined;
    const isGrouped = isMap && cursor.take(/\.\.\./y) !== undefined;
    const condition = cursor.take(/if\b/y) === undefined ? undefined : this.expression();
    this.#closing(closing);
    return {
      kind: "for",
      names,
      of,
      ...(second !== undefined && { resultKey: first }),
      result: second ?? first,
      ...(condition !== undefined && { condition }),
      isGrouped,
      text: cursor.placed(from),
    };
  }

  #call(name: string, from: number): Expression {
    const cursor = this.#cursor;
    const args: Expression[] = [];
    let isSpread = false;
    while (cursor.take(/\)/y) === undefined) {
      args.push(this.expression());
      isSpread = cursor.take(/\.\.\./y) !== undefined;
      if (cursor.take(/,/y) === undefined && !cursor.isNext(/\)/y)) throw new NotHcl();
    }
    return { kind: "call", name, args, isSpread, text: cursor.placed(from) };
  }

  /** Where what comes next begins. */
  #start(): number {
    this.#cursor.skipBlanks();
    return this.#cursor.at;
  }

  /** A closing bracket, before which a line may end. */
  #closing(bracket: RegExp): void {
    this.#cursor.skipBlanks(true);
    this.#cursor.expect(bracket);
  }
}

function textExpression(cursor: Cursor, value: string, from = cursor.at - value.length): Expression {
  const text = cursor.placed(from);
  return { kind: "template", parts: [{ from: 0, to: value.length, text: value }], text };
}
