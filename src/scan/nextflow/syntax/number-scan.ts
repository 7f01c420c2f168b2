/** Where a number ends: `1_000`, `0x1F`, `1.5e-3`, `5L`. */
import { isDigit, isHexDigit } from "./characters.ts";

const UNDERSCORE = 95;

/** The offset behind the number that starts at `start`, with a digit or with a point before one. */
export function endOfNumber(text: string, start: number): number {
  const end = isBased(text, start) ? endOfHexDigits(text, start + 2) : endOfDecimal(text, start);
  return end < text.length && "lLiIgGfFdD".includes(text.charAt(end)) ? end + 1 : end;
}

/** `0x…`, `0b…` */
function isBased(text: string, start: number): boolean {
  const second = text.charCodeAt(start + 1) | 32;
  return text.charCodeAt(start) === 48 && (second === 120 /* x */ || second === 98); /* b */
}

function endOfDecimal(text: string, start: number): number {
  let end = endOfDigits(text, start);
  if (text.charCodeAt(end) === 46 && isDigit(text.charCodeAt(end + 1))) end = endOfDigits(text, end + 1);
  if ((text.charCodeAt(end) | 32) !== 101 /* e */) return end;
  const sign = text.charCodeAt(end + 1);
  const exponent = sign === 43 || sign === 45 ? end + 2 : end + 1;
  return isDigit(text.charCodeAt(exponent)) ? endOfDigits(text, exponent) : end;
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end)) || text.charCodeAt(end) === UNDERSCORE) end++;
  return end;
}

function endOfHexDigits(text: string, start: number): number {
  let end = start;
  while (isHexDigit(text.charCodeAt(end)) || text.charCodeAt(end) === UNDERSCORE) end++;
  return end;
}
