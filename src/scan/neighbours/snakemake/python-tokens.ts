/** Python's words, strings and marks, as far as finding a directive of a Snakefile takes. */
import type { Range } from "../../../text/lines.ts";

export type PythonToken =
  | (Range & { readonly kind: "word" | "mark" | "number"; readonly value: string })
  /** `content` is what stands between the quotes, as written. */
  | (Range & { readonly kind: "string"; readonly content: Range; readonly isFormat: boolean })
  /** Begins a line that no bracket and no backslash joins to the one before; `indent` in columns, tabs as one. */
  | (Range & { readonly kind: "line"; readonly indent: number });

const TOKEN =
  /([ \t\f\r]+|\\\r?\n|#[^\n]*)|(\n)|((?:[rRbBuU]|[fF]|[rR][fFbB]|[fFbB][rR])?(?:"""|'''|"|'))|([A-Za-z_]\w*)|(\d[\w.]*)|([\s\S])/y;

/** No Snakefile of a person has as many. */
const MOST_TOKENS = 300_000;

/** `onMore`: told where the text has more than is read. */
export function tokenizePython(text: string, onMore: (at: number) => void): PythonToken[] {
  const tokens: PythonToken[] = [];
  let depth = 0;
  const startLine = (at: number): void => {
    let end = at;
    while (text[end] === " " || text[end] === "\t") end++;
    // Of empty lines, the last one counts.
    if (tokens.at(-1)?.kind === "line") tokens.pop();
    tokens.push({ kind: "line", start: at, end: at, indent: end - at });
  };
  startLine(0);
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found !== null; found = TOKEN.exec(text)) {
    const [whole, blank, newline, quote, word, number] = found;
    const start = found.index;
    let end = start + whole.length;
    if (blank !== undefined) continue;
    if (tokens.length >= MOST_TOKENS) {
      onMore(start);
      break;
    }
    if (newline !== undefined) {
      if (depth === 0) startLine(end);
    } else if (quote !== undefined) {
      const content = { start: end, end: endOfString(text, end, quote.replace(/^\w+/, "")) };
      end = Math.min(text.length, content.end + (text[content.end] === "\n" ? 0 : quote.replace(/^\w+/, "").length));
      tokens.push({ kind: "string", start, end, content, isFormat: /^\w*f/i.test(quote) });
      TOKEN.lastIndex = end;
    } else {
      if (/^[([{]$/.test(whole)) depth++;
      else if (/^[)\]}]$/.test(whole)) depth = Math.max(0, depth - 1);
      const kind = word !== undefined ? "word" : number !== undefined ? "number" : "mark";
      tokens.push({ kind, value: whole, start, end });
    }
  }
  return tokens;
}

/** Where the closing quote is; a string in one line ends with it in any case. */
function endOfString(text: string, from: number, quote: string): number {
  let at = from;
  while (at < text.length && !text.startsWith(quote, at)) {
    if (text[at] === "\n" && quote.length === 1) return at;
    // A backslash at the end of a line carries the string over, whatever the line ends with.
    at += text[at] !== "\\" ? 1 : text.startsWith("\r\n", at + 1) ? 3 : 2;
  }
  return Math.min(at, text.length);
}

export function wordAt(tokens: readonly PythonToken[], at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === "word" ? token.value : undefined;
}

export function isMark(tokens: readonly PythonToken[], at: number, value: string): boolean {
  const token = tokens[at];
  return (token?.kind === "mark" || token?.kind === "word") && token.value === value;
}

/** Indices of what stands in no bracket; brackets are in themselves. */
export function topLevel(tokens: readonly PythonToken[]): number[] {
  let depth = 0;
  return tokens.flatMap((token, at) => {
    if (token.kind === "mark" && /^[([{]$/.test(token.value)) depth++;
    if (token.kind === "mark" && /^[)\]}]$/.test(token.value)) depth--;
    return depth === 0 ? [at] : [];
  });
}

/** Index of the bracket that closes the one at an index; undefined where there is none. */
export function closerOf(tokens: readonly PythonToken[], open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== "mark") continue;
    if (/^[([{]$/.test(token.value)) depth++;
    else if (/^[)\]}]$/.test(token.value)) depth--;
    if (depth <= 0) return depth === 0 && at > open ? at : undefined;
  }
  return undefined;
}
