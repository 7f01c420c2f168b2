/** The structure of an HCL file: blocks, attributes, and values as far as they are literal. */
import type { Range } from "../../../text/lines.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import { literalText, type PlacedText } from "../../kit/placed-text.ts";

export interface HclBody {
  readonly attributes: ReadonlyMap<string, HclValue>;
  readonly blocks: readonly HclBlock[];
}

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
}

export type HclValue =
  /** A string or here-document, `${…}` in it as written. */
  | { readonly kind: "text"; readonly text: PlacedText }
  | { readonly kind: "list"; readonly items: readonly HclValue[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [string, HclValue])[] }
  /** Anything else: a name, a number, a call. */
  | { readonly kind: "expression"; readonly text: PlacedText };

type Token = Range & {
  readonly kind: "word" | "text" | "mark" | "line";
  readonly value: string;
  readonly content?: Range;
};

/** Lists in lists and blocks in blocks, this deep; what is deeper is an expression. */
const DEEPEST = 50;

/** No file of a person has as many words and marks. */
const MOST_TOKENS = 300_000;

/** Reads what it can: a part that is not HCL is stepped over. */
export function readHcl(scan: FileScanner): HclBody {
  return new HclReader(scan).body(0);
}

const TOKEN =
  /([ \t\r]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(\n)|<<(-?)(\w+)[ \t]*\r?\n|([A-Za-z_][\w-]*)|([\s\S])/y;

function tokenize(scan: FileScanner): Token[] {
  const { text } = scan;
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found !== null; found = TOKEN.exec(text)) {
    const [whole, blank, line, , marker, word] = found;
    const start = found.index;
    const end = start + whole.length;
    if (blank !== undefined || (line !== undefined && tokens.at(-1)?.kind === "line")) continue;
    if (tokens.length === MOST_TOKENS) {
      scan.problem(start, "unreadable", "This file is read no further than here: it has more words than are followed.");
      break;
    }
    if (line !== undefined) tokens.push({ kind: "line", value: "\n", start, end });
    else if (marker !== undefined) {
      const closing = new RegExp(`^[ \\t]*${marker}[ \\t]*\\r?$`, "gm");
      closing.lastIndex = end;
      const close = closing.exec(text);
      const content = { start: end, end: close?.index ?? text.length };
      TOKEN.lastIndex = close === null ? text.length : close.index + close[0].length;
      tokens.push({ kind: "text", value: "", start, end: TOKEN.lastIndex, content });
    } else if (whole === '"') {
      const close = endOfString(text, end);
      TOKEN.lastIndex = Math.min(text.length, close + (text[close] === '"' ? 1 : 0));
      tokens.push({ kind: "text", value: "", start, end: TOKEN.lastIndex, content: { start: end, end: close } });
    } else tokens.push({ kind: word === undefined ? "mark" : "word", value: whole, start, end });
  }
  return tokens;
}

