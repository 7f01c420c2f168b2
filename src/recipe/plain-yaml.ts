/** Most environments are lists of plain words. They are read here in a small part of the time that a reader of all YAML takes. */
import { plainWord } from "./yaml-scalar.ts";
import type { YamlList, YamlMap, YamlScalar, YamlValue } from "./yaml-model.ts";

/** Blanks in front, a dash, a word with or without quotes; a comment. A word has nothing in it that YAML gives a meaning. */
const ITEM = /^( *)- +(?:(\w[\w.+=:<>!*,/~-]*)|"([\w.+=:<>!*,/~ -]*)"|'([\w.+=:<>!*,/~ -]*)')(?: +#.*)? *$/;
/** A key with nothing or a plain word behind it. */
const KEY = /^(\w[\w-]*):(?: +(\w[\w.+=<>!*,/~-]*))?(?: +#.*)? *$/;
/** The list of pip among the others. */
const INNER_KEY = /^( *)- (pip):(?: +#.*)? *$/;
const NOTHING = /^ *(?:#.*)?$/;

/** Undefined where the text is of any other form: that says nothing against it. */
export function readPlainYaml(text: string): YamlMap | undefined {
  if (text.includes("\r")) return undefined;
  const entries: [YamlScalar, YamlValue][] = [];
  const keys = new Set<string>();
  const lists = new Lists();
  let isFirst = true;
  for (const line of text.split("\n")) {
    if (NOTHING.test(line)) continue;
    const isMark = isFirst && /^--- *$/.test(line);
    isFirst = false;
    if (isMark) continue;
    if (!lists.take(line)) {
      const [, key, word] = KEY.exec(line) ?? [];
      const name = plain(key);
      if (!lists.isWhole || name === undefined || keys.has(name.text)) return undefined;
      keys.add(name.text);
      const value = word === undefined ? lists.begin() : plain(word);
      if (value === undefined) return undefined;
      if (word !== undefined) lists.end();
      entries.push([name, value]);
    }
  }
  const isWhole = entries.every(([, value]) => value.kind !== "list" || value.items.length > 0);
  return isWhole && lists.isWhole && entries.length > 0 ? { kind: "map", entries } : undefined;
}

/** The list that stands open, and that of pip in it. */
class Lists {
  #list: YamlList | undefined;
  #indent: number | undefined;
  #inner: YamlList | undefined;
  #innerIndent: number | undefined;

  begin(): YamlList {
    this.end();
    this.#list = { kind: "list", items: [] };
    return this.#list;
  }

  end(): void {
    this.#list = this.#indent = this.#inner = this.#innerIndent = undefined;
  }

  /** No list of pip is empty. */
  get isWhole(): boolean {
    return this.#inner === undefined || this.#inner.items.length > 0;
  }

  /** False where the line is none of the list. */
  take(line: string): boolean {
    const list = this.#list;
    if (list === undefined) return false;
    const [, blanks, pip] = INNER_KEY.exec(line) ?? [];
    if (blanks !== undefined && pip !== undefined) {
      const key = plain(pip);
      if (key === undefined || this.#inner !== undefined || !this.#isAt(blanks.length)) return false;
      this.#inner = { kind: "list", items: [] };
      list.items.push({ kind: "map", entries: [[key, this.#inner]] });
      return true;
    }
    const [, indent, word, ...quoted] = ITEM.exec(line) ?? [];
    const value = word === undefined ? textOf(quoted.find((text) => text !== undefined)) : plain(word);
    if (indent === undefined || value === undefined) return false;
    return this.#isInner(indent.length) || this.#isAt(indent.length) ? this.#put(indent.length, value) : false;
  }

  /** The first item says how far all are indented. */
  #isAt(indent: number): boolean {
    this.#indent ??= indent;
    return this.#indent === indent && this.isWhole;
  }

  #isInner(indent: number): boolean {
    if (this.#inner === undefined || this.#indent === undefined || indent <= this.#indent + 1) return false;
    this.#innerIndent ??= indent;
    return this.#innerIndent === indent && this.#list?.items.at(-1)?.kind === "map";
  }

  #put(indent: number, value: YamlScalar): boolean {
    (indent === this.#indent ? this.#list : this.#inner)?.items.push(value);
    return true;
  }
}

function plain(word: string | undefined): YamlScalar | undefined {
  if (word === undefined || word.endsWith(":") || plainWord(word) !== "string") return undefined;
  return textOf(word);
}

function textOf(text: string | undefined): YamlScalar | undefined {
  return text === undefined ? undefined : { kind: "scalar", text, isString: true };
}
