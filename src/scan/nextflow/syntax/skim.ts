/** Where a block ends or a label stands, found without making tokens. */
import { isIdentifierPart } from "./characters.ts";
import type { Quoting } from "./string-scan.ts";
import { scanString } from "./string-scan.ts";

/** Characters that a walk through code must stop at: quotes, braces, slashes and the colon of a label. */
const STOPS = new Uint8Array(128);
for (const character of ['"', "'", "{", "}", "/", "$", ":"]) STOPS[character.charCodeAt(0)] = 1;

/** Behind one of these a slash starts a string, not a division. */
const BEFORE_SLASHY = "=~(,[{:?!&|;\n";

/**
 * Finds, without making tokens, the closing brace of the block that `from` lies in, or the colon of a label directly in
 * the block, whichever comes first. The end of the text where there is neither.
 */
export function endOfBlock(text: string, from: number, isLabel: (word: string) => boolean): number {
  const length = text.length;
  /** Open braces and strings with an open interpolation, innermost last. */
  const open: ("{" | Quoting)[] = [];
  let at = from;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code >= 128 || STOPS[code] === 0) {
      at++;
      continue;
    }
    switch (code) {
      case 123: // {
        open.push("{");
        at++;
        break;
      case 125: {
        const inner = open.pop();
        if (inner === undefined) return at;
        at = inner === "{" ? at + 1 : afterString(text, at + 1, inner, open);
        break;
      }
      case 58: // :
        if (open.length === 0 && isLabel(wordBefore(text, at, from))) return at;
        at++;
        break;
      case 34:
      case 39: {
        const quote = quoteAt(text, at, code === 34 ? '"' : "'");
        at = afterString(text, at + quote.length, quote, open);
        break;
      }
      case 36: // $
        if (text.charCodeAt(at + 1) !== 47 || isIdentifierPart(text.charCodeAt(at - 1))) at++;
        else at = afterString(text, at + 2, "$/", open);
        break;
      default:
        at = afterSlash(text, at, open);
    }
  }
  return length;
}

/** The word on its own at the start of a line that ends before the colon at `colon`; empty where there is none. */
function wordBefore(text: string, colon: number, from: number): string {
  let end = colon;
  while (isBlank(text.charCodeAt(end - 1))) end--;
  let start = end;
  while (start > from && isIdentifierPart(text.charCodeAt(start - 1))) start--;
  let before = start - 1;
  while (before >= from && isBlank(text.charCodeAt(before))) before--;
  const code = text.charCodeAt(before);
  return before < from || code === 10 || code === 13 || code === 59 ? text.slice(start, end) : "";
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function quoteAt(text: string, at: number, single: '"' | "'"): Quoting {
  const triple = single === '"' ? '"""' : "'''";
  return text.startsWith(triple, at) ? triple : single;
}

/** Behind the closing quote, or behind the `${` of an interpolation, which is then noted as open. */
function afterString(text: string, from: number, quote: Quoting, open: ("{" | Quoting)[]): number {
  for (let at = from; ;) {
    const stop = scanString(text, at, quote);
    if (stop < 0) return ~stop;
    if (text.charCodeAt(stop) !== 36) return stop + quote.length;
    if (text.charCodeAt(stop + 1) === 123) {
      open.push(quote);
      return stop + 2;
    }
    at = stop + 1;
  }
}

function afterSlash(text: string, at: number, open: ("{" | Quoting)[]): number {
  const next = text.charCodeAt(at + 1);
  if (next === 47) {
    const end = text.indexOf("\n", at);
    return end === -1 ? text.length : end;
  }
  if (next === 42) {
    const end = text.indexOf("*/", at + 2);
    return end === -1 ? text.length : end + 2;
  }
  let before = at - 1;
  while (before >= 0 && (text.charCodeAt(before) === 32 || text.charCodeAt(before) === 9)) before--;
  if (before < 0 || BEFORE_SLASHY.includes(text.charAt(before))) {
    const lineEnd = text.indexOf("\n", at);
    const close = text.indexOf("/", at + 1);
    if (close !== -1 && (lineEnd === -1 || close < lineEnd)) return afterString(text, at + 1, "/", open);
  }
  return at + 1;
}
