import type { Quoting } from "./string-scan.ts";
import { scanString } from "./string-scan.ts";

/** Characters that a walk through code must stop at: quotes, brackets, slashes, a backslash, a dollar sign. */
const STOPS = new Uint8Array(128);
for (const character of "\"'{}/") STOPS[character.charCodeAt(0)] = 1;

/** Behind one of these a slash starts a string, not a division. */
const BEFORE_SLASHY = "=~(,[{:?!&|;\n";

/**
 * Finds the closing brace of the block that `from` lies in, without making tokens: where only the end of a block matters.
 * The end of the text where there is none.
 */
export function endOfBlock(text: string, from: number): number {
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
      case 34:
      case 39: {
        const quote = quoteAt(text, at, code === 34 ? '"' : "'");
        at = afterString(text, at + quote.length, quote, open);
        break;
      }
      default:
        at = afterSlash(text, at, open);
    }
  }
  return length;
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