/** Where the closing quote is: not one in `${…}`, whose strings nest. A line end closes a string as well. */
function endOfString(text: string, from: number): number {
  // What is open, innermost last: a string or an interpolation.
  const open: ("string" | "braces")[] = ["string"];
  let at = from;
  for (; at < text.length && text[at] !== "\n"; at++) {
    const inString = open.at(-1) === "string";
    if (text[at] === "\\" && inString && text[at + 1] !== "\n") at++;
    else if (text[at] === '"') {
      if (!inString) open.push("string");
      else if (open.length === 1) return at;
      else open.pop();
    } else if (inString && /^[$%]\{/.test(text.slice(at, at + 2)) && text[at - 1] !== text[at]) {
      open.push("braces");
      at++;
    } else if (!inString && text[at] === "{") open.push("braces");
    else if (!inString && text[at] === "}") open.pop();
  }
  return Math.min(at, text.length);
}

class HclReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(scan: FileScanner) {
    this.#text = scan.text;
    this.#tokens = tokenize(scan);
  }

  /** Attributes and blocks up to the closing brace, which is taken, or the end. */
  body(depth: number): HclBody {
    const attributes = new Map<string, HclValue>();
    const blocks: HclBlock[] = [];
    while (this.#at < this.#tokens.length) {
      const token = this.#tokens[this.#at++]!;
      if (this.#isMark(token, "}") && depth > 0) break;
      if (token.kind !== "word") continue;
      if (this.#isMark(this.#tokens[this.#at], "=")) {
        this.#at++;
        attributes.set(token.value, this.#value(depth));
        continue;
      }
      const labels: string[] = [];
      for (
        let label = this.#tokens[this.#at];
        label?.kind === "word" || label?.kind === "text";
        label = this.#tokens[++this.#at]
      ) {
        labels.push(
          label.content === undefined ? label.value : this.#text.slice(label.content.start, label.content.end),
        );
      }
      if (!this.#isMark(this.#tokens[this.#at], "{") || depth > DEEPEST) continue;
      this.#at++;
      blocks.push({ type: token.value, labels, body: this.body(depth + 1) });
    }
    return { attributes, blocks };
  }

  #value(depth: number): HclValue {
    const start = this.#at;
    const value = depth > DEEPEST ? undefined : this.#literal(depth);
    // An operator behind a literal makes an expression of it.
    const next = this.#tokens[this.#at];
    if (value !== undefined && (next === undefined || next.kind === "line" || /^[,}\]]$/.test(next.value)))
      return value;
    this.#at = start;
    return this.#expression();
  }

  #literal(depth: number): HclValue | undefined {
    const token = this.#tokens[this.#at];
    if (token?.content !== undefined) {
      this.#at++;
      return { kind: "text", text: literalText(this.#text, token.content.start, token.content.end) };
    }
    if (this.#isMark(token, "[")) return this.#list(depth);
    return this.#isMark(token, "{") ? this.#map(depth) : undefined;
  }

  #list(depth: number): HclValue {
    const items: HclValue[] = [];
    this.#at++;
    for (;;) {
      this.#skip(/^[\n,]$/);
      const token = this.#tokens[this.#at];
      if (token === undefined) break;
      if (this.#isMark(token, "]")) {
        this.#at++;
        break;
      }
      const before = this.#at;
      items.push(this.#value(depth + 1));
      if (this.#at === before) this.#at++;
    }
    return { kind: "list", items };
  }

  #map(depth: number): HclValue {
    const entries: [string, HclValue][] = [];
    this.#at++;
    for (;;) {
      this.#skip(/^[\n,]$/);
      const token = this.#tokens[this.#at++];
      if (token === undefined || this.#isMark(token, "}")) break;
      const key = token.content === undefined ? token.value : this.#text.slice(token.content.start, token.content.end);
      const next = this.#tokens[this.#at];
      if (!this.#isMark(next, "=") && !this.#isMark(next, ":")) continue;
      this.#at++;
      entries.push([key, this.#value(depth + 1)]);
    }
    return { kind: "map", entries };
  }

  /** Up to the end of the line, or to what ends an item. */
  #expression(): HclValue {
    const first = this.#tokens[this.#at];
    let open = 0;
    let last = first;
    for (; this.#at < this.#tokens.length; this.#at++) {
      const token = this.#tokens[this.#at]!;
      if (open === 0 && (token.kind === "line" || /^[,}\])]$/.test(token.value))) break;
      if (/^[([{]$/.test(token.value)) open++;
      if (/^[)\]}]$/.test(token.value)) open--;
      last = token;
    }
    const start = first?.start ?? this.#text.length;
    return { kind: "expression", text: literalText(this.#text, start, Math.max(start, last?.end ?? start)) };
  }

  #skip(values: RegExp): void {
    for (let token = this.#tokens[this.#at]; token && token.kind !== "text" && values.test(token.value);) {
      token = this.#tokens[++this.#at];
    }
  }

  #isMark(token: Token | undefined, value: string): boolean {
    return token?.kind === "mark" && token.value === value;
  }
}
