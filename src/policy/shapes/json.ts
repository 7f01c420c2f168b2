/** From a text to a tree with places: JSON as RFC 8259 has it, each key once. */
import type { Problems, Tree } from "./tree.ts";
import { type Lines, indexLines, type Span } from "../../text/lines.ts";
import { quote } from "../../text/quote.ts";

/** More than any file of ours needs. */
const DEEPEST = 16;

/** What git writes into a file that it could not merge. */
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$/m;

const BLANK = /[ \t\r\n]*/y;
// oxlint-disable-next-line no-control-regex -- JSON has them escaped only
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)\b/y;

/**
 * Undefined where it cannot be read: what is wrong is noted, at the first place where something is.
 *
 * @param command What writes such a file.
 */
export function readJsonTree(text: string, problems: Problems, command: string): Tree | undefined {
  const lines = indexLines(text);
  const conflict = CONFLICT.exec(text);
  if (conflict !== null) {
    const at = lines.span({ start: conflict.index, end: conflict.index + conflict[0].length });
    return problems.add(
      at,
      `a merge conflict is not resolved: take one side of each entry whole, then run ${command}, which completes it`,
    );
  }
  if (/^\s*$/.test(text)) return problems.add(lines.span({ start: 0, end: 0 }), `the ${problems.what} is empty`);
  try {
    return new JsonReader(text, lines, problems).document();
  } catch (error) {
    if (error instanceof Stop) return problems.add(error.at, error.message);
    throw error;
  }
}

/** The text cannot be read further than here. */
class Stop extends Error {
  readonly at: Span;

  constructor(at: Span, message: string) {
    super(message);
    this.at = at;
  }
}

class JsonReader {
  readonly #text: string;
  readonly #lines: Lines;
  readonly #problems: Problems;
  #at = 0;

  constructor(text: string, lines: Lines, problems: Problems) {
    this.#text = text;
    this.#lines = lines;
    this.#problems = problems;
  }

  document(): Tree {
    this.#skipBlank();
    const tree = this.#value(0);
    this.#skipBlank();
    if (this.#at < this.#text.length) this.#stop("something stands behind the end of the JSON document");
    return tree;
  }

  #value(depth: number): Tree {
    if (depth > DEEPEST) this.#stop(`JSON: nested more than ${DEEPEST} levels deep`);
    if (this.#takes("{")) return this.#map(depth);
    if (this.#takes("[")) return this.#list(depth);
    const start = this.#at;
    const string = this.#match(STRING);
    if (string !== undefined) {
      const value = String(JSON.parse(string));
      return { kind: "scalar", at: this.#spanFrom(start), value, text: value };
    }
    const word = this.#match(WORD);
    if (word === undefined) return this.#stop("JSON: a value should stand here");
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a word of JSON is one of these
    const value = JSON.parse(word) as number | boolean | null;
    return { kind: "scalar", at: this.#spanFrom(start), value, text: word };
  }

  #map(depth: number): Tree {
    const start = this.#at - 1;
    const entries: { key: string; at: Span; value: Tree }[] = [];
    const seen = new Set<string>();
    this.#skipBlank();
    if (this.#takes("}")) return { kind: "map", at: this.#spanFrom(start), entries };
    do {
      this.#skipBlank();
      const from = this.#at;
      const written = this.#match(STRING) ?? this.#stop("JSON: a key in double quotes should stand here");
      const at = this.#spanFrom(from);
      const key = String(JSON.parse(written));
      if (seen.has(key)) this.#problems.add(at, `${quote(key)} stands here twice: remove one of them`);
      seen.add(key);
      this.#skipBlank();
      if (!this.#takes(":")) this.#stop("JSON: a colon should stand here");
      this.#skipBlank();
      entries.push({ key, at, value: this.#value(depth + 1) });
      this.#skipBlank();
    } while (this.#takes(","));
    if (!this.#takes("}")) this.#stop("JSON: a comma or } should stand here");
    return { kind: "map", at: entries[0]?.at ?? this.#spanFrom(start), entries };
  }

  #list(depth: number): Tree {
    const start = this.#at - 1;
    const items: Tree[] = [];
    this.#skipBlank();
    if (this.#takes("]")) return { kind: "list", at: this.#spanFrom(start), items };
    do {
      this.#skipBlank();
      items.push(this.#value(depth + 1));
      this.#skipBlank();
    } while (this.#takes(","));
    if (!this.#takes("]")) this.#stop("JSON: a comma or ] should stand here");
    return { kind: "list", at: this.#spanFrom(start), items };
  }

  #takes(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipBlank(): void {
    this.#match(BLANK);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #spanFrom(start: number): Span {
    return this.#lines.span({ start, end: this.#at });
  }

  #stop(message: string): never {
    const rest = this.#text.slice(this.#at);
    const isCut = rest === "" || /^"[^\n]*$/.test(rest);
    throw new Stop(this.#spanFrom(this.#at), isCut ? `the ${this.#problems.what} is cut off here` : message);
  }
}
