/** Character classes of Groovy's lexer, by UTF-16 code unit. */

const START = 1;
const PART = 2;

const ASCII = new Uint8Array(128);
for (let code = 48; code <= 57; code++) ASCII[code] = PART;
for (let code = 65; code <= 90; code++) ASCII[code] = ASCII[code + 32] = START | PART;
ASCII[36] = ASCII[95] = START | PART;

/** Letters, letter numbers, currency signs and connectors, as Java's `isJavaIdentifierStart`; half a surrogate pair counts. */
export function isIdentifierStart(code: number): boolean {
  if (code < 128) return (ASCII[code]! & START) !== 0;
  return /[\p{L}\p{Nl}\p{Sc}\p{Pc}\uD800-\uDFFF]/v.test(String.fromCharCode(code));
}

/** NaN (behind the end of the text) is no part of anything. */
export function isIdentifierPart(code: number): boolean {
  if (code < 128) return ASCII[code] !== 0;
  return code >= 128 && /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\uD800-\uDFFF]/v.test(String.fromCharCode(code));
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}
