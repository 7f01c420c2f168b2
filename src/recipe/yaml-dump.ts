/** YAML as SnakeYAML 2.2 writes it for Wave: block style, two blanks a level, lists as far left as their key, folded from column 80 on. */
import { plainWord } from "./yaml-scalar.ts";
import { YamlProblem, type YamlMap, type YamlScalar, type YamlValue } from "./yaml-value.ts";

const WIDTH = 80;
/** A longer key is written in another way; the tag that it would have counts (`Emitter.checkSimpleKey`). */
const LONGEST_KEY = 122;

/** Throws a YamlProblem where a text holds what needs escapes or more lines than one. */
export function dumpYaml(value: YamlValue): string {
  const writer = new Writer(anchorsOf(value));
  writer.node(value, -2, false);
  return `${writer.text}\n`;
}

/** Lists and maps that stand in more than one place, by the name that is given them: in the order of their second place. */
function anchorsOf(root: YamlValue): ReadonlyMap<YamlValue, string> {
  const seen = new Set<YamlValue>();
  const anchors = new Map<YamlValue, string>();
  const visit = (value: YamlValue): void => {
    if (value.kind === "scalar") return;
    if (seen.has(value)) {
      if (!anchors.has(value)) anchors.set(value, `id${String(anchors.size + 1).padStart(3, "0")}`);
      return;
    }
    seen.add(value);
    if (value.kind === "list") for (const item of value.items) visit(item);
    else for (const [, entry] of value.entries) visit(entry);
  };
  visit(root);
  return anchors;
}

/** Indents are of the level around; -2 for what is around the document. */
class Writer {
  text = "";
  readonly #anchors: ReadonlyMap<YamlValue, string>;
  readonly #written = new Set<YamlValue>();
  #column = 0;
  /** Whether only blanks and dashes stand before this on the line. */
  #isIndenting = true;
  #isAfterBlank = true;

  constructor(anchors: ReadonlyMap<YamlValue, string>) {
    this.#anchors = anchors;
  }

  node(value: YamlValue, indent: number, isValue: boolean): void {
    if (value.kind === "scalar") return this.#scalar(value, indent + 2);
    const anchor = this.#anchors.get(value);
    if (this.#written.has(value)) return this.#mark(`*${anchor}`);
    this.#written.add(value);
    if (anchor !== undefined) this.#mark(`&${anchor}`);
    if (value.kind === "map") this.#map(value, indent + 2);
    else if (value.items.length === 0) this.#mark("[]");
    else this.#list(value.items, isValue && !this.#isIndenting ? indent : indent + 2);
  }

  #list(items: readonly YamlValue[], indent: number): void {
    for (const item of items) {
      this.#newLine(indent);
      this.#mark("-", true);
      this.node(item, indent, false);
    }
  }

  #map({ entries }: YamlMap, indent: number): void {
    if (entries.length === 0) this.#mark("{}");
    for (const [key, value] of entries) {
      const word = scalarText(key);
      if (key.text === "" || key.text.length > LONGEST_KEY) throw new YamlProblem("a key is empty, or very long");
      this.#newLine(indent);
      this.#mark(word, false);
      this.#write(":");
      this.node(value, indent, true);
    }
  }

  #scalar(scalar: YamlScalar, indent: number): void {
    const text = scalarText(scalar);
    // Of a blank that stands alone behind column 80 a line end is made; a quoted text is not folded at its ends.
    const from = text === scalar.text ? 0 : 1;
    if (!this.#isAfterBlank) this.#write(" ");
    let at = 0;
    for (const { 0: blanks, index } of text.matchAll(/ +/g)) {
      this.#write(text.slice(at, index));
      at = index + blanks.length;
      const isInside = index > from && at < text.length - from;
      if (blanks.length === 1 && isInside && this.#column > WIDTH) this.#newLine(indent);
      else this.#write(blanks);
    }
    this.#write(text.slice(at));
  }

  /** A word of its own: a blank goes before it where none is. */
  #mark(word: string, isIndenting = false): void {
    if (!this.#isAfterBlank) this.#write(" ");
    const was = this.#isIndenting;
    this.#write(word);
    this.#isIndenting = was && isIndenting;
  }

  #write(text: string): void {
    if (text === "") return;
    this.text += text;
    this.#column += text.length;
    this.#isAfterBlank = false;
    this.#isIndenting = false;
  }

  #newLine(indent: number): void {
    if (!this.#isIndenting || this.#column > indent || (this.#column === indent && !this.#isAfterBlank)) {
      this.text += "\n";
      this.#column = 0;
    }
    this.text += " ".repeat(indent - this.#column);
    this.#column = indent;
    this.#isAfterBlank = true;
    this.#isIndenting = true;
  }
}

/** What YAML reads as something else than this text where it has no quotes (`Emitter.analyzeScalar`). */
const NEEDS_QUOTES = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?: |$)| |0[0-9_]+$)|:(?: |$)| #| $/;
/** What has no place in a plain text or in single quotes: line ends, and all that YAML has escapes for. */
const NEEDS_ESCAPES = /[^ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function scalarText({ text, isString }: YamlScalar): string {
  if (!isString) return text;
  if (NEEDS_ESCAPES.test(text)) throw new YamlProblem("a text has line ends or control characters in it");
  if (plainWord(text) === "string" && !NEEDS_QUOTES.test(text)) return text;
  return `'${text.replaceAll("'", "''")}'`;
}
