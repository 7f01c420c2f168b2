/** Where a run of characters in a string ends. */
import { isIdentifierStart } from "./characters.ts";
import type { Quote } from "./tree.ts";

/** The quotes that a string can have. */
export type Quoting = Exclude<Quote, "">;

const DOLLAR = 36;
const BACKSLASH = 92;

/**
 * Where the run of characters from `at` on ends: the offset of the closing quote or of the dollar sign of an
 * interpolation. For a string that is never closed the complement of where to go on (one-line quotes: the line's end).
 */
export function scanString(text: string, at: number, quote: Quoting): number {
  if (quote === "/" || quote === "$/") return scanSlashy(text, at, quote === "/");
  const length = text.length;
  const triple = quote.length === 3;
  const mark = quote.charCodeAt(0);
  const interpolates = mark === 34;
  let index = at;
  while (index < length) {
    const code = text.charCodeAt(index);
    if (code === mark) {
      if (!triple) return index;
      if (text.startsWith(quote, index)) {
        // Of four or five quotes in a row the last three close the string.
        let end = index;
        while (end < index + 2 && text.charCodeAt(end + 3) === mark) end++;
        return end;
      }
      index++;
    } else if (code === BACKSLASH) {
      // A backslash takes the next character along.
      index += text.charCodeAt(index + 1) === 13 && text.charCodeAt(index + 2) === 10 ? 3 : 2;
    } else if (code === DOLLAR && interpolates) return index;
    else if ((code === 10 || code === 13) && !triple) return ~index;
    else index++;
  }
  return ~length;
}

/** `/…/`, where a backslash takes only a slash along, and `$/…/$`, where `$$` and `$/` are escapes. */
function scanSlashy(text: string, at: number, plain: boolean): number {
  const length = text.length;
  let index = at;
  while (index < length) {
    const code = text.charCodeAt(index);
    const next = text.charCodeAt(index + 1);
    if (code === 47 && (plain || next === DOLLAR)) return index;
    if (code === BACKSLASH && plain && next === 47) index += 2;
    else if (code === DOLLAR && !plain && (next === DOLLAR || next === 47)) index += 2;
    else if (code === DOLLAR && (next === 123 || (next !== DOLLAR && isIdentifierStart(next)))) return index;
    else index++;
  }
  return ~length;
}
