/** YAML as the scanners read it: plain texts with their places in the file, aliases and merge keys followed. */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Scalar,
  type YAMLMap,
  type YAMLParseError,
} from "yaml";
import type { FileScanner } from "./file-scan.ts";
import { indexLines, type Lines } from "../../text/lines.ts";
import { quote, short } from "../../text/quote.ts";
import { parseYaml, type YamlParsed } from "../../text/yaml.ts";
import type { PlacedText } from "./placed-text.ts";
import { isNull, isTaggedMerge, keyOf, textOf, withLineFeeds } from "./yaml-dialect.ts";

/** Merge keys of merge keys are followed this far. No file of a person comes near. */
const DEEPEST_MERGE = 100;

/** A scalar. A plain one, without quotes, may mean a number or a truth value to the tool that reads it. */
export interface YamlText extends PlacedText {
  readonly isPlain: boolean;
}

export interface YamlEntry {
  readonly key: YamlText;
  readonly value: unknown;
}

/**
 * Reads all documents of a YAML (or JSON) text. Broken YAML gives one Problem a document, and whatever could be read.
 * `source` is the text to parse where it is not the file itself: of the same length, template tags blanked out, say.
 * `isTemplate`: it need be no YAML before another tool fills it in, and nothing is said of that.
 */
export function readYaml(scan: FileScanner, source = scan.text, isTemplate = false): YamlDocument[] {
  // Failsafe: every scalar is a text, as written. `3.10` is a version here and never the number 3.1.
  const { text, documents, cut } = parseLoosely(withLineFeeds(source, isJson(scan)));
  if (cut !== undefined) {
    scan.problem(cut.offset, "unreadable", `This file is read no further than here: ${cut.why}.`);
  }
  return documents.map((document) => {
    const [error] = faultsIn(document);
    // Where reading ended, everything that was open is broken off.
    if (error !== undefined && !isTemplate && (cut === undefined || error.pos[0] < cut.offset)) {
      scan.problem(error.pos[0], "syntax", `This is not valid YAML: ${short(error.message, 200)}.`);
    }
    const yaml = new YamlDocument(document, text, scan);
    if (!isTemplate) yaml.sayMissing();
    return yaml;
  });
}

/** Files that their tools read as JSON. */
function isJson({ file, source }: FileScanner): boolean {
  return source === "devcontainer" || ((source === "bake" || source === "kubernetes") && /\.json$/i.test(file));
}

function parseLoosely(source: string): YamlParsed {
  // Tags of other types change nothing that an image could be named by, except for those of the dialect.
  const options = { schema: "failsafe", strict: false, resolveKnownTags: false } as const;
  const parsed = parseYaml(source, options);
  const faults = faultsOf(parsed);
  if (faults === 0) return parsed;
  const loose = parseYaml(source, { ...options, isLibyaml: true });
  // Where a bracket or a quote is not closed at all, YAML 1.2 loses less of what is behind it.
  return faultsOf(loose) < faults && loose.cut === undefined ? loose : parsed;
}

function faultsOf({ documents }: YamlParsed): number {
  return documents.reduce((sum, document) => sum + faultsIn(document).length, 0);
}

/** To libyaml a `#` right behind a quote or a bracket begins a comment. */
function faultsIn({ errors }: Document.Parsed): YAMLParseError[] {
  return errors.filter(({ message }) => !message.startsWith("Comments must be separated"));
}

/** One document. Nodes are opaque to callers: what a node is comes from asking for a map, a list or a text. */
export class YamlDocument {
  readonly root: unknown;
  readonly #source: string;
  readonly #scan: FileScanner;
  readonly #targets: ReadonlyMap<Alias, unknown>;
  /** "open" while they are put together. */
  readonly #entries = new Map<YAMLMap, readonly YamlEntry[] | "open">();
  /** The values of a map by their keys: a file can have thousands, and each is asked for. */
  readonly #values = new Map<unknown, ReadonlyMap<string, unknown>>();

  constructor(document: Document.Parsed, source: string, scan: FileScanner) {
    this.#source = source;
    this.#scan = scan;
    this.#targets = aliasTargets(document.contents);
    this.root = this.#follow(document.contents);
  }

