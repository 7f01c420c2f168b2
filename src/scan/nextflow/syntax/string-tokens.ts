/** The tokens of strings: a whole one, or its text and what is interpolated, piece by piece. */
import { isIdentifierPart, isIdentifierStart } from "./characters.ts";
import { scanString, type Quoting } from "./string-scan.ts";
import type { Tape } from "./tape.ts";
import { Kind } from "./tokens.ts";

const DOLLAR = 36;
const BACKSLASH = 92;

/** A string, or its beginning up to the first `${`; the tape is on the opening quote. */
export function lexString(tape: Tape, quote: Quoting): void {
  const text = tape.text;
  const start = tape.position;
  const stop = scanString(text, start + quote.length, quote);
  if (stop >= 0 && text.charCodeAt(stop) === DOLLAR) {
    tape.opened(Kind.gstringBegin, quote.length);
    return lexContent(tape, quote, stop);
  }
  if (stop < 0) tape.problem(start, start + quote.length, "string is never closed");
  const inner = stop < 0 ? ~stop : stop;
  const end = stop < 0 ? inner : inner + quote.length;
  checkEscapes(tape, start + quote.length, inner, quote);
  tape.pushTo(Kind.string, end);
  if (quote === "$/") tape.legacy.push({ start, end, construct: "a dollar-slashy string" });
}

/** Goes on with the string behind an interpolation. */
export function resumeString(tape: Tape): void {
  const quote = quoteOf(tape, tape.open.at(-1)!);
  lexContent(tape, quote, scanString(tape.text, tape.position, quote));
}

/** The quote of a string with interpolation. */
function quoteOf(tape: Tape, token: number): Quoting {
  const start = tape.tokens.starts[token]!;
  switch (tape.text.charCodeAt(start)) {
    case DOLLAR:
      return "$/";
    case 47:
      return "/";
    default:
      return tape.tokens.ends[token]! - start === 3 ? '"""' : '"';
  }
}

/** Text, `$a.b` and `${` of a string, until it ends or an interpolation opens. `stop` is what the scan from here found. */
function lexContent(tape: Tape, quote: Quoting, stop: number): void {
  const text = tape.text;
  for (;;) {
    const textEnd = stop < 0 ? ~stop : stop;
    if (textEnd > tape.position) {
      checkEscapes(tape, tape.position, textEnd, quote);
      tape.pushTo(Kind.text, textEnd);
    }
    if (stop < 0 || text.charCodeAt(stop) !== DOLLAR) return endString(tape, quote, stop);
    if (text.charCodeAt(stop + 1) === 123) return tape.opened(Kind.openInterpolation, 2);
    lexPath(tape);
    stop = scanString(text, tape.position, quote);
  }
}

function endString(tape: Tape, quote: Quoting, stop: number): void {
  const token = tape.open.pop()!;
  const start = tape.tokens.starts[token]!;
  if (stop < 0) tape.neverClosed(token);
  tape.push(Kind.gstringEnd, stop < 0 ? 0 : quote.length);
  tape.pair(token);
  if (quote === "/") tape.legacy.push({ start, end: tape.position, construct: "interpolation in a slashy string" });
  if (quote === "$/") tape.legacy.push({ start, end: tape.position, construct: "a dollar-slashy string" });
}

/** `$name(.name)*`; a dollar sign is no part of these names. */
function lexPath(tape: Tape): void {
  const text = tape.text;
  const start = tape.position;
  const startsName = (offset: number): boolean =>
    text.charCodeAt(offset) !== DOLLAR && isIdentifierStart(text.charCodeAt(offset));
  let end = start + 1;
  if (!startsName(end)) {
    tape.problem(start, end, "`$` in a string must be followed by a name or `{`, or be written `\\$`");
    return tape.push(Kind.text, 1);
  }
  for (;;) {
    while (isIdentifierPart(text.charCodeAt(end)) && text.charCodeAt(end) !== DOLLAR) end++;
    if (text.charCodeAt(end) !== 46 || !startsName(end + 1)) break;
    end++;
  }
  tape.pushTo(Kind.path, end);
}

/** Both parsers know only these escapes in quoted strings. */
function checkEscapes(tape: Tape, start: number, end: number, quote: Quoting): void {
  if (quote === "/" || quote === "$/") return;
  const text = tape.text;
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) !== BACKSLASH) continue;
    const next = text.charAt(++at);
    if (!"btnfrs\"'\\$01234567u\r\n".includes(next)) {
      tape.problem(at - 1, at + 1, `unknown escape \`\\${next}\` in a string: write \`\\\\${next}\``);
    }
  }
}
