/** Here-documents: which ones an instruction opens, and where their bodies end. */
import { cookedWords, rawWords } from "./expand.ts";

export interface Heredoc {
  readonly name: string;
  /** `<<-`: leading tabs do not count when its end is looked for. */
  readonly stripTabs: boolean;
  /** A part of its name is quoted: variables in the body stay as they are. */
  readonly isQuoted: boolean;
}

/** One word as a here-document mark (parser.ParseHeredoc): `<<EOF`, `<<-EOF`, `3<<'EOF'`. */
export function readHeredoc(word: string): Heredoc | undefined {
  const [, dash, rest = ""] = /^\d*<<(-?)[\t\n\f\r ]*(?![\t\n\f\r ])([^<]*)$/.exec(word) ?? [];
  if (rest === "") return undefined;
  const [name, ...more] = cookedWords(rest);
  if (name === undefined || more.length > 0) return undefined;
  const [raw = ""] = rawWords(rest);
  return { name, stripTabs: dash === "-", isQuoted: quotes(raw) !== quotes(name) };
}

function quotes(text: string): number {
  return text.replace(/[^'"]/g, "").length;
}

/** The here-documents that an instruction opens, in order. */
export function heredocsOf(instruction: string): readonly Heredoc[] {
  return rawWords(instruction).flatMap((word) => readHeredoc(word) ?? []);
}

/** A line of the file as offsets, without its line break and the carriage returns before it. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** The line that ends a here-document; `from` is where its body begins. */
export function endOfHeredoc(file: string, { name, stripTabs }: Heredoc, from: number): Line | undefined {
  // Of a name that begins with a tab, no line is left.
  if (stripTabs && name.startsWith("\t")) return undefined;
  for (let line = from; ;) {
    const at = file.indexOf(name, line);
    if (at < 0) return undefined;
    let start = at;
    if (stripTabs) while (start > line && file.charAt(start - 1) === "\t") start--;
    let end = at + name.length;
    while (file.charAt(end) === "\r") end++;
    const isWhole = end === file.length || file.charAt(end) === "\n";
    if (isWhole && (start === from || file.charAt(start - 1) === "\n")) return { start, end: at + name.length };
    // A line in which the name stands further behind is none.
    line = file.indexOf("\n", at) + 1;
    if (line === 0) return undefined;
  }
}
