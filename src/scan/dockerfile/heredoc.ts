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
  const words = cookedWords(rest);
  const [name] = words;
  if (name === undefined || words.length > 1) return undefined;
  return { name, stripTabs: dash === "-", isQuoted: quotes(rawWords(rest)[0] ?? "") !== quotes(name) };
}

function quotes(text: string): number {
  return text.replace(/[^'"]/g, "").length;
}

/** The here-documents that an instruction opens, in order. */
export function heredocsOf(instruction: string): readonly Heredoc[] {
  return rawWords(instruction).flatMap((word) => readHeredoc(word) ?? []);
}

/** Finds the ends of here-documents without reading a line twice, however many are open. */
export interface LineIndex {
  /** The first line from `from` on (0-based) that is the end of the here-document, or undefined. */
  find(heredoc: Heredoc, from: number): number | undefined;
}

/** `line(n)` gives the n-th line without its line break. */
export function lineIndex(count: number, line: (n: number) => string): LineIndex {
  const indexes = new Map<boolean, Map<string, number[]>>();
  const build = (stripTabs: boolean): Map<string, number[]> => {
    const index = new Map<string, number[]>();
    for (let n = 0; n < count; n++) {
      const text = stripTabs ? line(n).replace(/^\t+/, "") : line(n);
      const known = index.get(text);
      if (known === undefined) index.set(text, [n]);
      else known.push(n);
    }
    return index;
  };
  return {
    find(heredoc, from) {
      let index = indexes.get(heredoc.stripTabs);
      if (index === undefined) indexes.set(heredoc.stripTabs, (index = build(heredoc.stripTabs)));
      const lines = index.get(heredoc.name) ?? [];
      let low = 0;
      let high = lines.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((lines[middle] ?? 0) < from) low = middle + 1;
        else high = middle;
      }
      return lines[low];
    },
  };
}
