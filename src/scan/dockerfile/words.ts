/** How BuildKit cuts an instruction into keyword, flags and words. Each piece keeps its place in the file. */
import { EMPTY, isSpace, offsetAt, skipSpace, slice, type Text, TextBuilder, trim } from "./text.ts";

/** What separates words; other blanks of Unicode do not. */
export function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0b || unit === 0x0c || unit === 0x0d;
}

export interface Command {
  readonly keyword: Text;
  /** `--name=value` before the first other word, quotes and escapes removed. */
  readonly flags: readonly Text[];
  readonly rest: Text;
}

/** Splits one whole instruction (parser/split_command.go). */
export function splitCommand(line: Text, escape: string): Command {
  const whole = trim(line);
  const { value } = whole;
  let end = 0;
  while (end < value.length && !isBlank(value.charCodeAt(end))) end++;
  let next = end;
  while (next < value.length && isBlank(value.charCodeAt(next))) next++;
  const { flags, rest } = takeFlags(slice(whole, next), escape);
  return { keyword: slice(whole, 0, end), flags, rest: trim(rest) };
}

function takeFlags(text: Text, escape: string): { flags: Text[]; rest: Text } {
  const { value } = text;
  const flags: Text[] = [];
  const word = new TextBuilder();
  let at = 0;
  for (;;) {
    at = skipSpace(value, at);
    if (!value.startsWith("--", at)) return { flags, rest: slice(text, at) };
    at = takeFlag(text, at, escape, word);
    const flag = word.take();
    if (at < value.length && flag.value === "--") return { flags, rest: slice(text, at) };
    if (flag.value !== "--") flags.push(flag);
    if (at >= value.length) return { flags, rest: EMPTY };
  }
}

/** Of a flag: characters of ASCII that are no blanks, no quotes and no escape character. Most flags are one run of these. */
const PLAIN = /[!#-&(-[\]-_a-~]+/y;

/**
 * Reads one flag into `word`; the end of the text closes a quote. BuildKit goes by bytes here: those of a character
 * beyond ASCII become characters of their own, and 0x85 and 0xA0 among them (a no-break space has one) are blanks.
 */
function takeFlag(text: Text, start: number, escape: string, word: TextBuilder): number {
  const { value } = text;
  let quote = "";
  let at = start;
  for (; at < value.length; at++) {
    PLAIN.lastIndex = at;
    const [run] = PLAIN.exec(value) ?? [];
    if (run !== undefined) {
      word.append(slice(text, at, at + run.length));
      at += run.length - 1;
      continue;
    }
    let char = value.charAt(at);
    if (char > "\x7F") {
      const [whole = char] = value.slice(at, at + 2);
      const bytes = [...Buffer.from(whole)];
      const blank = quote === "" ? bytes.findIndex(isSpace) : -1;
      word.add(String.fromCharCode(...(blank < 0 ? bytes : bytes.slice(0, blank))), offsetAt(text, at));
      at += whole.length - 1;
      if (blank >= 0) return at + 1;
      continue;
    }
    if (quote === "" && isSpace(value.charCodeAt(at))) return at;
    if (quote === "" ? char === '"' || char === "'" : char === quote) {
      quote = quote === "" ? char : "";
      continue;
    }
    if (char === escape) {
      if (at + 1 === value.length) continue;
      char = value.charAt(++at);
    }
    word.add(char, offsetAt(text, at));
  }
  return at;
}

/** Words between blanks, quotes not looked at (`parseStringsWhitespaceDelimited`). */
export function splitBlanks(text: Text): Text[] {
  const { value } = text;
  const words: Text[] = [];
  let start = 0;
  for (let at = 0; at <= value.length; at++) {
    if (at < value.length && !isBlank(value.charCodeAt(at))) continue;
    if (at > start) words.push(slice(text, start, at));
    start = at + 1;
  }
  return words;
}

/** Words between blanks outside quotes; quotes and escapes are kept (`parseWords`). */
export function splitQuoted(text: Text, escape: string): Text[] {
  const { value } = text;
  const words: Text[] = [];
  let at = 0;
  for (;;) {
    at = skipSpace(value, at);
    if (at >= value.length) return words;
    const start = at;
    let quote = "";
    let dangling = false;
    for (; at < value.length; at++) {
      const char = value.charAt(at);
      if (quote === "" && isSpace(value.charCodeAt(at))) break;
      if (char === escape && quote !== "'") {
        dangling = at + 1 === value.length;
        at++;
      } else if (quote === "" ? char === '"' || char === "'" : char === quote) {
        quote = quote === "" ? char : "";
      }
    }
    // An escape at the very end stands for nothing.
    at = Math.min(at, value.length);
    const word = slice(text, start, dangling ? at - 1 : at);
    if (word.value !== "") words.push(word);
  }
}

/** Fields of one line of comma-separated values, or undefined where its quotes are wrong. */
export function splitFields(text: Text): Text[] | undefined {
  const { value } = text;
  if (value === "") return undefined;
  const fields: Text[] = [];
  const field = new TextBuilder();
  let at = 0;
  for (;;) {
    if (value.charAt(at) === '"') {
      for (at++; ; at++) {
        const quote = value.indexOf('"', at);
        if (quote < 0) return undefined;
        field.append(slice(text, at, quote));
        at = quote + 1;
        if (value.charAt(at) !== '"') break;
        field.add('"', offsetAt(text, at));
      }
      if (at < value.length && value.charAt(at) !== ",") return undefined;
      fields.push(field.take());
    } else {
      const comma = value.indexOf(",", at);
      const end = comma < 0 ? value.length : comma;
      const plain = slice(text, at, end);
      if (plain.value.includes('"')) return undefined;
      fields.push(plain);
      at = end;
    }
    if (at >= value.length) return fields;
    at++;
  }
}

/** The strings of a JSON array; null where it is one of other things; undefined where it is no array. */
export function jsonStrings(text: Text): readonly string[] | null | undefined {
  if (!text.value.startsWith("[")) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.value);
  } catch {
    return undefined;
  }
  return Array.isArray(parsed) && parsed.every((item) => typeof item === "string") ? parsed : null;
}
