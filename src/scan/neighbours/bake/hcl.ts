/** The structure of an HCL file: blocks and attributes. */
import type { FileScanner } from "../../kit/file-scan.ts";
import type { PlacedText } from "../../kit/placed-text.ts";
import { Cursor, DEEPEST, orNothing } from "./cursor.ts";
import { readExpression } from "./expressions.ts";
import type { Block, Body, Expression } from "./syntax.ts";
import { WORD } from "./templates.ts";

/** No file of a person has as many words and marks. */
export const MOST_PIECES = 1_000_000;

/** Reads what it can: a part that is not HCL is stepped over, and the first of them is said. */
export function readHcl(scan: FileScanner, text: PlacedText): Body {
  const attributes = new Map<string, Expression>();
  const blocks: Block[] = [];
  const reader = new BodyReader(new Cursor(text, { left: MOST_PIECES }));
  if (orNothing(() => reader.read(attributes, blocks, 0)) === undefined) {
    scan.problem(0, "unreadable", "This file is not read to its end: it has more words than are followed.");
  } else if (reader.broken !== undefined) {
    const message = "What stands here is not read: it is no HCL, it is cut off, or it is nested too deeply.";
    scan.problem(text.offsetOf(reader.broken) ?? text.start, "unreadable", message);
  }
  return { attributes, blocks };
}

class BodyReader {
  /** Where the first part begins that is not HCL. */
  broken: number | undefined;
  readonly #cursor: Cursor;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  /** Reads attributes and blocks up to the closing brace, which is taken, or the end. Throws where the allowance ends. */
  read(attributes: Map<string, Expression>, blocks: Block[], depth: number): true {
    const cursor = this.#cursor;
    for (;;) {
      cursor.skipBlanks(true);
      const start = cursor.at;
      if (cursor.isAtEnd && depth > 0) this.#break(start);
      if (cursor.isAtEnd || (cursor.takeHere(/\}/y) !== undefined && depth > 0)) return true;
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
      if (cursor.take(/\{/y) === undefined || depth > DEEPEST) {
        this.#break(start);
        continue;
      }
      const body = { attributes: new Map<string, Expression>(), blocks: [] };
      this.read(body.attributes, body.blocks, depth + 1);
      blocks.push({ type: name, labels, body, start });
    }
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
    const value = orNothing(() => readExpression(cursor));
    if (value !== undefined && cursor.isNext(/[\n}]|$/y)) return value;
    this.#stepOver(from);
    return { kind: "unreadable", text: cursor.placed(from) };
  }

  #break(at: number): void {
    this.broken ??= at;
  }

  /** To the end of the line, or behind what is in brackets; always further. */
  #stepOver(from: number): void {
    const cursor = this.#cursor;
    const { text } = cursor;
    this.#break(from);
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
