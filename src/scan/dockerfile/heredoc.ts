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

/** A line of the file as offsets, without its line break. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** Finds the ends of here-documents without reading a line twice, however many are open. */
export interface LineIndex {
  /**
   * The first line that is the end of the here-document, from number `from` (0-based) on. Here-documents are looked up
   * in file order: what is above `from` is not asked for again.
   */
  find(heredoc: Heredoc, from: number): { readonly number: number; readonly line: Line } | undefined;
}

export function lineIndex(file: string, lines: readonly Line[]): LineIndex {
  /** Lines by their text, the first at the end. */
  type Index = Map<string, { readonly number: number; readonly line: Line }[]>;
  const indexes = new Map<boolean, Index>();
  const build = (stripTabs: boolean): Index => {
    const index: Index = new Map();
    for (const [number, line] of [...lines.entries()].reverse()) {
      const written = file.slice(line.start, line.end);
      const text = stripTabs ? written.replace(/^\t+/, "") : written;
      const known = index.get(text);
      if (known === undefined) index.set(text, [{ number, line }]);
      else known.push({ number, line });
    }
    return index;
  };
  return {
    find({ name, stripTabs }, from) {
      let index = indexes.get(stripTabs);
      if (index === undefined) indexes.set(stripTabs, (index = build(stripTabs)));
      const found = index.get(name) ?? [];
      let next = found.at(-1);
      while (next !== undefined && next.number < from) {
        found.pop();
        next = found.at(-1);
      }
      return next;
    },
  };
}
