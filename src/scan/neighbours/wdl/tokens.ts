/** The words, strings and marks of a WDL document. Comments and command bodies are left out. */
import type { Range } from "../../../text/lines.ts";

export type WdlToken =
  | (Range & { readonly kind: "word" | "number" | "mark"; readonly value: string })
  | (Range & { readonly kind: "string"; readonly pieces: readonly StringPiece[] });

/** A string is made of literal text (with its escapes as written) and of placeholders. */
export type StringPiece = Range & { readonly isPlaceholder: boolean };

const COMMENT = /\s+|#[^\n]*/y;
const NUMBER = /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z]\w*/y;
const MARK = /<<<|>>>|&&|\|\||[=!<>]=|[\s\S]/y;

/** No document of a person has as many. */
const MOST_TOKENS = 300_000;

/** The words of a whole text, or of a part of it; `onMore` is told where there are more than are followed. */
export function tokenizeWdl(
  text: string,
  from = 0,
  to = text.length,
  onMore: (at: number) => void = () => undefined,
): WdlToken[] {
  const tokens: WdlToken[] = [];
  let at = from;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  while (at < to) {
    if (take(COMMENT) !== undefined) continue;
    if (tokens.length === MOST_TOKENS) {
      onMore(at);
      break;
    }
    const start = at;
    const character = text[at];
    if (character === '"' || character === "'") {
      const { pieces, end } = readString(text, at + 1, to, character);
      at = Math.min(to, end + 1);
      tokens.push({ kind: "string", start, end: at, pieces });
      continue;
    }
    const word = take(WORD);
    if (word === "command") at = skipCommand(text, at, to);
    else if (word !== undefined) tokens.push({ kind: "word", value: word, start, end: at });
    else {
      const number = take(NUMBER);
      if (number === undefined) take(MARK);
      tokens.push({ kind: number === undefined ? "mark" : "number", value: text.slice(start, at), start, end: at });
    }
  }
  return tokens;
}

/** Whether there is this mark at an index. */
export function isMark(tokens: readonly WdlToken[], at: number, value: string): boolean {
  const token = tokens[at];
  return token?.kind === "mark" && token.value === value;
}

/** From behind the quote to the closing one, or to the end of the line where there is none. */
function readString(text: string, from: number, to: number, quote: string): { pieces: StringPiece[]; end: number } {
  const pieces: StringPiece[] = [];
  let start = from;
  let at = from;
  while (at < to && text[at] !== quote && text[at] !== "\n") {
    if (text[at] === "\\") at += text[at + 1] === "\n" ? 1 : 2;
    else if ((text[at] === "~" || text[at] === "$") && text[at + 1] === "{") {
      const end = closingBrace(text, at + 2, to);
      pieces.push({ start, end: at, isPlaceholder: false }, { start: at + 2, end, isPlaceholder: true });
      at = Math.min(end + 1, to);
      start = at;
    } else at++;
  }
  at = Math.min(at, to);
  pieces.push({ start: Math.min(start, at), end: at, isPlaceholder: false });
  return { pieces, end: at };
}

/** Where the brace is that closes a placeholder, or its line ends: strings in it may hold placeholders of their own. */
function closingBrace(text: string, from: number, to: number): number {
  const open: string[] = [];
  let at = from;
  for (; at < to && text[at] !== "\n"; at++) {
    const character = text[at]!;
    const top = open.at(-1);
    const inString = top === '"' || top === "'";
    if (inString && character === "\\" && text[at + 1] !== "\n") at++;
    else if (inString && character === top) open.pop();
    else if (inString && (character === "~" || character === "$") && text[at + 1] === "{") {
      open.push("{");
      at++;
    } else if (inString) continue;
    else if (character === '"' || character === "'" || character === "{") open.push(character);
    else if (character === "}" && open.pop() === undefined) return at;
  }
  return Math.min(at, to);
}

/** `command <<< … >>>`, or `command { … }` up to the first brace that closes no placeholder. */
function skipCommand(text: string, from: number, to: number): number {
  const opener = /\s*(<<<|\{)/y;
  opener.lastIndex = from;
  const found = opener.exec(text);
  if (found === null) return from;
  const body = from + found[0].length;
  if (found[1] === "<<<") {
    const end = text.indexOf(">>>", body);
    return end === -1 ? to : end + 3;
  }
  const brace = /[~$]\{|\}/g;
  brace.lastIndex = body;
  for (let mark = brace.exec(text); mark !== null; mark = brace.exec(text)) {
    if (mark[0] === "}") return mark.index + 1;
    brace.lastIndex = closingBrace(text, brace.lastIndex, to) + 1;
  }
  return to;
}