  /** The entries of a map, own ones first, then those that merge keys (`<<`) add. Empty for anything else. */
  entries(node: unknown, depth = 0): readonly YamlEntry[] {
    const map = this.#follow(node);
    if (!isMap(map)) return [];
    const known = this.#entries.get(map);
    if (known === "open") return this.#refuse(map, "this map merges itself (<<), which no tool can read");
    if (known !== undefined) return known;
    if (depth > DEEPEST_MERGE)
      return this.#refuse(map, `its merge keys (<<) lead over more than ${DEEPEST_MERGE} maps`);
    this.#entries.set(map, "open");
    const own: YamlEntry[] = [];
    const bases: unknown[] = [];
    for (const pair of map.items) {
      const key = this.#key(pair.key);
      if (key === undefined) continue;
      if (key.value === "<<" || isTaggedMerge(pair.key)) bases.push(pair.value);
      if (key.value !== "<<") own.push({ key, value: this.#follow(pair.value) });
    }
    const entries = bases.length === 0 ? own : this.#merged(map, own, bases, depth);
    this.#entries.set(map, entries);
    return entries;
  }

  #key(node: unknown): YamlText | undefined {
    const key = this.text(node);
    return key && { ...key, value: keyOf(key.value, key.isPlain, this.#scan.source) };
  }

  #merged(map: YAMLMap, own: readonly YamlEntry[], bases: readonly unknown[], depth: number): readonly YamlEntry[] {
    const entries = [...own];
    const seen = new Set(own.map((entry) => entry.key.value));
    for (const base of bases) {
      const list = this.items(base);
      for (const one of list.length > 0 ? list : [base]) {
        const merged = this.entries(one, depth + 1);
        if (!this.#scan.budget.take("merged", merged.length + 1, map.range?.[0] ?? 0)) return entries;
        for (const entry of merged) {
          if (seen.has(entry.key.value)) continue;
          seen.add(entry.key.value);
          entries.push(entry);
        }
      }
    }
    return entries;
  }

  #refuse(map: YAMLMap, why: string): readonly YamlEntry[] {
    this.#scan.problem(map.range?.[0] ?? 0, "unreadable", `Keys are missing here: ${why}.`);
    return [];
  }

  /** An alias of no anchor stands for nothing, and the tools refuse the file. */
  sayMissing(): void {
    for (const [alias, target] of this.#targets) {
      if (target !== undefined) continue;
      const message = `This is not valid YAML: there is no anchor ${quote(alias.source)} above this alias.`;
      this.#scan.problem(alias.range?.[0] ?? 0, "syntax", message);
      return;
    }
  }

  /** Where a node begins; 0 for none. */
  startOf(node: unknown): number {
    const followed = this.#follow(node);
    return isMap(followed) || isSeq(followed) || isScalar(followed) ? (followed.range?.[0] ?? 0) : 0;
  }

  /** The value under a path of keys; of a key written twice, the last. */
  get(node: unknown, ...path: readonly string[]): unknown {
    let value = this.#follow(node);
    for (const key of path) value = this.#valuesOf(value).get(key);
    return value;
  }

  #valuesOf(map: unknown): ReadonlyMap<string, unknown> {
    let values = this.#values.get(map);
    if (values === undefined) {
      values = new Map(this.entries(map).map(({ key, value }) => [key.value, value]));
      this.#values.set(map, values);
    }
    return values;
  }

  items(node: unknown): readonly unknown[] {
    const list = this.#follow(node);
    return isSeq(list) ? list.items.map((item) => this.#follow(item)) : [];
  }

  /** The texts of a list that has a tag, such as GitLab's `!reference [job, key]`. */
  tagged(node: unknown, tag: string): readonly string[] | undefined {
    const list = this.#follow(node);
    if (!isSeq(list) || list.tag !== tag) return undefined;
    return list.items.flatMap((item) => this.text(item)?.value ?? []);
  }

  /** The tag that is written at a node, or at what an alias stands for. */
  tagOf(node: unknown): string | undefined {
    const followed = this.#follow(node);
    return isMap(followed) || isSeq(followed) || isScalar(followed) ? followed.tag : undefined;
  }

  /** The text under a path of keys. A key without a value, and a value that Compose's `!reset` takes away, is none. */
  textAt(node: unknown, ...path: readonly string[]): YamlText | undefined {
    return this.text(this.get(node, ...path));
  }

  isMap(node: unknown): boolean {
    return isMap(this.#follow(node));
  }

  isList(node: unknown): boolean {
    return isSeq(this.#follow(node));
  }

  text(node: unknown): YamlText | undefined {
    const scalar = this.#follow(node);
    if (!isScalar(scalar) || typeof scalar.value !== "string" || !scalar.range || scalar.tag === "!reset")
      return undefined;
    if (scalar.type === Scalar.PLAIN && isNull(scalar, scalar.value)) return undefined;
    const value = textOf(scalar, scalar.value, this.#scan.source);
    return { ...scalarText(this.#source, value, scalar), isPlain: scalar.type === Scalar.PLAIN };
  }

  #follow(node: unknown): unknown {
    return isAlias(node) ? this.#targets.get(node) : node;
  }
}

/** What each alias stands for: the last node before it with that anchor. One pass, however many aliases there are. */
function aliasTargets(root: unknown): Map<Alias, unknown> {
  const targets = new Map<Alias, unknown>();
  const anchors = new Map<string, unknown>();
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const node = stack.pop();
    if (isAlias(node)) {
      targets.set(node, anchors.get(node.source));
    } else if (isPair(node)) {
      stack.push(node.value, node.key);
    } else if (isMap(node) || isSeq(node) || isScalar(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (!isScalar(node)) for (const item of node.items.toReversed()) stack.push(item);
    }
  }
  return targets;
}

function scalarText(source: string, value: string, scalar: Scalar): PlacedText {
  const [from, to] = scalar.range!;
  const { type } = scalar;
  if (type === Scalar.BLOCK_LITERAL || type === Scalar.BLOCK_FOLDED) {
    return blockText(source, value, from, to, type === Scalar.BLOCK_LITERAL);
  }
  if (type !== Scalar.QUOTE_DOUBLE && type !== Scalar.QUOTE_SINGLE) return placed(source, value, from, to);
  // A string that is broken off has no closing quote.
  const closed = to - 1 > from && source.charAt(to - 1) === source.charAt(from);
  return placed(source, value, from + 1, closed ? to - 1 : to);
}

/** A text within one line: its characters are where they are, unless an escape or a fold changed its length. */
function placed(source: string, value: string, start: number, end: number): PlacedText {
  const literal = source.slice(start, end) === value;
  return { value, start, end, offsetOf: (index) => (literal ? start + index : undefined) };
}

/** `|` and `>`: from the first character of the content to its last. */
function blockText(source: string, value: string, from: number, to: number, literal: boolean): PlacedText {
  const headerEnd = source.indexOf("\n", from);
  const body = headerEnd === -1 || headerEnd >= to ? to : headerEnd + 1;
  const content = source.slice(body, to);
  const start = body + (content.length - content.trimStart().length);
  const end = Math.max(start, body + content.trimEnd().length);
  if (!literal) return { value, start, end, offsetOf: () => undefined };
  // Counted when somebody asks: many aliases may stand for one long text.
  let counted: { readonly lines: Lines; readonly starts: readonly number[] } | undefined;
  const offsetOf = (index: number): number | undefined => {
    counted ??= { lines: indexLines(value), starts: literalLines(source, value, body) };
    const { line, column } = counted.lines.at(index);
    const lineStart = counted.starts[line - 1];
    return lineStart && lineStart + column - 1;
  };
  return { value, start, end, offsetOf };
}

/** Where each line of a literal block's value begins in the file. */
function literalLines(source: string, value: string, body: number): number[] {
  const starts: number[] = [];
  let at = body;
  let indent: number | undefined;
  for (const line of value.split("\n")) {
    const lineEnd = source.indexOf("\n", at);
    const written = source.slice(at, lineEnd === -1 ? source.length : lineEnd).replace(/\r$/, "");
    // Every line loses the same indentation; the first with content tells how much.
    if (indent === undefined && line.trim() !== "") indent = written.length - line.length;
    starts.push(at + Math.min(indent ?? written.length, written.length));
    if (lineEnd === -1) break;
    at = lineEnd + 1;
  }
  return starts;
}
