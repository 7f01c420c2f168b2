/** The structure of an HCL file: blocks and attributes. */
import type { FileScanner } from "../../kit/file-scan.ts";
import type { PlacedText } from "../../kit/placed-text.ts";
import { Cursor, DEEPEST, NotHcl } from "./cursor.ts";
import { readExpression } from "./expressions.ts";
import type { Block, Body, Expression } from "./syntax.ts";
import { WORD } from "./templates.ts";

/** No file of a person has as many words and marks. */
export const MOST_PIECES = 1_000_000;

/** Reads what it can: a part that is not HCL is stepped over. */
export function readHcl(scan: FileScanner, text: PlacedText): Body {
  const reader = new BodyReader(new Cursor(text, { left: MOST_PIECES }));
  const body = reader.body(0);
  if (reader.isCut) {
    scan.problem(0, "unreadable", "This file is not read to its end: it has more words than are followed.");
  }
  return body;
}

class BodyReader {
  readonly #cursor: Cursor;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  get isCut(): boolean {
    return this.#cursor.allowance.left < 0;
  }

  /** Attributes and blocks up to the closing brace, which is taken, or the end. */
  body(depth: number): Body {
    const cursor = this.#cursor;
    const attributes = new Map<string, Expression>();
    const blocks: Block[] = [];
    while (!this.isCut) {
      cursor.skipBlanks(true);
      if (cursor.isAtEnd || (cursor.takeHere(/\}/y) !== undefined && depth > 0)) break;
      const start = cursor.at;
      const name = cursor.takeHere(WORD);
      if (name === undefined) {
        this.#stepOver(start);
        continue;
      }
      if (cursor.take(/=(?!=)/y) !== undefined) {
        attributes.set(name, this.#value());
        continue;
      }
      const labels = this.#labels();
      if (cursor.take(/\{/y) === undefined || depth > DEEPEST) continue;
      blocks.push({ type: name, labels, body: this.body(depth + 1), start });
    }
    return { attributes, blocks };
  }

  #labels(): readonly string[] {
    const labels: string[] = [];
    for (;;) {
      const label = this.#cursor.take(/"[^"\n]*"/y)?.slice(1, -1) ?? this.#cursor.take(WORD);
      if (label === undefined) return labels;
      labels.push(label);
    }
  }

  /** The value of an attribute, which the end of its line or of its body ends. */
  #value(): Expression {
    const cursor = this.#cursor;
    const from = cursor.at;
    try {
      const value = readExpression(cursor);
      if (cursor.isNext(/[\n}]|$/y)) return value;
    } catch (error) {
      if (!(error instanceof NotHcl)) throw error;
    }
    this.#stepOver(from);
    return { kind: "unreadable", text: cursor.placed(Math.min(from, cursor.at), cursor.at) };
  }

  /** To the end of the line, or behind what is in brackets; always further. */
  #stepOver(from: number): void {
    const cursor = this.#cursor;
    const { text } = cursor;
    let open = 0;
    let at = from;
    for (; at < text.length; at++) {
      const character = text.charAt(at);
      if (character === "\n" && open <= 0) break;
      if (character === "}" && open <= 0 && at > from) break;
      if ("[{(".includes(character)) open++;
      else if (")]}".includes(character)) open--;
      else if (character === '"') at = endOfString(text, at + 1);
    }
    cursor.at = Math.max(at, from + 1);
  }
}

/** Where a string ends: at its quote, or before the end of its line. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
    if (text[at] === "\n") return at - 1;
  }
  return text.length;
}
